//! A verb that may attribute, with its auxiliaries: is it a verb here, is it denied, who is its subject by form?

use crate::analysis::claims::lexicon::{Class, Entry, Form, Row};
use crate::analysis::claims::sentence::Sentence;
use crate::analysis::claims::subject;
use crate::analysis::claims::token::{Kind, Token};

/// A verb with what belongs to it.
#[derive(Clone, Copy, Debug)]
pub struct Verb {
    /// What the lexicon says.
    pub row: &'static Row,
    /// The verb itself.
    pub at: usize,
    /// First token of its group: auxiliaries and adverbs before it.
    pub first: usize,
    /// One past its particle.
    pub end: usize,
    /// not, never, neither
    pub negated: bool,
    /// refused to, declined to, failed to
    pub refused: bool,
    /// How it stands to its subject.
    pub voice: Voice,
}

/// How a verb stands to its subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice {
    /// X says
    Active,
    /// is said, was told
    Passive,
    /// saying; the subject is that of another verb
    Participle,
    /// to say
    Infinitive,
}

/// Most auxiliaries and adverbs before a verb ("would not have been publicly said to").
const LONGEST_GROUP: usize = 8;

/// The verb at `at` that may attribute something here.
pub fn read(sentence: &Sentence<'_>, at: usize) -> Option<Verb> {
    let token = sentence.get(at);
    if token.kind != Kind::Word || token.entry.verbs().is_empty() {
        return None;
    }
    let group = group(sentence, at);
    let form = token.entry.form;
    let voice = voice(sentence, at, form, &group)?;
    let (row, end) = row(sentence, at)?;
    if token.capital && at > 0 && !all_capitals(sentence) {
        return None;
    }
    if row.frames.any("j") && !group.be {
        return None;
    }
    let verb = Verb { row, at, first: group.first, end, negated: group.negated, refused: group.refused, voice };
    (!is_noun(sentence, &verb, form)).then_some(verb)
}

struct Group {
    first: usize,
    negated: bool,
    refused: bool,
    be: bool,
    have: bool,
    helped: bool,
    to: bool,
}

fn group(sentence: &Sentence<'_>, at: usize) -> Group {
    let mut group =
        Group { first: at, negated: false, refused: false, be: false, have: false, helped: false, to: false };
    while at - group.first < LONGEST_GROUP && group.first > 0 {
        let before = group.first - 1;
        let token = sentence.get(before);
        // "May said": no helping verb stands before a past form.
        if token.capital && token.is(Class::Day) && group.first == at && sentence.get(at).entry.form == Form::Past {
            break;
        }
        if group.to && token.is(Class::Refuse) {
            group.refused = true;
            group.helped = false;
        } else if group.to && goes_on(sentence, before) {
            (group.to, group.helped) = (false, true);
        } else if token.is(Class::Auxiliary) || token.kind == Kind::Genitive && group.helped_by_contraction(sentence) {
            group.be |= (token.is(Class::Be) || token.kind == Kind::Genitive) && !group.helped;
            group.have |= sentence.says(before, &["has", "have", "had", "having"]);
            group.to |= sentence.says(before, &["to"]);
            group.helped |= !sentence.says(before, &["not", "never", "to"]);
        } else if token.is(Class::Be) && token.is(Class::Subject) && token.is(Class::Finite) {
            // "he's saying": the subject is in the same word; "he's said": it has.
            let has =
                sentence.get(at).entry.form == Form::Past && sentence.says(before, &["he's", "she's", "he’s", "she’s"]);
            (group.be, group.have, group.helped) = (!has, has, true);
            break;
        } else if !sentence.is_adverb(before) && !sentence.says(before, &["neither", "nor"]) {
            break;
        }
        group.negated |= token.is(Class::Negation);
        group.first = before;
    }
    // "confirm nor deny": both verbs have the auxiliaries of the first.
    if sentence.says(group.first, &["nor"]) && group.first > 1 {
        let outer = self::group(sentence, group.first - 1);
        group = Group { negated: true, helped: true, ..outer };
    }
    group
}

/// "went on to say", "continued to insist".
fn goes_on(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.says(at, &["continue", "continues", "continued", "went", "goes"])
        || sentence.says(at, &["on"]) && sentence.says(at.wrapping_sub(1), &["went", "goes"])
}

impl Group {
    /// `he's said`: the ending is an auxiliary only where a participle or adverb follows at once.
    fn helped_by_contraction(&self, sentence: &Sentence<'_>) -> bool {
        sentence.before(self.first - 1).is(Class::Subject)
    }
}

