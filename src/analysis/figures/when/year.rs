//! Years, decades and centuries: 2008, '84, fiscal 2019, nineteen eighty-six, the 1990s, the 15th century.

use crate::analysis::DateRange;
use crate::analysis::figures::length::in_life;
use crate::analysis::figures::lexicon::Sense;
use crate::analysis::figures::magnitude::small;
use crate::analysis::figures::ordinal::place;
use crate::analysis::figures::quantity::changes;
use crate::analysis::figures::reader::Reader;
use crate::analysis::figures::when::calendar::{self, Written};
use crate::analysis::figures::when::clock;
use crate::analysis::figures::when::quarter::of_year;
use crate::analysis::figures::when::written::parted;
use rust_decimal::prelude::ToPrimitive;

/// The year after a day or month: 1994, of 1995, '87, in words; two digits where `short`.
pub fn year_after(r: &Reader<'_>, at: usize, short: bool) -> Option<(i16, usize)> {
    let mut next = parted(r, at);
    next += usize::from(r.sign(next, b',') && next == at);
    let of = r.is_any(next, &["of", "in"]);
    next += usize::from(of);
    let digits = r.text_at(next).len();
    if let Some(year) = r.whole(next, 4) {
        let clock = r.sign(next + 1, b':') && r.glued(next + 1);
        if digits == 4 && (1000..2200).contains(&year) && !clock && !(r.glued(next + 1) && r.is_word(next + 1)) {
            return Some((i16::try_from(year).ok()?, next + 1));
        }
        let two = digits == 2 && (short && r.glued(next) || of && r.token(next + 1).is_none());
        return if two && !clock { Some((century(year)?, next + 1)) } else { None };
    }
    if r.sign(next, b'\'') && r.glued(next + 1) && r.text_at(next + 1).len() == 2 {
        return Some((century(r.whole(next + 1, 2)?)?, next + 2));
    }
    if r.sign(at, b',') || r.is(next, "one") {
        return None;
    }
    spoken_year(r, next).or_else(|| {
        // "June next year"
        let (range, end) = of_year(r, at).filter(|(_, end)| !(r.sign(*end, b'\'') || r.sign(*end, b'-')))?;
        Some((range?.start?.year(), end))
    })
}

