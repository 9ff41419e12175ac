//! Clubs that are named by their town: "Wigan lost 2-1 at Preston". Only where an article speaks of matches.

use crate::analysis::ActorKind;
use crate::analysis::actors::agree::Piece;
use crate::analysis::actors::borders::Text;
use crate::analysis::actors::names::Listed;
use crate::analysis::actors::word::{Look, hash_known};
use std::collections::HashMap;
use std::ops::Range;

/// Makes clubs of the towns that play.
pub fn clubs(of: &Text<'_>, pieces: &mut [Piece]) {
    if !is_match(of) {
        return;
    }
    let name = |words: &Range<usize>| words.clone().map(|at| of.lower(at)).collect::<Vec<String>>();
    let mut signs: HashMap<Vec<String>, (u16, u16)> = HashMap::new();
    for (words, _) in pieces.iter().filter(|(words, kind)| *kind == ActorKind::Place && !is_land(of, words)) {
        let signs = signs.entry(name(words)).or_default();
        signs.0 += u16::from(plays(of, words));
        signs.1 += u16::from(is_where(of, words));
    }
    for (words, kind) in pieces.iter_mut().filter(|(_, kind)| *kind == ActorKind::Place) {
        if signs.get(&name(words)).is_some_and(|(plays, lies)| *plays > 0 && plays >= lies) {
            *kind = ActorKind::Organisation;
        }
    }
}

/// True for an article with a score and two words of the game.
fn is_match(of: &Text<'_>) -> bool {
    let words = &of.reading.words;
    let line = |at: usize| at > 0 && stands_by_goals(of, &(at - 1..at));
    let scores =
        words.iter().enumerate().any(|(at, word)| word.look.has(Look::DIGIT) && (is_score(of, at) || line(at)));
    scores && words.iter().filter(|word| GAME.contains(&word.lower)).take(2).count() == 2
}

/// True for "2-1", "2–1".
fn is_score(of: &Text<'_>, at: usize) -> bool {
    let written = of.reading.words.get(at).map_or("", |word| word.span.of(of.text));
    let goals = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    let apart = || {
        let side = |at: usize| of.reading.words.get(at).is_some_and(|word| goals(word.span.of(of.text)));
        side(at) && matches!(of.lower(at + 1).as_str(), "-" | "–") && side(at + 2)
    };
    written.split_once(['-', '–']).is_some_and(|(one, other)| goals(one) && goals(other)) || apart()
}

/// True for a land's name: a state, not a club, plays for it.
fn is_land(of: &Text<'_>, words: &Range<usize>) -> bool {
    let phrase = of.reading.phrases.get(words.start).map(|(phrase, _)| *phrase).unwrap_or_default();
    phrase.any(Listed::STATE.with(Listed::DEMONYM).with(Listed::REGION))
}

/// True for who beats, is beaten, or stands beside goals.
fn plays(of: &Text<'_>, words: &Range<usize>) -> bool {
    let word = |at: Option<usize>| at.and_then(|at| of.reading.words.get(at)).copied().unwrap_or_default();
    let (before, second) = (word(words.start.checked_sub(1)), word(words.start.checked_sub(2)));
    let after = word(Some(words.end));
    let beaten =
        PREPOSITIONS.contains(&before.lower) && (PLAYS.contains(&second.lower) || second.look.has(Look::DIGIT));
    PLAYS.contains(&after.lower)
        || BEATS.contains(&before.lower)
        || AGAINST.contains(&before.lower)
        || beaten
        || is_score(of, words.end)
        || stands_by_goals(of, words)
}

/// True in "Wigan 2 Preston 1".
fn stands_by_goals(of: &Text<'_>, words: &Range<usize>) -> bool {
    let goals =
        |at: usize| (1..3).contains(&of.lower(at).len()) && of.lower(at).bytes().all(|byte| byte.is_ascii_digit());
    let capital = |at: usize| of.reading.words.get(at).is_some_and(|word| word.look.has(Look::CAPITAL));
    goals(words.end) && (capital(words.end + 1) || words.start.checked_sub(1).is_some_and(goals))
}

/// True where the name says where something is.
fn is_where(of: &Text<'_>, words: &Range<usize>) -> bool {
    let before = words.start.checked_sub(1).map(|at| of.lower(at)).unwrap_or_default();
    matches!(before.as_str(), "in" | "near" | "outside" | "around")
}

const GAME: [u32; 24] = [
    hash_known("goal"),
    hash_known("goals"),
    hash_known("match"),
    hash_known("matches"),
    hash_known("league"),
    hash_known("cup"),
    hash_known("season"),
    hash_known("coach"),
    hash_known("striker"),
    hash_known("midfielder"),
    hash_known("defender"),
    hash_known("goalkeeper"),
    hash_known("penalty"),
    hash_known("half-time"),
    hash_known("wicket"),
    hash_known("wickets"),
    hash_known("innings"),
    hash_known("scored"),
    hash_known("win"),
    hash_known("club"),
    hash_known("playoff"),
    hash_known("quarterback"),
    hash_known("touchdown"),
    hash_known("header"),
];
const PLAYS: [u32; 18] = [
    hash_known("beat"),
    hash_known("beats"),
    hash_known("defeated"),
    hash_known("thrashed"),
    hash_known("hammered"),
    hash_known("edged"),
    hash_known("drew"),
    hash_known("lost"),
    hash_known("won"),
    hash_known("host"),
    hash_known("hosted"),
    hash_known("equalised"),
    hash_known("equalized"),
    hash_known("scored"),
    hash_known("conceded"),
    hash_known("striker"),
    hash_known("midfielder"),
    hash_known("goalkeeper"),
];
const BEATS: [u32; 8] = [
    hash_known("beat"),
    hash_known("beating"),
    hash_known("beats"),
    hash_known("defeated"),
    hash_known("thrashed"),
    hash_known("hammered"),
    hash_known("edged"),
    hash_known("overcame"),
];
const AGAINST: [u32; 4] = [hash_known("against"), hash_known("versus"), hash_known("vs"), hash_known("vs.")];
const PREPOSITIONS: [u32; 4] = [hash_known("at"), hash_known("to"), hash_known("with"), hash_known("over")];
