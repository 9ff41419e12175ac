//! A list of any length of which only the rows around the cursor are held; the others are asked for as it nears them.

use crate::app::list::Moves;

/// Rows held at a time.
pub const HELD: usize = 300;
/// Rows from the edge of what is held at which more is asked for.
const NEAR: usize = 80;

/// A list of which a window is held.
///
/// Invariant: `selected` is below `count` where there is a row at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Window<T> {
    /// The rows held.
    rows: Vec<T>,
    /// The number of the first of them.
    first: usize,
    /// How many rows there are, as far as is known.
    count: usize,
    /// True when `count` is known and not only the end of what was seen.
    counted: bool,
    selected: usize,
    top: usize,
    height: usize,
    /// The first row of the window asked for.
    asked: Option<usize>,
    /// True while the rows held are of another list than the one asked for.
    anew: bool,
    /// True when the rows asked for are to leave the cursor where it stands on the screen.
    still: bool,
}

impl<T> Default for Window<T> {
    fn default() -> Self {
        Self {
            rows: Vec::new(),
            first: 0,
            count: 0,
            counted: false,
            selected: 0,
            top: 0,
            height: 1,
            asked: None,
            anew: false,
            still: false,
        }
    }
}

impl<T> Window<T> {
    /// The rows held.
    pub fn rows(&self) -> &[T] {
        &self.rows
    }

    /// The number of the first row held.
    pub fn first(&self) -> usize {
        self.first
    }

    /// How many rows there are, as far as is known.
    pub fn count(&self) -> usize {
        self.count
    }

    /// True when the number of rows is known to the last.
    pub fn is_counted(&self) -> bool {
        self.counted
    }

    /// The row with this number, where it is held.
    pub fn row(&self, number: usize) -> Option<&T> {
        self.rows.get(number.checked_sub(self.first)?)
    }

    /// The number of the row under the cursor.
    pub fn selected(&self) -> usize {
        self.selected
    }

    /// The row under the cursor, where it is held.
    pub fn chosen(&self) -> Option<&T> {
        self.row(self.selected)
    }

    /// The first row in view.
    pub fn top(&self) -> usize {
        self.top
    }

    /// The numbers in view with their rows; `None` where a row is still to come.
    pub fn in_view(&self) -> impl Iterator<Item = (usize, Option<&T>)> {
        (self.top..self.count.min(self.top + self.height)).map(|number| (number, self.row(number)))
    }

    /// Goes to a row, or the last.
    pub fn go_to(&mut self, row: usize) {
        self.selected = row.min(self.count.saturating_sub(1));
        let margin = 1.min((self.height - 1) / 2);
        let lowest = (self.selected + margin + 1).saturating_sub(self.height);
        let last = self.count.saturating_sub(self.height);
        self.top = self.top.clamp(lowest, self.selected.saturating_sub(margin).max(lowest)).min(last);
    }

    /// Goes some rows down, or up.
    pub fn step(&mut self, by: isize) {
        self.go_to(self.selected.saturating_add_signed(by));
    }

    /// Takes the number of rows in view.
    pub fn fit(&mut self, height: usize) {
        self.height = height.max(1);
        self.go_to(self.selected);
    }

    /// The list is to be asked for again, or (`anew`) another one is to be shown. The rows stay until others come.
    /// Gives the number of the first row to ask for.
    pub fn renew(&mut self, anew: bool) -> usize {
        self.anew |= anew;
        self.counted = false;
        let first = if self.anew { 0 } else { self.wanted() };
        self.asked = Some(first);
        first
    }

    /// The rows that come next leave the cursor's row where it is on the screen. One that stands on the first row of all
    /// has what is new come in above it.
    pub fn hold_still(&mut self) {
        self.still = self.selected > 0;
    }

    /// What was asked for does not come.
    pub fn miss(&mut self) {
        self.asked = None;
    }

    /// Takes rows from number `first` on. The cursor stays on the row for which `same` holds with the one it was on,
    /// else on its number; in another list it goes to the top. True when nothing is there but the list does not begin here: its beginning is to be asked for.
    pub fn take(&mut self, first: usize, rows: Vec<T>, same: impl Fn(&T, &T) -> bool) -> bool {
        self.asked = None;
        if rows.is_empty() && first > 0 {
            self.count = self.count.min(first);
            self.go_to(self.selected);
            return true;
        }
        let kept = self.chosen().and_then(|old| rows.iter().position(|row| same(row, old)));
        let end = first + rows.len();
        if rows.len() < HELD {
            (self.count, self.counted) = (end, true);
        } else if !self.counted {
            self.count = end;
        }
        (self.rows, self.first) = (rows, first);
        let to = kept.map_or(if self.anew { 0 } else { self.selected }, |at| first + at);
        self.anew = false;
        // The row stays where it is on the screen, too; but who asked, and looks at the top, sees what is new there.
        if std::mem::take(&mut self.still) || self.top > 0 {
            self.top = (self.top + to).saturating_sub(self.selected);
        }
        self.go_to(to);
        false
    }

