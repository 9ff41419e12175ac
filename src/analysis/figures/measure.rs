//! A number with what it measures: percent, money, age, length of time, unit, or nothing.

use crate::analysis::FigureKind;
use crate::analysis::figures::lexicon::{self, Money, Sense, Share, Unit};
use crate::analysis::figures::number::{self, Amount, number};
use crate::analysis::figures::reader::Reader;
use crate::analysis::figures::token::Kind;
use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive;

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

    fn in_unit(amount: Amount, end: usize, unit: &'static Unit) -> Self {
        let kind = if unit.base == "s" { FigureKind::Duration } else { FigureKind::Quantity };
        Self { unit: Some(unit.symbol), si: Some(unit), ..Self::new(amount, end, kind) }
    }
}

/// The measure that begins at a token.
pub fn measure(r: &Reader<'_>, at: usize) -> Option<Measure> {
    if let Some(found) = money_before(r, at) {
        return Some(found);
    }
    if let Some(found) = elapsed(r, at) {
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

/// 42-year-old, 29 years old, ninety-five years of age
fn age(r: &Reader<'_>, amount: Amount, at: usize) -> Option<Measure> {
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

/// A word that can only be a unit or a currency.
fn measured(r: &Reader<'_>, at: usize) -> bool {
    let unit = |sense| matches!(sense, Sense::Unit { glued: false, .. } | Sense::Currency { role: Money::Word, .. });
    r.means(at, unit) && r.text_at(at).len() > 3 && r.text_at(at).ends_with('s')
        || r.is_any(at, &["ringgit", "yen", "yuan"])
}

/// $1.2bn, US$ 3.14, EUR 20, RM120,000
fn money_before(r: &Reader<'_>, at: usize) -> Option<Measure> {
    let (currency, after) = r.find(at, |sense| match sense {
        Sense::Currency { currency, role: Money::Sign } => Some(currency),
        Sense::Currency { currency, role: Money::Code } if r.text_at(at).len() == 3 => Some(currency),
        Sense::Currency { currency, role: Money::Capitals } if is_upper(r.text_at(at)) => Some(currency),
        _ => None,
    })?;
    let word = r.is_word(at);
    // "music ' s $ 500": a lone small letter is no sign of a currency
    let lone = word && after == at + 2 && r.text_at(at).len() == 1 && !r.capital(at) && !r.is(at, "c");
    if lone || word && r.glued(at) && !r.sign(at.wrapping_sub(1), b'(') {
        return None;
    }
    let amount = if r.literal(after).is_some() || !word { number::price(r, after)? } else { return None };
    amount.literal.or(amount.scale.and(r.literal(after))).or_else(|| r.literal(after))?;
    let mut found =
        Measure { currency: lexicon::currency(currency), ..Measure::new(amount, amount.end, FigureKind::Money) };
    if let Some((Money::Word, end)) = currency_role(r, found.end) {
        found.end = end;
    }
    Some(hundredths(r, found))
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
fn money_after(r: &Reader<'_>, amount: Amount, at: usize) -> Option<Measure> {
    let ((currency, role), end) = r.find(at, |sense| match sense {
        Sense::Currency { role: Money::Capitals, .. } if !is_upper(r.text_at(at)) => None,
        // a sign in letters stands before its amount, or right on it
        Sense::Currency { role: Money::Sign, .. } if r.is_word(at) && !r.glued(at) => None,
        Sense::Currency { currency, role } => Some((currency, role)),
        _ => None,
    })?;
    if role != Money::Word && r.literal(end).is_some() && r.glued(end)
        || role == Money::Sign && r.is_word(at) && !r.glued(at)
    {
        return None;
    }
    let mass = r.is_any(at, &["pound", "pounds"]);
    let large = amount.scale.is_some() || (!mass && amount.literal.is_some_and(|literal| literal.grouped));
    if r.is_any(at, &["p", "c"]) && !r.glued(at) {
        return None;
    }
    if end == at + 1 && r.is_any(at, UNSURE) && !large && !spends(r, at) {
        return None;
    }
    let mut found = Measure { currency: lexicon::currency(currency), ..Measure::new(amount, end, FigureKind::Money) };
    if role == Money::Hundredth {
        found.unit = Some(if r.text_at(at).starts_with(['p', 'P']) { "penny" } else { "cent" });
        return Some(found);
    }
    if let Some((scale, end)) = number::scale(r, end).filter(|_| amount.scale.is_none()) {
        found.amount = Amount { value: amount.value?.checked_mul(scale), scale: Some(scale), ..amount };
        found.end = end;
    }
    Some(hundredths(r, found))
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

/// A unit of measure, where it may stand after this amount.
fn unit_at(r: &Reader<'_>, amount: Amount, at: usize) -> Option<(&'static Unit, usize)> {
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
            || (r.sign(end, b'\'') && r.glued(end)))
    {
        return None;
    }
    Some((lexicon::unit(unit)?, end))
}

fn in_unit(r: &Reader<'_>, amount: Amount, at: usize) -> Option<Measure> {
    let bracket = usize::from((r.sign(at, b'[') || r.sign(at, b'<')) && (r.sign(at + 2, b']') || r.sign(at + 2, b'>')));
    // "half an hour", "three-quarters of an hour", "tenth of a gallon"
    let mut at = at + bracket;
    if amount.fraction && !r.is_word(at.wrapping_sub(bracket)) || amount.fraction {
        at += usize::from(r.is(at, "of") && r.is_any(at + 1, &["a", "an"]));
        at += usize::from(r.is_any(at, &["a", "an"]));
    }
    let (unit, end) = unit_at(r, amount, at)?;
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

/// "aged 25", "age 87", "Daniel Montalvo, 19, a member": an age without its unit.
fn aged(r: &Reader<'_>, start: usize, amount: Amount) -> Option<Measure> {
    let years = r.whole(start, 3).filter(|years| (1..=115).contains(years))?;
    let led = r.after_any(start, &["aged", "age", "ages"]);
    let set_off = r.sign(start.wrapping_sub(1), b',') && r.sign(amount.end, b',') && start > 1 && years > 9;
    let person = set_off
        && r.capital(start - 2)
        && r.token(start - 2).is_some_and(|token| token.entry == 0)
        && r.is_word(start - 2);
    let unit = lexicon::unit_named("year")?;
    if !(led || person) || amount.end != start + 1 {
        return None;
    }
    Some(Measure { unit: Some(unit.symbol), si: Some(unit), ..Measure::new(amount, amount.end, FigureKind::Age) })
}

/// 4:07.13: a time taken, in seconds.
fn elapsed(r: &Reader<'_>, at: usize) -> Option<Measure> {
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

/// "an hour", "a kilometre": one of a unit, where the text is about how much of it.
fn one_unit(r: &Reader<'_>, at: usize) -> Option<Measure> {
    const BEFORE: &[&str] = &[
        "for", "in", "within", "about", "nearly", "almost", "than", "over", "least", "under", "after", "half",
        "around", "roughly", "every", "above", "below",
    ];
    let second = r.is(at + 1, "second");
    if second || !r.is_any(at, &["a", "an"]) || !(at == 0 || r.after_any(at, BEFORE)) || r.text_at(at + 1).len() < 2 {
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

/// "7 feet 10 inches", "2 years and 3 months", "an hour and a half": the value in the first unit.
fn compound(r: &Reader<'_>, mut found: Measure) -> Measure {
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
