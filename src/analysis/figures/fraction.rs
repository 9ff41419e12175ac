//! Parts of a whole in a number: thirds, "and a half", "point five", 2 1/4.

use crate::analysis::figures::lexicon::Sense;
use crate::analysis::figures::literal::Literal;
use crate::analysis::figures::magnitude::small;
use crate::analysis::figures::number::{Amount, Sum};
use crate::analysis::figures::reader::Reader;
use rust_decimal::Decimal;

/// "two thirds", "one-eighth", "three quarters"
pub fn denominated(r: &Reader<'_>, amount: Amount) -> Amount {
    let at = amount.end + usize::from(r.sign(amount.end, b'-'));
    let Some((below, end)) = below(r, at) else { return amount };
    let Some(above) = amount.value.filter(|value| value.is_integer() && *value > Decimal::ZERO) else { return amount };
    let singular = r.means(at, |sense| matches!(sense, Sense::Ordinal(_))) || r.is(at, "quarter");
    let below = Decimal::from(below);
    if below < Decimal::TWO
        || (singular && above != Decimal::ONE)
        || r.is(at, "second")
        || (r.is_any(at, &["quarters", "half"]) && above >= below)
    {
        return amount;
    }
    match above.checked_div(below) {
        Some(share) => Amount { fraction: true, ..Amount::of(share, end) },
        None => amount,
    }
}

/// "one over three"
pub fn over(r: &Reader<'_>, amount: Amount) -> Amount {
    if !r.is(amount.end, "over")
        || amount.value.is_none_or(|value| value >= Decimal::ONE_HUNDRED || !value.is_integer())
    {
        return amount;
    }
    let mut sum = Sum::default();
    let end = match r.whole(amount.end + 1, 3) {
        Some(below) => {
            sum.group = Some(Decimal::from(below));
            amount.end + 2
        }
        None => sum.read(r, amount.end + 1),
    };
    let whole = end > amount.end + 1 && r.token(end).is_none();
    let share = amount.value.zip(sum.value()).and_then(|(above, below)| above.checked_div(below));
    share.filter(|_| whole).map_or(amount, |share| Amount { fraction: true, ..Amount::of(share, end) })
}

/// "point seventy-one", "point zero three", "point 1"
pub fn decimals(r: &Reader<'_>, at: usize) -> Option<(Decimal, usize)> {
    if !r.is(at, "point") {
        return None;
    }
    let mut digits = String::new();
    let mut end = at + 1;
    if let Some(whole) = r.literal(end).filter(|literal| literal.decimals == 0) {
        digits = whole.value.to_string();
        end += 1;
    }
    while digits.len() < 12 {
        let Some(word) = small(r, end) else { break };
        let mut word = word;
        end += 1;
        if word >= 20 {
            let next = end + usize::from(r.sign(end, b'-'));
            if let Some(one) = small(r, next).filter(|one| *one < 10) {
                word += one;
                end = next + 1;
            }
        }
        digits.push_str(&word.to_string());
    }
    if digits.is_empty() {
        return None;
    }
    Some((format!("0.{digits}").parse().ok()?, end))
}

/// "and a half", "-and-a-half", "and two thirds"
pub fn and_part(r: &Reader<'_>, at: usize) -> Option<(Decimal, usize)> {
    let skip = |at: usize| at + usize::from(r.sign(at, b'-') && r.glued(at));
    let at = skip(at);
    if !r.is(at, "and") {
        return None;
    }
    let at = skip(at + 1);
    let (above, at) = match small(r, at) {
        Some(above) => (above, at + 1),
        None if r.is_any(at, &["a", "an"]) => (1, at + 1),
        None => (1, at),
    };
    let at = skip(at);
    let (below, end) = below(r, at)?;
    if above >= below || (below == 2 && !r.is_any(at, &["half", "halves"])) {
        return None;
    }
    Some((Decimal::from(above).checked_div(Decimal::from(below))?, end))
}

/// "and a half", "and three quarters": what the part is a part of may be written in digits.
pub fn and_article(r: &Reader<'_>, at: usize) -> bool {
    let dash = |at: usize| at + usize::from(r.sign(at, b'-') && r.glued(at));
    let next = dash(dash(at) + 1);
    r.is(dash(at), "and") && (r.is_any(next, &["a", "an"]) || small(r, next).is_some())
}

/// 2 1/4, 2-1/4, 3/4, 2½
pub fn mixed(r: &Reader<'_>, at: usize, first: Literal) -> Option<(Decimal, usize)> {
    if let Some(next) = r.literal(at + 1).filter(|next| next.vulgar && first.decimals == 0) {
        return Some((first.value.checked_add(next.value)?, at + 2));
    }
    if let Some((share, end)) = slashed(r, at) {
        return Some((share, end));
    }
    // "3-1/2 percent", as the wires write it
    let hyphen = r.sign(at + 1, b'-') && r.glued(at + 1) && r.glued(at + 2);
    let even = !hyphen || r.whole(at + 4, 2).is_some_and(|below| matches!(below, 2..=6 | 8 | 16 | 32 | 64));
    let (share, end) = slashed(r, at + 1 + usize::from(hyphen)).filter(|_| even)?;
    if first.decimals == 0 && share < Decimal::ONE && first.whole < 4 {
        return Some((first.value.checked_add(share)?, end));
    }
    None
}

fn slashed(r: &Reader<'_>, at: usize) -> Option<(Decimal, usize)> {
    let above = r.whole(at, 2)?;
    let below = r.whole(at + 2, 4)?;
    let tight = r.sign(at + 1, b'/') && r.glued(at + 1) == r.glued(at + 2);
    let more = r.glued(at + 3) && (r.sign(at + 3, b'/') || r.sign(at + 3, b'-') && r.literal(at + 4).is_some());
    if !tight || more || above >= below || above == 0 {
        return None;
    }
    Some((Decimal::from(above).checked_div(Decimal::from(below))?, at + 3))
}

pub fn part(r: &Reader<'_>, at: usize) -> Option<(i64, usize)> {
    r.find(at, |sense| if let Sense::Part(value) = sense { Some(value) } else { None })
}

/// What a fraction is counted in: thirds, eighth, hundredths, twenty-firsts.
pub fn below(r: &Reader<'_>, at: usize) -> Option<(i64, usize)> {
    // "twenty-fifth(s)"
    let tens = small(r, at).filter(|tens| (20..100).contains(tens) && tens % 10 == 0);
    if let Some(tens) = tens {
        let next = at + 1 + usize::from(r.sign(at + 1, b'-'));
        let ones = |sense| if let Sense::Ordinal(value) | Sense::Part(value) = sense { Some(value) } else { None };
        let (ones, end) = r.find(next, ones).filter(|(ones, _)| (1..10).contains(ones))?;
        return Some((tens + ones, end));
    }
    part(r, at).or_else(|| {
        let (value, end) = r.find(at, |sense| if let Sense::Ordinal(value) = sense { Some(value) } else { None })?;
        if value > 2 { Some((value, end)) } else { None }
    })
}
