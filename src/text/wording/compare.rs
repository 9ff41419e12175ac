//! The wording of a passage beside what stands there now.

use crate::text::anchor::CONTEXT;
use crate::text::wording::critical::reason;
use crate::text::wording::lexicon::Role;
use crate::text::wording::spelling::alike;
use crate::text::wording::token::{Token, tokens};
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::ops::Range;

/// How the words of a passage stand to those that were there before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wording {
    /// The same words, whatever their case, punctuation, spacing or spelling.
    Same,
    /// Other words, of the kind that seldom turns a statement over.
    Changed,
    /// A number, a name, a negation or the verb differs; why, in words for the reader.
    Doubtful(&'static str),
}

/// A stretch of words that others stand for.
pub(super) struct Change<'t> {
    pub old: &'t [Token],
    pub new: &'t [Token],
    /// The word before it, in both texts.
    pub before: Option<&'t Token>,
    /// Whole sentences that only came, or only went: what the others say stays.
    pub sentences: bool,
    /// The same for a clause of some length: more is told, or less, and not something else.
    pub aside: bool,
}

/// Words of a passage that are compared one by one; of longer ones everything counts as changed.
const MOST: usize = 5_000;

/// Words of a clause that may come or go as a whole.
const CLAUSE: usize = 4;

/// Compares the words that were annotated with those that stand there now.
pub fn wording(old: &str, new: &str) -> Wording {
    if old == new {
        return Wording::Same;
    }
    let (old, new) = (tokens(old), tokens(new));
    let changes = changes(&old, &new);
    match (changes.is_empty(), reason(&old, &new, &changes)) {
        (true, _) => Wording::Same,
        (false, Some(reason)) => Wording::Doubtful(reason),
        (false, None) => Wording::Changed,
    }
}

/// What stands before a passage in its sentence denies it, or no longer does; `old` is what was kept of it then, `new` as
/// much of it or more now.
pub fn turned(old: &str, new: &str) -> bool {
    let lead = |text: &str| {
        let own = text.rfind(['.', '!', '?', '\n']).map_or(text, |at| text.get(at + 1..).unwrap_or_default());
        let whole = own.len() < text.len() || text.chars().count() < CONTEXT;
        // The first word may be the end of one.
        let own = if whole { own } else { own.split_once(' ').map_or("", |(_, rest)| rest) };
        tokens(own).into_iter().filter(|token| token.has(Role::Not) || token.has(Role::Hedge)).map(|token| token.word)
    };
    let near = new.char_indices().rev().nth(CONTEXT - 9).map_or(new, |(at, _)| new.get(at..).unwrap_or_default());
    let (before, now): (Vec<String>, Vec<String>) = (lead(old).collect(), lead(new).collect());
    before.iter().any(|word| !now.contains(word)) || lead(near).any(|word| !before.contains(&word))
}

fn changes<'t>(old: &'t [Token], new: &'t [Token]) -> Vec<Change<'t>> {
    if old.len() > MOST || new.len() > MOST {
        return vec![Change { old, new, before: None, sentences: false, aside: false }];
    }
    let words = |tokens: &'t [Token]| tokens.iter().map(|token| token.word.as_str()).collect::<Vec<&str>>();
    let ops = capture_diff_slices(Algorithm::Myers, &words(old), &words(new));
    let parts = ops.into_iter().filter(|op| !matches!(op, DiffOp::Equal { .. })).map(|op| {
        let (from, to) = (op.old_range(), op.new_range());
        let (from_none, to_none, length) = (from.is_empty(), to.is_empty(), from.len() + to.len());
        let before = from.start.checked_sub(1).and_then(|at| old.get(at));
        let sentences = match (from.is_empty(), to.is_empty()) {
            (true, false) => sentences(new, to.clone()),
            (false, true) => sentences(old, from.clone()),
            _ => false,
        };
        Change {
            old: old.get(from).unwrap_or_default(),
            new: new.get(to).unwrap_or_default(),
            before,
            sentences,
            aside: sentences || (from_none != to_none && length >= CLAUSE),
        }
    });
    parts.filter(|change| !alike(change.old, change.new)).collect()
}

/// Whether a stretch that only came, or only went, is whole sentences. Where it could as well begin some equal words
/// earlier, that counts.
fn sentences(tokens: &[Token], stretch: Range<usize>) -> bool {
    let word = |at: usize| tokens.get(at).map(|token| token.word.as_str());
    let first = |at: usize| tokens.get(at).is_none_or(|token| token.first);
    let (mut start, mut end) = (stretch.start, stretch.end);
    while !first(start) && start > 0 && word(start - 1) == word(end - 1) {
        (start, end) = (start - 1, end - 1);
    }
    first(start) && first(end) && end > start
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_that_turn_a_statement_are_told_from_those_that_do_not() {
        let mut wrong = Vec::new();
        let mut doubtful = 0;
        for line in include_str!("cases.tsv").lines().filter(|line| !line.starts_with('#')) {
            let [want, old, new] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
            // Both ways: what was taken out might as well have been put in.
            for (old, new) in [(old, new), (new, old)] {
                let found = match wording(old, new) {
                    Wording::Same => "same",
                    Wording::Changed => "changed",
                    Wording::Doubtful(_) => "doubtful",
                };
                doubtful += usize::from(found == "doubtful");
                if found != want {
                    wrong.push(format!("{want}, found {found}: {old} → {new}"));
                }
            }
        }
        assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
        assert!(doubtful >= 120, "{doubtful}");
    }

    #[test]
    fn words_before_a_passage_that_turn_it_are_seen() {
        for (old, new, want) in [
            ("The court found that he is ", "The court found that he is not ", true),
            ("The court found that he is not ", "The court found that he is ", true),
            ("He was not there. The court says he is ", "The court says he is ", false),
            ("It was a long day and he ", "It was a long day, and he ", false),
            ("the man who ", "the man who allegedly ", true),
        ] {
            assert_eq!(turned(old, new), want, "{old} → {new}");
        }
    }
}
