//! Pickers: the palette, verdicts, themes, links.

use crate::app::{Area, Choose, Model, Picker};
use crate::config::Role;
use crate::page::columns;
use crate::view::canvas::Canvas;
use crate::view::{chips, status};

/// Draws a picker in the upper middle of the screen.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, list: &Picker<Choose>) {
    let main = model.layout().main;
    let whole = Area { x: 0, width: model.size.0, ..main };
    let wanted = u16::try_from(list.count()).unwrap_or(u16::MAX).saturating_add(3).clamp(6, 22);
    let area = whole.middle(84.min(whole.width.saturating_sub(4)), wanted.min(whole.height));
    let inner = canvas.frame(Area { y: whole.y + (whole.height - area.height) / 3, ..area }, &list.title);
    let rows = usize::from(inner.height.saturating_sub(1)).max(1);
    let first = (list.selected + 1).saturating_sub(rows);
    for (line, (index, choice)) in (inner.y + 1..inner.y + inner.height).zip(list.shown().enumerate().skip(first)) {
        let row = Area { y: line, height: 1, ..inner };
        let here = index == list.selected;
        if here {
            canvas.fill(row, Role::RowHere);
        }
        let picked = list.picked.contains(&choice.value);
        let lead = u16::from(list.several) * 2;
        if picked {
            canvas.put(row.x, line, 1, if model.settings.look.ascii { "x" } else { "✔" }, Role::KeyHint);
        }
        let aside = u16::try_from(columns(&choice.aside)).unwrap_or(0).min(inner.width / 2);
        let role = if here { Role::RowHere } else { Role::Text };
        let end = row.x + inner.width.saturating_sub(aside + 1);
        let x = row.x + lead;
        canvas.put_cut(x, line, end.saturating_sub(x), &choice.label, role);
        chips::tint(canvas, model, Area { x, width: end.saturating_sub(x), ..row }, &choice.label, here);
        canvas.put_cut(
            row.x + inner.width - aside,
            line,
            aside,
            &choice.aside,
            if here { Role::RowHere } else { Role::KeyHint },
        );
    }
    if list.count() == 0 {
        canvas.put(inner.x, inner.y + 1, inner.width, "nothing fits", Role::Dim);
    }
    status::line(canvas, Area { height: 1, ..inner }, "> ", &list.field);
}
