//! Amounts of money: $1.2bn, US$ 3.14, EUR 20, 5 million dollars, 50 cents, 15 dollars and 50.

use crate::analysis::FigureKind;
use crate::analysis::figures::lexicon::{self, Local, Money, Sense};
use crate::analysis::figures::magnitude;
use crate::analysis::figures::measure::Measure;
use crate::analysis::figures::number::{self, Amount, number};
use crate::analysis::figures::reader::Reader;
use crate::analysis::figures::token::Kind;
use rust_decimal::Decimal;

/// $1.2bn, US$ 3.14, EUR 20, RM120,000
pub fn money_before(r: &Reader<'_>, at: usize) -> Option<Measure> {
    if let Some(local) = initial(r, at) {
        let amount =
            number::price(r, at + 1).filter(|amount| !(r.sign(amount.end, b'-') && r.is_word(amount.end + 1)))?;
        return Some(Measure { currency: Some(local.code), ..Measure::new(amount, amount.end, FigureKind::Money) });
    }
    if let Some((currency, scale)) = multiple(r, at) {
        let amount = number(r, at + 1).filter(|amount| r.literal(at + 1).is_some() && amount.scale.is_none())?;
        return multiplied(amount, currency, scale, amount.end);
    }
    let (currency, after) = r.find(at, |sense| match sense {
        Sense::Currency { currency, role: Money::Sign } => Some(currency),
        Sense::Currency { currency, role: Money::Code } if r.text_at(at).len() == 3 => Some(currency),
        Sense::Currency { currency, role: Money::Capitals } if is_upper(r.text_at(at)) => Some(currency),
        _ => None,
    })?;
    let word = r.is_word(at);
    // "music ' s $ 500": a lone small letter is no sign of a currency
    let lone = word && after == at + 2 && r.text_at(at).len() == 1 && !r.capital(at) && !r.is(at, "c");
    // "A $5 million grant": the letter is a word of its own
    let apart = word && after == at + 2 && r.text_at(at).len() == 1 && r.capital(at) && !r.glued(at + 1);
    if lone || apart || word && r.glued(at) && !r.sign(at.wrapping_sub(1), b'(') {
        return None;
    }
    // "$-99.99"
    let minus = usize::from(!word && r.sign(after, b'-') && r.glued(after) && r.glued(after + 1));
    let digits = after + minus;
    let amount = if r.literal(digits).is_some() || !word { number::price(r, digits)? } else { return None };
    amount.literal.or(amount.scale.and(r.literal(digits))).or_else(|| r.literal(digits))?;
    let amount = if minus == 1 { amount.negative() } else { amount };
    let currency = local(r, at, after).or_else(|| lexicon::currency(currency));
    let mut found = Measure { currency, ..Measure::new(amount, amount.end, FigureKind::Money) };
    if let Some((Money::Word, end)) = currency_role(r, found.end) {
        found.end = end;
    }
    Some(hundredths(r, found))
}

