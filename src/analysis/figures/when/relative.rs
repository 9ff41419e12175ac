//! Dates that count from the article's day: yesterday, last month, next Friday, three days ago, this past year.

use crate::analysis::figures::lexicon::{Sense, Stretch, Tense};
use crate::analysis::figures::magnitude;
use crate::analysis::figures::number::number;
use crate::analysis::figures::reader::Reader;
use crate::analysis::figures::when::calendar;
use crate::analysis::figures::when::{numeric, written};
use crate::analysis::{DateRange, Grain};
use jiff::civil::DateTime;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// A date in relation to the article's day, and its end.
pub type Relative = (Option<DateRange>, usize);

/// yesterday, the day after tomorrow
pub fn named(r: &Reader<'_>, at: usize) -> Option<Relative> {
    // the newspaper
    if r.text_at(at) == "TODAY" && r.after_any(at, &["USA"]) {
        return None;
    }
    if let Some((shift, end)) = r.find(at, |sense| if let Sense::Today(shift) = sense { Some(shift) } else { None }) {
        let range = r.date.and_then(|today| Some(calendar::day(calendar::add_days(today.date(), i64::from(shift))?)));
        return Some((range, end));
    }
    None
}

/// The word last, this or next, and past it.
pub fn shift(r: &Reader<'_>, at: usize) -> Option<(i64, usize)> {
    let (shift, end) =
        r.find(at, |sense| if let Sense::Shift(shift) = sense { Some(i64::from(shift)) } else { None })?;
    Some((shift, end))
}

pub fn stretch(r: &Reader<'_>, at: usize) -> Option<(Stretch, usize)> {
    if r.is(at, "h") && r.literal(at.wrapping_sub(1)).is_some() {
        return Some((Stretch::Hour, at + 1));
    }
    r.find(at, |sense| if let Sense::Grain(stretch) = sense { Some(stretch) } else { None })
}

/// last week, next 3 days, the past two years, 5 upcoming years, this March, last Friday, next summer
pub fn shifted(r: &Reader<'_>, at: usize) -> Option<Relative> {
    let the = at + usize::from(r.is(at, "the"));
    // "5 upcoming years"
    if r.is(the, "last")
        && r.after_any(the, &["will", "to", "not", "t", "would", "can", "could", "may", "might", "must", "should"])
    {
        return None;
    }
    let counted = number(r, the).and_then(|amount| Some((amount.value?, shift(r, amount.end)?)));
    if let Some((count, (way, end))) = counted.filter(|(_, (way, _))| *way != 0) {
        let (kind, end) = stretch(r, end).filter(|(_, end)| at == 0 || plural(r, end - 1))?;
        return Some((several(r.date, way, count, kind), end));
    }
    // "that same day": one that the text does not name
    if r.is(the, "same") && r.after_any(the, &["that"]) {
        return None;
    }
    let (way, end) = shift(r, the)?;
    let few = [("few", 3), ("couple", 2), ("several", 3)].iter().find(|(word, _)| r.is(end, word));
    let few_end = end + 1 + usize::from(r.is(end + 1, "of"));
    let plain = magnitude::small(r, end).or_else(|| r.whole(end, 3)).filter(|_| stretch(r, end + 1).is_some());
    let plain = plain.map(|count| (Decimal::from(count), end + 1));
    let count = few.map(|(_, count)| (Decimal::from(*count), few_end)).or(plain).or_else(|| {
        let amount = number(r, end)?;
        Some((amount.value?, amount.end))
    });
    if let Some((count, end)) = count.filter(|_| way != 0) {
        let end = end + usize::from(r.is_any(end, &["business", "working", "trading"]));
        let (kind, end) = stretch(r, end)?;
        return Some((several(r.date, way, count, kind), end));
    }
    let end = end + usize::from(r.is_any(end, &["fiscal", "financial", "calendar", "business", "working", "trading"]));
    if let Some((kind, after)) = stretch(r, end).filter(|(_, after)| !plural(r, after - 1)) {
        // "over the past year", "for the last decade" run until today; "last year" is the one before this
        let whole = matches!(kind, Stretch::Week | Stretch::Month | Stretch::Year | Stretch::Decade);
        let lasting = r.is(the, "last") && r.after_any(at, &["for", "in", "over", "during", "within", "of"]);
        if the > at && way < 0 && ((r.is(the, "past") || lasting) && whole || kind == Stretch::Decade) {
            return Some((several(r.date, way, Decimal::ONE, kind), after));
        }
        // "the same year" is one that was spoken of before
        let told = r.is(the, "same");
        let found = shifted_stretch(r, way, kind, after).filter(|_| !told || kind >= Stretch::Week)?;
        return Some(if told { (None, found.1) } else { found });
    }
    shifted_written(r, way, end)
}

