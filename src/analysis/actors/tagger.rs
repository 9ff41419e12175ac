//! The tagger: from a reading to a label for every word, in two rounds.
//!
//! The first round labels each sentence from its words; the second reads again, adding what the first made of the same
//! words elsewhere in the article and of the names around.

use crate::analysis::actors::features::features;
use crate::analysis::actors::model::{BUCKET, LABELS, Label, Pairs, Scores, Weights, decode, pairs};
use crate::analysis::actors::names::Names;
use crate::analysis::actors::reading::Reading;
use crate::analysis::actors::second::{Votes, second_features};
use crate::analysis::actors::word::{Look, Word};
use std::ops::Range;

/// Bytes of the weights of neighbours of one round.
const PAIRS: usize = LABELS * LABELS * 2;

/// Bytes before the tables: both rounds' weights of neighbours, filled up to a whole bucket.
pub const HEADER: usize = 384;

/// Buckets of the first round's table.
pub const FIRST: usize = 49_152;

/// Buckets of the second round's table.
pub const SECOND: usize = 12_288;

/// Everything the tagger knows.
#[derive(Clone, Copy)]
pub struct Tagger<'m> {
    /// The name lists.
    pub names: Names<'m>,
    /// The tables of weights: 384 bytes of neighbours, then both rounds' buckets.
    pub model: &'m [u8],
}

/// What is embedded in the program; made by `train-actors`.
pub const EMBEDDED: Tagger<'static> = Tagger {
    names: Names::new(include_bytes!("../../../assets/model/names.bin")),
    model: include_bytes!("../../../assets/model/actors.bin"),
};

const _: () =
    assert!(EMBEDDED.model.len() == HEADER + (FIRST + SECOND) * BUCKET, "train again: the tables' sizes differ");

/// The scores of a reading's words, and the chains they are decoded in.
pub struct Scored {
    /// Words to decide on, in runs; all others are outside of names.
    pub chains: Vec<(usize, Range<usize>)>,
    /// A row of scores for each word of the chains, one after the other.
    pub scores: Vec<Scores>,
}

impl Tagger<'_> {
    /// A label for every word.
    pub fn tag(&self, reading: &Reading) -> Vec<Label> {
        let (head, tables) = self.model.split_at_checked(HEADER).unwrap_or_default();
        let (first, second) = tables.split_at_checked(FIRST * BUCKET).unwrap_or_default();
        let (one, two) = head.split_at_checked(PAIRS).unwrap_or_default();
        let mut scored = score(reading, &Weights::new(first));
        let mut labels = decode_all(reading, &scored, &pairs(one));
        add_second(reading, &labels, &Weights::new(second), &mut scored);
        labels = decode_all(reading, &scored, &pairs(two));
        labels
    }
}

/// The words worth deciding on: those in capitals, numbers beside them, up to three small words between two of them, and
/// the particles before them ("de Gaulle", "van der Berg").
pub fn chains(reading: &Reading) -> Vec<(usize, Range<usize>)> {
    let mut found: Vec<(usize, Range<usize>)> = Vec::new();
    for (number, sentence) in reading.sentences.iter().enumerate() {
        let words = reading.words.get(sentence.clone()).unwrap_or_default();
        let mut open: Option<Range<usize>> = None;
        for (at, _) in words.iter().enumerate().filter(|(_, word)| word.look.has(Look::CAPITAL)) {
            let begins = begins(words, at);
            match &mut open {
                Some(chain) if begins <= chain.end + GAP => chain.end = at + 1,
                _ => found.extend(open.replace(begins..at + 1).map(|chain| (number, chain))),
            }
            if let Some(chain) = &mut open
                && words.get(chain.end).is_some_and(|word| word.look.has(Look::DIGIT) && !word.look.has(Look::CAPITAL))
            {
                chain.end += 1;
            }
        }
        found.extend(open.map(|chain| (number, chain)));
        for (_, chain) in found.iter_mut().rev().take_while(|(of, _)| *of == number) {
            *chain = sentence.start + chain.start..sentence.start + chain.end;
        }
    }
    found
}

/// Small words between two capitalised ones that are decided on, at most.
const GAP: usize = 3;

/// The word from which on to decide, where word `at` has a capital: particles and a number before it come along.
fn begins(words: &[Word], at: usize) -> usize {
    let before = words.get(..at).unwrap_or_default().iter().rev();
    let particles = before.clone().take(GAP).take_while(|word| word.look.has(Look::PARTICLE)).count();
    let number = before.clone().next().is_some_and(|word| word.look.has(Look::DIGIT));
    at - particles.max(usize::from(number))
}

fn score(reading: &Reading, weights: &Weights<'_>) -> Scored {
    let chains = chains(reading);
    let mut scores = Vec::with_capacity(chains.iter().map(|(_, chain)| chain.len()).sum());
    let mut found = Vec::with_capacity(128);
    for (sentence, chain) in &chains {
        for at in chain.clone() {
            found.clear();
            features(reading, *sentence, at, &mut found);
            let mut sum = Scores::default();
            weights.add(&found, &mut sum);
            scores.push(sum);
        }
    }
    Scored { chains, scores }
}

fn add_second(reading: &Reading, labels: &[Label], weights: &Weights<'_>, scored: &mut Scored) {
    let votes = Votes::new(reading, labels);
    let mut found = Vec::with_capacity(32);
    let mut sums = scored.scores.iter_mut();
    for (sentence, chain) in &scored.chains {
        for (at, sum) in chain.clone().zip(&mut sums) {
            found.clear();
            second_features(reading, &votes, labels, *sentence, at, &mut found);
            weights.add(&found, sum);
        }
    }
}

fn decode_all(reading: &Reading, scored: &Scored, pairs: &Pairs) -> Vec<Label> {
    let mut labels = vec![0; reading.words.len()];
    let mut scores = scored.scores.as_slice();
    for (_, chain) in &scored.chains {
        let (own, rest) = scores.split_at_checked(chain.len()).unwrap_or_default();
        scores = rest;
        decode(own, pairs, labels.get_mut(chain.clone()).unwrap_or_default());
    }
    labels
}
