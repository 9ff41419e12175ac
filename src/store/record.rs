//! An annotation as it lies in the library and the journal. Spans are bytes here: these files are the library's own.

use crate::text::{
    Anchor, AnchorState, Annotation, AnnotationId, AnnotationKind, Appearance, ArticleId, Bearing, Evidence, Link,
    Manner, Relation, Span, Stance, Status, Verdict,
};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// An annotation in the words of its JSON form.
#[derive(Serialize, Deserialize)]
pub struct Record {
    id: String,
    article: String,
    kind: String,
    bytes: (usize, usize),
    quote: String,
    prefix: String,
    suffix: String,
    text_sha256: String,
    state: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    score: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    annotated: Option<String>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    note: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    tags: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    colour: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    verdict: Option<VerdictRecord>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    earlier: Vec<VerdictRecord>,
    status: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    statement: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    speaker: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    stance: Option<String>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    first: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    evidence: Vec<EvidenceRecord>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    links: Vec<(String, String)>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    appearances: Vec<AppearanceRecord>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    foreign: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    author: Option<String>,
    created: String,
    modified: String,
}

#[derive(Serialize, Deserialize)]
struct VerdictRecord {
    label: String,
    value: Option<f64>,
    confidence: Option<f64>,
    decided: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct AppearanceRecord {
    article: Option<String>,
    url: Option<String>,
    quote: String,
    published: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    speaker: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    manner: Option<String>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    first: bool,
}

#[derive(Serialize, Deserialize)]
struct EvidenceRecord {
    url: Option<String>,
    note: Option<String>,
    quote: Option<String>,
    archived: Option<String>,
    accessed: Option<String>,
    bearing: String,
}

/// The annotation as one line of JSON.
pub fn write(annotation: &Annotation) -> String {
    // A record of strings and finite numbers always has a JSON form.
    serde_json::to_string(&record_of(annotation)).unwrap_or_default()
}

/// Reads what [`write`] wrote; `None` where it is something else.
pub fn read(json: &str) -> Option<Annotation> {
    annotation_of(serde_json::from_str(json).ok()?)
}

/// The annotation's record.
pub fn record_of(annotation: &Annotation) -> Record {
    let evidence = annotation.evidence.iter().map(|evidence| EvidenceRecord {
        url: evidence.url.clone(),
        note: evidence.note.as_ref().map(|note| note.0.clone()),
        quote: evidence.quote.clone(),
        archived: evidence.archived.clone(),
        accessed: evidence.accessed.clone(),
        bearing: evidence.bearing.name().to_owned(),
    });
    Record {
        id: annotation.id.0.clone(),
        article: annotation.article.0.clone(),
        kind: annotation.kind.name().to_owned(),
        bytes: (annotation.anchor.span.start, annotation.anchor.span.end),
        quote: annotation.anchor.quote.clone(),
        prefix: annotation.anchor.prefix.clone(),
        suffix: annotation.anchor.suffix.clone(),
        text_sha256: annotation.anchor.text_sha256.clone(),
        state: annotation.state.name().to_owned(),
        score: annotation.score.filter(|score| score.is_finite()),
        annotated: annotation.annotated.clone(),
        note: annotation.note.clone(),
        tags: annotation.tags.clone(),
        colour: annotation.colour.clone(),
        verdict: annotation.verdict.as_ref().map(verdict_record),
        earlier: annotation.earlier.iter().map(verdict_record).collect(),
        status: annotation.status.name().to_owned(),
        statement: annotation.statement.clone(),
        speaker: annotation.speaker.clone(),
        stance: annotation.stance.map(|stance| stance.name().to_owned()),
        first: annotation.first,
        evidence: evidence.collect(),
        links: annotation.links.iter().map(|link| (link.to.0.clone(), link.relation.name().to_owned())).collect(),
        appearances: annotation.appearances.iter().map(appearance_record).collect(),
        foreign: annotation.foreign.clone(),
        author: annotation.author.clone(),
        created: annotation.created.clone(),
        modified: annotation.modified.clone(),
    }
}

/// The annotation of a record; `None` where a word in it has no meaning.
pub fn annotation_of(record: Record) -> Option<Annotation> {
    let evidence = record.evidence.into_iter().map(|evidence| {
        Some(Evidence {
            url: evidence.url,
            note: evidence.note.map(AnnotationId),
            quote: evidence.quote,
            archived: evidence.archived,
            accessed: evidence.accessed,
            bearing: Bearing::named(&evidence.bearing)?,
        })
    });
    let links = record.links.into_iter();
    let links = links.map(|(to, relation)| Some(Link { to: AnnotationId(to), relation: Relation::named(&relation)? }));
    let stance = match record.stance {
        Some(stance) => Some(Stance::named(&stance)?),
        None => None,
    };
    Some(Annotation {
        id: AnnotationId(record.id),
        article: ArticleId(record.article),
        kind: AnnotationKind::named(&record.kind)?,
        anchor: Anchor {
            span: Span::new(record.bytes.0, record.bytes.1),
            quote: record.quote,
            prefix: record.prefix,
            suffix: record.suffix,
            text_sha256: record.text_sha256,
        },
        state: AnchorState::named(&record.state)?,
        score: record.score,
        annotated: record.annotated,
        note: record.note,
        tags: record.tags,
        colour: record.colour,
        verdict: record.verdict.map(verdict_of),
        earlier: record.earlier.into_iter().map(verdict_of).collect(),
        status: Status::named(&record.status)?,
        statement: record.statement,
        speaker: record.speaker,
        stance,
        first: record.first,
        evidence: evidence.collect::<Option<_>>()?,
        links: links.collect::<Option<_>>()?,
        appearances: record.appearances.into_iter().map(appearance_of).collect::<Option<_>>()?,
        foreign: record.foreign,
        author: record.author,
        created: record.created,
        modified: record.modified,
    })
}

fn verdict_record(verdict: &Verdict) -> VerdictRecord {
    VerdictRecord {
        label: verdict.label.clone(),
        value: verdict.value.filter(|value| value.is_finite()),
        confidence: verdict.confidence.filter(|value| value.is_finite()),
        decided: verdict.decided.clone(),
    }
}

fn verdict_of(record: VerdictRecord) -> Verdict {
    let VerdictRecord { label, value, confidence, decided } = record;
    Verdict { label, value, confidence, decided }
}

fn appearance_record(appearance: &Appearance) -> AppearanceRecord {
    AppearanceRecord {
        article: appearance.article.as_ref().map(|article| article.0.clone()),
        url: appearance.url.clone(),
        quote: appearance.quote.clone(),
        published: appearance.published.clone(),
        speaker: appearance.speaker.clone(),
        manner: (appearance.manner != Manner::Asserted).then(|| appearance.manner.name().to_owned()),
        first: appearance.first,
    }
}

fn appearance_of(record: AppearanceRecord) -> Option<Appearance> {
    let AppearanceRecord { article, url, quote, published, speaker, manner, first } = record;
    let manner = match manner {
        Some(manner) => Manner::named(&manner)?,
        None => Manner::Asserted,
    };
    Some(Appearance { article: article.map(ArticleId), url, quote, published, speaker, manner, first })
}

/// The name in a record, of a note or a correction.
pub fn id_of(json: &str) -> Option<String> {
    #[derive(Deserialize)]
    struct Named {
        id: String,
    }
    serde_json::from_str::<Named>(json).ok().map(|named| named.id)
}

/// What a line of JSON is checked by: the first sixteen hexadecimal digits of its SHA-256.
pub fn sum(json: &str) -> String {
    Sha256::digest(json.as_bytes()).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_annotation_is_read_as_it_was_written() {
        let bare = Annotation { id: AnnotationId("one".into()), ..Annotation::default() };
        let full = Annotation {
            id: AnnotationId("two".into()),
            article: ArticleId("a".into()),
            kind: AnnotationKind::Claim,
            anchor: Anchor::new("Prices rose, he said.", Span::new(0, 11), "f00"),
            state: AnchorState::Moved,
            score: Some(0.93),
            annotated: Some("Prices fell".into()),
            note: "line\nline \u{202e}\0 “é”".into(),
            tags: vec!["economy".into(), "a, b".into()],
            colour: Some("green".into()),
            verdict: Some(Verdict { label: "mixed".into(), value: Some(3.0), ..Verdict::default() }),
            earlier: vec![Verdict { decided: Some("2026-03-01".into()), ..Verdict::default() }],
            appearances: vec![Appearance {
                quote: "elsewhere".into(),
                speaker: Some("A spokesman".into()),
                manner: Manner::Denied,
                first: true,
                ..Appearance::default()
            }],
            status: Status::Waiting,
            statement: Some("Prices rose.".into()),
            speaker: Some("A minister".into()),
            stance: Some(Stance::Denies),
            first: true,
            evidence: vec![Evidence { url: Some("https://example.org".into()), ..Evidence::default() }],
            links: vec![Link { to: bare.id.clone(), relation: Relation::SourceOf }],
            foreign: Some("{}".into()),
            author: Some("me".into()),
            created: "2026-03-04T09:00:00Z".into(),
            modified: "2026-03-04T09:00:00Z".into(),
        };
        for annotation in [bare, full] {
            assert_eq!(read(&write(&annotation)), Some(annotation));
        }
        assert_eq!(read("{}"), None);
    }
}
