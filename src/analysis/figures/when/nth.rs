//! Days and weeks counted inside a longer stretch: the first Monday of October, the last week of July.

use crate::analysis::figures::lexicon::Stretch;
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
    let count = number(r, end).and_then(|amount| Some((amount.value?.to_i64()?, amount.end)));
    let (count, next) = count.unwrap_or((1, end));
    if let Some((weekday, after)) = written::weekday(r, next).filter(|_| count == 1) {
        let (range, end) = inside(r, after)?;
        let day = range.and_then(|range| nth_weekday(range, nth, weekday));
        return Some((day.map(calendar::day), end));
    }
    let (kind, after) = relative::stretch(r, next).filter(|(kind, _)| *kind >= Stretch::Day)?;
    let (range, end) = inside(r, after)?;
    Some((range.and_then(|range| nth_stretch(range, nth, count, kind)), end))
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
