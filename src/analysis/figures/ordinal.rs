//! Places in a row: first, 21st, twenty-first, "second to last".

use crate::analysis::FigureKind;
use crate::analysis::figures::lexicon::Sense;
use crate::analysis::figures::magnitude::{scale, small};
use crate::analysis::figures::quantity::{Found, blank};
use crate::analysis::figures::reader::Reader;
use rust_decimal::Decimal;

/// The ordinal that begins at a token.
pub fn ordinal(r: &Reader<'_>, at: usize) -> Option<Found> {
    let (value, end) = place(r, at)?;
    // "five second rule": a length of time; "one third" is read with its number
    if r.is(at, "second")
        && at.checked_sub(1).is_some_and(|before| small(r, before).is_some() || r.literal(before).is_some())
    {
        return None;
    }
    let mut figure = blank(FigureKind::Ordinal);
    figure.span = r.span(at, end);
    figure.value = value;
    Some(Found { figure, start: at, end })
}

/// The value of an ordinal, and its end.
pub fn place(r: &Reader<'_>, at: usize) -> Option<(Option<Decimal>, usize)> {
    if let Some(whole) = r.whole(at, 9) {
        let tail = r.glued(at + 1) && r.is_any(at + 1, &["st", "nd", "rd", "th"]);
        return if tail { Some((Some(Decimal::from(whole)), at + 2)) } else { None };
    }
    if let Some(end) = from_the_end(r, at) {
        return Some((None, end));
    }
    let mut sum = Decimal::ZERO;
    let mut before = Decimal::ZERO;
    let mut here = at + usize::from(r.is(at, "a") && scale(r, at + 1).is_some());
    for _ in 0..12 {
        if let Some((last, end)) =
            r.find(here, |sense| if let Sense::Ordinal(value) = sense { Some(Decimal::from(value)) } else { None })
        {
            let value = if last >= Decimal::ONE_HUNDRED {
                sum.max(Decimal::ONE).checked_mul(last)?
            } else {
                joins(before, last).then(|| sum.checked_add(last))??
            };
            return Some((Some(value), end));
        }
        if let Some(word) = small(r, here).map(Decimal::from) {
            sum = joins(before, word).then(|| sum.checked_add(word))??;
            before = word;
            here += 1;
        } else if let Some((power, end)) = scale(r, here) {
            sum = sum.max(Decimal::ONE).checked_mul(power)?;
            before = power;
            here = end;
        } else {
            break;
        }
        here += usize::from((r.sign(here, b'-') || r.sign(here, b'_') || r.is(here, "and")) && here > at);
    }
    None
}

/// One follows twenty or a hundred; "one eighth" is a fraction, no place.
fn joins(before: Decimal, next: Decimal) -> bool {
    let tens = before >= Decimal::from(20) && before < Decimal::ONE_HUNDRED && (before % Decimal::TEN).is_zero();
    before.is_zero() || before >= Decimal::ONE_HUNDRED || (tens && next < Decimal::TEN)
}

/// "penultimate", "next to last", "the second to last"
fn from_the_end(r: &Reader<'_>, at: usize) -> Option<usize> {
    if r.is_any(at, &["penultimate", "antepenultimate"]) {
        return Some(at + 1);
    }
    let first = at + usize::from(r.is(at, "the"));
    let dash = |at: usize| at + usize::from(r.sign(at, b'-'));
    let next = r.is_any(first, &["next", "second", "third", "fourth"]);
    let to = dash(first + 1);
    let last = dash(to + 1);
    if next && r.is(to, "to") && r.is(last, "last") && !(r.is(first, "next") && first > at) {
        Some(last + 1)
    } else {
        None
    }
}
