//! The library screen: the list of articles and a preview of the one under the cursor.

use crate::app::{Area, Model, ShelfView};
use crate::config::Role;
use crate::page::columns;
use crate::text::Listing;
use crate::view::canvas::Canvas;

/// Draws the list and, where there is room, the preview.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model) {
    let layout = model.layout();
    let list = &model.shelf.list;
    let area = layout.main;
    if list.rows().is_empty() {
        empty(canvas, model, area);
    }
    for (y, (index, row)) in (area.y..area.y + area.height).zip(list.in_view()) {
        article(canvas, model, Area { y, height: 1, ..area }, row, index == list.selected());
    }
    if layout.side.width > 0 {
        preview(canvas, model, layout.side);
    }
}

fn empty(canvas: &mut Canvas<'_>, model: &Model, area: Area) {
    let words = if model.shelf.loading {
        "Opening the library …"
    } else if model.shelf.view != ShelfView::All || !model.shelf.filter.is_empty() {
        "No article fits. Esc shows all."
    } else {
        "The library is empty. :open PATH or URL adds an article, as does `dateline add` on the command line."
    };
    canvas.paragraph(
        Area { x: area.x + 2, y: area.y + 1, width: area.width.saturating_sub(4), height: 3 },
        words,
        Role::Dim,
    );
}

fn article(canvas: &mut Canvas<'_>, model: &Model, area: Area, row: &Listing, here: bool) {
    let ascii = model.settings.look.ascii;
    if here {
        canvas.fill(area, Role::RowHere);
    }
    let look = |role: Role| if here { Role::RowHere } else { role };
    let star = if row.starred { if ascii { "*" } else { "★" } } else { " " };
    let unread = if row.unread { if ascii { "o" } else { "●" } } else { " " };
    canvas.put(area.x, area.y, 1, unread, look(Role::RowUnread));
    canvas.put(area.x + 1, area.y, 1, star, look(Role::Star));
    let date = row.published.as_deref().unwrap_or(&row.fetched).get(..10).unwrap_or_default();
    let outlet = row.outlet.as_deref().unwrap_or_default();
    let notes = match (row.notes, row.adrift) {
        (0, _) => String::new(),
        (notes, 0) => format!("{}{notes}", if ascii { "n" } else { "✎" }),
        (notes, adrift) => format!("{}{notes} !{adrift}", if ascii { "n" } else { "✎" }),
    };
    let right = area.x + area.width;
    let (date_width, notes_width) = (10, 7);
    let outlet_width = if area.width >= 84 { 20 } else { 0 };
    let title_end = right.saturating_sub(date_width + notes_width + outlet_width + 3);
    let title = look(if row.unread { Role::RowUnread } else { Role::Row });
    let end = canvas.put_cut(area.x + 3, area.y, title_end.saturating_sub(area.x + 3), &row.title, title);
    let tags: String = row.tags.iter().map(|tag| format!(" #{tag}")).collect();
    if !tags.is_empty() && usize::from(title_end.saturating_sub(end)) > columns(&tags).min(8) {
        canvas.put_cut(end, area.y, title_end.saturating_sub(end), &tags, look(Role::Tag));
    }
    canvas.put_cut(title_end + 1, area.y, outlet_width.saturating_sub(1), outlet, look(Role::Dim));
    canvas.put(title_end + outlet_width + 1, area.y, notes_width, &notes, look(Role::KeyHint));
    canvas.put(right.saturating_sub(date_width + 1), area.y, date_width, date, look(Role::Dim));
}

fn preview(canvas: &mut Canvas<'_>, model: &Model, area: Area) {
    let inner = canvas.rule(area, false);
    let inner = Area { width: inner.width.saturating_sub(1), ..inner };
    let chosen = model.shelf.list.chosen();
    let Some(article) = model.shelf.preview.as_ref().filter(|article| chosen.is_some_and(|row| row.id == article.id))
    else {
        return;
    };
    let bottom = inner.y + inner.height;
    let mut y =
        inner.y + canvas.paragraph(Area { height: 4.min(inner.height), ..inner }, &article.meta.title, Role::Heading);
    let day = article.meta.published.as_deref().and_then(|date| date.get(..10)).map(str::to_owned);
    let about: Vec<String> =
        [article.meta.outlet.clone(), Some(article.meta.authors.join(", ")).filter(|names| !names.is_empty()), day]
            .into_iter()
            .flatten()
            .collect();
    y += canvas.paragraph(Area { y, height: bottom.saturating_sub(y), ..inner }, &about.join(" · "), Role::Dim) + 1;
    for block in article.body.blocks() {
        if y >= bottom {
            break;
        }
        let text: String = block.span.of(article.body.text()).chars().take(2000).collect();
        if text != article.meta.title {
            y += canvas.paragraph(Area { y, height: bottom - y, ..inner }, &text, Role::Text) + 1;
        }
    }
}
