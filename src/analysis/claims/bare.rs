//! A clause without "that" behind its verb: "said the mill would close", "told the court on Monday the gate had been open".

use crate::analysis::claims::content::{self, Shape};
use crate::analysis::claims::lexicon::Class;
use crate::analysis::claims::sentence::Sentence;
use crate::analysis::claims::subject;
use crate::analysis::claims::token::Kind;
use crate::analysis::claims::verb::Verb;

/// A clause without "that", after places, times and hearers.
pub fn clause(sentence: &Sentence<'_>, verb: &Verb) -> Option<(usize, Shape)> {
    if verb.row.frames.any("d") {
        let heard = after_hearer(sentence, verb);
        // "warn the glacier could be gone": nobody is spoken to.
        if heard.is_some() || verb.row.lemma == "tell" {
            return heard;
        }
    }
    let mut at = verb.end;
    for _ in 0..4 {
        at = past_date(sentence, at);
        let token = sentence.get(at);
        let adverb = sentence.is_adverb(at) && !token.is(Class::Determiner) && !token.is(Class::Subject);
        let placed = sentence.get(at + 1).is(Class::Preposition) && !sentence.get(at + 1).is(Class::Finite);
        if adverb || sentence.is_clock(at) && (placed || !sentence.is_finite(at + 1)) {
            at += 1;
        } else if sentence.begins_noun(at) && !token.is(Class::Adverb) {
            break;
        } else if token.is(Class::Preposition) && !token.is(Class::Subordinator) {
            at = past_aside(sentence, at)?;
        } else {
            break;
        }
    }
    // "a merger announced Monday would make it the largest"
    if verb.row.lemma != "say" && sentence.is_clock(at) && sentence.is_finite(at + 1) {
        return None;
    }
    // `admitted on Monday “it will be hard” if rain comes`
    let long = sentence.quotation(at).is_some_and(|it| it.words(sentence.text, 5) > 4);
    if sentence.get(at).quote().is_some() && (long || sentence.finite_after(at + 1).is_some()) {
        return Some((at, Shape::Clause));
    }
    let strict = verb.row.lemma != "say";
    // After "said" whatever has the size of a clause is one: its verb may be one that no list holds ("rents fall").
    if !strict
        && sentence.begins_noun(at)
        && !sentence.says(at, &["that"])
        && (at..at + 3).all(|at| sentence.get(at).is_word())
    {
        return Some((at, Shape::Clause));
    }
    let near = at == verb.end || at == verb.end + 1 && sentence.is_adverb(verb.end);
    if !strict && sentence.get(at).is(Class::Subordinator) && near && sentence.finite_after(at + 1).is_some() {
        return Some((at, Shape::Clause));
    }
    if !strict && at == verb.end && content::gerund(sentence, verb).is_some() && plain_clause(sentence, at, false) {
        return Some((at, Shape::Clause));
    }
    let opens = sentence.is_clause(at) && !sentence.says(at, &["that"]);
    (opens && (!strict || plain_clause(sentence, at, verb.row.frames.any("o")))).then_some((at, Shape::Clause))
}

/// "said this week the mill would close": one past a date that is no subject ("this week would be hard").
fn past_date(sentence: &Sentence<'_>, at: usize) -> usize {
    let end = (at..at + 6).find(|at| !sentence.get(*at).dated).unwrap_or(at);
    let subject = sentence.is_finite(end) || sentence.get(end).kind == Kind::Genitive;
    if subject || sentence.get(at).kind != Kind::Word { at } else { end }
}

/// "told the court the gate had been open": the hearer ends where the subject begins.
fn after_hearer(sentence: &Sentence<'_>, verb: &Verb) -> Option<(usize, Shape)> {
    let first = sentence.get(verb.end);
    let mut at = if first.is(Class::Object) { verb.end + 1 } else { subject::end(sentence, verb.end)? };
    if sentence.get(at).is(Class::Preposition) && !sentence.says(at, &["to", "as"]) {
        at = past_aside(sentence, at)?;
    }
    // "told the paper last week she would leave"
    while sentence.is_clock(at) || sentence.get(at).dated {
        at += 1;
    }
    (sentence.is_clause(at) && plain_clause(sentence, at, false)).then_some((at, Shape::Clause))
}

/// "in a statement", "on Monday", "at a rally in Ohio": where the next noun phrase or mark begins.
fn past_aside(sentence: &Sentence<'_>, at: usize) -> Option<usize> {
    let mut next = at + 1;
    if sentence.is_clock(next) {
        while sentence.is_clock(next) || sentence.get(next).kind == Kind::Number {
            next += 1;
        }
        return Some(next);
    }
    if sentence.get(next).is(Class::Determiner) || sentence.get(next).is(Class::Possessive) {
        next += 1;
    }
    while next < at + 8 {
        let token = sentence.get(next);
        let opens = token.is(Class::Determiner) || token.is(Class::Possessive) || token.is(Class::Person);
        if opens
            || token.kind == Kind::Comma
            || sentence.is_clock(next)
            || sentence.says(next, &["that", "it", "there"])
        {
            return Some(next);
        }
        let deed = sentence.says(next, &["to"]) && !sentence.get(next + 1).capital && !sentence.begins_noun(next + 1);
        let clause = token.is(Class::Subordinator) || deed;
        if !matches!(token.kind, Kind::Word | Kind::Number | Kind::Genitive) || sentence.is_finite(next) || clause {
            return None;
        }
        next += 1;
    }
    None
}

/// True when the first verb of the clause comes before any comma or other clause. Beside a verb that also takes a bare
/// object only an auxiliary tells a clause from the object.
fn plain_clause(sentence: &Sentence<'_>, at: usize, strict: bool) -> bool {
    let Some(finite) = sentence.finite_after(at) else { return false };
    if finite == at || sentence.get(at).is(Class::Person) || sentence.says(at, &["it"]) {
        return true;
    }
    let between = sentence.tokens.get(at..finite).unwrap_or_default();
    let broken = between.iter().enumerate().any(|(nth, token)| {
        token.kind == Kind::Comma
            || nth > 0
                && (token.is(Class::Relative) || token.is(Class::Subordinator) || sentence.says(at + nth, &["to"]))
    });
    let joined = sentence.before(finite).is(Class::Coordinator);
    !broken && !joined && (!strict || sentence.get(finite).is(Class::Finite))
}
