//! Dates as they are written: 2018-05-17, 5/17/2018, 17 May 2018, Tuesday, June 19, May, 2018, the 1990s.

use crate::analysis::DateRange;
use crate::analysis::figures::lexicon::Sense;
use crate::analysis::figures::number::small;
use crate::analysis::figures::ordinal::place;
use crate::analysis::figures::reader::Reader;
use crate::analysis::figures::token::Kind;
use crate::analysis::figures::when::calendar::{self, Written};
use rust_decimal::prelude::ToPrimitive;

/// The date that begins at a token, and its end.
pub fn written(r: &Reader<'_>, at: usize) -> Option<(Written, usize)> {
    weekday_date(r, at).or_else(|| numeric(r, at)).or_else(|| named_month(r, at)).or_else(|| year(r, at))
}

/// A weekday, alone or with its date: "Tuesday, June 19, 2018", "Friday the 13th".
fn weekday_date(r: &Reader<'_>, at: usize) -> Option<(Written, usize)> {
    let (weekday, end) = weekday(r, at)?;
    let bracket = usize::from(r.sign(end, b'('));
    let comma = usize::from(r.sign(end, b',') && bracket == 0);
    let next = end + bracket + comma;
    let the = next + usize::from(r.is(next, "the"));
    let dated = named_month(r, the).or_else(|| numeric(r, the)).or_else(|| short(r, next, true));
    if let Some((date, after)) = dated.filter(|(date, _)| date.day.is_some()) {
        let after = after + bracket;
        return Some((Written { weekday: Some(weekday), ..date }, after));
    }
    let nth = place(r, the)
        .filter(|(_, after)| the > next || *after == the + 2)
        .and_then(|(value, after)| Some((value?.to_i8()?, after)));
    if let Some((day, after)) = nth.filter(|(day, _)| (1..=31).contains(day) && comma == 0) {
        return Some((Written { weekday: Some(weekday), day: Some(day), ..Written::default() }, after));
    }
    Some((Written { weekday: Some(weekday), ..Written::default() }, end))
}

/// A weekday; short forms that are words (sat, sun, wed) need a capital or stand alone.
pub fn weekday(r: &Reader<'_>, at: usize) -> Option<(i8, usize)> {
    let (weekday, end) = r.find(at, |sense| if let Sense::Weekday(day) = sense { Some(day) } else { None })?;
    let short = r.text_at(at).len() <= 5 && !r.text_at(at).to_ascii_lowercase().ends_with("day");
    let alone = r.tokens.len() <= 12 && !r.is_any(at, &["sat", "sun", "wed"]) || r.tokens.len() <= 3;
    let dated = r.tokens.len() <= 12
        || r.sign(end, b'.')
        || r.sign(end, b',')
        || r.literal(end).is_some()
        || r.means(end, |sense| matches!(sense, Sense::Month(_)));
    if short && !(r.capital(at) && dated || alone) || r.is(at, "sun") && r.after_any(at, &["the"]) {
        return None;
    }
    let dot = usize::from(short && r.sign(end, b'.') && r.glued(end) && r.token(end + 1).is_some());
    Some((weekday, end + dot))
}

/// A month name; "may", "march" and the like only where they cannot be verbs.
pub fn month(r: &Reader<'_>, at: usize) -> Option<(i8, usize)> {
    let (month, end) = r.find(at, |sense| if let Sense::Month(month) = sense { Some(month) } else { None })?;
    let short = r.text_at(at).len() <= 4 && !matches!(month, 5..=7);
    Some((month, end + usize::from(short && r.sign(end, b'.') && r.glued(end) && r.token(end + 1).is_some())))
}

/// The parting sign between day, month and year, or none.
fn parted(r: &Reader<'_>, at: usize) -> usize {
    let tight = r.glued(at) && r.glued(at + 1) && (r.sign(at, b'-') || r.sign(at, b'/') || r.sign(at, b'.'));
    at + usize::from(tight || r.sign(at, b','))
}

fn named_month(r: &Reader<'_>, at: usize) -> Option<(Written, usize)> {
    month_first(r, at).or_else(|| day_first(r, at)).or_else(|| year_first(r, at))
}

