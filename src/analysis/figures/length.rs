//! Lengths, ages and times taken, and units put together: "5 ft 2 in", "an hour and a half", "42-year-old", 4:07.13.

use crate::analysis::FigureKind;
use crate::analysis::figures::lexicon::{self, Unit};
use crate::analysis::figures::measure::{Measure, unit_at};
use crate::analysis::figures::money::money_after;
use crate::analysis::figures::number::{Amount, number};
use crate::analysis::figures::reader::Reader;
use crate::analysis::figures::token::Kind;
use rust_decimal::Decimal;
use rust_decimal::prelude::{FromPrimitive, ToPrimitive};

/// 42-year-old, 29 years old, ninety-five years of age
pub fn age(r: &Reader<'_>, amount: Amount, at: usize) -> Option<Measure> {
    let unit = unit_at(r, amount, at)?;
    let after = unit.1 + usize::from(r.sign(unit.1, b'-'));
    if unit.0.base != "s" {
        return None;
    }
    let end = if r.is_any(after, &["old", "olds"]) {
        after + 1
    } else if r.is(after, "of") && r.is(after + 1, "age") {
        after + 2
    } else {
        return None;
    };
    Some(Measure { unit: Some(unit.0.symbol), si: Some(unit.0), ..Measure::new(amount, end, FigureKind::Age) })
}

/// "aged 25", "age 87", "Daniel Montalvo, 19, a member": an age without its unit.
pub fn aged(r: &Reader<'_>, start: usize, amount: Amount) -> Option<Measure> {
    let words = || amount.value.filter(|years| amount.literal.is_none() && years.is_integer())?.to_i64();
    let years = r.whole(start, 3).or_else(words).filter(|years| (1..=115).contains(years))?;
    let from = start - usize::from(r.after_any(start, &["between", "from", "about", "over", "under"]));
    let of = r.after_any(start, &["of"]) && start > 1 && r.is_any(start - 2, &["age", "ages"]);
    let led = of || r.after_any(from, &["aged", "age", "ages"]);
    let set_off = r.sign(start.wrapping_sub(1), b',') && r.sign(amount.end, b',') && start > 1 && years > 9;
    // "Daniel Montalvo, 19,", "the suspect, 23,"
    const PEOPLE: &[&str] = &[
        "man",
        "woman",
        "boy",
        "girl",
        "suspect",
        "victim",
        "driver",
        "teenager",
        "student",
        "father",
        "mother",
        "son",
        "daughter",
        "husband",
        "wife",
        "brother",
        "sister",
        "gunman",
        "attacker",
        "soldier",
        "pensioner",
        "passenger",
    ];
    let named = |word: usize| r.capital(word) && r.token(word).is_some_and(|token| token.entry == 0);
    let person = set_off && r.is_word(start - 2) && (named(start - 2) || r.is_any(start - 2, PEOPLE));
    let unit = lexicon::unit_named("year")?;
    // "a boy, who was 15", "she is 42 and"
    let verb = if r.after_any(start, &["s"]) { 3 } else { 2 };
    let is = r.after_any(start, &["is", "was", "s", "turned", "turns"]) && start >= verb;
    let whose = is && (r.is_any(start - verb, &["who", "he", "she"]) || r.is_any(start - verb, PEOPLE)) && years > 1;
    let alone = r.token(amount.end).is_none()
        || matches!(r.token(amount.end).map(|token| token.kind), Some(Kind::Sign(b'.' | b',' | b';' | b'"' | b'_')))
        || r.is_any(amount.end, &["when", "and", "but", "at", "or", "now"]);
    let whole = amount.end == start + 1 || r.literal(start).is_none() && amount.scale.is_none();
    if !(led || person || whose && alone) || !whole {
        return None;
    }
    Some(Measure { unit: Some(unit.symbol), si: Some(unit), ..Measure::new(amount, amount.end, FigureKind::Age) })
}

/// "the over-65s", "under 18s": people of an age.
pub fn age_group(r: &Reader<'_>, at: usize) -> Option<Measure> {
    let years = r.whole(at, 2)?;
    let dash = at.checked_sub(1).filter(|dash| r.sign(*dash, b'-') && r.glued(at)).unwrap_or(at);
    let led = r.after_any(dash, &["over", "under"]);
    if !led || !r.is(at + 1, "s") || !r.glued(at + 1) {
        return None;
    }
    let unit = lexicon::unit_named("year")?;
    let amount = Amount::of(Decimal::from(years), at + 2);
    Some(Measure { unit: Some(unit.symbol), si: Some(unit), ..Measure::new(amount, at + 2, FigureKind::Age) })
}

