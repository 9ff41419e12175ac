//! The difference between two texts, word by word: which words of the old one stand where in the new one.

use crate::text::anchor::words::Word;
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::ops::Range;

/// For a word that has no counterpart.
pub(super) const NOWHERE: u32 = u32::MAX;

/// Which word of one text is which of the other; never crossing.
pub(super) struct Alignment {
    /// For each word of the old text its place in the new one, or [`NOWHERE`].
    pub to_new: Vec<u32>,
    /// For each word of the new text its place in the old one, or [`NOWHERE`].
    pub to_old: Vec<u32>,
}

impl Alignment {
    /// The difference of two texts.
    pub fn new(old: &[Word], new: &[Word]) -> Self {
        let mut found = Self { to_new: vec![NOWHERE; old.len()], to_old: vec![NOWHERE; new.len()] };
        let (old, new): (Vec<u64>, Vec<u64>) = (keys(old), keys(new));
        for op in capture_diff_slices(Algorithm::Myers, &old, &new) {
            if let DiffOp::Equal { old_index, new_index, len } = op {
                found.tie(old_index, new_index, len);
            }
        }
        found
    }

    fn tie(&mut self, old: usize, new: usize, len: usize) {
        let ties = self.to_new.iter_mut().skip(old).zip(self.to_old.iter_mut().skip(new)).take(len);
        for (step, (to_new, to_old)) in ties.enumerate() {
            *to_new = number(new + step);
            *to_old = number(old + step);
        }
    }

    /// Where the old word `at` stands in the new text.
    pub fn forward(&self, at: usize) -> Option<usize> {
        known(self.to_new.get(at))
    }

    /// Where the new word `at` stood in the old text.
    pub fn back(&self, at: usize) -> Option<usize> {
        known(self.to_old.get(at))
    }

    /// The new words around `at` (exclusive on its left, inclusive on its right) that stood nowhere in the old text.
    pub fn fresh_before(&self, at: usize, most: usize) -> Range<usize> {
        let count = (1..=at.min(most)).take_while(|step| self.back(at - step).is_none()).count();
        at - count..at
    }

    /// The new words from `at` on that stood nowhere in the old text.
    pub fn fresh_from(&self, at: usize, most: usize) -> Range<usize> {
        let last = self.to_old.len().min(at.saturating_add(most));
        let count = (at..last).take_while(|place| self.back(*place).is_none()).count();
        at..at + count
    }

    /// The old words before `at` that stand nowhere in the new text.
    pub fn gone_before(&self, at: usize, most: usize) -> Range<usize> {
        let count = (1..=at.min(most)).take_while(|step| self.forward(at - step).is_none()).count();
        at - count..at
    }

    /// The old words from `at` on that stand nowhere in the new text.
    pub fn gone_from(&self, at: usize, most: usize) -> Range<usize> {
        let last = self.to_new.len().min(at.saturating_add(most));
        let count = (at..last).take_while(|place| self.forward(*place).is_none()).count();
        at..at + count
    }
}

fn keys(words: &[Word]) -> Vec<u64> {
    words.iter().map(|word| word.key).collect()
}

fn known(place: Option<&u32>) -> Option<usize> {
    place.filter(|place| **place != NOWHERE).map(|place| *place as usize)
}

/// Texts are far shorter than 4 G words (the limits on input see to it); a longer one would lose ties, nothing else.
fn number(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(NOWHERE)
}