/// December 20, Dec. 20th, 1994, October 2005, Dec-2018, May
fn month_first(r: &Reader<'_>, at: usize) -> Option<(Written, usize)> {
    let (month, end) = month(r, at)?;
    let base = Written { month: Some(month), ..Written::default() };
    let next = parted(r, end);
    let the = next + usize::from(r.is(next, "the"));
    if let Some((day, after)) = day_number(r, the) {
        let taken = r.sign(after, b':') || r.sign(after, b'%') || scaled(r, after);
        if !taken {
            let (year, after) = year_after(r, after, r.sign(end, b'-') || r.sign(end, b'/'))
                .map_or((None, after), |(year, end)| (Some(year), end));
            return Some((Written { day: Some(day), year, ..base }, after));
        }
    }
    if let Some((year, after)) = year_after(r, end, false) {
        // September-2020-23
        let day = day_number(r, after + 1).filter(|_| r.sign(after, b'-') && r.glued(after) && r.sign(end, b'-'));
        let (day, after) = day.map_or((None, after), |(day, end)| (Some(day), end));
        return Some((Written { year: Some(year), day, ..base }, after));
    }
    if bare_month(r, at, end) { Some((base, end)) } else { None }
}

fn scaled(r: &Reader<'_>, at: usize) -> bool {
    r.means(at, |sense| matches!(sense, Sense::Scale(_) | Sense::Percent(_))) || r.is_any(at, &["seed", "seeds"])
}

/// A day of the month: 20, 20th, twentieth, twenty-five before a month name is read elsewhere.
fn day_number(r: &Reader<'_>, at: usize) -> Option<(i8, usize)> {
    if let Some((value, end)) = place(r, at) {
        let day = value?.to_i8().filter(|day| (1..=31).contains(day))?;
        return Some((day, end));
    }
    let day = r.whole(at, 2).filter(|day| (1..=31).contains(day))?;
    Some((i8::try_from(day).ok()?, at + 1))
}

/// A month by itself counts where a preposition, a comma or a date word stands around it, or where it is no other word.
fn bare_month(r: &Reader<'_>, at: usize, end: usize) -> bool {
    const LEADS: &[&str] = &[
        "in",
        "of",
        "by",
        "since",
        "until",
        "till",
        "last",
        "next",
        "this",
        "early",
        "late",
        "mid",
        "during",
        "from",
        "to",
        "through",
        "between",
        "for",
        "before",
        "after",
        "past",
        "previous",
        "coming",
        "and",
        "or",
        "each",
        "every",
        "end",
        "beginning",
    ];
    let unsure = r.is_any(
        at,
        &[
            "may", "march", "mar", "april", "august", "june", "jan", "dec", "sept", "sep", "oct", "nov", "jun", "apr",
            "aug", "feb",
        ],
    );
    let before = at.checked_sub(1);
    let led = before
        .is_some_and(|before| r.is_any(before, LEADS) || (r.sign(before, b'-') || r.sign(before, b'/')) && r.glued(at));
    if r.is_any(at, &["may", "march", "mar"]) && !r.capital(at) {
        return led
            && !r.is_any(end, &["be", "have", "not", "also", "well", "result"])
            && !(r.is_word(end) && r.after_any(at, &["and", "or", "to", "this"]));
    }
    let lone = r.tokens.len() <= 3;
    let name = before.is_some_and(|before| r.capital(before) && !r.is_any(before, LEADS))
        || r.capital(end) && r.is_word(end) && !led;
    led || lone && !r.is_any(at, &["may"]) || (!unsure && !name)
}

