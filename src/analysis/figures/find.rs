//! The figures of a body: a pass over its sentences, one over the tokens of each.

use crate::analysis::Figure;
use crate::analysis::figures::quantity::{Found, quantity};
use crate::analysis::figures::reader::Reader;
use crate::analysis::figures::token::{self, Kind};
use crate::analysis::figures::{counted, twin, when};
use crate::text::{Body, Span};
use jiff::civil::DateTime;

/// Every figure of a body, sorted and not overlapping.
pub fn find(body: &Body, sentences: &[Span], date: Option<DateTime>) -> Vec<Figure> {
    let mut figures = Vec::new();
    let mut tokens = Vec::new();
    for sentence in sentences {
        token::scan(body.text(), *sentence, &mut tokens);
        let reader = Reader { text: body.text(), tokens: &tokens, date };
        read(&reader, &mut figures);
    }
    figures
}

fn read(r: &Reader<'_>, figures: &mut Vec<Figure>) {
    let mut free = 0;
    let mut at = 0;
    let mut before: Option<Found> = None;
    while let Some(token) = r.token(at) {
        if token.kind == Kind::Word && token.entry == 0 {
            at += 1;
            continue;
        }
        let Some(mut found) = one(r, at, free) else {
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

/// The longer of a date and a quantity that begin here.
fn one(r: &Reader<'_>, at: usize, free: usize) -> Option<Found> {
    let date = when::date(r, at, free);
    let quantity = quantity(r, at, free);
    match (date, quantity) {
        (Some(date), Some(quantity)) if quantity.end > date.end => Some(quantity),
        (Some(date), _) => Some(date),
        (None, quantity) => quantity,
    }
}
