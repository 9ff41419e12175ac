//! What a speaker does, from the verb and its negation.

use crate::analysis::claims::verb::Verb;
use crate::text::Stance;

/// The stance of a verb as it stands; `None` where nothing is said at all ("declined to say").
pub fn of(verb: &Verb) -> Option<Stance> {
    let stance = verb.row.stance;
    if verb.refused {
        return match stance {
            Stance::Denies => Some(Stance::Confirms),
            Stance::Confirms | Stance::Promises => Some(Stance::Doubts),
            _ if matches!(verb.row.lemma, "believe" | "agree" | "endorse" | "support" | "rule") => Some(Stance::Doubts),
            _ => None,
        };
    }
    if !verb.negated {
        return Some(stance);
    }
    Some(match (verb.row.lemma, stance) {
        ("deny" | "dispute", _) => Stance::Confirms,
        ("rule", Stance::Denies) => Stance::Says,
        ("doubt" | "question", _) => Stance::Says,
        ("believe" | "think" | "expect" | "convince" | "agree" | "claim" | "recognise" | "recognize", _) => {
            Stance::Doubts
        }
        (_, Stance::Confirms | Stance::Promises) => Stance::Doubts,
        (_, Stance::Denies | Stance::Doubts | Stance::Warns) => Stance::Says,
        (_, stance) => stance,
    })
}

/// "would neither confirm nor deny": the two verbs together leave it open.
pub fn left_open(stance: Stance, joined: bool) -> Stance {
    if joined && matches!(stance, Stance::Confirms | Stance::Denies) { Stance::Doubts } else { stance }
}
