//! Breaking text into rows: UAX 14 says where, the terminal's column widths say when.

use std::ops::Range;
use unicode_linebreak::{BreakOpportunity, linebreaks};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Columns that `text` takes on a terminal; a tab counts as one.
pub fn columns(text: &str) -> usize {
    if text.bytes().all(|byte| (b' '..0x7f).contains(&byte)) {
        text.len()
    } else {
        cells(text).map(|cell| cell.width).sum()
    }
}

/// One grapheme as it stands in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell<'t> {
    /// Byte offset in the text given to [`cells`].
    pub at: usize,
    /// The grapheme; a space in place of a control character.
    pub text: &'t str,
    /// First column.
    pub column: usize,
    /// Columns taken: 0, 1 or 2.
    pub width: usize,
}

/// The graphemes of `text` with their columns, the first at column 0.
pub fn cells(text: &str) -> impl Iterator<Item = Cell<'_>> {
    let mut column = 0;
    text.grapheme_indices(true).map(move |(at, grapheme)| {
        let shown = if grapheme.starts_with(char::is_control) { " " } else { grapheme };
        let width = shown.width().min(2);
        let cell = Cell { at, text: shown, column, width };
        column += width;
        cell
    })
}

/// Breaks `text` into rows at most `measure` columns wide (not counting white space at a row's end, which hangs) and
/// gives each row's bytes in order. The rows put together are the text. A word wider than the measure is cut between
/// graphemes. Linear in the length of the text.
pub fn wrap(text: &str, measure: usize, mut row: impl FnMut(Range<usize>)) {
    let measure = measure.max(2);
    let (mut start, mut at, mut used) = (0, 0, 0);
    for (end, opportunity) in linebreaks(text) {
        let piece = text.get(at..end).unwrap_or_default();
        let ink = columns(piece.trim_end());
        if used + ink > measure && at > start {
            row(start..at);
            (start, used) = (at, 0);
        }
        if ink > measure {
            for cell in cells(piece) {
                if used + cell.width > measure && !cell.text.trim().is_empty() {
                    row(start..at + cell.at);
                    (start, used) = (at + cell.at, 0);
                }
                used += cell.width;
            }
        } else {
            used += columns(piece);
        }
        at = end;
        if opportunity == BreakOpportunity::Mandatory && end < text.len() {
            row(start..end);
            (start, used) = (end, 0);
        }
    }
    if at > start {
        row(start..at);
    }
}

/// The rows of a text of our own (a note, a help line), without the white space at their ends.
pub fn wrap_text(text: &str, measure: usize) -> Vec<&str> {
    let mut rows = Vec::new();
    for line in text.lines() {
        let before = rows.len();
        wrap(line, measure, |row| rows.push(line.get(row).unwrap_or_default().trim_end()));
        if rows.len() == before {
            rows.push("");
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rows(text: &str, measure: usize) -> Vec<&str> {
        let mut rows = Vec::new();
        wrap(text, measure, |row| rows.push(&text[row]));
        rows
    }

    #[test]
    fn rows_break_where_a_reader_expects() {
        for (text, measure, want) in [
            ("", 10, &[][..]),
            ("one two three", 8, &["one two ", "three"]),
            ("exactly ten", 7, &["exactly ", "ten"]),
            ("a non\u{a0}breaking space", 13, &["a ", "non\u{a0}breaking ", "space"]),
            ("hyphen-ated word", 8, &["hyphen-", "ated ", "word"]),
            ("incomprehensibilities", 8, &["incompre", "hensibil", "ities"]),
            ("日本語の新聞", 6, &["日本語", "の新聞"]),
            ("👩‍👩‍👧 family 👩‍👩‍👧", 9, &["👩‍👩‍👧 family ", "👩‍👩‍👧"]),
            ("$1.2bn (about €1.1bn)", 8, &["$1.2bn ", "(about ", "€1.1bn)"]),
            ("   indented", 20, &["   indented"]),
        ] {
            assert_eq!(rows(text, measure), want, "{text:?} at {measure}");
        }
    }

    proptest! {
        #[test]
        fn rows_put_together_are_the_text(text in "(\\PC|[ \\n]){0,200}", measure in 1usize..40) {
            prop_assert_eq!(rows(&text, measure).concat(), text);
        }

        #[test]
        fn no_row_is_wider_than_the_measure(text in "(\\PC| ){0,200}", measure in 2usize..40) {
            for row in rows(&text, measure) {
                prop_assert!(columns(row.trim_end()) <= measure, "{:?}", row);
            }
        }
    }
}
