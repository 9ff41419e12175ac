//! How far a content reaches: the clause, not the whole sentence.

use crate::analysis::claims::lexicon::{Class, Form};
use crate::analysis::claims::sentence::Sentence;
use crate::analysis::claims::token::Kind;
use crate::analysis::claims::verb::{self, Verb, Voice};
use crate::analysis::claims::{subject, verb::read};

/// Longest content, in tokens: without a limit one endless sentence full of verbs would cost their product.
const LONGEST: usize = 160;

/// One past the last token of the content that begins at `from`. `fronted`: the verb stands in a clause that another
/// one follows or encloses, so that the first comma ends it.
pub fn clause(sentence: &Sentence<'_>, from: usize, fronted: bool) -> usize {
    let limit = sentence.len().min(from + LONGEST);
    let mut depth = 0usize;
    for at in from..limit {
        let token = sentence.get(at);
        let ends = match token.kind {
            Kind::Semicolon => true,
            Kind::Stop => at + 1 == sentence.len(),
            Kind::Open => {
                depth += 1;
                false
            }
            Kind::Close if depth == 0 => true,
            Kind::Close => {
                depth -= 1;
                false
            }
            Kind::Comma => fronted && main_clause(sentence, at + 1) || at_comma(sentence, at),
            Kind::Dash => at > from && (inserted(sentence, at + 1) || is_saying(sentence, at + 1)),
            Kind::Word => at > from && (sentence.says(at, &["according"]) || joins_verb(sentence, at)),
            Kind::Quote(_) => (at > from && handed_over(sentence, at)) || (at == from && ends_inside(sentence, at)),
            _ => false,
        };
        if ends {
            return if matches!(token.kind, Kind::Quote(_)) { at + 1 } else { at };
        }
    }
    limit
}

/// One past the last token of the noun phrase, gerund or infinitive that begins at `from`: shorter than a clause.
pub fn phrase(sentence: &Sentence<'_>, from: usize) -> usize {
    let limit = sentence.len().min(from + LONGEST);
    for at in from + 1..limit {
        let token = sentence.get(at);
        let ends = match token.kind {
            Kind::Semicolon | Kind::Dash | Kind::Colon | Kind::Close => true,
            Kind::Stop => at + 1 == sentence.len(),
            Kind::Comma => !listed(sentence, at),
            // American commas stand inside the marks.
            Kind::Quote(_) if comma_inside(sentence, at) && !listed(sentence, at) => return at + 1,
            Kind::Word => {
                sentence
                    .says(at, &["according", "after", "while", "when", "because", "although", "though", "but", "until"])
                    || sentence.says(at, &["before"]) && sentence.is_clause(at + 1)
                    || sentence.says(at, &["by"]) && sentence.word(at + 1).ends_with("ing")
                    || joins_verb(sentence, at)
                    || sentence.says(at, &["and"]) && joins_past(sentence, at)
            }
            _ => false,
        };
        if ends {
            return at;
        }
    }
    limit
}

/// One past the last token of an infinitive or gerund: a clause with a subject of its own behind a comma is not part of it.
pub fn deed(sentence: &Sentence<'_>, from: usize) -> usize {
    let to = clause(sentence, from, false);
    let opens = |at: usize| {
        let token = sentence.get(at);
        let subject = token.is(Class::Person) || token.is(Class::Determiner) || token.capital;
        subject && sentence.finite_after(at).is_some_and(|finite| finite < at + 8)
    };
    // "promised to build more, opposed the sale and …": a past form is none of what was promised.
    let told = |at: usize| {
        let at = if sentence.says(at, &["but", "and"]) { at + 1 } else { at };
        let past = sentence.is_past(at) && !sentence.get(at).is(Class::Finite);
        past && !sentence.says(at + 1, &["by", "in", "on", "for", "to", "from"])
    };
    let ends = |at: &usize| sentence.get(*at).kind == Kind::Comma && (opens(at + 1) || told(at + 1));
    (from..to).find(ends).unwrap_or(to)
}

/// "While X said that …, the bridge stayed shut": the clause that the fronted one belongs to.
fn main_clause(sentence: &Sentence<'_>, at: usize) -> bool {
    let token = sentence.get(at);
    let subject =
        token.is(Class::Determiner) || token.is(Class::Possessive) || token.is(Class::Person) || token.capital;
    sentence.finite_after(at).is_some() || subject
}

