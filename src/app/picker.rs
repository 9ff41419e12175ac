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
    /// Keys that choose at once while nothing is typed.
    pub keys: Vec<(char, T)>,
    /// True when several can be picked before they are chosen.
    pub several: bool,
    /// What was picked so far.
    pub picked: Vec<T>,
    /// A last row, made of what is typed.
    pub offer: Option<Choice<T>>,
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
        Self {
            title: title.to_owned(),
            field: Field::default(),
            rows,
            shown,
            selected: 0,
            keys: Vec::new(),
            several: false,
            picked: Vec::new(),
            offer: None,
        }
    }

    /// Narrows the list to what is typed.
    pub fn narrow(&mut self) {
        let mut typed = self.field.text().to_owned();
        if self.several {
            // Where a new one can be typed, a likeness is no match: the words must stand there.
            typed = typed.split([' ', ',']).map(|word| format!("'{word} ")).collect();
        }
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
        self.shown.iter().filter_map(|index| self.rows.get(*index)).chain(&self.offer)
    }

    /// How many rows match.
    pub fn count(&self) -> usize {
        self.shown.len() + usize::from(self.offer.is_some())
    }

    /// Moves the cursor by some rows, round the ends.
    pub fn step(&mut self, by: isize) {
        let count = isize::try_from(self.count()).unwrap_or(isize::MAX).max(1);
        let at = isize::try_from(self.selected).unwrap_or(0);
        self.selected = usize::try_from((at + by).rem_euclid(count)).unwrap_or(0);
    }

    /// The value under the cursor.
    pub fn chosen(&self) -> Option<&T> {
        self.shown().nth(self.selected).map(|row| &row.value)
    }

    /// Every row, whether it matches or not.
    pub fn rows(&self) -> impl Iterator<Item = &Choice<T>> {
        self.rows.iter()
    }
}

impl<T: Clone + PartialEq> Picker<T> {
    /// Puts the cursor on the row of a value, where it is shown.
    pub fn go_to(&mut self, value: &T) {
        let row = self.shown().position(|row| row.value == *value);
        self.selected = row.unwrap_or(self.selected);
    }

    /// Picks the row under the cursor besides others, or lets go of it; the cursor goes on.
    pub fn toggle(&mut self) {
        let Some(value) = self.chosen().cloned() else { return };
        match self.picked.iter().position(|picked| *picked == value) {
            Some(at) => drop(self.picked.remove(at)),
            None => self.picked.push(value),
        }
        self.step(1);
    }

    /// What is chosen: what was picked, or else the row under the cursor.
    pub fn choice(&self) -> Vec<T> {
        if self.picked.is_empty() { self.chosen().into_iter().cloned().collect() } else { self.picked.clone() }
    }

    /// What a key chooses at once.
    pub fn by_key(&self, key: char) -> Option<&T> {
        let free = self.field.text().is_empty();
        self.keys.iter().find(|(one, _)| free && *one == key).map(|(_, value)| value)
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
