//! Parts of longer stretches: the first quarter of 2019, the last week of July, early March, the end of the year, summer.

use crate::analysis::figures::length::in_life;
use crate::analysis::figures::lexicon::{Edge, Sense, Stretch, Tense};
use crate::analysis::figures::ordinal::place;
use crate::analysis::figures::reader::Reader;
use crate::analysis::figures::when::calendar;
use crate::analysis::figures::when::calendar::Written;
use crate::analysis::figures::when::feast::{feast, feast_near};
use crate::analysis::figures::when::nth::{nth_of, week_number};
use crate::analysis::figures::when::quarter::{of_named_year, of_year, quarter};
use crate::analysis::figures::when::relative::{self, Relative};
use crate::analysis::figures::when::{refer, written, year};
use crate::analysis::{DateRange, Grain};
use jiff::civil::Date;

/// The part of a stretch that begins at a token.
pub fn period(r: &Reader<'_>, at: usize) -> Option<Relative> {
    edge(r, at)
        .or_else(|| rest(r, at))
        .or_else(|| close(r, at))
        .or_else(|| the_weekend(r, at))
        .or_else(|| to_date(r, at))
        .or_else(|| quarter(r, at))
        .or_else(|| of_named_year(r, at))
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
    if let Some(found) = quarter(r, the).or_else(|| relative::named(r, at)) {
        return Some(found);
    }
    let (date, end) = written::written(r, at).or_else(|| written::written(r, the))?;
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
    if in_life(r, dash) {
        return None;
    }
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
    // "early days", "late last night"
    let bare = !r.is_any(next, &["the", "this", "last", "next", "previous", "past", "coming", "following", "current"]);
    if !noun && relative::stretch(r, next).is_some() && bare {
        return None;
    }
    let own_day = r.is(next, "day") && noun;
    // "the start of the 2014 Winter Games": a year in a name
    if noun && r.whole(next + 1, 4).is_some() && r.is(next, "the") && r.capital(next + 2) && r.is_word(next + 2) {
        return None;
    }
    if let Some(found) = day_of_week(r, next) {
        return Some(found);
    }
    let (range, after) = match own_day {
        true => (r.date.map(|today| calendar::day(today.date())), next + 1),
        false => whole(r, next)?,
    };
    // a deadline is a day: "by the end of the year"
    let deadline = part == Edge::End && r.after_any(at, &["by", "before", "until", "till", "through"]);
    let range = range
        .and_then(|range| if deadline { Some(calendar::day(range.end?.date())) } else { calendar::edge(part, range) });
    Some((range, after))
}

/// "early in the day Wednesday", "late in the day on Friday"
fn day_of_week(r: &Reader<'_>, at: usize) -> Option<Relative> {
    let the = at + usize::from(r.is(at, "the"));
    let on = the + 1 + usize::from(r.is(the + 1, "on"));
    let (weekday, end) = written::weekday(r, on).filter(|_| r.is(the, "day"))?;
    let date = Written { weekday: Some(weekday), ..Written::default() };
    Some((calendar::resolve(date, r.date, r.tense(at)), end))
}

/// "earlier this month", "later in the year"
fn comparative(r: &Reader<'_>, at: usize) -> Option<Relative> {
    let next = at + 1 + if r.is(at + 1, "in") { 1 } else { 0 };
    if let Some(found) = refer::later_that(r, next) {
        return Some(found);
    }
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
    if r.is(the, "weekend") && r.is_any(the + 1, &["of", "after", "before"]) {
        return weekend_of(r, the + 1);
    }
    if !r.is_any(the, &["week", "month", "year"]) {
        return None;
    }
    if r.is(the, "month") && r.is(the + 1, "of") {
        return the_month(r, the + 2);
    }
    if r.is(the + 1, "after") && r.is(the + 2, "next") {
        let (kind, _) = relative::stretch(r, the)?;
        return Some((r.date.and_then(|today| calendar::stretch(kind, today, 2)), the + 3));
    }
    let on = the + 2 + usize::from(r.is(the + 2, "on"));
    if !r.is(the, "week") || !r.is_any(the + 1, &["of", "beginning", "starting", "commencing", "ending", "ended"]) {
        return None;
    }
    let (date, end) = written::written(r, on).or_else(|| bare_day(r, on)).filter(|(date, _)| date.day.is_some())?;
    let week = calendar::resolve(date, r.date, r.tense(at))
        .and_then(|day| Some((day.start?.date(), r.is_any(the + 1, &["ending", "ended"]))));
    let range = week.and_then(|(day, ending)| {
        let first = if ending { calendar::add_days(day, -6)? } else { calendar::monday(day)? };
        Some(calendar::days(first, calendar::add_days(first, 6)?, Grain::Week))
    });
    Some((range, end))
}

