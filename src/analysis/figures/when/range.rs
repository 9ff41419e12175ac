//! From one date to another: "from May to October 2020", "July 13-15", "2014-2018", "3-4pm tomorrow".

use crate::analysis::figures::lexicon::{Sense, Tense};
use crate::analysis::figures::ordinal::place;
use crate::analysis::figures::quantity::Found;
use crate::analysis::figures::reader::Reader;
use crate::analysis::figures::when::calendar::{self, Written};
use crate::analysis::figures::when::date::{found, kind, zone};
use crate::analysis::figures::when::moment::{Day, When, day, expression, hours, resolve, with_day};
use crate::analysis::figures::when::written;
use crate::analysis::{DateRange, FigureKind, Grain};

/// "from May to October 2020", "July 13-15", "2014-2018", "between Monday and Friday", "3-4pm tomorrow"
pub fn range(r: &Reader<'_>, at: usize, start: usize, led: bool) -> Option<Found> {
    days(r, at, start, led).or_else(|| {
        let (time, end) = hours(r, at)?;
        let when = with_day(r, time, end);
        // "rose from 9 to 10", "between 13 and 17": bare numbers are hours only beside a day
        let plain = end == start + 3 && r.literal(start).is_some() && r.literal(start + 2).is_some();
        let bare = (plain || !time.sure) && time.grain == Grain::Hour && when.day.is_none();
        let range = resolve(r, at, &when);
        let mut found = found(r, at, when.end, kind(&when), range);
        found.figure.zone = zone(&when, range);
        if bare { None } else { Some(found) }
    })
}

/// "4pm today to 5pm tomorrow", "13 February until 11am": from one moment to another.
pub fn moments(r: &Reader<'_>, at: usize, start: usize, first: &When) -> Option<Found> {
    let and = r.is(first.end, "and") && r.is(at, "between");
    if !(and || r.is_any(first.end, &["to", "till", "until", "through", "thru"])) {
        return None;
    }
    let mut second = expression(r, first.end + 1, false).filter(|second| second.time.is_some())?;
    if first.day.is_none() || first.time.is_none() && second.day.is_some() {
        return None;
    }
    second.day = second.day.or(first.day);
    let ends = resolve(r, start, first).zip(resolve(r, first.end + 1, &second));
    let range = ends.and_then(|(low, high)| {
        let range = DateRange { start: low.start, end: high.end, grain: low.grain.min(high.grain) };
        if range.start <= range.end { Some(range) } else { None }
    });
    if ends.is_some() && range.is_none() { None } else { Some(found(r, at, second.end, FigureKind::Date, range)) }
}

/// A range of days or longer stretches.
fn days(r: &Reader<'_>, at: usize, start: usize, led: bool) -> Option<Found> {
    if split_year(r, start + 1) {
        let first = i16::try_from(r.whole(start, 4)?).ok()?;
        return Some(found(r, at, start + 3, FigureKind::Date, calendar::years(first, 2)));
    }
    let (first, joint) = first_end(r, start)?;
    let dash = r.sign(joint, b'-') || r.sign(joint, b'~');
    let and = r.is(joint, "and") && r.is(at, "between");
    let word = r.is_any(joint, &["to", "till", "through", "thru", "until"]) || and;
    if !(dash || word) {
        return None;
    }
    let the = joint + 1 + usize::from(r.is(joint + 1, "the") && r.is(joint + 2, "end"));
    let second = second_end(r, the, &first, dash)?;
    if dash && r.sign(second.end, b'-') && r.glued(second.end) && r.literal(second.end + 1).is_some() {
        return None;
    }
    let (low, high) = shared(first, &second)?;
    let tense = r.tense(at);
    let (low, high) = match (weekday_alone(low), weekday_alone(high)) {
        (Some(first), Some(last)) => week(r, (first, low), (last, high), tense)?,
        _ => {
            let high = fixed(r, high, tense)?;
            (fixed(r, before(r, low, high, tense), tense)?, high)
        }
    };
    let range = low.zip(high).map(|(low, high)| DateRange {
        start: low.start,
        end: high.end,
        grain: low.grain.min(high.grain),
    });
    // a written order that runs backwards is no range
    if range.is_some_and(|range| range.start > range.end) && !led {
        return None;
    }
    Some(found(r, at, second.end, FigureKind::Date, range))
}

fn weekday_alone(day: Day) -> Option<i8> {
    match day {
        Day::Written(Written { weekday, day: None, month: None, year: None }) => weekday,
        _ => None,
    }
}

/// Both ends of a range in the reader's calendar.
type Ends = (Option<DateRange>, Option<DateRange>);

/// "taken Wednesday through Sunday", "from Friday to Sunday": one end as the sentence looks, the other within a week of
/// it.
fn week(r: &Reader<'_>, low: (i8, Day), high: (i8, Day), tense: Option<Tense>) -> Option<Ends> {
    let length = i64::from((high.0 - low.0).rem_euclid(7));
    let from = |end: Option<DateRange>, days: i64| {
        end.and_then(|end| Some(calendar::day(calendar::add_days(end.start?.date(), days)?)))
    };
    if tense.is_some_and(Tense::looks_back) {
        let last = fixed(r, high.1, tense)?;
        return Some((from(last, -length), last));
    }
    let first = fixed(r, low.1, tense)?;
    Some((first, from(first, length)))
}

