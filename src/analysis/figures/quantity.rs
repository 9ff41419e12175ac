//! A figure that is no date: one measure or a range of two, with the qualifiers around it.

use crate::analysis::figures::joined::{coordinated, falling, share_scale, tolerance};
use crate::analysis::figures::lexicon::Sense;
use crate::analysis::figures::measure::{Measure, measure};
use crate::analysis::figures::number::{Amount, number};
use crate::analysis::figures::reader::Reader;
use crate::analysis::figures::{name, ordinal, ratio};
use crate::analysis::{Figure, FigureKind, Qualifier};
use crate::text::Span;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// A figure and the tokens it takes.
#[derive(Clone, Debug)]
pub struct Found {
    pub figure: Figure,
    pub start: usize,
    /// One past its last token.
    pub end: usize,
}

/// The figure that begins at a token; `free` is the first token that no figure has taken yet.
pub fn quantity(r: &Reader<'_>, at: usize, free: usize) -> Option<Found> {
    if let Some(found) = ratio::ratio(r, at) {
        return Some(qualified(r, found, free));
    }
    if let Some(found) = ordinal::ordinal(r, at) {
        return Some(found);
    }
    let between = usize::from(r.is(at, "between") || (r.is(at, "from") && !changes(r, at)));
    let start = at + between;
    let start = if between == 1 { about(r, start).unwrap_or(start) } else { start };
    let named = |one: &Measure| name::is_name(r, start, one, || before(r, start, free, false).is_some());
    let one = measure(r, start).filter(|one| between == 1 || !named(one))?;
    if let Some(range) = range(r, start, one, between == 1) {
        return Some(qualified(r, figure(r, at, &range), free));
    }
    if between == 1 || name::is_pronoun(r, at, &one) {
        return None;
    }
    let shared = from_level(r, start, one).or_else(|| suspended_first(r, one)).or_else(|| coordinated(r, start, one));
    let one = shared.unwrap_or(one);
    let mut found = figure(r, at, &one);
    found.end = hyphened(r, &found);
    if found.figure.kind == FigureKind::Age && at > free && r.after_any(at, &["aged", "age"]) {
        found.start = at - 1;
    }
    Some(qualified(r, found, free))
}

/// "8- to 16-metre", "10- to 15-year": the second measure of two that share a noun, and where the joint stands.
fn suspended(r: &Reader<'_>, low: Measure) -> Option<(usize, Measure)> {
    let joint = low.end + 1;
    let hangs = r.sign(low.end, b'-') && r.glued(low.end) && !r.glued(joint);
    if !hangs || !low.bare() || !r.is_any(joint, &["to", "and", "or"]) {
        return None;
    }
    let high = measure(r, joint + 1)?;
    let written_on = !high.bare() || r.sign(high.end, b'-') && r.glued(high.end) && r.glued(high.end + 1);
    if written_on { Some((joint, high)) } else { None }
}

/// "8- and 9-year-olds": the first has the unit of the second.
fn suspended_first(r: &Reader<'_>, low: Measure) -> Option<Measure> {
    let (_, high) = suspended(r, low).filter(|(joint, _)| !r.is(*joint, "to"))?;
    Some(Measure { amount: low.amount, end: low.end, ..high })
}

/// "rose from 12 to 15": two levels, no range.
fn levels(r: &Reader<'_>, at: usize) -> bool {
    r.after_any(at, &["from"]) && changes(r, at - 1)
}

/// The first of two levels has the unit and the magnitude of the second: "rose from 12 to 15 million dollars".
fn from_level(r: &Reader<'_>, at: usize, low: Measure) -> Option<Measure> {
    if !low.bare() || !levels(r, at) || !r.is(low.end, "to") {
        return None;
    }
    let high = measure(r, low.end + 1)?;
    let value = low.amount.value?;
    let shared = if low.amount.scale.is_none() { share_scale(value, high.amount) } else { None };
    let amount = Amount { value: shared.or(Some(value)), ..low.amount };
    Some(Measure { amount, end: low.end, ..high })
}

/// "14-storey", "six-under-par": a number written together with what it counts is one word.
fn hyphened(r: &Reader<'_>, found: &Found) -> usize {
    let mut end = found.end;
    while found.figure.kind == FigureKind::Count && end < found.end + 8 {
        let word = r.sign(end, b'-') && r.glued(end) && r.glued(end + 1) && r.is_word(end + 1) && !r.capital(end + 1);
        let other = r.means(end + 1, |sense| matches!(sense, Sense::Number(_) | Sense::Scale(_) | Sense::After(_)));
        let joint = r.is_any(end + 1, &["plus", "ish", "odd", "something", "for", "to", "of", "and", "a", "in"]);
        if !word || other || joint {
            break;
        }
        end += 2;
    }
    end
}

