//! Arithmetic of the calendar: stretches of days, and the day that a written date means.

use crate::analysis::figures::lexicon::{Edge, Stretch, Tense};
use crate::analysis::{DateRange, Grain};
use jiff::civil::{Date, DateTime};

/// A date as written: only what the text says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    pub year: Option<i16>,
    pub month: Option<i8>,
    pub day: Option<i8>,
    /// 1 is Monday.
    pub weekday: Option<i8>,
}

/// From the start of one day to the end of another.
pub fn days(first: Date, last: Date, grain: Grain) -> DateRange {
    DateRange { start: Some(midnight(first)), end: Some(midnight(last)), grain }
}

pub fn midnight(day: Date) -> DateTime {
    day.at(0, 0, 0, 0)
}

pub fn day(day: Date) -> DateRange {
    days(day, day, Grain::Day)
}

pub fn month(year: i16, month: i8) -> Option<DateRange> {
    let first = Date::new(year, month, 1).ok()?;
    Some(days(first, first.last_of_month(), Grain::Month))
}

pub fn year(year: i16) -> Option<DateRange> {
    Some(days(Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?, Grain::Year))
}

/// `count` months from the first of `month`.
pub fn months(year: i16, month: i8, count: i32, grain: Grain) -> Option<DateRange> {
    let first = Date::new(year, month, 1).ok()?;
    Some(days(first, add_months(first, count)?.yesterday().ok()?, grain))
}

pub fn years(first: i16, count: i16) -> Option<DateRange> {
    let last = first.checked_add(count)?.checked_sub(1)?;
    Some(days(Date::new(first, 1, 1).ok()?, Date::new(last, 12, 31).ok()?, Grain::Decade))
}

/// A whole month, and no other stretch.
pub fn is_month(range: DateRange) -> bool {
    range.grain == Grain::Month && range.start.is_some_and(|start| month(start.year(), start.month()) == Some(range))
}

/// A whole year, and no other stretch.
pub fn is_year(range: DateRange) -> bool {
    range.grain == Grain::Year && range.start.is_some_and(|start| year(start.year()) == Some(range))
}

pub fn add_days(day: Date, count: i64) -> Option<Date> {
    day.checked_add(jiff::Span::new().try_days(count).ok()?).ok()
}

pub fn add_months(day: Date, count: i32) -> Option<Date> {
    day.checked_add(jiff::Span::new().try_months(count).ok()?).ok()
}

/// The Monday of a day's week.
pub fn monday(day: Date) -> Option<Date> {
    add_days(day, 1 - i64::from(day.weekday().to_monday_one_offset()))
}

/// The stretch that holds `today`, moved by `shift` of its kind.
pub fn stretch(kind: Stretch, today: DateTime, shift: i64) -> Option<DateRange> {
    let date = today.date();
    let shift32 = i32::try_from(shift).ok()?;
    match kind {
        Stretch::Day | Stretch::Night => Some(day(add_days(date, shift)?)),
        Stretch::Week | Stretch::Fortnight => {
            let first = add_days(monday(date)?, shift.checked_mul(if kind == Stretch::Week { 7 } else { 14 })?)?;
            Some(days(first, add_days(first, if kind == Stretch::Week { 6 } else { 13 })?, Grain::Week))
        }
        Stretch::Weekend => {
            let saturday = add_days(monday(date)?, shift.checked_mul(7)?.checked_add(5)?)?;
            Some(days(saturday, add_days(saturday, 1)?, Grain::Week))
        }
        Stretch::Month => {
            let first = add_months(date.first_of_month(), shift32)?;
            month(first.year(), first.month())
        }
        Stretch::Quarter => {
            let opening = Date::new(date.year(), (date.month() - 1) / 3 * 3 + 1, 1).ok()?;
            let first = add_months(opening, shift32.checked_mul(3)?)?;
            months(first.year(), first.month(), 3, Grain::Quarter)
        }
        Stretch::Year => year(date.year().checked_add(i16::try_from(shift).ok()?)?),
        Stretch::Decade => years((date.year() / 10).checked_add(i16::try_from(shift).ok()?)?.checked_mul(10)?, 10),
        Stretch::Century => years((date.year() / 100).checked_add(i16::try_from(shift).ok()?)?.checked_mul(100)?, 100),
        Stretch::Second | Stretch::Minute | Stretch::Hour => {
            let at = moved(today, kind, shift)?;
            Some(DateRange { start: Some(at), end: Some(at), grain: Grain::Hour })
        }
    }
}

/// `today` moved by `count` of a stretch.
pub fn moved(today: DateTime, kind: Stretch, count: i64) -> Option<DateTime> {
    let span = jiff::Span::new();
    let span = match kind {
        Stretch::Second => span.try_seconds(count),
        Stretch::Minute => span.try_minutes(count),
        Stretch::Hour => span.try_hours(count),
        Stretch::Day | Stretch::Night => span.try_days(count),
        Stretch::Week | Stretch::Weekend => span.try_weeks(count),
        Stretch::Fortnight => span.try_weeks(count.checked_mul(2)?),
        Stretch::Month => span.try_months(count),
        Stretch::Quarter => span.try_months(count.checked_mul(3)?),
        Stretch::Year => span.try_years(count),
        Stretch::Decade => span.try_years(count.checked_mul(10)?),
        Stretch::Century => span.try_years(count.checked_mul(100)?),
    };
    today.checked_add(span.ok()?).ok()
}

