//! Days and weeks counted inside a longer stretch: the first Monday of October, the last week of July.

use crate::analysis::figures::lexicon::{Sense, Stretch};
use crate::analysis::figures::magnitude::small;
use crate::analysis::figures::number::number;
use crate::analysis::figures::ordinal::place;
use crate::analysis::figures::reader::Reader;
use crate::analysis::figures::when::calendar;
use crate::analysis::figures::when::period::whole;
use crate::analysis::figures::when::relative::{self, Relative};
use crate::analysis::figures::when::written;
use crate::analysis::{DateRange, Grain};
use jiff::civil::{Date, Weekday};
use rust_decimal::prelude::ToPrimitive;

/// "the first Monday of October", "last week of July", "first nine months of the year", "the 15th day of June"
pub fn nth_of(r: &Reader<'_>, at: usize) -> Option<Relative> {
    let the = at + usize::from(r.is(at, "the"));
    let (nth, end) = rank(r, the)?;
    // "the first two quarters": no halves
    let quarters = small(r, end).filter(|_| r.is_any(end + 1, &["quarters"])).map(|count| (count, end + 1));
    let count = quarters.or_else(|| number(r, end).and_then(|amount| Some((amount.value?.to_i64()?, amount.end))));
    let (count, next) = count.unwrap_or((1, end));
    if let Some((weekday, after)) = written::weekday(r, next).filter(|_| count == 1) {
        let (range, end) = inside(r, after)?;
        let day = range.and_then(|range| nth_weekday(range, nth, weekday));
        return Some((day.map(calendar::day), end));
    }
    if let Some(found) = last_half(r, at, end) {
        return Some(found);
    }
    let (kind, after) = relative::stretch(r, next).filter(|(kind, _)| *kind >= Stretch::Day)?;
    if let Some(found) = opening(r, at, after, nth, count, kind) {
        return Some(found);
    }
    let (range, end) = inside(r, after)?;
    // "last year in October 1998" are two
    if range.is_some_and(|range| calendar::grain(kind) >= range.grain) {
        return None;
    }
    Some((range.and_then(|range| nth_stretch(range, nth, count, kind)), end))
}

/// "in the first nine months", where a report speaks of its year or of sums: of that year.
fn opening(r: &Reader<'_>, at: usize, end: usize, nth: i64, count: i64, kind: Stretch) -> Option<Relative> {
    let months = kind == Stretch::Month && nth == 1 && (2..12).contains(&count);
    let led = r.is(at, "the") && (at == 0 || r.after_any(at, &["in", "for", "during", "through", "over", "of"]));
    let goes_on =
        r.is_any(end, &["of", "after", "since", "that", "in", "under", "on", "with", "at", "as", "when", "he"]);
    let told = r.told.get().period;
    let sums = (0..r.tokens.len().min(60)).any(|at| {
        r.sign(at, b'$') || r.sign(at, b'%') || r.means(at, |s| matches!(s, Sense::Percent(_) | Sense::Currency { .. }))
    });
    if !months || !led || goes_on || !(sums || told.is_some()) {
        return None;
    }
    let year = match told {
        Some(period) => Some(period.end?.year()),
        None => r.date.map(|today| today.year() - i16::from(i64::from(today.month()) < count)),
    };
    let count = i32::try_from(count).ok()?;
    Some((year.and_then(|year| calendar::months(year, 1, count, Grain::Month)), end))
}

/// "the last half of 1989", "the first half of the 1980s"
fn last_half(r: &Reader<'_>, at: usize, half: usize) -> Option<Relative> {
    let first = r.is(half - 1, "first");
    let last = r.is_any(half - 1, &["last", "latter", "second"]);
    if !r.is(half, "half") || !(first || last) || at + 2 < half - 1 {
        return None;
    }
    let (range, end) = inside(r, half + 1)?;
    let range = range?;
    if range.grain < Grain::Month {
        return None;
    }
    let (start, stop) = (range.start?.date(), range.end?.date());
    let months = i32::from(stop.year() - start.year()) * 12 + i32::from(stop.month() - start.month()) + 1;
    let middle = if range.grain == Grain::Month {
        calendar::add_days(start, 15)?
    } else {
        calendar::add_months(start, months / 2)?
    };
    let (from, to) = if first { (start, middle.yesterday().ok()?) } else { (middle, stop) };
    let grain = if range.grain == Grain::Decade { Grain::Decade } else { Grain::Quarter };
    Some((Some(calendar::days(from, to, grain)), end))
}