/// "2017/18": a year that begins in one and ends in the next.
fn split_year(r: &Reader<'_>, at: usize) -> bool {
    let next = r.whole(at + 1, 2).zip(r.whole(at.wrapping_sub(1), 4));
    let ends = !r.glued(at + 2) || !(r.is_word(at + 2) || r.sign(at + 2, b'/') || r.sign(at + 2, b'-'));
    let tight = r.sign(at, b'/') && r.glued(at) && r.glued(at + 1) && ends;
    tight && next.is_some_and(|(next, year)| next == (year + 1) % 100 && r.text_at(at + 1).len() == 2)
}

/// The first end of a range: a date, or the bare day of "13 to 15 July".
fn first_end(r: &Reader<'_>, at: usize) -> Option<(Day, usize)> {
    if r.is(at, "now") && r.after_any(at, &["from", "between"]) {
        return Some((Day::Fixed(r.date.map(|now| calendar::day(now.date()))), at + 1));
    }
    if let Some(found) = day(r, at) {
        return Some(found);
    }
    let the = at + usize::from(r.is(at, "the"));
    let (number, end) = day_of_month(r, the)?;
    // only when a month follows: "13 to 15 July"
    let the = end + 1 + usize::from(r.is(end + 1, "the"));
    let (date, _) = written::written(r, the)?;
    if date.day.is_some() && date.month.is_some() {
        Some((Day::Written(Written { day: Some(number), ..Written::default() }), end))
    } else {
        None
    }
}

fn day_of_month(r: &Reader<'_>, at: usize) -> Option<(i8, usize)> {
    if let Some((value, end)) = place(r, at) {
        return Some((i8::try_from(value?).ok().filter(|day| (1..=31).contains(day))?, end));
    }
    let day = r.whole(at, 2).filter(|day| (1..=31).contains(day))?;
    Some((i8::try_from(day).ok()?, at + 1))
}

fn second_end(r: &Reader<'_>, at: usize, first: &Day, dash: bool) -> Option<When> {
    if r.is(at, "now") {
        return Some(When {
            day: Some(Day::Fixed(r.date.map(|now| calendar::day(now.date())))),
            time: None,
            end: at + 1,
        });
    }
    let year = matches!(first, Day::Written(Written { year: Some(_), month: None, .. }));
    if year && dash && r.glued(at) && r.text_at(at).len() == 2 && !(r.glued(at + 1) && r.is_word(at + 1)) {
        return Some(When {
            day: Some(Day::Written(Written { year: short_year(first, r.whole(at, 2)?), ..Written::default() })),
            time: None,
            end: at + 1,
        });
    }
    let the = at + usize::from(r.is(at, "the"));
    if let Some((day, end)) = day(r, at).or_else(|| day(r, the)) {
        return Some(When { day: Some(day), time: None, end });
    }
    let Day::Written(Written { day: Some(_), month: Some(_), .. }) = first else { return None };
    let (number, end) = day_of_month(r, the)?;
    let unit = r.is_word(end) && r.glued(end)
        || r.sign(end, b':')
        || r.means(end, |sense| matches!(sense, Sense::Percent(_) | Sense::Scale(_) | Sense::Unit { .. }));
    if unit {
        return None;
    }
    let comma = end + usize::from(r.sign(end, b','));
    let year = r.whole(comma, 4).filter(|year| (1900..2100).contains(year)).and_then(|year| i16::try_from(year).ok());
    let end = if year.is_some() { comma + 1 } else { end };
    Some(When { day: Some(Day::Written(Written { day: Some(number), year, ..Written::default() })), time: None, end })
}

/// "1990-91": the second year of two digits.
fn short_year(first: &Day, two: i64) -> Option<i16> {
    let Day::Written(Written { year: Some(year), .. }) = first else { return None };
    let full = year / 100 * 100 + i16::try_from(two).ok()?;
    if full > *year { Some(full) } else { full.checked_add(100) }
}

/// Gives each end what only the other one says.
fn shared(first: Day, second: &When) -> Option<(Day, Day)> {
    let last = second.day?;
    let (Day::Written(mut low), Day::Written(mut high)) = (first, last) else { return Some((first, last)) };
    if low.month.is_none() && low.day.is_some() && low.weekday.is_none() {
        low.month = high.month;
    }
    if high.month.is_none() && high.day.is_some() && high.weekday.is_none() {
        high.month = low.month;
    }
    if low.year.is_none() && low.month.is_some() {
        low.year = high.year.map(|year| year - i16::from(low.month > high.month));
    }
    if high.year.is_none() && high.month.is_some() {
        high.year = low.year;
    }
    Some((Day::Written(low), Day::Written(high)))
}

/// "from May to September": a first month without year comes before the last one.
fn before(r: &Reader<'_>, low: Day, high: Option<DateRange>, tense: Option<Tense>) -> Day {
    let Day::Written(date) = low else { return low };
    let start = calendar::resolve(date, r.date, tense).and_then(|range| range.start);
    match (start, high.and_then(|high| high.end)) {
        (Some(start), Some(end)) if date.year.is_none() && date.month.is_some() && start > end => {
            let year = end.year() - i16::from(date.month > Some(end.month()));
            Day::Written(Written { year: Some(year), ..date })
        }
        _ => low,
    }
}

fn fixed(r: &Reader<'_>, day: Day, tense: Option<Tense>) -> Option<Option<DateRange>> {
    Some(match day {
        Day::Fixed(range) => range,
        Day::Written(date) => calendar::resolve(date, r.date, tense),
    })
}
