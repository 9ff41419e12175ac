//! What a speaker does, from the verb and its negation.

use crate::analysis::claims::lexicon::{self, Class, Entry};
use crate::analysis::claims::verb::Verb;
use crate::text::{Span, Stance};

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

/// Words of a content that are read for what it makes of something told before.
const READ: usize = 14;

/// True when the content says of something told before that it is not so: "denounced the report as a lie", “This is a lie”,
/// "that is not true".
pub fn belies(text: &str, verb: &Verb, parts: &[Span]) -> bool {
    let words = parts.iter().flat_map(|part| part.of(text).split_whitespace());
    let trimmed = words.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric())).filter(|word| !word.is_empty());
    let words: Vec<(&str, Entry)> = trimmed.take(READ).map(|word| (word, lexicon::look_up(word))).collect();
    let false_at =
        |from: usize| words.iter().skip(from).position(|(_, entry)| entry.is(Class::Falsehood)).map(|at| at + from);
    if verb.row.frames.any("ak") && verb.row.stance == Stance::Says {
        // "called the claim a fabrication", but "referred to the lie" says nothing of it.
        let word = |at: usize| words.get(at).map_or("", |(word, _)| *word);
        let object = |at: usize| at > 1 || at == 1 && lexicon::look_up(word(0)).is(Class::Object);
        let called = |at: usize| {
            let judged = (at.saturating_sub(4)..at).any(|near| word(near).eq_ignore_ascii_case("as"));
            judged || verb.row.frames.any("k") && object(at)
        };
        return false_at(0).is_some_and(|at| called(at) && !negated(&words, at));
    }
    if verb.row.stance != Stance::Says || !verb.row.frames.any("q") {
        return false;
    }
    let Some(be) = words.iter().take(8).position(|(_, entry)| entry.is(Class::Be) && entry.is(Class::Finite)) else {
        // “Nonsense,” “Pure fiction,”
        return words.len() < 4 && false_at(0).is_some_and(|at| !negated(&words, at));
    };
    let subject = words.get(..be).unwrap_or_default();
    let this = |(word, _): &&(&str, Entry)| {
        ["this", "that", "it", "these", "those", "all"].iter().any(|it| word.eq_ignore_ascii_case(it))
    };
    let told = subject.first().as_ref().is_some_and(this) && subject.len() < 3
        || subject.iter().take(6).any(|(_, entry)| entry.is(Class::Allegation) && entry.noun().is_some());
    let untrue = |at: usize| {
        let says = |nth: usize, those: &[&str]| {
            words.get(nth).is_some_and(|(word, _)| those.iter().any(|it| word.eq_ignore_ascii_case(it)))
        };
        says(at, &["not"]) && says(at + 1, &["true", "so", "correct", "accurate"])
    };
    // "It is false that we sold it" is a statement of its own.
    let whole = |at: usize| !words.get(at + 1).is_some_and(|(word, _)| word.eq_ignore_ascii_case("that"));
    let close = false_at(be + 1).filter(|at| *at < be + 5 && whole(*at) && !negated(&words, *at));
    told && (close.is_some() || untrue(be + 1) && whole(be + 2))
}

/// "not false", "no lie", "never a fabrication".
fn negated(words: &[(&str, Entry)], at: usize) -> bool {
    words.get(at.saturating_sub(3)..at).unwrap_or_default().iter().any(|(_, entry)| entry.is(Class::Negation))
}
