//! Parts of longer stretches: the first quarter of 2019, the last week of July, early March, the end of the year, summer.

use crate::analysis::Grain;
use crate::analysis::figures::lexicon::{Edge, Sense, Stretch, Tense};
use crate::analysis::figures::reader::Reader;
use crate::analysis::figures::when::calendar;
use crate::analysis::figures::when::nth::{nth_of, week_number};
use crate::analysis::figures::when::quarter::{of_year, quarter};
use crate::analysis::figures::when::relative::{self, Relative};
use crate::analysis::figures::when::{written, year};
use jiff::civil::Date;

/// The part of a stretch that begins at a token.
pub fn period(r: &Reader<'_>, at: usize) -> Option<Relative> {
    edge(r, at)
        .or_else(|| quarter(r, at))
        .or_else(|| week_of(r, at))
        .or_else(|| nth_of(r, at))
        .or_else(|| week_number(r, at))
        .or_else(|| holiday(r, at))
        .or_else(|| season(r, at))
}

/// The whole that a part belongs to: "2019", "next month", "the year", "October 2014".
pub fn whole(r: &Reader<'_>, at: usize) -> Option<Relative> {
    if let Some(found) = relative::shifted(r, at) {
        return Some(found);
    }
    let the = at + usize::from(r.is(at, "the"));
    if let Some((kind, end)) =
        relative::stretch(r, the).filter(|(kind, _)| *kind >= Stretch::Day && *kind != Stretch::Night)
    {
        return Some((r.date.and_then(|today| calendar::stretch(kind, today, 0)), end));
    }
    if let Some(found) = year::decade(r, the).or_else(|| season(r, the)) {
        return Some(found);
    }
    if let Some(found) = quarter(r, the) {
        return Some(found);
    }
    let (date, end) = written::written(r, at)?;
    Some((calendar::resolve(date, r.date, r.tense(at)), end))
}

/// "the end of the year", "early March", "mid-2018", "late in the week", "later this year"
fn edge(r: &Reader<'_>, at: usize) -> Option<Relative> {
    let the = at + usize::from(r.is(at, "the"));
    if r.is_any(at, &["earlier", "later"]) {
        return comparative(r, at);
    }
    let (part, end) = r.find(the, |sense| if let Sense::Edge(edge) = sense { Some(edge) } else { None })?;
    let dash = end + usize::from(r.sign(end, b'-') && r.glued(end));
    let noun = matches!(part, Edge::Start | Edge::End) || r.is(the, "middle");
    let next = if noun {
        if r.is(end, "of") {
            end + 1
        } else if r.is_any(the, &["end", "start", "beginning"]) && relative::shift(r, end).is_some() {
            end
        } else {
            return None;
        }
    } else {
        dash + if r.is(dash, "in") { 1 } else { 0 }
    };
    let next = next + usize::from(r.is_any(next, &["around", "about"]));
    if r.is(next, "day") && noun {
        return Some((r.date.map(|today| calendar::day(today.date())), next + 1));
    }
    // "early days", "late last night"
    let bare = !r.is_any(next, &["the", "this", "last", "next", "previous", "past", "coming", "following", "current"]);
    if !noun && relative::stretch(r, next).is_some() && bare {
        return None;
    }
    let (range, after) = whole(r, next)?;
    // a deadline is a day: "by the end of the year"
    let deadline = part == Edge::End && r.after_any(at, &["by", "before", "until", "till", "through"]);
    let range = range
        .and_then(|range| if deadline { Some(calendar::day(range.end?.date())) } else { calendar::edge(part, range) });
    Some((range, after))
}

/// "earlier this month", "later in the year"
fn comparative(r: &Reader<'_>, at: usize) -> Option<Relative> {
    let next = at + 1 + if r.is(at + 1, "in") { 1 } else { 0 };
    if !(r.is_any(next, &["this", "the", "today"]) || relative::shift(r, next).is_some()) {
        return None;
    }
    let (range, end) = if r.is(next, "today") { relative::named(r, next)? } else { whole(r, next)? };
    let today = r.date.map(|today| today.date());
    let range = range.zip(today).and_then(|(range, today)| {
        let (first, last) = (range.start?.date(), range.end?.date());
        let part = if r.is(at, "earlier") {
            calendar::days(first, last.min(today), range.grain)
        } else {
            calendar::days(first.max(today), last, range.grain)
        };
        Some(part)
    });
    Some((range, end))
}

