//! The second round's features: what the first made of the same words elsewhere, and of the names around.

use crate::analysis::actors::features::mix;
use crate::analysis::actors::model::Label;
use crate::analysis::actors::reading::{Identity, Reading};
use crate::analysis::actors::word::{Look, SEED};
use std::collections::HashMap;
use std::ops::Range;

/// Votes of the first round: how often each word was labelled as what kind of name (0 none, 1 person … 4 other).
pub struct Votes {
    words: HashMap<u32, [u16; 5], Identity>,
    /// Of each word: the name it is part of.
    names: Vec<Part>,
    /// Names by the hash of their words, in the same five counts.
    whole: HashMap<u32, [u16; 5], Identity>,
}

/// A name that a word is part of.
#[derive(Clone, Copy, Default)]
struct Part {
    /// The word's place in the name.
    nth: usize,
    /// The name's length in words.
    of: usize,
    kind: Label,
    /// The hash of the whole name.
    whole: u32,
}

fn kind(label: Label) -> Label {
    label.div_ceil(2)
}

impl Votes {
    /// Counts the votes.
    pub fn new(reading: &Reading, labels: &[Label]) -> Self {
        let mut votes = Self { words: HashMap::default(), names: Vec::new(), whole: HashMap::default() };
        for (word, label) in reading.words.iter().zip(labels).filter(|(word, _)| word.look.has(Look::CAPITAL)) {
            count(votes.words.entry(word.lower).or_default(), kind(*label));
        }
        let mut at = 0;
        while let Some(label) = labels.get(at) {
            let inside = |next: &&Label| *label % 2 == 1 && **next == *label + 1;
            let length = 1 + labels.get(at + 1..).unwrap_or_default().iter().take_while(inside).count();
            let (whole, kind) = (whole(reading, at..at + length), kind(*label));
            votes.names.extend((0..length).map(|nth| Part { nth, of: length, kind, whole }));
            if kind > 0 {
                count(votes.whole.entry(whole).or_default(), kind);
            }
            at += length;
        }
        votes
    }
}

fn count(counts: &mut [u16; 5], kind: Label) {
    if let Some(count) = counts.get_mut(usize::from(kind)) {
        *count = count.saturating_add(1);
    }
}

/// The hash of a whole name.
fn whole(reading: &Reading, name: Range<usize>) -> u32 {
    let words = reading.words.get(name).unwrap_or_default();
    words.iter().fold(SEED, |hash, word| mix(hash, word.lower))
}

/// The kind most voted for but for one vote of the asker's own, and how clearly: 0 nobody else, 1 some, 2 most, 3 all.
fn verdict(counts: &[u16; 5], own: Label) -> u32 {
    let mut counts = *counts;
    if let Some(count) = counts.get_mut(usize::from(own)) {
        *count = count.saturating_sub(1);
    }
    let all: u16 = counts.iter().fold(0, |sum, count| sum.saturating_add(*count));
    let (best, votes) = counts.iter().enumerate().max_by_key(|(_, votes)| **votes).unwrap_or((0, &0));
    let clear = match (*votes, all) {
        (0, _) => return 0,
        (votes, all) if votes == all => 3,
        (votes, all) if u32::from(votes) * 2 > u32::from(all) => 2,
        _ => 1,
    };
    best as u32 * 4 + clear
}

/// The second round's features of the word number `at`.
pub fn second_features(
    reading: &Reading,
    votes: &Votes,
    labels: &[Label],
    sentence: usize,
    at: usize,
    out: &mut Vec<u32>,
) {
    let Some(range) = reading.sentences.get(sentence) else { return };
    let label = |offset: isize| {
        let at = at.checked_add_signed(offset).filter(|at| range.contains(at));
        at.and_then(|at| labels.get(at)).map_or(15, |label| u32::from(*label))
    };
    let Some(word) = reading.words.get(at) else { return };
    let own = labels.get(at).copied().unwrap_or(0);
    let mut add = |kind: u32, value: u32| out.push(mix(kind, value));
    let elsewhere = if word.look.has(Look::CAPITAL) {
        votes.words.get(&word.lower).map_or(0, |counts| verdict(counts, kind(own)))
    } else {
        31
    };
    let part = votes.names.get(at).copied().unwrap_or_default();
    let twins = votes.whole.get(&part.whole).map_or(0, |counts| verdict(counts, part.kind));
    let place = (part.of.min(4) * 4 + part.nth.min(3)) as u32;
    add(200, u32::from(own));
    add(201, elsewhere);
    add(202, elsewhere * 16 + u32::from(own));
    add(203, twins * 16 + u32::from(own));
    add(204, (twins * 32 + elsewhere) * 16 + u32::from(own));
    add(205, (label(-1) * 16 + label(0)) * 16 + label(1));
    add(206, (label(-2) * 16 + label(-1)) * 16 + label(0));
    add(207, (label(0) * 16 + label(1)) * 16 + label(2));
    add(208, place * 16 + u32::from(own));
    add(209, (elsewhere * 32 + place) * 16 + word.look.bits() % 16);
    let beside = |at: Option<usize>| {
        let at = at.filter(|at| range.contains(at))?;
        let word = reading.words.get(at)?;
        let own = kind(*labels.get(at)?);
        let elsewhere = votes.words.get(&word.lower).map_or(0, |counts| verdict(counts, own));
        Some(if word.look.has(Look::CAPITAL) { elsewhere } else { 31 })
    };
    let (before, after) = (beside(at.checked_sub(1)).unwrap_or(30), beside(at.checked_add(1)).unwrap_or(30));
    add(210, before * 32 + elsewhere);
    add(211, elsewhere * 32 + after);
    add(212, (before * 32 + elsewhere) * 32 + after);
    add(213, mix(word.lower, u32::from(own)));
    add(214, mix(word.lower, elsewhere));
    let spelt = word.look.has(Look::SHOUTED).then(|| reading.initials.get(&word.lower)).flatten();
    let spelt = spelt.and_then(|first| labels.get(*first)).map_or(15, |label| u32::from(kind(*label)));
    add(215, spelt * 16 + u32::from(own));
}
