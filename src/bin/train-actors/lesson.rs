//! From documents to lessons: readings, labels, and features by number.

use crate::corpus::{Document, Kind};
use crate::lattice::Allowed;
use crate::learn::{Chain, Lesson};
use dateline::analysis::actors::{
    FIRST, Label, Names, Reading, SECOND, Votes, chains, features, mix, second_features, weight_slot,
};
use dateline::text::Span;

/// A document read, with a label for every word.
pub struct Page {
    /// Its words.
    pub reading: Reading,
    /// What the corpus says.
    pub labels: Vec<Label>,
    /// What the silver corpus says, of pages from there.
    pub silver_labels: Option<Vec<Label>>,
    /// How much it counts.
    pub weight: f32,
    /// True where the labels are to be believed only where a teacher agrees.
    pub silver: bool,
}

/// Reads a document.
pub fn page(document: &Document, names: &Names<'_>) -> Page {
    let reading = Reading::new(&document.text, &document.sentences, names);
    let labels = labels(&reading, &document.names);
    let silver_labels = match &document.before {
        Some(names) => Some(self::labels(&reading, names)),
        None => document.silver.then(|| labels.clone()),
    };
    Page { reading, labels, silver_labels, weight: document.weight, silver: document.silver }
}

/// The labels that names give to words.
fn labels(reading: &Reading, names: &[(Span, Kind)]) -> Vec<Label> {
    let mut labels = vec![0; reading.words.len()];
    let mut at = 0;
    for (span, kind) in names {
        while reading.words.get(at).is_some_and(|word| word.span.end <= span.start) {
            at += 1;
        }
        let mut label = kind * 2 - 1;
        while reading.words.get(at).is_some_and(|word| word.span.start < span.end) {
            labels[at] = label;
            label = kind * 2;
            at += 1;
        }
    }
    labels
}

/// A lesson and where each of its features lives in the table: bucket times 256 plus mark.
pub struct Course {
    /// The lesson.
    pub lesson: Lesson,
    /// By feature number.
    pub homes: Vec<u32>,
}

/// The lesson of the first round.
pub fn first(pages: &[Page]) -> Course {
    let mut course = Course { lesson: Lesson::default(), homes: Vec::new() };
    let mut found = Vec::new();
    for (number, page) in pages.iter().enumerate() {
        for (sentence, range) in chains(&page.reading) {
            let mut chain = empty(page, number, range.start);
            for at in range.clone() {
                found.clear();
                features(&page.reading, sentence, at, &mut found);
                // A name that begins with a small word before the chain ("the Hague") begins with the chain.
                let inside = at == range.start && page.labels[at] > 0 && page.labels[at].is_multiple_of(2);
                push(&mut course.lesson, &mut chain, &found, page.labels[at] - Label::from(inside), FIRST);
            }
            course.lesson.chains.push(chain);
        }
    }
    renumber(&mut course, FIRST);
    course
}

/// The lesson of the second round: what the first made of each page, and its scores, stand.
pub fn second(pages: &[Page], labels: &[Vec<Label>], first: &Lesson, given: Vec<Vec<[f32; 8]>>) -> Course {
    let mut course = Course { lesson: Lesson::default(), homes: Vec::new() };
    let mut found = Vec::new();
    let mut before = first.chains.iter().zip(given);
    for (number, page) in pages.iter().enumerate() {
        let votes = Votes::new(&page.reading, &labels[number]);
        for (sentence, range) in chains(&page.reading) {
            let Some((old, given)) = before.next() else { break };
            let mut chain = empty(page, number, range.start);
            for at in range {
                found.clear();
                second_features(&page.reading, &votes, &labels[number], sentence, at, &mut found);
                push(&mut course.lesson, &mut chain, &found, page.labels[at], SECOND);
            }
            chain.given = given;
            chain.allowed.clone_from(&old.allowed);
            chain.weight = old.weight;
            course.lesson.chains.push(chain);
        }
    }
    renumber(&mut course, SECOND);
    course
}

/// The lesson of mending the silver corpus: what it says and what a model of unseen pages says stand side by side.
pub fn mending(pages: &[Page], labels: &[Vec<Label>], first: &Lesson, given: &[Vec<[f32; 8]>]) -> Course {
    let mut course = Course { lesson: Lesson::default(), homes: Vec::new() };
    let mut found = Vec::new();
    for (old, given) in first.chains.iter().zip(given) {
        let (number, start) = old.place;
        let page = &pages[number];
        let mut chain = empty(page, number, start);
        for at in start..start + old.words.len() {
            found.clear();
            if let Some(silver) = &page.silver_labels {
                mending_features(page, silver, &labels[number], at, &mut found);
            }
            let inside = at == start && page.labels[at] > 0 && page.labels[at].is_multiple_of(2);
            push(&mut course.lesson, &mut chain, &found, page.labels[at] - Label::from(inside), SECOND);
        }
        chain.given.clone_from(given);
        course.lesson.chains.push(chain);
    }
    renumber(&mut course, SECOND);
    course
}