fn voice(sentence: &Sentence<'_>, at: usize, form: Form, group: &Group) -> Option<Voice> {
    let past = form == Form::Past || sentence.word(at).ends_with("ed") || sentence.says(at, &["forecast", "cast"]);
    // "when asked", "as reported": nobody asks there.
    let bare =
        group.first.checked_sub(1).map(|at| sentence.get(at)).filter(|_| group.first == at && form == Form::Past);
    if bare.is_some_and(|before| before.is(Class::Subordinator)) {
        return None;
    }
    Some(match form {
        Form::Ing if group.be => Voice::Active,
        Form::Ing => Voice::Participle,
        Form::Base if group.be && adjective(sentence, at) => Voice::Active,
        _ if group.be && past => Voice::Passive,
        _ if past && sentence.says(at + 1, &["by"]) => Voice::Passive,
        _ if group.be => return None,
        Form::Base if group.to && !group.refused => Voice::Infinitive,
        _ => Voice::Active,
    })
}

/// "is adamant that"
fn adjective(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.get(at).entry.verbs().iter().any(|row| row.frames.any("j"))
}

/// The row whose particle follows, else the bare one. One adverb may stand between ("called again for").
pub fn row(sentence: &Sentence<'_>, at: usize) -> Option<(&'static Row, usize)> {
    let rows = sentence.get(at).entry.verbs();
    let adverb = sentence.is_adverb(at + 1) && !sentence.get(at + 1).is(Class::Preposition);
    let after = if adverb { at + 2 } else { at + 1 };
    for row in rows {
        if row.particle.is_empty() {
            return Some((row, at + 1));
        }
        let after = if row.particle == "clear" && sentence.says(at + 1, &["it"]) { at + 2 } else { after };
        if let Some(end) = past_particle(sentence, row, after) {
            return Some((row, end));
        }
    }
    None
}

/// One past the particle of a row, where it stands at `at`.
fn past_particle(sentence: &Sentence<'_>, row: &Row, at: usize) -> Option<usize> {
    let mut words = row.particle.split(' ').enumerate();
    let count = row.particle.split(' ').count();
    words.all(|(nth, word)| sentence.says(at + nth, &[word])).then_some(at + count)
}

/// True when the word is a noun or an adjective where it stands ("these claims", "the alleged deal").
fn is_noun(sentence: &Sentence<'_>, verb: &Verb, form: Form) -> bool {
    let before = sentence.before(verb.at);
    const ARTICLES: &[&str] =
        &["a", "an", "the", "this", "that", "these", "those", "no", "any", "every", "each", "such"];
    let article = verb.at.checked_sub(1).is_some_and(|at| sentence.says(at, ARTICLES));
    let determined = article && !before.is(Class::Subject)
        || before.is(Class::Possessive)
        || before.kind == Kind::Genitive && verb.first == verb.at
        || before.is(Class::Preposition) && !before.is(Class::Auxiliary) && verb.voice != Voice::Participle;
    if determined && verb.voice != Voice::Passive {
        return true;
    }
    let helped = verb.first < verb.at
        && sentence.tokens.get(verb.first..verb.at).unwrap_or_default().iter().any(|token| token.is(Class::Auxiliary));
    if helped || verb.voice == Voice::Passive || verb.voice == Voice::Participle {
        return false;
    }
    let doubtful = verb.row.frames.any("n");
    if verb.row.frames.any("s") && !shown_by_a_source(sentence, verb) {
        return true;
    }
    match form {
        // "it read", "she put it": the past looks like the base form.
        Form::Base if matches!(verb.row.lemma, "read" | "put") => verb.first == 0,
        Form::Base if is_state(sentence, verb) => true,
        // "the study expects demand to double": the verb of that subject stands before it.
        Form::Base if doubtful && is_third(sentence, verb.first) => true,
        Form::Base => !plural_subject(sentence, verb.first, doubtful),
        Form::Third => doubtful && (!singular_subject(sentence, verb.first, verb.at) || is_state(sentence, verb)),
        // "60 pledged delegates"
        Form::Past => before.kind == Kind::Number && counted(sentence, verb, doubtful),
        Form::Ing => false,
    }
}

/// "60 pledged delegates", "1,602 confirmed dead".
fn counted(sentence: &Sentence<'_>, verb: &Verb, doubtful: bool) -> bool {
    let told = sentence.says(verb.end, &["that"]) || sentence.get(verb.end).quote().is_some();
    let found = matches!(verb.row.lemma, "confirm" | "report" | "suspect" | "estimate" | "expect" | "claim" | "fear");
    !told && (doubtful && sentence.begins_noun(verb.end) || found)
}

/// "the states that vote", "state elections": the verb is rare, and what it states follows at once.
fn is_state(sentence: &Sentence<'_>, verb: &Verb) -> bool {
    let next = sentence.get(verb.end);
    let told = sentence.says(verb.end, &["that"]) && sentence.is_clause(verb.end + 1);
    let closes = next.kind == Kind::Stop && sentence.get(0).quote().is_some();
    let told = told || closes || next.quote().is_some() || matches!(next.kind, Kind::Colon | Kind::Comma);
    verb.row.lemma == "state" && !told
}

