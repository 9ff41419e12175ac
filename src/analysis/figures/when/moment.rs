//! A day, a time of day, or both: "Friday at 8 p.m.", "9 tomorrow morning", "this evening", "Monday of next week".

use crate::analysis::figures::lexicon::{self, Sense, Tense};
use crate::analysis::figures::ordinal::place;
use crate::analysis::figures::reader::Reader;
use crate::analysis::figures::token::Kind;
use crate::analysis::figures::when::calendar::{self, Written};
use crate::analysis::figures::when::clock::{self, Clock};
use crate::analysis::figures::when::part::{half_of, part, part_behind, part_of_day, part_of_this_day};
use crate::analysis::figures::when::{numeric, period, quarter, refer, relative, written, year};
use crate::analysis::{DateRange, Grain};
use jiff::civil::DateTime;

/// A day or stretch as far as it is known: what is written may still be completed by the other end of a range.
#[derive(Clone, Copy, Debug)]
pub enum Day {
    Written(Written),
    Fixed(Option<DateRange>),
}

/// A day, a time, or both.
#[derive(Clone, Copy, Debug)]
pub struct When {
    pub day: Option<Day>,
    pub time: Option<Clock>,
    pub end: usize,
}

pub fn on_weekday(r: &Reader<'_>, at: usize) -> Option<(i8, usize)> {
    if r.is(at, "on") { written::weekday(r, at + 1) } else { None }
}

pub fn following(from: DateTime, weekday: i8) -> Option<jiff::civil::Date> {
    let from = from.date();
    calendar::add_days(from, i64::from((weekday - from.weekday().to_monday_one_offset()).rem_euclid(7)))
}

/// A day with or without a time of day, or a time with or without a day.
pub fn expression(r: &Reader<'_>, at: usize, loose: bool) -> Option<When> {
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
    // "9 tomorrow morning"
    let morning = relative::named(r, near).is_some_and(|(_, after)| clock::daypart(r, after).is_some());
    let told = told || morning && time.hour <= 12;
    if told || weekday { Some((time, end)) } else { None }
}

pub fn day(r: &Reader<'_>, at: usize) -> Option<(Day, usize)> {
    let (read, found) = r.day.get();
    if read == at {
        return found;
    }
    let found = read_day(r, at);
    r.day.set((at, found));
    found
}

fn read_day(r: &Reader<'_>, at: usize) -> Option<(Day, usize)> {
    if r.opens(at) & lexicon::DATE == 0 && !r.is_any(at, &["the", "that"]) && !r.sign(at, b'\'') {
        return None;
    }
    let fixed = |(range, end)| (Day::Fixed(range), end);
    let plain = |(date, end)| (Day::Written(date), end);
    let found = refer::told(r, at)
        .or_else(|| relative::named(r, at))
        .or_else(|| period::period(r, at))
        .or_else(|| relative::shifted(r, at))
        .or_else(|| year::decade(r, at))
        .map(fixed)
        .or_else(|| written::written(r, at).map(plain))
        .or_else(|| numeric::short(r, at, false).map(plain))
        .or_else(|| nth_of_month(r, at).map(fixed))
        .or_else(|| listed(r, at).map(plain))
        .or_else(|| joined(r, at).map(plain))
        .or_else(|| the_nth(r, at).map(plain))?;
    Some(owned(r, of_week(r, found)))
}

/// "next year's first quarter", "2019's second half": the part of what is named before it.
fn owned(r: &Reader<'_>, (day, end): (Day, usize)) -> (Day, usize) {
    if !(r.sign(end, b'\'') && r.glued(end) && r.is(end + 1, "s") && r.glued(end + 1)) {
        return (day, end);
    }
    let year = match day {
        Day::Fixed(Some(range)) if range.grain == Grain::Year => range.start.map(|start| start.year()),
        Day::Fixed(None) => None,
        Day::Written(Written { year, month: None, day: None, weekday: None }) => year,
        _ => return (day, end),
    };
    let Some((number, months, after)) = quarter::named(r, end + 2) else { return (day, end) };
    (Day::Fixed(year.and_then(|year| quarter::in_year(year, number, months))), after)
}

/// "the 20th of next month", "21st this month"
fn nth_of_month(r: &Reader<'_>, at: usize) -> Option<(Option<DateRange>, usize)> {
    let the = at + usize::from(r.is(at, "the"));
    let (number, end) = match place(r, the) {
        Some((value, end)) => (value.and_then(|value| i8::try_from(value).ok())?, end),
        None => (i8::try_from(r.whole(the, 2).filter(|_| r.is(the + 1, "of"))?).ok()?, the + 1),
    };
    let of = end + usize::from(r.is(end, "of"));
    let (way, next) = relative::shift(r, of)?;
    if !r.is(next, "month") || r.is(next - 1, "same") {
        return None;
    }
    let range = r.date.and_then(|today| {
        let first = calendar::stretch(lexicon::Stretch::Month, today, way)?.start?.date();
        Some(calendar::day(jiff::civil::Date::new(first.year(), first.month(), number).ok()?))
    });
    if (1..=31).contains(&number) { Some((range, next + 1)) } else { None }
}

