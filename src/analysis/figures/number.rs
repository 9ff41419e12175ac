//! Reads one number: digits, words, or both, with magnitudes and fractions.

use crate::analysis::figures::fraction::{and_article, and_part, below, decimals, denominated, mixed, over, part};
use crate::analysis::figures::lexicon::Sense;
use crate::analysis::figures::literal::Literal;
use crate::analysis::figures::magnitude::{bare_scale, digits_scale, dozen, power, scale, small};
use crate::analysis::figures::notation::in_pieces;
use crate::analysis::figures::reader::Reader;
use rust_decimal::Decimal;

/// A number read from the text.
#[derive(Clone, Copy, Debug)]
pub struct Amount {
    /// One past its last token.
    pub end: usize,
    pub value: Option<Decimal>,
    /// "dozens", "hundreds of thousands": between these.
    pub bounds: Option<(Decimal, Decimal)>,
    /// What its magnitude word multiplied by ("million").
    pub scale: Option<Decimal>,
    /// The digits, when it is nothing but digits.
    pub literal: Option<Literal>,
    /// A part of a whole ("two-thirds").
    pub fraction: bool,
}

impl Amount {
    pub fn of(value: Decimal, end: usize) -> Self {
        Self { end, value: Some(value), bounds: None, scale: None, literal: None, fraction: false }
    }

    pub fn negative(mut self) -> Self {
        self.value = self.value.map(|value| -value);
        self
    }
}

/// The number that begins at a token.
pub fn number(r: &Reader<'_>, at: usize) -> Option<Amount> {
    let (read, amount) = r.number.get();
    if read == at {
        return amount;
    }
    let amount = signed(r, at, false);
    r.number.set((at, amount));
    amount
}

/// The same after a currency sign, where "m" can only be millions.
pub fn price(r: &Reader<'_>, at: usize) -> Option<Amount> {
    signed(r, at, true)
}

fn signed(r: &Reader<'_>, at: usize, price: bool) -> Option<Amount> {
    if r.sign(at, b'-') {
        let opens = !r.glued(at) || r.sign(at.wrapping_sub(1), b'(');
        let near = r.glued(at + 1) || at == 0;
        return if opens && near && r.literal(at + 1).is_some() {
            Some(unsigned(r, at + 1, price)?.negative())
        } else {
            None
        };
    }
    if r.sign(at, b'+') {
        let near = !r.glued(at) && r.glued(at + 1) && r.literal(at + 1).is_some();
        return if near { unsigned(r, at + 1, price) } else { None };
    }
    // "plus or minus 3 points" is no value below zero
    if r.is(at, "minus") && r.after_any(at, &["or"]) {
        return None;
    }
    if r.is_any(at, &["minus", "negative"]) {
        return Some(unsigned(r, at + 1, price)?.negative());
    }
    unsigned(r, at, price)
}

fn unsigned(r: &Reader<'_>, at: usize, price: bool) -> Option<Amount> {
    vague(r, at).or_else(|| half(r, at)).or_else(|| indefinite(r, at)).or_else(|| sum(r, at, price))
}

/// dozens, scores of, hundreds of thousands
fn vague(r: &Reader<'_>, at: usize) -> Option<Amount> {
    let several = r.is_any(at, &["several", "few"]);
    let several_at = if r.is(at, "a") && r.is(at + 1, "few") { at + 2 } else { at + usize::from(several) };
    // "several weeks", "a few days"
    let lasting = r.means(several_at, |sense| matches!(sense, Sense::Grain(_))) && r.text_at(several_at).ends_with('s');
    if several_at > at && lasting {
        let bounds = Some((Decimal::TWO, Decimal::from(9)));
        return Some(Amount { value: None, bounds, ..Amount::of(Decimal::ONE, several_at) });
    }
    let tens = r.means(several_at, |sense| matches!(sense, Sense::Vague(..))) && r.is(several_at + 1, "of");
    if several_at > at && !tens {
        let (scale, end) = scale(r, several_at).or_else(|| dozen(r, several_at))?;
        let of = |times: i64| Decimal::from(times).checked_mul(scale);
        return Some(Amount { value: None, bounds: of(2).zip(of(9)), ..Amount::of(scale, end) });
    }
    let ((low, high), end) = r.find(several_at, |sense| match sense {
        Sense::Vague(low, high) => Some((low, high)),
        _ => None,
    })?;
    if (r.is(at, "tens") && end == at + 1) || (r.is(at, "scores") && !r.is(end, "of")) {
        return None;
    }
    let bounds = Some((Decimal::from(low), Decimal::from(high)));
    Some(Amount { value: None, bounds, ..Amount::of(Decimal::ONE, end) })
}

