//! The single words of number, magnitudes and powers: seven, million, bn, dozen, 1e10.

use crate::analysis::figures::lexicon::Sense;
use crate::analysis::figures::literal::Literal;
use crate::analysis::figures::number::Amount;
use crate::analysis::figures::reader::Reader;
use rust_decimal::Decimal;

/// "hundred thousand dollars", "million", "Thousand liters"; not the plural, which is vague.
pub fn bare_scale(r: &Reader<'_>, at: usize) -> bool {
    r.is_any(at, &["hundred", "thousand", "million", "billion", "trillion"])
}

/// 1e10, 6.23x10^-4, 1.1^23
pub fn power(r: &Reader<'_>, at: usize, base: Literal) -> Option<Amount> {
    if !r.glued(at + 1) {
        return None;
    }
    let exponent = |at: usize| {
        let signs = (at..at + 2).take_while(|at| r.sign(*at, b'-') || r.sign(*at, b'+')).count();
        let minus = r.sign((at + signs).wrapping_sub(1), b'-') && signs > 0;
        let size = i32::try_from(r.whole(at + signs, 2)?).ok().filter(|_| r.glued(at + signs))?;
        Some((if minus { -size } else { size }, at + signs + 1))
    };
    let ten = |exponent: i32, end: usize| {
        let shift = self::ten(exponent)?;
        Some(Amount::of(base.value.checked_mul(shift)?, end))
    };
    if r.is(at + 1, "e") {
        let (exponent, end) = exponent(at + 2)?;
        return ten(exponent, end);
    }
    if r.is(at + 1, "x") && r.whole(at + 2, 2) == Some(10) && r.sign(at + 3, b'^') {
        let (exponent, end) = exponent(at + 4)?;
        return ten(exponent, end);
    }
    if r.sign(at + 1, b'^') {
        let (exponent, end) = exponent(at + 2)?;
        return Some(Amount::of(raised(base.value, exponent)?, end));
    }
    None
}

/// The value of a single number word.
pub fn small(r: &Reader<'_>, at: usize) -> Option<i64> {
    r.token(at)?;
    if r.is(at, "single") {
        return None;
    }
    r.find(at, |sense| if let Sense::Number(value) = sense { Some(value) } else { None }).map(|(value, _)| value)
}

pub fn dozen(r: &Reader<'_>, at: usize) -> Option<(Decimal, usize)> {
    r.find(at, |sense| if let Sense::Dozen(value) = sense { Some(Decimal::from(value)) } else { None })
}

/// A magnitude word.
pub fn scale(r: &Reader<'_>, at: usize) -> Option<(Decimal, usize)> {
    let (power, end) = r.find(at, |sense| if let Sense::Scale(power) = sense { Some(power) } else { None })?;
    Some((ten(i32::try_from(power).ok()?)?, end))
}

/// A magnitude after digits: a word, or k, m, bn.
pub fn digits_scale(r: &Reader<'_>, at: usize, price: bool) -> Option<(Decimal, usize)> {
    if let Some(found) = scale(r, at) {
        return Some(found);
    }
    let text = r.text_at(at);
    let (power, end) = r.find(at, |sense| match sense {
        Sense::Suffix { scale, exact } if exact.is_empty() || exact == text => Some(scale),
        _ => None,
    })?;
    let letter = text.len() == 1;
    let apart = !(r.glued(at) || r.is(at, "k") || price && r.is_any(at, &["m", "b"]));
    // "m" alone is metres or minutes; k, b and t before more letters are units (kg, bps)
    let run_on = r.glued(end) && (r.is_word(end) || r.sign(end, b'.') && r.is_word(end + 1) && r.glued(end + 1));
    if letter && ((text == "m" && !price) || apart || run_on) {
        return None;
    }
    Some((ten(i32::try_from(power).ok()?)?, end))
}

/// A power of ten.
fn ten(power: i32) -> Option<Decimal> {
    let size = 10_i128.checked_pow(power.unsigned_abs())?;
    if power < 0 {
        Decimal::ONE.checked_div(Decimal::try_from_i128_with_scale(size, 0).ok()?)
    } else {
        Decimal::try_from_i128_with_scale(size, 0).ok()
    }
}

/// A whole power, by repeated multiplication; exponents have two digits at most.
fn raised(base: Decimal, exponent: i32) -> Option<Decimal> {
    let size = (0..exponent.unsigned_abs()).try_fold(Decimal::ONE, |power, _| power.checked_mul(base))?;
    if exponent < 0 { Decimal::ONE.checked_div(size) } else { Some(size) }
}