/// The last of "June 18 and 19": it has the month of the first.
fn joined(r: &Reader<'_>, at: usize) -> Option<(Written, usize)> {
    let day = r.whole(at, 2).filter(|day| (1..=31).contains(day) && r.after_any(at, &["and"]))?;
    let first = at.checked_sub(3)?;
    let (month, end) = written::month(r, first).or_else(|| written::month(r, first.checked_sub(1)?))?;
    let before = r.whole(at - 2, 2).filter(|before| end == at - 2 && *before < day)?;
    let over = r.token(at + 1).is_none_or(|next| matches!(next.kind, Kind::Sign(b'.' | b',' | b';' | b')')));
    let stop = r.means(at + 1, |sense| sense == Sense::Stop);
    if before < 1 || !(over || stop) || r.is(at + 1, "of") {
        return None;
    }
    Some((Written { day: i8::try_from(day).ok(), month: Some(month), ..Written::default() }, at + 1))
}

/// The first of "18 and 19 June", "3, 4 and 5 May": it has the month of the last.
fn listed(r: &Reader<'_>, at: usize) -> Option<(Written, usize)> {
    let day = r.whole(at, 2).filter(|day| (1..=31).contains(day))?;
    let mut next = at + 1;
    for _ in 0..4 {
        let joined = r.is(next, "and") || r.sign(next, b',') && !r.glued(next + 1);
        let next_and = next + 1 + usize::from(r.sign(next, b',') && r.is(next + 1, "and"));
        if !joined || r.whole(next_and, 2).is_none() {
            return None;
        }
        let last = written::written(r, next_and).filter(|(date, _)| date.day.is_some() && date.month.is_some());
        if let Some((date, _)) = last {
            return Some((Written { day: i8::try_from(day).ok(), weekday: None, ..date }, at + 1));
        }
        next = next_and + 1;
    }
    None
}

/// "on the 15th", "on 29th", where no noun follows.
fn the_nth(r: &Reader<'_>, at: usize) -> Option<(Written, usize)> {
    let the = at + usize::from(r.is(at, "the"));
    if !r.after_any(at, &["on", "by", "until", "since"]) || r.literal(the).is_none() {
        return None;
    }
    let (value, end) = place(r, the)?;
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
    match part_behind(r, end) {
        Some(((from, to), after)) => {
            // "Wednesday evening next week"
            let (day, after) = of_week(r, (day, after));
            timed(r, day, Some(part(from, to)), after)
        }
        None => timed(r, day, None, end),
    }
}

/// Takes in the time after a day and perhaps its part.
pub fn timed(r: &Reader<'_>, day: Day, mut time: Option<Clock>, mut end: usize) -> When {
    // "2016-12-16T12:23:59"
    let iso = usize::from(r.text_at(end) == "T" && r.glued(end) && r.glued(end + 1));
    let comma = end + iso + usize::from(r.sign(end, b','));
    let at_word = r.is_any(comma, &["at", "around", "about", "@"]) || r.sign(comma, b'@');
    let next = comma + usize::from(at_word);
    let next = next + usize::from(at_word && r.is_any(next, &["around", "about"]));
    if let Some((hours, after)) = hours(r, next) {
        return When { day: Some(day), time: Some(half_of(hours, time)), end: after };
    }
    if let Some((hour, after)) = clock::clock(r, next, at_word).or_else(|| bounded(r, next)) {
        time = Some(half_of(hour, time));
        end = after;
    }
    // "Wed Oct 26 15:50:06 2016"
    if let Day::Written(date @ Written { year: None, month: Some(_), day: Some(_), .. }) = day {
        let year = r.whole(end, 4).filter(|year| (1900..2100).contains(year) && time.is_some() && !r.glued(end));
        if let Some(year) = year.and_then(|year| i16::try_from(year).ok()) {
            return When { day: Some(Day::Written(Written { year: Some(year), ..date })), time, end: end + 1 };
        }
    }
    When { day: Some(day), time, end }
}

/// "before 5pm", "after 2:00", "later than 10 in the morning" behind a day.
fn bounded(r: &Reader<'_>, at: usize) -> Option<(Clock, usize)> {
    let next = at + if r.is_any(at, &["later", "earlier"]) && r.is(at + 1, "than") { 2 } else { 1 };
    let before = r.is_any(at, &["before", "earlier"]);
    if !before && !r.is(at, "after") && !r.is(at, "by") && next == at + 1 {
        return None;
    }
    let (time, end) = clock::clock(r, next, false)?;
    let time = match () {
        () if r.is(at, "by") => time,
        () if before => Clock { hour: 0, minute: 0, until: Some((time.hour, time.minute)), ..time },
        () => Clock { until: Some((24, 0)), ..time },
    };
    Some((time, end))
}

