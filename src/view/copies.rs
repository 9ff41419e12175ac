//! The copies of an article in other outlets, a row each.

use crate::app::{Area, Copies, Model};
use crate::config::Role;
use crate::view::canvas::Canvas;

/// Columns of an outlet and of a day.
const OUTLET: u16 = 22;
const DAY: u16 = 10;

/// Draws the list over the whole screen.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, copies: &Copies) {
    let list = &copies.list;
    let whole = Area { x: 0, y: 1, width: model.size.0, height: model.layout().main.height };
    let rows = u16::try_from(list.rows().len()).unwrap_or(u16::MAX).saturating_add(4);
    let area = whole.middle(110.min(whole.width), rows.clamp(6, whole.height.max(6)));
    let others = list.rows().len().saturating_sub(1);
    let title = if others == 1 { "The same text from another outlet" } else { "The same text from other outlets" };
    let inner = canvas.frame(area, title);
    canvas.put_cut(
        inner.x,
        inner.y,
        inner.width,
        "= stands before the one that the others are compared with",
        Role::Dim,
    );
    let area = Area { y: inner.y + 2, height: inner.height.saturating_sub(2), ..inner };
    for (y, (index, row)) in (area.y..area.y + area.height).zip(list.in_view()) {
        let here = index == list.selected();
        if here {
            canvas.fill(Area { y, height: 1, ..area }, Role::RowHere);
        }
        let look = |role: Role| if here { Role::RowHere } else { role };
        let right = area.x + area.width;
        let sign = if index == copies.with { "=" } else { " " };
        canvas.put(area.x, y, 1, sign, look(Role::KeyHint));
        let outlet = row.outlet.as_deref().or(row.url.as_deref()).unwrap_or_default();
        canvas.put_cut(area.x + 2, y, OUTLET, outlet, look(Role::Row));
        let at = area.x + 2 + OUTLET + 1;
        let room = right.saturating_sub(at + DAY + 1);
        canvas.put_cut(at, y, room, &row.title, look(if row.unread { Role::RowUnread } else { Role::Row }));
        let day = row.published.as_deref().unwrap_or(&row.fetched);
        canvas.put(right.saturating_sub(DAY), y, DAY, day.get(..10).unwrap_or(day), look(Role::Dim));
    }
}
