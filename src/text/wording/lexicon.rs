//! What single words do to a statement; the tables are made of `assets/lexicon/wording.tsv`.

/// What a word does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Denies.
    Not,
    /// Makes a statement somebody else's, or puts it under a condition.
    Hedge,
    /// Makes it possible, wanted or planned.
    Mode,
    /// Says how much or how often of it.
    Degree,
    /// Says before a number how far it holds.
    Bound,
    /// One side of a pair that turns a statement over; the sides of a pair are numbered 2n and 2n+1.
    Opposite,
    /// A form of a verb.
    Verb,
    /// A form of a verb that is as often a noun.
    Noun,
    /// A form of "to be".
    Be,
    /// A number in words; the group is its value.
    Number,
    /// A power of ten; the group is its exponent.
    Scale,
    /// The name of a day or month.
    Date,
    /// A word of a name that tells it from another: *North* Korea.
    Part,
    /// A word that is no name when it has a capital.
    Plain,
}

/// One meaning of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sense {
    pub role: Role,
    /// Words of one group mean the same.
    pub group: u16,
}

mod tables {
    use super::{Role, Sense};
    include!(concat!(env!("OUT_DIR"), "/wording.rs"));
}

/// What `word`, folded, means.
pub(super) fn senses(word: &str) -> &'static [Sense] {
    let found = tables::SENSES.binary_search_by(|(form, _)| (*form).cmp(word)).ok();
    found.and_then(|at| tables::SENSES.get(at)).map_or(&[], |(_, senses)| senses)
}

/// The group of `word` in a role, where it has that role.
pub(super) fn group(word: &str, role: Role) -> Option<u16> {
    senses(word).iter().find(|sense| sense.role == role).map(|sense| sense.group)
}

/// The form that `word` is a variant of; itself where it is none.
pub(super) fn same(word: &str) -> &str {
    let found = tables::SAME.binary_search_by(|(form, _)| (*form).cmp(word)).ok();
    found.and_then(|at| tables::SAME.get(at)).map_or(word, |(_, form)| form)
}
