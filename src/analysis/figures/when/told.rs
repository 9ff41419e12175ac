//! The times that a text has named so far, which later words count from.

use crate::analysis::figures::lexicon::Stretch;
use crate::analysis::figures::when::calendar;
use crate::analysis::{DateRange, Grain};
use jiff::civil::{Date, DateTime};

/// The stretches of time that a text has named so far.
#[derive(Clone, Copy, Debug, Default)]
pub struct Told {
    /// The day named last, and the sentence that names it.
    pub day: Option<(Date, usize)>,
    pub month: Option<DateRange>,
    pub year: Option<DateRange>,
    /// The quarter that is reported on, and the quarter, half, months or business year named last.
    pub quarter: Option<DateRange>,
    pub period: Option<DateRange>,
    /// The month, quarter or year named last that is not ahead.
    pub stretch: Option<DateRange>,
    pub sentence: usize,
}

/// How long a day stays what "the next day" counts from, in sentences.
const NEAR: usize = 2;

impl Told {
    /// The day named last, while it is near.
    pub fn near(&self) -> Option<DateTime> {
        self.day.filter(|(_, sentence)| self.sentence - sentence <= NEAR).map(|(day, _)| calendar::midnight(day))
    }

    /// The year that is reported on: the one that the period named last ends in, else the article's.
    pub fn reported_year(&self, today: Option<DateTime>) -> Option<DateRange> {
        match self.period {
            Some(period) if period.grain == Grain::Year => Some(period),
            Some(period) => calendar::year(period.end?.date().year()),
            None => calendar::year(today?.year()),
        }
    }

    /// The stretch beside the one of its kind that was named last.
    pub fn beside(&self, kind: Stretch, way: i64) -> Option<DateRange> {
        let base = match kind {
            Stretch::Day | Stretch::Week | Stretch::Weekend => self.near()?,
            Stretch::Month => self.month?.start?,
            Stretch::Quarter => self.period?.start?,
            Stretch::Year => self.year?.start?,
            Stretch::Second
            | Stretch::Minute
            | Stretch::Hour
            | Stretch::Night
            | Stretch::Fortnight
            | Stretch::Decade
            | Stretch::Century => return None,
        };
        calendar::stretch(kind, base, way)
    }
}

/// The same stretch some years earlier; months stay whole.
pub fn years_before(range: DateRange, years: i16) -> Option<DateRange> {
    if years == 0 {
        return Some(range);
    }
    let moved = |day: Date| calendar::add_months(day, i32::from(years) * -12);
    let (first, last) = (range.start?.date(), range.end?.date());
    let whole = last == last.last_of_month();
    let last = moved(last)?;
    Some(DateRange {
        start: Some(calendar::midnight(moved(first)?)),
        end: Some(calendar::midnight(if whole { last.last_of_month() } else { last })),
        grain: range.grain,
    })
}

pub fn part_of_year(year: i16, nth: i64, months: i32) -> Option<DateRange> {
    let first = i32::try_from(nth).ok()?.checked_sub(1)?.checked_mul(months)?.checked_add(1)?;
    calendar::months(year, i8::try_from(first).ok()?, months, Grain::Quarter)
}

pub fn weekday_beside(day: Date, weekday: i8, way: i64) -> Option<DateRange> {
    let own = day.weekday().to_monday_one_offset();
    let days = match way {
        way if way > 0 => i64::from((weekday - own - 1).rem_euclid(7)) + 1,
        _ => -i64::from((own - weekday - 1).rem_euclid(7)) - 1,
    };
    Some(calendar::day(calendar::add_days(day, days)?))
}
