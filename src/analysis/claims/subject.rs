//! The noun phrase before or after a verb: who speaks.

use crate::analysis::claims::lexicon::{Class, Form};
use crate::analysis::claims::sentence::Sentence;
use crate::analysis::claims::token::Kind;
use crate::analysis::claims::{apposition, described};

/// A noun phrase: tokens `from..to`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// First token.
    pub from: usize,
    /// One past the last token.
    pub to: usize,
    /// Where the clause of its verb begins: at its first token, or past it where a relative clause has the verb.
    pub clause: usize,
    /// True when the verb stands in a relative clause ("officials who say that").
    pub relative: bool,
}

/// Longest noun phrase, in tokens; longer ones are lists of something else.
pub const LONGEST: usize = 24;

/// The subject that ends right before token `verb`, phrases of time passed over.
pub fn before(sentence: &Sentence<'_>, verb: usize) -> Option<Phrase> {
    let end = sentence.before_time(verb);
    let last = end.checked_sub(1)?;
    let token = sentence.get(last);
    if matches!(token.kind, Kind::Comma | Kind::Close | Kind::Dash) {
        return apposition::past(sentence, last);
    }
    if token.is(Class::Relative) && !sentence.says(last, &["where", "whose", "whom"]) || sentence.says(last, &["that"])
    {
        return antecedent(sentence, last);
    }
    if let Some(phrase) = described::head(sentence, end) {
        return Some(phrase);
    }
    let from = start(sentence, last)?;
    Some(Phrase { from, to: last + 1, clause: from, relative: false })
}

/// "officials who said", "a report, which says": the noun before the relative word.
fn antecedent(sentence: &Sentence<'_>, relative: usize) -> Option<Phrase> {
    let mut last = relative.checked_sub(1)?;
    if sentence.get(last).kind == Kind::Comma {
        last = last.checked_sub(1)?;
    }
    if !sentence.get(last).is_word() || sentence.is_function(last) && !sentence.get(last).is(Class::Subject) {
        return None;
    }
    let from = start(sentence, last)?;
    Some(Phrase { from, to: last + 1, clause: relative, relative: true })
}

/// Where the noun phrase that ends with token `last` begins.
pub fn start(sentence: &Sentence<'_>, last: usize) -> Option<usize> {
    let token = sentence.get(last);
    if token.is(Class::Person)
        || token.is(Class::Subject) && token.is(Class::Be)
        || sentence.says(last, &["it", "this", "there"])
    {
        return Some(last);
    }
    // "a source close to him"
    if token.is(Class::Object) && last > 1 && sentence.before(last).is(Class::Preposition) {
        let close = usize::from(sentence.says(last - 2, &["close", "next"]));
        let noun = last.checked_sub(2 + close)?;
        let counted = sentence.get(noun).is(Class::Determiner) || sentence.get(noun).kind == Kind::Number;
        return start(sentence, noun).filter(|_| counted || noun_like(sentence, noun));
    }
    let mut from = last + 1;
    let mut joined = false;
    while from > 0 && last + 1 - from < LONGEST {
        let at = from - 1;
        if !belongs(sentence, at, &mut joined, from > last) {
            break;
        }
        from = at;
    }
    let from = trim(sentence, from, last);
    (from <= last).then_some(from)
}

/// True when the token at `at` belongs to the noun phrase on its right.
fn belongs(sentence: &Sentence<'_>, at: usize, joined: &mut bool, is_last: bool) -> bool {
    let token = sentence.get(at);
    let after = sentence.get(at + 1);
    match token.kind {
        Kind::Number | Kind::Genitive | Kind::Aside => true,
        Kind::Comma => *joined && listed(sentence, at),
        // "showed that 54 percent said": a conjunction, but "That report said".
        Kind::Word if sentence.says(at, &["that"]) && at > 0 => false,
        Kind::Word if token.is(Class::Determiner) || token.is(Class::Possessive) => {
            !after.is(Class::Determiner)
                || sentence.says(at, &["all", "both", "half", "the", "these", "those"])
                || !is_last && sentence.says(at, &["one", "some", "many", "two"])
        }
        // To the left of an article only a link or a conjunction may go on.
        Kind::Word if sentence.says(at, &["and", "or", "&"]) => {
            *joined = noun_like(sentence, at.wrapping_sub(1)) && !is_last;
            *joined
        }
        Kind::Word if after.is(Class::Determiner) && !after.is(Class::Preposition) || after.is(Class::Possessive) => {
            token.is(Class::Linking) && links(sentence, at)
        }
        Kind::Word if token.is(Class::Linking) && !is_last => links(sentence, at),
        Kind::Word if token.is(Class::Day) && token.capital => true,
        Kind::Word => !sentence.is_function(at) && !is_verb(sentence, at) || is_last && token.is(Class::Subject),
        _ => false,
    }
}

