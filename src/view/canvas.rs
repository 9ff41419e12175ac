//! The cells to paint on, and the few strokes everything is painted with.

use crate::app::Area;
use crate::config::{Role, Theme};
use crate::page::{columns, wrap_text};
use crate::text::printable;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// A buffer with a theme. Every stroke is cut at the buffer's edge, and text is made printable.
pub struct Canvas<'a> {
    buffer: &'a mut Buffer,
    theme: &'a Theme,
    /// Where the terminal's own cursor is to stand.
    pub cursor: Option<(u16, u16)>,
}

impl<'a> Canvas<'a> {
    /// A canvas over a buffer.
    pub fn new(buffer: &'a mut Buffer, theme: &'a Theme) -> Self {
        Self { buffer, theme, cursor: None }
    }

    /// How a role looks.
    pub fn style(&self, role: Role) -> Style {
        self.theme.style(role)
    }

    fn cut(&self, area: Area) -> Rect {
        Rect::new(area.x, area.y, area.width, area.height).intersection(self.buffer.area)
    }

    /// Empties an area and gives it a role's look.
    pub fn fill(&mut self, area: Area, role: Role) {
        let rect = self.cut(area);
        let style = self.style(Role::Text).patch(self.style(role));
        for y in rect.top()..rect.bottom() {
            for x in rect.left()..rect.right() {
                if let Some(cell) = self.buffer.cell_mut((x, y)) {
                    cell.reset();
                    cell.set_style(style);
                }
            }
        }
    }

    /// Lays a role's look over what is painted.
    pub fn tint(&mut self, area: Area, role: Role) {
        let rect = self.cut(area);
        self.buffer.set_style(rect, self.style(role));
    }

    /// Writes one line, at most `width` columns; the column behind it comes back.
    pub fn put(&mut self, x: u16, y: u16, width: u16, text: &str, role: Role) -> u16 {
        self.put_styled(x, y, width, text, self.style(role))
    }

    /// Writes one line in a style.
    pub fn put_styled(&mut self, x: u16, y: u16, width: u16, text: &str, style: Style) -> u16 {
        let edge = self.buffer.area;
        if y >= edge.bottom() || x >= edge.right() {
            return x;
        }
        self.buffer.set_stringn(x, y, printable(text), usize::from(width), style).0
    }

    /// Writes one line that ends in `…` where it does not fit.
    pub fn put_cut(&mut self, x: u16, y: u16, width: u16, text: &str, role: Role) -> u16 {
        if columns(text) <= usize::from(width) {
            return self.put(x, y, width, text, role);
        }
        let end = self.put(x, y, width.saturating_sub(1), text, role);
        self.put(end, y, 1.min(width), "…", role)
    }

    /// Writes a text over as many rows as it takes, at most the area's; the number of rows comes back.
    pub fn paragraph(&mut self, area: Area, text: &str, role: Role) -> u16 {
        let mut row = 0;
        for line in wrap_text(text, usize::from(area.width).max(1)) {
            if row >= area.height {
                break;
            }
            self.put(area.x, area.y + row, area.width, line, role);
            row += 1;
        }
        row
    }

    /// A box with a title; the area inside comes back.
    pub fn frame(&mut self, area: Area, title: &str) -> Area {
        self.fill(area, Role::Text);
        if area.width < 2 || area.height < 2 {
            return area;
        }
        let (right, bottom) = (area.x + area.width - 1, area.y + area.height - 1);
        let bar = "─".repeat(usize::from(area.width - 2));
        self.put(area.x, area.y, area.width, &format!("╭{bar}╮"), Role::BorderFocus);
        self.put(area.x, bottom, area.width, &format!("╰{bar}╯"), Role::BorderFocus);
        for y in area.y + 1..bottom {
            self.put(area.x, y, 1, "│", Role::BorderFocus);
            self.put(right, y, 1, "│", Role::BorderFocus);
        }
        if !title.is_empty() && area.width > 6 {
            self.put_cut(area.x + 2, area.y, area.width - 4, &format!(" {title} "), Role::Title);
        }
        Area { x: area.x + 2, y: area.y + 1, width: area.width.saturating_sub(4), height: area.height - 2 }
    }

    /// A line down the left edge of an area; the area right of it comes back.
    pub fn rule(&mut self, area: Area, focus: bool) -> Area {
        let role = if focus { Role::BorderFocus } else { Role::Border };
        for y in area.y..area.y + area.height {
            self.put(area.x, y, 1.min(area.width), "│", role);
        }
        area.without_left(2)
    }
}
