//! Quarters and halves of a year: Q1 2019, the fourth quarter, the first half of 2018.

use crate::analysis::figures::lexicon::{Stretch, Tense};
use crate::analysis::figures::ordinal::place;
use crate::analysis::figures::reader::Reader;
use crate::analysis::figures::when::calendar;
use crate::analysis::figures::when::relative::{self, Relative};
use crate::analysis::figures::when::{told, written};
use crate::analysis::{DateRange, Grain};
use rust_decimal::prelude::ToPrimitive;

/// Q1 2019, 2019-Q1, first quarter of the year, fourth-quarter, H2 2019, first half of 2018
pub fn quarter(r: &Reader<'_>, at: usize) -> Option<Relative> {
    if let Some(found) = ended(r, at) {
        return Some(found);
    }
    if let Some(found) = of_month(r, at) {
        return Some(found);
    }
    let year_led = r.whole(at, 4).filter(|year| (1900..2100).contains(year));
    let first = at + if year_led.is_some() { 1 + usize::from(r.sign(at + 1, b'-')) } else { 0 };
    let (count, number, mut end) = match r.text_at(first) {
        "Q" | "q" if r.glued(first + 1) => (3, r.whole(first + 1, 1)?, first + 2),
        "H" if r.glued(first + 1) => (6, r.whole(first + 1, 1)?, first + 2),
        _ if year_led.is_some() => return None,
        _ => named_quarter(r, first)?,
    };
    if number < 1 || number > i64::from(12 / count) {
        return None;
    }
    let mut year = year_led;
    if year.is_none() {
        let of = end + usize::from(r.is_any(end, &["of", "in"]) || r.sign(end, b'-') || r.sign(end, b','));
        let fiscal = of + usize::from(r.is_any(of, &["fiscal", "calendar", "financial"]));
        if let Some(found) = r.whole(fiscal, 4).filter(|year| (1900..2100).contains(year)) {
            (year, end) = (Some(found), fiscal + 1);
        } else if let Some((range, after)) = of_year(r, end) {
            (year, end) = (range.and_then(|range| Some(i64::from(range.start?.year()))), after);
            if year.is_none() {
                return Some((None, end));
            }
        }
    }
    let month = i8::try_from((number - 1) * i64::from(count) + 1).ok()?;
    let range = match year {
        Some(year) => calendar::months(i16::try_from(year).ok()?, month, count, Grain::Quarter),
        None => r.date.and_then(|today| {
            let today = today.date();
            // "the first half" of the year that is reported on
            let reported = r.told.get().period.and_then(|period| Some(period.end?.year()));
            if let Some(year) = reported.filter(|_| count == 6) {
                return calendar::months(year, month, count, Grain::Quarter);
            }
            // the quarter that a report speaks of has begun, unless the sentence looks ahead
            let begun = month <= today.month();
            let back = !begun && r.tense(at).is_some_and(Tense::looks_back);
            calendar::months(today.year() - i16::from(back), month, count, Grain::Quarter)
        }),
    };
    Some((range, end))
}

/// "the December quarter", "the June half": the months that end with that one.
fn of_month(r: &Reader<'_>, at: usize) -> Option<Relative> {
    let the = at + usize::from(r.is(at, "the"));
    let (month, end) = written::month(r, the).filter(|_| r.capital(the))?;
    let next = end + usize::from(r.sign(end, b'-') && r.glued(end));
    let count = match () {
        () if r.is(next, "quarter") => 3,
        () if r.is(next, "half") => 6,
        () => return None,
    };
    let of = next + 1 + usize::from(r.is_any(next + 1, &["of", "in"]));
    let told = r.whole(of, 4).filter(|year| (1900..2100).contains(year)).and_then(|year| i16::try_from(year).ok());
    let ending = |year: i16| {
        let last = calendar::month(year, month)?.end?.date();
        let first = calendar::add_months(last.first_of_month(), 1 - count)?;
        Some(calendar::days(first, last, Grain::Quarter))
    };
    if let Some(year) = told {
        return Some((ending(year), of + 1));
    }
    let range = r.date.and_then(|today| {
        let near = |shift: i16| ending(today.year().checked_add(shift)?);
        // one that looks ahead is the first to end, any other the last that has ended
        if r.tense(at) == Some(Tense::Future) {
            (-1..=1).filter_map(near).find(|range| range.end >= Some(calendar::midnight(today.date())))
        } else {
            (-1..=1).rev().filter_map(near).find(|range| range.end <= Some(today))
        }
    });
    Some((range, next + 1))
}

