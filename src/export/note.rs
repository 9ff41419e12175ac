//! A note as JSON, as `docs/exports.md` tells it: offsets in Unicode code points.

use crate::export::fields::{Fields, FieldsError};
use crate::text::{
    Anchor, AnchorState, Annotation, AnnotationId, AnnotationKind, Appearance, ArticleId, Bearing, CodePoints,
    Evidence, Link, Manner, Relation, Span, Stance, Status, Verdict,
};
use serde_json::{Map, Value, json};

/// The note with its fields in their fixed order. `points` counts in the text that the note's anchor counts in; without
/// it the note's place is unknown and `start` and `end` are null.
pub fn note_json(note: &Annotation, points: Option<&CodePoints<'_>>) -> Map<String, Value> {
    let anchor = &note.anchor;
    let (start, end) = points.map(|points| points.of_span(anchor.span)).unzip();
    let mut out = Map::new();
    let mut put = |key: &str, value: Value| {
        out.insert(key.to_owned(), value);
    };
    put("id", note.id.0.clone().into());
    put("article", note.article.0.clone().into());
    put("kind", note.kind.name().into());
    put("quote", anchor.quote.clone().into());
    put("prefix", anchor.prefix.clone().into());
    put("suffix", anchor.suffix.clone().into());
    put("start", start.into());
    put("end", end.into());
    put("text_sha256", anchor.text_sha256.clone().into());
    put("anchor", note.state.name().into());
    put("score", note.score.into());
    put("changed", note.is_changed().into());
    if let Some(annotated) = &note.annotated {
        put("annotated", annotated.clone().into());
    }
    put("note", note.note.clone().into());
    put("tags", note.tags.clone().into());
    put("colour", note.colour.clone().into());
    put("verdict", note.verdict.as_ref().map(verdict_json).into());
    if !note.earlier.is_empty() {
        put("earlier", note.earlier.iter().map(verdict_json).collect());
    }
    put("status", note.status.name().into());
    put("statement", note.statement.clone().into());
    put("speaker", note.speaker.clone().into());
    put("stance", note.stance.map(Stance::name).into());
    if note.first {
        put("first", true.into());
    }
    put("evidence", note.evidence.iter().map(evidence_json).collect());
    put("links", note.links.iter().map(|link| json!({"to": link.to.0, "relation": link.relation.name()})).collect());
    if !note.appearances.is_empty() {
        put("appearances", note.appearances.iter().map(appearance_json).collect());
    }
    if let Some(foreign) = &note.foreign {
        put("foreign", foreign.clone().into());
    }
    put("author", note.author.clone().into());
    put("created", note.created.clone().into());
    put("modified", note.modified.clone().into());
    out
}

fn verdict_json(verdict: &Verdict) -> Value {
    let mut out = Map::new();
    out.insert("label".into(), verdict.label.clone().into());
    out.insert("value".into(), verdict.value.into());
    out.insert("confidence".into(), verdict.confidence.into());
    if let Some(decided) = &verdict.decided {
        out.insert("decided".into(), decided.clone().into());
    }
    Value::Object(out)
}

fn evidence_json(evidence: &Evidence) -> Value {
    let mut out = Map::new();
    if let Some(note) = &evidence.note {
        out.insert("note".into(), note.0.clone().into());
    }
    if evidence.url.is_some() || evidence.note.is_none() {
        out.insert("url".into(), evidence.url.clone().into());
    }
    out.insert("quote".into(), evidence.quote.clone().into());
    out.insert("archived".into(), evidence.archived.clone().into());
    out.insert("accessed".into(), evidence.accessed.clone().into());
    out.insert("bearing".into(), evidence.bearing.name().into());
    Value::Object(out)
}

fn appearance_json(appearance: &Appearance) -> Value {
    let mut out = json!({
        "article": appearance.article.as_ref().map(|article| article.0.clone()),
        "url": appearance.url,
        "quote": appearance.quote,
        "published": appearance.published,
        "speaker": appearance.speaker,
        "manner": appearance.manner.name(),
    });
    if let Some(out) = out.as_object_mut().filter(|_| appearance.first) {
        out.insert("first".into(), true.into());
    }
    out
}

