//! A lone word that elsewhere in the article ends a person's full name is that person, whatever the tagger made of it.

use crate::analysis::actors::model::Label;
use crate::analysis::actors::names::Listed;
use crate::analysis::actors::reading::{Identity, Reading};
use crate::analysis::actors::word::Look;
use std::collections::HashSet;

/// The labels of a person's first and further words.
const PERSON: Label = 1;
const PERSON_GOES_ON: Label = 2;

/// Relabels the lone family names of persons who are named in full elsewhere.
pub fn relabel(reading: &Reading, labels: &mut [Label]) {
    let mut families: HashSet<u32, Identity> = HashSet::default();
    for (at, word) in reading.words.iter().enumerate() {
        let ends = labels.get(at) == Some(&PERSON_GOES_ON) && labels.get(at + 1) != Some(&PERSON_GOES_ON);
        if ends && word.look.has(Look::CAPITAL) && word.span.len() > 2 {
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

/// True for a name that the lists know otherwise, or a common word that begins a sentence.
fn is_somebody_else(reading: &Reading, labels: &[Label], at: usize) -> bool {
    let known = Listed::CITY.with(Listed::STATE).with(Listed::REGION).with(Listed::ORGANISATION).with(Listed::DEMONYM);
    let phrase = reading.phrases.get(at).is_some_and(|(phrase, _)| phrase.any(known));
    let common = reading.listed.get(at).is_some_and(|listed| listed.any(Listed::COMMON));
    let first = reading.words.get(at).is_some_and(|word| word.look.has(Look::FIRST));
    phrase && labels.get(at).is_some_and(|label| *label > 0) || common && first
}
