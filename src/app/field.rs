//! A field to write in: graphemes, soft wrap, undo. Pure text; no library moves by graphemes and wraps as our pages do.

use crate::page::{cells, wrap};
use unicode_segmentation::UnicodeSegmentation;

/// Text under edit. The cursor is a byte offset at a grapheme's border.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Field {
    text: String,
    cursor: usize,
    undone: Vec<(String, usize)>,
    redone: Vec<(String, usize)>,
    typing: bool,
}

/// What a key does in a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edit {
    /// One grapheme to the left.
    Left,
    /// One grapheme to the right.
    Right,
    /// One word to the left.
    WordLeft,
    /// One word to the right.
    WordRight,
    /// To the beginning of the line.
    LineStart,
    /// To the end of the line.
    LineEnd,
    /// To the beginning of the text.
    Start,
    /// To the end of the text.
    End,
    /// Takes the grapheme before the cursor away.
    Backspace,
    /// Takes the grapheme under the cursor away.
    Delete,
    /// Takes the word before the cursor away.
    DeleteWord,
    /// Takes everything before the cursor in this line away.
    DeleteToStart,
    /// Takes everything behind the cursor in this line away.
    DeleteToEnd,
    /// Takes the last change back.
    Undo,
    /// Makes it again.
    Redo,
}

impl Field {
    /// A field that holds `text`, the cursor at its end.
    pub fn new(text: &str) -> Self {
        Self { text: text.to_owned(), cursor: text.len(), ..Self::default() }
    }

