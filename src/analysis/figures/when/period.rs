//! Parts of longer stretches: the first quarter of 2019, the last week of July, early March, the end of the year, summer.

use crate::analysis::figures::lexicon::{Edge, Sense, Stretch, Tense};
use crate::analysis::figures::number::number;
use crate::analysis::figures::ordinal::place;
use crate::analysis::figures::reader::Reader;
use crate::analysis::figures::when::calendar;
use crate::analysis::figures::when::relative::{self, Relative};
use crate::analysis::figures::when::written;
use crate::analysis::{DateRange, Grain};
use jiff::civil::{Date, Weekday};
use rust_decimal::prelude::ToPrimitive;

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
fn whole(r: &Reader<'_>, at: usize) -> Option<Relative> {
    if let Some(found) = relative::shifted(r, at) {
        return Some(found);
    }
    let the = at + usize::from(r.is(at, "the"));
    if let Some((kind, end)) =
        relative::stretch(r, the).filter(|(kind, _)| *kind >= Stretch::Day && *kind != Stretch::Night)
    {
        return Some((r.date.and_then(|today| calendar::stretch(kind, today, 0)), end));
    }
    if let Some(found) = written::decade(r, the).or_else(|| season(r, the)) {
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

/// Q1 2019, 2019-Q1, first quarter of the year, fourth-quarter, H2 2019, first half of 2018
fn quarter(r: &Reader<'_>, at: usize) -> Option<Relative> {
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
        let fiscal = of + usize::from(r.is_any(of, &["fiscal", "calendar"]));
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
            // the quarter that a report speaks of has begun, unless the sentence looks ahead
            let begun = month <= today.month();
            let back = !begun && r.tense(at) == Some(Tense::Past);
            calendar::months(today.year() - i16::from(back), month, count, Grain::Quarter)
        }),
    };
    Some((range, end))
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
    let half = r.is(dash, "half") && number <= 2 && r.is(dash + 1, "of");
    let of_year = half && (r.whole(dash + 2, 4).is_some() || of_year(r, dash + 1).is_some());
    if of_year { Some((6, number, dash + 1)) } else { None }
}

/// "of the year", "of last year"
fn of_year(r: &Reader<'_>, at: usize) -> Option<Relative> {
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

/// "the first Monday of October", "last week of July", "first nine months of the year", "the 15th day of June"
fn nth_of(r: &Reader<'_>, at: usize) -> Option<Relative> {
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
        Stretch::Month | Stretch::Year => {
            let months = if kind == Stretch::Month { 1 } else { 12 };
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

/// "week 10", "week 3 of 2027"
fn week_number(r: &Reader<'_>, at: usize) -> Option<Relative> {
    let number = r.whole(at + 1, 2).filter(|number| r.is(at, "week") && (1..=53).contains(number))?;
    let (range, end) =
        inside(r, at + 2).unwrap_or((r.date.and_then(|today| calendar::stretch(Stretch::Year, today, 0)), at + 2));
    Some((range.and_then(|range| nth_stretch(range, number, 1, Stretch::Week)), end))
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
    if let Some((found, after)) = written::spoken_year(r, end) {
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