/// "the quarter ended Sept. 30", "the fiscal year ending June 30", "fiscal first quarter": by the day it ends on, which is
/// a date of its own; without that day nobody knows when a business year begins.
fn ended(r: &Reader<'_>, at: usize) -> Option<Relative> {
    let the = at + usize::from(r.is(at, "the"));
    let fiscal = r.is_any(the, &["fiscal", "financial", "business"]);
    let first = the + usize::from(fiscal);
    let first = first + usize::from(r.sign(first, b'-') && r.glued(first) && fiscal);
    let (nth, next) = match place(r, first) {
        Some((value, end)) => (value, end + usize::from(r.sign(end, b'-') && r.glued(end))),
        None => (None, first),
    };
    let (months, grain, end) = match relative::stretch(r, next) {
        Some((Stretch::Quarter, end)) => (3, Grain::Quarter, end),
        Some((Stretch::Year, end)) if nth.is_none() => (12, Grain::Year, end),
        None if r.is(next, "half") => (6, Grain::Quarter, next + 1),
        _ => return None,
    };
    let until = end + usize::from(r.is_any(end, &["that", "which"])) + 1;
    let ends = r.is_any(until - 1, &["ended", "ending", "ends"]) && !r.text_at(end - 1).ends_with('s');
    let until = until + usize::from(r.is(until, "on"));
    let last = if ends { written::written(r, until).filter(|(date, _)| date.month.is_some()) } else { None };
    let Some((date, _)) = last else {
        return if fiscal && nth.is_some() && months < 12 { Some((None, end)) } else { None };
    };
    let tense = if r.is(until - 1, "ended") { Some(Tense::Done) } else { r.tense(until) };
    let range = calendar::resolve(date, r.date, tense).and_then(|day| {
        let last = day.end?.date();
        let first = calendar::add_months(last.tomorrow().ok()?, -months)?;
        Some(calendar::days(first, last, grain))
    });
    Some((range, end))
}

/// "the 1988 third quarter", "the 2020 period": a stretch behind its year; without a number the one that is reported on.
pub fn of_named_year(r: &Reader<'_>, at: usize) -> Option<Relative> {
    let the = at + usize::from(r.is(at, "the"));
    let year = r.whole(the, 4).filter(|year| the > at && (1900..2100).contains(year))?;
    let year = i16::try_from(year).ok()?;
    if let Some((number, months, end)) = named(r, the + 1) {
        return Some((in_year(year, number, months), end));
    }
    let end = match relative::stretch(r, the + 1) {
        Some((Stretch::Quarter, end)) => end,
        None if r.is(the + 1, "period") => the + 2,
        _ => return None,
    };
    let reported = r.told.get().period;
    let range = reported.and_then(|period| told::years_before(period, period.end?.year().checked_sub(year)?));
    // "the 1980 period": without one reported on, the year
    Some((range.or_else(|| calendar::year(year).filter(|_| r.is(end - 1, "period"))), end))
}

/// "first quarter", "second half" of a year named before it: which, of how many months, and the end.
pub fn named(r: &Reader<'_>, at: usize) -> Option<(i64, i32, usize)> {
    let (value, end) = place(r, at)?;
    let number = value?.to_i64()?;
    match relative::stretch(r, end) {
        Some((Stretch::Quarter, end)) => Some((number, 3, end)),
        _ if r.is(end, "half") => Some((number, 6, end + 1)),
        _ => None,
    }
}

/// That part of a year.
pub fn in_year(year: i16, number: i64, months: i32) -> Option<DateRange> {
    let month = i8::try_from(number.checked_sub(1)?.checked_mul(i64::from(months))?.checked_add(1)?).ok()?;
    calendar::months(year, month, months, Grain::Quarter)
}

/// "first quarter", "the 3rd qtr", "fourth-quarter", "second half": months, number, end.
fn named_quarter(r: &Reader<'_>, at: usize) -> Option<(i32, i64, usize)> {
    let the = at + usize::from(r.is(at, "the"));
    let (value, end) = place(r, the)?;
    let dash = end + usize::from(r.sign(end, b'-') && r.glued(end));
    let number = value?.to_i64()?;
    if let Some((Stretch::Quarter, end)) = relative::stretch(r, dash) {
        return Some((3, number, end));
    }
    let half = r.is(dash, "half") && number <= 2;
    let of = r.is(dash + 1, "of");
    let of_year = half && of && (r.whole(dash + 2, 4).is_some() || of_year(r, dash + 1).is_some());
    let business = half && !of && the > at && r.told.get().period.is_some();
    if of_year || business { Some((6, number, dash + 1)) } else { None }
}

/// "of the year", "of last year"
pub fn of_year(r: &Reader<'_>, at: usize) -> Option<Relative> {
    let next = at + usize::from(r.is_any(at, &["of", "in"]));
    let the = next + usize::from(r.is(next, "the"));
    if r.is(the, "year") && next > at && the > next {
        return Some((r.date.and_then(|today| calendar::stretch(Stretch::Year, today, 0)), the + 1));
    }
    let (shift, end) = relative::shift(r, next)?;
    if !r.is(end, "year") {
        return None;
    }
    Some((r.date.and_then(|today| calendar::stretch(Stretch::Year, today, shift)), end + 1))
}
