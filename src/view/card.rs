//! Cards and questions.

use crate::app::{Area, Card, Model, card_rows, card_widths};
use crate::config::Role;
use crate::view::canvas::Canvas;

/// Draws a card in the middle of the screen.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, card: &Card) {
    let whole = Area { x: 0, y: 1, width: model.size.0, height: model.layout().main.height };
    let (width, names) = card_widths(model, card);
    let rows = card_rows(model, card);
    let height = u16::try_from(rows.len() + 2).unwrap_or(u16::MAX).min(whole.height);
    let more = rows.len() + 2 > usize::from(whole.height);
    let title = if more { format!("{} (j k scroll)", card.title) } else { card.title.clone() };
    let inner = canvas.frame(whole.middle(width, height), &title);
    let top = card.top.min(rows.len().saturating_sub(usize::from(inner.height)));
    for (y, (name, value)) in (inner.y..inner.y + inner.height).zip(rows.into_iter().skip(top)) {
        canvas.put_cut(inner.x, y, names.saturating_sub(1), name, Role::Dim);
        canvas.put_cut(inner.x + names, y, inner.width.saturating_sub(names), value, Role::Text);
    }
}

/// Draws a question.
pub fn question(canvas: &mut Canvas<'_>, model: &Model, question: &str) {
    let whole = Area { x: 0, y: 1, width: model.size.0, height: model.layout().main.height };
    let inner = canvas.frame(whole.middle(60.min(whole.width), 5), "");
    canvas.paragraph(inner, question, Role::Text);
}
