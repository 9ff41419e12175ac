//! Firms whatever the tagger made of them: names that end as only companies' names do ("Inc.", "plc"), names joined by
//! "&", and what the lists know as an organisation though it sounds like a person ("Eli Lilly").

use crate::analysis::ActorKind;
use crate::analysis::actors::cues::Cues;
use crate::analysis::actors::model::Label;
use crate::analysis::actors::names::Listed;
use crate::analysis::actors::reading::Reading;
use crate::analysis::actors::word::{Look, Word, hash_known};
use std::collections::HashSet;
use std::ops::Range;

/// The labels of an organisation's first and further words.
const FIRM: Label = 3;
const FIRM_GOES_ON: Label = 4;

/// Relabels names that are written as only firms are.
pub fn relabel(reading: &Reading, labels: &mut [Label]) {
    for sentence in &reading.sentences {
        for at in sentence.clone() {
            let Some(word) = reading.words.get(at) else { break };
            let found = if word.lower == AND_SIGN {
                joined(reading, labels, sentence, at)
            } else if LEGAL.contains(&word.lower) {
                incorporated(reading, labels, sentence, at)
            } else {
                None
            };
            if let Some(words) = found {
                mark(labels, words);
            }
        }
    }
}

fn mark(labels: &mut [Label], words: Range<usize>) {
    let next = words.end;
    for (nth, label) in labels.iter_mut().skip(words.start).take(words.len()).enumerate() {
        *label = if nth == 0 { FIRM } else { FIRM_GOES_ON };
    }
    // What went on behind the new name begins a name of its own.
    if let Some(label) = labels.get_mut(next).filter(|label| **label > 0 && label.is_multiple_of(2)) {
        *label -= 1;
    }
}

/// The names on both sides of an "&", with all their initials: "L. L. May & Co".
fn joined(reading: &Reading, labels: &[Label], sentence: &Range<usize>, at: usize) -> Option<Range<usize>> {
    let left = before(reading, sentence, at)?;
    let right = run(reading, at + 1)?;
    let label = |at: usize| labels.get(at).copied().unwrap_or(0);
    let place = |label: Label| label == 5 || label == 6;
    let whole = label(at) == FIRM_GOES_ON || place(label(left)) && place(label(right.start));
    let listed = |at: usize| reading.listed.get(at).copied().unwrap_or_default();
    let named = |words: &Range<usize>| words.len() > 1 && listed(words.start).any(Listed::GIVEN);
    let state = reading.phrases.get(left).is_some_and(|(phrase, _)| phrase.any(Listed::STATE.with(Listed::REGION)));
    let persons = named(&(left..at)) && named(&right);
    (!whole && !persons && !state).then_some(left..right.end)
}

/// The name that a legal ending ends, where it is not an organisation already.
fn incorporated(reading: &Reading, labels: &[Label], sentence: &Range<usize>, at: usize) -> Option<Range<usize>> {
    let comma = at.checked_sub(1).and_then(|before| reading.words.get(before)).is_some_and(|word| word.lower == COMMA);
    let end = at - usize::from(comma);
    let known = end.checked_sub(1).and_then(|last| labels.get(last)).is_some_and(|label| matches!(*label, 3 | 4));
    let next = reading.words.get(at + 1).filter(|_| at + 1 < sentence.end);
    let county =
        COUNTY.contains(&reading.words.get(at)?.lower) && next.is_some_and(|next| next.look.has(Look::CAPITAL));
    let spelt = reading.words.get(at)?.look.has(Look::CAPITAL) || PLC.contains(&reading.words.get(at)?.lower);
    if known || county || !spelt {
        return None;
    }
    Some(before(reading, sentence, end)?..at + 1)
}

/// Where the capitalised words that end before `end` begin.
fn before(reading: &Reading, sentence: &Range<usize>, end: usize) -> Option<usize> {
    let common = |at: usize| reading.listed.get(at).is_some_and(|listed| listed.any(Listed::COMMON));
    let belongs = |at: &usize| {
        let word = reading.words.get(*at).copied().unwrap_or_default();
        let shouted = word.look.has(Look::SHOUTED) && common(*at);
        word.lower == AND_SIGN || is_part(&word) && !LEGAL.contains(&word.lower) && !shouted
    };
    let length = (sentence.start..end).rev().take(LONGEST).take_while(belongs).count();
    let mut start = end - length;
    let first = |at: usize| reading.words.get(at).is_some_and(|word| word.look.has(Look::FIRST));
    if length > 1 && first(start) && common(start) {
        start += 1;
    }
    let joins = reading.words.get(start).is_some_and(|word| word.lower == AND_SIGN);
    (start < end && !joins).then_some(start)
}

