//! `jsonld`: the W3C Web Annotation Data Model.

use crate::export::citation::{annotated, encode, judged, standing};
use crate::export::marks::write_json;
use crate::export::moment::utc;
use crate::export::note::note_json;
use crate::export::webannotation::{CONTEXT, annotation_from};
use crate::export::{Circumstances, Dossier, Export, ExportError, ExportFile};
use crate::text::{AnchorState, Annotation, AnnotationKind, CodePoints};
use serde_json::{Map, Value, json};

/// What our own terms mean to readers of linked data: a note as in `docs/exports.md`, whole.
/// What the prefix `dateline:` stands for.
pub(super) const TERMS: &str = "urn:dateline:";

/// One file, a collection of one page with every note.
pub(super) fn export(dossiers: &[Dossier], circumstances: &Circumstances) -> Result<Export, ExportError> {
    let mut items = Vec::new();
    for dossier in dossiers {
        let points = CodePoints::new(dossier.article.body.text());
        let sha256 = dossier.article.body.sha256();
        for note in dossier.in_order() {
            let here = note.anchor.text_sha256 == sha256;
            items.push(annotation_json(dossier, note, here.then_some(&points), circumstances));
        }
    }
    let collection = json!({
        "@context": [CONTEXT, {"dateline": TERMS, "dateline:note": {"@type": "@json"}}],
        "id": "urn:dateline:notes",
        "type": "AnnotationCollection",
        "label": "Notes from dateline",
        "total": items.len(),
        "first": {"id": "urn:dateline:notes:1", "type": "AnnotationPage", "startIndex": 0, "items": items},
    });
    let mut bytes = Vec::new();
    write_json(&mut bytes, &collection, true)?;
    bytes.push(b'\n');
    Ok(Export { files: vec![ExportFile::whole("notes.jsonld", bytes)], warnings: Vec::new() })
}

fn annotation_json(
    dossier: &Dossier,
    note: &Annotation,
    points: Option<&CodePoints<'_>>,
    circumstances: &Circumstances,
) -> Value {
    if let Some(untouched) = untouched(note) {
        return untouched;
    }
    let mut out = Map::new();
    out.insert("@context".into(), json!([CONTEXT, {"dateline": TERMS, "dateline:note": {"@type": "@json"}}]));
    out.insert("id".into(), uuid_iri(&note.id.0).into());
    out.insert("type".into(), "Annotation".into());
    let motivation = match note.kind {
        AnnotationKind::Highlight => "highlighting",
        AnnotationKind::Note => "commenting",
        AnnotationKind::Claim => "assessing",
    };
    out.insert("motivation".into(), motivation.into());
    if let Some(name) = note.author.as_ref().or(circumstances.author.as_ref()) {
        out.insert("creator".into(), json!({"type": "Person", "name": name}));
    }
    for (key, moment) in [("created", &note.created), ("modified", &note.modified)] {
        out.extend(utc(moment).map(|moment| (key.to_owned(), moment.into())));
    }
    out.insert("generator".into(), json!({"id": "urn:dateline:program", "type": "Software", "name": "dateline"}));
    let bodies = bodies(note);
    if !bodies.is_empty() {
        out.insert("body".into(), bodies.into());
    }
    out.insert("target".into(), target(dossier, note, points));
    out.insert("dateline:note".into(), Value::Object(note_json(note, points)));
    Value::Object(out)
}

/// The annotation as it came from elsewhere, where nobody has changed it since.
fn untouched(note: &Annotation) -> Option<Value> {
    let foreign: Value = serde_json::from_str(note.foreign.as_ref()?).ok()?;
    let then = annotation_from(&foreign).ok()?.annotation;
    let words = |note: &Annotation| (note.note.clone(), note.tags.clone(), note.status, note.evidence.clone());
    let same = words(&then) == words(note) && then.verdict == note.verdict && note.links.is_empty();
    (same && foreign.get("type").is_some()).then_some(foreign)
}

fn uuid_iri(id: &str) -> String {
    format!("urn:uuid:{}", encode(id, b"-"))
}

/// That other words stand now where the note was made.
fn told_of_change(note: &Annotation) -> Option<String> {
    let other = note.is_changed() || note.state == AnchorState::Unsure;
    let verdict = judged(note).filter(|_| other).map(|words| format!("Verdict: {words}"));
    verdict.or_else(|| annotated(note).map(|words| format!("Annotated words: “{words}”")))
}

fn bodies(note: &Annotation) -> Vec<Value> {
    let textual = |purpose: &str, value: &str, format: &str| json!({"type": "TextualBody", "purpose": purpose, "value": value, "format": format});
    let mut out = Vec::new();
    if !note.note.is_empty() {
        out.push(textual("commenting", &note.note, "text/markdown"));
    }
    out.extend(note.tags.iter().map(|tag| textual("tagging", tag, "text/plain")));
    out.extend(note.statement.iter().map(|statement| {
        let mut body = textual("describing", statement, "text/plain");
        if let Some(body) = body.as_object_mut() {
            body.extend(note.speaker.iter().map(|speaker| ("dateline:speaker".to_owned(), speaker.clone().into())));
            body.extend(note.stance.iter().map(|stance| ("dateline:stance".to_owned(), stance.name().into())));
        }
        body
    }));
    out.extend(standing(note).iter().map(|verdict| textual("assessing", &verdict.label, "text/plain")));
    out.extend(told_of_change(note).map(|words| textual("describing", &words, "text/plain")));
    for evidence in &note.evidence {
        let iri = evidence.url.as_deref().and_then(iri).or_else(|| Some(uuid_iri(&evidence.note.as_ref()?.0)));
        let Some(iri) = iri else { continue };
        let mut body = json!({"type": "SpecificResource", "purpose": "linking", "source": iri});
        if let (Some(quote), Some(body)) = (&evidence.quote, body.as_object_mut()) {
            body.insert("selector".into(), json!({"type": "TextQuoteSelector", "exact": quote}));
        }
        out.push(body);
    }
    let links = note.links.iter();
    out.extend(
        links.map(|link| json!({"type": "SpecificResource", "purpose": "linking", "source": uuid_iri(&link.to.0)})),
    );
    out
}

fn iri(address: &str) -> Option<String> {
    url::Url::parse(address).ok().map(String::from)
}

fn target(dossier: &Dossier, note: &Annotation, points: Option<&CodePoints<'_>>) -> Value {
    let article = &dossier.article;
    let source = article.meta.url.as_deref().and_then(iri).unwrap_or_else(|| uuid_iri(&article.id.0));
    let anchor = &note.anchor;
    let mut selectors = vec![json!({
        "type": "TextQuoteSelector",
        "exact": anchor.quote,
        "prefix": anchor.prefix,
        "suffix": anchor.suffix,
    })];
    if let Some(points) = points {
        let (start, end) = points.of_span(anchor.span);
        selectors.push(json!({"type": "TextPositionSelector", "start": start, "end": end}));
    }
    let mut target = json!({"type": "SpecificResource", "source": source, "selector": selectors});
    if let (Some(fetched), Some(target)) = (utc(&article.meta.fetched), target.as_object_mut()) {
        target.insert("state".into(), json!({"type": "TimeState", "sourceDate": fetched}));
    }
    target
}
