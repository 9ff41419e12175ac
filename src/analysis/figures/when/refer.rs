//! Times that count from one named before: "the quarter", "the year-earlier period", "that year", "the following month".

use crate::analysis::figures::lexicon::{Sense, Stretch, Tense};
use crate::analysis::figures::number::number;
use crate::analysis::figures::ordinal::place;
use crate::analysis::figures::quantity::Found;
use crate::analysis::figures::reader::Reader;
use crate::analysis::figures::when::moment::{Day, day};
use crate::analysis::figures::when::relative::{self, Relative};
use crate::analysis::figures::when::told::{part_of_year, weekday_beside, years_before};
use crate::analysis::figures::when::{calendar, written};
use crate::analysis::{DateRange, FigureKind, Grain};
use jiff::civil::{Date, DateTime};

/// Days around the article's own that are news and not what "that year" goes back to.
const NEWS: i64 = 10;

/// Keeps in mind what a date names.
pub fn note(r: &Reader<'_>, found: &Found) {
    let mut told = r.told.get();
    let range = found.figure.date.and_then(|range| Some((range, range.start?.date(), range.end?.date())));
    let Some((range, first, last)) = range.filter(|_| found.figure.kind == FigureKind::Date) else { return };
    if refers(r, found.start) {
        return;
    }
    let today = r.date.map(|today| today.date());
    let ahead = today.is_some_and(|today| first > today);
    let days = |from: Date, to: Date| to.duration_since(from).as_hours() / 24;
    let old = today.is_none_or(|today| days(last, today).abs() > NEWS);
    let reports = r.after_any(found.start, &["said", "says", "told", "reported", "announced"])
        || r.after_any(found.start, &["on"])
            && r.after_any(found.start - 1, &["said", "says", "told", "reported", "announced"]);
    if range.grain <= Grain::Day && first == last && !reports {
        told.day = Some((first, told.sentence));
    }
    let old = old || range.grain > Grain::Day;
    if range.grain <= Grain::Month && old && first.first_of_month() == last.first_of_month() {
        told.month = calendar::month(first.year(), first.month());
    }
    if range.grain <= Grain::Year && old && first.year() == last.year() {
        told.year = calendar::year(first.year());
    }
    if is_period(r, found) {
        // what is reported on is over, and one a year before it is there to compare with
        let older = told.period.and_then(|period| Some(days(last, period.end?.date()) > 300));
        let over = today.is_none_or(|today| last <= today);
        if older != Some(true) && (over || !ahead && told.period.is_none()) {
            told.period = Some(range);
            told.quarter = if days(first, last) < 100 { Some(range) } else { told.quarter };
            told.stretch = told.period;
        }
    } else if !ahead && (calendar::is_month(range) || calendar::is_year(range)) {
        told.stretch = Some(range);
    }
    r.told.set(told);
}

/// "third quarter", "Q3", "the first half", "the year ended June 30", "fiscal 1990"
fn is_period(r: &Reader<'_>, found: &Found) -> bool {
    const WORDS: &[&str] = &["quarter", "quarters", "qtr", "half", "q", "h", "fiscal", "financial"];
    let months = (found.start..found.end).any(|at| r.is(at, "first") && (at..found.end).any(|at| r.is(at, "months")));
    let ended = r.is_any(found.end, &["ended", "ending"]) || r.is(found.end + 1, "ended");
    (found.start..found.end).any(|at| r.is_any(at, WORDS)) || ended || months
}

/// True where a date counts from another that the text names.
fn refers(r: &Reader<'_>, at: usize) -> bool {
    told(r, at).is_some()
}

/// What stands for a time named before.
#[derive(Clone, Copy, Default)]
struct Reference {
    /// "that", "the same"
    same: bool,
    /// "latest", "comparable", "full"
    known: bool,
    /// Years back: "year-earlier", "last year" behind it.
    back: Option<i16>,
    /// "first", "third"
    nth: Option<i64>,
    noun: Option<Noun>,
    end: usize,
}

#[derive(Clone, Copy, PartialEq)]
enum Noun {
    Stretch(Stretch),
    Half,
    Period,
    /// "the latest nine months"
    Months(i32),
}

