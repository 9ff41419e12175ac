//! What a command of the reader's wrote.

use crate::app::{Area, Model, Output};
use crate::config::Role;
use crate::page::wrap_text;
use crate::view::canvas::Canvas;

/// Draws the lines from the first in view on; long ones go on below.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, output: &Output) {
    let whole = Area { x: 0, y: 1, width: model.size.0, height: model.layout().main.height };
    let lines = u16::try_from(output.outcome.text.lines().count()).unwrap_or(u16::MAX);
    let height = lines.saturating_add(4).clamp(8, whole.height.saturating_sub(2).max(8));
    let end = if output.outcome.ok { "" } else { " — failed" };
    let inner = canvas.frame(whole.middle(100, height), &format!("{}{end}", output.order.command.name));
    let role = if output.outcome.ok { Role::Text } else { Role::Warning };
    let (mut y, bottom) = (inner.y, inner.y + inner.height);
    for line in output.outcome.text.lines().skip(output.top) {
        for row in wrap_text(line, usize::from(inner.width).max(8)) {
            if y >= bottom {
                return;
            }
            canvas.put(inner.x, y, inner.width, row, role);
            y += 1;
        }
        y += u16::from(line.is_empty());
    }
}