/// 20 December 1994, 2nd of August, second of Aug., twenty five January
fn day_first(r: &Reader<'_>, at: usize) -> Option<(Written, usize)> {
    let (day, end) = day_number(r, at).or_else(|| spoken_day(r, at))?;
    let tight = r.glued(end) && r.glued(end + 1) && (r.sign(end, b'-') || r.sign(end, b'/'));
    let mut next = end + usize::from(tight);
    next += if r.is(next, "day") && r.is(next + 1, "of") { 2 } else { usize::from(r.is(next, "of")) };
    next += usize::from(r.is(next, "the") && false);
    if let Some(year) = r.whole(next, 4).filter(|_| tight && r.text_at(next).len() == 4) {
        // 23-2020-September
        let (month, after) = month(r, next + 2).filter(|_| r.sign(next + 1, b'-'))?;
        return Some((
            Written { year: i16::try_from(year).ok(), month: Some(month), day: Some(day), weekday: None },
            after,
        ));
    }
    let (month, after) = month(r, next)?;
    // "the 10 may be": a verb
    if !r.capital(next) && r.is_any(next, &["may", "march"]) && r.is_word(after) && !r.after_any(next, &["of"]) {
        return None;
    }
    let (year, after) = year_after(r, after, tight).map_or((None, after), |(year, end)| (Some(year), end));
    Some((Written { year, month: Some(month), day: Some(day), weekday: None }, after))
}

fn spoken_day(r: &Reader<'_>, at: usize) -> Option<(i8, usize)> {
    let value = small(r, at)?;
    let next = at + 1 + usize::from(r.sign(at + 1, b'-'));
    let (value, end) = match small(r, next).filter(|one| value >= 20 && (1..10).contains(one)) {
        Some(one) => (value + one, next + 1),
        None => (value, at + 1),
    };
    if (1..=31).contains(&value) { Some((i8::try_from(value).ok()?, end)) } else { None }
}

/// 2017 April, 2019/aug/01
fn year_first(r: &Reader<'_>, at: usize) -> Option<(Written, usize)> {
    let year = i16::try_from(r.whole(at, 4).filter(|_| r.text_at(at).len() == 4)?).ok()?;
    let next = parted(r, at + 1);
    if r.sign(at + 1, b',') || !(1000..2200).contains(&year) {
        return None;
    }
    let (month, end) = month(r, next)?;
    if r.is(next, "may") && !r.capital(next) {
        return None;
    }
    let day = if next > at + 1 { day_number(r, end + 1).filter(|_| r.glued(end) && r.glued(end + 1)) } else { None };
    let (day, end) = day.map_or((None, end), |(day, end)| (Some(day), end));
    Some((Written { year: Some(year), month: Some(month), day, weekday: None }, end))
}

/// The year after a day or month: 1994, of 1995, '87, in words; two digits where `short`.
fn year_after(r: &Reader<'_>, at: usize, short: bool) -> Option<(i16, usize)> {
    let mut next = parted(r, at);
    next += usize::from(r.sign(next, b',') && next == at);
    let of = r.is_any(next, &["of", "in"]);
    next += usize::from(of);
    let digits = r.text_at(next).len();
    if let Some(year) = r.whole(next, 4) {
        let clock = r.sign(next + 1, b':') && r.glued(next + 1);
        if digits == 4
            && (1000..2200).contains(&year)
            && !clock
            && !r.glued(next + 1).then(|| r.is_word(next + 1)).unwrap_or(false)
        {
            return Some((i16::try_from(year).ok()?, next + 1));
        }
        let two = digits == 2 && (short && r.glued(next) || of && r.token(next + 1).is_none());
        return if two && !clock { Some((century(year)?, next + 1)) } else { None };
    }
    if r.sign(next, b'\'') && r.glued(next + 1) && r.text_at(next + 1).len() == 2 {
        return Some((century(r.whole(next + 1, 2)?)?, next + 2));
    }
    if r.sign(at, b',') || r.is(next, "one") { None } else { spoken_year(r, next) }
}

/// A year of two digits: 40 to 99 in the twentieth century.
fn century(year: i64) -> Option<i16> {
    i16::try_from(if year >= 40 { 1900 + year } else { 2000 + year }).ok()
}

/// nineteen eighty six, two thousand and five, twenty nineteen
pub fn spoken_year(r: &Reader<'_>, at: usize) -> Option<(i16, usize)> {
    let first = small(r, at)?;
    if first == 2 && r.is(at + 1, "thousand") {
        let next = at + 2 + usize::from(r.is(at + 2, "and"));
        let (rest, end) = below_hundred(r, next).unwrap_or((0, at + 2));
        return Some((i16::try_from(2000 + rest).ok()?, end));
    }
    if !(15..=20).contains(&first) {
        return None;
    }
    let next = at + 1 + usize::from(r.is(at + 1, "hundred"));
    let (rest, end) = below_hundred(r, next).filter(|(rest, _)| *rest > 9 || next > at + 1)?;
    Some((i16::try_from(first * 100 + rest).ok()?, end))
}