/// A preposition holds two nouns together where a noun stands before it, and not a verb.
fn links(sentence: &Sentence<'_>, at: usize) -> bool {
    let counted = |before| sentence.get(before).is(Class::Determiner) && !sentence.says(before, &["a", "an", "the"]);
    at.checked_sub(1).is_some_and(|before| noun_like(sentence, before) || counted(before)) && !sentence.is_clock(at + 1)
}

pub fn noun_like(sentence: &Sentence<'_>, at: usize) -> bool {
    let token = sentence.get(at);
    token.is_word() && !sentence.is_function(at) && !is_verb(sentence, at) && !token.is(Class::Determiner)
}

/// "A, B and C": the comma is one of a list of names.
pub fn listed(sentence: &Sentence<'_>, at: usize) -> bool {
    let name = |at: usize| sentence.get(at).capital && !sentence.is_function(at);
    at.checked_sub(1).is_some_and(name) && (name(at + 1) || sentence.get(at + 1).is(Class::Coordinator))
}

fn is_verb(sentence: &Sentence<'_>, at: usize) -> bool {
    let token = sentence.get(at);
    if token.capital && at > 0 {
        return false;
    }
    let role = token.is(Class::Role) || token.is(Class::Body);
    let saying = !token.entry.verbs().is_empty() && token.entry.form == Form::Past && sentence.is_past(at);
    sentence.is_past(at) && !role || saying || token.is(Class::Finite)
}

/// Drops what cannot begin a noun phrase.
fn trim(sentence: &Sentence<'_>, mut from: usize, last: usize) -> usize {
    while from <= last {
        let token = sentence.get(from);
        let link = token.is(Class::Linking) && !token.is(Class::Determiner);
        let loose = matches!(token.kind, Kind::Comma | Kind::Genitive) || token.is(Class::Coordinator);
        if link {
            from += 1;
            // "On Monday officials said": the time goes with its preposition.
            while from <= last && sentence.get(from).is(Class::Day) {
                from += 1;
            }
        } else if loose
            || token.is(Class::Adverb) && !token.is(Class::Determiner)
            || token.is(Class::Day) && from < last
        {
            from += 1;
        } else {
            break;
        }
    }
    from
}

/// The subject that begins at token `at`, behind its verb ("said Ellen Brody, the mayor of Carrow").
pub fn after(sentence: &Sentence<'_>, at: usize) -> Option<Phrase> {
    if sentence.get(at).is(Class::Person) || sentence.says(at, &["it"]) {
        return Some(Phrase { from: at, to: at + 1, clause: at, relative: false });
    }
    let to = end(sentence, at)?;
    let apposed = sentence.get(to).kind == Kind::Comma && apposition(sentence, to + 1);
    let to = if apposed { end(sentence, to + 1).unwrap_or(to) } else { to };
    Some(Phrase { from: at, to, clause: at, relative: false })
}

fn apposition(sentence: &Sentence<'_>, at: usize) -> bool {
    let token = sentence.get(at);
    let noun = token.is(Class::Determiner) || token.is(Class::Role) || token.is(Class::Possessive);
    let role = sentence.begins_noun(at) && (at + 1..at + 6).any(|near| sentence.get(near).is(Class::Role));
    token.kind == Kind::Number || (noun || role) && end(sentence, at).is_some_and(|end| !sentence.is_finite(end))
}

