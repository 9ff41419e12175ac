//! `hypothesis`: what Hypothesis' own export writes and its importer reads, and what its interface answers.

use crate::export::citation::{annotated, judged, standing};
use crate::export::marks::write_json;
use crate::export::moment::utc;
use crate::export::{Circumstances, Dossier, Export, ExportError, ExportFile, Imported, LooseNote};
use crate::text::{Anchor, Annotation, AnnotationKind};
use serde_json::{Value, json};

/// One file. Only quotes are selectors: Hypothesis counts positions in the live page, in UTF-16.
pub(super) fn export(dossiers: &[Dossier], circumstances: &Circumstances) -> Result<Export, ExportError> {
    let mut warnings = Vec::new();
    let mut annotations = Vec::new();
    for dossier in dossiers.iter().filter(|dossier| !dossier.annotations.is_empty()) {
        let Some(url) = &dossier.article.meta.url else {
            warnings
                .push(format!("\"{}\" has no address, Hypothesis cannot place its notes", dossier.article.meta.title));
            continue;
        };
        let notes = dossier.in_order().into_iter();
        annotations.extend(notes.map(|note| annotation_json(dossier, url, note, circumstances)));
    }
    let whole = json!({
        "export_date": circumstances.now,
        "export_userid": user(circumstances.author.as_deref()),
        "client_version": format!("dateline {}", env!("CARGO_PKG_VERSION")),
        "annotations": annotations,
    });
    let mut bytes = Vec::new();
    write_json(&mut bytes, &whole, true)?;
    bytes.push(b'\n');
    Ok(Export { files: vec![ExportFile::whole("hypothesis.json", bytes)], warnings })
}

fn user(author: Option<&str>) -> String {
    let name: String = author.unwrap_or("me").chars().filter(|c| c.is_ascii_alphanumeric() || *c == '.').collect();
    format!("acct:{}@dateline.invalid", if name.is_empty() { "me" } else { &name })
}

fn annotation_json(dossier: &Dossier, url: &str, note: &Annotation, circumstances: &Circumstances) -> Value {
    let author = note.author.as_deref().or(circumstances.author.as_deref());
    let user = user(author);
    let quote = json!({
        "type": "TextQuoteSelector",
        "exact": note.anchor.quote,
        "prefix": note.anchor.prefix,
        "suffix": note.anchor.suffix,
    });
    json!({
        "id": note.id.0,
        "created": utc(&note.created).unwrap_or_default(),
        "updated": utc(&note.modified).unwrap_or_default(),
        "user": user,
        "user_info": {"display_name": author},
        "uri": url,
        "text": text(note),
        "tags": note.tags,
        "group": "__world__",
        "permissions": {"read": [user], "admin": [user], "update": [user], "delete": [user]},
        "references": [],
        "target": [{"source": url, "selector": [quote]}],
        "document": {"title": [dossier.article.meta.title]},
        "links": {},
        "hidden": false,
        "flagged": false,
    })
}

/// Hypothesis has no verdicts: they are told in the text.
fn text(note: &Annotation) -> String {
    let plain = note.verdict.as_ref().filter(|_| !note.is_changed() && standing(note).is_some());
    let verdict = plain.map(|verdict| verdict.label.clone()).or_else(|| judged(note));
    let verdict = verdict.map(|words| format!("Verdict: {words}"));
    let annotated = annotated(note).map(|words| format!("Annotated words: “{words}”"));
    let statement = note.statement.as_ref().map(|statement| format!("Claim: {statement}"));
    let parts = [Some(note.note.clone()), statement, verdict, annotated];
    let evidence = note.evidence.iter().filter_map(|evidence| evidence.url.as_ref());
    let evidence = evidence.map(|url| format!("Evidence: <{url}>"));
    parts.into_iter().flatten().filter(|part| !part.is_empty()).chain(evidence).collect::<Vec<_>>().join("\n\n")
}

/// Reads an export (`annotations`), an answer of the interface (`rows`), a list, or one annotation.
pub(super) fn import(bytes: &[u8]) -> Result<Imported, ExportError> {
    let wrong = |reason: String| ExportError::Import { format: "hypothesis", reason };
    let whole: Value = serde_json::from_slice(bytes).map_err(|error| wrong(error.to_string()))?;
    let list = ["annotations", "rows"].iter().find_map(|key| whole.get(key)?.as_array());
    let rows: Vec<&Value> = match (list.or(whole.as_array()), whole.get("target")) {
        (Some(list), _) => list.iter().collect(),
        (None, Some(_)) => vec![&whole],
        (None, None) => return Err(wrong("it has no \"annotations\"".into())),
    };
    let mut imported = Imported::default();
    for (index, row) in rows.into_iter().enumerate() {
        match loose_note(row) {
            Some(note) => imported.loose.push(note),
            None => imported.warnings.push(format!("annotation {}: it has no target", index + 1)),
        }
    }
    Ok(imported)
}

fn loose_note(row: &Value) -> Option<LooseNote> {
    let text = |key: &str| row.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let target = row.get("target")?.as_array()?.first();
    let selectors = target.and_then(|target| target.get("selector")?.as_array()).map(Vec::as_slice).unwrap_or_default();
    let quote = selectors.iter().find(|selector| selector.get("type").is_some_and(|kind| kind == "TextQuoteSelector"));
    let part = |key: &str| quote.and_then(|quote| quote.get(key)?.as_str()).unwrap_or_default().to_owned();
    let title = row.get("document").and_then(|document| document.get("title"));
    let title = title.and_then(|title| title.as_str().or_else(|| title.as_array()?.first()?.as_str()));
    let source = target.and_then(|target| target.get("source")?.as_str());
    let tags = row.get("tags").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let mut annotation = Annotation {
        anchor: Anchor { quote: part("exact"), prefix: part("prefix"), suffix: part("suffix"), ..Anchor::default() },
        note: text("text"),
        tags: tags.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        author: author(row),
        created: utc(&text("created")).unwrap_or_default(),
        modified: utc(&text("updated")).unwrap_or_default(),
        foreign: Some(row.to_string()),
        ..Annotation::default()
    };
    if annotation.note.is_empty() && annotation.tags.is_empty() {
        annotation.kind = AnnotationKind::Highlight;
    }
    let url = Some(text("uri")).filter(|uri| !uri.is_empty()).or(source.map(str::to_owned));
    Some(LooseNote { annotation, url, title: title.map(str::to_owned), place: None })
}

/// The name shown, or the name of the account.
fn author(row: &Value) -> Option<String> {
    let shown = row.get("user_info").and_then(|user| user.get("display_name")?.as_str());
    let account =
        row.get("user").and_then(Value::as_str).and_then(|user| user.strip_prefix("acct:")?.split('@').next());
    shown.or(account).map(str::to_owned)
}
