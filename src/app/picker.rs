//! A picker: a list narrowed as one types, best match first.

use crate::app::field::Field;
use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

/// A list to choose from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picker<T> {
    /// What is being chosen.
    pub title: String,
    /// What is typed.
    pub field: Field,
    /// Everything there is to choose.
    rows: Vec<Choice<T>>,
    /// Indices of the rows that match, best first.
    shown: Vec<usize>,
    /// Which of the shown rows is under the cursor.
    pub selected: usize,
    /// True when a digit chooses the row that begins with it.
    digits: bool,
}

/// One row of a picker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice<T> {
    /// What is shown and searched.
    pub label: String,
    /// What stands beside it: a key, an explanation.
    pub aside: String,
    /// What choosing it gives.
    pub value: T,
}

impl<T> Picker<T> {
    /// A picker over `rows` in their order.
    pub fn new(title: &str, rows: Vec<Choice<T>>) -> Self {
        let shown = (0..rows.len()).collect();
        Self { title: title.to_owned(), field: Field::default(), rows, shown, selected: 0, digits: false }
    }

    /// A picker whose rows begin with the digits that choose them.
    pub fn by_digit(title: &str, rows: Vec<Choice<T>>) -> Self {
        Self { digits: true, ..Self::new(title, rows) }
    }

    /// The value whose digit is all that is typed.
    pub fn chosen_by_digit(&self) -> Option<&T> {
        let typed = self.field.text();
        let digit = self.digits && typed.len() == 1 && typed.bytes().all(|byte| byte.is_ascii_digit());
        let row = self.rows.iter().find(|row| digit && row.label.starts_with(typed));
        row.map(|row| &row.value)
    }

    /// Narrows the list to what is typed.
    pub fn narrow(&mut self) {
        let typed = self.field.text().to_owned();
        let mut scored: Vec<(u32, usize, usize)> = Vec::new();
        for (index, row) in self.rows.iter().enumerate() {
            if let Some(score) = score(&typed, &format!("{} {}", row.label, row.aside)) {
                // Of two that fit as well the one with less besides was meant.
                let besides = if typed.is_empty() { 0 } else { row.label.len() };
                scored.push((score, besides, index));
            }
        }
        scored.sort_by_key(|(score, besides, index)| (u32::MAX - score, *besides, *index));
        self.shown = scored.into_iter().map(|(_, _, index)| index).collect();
        self.selected = 0;
    }

    /// Adds rows that are not there yet, and narrows the list to what is typed. The cursor stays.
    pub fn add(&mut self, rows: Vec<Choice<T>>)
    where
        T: PartialEq,
    {
        let selected = self.selected;
        for row in rows {
            if !self.rows.iter().any(|other| other.value == row.value) {
                self.rows.push(row);
            }
        }
        self.narrow();
        self.selected = selected.min(self.shown.len().saturating_sub(1));
    }

    /// The rows that match, best first.
    pub fn shown(&self) -> impl Iterator<Item = &Choice<T>> {
        self.shown.iter().filter_map(|index| self.rows.get(*index))
    }

    /// How many rows match.
    pub fn count(&self) -> usize {
        self.shown.len()
    }

    /// Moves the cursor by some rows, round the ends.
    pub fn step(&mut self, by: isize) {
        let count = isize::try_from(self.shown.len()).unwrap_or(isize::MAX).max(1);
        let at = isize::try_from(self.selected).unwrap_or(0);
        self.selected = usize::try_from((at + by).rem_euclid(count)).unwrap_or(0);
    }

    /// The value under the cursor.
    pub fn chosen(&self) -> Option<&T> {
        self.shown.get(self.selected).and_then(|index| self.rows.get(*index)).map(|row| &row.value)
    }
}

/// How well what is typed matches a text; higher is better, `None` is not at all.
pub fn score(typed: &str, text: &str) -> Option<u32> {
    let mut matcher = Matcher::new(Config::DEFAULT);
    let pattern = Pattern::parse(typed, CaseMatching::Smart, Normalization::Smart);
    pattern.score(Utf32Str::new(text, &mut Vec::new()), &mut matcher)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typing_narrows_best_first() {
        let rows = ["next paragraph", "next actor", "note"].map(|label| Choice {
            label: label.into(),
            aside: String::new(),
            value: label,
        });
        let mut picker = Picker::new("", rows.into());
        picker.field.insert("nact");
        picker.narrow();
        assert_eq!(picker.chosen(), Some(&"next actor"));
        picker.field.replace("zzz");
        picker.narrow();
        assert_eq!(picker.chosen(), None);
        picker.field.replace("");
        picker.narrow();
        picker.step(-1);
        assert_eq!(picker.chosen(), Some(&"note"));
    }
}
