//! Which words of a passage are names.

use crate::text::wording::lexicon::{Role, senses};
use crate::text::wording::token::Token;
use std::collections::BTreeSet;

/// What a passage has of names beyond another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Beyond {
    /// Nothing.
    #[default]
    None,
    /// More words of names that both have.
    Longer,
    /// Other names.
    Another,
}

/// The names of a passage, a word each.
pub(super) struct Names<'t> {
    /// The words that are names, with their place.
    found: Vec<(usize, &'t str)>,
}

impl<'t> Names<'t> {
    /// The names in `tokens`; `other` is what the passage is compared with: a word that stands small in either is none.
    pub fn new(tokens: &'t [Token], other: &[Token]) -> Self {
        let small: BTreeSet<&str> =
            tokens.iter().chain(other).filter(|token| !token.capital).map(|token| token.word.as_str()).collect();
        let named = |at: usize, token: &Token| {
            token.capital
                && may_name(token)
                && (!token.first || begins(token, tokens.get(at + 1)))
                && !small.contains(token.word.as_str())
        };
        let found = tokens.iter().enumerate().filter(|(at, token)| named(*at, token));
        Self { found: found.map(|(at, token)| (at, token.word.as_str())).collect() }
    }

    /// The names in the order in which they stand.
    pub fn in_order(&self) -> impl Iterator<Item = &'t str> + '_ {
        self.found.iter().map(|(_, word)| *word)
    }

    /// The names here that the other passage does not have.
    pub fn beyond(&self, other: &Self, tokens: &[Token]) -> Beyond {
        let theirs: BTreeSet<&str> = other.in_order().collect();
        let ours: BTreeSet<usize> = self.found.iter().map(|(at, _)| *at).collect();
        let kept =
            |at: usize| ours.contains(&at) && tokens.get(at).is_some_and(|token| theirs.contains(token.word.as_str()));
        let more = self.found.iter().filter(|(_, word)| !theirs.contains(word));
        let found = more.map(|(at, word)| {
            let lengthens = kept(at + 1) || at.checked_sub(1).is_some_and(kept);
            let part = senses(word).iter().any(|sense| sense.role == Role::Part);
            if lengthens && !part { Beyond::Longer } else { Beyond::Another }
        });
        found.max().unwrap_or_default()
    }
}

/// Whether a word with a capital may be a name: words that have one for other reasons are none.
pub(super) fn may_name(token: &Token) -> bool {
    let plain = |role: Role| matches!(role, Role::Plain | Role::Date | Role::Number);
    !senses(&token.word).iter().any(|sense| plain(sense.role))
}

/// Whether the first word of a sentence is a name, by what follows it.
fn begins(token: &Token, next: Option<&Token>) -> bool {
    let ending = ["ly", "ing", "ed"].iter().any(|ending| token.word.ends_with(ending));
    let follows = next.is_some_and(|next| {
        let verb = |role: Role| matches!(role, Role::Be | Role::Verb | Role::Hedge | Role::Mode | Role::Noun);
        next.capital
            || matches!(next.word.as_str(), "has" | "had" | "did" | "does")
            || senses(&next.word).iter().any(|sense| verb(sense.role))
    });
    !ending && follows
}
