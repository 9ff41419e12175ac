//! Where a name begins and ends: what the tagger took in too much, or joined that is two.

use crate::analysis::ActorKind;
use crate::analysis::actors::names::Listed;
use crate::analysis::actors::reading::{Identity, Reading};
use crate::analysis::actors::word::Look;
use std::collections::HashSet;
use std::ops::Range;

/// A reading and the text it is of.
pub struct Text<'r> {
    /// The text.
    pub text: &'r str,
    /// Its reading.
    pub reading: &'r Reading,
}

impl Text<'_> {
    /// A word in lower case; nothing where there is none.
    pub fn lower(&self, at: usize) -> String {
        self.reading.words.get(at).map_or_else(String::new, |word| word.span.of(self.text).to_lowercase())
    }

    fn looks(&self, at: usize, look: Look) -> bool {
        self.reading.words.get(at).is_some_and(|word| word.look.has(look))
    }

    /// True when a listed phrase of one of these kinds begins at a word and takes `length` words.
    fn is_listed(&self, words: &Range<usize>, listed: Listed) -> bool {
        let phrases = self.reading.phrases.get(words.start..words.end).unwrap_or_default();
        let Some(((first, true), rest)) = phrases.split_first() else { return false };
        let ends = self.reading.phrases.get(words.end).is_none_or(|(next, begins)| *begins || next != first);
        first.any(listed) && ends && rest.iter().all(|(more, begins)| more == first && !begins)
    }
}

/// Words that make a document of an organisation's name: "UN Charter".
const DOCUMENTS: &[&str] = &["charter", "convention", "declaration", "resolution", "resolutions", "statute", "treaty"];

/// Where a name is cut that goes over a colon, "NYSE:TDOC", or over the goals of a match, "Newcastle United 1 Manchester
/// United 2".
fn cut(of: &Text<'_>, words: &Range<usize>) -> Option<usize> {
    let goals =
        |at: usize| (1..3).contains(&of.lower(at).len()) && of.lower(at).bytes().all(|byte| byte.is_ascii_digit());
    let again = |from: usize| {
        let hash = |at: usize| of.reading.words.get(at).map_or(0, |word| word.lower);
        let run = |at: usize| of.reading.runs.get(at).cloned().unwrap_or_default();
        let habit = of.reading.habits.get(&hash(from)).copied().unwrap_or_default();
        habit.capital > 1 && run(from).start == from
    };
    let inner = words.clone().skip(1).take(words.len().saturating_sub(2));
    inner
        .into_iter()
        .find(|at| of.lower(*at) == ":" || goals(*at) && (goals(words.end) || goals(words.end - 1) || again(at + 1)))
}

/// Parts what the tagger took for one name and is two: "Nissan and Renault", "Ana Lind and Peter Oduya", "Ana Lind of Renault".
pub fn part(of: &Text<'_>, words: Range<usize>, kind: ActorKind) -> Vec<(Range<usize>, ActorKind)> {
    if kind != ActorKind::Other
        && let Some(at) = cut(of, &words)
    {
        let right = if of.lower(at) == ":" { words.end..words.end } else { at + 1..words.end };
        return [words.start..at, right].into_iter().filter(|part| !part.is_empty()).map(|part| (part, kind)).collect();
    }
    let parted = match kind {
        ActorKind::Organisation if !of.is_listed(&words, Listed::ORGANISATION) => part_organisations(of, &words),
        ActorKind::Person if words.len() > 2 => part_persons(of, &words),
        _ => None,
    };
    parted.unwrap_or_else(|| vec![(words, kind)])
}

/// Parts an organisation at the "and" in it where what follows or what goes before is a whole listed organisation.
fn part_organisations(of: &Text<'_>, words: &Range<usize>) -> Option<Vec<(Range<usize>, ActorKind)>> {
    let cut = words.clone().skip(1).find(|at| of.lower(*at) == "and")?;
    let the = usize::from(of.lower(cut + 1) == "the");
    let (left, right) = (words.start..cut, cut + 1 + the..words.end);
    let known = |words: &Range<usize>| of.is_listed(words, Listed::ORGANISATION.with(Listed::STATE));
    let two = !right.is_empty() && (known(&right) || known(&left));
    two.then(|| vec![(left, ActorKind::Organisation), (right, ActorKind::Organisation)])
}

