//! A number with what it measures: percent, money, age, length of time, unit, or nothing.

use crate::analysis::FigureKind;
use crate::analysis::figures::length::{age, age_group, aged, compound, decade_of_life, elapsed, height, one_unit};
use crate::analysis::figures::lexicon::{self, Money, Sense, Share, Unit};
use crate::analysis::figures::money::{money_after, money_before, owed};
use crate::analysis::figures::number::{Amount, number};
use crate::analysis::figures::reader::Reader;
use rust_decimal::Decimal;

/// A number and its unit.
#[derive(Clone, Copy, Debug)]
pub struct Measure {
    pub amount: Amount,
    /// One past its last token.
    pub end: usize,
    pub kind: FigureKind,
    pub unit: Option<&'static str>,
    /// To the SI base unit.
    pub si: Option<&'static Unit>,
    pub currency: Option<&'static str>,
}

impl Measure {
    pub fn new(amount: Amount, end: usize, kind: FigureKind) -> Self {
        Self { amount, end, kind, unit: None, si: None, currency: None }
    }

    /// True for a number without unit.
    pub fn bare(&self) -> bool {
        self.kind == FigureKind::Count || self.kind == FigureKind::Ratio
    }

    pub fn in_unit(amount: Amount, end: usize, unit: &'static Unit) -> Self {
        let kind = if unit.base == "s" { FigureKind::Duration } else { FigureKind::Quantity };
        Self { unit: Some(unit.symbol), si: Some(unit), ..Self::new(amount, end, kind) }
    }
}

/// The measure that begins at a token.
pub fn measure(r: &Reader<'_>, at: usize) -> Option<Measure> {
    if let Some(found) = money_before(r, at).or_else(|| owed(r, at)) {
        return Some(found);
    }
    if let Some(found) =
        elapsed(r, at).or_else(|| height(r, at)).or_else(|| decade_of_life(r, at)).or_else(|| age_group(r, at))
    {
        return Some(found);
    }
    if let Some(one) = one_unit(r, at) {
        return Some(compound(r, one));
    }
    let start = at;
    let amount = number(r, at)?;
    let at = amount.end;
    let joined = at + usize::from(r.sign(at, b'-') && r.glued(at) && r.glued(at + 1));
    // "tens of thousands of dollars"
    let joined = joined + usize::from(amount.bounds.is_some() && r.is(joined, "of") && measured(r, joined + 1));
    let found = percent(r, amount, joined)
        .or_else(|| age(r, amount, joined))
        .or_else(|| money_after(r, amount, joined))
        .or_else(|| millions(r, amount))
        .or_else(|| in_unit(r, amount, joined))
        .or_else(|| aged(r, start, amount));
    if let Some(found) = found {
        return Some(compound(r, found));
    }
    let kind = if amount.fraction { FigureKind::Ratio } else { FigureKind::Count };
    Some(Measure::new(amount, at, kind))
}

fn percent(r: &Reader<'_>, amount: Amount, at: usize) -> Option<Measure> {
    let share = |at| r.find(at, |sense| if let Sense::Percent(share) = sense { Some(share) } else { None });
    // "a quarter-point cut"
    const MOVES: &[&str] = &[
        "cut",
        "cuts",
        "rise",
        "rises",
        "increase",
        "increases",
        "hike",
        "hikes",
        "rate",
        "reduction",
        "move",
        "drop",
        "interest",
        "decrease",
    ];
    let near = || (at + 1..at + 9).any(|near| r.means(near, |sense| matches!(sense, Sense::Percent(_))));
    if amount.fraction
        && r.is(at, "point")
        && (r.is_any(at + 1, MOVES) || !r.is_word(at + 1) && near() || r.is(at + 1, "to") && near())
    {
        let amount = Amount { fraction: false, ..amount };
        return Some(Measure { unit: Some("percentage point"), ..Measure::new(amount, at + 1, FigureKind::Percent) });
    }
    // "0.3 of a percentage point"
    let of_a = part_of_one(amount) && r.is(at, "of") && r.is_any(at + 1, &["a", "an"]);
    let at = if of_a { at + 2 } else { at };
    // "half a percent", "one-tenth of 1 percent"
    if let Some((share, end)) = share(at).or_else(|| if r.is(at, "a") { share(at + 1) } else { None }) {
        let unit = match share {
            Share::Percent => None,
            Share::Points => Some("percentage point"),
            Share::Basis => Some("basis point"),
        };
        return Some(Measure { unit, ..Measure::new(amount, end, FigureKind::Percent) });
    }
    if amount.fraction && r.is(at, "of") {
        let whole = number(r, at + 1 + usize::from(r.is(at + 1, "a")))?;
        let (_, end) = share(whole.end)?;
        let value = amount.value?.checked_mul(whole.value?);
        return Some(Measure::new(Amount { value, fraction: false, ..amount }, end, FigureKind::Percent));
    }
    None
}

/// A word that can only be a unit or a currency.
fn measured(r: &Reader<'_>, at: usize) -> bool {
    let unit = |sense| matches!(sense, Sense::Unit { glued: false, .. } | Sense::Currency { role: Money::Word, .. });
    r.means(at, unit) && r.text_at(at).len() > 3 && r.text_at(at).ends_with('s')
        || r.is_any(at, &["ringgit", "yen", "yuan"])
}