/// A verb of change just before: "rose from 12 to 15" are two levels, no range.
pub fn changes(r: &Reader<'_>, at: usize) -> bool {
    (at.saturating_sub(3)..at).any(|before| r.means(before, |sense| sense == Sense::Change))
}

/// "20 to 30", "10–15%", "between $3m and $5m"
fn range(r: &Reader<'_>, at: usize, low: Measure, led: bool) -> Option<Measure> {
    if let Some(found) = tolerance(r, low) {
        return Some(found);
    }
    let joint = suspended(r, low).map_or(low.end, |(joint, _)| joint);
    let dash = r.sign(joint, b'-') || r.sign(joint, b'~');
    let to = r.is_any(joint, &["to", "through"]) && (low.bare() || !changes(r, at)) && !levels(r, at);
    let and = led && r.is(joint, "and");
    let or = !led && r.is(joint, "or") && low.bare() && close(low.amount, r, joint + 1);
    if !(dash || to || and || or) {
        return None;
    }
    let high = measure(r, about(r, joint + 1).unwrap_or(joint + 1))?;
    let low = letter_of_millions(r, low, &high);
    // "the six months to 30 September": the second number is of a day
    let dated =
        !low.bare() && high.bare() && !matches!(low.kind, FigureKind::Money | FigureKind::Percent | FigureKind::Age);
    let times = r.text_at(low.end - 1).ends_with("fold");
    if to && (dated || times) || dated_behind(r, &high) {
        return None;
    }
    let same = low.bare() || high.kind == low.kind || high.bare();
    let (mut from, to) = (low.amount.value?, high.amount.value?);
    if !same || (dash && from.is_sign_negative()) || (high.bare() && !low.bare() && dash && !r.glued(joint)) {
        return None;
    }
    if in_hundredths(&low) && high.kind == FigureKind::Money && !in_hundredths(&high) {
        // "71 cents to $89.53": a change and its level
        from = from.checked_div(Decimal::ONE_HUNDRED)?;
        if !led && from.checked_mul(Decimal::from(20))? < to {
            return None;
        }
    }
    if let Some(bounds) = falling(r, low, high).filter(|_| dash) {
        return Some(Measure { amount: Amount { value: None, bounds: Some(bounds), ..high.amount }, ..high });
    }
    if low.amount.scale.is_none() && (low.bare() || low.kind == FigureKind::Money) {
        from = share_scale(from, high.amount).unwrap_or(from);
    }
    let year =
        low.amount.literal.is_some_and(|literal| literal.whole == 4 && !literal.grouped && literal.decimals == 0);
    if from >= to || (year && high.amount.literal.is_none_or(|literal| literal.whole != 4)) {
        return None;
    }
    let unit = if high.bare() { low } else { high };
    Some(Measure { amount: Amount { value: None, bounds: Some((from, to)), ..high.amount }, end: high.end, ..unit })
}

/// "5 to 10 May"; but "7,000 tonnes may be lost".
fn dated_behind(r: &Reader<'_>, high: &Measure) -> bool {
    high.bare() && r.capital(high.end) && r.means(high.end, |sense| matches!(sense, Sense::Month(_)))
}

/// Past "an estimated", "about".
fn about(r: &Reader<'_>, at: usize) -> Option<usize> {
    let about = |sense| if let Sense::Before(Qualifier::About) = sense { Some(()) } else { None };
    r.find(at, about).map(|(_, end)| end)
}

/// Cents or pence.
fn in_hundredths(one: &Measure) -> bool {
    one.kind == FigureKind::Money && one.unit.is_some()
}

/// "between 3m and 4m euros": the letter that the second end shows to be millions is no metre at the first.
fn letter_of_millions(r: &Reader<'_>, low: Measure, high: &Measure) -> Measure {
    let million = Decimal::from(1_000_000);
    let metres = low.unit == Some("m") && r.is(low.end - 1, "m") && r.glued(low.end - 1);
    let counted = matches!(high.kind, FigureKind::Money | FigureKind::Count) && high.amount.scale == Some(million);
    let value = low.amount.value.and_then(|value| value.checked_mul(million)).filter(|_| metres && counted);
    let Some(value) = value else { return low };
    let amount = Amount { value: Some(value), scale: Some(million), ..low.amount };
    Measure { amount, end: low.end, ..*high }
}

