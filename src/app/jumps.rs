//! The jump list: where the reader was before each leap, to go back and forth.

/// Places left by leaps, oldest first, and how far back one has gone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Jumps<T = usize> {
    places: Vec<T>,
    at: usize,
}

/// Places kept.
const KEPT: usize = 100;

impl<T: PartialEq + Clone> Jumps<T> {
    /// Remembers the place a leap starts from.
    pub fn leave(&mut self, place: T) {
        self.places.retain(|other| *other != place);
        self.places.push(place);
        let spare = self.places.len().saturating_sub(KEPT);
        self.places.drain(..spare);
        self.at = self.places.len();
    }

    /// The place before, seen from `here`.
    pub fn back(&mut self, here: T) -> Option<T> {
        if self.at == self.places.len() && self.places.last() != Some(&here) {
            self.places.push(here);
        } else if self.at == self.places.len() {
            self.at = self.at.saturating_sub(1);
        }
        let place = self.places.get(self.at.checked_sub(1)?)?.clone();
        self.at -= 1;
        Some(place)
    }

    /// The place that was gone back from.
    pub fn forward(&mut self) -> Option<T> {
        let place = self.places.get(self.at + 1)?.clone();
        self.at += 1;
        Some(place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn back_and_forth() {
        let mut jumps = Jumps::default();
        assert_eq!(jumps.back(5), None);
        let mut jumps = Jumps::default();
        jumps.leave(1);
        jumps.leave(2);
        assert_eq!(jumps.back(9), Some(2));
        assert_eq!(jumps.back(2), Some(1));
        assert_eq!(jumps.back(1), None);
        assert_eq!(jumps.forward(), Some(2));
        assert_eq!(jumps.forward(), Some(9));
        assert_eq!(jumps.forward(), None);
    }
}