/// "2 in. long", "3 in of rain": inches, where "in" can be no preposition.
fn inches(r: &Reader<'_>, amount: Amount, at: usize) -> Option<(&'static Unit, usize)> {
    const ACROSS: &[&str] = &["long", "wide", "tall", "thick", "deep", "high", "across", "diameter"];
    let dot = at + 1 + usize::from(r.sign(at + 1, b'.') && r.glued(at + 1));
    let fallen = r.is(dot, "of") && r.is_any(dot + 1, &["rain", "snow", "water", "ice", "hail"]);
    let last = r.token(at + 1).is_none() || dot > at + 1 && r.token(dot).is_none();
    if !r.is(at, "in") || amount.literal.is_none() || !(r.is_any(dot, ACROSS) || fallen || last) {
        return None;
    }
    Some((lexicon::unit_named("in")?, at + 1))
}

/// A unit of measure, where it may stand after this amount.
pub fn unit_at(r: &Reader<'_>, amount: Amount, at: usize) -> Option<(&'static Unit, usize)> {
    let text = r.text_at(at);
    let (unit, end) = r.find(at, |sense| match sense {
        Sense::Unit { unit, exact, glued } => {
            let fits = (exact.is_empty() || exact == text) && (!glued || r.glued(at));
            if fits { Some(unit) } else { None }
        }
        _ => None,
    })?;
    let letter = text.len() == 1 && r.is_word(at);
    let apart = !r.glued(at) && r.capital(at) && !matches!(text, "C" | "F" | "K" | "W" | "V");
    if letter
        && (amount.literal.is_none() && !amount.fraction
            || apart
            || (r.glued(end) && (r.is_word(end) || r.literal(end).is_some()))
            || (r.sign(end, b'-') && r.glued(end) && r.capital(end + 1) && r.glued(end + 1))
            || (r.sign(end, b'\'') && r.glued(end)))
    {
        return None;
    }
    Some((lexicon::unit(unit)?, end))
}

/// A share of one thing: a fraction, or a decimal below one.
fn part_of_one(amount: Amount) -> bool {
    amount.fraction || amount.value.is_some_and(|value| value > Decimal::ZERO && value < Decimal::ONE)
}

/// "two more years", "three straight days", "two full weeks": how the lengths follow each other is no part of them.
fn following(r: &Reader<'_>, at: usize) -> usize {
    const ADDED: &[&str] = &[
        "more",
        "additional",
        "extra",
        "further",
        "consecutive",
        "straight",
        "successive",
        "full",
        "whole",
        "fewer",
        "solid",
    ];
    let time = r.means(at + 1, |sense| matches!(sense, Sense::Grain(_))) && r.text_at(at + 1).ends_with('s');
    at + usize::from(time && r.is_any(at, ADDED))
}

fn in_unit(r: &Reader<'_>, amount: Amount, at: usize) -> Option<Measure> {
    let bracket = usize::from((r.sign(at, b'[') || r.sign(at, b'<')) && (r.sign(at + 2, b']') || r.sign(at + 2, b'>')));
    // "half an hour", "three-quarters of an hour", "tenth of a gallon"
    let mut at = at + bracket;
    if part_of_one(amount) {
        at += usize::from(r.is(at, "of") && r.is_any(at + 1, &["a", "an"]));
        at += usize::from(r.is_any(at, &["a", "an"]));
    }
    let at = following(r, at);
    let (unit, end) = unit_at(r, amount, at).or_else(|| inches(r, amount, at))?;
    // "the 2018 day five": a year before a noun
    let year = amount.literal.is_some_and(|literal| literal.whole == 4 && !literal.grouped && literal.decimals == 0);
    if year && unit.base == "s" && !r.text_at(end - 1).ends_with('s') {
        return None;
    }
    // "a 12 month low" is a length of time, "10 second" a place only after "the"
    if r.is(at, "second") && r.after_any(at, &["the"]) {
        return None;
    }
    let amount = Amount { fraction: false, ..amount };
    let below = r.is(end, "below") && r.is_any(end + 1, &["zero", "freezing"]) && unit.symbol.starts_with('°');
    if below && r.is(end + 1, "zero") {
        let value = amount.value.map(|value| -value);
        return Some(Measure::in_unit(Amount { value, ..amount }, end + 2, unit));
    }
    Some(Measure::in_unit(amount, end + bracket, unit))
}

/// "25m people", "1.2m tons", "35m of its devices": the letter counts millions.
fn millions(r: &Reader<'_>, amount: Amount) -> Option<Measure> {
    let at = amount.end;
    let next = at + 1;
    if !(r.is(at, "m") && r.glued(at)) || r.glued(next) || amount.literal.is_none() {
        return None;
    }
    let of = r.is(next, "of") && r.is_any(next + 1, &["the", "its", "their", "our", "these", "those"]);
    let text = r.text_at(next);
    let plural =
        text.len() > 3 && text.ends_with('s') && !text.ends_with("ss") && !r.is_any(next, &["hurdles", "butterfly"]);
    let unit = r.means(next, |sense| {
        matches!(sense, Sense::Unit { glued: false, .. } | Sense::Currency { role: Money::Word, .. })
    }) && text.len() > 2;
    let people = r.is_any(next, &["people", "women", "men", "children"]);
    if !(of || people || unit || (r.is_word(next) && !r.capital(next) && plural)) {
        return None;
    }
    let value = amount.value?.checked_mul(Decimal::from(1_000_000));
    let amount = Amount { value, scale: Some(Decimal::from(1_000_000)), literal: None, end: next, ..amount };
    let plain = Measure::new(amount, next, FigureKind::Count);
    Some(money_after(r, amount, next).or_else(|| in_unit(r, amount, next)).unwrap_or(plain))
}
