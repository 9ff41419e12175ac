//! The mouse: click, drag to select, wheel. Never needed.

use crate::app::claims_lines::item_at;
use crate::app::commands;
use crate::app::effect::Effect;
use crate::app::feeding;
use crate::app::model::{Model, Pane, Screen};
use crate::app::msg::Mouse;
use crate::app::noting;
use crate::app::panel;
use crate::app::preview;
use crate::app::reader::Selection;
use crate::keys::Command;
use crate::page::Direction;

/// Rows a turn of the wheel moves.
const WHEEL: usize = 3;

/// Takes what the mouse did at a cell.
pub fn update(model: &mut Model, what: Mouse, x: u16, y: u16) -> Vec<Effect> {
    if model.overlay.is_some() {
        return match what {
            Mouse::WheelUp => commands::run(model, Command::Up, None, None),
            Mouse::WheelDown => commands::run(model, Command::Down, None, None),
            _ => Vec::new(),
        };
    }
    match model.screen {
        Screen::Reader => in_reader(model, what, x, y),
        Screen::Claim => on_page(model, what, x, y),
        Screen::Library | Screen::Notes | Screen::Claims | Screen::Repair => in_list(model, what, x, y),
    }
}

fn in_reader(model: &mut Model, what: Mouse, x: u16, y: u16) -> Vec<Effect> {
    let (area, side) = (model.text_area(), model.layout().side);
    let Some(reader) = &mut model.reader else { return Vec::new() };
    match what {
        Mouse::WheelUp => reader.roll(Direction::Back, WHEEL),
        Mouse::WheelDown => reader.roll(Direction::Forward, WHEEL),
        Mouse::Press if side.holds(x, y) => {
            model.pane = Pane::Side;
            if let Some(entry) = panel::entry_at_row(reader, side, model.side.selected, y) {
                model.side.selected = entry;
                return commands::run(model, Command::Open, None, None);
            }
        }
        Mouse::Press | Mouse::Drag => {
            let row = reader.top + usize::from(y.saturating_sub(area.y).min(area.height.saturating_sub(1)));
            let row = reader.page.next_text(row).or_else(|| reader.page.previous_text(row)).unwrap_or(0);
            let offset = reader.page.offset_at(&reader.article.body, row, usize::from(x.saturating_sub(area.x)));
            if what == Mouse::Press {
                model.pane = Pane::Main;
                model.drag = Some(offset);
                reader.selection = None;
            } else if let Some(from) = model.drag.filter(|from| *from != offset) {
                reader.selection.get_or_insert(Selection { from, by_rows: false });
            }
            reader.goal = None;
            reader.cursor = offset;
            reader.settle();
            reader.keep_in_view();
        }
        Mouse::Release => model.drag = None,
    }
    Vec::new()
}

/// The wheel turns what it is over; a click gives the keys to the pane it is in, and in the tree chooses a row, and on
/// the row under the cursor shows it.
fn in_library(model: &mut Model, what: Mouse, x: u16, y: u16) -> Option<Vec<Effect>> {
    let (tree, side) = (model.layout().tree, model.layout().side);
    let wheel = isize::try_from(WHEEL).unwrap_or(1);
    let turn = match what {
        Mouse::WheelUp => -wheel,
        Mouse::WheelDown => wheel,
        _ => 0,
    };
    if side.holds(x, y) {
        preview::scroll(model, turn);
        if what == Mouse::Press {
            model.pane = Pane::Side;
        }
        return Some(Vec::new());
    }
    if !tree.holds(x, y) {
        if what == Mouse::Press && model.pane != Pane::Main {
            feeding::leave(model);
        }
        return None;
    }
    let list = &mut model.shelf.sources.list;
    list.step(turn);
    if what == Mouse::Press {
        let row = list.top() + usize::from(y - tree.y);
        let again = row == list.selected() && model.pane == Pane::Sources;
        list.go_to(row);
        model.pane = Pane::Sources;
        if again {
            return Some(commands::run(model, Command::Open, None, None));
        }
    }
    Some(Vec::new())
}

fn in_list(model: &mut Model, what: Mouse, x: u16, y: u16) -> Vec<Effect> {
    if model.screen == Screen::Library
        && let Some(effects) = in_library(model, what, x, y)
    {
        return effects;
    }
    match what {
        Mouse::WheelUp => commands::run(model, Command::Up, Some(3), None),
        Mouse::WheelDown => commands::run(model, Command::Down, Some(3), None),
        Mouse::Press => {
            let main = if model.screen == Screen::Notes { model.notes_areas().0 } else { model.layout().main };
            if !main.holds(x, y) {
                return Vec::new();
            }
            let inside = usize::from(y - main.y);
            let (top, selected) = match model.screen {
                Screen::Notes => (model.notebook.list.top(), model.notebook.list.selected()),
                Screen::Claims => (model.claims.list.top(), model.claims.list.selected()),
                Screen::Repair if inside >= model.repair.list.height() => return Vec::new(),
                Screen::Repair => (model.repair.list.top(), model.repair.list.selected()),
                _ => (model.shelf.list.top(), model.shelf.list.selected()),
            };
            if top + inside == selected {
                return commands::run(model, Command::Open, None, None);
            }
            match model.screen {
                Screen::Notes => model.notebook.list.go_to(top + inside),
                Screen::Claims => {
                    model.claims.list.go_to(top + inside);
                    model.claims.leave_heading(true);
                }
                Screen::Repair => model.repair.list.go_to(top + inside),
                _ => model.shelf.list.go_to(top + inside),
            }
            if model.screen == Screen::Notes { noting::peek(model) } else { commands::moved(model) }
        }
        _ => Vec::new(),
    }
}

/// A click on a claim's page goes to a part, and on the part under the cursor opens it.
fn on_page(model: &mut Model, what: Mouse, x: u16, y: u16) -> Vec<Effect> {
    match what {
        Mouse::WheelUp => commands::run(model, Command::Up, Some(1), None),
        Mouse::WheelDown => commands::run(model, Command::Down, Some(1), None),
        Mouse::Press => {
            let main = model.layout().main;
            let item = if main.holds(x, y) { item_at(&model.page, main, y) } else { None };
            match item {
                Some(item) if item == model.page.selected => commands::run(model, Command::Open, None, None),
                Some(item) => {
                    model.page.selected = item;
                    Vec::new()
                }
                None => Vec::new(),
            }
        }
        _ => Vec::new(),
    }
}