/// "R350 million" in Pretoria, "N7.2bn" in Abuja: the initial of the country's own money, written on to its amount. With
/// "the" it is a road.
pub fn initial(r: &Reader<'_>, at: usize) -> Option<&'static Local> {
    let local = r.local.filter(|local| local.forms.contains(&r.text_at(at)))?;
    let letter = r.is_word(at) && r.text_at(at).len() == 1 && !r.glued(at);
    if letter && r.glued(at + 1) && r.literal(at + 1).is_some() && !r.after_any(at, &["the"]) {
        Some(local)
    } else {
        None
    }
}

/// "MSEK", "TEUR": a code that multiplies, in capitals only.
fn multiple(r: &Reader<'_>, at: usize) -> Option<(usize, u32)> {
    let pick = |sense| if let Sense::Multiple { currency, scale } = sense { Some((currency, scale)) } else { None };
    r.find(at, pick).filter(|_| is_upper(r.text_at(at))).map(|(found, _)| found)
}

fn multiplied(amount: Amount, currency: usize, scale: u32, end: usize) -> Option<Measure> {
    let scale = Decimal::from(10_u64.checked_pow(scale)?);
    let amount = Amount { value: amount.value?.checked_mul(scale), scale: Some(scale), ..amount };
    Some(Measure { currency: lexicon::currency(currency), ..Measure::new(amount, end, FigureKind::Money) })
}

/// "-$5", "negative $5": the sign of the amount before that of the currency.
pub fn owed(r: &Reader<'_>, at: usize) -> Option<Measure> {
    let signed = r.sign(at, b'-') && !r.glued(at) && r.glued(at + 1) && !r.is_word(at + 1);
    let near = signed || r.is_any(at, &["minus", "negative"]);
    let found = money_before(r, at + 1).filter(|_| near)?;
    Some(Measure { amount: found.amount.negative(), ..found })
}

/// A bare sign or word of money that means the article's own country's ("$" in a report from Sydney).
fn local(r: &Reader<'_>, at: usize, end: usize) -> Option<&'static str> {
    let local = r.local.filter(|_| end == at + 1)?;
    if local.forms.iter().any(|form| r.is(at, form)) { Some(local.code) } else { None }
}

fn is_upper(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_uppercase())
}

fn currency_role(r: &Reader<'_>, at: usize) -> Option<(Money, usize)> {
    r.find(at, |sense| if let Sense::Currency { role, .. } = sense { Some(role) } else { None })
}

/// Words of money that mean something else more often than not: they need a large or exact amount.
const UNSURE: &[&str] = &[
    "won", "pound", "pounds", "mark", "marks", "crown", "crowns", "real", "bucks", "sen", "sens", "c", "kip", "rand",
    "ether", "dong",
];

/// 5 million dollars, 10 €, 115USD, 50 cents
pub fn money_after(r: &Reader<'_>, amount: Amount, at: usize) -> Option<Measure> {
    if let Some((currency, scale)) = multiple(r, at).filter(|_| amount.scale.is_none()) {
        return multiplied(amount, currency, scale, at + 1);
    }
    let ((currency, role), end) = r.find(at, |sense| match sense {
        Sense::Currency { role: Money::Capitals, .. } if !is_upper(r.text_at(at)) => None,
        // a sign in letters stands before its amount, or right on it
        Sense::Currency { role: Money::Sign, .. } if r.is_word(at) && !r.glued(at) => None,
        Sense::Currency { currency, role } => Some((currency, role)),
        _ => None,
    })?;
    // "two $ 500 checks": the sign belongs to the number behind it
    let counted = r.is_word(end + 1) && currency_role(r, end + 1).is_none();
    let next = r.literal(end).is_some() && (r.glued(end) || !r.glued(at) && counted);
    if role != Money::Word && next || role == Money::Sign && r.is_word(at) && !r.glued(at) {
        return None;
    }
    let mass = r.is_any(at, &["pound", "pounds"]);
    let many = amount.bounds.is_some_and(|(low, _)| low >= Decimal::from(100_000));
    let large = amount.scale.is_some() || many || (!mass && amount.literal.is_some_and(|literal| literal.grouped));
    if mass && weighed(r, end) {
        return None;
    }
    if r.is_any(at, &["p", "c"]) && !r.glued(at) {
        return None;
    }
    if end == at + 1 && r.is_any(at, UNSURE) && !large && !spends(r, at) {
        return None;
    }
    let currency = local(r, at, end).or_else(|| lexicon::currency(currency));
    let mut found = Measure { currency, ..Measure::new(amount, end, FigureKind::Money) };
    if role == Money::Hundredth {
        found.unit = Some(if r.text_at(at).starts_with(['p', 'P']) { "penny" } else { "cent" });
        return Some(found);
    }
    if let Some((scale, end)) = magnitude::scale(r, end).filter(|_| amount.scale.is_none()) {
        found.amount = Amount { value: amount.value?.checked_mul(scale), scale: Some(scale), ..amount };
        found.end = end;
    }
    Some(hundredths(r, found))
}

/// "29.4 million pounds of halibut", "2 million pounds (900 tonnes)": a weight, unless they are pounds of aid or debt.
fn weighed(r: &Reader<'_>, end: usize) -> bool {
    let funds =
        || r.means(end + 1, |sense| matches!(sense, Sense::Funds | Sense::Stop)) || r.literal(end + 1).is_some();
    let tonnes = || (end + 2..end + 4).any(|at| r.is_any(at, &["tonnes", "tons", "kg", "kilograms", "kilos", "t"]));
    r.is(end, "of") && r.is_word(end + 1) && !funds() || r.sign(end, b'(') && r.literal(end + 1).is_some() && tonnes()
}

/// A word of money that more often means something else.
pub fn is_unsure(r: &Reader<'_>, at: usize) -> bool {
    r.is_any(at, UNSURE)
}

/// A word of paying before the number.
fn spends(r: &Reader<'_>, at: usize) -> bool {
    (at.saturating_sub(8)..at).any(|before| {
        r.is_any(
            before,
            &[
                "paid", "pay", "pays", "cost", "costs", "price", "priced", "worth", "fined", "spent", "spend", "earn",
                "earned", "sold", "bought", "fee", "fare", "tax", "wage",
            ],
        )
    })
}

/// "and 43 cents", "15 dollars 50": the hundredths of an amount.
fn hundredths(r: &Reader<'_>, found: Measure) -> Measure {
    let at = found.end + usize::from(r.is(found.end, "and"));
    let Some(more) = number(r, at).filter(|more| {
        more.value.is_some_and(|value| value.is_integer() && value < Decimal::ONE_HUNDRED && value > Decimal::ZERO)
    }) else {
        return found;
    };
    let end = match currency_role(r, more.end) {
        Some((Money::Hundredth, end)) => end,
        _ if (more.literal.is_some_and(|literal| literal.whole == 2)
            || more.literal.is_none() && r.is(found.end, "and"))
            && stops(r, more.end)
            && found.amount.scale.is_none() =>
        {
            more.end
        }
        _ => return found,
    };
    let value = found
        .amount
        .value
        .zip(more.value)
        .and_then(|(whole, more)| whole.checked_add(more.checked_div(Decimal::ONE_HUNDRED)?));
    Measure { amount: Amount { value, ..found.amount }, end, ..found }
}

fn stops(r: &Reader<'_>, at: usize) -> bool {
    r.token(at).is_none_or(|token| matches!(token.kind, Kind::Sign(b'.' | b',' | b';' | b'!' | b'?')))
}
