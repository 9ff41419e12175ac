//! Numbers that share what stands once: "5 and 6 mg", "15 ± 5 °C", "9-7 lakh rupees".

use crate::analysis::FigureKind;
use crate::analysis::figures::measure::{Measure, measure};
use crate::analysis::figures::number::Amount;
use crate::analysis::figures::reader::Reader;
use rust_decimal::Decimal;

/// Words before numbers of which each is meant: with a verb there, the second may belong to the next clause ("killed 12
/// and 20 percent of the homes were lost").
const EACH: &[&str] = &[
    "of",
    "with",
    "at",
    "by",
    "from",
    "for",
    "in",
    "to",
    "than",
    "the",
    "both",
    "about",
    "after",
    "within",
    "over",
    "is",
    "was",
    "are",
    "were",
    "weighing",
    "weighed",
    "measuring",
    "measured",
    "every",
    "under",
    "above",
    "below",
    "on",
    "these",
    "their",
    "its",
    "some",
];

/// "5 and 6 mg", "200, 400 and 800 metres": the first has the unit of the last.
pub fn coordinated(r: &Reader<'_>, start: usize, one: Measure) -> Option<Measure> {
    let listed = start > 1 && r.sign(start - 1, b',') && r.literal(start - 2).is_some();
    let led = start == 0 || listed || r.after_any(start, EACH);
    let year = |one: &Measure| one.amount.literal.is_some_and(|literal| literal.whole == 4 && !literal.grouped);
    if !one.bare() || one.amount.value.is_none() || !led || year(&one) {
        return None;
    }
    let mut at = one.end;
    for step in 0..4 {
        let comma = r.sign(at, b',') && !r.glued(at + 1);
        let word = at + usize::from(comma);
        let joined = r.is_any(word, &["and", "or"]);
        let next = word + usize::from(joined);
        // "3,000, or 12 percent": the same told twice; "12, and 20 percent of": the next clause
        let apart = comma && joined && step == 0;
        if !(comma || joined)
            || apart
            || r.literal(next).is_some() != r.literal(start).is_some()
            || !r.opens_number(next)
        {
            return None;
        }
        let last = measure(r, next)?;
        if last.amount.value.is_none() || year(&last) && last.bare() {
            return None;
        }
        if !last.bare() {
            return if joined { with_unit_of(one, last) } else { None };
        }
        at = last.end;
    }
    None
}

fn with_unit_of(one: Measure, last: Measure) -> Option<Measure> {
    let shares =
        matches!(last.kind, FigureKind::Quantity | FigureKind::Money | FigureKind::Percent | FigureKind::Duration);
    let value = one.amount.value.filter(|_| shares)?;
    let value = match last.amount.scale.filter(|_| one.amount.scale.is_none()) {
        Some(_) => share_scale(value, last.amount)?,
        None => value,
    };
    Some(Measure { amount: Amount { value: Some(value), ..one.amount }, end: one.end, ..last })
}

/// "3 to 5 million": the magnitude counts for both.
pub fn share_scale(low: Decimal, high: Amount) -> Option<Decimal> {
    let scale = high.scale?;
    if low < scale && low < high.value?.checked_div(scale)? { low.checked_mul(scale) } else { None }
}

/// "15 ± 5 °C", "52 plus or minus 3 percent": from one to the other side of a value.
pub fn tolerance(r: &Reader<'_>, middle: Measure) -> Option<Measure> {
    let by = measure(r, plus_minus(r, middle.end)?)?;
    let (value, width) = (middle.amount.value?, by.amount.value.filter(|width| !width.is_sign_negative())?);
    if !(middle.bare() || by.bare() || middle.kind == by.kind && middle.unit == by.unit) {
        return None;
    }
    let bounds = Some((value.checked_sub(width)?, value.checked_add(width)?));
    let unit = if by.bare() { middle } else { by };
    Some(Measure { amount: Amount { value: None, bounds, ..by.amount }, end: by.end, ..unit })
}

/// What stands between a value and how far it may be off; its end.
fn plus_minus(r: &Reader<'_>, at: usize) -> Option<usize> {
    let spelled = r.is_any(at, &["plus", "give"])
        && (r.is(at + 1, "or") || r.sign(at + 1, b'/'))
        && r.is_any(at + 2, &["minus", "take"]);
    match () {
        () if r.text_at(at) == "±" => Some(at + 1),
        () if r.sign(at, b'+') && r.sign(at + 1, b'-') && r.glued(at + 1) => Some(at + 2),
        () if r.sign(at, b'+') && r.sign(at + 1, b'/') && r.sign(at + 2, b'-') => Some(at + 3),
        () if spelled => Some(at + 3),
        () => None,
    }
}

/// "9-7 lakh rupees": two ends told from high to low, which a measure shows to be no result of a game.
pub fn falling(r: &Reader<'_>, low: Measure, high: Measure) -> Option<(Decimal, Decimal)> {
    let tight = r.glued(low.end) && r.glued(low.end + 1);
    let measured = matches!(high.kind, FigureKind::Money | FigureKind::Percent | FigureKind::Quantity);
    let (first, last) = (low.amount.value?, high.amount.value.filter(|last| *last > Decimal::ZERO)?);
    let scale = high.amount.scale.filter(|scale| low.amount.scale.is_none() && first < *scale);
    let first = first.checked_mul(scale.unwrap_or(Decimal::ONE))?;
    let near = first.checked_div(last)? <= Decimal::TEN;
    if tight && measured && (low.bare() || low.kind == high.kind) && first > last && near {
        Some((last, first))
    } else {
        None
    }
}
