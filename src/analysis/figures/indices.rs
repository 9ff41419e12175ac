//! Indices of exchanges: "the Dow fell 120 points to 35,000" tells a change and a level, both of the Dow.

use crate::analysis::figures::reader::Reader;
use crate::analysis::{Figure, FigureKind};
use crate::text::Span;
use rust_decimal::Decimal;
use std::ops::Range;

/// A line an index.
const INDICES: &str = include_str!("../../../assets/lexicon/indices.txt");

/// How far before its figures an index may stand, in tokens.
const REACH: usize = 24;

/// What a level stands behind.
const LEVELS: &[&str] = &["to", "at", "of", "reached", "near", "above", "below", "around"];

/// Words of a level or a change, without which no index is looked for.
const SIGNS: &[&str] =
    &["point", "points", "closed", "ended", "finished", "settled", "close", "index", "average", "industrials"];

/// Gives the figures of a sentence that tell of an index its name, and a level its measure.
pub fn tell(r: &Reader<'_>, spots: &[Range<usize>], figures: &mut [Figure]) {
    let counted = figures.iter().any(|figure| figure.kind == FigureKind::Count);
    if !counted || !(0..r.tokens.len().min(80)).any(|at| r.is_any(at, SIGNS)) {
        return;
    }
    let names: Vec<(usize, Span)> = (0..r.tokens.len()).filter_map(|at| Some((at, named(r, at)?))).collect();
    for (figure, spot) in figures.iter_mut().zip(spots).filter(|(figure, _)| figure.kind == FigureKind::Count) {
        let points = figure.of.is_some_and(|of| matches!(of.of(r.text), "points" | "point"));
        let high = figure.value.is_some_and(|value| value >= Decimal::ONE_HUNDRED) && figure.of.is_none();
        let level = high && (r.after_any(spot.start, LEVELS) || r.after_any(spot.start, &["record"]));
        let before = names.partition_point(|(at, _)| *at < spot.start).checked_sub(1).and_then(|last| names.get(last));
        let Some((_, name)) = before.filter(|(at, _)| (points || level) && spot.start - at <= REACH) else { continue };
        figure.scope = Some(*name);
        if level {
            figure.measure = Some("index");
        }
    }
}

/// The index whose name begins at a token.
fn named(r: &Reader<'_>, at: usize) -> Option<Span> {
    let token = r.token(at).filter(|token| token.capital && !token.glued || r.is(at, "S"))?;
    let rest = r.text.get(token.span.start..)?;
    let begins = |line: &&str| {
        rest.get(..line.len()).is_some_and(|own| own.eq_ignore_ascii_case(line))
            && !rest.get(line.len()..).is_some_and(|rest| rest.starts_with(char::is_alphanumeric))
    };
    let line = INDICES.lines().filter(|line| !line.starts_with('#')).filter(begins).max_by_key(|line| line.len())?;
    Some(Span::new(token.span.start, token.span.start + line.len()))
}