/// The most words of a firm's name before its ending.
const LONGEST: usize = 7;

/// The capitalised words that begin at `start`, up to one that begins a sentence of its own.
fn run(reading: &Reading, start: usize) -> Option<Range<usize>> {
    let words = reading.words.get(start..)?;
    let listed = |nth: usize| reading.listed.get(start + nth).copied().unwrap_or_default();
    let named = |nth: usize| nth == 0 || !listed(nth).any(Listed::COMMON) || listed(nth).any(Listed::HEAD);
    let length = words.iter().enumerate().take_while(|(nth, word)| is_part(word) && named(*nth)).count();
    (length > 0).then_some(start..start + length)
}

fn is_part(word: &Word) -> bool {
    word.look.has(Look::CAPITAL) && !word.look.has(Look::CALENDAR)
}

/// True for a name that the lists have as an organisation's, taken for a person where nothing only persons have stands
/// beside it.
pub fn is_listed_firm(reading: &Reading, words: &Range<usize>, families: &HashSet<u32>) -> bool {
    let phrases = reading.phrases.get(words.clone()).unwrap_or_default();
    let Some(((first, true), rest)) = phrases.split_first() else { return false };
    let ends = reading.phrases.get(words.end).is_none_or(|(next, begins)| *begins || next != first);
    let whole = first.any(Listed::ORGANISATION) && ends && rest.iter().all(|(more, begins)| more == first && !begins);
    let family = words.len() == 1 && reading.words.get(words.start).is_some_and(|word| families.contains(&word.lower));
    let habit = reading.words.get(words.start).and_then(|word| reading.habits.get(&word.lower));
    let human =
        Cues::around(reading, words).is_human() || words.len() == 1 && habit.is_some_and(|habit| habit.cues.is_human());
    whole && !family && !human
}

/// Where the name of a university begins that the tagger took for its place's alone: "University of Southern Denmark".
pub fn school(reading: &Reading, labels: &[Label], at: usize, kind: ActorKind) -> Option<usize> {
    let lower = |back: usize| at.checked_sub(back).and_then(|at| reading.words.get(at)).map_or(0, |word| word.lower);
    let start =
        at.checked_sub(2).filter(|_| kind == ActorKind::Place && lower(1) == OF && SCHOOLS.contains(&lower(2)))?;
    let capital = reading.words.get(start).is_some_and(|word| word.look.has(Look::CAPITAL));
    (capital && labels.get(start) == Some(&0) && labels.get(at - 1) == Some(&0)).then_some(start)
}

const OF: u32 = hash_known("of");
const SCHOOLS: [u32; 4] =
    [hash_known("university"), hash_known("college"), hash_known("institute"), hash_known("academy")];

/// The last words of persons' full names.
pub fn families(reading: &Reading, pieces: &[(Range<usize>, ActorKind)]) -> HashSet<u32> {
    let full = pieces.iter().filter(|(words, kind)| *kind == ActorKind::Person && words.len() > 1);
    full.filter_map(|(words, _)| reading.words.get(words.end - 1)).map(|word| word.lower).collect()
}

const AND_SIGN: u32 = hash_known("&");
const COMMA: u32 = hash_known(",");
const PLC: [u32; 3] = [hash_known("plc"), hash_known("gmbh"), hash_known("llc")];
const COUNTY: [u32; 2] = [hash_known("co"), hash_known("co.")];
const LEGAL: [u32; 13] = [
    hash_known("co"),
    hash_known("co."),
    hash_known("corp"),
    hash_known("corp."),
    hash_known("gmbh"),
    hash_known("inc"),
    hash_known("inc."),
    hash_known("llc"),
    hash_known("llp"),
    hash_known("ltd"),
    hash_known("ltd."),
    hash_known("plc"),
    hash_known("plc."),
];
