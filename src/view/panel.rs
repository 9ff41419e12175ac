//! The side panel of the reader.

use crate::app::{Area, Model, Pane, Reader, Tab, body_rows, panel_count, panel_in_view, panel_selected};
use crate::config::Role;
use crate::page::columns;
use crate::view::canvas::Canvas;
use crate::view::looks::layer_role;

/// Draws the tabs and the entries in view.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, reader: &Reader) {
    let area = model.layout().side;
    let focus = model.pane == Pane::Side;
    let inner = canvas.rule(area, focus);
    tabs(canvas, reader, inner);
    let chosen = panel_selected(model, reader);
    if panel_count(reader, reader.tab) == 0 {
        let empty = match (reader.tab, &reader.found) {
            (Tab::Notes, _) => {
                "No notes yet. a writes one on the sentence under the cursor, c makes a claim, H highlights."
            }
            (_, None) => "Reading …",
            (Tab::Actors, _) => "No actors found.",
            (Tab::Figures, _) => "No figures found.",
            (Tab::Claims, _) => "No claims found.",
        };
        canvas.paragraph(Area { y: inner.y + 2, height: inner.height.saturating_sub(2), ..inner }, empty, Role::Dim);
        return;
    }
    for (index, y, entry) in panel_in_view(reader, area, chosen) {
        let here = index == chosen;
        let bottom = inner.y + inner.height;
        if here {
            let rows = 1 + u16::try_from(body_rows(&entry, area.width).len()).unwrap_or(0);
            let mark = Area { x: inner.x.saturating_sub(1), y, width: 1, height: rows.min(bottom.saturating_sub(y)) };
            for row in mark.y..mark.y + mark.height {
                canvas.put(mark.x, row, 1, if model.settings.look.ascii { ">" } else { "▶" }, Role::KeyHint);
                if row > mark.y {
                    canvas.put(mark.x, row, 1, " ", Role::Text);
                }
            }
        }
        let aside = u16::try_from(columns(&entry.aside)).unwrap_or(0).min(inner.width * 3 / 5);
        let room = inner.width.saturating_sub(aside + 1);
        canvas.put_cut(inner.x, y, room, &entry.head, layer_role(entry.layer, &model.settings));
        canvas.put_cut(inner.x + inner.width - aside, y, aside, &entry.aside, Role::Dim);
        if here && focus {
            canvas.tint(Area { y, height: 1, ..inner }, Role::RowHere);
        }
        for (row, line) in (y + 1..bottom).zip(body_rows(&entry, area.width)) {
            canvas.put_cut(inner.x + 2, row, inner.width.saturating_sub(2), line, Role::Text);
        }
    }
}

/// The tabs with their counts; without them, or with their first letters only, where they would not fit.
fn tabs(canvas: &mut Canvas<'_>, reader: &Reader, area: Area) {
    const TABS: [(Tab, &str); 4] =
        [(Tab::Notes, "Notes"), (Tab::Actors, "Actors"), (Tab::Figures, "Figures"), (Tab::Claims, "Claims")];
    let counted = |(tab, name): (Tab, &str)| format!("{name} {}", panel_count(reader, tab));
    let here = |(tab, name): (Tab, &str)| if tab == reader.tab { counted((tab, name)) } else { name.to_owned() };
    let short = |(tab, name): (Tab, &str)| {
        if tab == reader.tab { counted((tab, name)) } else { name.chars().take(3).collect() }
    };
    let fits =
        |labels: &[String; 4]| labels.iter().map(|label| label.len() + 1).sum::<usize>() <= usize::from(area.width) + 1;
    let labels = [TABS.map(counted), TABS.map(here)].into_iter().find(fits).unwrap_or_else(|| TABS.map(short));
    let mut x = area.x;
    for ((tab, _), label) in TABS.into_iter().zip(labels) {
        let role = if tab == reader.tab { Role::TabHere } else { Role::Tab };
        x = canvas.put(x, area.y, (area.x + area.width).saturating_sub(x), &label, role) + 1;
    }
}
