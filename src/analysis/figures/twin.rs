//! A change and its level know each other: "rose [1.7 percent] to [$23.4bn]", "[9], down from [12]".

use crate::analysis::FigureKind;
use crate::analysis::figures::lexicon::Sense;
use crate::analysis::figures::quantity::{Found, changes};
use crate::analysis::figures::reader::Reader;

/// Tokens between the two, at most.
const REACH: usize = 4;

/// True when `level` is what `change` led to or came from.
pub fn twins(r: &Reader<'_>, change: &Found, level: &Found) -> bool {
    let dated = |found: &Found| {
        matches!(found.figure.kind, FigureKind::Date | FigureKind::Time | FigureKind::Ordinal | FigureKind::Age)
    };
    if dated(change)
        || dated(level)
        || level.start < change.end
        || level.start - change.end > REACH
        || change.figure.twin.is_some()
    {
        return false;
    }
    let between = change.end..level.start;
    let before = level.start.wrapping_sub(1);
    // "a profit of [$2m], up [10 percent]"
    let up = r.means(before, |sense| sense == Sense::Change);
    let last = up || r.is_any(before, &["to", "from", "at", "of"]) || r.is_any(level.start, &["from"]);
    let plain = between.clone().all(|at| {
        r.sign(at, b',')
            || r.is_any(
                at,
                &["to", "from", "at", "a", "the", "by", "record", "high", "low", "of", "an", "points", "point"],
            )
            || r.means(at, |sense| matches!(sense, Sense::Change | Sense::Tense(_)))
    });
    let moves = moved(r, change.start) || between.clone().any(|at| r.means(at, |sense| sense == Sense::Change));
    last && plain && moves && !between.is_empty()
}

/// A verb of change before a figure, perhaps with the same change told otherwise between: "rose by 3,000, or 12 percent".
fn moved(r: &Reader<'_>, at: usize) -> bool {
    changes(r, at)
        || r.after_any(at, &["or"])
            && (at.saturating_sub(8)..at).any(|before| r.means(before, |sense| sense == Sense::Change))
}
