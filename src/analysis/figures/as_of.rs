//! When a figure held: the day its sentence names, the period that is reported on, or the article's own day.

use crate::analysis::figures::reader::Reader;
use crate::analysis::{DateRange, Figure, FigureKind, Grain};
use std::ops::Range;

/// How many figures away a day may stand: keeps the work linear.
const REACH: usize = 12;

/// The day that the sentence names nearest to the figure, none ahead; else the article's.
pub fn day(r: &Reader<'_>, index: usize, spots: &[Range<usize>], figures: &[Figure]) -> Option<DateRange> {
    let spot = spots.get(index)?;
    let far = |other: &Range<usize>| other.start.abs_diff(spot.end).min(spot.start.abs_diff(other.end));
    let own_figure = figures.get(index)?;
    let first = index.saturating_sub(REACH);
    let around = figures.iter().skip(first).zip(spots.iter().skip(first)).take(2 * REACH + 1);
    let dated = around.filter_map(|(figure, other)| {
        // "6,300 people, 1,100 more than a year ago"
        let compared = r.after_any(other.start, &["than", "from", "with", "against"]) && other.start > spot.end;
        if compared {
            return None;
        }
        let told = matches!(figure.kind, FigureKind::Date | FigureKind::Time);
        let range = figure.date.filter(|range| told && range.grain < Grain::Decade)?;
        let open = range.start.is_none() || range.end.is_none();
        let ahead = r.date.is_some_and(|today| range.start.is_some_and(|start| start.date() > today.date()));
        if open || ahead { None } else { Some((far(other), range)) }
    });
    let own = r.date.map(|today| {
        let whole = today.time() == jiff::civil::Time::midnight();
        DateRange { start: Some(today), end: Some(today), grain: if whole { Grain::Day } else { Grain::Minute } }
    });
    // results hold for the quarter or year that is reported on
    let results = own_figure.measure.is_some_and(|measure| RESULTS.contains(&measure));
    let period = r.told.get().period.filter(|_| results);
    dated.min_by_key(|(far, _)| *far).map(|(_, range)| range).or(period).or(own)
}

/// What a firm reports for a stretch of time, not for a day.
const RESULTS: &[&str] =
    &["revenue", "operating profit", "net profit", "profit", "loss", "margin", "earnings per share", "free cash flow"];
