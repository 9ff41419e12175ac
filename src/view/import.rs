//! The import dialog: what can be brought in, and what lies at the path typed.

use crate::app::{Area, Model, Prompt};
use crate::config::Role;
use crate::view::canvas::Canvas;

/// What can be brought in, and what becomes of it.
const KINDS: [(&str, &str); 5] = [
    ("a file", "text, Markdown, a web page, a mail: one article"),
    ("a folder", "every such file in it and in the folders below"),
    ("an address", "a page becomes an article, a feed is followed"),
    ("a list of feeds", "OPML: all its feeds are followed, in its folders"),
    ("notes", "JSON, JSONL, JSON-LD, Hypothesis, Readwise CSV: put on their articles"),
];

/// Draws the dialog above the line that is typed into.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, prompt: &Prompt) {
    let main = model.layout().main;
    let whole = Area { x: 0, width: model.size.0, ..main };
    let rows = 5 + 4;
    let height = rows.min(whole.height);
    let width = 84.min(whole.width.saturating_sub(2));
    let area = Area { y: whole.y + whole.height - height, height, ..whole.middle(width, height) };
    let inner = canvas.frame(area, "Import");
    for (y, (kind, words)) in (inner.y..inner.y + inner.height.saturating_sub(2)).zip(KINDS) {
        canvas.put(inner.x, y, 16.min(inner.width), kind, Role::KeyHint);
        canvas.put_cut(inner.x + 17, y, inner.width.saturating_sub(17), words, Role::Dim);
    }
    let what = match (prompt.field.text().is_empty(), prompt.what.is_empty()) {
        (true, _) => "Tab completes paths, Enter takes it in, Esc leaves",
        (false, true) => "…",
        (false, false) => prompt.what.as_str(),
    };
    let y = inner.y + inner.height.saturating_sub(1);
    canvas.put_cut(inner.x, y, inner.width, what, Role::Message);
}
