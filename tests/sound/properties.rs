//! What must hold whatever comes in. The fuzzers of `fuzz/` and the tests of `tests/sound.rs` ask the same.

use dateline::analysis::{Analysis, Figure, analyse, find_figures, split_sentences};
use dateline::ingest::{Origin, read};
use dateline::query::parse;
use dateline::text::{Body, Span, is_control};
use jiff::civil::{DateTime, date};

fn today() -> Option<DateTime> {
    Some(date(2026, 3, 19).at(9, 30, 0, 0))
}

/// True when a span lies on character boundaries of the text and is not empty.
fn fits(span: Span, text: &str) -> bool {
    !span.is_empty() && text.get(span.range()).is_some()
}

/// Spans in order, none reaching into the next.
fn apart(spans: impl Iterator<Item = Span>, text: &str) {
    let mut end = 0;
    for span in spans {
        assert!(fits(span, text) && span.start >= end, "{span:?} after {end}");
        end = span.end;
    }
}

/// Any text can be analysed, twice the same, and everything found lies in the text.
pub fn analysed(text: &str) {
    let body = Body::verbatim(text.to_owned());
    let found: Analysis = analyse(&body, today());
    assert!(found == analyse(&body, today()), "read twice, found otherwise");
    let text = body.text();
    apart(found.sentences.iter().copied(), text);
    apart(found.mentions.iter().map(|mention| mention.span), text);
    assert!(found.mentions.iter().all(|mention| mention.actor < found.actors.len()));
    sound(&found.figures, text);
    for claim in &found.claims {
        assert!(fits(claim.span, text) && claim.parts.iter().all(|part| fits(*part, text)));
        assert!(claim.denies.is_none_or(|denied| denied < found.claims.len()));
    }
}

/// Figures of any text are sound with the article's date and without it.
pub fn figures(text: &str) {
    let body = Body::verbatim(text.to_owned());
    let sentences = split_sentences(&body);
    apart(sentences.iter().copied(), body.text());
    for date in [today(), None] {
        sound(&find_figures(&body, &sentences, date), body.text());
    }
}

fn sound(figures: &[Figure], text: &str) {
    apart(figures.iter().map(|figure| figure.span), text);
    for (index, figure) in figures.iter().enumerate() {
        assert!([figure.of, figure.per].into_iter().flatten().all(|span| fits(span, text)), "{figure:?}");
        assert!(figure.low.zip(figure.high).is_none_or(|(low, high)| low <= high), "{figure:?}");
        let ends = figure.date.and_then(|range| range.start.zip(range.end));
        assert!(ends.is_none_or(|(start, end)| start <= end), "{figure:?}");
        let twin = figure.twin.map(|twin| figures[twin].twin);
        assert!(twin.is_none_or(|back| back == Some(index)), "the halves of a change know each other: {figure:?}");
    }
}

/// Any bytes are read as an article or refused; what is read is fit to be shown.
pub fn bytes(bytes: &[u8]) {
    for name in ["x.txt", "x.md", "x.html", "x"] {
        if let Ok(draft) = read(bytes, &Origin::of(name)) {
            assert!(!draft.meta.title.is_empty() && !draft.body.blocks().is_empty());
            assert!(!draft.body.text().contains(|c| c != '\n' && c != '\t' && is_control(c)));
        }
    }
}

/// A query is read or refused; what is read is written back the same.
pub fn query(text: &str) {
    match parse(text) {
        Ok(query) => assert_eq!(parse(&query.to_string()), Ok(query)),
        Err(fault) => assert!(!fault.to_string().is_empty()),
    }
}
