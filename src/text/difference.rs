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

/// What became of a stretch that is not in both texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is gone.
    Removed,
    /// It is new.
    Added,
}

/// The new text with what was removed still in it, as `[-gone-]` and `{+new+}`: the signs say what happened where no
/// colour can. The spans are bytes of that text, signs included.
pub fn marked(old: &str, new: &str, pieces: &[Piece]) -> (String, Vec<(Span, Fate)>) {
    let mut text = String::new();
    let mut fates = Vec::new();
    for piece in pieces {
        let (span, whole, fate, signs) = match piece {
            Piece::Same(span) => {
                text.push_str(span.of(new));
                continue;
            }
            Piece::Removed(span) => (span, old, Fate::Removed, ("[-", "-]")),
            Piece::Added(span) => (span, new, Fate::Added, ("{+", "+}")),
        };
        let words = span.of(whole);
        let core = words.trim();
        let (before, after) = words.split_once(core).unwrap_or(("", words));
        text.push_str(before);
        if !core.is_empty() {
            let start = text.len();
            text.push_str(signs.0);
            text.push_str(core);
            text.push_str(signs.1);
            fates.push((Span::new(start, text.len()), fate));
        }
        text.push_str(after);
    }
    (text, fates)
}

/// Lines, or words, that are compared as such; of longer stretches all counts as changed. Bounds the time for texts
/// that have nothing in common.
const MOST: usize = 4_000;

/// The difference of two texts, word by word; spaces do not count. Put together, what is the same and what was added is
/// the new text, and what is the same and what was removed are the words of the old one.
pub fn difference(old: &str, new: &str) -> Vec<Piece> {
    difference_of((old, &[]), (new, &[]))
}

/// The same, where some stretches of either text count as one word each: amounts, dates. They are sorted and do not overlap.
pub fn difference_of((old, old_wholes): (&str, &[Span]), (new, new_wholes): (&str, &[Span])) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for stretch in stretches((old, &lines(old)), (new, &lines(new))) {
        match stretch {
            Stretch::Same(after) => push(&mut pieces, Piece::Same(after)),
            Stretch::Changed(before, after) => {
                let (before, after) = (before.unwrap_or_default(), after.unwrap_or_default());
                for stretch in stretches((old, &words(old, before, old_wholes)), (new, &words(new, after, new_wholes)))
                {
                    match stretch {
                        Stretch::Same(after) => push(&mut pieces, Piece::Same(after)),
                        Stretch::Changed(before, after) => {
                            before.into_iter().for_each(|span| push(&mut pieces, Piece::Removed(span)));
                            after.into_iter().for_each(|span| push(&mut pieces, Piece::Added(span)));
                        }
                    }
                }
            }
        }
    }
    slide(old, new, &mut pieces);
    pieces
}