fn mending_features(page: &Page, silver: &[Label], model: &[Label], at: usize, out: &mut Vec<u32>) {
    let label = |labels: &[Label], offset: isize| {
        at.checked_add_signed(offset).and_then(|at| labels.get(at)).map_or(15, |label| u32::from(*label))
    };
    let word = page.reading.words[at];
    let around = |labels: &[Label]| (label(labels, -1) * 16 + label(labels, 0)) * 16 + label(labels, 1);
    let pair = label(silver, 0) * 16 + label(model, 0);
    let listed = page.reading.listed[at].bits();
    let (phrase, begins) = page.reading.phrases[at];
    let mut add = |kind: u32, value: u32| out.push(mix(kind, value));
    add(300, label(silver, 0));
    add(301, pair);
    add(302, around(silver));
    add(303, mix(around(silver), around(model)));
    add(304, mix(pair, listed));
    add(305, mix(pair, phrase.bits() * 2 + u32::from(begins)));
    add(306, mix(pair, word.lower));
    add(307, mix(pair, word.shape));
    add(308, mix(pair, word.tail[1]));
    for (kind, offset) in [(309, -1), (310, 1)] {
        let beside = at.checked_add_signed(offset).and_then(|at| page.reading.words.get(at));
        add(kind, mix(pair, beside.map_or(0, |word| word.lower)));
        add(kind + 2, mix(pair, beside.map_or(0, |word| word.shape)));
    }
}

fn empty(page: &Page, number: usize, start: usize) -> Chain {
    Chain { words: Vec::new(), allowed: Vec::new(), given: Vec::new(), weight: page.weight, place: (number, start) }
}

fn push(lesson: &mut Lesson, chain: &mut Chain, found: &[u32], label: Label, buckets: usize) {
    let from = lesson.features.len() as u32;
    lesson.features.extend(found.iter().map(|feature| {
        let (bucket, mark) = weight_slot(*feature, buckets);
        (bucket * 256 + usize::from(mark)) as u32
    }));
    chain.words.push((from, lesson.features.len() as u32));
    chain.allowed.push(1 << label as Allowed);
}

/// Gives numbers to the features seen at least twice, and forgets the others.
fn renumber(course: &mut Course, buckets: usize) {
    let lesson = &mut course.lesson;
    let mut counts = vec![0u8; buckets * 256];
    for home in &lesson.features {
        counts[*home as usize] = counts[*home as usize].saturating_add(1);
    }
    let mut numbers = vec![u32::MAX; counts.len()];
    for (home, count) in counts.iter().enumerate().filter(|(_, count)| **count > 1) {
        let _ = count;
        numbers[home] = course.homes.len() as u32;
        course.homes.push(home as u32);
    }
    forget(lesson, &numbers);
    lesson.kinds = course.homes.len();
}

/// Renames every feature by `numbers`; those named `u32::MAX` go.
fn forget(lesson: &mut Lesson, numbers: &[u32]) {
    let mut kept = 0;
    for chain in &mut lesson.chains {
        for (from, to) in &mut chain.words {
            let start = kept;
            for at in *from..*to {
                let number = numbers[lesson.features[at as usize] as usize];
                if number != u32::MAX {
                    lesson.features[kept as usize] = number;
                    kept += 1;
                }
            }
            (*from, *to) = (start, kept);
        }
    }
    lesson.features.truncate(kept as usize);
}

impl Course {
    /// Keeps only the features for which `keep` holds, renumbered in order.
    pub fn prune(&mut self, keep: &[bool]) {
        let mut numbers = vec![u32::MAX; self.homes.len()];
        let mut homes = Vec::new();
        for (number, home) in self.homes.iter().enumerate().filter(|(number, _)| keep[*number]) {
            numbers[number] = homes.len() as u32;
            homes.push(*home);
        }
        self.homes = homes;
        forget(&mut self.lesson, &numbers);
        self.lesson.kinds = self.homes.len();
    }
}

/// The names that labels mark in a page.
pub fn names(page: &Page, labels: &[Label]) -> Vec<(Span, Kind)> {
    let mut found: Vec<(Span, Kind)> = Vec::new();
    for (word, label) in page.reading.words.iter().zip(labels) {
        match (*label, found.last_mut()) {
            (0, _) => {}
            (label, Some((span, _))) if label % 2 == 0 => span.end = word.span.end,
            (label, _) => found.push((word.span, label.div_ceil(2))),
        }
    }
    found
}