/// half a million, half-dozen, quarter of a million, half
fn half(r: &Reader<'_>, at: usize) -> Option<Amount> {
    let first = at + usize::from(r.is_any(at, &["a", "an"]));
    let (part, mut end) = part(r, first)?;
    if (part != 2 && part != 4) || r.is_any(first, &["halves", "quarters"]) {
        return None;
    }
    let share = Decimal::ONE.checked_div(Decimal::from(part))?;
    let bare = end;
    end += usize::from(r.sign(end, b'-') && r.glued(end));
    end += usize::from(r.is(end, "of") && r.is_any(end + 1, &["a", "an"]));
    end += usize::from(r.is_any(end, &["a", "an"]));
    if let Some((scale, after)) = scale(r, end).or_else(|| dozen(r, end)) {
        return Some(Amount { scale: Some(scale), ..Amount::of(share.checked_mul(scale)?, after) });
    }
    let counts = first > at || part == 2;
    // "a half-hour", "quarter-century"
    let written_on = r.sign(bare, b'-') && r.glued(bare);
    let measured = written_on
        && r.glued(bare + 1)
        && r.text_at(bare + 1).len() > 2
        && r.means(bare + 1, |sense| matches!(sense, Sense::Unit { glued: false, .. }));
    if measured || written_on && r.is(bare + 1, "point") {
        return Some(Amount { fraction: true, ..Amount::of(share, bare) });
    }
    if counts && !written_on && !ordinal_before(r, at) {
        return Some(Amount { fraction: true, ..Amount::of(share, bare) });
    }
    None
}

fn ordinal_before(r: &Reader<'_>, at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| {
        r.means(before, |sense| matches!(sense, Sense::Ordinal(_) | Sense::Shift(_)))
            || r.is_any(before, &["other", "better", "the"])
    })
}

/// a hundred, a dozen, a couple, a third
fn indefinite(r: &Reader<'_>, at: usize) -> Option<Amount> {
    if !r.is_any(at, &["a", "an"]) {
        return None;
    }
    if scale(r, at + 1).is_some() {
        let mut sum = Sum { group: Some(Decimal::ONE), ..Sum::default() };
        let end = sum.read(r, at + 1);
        return finish(r, &sum, end);
    }
    if let Some((dozen, end)) = dozen(r, at + 1) {
        return Some(Amount::of(dozen, end));
    }
    // "a couple" alone is two who belong together
    let of = r.is(at + 2, "of") && r.means(at + 3, |sense| matches!(sense, Sense::Grain(_)));
    if r.is(at + 1, "couple") && of && r.text_at(at + 3).ends_with('s') {
        return Some(Amount::of(Decimal::TWO, at + 3));
    }
    let counted = r.is(at + 2, "more") || r.is_word(at + 2) && r.text_at(at + 2).ends_with('s') && !r.is(at + 2, "was");
    if r.means(at + 1, |sense| sense == Sense::Pair) && (counted || at == 0 && r.tokens.len() < 4) {
        return Some(Amount::of(Decimal::TWO, at + 2));
    }
    let (below, end) = below(r, at + 1)?;
    let share = Decimal::ONE.checked_div(Decimal::from(below))?;
    if below < 3 || (below > 10 && below < 100) || !(r.is(end, "of") || at == 0) {
        return None;
    }
    Some(Amount { fraction: true, ..Amount::of(share, end) })
}

/// The sum of a number's words so far.
#[derive(Default)]
pub struct Sum {
    pub total: Decimal,
    pub group: Option<Decimal>,
    /// The last magnitude taken in; a later one must be smaller, or multiplies.
    scale: Option<Decimal>,
    last: Option<Decimal>,
    /// Begun in digits: "$1 billion seven years ago" ends before the word.
    digits: bool,
}

impl Sum {
    /// Takes in number words and magnitudes from `at`; gives the end.
    pub fn read(&mut self, r: &Reader<'_>, mut at: usize) -> usize {
        loop {
            // "nine million and five ninths": a part of one, no more of the whole
            if r.is(at, "and") && self.may_join(r, at) && and_part(r, at).is_some() {
                return at;
            }
            let joined = at + usize::from(self.may_join(r, at));
            let next = if let Some((scale, end)) =
                scale(r, at + usize::from(r.sign(at, b'-') && r.glued(at) && r.glued(at + 1)))
            {
                self.multiply(scale).map(|()| end)
            } else {
                self.addend(r, joined).and_then(|(addend, end)| self.add(addend).map(|()| end))
            };
            match next {
                Some(end) => at = end,
                None => return at,
            }
        }
    }

    /// "and" after a magnitude, a dash between tens and ones.
    fn may_join(&self, r: &Reader<'_>, at: usize) -> bool {
        let whole = self.last.is_some_and(|last| last >= Decimal::ONE_HUNDRED);
        (r.is(at, "and") && whole) || (r.sign(at, b'-') && self.last.is_some_and(tens))
    }

    fn addend(&self, r: &Reader<'_>, at: usize) -> Option<(Decimal, usize)> {
        let more = scale(r, at + 1).is_some() || r.is(at.wrapping_sub(1), "and");
        if let Some(word) = small(r, at).filter(|_| more || !self.digits) {
            return Some((Decimal::from(word), at + 1));
        }
        let value = Decimal::from(r.whole(at, 3)?);
        let scaled = self.scale.is_some() && !r.glued(at);
        if scaled && more { Some((value, at + 1)) } else { None }
    }