/// "the month of September"
fn the_month(r: &Reader<'_>, at: usize) -> Option<Relative> {
    let whole = |date: &Written| date.month.is_some() && date.day.is_none();
    let (date, end) = written::written(r, at).filter(|(date, _)| whole(date))?;
    Some((calendar::resolve(date, r.date, r.tense(at)), end))
}

/// "the 18th", "18th" where only a day can stand.
fn bare_day(r: &Reader<'_>, at: usize) -> Option<(Written, usize)> {
    let the = at + usize::from(r.is(at, "the"));
    let (value, end) = place(r, the)?;
    let day = value.and_then(|value| i8::try_from(value).ok()).filter(|day| (1..=31).contains(day))?;
    Some((Written { day: Some(day), ..Written::default() }, end))
}

/// "weekend of July 4", "the weekend after Thanksgiving"
fn weekend_of(r: &Reader<'_>, at: usize) -> Option<Relative> {
    let (range, end) = match holiday(r, at + 1) {
        Some(found) => found,
        None => {
            let (date, end) = written::written(r, at + 1).filter(|(date, _)| date.day.is_some())?;
            (calendar::resolve(date, r.date, r.tense(at)), end)
        }
    };
    let way = if r.is(at, "after") { 1 } else { -i64::from(r.is(at, "before")) };
    Some((range.and_then(|range| weekend(range, way)), end))
}

/// The weekend that a day belongs to; a Friday or Monday, and the Thursday before a free Friday, make it longer.
fn weekend(day: DateRange, way: i64) -> Option<DateRange> {
    let date = day.start?.date();
    let weekday = i64::from(date.weekday().to_monday_one_offset());
    let saturday = calendar::add_days(date, 6 - weekday - if weekday < 3 && way == 0 { 7 } else { 0 })?;
    let saturday = calendar::add_days(saturday, way.min(0) * 7)?;
    let sunday = calendar::add_days(saturday, 1)?;
    let (first, last) = if way == 0 { (saturday.min(date), sunday.max(date)) } else { (saturday, sunday) };
    Some(calendar::days(first, last, Grain::Week))
}

/// "the rest of the year": from the article's day to its end.
fn rest(r: &Reader<'_>, at: usize) -> Option<Relative> {
    let the = at + usize::from(r.is(at, "the"));
    if !(r.is_any(the, &["rest", "remainder"]) && r.is(the + 1, "of")) {
        return None;
    }
    // "the rest of the 2016 candidates": a year before a noun
    if r.is(the + 2, "the") && r.whole(the + 3, 4).is_some() {
        return None;
    }
    let (range, end) = whole(r, the + 2).filter(|(range, _)| range.is_none_or(|range| range.grain > Grain::Day))?;
    let range = range.zip(r.date).map(|(range, today)| {
        let today = calendar::midnight(today.date());
        let runs = range.start <= Some(today) && Some(today) <= range.end;
        if runs { DateRange { start: Some(today), ..range } } else { range }
    });
    Some((range, end))
}

/// "by year-end", "at year end", "year's end": its last day.
fn close(r: &Reader<'_>, at: usize) -> Option<Relative> {
    const LEADS: &[&str] = &[
        "by", "at", "before", "until", "till", "through", "of", "from", "since", "to", "the", "after", "around", "for",
    ];
    if !r.is_any(at, &["year", "month", "quarter"]) || !r.after_any(at, LEADS) {
        return None;
    }
    let owned = r.sign(at + 1, b'\'') && r.is(at + 2, "s");
    let end = at + 1 + if owned { 2 } else { usize::from(r.sign(at + 1, b'-') && r.glued(at + 1)) };
    let noun = r.is_word(end + 1) && !r.means(end + 1, |sense| matches!(sense, Sense::Stop | Sense::Tense(_)));
    if !r.is(end, "end") || noun || r.sign(end + 1, b'-') {
        return None;
    }
    let (kind, _) = relative::stretch(r, at)?;
    let past = -i64::from(r.after_any(at, &["since", "from"]));
    let range = r.date.and_then(|today| calendar::stretch(kind, today, past));
    Some((range.and_then(|range| Some(calendar::day(range.end?.date()))), end + 1))
}

/// "over the weekend", "at the weekend": the last one or the coming one, as the sentence looks.
fn the_weekend(r: &Reader<'_>, at: usize) -> Option<Relative> {
    const LEADS: &[&str] =
        &["over", "at", "during", "on", "by", "before", "after", "until", "till", "since", "through", "throughout"];
    let of = at > 1 && r.after_any(at, &["of"]) && r.is(at - 2, "ahead");
    let lasting = r.is(at, "the") && r.is(at + 1, "weekend") && (of || r.after_any(at, LEADS));
    if !lasting || r.is_any(at + 2, &["of", "after", "before"]) {
        return None;
    }
    let range = r.date.and_then(|today| {
        let here = today.date().weekday().to_monday_one_offset() > 5;
        let behind = !here && r.tense(at).is_some_and(Tense::looks_back);
        calendar::stretch(Stretch::Weekend, today, -i64::from(behind))
    });
    Some((range, at + 2))
}

