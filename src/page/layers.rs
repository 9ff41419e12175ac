//! Layers: marks, highlights, hits and the selection lie over each other; a row is painted in runs that do not.

use crate::analysis::{ActorKind, FigureKind};
use crate::text::Span;

/// What a stretch of text is. The view has a style for each; later layers are painted over earlier ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Layer {
    /// The content of a detected claim.
    Claim,
    /// The unit under the cursor, on which an action would act.
    Unit,
    /// Set apart by the source.
    Emphasis,
    /// Set apart strongly by the source.
    Strong,
    /// Program text.
    Code,
    /// A link.
    Link,
    /// The speaker of a claim.
    Speaker,
    /// An actor's name.
    Actor(ActorKind),
    /// A figure.
    Figure(FigureKind),
    /// The cue of a claim.
    Cue,
    /// The reader's highlight; the number of its colour.
    Highlight(u8),
    /// The passage of a note.
    Note,
    /// The passage of a claim of the reader's.
    OwnClaim,
    /// The mention under the cursor, elsewhere in the article.
    Same,
    /// A hit of the search.
    Hit,
    /// The hit the cursor is on.
    HitHere,
    /// The selection.
    Selection,
}

/// A stretch of text on which the same layers lie.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Where.
    pub span: Span,
    /// The layers on it, in painting order.
    pub layers: Vec<Layer>,
}

/// Cuts `row` at every border of `marks` and tells which lie on each piece. The runs put together are the row. Marks
/// need no order and may overlap.
pub fn runs(row: Span, marks: &[(Span, Layer)]) -> Vec<Run> {
    let here: Vec<(Span, Layer)> = marks.iter().copied().filter(|(span, _)| span.overlaps(row)).collect();
    let mut cuts: Vec<usize> = here.iter().flat_map(|(span, _)| [span.start, span.end]).collect();
    cuts.retain(|cut| row.contains(*cut));
    cuts.push(row.start);
    cuts.push(row.end);
    cuts.sort_unstable();
    cuts.dedup();
    let pieces = cuts.windows(2).filter_map(|pair| match pair {
        [start, end] => Some(Span::new(*start, *end)),
        _ => None,
    });
    pieces
        .map(|span| {
            let mut layers: Vec<Layer> =
                here.iter().filter(|(mark, _)| mark.encloses(span)).map(|(_, layer)| *layer).collect();
            layers.sort_unstable();
            layers.dedup();
            Run { span, layers }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn overlapping_marks_become_runs() {
        let marks = [(Span::new(2, 6), Layer::Claim), (Span::new(4, 9), Layer::Note)];
        let got: Vec<(usize, usize, usize)> =
            runs(Span::new(0, 8), &marks).iter().map(|run| (run.span.start, run.span.end, run.layers.len())).collect();
        assert_eq!(got, [(0, 2, 0), (2, 4, 1), (4, 6, 2), (6, 8, 1)]);
    }

    proptest! {
        #[test]
        fn runs_put_together_are_the_row(
            spans in prop::collection::vec((0usize..60, 0usize..20), 0..12), start in 0usize..40, length in 1usize..30,
        ) {
            let marks: Vec<(Span, Layer)> = spans.iter().map(|(at, long)| (Span::new(*at, at + long), Layer::Hit)).collect();
            let row = Span::new(start, start + length);
            let runs = runs(row, &marks);
            prop_assert_eq!(runs.first().unwrap().span.start, row.start);
            prop_assert_eq!(runs.last().unwrap().span.end, row.end);
            for pair in runs.windows(2) {
                prop_assert_eq!(pair[0].span.end, pair[1].span.start);
            }
        }
    }
}
