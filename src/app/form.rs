//! A small form: a few rows to type into or choose from, for what has more than one field.

use crate::app::field::Field;
use crate::text::Annotation;

/// A form being filled in.
#[derive(Clone, Debug, PartialEq)]
pub struct Form {
    /// What it is for.
    pub filling: Filling,
    /// The claim it is about, as it was when the form was opened.
    pub claim: Annotation,
    /// Its rows, top to bottom.
    pub rows: Vec<FormRow>,
    /// Which row has the cursor.
    pub focus: usize,
    /// Why it could not be saved.
    pub fault: Option<String>,
}

/// What a form fills in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filling {
    /// The verdict.
    Verdict,
    /// Who takes which stance.
    Speaker,
    /// A piece of evidence: a new one, or the one of this number.
    Evidence(Option<usize>),
    /// An appearance elsewhere: a new one, or the one of this number.
    Appearance(Option<usize>),
}

/// A row of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormRow {
    /// What goes in.
    pub label: &'static str,
    /// What may be written, shown while nothing is.
    pub hint: &'static str,
    /// What is in it.
    pub entry: Entry,
}

/// What a row holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A line of text.
    Text(Field),
    /// One of several words, each with a key where it has one; and which is chosen.
    Choice(Vec<(Option<char>, String)>, usize),
}

impl FormRow {
    /// A row to type into.
    pub fn text(label: &'static str, hint: &'static str, written: Option<&str>) -> Self {
        Self { label, hint, entry: Entry::Text(Field::new(written.unwrap_or_default())) }
    }

    /// A row to choose from.
    pub fn choice(label: &'static str, options: Vec<(Option<char>, String)>, chosen: usize) -> Self {
        Self { label, hint: "", entry: Entry::Choice(options, chosen) }
    }
}

impl Form {
    /// What it says above.
    pub fn title(&self) -> &'static str {
        match self.filling {
            Filling::Verdict => "Verdict",
            Filling::Speaker => "Who says what of it",
            Filling::Evidence(None) => "New evidence",
            Filling::Evidence(Some(_)) => "Evidence",
            Filling::Appearance(None) => "New appearance",
            Filling::Appearance(Some(_)) => "Appearance",
        }
    }

    /// The text of a row, without spaces around it; nothing where it is empty.
    pub fn text(&self, row: usize) -> Option<String> {
        match &self.rows.get(row)?.entry {
            Entry::Text(field) => Some(field.text().trim().to_owned()).filter(|text| !text.is_empty()),
            Entry::Choice(..) => None,
        }
    }

    /// Which word of a row is chosen.
    pub fn choice(&self, row: usize) -> usize {
        match self.rows.get(row).map(|row| &row.entry) {
            Some(Entry::Choice(_, chosen)) => *chosen,
            _ => 0,
        }
    }

    /// The field with the cursor, where the row is one to type into.
    pub fn field(&mut self) -> Option<&mut Field> {
        match &mut self.rows.get_mut(self.focus)?.entry {
            Entry::Text(field) => Some(field),
            Entry::Choice(..) => None,
        }
    }

    /// To the next row, or the one before.
    pub fn turn(&mut self, back: bool) {
        let count = self.rows.len().max(1);
        self.focus = (self.focus + if back { count - 1 } else { 1 }) % count;
    }

    /// Chooses the next word of the row, or the one before; false where there is nothing to choose.
    pub fn step(&mut self, back: bool) -> bool {
        let Some(Entry::Choice(options, chosen)) = self.rows.get_mut(self.focus).map(|row| &mut row.entry) else {
            return false;
        };
        let count = options.len().max(1);
        *chosen = (*chosen + if back { count - 1 } else { 1 }) % count;
        true
    }

    /// Chooses the word that a letter stands for: by its key, else the next one that begins with it.
    pub fn pick(&mut self, letter: char) -> bool {
        let Some(Entry::Choice(options, chosen)) = self.rows.get_mut(self.focus).map(|row| &mut row.entry) else {
            return false;
        };
        let keyed = options.iter().position(|(key, _)| *key == Some(letter));
        let after = |at: &usize| (*at + options.len() - *chosen - 1) % options.len().max(1);
        let begins = |at: &usize| options.get(*at).is_some_and(|(_, word)| word.starts_with(letter));
        let found = keyed.or_else(|| (0..options.len()).filter(begins).min_by_key(after));
        found.into_iter().for_each(|at| *chosen = at);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_chooses_by_key_or_by_beginning() {
        let options = [(None, "none"), (Some('1'), "true"), (Some('4'), "mostly-false"), (None, "mixed")];
        let options = options.map(|(key, word)| (key, word.to_owned())).to_vec();
        let mut form = Form {
            filling: Filling::Verdict,
            claim: Annotation::default(),
            rows: vec![FormRow::choice("Verdict", options, 0), FormRow::text("Confidence", "", Some(" 80 "))],
            focus: 0,
            fault: None,
        };
        for (letter, chosen) in [('4', 2), ('t', 1), ('m', 2), ('m', 3), ('m', 2), ('?', 2)] {
            assert!(form.pick(letter));
            assert_eq!(form.choice(0), chosen, "{letter}");
        }
        assert!(form.step(true) && form.choice(0) == 1);
        form.turn(false);
        assert!(!form.step(false) && !form.pick('x'));
        assert_eq!(form.text(1).as_deref(), Some("80"));
        form.turn(false);
        assert_eq!(form.focus, 0);
    }
}
