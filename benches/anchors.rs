//! How long it takes to find a thousand notes again: `cargo bench --bench anchors`.

#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, reason = "a bench is no library")]

use dateline::text::{Anchor, Resolver, Span};

fn main() {
    divan::main();
}

/// A deterministic stream of numbers (xorshift): the same text on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides as u64) as usize
    }

    fn word(&mut self) -> String {
        // Squared, so that some words are common and most are rare, as in prose.
        let rank = self.roll(100) * self.roll(100);
        format!("{}{rank}", ["the", "minister", "said", "troops", "percent", "vote", "report"][rank % 7])
    }
}

fn sentences(bytes: usize, dice: &mut Dice) -> Vec<String> {
    let mut all = Vec::new();
    let mut length = 0;
    while length < bytes {
        let words: Vec<String> = (0..8 + dice.roll(16)).map(|_| dice.word()).collect();
        all.push(format!("{}. ", words.join(" ")));
        length += all.last().unwrap().len();
    }
    all
}

/// Half of the edits change a word, the others delete, insert or move a sentence.
fn edited(sentences: &[String], edits: usize, dice: &mut Dice) -> String {
    let mut new = sentences.to_vec();
    for _ in 0..edits {
        let at = dice.roll(new.len());
        match dice.roll(6) {
            0 => drop(new.remove(at)),
            1 => new.insert(at, format!("{} {} {}. ", dice.word(), dice.word(), dice.word())),
            2 => {
                let moved = new.remove(at);
                new.insert(dice.roll(new.len()), moved);
            }
            _ => {
                let word = dice.word();
                let changed = new[at].split_once(' ').map(|(_, rest)| format!("{word} {rest}"));
                new[at] = changed.unwrap();
            }
        }
    }
    new.concat()
}

fn anchors(old: &str, count: usize, dice: &mut Dice) -> Vec<Anchor> {
    let ends: Vec<usize> = old.match_indices(". ").map(|(at, _)| at).collect();
    (0..count)
        .map(|_| {
            let at = dice.roll(ends.len() - 1);
            Anchor::new(old, Span::new(ends[at] + 2, ends[at + 1]), "")
        })
        .collect()
}

#[divan::bench(args = [true, false])]
fn thousand_notes_on_a_megabyte(bencher: divan::Bencher<'_, '_>, with_old: bool) {
    let mut dice = Dice(42);
    let sentences = sentences(1_000_000, &mut dice);
    let old = sentences.concat();
    let new = edited(&sentences, 500, &mut dice);
    let notes = anchors(&old, 1_000, &mut dice);
    bencher.bench(|| {
        let resolver = Resolver::new(with_old.then_some(old.as_str()), &new);
        notes.iter().filter(|note| resolver.resolve(note).span.is_some()).count()
    });
}

/// Nothing in common, little variety, and the same few words over and over: what a difference finds hardest.
#[divan::bench(args = [0, 1, 2])]
fn nasty_megabytes(bencher: divan::Bencher<'_, '_>, kind: usize) {
    let mut dice = Dice(7);
    let (old, new) = match kind {
        0 => (sentences(1_000_000, &mut dice).concat(), sentences(1_000_000, &mut Dice(99)).concat()),
        1 => ("a b ".repeat(250_000), "b a a ".repeat(166_000)),
        _ => {
            let pick = |dice: &mut Dice| ["no ", "yes "][dice.roll(2)];
            let mut text = || (0..300_000).map(|_| pick(&mut dice)).collect::<String>();
            (text(), text())
        }
    };
    let note = Anchor::new(&old, Span::new(500_000, 500_060), "");
    bencher.bench(|| Resolver::new(Some(&old), &new).resolve(&note));
}
