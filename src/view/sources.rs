//! The sources tree at the left of the library.

use crate::app::{Area, Model, Pane, SourceRow};
use crate::config::Role;
use crate::page::columns;
use crate::view::canvas::Canvas;

/// Draws the rows of the tree that are in view.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, area: Area) {
    let focus = model.pane == Pane::Sources;
    let edge = Area { x: area.x + area.width.saturating_sub(1), width: 1, ..area };
    canvas.rule(edge, focus);
    let inner = Area { width: area.width.saturating_sub(1), ..area };
    let list = &model.shelf.sources.list;
    if !model.shelf.sources.known {
        canvas.put(inner.x + 1, inner.y, inner.width.saturating_sub(1), "…", Role::Dim);
    }
    for (y, (index, row)) in (inner.y..inner.y + inner.height).zip(list.in_view()) {
        let line = Area { y, height: 1, ..inner };
        source(canvas, model, line, row, focus && index == list.selected());
    }
}

fn source(canvas: &mut Canvas<'_>, model: &Model, area: Area, row: &SourceRow, here: bool) {
    let ascii = model.settings.look.ascii;
    let shown = model.shelf.section == row.section;
    if here {
        canvas.fill(area, Role::RowHere);
    }
    let look = |role: Role| if here { Role::RowHere } else { role };
    if shown {
        canvas.put(area.x, area.y, 1, if ascii { ">" } else { "▸" }, look(Role::KeyHint));
    }
    let count = if row.count > 0 { row.count.to_string() } else { String::new() };
    let count = if row.trouble { format!("! {count}") } else { count };
    let count = count.trim_end();
    let room = u16::try_from(columns(count)).unwrap_or(0);
    let fold = match (row.folded, ascii) {
        (None, _) => "",
        (Some(true), false) => "⊞ ",
        (Some(false), false) => "⊟ ",
        (Some(true), true) => "+ ",
        (Some(false), true) => "- ",
    };
    let indent = row.depth.saturating_mul(2).min(area.width / 3);
    let x = canvas.put(area.x + 1 + indent, area.y, area.width.saturating_sub(1 + indent), fold, look(Role::Dim));
    let end = area.x + area.width.saturating_sub(room + 1);
    let role = match (shown, row.count > 0) {
        (true, _) => Role::TabHere,
        (false, true) => Role::RowUnread,
        (false, false) => Role::Row,
    };
    canvas.put_cut(x, area.y, end.saturating_sub(x + 1), &row.label, look(role));
    canvas.put(end, area.y, room, count, look(if row.trouble { Role::Error } else { Role::Dim }));
}
