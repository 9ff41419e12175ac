//! Figures that tell a reader of news nothing: they are found, but not drawn unless asked for.

use crate::analysis::figures::reader::Reader;
use crate::analysis::figures::topic::token_after;
use crate::analysis::{Figure, FigureKind};
use std::ops::Range;

/// True for figures that tell a reader of news nothing: "one of", "the first", "two sides".
pub fn is_minor(r: &Reader<'_>, figure: &Figure, spot: &Range<usize>) -> bool {
    const PARTS: &[&str] = &[
        "sides",
        "parties",
        "things",
        "ways",
        "kinds",
        "sorts",
        "types",
        "aspects",
        "reasons",
        "points",
        "halves",
        "ends",
        "fronts",
        "options",
        "words",
        "occasions",
        "matters",
        "thing",
        "side",
        "way",
        "reason",
        "hands",
        "minds",
    ];
    let digits = (spot.start..spot.end).any(|at| r.literal(at).is_some());
    let value = figure.value.and_then(|value| i64::try_from(value).ok());
    if digits || figure.measure.is_some() || figure.qualifier.is_some() || figure.unit.is_some() {
        return false;
    }
    let noun = figure.of.map(|of| token_after(r, spot.end, of.end).saturating_sub(1));
    match (figure.kind, value) {
        (FigureKind::Ordinal, value) => value.is_none_or(|value| value <= 3),
        (FigureKind::Count, Some(1)) => true,
        (FigureKind::Count, Some(2..=3)) => {
            let known = r.after_any(
                spot.start,
                &["the", "these", "those", "his", "her", "their", "its", "both", "other", "our"],
            );
            known || noun.is_none() || noun.is_some_and(|noun| r.is_any(noun, PARTS))
        }
        _ => false,
    }
}