fn below_hundred(r: &Reader<'_>, at: usize) -> Option<(i64, usize)> {
    let value = small(r, at)?;
    let next = at + 1 + usize::from(r.sign(at + 1, b'-'));
    match small(r, next).filter(|one| value >= 20 && (1..10).contains(one)) {
        Some(one) => Some((value + one, next + 1)),
        None => Some((value, at + 1)),
    }
}

/// 2018-05-17, 5/17/2018, 23.04.2022, 2015-12, 20160101
fn numeric(r: &Reader<'_>, at: usize) -> Option<(Written, usize)> {
    // inside a longer code; after a whole year a second date may begin
    let behind = at.checked_sub(2).filter(|_| r.glued(at) && r.glued(at - 1));
    if behind.is_some_and(|behind| r.literal(behind).is_some() && r.text_at(behind).len() != 4 && !r.sign(at - 1, b'-'))
    {
        return None;
    }
    let first = r.whole(at, 8)?;
    if r.text_at(at).len() == 8 {
        return ymd(first / 10_000, first / 100 % 100, first % 100)
            .filter(|date| date.year.is_some_and(|year| (1900..2100).contains(&year)))
            .map(|date| (date, at + 1));
    }
    let sign = match r.token(at + 1)?.kind {
        Kind::Sign(sign @ (b'-' | b'/' | b'.')) if r.glued(at + 1) == r.glued(at + 2) => sign,
        _ => return None,
    };
    let second = r.whole(at + 2, 4)?;
    let long = |at: usize| r.text_at(at).len() == 4;
    let third = r.whole(at + 4, 4).filter(|_| r.sign(at + 3, sign) && r.glued(at + 4) == r.glued(at + 2));
    let end = if third.is_some() { at + 5 } else { at + 3 };
    if r.glued(end)
        && r.glued(end + 1)
        && (r.sign(end, b'-') || r.sign(end, b'/') || r.sign(end, b'.'))
        && r.literal(end + 1).is_some()
        && !(r.sign(end, b'-') && sign != b'-')
    {
        return None;
    }
    let date = match third {
        Some(third) if long(at) => ymd(first, second, third),
        Some(third) => {
            let year =
                if long(at + 4) { third } else { i64::from(century(third).filter(|_| r.text_at(at + 4).len() == 2)?) };
            let day_first = first > 12 || sign == b'.';
            if day_first { ymd(year, second, first) } else { ymd(year, first, second) }
        }
        None if long(at) && sign != b'.' && r.glued(at + 1) => year_month(first, second),
        None if long(at + 2) && sign != b'.' && r.glued(at + 1) => year_month(second, first),
        None => None,
    }?;
    Some((date, end))
}

fn ymd(year: i64, month: i64, day: i64) -> Option<Written> {
    let fits = (1..=12).contains(&month) && (1..=31).contains(&day) && (1000..2200).contains(&year);
    let date = Written {
        year: i16::try_from(year).ok(),
        month: i8::try_from(month).ok(),
        day: i8::try_from(day).ok(),
        weekday: None,
    };
    if fits { Some(date) } else { None }
}

fn year_month(year: i64, month: i64) -> Option<Written> {
    ymd(year, month, 1).map(|date| Written { day: None, ..date })
}

