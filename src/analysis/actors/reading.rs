//! A reading: the words of one article with what their neighbours and the rest of the article tell about them.

use crate::analysis::actors::cues::Cues;
use crate::analysis::actors::names::{Listed, Names};
use crate::analysis::actors::respell::respell;
use crate::analysis::actors::split::split;
use crate::analysis::actors::word::{Look, Reader, SEED, Word, hash_byte};
use crate::text::Span;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Range;

/// The words of an article in their sentences.
pub struct Reading {
    /// Every word, in order.
    pub words: Vec<Word>,
    /// What the lists say of each word by itself.
    pub listed: Vec<Listed>,
    /// Of each word: the listed phrase it is part of, and whether the phrase begins here.
    pub phrases: Vec<(Listed, bool)>,
    /// The sentences, as ranges of words.
    pub sentences: Vec<Range<usize>>,
    /// Of each word: the run of capitalised words it stands in; empty at itself for other words.
    pub runs: Vec<Range<usize>>,
    /// What the article does with a word, by its hash in lower case.
    pub habits: HashMap<u32, Habit, Identity>,
    /// Runs by the hash of their initials.
    pub initials: HashMap<u32, usize, Identity>,
}

/// How an article uses a word.
#[derive(Clone, Copy, Debug, Default)]
pub struct Habit {
    /// Times written small.
    pub small: u16,
    /// Times written with a capital inside a sentence.
    pub capital: u16,
    /// The longest run of capitalised words that has it: its first word, and how many words it has.
    pub longest: (usize, u16),
    /// What stands around it and the short runs that it is part of.
    pub cues: Cues,
}

/// Keys here are hashes already.
#[derive(Default, Clone, Copy)]
pub struct Plain(u64);
/// Builds [`Plain`].
pub type Identity = BuildHasherDefault<Plain>;