    /// What is written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where the cursor is, in bytes.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    fn before(&self) -> &str {
        self.text.get(..self.cursor).unwrap_or_default()
    }

    fn behind(&self) -> &str {
        self.text.get(self.cursor..).unwrap_or_default()
    }

    fn remember(&mut self) {
        self.undone.push((self.text.clone(), self.cursor));
        self.redone.clear();
    }

    /// Writes at the cursor. Letters typed one after another are undone as one.
    pub fn insert(&mut self, written: &str) {
        let one = written.graphemes(true).nth(1).is_none() && written != "\n" && written != " ";
        if !(one && self.typing) {
            self.remember();
        }
        self.typing = one;
        self.text.insert_str(self.cursor, written);
        self.cursor += written.len();
        // What was typed may join with what stands before it (a combining mark, a joiner).
        self.cursor = self
            .text
            .grapheme_indices(true)
            .map(|(at, g)| at + g.len())
            .find(|end| *end >= self.cursor)
            .unwrap_or(self.cursor);
    }

    /// Puts another text in the place of this one.
    pub fn replace(&mut self, text: &str) {
        self.remember();
        self.typing = false;
        self.text = text.to_owned();
        self.cursor = text.len();
    }

    /// Does what a key asks for.
    pub fn edit(&mut self, edit: Edit) {
        self.typing = false;
        let line_start = self.before().rfind('\n').map_or(0, |at| at + 1);
        let line_end = self.cursor + self.behind().find('\n').unwrap_or(self.behind().len());
        match edit {
            Edit::Left => self.cursor = self.left(),
            Edit::Right => self.cursor = self.right(),
            Edit::WordLeft => self.cursor = self.word_left(),
            Edit::WordRight => self.cursor = self.word_right(),
            Edit::LineStart => self.cursor = line_start,
            Edit::LineEnd => self.cursor = line_end,
            Edit::Start => self.cursor = 0,
            Edit::End => self.cursor = self.text.len(),
            Edit::Backspace => self.cut(self.left(), self.cursor),
            Edit::Delete => self.cut(self.cursor, self.right()),
            Edit::DeleteWord => self.cut(self.word_left(), self.cursor),
            Edit::DeleteToStart => self.cut(line_start, self.cursor),
            Edit::DeleteToEnd => self.cut(self.cursor, line_end),
            Edit::Undo => self.swap(true),
            Edit::Redo => self.swap(false),
        }
    }

    fn swap(&mut self, back: bool) {
        let (from, to) = if back { (&mut self.undone, &mut self.redone) } else { (&mut self.redone, &mut self.undone) };
        if let Some((text, cursor)) = from.pop() {
            to.push((std::mem::replace(&mut self.text, text), std::mem::replace(&mut self.cursor, cursor)));
        }
    }

    fn cut(&mut self, start: usize, end: usize) {
        if start < end {
            self.remember();
            self.text.replace_range(start..end, "");
            self.cursor = start;
        }
    }

    fn left(&self) -> usize {
        self.before().grapheme_indices(true).next_back().map_or(0, |(at, _)| at)
    }

    fn right(&self) -> usize {
        self.cursor + self.behind().graphemes(true).next().map_or(0, str::len)
    }

    fn word_left(&self) -> usize {
        self.before().unicode_word_indices().next_back().map_or(0, |(at, _)| at)
    }

    fn word_right(&self) -> usize {
        let next = self.behind().unicode_word_indices().map(|(at, word)| at + word.len()).next();
        self.cursor + next.unwrap_or(self.behind().len())
    }

    /// The rows of the field at a measure, and the cursor's row and column in them.
    pub fn rows(&self, measure: usize) -> (Vec<&str>, (usize, usize)) {
        let mut rows = Vec::new();
        let mut cursor = (0, 0);
        let mut at = 0;
        for line in self.text.split('\n') {
            let before = rows.len();
            wrap(line, measure, |row| rows.push((at + row.start, line.get(row).unwrap_or_default())));
            if rows.len() == before {
                rows.push((at, ""));
            }
            at += line.len() + 1;
        }
        for (number, (start, row)) in rows.iter().enumerate() {
            if *start <= self.cursor {
                let inside = row.get(..(self.cursor - start).min(row.len())).unwrap_or(row);
                cursor = (number, cells(inside).map(|cell| cell.width).sum());
            }
        }
        (rows.into_iter().map(|(_, row)| row.trim_end_matches('\n')).collect(), cursor)
    }

    /// Moves the cursor up (`-1`) or down (`1`) a row as wrapped at `measure`.
    pub fn move_rows(&mut self, measure: usize, by: isize) {
        self.typing = false;
        let (rows, (row, column)) = self.rows(measure);
        let Some(target) = row.checked_add_signed(by).filter(|target| *target < rows.len()) else { return };
        let starts = self.row_starts(measure);
        let Some((start, text)) = starts.get(target).copied().zip(rows.get(target)) else { return };
        let wrapped = starts.get(target + 1).is_some_and(|next| *next == start + text.len());
        let mut offset = text.len();
        for cell in cells(text) {
            if cell.column >= column {
                offset = cell.at;
                break;
            }
        }
        if wrapped && offset == text.len() {
            offset = cells(text).last().map_or(0, |cell| cell.at);
        }
        self.cursor = start + offset;
    }

    fn row_starts(&self, measure: usize) -> Vec<usize> {
        let mut starts = Vec::new();
        let mut at = 0;
        for line in self.text.split('\n') {
            let before = starts.len();
            wrap(line, measure, |row| starts.push(at + row.start));
            if starts.len() == before {
                starts.push(at);
            }
            at += line.len() + 1;
        }
        starts
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Plays edits on a text with the cursor marked `|`.
    fn check(from: &str, edits: &[Edit], want: &str) {
        let mut field = Field::new(&from.replace('|', ""));
        field.cursor = from.find('|').unwrap();
        edits.iter().for_each(|edit| field.edit(*edit));
        let mut got = field.text.clone();
        got.insert(field.cursor, '|');
        assert_eq!(got, want, "{from:?} {edits:?}");
    }

    #[test]
    fn edits_do_what_they_say() {
        check("ab|c", &[Edit::Backspace], "a|c");
        check("a👩‍🚀|c", &[Edit::Backspace], "a|c");
        check("one two|", &[Edit::DeleteWord], "one |");
        check("one two|", &[Edit::DeleteWord, Edit::Undo], "one two|");
        check("one\ntw|o\nx", &[Edit::LineStart], "one\n|two\nx");
        check("one\ntw|o\nx", &[Edit::DeleteToEnd], "one\ntw|\nx");
        check("|one two", &[Edit::WordRight, Edit::WordRight, Edit::WordLeft], "one |two");
        check("a|", &[Edit::Backspace, Edit::Undo, Edit::Redo], "|");
    }

    #[test]
    fn rows_and_cursor_agree() {
        let mut field = Field::new("one two three\n\nx");
        assert_eq!(field.rows(8), (vec!["one two ", "three", "", "x"], (3, 1)));
        field.move_rows(8, -1);
        assert_eq!(field.rows(8).1, (2, 0));
        field.move_rows(8, -2);
        assert_eq!(field.rows(8).1, (0, 0));
    }

    #[test]
    fn letters_typed_are_undone_as_one() {
        let mut field = Field::default();
        "a note".chars().for_each(|c| field.insert(&c.to_string()));
        field.edit(Edit::Undo);
        assert_eq!(field.text(), "a ");
        field.edit(Edit::Undo);
        field.edit(Edit::Undo);
        assert_eq!(field.text(), "");
    }

    proptest! {
        #[test]
        fn the_cursor_stays_on_a_border(pieces in prop::collection::vec("\\PC{1,3}", 0..8), moves in prop::collection::vec(0u8..9, 0..20)) {
            let mut field = Field::default();
            for piece in &pieces { field.insert(piece); }
            for step in moves {
                match step {
                    0 => field.edit(Edit::Left), 1 => field.edit(Edit::Right), 2 => field.edit(Edit::Backspace),
                    3 => field.edit(Edit::Delete), 4 => field.edit(Edit::WordLeft), 5 => field.edit(Edit::Undo),
                    6 => field.move_rows(5, -1), 7 => field.move_rows(5, 1), _ => field.edit(Edit::WordRight),
                }
                prop_assert!(field.text().is_char_boundary(field.cursor()));
            }
        }
    }
}
