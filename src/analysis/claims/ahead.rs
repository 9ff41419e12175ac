//! What is said, seen from an attribution behind it: "…, X said" and `“…,” X said`.

use crate::analysis::claims::content::{Content, REACH, Shape};
use crate::analysis::claims::sentence::Sentence;
use crate::analysis::claims::token::Kind;

/// The content before an attribution whose first token is `clause`: "…, X said" and `“…,” X said`.
pub fn content(sentence: &Sentence<'_>, clause: usize) -> Option<Content> {
    let last = clause.checked_sub(1)?;
    if let Some(quotation) = sentence.quotation(last) {
        let handed = quotation.goes_on(sentence.text) || quotation.ends_sentence(sentence.text);
        if !handed && quotation.words(sentence.text, 3) < 2 {
            return None;
        }
        let from = led(sentence, last).unwrap_or_else(|| opening(sentence, last));
        let shape = if from == last { Shape::Quoted } else { Shape::Clause };
        return Some(Content { from, to: clause, shape });
    }
    if !matches!(sentence.get(last).kind, Kind::Comma | Kind::Dash) {
        return None;
    }
    if let Some(before) = last.checked_sub(1).filter(|before| sentence.get(*before).quote().is_some()) {
        let from = opening(sentence, before);
        let shape = if from == before { Shape::Quoted } else { Shape::Clause };
        return Some(Content { from, to: last, shape });
    }
    let from = opening(sentence, last);
    (from < last).then_some(Content { from, to: last, shape: Shape::Clause })
}

/// `It was late: “Trust me,” Berg wrote`: what a colon leads to stands by itself.
fn led(sentence: &Sentence<'_>, quote: usize) -> Option<usize> {
    let states = sentence.quotation(quote)?.begins_sentence(sentence.text);
    let earlier = |at: usize| sentence.quotation(at).is_some_and(|it| it.goes_on(sentence.text));
    let again = sentence.before(quote).kind == Kind::Comma && (0..quote).take(40).any(earlier);
    (states && (again || sentence.before(quote).kind == Kind::Colon)).then_some(quote)
}

/// Where the content that ends before `last` begins: at the sentence's start, or after what parts it from another one.
pub fn opening(sentence: &Sentence<'_>, last: usize) -> usize {
    let floor = last.saturating_sub(REACH * 8);
    let parts = |at: &usize| matches!(sentence.get(*at).kind, Kind::Semicolon | Kind::Open | Kind::Stop);
    let mut from = (floor..last).rev().find(parts).map_or(floor, |at| at + 1);
    if from == 0 {
        from = dateline(sentence, last);
    }
    while from < last
        && (sentence.says(from, &["but", "and", "yet"])
            || matches!(sentence.get(from).kind, Kind::Other | Kind::Dash | Kind::Comma))
    {
        from += 1;
    }
    from
}

/// Most tokens of a dateline.
const DATELINE: usize = 9;

/// One past the mark behind the place an article is told from: "ANKARA (Turkey): ", "WASHINGTON — ".
fn dateline(sentence: &Sentence<'_>, last: usize) -> usize {
    let shouted = |at: usize| sentence.word(at).len() > 2 && !sentence.word(at).contains(|c: char| c.is_lowercase());
    let place = |at: usize| {
        let token = sentence.get(at);
        token.capital || matches!(token.kind, Kind::Comma | Kind::Aside) || token.dated
    };
    let Some(mark) = (1..DATELINE.min(last)).find(|at| !place(*at)) else { return 0 };
    let closed = sentence.before(mark).kind == Kind::Aside || shouted(0);
    let led = matches!(sentence.get(mark).kind, Kind::Dash | Kind::Colon);
    if place(0) && closed && led { mark + 1 } else { 0 }
}