/// 5/17, 17/5, 7-6 after a word that only a date follows.
pub fn short(r: &Reader<'_>, at: usize, led: bool) -> Option<(Written, usize)> {
    let led = led || r.after_any(at, &["on", "since", "until", "by", "from", "before", "after", "this"]) || at == 0;
    let percent = |at| r.means(at, |sense| matches!(sense, Sense::Percent(_)));
    let (first, second) = match (r.literal(at)?, r.whole(at, 2)) {
        (_, Some(first)) => {
            let sign = r.sign(at + 1, b'/') || r.sign(at + 1, b'-') && led;
            let tight = r.glued(at + 1) == r.glued(at + 2);
            if !(sign && tight) {
                return None;
            }
            (first, r.whole(at + 2, 2)?)
        }
        (literal, None) if led && literal.decimals > 0 && literal.decimals <= 2 && literal.whole <= 2 && at > 0 => {
            let (first, second) = r.text_at(at).split_once('.')?;
            let end = at + 1;
            if percent(end) {
                return None;
            }
            let date = ymd(2000, first.parse().ok()?, second.parse().ok()?)
                .or_else(|| ymd(2000, second.parse().ok()?, first.parse().ok()?))?;
            return if weekday(r, at - 1).is_some() { Some((Written { year: None, ..date }, end)) } else { None };
        }
        _ => return None,
    };
    let end = at + 3;
    // "Monday 1-3 pm" are hours; "3/4" by itself is a fraction
    let hours = meridiem(r, end) || r.sign(end, b':') || r.sign(at + 1, b'-') && first < second && at > 0;
    let share = at == 0 && first < second && r.sign(at + 1, b'/') && r.token(end).is_none();
    let more = r.glued(end) && (r.sign(end, b'/') || r.is_word(end)) || percent(end) || hours || share;
    if more || !(led || r.sign(at + 1, b'/') && first.max(second) > 12) {
        return None;
    }
    let date = ymd(2000, first, second).or_else(|| ymd(2000, second, first))?;
    Some((Written { year: None, ..date }, end))
}

fn meridiem(r: &Reader<'_>, at: usize) -> bool {
    r.means(at, |sense| matches!(sense, Sense::Meridiem(_))) || r.is_any(at, &["a", "p"]) && r.sign(at + 1, b'.')
}

/// Words that make four digits a year, and those that make them a number.
const YEAR_LEADS: &[&str] = &[
    "in", "since", "of", "by", "until", "till", "from", "to", "through", "during", "before", "after", "early", "late",
    "mid", "year", "fiscal", "and", "or", "the", "than", "between", "for", "around", "about", "circa", "s", "end",
];

/// A year: 2008, '84, the year 2008, fiscal 2019.
fn year(r: &Reader<'_>, at: usize) -> Option<(Written, usize)> {
    let of = |year: i16, end: usize| Some((Written { year: Some(year), ..Written::default() }, end));
    if let Some(found) = fiscal(r, at) {
        return Some(found);
    }
    if r.sign(at, b'\'') && r.glued(at + 1) && r.text_at(at + 1).len() == 2 && !(r.is_word(at + 2) && r.glued(at + 2)) {
        let spaced = !r.glued(at);
        return if spaced { of(century(r.whole(at + 1, 2)?)?, at + 2) } else { None };
    }
    let Some(year) = r.whole(at, 4).filter(|_| r.text_at(at).len() == 4) else {
        let (year, end) = spoken_year(r, at).filter(|_| {
            r.after_any(at, &["in", "since", "of", "by", "until", "year"]) && !r.is_any(at + 1, &["hundred"])
        })?;
        return of(year, end);
    };
    let plausible = (1900..2040).contains(&year)
        || (1400..2100).contains(&year)
            && r.after_any(
                at,
                &[
                    "in", "since", "until", "of", "by", "year", "from", "between", "and", "to", "before", "after",
                    "circa", "around",
                ],
            );
    if !plausible || r.glued(at) && joined_before(r, at) || follows_count(r, at) {
        return None;
    }
    of(i16::try_from(year).ok()?, at + 1)
}

fn joined_before(r: &Reader<'_>, at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| {
        let joint = r.sign(before, b'-') || r.sign(before, b'/');
        !(joint
            || r.sign(before, b'(')
            || r.sign(before, b'[')
            || r.sign(before, b'"')
            || r.sign(before, b'\'')
            || r.sign(before, b'_')
            || r.sign(before, b'=')
            || r.sign(before, b'~'))
            || joint
                && before > 0
                && r.is_word(before - 1)
                && r.glued(before)
                && !r.is_any(before - 1, &["mid", "early", "late", "pre", "post"])
    })
}