/// A year of two digits: 40 to 99 in the twentieth century.
pub fn century(year: i64) -> Option<i16> {
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

/// Words that make four digits a year, and those that make them a number.
const YEAR_LEADS: &[&str] = &[
    "in", "since", "of", "by", "until", "till", "from", "to", "through", "during", "before", "after", "early", "late",
    "mid", "year", "fiscal", "and", "or", "the", "than", "between", "for", "around", "about", "circa", "s", "end",
];

/// A year: 2008, '84, the year 2008, fiscal 2019.
pub fn year(r: &Reader<'_>, at: usize) -> Option<(Written, usize)> {
    let of = |year: i16, end: usize| Some((Written { year: Some(year), ..Written::default() }, end));
    if let Some((year, end)) = before_christ(r, at) {
        return of(year, end);
    }
    if let Some(found) = fiscal(r, at) {
        return Some(found);
    }
    if r.sign(at, b'\'') && r.glued(at + 1) && r.text_at(at + 1).len() == 2 && !(r.is_word(at + 2) && r.glued(at + 2)) {
        let spaced = !r.glued(at);
        return if spaced { of(century(r.whole(at + 1, 2)?)?, at + 2) } else { None };
    }
    let Some(year) = r.whole(at, 4).filter(|_| r.text_at(at).len() == 4) else {
        let the = at + if r.is(at, "the") && r.is(at + 1, "year") { 2 } else { 0 };
        let (year, end) = spoken_year(r, the).filter(|(_, end)| {
            let led = the > at || r.after_any(at, &["in", "since", "of", "by", "until", "year"]);
            // "nineteen ninety-six": nothing else is said like that
            let plain = *end == at + 4 && small(r, at).is_some_and(|first| first >= 18) && r.sign(at + 2, b'-');
            (led || plain) && !r.is_any(the + 1, &["hundred"])
        })?;
        return of(year, end);
    };
    let plausible = (1900..2040).contains(&year)
        || (1400..2100).contains(&year) && led_past_qualifier(r, at).is_some()
        || (1400..2100).contains(&year)
            && r.after_any(
                at,
                &[
                    "in", "since", "until", "of", "by", "year", "from", "between", "and", "to", "before", "after",
                    "circa", "around",
                ],
            );
    if !plausible || r.glued(at) && joined_before(r, at) || follows_count(r, at) || clock::zoned(r, at).is_some() {
        return None;
    }
    // "the 1999 fiscal year"
    let fiscal = r.is_any(at + 1, FISCAL) && r.is(at + 2, "year");
    of(i16::try_from(year).ok()?, if fiscal { at + 3 } else { at + 1 })
}

/// Kinds of years.
const FISCAL: &[&str] = &["fiscal", "financial", "calendar", "tax"];

/// 2000 B.C., 44 BCE: the year before 1 is 0 in a calendar that counts on.
fn before_christ(r: &Reader<'_>, at: usize) -> Option<(i16, usize)> {
    let year = r.whole(at, 4).filter(|year| *year > 0)?;
    let dotted = r.is(at + 1, "b") && r.sign(at + 2, b'.') && r.is(at + 3, "c");
    let end = match () {
        () if matches!(r.text_at(at + 1), "BC" | "BCE") => at + 2,
        () if dotted => at + 4 + usize::from(r.sign(at + 4, b'.')),
        () => return None,
    };
    Some((i16::try_from(1 - year).ok()?, end))
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

/// "until at least 2031", "since about 1998": the preposition of time before the words that qualify a year.
pub fn led_past_qualifier(r: &Reader<'_>, at: usize) -> Option<usize> {
    const TIMES: &[&str] = &["until", "till", "since", "through", "before", "after"];
    let (start, _) = (at.saturating_sub(4)..at).find_map(|start| {
        let (_, end) =
            r.find(start, |sense| if let Sense::Before(qualifier) = sense { Some(qualifier) } else { None })?;
        if end == at { Some((start, end)) } else { None }
    })?;
    let before = start.checked_sub(1)?;
    let plain = r.is_any(before, &["by", "from"]) && !changes(r, before);
    if r.is_any(before, TIMES) || plain { Some(before) } else { None }
}

/// "2000 people", "more than 1900": four digits that count.
fn follows_count(r: &Reader<'_>, at: usize) -> bool {
    let until = led_past_qualifier(r, at).is_some();
    let led = r.after_any(at, YEAR_LEADS);
    let next = at + 1;
    let text = r.text_at(next);
    let noun = r.is_word(next)
        && !r.glued(next)
        && !r.capital(next)
        && text.len() > 3
        && (text.ends_with('s') && !text.ends_with("ss") || text.ends_with("children"))
        && r.token(next).is_some_and(|token| token.entry == 0);
    let unit = r.means(next, |sense| {
        matches!(sense, Sense::Unit { .. } | Sense::Currency { .. } | Sense::Percent(_) | Sense::Scale(_))
    }) && !r
        .is_any(next, &["in", "m", "c", "second", "won", "real", "quarter", "day", "week", "month", "year"]);
    let people = r.is_any(next, &["people", "men", "women", "children", "jobs", "residents"]);
    let over = r
        .after_any(at, &["than", "least", "nearly", "over", "almost", "approximately", "some", "roughly", "only"])
        && !r.is(next, "in")
        && !until;
    let suffix =
        r.glued(next) && (r.is_word(next) || r.sign(next, b'/') && r.literal(next + 1).is_some() || r.sign(next, b':'));
    (noun && !led) || unit || people || (over && (noun || !led)) || suffix
}

/// fiscal 2019, fiscal year 2019, the year 2008, calendar year 2008, FY2018
fn fiscal(r: &Reader<'_>, at: usize) -> Option<(Written, usize)> {
    let the = at + usize::from(r.is(at, "the"));
    let kind = the + usize::from(r.is_any(the, FISCAL));
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
    if in_life(r, at) {
        return None;
    }
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
    // "20th Century Fox" is a name
    if !r.is_any(end, &["century", "centuries"]) || r.capital(end) && r.capital(end + 1) && r.is_word(end + 1) {
        return None;
    }
    let number = value?.to_i16()?;
    Some((calendar::years(number.checked_sub(1)?.checked_mul(100)?, 100), end + 1))
}
