//! A list: rows, the one under the cursor, and which are in view. Costs the same at any length.

/// What the commands that move want of a list.
pub trait Moves {
    /// Rows in view.
    fn height(&self) -> usize;
    /// Goes to a row, or the last.
    fn go_to(&mut self, row: usize);
    /// Goes some rows down, or up.
    fn step(&mut self, by: isize);
}

impl<T> Moves for List<T> {
    fn height(&self) -> usize {
        self.height
    }

    fn go_to(&mut self, row: usize) {
        List::go_to(self, row);
    }

    fn step(&mut self, by: isize) {
        List::step(self, by);
    }
}

/// A list of rows.
///
/// Invariant: `selected` is a row where there is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List<T> {
    rows: Vec<T>,
    selected: usize,
    top: usize,
    height: usize,
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self { rows: Vec::new(), selected: 0, top: 0, height: 1 }
    }
}

impl<T> List<T> {
    /// Takes new rows; the cursor stays on the row for which `same` holds with the one it was on, else on its number.
    pub fn refill(&mut self, rows: Vec<T>, same: impl Fn(&T, &T) -> bool) {
        let kept = self.chosen().and_then(|old| rows.iter().position(|row| same(row, old)));
        self.rows = rows;
        self.go_to(kept.unwrap_or(self.selected));
    }

    /// All rows.
    pub fn rows(&self) -> &[T] {
        &self.rows
    }

    /// The number of the row under the cursor.
    pub fn selected(&self) -> usize {
        self.selected
    }

    /// The row under the cursor.
    pub fn chosen(&self) -> Option<&T> {
        self.rows.get(self.selected)
    }

    /// The rows in view with their numbers.
    pub fn in_view(&self) -> impl Iterator<Item = (usize, &T)> {
        self.rows.iter().enumerate().skip(self.top).take(self.height)
    }

    /// The first row in view.
    pub fn top(&self) -> usize {
        self.top
    }

    /// Rows in view.
    pub fn height(&self) -> usize {
        self.height
    }

    /// Takes the number of rows in view.
    pub fn fit(&mut self, height: usize) {
        self.height = height.max(1);
        self.go_to(self.selected);
    }

    /// Goes to a row, or the last.
    pub fn go_to(&mut self, row: usize) {
        self.selected = row.min(self.rows.len().saturating_sub(1));
        let margin = 1.min((self.height - 1) / 2);
        let lowest = (self.selected + margin + 1).saturating_sub(self.height);
        let last = self.rows.len().saturating_sub(self.height);
        self.top = self.top.clamp(lowest, self.selected.saturating_sub(margin).max(lowest)).min(last);
    }

    /// Goes some rows down, or up.
    pub fn step(&mut self, by: isize) {
        self.go_to(self.selected.saturating_add_signed(by));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cursor_stays_in_view_and_on_its_row() {
        let mut list = List::default();
        list.refill((0..100).collect(), |a, b| a == b);
        list.fit(10);
        list.go_to(50);
        assert_eq!((list.top(), list.chosen()), (42, Some(&50)));
        list.step(-60);
        assert_eq!((list.top(), list.chosen()), (0, Some(&0)));
        list.go_to(99);
        assert_eq!(list.in_view().last(), Some((99, &99)));
        list.refill(vec![3, 99, 4], |a, b| a == b);
        assert_eq!(list.chosen(), Some(&99));
        list.refill(vec![], |a, b| a == b);
        assert_eq!(list.chosen(), None);
    }
}
