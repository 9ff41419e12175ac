//! What an edit made of a passage: the words that stand in its place now.

use crate::text::anchor::align::Alignment;
use crate::text::anchor::approximate::{Folded, likeness};
use crate::text::anchor::reading::Reading;
use std::ops::Range;

/// A passage whose words no longer all stand together.
pub(super) struct Edit<'a, 't> {
    pub old: &'a Reading<'t>,
    pub new: &'a Reading<'t>,
    pub lie: &'a Alignment,
    /// The passage, in words of the old text.
    pub quote: Range<usize>,
}

/// A stretch of the new text that may be the passage, in words.
pub(super) struct Trial {
    pub words: Range<usize>,
    /// How much of the passage it is, 0 to 1.
    pub likeness: f64,
    /// True when both neighbours of the passage still stand around it.
    pub framed: bool,
}

/// Bytes of a passage beyond which it is compared by words alone.
const LONG: usize = 2048;

impl Edit<'_, '_> {
    /// The stretch of the new text that holds most of the quote's words in their place, with what replaced the rest.
    pub fn trial(&self, words: &str) -> Option<Trial> {
        let quote = &self.quote;
        let kept: Vec<(usize, usize)> = quote.clone().filter_map(|at| Some((at, self.lie.forward(at)?))).collect();
        let frame = self.frame();
        let framed = frame.is_some();
        let place = match (frame, self.densest(&kept)) {
            // A first or last word that is kept tells better where the passage ends than its neighbour does.
            (Some(frame), Some((first, last))) => {
                let start = if first.0 == quote.start { first.1 } else { frame.start };
                let end = if last.0 + 1 == quote.end { last.1 + 1 } else { frame.end };
                start..end
            }
            (Some(frame), None) => frame,
            (None, Some((first, last))) => self.head(first)..self.tail(last),
            (None, None) => return None,
        };
        if place.is_empty() || place.len() > 4 * quote.len() + 16 {
            return None;
        }
        let likeness = self.likeness(&place, words);
        Some(Trial { words: place, likeness, framed })
    }

    /// What stands between the passage's neighbours, where both are still there and about as much is between them.
    fn frame(&self) -> Option<Range<usize>> {
        let (quote, new) = (&self.quote, self.new);
        let start = match quote.start.checked_sub(1) {
            Some(at) => self.lie.forward(at)? + 1,
            None => 0,
        };
        let end = if quote.end == self.old.words.len() { new.words.len() } else { self.lie.forward(quote.end)? };
        let (before, after) = (self.old.weight(quote.clone()), new.weight(start..end.max(start)));
        (start < end && after <= 2 * before + 8 && before <= 2 * after + 8).then_some(start..end)
    }

    /// First and last of the kept words after leaving out strays: those that more changed than kept words part from
    /// the rest.
    fn densest(&self, kept: &[(usize, usize)]) -> Option<((usize, usize), (usize, usize))> {
        let mut best: Option<(f64, usize, usize)> = None;
        let (mut sum, mut from) = (0.0_f64, 0);
        let mut previous: Option<(usize, usize)> = None;
        for (index, (old, place)) in kept.iter().copied().enumerate() {
            if let Some((last_old, last_new)) = previous {
                let changed = self.old.weight(last_old + 1..old) + self.new.weight(last_new + 1..place);
                sum -= changed as f64 * 0.4;
            }
            if sum <= 0.0 {
                (sum, from) = (0.0, index);
            }
            sum += self.old.weight(old..old + 1) as f64;
            if best.is_none_or(|(most, _, _)| sum > most) {
                best = Some((sum, from, index));
            }
            previous = Some((old, place));
        }
        let (_, from, to) = best?;
        Some((*kept.get(from)?, *kept.get(to)?))
    }

    /// Where the passage begins when its first kept word is `first`: what replaced the words before it belongs to it.
    fn head(&self, first: (usize, usize)) -> usize {
        let (quote, new) = (&self.quote, self.new);
        let (old, place) = first;
        let lost = self.old.weight(quote.start..old);
        let fresh = self.lie.fresh_before(place, 2 * (old - quote.start) + 4);
        let outside = self.old.weight(self.lie.gone_before(quote.start, 64));
        let mine = share(new.weight(fresh.clone()), lost, outside);
        (fresh.start..=place).find(|at| new.weight(*at..place) <= mine).unwrap_or(place)
    }

    /// Where the passage ends when its last kept word is `last`.
    fn tail(&self, last: (usize, usize)) -> usize {
        let (quote, new) = (&self.quote, self.new);
        let (old, place) = (last.0 + 1, last.1 + 1);
        let lost = self.old.weight(old..quote.end.max(old));
        let fresh = self.lie.fresh_from(place, 2 * quote.end.saturating_sub(old) + 4);
        let outside = self.old.weight(self.lie.gone_from(quote.end, 64));
        let mine = share(new.weight(fresh.clone()), lost, outside);
        (place..=fresh.end).rev().find(|at| new.weight(place..*at) <= mine).unwrap_or(place)
    }

    /// How much of the quote a stretch of the new text still is, by words kept or, for small edits inside words, by
    /// characters.
    fn likeness(&self, place: &Range<usize>, words: &str) -> f64 {
        let kept: usize = self
            .quote
            .clone()
            .filter(|at| self.lie.forward(*at).is_some_and(|at| place.contains(&at)))
            .map(|at| self.old.weight(at..at + 1))
            .sum();
        let all = self.old.weight(self.quote.clone()) + self.new.weight(place.clone());
        let by_words = 2.0 * kept as f64 / all.max(1) as f64;
        if words.len() > LONG {
            return by_words;
        }
        let there = Folded::new(self.new.span(place.clone()).of(self.new.text), 0);
        let by_letters = likeness(Folded::new(words, 0).chars(), there.chars());
        if by_letters >= 0.6 { by_words.max(by_letters) } else { by_words }
    }
}

/// The part of a replacement of `fresh` letters that belongs to a passage which lost `lost` letters, where its
/// neighbour lost `outside`.
fn share(fresh: usize, lost: usize, outside: usize) -> usize {
    match (lost, outside) {
        (0, _) => 0,
        (_, 0) if fresh <= 2 * lost + 12 => fresh,
        (_, 0) => lost,
        _ => fresh * lost / (lost + outside),
    }
}
