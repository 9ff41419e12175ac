//! What a command of the user's is given: a passage, notes or an article as one JSON document.

use crate::analysis::Analysis;
use crate::export::marks::{Marked, marks_json, write_json};
use crate::export::note::note_json;
use crate::text::{Annotation, Article, CodePoints};
use serde_json::{Map, Value, json};

/// A passage of an article, or a note on it, with what is known of the article: `{"selection": …}` or `{"note": …}`.
pub fn note_piped(article: &Article, note: &Annotation) -> Value {
    let name = if note.id.0.is_empty() { "selection" } else { "note" };
    let points = CodePoints::new(article.body.text());
    let here = note.anchor.text_sha256 == article.body.sha256();
    let note = note_json(note, here.then_some(&points));
    json!({name: note, "article": about(article)})
}

/// An article with what was found in it and the notes on it.
pub fn article_piped(article: &Article, found: &Analysis, notes: &[Annotation]) -> Value {
    let points = CodePoints::new(article.body.text());
    let sha256 = article.body.sha256();
    let mut out = about(article);
    out.append(&mut marks_json(&Marked { body: &article.body, found }));
    let notes = notes.iter().map(|note| note_json(note, (note.anchor.text_sha256 == sha256).then_some(&points)));
    json!({"article": out, "notes": notes.collect::<Vec<_>>()})
}

fn about(article: &Article) -> Map<String, Value> {
    let meta = &article.meta;
    let fields = [
        ("id", article.id.0.clone().into()),
        ("title", meta.title.clone().into()),
        ("authors", meta.authors.clone().into()),
        ("outlet", meta.outlet.clone().into()),
        ("url", meta.url.clone().into()),
        ("published", meta.published.clone().into()),
        ("language", meta.language.clone().into()),
    ];
    Map::from_iter(fields.map(|(name, value)| (name.to_owned(), value)))
}

/// A document as the command reads it: one line, nothing in it that could act on a terminal.
pub fn piped_text(value: &Value) -> String {
    let mut bytes = Vec::new();
    // Writing into memory does not fail.
    let _ = write_json(&mut bytes, value, false);
    bytes.push(b'\n');
    String::from_utf8(bytes).unwrap_or_default()
}