    fn add(&mut self, addend: Decimal) -> Option<()> {
        let fits = match self.last {
            None => true,
            Some(last) if last >= Decimal::ONE_HUNDRED => addend < last,
            Some(last) => tens(last) && addend < Decimal::TEN && addend > Decimal::ZERO,
        };
        if !fits {
            return None;
        }
        self.group = Some(self.group.unwrap_or_default().checked_add(addend)?);
        self.last = Some(addend);
        Some(())
    }

    fn multiply(&mut self, scale: Decimal) -> Option<()> {
        if scale == Decimal::ONE_HUNDRED {
            let group = self.group.unwrap_or(Decimal::ONE);
            if group >= Decimal::ONE_HUNDRED {
                return None;
            }
            self.group = Some(group.checked_mul(scale)?);
        } else if let Some(group) = self.group.take() {
            if self.scale.is_some_and(|last| scale >= last) {
                self.group = Some(group);
                return None;
            }
            self.total = self.total.checked_add(group.checked_mul(scale)?)?;
        } else if self.scale.is_some() {
            self.total = self.total.checked_mul(scale)?;
        } else {
            self.total = scale;
        }
        if scale > Decimal::ONE_HUNDRED {
            self.scale = Some(scale);
        }
        self.last = Some(scale);
        Some(())
    }

    pub fn value(&self) -> Option<Decimal> {
        self.total.checked_add(self.group.unwrap_or_default())
    }
}

fn tens(value: Decimal) -> bool {
    value >= Decimal::from(20) && value < Decimal::ONE_HUNDRED && (value % Decimal::TEN).is_zero()
}

/// twenty-one thousand, 3 million, 1.2bn, five and a half million, two thirds, 2 1/4
fn sum(r: &Reader<'_>, at: usize, price: bool) -> Option<Amount> {
    let mut sum = Sum::default();
    if let Some(literal) = r.literal(at) {
        if let Some(power) = power(r, at, literal) {
            return Some(power);
        }
        let pieces = in_pieces(r, at, literal);
        let (literal, single) = pieces.unwrap_or((literal, at + 1));
        let mixed = if pieces.is_some() { None } else { mixed(r, at, literal) };
        let (value, after) = mixed.unwrap_or((literal.value, single));
        sum.digits = true;
        sum.group = Some(value);
        sum.last = Some(Decimal::ZERO);
        let hyphen = after + usize::from(r.sign(after, b'-') && r.glued(after) && scale(r, after + 1).is_some());
        let end = match digits_scale(r, hyphen, price) {
            Some((scale, end)) => {
                sum.total = value.checked_mul(scale)?;
                (sum.group, sum.scale, sum.last) = (None, Some(scale), Some(scale));
                sum.read(r, end)
            }
            None => after,
        };
        let halved = literal.whole <= 3 && literal.decimals == 0 && and_article(r, end) && and_part(r, end).is_some();
        if end == single && !halved && !r.is(end, "point") && dozen(r, end).is_none() {
            let amount = Amount { literal: Some(literal), fraction: literal.vulgar, ..Amount::of(value, end) };
            return Some(over(r, amount));
        }
        let part = mixed.is_some() && sum.scale.is_none() && value < Decimal::ONE;
        return finish(r, &sum, end).map(|amount| Amount { fraction: part || amount.fraction, ..amount });
    }
    let starts = small(r, at).is_some()
        || (scale(r, at).is_some_and(|(scale, _)| scale >= Decimal::ONE_HUNDRED) && bare_scale(r, at));
    let pointed = r.is(at, "point") && r.literal(at + 1).is_some() && at == 0;
    if !starts && !pointed {
        return None;
    }
    let end = sum.read(r, at);
    finish(r, &sum, end)
}

/// What may follow the words of a number: "point five", "and a half", "thirds", "dozen".
fn finish(r: &Reader<'_>, sum: &Sum, end: usize) -> Option<Amount> {
    let value = sum.value()?;
    let mut amount = Amount { scale: sum.scale, ..Amount::of(value, end) };
    if let Some((tail, after)) = decimals(r, end) {
        amount = Amount::of(value.checked_add(tail)?, after);
        return Some(scaled(r, amount));
    }
    if let Some((share, after)) = and_part(r, end) {
        // "two million and a half" is half a million more, "nine million and five ninths" is five ninths more
        let large = sum.scale.filter(|scale| *scale > Decimal::ONE_HUNDRED && sum.group.is_none());
        let unit = large.filter(|_| r.is_any(end + 1, &["a", "an"])).unwrap_or(Decimal::ONE);
        amount = Amount { scale: sum.scale, ..Amount::of(value.checked_add(share.checked_mul(unit)?)?, after) };
        return Some(scaled(r, amount));
    }
    if let Some((dozen, after)) = dozen(r, end + usize::from(r.sign(end, b'-'))) {
        return Some(Amount::of(value.checked_mul(dozen)?, after));
    }
    Some(over(r, denominated(r, amount)))
}

fn scaled(r: &Reader<'_>, amount: Amount) -> Amount {
    let Some((scale, end)) = scale(r, amount.end) else { return amount };
    match amount.value.and_then(|value| value.checked_mul(scale)) {
        Some(value) => Amount { scale: Some(scale), ..Amount::of(value, end) },
        None => amount,
    }
}
