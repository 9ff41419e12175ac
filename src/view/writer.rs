//! The note editor.

use crate::app::{Area, Model, Writer, quoted, writer_area, writer_measure};
use crate::config::Role;
use crate::page::columns;
use crate::text::signed_words;
use crate::view::canvas::Canvas;
use crate::view::chips;

/// Draws the form: the passage, then field after field; the one with the cursor gets the room it needs.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, form: &Writer) {
    let area = writer_area(model);
    let new = if form.annotation.id.0.is_empty() { "New " } else { "" };
    let inner = canvas.frame(area, &format!("{new}{}", form.annotation.kind.name()));
    canvas.put_cut(inner.x, inner.y, inner.width, &quoted(&form.annotation.anchor.quote), Role::Quote);
    let mut y = inner.y + 1;
    let bottom = inner.y + inner.height;
    let measure = writer_measure(model);
    for (index, part) in form.parts.iter().enumerate() {
        let focus = index == form.focus;
        if form.parts.len() > 1 && y < bottom {
            canvas.put(inner.x, y, inner.width, &form.label(part.name), if focus { Role::KeyHint } else { Role::Dim });
            y += 1;
        }
        let (rows, (row, column)) = part.field.rows(measure);
        let after = u16::try_from(form.parts.len() - index - 1).unwrap_or(0) * 2;
        let height = if focus { bottom.saturating_sub(y + after) } else { 1 };
        let height = if index + 1 == form.parts.len() {
            bottom.saturating_sub(y)
        } else {
            height.min(u16::try_from(rows.len()).unwrap_or(1).max(1))
        };
        let field = Area { y, height: height.min(bottom.saturating_sub(y)), ..inner };
        canvas.fill(field, Role::Input);
        let top = if focus { (row + 1).saturating_sub(usize::from(field.height).max(1)) } else { 0 };
        for (line, text) in (field.y..field.y + field.height).zip(rows.iter().skip(top)) {
            canvas.put(inner.x, line, inner.width, text, Role::Input);
        }
        if focus && field.height > 0 {
            let column = u16::try_from(column.min(columns(rows.get(row).copied().unwrap_or_default()))).unwrap_or(0);
            let below = u16::try_from(row - top).unwrap_or(0);
            canvas.cursor = Some((inner.x + column.min(inner.width), field.y + below));
        }
        y += field.height;
    }
    signs(canvas, model, form, area);
}

/// On the lower border: the tags and the verdict that stand in the note's text, as they will be read.
fn signs(canvas: &mut Canvas<'_>, model: &Model, form: &Writer, area: Area) {
    let written = form.written();
    let words = signed_words(&written.note);
    let read = words.iter().filter(|word| word.sign == '#' || model.settings.verdict_named(word.word).is_some());
    let shown: Vec<String> = read.map(|word| format!("{}{}", word.sign, word.word)).collect();
    if shown.is_empty() || area.height < 2 {
        return;
    }
    let line = Area { x: area.x + 2, y: area.y + area.height - 1, width: area.width.saturating_sub(4), height: 1 };
    let text = format!(" gives {} ", shown.join(" "));
    canvas.put_cut(line.x, line.y, line.width, &text, Role::Dim);
    chips::tint(canvas, model, line, &text, false);
}