/// "last days", "recent years": no certain stretch.
fn plural(r: &Reader<'_>, at: usize) -> bool {
    r.text_at(at).ends_with('s')
}

fn shifted_stretch(r: &Reader<'_>, way: i64, kind: Stretch, end: usize) -> Option<Relative> {
    // "the last minute" is no date
    if kind <= Stretch::Minute {
        return None;
    }
    if kind == Stretch::Hour && way < 0 {
        return None;
    }
    // "won this weekend", told in the week after it
    let behind = kind == Stretch::Weekend && way == 0 && r.tense(end - 1).is_some_and(Tense::looks_back);
    let range = r.date.and_then(|today| match kind {
        Stretch::Weekend if behind && today.date().weekday().to_monday_one_offset() < 5 => {
            calendar::stretch(kind, today, -1)
        }
        Stretch::Night => {
            let day = calendar::add_days(today.date(), way)?;
            Some(DateRange {
                start: Some(day.at(20, 0, 0, 0)),
                end: Some(day.at(23, 59, 59, 0)),
                grain: Grain::DayPart,
            })
        }
        _ => calendar::stretch(kind, today, way),
    });
    Some((range, end))
}

/// last March, this Friday, next Sunday
fn shifted_written(r: &Reader<'_>, way: i64, at: usize) -> Option<Relative> {
    let past = Some(if way < 0 { Tense::Past } else { Tense::Future });
    if let Some((weekday, end)) = written::weekday(r, at) {
        let range = r.date.and_then(|today| {
            let today = today.date();
            let own = i64::from(today.weekday().to_monday_one_offset());
            let wanted = i64::from(weekday);
            let days = match way {
                // "this Monday", said on Tuesday, is the coming one
                0 if wanted < own && !r.tense(at).is_some_and(Tense::looks_back) => wanted - own + 7,
                0 => wanted - own,
                // the last one before today, the next one after today
                way if way < 0 => -((own - wanted - 1).rem_euclid(7) + 1),
                _ => (wanted - own - 1).rem_euclid(7) + 1,
            };
            // "next Friday" is the one of next week
            let days = if way > 0 && r.is(at - 1, "next") { wanted - own + 7 } else { days };
            Some(calendar::day(calendar::add_days(today, days)?))
        });
        if let Some((date, end)) = written::written(r, at).filter(|(date, _)| date.day.is_some()) {
            return Some((calendar::resolve(date, r.date, past), end));
        }
        return Some((range, end));
    }
    // "this may be the last": a verb
    if let Some((month, end)) = written::month(r, at).filter(|_| r.capital(at) || !r.is_any(at, &["may", "march"])) {
        let range = r.date.and_then(|today| {
            let running = today.date().month();
            let year = today.date().year();
            let year = match way {
                0 => year,
                way if way < 0 => year - i16::from(month >= running),
                _ => year + i16::from(month <= running),
            };
            calendar::month(year, month)
        });
        if let Some((date, end)) = written::written(r, at).filter(|(date, _)| date.day.is_some() || date.year.is_some())
        {
            return Some((calendar::resolve(date, r.date, past), end));
        }
        return Some((range, end));
    }
    if way == 0 {
        let (date, end) = numeric::short(r, at, true)?;
        return Some((calendar::resolve(date, r.date, None), end));
    }
    None
}

/// The last or next so many.
fn several(today: Option<DateTime>, way: i64, count: Decimal, kind: Stretch) -> Option<DateRange> {
    let today = today?;
    let count = count.to_i64()?;
    if kind == Stretch::Quarter {
        // quarters are counted whole
        let first = calendar::stretch(kind, today, if way < 0 { -count } else { 1 })?;
        let last = calendar::stretch(kind, today, if way < 0 { -1 } else { count })?;
        return Some(DateRange { end: last.end, ..first });
    }
    let far = calendar::moved(today, kind, count.checked_mul(way.signum())?)?;
    let (start, end) = if way < 0 { (far, today) } else { (today, far) };
    let grain = calendar::grain(kind);
    if grain <= Grain::Hour {
        return Some(DateRange { start: Some(start), end: Some(end), grain });
    }
    let first = if way > 0 { start.date().tomorrow().ok()? } else { start.date() };
    let last = if way < 0 { end.date().yesterday().ok()? } else { end.date() };
    Some(calendar::days(first, last.max(first), grain))
}