    /// Takes the number of all rows.
    pub fn number(&mut self, count: usize) {
        let held = self.first + self.rows.len();
        self.count = if self.rows.len() < HELD { held } else { count.max(held) };
        self.counted = true;
        self.go_to(self.selected);
    }

    /// The number of the first row of a window to be asked for, when the cursor is near the edge of what is held. It
    /// counts as asked for from then on.
    pub fn ask(&mut self) -> Option<usize> {
        let end = self.first + self.rows.len();
        let (low, high) = (self.top.saturating_sub(NEAR), (self.top + self.height + NEAR).min(self.count));
        if low >= self.first && high <= end {
            return None;
        }
        let first = self.wanted();
        let short = first == self.first && end >= self.count;
        if short || self.asked == Some(first) {
            return None;
        }
        // One that is still to come is enough while the view lies in it.
        let covered = |asked: usize| asked <= self.top && self.top + self.height <= asked + HELD;
        if self.asked.is_some_and(covered) {
            return None;
        }
        self.asked = Some(first);
        Some(first)
    }

    /// The first row of the window that has the cursor in its middle.
    fn wanted(&self) -> usize {
        let last = if self.counted { self.count.saturating_sub(HELD) } else { usize::MAX };
        self.selected.saturating_sub(HELD / 2).min(last)
    }
}

impl<T> Moves for Window<T> {
    fn height(&self) -> usize {
        self.height
    }

    fn go_to(&mut self, row: usize) {
        Window::go_to(self, row);
    }

    fn step(&mut self, by: isize) {
        Window::step(self, by);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A list of `0..count`, answered as the library would.
    fn answer(list: &mut Window<usize>, first: usize, count: usize) {
        let again = list.take(first, (first..count.min(first + HELD)).collect(), |a, b| a == b);
        if again {
            let first = list.renew(false);
            answer(list, first, count);
        } else if !list.is_counted() {
            list.number(count);
        }
    }

    fn list_of(count: usize) -> Window<usize> {
        let mut list = Window::default();
        list.fit(20);
        let first = list.renew(true);
        answer(&mut list, first, count);
        list
    }

    #[test]
    fn the_end_of_a_long_list_is_one_ask_away() {
        let mut list = list_of(100_000);
        assert_eq!((list.count(), list.chosen()), (100_000, Some(&0)));
        list.go_to(usize::MAX);
        assert_eq!((list.selected(), list.chosen()), (99_999, None));
        let first = list.ask().unwrap();
        assert_eq!((first, list.ask()), (99_700, None));
        answer(&mut list, first, 100_000);
        assert_eq!(list.in_view().last(), Some((99_999, Some(&99_999))));
    }

    #[test]
    fn new_rows_on_top_leave_the_cursor_on_its_row() {
        let mut list = list_of(1_000);
        list.go_to(50);
        let top = list.top();
        let first = list.renew(false);
        list.take(first, (0..HELD).map(|n| if n < 3 { 9_000 + n } else { n - 3 }).collect(), |a, b| a == b);
        assert_eq!((list.selected(), list.chosen(), list.top()), (53, Some(&50), top + 3));
    }

    #[test]
    fn a_list_that_shrank_is_asked_for_again() {
        let mut list = list_of(5_000);
        list.go_to(4_000);
        let first = list.ask().unwrap();
        answer(&mut list, first, 5_000);
        let first = list.renew(false);
        answer(&mut list, first, 10);
        assert_eq!((list.count(), list.selected(), list.chosen()), (10, 9, Some(&9)));
        let first = list.renew(false);
        answer(&mut list, first, 0);
        assert_eq!((list.count(), list.chosen()), (0, None));
    }

    proptest! {
        #[test]
        fn every_view_comes_to_be_held(count in 0usize..3_000, moves in prop::collection::vec(0usize..4_000, 1..20)) {
            let mut list = list_of(count);
            for to in moves {
                list.go_to(to);
                if let Some(first) = list.ask() {
                    answer(&mut list, first, count);
                }
                for (number, row) in list.in_view() {
                    prop_assert_eq!(row, Some(&number));
                }
                prop_assert_eq!(list.in_view().count(), count.min(20));
            }
        }
    }
}
