//! Where the parts of the screens lie, by the state of the model.

use crate::app::layout::{Area, GUTTER, Layout, divide, divide_library, tree_width};
use crate::app::model::{Model, Pane, Screen};
use crate::app::reader::Viewport;

impl Model {
    /// Where the parts of the screen in view lie.
    pub fn layout(&self) -> Layout {
        let (width, height) = self.size;
        let side = if self.zen || !self.side.shown { 0 } else { self.side.width };
        if self.screen == Screen::Library {
            let tree = if self.zen { 0 } else { tree_width(width, self.pane == Pane::Sources) };
            return divide_library(width, height, tree, self.zen);
        }
        let side = match self.screen {
            Screen::Reader => side,
            Screen::Repair => 0,
            Screen::Claim if width >= 120 => width / 3,
            Screen::Claim => 0,
            Screen::Library | Screen::Notes | Screen::Claims if width >= 100 => width / 2 - width / 10,
            Screen::Library | Screen::Notes | Screen::Claims => 0,
        };
        divide(width, height, side)
    }

    /// Where the notes screen has its list, and the note under the cursor: beside it, or below where there is no room.
    pub fn notes_areas(&self) -> (Area, Area) {
        let Layout { main, side, .. } = self.layout();
        let below = if side.width > 0 || main.height < 12 { 0 } else { main.height * 9 / 20 };
        let list = Area { height: main.height - below, ..main };
        let pane = if below > 0 { Area { y: main.y + list.height, height: below, ..main } } else { side };
        (list, pane)
    }

    /// The reader's text region, gutter left out, and how many columns the text may take in it.
    pub fn text_area(&self) -> Area {
        let layout = divide(self.size.0, self.size.1, if self.zen || !self.side.shown { 0 } else { self.side.width });
        let gutter = if self.zen { 2 } else { GUTTER };
        let inner = layout.main.without_left(gutter);
        let width = inner.width.saturating_sub(1).min(self.settings.reader.measure);
        let spare = (inner.width.saturating_sub(1 + width)) / 2;
        Area { x: inner.x + spare, width, ..inner }
    }

    /// What the reader needs to know of its region.
    pub fn viewport(&self) -> Viewport {
        let area = self.text_area();
        let panel = self.screen == Screen::Reader && self.layout().side.width > 0;
        Viewport { measure: area.width.max(8), height: area.height, slips: !panel && !self.zen }
    }
}