/// "in his early 60s", "in her thirties": an age as far as the words tell it.
pub fn decade_of_life(r: &Reader<'_>, at: usize) -> Option<Measure> {
    const TENS: &[&str] =
        &["twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"];
    if !in_life(r, at) {
        return None;
    }
    let word = TENS.iter().position(|word| r.is(at, word)).and_then(|place| i64::try_from(place * 10 + 20).ok());
    let digits = r.whole(at, 2).filter(|tens| (20..100).contains(tens) && tens % 10 == 0);
    let apostrophe = usize::from(r.sign(at + 1, b'\'') && r.glued(at + 1));
    let s = at + 1 + apostrophe;
    let (tens, end) = match (word, digits) {
        (Some(tens), _) => (tens, at + 1),
        (None, Some(tens)) if r.is(s, "s") && r.glued(s) => (tens, s + 1),
        _ => return None,
    };
    let part = at - 1 - usize::from(r.sign(at - 1, b'-'));
    let (from, to) = match () {
        () if r.is(part, "early") => (0, 3),
        () if r.is(part, "mid") => (4, 6),
        () if r.is(part, "late") => (7, 9),
        () => (0, 9),
    };
    let unit = lexicon::unit_named("year")?;
    let bounds = Some((Decimal::from(tens + from), Decimal::from(tens + to)));
    let amount = Amount { value: None, bounds, ..Amount::of(Decimal::from(tens), end) };
    Some(Measure { unit: Some(unit.symbol), si: Some(unit), ..Measure::new(amount, end, FigureKind::Age) })
}

/// Behind "in his", "in their late": somebody's years.
pub fn in_life(r: &Reader<'_>, at: usize) -> bool {
    let dash = at - usize::from(at > 1 && r.sign(at - 1, b'-') && r.glued(at));
    let part = dash - usize::from(r.after_any(dash, &["early", "mid", "late"]));
    r.after_any(part, &["his", "her", "their", "my", "your", "our"])
        && part > 1
        && r.is_any(part - 2, &["in", "into", "of"])
}

/// 4:07.13: a time taken, in seconds.
pub fn elapsed(r: &Reader<'_>, at: usize) -> Option<Measure> {
    let minutes = r.whole(at, 2)?;
    let seconds = r.literal(at + 2).filter(|seconds| seconds.decimals > 0 && seconds.whole == 2)?;
    let tight = r.sign(at + 1, b':') && r.glued(at + 1) && r.glued(at + 2);
    if !tight || r.glued(at + 3) && r.sign(at + 3, b':') {
        return None;
    }
    let value = Decimal::from(minutes).checked_mul(Decimal::from(60))?.checked_add(seconds.value);
    let amount = Amount { end: at + 3, value, bounds: None, scale: None, literal: None, fraction: false };
    Some(Measure::in_unit(amount, at + 3, lexicon::unit_named("second")?))
}

/// 6'2", 5'10: feet and inches, in feet.
pub fn height(r: &Reader<'_>, at: usize) -> Option<Measure> {
    let feet = r.whole(at, 1)?;
    let inches = r.whole(at + 2, 2).filter(|inches| *inches < 12)?;
    let tight = r.sign(at + 1, b'\'') && r.glued(at + 1) && r.glued(at + 2) && !(r.glued(at + 3) && r.is_word(at + 3));
    if !tight {
        return None;
    }
    let end = at + 3 + usize::from(r.sign(at + 3, b'"') && r.glued(at + 3));
    let value = Decimal::from(feet * 12 + inches).checked_div(Decimal::from(12))?.round_dp(9).normalize();
    Some(Measure::in_unit(Amount::of(value, end), end, lexicon::unit_named("ft")?))
}

