//! The export dialog.

use crate::app::{Area, ExportDialog, ExportRow, Model, Scope};
use crate::config::Role;
use crate::keys::Command;
use crate::view::canvas::Canvas;
use crate::view::{hints, status};

/// Draws the dialog: what is ordered, the command line that does the same, and a preview.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, dialog: &ExportDialog) {
    let whole = Area { x: 0, y: 1, width: model.size.0, height: model.layout().main.height };
    let inner = canvas.frame(whole.middle(100.min(whole.width), whole.height), "Export notes");
    let (name, about) = dialog.formats.get(dialog.format).map_or(("", ""), |format| (format.name, format.summary));
    let scope = match dialog.scope {
        Scope::Article => "of this article".to_owned(),
        Scope::Filter if dialog.selected == 1 => "the one selected".to_owned(),
        Scope::Filter if dialog.selected > 1 => format!("the {} selected", dialog.selected),
        Scope::Filter => format!("that fit {}", dialog.filter),
        Scope::Library => "of the whole library".to_owned(),
    };
    row(canvas, inner, 0, "Format", &format!("‹ {name} ›  {about}"), dialog.focus == ExportRow::Format);
    row(canvas, inner, 1, "Notes", &format!("‹ {scope} ›"), dialog.focus == ExportRow::Scope);
    row(canvas, inner, 2, "File", "", dialog.focus == ExportRow::Path);
    let path = Area { x: inner.x + 9, y: inner.y + 2, width: inner.width.saturating_sub(9), height: 1 };
    if dialog.focus == ExportRow::Path {
        status::line(canvas, path, "", &dialog.path);
    } else {
        canvas.put_cut(path.x, path.y, path.width, dialog.path.text(), Role::Text);
    }
    let key = hints::key_of(model, Command::Toggle).unwrap_or_default();
    let force = if dialog.force {
        format!("a file of that name is replaced ({key} keeps it)")
    } else {
        format!("a file of that name that is not ours is kept ({key} replaces it)")
    };
    canvas.put_cut(inner.x + 9, inner.y + 3, inner.width.saturating_sub(9), &force, Role::Dim);
    canvas.put_cut(inner.x, inner.y + 4, inner.width, &format!("$ {}", dialog.command_line()), Role::Code);
    let view = Area { y: inner.y + 6, height: inner.height.saturating_sub(6), ..inner };
    match &dialog.preview {
        Ok(text) => {
            for (y, line) in (view.y..view.y + view.height).zip(text.lines().skip(dialog.top)) {
                canvas.put_cut(view.x, y, view.width, line, Role::Dim);
            }
        }
        Err(fault) => {
            canvas.paragraph(view, fault, Role::Error);
        }
    }
}

fn row(canvas: &mut Canvas<'_>, inner: Area, number: u16, label: &str, value: &str, focus: bool) {
    let y = inner.y + number;
    canvas.put(inner.x, y, 8, label, if focus { Role::KeyHint } else { Role::Dim });
    canvas.put_cut(
        inner.x + 9,
        y,
        inner.width.saturating_sub(9),
        value,
        if focus { Role::RowHere } else { Role::Text },
    );
}
