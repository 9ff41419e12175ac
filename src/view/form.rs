//! Small forms: verdict, evidence, appearance.

use crate::app::{Area, Form, FormEntry as Entry, Model};
use crate::config::Role;
use crate::view::canvas::Canvas;
use crate::view::status;

/// Columns before the rows' fields.
const LABELS: u16 = 12;

/// Draws a form in the middle of the screen: the claim, a row a field, and what is wrong.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, form: &Form) {
    let whole = Area { x: 0, y: 1, width: model.size.0, height: model.layout().main.height };
    let rows = u16::try_from(form.rows.len()).unwrap_or(u16::MAX);
    let wide = 84.min(whole.width.saturating_sub(2));
    let area = whole.middle(wide, rows.saturating_add(5).min(whole.height));
    let inner = canvas.frame(area, form.title());
    canvas.put_cut(inner.x, inner.y, inner.width, &format!("“{}”", form.claim.subject()), Role::Quote);
    for ((number, row), y) in form.rows.iter().enumerate().zip(inner.y + 2..inner.y + inner.height) {
        let focus = number == form.focus;
        canvas.put(inner.x, y, LABELS, row.label, if focus { Role::KeyHint } else { Role::Dim });
        let field = Area { x: inner.x + LABELS, y, width: inner.width.saturating_sub(LABELS), height: 1 };
        match &row.entry {
            Entry::Text(written) if focus => {
                status::line(canvas, field, "", written);
                if written.text().is_empty() {
                    canvas.put_cut(field.x + 1, y, field.width.saturating_sub(1), row.hint, Role::Dim);
                }
            }
            Entry::Text(written) if written.text().is_empty() => {
                canvas.put_cut(field.x, y, field.width, row.hint, Role::Dim);
            }
            Entry::Text(written) => {
                canvas.put_cut(field.x, y, field.width, written.text(), Role::Text);
            }
            Entry::Choice(options, chosen) => {
                let (left, right) = if model.settings.look.ascii { ("<", ">") } else { ("‹", "›") };
                let (key, word) = options.get(*chosen).cloned().unwrap_or_default();
                let key = key.map(|key| format!("  ({key})")).unwrap_or_default();
                let role = if focus { Role::RowHere } else { Role::Text };
                canvas.put_cut(field.x, y, field.width, &format!("{left} {word} {right}{key}"), role);
            }
        }
    }
    let foot = inner.y + inner.height.saturating_sub(1);
    let choosing = matches!(form.rows.get(form.focus).map(|row| &row.entry), Some(Entry::Choice(..)));
    match &form.fault {
        Some(fault) => canvas.put_cut(inner.x, foot, inner.width, fault, Role::Error),
        None if choosing => {
            canvas.put_cut(inner.x, foot, inner.width, "Left and right, or its key or first letter, choose", Role::Dim)
        }
        None => foot,
    };
}
