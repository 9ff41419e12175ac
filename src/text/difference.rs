//! What became of a text: the words that stayed, those that went and those that came.

use crate::text::Span;
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// A stretch of the two texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece {
    /// In both; bytes of the new text.
    Same(Span),
    /// In the old text only; bytes of the old text.
    Removed(Span),
    /// In the new text only; bytes of the new text.
    Added(Span),
}

/// Lines, or words, that are compared as such; of longer stretches all counts as changed. Bounds the time for texts
/// that have nothing in common.
const MOST: usize = 4_000;

/// The difference of two texts, word by word. Put together, what is the same and what was removed is the old text, what
/// is the same and what was added the new one.
pub fn difference(old: &str, new: &str) -> Vec<Piece> {
    let (old_lines, new_lines) = (lines(old), lines(new));
    let mut pieces = Vec::new();
    for (before, after) in stretches(old, &old_lines, new, &new_lines) {
        match (before, after) {
            (Some(before), Some(after)) if before.of(old) == after.of(new) => push(&mut pieces, Piece::Same(after)),
            (before, after) => {
                let (before, after) = (before.unwrap_or_default(), after.unwrap_or_default());
                let (old_words, new_words) = (words(old, before), words(new, after));
                for (before, after) in stretches(old, &old_words, new, &new_words) {
                    match (before, after) {
                        (Some(before), Some(after)) if before.of(old) == after.of(new) => {
                            push(&mut pieces, Piece::Same(after));
                        }
                        (before, after) => {
                            before.into_iter().for_each(|span| push(&mut pieces, Piece::Removed(span)));
                            after.into_iter().for_each(|span| push(&mut pieces, Piece::Added(span)));
                        }
                    }
                }
            }
        }
    }
    pieces
}

/// Adds a piece, or lengthens the last where it goes on.
fn push(pieces: &mut Vec<Piece>, piece: Piece) {
    match (pieces.last_mut(), piece) {
        (Some(Piece::Same(last)), Piece::Same(span))
        | (Some(Piece::Removed(last)), Piece::Removed(span))
        | (Some(Piece::Added(last)), Piece::Added(span))
            if last.end == span.start =>
        {
            last.end = span.end;
        }
        _ => pieces.push(piece),
    }
}

type Pair = (Option<Span>, Option<Span>);

/// Which stretches of units stand for which. Those that are the same have the same text.
fn stretches(old: &str, before: &[Span], new: &str, after: &[Span]) -> Vec<Pair> {
    let over = |units: &[Span]| Some(units.first()?.join(*units.last()?));
    if before.len() > MOST || after.len() > MOST {
        return vec![(over(before), over(after))];
    }
    let old_units: Vec<&str> = before.iter().map(|span| span.of(old)).collect();
    let new_units: Vec<&str> = after.iter().map(|span| span.of(new)).collect();
    let part = |units: &[Span], from: usize, count: usize| over(units.get(from..from + count).unwrap_or_default());
    let ops = capture_diff_slices(Algorithm::Myers, &old_units, &new_units);
    let pairs = ops.into_iter().map(|op| match op {
        DiffOp::Equal { old_index, new_index, len } => (part(before, old_index, len), part(after, new_index, len)),
        DiffOp::Delete { old_index, old_len, .. } => (part(before, old_index, old_len), None),
        DiffOp::Insert { new_index, new_len, .. } => (None, part(after, new_index, new_len)),
        DiffOp::Replace { old_index, old_len, new_index, new_len } => {
            (part(before, old_index, old_len), part(after, new_index, new_len))
        }
    });
    pairs.collect()
}

/// The lines of a text, each with its end.
fn lines(text: &str) -> Vec<Span> {
    let mut start = 0;
    text.split_inclusive('\n')
        .map(|line| {
            let span = Span::new(start, start + line.len());
            start = span.end;
            span
        })
        .collect()
}

/// The words of a stretch, each with the white space behind it; marks of punctuation are words of their own.
fn words(text: &str, within: Span) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    let mut last = Kind::Mark;
    for (at, c) in within.of(text).char_indices() {
        let start = within.start + at;
        let end = start + c.len_utf8();
        let kind = Kind::of(c);
        match found.last_mut() {
            Some(word) if kind == Kind::Space || (kind == Kind::Letter && last == Kind::Letter) => word.end = end,
            _ => found.push(Span::new(start, end)),
        }
        last = kind;
    }
    found
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Letter,
    Space,
    Mark,
}

impl Kind {
    fn of(c: char) -> Self {
        match c {
            // Scripts without spaces: each character is a word.
            '\u{2e80}'..='\u{a4cf}' | '\u{f900}'..='\u{faff}' | '\u{e00}'..='\u{eff}' => Self::Mark,
            _ if c.is_whitespace() => Self::Space,
            _ if c.is_alphanumeric() || c == '\'' || c == '’' || c == '\u{301}' => Self::Letter,
            _ => Self::Mark,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// `[-removed-]{+added+}`, as wdiff writes it.
    fn written(old: &str, new: &str) -> String {
        let word = |piece| match piece {
            Piece::Same(span) => span.of(new).to_owned(),
            Piece::Removed(span) => format!("[-{}-]", span.of(old)),
            Piece::Added(span) => format!("{{+{}+}}", span.of(new)),
        };
        difference(old, new).into_iter().map(word).collect()
    }

    #[test]
    fn words_come_and_go() {
        for (old, new, want) in [
            ("", "", ""),
            ("a b", "a b", "a b"),
            ("It cost 3 million.", "It cost 4 million.", "It cost [-3 -]{+4 +}million."),
            ("One two.\nThree.", "One two.\nNew line.\nThree.", "One two.\n{+New line.\n+}Three."),
            ("The mayor’s plan", "The mayor's plan", "The [-mayor’s -]{+mayor's +}plan"),
            ("東京都", "東京市", "東京[-都-]{+市+}"),
            ("gone", "", "[-gone-]"),
        ] {
            assert_eq!(written(old, new), want);
        }
    }

    #[test]
    fn a_megabyte_of_nothing_in_common_ends() {
        let old: String = (0..150_000).map(|n| format!("a{n} ")).collect();
        let new: String = (0..150_000).map(|n| format!("b{n}\n")).collect();
        assert_eq!(difference(&old, &new).len(), 2);
    }

    proptest! {
        #[test]
        fn both_texts_can_be_put_together_again(old in "[ab \n.é]{0,60}", new in "[ab \n.é]{0,60}") {
            let (mut before, mut after) = (String::new(), String::new());
            for piece in difference(&old, &new) {
                match piece {
                    Piece::Same(span) => { before.push_str(span.of(&new)); after.push_str(span.of(&new)); }
                    Piece::Removed(span) => before.push_str(span.of(&old)),
                    Piece::Added(span) => after.push_str(span.of(&new)),
                }
            }
            prop_assert_eq!(before, old);
            prop_assert_eq!(after, new);
        }
    }
}
