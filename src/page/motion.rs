//! Motions: from one place in a body to the next, by grapheme, word or block.

use crate::text::{Body, Span};
use unicode_segmentation::UnicodeSegmentation;

/// Forwards or backwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Towards the end.
    Forward,
    /// Towards the beginning.
    Back,
}

/// The lengths of step that need nothing but the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// One grapheme.
    Grapheme,
    /// To the beginning of a word.
    Word,
    /// To the last grapheme of a word.
    WordEnd,
    /// To the beginning of a block.
    Block,
}

/// Where one step from `offset` leads; stays where there is nothing further.
pub fn step(body: &Body, offset: usize, step: Step, direction: Direction) -> usize {
    let Some(index) = body.block_at(offset) else { return offset };
    match (step, direction) {
        (Step::Block, Direction::Forward) => start_of(body, index + 1).unwrap_or(offset),
        (Step::Block, Direction::Back) => {
            let start = start_of(body, index).unwrap_or(offset);
            if start < offset {
                start
            } else {
                index.checked_sub(1).and_then(|before| start_of(body, before)).unwrap_or(start)
            }
        }
        (_, Direction::Forward) => forward(body, index, offset, step).unwrap_or(offset),
        (_, Direction::Back) => back(body, index, offset, step).unwrap_or(offset),
    }
}

fn start_of(body: &Body, block: usize) -> Option<usize> {
    body.blocks().get(block).map(|block| block.span.start)
}

/// The first stop of this kind after `offset`, in this block or the next.
fn forward(body: &Body, index: usize, offset: usize, step: Step) -> Option<usize> {
    let blocks = body.blocks().iter().skip(index).take(3);
    blocks.flat_map(|block| stops(body.text(), near(body.text(), block.span, offset), step)).find(|stop| *stop > offset)
}

/// The last stop of this kind before `offset`, in this block or the one before.
fn back(body: &Body, index: usize, offset: usize, step: Step) -> Option<usize> {
    let here = body.blocks().get(index)?;
    let found = stops(body.text(), near(body.text(), here.span, offset), step).into_iter().rfind(|stop| *stop < offset);
    found.or_else(|| {
        let before = body.blocks().get(index.checked_sub(1)?)?;
        stops(body.text(), near(body.text(), before.span, before.span.end), step).pop()
    })
}

/// Bytes looked at on either side of the cursor, so that a step costs the same in a block of any length.
const NEAR: usize = 4096;

/// The part of a block around `offset` in which the next stop is looked for; cut at spaces.
fn near(text: &str, block: Span, offset: usize) -> Span {
    let cut = |from: usize| {
        let rest = text.get(from..block.end).unwrap_or_default();
        rest.find(' ').map_or(from, |space| from + space + 1)
    };
    let low = text.floor_char_boundary(offset.saturating_sub(NEAR)).max(block.start);
    let high = text.floor_char_boundary(offset.saturating_add(NEAR)).clamp(block.start, block.end);
    let start = if low > block.start { cut(low).min(offset.max(low)) } else { low };
    Span::new(start, if high < block.end { cut(high) } else { high })
}

fn stops(text: &str, span: Span, step: Step) -> Vec<usize> {
    let inside = span.of(text);
    let graphemes = inside.grapheme_indices(true);
    let places: Vec<usize> = match step {
        Step::Grapheme => graphemes.filter(|(_, grapheme)| *grapheme != "\n").map(|(at, _)| at).collect(),
        Step::Word => inside.unicode_word_indices().map(|(at, _)| at).collect(),
        Step::WordEnd => inside.unicode_word_indices().map(|(at, word)| at + last_grapheme(word)).collect(),
        Step::Block => vec![0],
    };
    places.into_iter().map(|at| span.start + at).collect()
}

fn last_grapheme(word: &str) -> usize {
    word.grapheme_indices(true).next_back().map_or(0, |(at, _)| at)
}

/// The start of the next or previous of some sorted spans, seen from `offset`.
pub fn step_over(spans: impl DoubleEndedIterator<Item = Span>, offset: usize, direction: Direction) -> Option<usize> {
    let mut starts = spans.map(|span| span.start);
    match direction {
        Direction::Forward => starts.find(|start| *start > offset),
        Direction::Back => starts.rfind(|start| *start < offset),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Walks a text in the notation `a|b` (stops marked) by `by`, both ways.
    fn check(by: Step, marked: &str) {
        let text = marked.replace('|', "");
        let want: Vec<usize> = marked.match_indices('|').enumerate().map(|(nth, (at, _))| at - nth).collect();
        let body = Body::verbatim(text);
        let mut got = vec![want[0]];
        while let next @ 1.. = step(&body, got[got.len() - 1], by, Direction::Forward) {
            if next == got[got.len() - 1] {
                break;
            }
            got.push(next);
        }
        assert_eq!(got, want, "forward by {by:?}: {marked:?}");
        let mut back = vec![*want.last().unwrap()];
        loop {
            let next = step(&body, back[back.len() - 1], by, Direction::Back);
            if next == back[back.len() - 1] {
                break;
            }
            back.push(next);
        }
        back.reverse();
        assert_eq!(back, want, "back by {by:?}: {marked:?}");
    }

    #[test]
    fn steps_stop_where_they_should() {
        check(Step::Grapheme, "|a|é|👩‍🚀\n|b");
        check(Step::Word, "|Two |words, |here.\n|Then |1.2 |more");
        check(Step::WordEnd, "Tw|o word|s,\nher|e.");
        check(Step::Block, "|One.\n\n|Two.\n|Three.");
    }

    #[test]
    fn a_long_block_can_be_walked_through() {
        let body = Body::verbatim("word ".repeat(5000));
        let mut at = 0;
        for _ in 0..4999 {
            let next = step(&body, at, Step::Word, Direction::Forward);
            assert_eq!(next, at + 5);
            at = next;
        }
        assert_eq!(step(&body, at, Step::Word, Direction::Back), at - 5);
    }

    #[test]
    fn stepping_over_spans() {
        let spans = || [Span::new(3, 5), Span::new(8, 9)].into_iter();
        assert_eq!(step_over(spans(), 3, Direction::Forward), Some(8));
        assert_eq!(step_over(spans(), 8, Direction::Back), Some(3));
        assert_eq!(step_over(spans(), 3, Direction::Back), None);
    }
}
