//! Lengths of time that lead to a day: three days ago, two weeks after Christmas, 3 days starting Monday, in half an hour.

use crate::analysis::figures::lexicon::{Sense, Stretch, Tense};
use crate::analysis::figures::number::number;
use crate::analysis::figures::reader::Reader;
use crate::analysis::figures::when::calendar::{self, Written};
use crate::analysis::figures::when::moment::{Day, day};
use crate::analysis::figures::when::refer;
use crate::analysis::figures::when::relative::stretch;
use crate::analysis::{DateRange, Grain};
use jiff::civil::DateTime;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// A length of time and where it leads: three days ago, two weeks later, 10 minutes from now, in two years.
pub struct Led {
    pub count: Decimal,
    /// The unit it counts in.
    pub unit: Option<&'static str>,
    pub range: Option<DateRange>,
    /// True for a point in time, false for a length that a preposition only may turn into one.
    pub point: bool,
    pub end: usize,
}

/// A length in parts ("2 years 1 month 21 days"), the longest first.
struct Length {
    parts: [Option<(Decimal, Stretch)>; 4],
    end: usize,
}

impl Length {
    fn first(&self) -> Option<(Decimal, Stretch)> {
        self.parts.first().copied().flatten()
    }

    fn grain(&self) -> Option<Stretch> {
        self.parts.iter().flatten().map(|(_, kind)| *kind).min()
    }

    /// The moment this far from another.
    fn from(&self, base: DateTime, way: i64) -> Option<DateTime> {
        self.parts.iter().flatten().try_fold(base, |at, (count, kind)| moved(at, *kind, way, *count))
    }
}

/// Reads the length and what follows or comes before it.
pub fn led(r: &Reader<'_>, at: usize) -> Option<Led> {
    let length = length(r, at)?;
    let (count, kind) = length.first()?;
    let or_so = r.is(length.end, "or") && r.is(length.end + 1, "so");
    let so = or_so && r.is_any(length.end + 2, &["ago", "earlier", "later"]);
    let end = length.end + if so { 2 } else { 0 };
    let mut way = None;
    let mut after = end;
    if r.is_any(end, &["ago", "back", "earlier"]) && !(r.is(end, "back") && r.is_any(end + 1, &["to", "in", "from"])) {
        (way, after) = (Some(-1), end + 1);
    } else if r.is_any(end, &["later", "hence"]) {
        (way, after) = (Some(1), end + 1);
    } else if let Some(led) = starting(r, at, &length) {
        return Some(led);
    } else if r.is_any(end, &["from", "after", "before", "since", "prior"]) {
        return anchored(r, &length);
    }
    let inside = ahead(r, at) && !r.tense(at.saturating_sub(1)).is_some_and(Tense::looks_back);
    if way.is_none() && !inside {
        return None;
    }
    let range = r.date.and_then(|today| {
        let far = point(length.from(today, way.unwrap_or(1))?, length.grain()?)?;
        // "within two weeks": any day until then
        let start = if way.is_none() && r.after_any(at, &["within"]) { Some(today) } else { far.start };
        Some(DateRange { start, ..far })
    });
    // an earlier or later counts from another day than the article's, and so does a year ago among sums
    let counts = |ago: bool| {
        let whole = count.to_i64().filter(|_| count.is_integer() && length.parts.iter().flatten().count() == 1)?;
        refer::counted(r, at, kind, whole.checked_mul(way?)?, ago)
    };
    let range = match () {
        () if r.is_any(end, &["earlier", "later"]) && r.tokens.len() > 4 => counts(false),
        () if r.is(end, "ago") => counts(true).or(range),
        () => range,
    };
    Some(Led { count, unit: unit(kind), range, point: way == Some(-1), end: after })
}

/// "in two days", "within about two days"; but "the first in 40 years" looks back over them.
fn ahead(r: &Reader<'_>, at: usize) -> bool {
    const COUNTED: &[&str] = &["most", "least", "worst", "best", "only", "twice", "once", "time", "times"];
    let word = at - usize::from(r.after_any(at, &["about", "around", "roughly", "approximately", "just"]));
    let rare = |at: usize| {
        let text = r.text_at(at);
        text.len() > 4 && text.ends_with("est")
            || r.is_any(at, COUNTED)
            || r.means(at, |sense| matches!(sense, Sense::Ordinal(_)))
    };
    r.after_any(word, &["in", "within"]) && !(word.saturating_sub(7)..word).any(rare)
}

fn moved(from: DateTime, kind: Stretch, way: i64, count: Decimal) -> Option<DateTime> {
    if let Some(whole) = count.to_i64().filter(|_| count.is_integer()) {
        return calendar::moved(from, kind, whole.checked_mul(way)?);
    }
    let seconds: i64 = match kind {
        Stretch::Minute => 60,
        Stretch::Hour => 3600,
        Stretch::Day => 86_400,
        _ => return None,
    };
    let seconds = count.checked_mul(Decimal::from(seconds))?.to_i64()?;
    calendar::moved(from, Stretch::Second, seconds.checked_mul(way)?)
}

fn point(at: DateTime, kind: Stretch) -> Option<DateRange> {
    let grain = calendar::grain(kind);
    // "two years ago" is a day no more exact than its unit
    Some(if grain < Grain::Day {
        DateRange { start: Some(at), end: Some(at), grain }
    } else {
        DateRange { grain, ..calendar::day(at.date()) }
    })
}

