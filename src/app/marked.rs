//! Rows of the library's list that are selected: one by one, from a row to the cursor, or all.

use crate::text::{ArticleId, Listing};
use std::collections::BTreeSet;

/// Which rows are selected.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marked {
    /// Selected one by one.
    pub single: BTreeSet<ArticleId>,
    /// The row that a stretch up to the cursor begins with.
    pub from: Option<usize>,
    /// True when every row of the list is.
    pub all: bool,
}

impl Marked {
    /// True when nothing is selected.
    pub fn is_empty(&self) -> bool {
        self.single.is_empty() && self.from.is_none() && !self.all
    }

    /// Selects nothing.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// The stretch selected, when the cursor is on row `here`: first row and number of rows.
    pub fn stretch(&self, here: usize) -> Option<(usize, usize)> {
        self.from.map(|from| (from.min(here), from.abs_diff(here) + 1))
    }

    /// Whether the row `number` is selected.
    pub fn holds(&self, number: usize, row: &Listing, here: usize) -> bool {
        let within = |(first, count): (usize, usize)| (first..first + count).contains(&number);
        self.all || self.stretch(here).is_some_and(within) || self.single.contains(&row.id)
    }

    /// Selects a row, or lets it go.
    pub fn turn(&mut self, id: &ArticleId) {
        if !self.single.remove(id) {
            self.single.insert(id.clone());
        }
    }

    /// How many rows are selected of `count`: exact, but for single rows within a stretch, which count twice.
    pub fn count(&self, here: usize, count: usize) -> usize {
        if self.all { count } else { self.single.len() + self.stretch(here).map_or(0, |(_, rows)| rows) }
    }
}
