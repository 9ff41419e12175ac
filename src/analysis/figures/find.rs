//! The figures of a body: a pass over its sentences, one over the tokens of each.

use crate::analysis::Figure;
use crate::analysis::figures::lexicon::Sense;
use crate::analysis::figures::quantity::{Found, quantity};
use crate::analysis::figures::reader::Reader;
use crate::analysis::figures::token::{self, Kind, Token};
use crate::analysis::figures::{counted, lexicon, minor, money, place, rate, topic, twin, when};
use crate::text::{Body, Span};
use jiff::civil::DateTime;

/// Every figure of a body, sorted and not overlapping.
pub fn find(body: &Body, sentences: &[Span], date: Option<DateTime>) -> Vec<Figure> {
    let mut figures = Vec::new();
    let mut tokens = Vec::new();
    let local = place::money(body);
    let mut told = when::Told::default();
    for sentence in sentences {
        token::scan(body.text(), *sentence, &mut tokens);
        let reader = Reader::new(body.text(), &tokens, date, local, told);
        read(&reader, &mut figures);
        told = reader.told.get();
        told.sentence += 1;
    }
    figures
}

fn read(r: &Reader<'_>, figures: &mut Vec<Figure>) {
    let mut free = 0;
    let mut at = 0;
    let mut before: Option<Found> = None;
    let first = figures.len();
    let mut spots = Vec::new();
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
        if let Some(range) = found.figure.date.as_mut().filter(|range| range.end.is_some() && range.start > range.end) {
            // An end before its beginning ("from Easter to 2019") was read wrongly: only the beginning is told.
            range.end = None;
        }
        let next = rate::rate(r, &mut found);
        if let Some(last) = before.as_ref().filter(|last| twin::twins(r, last, &found)) {
            let index = figures.len();
            found.figure.twin = index.checked_sub(1);
            if let Some(level) = figures.last_mut().filter(|level| level.span == last.figure.span) {
                level.twin = Some(index);
            }
        }
        when::note(r, &found);
        at = next.max(at + 1);
        free = at;
        figures.push(found.figure.clone());
        spots.push(found.start..found.end);
        before = Some(found);
    }
    let here = figures.get_mut(first..).unwrap_or_default();
    topic::tell(r, &spots, here);
    here.iter_mut().zip(&spots).for_each(|(figure, spot)| figure.minor = minor::is_minor(r, figure, spot));
}

/// What may begin at a token: after an article what its noun allows, with a sign what its number allows.
fn opens(r: &Reader<'_>, at: usize, token: &Token) -> u8 {
    match token.kind {
        Kind::Word if r.is(at, "that") => referring(r, at),
        Kind::Word if r.is(at, "the") => r.opens(at + 1) & (lexicon::DATE | lexicon::QUANTITY) | token_phrase(r, at),
        Kind::Word if r.is_any(at, &["a", "an"]) => {
            if r.opens(at + 1) & lexicon::AFTER_ARTICLE == 0 {
                0
            } else {
                lexicon::DATE | lexicon::QUANTITY
            }
        }
        Kind::Word if token.capital && money::initial(r, at).is_some() => lexicon::QUANTITY,
        // "x1", "A320": written on to a letter, part of a name
        Kind::Number(_) if token.glued && lettered(r.text, token) => 0,
        Kind::Sign(b'-' | b'+' | b'\'') => r.opens(at + 1) & (lexicon::DATE | lexicon::QUANTITY),
        _ => token.opens,
    }
}

fn lettered(text: &str, token: &Token) -> bool {
    let before = token.span.start.checked_sub(1).and_then(|before| text.as_bytes().get(before));
    before.is_some_and(u8::is_ascii_alphabetic)
}

/// "that year", "that same night"
fn referring(r: &Reader<'_>, at: usize) -> u8 {
    let next = at + 1 + usize::from(r.is(at + 1, "same"));
    let time = r.means(next, |sense| matches!(sense, Sense::Grain(_) | Sense::Daypart(..)));
    if time || r.is(next, "period") { lexicon::DATE } else { 0 }
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
