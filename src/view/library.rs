//! The library screen: sources, the list of articles, and a preview of the one under the cursor.

use crate::app::{Area, Model, Pane, PreviewRow, Section, ShelfView};
use crate::config::Role;
use crate::page::columns;
use crate::text::Listing;
use crate::view::canvas::Canvas;
use crate::view::sources;

/// Draws the list and, where there is room, the sources tree and the preview.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model) {
    let layout = model.layout();
    let list = &model.shelf.list;
    let area = layout.main;
    if list.count() == 0 {
        empty(canvas, model, area);
    }
    for (y, (index, row)) in (area.y..area.y + area.height).zip(list.in_view()) {
        let line = Area { y, height: 1, ..area };
        let here = index == list.selected();
        match row {
            Some(row) => article(canvas, model, line, row, (index, here)),
            None => {
                canvas.put(line.x + 3, y, 1, "…", if here { Role::RowHere } else { Role::Dim });
            }
        }
    }
    if layout.tree.width > 0 {
        sources::draw(canvas, model, layout.tree);
    }
    if layout.side.width > 0 {
        preview(canvas, model, layout.side);
    }
}

fn empty(canvas: &mut Canvas<'_>, model: &Model, area: Area) {
    let shelf = &model.shelf;
    let room = Area { x: area.x + 2, y: area.y + 1, width: area.width.saturating_sub(4), height: area.height.min(10) };
    if let Some(fault) = &shelf.fault {
        let row = canvas.paragraph(room, fault, Role::Error);
        let query = shelf.section.query();
        let asked = if shelf.filter.is_empty() { &query } else { &shelf.filter };
        let below = Area { y: room.y + row + 1, height: room.height.saturating_sub(row + 1), ..room };
        canvas.paragraph(below, &format!("{asked}  (F changes the filter, Esc lets it go)"), Role::Dim);
        return;
    }
    let words = if shelf.loading {
        "Opening the library …"
    } else if shelf.view != ShelfView::All || !shelf.filter.is_empty() {
        "No article fits. Esc shows all."
    } else if shelf.section != Section::All {
        "Nothing here. Esc shows all articles."
    } else {
        "The library is empty. Space i brings in files, folders, pages and lists of feeds; a in the sources (gs) follows a feed."
    };
    canvas.paragraph(room, words, Role::Dim);
}

/// Columns of a row behind the title, by the width of the list: for the outlet and for the date.
fn columns_behind(model: &Model, width: u16) -> (u16, u16) {
    let outlet = match width {
        // All articles of a feed have one outlet.
        _ if matches!(model.shelf.section, Section::Feed(_)) => 0,
        84.. => 20,
        72.. => 16,
        56.. => 12,
        _ => 0,
    };
    let date = match width {
        98.. => 16,
        60.. => 10,
        _ => 5,
    };
    (outlet, date)
}

/// The signs of an article's copies and notes, as `+2 ✎3 !1`: two of its copies in other outlets, three notes, one adrift.
fn aside(row: &Listing, ascii: bool) -> (String, String) {
    let copies = if row.copies > 0 { format!("+{}", row.copies.min(999)) } else { String::new() };
    let notes = match (row.notes, row.adrift) {
        (0, _) => String::new(),
        (notes, 0) => format!("{}{notes}", if ascii { "n" } else { "✎" }),
        (notes, adrift) => format!("{}{notes} !{adrift}", if ascii { "n" } else { "✎" }),
    };
    (copies, notes)
}

/// A date as long as there is room for: with the time, the day, or month and day.
fn dated(row: &Listing, room: u16) -> String {
    let written = row.published.as_deref().unwrap_or(&row.fetched);
    let part = match room {
        16.. => written.get(..16).or(written.get(..10)),
        10.. => written.get(..10),
        _ => written.get(5..10),
    };
    part.unwrap_or_default().replace('T', " ")
}