/// The grain of one stretch.
pub fn grain(kind: Stretch) -> Grain {
    match kind {
        Stretch::Second => Grain::Second,
        Stretch::Minute => Grain::Minute,
        Stretch::Hour => Grain::Hour,
        Stretch::Day | Stretch::Night => Grain::Day,
        Stretch::Week | Stretch::Weekend | Stretch::Fortnight => Grain::Week,
        Stretch::Month => Grain::Month,
        Stretch::Quarter => Grain::Quarter,
        Stretch::Year => Grain::Year,
        Stretch::Decade | Stretch::Century => Grain::Decade,
    }
}

/// The day or stretch that a written date means, seen from the article's day. Without that day only what is written
/// whole is resolved. `tense` is the way the sentence looks; a date by itself lies ahead.
pub fn resolve(written: Written, today: Option<DateTime>, tense: Option<Tense>) -> Option<DateRange> {
    match written {
        Written { year: Some(y), month: Some(m), day: Some(d), .. } => Some(day(Date::new(y, m, d).ok()?)),
        Written { year: Some(y), month: Some(m), .. } => month(y, m),
        Written { year: Some(y), month: None, day: None, .. } => year(y),
        Written { year: None, month: Some(m), day: Some(d), weekday } => {
            let today = today?.date();
            let fits = |y: i16| {
                let date = Date::new(y, m, d).ok()?;
                if weekday.is_none_or(|wanted| date.weekday().to_monday_one_offset() == wanted) {
                    Some(date)
                } else {
                    None
                }
            };
            let near = (-1..=1).filter_map(|shift| fits(today.year().checked_add(shift)?));
            let best = nearest(near, today, tense);
            // a weekday that fits no year close by was a slip of the pen
            best.or_else(|| Date::new(today.year(), m, d).ok()).map(day)
        }
        Written { month: Some(m), .. } => {
            let today = today?.date();
            let near = (-1..=1).filter_map(|shift| Date::new(today.year().checked_add(shift)?, m, 1).ok());
            // the month that runs is neither past nor to come
            let here = nearest(near, today.first_of_month(), tense)?;
            month(here.year(), here.month())
        }
        Written { day: Some(d), weekday, .. } => {
            let today = today?.date();
            let near = (-12..=12).filter_map(|shift| {
                let first = add_months(today.first_of_month(), shift)?;
                let date = Date::new(first.year(), first.month(), d).ok()?;
                if weekday.is_none_or(|wanted| date.weekday().to_monday_one_offset() == wanted) {
                    Some(date)
                } else {
                    None
                }
            });
            nearest(near, today, tense).map(day)
        }
        Written { weekday: Some(wanted), .. } => {
            let today = today?.date();
            let ahead = i64::from((wanted - today.weekday().to_monday_one_offset()).rem_euclid(7));
            let shift = match tense {
                Some(Tense::Past | Tense::Done) if ahead > 0 => ahead - 7,
                Some(Tense::Near) if ahead > 3 => ahead - 7,
                Some(_) => ahead,
                None if ahead == 0 => 7,
                None => ahead,
            };
            Some(day(add_days(today, shift)?))
        }
        _ => None,
    }
}

/// Of several days the one that fits the tense and lies nearest.
pub fn nearest(found: impl Iterator<Item = Date>, today: Date, tense: Option<Tense>) -> Option<Date> {
    let far = |date: Date| date.duration_since(today).as_hours() / 24;
    let cost = |date: &Date| match (far(*date), tense) {
        (days, None) if days < 0 => 10_000 - days,
        // what is over does not lie ahead
        (days, Some(Tense::Done)) if days > 0 => 10_000 + days,
        // a past tense sentence may still name the coming months, seldom the far end of the year
        (days, Some(Tense::Past)) if days > 0 => days * 3,
        (days, Some(Tense::Future)) if days < 0 => -days * 6,
        (days, _) => days.abs(),
    };
    found.min_by_key(cost)
}

/// A part of a stretch: about its first, middle or last third.
pub fn edge(part: Edge, whole: DateRange) -> Option<DateRange> {
    let (first, last) = (whole.start?.date(), whole.end?.date());
    let early = matches!(part, Edge::Start | Edge::Early);
    if whole.grain == Grain::Year {
        let from = match part {
            Edge::Middle => 5,
            _ if early => 1,
            _ => 9,
        };
        return months(first.year(), from, 4, Grain::Quarter);
    }
    if whole.grain == Grain::Decade {
        let count = last.year() - first.year() + 1;
        let (from, to) = match part {
            Edge::Middle => (count * 2 / 5, count * 3 / 5 + i16::from(count == 10)),
            _ if early => (0, count * 2 / 5),
            _ => (count * 3 / 5 + i16::from(count == 10), count),
        };
        return years(first.year() + from, to - from);
    }
    let length = last.duration_since(first).as_hours() / 24 + 1;
    if length == 1 && part == Edge::End {
        let end = first.at(23, 59, 59, 0);
        return Some(DateRange { start: Some(end), end: Some(end), grain: Grain::Second });
    }
    // "early Tuesday": the day, which a part of it may follow
    if length == 1 {
        return Some(day(first));
    }
    // the end of a week begins on Friday, the last third of a month on its 21st
    let third = match whole.grain {
        Grain::Month => 10,
        _ if length == 7 => 2,
        _ => length / 3,
    };
    let (from, to) = match part {
        Edge::Middle if whole.grain == Grain::Month => (add_days(first, 10)?, add_days(first, 19)?),
        Edge::Middle => (add_days(first, third)?, add_days(last, -third)?),
        _ if early => (first, add_days(first, (third - 1).max(0))?),
        _ if length == 7 => (add_days(last, -2)?, last),
        _ => (add_days(first, third * 2)?, last),
    };
    Some(days(from, to, Grain::Week))
}