/// Reads a note. Only `quote` must be there: everything else has a default, so that a script can add a note with a
/// line. `text` is what `start` and `end` count in, where it is known; without it, or without them, the span is empty
/// and the passage has to be sought.
pub fn note_from_json(value: &Value, text: Option<&str>) -> Result<Annotation, FieldsError> {
    let fields = Fields::new(value, "a note")?;
    let span = match (text, fields.count("start")?, fields.count("end")?) {
        (Some(text), Some(start), Some(end)) => {
            let points = CodePoints::new(text);
            Span::new(points.to_byte(start), points.to_byte(end))
        }
        _ => Span::default(),
    };
    let anchor = Anchor {
        span,
        quote: fields.required("quote")?,
        prefix: fields.text("prefix")?.unwrap_or_default(),
        suffix: fields.text("suffix")?.unwrap_or_default(),
        text_sha256: fields.text("text_sha256")?.unwrap_or_default(),
    };
    let mut note = Annotation {
        id: AnnotationId(fields.text("id")?.unwrap_or_default()),
        article: ArticleId(fields.text("article")?.unwrap_or_default()),
        anchor,
        state: fields.word("anchor", AnchorState::named)?.unwrap_or_default(),
        score: fields.number("score")?,
        annotated: fields.text("annotated")?,
        note: fields.text("note")?.unwrap_or_default(),
        tags: fields.texts("tags")?,
        colour: fields.text("colour")?,
        verdict: fields.inner("verdict", "a verdict")?.map(|verdict| verdict_from(&verdict)).transpose()?,
        earlier: fields.rows("earlier", "a verdict", verdict_from)?,
        status: fields.word("status", Status::named)?.unwrap_or_default(),
        statement: fields.text("statement")?,
        speaker: fields.text("speaker")?,
        stance: fields.word("stance", Stance::named)?,
        first: fields.flag("first")?,
        evidence: fields.rows("evidence", "a piece of evidence", evidence_from)?,
        links: fields.rows("links", "a link", link_from)?,
        appearances: fields.rows("appearances", "an appearance", appearance_from)?,
        foreign: fields.text("foreign")?,
        author: fields.text("author")?,
        created: fields.text("created")?.unwrap_or_default(),
        modified: fields.text("modified")?.unwrap_or_default(),
        ..Annotation::default()
    };
    note.kind = fields.word("kind", AnnotationKind::named)?.unwrap_or_else(|| kind_of(&note));
    Ok(note)
}

/// A note that does not say its kind is what it looks like.
fn kind_of(note: &Annotation) -> AnnotationKind {
    if note.verdict.is_some() || note.statement.is_some() || !note.evidence.is_empty() {
        AnnotationKind::Claim
    } else if note.note.is_empty() && note.tags.is_empty() {
        AnnotationKind::Highlight
    } else {
        AnnotationKind::Note
    }
}

fn verdict_from(fields: &Fields<'_>) -> Result<Verdict, FieldsError> {
    Ok(Verdict {
        label: fields.required("label")?,
        value: fields.number("value")?,
        confidence: fields.number("confidence")?,
        decided: fields.text("decided")?,
    })
}

fn evidence_from(fields: &Fields<'_>) -> Result<Evidence, FieldsError> {
    Ok(Evidence {
        url: fields.text("url")?,
        note: fields.text("note")?.map(AnnotationId),
        quote: fields.text("quote")?,
        archived: fields.text("archived")?,
        accessed: fields.text("accessed")?,
        bearing: fields.word("bearing", Bearing::named)?.unwrap_or_default(),
    })
}

fn link_from(fields: &Fields<'_>) -> Result<Link, FieldsError> {
    let relation = fields.word("relation", Relation::named)?;
    Ok(Link { to: AnnotationId(fields.required("to")?), relation: relation.ok_or_else(|| fields.missing("relation"))? })
}

fn appearance_from(fields: &Fields<'_>) -> Result<Appearance, FieldsError> {
    Ok(Appearance {
        article: fields.text("article")?.map(ArticleId),
        url: fields.text("url")?,
        quote: fields.text("quote")?.unwrap_or_default(),
        published: fields.text("published")?,
        speaker: fields.text("speaker")?,
        manner: fields.word("manner", Manner::named)?.unwrap_or_default(),
        first: fields.flag("first")?,
    })
}
