//! The figures of a body: a pass over its sentences, one over the tokens of each.

use crate::analysis::Figure;
use crate::analysis::figures::quantity::{Found, quantity};
use crate::analysis::figures::reader::Reader;
use crate::analysis::figures::token::{self, Kind, Token};
use crate::analysis::figures::{counted, lexicon, twin, when};
use crate::text::{Body, Span};
use jiff::civil::DateTime;

/// Every figure of a body, sorted and not overlapping.
pub fn find(body: &Body, sentences: &[Span], date: Option<DateTime>) -> Vec<Figure> {
    let mut figures = Vec::new();
    let mut tokens = Vec::new();
    for sentence in sentences {
        token::scan(body.text(), *sentence, &mut tokens);
        let reader = Reader::new(body.text(), &tokens, date);
        read(&reader, &mut figures);
    }
    figures
}

fn read(r: &Reader<'_>, figures: &mut Vec<Figure>) {
    let mut free = 0;
    let mut at = 0;
    let mut before: Option<Found> = None;
    while let Some(token) = r.token(at) {
        let opens = opens(r, at, token);
        if opens == 0 {
            at += 1;
            continue;
        }
        let Some(mut found) = one(r, at, free, opens) else {
            at += 1;
            continue;
        };
        found.figure.of = counted::of(r, &found);
        if let Some(last) = before.as_ref().filter(|last| twin::twins(r, last, &found)) {
            let index = figures.len();
            found.figure.twin = index.checked_sub(1);
            if let Some(level) = figures.last_mut().filter(|level| level.span == last.figure.span) {
                level.twin = Some(index);
            }
        }
        at = found.end.max(at + 1);
        free = at;
        figures.push(found.figure.clone());
        before = Some(found);
    }
}

/// What may begin at a token: after an article what its noun allows, with a sign what its number allows.
fn opens(r: &Reader<'_>, at: usize, token: &Token) -> u8 {
    match token.kind {
        Kind::Word if r.is(at, "the") => r.opens(at + 1) & (lexicon::DATE | lexicon::QUANTITY) | token_phrase(r, at),
        Kind::Word if r.is_any(at, &["a", "an"]) => {
            if r.opens(at + 1) & lexicon::AFTER_ARTICLE == 0 {
                0
            } else {
                lexicon::DATE | lexicon::QUANTITY
            }
        }
        Kind::Sign(b'-' | b'\'') => r.opens(at + 1) & (lexicon::DATE | lexicon::QUANTITY),
        _ => token.opens,
    }
}

/// "the year 2008", "the week of": nouns that open nothing without the article.
fn token_phrase(r: &Reader<'_>, at: usize) -> u8 {
    if r.opens(at + 1) & lexicon::AFTER_ARTICLE == 0 { 0 } else { lexicon::DATE }
}

/// The longer of a date and a quantity that begin here.
fn one(r: &Reader<'_>, at: usize, free: usize, opens: u8) -> Option<Found> {
    let date = if opens & lexicon::DATE == 0 { None } else { when::date(r, at, free) };
    let quantity = if opens & lexicon::QUANTITY == 0 { None } else { quantity(r, at, free) };
    match (date, quantity) {
        (Some(date), Some(quantity)) if quantity.end > date.end => Some(quantity),
        (Some(date), _) => Some(date),
        (None, quantity) => quantity,
    }
}