fn article(canvas: &mut Canvas<'_>, model: &Model, area: Area, row: &Listing, (index, here): (usize, bool)) {
    let ascii = model.settings.look.ascii;
    let marked = model.shelf.marked.holds(index, row, model.shelf.list.selected());
    let focus = model.pane != Pane::Sources;
    if here && focus {
        canvas.fill(area, Role::RowHere);
    }
    let look = |role: Role| if here && focus { Role::RowHere } else { role };
    let sign = |shown: bool, sign: &'static str, plain: &'static str| match (shown, ascii) {
        (false, _) => " ",
        (true, false) => sign,
        (true, true) => plain,
    };
    let first = if marked { sign(true, "✓", "+") } else { sign(row.unread, "●", "o") };
    canvas.put(area.x, area.y, 1, first, look(if marked { Role::KeyHint } else { Role::RowUnread }));
    canvas.put(area.x + 1, area.y, 1, sign(row.starred, "★", "*"), look(Role::Star));
    // Its look has a line under it, which a row without the sign does not get.
    if row.changed {
        canvas.put(area.x + 2, area.y, 1, sign(true, "±", "~"), look(Role::Added));
    }
    let right = area.x + area.width;
    let (outlet, date) = columns_behind(model, area.width);
    let (copies, notes) = aside(row, ascii);
    let wide = |text: &str| if text.is_empty() { 0 } else { u16::try_from(columns(text)).unwrap_or(0) + 1 };
    let outlet_at = right.saturating_sub(date + outlet + 2);
    let notes_at = outlet_at.saturating_sub(wide(&notes));
    let copies_at = notes_at.saturating_sub(wide(&copies));
    let title_end = copies_at.saturating_sub(1);
    let title = look(if row.unread { Role::RowUnread } else { Role::Row });
    let end = canvas.put_cut(area.x + 3, area.y, title_end.saturating_sub(area.x + 3), &row.title, title);
    let tags: String = row.tags.iter().map(|tag| format!(" #{tag}")).collect();
    if !tags.is_empty() && usize::from(title_end.saturating_sub(end)) > columns(&tags).min(8) {
        canvas.put_cut(end, area.y, title_end.saturating_sub(end), &tags, look(Role::Tag));
    }
    canvas.put(copies_at, area.y, wide(&copies), &copies, look(Role::Dim));
    let adrift = if row.adrift > 0 { Role::Lost } else { Role::KeyHint };
    canvas.put(notes_at, area.y, wide(&notes), &notes, look(adrift));
    let name = row.outlet.as_deref().unwrap_or_default();
    canvas.put_cut(outlet_at, area.y, outlet.saturating_sub(1), name, look(Role::Dim));
    canvas.put(right.saturating_sub(date + 1), area.y, date, &dated(row, date), look(Role::Dim));
    if marked && !(here && focus) {
        canvas.tint(Area { width: 3.min(area.width), ..area }, Role::Selection);
    }
}

fn preview(canvas: &mut Canvas<'_>, model: &Model, area: Area) {
    let inner = canvas.rule(area, model.pane == Pane::Side);
    let inner = Area { width: inner.width.saturating_sub(1), ..inner };
    let chosen = model.shelf.list.chosen();
    let shown = model.shelf.preview.as_ref();
    let Some(preview) = shown.filter(|shown| chosen.is_some_and(|row| row.id == shown.article().id)) else { return };
    let (first, rows) = preview.in_view();
    let mut last = first;
    for (y, row) in (inner.y..inner.y + inner.height).zip(rows) {
        last += 1;
        let (indent, text, role) = match row {
            PreviewRow::Heading(text) => (0, text, Role::Heading),
            PreviewRow::About(text) => (0, text, Role::Dim),
            PreviewRow::Text(indent, text) => (indent, text, Role::Text),
            PreviewRow::Gap => continue,
        };
        canvas.put_cut(inner.x + indent.min(inner.width), y, inner.width.saturating_sub(indent), text, role);
    }
    if preview.is_longer() {
        let place = format!("{}-{last} of {} lines", first + 1, preview.count());
        let room = u16::try_from(columns(&place)).unwrap_or(0).min(inner.width);
        canvas.put_cut(inner.x + inner.width - room, inner.y + inner.height.saturating_sub(1), room, &place, Role::Dim);
    }
}
