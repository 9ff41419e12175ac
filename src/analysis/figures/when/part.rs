//! Parts of a day: "early Monday morning", "the late afternoon on Friday", "this evening", "tonight at 12".

use crate::analysis::Grain;
use crate::analysis::figures::reader::Reader;
use crate::analysis::figures::when::clock::{self, Clock};
use crate::analysis::figures::when::moment::{Day, When, day, holds_time, timed};
use crate::analysis::figures::when::{calendar, refer, relative, written};

/// "this morning", "last night", "early this evening", "tonight": a day and a part of it.
pub fn part_of_this_day(r: &Reader<'_>, at: usize) -> Option<When> {
    let early = at + usize::from(r.is_any(at, &["early", "late", "earlier", "later"]));
    if let Some((base, next)) = refer::day_of_part(r, early) {
        let ((from, to), end) = clock::daypart(r, next)?;
        let day = Day::Fixed(base.map(|base| calendar::day(base.date())));
        return Some(timed(r, day, Some(part(from, to)), end));
    }
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

/// "morning of the 15th", "the late afternoon on Friday", "the early-morning hours of Tuesday"
pub fn part_of_day(r: &Reader<'_>, at: usize) -> Option<(Clock, usize)> {
    let the = at + usize::from(r.is(at, "the"));
    let ((from, to), end) = part_behind(r, the)?;
    let hours = end + usize::from(r.is(end, "hours"));
    let of = hours + usize::from(r.is_any(hours, &["of", "on"]));
    let of_the = of + usize::from(of > hours && r.is(of, "the"));
    // "a great night on Saturday" is no time
    let led = the > at
        || at == 0
        || r.after_any(at, &["in", "at", "by", "before", "after", "until", "since", "from", "during", "on"]);
    if !led {
        return None;
    }
    let weekday = the > at && written::weekday(r, hours).is_some();
    if !weekday && (of == hours || day(r, of).or_else(|| day(r, of_the)).is_none_or(|(day, _)| !holds_time(&day))) {
        return None;
    }
    Some((part(from, to), hours))
}

/// "morning", "early-morning", "early in the morning", ", in the late afternoon" behind a day.
pub fn part_behind(r: &Reader<'_>, end: usize) -> Option<((i8, i8), usize)> {
    let edge = |at: usize| {
        let word = at + usize::from(r.is_any(at, &["early", "late", "mid", "later", "earlier"]));
        word + usize::from(word > at && r.sign(word, b'-') && r.glued(word))
    };
    let comma = end + usize::from(r.sign(end, b',') && r.is(end + 1, "in"));
    let first = edge(comma);
    let in_the = first + if r.is(first, "in") && r.is(first + 1, "the") { 2 } else { 0 };
    if comma > end && in_the == first {
        return None;
    }
    clock::daypart(r, if in_the > first || first == comma { edge(in_the) } else { first })
}

/// A time inside a part of a day; the small hours of a night belong to the day after, as does its twelve.
pub fn half_of(time: Clock, part: Option<Clock>) -> Clock {
    let Some(part) = part else { return time };
    let past_midnight = part.hour == 20 && time.hour < 5 || part.hour >= 18 && time.hour == 12;
    if past_midnight && !time.sure {
        return Clock { hour: time.hour % 12 + 24, sure: true, ..time };
    }
    time.in_part(part.hour)
}

pub fn part(from: i8, to: i8) -> Clock {
    Clock { hour: from, minute: 0, second: 0, grain: Grain::DayPart, sure: true, until: Some((to, 0)), zone: None }
}