/// "three or four", "10 or 12": the second of two small numbers that are one guess.
fn close(low: Amount, r: &Reader<'_>, at: usize) -> bool {
    let whole = |amount: Amount| amount.value.filter(|value| value.is_integer() && *value > Decimal::ZERO);
    let high = number(r, at).filter(|high| high.scale.is_none() && high.bounds.is_none()).and_then(whole);
    let (Some(low), Some(high)) = (whole(low), high) else { return false };
    low < high
        && (high - low <= Decimal::TWO || low >= Decimal::TEN && high <= low * Decimal::TWO)
        && high < Decimal::from(100)
}

fn figure(r: &Reader<'_>, at: usize, found: &Measure) -> Found {
    let (low, high) = found.amount.bounds.unzip();
    let middle = found.amount.value.or_else(|| low?.checked_add(high?)?.checked_div(Decimal::TWO));
    let si = found.si.zip(middle.and_then(|value| value.to_f64())).map(|(unit, value)| {
        let base = if found.unit == Some(unit.symbol) { value * unit.factor + unit.offset } else { value };
        (base, unit.base)
    });
    let figure = Figure {
        span: r.span(at, found.end),
        kind: found.kind,
        value: found.amount.value.map(|value| value.normalize()),
        sides: None,
        low: low.map(|value| value.normalize()),
        high: high.map(|value| value.normalize()),
        unit: found.unit,
        si,
        currency: found.currency,
        of: None,
        measure: None,
        scope: None,
        as_of: None,
        minor: false,
        qualifier: None,
        per: None,
        date: None,
        zone: None,
        twin: None,
    };
    Found { figure, start: at, end: found.end }
}

/// Takes in the qualifier before or after a figure.
pub fn qualified(r: &Reader<'_>, mut found: Found, free: usize) -> Found {
    // "$6.8 million over four years": spread over them
    let across = |at: usize| found.figure.kind == FigureKind::Duration && at == free && free > 0 && r.is(at, "over");
    if let Some((qualifier, start)) =
        before(r, found.start, free, found.figure.kind == FigureKind::Date).filter(|(_, start)| !across(*start))
    {
        found.figure.qualifier = Some(qualifier);
        found.start = start;
    }
    let dash = usize::from(r.sign(found.end, b'-') && r.glued(found.end));
    let after =
        r.find(found.end + dash, |sense| if let Sense::After(qualifier) = sense { Some(qualifier) } else { None });
    let word = r.is_any(found.end + dash, &["plus", "ish", "odd"]) && dash == 0;
    // "some 200-odd people": said twice
    let fits = |after: Qualifier| found.figure.qualifier.is_none_or(|before| before == after && dash == 1);
    if let Some((qualifier, end)) = after.filter(|(after, _)| !word && fits(*after)) {
        found.figure.qualifier = Some(qualifier);
        found.end = end;
    }
    found.figure.span = r.span(found.start, found.end);
    found
}

/// The qualifier that ends where a figure begins, and where it begins itself; at most five words.
fn before(r: &Reader<'_>, start: usize, free: usize, dated: bool) -> Option<(Qualifier, usize)> {
    let from = start.saturating_sub(5).max(free);
    let found = (from..start).find_map(|at| {
        let (qualifier, end) =
            r.find(at, |sense| if let Sense::Before(qualifier) = sense { Some(qualifier) } else { None })?;
        if end == start { Some((qualifier, at)) } else { None }
    });
    found.filter(|(_, at)| {
        let moved = r.is(*at, "up") && (r.after_any(*at, &["back"]) || changes(r, *at));
        let pronoun = r.is(*at, "some") && r.is(start, "one");
        // "higher than a year ago", "1,100 more than a year ago"
        let behind = r.literal(at.wrapping_sub(1)).is_some() && r.is_any(*at, &["more", "less", "fewer"]);
        let level = r.is_any(*at, &["higher", "lower", "greater"]) || behind;
        let compared = level && r.is(*at + 1, "than") && dated;
        !(moved || pronoun || compared)
    })
}

/// A figure without value yet.
pub fn blank(kind: FigureKind) -> Figure {
    Figure {
        span: Span::default(),
        kind,
        value: None,
        sides: None,
        low: None,
        high: None,
        unit: None,
        si: None,
        currency: None,
        of: None,
        measure: None,
        scope: None,
        as_of: None,
        minor: false,
        qualifier: None,
        per: None,
        date: None,
        zone: None,
        twin: None,
    }
}