/// "year to date", "the year to date"
fn to_date(r: &Reader<'_>, at: usize) -> Option<Relative> {
    let the = at + usize::from(r.is(at, "the"));
    let dash = |at: usize| at + usize::from(r.sign(at, b'-'));
    let to = dash(the + 1);
    let date = dash(to + 1);
    if !(r.is(the, "year") && r.is(to, "to") && r.is(date, "date")) {
        return None;
    }
    let range = r.date.and_then(|today| {
        let first = Date::new(today.year(), 1, 1).ok()?;
        Some(calendar::days(first, today.date(), Grain::Year))
    });
    Some((range, date + 1))
}

/// Days with a name: Christmas, Thanksgiving 2013, last Easter.
fn holiday(r: &Reader<'_>, at: usize) -> Option<Relative> {
    let the = at + usize::from(r.is(at, "the"));
    let (way, next) = relative::shift(r, the).map_or((None, at), |(way, end)| (Some(way), end));
    let (kind, mut end) = r.find(next, |sense| if let Sense::Holiday(feast) = sense { Some(feast) } else { None })?;
    // "Johnnie Christmas": a name
    let name = at
        .checked_sub(1)
        .is_some_and(|before| r.capital(before) && before > 0 && r.token(before).is_some_and(|token| token.entry == 0));
    if name && r.capital(at) {
        return None;
    }
    let year = holiday_year(r, end);
    // words of other uses: "he lent it", "the assumption that"
    let word = r.is_any(next, &["lent", "assumption", "epiphany", "whit", "sylvester"]) && end == next + 1;
    if word && !r.capital(next) && year.is_none() {
        return None;
    }
    let tense = match way {
        Some(way) if way < 0 => Some(Tense::Past),
        Some(_) => None,
        None => r.tense(at).filter(|tense| *tense != Tense::Near),
    };
    let date = match year {
        Some((found, after)) => {
            end = after;
            found.and_then(|year| feast(kind, year))
        }
        None => {
            let strict = way.filter(|way| *way != 0);
            r.date.and_then(|today| feast_near(kind, today.date(), tense, strict))
        }
    };
    if !r.is(end, "weekend") {
        return Some((date, end));
    }
    // "Labor Day weekend 2021"
    let dated = holiday_year(r, end + 1).filter(|_| year.is_none());
    let date = dated.map_or(date, |(found, _)| found.and_then(|year| feast(kind, year)));
    Some((date.and_then(|day| weekend(day, 0)), dated.map_or(end + 1, |(_, after)| after)))
}

/// The year after a holiday: 2013, of 2013, two thousand nineteen, of last year; None inside where it is not known.
fn holiday_year(r: &Reader<'_>, end: usize) -> Option<(Option<i16>, usize)> {
    if let Some((found, after)) = year::spoken_year(r, end) {
        return Some((Some(found), after));
    }
    let year = end + usize::from(r.is_any(end, &["of", "in"]) || r.sign(end, b','));
    if let Some(found) = r.whole(year, 4).filter(|year| (1900..2100).contains(year)) {
        return Some((i16::try_from(found).ok(), year + 1));
    }
    let (range, after) = of_year(r, end)?;
    Some((range.and_then(|range| Some(range.start?.year())), after))
}

/// summer of 2012, last winter, in the spring
fn season(r: &Reader<'_>, at: usize) -> Option<Relative> {
    let the = at + usize::from(r.is(at, "the"));
    let shift = relative::shift(r, the);
    let next = shift.map_or(the, |(_, end)| end);
    let (month, mut end) = r.find(next, |sense| if let Sense::Season(month) = sense { Some(month) } else { None })?;
    let year = end + usize::from(r.is_any(end, &["of", "in"]));
    let mut dated = r.whole(year, 4).filter(|year| (1900..2100).contains(year));
    if let Some((spoken, after)) = year::spoken_year(r, year).filter(|_| year > end) {
        (dated, end) = (Some(i64::from(spoken)), after);
    } else if dated.is_some() {
        end = year + 1;
    } else if let Some((range, after)) = of_year(r, end) {
        dated = range.and_then(|range| Some(i64::from(range.start?.year())));
        end = after;
    }
    // "that summer": the one spoken of, whichever it was
    if r.after_any(at, &["that"]) && shift.is_none() && dated.is_none() && !r.is_any(next, &["spring", "fall"]) {
        return Some((None, end));
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
                Some(Tense::Past | Tense::Done) if running > today => today.year() - 1,
                None if running < today => today.year() + 1,
                _ => today.year(),
            };
            calendar::months(year, month, 3, Grain::Quarter)
        }),
    };
    Some((range, end))
}