/// "the quarter", "the latest period", "the year-earlier third quarter", "that year", "the same month a year ago",
/// "year-earlier" before a noun of another kind.
pub fn told(r: &Reader<'_>, at: usize) -> Option<Relative> {
    if let Some(found) = beside(r, at) {
        return Some(found);
    }
    let reference = read(r, at)?;
    let told = r.told.get();
    let end = reference.end;
    let base = match reference.noun {
        None => told.period.or(told.stretch),
        Some(Noun::Period) if reference.back.is_some() => told.period.or(told.stretch),
        Some(Noun::Period) => told.period,
        Some(Noun::Half | Noun::Stretch(Stretch::Quarter)) => match reference.nth {
            Some(nth) => {
                let months = if reference.noun == Some(Noun::Half) { 6 } else { 3 };
                let year = told.period.and_then(|period| Some(period.end?.date().year()));
                let year = year.or(r.date.map(|today| today.year()));
                year.and_then(|year| part_of_year(year, nth, months))
            }
            None => told.quarter,
        },
        Some(Noun::Months(count)) => told.period.and_then(|period| {
            let last = period.end?.date();
            let first = calendar::add_months(last.tomorrow().ok()?, -count)?;
            Some(calendar::days(first, last, Grain::Month))
        }),
        Some(Noun::Stretch(Stretch::Year)) if reference.same => told.year.or(told.period),
        Some(Noun::Stretch(Stretch::Year)) => told.reported_year(r.date),
        Some(Noun::Stretch(Stretch::Month)) => told.month,
        Some(Noun::Stretch(Stretch::Week)) => told.near().and_then(|day| calendar::stretch(Stretch::Week, day, 0)),
        Some(Noun::Stretch(Stretch::Day)) => told.near().map(|day| calendar::day(day.date())),
        Some(Noun::Stretch(_)) => None,
    };
    Some((base.and_then(|base| years_before(base, reference.back.unwrap_or(0))), end))
}

/// Words before a time that is spoken of.
const LEADS: &[&str] =
    &["in", "for", "during", "of", "over", "through", "throughout", "within", "from", "than", "with", "at"];

fn read(r: &Reader<'_>, at: usize) -> Option<Reference> {
    let article = r.is(at, "the");
    let that = r.is(at, "that");
    let mut found = Reference { same: that, end: at + usize::from(article || that), ..Reference::default() };
    for _ in 0..4 {
        let here = found.end;
        if r.is_any(here, &["latest", "comparable", "corresponding", "full", "entire", "whole"]) {
            found.known = true;
        } else if r.is(here, "same") {
            found.same = true;
        } else if r.is_any(here, &["fiscal", "financial"]) && article {
            found.end = here + 1;
            continue;
        } else if let Some(end) = year_earlier(r, here) {
            found.back = Some(1);
            found.end = end;
            continue;
        } else {
            break;
        }
        found.end = here + 1;
    }
    if let Some((value, end)) = place(r, found.end).filter(|_| found.back.is_some()) {
        found.nth = value.and_then(|value| i64::try_from(value).ok());
        found.end = end;
        found.end += usize::from(r.sign(end, b'-') && r.glued(end));
    }
    let noun = match relative::stretch(r, found.end) {
        Some((kind, end)) if !r.text_at(end - 1).ends_with('s') => Some((Noun::Stretch(kind), end)),
        Some(_) => None,
        None if r.is(found.end, "period") => Some((Noun::Period, found.end + 1)),
        None if r.is(found.end, "half") && found.nth.is_some() => Some((Noun::Half, found.end + 1)),
        None => months(r, found.end),
    };
    match noun {
        Some((noun, end)) => (found.noun, found.end) = (Some(noun), end),
        // "year-earlier profit"
        None if found.back.is_some() && found.nth.is_none() => return Some(found),
        None => return None,
    }
    // "the period-end", "the year-old"
    if r.sign(found.end, b'-') && r.glued(found.end) {
        return None;
    }
    if let Some((back, end)) = tail(r, found.end).filter(|_| found.back.is_none()) {
        (found.back, found.end) = (Some(back), end);
    }
    if fits(r, at, &found) { Some(found) } else { None }
}

/// "nine months"
fn months(r: &Reader<'_>, at: usize) -> Option<(Noun, usize)> {
    let count = number(r, at)?;
    let (_, end) = relative::stretch(r, count.end).filter(|(kind, _)| *kind == Stretch::Month)?;
    let count = count.value.and_then(|count| i32::try_from(count).ok()).filter(|count| (2..=12).contains(count))?;
    Some((Noun::Months(count), end))
}

