//! `readwise`: the CSV that Readwise exports.

use crate::export::moment::utc;
use crate::export::{ExportError, Imported, LooseNote};
use crate::text::{Anchor, Annotation, AnnotationKind};
use csv::StringRecord;

/// Reads a highlight a row. Columns are found by their names, in any order.
pub(super) fn import(bytes: &[u8]) -> Result<Imported, ExportError> {
    let wrong = |reason: String| ExportError::Import { format: "readwise", reason };
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(bytes);
    let head = reader.headers().map_err(|error| wrong(error.to_string()))?.clone();
    let column = |name: &str| head.iter().position(|title| title.trim().eq_ignore_ascii_case(name));
    let quote = column("Highlight").ok_or_else(|| wrong("it has no column \"Highlight\"".into()))?;
    let mut imported = Imported::default();
    for (index, row) in reader.records().enumerate() {
        match row {
            Ok(row) if row.get(quote).is_some_and(|words| !words.trim().is_empty()) => {
                imported.loose.push(loose_note(&row, quote, column));
            }
            Ok(_) => imported.warnings.push(format!("row {}: no highlight", index + 2)),
            Err(error) => imported.warnings.push(format!("row {}: {error}", index + 2)),
        }
    }
    Ok(imported)
}

fn loose_note(row: &StringRecord, quote: usize, column: impl Fn(&str) -> Option<usize>) -> LooseNote {
    let cell = |name: &str| {
        let words = column(name).and_then(|at| row.get(at)).unwrap_or_default().trim();
        (!words.is_empty()).then(|| words.to_owned())
    };
    let words = row.get(quote).unwrap_or_default().trim().to_owned();
    let note = cell("Note").unwrap_or_default();
    let tags: Vec<String> = cell("Tags").unwrap_or_default().split(',').map(|tag| tag.trim().to_owned()).collect();
    let tags: Vec<String> = tags.into_iter().filter(|tag| !tag.is_empty()).collect();
    let moment = cell("Highlighted at").map(|moment| moment.replacen(' ', "T", 1));
    let created = moment.and_then(|moment| utc(&moment)).unwrap_or_default();
    let kind = if note.is_empty() && tags.is_empty() { AnnotationKind::Highlight } else { AnnotationKind::Note };
    let foreign = cell("Book Author").map(|author| serde_json::json!({"readwise": {"author": author}}).to_string());
    let annotation = Annotation {
        anchor: Anchor { quote: words, ..Anchor::default() },
        kind,
        note,
        tags,
        colour: cell("Color"),
        modified: created.clone(),
        created,
        foreign,
        ..Annotation::default()
    };
    let url = ["URL", "Source URL", "Book URL"].into_iter().find_map(cell);
    LooseNote { annotation, url, title: cell("Book Title"), place: None }
}