/// "the week of July 18", "the week beginning February 4", "the week after next"
fn week_of(r: &Reader<'_>, at: usize) -> Option<Relative> {
    let the = at + usize::from(r.is(at, "the"));
    if !r.is_any(the, &["week", "month", "year"]) {
        return None;
    }
    if r.is(the + 1, "after") && r.is(the + 2, "next") {
        let (kind, _) = relative::stretch(r, the)?;
        return Some((r.date.and_then(|today| calendar::stretch(kind, today, 2)), the + 3));
    }
    let on = the + 2 + usize::from(r.is(the + 2, "on"));
    if !r.is(the, "week") || !r.is_any(the + 1, &["of", "beginning", "starting", "commencing", "ending", "ended"]) {
        return None;
    }
    let (date, end) = written::written(r, on).filter(|(date, _)| date.day.is_some())?;
    let week = calendar::resolve(date, r.date, r.tense(at))
        .and_then(|day| Some((day.start?.date(), r.is_any(the + 1, &["ending", "ended"]))));
    let range = week.and_then(|(day, ending)| {
        let first = if ending { calendar::add_days(day, -6)? } else { calendar::monday(day)? };
        Some(calendar::days(first, calendar::add_days(first, 6)?, Grain::Week))
    });
    Some((range, end))
}

/// Days with a name: Christmas, Thanksgiving 2013, last Easter.
fn holiday(r: &Reader<'_>, at: usize) -> Option<Relative> {
    let the = at + usize::from(r.is(at, "the"));
    let (way, next) = relative::shift(r, the).map_or((None, at), |(way, end)| (Some(way), end));
    let (feast, mut end) = r.find(next, |sense| if let Sense::Holiday(feast) = sense { Some(feast) } else { None })?;
    // "Johnnie Christmas": a name
    let name = at
        .checked_sub(1)
        .is_some_and(|before| r.capital(before) && before > 0 && r.token(before).is_some_and(|token| token.entry == 0));
    if name && r.capital(at) {
        return None;
    }
    let tense = match way {
        Some(way) if way < 0 => Some(Tense::Past),
        Some(_) => None,
        None => r.tense(at),
    };
    let year = end + usize::from(r.is_any(end, &["of", "in"]) || r.sign(end, b','));
    if let Some((found, after)) = year::spoken_year(r, end) {
        return Some((calendar::feast(feast, found).map(calendar::day), after));
    }
    if let Some(found) = r.whole(year, 4).filter(|year| (1900..2100).contains(year)) {
        return Some((calendar::feast(feast, i16::try_from(found).ok()?).map(calendar::day), year + 1));
    }
    if let Some((range, after)) = of_year(r, end).filter(|_| r.is(end, "of")) {
        end = after;
        let date = range.and_then(|range| calendar::feast(feast, range.start?.year()));
        return Some((date.map(calendar::day), end));
    }
    let strict = way.filter(|way| *way != 0);
    let date = r.date.and_then(|today| calendar::feast_near(feast, today.date(), tense, strict));
    Some((date.map(calendar::day), end))
}

/// summer of 2012, last winter, in the spring
fn season(r: &Reader<'_>, at: usize) -> Option<Relative> {
    let the = at + usize::from(r.is(at, "the"));
    let shift = relative::shift(r, the);
    let next = shift.map_or(the, |(_, end)| end);
    let (month, mut end) = r.find(next, |sense| if let Sense::Season(month) = sense { Some(month) } else { None })?;
    let year = end + usize::from(r.is_any(end, &["of", "in"]));
    let mut dated = r.whole(year, 4).filter(|year| (1900..2100).contains(year));
    if dated.is_some() {
        end = year + 1;
    } else if let Some((range, after)) = of_year(r, end) {
        dated = range.and_then(|range| Some(i64::from(range.start?.year())));
        end = after;
    }
    let led = at.checked_sub(1).is_some_and(|before| {
        r.is_any(
            before,
            &["in", "since", "by", "until", "during", "of", "early", "late", "mid", "this", "for", "each", "every"],
        ) || r.sign(before, b'-')
    });
    let verb = r.is_any(next, &["spring", "fall"]);
    if dated.is_none()
        && shift.is_none()
        && !(led && !(verb && the == at && !r.after_any(at, &["in", "since", "of", "this", "by"])))
    {
        return None;
    }
    let range = match dated {
        Some(year) => calendar::months(i16::try_from(year).ok()?, month, 3, Grain::Quarter),
        None => r.date.and_then(|today| {
            let today = today.date();
            let tense = match shift {
                Some((way, _)) if way < 0 => Some(Tense::Past),
                Some((way, _)) if way > 0 => None,
                _ => r.tense(at),
            };
            let this = shift.is_some_and(|(way, _)| way == 0);
            let running = Date::new(today.year(), month, 1).ok()?;
            let year = match tense {
                _ if this => today.year(),
                Some(Tense::Past) if running > today => today.year() - 1,
                None if running < today => today.year() + 1,
                _ => today.year(),
            };
            calendar::months(year, month, 3, Grain::Quarter)
        }),
    };
    Some((range, end))
}