/// A sentence that went or came begins with its first word, not with the full stop of the one before: where a change
/// could as well begin and end one mark of punctuation later, it does.
fn slide(old: &str, new: &str, pieces: &mut [Piece]) {
    for at in 1..pieces.len().saturating_sub(1) {
        let Some([Piece::Same(before), change, Piece::Same(after)]) = pieces.get_mut(at - 1..at + 2) else { continue };
        let (span, text) = match change {
            Piece::Removed(span) => (span, old),
            Piece::Added(span) => (span, new),
            Piece::Same(_) => continue,
        };
        let first = span.of(text).chars().next().filter(|c| !c.is_alphanumeric() && !c.is_whitespace());
        let Some(mark) = first.filter(|mark| after.of(new).starts_with(*mark)) else { continue };
        let by = mark.len_utf8();
        let behind = text.get(span.end..).unwrap_or_default();
        // A sign before a number belongs to it.
        let sign = [span.of(text), behind]
            .iter()
            .any(|words| words.get(by..).is_some_and(|rest| rest.starts_with(char::is_numeric)));
        if behind.starts_with(mark) && !sign {
            *span = Span::new(span.start + by, span.end + by);
            before.end += by;
            after.start += by;
        }
    }
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

/// A stretch of units, lines or words.
enum Stretch {
    /// In both; bytes of the new text.
    Same(Span),
    /// Bytes of the old text that became bytes of the new one.
    Changed(Option<Span>, Option<Span>),
}

/// Which units of the old text stand for which of the new one. Space around them does not count.
fn stretches((old, before): (&str, &[Span]), (new, after): (&str, &[Span])) -> Vec<Stretch> {
    let over = |units: &[Span]| Some(units.first()?.join(*units.last()?));
    if before.len() > MOST || after.len() > MOST {
        return vec![Stretch::Changed(over(before), over(after))];
    }
    let old_units: Vec<&str> = before.iter().map(|span| span.of(old).trim()).collect();
    let new_units: Vec<&str> = after.iter().map(|span| span.of(new).trim()).collect();
    let part = |units: &[Span], from: usize, count: usize| over(units.get(from..from + count).unwrap_or_default());
    let ops = capture_diff_slices(Algorithm::Myers, &old_units, &new_units);
    let stretches = ops.into_iter().filter_map(|op| match op {
        DiffOp::Equal { new_index, len, .. } => Some(Stretch::Same(part(after, new_index, len)?)),
        DiffOp::Delete { old_index, old_len, .. } => Some(Stretch::Changed(part(before, old_index, old_len), None)),
        DiffOp::Insert { new_index, new_len, .. } => Some(Stretch::Changed(None, part(after, new_index, new_len))),
        DiffOp::Replace { old_index, old_len, new_index, new_len } => {
            Some(Stretch::Changed(part(before, old_index, old_len), part(after, new_index, new_len)))
        }
    });
    stretches.collect()
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

/// The words of a stretch, each with the white space behind it; marks of punctuation are words of their own, unless they
/// stand inside a number or in one of the `wholes`.
fn words(text: &str, within: Span, wholes: &[Span]) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    let mut last = Kind::Mark;
    let mut wholes =
        wholes.get(wholes.partition_point(|whole| whole.start < within.start)..).unwrap_or_default().iter();
    let mut whole = wholes.next();
    for (at, c) in within.of(text).char_indices() {
        let start = within.start + at;
        let end = start + c.len_utf8();
        while whole.is_some_and(|whole| whole.end <= start || whole.end > within.end) {
            whole = wholes.next();
        }
        if let Some(whole) = whole.filter(|whole| whole.start <= start) {
            match found.last_mut() {
                Some(word) if whole.start < start => word.end = end,
                _ => found.push(Span::new(start, end)),
            }
            last = Kind::Mark;
            continue;
        }
        let kind = if in_number(text, start, c) { Kind::Letter } else { Kind::of(c) };
        match found.last_mut() {
            Some(word) if kind == Kind::Space || (kind == Kind::Letter && last == Kind::Letter) => word.end = end,
            _ => found.push(Span::new(start, end)),
        }
        last = kind;
    }
    found
}

/// Whether a mark stands between two digits: 1,200 or 12:30 or 2026-03-04.
fn in_number(text: &str, at: usize, c: char) -> bool {
    let digit = |c: Option<char>| c.is_some_and(char::is_numeric);
    let (before, behind) = (text.get(..at).unwrap_or_default(), text.get(at + c.len_utf8()..).unwrap_or_default());
    ".,:/-–’'".contains(c) && digit(before.chars().next_back()) && digit(behind.chars().next())
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
            ("He denied this.", "He confirmed this on Sunday.", "He [-denied -]{+confirmed +}this {+on Sunday+}."),
            ("One two.\nThree.", "One two.\nNew line.\nThree.", "One two.\n{+New line.\n+}Three."),
            ("The mayor’s plan", "The mayor's plan", "The [-mayor’s -]{+mayor's +}plan"),
            ("東京都", "東京市", "東京[-都-]{+市+}"),
            ("gone", "", "[-gone-]"),
        ] {
            assert_eq!(written(old, new), want);
        }
    }

    #[test]
    fn numbers_amounts_and_dates_stay_whole() {
        // What stands in braces counts as one word.
        let read = |marked: &str| {
            let (mut text, mut wholes, mut start) = (String::new(), Vec::new(), 0);
            for c in marked.chars() {
                match c {
                    '{' => start = text.len(),
                    '}' => wholes.push(Span::new(start, text.len())),
                    c => text.push(c),
                }
            }
            (text, wholes)
        };
        for (old, new, want) in [
            ("It cost 1,200 then.", "It cost 1,300 then.", "It cost [-1,200 -]{+1,300 +}then."),
            (
                "at 12:30 on 2026-03-04",
                "at 12:45 on 2026-03-05",
                "at [-12:30 -]{+12:45 +}on [-2026-03-04-]{+2026-03-05+}",
            ),
            ("rose 4.5%.", "rose 4.25%.", "rose [-4.5-]{+4.25+}%."),
            ("rose {4.5%}.", "rose {4.25%}.", "rose [-4.5%-]{+4.25%+}."),
            ("paid {$3 million} to", "paid {$3 billion} to", "paid [-$3 million -]{+$3 billion +}to"),
            ("on {4 March 2026}, he", "on {5 March 2026}, he", "on [-4 March 2026-]{+5 March 2026+}, he"),
            ("{three million} and {two}", "{two million} and {two}", "[-three million -]{+two million +}and two"),
            ("won {-3}, {-4} and {-4}", "won {-3} and {-4}", "won -3 [-, -4 -]and -4"),
        ] {
            let ((old, old_wholes), (new, new_wholes)) = (read(old), read(new));
            let pieces = difference_of((&old, &old_wholes), (&new, &new_wholes));
            let shown: String = pieces
                .into_iter()
                .map(|piece| match piece {
                    Piece::Same(span) => span.of(&new).to_owned(),
                    Piece::Removed(span) => format!("[-{}-]", span.of(&old)),
                    Piece::Added(span) => format!("{{+{}+}}", span.of(&new)),
                })
                .collect();
            assert_eq!(shown, want);
        }
    }

    #[test]
    fn signs_stand_close_to_the_words() {
        let (old, new) = ("It cost 3 million.\nGone now.\nEnd.", "It cost 4 million.\nEnd.\nNew end.");
        let (text, fates) = marked(old, new, &difference(old, new));
        assert_eq!(text, "It cost [-3-] {+4+} million.\n[-Gone now.-]\nEnd.\n{+New end.+}");
        let words: Vec<&str> = fates.iter().map(|(span, _)| span.of(&text)).collect();
        assert_eq!(words, ["[-3-]", "{+4+}", "[-Gone now.-]", "{+New end.+}"]);
    }

    #[test]
    fn a_megabyte_of_nothing_in_common_ends() {
        let old: String = (0..150_000).map(|n| format!("a{n} ")).collect();
        let new: String = (0..150_000).map(|n| format!("b{n}\n")).collect();
        assert_eq!(difference(&old, &new).len(), 2);
    }

    fn squeezed(text: &str) -> String {
        text.chars().filter(|c| !c.is_whitespace()).collect()
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
            prop_assert_eq!(squeezed(&before), squeezed(&old));
            prop_assert_eq!(after, new);
        }
    }
}
