//! Cards and questions.

use crate::app::{Area, Card, Model};
use crate::config::Role;
use crate::page::wrap_text;
use crate::view::canvas::Canvas;

/// Columns for the names of a card's lines.
const NAMES: u16 = 17;

/// Draws a card in the middle of the screen.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, card: &Card) {
    let whole = Area { x: 0, y: 1, width: model.size.0, height: model.layout().main.height };
    let width = 76.min(whole.width.saturating_sub(4));
    let names = card.lines.iter().map(|(name, _)| name.chars().count()).max().unwrap_or(0);
    let names = u16::try_from(names + 2).unwrap_or(NAMES).min(NAMES);
    let room = usize::from(width.saturating_sub(names + 4)).max(8);
    let rows: usize = card.lines.iter().map(|(_, value)| wrap_text(value, room).len().clamp(1, 8)).sum();
    let height = u16::try_from(rows + 2).unwrap_or(u16::MAX).min(whole.height);
    let inner = canvas.frame(whole.middle(width, height), &card.title);
    let mut y = inner.y;
    for (name, value) in &card.lines {
        let left = (inner.y + inner.height).saturating_sub(y);
        if left == 0 {
            break;
        }
        canvas.put_cut(inner.x, y, names.saturating_sub(1), name, Role::Dim);
        let area = Area { x: inner.x + names, y, width: inner.width.saturating_sub(names), height: left.min(8) };
        y += canvas.paragraph(area, value, Role::Text).max(1);
    }
}

/// Draws a question.
pub fn question(canvas: &mut Canvas<'_>, model: &Model, question: &str) {
    let whole = Area { x: 0, y: 1, width: model.size.0, height: model.layout().main.height };
    let inner = canvas.frame(whole.middle(60.min(whole.width), 5), "");
    canvas.paragraph(inner, question, Role::Text);
}
