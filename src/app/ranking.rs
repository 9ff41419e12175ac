//! In which order the side panel lists actors and claims.

use crate::app::reader::{Reader, Tab};

/// The order of what was detected, and the way back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ranking {
    /// Actors by how often they are mentioned.
    actors: Order,
    /// Claims by how much they are worth checking.
    claims: Order,
    /// True when claims are listed so, not by their place.
    pub by_score: bool,
}

/// Positions in a list to indices of marks, and back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Order {
    marks: Vec<usize>,
    positions: Vec<usize>,
}

impl Order {
    /// The heaviest first; those of one weight in the order of the text.
    fn by(weights: &[f64]) -> Self {
        let weight = |mark: usize| weights.get(mark).copied().unwrap_or(0.0);
        let mut marks: Vec<usize> = (0..weights.len()).collect();
        marks.sort_by(|a, b| weight(*b).total_cmp(&weight(*a)));
        let mut positions = vec![0; marks.len()];
        for (position, mark) in marks.iter().enumerate() {
            if let Some(place) = positions.get_mut(*mark) {
                *place = position;
            }
        }
        Self { marks, positions }
    }
}

impl Reader {
    /// Puts actors and claims in order after the marks have come or changed.
    pub fn rank(&mut self) {
        let mut counts = vec![0.0; self.marks(|found| &found.actors).len()];
        for mention in self.marks(|found| &found.mentions) {
            counts.get_mut(mention.actor).into_iter().for_each(|count| *count += 1.0);
        }
        let scores: Vec<f64> = self.marks(|found| &found.claims).iter().map(|claim| claim.score).collect();
        self.ranking.actors = Order::by(&counts);
        self.ranking.claims = Order::by(&scores);
    }

    /// The index of the mark at a position of a tab.
    pub fn ranked(&self, tab: Tab, position: usize) -> usize {
        let order = self.order(tab).and_then(|order| order.marks.get(position));
        order.copied().unwrap_or(position)
    }

    /// At which position of a tab a mark is listed.
    pub fn position(&self, tab: Tab, mark: usize) -> usize {
        let order = self.order(tab).and_then(|order| order.positions.get(mark));
        order.copied().unwrap_or(mark)
    }

    fn order(&self, tab: Tab) -> Option<&Order> {
        match tab {
            Tab::Actors => Some(&self.ranking.actors),
            Tab::Claims if self.ranking.by_score => Some(&self.ranking.claims),
            Tab::Notes | Tab::Figures | Tab::Claims => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heaviest_stands_first_and_leads_back() {
        let order = Order::by(&[0.2, 0.9, 0.2, 0.5]);
        assert_eq!(order.marks, [1, 3, 0, 2]);
        assert!((0..4).all(|mark| order.marks[order.positions[mark]] == mark));
    }
}
