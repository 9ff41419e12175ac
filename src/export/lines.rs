//! `jsonl`: a note a line, with the citation of its article.

use crate::export::marks::write_json;
use crate::export::note::{note_from_json, note_json};
use crate::export::{Circumstances, Dossier, Export, ExportError, ExportFile, Imported, LooseNote};
use crate::text::{Annotation, CodePoints};
use serde_json::{Value, json};

/// One file, the notes by article and place.
pub(super) fn export(dossiers: &[Dossier], _: &Circumstances) -> Result<Export, ExportError> {
    let mut bytes = Vec::new();
    for dossier in dossiers {
        let points = CodePoints::new(dossier.article.body.text());
        let sha256 = dossier.article.body.sha256();
        for note in dossier.in_order() {
            let here = note.anchor.text_sha256 == sha256;
            let mut line = note_json(note, here.then_some(&points));
            line.insert("source".into(), source_json(dossier));
            write_json(&mut bytes, &Value::Object(line), false)?;
            bytes.push(b'\n');
        }
    }
    Ok(Export { files: vec![ExportFile::whole("notes.jsonl", bytes)], warnings: Vec::new() })
}

fn source_json(dossier: &Dossier) -> Value {
    let meta = &dossier.article.meta;
    json!({
        "title": meta.title,
        "authors": meta.authors,
        "outlet": meta.outlet,
        "url": meta.url,
        "published": meta.published,
    })
}

/// Reads a note a line. A line that is no note is reported and left out.
pub(super) fn import(bytes: &[u8]) -> Result<Imported, ExportError> {
    let mut imported = Imported::default();
    let text = String::from_utf8_lossy(bytes);
    for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        match loose_note(line) {
            Ok(note) => imported.loose.push(note),
            Err(reason) => imported.warnings.push(format!("line {}: {reason}", index + 1)),
        }
    }
    if imported.loose.is_empty() && !imported.warnings.is_empty() {
        return Err(ExportError::Import { format: "jsonl", reason: imported.warnings.swap_remove(0) });
    }
    Ok(imported)
}

fn loose_note(line: &str) -> Result<LooseNote, String> {
    let value: Value = serde_json::from_str(line).map_err(|error| error.to_string())?;
    let annotation: Annotation = note_from_json(&value, None).map_err(|error| error.to_string())?;
    let source = |field: &str| Some(value.get("source")?.get(field)?.as_str()?.to_owned());
    let point = |field: &str| usize::try_from(value.get(field)?.as_u64()?).ok();
    Ok(LooseNote { annotation, url: source("url"), title: source("title"), place: point("start").zip(point("end")) })
}