/// "2000 people", "more than 1900": four digits that count.
fn follows_count(r: &Reader<'_>, at: usize) -> bool {
    let led = r.after_any(at, YEAR_LEADS);
    let next = at + 1;
    let text = r.text_at(next);
    let noun = r.is_word(next)
        && !r.glued(next)
        && !r.capital(next)
        && text.len() > 3
        && text.ends_with('s')
        && !text.ends_with("ss")
        && r.token(next).is_some_and(|token| token.entry == 0);
    let unit = r.means(next, |sense| {
        matches!(sense, Sense::Unit { .. } | Sense::Currency { .. } | Sense::Percent(_) | Sense::Scale(_))
    }) && !r.is_any(next, &["in", "m", "c", "second", "won", "real", "quarter"]);
    let people = r.is_any(next, &["people", "men", "women", "children", "jobs", "residents"]);
    let over = r
        .after_any(at, &["than", "least", "nearly", "over", "almost", "approximately", "some", "roughly", "only"])
        && !r.is(next, "in");
    let suffix =
        r.glued(next) && (r.is_word(next) || r.sign(next, b'/') && r.literal(next + 1).is_some() || r.sign(next, b':'));
    (noun && !led) || unit || people || (over && (noun || !led)) || suffix
}

/// fiscal 2019, fiscal year 2019, the year 2008, calendar year 2008, FY2018
fn fiscal(r: &Reader<'_>, at: usize) -> Option<(Written, usize)> {
    let the = at + usize::from(r.is(at, "the"));
    let kind = the + usize::from(r.is_any(the, &["fiscal", "financial", "calendar", "tax"]));
    let next = kind + usize::from(r.is(kind, "year"));
    let code = r.is_any(at, &["fy", "cy"]) && r.is_word(at);
    let next = if code { at + 1 } else { next };
    if next == the && !code {
        return None;
    }
    let year = r.whole(next, 4)?;
    let year = match r.text_at(next).len() {
        4 if (1900..2100).contains(&year) => i16::try_from(year).ok()?,
        2 if code => century(year)?,
        _ => return None,
    };
    Some((Written { year: Some(year), ..Written::default() }, next + 1))
}

/// 1990s, the 1990's, '90s, 21st century; "nineties" after "the".
pub fn decade(r: &Reader<'_>, at: usize) -> Option<(Option<DateRange>, usize)> {
    let quote = usize::from(r.sign(at, b'\'') && r.glued(at + 1));
    let first = at + quote;
    if let Some(year) = r.whole(first, 4) {
        let apostrophe = usize::from(r.sign(first + 1, b'\'') && r.glued(first + 1));
        let s = r.is(first + 1 + apostrophe, "s") && (r.glued(first + 1) || r.text_at(first).len() == 4);
        let digits = r.text_at(first).len();
        let whole = digits == 4 && (1000..2100).contains(&year)
            || digits == 2 && (quote == 1 || r.after_any(at, &["the", "early", "late", "mid"])) && year >= 20;
        if s && year % 10 == 0 && whole {
            let start = if digits == 2 { century(year)? } else { i16::try_from(year).ok()? };
            return Some((calendar::years(start, 10), first + 2 + apostrophe));
        }
        return spelled_century(r, at);
    }
    const TENS: &[(&str, i16)] = &[
        ("twenties", 1920),
        ("thirties", 1930),
        ("forties", 1940),
        ("fifties", 1950),
        ("sixties", 1960),
        ("seventies", 1970),
        ("eighties", 1980),
        ("nineties", 1990),
    ];
    if let Some((_, start)) = TENS.iter().find(|(word, _)| r.is(at, word)) {
        let dated = r.after_any(at, &["the", "in", "mid", "early", "late"]) || at > 1 && r.sign(at - 1, b'-');
        // "in her thirties" is an age
        return if dated { Some((calendar::years(*start, 10), at + 1)) } else { None };
    }
    spelled_century(r, at)
}

fn spelled_century(r: &Reader<'_>, at: usize) -> Option<(Option<DateRange>, usize)> {
    let (value, end) = place(r, at)?;
    let end = end + usize::from(r.sign(end, b'-'));
    if !r.is_any(end, &["century", "centuries"]) {
        return None;
    }
    let number = value?.to_i16()?;
    Some((calendar::years(number.checked_sub(1)?.checked_mul(100)?, 100), end + 1))
}
