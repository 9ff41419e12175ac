//! Names that an article says what they are: "the broadcaster Rádio Atlântica", "south of Hvide Sande".

use crate::analysis::ActorKind;
use crate::analysis::actors::agree::{PLACES, Piece, name};
use crate::analysis::actors::cues::Cues;
use crate::analysis::actors::names::Listed;
use crate::analysis::actors::reading::{Identity, Reading};
use crate::analysis::actors::word::{Look, hash_known};
use std::collections::HashMap;
use std::ops::Range;

/// Gives names taken for persons', and those that no list has as places', the kind that the article calls them,
/// everywhere.
pub fn called(reading: &Reading, pieces: &mut [Piece]) {
    let mut known: HashMap<u32, ActorKind, Identity> = HashMap::default();
    for (words, kind) in pieces.iter().filter(|piece| is_open(reading, piece)) {
        if let Some(kind) = noun(reading, words).filter(|other| other != kind) {
            known.insert(name(reading, words), kind);
        }
    }
    if known.is_empty() {
        return;
    }
    for piece in pieces.iter_mut().filter(|piece| is_open(reading, piece)) {
        let (words, kind) = piece;
        let says = noun(reading, words).is_some() || !Cues::around(reading, words).is_human();
        if let Some(other) = known.get(&name(reading, words)).filter(|_| says) {
            *kind = *other;
        }
    }
}

fn is_open(reading: &Reading, (words, kind): &Piece) -> bool {
    let listed = reading.phrases.get(words.start).is_some_and(|(phrase, _)| phrase.any(PLACES));
    *kind == ActorKind::Person || *kind == ActorKind::Place && !listed
}

/// What the words before a name say that it is. Behind a thing that somebody has, "the bank Ana Lind founded", stands a
/// given name.
fn noun(reading: &Reading, words: &Range<usize>) -> Option<ActorKind> {
    let lower = |back: usize| {
        let word = words.start.checked_sub(back).and_then(|at| reading.words.get(at));
        word.filter(|word| !word.look.has(Look::CAPITAL)).map_or(0, |word| word.lower)
    };
    let given = reading.listed.get(words.start).is_some_and(|listed| listed.any(Listed::GIVEN));
    let article = (2..=4).any(|back| ARTICLES.contains(&lower(back)));
    match () {
        () if given => None,
        () if BODIES.contains(&lower(1)) && article => Some(ActorKind::Organisation),
        () if SPOTS.contains(&lower(1)) && article => Some(ActorKind::Place),
        () if lower(1) == OF && (SPOTS.contains(&lower(2)) || POINTS.contains(&lower(2))) => Some(ActorKind::Place),
        () => None,
    }
}

const OF: u32 = hash_known("of");
const ARTICLES: [u32; 3] = [hash_known("the"), hash_known("a"), hash_known("an")];
const POINTS: [u32; 6] = [
    hash_known("north"),
    hash_known("south"),
    hash_known("east"),
    hash_known("west"),
    hash_known("outskirts"),
    hash_known("coast"),
];
const SPOTS: [u32; 9] = [
    hash_known("town"),
    hash_known("city"),
    hash_known("village"),
    hash_known("port"),
    hash_known("suburb"),
    hash_known("district"),
    hash_known("province"),
    hash_known("island"),
    hash_known("resort"),
];
const BODIES: [u32; 30] = [
    hash_known("agency"),
    hash_known("airline"),
    hash_known("bank"),
    hash_known("broadcaster"),
    hash_known("brokerage"),
    hash_known("carmaker"),
    hash_known("chain"),
    hash_known("charity"),
    hash_known("club"),
    hash_known("company"),
    hash_known("consultancy"),
    hash_known("contractor"),
    hash_known("daily"),
    hash_known("firm"),
    hash_known("foundation"),
    hash_known("fund"),
    hash_known("group"),
    hash_known("institute"),
    hash_known("insurer"),
    hash_known("lender"),
    hash_known("magazine"),
    hash_known("newspaper"),
    hash_known("operator"),
    hash_known("party"),
    hash_known("publisher"),
    hash_known("retailer"),
    hash_known("startup"),
    hash_known("supplier"),
    hash_known("union"),
    hash_known("weekly"),
];
