//! The dates and times of a text as figures, with what bounds them: before, after, since, until, ago.

use crate::analysis::figures::lexicon::{Bound, Sense, Stretch};
use crate::analysis::figures::quantity::{Found, blank, qualified, quantity};
use crate::analysis::figures::reader::Reader;
use crate::analysis::figures::token::Kind;
use crate::analysis::figures::when::calendar::{self, Written};
use crate::analysis::figures::when::moment::{Day, When, expression, following, on_weekday, resolve};
use crate::analysis::figures::when::range::{moments, range};
use crate::analysis::figures::when::zone::minutes;
use crate::analysis::figures::when::{clock, led, numeric, year};
use crate::analysis::{DateRange, Figure, FigureKind, Grain, Qualifier};

/// The date or time that begins at a token; `free` is the first token that no figure has taken yet.
pub fn date(r: &Reader<'_>, at: usize, free: usize) -> Option<Found> {
    if lone_number(r, at) || repeated(r, at) || numeric::tail(r, at, free) {
        return None;
    }
    if let Some(found) = led(r, at, free) {
        return Some(found);
    }
    if let Some(found) = bounded(r, at).or_else(|| worded(r, at)) {
        return Some(found);
    }
    let led = r.is_any(at, &["from", "between"]);
    let start = at + usize::from(led);
    if let Some(found) = range(r, at, start, led) {
        return Some(found);
    }
    if led {
        return expression(r, start, false).and_then(|first| moments(r, at, start, &first));
    }
    let when = expression(r, at, false)?;
    if let Some(found) = moments(r, at, at, &when) {
        return Some(found);
    }
    if let Some(found) = onwards(r, at, &when) {
        return Some(found);
    }
    let range = resolve(r, at, &when);
    let mut found = found(r, at, when.end, kind(&when), open(r, at, range));
    found.figure.zone = zone(&when, range);
    if let Some(led) = moved_weekday(r, &when) {
        (found.figure.date, found.end) = led;
        found.figure.span = r.span(at, found.end);
    }
    // "the next two years or so"
    if when.time.is_none() && r.is(found.end, "or") && r.is(found.end + 1, "so") {
        found.end += 2;
        found.figure.span = r.span(at, found.end);
        found.figure.qualifier = Some(Qualifier::About);
    }
    let qualifies = year::led_past_qualifier(r, at).is_some();
    Some(if qualifies { qualified(r, found, free) } else { found })
}

/// The zone of a time, in minutes, on the day it is told for.
pub fn zone(when: &When, range: Option<DateRange>) -> Option<i16> {
    minutes(when.time?.zone?, range.and_then(|range| Some(range.start?.date())))
}

/// "every Monday", "each December": no certain day.
fn repeated(r: &Reader<'_>, at: usize) -> bool {
    r.after_any(at, &["every", "each"])
        && r.means(at, |sense| matches!(sense, Sense::Weekday(_) | Sense::Month(_) | Sense::Season(_)))
}

/// "Monday two weeks from now", "Sunday 3 weeks after January 15th": the weekday nearest to that day.
fn moved_weekday(r: &Reader<'_>, when: &When) -> Option<(Option<DateRange>, usize)> {
    let Some(Day::Written(Written { weekday: Some(weekday), day: None, month: None, .. })) = when.day else {
        return None;
    };
    let led = led::led(r, when.end)
        .filter(|led| led.point && (when.time.is_none() || r.is_any(led.end - 1, &["now", "ago"])))?;
    let day = led.range.and_then(|range| following(calendar::moved(range.start?, Stretch::Day, -3)?, weekday));
    Some((day.map(calendar::day), led.end))
}

/// "2018 or later", "1/1/2016 and after", "3 pm or later"
fn onwards(r: &Reader<'_>, at: usize, when: &When) -> Option<Found> {
    let end = when.end;
    let joined = r.is_any(end, &["or", "and"]);
    let later = joined && r.is_any(end + 1, &["later", "after", "onwards", "onward", "beyond"]);
    let earlier = joined && r.is_any(end + 1, &["earlier", "before"]);
    let on = r.is_any(end, &["onwards", "onward"]);
    let past = end + if on { 1 } else { 2 };
    if !(later || earlier || on) || joined && r.is_word(past) && !r.is_any(past, &["is", "was", "will", "would", "in"])
    {
        return None;
    }
    let range = resolve(r, at, when).map(|range| match earlier {
        true => DateRange { start: None, ..range },
        false => DateRange { end: None, ..range },
    });
    let mut found = found(r, at, past, kind(when), range);
    found.figure.qualifier = Some(if earlier { Qualifier::AtMost } else { Qualifier::AtLeast });
    Some(found)
}

