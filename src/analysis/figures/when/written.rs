//! Dates as they are written: 2018-05-17, 5/17/2018, 17 May 2018, Tuesday, June 19, May, 2018, the 1990s.

use crate::analysis::figures::lexicon::Sense;
use crate::analysis::figures::magnitude::small;
use crate::analysis::figures::name::movement;
use crate::analysis::figures::ordinal::place;
use crate::analysis::figures::reader::Reader;
use crate::analysis::figures::when::calendar::Written;
use crate::analysis::figures::when::numeric::{numeric, short};
use crate::analysis::figures::when::year::{year, year_after};
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
    // "Tuesday, the 4th, at 7pm"
    let set_off = |after: usize| comma == 0 || the > next && (r.sign(after, b',') || r.token(after).is_none());
    if let Some((day, after)) = nth.filter(|(day, after)| (1..=31).contains(day) && set_off(*after)) {
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
    // "Sun, a maker of computers"
    let word = r.is_any(at, &["sat", "sun", "wed", "mon"]) && r.sign(end, b',');
    let noted = !word || r.literal(end + 1).is_some() || r.means(end + 1, |sense| matches!(sense, Sense::Month(_)));
    let lone = word || r.tokens.len() > 3 && r.is_any(at, &["sun"]) && (at == 0 || r.sign(end, b'\''));
    let dated = dated && noted && (word || !lone);
    if short && !(r.capital(at) && dated || alone) || r.is(at, "sun") && r.after_any(at, &["the"]) {
        return None;
    }
    // "Saturday Night Live", "Monday Night Football": names
    let part = r.capital(end) && r.means(end, |sense| matches!(sense, Sense::Daypart(..)));
    if part && r.capital(end + 1) && r.is_word(end + 1) && r.token(end + 1).is_some_and(|token| token.entry == 0) {
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
pub fn parted(r: &Reader<'_>, at: usize) -> usize {
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
        let clock = r.sign(after, b':') && r.glued(after) && r.literal(after + 1).is_some() && r.glued(after + 1);
        let taken = clock || r.sign(after, b'%') || scaled(r, after) || movement(r, after);
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
    if bare_month(r, at, end) && !in_name(r, at, end) { Some((base, end)) } else { None }
}

/// Words that only a month, no name, follows.
const TIMES: &[&str] = &[
    "in",
    "since",
    "until",
    "till",
    "during",
    "last",
    "next",
    "this",
    "early",
    "late",
    "mid",
    "each",
    "every",
    "past",
    "previous",
    "coming",
    "beginning",
    "end",
    "through",
    "by",
    "between",
];

/// "June Carter", "May Street and March Road": the month's name is part of another. "In June Carter left" is a month,
/// "in March Road" none.
fn in_name(r: &Reader<'_>, at: usize, end: usize) -> bool {
    const TITLES: &[&str] = &["mr", "mrs", "ms", "dr", "president", "prime", "minister", "secretary", "sir", "senator"];
    let plain = |word: usize| {
        let word = r.is_word(word) && r.capital(word) && r.token(word).is_some_and(|token| token.entry == 0);
        word && end == at + 1 && r.capital(at)
    };
    if !plain(end) && !on_street(r, end) || r.glued(end) || !r.capital(at) {
        return false;
    }
    let street = on_street(r, end) || plain(end) && on_street(r, end + 1) && r.is_any(end, &["old", "hill", "park"]);
    let given = r.is_any(at, &["april", "may", "june", "august", "jan"]) && !r.is_any(end, TITLES);
    let first = at == 0 || r.after_any(at, TIMES);
    street || given && !first
}

/// The kind of a street, as it stands in its name.
fn on_street(r: &Reader<'_>, at: usize) -> bool {
    const STREETS: &[&str] = &[
        "street",
        "st",
        "road",
        "rd",
        "avenue",
        "ave",
        "lane",
        "drive",
        "square",
        "terrace",
        "boulevard",
        "crescent",
        "gardens",
        "close",
        "alley",
        "bridge",
        "court",
    ];
    r.capital(at) && r.is_any(at, STREETS)
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

/// Words before a month that make it one.
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

/// A month by itself counts where a preposition, a comma or a date word stands around it, or where it is no other word.
fn bare_month(r: &Reader<'_>, at: usize, end: usize) -> bool {
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
    // "March sales", "the May results"
    let noun = r.is_word(end) && !r.capital(end) && !r.means(end, |sense| sense == Sense::Stop);
    let named = before.is_some_and(|before| r.capital(before) && before > 0);
    if r.capital(at) && noun && (r.after_any(at, &["the", "a", "its", "their", "this"]) || r.is(at, "march") && !named)
    {
        return true;
    }
    if r.is_any(at, &["may", "march", "mar"]) && !r.capital(at) {
        return led
            && !r.is_any(end, &["be", "have", "not", "also", "well", "result"])
            && !(r.is_word(end) && r.after_any(at, &["and", "or", "to", "this"]));
    }
    let lone = r.tokens.len() <= 3;
    // "May to March", "Nov-Feb"
    let ranged = r.is_any(end, &["to", "through"]) || r.sign(end, b'-');
    let led = led || r.capital(at) && ranged && month(r, end + 1).is_some();
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
    if let Some(year) = r.whole(next, 4).filter(|_| tight && r.text_at(next).len() == 4) {
        // 23-2020-September
        let (month, after) = month(r, next + 2).filter(|_| r.sign(next + 1, b'-'))?;
        return Some((
            Written { year: i16::try_from(year).ok(), month: Some(month), day: Some(day), weekday: None },
            after,
        ));
    }
    let (month, after) = month(r, next)?;
    // "12 March Road": a house
    if on_street(r, after) {
        return None;
    }
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
