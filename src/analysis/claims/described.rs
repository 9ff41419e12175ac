//! A noun with a clause or a participle of its own between it and its verb: "two engineers who worked for the firm told",
//! "a study commissioned by the firm expects". The name next to the verb is not who speaks.

use crate::analysis::claims::lexicon::{Class, Form};
use crate::analysis::claims::sentence::Sentence;
use crate::analysis::claims::subject::{self, LONGEST, Phrase};
use crate::analysis::claims::token::Kind;

/// The subject whose describing words end before token `end`, where there are any.
pub fn head(sentence: &Sentence<'_>, end: usize) -> Option<Phrase> {
    let last = end.checked_sub(1)?;
    let token = sentence.get(last);
    if token.is(Class::Person) || sentence.says(last, &["it", "this", "there", "that"]) {
        return None;
    }
    let floor = last.saturating_sub(LONGEST);
    let mut inside = last;
    for at in (floor..=last).rev() {
        let token = sentence.get(at);
        match token.kind {
            Kind::Word | Kind::Number | Kind::Genitive | Kind::Aside => {}
            _ => return None,
        }
        if sentence.says(at, &["who", "which", "that"]) {
            return related(sentence, at, inside, end);
        }
        // "after", "because", "and": another clause begins there.
        let parts = token.is(Class::Coordinator) || token.is(Class::Subordinator) || token.is(Class::Question);
        if parts || token.is(Class::Object) && !token.is(Class::Possessive) && at < last {
            return None;
        }
        if is_participle(sentence, at) {
            return participle(sentence, at, end);
        }
        if !sentence.is_finite(at) {
            inside = at;
        }
    }
    None
}

/// "engineers who worked for the firm": the noun before "who", where the verb of its clause follows at once.
fn related(sentence: &Sentence<'_>, relative: usize, inside: usize, end: usize) -> Option<Phrase> {
    let first = if sentence.is_adverb(relative + 1) { relative + 2 } else { relative + 1 };
    let tells = (first..end).any(|at| tells(sentence, at));
    // "those who want to vote": behind "who" a plain word with its own object is a verb, though no list holds it.
    let object = |at: usize| {
        let token = sentence.get(at);
        token.is(Class::Determiner) || token.is(Class::Possessive) || sentence.says(at, &["to"])
    };
    let plain = sentence.get(first).kind == Kind::Word && !sentence.get(first).capital && !sentence.is_function(first);
    let acts = sentence.is_finite(first) || plain && sentence.says(relative, &["who"]) && object(first + 1);
    if !acts || tells || inside >= end || relative + 2 >= end {
        return None;
    }
    noun(sentence, relative.checked_sub(1)?, relative)
}

/// "a study commissioned by the firm": the noun before the participle.
fn participle(sentence: &Sentence<'_>, at: usize, end: usize) -> Option<Phrase> {
    let by = sentence.says(at + 1, &["by"]);
    if tells(sentence, at) && !by {
        return None;
    }
    let last = at.checked_sub(1)?;
    let common = !sentence.get(last).capital || sentence.get(last).is(Class::Source);
    let linked = at + 1 == end || sentence.get(at + 1).is(Class::Preposition) || sentence.get(at + 1).dated;
    if !common || !linked {
        return None;
    }
    // "After the bridge opened on Monday": in such a clause the past form is its verb.
    let phrase = noun(sentence, last, at)?;
    let clause = phrase.from > 0 && sentence.before(phrase.from).is(Class::Subordinator);
    (!clause || sentence.says(phrase.from - 1, &["as"])).then_some(phrase)
}

fn noun(sentence: &Sentence<'_>, last: usize, to: usize) -> Option<Phrase> {
    if !subject::noun_like(sentence, last) && !sentence.says(last, &["those"]) {
        return None;
    }
    let from = subject::start(sentence, last)?;
    // "He saw a poll published on Sunday and said": an object is no subject.
    let opens = from == 0
        || matches!(sentence.before(from).kind, Kind::Comma | Kind::Dash | Kind::Quote(_) | Kind::Other | Kind::Colon)
        || sentence.before(from).is(Class::Subordinator)
        || sentence.before(from).is(Class::Coordinator)
        || sentence.before(from).is(Class::Relative)
        || sentence.before(from).dated
        || sentence.is_adverb(from - 1);
    opens.then_some(Phrase { from, to, clause: from, relative: false })
}

/// A past form behind a noun, with nothing that helps it.
fn is_participle(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.is_past(at)
        && !sentence.get(at).is(Class::Finite)
        && at > 0
        && !sentence.before(at).is(Class::Auxiliary)
        && !sentence.before(at).is(Class::Relative)
        && !sentence.before(at).is(Class::Subject)
        && !sentence.is_adverb(at - 1)
}

/// A verb behind which a clause may begin ("officials who said Berg told them").
fn tells(sentence: &Sentence<'_>, at: usize) -> bool {
    let entry = sentence.get(at).entry;
    entry.form != Form::Base && entry.verbs().iter().any(|row| row.frames.any("z"))
}