/// "starting January 7th", "as early as 7 am", "later than 2020"
fn worded(r: &Reader<'_>, at: usize) -> Option<Found> {
    let (bound, start) = r.find(at, |sense| if let Sense::Bound(bound) = sense { Some(bound) } else { None })?;
    let when = expression(r, start, false)?;
    let range = resolve(r, start, &when);
    let (qualifier, range) = match bound {
        Bound::From => (Some(Qualifier::AtLeast), range.map(|range| DateRange { end: None, ..range })),
        Bound::Until => (Some(Qualifier::AtMost), range.map(|range| DateRange { start: None, ..range })),
        Bound::After => (Some(Qualifier::MoreThan), range.and_then(|range| outside(range, true))),
        Bound::Before => (Some(Qualifier::LessThan), range.and_then(|range| outside(range, false))),
        Bound::Week => (None, range.and_then(|range| calendar::stretch(Stretch::Week, range.start?, 0))),
    };
    let mut found = found(r, at, when.end, kind(&when), range);
    found.figure.qualifier = qualifier;
    Some(found)
}

/// All that comes after or before a stretch.
fn outside(range: DateRange, after: bool) -> Option<DateRange> {
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
}

/// Digits with nothing after them that a date goes on with; lists of numbers are long, and asking every rule is slow.
fn lone_number(r: &Reader<'_>, at: usize) -> bool {
    let Some(plain) = r.literal(at).and_then(|literal| literal.plain.map(|_| literal.whole)) else { return false };
    let fraction = |at: usize| r.literal(at).is_some_and(|literal| literal.vulgar) || r.sign(at + 1, b'/');
    let goes_on = match r.token(at + 1).map(|token| token.kind) {
        Some(Kind::Word | Kind::Sign(b'-' | b'/' | b'.' | b'\'' | b':' | b'@' | b'~' | b'(')) => true,
        Some(Kind::Sign(b',')) => r.is_word(at + 2) || plain < 3 && r.whole(at + 2, 2).is_some() && !r.glued(at + 2),
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
    let range = resolve(r, start, &when).and_then(|range| outside(range, after));
    let mut found = found(r, at, when.end, kind(&when), range);
    found.figure.qualifier = Some(if after { Qualifier::MoreThan } else { Qualifier::LessThan });
    Some(found)
}

/// "since 2022" has no end yet, "until Friday" no start.
fn open(r: &Reader<'_>, at: usize, range: Option<DateRange>) -> Option<DateRange> {
    let range = range?;
    let at = year::led_past_qualifier(r, at).map_or(at, |led| led + 1);
    if r.after_any(at, &["since"]) {
        return Some(DateRange { end: None, ..range });
    }
    if r.after_any(at, &["until", "till"]) {
        return Some(DateRange { start: None, ..range });
    }
    Some(range)
}

/// "two days ago at 5 p.m.": the day that a length leads to, and a time on it.
fn at_clock(r: &Reader<'_>, led: &led::Led) -> Option<When> {
    let at = led.end;
    let whole = led.range.is_none_or(|range| range.grain >= Grain::Day);
    let (time, end) = clock::clock(r, at + 1, false).filter(|_| r.is(at, "at") && whole)?;
    Some(When { day: Some(Day::Fixed(led.range)), time: Some(time), end })
}

/// "three days ago" and other lengths that lead somewhere.
fn led(r: &Reader<'_>, at: usize, free: usize) -> Option<Found> {
    let led = led::led(r, at)?;
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
    if let Some(when) = at_clock(r, &led) {
        found.figure.date = resolve(r, at, &when);
        found.end = when.end;
        found.figure.span = r.span(at, when.end);
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
