//! The words that say where a quote comes from, and the address that leads back to it.

use crate::export::neutral::link_target;
use crate::text::{Anchor, AnchorState, Annotation, Article, Meta, Verdict};
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

/// Characters up to which a passage is named whole in an address.
const SHORT: usize = 120;
/// Words at either end by which a longer one is named.
const ENDS: usize = 4;

/// The paragraphs of a quoted passage, of which a line holds one; those without words go.
pub(super) fn paragraphs(text: &str) -> impl Iterator<Item = &str> {
    text.split(['\n', '\u{2029}']).map(str::trim).filter(|line| !line.is_empty())
}

/// The address of the page with a text fragment that makes browsers show the passage; `None` where the article has no
/// web address.
pub(super) fn page_link(meta: &Meta, anchor: &Anchor) -> Option<String> {
    let target = link_target(meta.url.as_deref()?)?;
    let target = target.split('#').next().unwrap_or_default();
    let fragment = fragment(&anchor.quote);
    Some(if fragment.is_empty() { target.to_owned() } else { format!("{target}#:~:text={fragment}") })
}

/// A browser looks for one piece within one block of the page: over several blocks, or cells of a table, and for long
/// passages it takes the words at the beginning and those at the end.
fn fragment(quote: &str) -> String {
    let blocks = paragraphs(quote).flat_map(|line| line.split('\t').flat_map(|cell| cell.split(" | ")));
    let mut worded = blocks.filter(|block| block.chars().any(char::is_alphanumeric));
    let Some(first) = worded.next() else { return String::new() };
    let last = worded.last();
    let words: Vec<&str> = first.split_whitespace().collect();
    let whole = first.chars().count() <= SHORT || words.len() <= 2 * ENDS;
    let end = match last {
        None if whole => return encode(&words.join(" "), FRAGMENT),
        None => &words,
        Some(last) => &last.split_whitespace().collect::<Vec<_>>(),
    };
    let start = words.get(..ENDS).unwrap_or(&words).join(" ");
    let end = end.get(end.len().saturating_sub(ENDS)..).unwrap_or_default().join(" ");
    format!("{},{}", encode(&start, FRAGMENT), encode(&end, FRAGMENT))
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

/// The verdict of a note in words. One on a passage that other words stand for now says which words it was given on; where
/// the reader has not yet said whether it holds for these, it is no verdict of theirs.
pub(super) fn judged(note: &Annotation) -> Option<String> {
    let words = verdict_words(note.verdict.as_ref()?);
    Some(match (note.state, &note.annotated) {
        (AnchorState::Unsure, _) => format!("not confirmed (was {words}, given on other words: “{}”)", note.given_on()),
        (_, Some(annotated)) => format!("{words} (given on other words: “{annotated}”)"),
        (_, None) => words,
    })
}

/// The verdict that may be published as the reader's.
pub(super) fn standing(note: &Annotation) -> Option<&Verdict> {
    note.verdict.as_ref().filter(|_| note.state != AnchorState::Unsure)
}

/// The words that were annotated, where others stand there now and no verdict tells them.
pub(super) fn annotated(note: &Annotation) -> Option<&str> {
    note.annotated.as_deref().filter(|_| note.verdict.is_none())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_finds_the_passage() {
        let long = "one two three four five six seven eight nine ten ".repeat(4);
        for (quote, text) in [
            ("It voted", "It%20voted"),
            ("met on Monday.\n\nIt voted for the plan", "met%20on%20Monday.,voted%20for%20the%20plan"),
            ("Plan\nItem one\nItem two, then lunch and coffee", "Plan,then%20lunch%20and%20coffee"),
            ("Monday.\n— \nIt", "Monday.,It"),
            ("name\t12", "name,12"),
            ("a | b | c", "a,c"),
            (long.as_str(), "one%20two%20three%20four,seven%20eight%20nine%20ten"),
            ("a-b, c & d", "a%2Db%2C%20c%20%26%20d"),
            ("\n \n", ""),
        ] {
            assert_eq!(fragment(quote), text, "{quote:?}");
        }
    }
}