/// True when a verb of saying in the third person ends before token `at`.
fn is_third(sentence: &Sentence<'_>, at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| {
        let entry = sentence.get(before).entry;
        let plain = !entry.is(Class::Role) && !entry.is(Class::Body) && !entry.is(Class::Source);
        entry.form == Form::Third && entry.noun().is_none() && plain && read(sentence, before).is_some()
    })
}

/// "The poll shows", "figures released on Monday showed": people show other things, unless "that" tells what they found.
fn shown_by_a_source(sentence: &Sentence<'_>, verb: &Verb) -> bool {
    let told = sentence.says(verb.end, &["that"]);
    let before = sentence.tokens.get(verb.first.saturating_sub(8)..verb.first).unwrap_or_default();
    let finds = |token: &Token| token.is(Class::Role) || token.is(Class::Body);
    before.iter().any(|token| token.is(Class::Source) || told && finds(token))
}

/// "they say", "experts say", "Lee and Park say", "people who say"; not "a say", nor an order at the sentence's start.
fn plural_subject(sentence: &Sentence<'_>, first: usize, doubtful: bool) -> bool {
    let Some(at) = first.checked_sub(1) else { return false };
    let token = sentence.get(at);
    let word = sentence.word(at);
    match token.kind {
        Kind::Quote(_) => false,
        // "Residents of the valley, most of them old, fear": only a mark is seen from here.
        Kind::Comma | Kind::Dash | Kind::Close | Kind::Aside => !doubtful,
        Kind::Number => !doubtful,
        Kind::Word if token.is(Class::Relative) || sentence.says(at, &["that"]) => true,
        Kind::Word if token.is(Class::Subject) => !sentence.says(at, &["he", "she", "it", "this"]),
        Kind::Word if sentence.says(at, &["people", "police", "and", "or", "media", "data", "women", "men"]) => true,
        Kind::Word if sentence.is_function(at) => false,
        // "denied reports"
        Kind::Word if doubtful && sentence.is_past(at) => false,
        Kind::Word if doubtful && !word.ends_with('s') => plural_head(sentence, first),
        Kind::Word => word.ends_with('s') && !word.ends_with("ss") || !doubtful,
        _ => false,
    }
}

/// "Voters in the south doubt": the first noun of the subject is a plural.
fn plural_head(sentence: &Sentence<'_>, first: usize) -> bool {
    let Some(phrase) = subject::before(sentence, first) else { return false };
    let linked = (phrase.from..phrase.to).find(|at| sentence.get(*at).is(Class::Linking));
    linked.is_some_and(|at| {
        at > phrase.from && sentence.word(at - 1).ends_with('s') && !sentence.word(at - 1).ends_with("ss")
    })
}

fn singular_subject(sentence: &Sentence<'_>, first: usize, verb: usize) -> bool {
    let Some(at) = first.checked_sub(1) else { return false };
    let token = sentence.get(at);
    match token.kind {
        Kind::Comma | Kind::Close => true,
        Kind::Word if token.is(Class::Relative) || sentence.says(at, &["that"]) => true,
        Kind::Word if token.is(Class::Subject) => !token.is(Class::Person) || sentence.says(at, &["he", "she"]),
        Kind::Word if sentence.is_function(at) || sentence.is_past(at) => false,
        Kind::Word => {
            // "The ad claims “…”": a plain noun, but what follows can only be told.
            let short = at.checked_sub(1).is_some_and(|before| sentence.get(before).is(Class::Determiner));
            let several = (at.saturating_sub(3)..at).any(|near| {
                sentence.get(near).kind == Kind::Number
                    || sentence.says(near, &["two", "three", "these", "several", "many"])
            });
            let counted = token.is(Class::Determiner) || token.kind == Kind::Number || several;
            let told = !counted && sentence.says(verb + 1, &["that"]) && !sentence.is_finite(verb + 2)
                || sentence.get(verb + 1).quote().is_some() && !several
                || short && !counted && sentence.is_clause(verb + 1);
            // `“…,” a voice in the film states.`
            let closing =
                matches!(sentence.get(verb + 1).kind, Kind::Stop | Kind::Comma) && sentence.get(0).quote().is_some();
            token.capital || token.is(Class::Role) || token.is(Class::Body) || told || closing
        }
        _ => false,
    }
}

/// True for a heading in capitals, where a capital letter tells nothing.
fn all_capitals(sentence: &Sentence<'_>) -> bool {
    let words = sentence.tokens.iter().filter(|token| token.kind == Kind::Word && token.span.len() > 3);
    let (all, capital) = words.fold((0, 0), |(all, capital), token| (all + 1, capital + usize::from(token.capital)));
    all >= 3 && capital == all || all >= 6 && capital * 4 >= all * 3
}

/// True for a verb that may stand beside a quotation.
pub fn quotes(entry: Entry) -> bool {
    entry.verbs().iter().any(|row| row.frames.any("q"))
}
