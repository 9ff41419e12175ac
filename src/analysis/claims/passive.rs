//! Attributions in the passive: "was quoted as saying", "were told by X that", "was condemned by X", "is said to".

use crate::analysis::claims::ahead;
use crate::analysis::claims::asked;
use crate::analysis::claims::attribution::{build, speech};
use crate::analysis::claims::content::{self, Content, Shape};
use crate::analysis::claims::draft::Draft;
use crate::analysis::claims::extent;
use crate::analysis::claims::lexicon::{Class, Form};
use crate::analysis::claims::sentence::Sentence;
use crate::analysis::claims::stance;
use crate::analysis::claims::subject;
use crate::analysis::claims::token::Kind;
use crate::analysis::claims::verb::{Verb, quotes};

/// The attribution of a verb in the passive.
pub fn attribution(sentence: &Sentence<'_>, verb: &Verb) -> Option<Draft> {
    let mut draft = quoted_as_saying(sentence, verb)
        .or_else(|| accused(sentence, verb))
        .or_else(|| called(sentence, verb))
        .or_else(|| with_agent(sentence, verb))
        .or_else(|| asked::passive(sentence, verb))
        .or_else(|| convinced(sentence, verb))
        .or_else(|| said_that(sentence, verb))
        .or_else(|| said_to(sentence, verb))?;
    if draft.stance == Default::default() && verb.row.lemma != "quote" {
        draft.stance = stance::of(verb)?;
    }
    Some(draft)
}

/// "X was quoted (by Y) as saying …"; also the active "Y quoted X as saying …" ends here.
fn quoted_as_saying(sentence: &Sentence<'_>, verb: &Verb) -> Option<Draft> {
    let saying = as_saying(sentence, verb)?;
    let subject = subject::before(sentence, verb.first)?;
    let content = after_saying(sentence, saying)?;
    let mut draft = build(sentence, sentence.span(verb.first, saying + 1), &[content])?;
    draft.speaker = Some(speech(sentence, subject));
    Some(draft)
}

/// Where "saying" stands in "quoted … as saying".
pub fn as_saying(sentence: &Sentence<'_>, verb: &Verb) -> Option<usize> {
    if !matches!(verb.row.lemma, "quote" | "cite") {
        return None;
    }
    let near = verb.end..verb.end + 16;
    near.clone().find(|at| sentence.says(*at, &["as"]) && sentence.says(at + 1, &["saying"])).map(|at| at + 1)
}

/// The content behind "saying".
pub fn after_saying(sentence: &Sentence<'_>, saying: usize) -> Option<Content> {
    let mut from = saying + 1;
    while sentence.says(from, &["that", ":", ","]) {
        from += 1;
    }
    let to = extent::clause(sentence, from, false);
    let quoted = sentence.quotation(from).is_some_and(|it| it.begins_sentence(sentence.text) && to == from + 1);
    (from < to).then_some(Content { from, to, shape: if quoted { Shape::Quoted } else { Shape::Clause } })
}

/// "was told by X that …", "was condemned by X".
fn with_agent(sentence: &Sentence<'_>, verb: &Verb) -> Option<Draft> {
    if !sentence.says(verb.end, &["by"]) {
        return None;
    }
    let agent = subject::after(sentence, verb.end + 1)?;
    let mut later = *verb;
    later.end = agent.to;
    let behind = ["t", "w"].iter().any(|letter| verb.row.frames.any(letter));
    let content =
        behind.then(|| content::behind(sentence, &later, false)).flatten().filter(|it| it.shape == Shape::Clause);
    let content = match content {
        Some(content) => content,
        None if verb.row.frames.any("o") => {
            let subject = subject::before(sentence, verb.first)?;
            Content { from: subject.from, to: subject.to, shape: Shape::Thing }
        }
        None => return None,
    };
    let mut draft = build(sentence, sentence.span(verb.at, verb.end), &[content])?;
    draft.speaker = Some(speech(sentence, agent));
    draft.stance = stance::of(verb)?;
    Some(draft)
}

/// "The plan was called a “farce” by Berg", "has been dubbed “the folly”": what is called, and what it is called.
fn called(sentence: &Sentence<'_>, verb: &Verb) -> Option<Draft> {
    let named = sentence.says(verb.end, &["as"]) && verb.row.frames.any("a");
    if !(named || verb.row.frames.any("k")) || verb.negated || verb.refused {
        return None;
    }
    let from = verb.end + usize::from(named);
    let quote = (from..from + 4).find(|at| sentence.get(*at).quote().is_some()).map(|at| at + 1);
    let to = quote.or_else(|| subject::end(sentence, from))?;
    let agent = sentence.says(to, &["by"]).then(|| subject::after(sentence, to + 1)).flatten();
    if quote.is_none() && agent.is_none() {
        return None;
    }
    let subject = subject::before(sentence, verb.first)?;
    let subject = Content { from: subject.from, to: subject.to, shape: Shape::Clause };
    let name = Content { from, to, shape: Shape::Clause };
    let mut draft = build(sentence, sentence.span(verb.at, from), &[subject, name])?;
    draft.speaker = agent.map(|agent| speech(sentence, agent));
    Some(draft)
}