/// "grain, oil and steel": the comma parts members of a list.
fn listed(sentence: &Sentence<'_>, comma: usize) -> bool {
    let mut at = comma + 1;
    while at < comma + 8 {
        match sentence.get(at).kind {
            Kind::Word if sentence.says(at, &["and", "or"]) => return !joins_past(sentence, at),
            Kind::Word if sentence.is_finite(at) || sentence.get(at).is(Class::Relative) => return false,
            Kind::Word | Kind::Number | Kind::Comma | Kind::Genitive | Kind::Quote(_) => at += 1,
            _ => return false,
        }
    }
    false
}

fn joins_past(sentence: &Sentence<'_>, and: usize) -> bool {
    let next = if sentence.is_adverb(and + 1) { and + 2 } else { and + 1 };
    sentence.is_finite(next)
}

/// True when the comma at `at` ends a content: what follows speaks of the saying, not of what is said.
fn at_comma(sentence: &Sentence<'_>, at: usize) -> bool {
    let next = at + 1;
    let token = sentence.get(next);
    let compares = sentence.says(next, &["compared"]) && sentence.says(next + 1, &["with", "to"]);
    if compares || is_saying(sentence, next) || sentence.says(next, &["according"]) {
        return true;
    }
    if sentence.says(next, &["whom"]) {
        return attributes_soon(sentence, next + 1);
    }
    if sentence.says(next, &["and", "but", "while", "though", "although", "whereas", "as", "when", "yet"]) {
        let again = sentence.says(next, &["and", "but"])
            && sentence.says(next + 1, &["he", "she", "they"])
            && sentence.finite_after(next + 1).is_some();
        return again || attributes_soon(sentence, next + 1);
    }
    if token.entry.noun().is_some() && sentence.says(at + 1, &["claims", "claim"])
        || sentence.says(next, &["a", "an"]) && sentence.get(next + 1).entry.noun().is_some()
    {
        return true;
    }
    inserted(sentence, next)
}

/// True when a subject with an attributing verb comes next: another attribution begins.
pub fn attributes_soon(sentence: &Sentence<'_>, from: usize) -> bool {
    (from..from + 10)
        .take_while(|at| matches!(sentence.get(*at).kind, Kind::Word | Kind::Genitive | Kind::Number | Kind::Aside))
        .filter_map(|at| verb::read(sentence, at))
        .any(|verb| {
            let again = verb.first == from && sentence.get(verb.at).entry.form == Form::Past;
            let planned = (verb.first..verb.at).any(|at| sentence.get(at).is(Class::Modal));
            let speaks = verb.voice == Voice::Active && !planned && (verb.row.frames.any("q") || again);
            let near =
                verb.first == from || subject::before(sentence, verb.first).is_some_and(|it| it.from <= from + 2);
            speaks && near
        })
}

/// "…, X said, …" or "…, said X.": an attribution without a content of its own behind it.
pub fn inserted(sentence: &Sentence<'_>, from: usize) -> bool {
    for at in from..from + 10 {
        let token = sentence.get(at);
        if !matches!(token.kind, Kind::Word | Kind::Genitive | Kind::Number | Kind::Aside) {
            return false;
        }
        let Some(verb) = verb::read(sentence, at).filter(|verb| verb.row.frames.any("x")) else { continue };
        if verb.voice != Voice::Active {
            return false;
        }
        let next = sentence.get(verb.end);
        let closes = matches!(next.kind, Kind::Comma | Kind::Stop | Kind::Other | Kind::Dash);
        let told = closes || next.is(Class::Preposition) || sentence.is_clock(verb.end) || sentence.is_adverb(verb.end);
        if verb.first == from {
            return inverted(sentence, &verb);
        }
        let fits = subject::before(sentence, verb.first).is_some_and(|it| it.from == from);
        return fits && told && !(closes && next.kind == Kind::Comma && sentence.says(verb.end + 1, &["that"]));
    }
    false
}