/// Parts persons joined by "and", and a person from what they are "of". "Joan of Arc" and "Prince William of Wales" are whole.
fn part_persons(of: &Text<'_>, words: &Range<usize>) -> Option<Vec<(Range<usize>, ActorKind)>> {
    let cut = words.clone().skip(1).find(|at| matches!(of.lower(*at).as_str(), "and" | "of" | "y"))?;
    let (left, mut right) = (words.start..cut, cut + 1..words.end);
    let titles = left.clone().filter(|at| leads(of, *at, ActorKind::Person)).count();
    let full = |words: &Range<usize>| words.len() > 1;
    match of.lower(cut).as_str() {
        "and" if !right.is_empty() => {}
        "y" if full(&left) && full(&right) => {}
        "of" if left.len() > titles + 1 => {
            right.start += usize::from(of.lower(right.start) == "the");
            let place = of.is_listed(&right, Listed::CITY.with(Listed::STATE).with(Listed::REGION));
            let kind = if place { ActorKind::Place } else { ActorKind::Organisation };
            let right = (!right.is_empty()).then_some((right, kind));
            return Some(std::iter::once((left, ActorKind::Person)).chain(right).collect());
        }
        _ => return None,
    }
    Some(vec![(left, ActorKind::Person), (right, ActorKind::Person)])
}

/// A name without articles, titles, possessives and days at its ends.
pub fn trim(of: &Text<'_>, mut words: Range<usize>, mut kind: ActorKind) -> (Range<usize>, ActorKind) {
    while words.len() > 1 && leads(of, words.start, kind) {
        words.start += 1;
    }
    while words.len() > 1 && trails(of, words.end - 1) {
        words.end -= 1;
    }
    if continues(of, &words) {
        (words.end, kind) = (words.end + 1, ActorKind::Organisation);
    }
    let document = kind == ActorKind::Organisation && DOCUMENTS.contains(&of.lower(words.end - 1).as_str());
    let head =
        of.reading.phrases.get(words.start).is_some_and(|(phrase, begins)| *begins && phrase.any(Listed::ORGANISATION));
    if (document || kind == ActorKind::Other) && words.len() > 1 && head && of.looks(words.start, Look::SHOUTED) {
        words.end = words.start + 1;
        kind = ActorKind::Organisation;
    }
    (words, kind)
}

/// True for a word before a name that is no part of it: an article, a title or a people before a person.
fn leads(of: &Text<'_>, at: usize, kind: ActorKind) -> bool {
    let people = of.reading.phrases.get(at).is_some_and(|(listed, _)| *listed == Listed::DEMONYM);
    let listed = of.reading.listed.get(at).copied().unwrap_or_default();
    let title = listed.any(Listed::TITLE) && !listed.any(Listed::GIVEN);
    !of.looks(at, Look::INK) || kind == ActorKind::Person && (title || people) || of.lower(at) == "the"
}

/// True when a listed organisation goes on behind the name with the ending that looks like a possessive: "Moody's".
fn continues(of: &Text<'_>, words: &Range<usize>) -> bool {
    let phrases = of.reading.phrases.get(words.end.saturating_sub(1)..words.end + 1).unwrap_or_default();
    matches!(phrases, [(one, _), (two, false)] if one == two && two.any(Listed::ORGANISATION))
        && matches!(of.lower(words.end).as_str(), "'s" | "’s")
}

/// True for what may not end a name: a possessive, a sign, a day.
fn trails(of: &Text<'_>, at: usize) -> bool {
    matches!(of.lower(at).as_str(), "'s" | "’s") || !of.looks(at, Look::INK) || of.looks(at, Look::CALENDAR)
}

/// Initials in brackets behind the small words that they stand for, "intercontinental ballistic missile (ICBM)": such
/// things are no actors. The hashes of the initials in lower case.
pub fn spelt_out(of: &Text<'_>) -> HashSet<u32, Identity> {
    let words = &of.reading.words;
    let mut found = HashSet::default();
    for (at, word) in words.iter().enumerate().filter(|(_, word)| word.look.has(Look::SHOUTED)) {
        if word.span.len() > 8 || at.checked_sub(1).is_none_or(|bracket| of.lower(bracket) != "(") {
            continue;
        }
        let letters = of.lower(at);
        let spells = |count: &usize| {
            let before = (at - 1).checked_sub(*count).and_then(|start| words.get(start..at - 1)).unwrap_or_default();
            let small = before.iter().all(|word| word.look.has(Look::INK) && !word.look.has(Look::CAPITAL));
            small && are_initials(letters.as_bytes(), &before.iter().map(|word| word.initial).collect::<Vec<u8>>())
        };
        if (2..=letters.len()).any(|count| spells(&count)) {
            found.insert(word.lower);
        }
    }
    found
}

/// True when the letters begin and end with the first and last initial and have all between in order.
fn are_initials(letters: &[u8], initials: &[u8]) -> bool {
    let mut rest = letters.iter();
    letters.first() == initials.first()
        && letters.last() == initials.last()
        && initials.iter().all(|initial| rest.any(|letter| letter == initial))
}
