//! A name is of one kind throughout an article: where the tagger wavers, most of the mentions decide.

use crate::analysis::ActorKind;
use crate::analysis::actors::cues::Cues;
use crate::analysis::actors::features::mix;
use crate::analysis::actors::names::Listed;
use crate::analysis::actors::reading::{Identity, Reading};
use crate::analysis::actors::word::{Look, SEED, hash_known};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// Words that a name takes, and what it names.
pub type Piece = (Range<usize>, ActorKind);

/// How often a name was taken as a person, an organisation, a place, something else.
type Votes = [u16; 4];

/// Gives names written alike the kind that most of them have, and finds them again where the tagger passed over them.
/// Initials that are an organisation anywhere are no mere thing elsewhere.
pub fn agree(reading: &Reading, pieces: Vec<Piece>) -> Vec<Piece> {
    let firms = firms(reading, &pieces);
    let mut votes: HashMap<u32, Votes, Identity> = HashMap::default();
    for (words, kind) in &pieces {
        let kind = if firms.contains(&name(reading, words)) { &ActorKind::Organisation } else { kind };
        if let Some(vote) = votes.entry(name(reading, words)).or_default().get_mut(seat(*kind)) {
            *vote = vote.saturating_add(1);
        }
    }
    let mut agreed: Vec<Piece> = Vec::with_capacity(pieces.len());
    let mut at = 0;
    for (words, kind) in pieces {
        again(reading, &votes, at..words.start, &mut agreed);
        at = words.end;
        let clear = match kind {
            ActorKind::State => None,
            _ if firms.contains(&name(reading, &words)) => Some(ActorKind::Organisation),
            _ => verdict(reading, &words, &votes),
        };
        agreed.push((words, clear.unwrap_or(kind)));
    }
    again(reading, &votes, at..reading.words.len(), &mut agreed);
    relate(reading, &mut agreed);
    agreed
}

/// What longer and shorter names of the article say of each other: "Halvik" is the company where "Halvik Energy" is one
/// and nobody has that family name, and "Dawit Hailemariam" is a person where "Hailemariam" is.
fn relate(reading: &Reading, pieces: &mut [Piece]) {
    let word = |at: usize| reading.words.get(at).map_or(0, |word| word.lower);
    let names = |kind: ActorKind, long: bool| {
        pieces.iter().filter(move |(words, is)| *is == kind && (words.len() > 1) == long).map(|(words, _)| words)
    };
    let heads: HashSet<u32> = names(ActorKind::Organisation, true).map(|words| word(words.start)).collect();
    let tails: HashSet<u32> = names(ActorKind::Organisation, true).map(|words| word(words.end - 1)).collect();
    let families: HashSet<u32> = names(ActorKind::Person, true).map(|words| word(words.end - 1)).collect();
    let alone: HashSet<u32> = names(ActorKind::Person, false).map(|words| word(words.start)).collect();
    for (words, kind) in pieces {
        let (first, last) = (word(words.start), word(words.end - 1));
        let listed = reading.phrases.get(words.start).is_some_and(|(phrase, _)| phrase.any(PLACES));
        match kind {
            ActorKind::Person
                if words.len() == 1
                    && heads.contains(&first)
                    && !families.contains(&first)
                    && !Cues::around(reading, words).is_human() =>
            {
                *kind = ActorKind::Organisation;
            }
            ActorKind::Place if words.len() == 1 && !listed && tails.contains(&first) && is_defined(reading, words) => {
                *kind = ActorKind::Organisation;
            }
            ActorKind::Place if words.len() > 1 && !listed && alone.contains(&last) => *kind = ActorKind::Person,
            _ => {}
        }
    }
}

/// True behind "the": the Courier, but Baltimore.
fn is_defined(reading: &Reading, words: &Range<usize>) -> bool {
    let before = words.start.checked_sub(1).and_then(|at| reading.words.get(at));
    before.is_some_and(|word| word.lower == THE)
}

const THE: u32 = hash_known("the");

/// Lists of what lies on the map.
pub const PLACES: Listed = Listed::CITY.with(Listed::STATE).with(Listed::REGION).with(Listed::DEMONYM);

/// Names that no list knows as a place's and that have, somewhere in the article, what only companies have.
fn firms(reading: &Reading, pieces: &[Piece]) -> HashSet<u32, Identity> {
    let mut signs: HashMap<u32, Cues, Identity> = HashMap::default();
    let open = |(words, kind): &&Piece| {
        let listed = reading.phrases.get(words.start).is_some_and(|(phrase, _)| phrase.any(PLACES));
        !listed && (words.len() == 1 || *kind != ActorKind::Person)
    };
    for (words, _) in pieces.iter().filter(open) {
        signs.entry(name(reading, words)).or_default().set(Cues::around(reading, words));
    }
    signs.into_iter().filter(|(_, signs)| signs.is_firm()).map(|(name, _)| name).collect()
}

/// Names of the article among words that the tagger passed over: whole runs of capitals only.
fn again(reading: &Reading, votes: &HashMap<u32, Votes, Identity>, mut words: Range<usize>, found: &mut Vec<Piece>) {
    while words.start < words.end {
        let run = reading.runs.get(words.start).cloned().unwrap_or_default();
        let whole = run.start == words.start && !run.is_empty() && run.end <= words.end;
        let length = if whole { run.len() } else { 1 };
        let own = words.start..words.start + length;
        if whole
            && !is_common_first(reading, words.start)
            && let Some(kind) = votes.get(&name(reading, &own)).and_then(|votes| most(*votes))
            && kind != ActorKind::Other
        {
            found.push((own, kind));
        }
        words.start += length;
    }
}

/// True for a common word that begins a sentence: its capital says nothing.
fn is_common_first(reading: &Reading, at: usize) -> bool {
    reading.words.get(at).is_some_and(|word| word.look.has(Look::FIRST))
        && reading.listed.get(at).is_some_and(|listed| listed.any(Listed::COMMON))
}

/// The hash of a whole name.
pub fn name(reading: &Reading, words: &Range<usize>) -> u32 {
    let words = reading.words.get(words.clone()).unwrap_or_default();
    words.iter().fold(SEED, |hash, word| mix(hash, word.lower))
}

fn seat(kind: ActorKind) -> usize {
    match kind {
        ActorKind::Person => 0,
        ActorKind::Organisation => 1,
        ActorKind::Place | ActorKind::State => 2,
        ActorKind::Other => 3,
    }
}

/// The kind that the mentions of a name agree on.
fn verdict(reading: &Reading, words: &Range<usize>, votes: &HashMap<u32, Votes, Identity>) -> Option<ActorKind> {
    let votes = votes.get(&name(reading, words)).copied()?;
    let [person, organisation, place, other] = votes;
    let initials = words.len() == 1
        && reading.words.get(words.start).is_some_and(|word| word.look.has(Look::SHOUTED) && word.span.len() < 7);
    let either = initials && organisation > 0 && other > 0 && person + place == 0;
    if either { Some(ActorKind::Organisation) } else { most(votes) }
}

/// The kind that two in three votes are for, of three at least.
fn most(votes: Votes) -> Option<ActorKind> {
    const KINDS: [ActorKind; 4] = [ActorKind::Person, ActorKind::Organisation, ActorKind::Place, ActorKind::Other];
    let all: u32 = votes.iter().map(|vote| u32::from(*vote)).sum();
    let clear = votes.iter().zip(KINDS).find(|(vote, _)| all >= 3 && u32::from(**vote) * 3 >= all * 2);
    clear.map(|(_, kind)| kind)
}