/// "an hour", "a kilometre": one of a unit, where the text is about how much of it.
pub fn one_unit(r: &Reader<'_>, at: usize) -> Option<Measure> {
    const BEFORE: &[&str] = &[
        "for", "in", "within", "about", "nearly", "almost", "than", "over", "least", "under", "after", "half",
        "around", "roughly", "every", "above", "below", "barely", "just", "lasted", "lasts", "last", "takes", "took",
    ];
    if let Some(whole) = whole_unit(r, at) {
        return Some(whole);
    }
    let second = r.is(at + 1, "second");
    // "another month": one more
    let another = r.is(at, "another") && (r.after_any(at, &["for"]) || !r.is(at + 1, "day"));
    // "a year and a half"
    let half = at + 3 + usize::from(r.is_any(at + 3, &["a", "an"]));
    let half = r.is(at + 2, "and") && r.is_any(half, &["half", "quarter"]);
    // "a month or more", "as much as a year"
    // "gave him a week to leave"
    let given = r.is(at + 2, "to")
        && (at.saturating_sub(3)..at)
            .any(|at| r.is_any(at, &["give", "gave", "given", "has", "have", "had", "offered", "allowed"]));
    let or = given || r.is(at + 2, "or") && r.is_any(at + 3, &["more", "so", "two", "longer", "less"]);
    let led = at == 0
        || or
        || another
        || half
        || r.after_any(at, BEFORE)
        || at > 1 && r.is(at - 1, "as") && r.is_any(at - 2, &["much", "long", "little"]);
    if second || !(another || r.is_any(at, &["a", "an"])) || !led || r.text_at(at + 1).len() < 2 {
        return None;
    }
    let amount =
        Amount { end: at + 1, value: Some(Decimal::ONE), bounds: None, scale: None, literal: None, fraction: false };
    if let Some(money) = money_after(r, amount, at + 1)
        .filter(|_| at == 0 || r.after_any(at, &["than", "about", "over", "under", "above", "below"]))
    {
        return Some(money);
    }
    let (unit, end) = unit_at(r, amount, at + 1)?;
    Some(Measure::in_unit(amount, end, unit))
}

/// "a single hour", "a whole week", "all day", "all-night": one of a unit, and no less.
fn whole_unit(r: &Reader<'_>, at: usize) -> Option<Measure> {
    let one = r.is_any(at, &["a", "an"]) && r.is_any(at + 1, &["single", "whole", "full", "additional", "extra"]);
    let dash = usize::from(r.sign(at + 1, b'-') && r.glued(at + 1) && r.glued(at + 2));
    let all = r.is(at, "all") && r.is_any(at + 1 + dash, &["day", "week", "month", "year", "night"]);
    if !one && !all {
        return None;
    }
    let amount = Amount::of(Decimal::ONE, at + 1);
    let (unit, end) = unit_at(r, amount, at + 1 + if one { 1 } else { dash }).filter(|(unit, _)| unit.base == "s")?;
    if r.text_at(end - 1).ends_with('s') || r.is(end - 1, "second") {
        None
    } else {
        Some(Measure::in_unit(amount, end, unit))
    }
}

/// "7 feet 10 inches", "2 years and 3 months", "an hour and a half": the value in the first unit.
pub fn compound(r: &Reader<'_>, mut found: Measure) -> Measure {
    let Some(mut last) = found.si.filter(|unit| unit.base == "m" || unit.base == "s") else { return found };
    for _ in 0..6 {
        let Some((more, unit, end)) = next_part(r, found.end, last) else { break };
        let first = found.si.map_or(1.0, |unit| unit.factor);
        let share = Decimal::from_f64(unit.map_or(first, |unit| unit.factor) / first);
        let sum = share.and_then(|share| found.amount.value?.checked_add(more.checked_mul(share)?));
        let Some(sum) = sum else { break };
        found.amount.value = Some(sum.round_dp(9).normalize());
        found.end = end;
        match unit {
            Some(unit) => last = unit,
            None => break,
        }
    }
    found
}

/// The next, smaller part of a compound; without unit for "and a half".
fn next_part(r: &Reader<'_>, at: usize, last: &Unit) -> Option<(Decimal, Option<&'static Unit>, usize)> {
    let comma = usize::from(r.sign(at, b','));
    let and = usize::from(r.is(at + comma, "and"));
    let at = at + comma + and;
    if and == 1 && comma == 0 {
        let article = usize::from(r.is_any(at, &["a", "an"]));
        if r.is(at + article, "half") {
            return Some((Decimal::new(5, 1), None, at + article + 1));
        }
        if article == 1 && r.is(at + 1, "quarter") {
            return Some((Decimal::new(25, 2), None, at + 2));
        }
    }
    let amount = number(r, at)?;
    let joined = amount.end + usize::from(r.sign(amount.end, b'-'));
    let (unit, end) = unit_at(r, amount, joined).or_else(|| {
        if r.is(amount.end, "in") && last.symbol == "ft" {
            Some((lexicon::unit_named("in")?, amount.end + 1))
        } else {
            None
        }
    })?;
    if unit.base != last.base || unit.factor >= last.factor {
        return None;
    }
    Some((amount.value?, Some(unit), end))
}
