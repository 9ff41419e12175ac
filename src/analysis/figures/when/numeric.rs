//! Dates in digits: 2018-05-17, 5/17/2018, 23.04.2022, 2015-12, 20160101, 5/17.

use crate::analysis::figures::lexicon::Sense;
use crate::analysis::figures::reader::Reader;
use crate::analysis::figures::token::Kind;
use crate::analysis::figures::when::calendar::Written;
use crate::analysis::figures::when::written::weekday;
use crate::analysis::figures::when::year::century;

/// 2018-05-17, 5/17/2018, 23.04.2022, 2015-12, 20160101
pub fn numeric(r: &Reader<'_>, at: usize) -> Option<(Written, usize)> {
    // inside a longer code; after a whole year a second date may begin
    let behind = at.checked_sub(2).filter(|_| r.glued(at) && r.glued(at - 1));
    if behind.is_some_and(|behind| r.literal(behind).is_some() && r.text_at(behind).len() != 4 && !r.sign(at - 1, b'-'))
    {
        return None;
    }
    let first = r.whole(at, 8)?;
    if let Some(day) = attacks(r, at) {
        return Some(day);
    }
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
            if day_first && (second <= 12 || first > 12) { ymd(year, second, first) } else { ymd(year, first, second) }
        }
        None if long(at) && sign != b'.' && r.glued(at + 1) => year_month(first, second),
        None if long(at + 2) && sign != b'.' && r.glued(at + 1) => year_month(second, first),
        None => None,
    }?;
    Some((date, end))
}

/// A number written on to one that was no date: the rest of a code ("138-2010-2015", "123-12-1234").
pub fn tail(r: &Reader<'_>, at: usize, free: usize) -> bool {
    let dash = |at: usize| r.sign(at, b'-') && r.glued(at) && r.glued(at + 1);
    let slash = |at: usize| (r.sign(at, b'/') || r.sign(at, b'.')) && r.glued(at) && r.glued(at + 1);
    // "2024/13/1": what is left of a day that is none
    let before = at > 1 && at - 2 >= free && (dash(at - 1) || slash(at - 1)) && r.literal(at - 2).is_some();
    // "2015-1-32", "2010-2015-86": neither a day nor a range goes on like that
    let code = r.text_at(at).len() == 4 && dash(at + 1) && dash(at + 3) && r.literal(at + 4).is_some();
    r.literal(at).is_some() && (before || code && numeric(r, at).is_none_or(|(date, _)| date.day.is_none()))
}

/// "the 9/11 attacks", "post-9/11": that day of 2001, not a share.
fn attacks(r: &Reader<'_>, at: usize) -> Option<(Written, usize)> {
    let written = r.whole(at, 1)? == 9 && r.sign(at + 1, b'/') && r.glued(at + 1) && r.glued(at + 2);
    let named =
        r.after_any(at, &["the", "of", "after", "since"]) || r.sign(at.wrapping_sub(1), b'-') || r.is_word(at + 3);
    if written && named && r.whole(at + 2, 2)? == 11 { Some((ymd(2001, 9, 11)?, at + 3)) } else { None }
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
