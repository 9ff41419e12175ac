//! The notes screen: every note of every article, and the one under the cursor in its context.

use crate::app::{Area, Model, NotebookRow, headline, quoted};
use crate::config::Role;
use crate::text::{AnchorState, Annotation};
use crate::view::canvas::Canvas;
use crate::view::looks::sign;

/// Draws the list and, where there is room, the note in full.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model) {
    let layout = model.layout();
    let list = &model.notebook.list;
    let area = layout.main;
    if list.rows().is_empty() {
        let words = if model.notebook.filter.is_empty() {
            "No notes yet. In an article, a writes one on the sentence under the cursor."
        } else {
            "No note fits. Esc shows all."
        };
        let inside = Area { x: area.x + 2, y: area.y + 1, width: area.width.saturating_sub(4), height: 3 };
        canvas.paragraph(inside, words, Role::Dim);
    }
    for (y, (index, row)) in (area.y..area.y + area.height).zip(list.in_view()) {
        let line = Area { y, height: 1, ..area };
        let here = index == list.selected();
        if here {
            canvas.fill(line, Role::RowHere);
        }
        match row {
            NotebookRow::Article(article) => {
                let role = if here { Role::RowHere } else { Role::Heading };
                canvas.put_cut(line.x + 1, y, line.width.saturating_sub(2), &article.title, role);
            }
            NotebookRow::Note(note) => entry(canvas, model, line, note, here),
        }
    }
    if layout.side.width > 0 {
        side(canvas, model, layout.side);
    }
}

fn entry(canvas: &mut Canvas<'_>, model: &Model, line: Area, note: &Annotation, here: bool) {
    let look = |role: Role| if here { Role::RowHere } else { role };
    let (sign, role) = sign(model, note);
    canvas.put(line.x + 3, line.y, 2, &sign, look(role));
    let words = match headline(note) {
        empty if empty.is_empty() => quoted(&note.anchor.quote),
        words => words,
    };
    let end = line.x + line.width;
    let adrift = matches!(note.state, AnchorState::Unsure | AnchorState::Lost);
    let room = if adrift { 8 } else { 1 };
    canvas.put_cut(line.x + 6, line.y, line.width.saturating_sub(6 + room), &words, look(Role::Text));
    if adrift {
        canvas.put(end.saturating_sub(7), line.y, 7, note.state.name(), look(Role::Lost));
    }
}

fn side(canvas: &mut Canvas<'_>, model: &Model, area: Area) {
    let inner = canvas.rule(area, false);
    let inner = Area { width: inner.width.saturating_sub(1), ..inner };
    let Some(note) = model.notebook.note() else { return };
    let bottom = inner.y + inner.height;
    let mut y = inner.y;
    let mut write = |text: &str, role: Role| {
        if y < bottom {
            y += canvas.paragraph(Area { y, height: bottom - y, ..inner }, text, role);
        }
    };
    write(&format!("{}“{}”{}", note.anchor.prefix, note.anchor.quote, note.anchor.suffix), Role::Quote);
    write(" ", Role::Text);
    let verdict = note.verdict.as_ref().map(|verdict| verdict.label.clone());
    let lines = [("statement", note.statement.clone()), ("speaker", note.speaker.clone()), ("verdict", verdict)];
    for (name, value) in lines {
        value.into_iter().for_each(|value| write(&format!("{name}: {value}"), Role::Text));
    }
    write(&note.note, Role::Text);
    for evidence in &note.evidence {
        let from = evidence.url.as_deref().or(evidence.quote.as_deref()).unwrap_or_default();
        write(&format!("{}: {from}", evidence.bearing.name()), Role::Link);
    }
    let tags: String = note.tags.iter().map(|tag| format!("#{tag} ")).collect();
    write(tags.trim(), Role::Tag);
    write(&format!("{} · {}", note.kind.name(), note.created.get(..10).unwrap_or_default()), Role::Dim);
}