/// Whether such a reference speaks of a time at all: "the year" by itself may be any.
fn fits(r: &Reader<'_>, at: usize, found: &Reference) -> bool {
    let told = r.told.get();
    let business = matches!(found.noun, Some(Noun::Period | Noun::Half | Noun::Stretch(Stretch::Quarter)));
    let year = found.noun == Some(Noun::Stretch(Stretch::Year));
    let months = matches!(found.noun, Some(Noun::Months(_)));
    // "that day" with no day to go back to
    let lost = match found.noun {
        Some(Noun::Stretch(Stretch::Day | Stretch::Week)) => told.near().is_none(),
        Some(Noun::Stretch(Stretch::Month)) => told.month.is_none(),
        Some(Noun::Stretch(Stretch::Year)) => told.year.is_none() && told.period.is_none(),
        Some(_) => told.period.is_none(),
        None => false,
    };
    let reported = told.period.is_some();
    let goes_on = r.is_any(found.end, &["of", "after", "before", "since", "when", "that", "in", "under", "between"])
        || r.literal(found.end).is_some();
    match () {
        () if found.back.is_some() => business || year || months || found.same || found.known || found.noun.is_none(),
        () if found.same && r.is(at, "that") => !lost && !months,
        () if found.same => {
            !months && !matches!(found.noun, Some(Noun::Half | Noun::Stretch(Stretch::Night | Stretch::Weekend)))
        }
        () if found.known && year && !goes_on => {
            // "for the full year" is the article's, "the latest fiscal year" nobody knows
            let full = r.is_any(at + 1, &["full", "entire", "whole"]) && r.after_any(at, &["for", "in"]);
            reported || full
        }
        () if !reported || goes_on => false,
        () if found.known => business || year || months,
        () if business || year => r.after_any(at, LEADS) && r.is(at, "the"),
        () => false,
    }
}

/// The day that "that night" and "the next morning" count from, and past the words that say so.
pub fn day_of_part(r: &Reader<'_>, at: usize) -> Option<(Option<DateTime>, usize)> {
    let that = r.is(at, "that") || r.is(at, "the") && r.is(at + 1, "same");
    let next = r.is(at, "the") && r.is_any(at + 1, &["next", "following"]);
    if !(that || next && r.tense(at).is_some_and(Tense::looks_back)) {
        return None;
    }
    let end = at + if next || r.is(at + 1, "same") { 2 } else { 1 };
    let day = r.told.get().near();
    let day = if next { day.and_then(|day| calendar::moved(day, Stretch::Day, 1)) } else { day };
    Some((day, end))
}

/// "year-earlier", "year-ago", "year ago", "prior-year"
fn year_earlier(r: &Reader<'_>, at: usize) -> Option<usize> {
    let dash = |at: usize| at + usize::from(r.sign(at, b'-') && r.glued(at));
    let second = dash(at + 1);
    let year = r.is(at, "year") && r.is_any(second, &["earlier", "ago", "before"]) && second > at + 1;
    let prior = r.is(at, "prior") && r.is(second, "year") && second > at + 1;
    if year || prior { Some(second + 1) } else { None }
}

/// What moves a reference back behind it: "a year ago", "last year", "of last year", "the year before".
fn tail(r: &Reader<'_>, at: usize) -> Option<(i16, usize)> {
    let article = usize::from(r.is_any(at, &["a", "one"]));
    let year = r.is(at + article, "year") && article == 1;
    if year && r.is_any(at + 2, &["ago", "earlier", "before", "previously"]) {
        return Some((1, at + 3));
    }
    let of = at + usize::from(r.is_any(at, &["of", "in"]));
    let the = of + usize::from(r.is(of, "the"));
    if r.is(the, "year") && the > of && r.is_any(the + 1, &["before", "earlier"]) {
        return Some((1, the + 2));
    }
    if r.is_any(the, &["last", "previous", "prior", "preceding"]) && r.is(the + 1, "year") && !r.sign(the + 2, b'\'') {
        return Some((1, the + 2));
    }
    None
}