impl Hasher for Plain {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u32(u32::from(*byte));
        }
    }

    fn write_u32(&mut self, hash: u32) {
        self.0 = (self.0 ^ u64::from(hash)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
}

impl Reading {
    /// Reads the sentences of a text, given by their places.
    pub fn new(text: &str, sentences: &[Span], names: &Names<'_>) -> Self {
        let mut reading = Self::of_words(text, sentences, names);
        respell(text, names, &mut reading);
        reading.look_up(names);
        reading.find_runs();
        reading.learn_habits();
        reading
    }

    fn of_words(text: &str, sentences: &[Span], names: &Names<'_>) -> Self {
        let mut reader = Reader::default();
        let mut words: Vec<Word> = Vec::with_capacity(text.len() / 5);
        let mut ranges = Vec::with_capacity(sentences.len());
        let (mut whole, mut places) = (Vec::new(), Vec::new());
        for sentence in sentences {
            whole.clear();
            places.clear();
            split(text, *sentence, &mut whole);
            part_pairs(text, names, &mut reader, &whole, &mut places);
            let mut start = words.len();
            let mut first = true;
            for place in &places {
                let mut word = reader.read(text, *place);
                if words.last().is_some_and(|before| before.span.end == place.start) {
                    word.look.set(Look::GLUED);
                }
                if first && words.len() > start && word.look.has(Look::INK) && ends(&words) {
                    ranges.push(start..words.len());
                    start = words.len();
                }
                if first {
                    word.look.set(Look::FIRST);
                    first = !word.look.has(Look::INK);
                }
                first |= word.look.has(Look::STOP);
                words.push(word);
            }
            ranges.push(start..words.len());
        }
        Self {
            listed: Vec::with_capacity(words.len()),
            phrases: vec![(Listed::default(), false); words.len()],
            runs: Vec::with_capacity(words.len()),
            habits: HashMap::default(),
            initials: HashMap::default(),
            sentences: ranges,
            words,
        }
    }

    /// Asks the lists about every capitalised word and the phrases that begin with one; small words are asked only
    /// whether they are titles.
    fn look_up(&mut self, names: &Names<'_>) {
        for (at, word) in self.words.iter().enumerate() {
            let own = if word.look.has(Look::INK) { names.get(word.lower) } else { Listed::default() };
            self.listed.push(if word.look.has(Look::DIGIT) { Listed::default() } else { own });
            let free = self.phrases.get(at).is_some_and(|(listed, _)| *listed == Listed::default());
            if !(free && word.look.has(Look::CAPITAL)) {
                continue;
            }
            let (length, listed) = names.longest(self.words.get(at..).unwrap_or_default(), own);
            for (nth, phrase) in self.phrases.iter_mut().skip(at).take(length).enumerate() {
                *phrase = (listed, nth == 0);
            }
        }
    }

    /// Runs of capitalised words; a number after one belongs to it.
    fn find_runs(&mut self) {
        for sentence in &self.sentences {
            let mut at = sentence.start;
            while at < sentence.end {
                let joins = |word: &&Word| word.look.has(Look::CAPITAL) && !word.look.has(Look::CALENDAR);
                let inside = self.words.get(at..sentence.end).unwrap_or_default();
                let length = inside.iter().take_while(joins).count();
                self.runs.extend(std::iter::repeat_n(at..at + length, length));
                at += length;
                if length == 0 {
                    self.runs.push(at..at);
                    at += 1;
                }
            }
        }
    }

    fn learn_habits(&mut self) {
        let mut habits = std::mem::take(&mut self.habits);
        let (mut at, mut cues) = (usize::MAX, Cues::default());
        for (word, run) in self.words.iter().zip(&self.runs) {
            if !word.look.has(Look::INK) {
                continue;
            }
            if at != run.start && !run.is_empty() {
                (at, cues) = (run.start, Cues::around(self, run));
            }
            let habit = habits.entry(word.lower).or_default();
            if run.is_empty() {
                habit.small = habit.small.saturating_add(1);
                continue;
            }
            if !word.look.has(Look::FIRST) {
                habit.capital = habit.capital.saturating_add(1);
            }
            if run.len() < 5 {
                habit.cues.set(cues);
            }
            let length = u16::try_from(run.len()).unwrap_or(u16::MAX);
            if length > habit.longest.1 {
                habit.longest = (run.start, length);
            }
        }
        self.habits = habits;
        for sentence in 0..self.sentences.len() {
            self.learn_initials(sentence);
        }
    }

    /// Notes the initials of two to seven capitalised words that follow each other, small words between them passed
    /// over: "International Atomic Energy Agency", "Court of Human Rights".
    fn learn_initials(&mut self, sentence: usize) {
        let Some(range) = self.sentences.get(sentence).cloned() else { return };
        let words = self.words.get(range.clone()).unwrap_or_default();
        for (at, first) in words.iter().enumerate().filter(|(_, word)| word.look.has(Look::CAPITAL)) {
            let (mut hash, mut count, mut gap) = (hash_byte(SEED, first.initial), 1, 0);
            for word in words.iter().skip(at + 1) {
                if word.look.has(Look::CAPITAL) {
                    (hash, count, gap) = (hash_byte(hash, word.initial), count + 1, 0);
                    self.initials.entry(hash).or_insert(range.start + at);
                } else {
                    gap += 1;
                }
                if count == 7 || gap > 2 || !word.look.has(Look::INK) {
                    break;
                }
            }
        }
    }
}

/// True when the last words are a full stop, perhaps with signs behind it.
fn ends(words: &[Word]) -> bool {
    words.iter().rev().take(3).take_while(|word| !word.look.has(Look::INK)).any(|word| word.look.has(Look::STOP))
}

/// Parts two listed names at the hyphen between them ("Iran-Iraq"), unless both together are listed ("Guinea-Bissau").
fn part_pairs(text: &str, names: &Names<'_>, reader: &mut Reader, places: &[Span], out: &mut Vec<Span>) {
    let known = Listed::STATE.with(Listed::DEMONYM).with(Listed::ORGANISATION);
    for place in places.iter().copied() {
        let written = place.of(text);
        let cut = written.find('-').filter(|cut| *cut > 0 && cut + 1 < written.len());
        let mut is = |span: Span| names.get(reader.read(text, span).lower);
        match cut.map(|cut| (Span::new(place.start, place.start + cut), Span::new(place.start + cut + 1, place.end))) {
            Some((left, right)) if is(left).any(known) && is(right).any(known) && is(place) == Listed::default() => {
                out.extend([left, Span::new(left.end, right.start), right]);
            }
            _ => out.push(place),
        }
    }
}
