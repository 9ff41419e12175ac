//! `json`: the library's own lossless form, an article a line. Importing it and exporting again gives the same bytes.

use crate::export::correction::{correction_from_json, correction_json};
use crate::export::fields::{Fields, FieldsError};
use crate::export::marks::write_json;
use crate::export::note::{note_from_json, note_json};
use crate::export::{Circumstances, Dossier, Export, ExportError, ExportFile, Imported};
use crate::text::{
    Annotation, Article, ArticleId, Block, BlockKind, Body, CodePoints, Deletion, Inline, InlineKind, Meta, Span,
};
use serde_json::{Map, Value, json};
use std::io::{self, Write};

/// The version of the form; raised when a reader of the old one could misread the new one.
const VERSION: u64 = 1;
/// How the file begins.
const HEAD: &str = "{\"dateline\":1,\"articles\":[";

/// One file with everything, the articles by their names, which is the order in which they came.
pub(super) fn export(dossiers: &[Dossier], _: &Circumstances) -> Result<Export, ExportError> {
    let mut bytes = Vec::new();
    let mut sorted: Vec<&Dossier> = dossiers.iter().collect();
    sorted.sort_by(|a, b| a.article.id.cmp(&b.article.id));
    write_library(sorted, &mut bytes)?;
    Ok(Export { files: vec![ExportFile::whole("dateline.json", bytes)], warnings: Vec::new() })
}

/// Writes the lossless form as a stream, in the order given: a library larger than memory goes out article by article.
pub fn write_library<'d>(dossiers: impl IntoIterator<Item = &'d Dossier>, out: &mut impl Write) -> io::Result<()> {
    out.write_all(HEAD.as_bytes())?;
    for (index, dossier) in dossiers.into_iter().enumerate() {
        out.write_all(if index == 0 { b"\n" } else { b",\n" })?;
        write_json(out, &dossier_json(dossier), false)?;
    }
    out.write_all(b"\n]}\n")
}

fn dossier_json(dossier: &Dossier) -> Value {
    let Article { id, meta, revision, body } = &dossier.article;
    let points = CodePoints::new(body.text());
    let sha256 = body.sha256();
    let mut row = json!({
        "id": id.0,
        "title": meta.title,
        "authors": meta.authors,
        "outlet": meta.outlet,
        "url": meta.url,
        "published": meta.published,
        "fetched": meta.fetched,
        "language": meta.language,
        "revision": revision,
        "tags": dossier.tags,
        "read": dossier.read,
        "starred": dossier.starred,
        "text_sha256": sha256,
        "text": body.text(),
        "blocks": body.blocks().iter().map(|block| block_json(block, &points)).collect::<Value>(),
        "inlines": body.inlines().iter().map(|inline| inline_json(inline, &points)).collect::<Value>(),
        "notes": dossier.in_order().into_iter().map(|note| lossless(note, &points, &sha256)).collect::<Value>(),
    });
    if let (Some(row), false) = (row.as_object_mut(), dossier.corrections.is_empty()) {
        row.insert("corrections".into(), corrections_json(dossier, &points, &sha256));
    }
    if let (Some(row), false) = (row.as_object_mut(), dossier.deletions.is_empty()) {
        row.insert("deletions".into(), dossier.deletions.iter().map(deletion_json).collect());
    }
    row
}

fn deletion_json(deletion: &Deletion) -> Value {
    let Deletion { id, turn, version, sum, at } = deletion;
    json!({"id": id, "turn": turn, "version": version, "sum": sum, "at": at})
}

fn deletion_from(fields: &Fields<'_>) -> Result<Deletion, FieldsError> {
    Ok(Deletion {
        id: fields.required("id")?,
        turn: fields.count("turn")?.and_then(|turn| u32::try_from(turn).ok()).ok_or_else(|| fields.missing("turn"))?,
        version: fields.text("version")?.unwrap_or_default(),
        sum: fields.text("sum")?.unwrap_or_default(),
        at: fields.text("at")?.unwrap_or_default(),
    })
}

/// The corrections in the order in which they were made.
fn corrections_json(dossier: &Dossier, points: &CodePoints<'_>, sha256: &str) -> Value {
    let mut sorted: Vec<_> = dossier.corrections.iter().collect();
    sorted.sort_by(|a, b| (&a.created, &a.id).cmp(&(&b.created, &b.id)));
    let written = sorted.into_iter().map(|correction| {
        let here = correction.anchor.text_sha256 == sha256;
        Value::Object(correction_json(correction, here.then_some(points)))
    });
    written.collect()
}

/// A note on another revision than this has its place only in bytes: its code points cannot be counted here.
fn lossless(note: &Annotation, points: &CodePoints<'_>, sha256: &str) -> Value {
    let here = note.anchor.text_sha256 == sha256;
    let mut out = note_json(note, here.then_some(points));
    if !here {
        out.insert("bytes".into(), json!([note.anchor.span.start, note.anchor.span.end]));
    }
    Value::Object(out)
}

fn placed(kind: &str, span: Span, points: &CodePoints<'_>) -> Map<String, Value> {
    let (start, end) = points.of_span(span);
    Map::from_iter([
        ("kind".to_owned(), kind.into()),
        ("start".to_owned(), start.into()),
        ("end".to_owned(), end.into()),
    ])
}

