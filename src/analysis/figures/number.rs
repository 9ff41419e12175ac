//! Reads one number: digits, words, or both, with magnitudes and fractions.

use crate::analysis::figures::lexicon::Sense;
use crate::analysis::figures::literal::Literal;
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
    fn of(value: Decimal, end: usize) -> Self {
        Self { end, value: Some(value), bounds: None, scale: None, literal: None, fraction: false }
    }

    fn negative(mut self) -> Self {
        self.value = self.value.map(|value| -value);
        self
    }
}

/// The number that begins at a token.
pub fn number(r: &Reader<'_>, at: usize) -> Option<Amount> {
    signed(r, at, false)
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
    if several_at > at {
        let (scale, end) = scale(r, several_at).or_else(|| dozen(r, several_at))?;
        let of = |times: i64| Decimal::from(times).checked_mul(scale);
        return Some(Amount { value: None, bounds: of(2).zip(of(9)), ..Amount::of(scale, end) });
    }
    let ((low, high), end) = r.find(at, |sense| match sense {
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
    if counts && !r.sign(bare, b'-') && !ordinal_before(r, at) {
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
    if r.means(at + 1, |sense| sense == Sense::Pair) && !r.is(at + 2, "of") {
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
struct Sum {
    total: Decimal,
    group: Option<Decimal>,
    /// The last magnitude taken in; a later one must be smaller, or multiplies.
    scale: Option<Decimal>,
    last: Option<Decimal>,
    /// Begun in digits: "$1 billion seven years ago" ends before the word.
    digits: bool,
}

impl Sum {
    /// Takes in number words and magnitudes from `at`; gives the end.
    fn read(&mut self, r: &Reader<'_>, mut at: usize) -> usize {
        loop {
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

    fn value(&self) -> Option<Decimal> {
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
        let mixed = mixed(r, at, literal);
        let (value, after) = mixed.unwrap_or((literal.value, at + 1));
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
        if end == at + 1 && !r.is(end, "point") && dozen(r, end).is_none() {
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

/// "hundred thousand dollars", "million", "Thousand liters"; not the plural, which is vague.
fn bare_scale(r: &Reader<'_>, at: usize) -> bool {
    r.is_any(at, &["hundred", "thousand", "million", "billion", "trillion"])
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
        let unit =
            sum.scale.filter(|scale| *scale > Decimal::ONE_HUNDRED && sum.group.is_none()).unwrap_or(Decimal::ONE);
        amount = Amount { scale: sum.scale, ..Amount::of(value.checked_add(share.checked_mul(unit)?)?, after) };
        return Some(scaled(r, amount));
    }
    if let Some((dozen, after)) = dozen(r, end + usize::from(r.sign(end, b'-'))) {
        return Some(Amount::of(value.checked_mul(dozen)?, after));
    }
    Some(over(r, denominated(r, amount)))
}

/// "two thirds", "one-eighth", "three quarters"
fn denominated(r: &Reader<'_>, amount: Amount) -> Amount {
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
fn over(r: &Reader<'_>, amount: Amount) -> Amount {
    if !r.is(amount.end, "over")
        || amount.value.is_none_or(|value| value >= Decimal::ONE_HUNDRED || !value.is_integer())
        || !r.is_word(amount.end + 2) && r.token(amount.end + 2).is_some()
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

fn scaled(r: &Reader<'_>, amount: Amount) -> Amount {
    let Some((scale, end)) = scale(r, amount.end) else { return amount };
    match amount.value.and_then(|value| value.checked_mul(scale)) {
        Some(value) => Amount { scale: Some(scale), ..Amount::of(value, end) },
        None => amount,
    }
}

/// "point seventy-one", "point zero three", "point 1"
fn decimals(r: &Reader<'_>, at: usize) -> Option<(Decimal, usize)> {
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
fn and_part(r: &Reader<'_>, at: usize) -> Option<(Decimal, usize)> {
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

/// 2 1/4, 3/4, 2½
fn mixed(r: &Reader<'_>, at: usize, first: Literal) -> Option<(Decimal, usize)> {
    if let Some(next) = r.literal(at + 1).filter(|next| next.vulgar && first.decimals == 0) {
        return Some((first.value.checked_add(next.value)?, at + 2));
    }
    if let Some((share, end)) = slashed(r, at) {
        return Some((share, end));
    }
    let (share, end) = slashed(r, at + 1)?;
    if first.decimals == 0 && share < Decimal::ONE && first.whole < 4 {
        return Some((first.value.checked_add(share)?, end));
    }
    None
}

fn slashed(r: &Reader<'_>, at: usize) -> Option<(Decimal, usize)> {
    let above = r.whole(at, 2)?;
    let below = r.whole(at + 2, 4)?;
    let tight = r.sign(at + 1, b'/') && r.glued(at + 1) == r.glued(at + 2);
    let more = r.glued(at + 3) && (r.sign(at + 3, b'/') || r.sign(at + 3, b'-'));
    if !tight || more || above >= below || above == 0 {
        return None;
    }
    Some((Decimal::from(above).checked_div(Decimal::from(below))?, at + 3))
}

/// 1e10, 6.23x10^-4, 1.1^23
fn power(r: &Reader<'_>, at: usize, base: Literal) -> Option<Amount> {
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

fn part(r: &Reader<'_>, at: usize) -> Option<(i64, usize)> {
    r.find(at, |sense| if let Sense::Part(value) = sense { Some(value) } else { None })
}

/// What a fraction is counted in: thirds, eighth, hundredths, twenty-firsts.
fn below(r: &Reader<'_>, at: usize) -> Option<(i64, usize)> {
    part(r, at).or_else(|| {
        let (value, end) = r.find(at, |sense| if let Sense::Ordinal(value) = sense { Some(value) } else { None })?;
        if value > 2 { Some((value, end)) } else { None }
    })
}

fn dozen(r: &Reader<'_>, at: usize) -> Option<(Decimal, usize)> {
    r.find(at, |sense| if let Sense::Dozen(value) = sense { Some(Decimal::from(value)) } else { None })
}

/// A magnitude word.
pub fn scale(r: &Reader<'_>, at: usize) -> Option<(Decimal, usize)> {
    let (power, end) = r.find(at, |sense| if let Sense::Scale(power) = sense { Some(power) } else { None })?;
    Some((ten(i32::try_from(power).ok()?)?, end))
}

/// A magnitude after digits: a word, or k, m, bn.
fn digits_scale(r: &Reader<'_>, at: usize, price: bool) -> Option<(Decimal, usize)> {
    if let Some(found) = scale(r, at) {
        return Some(found);
    }
    let text = r.text_at(at);
    let (power, end) = r.find(at, |sense| match sense {
        Sense::Suffix { scale, exact } if exact.is_empty() || exact == text => Some(scale),
        _ => None,
    })?;
    let letter = text.len() == 1;
    let apart = !r.glued(at) && !r.is(at, "k");
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
