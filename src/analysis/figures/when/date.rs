//! The dates and times of a text as figures, with what bounds them: before, after, since, until, ago.

use crate::analysis::figures::quantity::{Found, blank, qualified, quantity};
use crate::analysis::figures::reader::Reader;
use crate::analysis::figures::token::Kind;
use crate::analysis::figures::when::calendar;
use crate::analysis::figures::when::moment::{When, expression, following, on_weekday, resolve};
use crate::analysis::figures::when::range::range;
use crate::analysis::figures::when::relative;
use crate::analysis::{DateRange, Figure, FigureKind, Grain, Qualifier};

/// The date or time that begins at a token; `free` is the first token that no figure has taken yet.
pub fn date(r: &Reader<'_>, at: usize, free: usize) -> Option<Found> {
    if lone_number(r, at) {
        return None;
    }
    if let Some(found) = led(r, at, free) {
        return Some(found);
    }
    if let Some(found) = bounded(r, at) {
        return Some(found);
    }
    let led = r.is_any(at, &["from", "between"]);
    let start = at + usize::from(led);
    if let Some(found) = range(r, at, start, led) {
        return Some(found);
    }
    if led {
        return None;
    }
    let when = expression(r, at, false)?;
    let range = resolve(r, at, &when);
    Some(found(r, at, when.end, kind(&when), open(r, at, range)))
}

/// Digits with nothing after them that a date goes on with; lists of numbers are long, and asking every rule is slow.
fn lone_number(r: &Reader<'_>, at: usize) -> bool {
    let Some(plain) = r.literal(at).and_then(|literal| literal.plain.map(|_| literal.whole)) else { return false };
    let fraction = |at: usize| r.literal(at).is_some_and(|literal| literal.vulgar) || r.sign(at + 1, b'/');
    let goes_on = match r.token(at + 1).map(|token| token.kind) {
        Some(Kind::Word | Kind::Sign(b'-' | b'/' | b'.' | b'\'' | b':' | b'@' | b'~' | b'(')) => true,
        Some(Kind::Sign(b',')) => r.is_word(at + 2),
        Some(Kind::Number(_)) => fraction(at + 1),
        _ => false,
    };
    !goes_on && plain != 4 && plain != 8
}

pub fn kind(when: &When) -> FigureKind {
    if when.day.is_none() { FigureKind::Time } else { FigureKind::Date }
}

pub fn found(r: &Reader<'_>, start: usize, end: usize, kind: FigureKind, date: Option<DateRange>) -> Found {
    let mut figure = blank(kind);
    figure.span = r.span(start, end);
    figure.date = date;
    Found { figure, start, end }
}

/// "after 2016", "before 2.30pm": all that comes later or earlier; not "after Tuesday's vote".
fn bounded(r: &Reader<'_>, at: usize) -> Option<Found> {
    let after = r.is(at, "after");
    if !after && !r.is(at, "before") || r.literal(at.wrapping_sub(1)).is_some() {
        return None;
    }
    let start = at + 1 + usize::from(r.is_any(at + 1, &["about", "around"]));
    let when = expression(r, start, false)?;
    let goes_on = r.is_word(when.end)
        && !r.is_any(when.end, &["and", "or", "but", "in", "at", "to", "for", "with", "on", "because"]);
    if goes_on || r.sign(when.end, b'\'') || r.sign(when.end, b'-') {
        return None;
    }
    let range = resolve(r, start, &when).and_then(|range| {
        let long = range.grain >= Grain::Month;
        let next = if long { range.end?.date().tomorrow().ok().map(calendar::midnight) } else { range.start };
        let last = if range.grain >= Grain::Day {
            range.start?.date().yesterday().ok().map(calendar::midnight)
        } else {
            range.start
        };
        Some(if after {
            DateRange { start: next, end: None, ..range }
        } else {
            DateRange { start: None, end: last, ..range }
        })
    });
    let mut found = found(r, at, when.end, kind(&when), range);
    found.figure.qualifier = Some(if after { Qualifier::MoreThan } else { Qualifier::LessThan });
    Some(found)
}

/// "since 2022" has no end yet, "until Friday" no start.
fn open(r: &Reader<'_>, at: usize, range: Option<DateRange>) -> Option<DateRange> {
    let range = range?;
    if r.after_any(at, &["since"]) {
        return Some(DateRange { end: None, ..range });
    }
    if r.after_any(at, &["until", "till"]) {
        return Some(DateRange { start: None, ..range });
    }
    Some(range)
}

/// "three days ago" and other lengths that lead somewhere.
fn led(r: &Reader<'_>, at: usize, free: usize) -> Option<Found> {
    let led = relative::led(r, at)?;
    let mut found = found(r, at, led.end, if led.point { FigureKind::Date } else { FigureKind::Duration }, led.range);
    if !led.point {
        let quantity = quantity(r, at, free).filter(|quantity| quantity.figure.kind == FigureKind::Duration);
        let Some(quantity) = quantity else {
            found.figure.value = Some(led.count);
            found.figure.unit = led.unit;
            return Some(qualified(r, found, free));
        };
        found.figure = Figure { date: led.range, span: found.figure.span, ..quantity.figure };
        found.figure.value = found.figure.value.or(Some(led.count));
        return Some(found);
    }
    if let Some((weekday, end)) = on_weekday(r, led.end) {
        found.figure.date = led.range.and_then(|range| Some(calendar::day(following(range.start?, weekday)?)));
        found.end = end;
        found.figure.span = r.span(at, end);
    }
    found.figure.value = Some(led.count);
    found.figure.unit = led.unit;
    Some(qualified(r, found, free))
}
