//! Persons whatever the tagger made of them: who is addressed as "Mr", and a lone word that elsewhere in the article ends a
//! person's full name.

use crate::analysis::actors::model::Label;
use crate::analysis::actors::names::Listed;
use crate::analysis::actors::reading::{Identity, Reading};
use crate::analysis::actors::word::{Look, hash_known};
use std::collections::HashSet;

/// The labels of a person's first and further words.
const PERSON: Label = 1;
const PERSON_GOES_ON: Label = 2;

/// Relabels names behind "Mr" and "Mrs", and the lone family names of persons who are named in full elsewhere.
pub fn relabel(reading: &Reading, labels: &mut [Label]) {
    addressed(reading, labels);
    particles(reading, labels);
    families(reading, labels);
    generations(reading, labels);
}

/// "ten" and the like between a person's names: no number in "Erik ten Hag". Who is named in full with one is found
/// without the given name, too.
fn particles(reading: &Reading, labels: &mut [Label]) {
    let word = |at: usize| reading.words.get(at).copied().unwrap_or_default();
    let particle = |at: usize| PARTICLES.contains(&word(at).lower) && word(at + 1).look.has(Look::CAPITAL);
    let places: Vec<usize> = (1..reading.words.len()).filter(|at| particle(*at)).collect();
    let mut known: HashSet<(u32, u32)> = HashSet::default();
    for at in places.iter().copied() {
        let given = reading.listed.get(at - 1).is_some_and(|listed| listed.any(Listed::GIVEN));
        let person = labels.get(at - 1).is_some_and(|label| *label == PERSON || *label == PERSON_GOES_ON);
        if person && given && !word(at).look.has(Look::CAPITAL) && !word(at + 1).look.has(Look::CALENDAR) {
            set(labels, at, PERSON_GOES_ON);
            set(labels, at + 1, PERSON_GOES_ON);
            known.insert((word(at).lower, word(at + 1).lower));
        }
    }
    for at in places.into_iter().filter(|at| known.contains(&(word(*at).lower, word(at + 1).lower))) {
        if labels.get(at) != Some(&PERSON_GOES_ON) {
            set(labels, at, PERSON);
            set(labels, at + 1, PERSON_GOES_ON);
        }
    }
}

/// "Jr." and "III" behind a person's name belong to it.
fn generations(reading: &Reading, labels: &mut [Label]) {
    for (at, _) in reading.words.iter().enumerate().filter(|(at, _)| is_generation(reading, *at)) {
        let comma =
            at.checked_sub(1).and_then(|before| reading.words.get(before)).is_some_and(|word| word.lower == COMMA);
        let named = at.checked_sub(1 + usize::from(comma));
        let person =
            named.and_then(|named| labels.get(named)).is_some_and(|label| matches!(*label, PERSON | PERSON_GOES_ON));
        if person {
            (at - usize::from(comma)..=at).for_each(|at| set(labels, at, PERSON_GOES_ON));
        }
    }
}

fn is_generation(reading: &Reading, at: usize) -> bool {
    let word = reading.words.get(at).copied().unwrap_or_default();
    JUNIOR.contains(&word.lower) && word.look.has(Look::CAPITAL)
        || NUMBERED.contains(&word.lower) && word.look.has(Look::SHOUTED)
}

fn set(labels: &mut [Label], at: usize, to: Label) {
    if let Some(label) = labels.get_mut(at) {
        *label = to;
    }
}

const COMMA: u32 = hash_known(",");
const JUNIOR: [u32; 4] = [hash_known("jr"), hash_known("jr."), hash_known("sr"), hash_known("sr.")];
const NUMBERED: [u32; 3] = [hash_known("ii"), hash_known("iii"), hash_known("iv")];
const PARTICLES: [u32; 4] = [hash_known("ten"), hash_known("te"), hash_known("op"), hash_known("af")];

