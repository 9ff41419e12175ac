//! Headlines: a line whose words all begin with a capital, or are capitals throughout, is read as the sentence that it
//! would be in an article: "Ford recalls thousands of trucks".

use crate::analysis::actors::names::{Listed, Names};
use crate::analysis::actors::reading::{Identity, Reading};
use crate::analysis::actors::word::{Look, Reader, Word, hash};
use std::collections::HashSet;
use std::ops::Range;

/// How a line is spelt that does not tell names by their capitals.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Spelling {
    /// Every word begins with a capital.
    Titled,
    /// Every letter is a capital.
    Shouted,
}

/// What the other sentences of the article do with words, by their hashes in lower case.
struct Elsewhere {
    small: HashSet<u32, Identity>,
    capital: HashSet<u32, Identity>,
}

/// Reads the headlines among the sentences again, with small letters where they say nothing.
pub fn respell(text: &str, names: &Names<'_>, reading: &mut Reading) {
    let spelling = |words: &Range<usize>| spelling(reading.words.get(words.clone()).unwrap_or_default());
    let lines: Vec<Option<Spelling>> = reading.sentences.iter().map(spelling).collect();
    if lines.iter().all(Option::is_none) {
        return;
    }
    let elsewhere = Elsewhere::of(reading, &lines);
    let mut reader = Reader::default();
    for (words, line) in reading.sentences.iter().zip(&lines) {
        let Some(spelling) = line else { continue };
        let again: Vec<(usize, Case)> = cases(text, names, &reading.words, words.clone(), *spelling, &elsewhere);
        for (at, case) in again {
            if let Some(word) = reading.words.get_mut(at) {
                let (before, written) = (*word, case.spell(word.span.of(text)));
                *word = reader.read_as(&written, before.span);
                word.look.set(before.look.only(Look::FIRST.with(Look::GLUED)));
            }
        }
    }
}

/// How a word is to be spelt instead.
#[derive(Clone, Copy)]
enum Case {
    Small,
    Titled,
}

impl Case {
    fn spell(self, written: &str) -> String {
        let small = written.to_lowercase();
        let mut letters = small.chars();
        match (self, letters.next()) {
            (Self::Titled, Some(first)) => first.to_uppercase().chain(letters).collect(),
            (Self::Small, _) | (_, None) => small,
        }
    }
}

impl Elsewhere {
    fn of(reading: &Reading, lines: &[Option<Spelling>]) -> Self {
        let mut found = Self { small: HashSet::default(), capital: HashSet::default() };
        for (words, _) in reading.sentences.iter().zip(lines).filter(|(_, line)| line.is_none()) {
            for word in reading.words.get(words.clone()).unwrap_or_default() {
                let (capital, first) = (word.look.has(Look::CAPITAL), word.look.has(Look::FIRST));
                if word.look.has(Look::INK) && !capital {
                    found.small.insert(word.lower);
                } else if capital && !first && !word.look.has(Look::SHOUTED) {
                    found.capital.insert(word.lower);
                }
            }
        }
        found
    }
}

/// The spelling of a line of four words or more in which at most one long word in eight is written small.
fn spelling(words: &[Word]) -> Option<Spelling> {
    let (mut all, mut long, mut capitals, mut shouted) = (0, 0, 0, 0);
    for word in words.iter().filter(|word| word.look.has(Look::INK) && !word.look.has(Look::DIGIT)) {
        all += 1;
        if word.span.len() > 3 {
            long += 1;
            capitals += usize::from(word.look.has(Look::CAPITAL));
            shouted += usize::from(word.look.has(Look::SHOUTED));
        }
    }
    match () {
        () if all < 4 || long < 3 || capitals * 8 < long * 7 => None,
        () if shouted * 8 >= long * 7 => Some(Spelling::Shouted),
        () => Some(Spelling::Titled),
    }
}

/// What the line that is being read knows of a word.
struct Seen {
    /// What the lists have it as.
    own: Listed,
    /// What they have the word before it as, where that is a name.
    before: Option<Listed>,
    /// Whether they have it without its ending as a common word: "quits".
    inflected: bool,
}

/// The words of a line that are spelt otherwise in a sentence.
fn cases(
    text: &str,
    names: &Names<'_>,
    all: &[Word],
    line: Range<usize>,
    spelling: Spelling,
    elsewhere: &Elsewhere,
) -> Vec<(usize, Case)> {
    let shouted = spelling == Spelling::Shouted;
    let mut found = Vec::new();
    let mut listed_to = line.start;
    let mut before = None;
    for at in line.clone() {
        let Some(word) = all.get(at) else { break };
        let own = names.get(word.lower);
        let (length, phrase) = names.longest(all.get(at..line.end).unwrap_or_default(), own);
        // There is a town of the name Of.
        let short = own.any(Listed::COMMON) && word.span.len() < 4;
        if phrase.any(NAMES) && !(length == 1 && (short || elsewhere.small.contains(&word.lower))) {
            listed_to = listed_to.max(at + length);
        }
        let said = word.look.has(Look::FIRST) || word.look.has(Look::SHOUTED);
        let fixed = !word.look.has(Look::CAPITAL) || word.look.has(Look::DIGIT) || said && !shouted;
        let seen = Seen { own, before, inflected: is_inflected(word.span.of(text), names) };
        let small = at >= listed_to && !word.look.has(Look::FIRST) && is_small(word, &seen, elsewhere);
        if !fixed && small {
            found.push((at, Case::Small));
        } else if !fixed && shouted && (elsewhere.capital.contains(&word.lower) || is_no_acronym(word, own, text)) {
            found.push((at, Case::Titled));
        }
        before = (word.look.has(Look::CAPITAL) && (fixed || !small)).then_some(own);
    }
    found
}