/// "said X": the subject follows, and no clause of its own follows that.
pub fn inverted(sentence: &Sentence<'_>, verb: &Verb) -> bool {
    // "Lund, who was there, told the council that": "told" has its hearer behind it, never its subject.
    let tells = verb.row.lemma == "tell";
    if tells && sentence.before(verb.first).quote().is_none() {
        return false;
    }
    let hears = tells || sentence.says(verb.end, &["that"]) || sentence.is_adverb(verb.end);
    if verb.first != verb.at || !verb.row.frames.any("x") || hears && !sentence.get(verb.end).capital {
        return false;
    }
    // `“…,” Berg, the mayor, said Sunday`
    if sentence.is_clock(verb.end) || sentence.get(verb.end).dated {
        return false;
    }
    let pronoun = sentence.get(verb.end).is(Class::Person) || sentence.says(verb.end, &["it"]);
    let Some(end) = (if pronoun { Some(verb.end + 1) } else { subject::end(sentence, verb.end) }) else { return false };
    let token = sentence.get(end);
    let quoted = sentence.before(verb.first).quote().is_some();
    // "the band, a trio, wrote a song": what was written is no speaker.
    let somebody = |at: usize| {
        let token = sentence.get(at);
        token.capital || [Class::Role, Class::Body, Class::Source].iter().any(|class| token.is(*class))
    };
    if verb.row.lemma == "write" && !quoted && !pronoun && !(verb.end..end).any(somebody) {
        return false;
    }
    let broken = token.kind != Kind::Word && token.quote().is_none();
    let closes = quoted || broken || token.is(Class::Preposition) || token.is(Class::Relative);
    let helped = token.is(Class::Auxiliary) && !sentence.says(end, &["to"]);
    closes && !helped || sentence.is_clock(end)
}

/// "… and warned that …": a second verb of the same speaker.
fn joins_verb(sentence: &Sentence<'_>, at: usize) -> bool {
    if sentence.says(at, &["while", "before", "after"]) {
        return is_saying(sentence, at + 1) || sentence.says(at, &["while"]) && attributes_soon(sentence, at + 1);
    }
    if !sentence.says(at, &["and", "but", "or"]) {
        return false;
    }
    let next = if sentence.is_adverb(at + 1) { at + 2 } else { at + 1 };
    let token = sentence.get(next);
    if is_saying(sentence, next) {
        return true;
    }
    if token.entry.form != Form::Past && token.entry.form != Form::Third || token.entry.verbs().is_empty() {
        return attributes_soon(sentence, at + 1);
    }
    let says_so = |verb: Verb| {
        let after = sentence.get(verb.end);
        let handed = after.kind == Kind::Comma && sentence.get(verb.end + 1).quote().is_some();
        let opens = sentence.says(verb.end, &["that"]) || after.quote().is_some() || after.is(Class::Person) || handed;
        let asks = after.is(Class::Question) && verb.row.frames.any("w");
        let means = verb.row.frames.any("i") && sentence.says(verb.end, &["to"]);
        verb.row.frames.any("q") && (opens || asks || means || sentence.is_clause(verb.end))
    };
    read(sentence, next).is_some_and(says_so)
}

/// "adding that", "calling it": a participle of the lexicon.
pub fn is_saying(sentence: &Sentence<'_>, at: usize) -> bool {
    let ing = sentence.get(at).entry.form == Form::Ing;
    ing && verb::row(sentence, at).is_some_and(|(row, _)| !row.frames.any("K"))
}

fn comma_inside(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.quotation(at).is_some_and(|quotation| quotation.inner.of(sentence.text).ends_with(','))
}

/// `“let us wait,” before he left`: a quotation that is all of the content so far and brings its comma has ended it.
fn ends_inside(sentence: &Sentence<'_>, at: usize) -> bool {
    let next = sentence.get(at + 1);
    comma_inside(sentence, at) && next.quote().is_none() && !sentence.says(at + 1, &["and", "or"])
}

/// `… “a mess,” Brody said`: the quotation's comma hands over to an attribution.
fn handed_over(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.quotation(at).is_some_and(|quotation| quotation.goes_on(sentence.text))
        && (sentence.get(at + 1).kind != Kind::Comma)
        && (inserted(sentence, at + 1) || at_comma(sentence, at))
}