/// Only a single day holds a time.
pub fn holds_time(day: &Day) -> bool {
    match day {
        Day::Written(date) => date.day.is_some() || date.weekday.is_some(),
        Day::Fixed(Some(range)) => range.grain == Grain::Day,
        Day::Fixed(None) => true,
    }
}

/// "from 3 to 4 pm", "9:30 - 11:00", "between 10 and 11:30"
pub fn hours(r: &Reader<'_>, at: usize) -> Option<(Clock, usize)> {
    let led = r.is_any(at, &["from", "between"]);
    let (first, end) = clock::clock(r, at + usize::from(led), led).or_else(|| bare_hours(r, at + usize::from(led)))?;
    // "their 6 a.m.-to-4:30 p.m. shift"
    let hyphens = usize::from(r.sign(end, b'-') && r.is(end + 1, "to") && r.sign(end + 2, b'-') && r.glued(end));
    let end = end + hyphens;
    if !(r.is_any(end, &["to", "till", "until", "through", "untill", "til", "thru"])
        || r.sign(end, b'-')
        || led && r.is(end, "and"))
    {
        return None;
    }
    let (second, after) = clock::clock(r, end + 1 + hyphens, true)?;
    let mut first = first;
    if !first.sure && second.sure {
        let earlier = (first.hour, first.minute) < (second.hour % 12, second.minute);
        let late = second.hour >= 12 && (earlier || second.hour == 12 && first.hour == 12);
        first = first.in_half(if late { 12 } else { 0 });
    }
    let mut last = second;
    // "11-4", "12-4": over noon
    let over_noon = !first.sure && last.hour < first.hour && first.hour <= 12;
    if !last.sure && (first.sure && last.hour <= first.hour || over_noon) && last.hour <= 12 {
        last = last.in_half(12);
    }
    let zone = first.zone.or(last.zone);
    Some((Clock { until: Some((last.hour, last.minute)), zone, ..first }, after))
}

/// The first of two bare hours: "3-4pm".
fn bare_hours(r: &Reader<'_>, at: usize) -> Option<(Clock, usize)> {
    let (first, end) = clock::clock(r, at, true).or_else(|| clock::dotted(r, at))?;
    let (second, _) = clock::clock(r, end + 1, false)?;
    if second.sure && (r.sign(end, b'-') || r.is_any(end, &["to", "till", "until"])) {
        Some((first, end))
    } else {
        None
    }
}

/// Takes in the day after a time: "8 p.m. Tuesday", "9am on Saturday", "10:35 a.m. (0735 GMT) Friday".
pub fn with_day(r: &Reader<'_>, time: Clock, end: usize) -> When {
    let Some((other, after)) =
        clock::clock(r, end + 1, false).filter(|(other, _)| r.sign(end, b'(') && other.zone.is_some())
    else {
        return day_behind(r, time, end);
    };
    let bare = When { day: None, time: Some(time), end };
    if r.sign(after, b')') {
        let when = day_behind(r, time, after + 1);
        return if when.day.is_some() { when } else { bare };
    }
    // "4 in the morning (4 a.m. EDT Thursday)"
    let when = day_behind(r, other, after);
    if when.day.is_some() && when.end > after && r.sign(when.end, b')') { When { day: when.day, ..bare } } else { bare }
}

/// The day right behind a time: "9am on Saturday", "3:20 this afternoon".
fn day_behind(r: &Reader<'_>, time: Clock, end: usize) -> When {
    let comma = end + usize::from(r.sign(end, b','));
    let on = comma + usize::from(r.is_any(comma, &["on", "of"]));
    let this = relative::shift(r, on).and_then(|(way, after)| Some((way, clock::daypart(r, after)?)));
    if let Some((way, ((from, _), after))) = this {
        let range = r.date.and_then(|today| Some(calendar::day(calendar::add_days(today.date(), way)?)));
        return When { day: Some(Day::Fixed(range)), time: Some(time.in_part(from)), end: after };
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

/// The stretch of time that a day and a time mean together.
pub fn resolve(r: &Reader<'_>, at: usize, when: &When) -> Option<DateRange> {
    let day = match when.day {
        Some(Day::Fixed(range)) => Some(range?),
        Some(Day::Written(date)) => Some(calendar::resolve(date, r.date, r.tense(at))?),
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
    if day.is_none() && matches!(r.tense(at), None | Some(Tense::Near)) {
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
