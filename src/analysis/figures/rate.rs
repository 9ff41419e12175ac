//! What a figure is counted by: "$250 a day", "12 per 100,000", "50 metres per second".

use crate::analysis::FigureKind;
use crate::analysis::figures::counted;
use crate::analysis::figures::lexicon::{Sense, Stretch};
use crate::analysis::figures::number::number;
use crate::analysis::figures::quantity::Found;
use crate::analysis::figures::reader::Reader;
use crate::analysis::figures::when::stretch;

/// Things that a price is by, after "a".
const PRICED: &[&str] = &[
    "share",
    "barrel",
    "ounce",
    "tonne",
    "ton",
    "litre",
    "liter",
    "gallon",
    "kilo",
    "kilogram",
    "kg",
    "pound",
    "head",
    "person",
    "piece",
    "ticket",
    "bottle",
    "bushel",
    "unit",
    "mile",
    "kilometre",
    "kilometer",
    "acre",
    "hectare",
    "pop",
    "pack",
    "household",
    "student",
    "vote",
    "word",
    "copy",
    "seat",
    "plate",
    "pupil",
];

/// What is counted by, and where the figure itself ends: a rate of time or measure is part of its unit, the thing that a
/// price is for is not.
struct By {
    from: usize,
    to: usize,
    end: Option<usize>,
}

/// Takes in the rate after a figure: right behind it, or for counts behind what is counted ("three games a year"). Gives
/// the token where the next figure may begin, which is not inside the rate.
pub fn rate(r: &Reader<'_>, found: &mut Found) -> usize {
    let priced = match found.figure.kind {
        FigureKind::Money => true,
        FigureKind::Count | FigureKind::Quantity | FigureKind::Percent => false,
        _ => return found.end,
    };
    if let Some(by) = by(r, found.end, priced) {
        found.figure.per = Some(r.span(by.from, by.to));
        if let Some(end) = by.end {
            found.end = end;
            found.figure.span = r.span(found.start, end);
        }
        return by.to;
    }
    let Some(of) = found.figure.of else { return found.end };
    let after = (found.end..found.end + 10).find(|at| r.token(*at).is_some_and(|token| token.span.start >= of.end));
    let Some(by) = after.and_then(|after| by(r, after, false)) else { return found.end };
    found.figure.per = Some(r.span(by.from, by.to));
    // "four times a year" is one figure: "times" is no thing that could be counted
    if of.of(r.text) == "times" && by.end.is_some() {
        found.end = by.to;
        found.figure.of = None;
        found.figure.span = r.span(found.start, by.to);
    }
    by.to
}

fn by(r: &Reader<'_>, at: usize, priced: bool) -> Option<By> {
    if r.is(at, "per") || r.sign(at, b'/') && r.glued(at) && r.glued(at + 1) && r.is_word(at + 1) {
        let from = at + 1;
        if let Some(amount) = number(r, from).filter(|amount| amount.value.is_some()) {
            let noun = counted::phrase(r, amount.end, false);
            return Some(By { from, to: noun.max(amount.end), end: Some(amount.end) });
        }
        if let Some(((), to)) =
            r.find(from, |sense| if let Sense::Unit { glued: false, .. } = sense { Some(()) } else { None })
        {
            return Some(By { from, to, end: Some(to) });
        }
        let to = if r.is(at, "per") { counted::phrase(r, from, true) } else { from };
        return if to > from { Some(By { from, to, end: None }) } else { None };
    }
    // "$100-a-month"
    if r.sign(at, b'-') && r.is_any(at + 1, &["a", "an"]) && (at..at + 4).all(|at| r.glued(at)) {
        let time = stretch(r, at + 3).is_some() && r.sign(at + 2, b'-');
        return if time { Some(By { from: at + 3, to: at + 4, end: Some(at + 4) }) } else { None };
    }
    let every = r.is_any(at, &["every", "each"]);
    if !every && !r.is_any(at, &["a", "an"]) {
        return None;
    }
    let (from, to) = (at + 1, at + 2);
    let turns = &["ago", "earlier", "later", "before", "after", "from", "old", "hence", "of", "or", "long"];
    let time = stretch(r, from).is_some_and(|(kind, _)| kind != Stretch::Second && kind != Stretch::Weekend);
    let thing = priced && !every && r.is_any(from, PRICED);
    let goes_on = r.is_any(to, turns) || r.sign(to, b'-') && r.glued(to) || r.sign(to, b'\'');
    if (time || thing) && !goes_on { Some(By { from, to, end: if time { Some(to) } else { None } }) } else { None }
}
