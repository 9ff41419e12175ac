//! A correction as it lies in the library and the journal, one line of JSON. Spans are bytes here.

use crate::text::{Anchor, ArticleId, Correction, CorrectionId, Detected, Reach, Remedy, Span};
use serde::{Deserialize, Serialize};

/// A correction in the words of its JSON form.
#[derive(Serialize, Deserialize)]
pub struct CorrectionRecord {
    id: String,
    article: String,
    detected: String,
    reach: String,
    remedy: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    value: Option<String>,
    name: String,
    bytes: (usize, usize),
    quote: String,
    prefix: String,
    suffix: String,
    text_sha256: String,
    created: String,
}

/// The correction as one line of JSON.
pub fn write(correction: &Correction) -> String {
    // A record of strings and numbers always has a JSON form.
    serde_json::to_string(&record_of(correction)).unwrap_or_default()
}

/// Reads what [`write`] wrote; `None` where it is something else.
pub fn read(json: &str) -> Option<Correction> {
    correction_of(serde_json::from_str(json).ok()?)
}

/// The correction's record.
pub fn record_of(correction: &Correction) -> CorrectionRecord {
    let Correction { id, article, detected, reach, remedy, name, anchor, created } = correction.clone();
    CorrectionRecord {
        id: id.0,
        article: article.0,
        detected: detected.name().to_owned(),
        reach: reach.name().to_owned(),
        remedy: remedy.name().to_owned(),
        value: remedy.value().map(str::to_owned),
        name,
        bytes: (anchor.span.start, anchor.span.end),
        quote: anchor.quote,
        prefix: anchor.prefix,
        suffix: anchor.suffix,
        text_sha256: anchor.text_sha256,
        created,
    }
}

/// The correction of a record; `None` where a word in it has no meaning.
pub fn correction_of(record: CorrectionRecord) -> Option<Correction> {
    Some(Correction {
        id: CorrectionId(record.id),
        article: ArticleId(record.article),
        detected: Detected::named(&record.detected)?,
        reach: Reach::named(&record.reach)?,
        remedy: Remedy::named(&record.remedy, record.value.as_deref())?,
        name: record.name,
        anchor: Anchor {
            span: Span::new(record.bytes.0, record.bytes.1),
            quote: record.quote,
            prefix: record.prefix,
            suffix: record.suffix,
            text_sha256: record.text_sha256,
        },
        created: record.created,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_correction_is_read_as_it_was_written() {
        let plain = Correction {
            id: CorrectionId("one".into()),
            article: ArticleId("a".into()),
            detected: Detected::Actor,
            reach: Reach::Everywhere,
            remedy: Remedy::Kind("organisation".into()),
            name: "Halvik \u{202e}\n“é”".into(),
            anchor: Anchor::new("Halvik builds ships.", Span::new(0, 6), "f00"),
            created: "2026-03-04T09:00:00Z".into(),
        };
        for correction in [Correction { remedy: Remedy::Reject, detected: Detected::Claim, ..plain.clone() }, plain] {
            assert_eq!(read(&write(&correction)), Some(correction));
        }
        assert_eq!(read("{}"), None);
    }
}
