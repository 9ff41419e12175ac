//! A text read for anchors: its words, where each of them stands, and how much they weigh.

use crate::text::Span;
use crate::text::anchor::words::{Word, words};
use std::ops::Range;

/// Places of a word that are tried: a text of one word over and over must not cost its square.
const SOUGHT: usize = 8192;

/// A text with its words.
pub(super) struct Reading<'t> {
    /// The text.
    pub text: &'t str,
    /// Its words in order.
    pub words: Vec<Word>,
    /// Every word's key with its place, sorted.
    places: Vec<(u64, u32)>,
    /// Letters before each word, and all of them at the end.
    letters: Vec<usize>,
}

impl<'t> Reading<'t> {
    pub fn new(text: &'t str) -> Self {
        let words = words(text);
        let mut letters = Vec::with_capacity(words.len() + 1);
        let mut sum = 0;
        letters.push(sum);
        for word in &words {
            sum += word.weight as usize;
            letters.push(sum);
        }
        let mut places: Vec<(u64, u32)> = words.iter().map(|word| word.key).zip(0..).collect();
        places.sort_unstable();
        Self { text, words, places, letters }
    }

    /// The words that share a byte with `span`.
    pub fn over(&self, span: Span) -> Range<usize> {
        let first = self.words.partition_point(|word| word.span.end <= span.start);
        let end = self.words.partition_point(|word| word.span.start < span.end);
        first..end.max(first)
    }

    /// Letters in these words.
    pub fn weight(&self, range: Range<usize>) -> usize {
        let at = |place: usize| self.letters.get(place).or(self.letters.last()).copied().unwrap_or(0);
        at(range.end).saturating_sub(at(range.start))
    }

    /// From the first to the last byte of these words; empty where there are none.
    pub fn span(&self, range: Range<usize>) -> Span {
        match (self.words.get(range.start), self.words.get(range.end.saturating_sub(1))) {
            (Some(first), Some(last)) if !range.is_empty() => first.span.join(last.span),
            (Some(next), _) => Span::new(next.span.start, next.span.start),
            _ => Span::new(self.text.len(), self.text.len()),
        }
    }

    /// The keys of these words.
    pub fn keys(&self, range: Range<usize>) -> Vec<u64> {
        self.words.get(range).unwrap_or_default().iter().map(|word| word.key).collect()
    }

    /// Where this word stands, in order.
    pub fn places(&self, key: u64) -> impl ExactSizeIterator<Item = usize> + '_ {
        let from = self.places.partition_point(|(other, _)| *other < key);
        let to = self.places.partition_point(|(other, _)| *other <= key);
        self.places.get(from..to).unwrap_or_default().iter().map(|(_, place)| *place as usize)
    }

    /// Where these words stand one after the other, at most `most` times.
    pub fn sequence(&self, keys: &[u64], most: usize) -> Vec<usize> {
        let rarest = keys.iter().enumerate().min_by_key(|(_, key)| self.places(**key).len());
        let Some((step, key)) = rarest else { return Vec::new() };
        let stands = |start: &usize| {
            let there = self.words.get(*start..*start + keys.len()).unwrap_or_default();
            there.len() == keys.len() && there.iter().zip(keys).all(|(word, key)| word.key == *key)
        };
        let places = self.places(*key).take(SOUGHT);
        places.filter_map(|place| place.checked_sub(step)).filter(stands).take(most).collect()
    }
}
