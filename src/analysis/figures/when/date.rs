//! Dates, times and ranges of them, put together from days and times of day.

use crate::analysis::figures::lexicon::{Sense, Tense};
use crate::analysis::figures::ordinal::place;
use crate::analysis::figures::quantity::{Found, blank, qualified, quantity};
use crate::analysis::figures::reader::Reader;
use crate::analysis::figures::when::calendar::{self, Written};
use crate::analysis::figures::when::clock::{self, Clock};
use crate::analysis::figures::when::{period, relative, written};
use crate::analysis::{DateRange, Figure, FigureKind, Grain, Qualifier};
use jiff::civil::DateTime;

/// A day or stretch as far as it is known: what is written may still be completed by the other end of a range.
#[derive(Clone, Copy, Debug)]
enum Day {
    Written(Written),
    Fixed(Option<DateRange>),
}

/// A day, a time, or both.
#[derive(Clone, Copy, Debug)]
struct When {
    day: Option<Day>,
    time: Option<Clock>,
    end: usize,
}

/// The date or time that begins at a token; `free` is the first token that no figure has taken yet.
pub fn date(r: &Reader<'_>, at: usize, free: usize) -> Option<Found> {
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

fn kind(when: &When) -> FigureKind {
    if when.day.is_none() { FigureKind::Time } else { FigureKind::Date }
}

fn found(r: &Reader<'_>, start: usize, end: usize, kind: FigureKind, date: Option<DateRange>) -> Found {
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

fn on_weekday(r: &Reader<'_>, at: usize) -> Option<(i8, usize)> {
    if r.is(at, "on") { written::weekday(r, at + 1) } else { None }
}

fn following(from: DateTime, weekday: i8) -> Option<jiff::civil::Date> {
    let from = from.date();
    calendar::add_days(from, i64::from((weekday - from.weekday().to_monday_one_offset()).rem_euclid(7)))
}

/// A day with or without a time of day, or a time with or without a day.
fn expression(r: &Reader<'_>, at: usize, loose: bool) -> Option<When> {
    if let Some(when) = part_of_this_day(r, at) {
        return Some(when);
    }
    if let Some((day, end)) = day(r, at) {
        return Some(with_time(r, day, end));
    }
    if let Some((time, end)) = part_of_day(r, at) {
        return Some(with_day(r, time, end));
    }
    let (time, end) = clock::clock(r, at, loose).or_else(|| sided_hour(r, at))?;
    Some(with_day(r, time, end))
}

/// "at seven on Tuesday", "9 tomorrow morning": a bare hour beside a day.
fn sided_hour(r: &Reader<'_>, at: usize) -> Option<(Clock, usize)> {
    let (time, end) = clock::clock(r, at, true)?;
    let near = end + usize::from(r.is(end, "on") && r.after_any(at, &["at"]));
    let told =
        r.find(near, |sense| matches!(sense, Sense::Today(_)).then_some(())).is_some() && r.after_any(at, &["at"]);
    let weekday = r.after_any(at, &["at"]) && written::weekday(r, near).is_some();
    if told || weekday { Some((time, end)) } else { None }
}

fn day(r: &Reader<'_>, at: usize) -> Option<(Day, usize)> {
    let fixed = |(range, end)| (Day::Fixed(range), end);
    let plain = |(date, end)| (Day::Written(date), end);
    let found = relative::named(r, at)
        .or_else(|| period::period(r, at))
        .or_else(|| relative::shifted(r, at))
        .or_else(|| written::decade(r, at))
        .map(fixed)
        .or_else(|| written::written(r, at).map(plain))
        .or_else(|| written::short(r, at, false).map(plain))
        .or_else(|| the_nth(r, at).map(plain))?;
    Some(of_week(r, found))
}

/// "on the 15th", where no noun follows.
fn the_nth(r: &Reader<'_>, at: usize) -> Option<(Written, usize)> {
    if !r.is(at, "the") || !r.after_any(at, &["on", "by", "until", "since"]) || r.literal(at + 1).is_none() {
        return None;
    }
    let (value, end) = place(r, at + 1)?;
    let day = value.and_then(|value| i8::try_from(value).ok()).filter(|day| (1..=31).contains(day))?;
    let noun = r.is_word(end) && !r.is_any(end, &["at", "in", "of", "and", "for", "to", "with", "from", "or", "this"]);
    if noun { None } else { Some((Written { day: Some(day), ..Written::default() }, end)) }
}

/// "Monday of next week", "Friday next week", "next week on Tuesday", "the 20th of next month"
fn of_week(r: &Reader<'_>, (day, end): (Day, usize)) -> (Day, usize) {
    let next = end + usize::from(r.is(end, "of"));
    match day {
        Day::Written(Written { weekday: Some(weekday), day: None, month: None, .. }) => {
            let week =
                relative::shifted(r, next).filter(|(range, _)| range.is_none_or(|range| range.grain == Grain::Week));
            match week {
                Some((range, after)) => {
                    (Day::Fixed(range.and_then(|range| Some(calendar::day(following(range.start?, weekday)?)))), after)
                }
                None => (day, end),
            }
        }
        Day::Fixed(Some(range)) if range.grain == Grain::Week => {
            let on = end + usize::from(r.is(end, "on") || r.sign(end, b'-'));
            match written::weekday(r, on) {
                Some((weekday, after)) => {
                    (Day::Fixed(range.start.and_then(|start| Some(calendar::day(following(start, weekday)?)))), after)
                }
                None => (day, end),
            }
        }
        _ => (day, end),
    }
}

/// Takes in the time after a day: "Friday at 8 p.m.", "Monday morning", "today from 7 to 7:30".
fn with_time(r: &Reader<'_>, day: Day, end: usize) -> When {
    let plain = When { day: Some(day), time: None, end };
    if !holds_time(&day) {
        return plain;
    }
    let in_the = end + if r.is(end, "in") && r.is(end + 1, "the") { 2 } else { 0 };
    let early = in_the + usize::from(r.is_any(in_the, &["early", "late"]));
    match clock::daypart(r, early) {
        Some(((from, to), after)) => timed(r, day, Some(part(from, to)), after),
        None => timed(r, day, None, end),
    }
}

/// Takes in the time after a day and perhaps its part.
fn timed(r: &Reader<'_>, day: Day, mut time: Option<Clock>, mut end: usize) -> When {
    let comma = end + usize::from(r.sign(end, b','));
    let at_word = r.is_any(comma, &["at", "around", "about", "@"]) || r.sign(comma, b'@');
    let next = comma + usize::from(at_word);
    let next = next + usize::from(at_word && r.is_any(next, &["around", "about"]));
    if let Some((hours, after)) = hours(r, next) {
        return When { day: Some(day), time: Some(half_of(hours, time)), end: after };
    }
    if let Some((hour, after)) = clock::clock(r, next, at_word) {
        time = Some(half_of(hour, time));
        end = after;
    }
    When { day: Some(day), time, end }
}

fn half_of(time: Clock, part: Option<Clock>) -> Clock {
    part.map_or(time, |part| time.in_part(part.hour))
}

/// Only a single day holds a time.
fn holds_time(day: &Day) -> bool {
    match day {
        Day::Written(date) => date.day.is_some() || date.weekday.is_some(),
        Day::Fixed(Some(range)) => range.grain == Grain::Day,
        Day::Fixed(None) => true,
    }
}

fn part(from: i8, to: i8) -> Clock {
    Clock { hour: from, minute: 0, second: 0, grain: Grain::DayPart, sure: true, until: Some((to, 0)) }
}

/// "from 3 to 4 pm", "9:30 - 11:00", "between 10 and 11:30"
fn hours(r: &Reader<'_>, at: usize) -> Option<(Clock, usize)> {
    let led = r.is_any(at, &["from", "between"]);
    let (first, end) = clock::clock(r, at + usize::from(led), led).or_else(|| bare_hours(r, at))?;
    if !(r.is_any(end, &["to", "till", "until", "through", "untill", "til", "thru"])
        || r.sign(end, b'-')
        || led && r.is(end, "and"))
    {
        return None;
    }
    let (second, after) = clock::clock(r, end + 1, true)?;
    let mut first = first;
    if !first.sure && second.sure {
        let late = second.hour >= 12 && (first.hour < second.hour % 12 || second.hour == 12 && first.hour == 12);
        first = first.in_half(if late { 12 } else { 0 });
    }
    let mut last = second;
    if !last.sure && first.sure && last.hour <= first.hour && last.hour <= 12 {
        last = last.in_half(12);
    }
    Some((Clock { until: Some((last.hour, last.minute)), ..first }, after))
}

/// The first of two bare hours: "3-4pm".
fn bare_hours(r: &Reader<'_>, at: usize) -> Option<(Clock, usize)> {
    let (first, end) = clock::clock(r, at, true)?;
    let (second, _) = clock::clock(r, end + 1, false)?;
    if second.sure && (r.sign(end, b'-') || r.is_any(end, &["to", "till", "until"])) {
        Some((first, end))
    } else {
        None
    }
}

/// "this morning", "last night", "early this evening", "tonight": a day and a part of it.
fn part_of_this_day(r: &Reader<'_>, at: usize) -> Option<When> {
    let early = at + usize::from(r.is_any(at, &["early", "late", "earlier", "later"]));
    let (way, next) = match relative::shift(r, early) {
        Some(found) => found,
        None if r.is_any(early, &["tonight", "tonite"]) => (0, early),
        None => return None,
    };
    let ((from, to), end) = clock::daypart(r, next)?;
    let night = from == 20 || way == 0;
    if !night && way < 0 && r.is(next, "night") {
        return None;
    }
    let range = r.date.and_then(|today| Some(calendar::day(calendar::add_days(today.date(), way)?)));
    Some(timed(r, Day::Fixed(range), Some(part(from, to)), end))
}

/// "morning of the 15th"
fn part_of_day(r: &Reader<'_>, at: usize) -> Option<(Clock, usize)> {
    let ((from, to), end) = clock::daypart(r, at)?;
    let of = end + usize::from(r.is(end, "of"));
    let the = of + usize::from(r.is(of, "the"));
    if of == end || day(r, of).or_else(|| day(r, the)).is_none() {
        return None;
    }
    Some((part(from, to), end))
}

/// Takes in the day after a time: "8 p.m. Tuesday", "9am on Saturday", "3:20 this afternoon".
fn with_day(r: &Reader<'_>, time: Clock, end: usize) -> When {
    let comma = end + usize::from(r.sign(end, b','));
    let on = comma + usize::from(r.is_any(comma, &["on", "of"]));
    if let Some((way, after)) = relative::shift(r, on) {
        if let Some(((from, _), after)) = clock::daypart(r, after) {
            let range = r.date.and_then(|today| Some(calendar::day(calendar::add_days(today.date(), way)?)));
            return When { day: Some(Day::Fixed(range)), time: Some(time.in_part(from)), end: after };
        }
    }
    let the = on + usize::from(r.is(on, "the") && on > comma);
    let Some((day, after)) = day(r, on).or_else(|| day(r, the)).filter(|(day, _)| holds_time(day)) else {
        return When { day: None, time: Some(time), end };
    };
    let (time, after) = match clock::daypart(r, after) {
        Some(((from, _), end)) => (time.in_part(from), end),
        None => (time, after),
    };
    When { day: Some(day), time: Some(time), end: after }
}

/// "from May to October 2020", "July 13-15", "2014-2018", "between Monday and Friday", "3-4pm tomorrow"
fn range(r: &Reader<'_>, at: usize, start: usize, led: bool) -> Option<Found> {
    days(r, at, start, led).or_else(|| {
        let (time, end) = hours(r, at)?;
        let when = with_day(r, time, end);
        // "rose from 9 to 10": bare numbers are hours only beside a day
        let bare = !time.sure && time.grain == Grain::Hour && when.day.is_none();
        if bare { None } else { Some(found(r, at, when.end, kind(&when), resolve(r, at, &when))) }
    })
}

/// A range of days or longer stretches.
fn days(r: &Reader<'_>, at: usize, start: usize, led: bool) -> Option<Found> {
    let (first, joint) = first_end(r, start)?;
    let dash = r.sign(joint, b'-') || r.sign(joint, b'~');
    let and = r.is(joint, "and") && r.is(at, "between");
    let word = r.is_any(joint, &["to", "till", "through", "thru", "until"]) || and;
    if !(dash || word) {
        return None;
    }
    let the = joint + 1 + usize::from(r.is(joint + 1, "the") && r.is(joint + 2, "end"));
    let second = second_end(r, the, &first, dash)?;
    let (low, high) = shared(first, &second)?;
    let tense = tense(r, at);
    let high = fixed(r, high, tense)?;
    let low = fixed(r, before(r, low, high, tense), tense)?;
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
    if let Day::Written(Written { year: Some(_), month: None, .. }) = first {
        if dash && r.glued(at) && r.text_at(at).len() == 2 && !(r.glued(at + 1) && r.is_word(at + 1)) {
            return Some(When {
                day: Some(Day::Written(Written { year: short_year(first, r.whole(at, 2)?), ..Written::default() })),
                time: None,
                end: at + 1,
            });
        }
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

fn tense(r: &Reader<'_>, at: usize) -> Option<Tense> {
    r.tense(at)
}

/// The stretch of time that a day and a time mean together.
fn resolve(r: &Reader<'_>, at: usize, when: &When) -> Option<DateRange> {
    let day = match when.day {
        Some(Day::Fixed(range)) => Some(range?),
        Some(Day::Written(date)) => Some(calendar::resolve(date, r.date, tense(r, at))?),
        None => None,
    };
    let Some(time) = when.time else { return day };
    let base = match day {
        Some(range) => range.start?,
        None => r.date?,
    };
    let mut time = time;
    let mut base = base;
    // a time without any verb is the next one the clock shows
    if day.is_none() && r.tense(at).is_none() {
        let passed = |time: Clock| (time.hour, time.minute) < (base.time().hour(), base.time().minute());
        if passed(time) && !time.sure {
            time = time.in_half(12);
        }
        if passed(time) {
            base = base.date().tomorrow().ok()?.at(0, 0, 0, 0);
        }
    }
    let moment = |hour: i8, minute: i8, second: i8| {
        let day = if hour >= 24 { base.date().tomorrow().ok()? } else { base.date() };
        Some(jiff::civil::Time::new(hour % 24, minute, second, 0).ok()?.on(day.year(), day.month(), day.day()))
    };
    let start = moment(time.hour, time.minute, time.second)?;
    let end = match time.until {
        Some((24, 0)) => moment(23, 59, 59)?,
        Some((hour, minute)) => moment(hour, minute, 0)?,
        None => start,
    };
    Some(DateRange { start: Some(start), end: Some(end), grain: time.grain })
}