/// One past the noun phrase that begins at `at`; nothing where none does.
pub fn end(sentence: &Sentence<'_>, at: usize) -> Option<usize> {
    if !sentence.begins_noun(at) {
        return None;
    }
    let mut to = at;
    while to < sentence.len() && to - at < LONGEST {
        let token = sentence.get(to);
        let goes_on = match token.kind {
            Kind::Number | Kind::Genitive | Kind::Aside => true,
            Kind::Word if sentence.says(to, &["and", "or"]) => {
                sentence.begins_noun(to + 1) && !is_verb(sentence, to + 1)
            }
            // "ambassador to France", but "urged the council to act".
            Kind::Word if sentence.says(to, &["to"]) => to > at && sentence.get(to + 1).capital,
            Kind::Word if token.is(Class::Linking) && to > at => {
                sentence.begins_noun(to + 1)
                    && !sentence.is_clock(to + 1)
                    && !sentence.get(to + 1).is(Class::Venue)
                    && !sentence.get(to + 2).is(Class::Venue)
                    && !sentence.says(to, &["as"])
            }
            Kind::Word if token.is(Class::Determiner) || token.is(Class::Possessive) => {
                to == at
                    || sentence.get(to - 1).is(Class::Linking)
                    || sentence.says(to - 1, &["and", "or", "all", "both"])
                    || sentence.get(to - 1).is(Class::Determiner)
            }
            Kind::Word if token.is(Class::Person) => false,
            Kind::Word if (sentence.is_clock(to) || token.dated) && to > at => false,
            // "said Paul Berg representing them"
            Kind::Word if to > at && sentence.get(to - 1).capital && is_doing(sentence, to) => false,
            // "said retired colonel Lund": an adjective by the noun behind it.
            Kind::Word if to == at && sentence.is_past(to) => {
                !sentence.get(to).is(Class::Finite) && noun_like(sentence, to + 1)
            }
            Kind::Word => !sentence.is_function(to) && !is_verb(sentence, to),
            _ => false,
        };
        if !goes_on {
            break;
        }
        to += 1;
    }
    (to > at).then_some(to)
}

/// True when the subject is somebody, or something that tells: things explain and suggest much without saying a word.
/// `clause`: what it tells is a clause.
pub fn speaks(sentence: &Sentence<'_>, subject: Phrase, clause: bool) -> bool {
    let linked = |at: &usize| *at > subject.from && sentence.get(*at).is(Class::Linking);
    let end = (subject.from..subject.to).find(linked).unwrap_or(subject.to);
    let comma = (subject.from..end).find(|at| sentence.get(*at).kind == Kind::Comma).unwrap_or(end);
    // "Sen. Ada Holm (D-Ohio)"
    let aside = comma > subject.from + 1 && sentence.before(comma).kind == Kind::Aside;
    let comma = comma - usize::from(aside);
    let head = sentence.before(comma);
    let word = sentence.word(comma.saturating_sub(1));
    let telling =
        [Class::Person, Class::Subject, Class::Role, Class::Body, Class::Source, Class::Venue, Class::Allegation];
    // "The driver explained that", but "the river explained the fear".
    let doer = clause && (word.ends_with("er") || word.ends_with("or"));
    let kind = ["ers", "ors", "ist", "ists", "ian", "ians", "man", "men", "woman", "women", "people"];
    head.capital && comma > 1
        || head.capital && sentence.begins_noun(0) && head.entry.verbs().is_empty()
        || telling.iter().any(|class| head.is(*class))
        || head.entry.noun().is_some()
        || doer
        || kind.iter().any(|ending| word.ends_with(ending))
}

/// "representing", in small letters: what somebody does, not who it is.
fn is_doing(sentence: &Sentence<'_>, at: usize) -> bool {
    !sentence.get(at).capital && sentence.word(at).len() > 5 && sentence.word(at).ends_with("ing")
}

impl Sentence<'_> {
    /// True for the name of a day, a month or a part of the day; not for "Monday's vote".
    pub fn is_clock(&self, at: usize) -> bool {
        self.get(at).is(Class::Day) && !self.says(at, &["may"]) && self.get(at + 1).kind != Kind::Genitive
    }
}

#[cfg(test)]
mod tests {
    use crate::analysis::analyse;
    use crate::text::Body;

    #[test]
    fn a_party_in_brackets_hides_no_speaker() {
        let text = "Sen. Ada Holm (R), a farmer from Utah, suggested that the bill was dead.";
        let found = analyse(&Body::verbatim(text.to_owned()), None);
        let told: Vec<&str> = found.claims.iter().map(|claim| claim.span.of(text)).collect();
        assert_eq!(told, ["the bill was dead"]);
    }
}
