//! Digits as other countries write them, where only what stands around shows it: "$13 049 million", "1,5 million".

use crate::analysis::figures::lexicon::{self, Money, Sense};
use crate::analysis::figures::literal::Literal;
use crate::analysis::figures::money;
use crate::analysis::figures::reader::Reader;
use rust_decimal::Decimal;

/// The number of several pieces that begins at a token, and its end.
pub fn in_pieces(r: &Reader<'_>, at: usize, first: Literal) -> Option<(Literal, usize)> {
    if first.plain.is_none() || first.whole > 3 {
        return None;
    }
    spaced(r, at, first).or_else(|| comma(r, at, first))
}

/// "$13 049 million", "1 250 million dollars": a group of three that money or a measure shows to be the thousands'.
fn spaced(r: &Reader<'_>, at: usize, first: Literal) -> Option<(Literal, usize)> {
    let next = r.literal(at + 1).filter(|next| next.whole == 3 && !next.grouped && !r.glued(at + 1))?;
    let end = at + 2;
    let before = at.checked_sub(1);
    let dated = before.is_some_and(|before| {
        r.literal(before).is_some() || r.means(before, |sense| matches!(sense, Sense::Month(_) | Sense::Label))
    });
    if dated || r.text_at(at).starts_with('0') || r.literal(end).is_some() || r.sign(end, b'-') && r.glued(end) {
        return None;
    }
    let noun = r.is_word(end) && r.token(end).is_some_and(|token| token.entry == 0);
    let zero = r.text_at(at + 1).starts_with('0');
    if !(zero || priced(r, at) && !noun || measured(r, end)) {
        return None;
    }
    let value = first.value.checked_mul(Decimal::ONE_THOUSAND)?.checked_add(next.value)?;
    Some((Literal { value, plain: None, whole: first.whole + 3, grouped: true, ..next }, end))
}

/// "1,5 million", "2,75 km": a decimal comma, for a list has no measure behind it.
fn comma(r: &Reader<'_>, at: usize, first: Literal) -> Option<(Literal, usize)> {
    let next = r.literal(at + 2).filter(|next| next.plain.is_some() && next.whole != 3 && next.whole < 7)?;
    let end = at + 3;
    let comma = |at: usize| r.sign(at, b',') && r.glued(at) && r.glued(at + 1);
    let listed = at > 1 && comma(at - 1) && r.literal(at - 2).is_some();
    let goes_on = comma(end) && r.literal(end + 1).is_some();
    let sure = r.text_at(at) == "0" || priced(r, at) || measured(r, end);
    if !comma(at + 1) || listed || goes_on || !sure {
        return None;
    }
    let size = Decimal::from(10_u64.checked_pow(u32::from(next.whole))?);
    let value = first.value.checked_add(next.value.checked_div(size)?)?;
    Some((Literal { value, plain: None, whole: first.whole, decimals: next.whole, grouped: false, vulgar: false }, end))
}

/// Behind a sign or a code of money.
fn priced(r: &Reader<'_>, at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| {
        r.means(before, |sense| matches!(sense, Sense::Currency { role: Money::Sign | Money::Code, .. }))
            || money::initial(r, before).is_some()
    })
}

/// Before a magnitude, a share, a unit or money.
pub fn measured(r: &Reader<'_>, at: usize) -> bool {
    let long = r.text_at(at).len() > 1 || !r.is_word(at);
    let unit = |index| lexicon::unit(index).is_some_and(|unit| unit.base != "s");
    long && r.means(at, |sense| match sense {
        Sense::Scale(_) | Sense::Percent(_) => true,
        Sense::Suffix { .. } => r.text_at(at).len() > 1,
        Sense::Unit { unit: index, glued, .. } => !glued && unit(index),
        Sense::Currency { role, .. } => role != Money::Capitals && !money::is_unsure(r, at),
        _ => false,
    })
}
