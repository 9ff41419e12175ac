//! What makes a changed passage doubtful: a number, a name, a negation, the verb, or how sure or how much it says.

use crate::text::wording::compare::Change;
use crate::text::wording::lexicon::{Role, group, senses};
use crate::text::wording::names::{Beyond, Names, may_name};
use crate::text::wording::token::Token;
use std::collections::BTreeSet;

/// A way to differ, and how it is told.
type Doubt = (fn(&Whole<'_>) -> bool, &'static str);

/// Why the new words may no longer say what the old ones said.
pub(super) fn reason(old: &[Token], new: &[Token], changes: &[Change<'_>]) -> Option<&'static str> {
    let about_things: [Doubt; 3] = [
        (numbers, "a number in it differs"),
        (names, "a name in it differs"),
        (degrees, "it says it of more or fewer, or more or less surely"),
    ];
    let about_truth: [Doubt; 4] = [
        (negations, "a negation in it differs"),
        (opposites, "a word in it has turned into its opposite"),
        (verbs, "its verb differs"),
        (hedges, "it says it as somebody's, or on a condition, and did not, or the other way round"),
    ];
    let whole = |left_out: fn(&Change<'_>) -> bool| {
        let apart: Vec<&Change<'_>> = changes.iter().filter(|change| left_out(change)).collect();
        Whole {
            old: without(old, &apart, |change| change.old),
            new: without(new, &apart, |change| change.new),
            changes: changes.iter().filter(|change| !left_out(change)).collect(),
        }
    };
    // A clause more names and counts more, and takes back nothing; but it may deny, or say who says so.
    let (told, whole) = (whole(|change| change.aside), whole(|change| change.sentences));
    let found = about_things.into_iter().find(|(differs, _)| differs(&told));
    found.or_else(|| about_truth.into_iter().find(|(differs, _)| differs(&whole))).map(|(_, reason)| reason)
}

struct Whole<'t> {
    old: Vec<Token>,
    new: Vec<Token>,
    changes: Vec<&'t Change<'t>>,
}

/// The tokens without those of these stretches.
fn without(tokens: &[Token], apart: &[&Change<'_>], side: for<'c> fn(&'c Change<'_>) -> &'c [Token]) -> Vec<Token> {
    let gone = |token: &Token| apart.iter().any(|change| side(change).iter().any(|other| std::ptr::eq(other, token)));
    tokens.iter().filter(|token| !gone(token)).cloned().collect()
}

/// Numbers, days and months: other ones, or the same in another order.
fn numbers(whole: &Whole<'_>) -> bool {
    let numbers = |tokens: &[Token]| -> Vec<String> {
        tokens.iter().filter(|token| token.is_number()).map(|token| token.word.clone()).collect()
    };
    let dates = |tokens: &[Token]| groups(tokens, Role::Date);
    numbers(&whole.old) != numbers(&whole.new) || dates(&whole.old) != dates(&whole.new)
}

/// The groups of the words that have this role, sorted.
fn groups(tokens: &[Token], role: Role) -> Vec<u16> {
    let mut found: Vec<u16> = tokens.iter().filter_map(|token| group(&token.word, role)).collect();
    found.sort_unstable();
    found
}

/// A negation that came, went or moved.
fn negations(whole: &Whole<'_>) -> bool {
    whole.changes.iter().any(|change| groups(change.old, Role::Not) != groups(change.new, Role::Not))
}

/// A word and its opposite where it stood: one of a known pair, or made by a syllable.
fn opposites(whole: &Whole<'_>) -> bool {
    whole.changes.iter().any(|change| {
        let sides = |tokens: &[Token]| -> BTreeSet<u16> {
            let all = tokens.iter().flat_map(|token| senses(&token.word));
            all.filter(|sense| sense.role == Role::Opposite).map(|sense| sense.group).collect()
        };
        let new = sides(change.new);
        let old = sides(change.old);
        let turned =
            old.iter().any(|side| new.contains(&(side ^ 1)) && !new.contains(side) && !old.contains(&(side ^ 1)));
        let pairs = change.old.iter().flat_map(|old| change.new.iter().map(move |new| (old, new)));
        turned || pairs.into_iter().any(|(old, new)| undone(&old.word, &new.word) || undone(&new.word, &old.word))
    })
}

/// Syllables that turn a word over.
const BEFORE: &[&str] = &["un", "in", "im", "il", "ir", "dis", "non", "mis", "de", "anti", "counter", "under", "over"];

fn undone(word: &str, other: &str) -> bool {
    let before = BEFORE.iter().any(|syllable| other.strip_prefix(syllable) == Some(word));
    let behind = other.strip_suffix("less").zip(word.strip_suffix("ful")).is_some_and(|(one, two)| one == two);
    word.len() > 3 && (before || behind)
}

/// Other names, or the same ones with their parts exchanged.
fn names(whole: &Whole<'_>) -> bool {
    let (old, new) = (Names::new(&whole.old, &whole.new), Names::new(&whole.new, &whole.old));
    let (gone, come) = (old.beyond(&new, &whole.old), new.beyond(&old, &whole.new));
    let replaced = gone != Beyond::None && come != Beyond::None;
    if replaced || gone == Beyond::Another || come == Beyond::Another || first_exchanged(whole) {
        return true;
    }
    let (old, new): (Vec<&str>, Vec<&str>) = (old.in_order().collect(), new.in_order().collect());
    let sorted = |names: &[&str]| {
        let mut names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        names.sort_unstable();
        names
    };
    old != new && sorted(&old) == sorted(&new)
}

/// Another word with a capital where a sentence began with one: it may be a name.
fn first_exchanged(whole: &Whole<'_>) -> bool {
    whole.changes.iter().any(|change| match (change.old, change.new) {
        ([old], [new]) => [old, new].into_iter().all(|token| token.first && token.capital && may_name(token)),
        _ => false,
    })
}

/// Another verb where one stood, or who does it and who it is done to exchanged by a passive.
fn verbs(whole: &Whole<'_>) -> bool {
    whole.changes.iter().any(|change| {
        let (old, new) = (verbs_of(change.old, change.before), verbs_of(change.new, change.before));
        let other = !old.is_empty() && !new.is_empty() && old.is_disjoint(&new);
        let passive = |tokens: &[Token]| {
            tokens.iter().any(|token| token.word == "by") && tokens.iter().any(|token| token.has(Role::Be))
        };
        other || passive(change.old) != passive(change.new)
    }) || by_turned(whole)
}

/// "X hit Y" and "X was hit by Y": the two signs of a passive stand on either side of the verb, in changes of their own.
fn by_turned(whole: &Whole<'_>) -> bool {
    let alone = |pick: for<'c> fn(&'c Change<'_>) -> &'c [Token]| {
        let word = |is: &dyn Fn(&Token) -> bool| whole.changes.iter().any(|change| pick(change).iter().any(is));
        word(&|token| token.word == "by") && word(&|token| token.has(Role::Be))
    };
    alone(|change| change.old) != alone(|change| change.new)
}

/// The verbs among these words. A form that may be a noun counts behind a word that only verbs follow.
fn verbs_of(tokens: &[Token], before: Option<&Token>) -> BTreeSet<u16> {
    let mut last = before;
    let mut found = BTreeSet::new();
    for token in tokens {
        let led = last.is_some_and(leads);
        let counts = |role: Role| role == Role::Verb || (role == Role::Noun && led);
        found.extend(senses(&token.word).iter().filter(|sense| counts(sense.role)).map(|sense| sense.group));
        last = Some(token);
    }
    found
}

/// Words behind which a verb stands.
fn leads(token: &Token) -> bool {
    let pronoun = matches!(token.word.as_str(), "to" | "i" | "we" | "you" | "they" | "he" | "she" | "it" | "who");
    pronoun
        || matches!(token.word.as_str(), "do" | "does" | "did" | "not" | "will" | "would" | "should" | "must" | "can")
        || token.has(Role::Hedge)
        || token.has(Role::Mode)
}

/// Words that make a statement somebody else's, or put it under a condition.
fn hedges(whole: &Whole<'_>) -> bool {
    groups(&whole.old, Role::Hedge) != groups(&whole.new, Role::Hedge)
}

/// Words that make a statement possible, wanted or planned, or say of how much or how many it holds.
fn degrees(whole: &Whole<'_>) -> bool {
    let bounds = |tokens: &[Token]| -> Vec<String> {
        let before = tokens.windows(2).filter_map(|pair| match pair {
            [word, number] if number.is_number() && word.has(Role::Bound) => Some(word.word.clone()),
            _ => None,
        });
        before.collect()
    };
    let differs = |role: Role| groups(&whole.old, role) != groups(&whole.new, role);
    differs(Role::Mode) || differs(Role::Degree) || bounds(&whole.old) != bounds(&whole.new)
}
