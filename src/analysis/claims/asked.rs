//! Questions that nobody in the text asks: "Asked whether he would go, Berg said", "the minister was asked why".

use crate::analysis::claims::attribution::{build, speech};
use crate::analysis::claims::content::{Content, Shape};
use crate::analysis::claims::draft::Draft;
use crate::analysis::claims::extent;
use crate::analysis::claims::lexicon::{Class, Form};
use crate::analysis::claims::sentence::Sentence;
use crate::analysis::claims::subject;
use crate::analysis::claims::token::Kind;
use crate::analysis::claims::verb::Verb;

/// Most tokens of a question behind its first comma.
const LONGEST: usize = 24;

/// "Asked whether …, X said" and "…, when asked by reporters if …": the participle at `at`.
pub fn participle(sentence: &Sentence<'_>, at: usize) -> Option<Draft> {
    let asked = sentence.says(at, &["asked"]) && sentence.get(at).entry.form == Form::Past;
    let before = sentence.before(at);
    let free = at == 0 || matches!(before.kind, Kind::Comma | Kind::Other) || sentence.says(at - 1, &["when", "if"]);
    if !asked || !free {
        return None;
    }
    question(sentence, at, at + 1)
}

/// "X was asked whether …", `X was asked, “…?”`
pub fn passive(sentence: &Sentence<'_>, verb: &Verb) -> Option<Draft> {
    if verb.row.lemma != "ask" || !verb.row.particle.is_empty() || verb.negated {
        return None;
    }
    question(sentence, verb.at, verb.end)
}

fn question(sentence: &Sentence<'_>, at: usize, from: usize) -> Option<Draft> {
    let by = sentence.says(from, &["by"]).then(|| subject::after(sentence, from + 1)).flatten();
    let mut from = sentence.past_time(by.map_or(from, |by| by.to));
    if sentence.get(from).kind == Kind::Comma && sentence.get(from + 1).quote().is_some() {
        from += 1;
    }
    let quoted = sentence.quotation(from).is_some_and(|it| it.begins_sentence(sentence.text));
    let asks = sentence.get(from).is(Class::Question) && !sentence.says(from, &["when", "where"]);
    if !(quoted || asks && sentence.get(from + 1).is_word()) {
        return None;
    }
    let to = if quoted { from + 1 } else { end(sentence, from) };
    let shape = if quoted { Shape::Quoted } else { Shape::Clause };
    let mut draft = build(sentence, sentence.span(at, at + 1), &[Content { from, to, shape }])?;
    draft.speaker = by.map(|by| speech(sentence, by));
    Some(draft)
}

/// "Asked whether Berg, who leads the party, would go, Lund said": the comma before the answer, else the end of the clause.
fn end(sentence: &Sentence<'_>, from: usize) -> usize {
    let answers = |at: &usize| sentence.get(*at).kind == Kind::Comma && extent::attributes_soon(sentence, *at + 1);
    let to = extent::clause(sentence, from, true);
    let next = sentence.get(to + 1);
    if !next.is(Class::Determiner) && !next.is(Class::Relative) {
        return to;
    }
    (to..to + LONGEST).find(answers).unwrap_or(to)
}