/// Whoever is addressed is a person.
fn addressed(reading: &Reading, labels: &mut [Label]) {
    for (at, _) in reading.words.iter().enumerate().filter(|(_, word)| ADDRESS.contains(&word.lower)) {
        let name = labels.get(at + 1..).unwrap_or_default();
        let starts = name.first().is_some_and(|label| *label == 0 || *label % 2 == 1);
        let capital = reading.words.get(at + 1).is_some_and(|word| word.look.has(Look::CAPITAL));
        if !(starts && capital && reading.words.get(at).is_some_and(|word| word.look.has(Look::CAPITAL))) {
            continue;
        }
        let length = 1 + name.iter().skip(1).take_while(|label| **label > 0 && **label % 2 == 0).count();
        for (nth, label) in labels.iter_mut().skip(at + 1).take(length).enumerate() {
            *label = if nth == 0 { PERSON } else { PERSON_GOES_ON };
        }
    }
}

const ADDRESS: [u32; 6] =
    [hash_known("mr"), hash_known("mr."), hash_known("mrs"), hash_known("mrs."), hash_known("ms"), hash_known("ms.")];

/// A lone word that ends a person's full name elsewhere is that person.
fn families(reading: &Reading, labels: &mut [Label]) {
    let mut families: HashSet<u32, Identity> = HashSet::default();
    for (at, word) in reading.words.iter().enumerate() {
        let goes_on = |at: usize| labels.get(at) == Some(&PERSON_GOES_ON) && !is_generation(reading, at);
        if goes_on(at) && !goes_on(at + 1) && word.look.has(Look::CAPITAL) && word.span.len() > 2 {
            families.insert(word.lower);
        }
    }
    for (at, word) in reading.words.iter().enumerate() {
        let alone = families.contains(&word.lower) && is_alone(reading, labels, at);
        if alone
            && !is_somebody_else(reading, labels, at)
            && let Some(label) = labels.get_mut(at)
        {
            *label = PERSON;
        }
    }
}

/// True for a capitalised word with none beside it, not labelled as part of a longer name.
fn is_alone(reading: &Reading, labels: &[Label], at: usize) -> bool {
    let label = labels.get(at).copied().unwrap_or(0);
    let goes_on = labels.get(at + 1).is_some_and(|next| *next > 0 && next % 2 == 0);
    let alone = reading.runs.get(at).is_some_and(|run| run.len() == 1);
    alone && (label == 0 || label % 2 == 1) && !goes_on
}

/// True for a name that the lists know otherwise, or a common word that begins a sentence. A town's name that does not say
/// where is the person's after all: "Paris left the ship".
fn is_somebody_else(reading: &Reading, labels: &[Label], at: usize) -> bool {
    let known = Listed::STATE.with(Listed::REGION).with(Listed::ORGANISATION).with(Listed::DEMONYM);
    let phrase = reading.phrases.get(at).map(|(phrase, _)| *phrase).unwrap_or_default();
    let town = phrase.any(known) || phrase.any(Listed::CITY) && says_where(reading, at);
    let common = reading.listed.get(at).is_some_and(|listed| listed.any(Listed::COMMON));
    let first = reading.words.get(at).is_some_and(|word| word.look.has(Look::FIRST));
    town && labels.get(at).is_some_and(|label| *label > 0) || common && first
}

/// True behind a preposition of place, and before a comma.
fn says_where(reading: &Reading, at: usize) -> bool {
    let lower = |at: Option<usize>| at.and_then(|at| reading.words.get(at)).map_or(0, |word| word.lower);
    WHERE.contains(&lower(at.checked_sub(1))) || lower(Some(at + 1)) == hash_known(",")
}

const WHERE: [u32; 16] = [
    hash_known("across"),
    hash_known("around"),
    hash_known("at"),
    hash_known("between"),
    hash_known("for"),
    hash_known("from"),
    hash_known("in"),
    hash_known("into"),
    hash_known("near"),
    hash_known("of"),
    hash_known("on"),
    hash_known("outside"),
    hash_known("the"),
    hash_known("through"),
    hash_known("to"),
    hash_known("via"),
];