/// Lists of names.
const NAMES: Listed =
    Listed::CITY.with(Listed::STATE).with(Listed::DEMONYM).with(Listed::REGION).with(Listed::ORGANISATION);

/// True for a word that a sentence would have small: the article has it so, or nearly everybody, and it is nobody's name.
fn is_small(word: &Word, seen: &Seen, elsewhere: &Elsewhere) -> bool {
    let given = seen.before.is_some_and(|before| before.any(Listed::GIVEN) && !before.any(Listed::COMMON));
    let family = given && seen.own.any(Listed::FAMILY);
    let head = seen.own.any(Listed::HEAD.with(Listed::GROUND)) && seen.before.is_some();
    if family || head || word.look.has(Look::CALENDAR) || elsewhere.capital.contains(&word.lower) {
        return false;
    }
    let person = seen.own.any(Listed::GIVEN.with(Listed::FAMILY)) && word.span.len() > 3;
    elsewhere.small.contains(&word.lower) || (seen.own.any(Listed::COMMON) || seen.inflected) && !person
}

/// True for a common word with an ending: "quits", "vetoed".
fn is_inflected(written: &str, names: &Names<'_>) -> bool {
    let small = written.to_lowercase();
    let stems = ["s", "es", "ed", "d", "ing"].into_iter().filter_map(|ending| small.strip_suffix(ending));
    stems.filter(|stem| stem.len() > 3).any(|stem| names.get(hash(stem)).any(Listed::COMMON))
}

/// True for a shouted word that is too long for initials, or that the lists know as a name.
fn is_no_acronym(word: &Word, own: Listed, text: &str) -> bool {
    let letters = word.span.of(text).chars().filter(|c| c.is_alphabetic()).count();
    let known = Listed::GIVEN.with(Listed::FAMILY).with(Listed::CITY).with(Listed::TITLE).with(Listed::HEAD);
    letters > 6 || letters > 3 && own.any(known)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::actors::tagger::EMBEDDED;
    use crate::text::Span;

    /// The lines as they are read: words with a capital look keep theirs.
    fn read(lines: &[&str]) -> Vec<String> {
        let text = lines.join("\n");
        let mut start = 0;
        let sentences: Vec<Span> = lines
            .iter()
            .map(|line| {
                start += line.len() + 1;
                Span::new(start - line.len() - 1, start - 1)
            })
            .collect();
        let reading = Reading::new(&text, &sentences, &EMBEDDED.names);
        let spelt = |word: &Word| {
            let small = word.span.of(&text).to_lowercase();
            let mut letters = small.chars();
            match letters.next() {
                Some(first) if word.look.has(Look::CAPITAL) && !word.look.has(Look::SHOUTED) => {
                    first.to_uppercase().chain(letters).collect()
                }
                _ if word.look.has(Look::SHOUTED) => word.span.of(&text).to_owned(),
                _ => small,
            }
        };
        let line =
            |words: &Range<usize>| reading.words[words.clone()].iter().map(spelt).collect::<Vec<String>>().join(" ");
        reading.sentences.iter().map(line).collect()
    }

    #[test]
    fn a_headline_is_read_as_a_sentence() {
        for (lines, expected) in [
            (
                &["Ford Recalls Thousands Of Trucks As Toyota Cuts Output", "Ford said that it recalls trucks."][..],
                "Ford recalls thousands of trucks as Toyota cuts output",
            ),
            (&["Theresa May Quits After Vote In London", "She may stay."], "Theresa May quits after vote in London"),
            (&["Bank Of England Raises Rates Again", "The bank said so."], "Bank Of England raises rates again"),
            (
                &["Ana Lind, Peter Oduya, Rosa Vidal and Jonas Petri", "They left."],
                "Ana Lind , Peter Oduya , Rosa Vidal and Jonas Petri",
            ),
            (
                &["NATO CHIEF MEETS LINDQVIST IN NAIROBI", "The chief of NATO meets Lindqvist."],
                "NATO chief meets Lindqvist in Nairobi",
            ),
        ] {
            assert_eq!(read(lines)[0], expected);
        }
    }

    #[test]
    fn sentences_and_short_lines_stay_as_they_are() {
        for line in ["Angela Merkel met Emmanuel Macron in Berlin on Thursday.", "Foreign Ministry", "New York Times"] {
            assert_eq!(read(&[line, "Other words are foreign times."])[0].replace(" .", "."), line);
        }
    }
}