/// "the following year", "the next day", "the previous month", "the day before": one beside a time named before.
fn beside(r: &Reader<'_>, at: usize) -> Option<Relative> {
    if !r.is(at, "the") {
        return None;
    }
    let told = r.told.get();
    if let Some((kind, end)) = relative::stretch(r, at + 1).filter(|(kind, _)| *kind >= Stretch::Day) {
        let way = match () {
            () if r.is_any(end, &["before", "earlier"]) => -1,
            () if r.is(end, "after") => 1,
            () => return None,
        };
        let stops = r.token(end + 1).is_none()
            || [b',', b'.', b';', b')', b'"'].iter().any(|sign| r.sign(end + 1, *sign))
            || r.is_any(end + 1, &["and", "but"]);
        let single = !r.text_at(end - 1).ends_with('s');
        if let Some(found) = day_beside(r, end + 1, way).filter(|_| kind == Stretch::Day && single) {
            return Some(found);
        }
        return if stops && single { Some((told.beside(kind, way), end + 1)) } else { None };
    }
    let next = r.is(at + 1, "next");
    let following = r.is(at + 1, "following");
    let previous = r.is_any(at + 1, &["previous", "preceding"]);
    if !(next || following || previous) {
        return None;
    }
    let way = if previous { -1 } else { 1 };
    let back = r.tense(at).is_some_and(Tense::looks_back);
    let (range, end) = if let Some((weekday, end)) = written::weekday(r, at + 2) {
        (told.near().and_then(|day| weekday_beside(day.date(), weekday, way)), end)
    } else {
        let (kind, end) = relative::stretch(r, at + 2).filter(|(kind, _)| *kind >= Stretch::Day)?;
        if r.text_at(end - 1).ends_with('s') {
            return None;
        }
        (told.beside(kind, way), end)
    };
    // nothing named: what was previous or is to come counts from the article's day
    if range.is_none() && (previous || !back) || next && !back {
        return None;
    }
    Some((range, end))
}

/// "the day before last Tuesday"
fn day_beside(r: &Reader<'_>, at: usize, way: i64) -> Option<Relative> {
    // "the day before the day before": nobody says that
    if r.is(at, "the") {
        return None;
    }
    let (found, end) = day(r, at)?;
    let range = match found {
        Day::Fixed(range) => range,
        Day::Written(date) => calendar::resolve(date, r.date, r.tense(at)),
    };
    let single = range.is_none_or(|range| range.grain == Grain::Day);
    let range = range.and_then(|range| Some(calendar::day(calendar::add_days(range.start?.date(), way)?)));
    // "the day before Tuesday's vote"
    let owned = r.sign(end, b'\'') && !r.is(end + 1, "s");
    if single && !owned { Some((range, end)) } else { None }
}

/// What a length of time before or after counts from: "a year earlier", "two days later".
pub fn counted(r: &Reader<'_>, at: usize, kind: Stretch, count: i64, ago: bool) -> Option<DateRange> {
    let told = r.told.get();
    let sums = (at.saturating_sub(24)..at).any(|before| {
        let sum = |sense| matches!(sense, Sense::Currency { .. } | Sense::Percent(_) | Sense::Change);
        r.sign(before, b'$') || r.sign(before, b'%') || r.means(before, sum)
    });
    if kind == Stretch::Year && count < 0 {
        let base = match () {
            () if sums => told.period.or(told.stretch.filter(|stretch| recent(r, *stretch))),
            () if ago => None,
            () => told.stretch,
        };
        let base = base.filter(|base| !ago || base.grain == Grain::Quarter);
        return years_before(base?, i16::try_from(count.checked_neg()?).ok()?);
    }
    if ago {
        return None;
    }
    // "twenty years later he is": what lies ahead counts from another day
    let moved = calendar::moved(told.near()?, kind, count)?;
    let ahead = count > 0 && r.date.is_some_and(|today| moved.date() > today.date());
    let grain = calendar::grain(kind);
    if ahead || grain < Grain::Day { None } else { Some(DateRange { grain, ..calendar::day(moved.date()) }) }
}

/// Within a year and a half of the article: what figures of today are compared with.
fn recent(r: &Reader<'_>, stretch: DateRange) -> bool {
    let end = stretch.end.map(|end| end.date());
    r.date.zip(end).is_none_or(|(today, end)| today.date().duration_since(end).as_hours() < 24 * 548)
}

/// "earlier that day", "later the same year": the whole of it.
pub fn later_that(r: &Reader<'_>, at: usize) -> Option<Relative> {
    let that = r.is(at, "that") || r.is(at, "the") && r.is(at + 1, "same");
    if that { told(r, at) } else { None }
}
