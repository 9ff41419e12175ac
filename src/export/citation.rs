//! The words that say where a quote comes from, and the address that leads back to it.

use crate::export::neutral::link_target;
use crate::text::{Anchor, Annotation, Article, Meta, Verdict};
use std::fmt::Write;

/// "Jane Doe and John Roe, Title, The Paper, 2026-03-04".
pub(super) fn citation(meta: &Meta) -> String {
    let authors = match meta.authors.as_slice() {
        [] => None,
        [one] => Some(one.clone()),
        [one, two] => Some(format!("{one} and {two}")),
        [one, ..] => Some(format!("{one} and others")),
    };
    let parts = [authors, Some(meta.title.clone()), meta.outlet.clone(), day(meta).map(str::to_owned)];
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// The day of publication, `2026-03-04`.
pub(super) fn day(meta: &Meta) -> Option<&str> {
    date(meta.published.as_deref()?)
}

/// The day of a moment, where it begins with one.
pub(super) fn date(moment: &str) -> Option<&str> {
    let day = moment.get(..10)?;
    let shape = day.bytes().enumerate().all(|(at, byte)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    shape.then_some(day)
}

/// The address that opens the passage in dateline.
pub(super) fn way_back(article: &Article, note: &Annotation) -> String {
    format!("dateline://{}#{}", encode(&article.id.0, b"-"), encode(&note.id.0, b"-"))
}

/// Besides letters and digits what a text fragment holds as it is; `-`, `,` and `&` have a meaning there.
const FRAGMENT: &[u8] = b"._~";

/// The address of the page with a text fragment that makes browsers show the passage; `None` where the article has no
/// web address.
pub(super) fn page_link(meta: &Meta, anchor: &Anchor) -> Option<String> {
    let target = link_target(meta.url.as_deref()?)?;
    let target = target.split('#').next().unwrap_or_default();
    let words: Vec<&str> = anchor.quote.split_whitespace().collect();
    // Long passages by their first and last words, as browsers make such links themselves.
    let fragment = if anchor.quote.chars().count() <= 120 || words.len() < 10 {
        encode(&words.join(" "), FRAGMENT)
    } else {
        let (first, last) = (words.get(..4)?, words.get(words.len() - 4..)?);
        format!("{},{}", encode(&first.join(" "), FRAGMENT), encode(&last.join(" "), FRAGMENT))
    };
    Some(if fragment.is_empty() { target.to_owned() } else { format!("{target}#:~:text={fragment}") })
}

/// Percent-encodes everything but letters, digits and the bytes in `kept`.
pub(super) fn encode(text: &str, kept: &[u8]) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || kept.contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// "mostly-false, confidence 80 %, 2026-03-04".
pub(super) fn verdict_words(verdict: &Verdict) -> String {
    let mut words = verdict.label.clone();
    if let Some(confidence) = verdict.confidence {
        let _ = write!(words, ", confidence {:.0} %", confidence.clamp(0.0, 1.0) * 100.0);
    }
    if let Some(decided) = &verdict.decided {
        let _ = write!(words, ", {}", date(decided).unwrap_or(decided));
    }
    words
}