/// "As reported by the paper, …" and "…, as noted by Berg": the participle at `at`.
pub fn as_reported(sentence: &Sentence<'_>, at: usize) -> Option<Draft> {
    let entry = sentence.get(at).entry;
    let led = at.checked_sub(1).filter(|as_| sentence.says(*as_, &["as"]) && sentence.says(at + 1, &["by"]))?;
    let agent = subject::after(sentence, at + 2).filter(|_| entry.form == Form::Past && quotes(entry))?;
    let opens = led == 0 || sentence.before(led).is(Class::Coordinator);
    let content = if opens {
        let from = agent.to + 1;
        let comma = sentence.get(agent.to).kind == Kind::Comma;
        comma.then(|| Content { from, to: extent::clause(sentence, from, false), shape: Shape::Clause })?
    } else {
        ahead::content(sentence, led)?
    };
    let mut draft = build(sentence, sentence.span(at, at + 1), &[content])?;
    draft.speaker = Some(speech(sentence, agent));
    Some(draft)
}

/// "Lund is accused of theft", "was charged with murder", "was accused by the bank of theft": what is said of the subject.
fn accused(sentence: &Sentence<'_>, verb: &Verb) -> Option<Draft> {
    if !matches!(verb.row.lemma, "accuse" | "suspect" | "charge") || verb.negated || verb.refused {
        return None;
    }
    let agent = sentence.says(verb.end, &["by"]).then(|| subject::after(sentence, verb.end + 1)).flatten();
    let of = agent.map_or(verb.end, |agent| agent.to);
    let from = if verb.row.particle == "with" { verb.end } else { of + 1 };
    if verb.row.particle != "with" && !sentence.says(of, &["of"]) {
        return None;
    }
    let subject = subject::before(sentence, verb.first)?;
    let subject = Content { from: subject.from, to: subject.to, shape: Shape::Clause };
    let deed = Content { from, to: extent::deed(sentence, from), shape: Shape::Deed };
    let contents = [Some(subject), (deed.from < deed.to).then_some(deed)];
    let contents: Vec<Content> = contents.into_iter().flatten().collect();
    let mut draft = build(sentence, sentence.span(verb.at, verb.end), &contents).filter(|_| contents.len() > 1)?;
    draft.speaker = agent.map(|agent| speech(sentence, agent));
    draft.stance = stance::of(verb)?;
    Some(draft)
}

/// "Analysts were not convinced that …": the subject is the one who thinks so.
fn convinced(sentence: &Sentence<'_>, verb: &Verb) -> Option<Draft> {
    if !matches!(verb.row.lemma, "convince" | "worry" | "persuade") {
        return None;
    }
    let subject = subject::before(sentence, verb.first)?;
    let content = content::behind(sentence, verb, false)?;
    let from = if verb.negated { verb.first } else { verb.at };
    let mut draft = build(sentence, sentence.span(from, verb.end), &[content])?;
    draft.speaker = Some(speech(sentence, subject));
    Some(draft)
}

/// "It was announced that …", "residents were told that …": nobody is named.
fn said_that(sentence: &Sentence<'_>, verb: &Verb) -> Option<Draft> {
    let impersonal = sentence.says(verb.first.wrapping_sub(1), &["it"]) || verb.row.frames.any("d");
    if !impersonal || !sentence.says(verb.end, &["that"]) {
        return None;
    }
    let content = content::behind(sentence, verb, false)?;
    build(sentence, sentence.span(verb.at, verb.end), &[content])
}

/// "X is said to have left": the content is X and the infinitive.
fn said_to(sentence: &Sentence<'_>, verb: &Verb) -> Option<Draft> {
    let hearsay = matches!(
        verb.row.lemma,
        "say"
            | "believe"
            | "think"
            | "expect"
            | "report"
            | "allege"
            | "claim"
            | "estimate"
            | "understand"
            | "fear"
            | "know"
    );
    if !hearsay || !sentence.says(verb.end, &["to"]) {
        return None;
    }
    let subject = subject::before(sentence, verb.first).filter(|subject| !subject.relative)?;
    let to = extent::clause(sentence, verb.end, false);
    let contents = [
        Content { from: subject.from, to: subject.to, shape: Shape::Clause },
        Content { from: verb.end, to, shape: Shape::Clause },
    ];
    build(sentence, sentence.span(verb.first, verb.end), &contents)
}
