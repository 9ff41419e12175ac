//! A stretch of text cut where spans begin and end: the pieces, each with the spans that cover it.

use crate::text::Span;

/// Cuts `within` at the ends of `spans`. Gives the pieces in order, each with the indices of the spans over it.
pub(super) fn cut(within: Span, spans: &[Span]) -> Vec<(Span, Vec<usize>)> {
    let mut edges: Vec<(usize, bool, usize)> = Vec::new();
    for (index, span) in spans.iter().enumerate().filter(|(_, span)| !span.is_empty() && span.overlaps(within)) {
        edges.push((span.start.max(within.start), true, index));
        edges.push((span.end.min(within.end), false, index));
    }
    edges.sort_unstable();
    let mut pieces = Vec::new();
    let mut over: Vec<usize> = Vec::new();
    let mut at = within.start;
    for (edge, opens, index) in edges {
        if edge > at {
            pieces.push((Span::new(at, edge), over.clone()));
            at = edge;
        }
        match opens {
            true => over.push(index),
            false => over.retain(|other| *other != index),
        }
    }
    if at < within.end {
        pieces.push((Span::new(at, within.end), over));
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn pieces_make_the_whole_and_know_their_spans(ends in proptest::collection::vec((0_usize..50, 0_usize..50), 0..12)) {
            let spans: Vec<Span> = ends.into_iter().map(|(start, end)| Span::new(start, end)).collect();
            let within = Span::new(10, 40);
            let mut at = within.start;
            for (piece, over) in cut(within, &spans) {
                prop_assert_eq!(piece.start, at);
                prop_assert!(!piece.is_empty());
                at = piece.end;
                let expected: Vec<usize> = (0..spans.len())
                    .filter(|index| !spans[*index].is_empty() && spans[*index].overlaps(piece))
                    .collect();
                let mut over = over;
                over.sort_unstable();
                prop_assert_eq!(over, expected);
            }
            prop_assert_eq!(at, within.end);
        }
    }
}