/// "two days", "a week", "a couple of months", "half an hour", "2 years, 1 month and 21 days"
fn length(r: &Reader<'_>, at: usize) -> Option<Length> {
    let (first, kind, mut end) = one(r, at)?;
    let mut parts = [Some((first, kind)), None, None, None];
    let mut last = kind;
    for part in parts.iter_mut().skip(1) {
        let comma = end + usize::from(r.sign(end, b','));
        let next = comma + usize::from(r.is(comma, "and"));
        let Some((count, kind, after)) = one(r, next).filter(|(_, kind, _)| *kind < last && *kind != Stretch::Night)
        else {
            break;
        };
        // "two hours and a day": only what grows smaller is one length
        if r.is_any(next, &["a", "an"]) {
            break;
        }
        (*part, last, end) = (Some((count, kind)), kind, after);
    }
    Some(Length { parts, end })
}

fn one(r: &Reader<'_>, at: usize) -> Option<(Decimal, Stretch, usize)> {
    let few = at + usize::from(r.is(at, "a"));
    let some = [("few", 3), ("couple", 2), ("pair", 2), ("several", 3)].iter().find(|(word, _)| r.is(few, word));
    if let Some((_, count)) = some {
        let (kind, end) = stretch(r, few + 1 + usize::from(r.is(few + 1, "of")))?;
        return Some((Decimal::from(*count), kind, end));
    }
    if r.is(at, "a") && r.is(at + 1, "quarter") && r.is(at + 2, "of") {
        let (kind, end) = stretch(r, at + 3 + usize::from(r.is_any(at + 3, &["a", "an"])))?;
        return Some((Decimal::new(25, 2), kind, end));
    }
    if r.is_any(at, &["a", "an"]) {
        let (kind, end) = stretch(r, at + 1)?;
        return Some((Decimal::ONE, kind, end));
    }
    let amount = number(r, at)?;
    let mut next = amount.end + usize::from(r.sign(amount.end, b'-'));
    if amount.fraction || amount.value.is_some_and(|value| value < Decimal::ONE) {
        next += usize::from(r.is(next, "of"));
        next += usize::from(r.is_any(next, &["a", "an"]));
    }
    let (kind, end) = stretch(r, next)?;
    Some((amount.value?, kind, end))
}

/// "3 days starting Monday", "a week beginning on 4 May", "for 1 week, from 20th Dec"
fn starting(r: &Reader<'_>, at: usize, length: &Length) -> Option<Led> {
    let (count, kind) = length.first().filter(|(_, kind)| *kind >= Stretch::Day)?;
    let comma = length.end + usize::from(r.sign(length.end, b','));
    let begins = r.is_any(comma, &["starting", "beginning", "commencing"]);
    let lasts = r.is(comma, "from") && r.after_any(at, &["for"]) && !r.is(comma + 1, "now");
    if !(begins || lasts) {
        return None;
    }
    let next = comma + 1 + usize::from(r.is_any(comma + 1, &["on", "from"]));
    let (base, end) = anchor(r, next)?;
    let range = base.and_then(|base| {
        let last = length.from(base, 1)?.date().yesterday().ok()?;
        Some(calendar::days(base.date(), last.max(base.date()), Grain::Day))
    });
    Some(Led { count, unit: unit(kind), range, point: true, end })
}

/// The first moment of a day or feast, and its end.
fn anchor(r: &Reader<'_>, at: usize) -> Option<(Option<DateTime>, usize)> {
    let (found, end) =
        day(r, at).filter(|(found, _)| !matches!(found, Day::Written(date) if *date == Written::default()))?;
    let range = match found {
        Day::Fixed(range) => range,
        Day::Written(date) => calendar::resolve(date, r.date, r.tense(at).filter(|_| date.year.is_none())),
    };
    Some((range.and_then(|range| range.start), end))
}

/// "two days after tomorrow", "10 minutes from now", "two weeks before May 13", "three days after Easter"
fn anchored(r: &Reader<'_>, length: &Length) -> Option<Led> {
    let (count, kind) = length.first()?;
    let at = length.end;
    let way = if r.is_any(at, &["before", "prior"]) { -1 } else { 1 };
    let next = at + 1 + usize::from(r.is(at + 1, "to"));
    let now = next + usize::from(r.is(next, "right"));
    let (base, end) = if r.is(now, "now") {
        (r.date, now + 1)
    } else if r.is(at, "since") {
        return None;
    } else {
        anchor(r, next)?
    };
    // "two days after Tuesday's vote" counts from the vote
    if r.sign(end, b'\'') {
        return None;
    }
    let range = base.and_then(|base| point(length.from(base, way)?, length.grain()?));
    Some(Led { count, unit: unit(kind), range, point: true, end })
}

/// The name of a stretch as a unit.
fn unit(kind: Stretch) -> Option<&'static str> {
    Some(match kind {
        Stretch::Second => "second",
        Stretch::Minute => "minute",
        Stretch::Hour => "hour",
        Stretch::Night => "night",
        Stretch::Day => "day",
        Stretch::Weekend => "weekend",
        Stretch::Week => "week",
        Stretch::Fortnight => "fortnight",
        Stretch::Month => "month",
        Stretch::Quarter => "quarter",
        Stretch::Year => "year",
        Stretch::Decade => "decade",
        Stretch::Century => "century",
    })
}