/// first, 3rd, last, third last: from the end when negative.
fn rank(r: &Reader<'_>, at: usize) -> Option<(i64, usize)> {
    if r.is_any(at, &["last", "final"]) {
        return Some((-1, at + 1));
    }
    let (value, end) = place(r, at)?;
    let nth = value?.to_i64()?;
    if r.is(end, "last") { Some((-nth, end + 1)) } else { Some((nth, end)) }
}

fn inside(r: &Reader<'_>, at: usize) -> Option<Relative> {
    if r.is_any(at, &["of", "in"]) { whole(r, at + 1) } else { None }
}

fn nth_weekday(range: DateRange, nth: i64, weekday: i8) -> Option<Date> {
    let (first, last) = (range.start?.date(), range.end?.date());
    let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
    let base = if nth > 0 { first.yesterday().ok()? } else { last.tomorrow().ok()? };
    base.nth_weekday(i32::try_from(nth).ok()?, weekday).ok()
}

fn nth_stretch(range: DateRange, nth: i64, count: i64, kind: Stretch) -> Option<DateRange> {
    let (first, last) = (range.start?.date(), range.end?.date());
    match kind {
        Stretch::Day => {
            let base = if nth > 0 { calendar::add_days(first, nth - 1)? } else { calendar::add_days(last, nth + 1)? };
            let end = if nth > 0 { calendar::add_days(base, count - 1)? } else { base };
            let base = if nth > 0 { base } else { calendar::add_days(base, 1 - count)? };
            Some(calendar::days(base, end, Grain::Day))
        }
        // a weekend belongs to the stretch that holds its Saturday
        Stretch::Weekend if count == 1 => {
            let saturday = nth_weekday(range, nth, 6)?;
            Some(calendar::days(saturday, calendar::add_days(saturday, 1)?, Grain::Week))
        }
        Stretch::Week | Stretch::Weekend => {
            // weeks belong to the stretch that holds their Thursday
            let opening = calendar::monday(calendar::add_days(first, 3)?)?;
            let closing = calendar::monday(calendar::add_days(last, -3)?)?;
            let back = nth.checked_sub(count)?.checked_add(2)?.checked_mul(7)?;
            let ahead = nth.checked_sub(1)?.checked_mul(7)?;
            let monday = if nth > 0 { calendar::add_days(opening, ahead)? } else { calendar::add_days(closing, back)? };
            if kind == Stretch::Weekend {
                let saturday = calendar::add_days(monday, 5)?;
                return Some(calendar::days(saturday, calendar::add_days(saturday, 1)?, Grain::Week));
            }
            Some(calendar::days(
                monday,
                calendar::add_days(monday, count.checked_mul(7)?.checked_sub(1)?)?,
                Grain::Week,
            ))
        }
        Stretch::Month | Stretch::Quarter | Stretch::Year => {
            let months = match kind {
                Stretch::Month => 1,
                Stretch::Quarter => 3,
                _ => 12,
            };
            let count = i32::try_from(count).ok()?.checked_mul(months)?;
            let skip = i32::try_from(nth).ok()?;
            let start = if skip > 0 {
                calendar::add_months(first, (skip - 1).checked_mul(months)?)?
            } else {
                calendar::add_months(last.tomorrow().ok()?, skip.checked_mul(count)?)?
            };
            calendar::months(start.year(), start.month(), count, calendar::grain(kind))
        }
        _ => None,
    }
}

/// "week 10", "week 3 of 2027"
pub fn week_number(r: &Reader<'_>, at: usize) -> Option<Relative> {
    let number = r.whole(at + 1, 2).filter(|number| r.is(at, "week") && (1..=53).contains(number))?;
    let (range, end) =
        inside(r, at + 2).unwrap_or((r.date.and_then(|today| calendar::stretch(Stretch::Year, today, 0)), at + 2));
    Some((range.and_then(|range| nth_stretch(range, number, 1, Stretch::Week)), end))
}
