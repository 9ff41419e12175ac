//! Places in a row: first, 21st, twenty-first, "second to last".

use crate::analysis::FigureKind;
use crate::analysis::figures::lexicon::Sense;
use crate::analysis::figures::number::{scale, small};
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
    let mut here = at + usize::from(r.is(at, "a") && scale(r, at + 1).is_some());
    for _ in 0..12 {
        if let Some((last, end)) =
            r.find(here, |sense| if let Sense::Ordinal(value) = sense { Some(Decimal::from(value)) } else { None })
        {
            let value = if last >= Decimal::ONE_HUNDRED {
                sum.max(Decimal::ONE).checked_mul(last)?
            } else {
                sum.checked_add(last)?
            };
            return Some((Some(value), end));
        }
        if let Some(word) = small(r, here) {
            sum = sum.checked_add(Decimal::from(word))?;
            here += 1;
        } else if let Some((power, end)) = scale(r, here) {
            sum = sum.max(Decimal::ONE).checked_mul(power)?;
            here = end;
        } else {
            break;
        }
        here += usize::from((r.sign(here, b'-') || r.sign(here, b'_') || r.is(here, "and")) && here > at);
    }
    run_together(r, at)
}

/// "thirtyfirst"
fn run_together(r: &Reader<'_>, at: usize) -> Option<(Option<Decimal>, usize)> {
    const TENS: &[(&str, i64)] = &[
        ("twenty", 20),
        ("thirty", 30),
        ("forty", 40),
        ("fifty", 50),
        ("sixty", 60),
        ("seventy", 70),
        ("eighty", 80),
        ("ninety", 90),
    ];
    const ONES: &[(&str, i64)] = &[
        ("first", 1),
        ("second", 2),
        ("third", 3),
        ("fourth", 4),
        ("fifth", 5),
        ("sixth", 6),
        ("seventh", 7),
        ("eighth", 8),
        ("ninth", 9),
    ];
    let text = r.text_at(at);
    if text.len() < 10 || !r.is_word(at) {
        return None;
    }
    let (ten, rest) = TENS.iter().find_map(|(word, ten)| Some((ten, text.strip_prefix(word)?)))?;
    let (_, one) = ONES.iter().find(|(word, _)| *word == rest)?;
    Some((Some(Decimal::from(ten + one)), at + 1))
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