fn block_json(block: &Block, points: &CodePoints<'_>) -> Value {
    let (kind, extra) = match block.kind {
        BlockKind::Paragraph => ("paragraph", None),
        BlockKind::Heading(level) => ("heading", Some(("level", u32::from(level)))),
        BlockKind::Quote(depth) => ("quote", Some(("level", u32::from(depth)))),
        BlockKind::Item { depth, .. } => ("item", Some(("level", u32::from(depth)))),
        BlockKind::Code => ("code", None),
        BlockKind::Table => ("table", None),
    };
    let mut row = placed(kind, block.span, points);
    row.extend(extra.map(|(key, value)| (key.to_owned(), value.into())));
    if let BlockKind::Item { number: Some(number), .. } = block.kind {
        row.insert("number".into(), number.into());
    }
    Value::Object(row)
}

fn inline_json(inline: &Inline, points: &CodePoints<'_>) -> Value {
    let (kind, link) = match &inline.kind {
        InlineKind::Emphasis => ("emphasis", None),
        InlineKind::Strong => ("strong", None),
        InlineKind::Code => ("code", None),
        InlineKind::Link(address) => ("link", Some(address)),
    };
    let mut row = placed(kind, inline.span, points);
    row.extend(link.map(|address| ("address".to_owned(), address.clone().into())));
    Value::Object(row)
}

/// Reads what [`write_library`] wrote.
pub(super) fn import(bytes: &[u8]) -> Result<Imported, ExportError> {
    let wrong = |reason: String| ExportError::Import { format: "json", reason };
    let whole: Value = serde_json::from_slice(bytes).map_err(|error| wrong(error.to_string()))?;
    match whole.get("dateline").and_then(Value::as_u64) {
        Some(VERSION) => {}
        Some(newer) => return Err(wrong(format!("its version is {newer}, this program reads {VERSION}"))),
        None => return Err(wrong("it has no \"dateline\" with a version".into())),
    }
    let articles = whole.get("articles").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let mut imported = Imported::default();
    for (index, article) in articles.iter().enumerate() {
        let dossier = dossier_from(article).map_err(|error| wrong(format!("article {}: {error}", index + 1)))?;
        imported.articles.push(dossier);
    }
    Ok(imported)
}

fn dossier_from(value: &Value) -> Result<Dossier, FieldsError> {
    let fields = Fields::new(value, "an article")?;
    let text = fields.required("text")?;
    let points = CodePoints::new(&text);
    let span = |fields: &Fields<'_>| -> Result<Span, FieldsError> {
        let end = |field| fields.count(field)?.ok_or_else(|| fields.missing(field));
        Ok(Span::new(points.to_byte(end("start")?), points.to_byte(end("end")?)))
    };
    let mut blocks = fields.rows("blocks", "a block", |row| Ok(Block { kind: block_kind(row)?, span: span(row)? }))?;
    // A text whose paragraphs are not told has one a line: without any, nothing of it would be shown.
    if blocks.is_empty() {
        blocks = Body::verbatim(text.clone()).blocks().to_vec();
    }
    let inlines =
        fields.rows("inlines", "an inline", |row| Ok(Inline { kind: inline_kind(row)?, span: span(row)? }))?;
    let notes = fields.list("notes")?.iter().map(|note| lossless_from(note, &text));
    let annotations = notes.collect::<Result<Vec<_>, _>>()?;
    let corrections = fields.list("corrections")?.iter().map(|correction| correction_from_json(correction, &text));
    let corrections = corrections.collect::<Result<Vec<_>, _>>()?;
    let meta = Meta {
        title: fields.text("title")?.unwrap_or_default(),
        authors: fields.texts("authors")?,
        outlet: fields.text("outlet")?,
        url: fields.text("url")?,
        published: fields.text("published")?,
        fetched: fields.text("fetched")?.unwrap_or_default(),
        language: fields.text("language")?,
    };
    let revision = fields.count("revision")?.and_then(|revision| u32::try_from(revision).ok()).unwrap_or(1);
    let id = ArticleId(fields.text("id")?.unwrap_or_default());
    Ok(Dossier {
        tags: fields.texts("tags")?,
        read: fields.flag("read")?,
        starred: fields.flag("starred")?,
        annotations,
        corrections,
        deletions: fields.rows("deletions", "a deletion", deletion_from)?,
        article: Article { id, meta, revision, body: Body::new(text, blocks, inlines) },
        ..Dossier::default()
    })
}

fn lossless_from(value: &Value, text: &str) -> Result<Annotation, FieldsError> {
    let mut note = note_from_json(value, Some(text))?;
    let bytes = value.get("bytes").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    if let [start, end] = bytes {
        let byte = |value: &Value| value.as_u64().and_then(|byte| usize::try_from(byte).ok()).unwrap_or(0);
        note.anchor.span = Span::new(byte(start), byte(end));
    }
    Ok(note)
}

fn block_kind(fields: &Fields<'_>) -> Result<BlockKind, FieldsError> {
    let level = |field| Ok(fields.count(field)?.and_then(|level| u8::try_from(level).ok()).unwrap_or(1));
    let kind = match fields.required("kind")?.as_str() {
        "heading" => BlockKind::Heading(level("level")?),
        "quote" => BlockKind::Quote(level("level")?),
        "item" => BlockKind::Item {
            depth: level("level")?,
            number: fields.count("number")?.and_then(|number| u32::try_from(number).ok()),
        },
        "code" => BlockKind::Code,
        "table" => BlockKind::Table,
        _ => BlockKind::Paragraph,
    };
    Ok(kind)
}

fn inline_kind(fields: &Fields<'_>) -> Result<InlineKind, FieldsError> {
    Ok(match fields.required("kind")?.as_str() {
        "strong" => InlineKind::Strong,
        "code" => InlineKind::Code,
        "link" => InlineKind::Link(fields.text("address")?.unwrap_or_default()),
        _ => InlineKind::Emphasis,
    })
}
