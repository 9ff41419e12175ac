//! Attributions without a verb: "according to X", "X's claim that", and the colon before a quotation.

use crate::analysis::claims::ahead;
use crate::analysis::claims::attribution::{build, speech};
use crate::analysis::claims::content::{Content, Shape};
use crate::analysis::claims::draft::Draft;
use crate::analysis::claims::extent;
use crate::analysis::claims::lexicon::{Class, Row};
use crate::analysis::claims::sentence::Sentence;
use crate::analysis::claims::subject::{self, Phrase};
use crate::analysis::claims::token::Kind;
use crate::text::Span;

/// "According to X, …", "…, according to X", "…, according to X, …".
pub fn according(sentence: &Sentence<'_>, at: usize) -> Option<Draft> {
    if !sentence.says(at, &["according"]) || !sentence.says(at + 1, &["to"]) {
        return None;
    }
    let leads = at == 0
        || at == 1 && matches!(sentence.before(at).kind, Kind::Dash | Kind::Other)
        || sentence.before(at).is(Class::Coordinator);
    // "according to recently published letters"
    let from = if sentence.is_adverb(at + 2) { at + 3 } else { at + 2 };
    let to = source_end(sentence, from, leads)?;
    let speaker = Phrase { from, to, clause: at, relative: false };
    let after = to + usize::from(sentence.get(to).kind == Kind::Comma);
    let goes_on = sentence.get(to).kind == Kind::Comma && after < sentence.len();
    let ahead = if leads { None } else { before(sentence, at) };
    let behind = (leads || goes_on).then(|| tail(sentence, after, leads)).flatten();
    let set = |ahead: &Content| {
        let first = sentence.get(ahead.from);
        let frame = first.is(Class::Preposition) && !first.is(Class::Determiner) || sentence.is_adverb(ahead.from);
        let told = sentence.finite_after(ahead.from).is_some_and(|finite| finite < ahead.to);
        behind.is_none() || told || !frame
    };
    let contents: Vec<Content> = [ahead.filter(set), behind].into_iter().flatten().collect();
    let mut draft = build(sentence, sentence.span(at, at + 2), &contents)?;
    draft.speaker = Some(speech(sentence, speaker));
    Some(draft)
}

fn before(sentence: &Sentence<'_>, at: usize) -> Option<Content> {
    if let Some(content) = ahead::content(sentence, at) {
        return Some(content);
    }
    // Without a comma before it: everything back to the sentence's start.
    let from = ahead::opening(sentence, at);
    (from < at).then_some(Content { from, to: at, shape: Shape::Clause })
}

fn tail(sentence: &Sentence<'_>, from: usize, leads: bool) -> Option<Content> {
    if !leads {
        let token = sentence.get(from);
        if token.is(Class::Relative) || token.is(Class::Coordinator) && sentence.finite_after(from + 1).is_some() {
            return None;
        }
    }
    let to = extent::clause(sentence, from, false);
    let quoted = sentence.quotation(from).is_some() && to == from + 1;
    (from < to).then_some(Content { from, to, shape: if quoted { Shape::Quoted } else { Shape::Clause } })
}

/// The source's noun phrase with what describes it ("figures published by the office on Friday").
fn source_end(sentence: &Sentence<'_>, from: usize, leads: bool) -> Option<usize> {
    let first = sentence.get(from);
    if first.is(Class::Object) || first.is(Class::Person) {
        return Some(from + 1);
    }
    let end = subject::end(sentence, from)?;
    let phrase = subject::after(sentence, from)?;
    // "according to the office, nine million more": what follows the comma is told, unless it is closed by another comma.
    let closed = matches!(sentence.get(phrase.to).kind, Kind::Comma | Kind::Stop | Kind::Semicolon | Kind::Close);
    let mut to = if closed && (!leads || sentence.get(phrase.to).kind == Kind::Comma) { phrase.to } else { end };
    while to < from + 24 {
        let token = sentence.get(to);
        match token.kind {
            Kind::Word | Kind::Number | Kind::Genitive if !token.is(Class::Coordinator) => to += 1,
            Kind::Word if leads && joins_source(sentence, to) => to += 1,
            Kind::Quote(_) if sentence.get(to + 1).is_word() => to += 1,
            _ => break,
        }
    }
    Some(to)
}

/// "According to the bank and two offices in Oslo, …": the comma, not "and", ends the source.
fn joins_source(sentence: &Sentence<'_>, and: usize) -> bool {
    let comma = (and + 1..and + 12).find(|at| sentence.get(*at).kind == Kind::Comma);
    let plain = |at: usize| {
        let token = sentence.get(at);
        matches!(token.kind, Kind::Word | Kind::Number | Kind::Genitive) && !token.is(Class::Finite)
    };
    comma.is_some_and(|comma| (and..comma).all(plain))
}

/// "X's claim that …", "a warning by X that …", "their fears of …".
pub fn noun(sentence: &Sentence<'_>, at: usize) -> Option<Draft> {
    let row = sentence.get(at).entry.noun()?;
    let owner = owner(sentence, at);
    let (agent, next) = match agent(sentence, at) {
        Some((agent, next)) => (Some(agent), next),
        None => (None, at + 1),
    };
    let content = object(sentence, row, next, owner.is_some() || agent.is_some())?;
    let speaker = owner.or(agent).or_else(|| giver(sentence, at));
    if speaker.is_none() && content.shape != Shape::Clause {
        return None;
    }
    let mut draft = build(sentence, sentence.span(at, at + 1), &[content])?;
    draft.speaker = speaker;
    draft.stance = row.stance;
    Some(draft)
}

/// The content behind a noun.
fn object(sentence: &Sentence<'_>, row: &Row, at: usize, owned: bool) -> Option<Content> {
    if row.frames.any("t") && sentence.says(at, &["that"]) && sentence.finite_after(at + 1).is_some() {
        let to = second_verb(sentence, at, extent::clause(sentence, at + 1, true));
        return (at + 1 < to).then_some(Content { from: at + 1, to, shape: Shape::Clause });
    }
    if let Some(content) = quoted(sentence, row, at) {
        return Some(content);
    }
    // "his answer was that the mill was old"
    let is = owned && row.frames.any("tb") && sentence.get(at).is(Class::Be) && sentence.get(at).is(Class::Finite);
    if is && sentence.says(at + 1, &["that"]) && sentence.finite_after(at + 2).is_some() {
        let to = extent::clause(sentence, at + 2, false);
        return Some(Content { from: at + 2, to, shape: Shape::Clause });
    }
    // "her promise to sell the mill"
    let deed = owned && row.frames.any("i") && sentence.says(at, &["to"]) && is_verb(sentence, at + 1);
    if deed {
        // "Her promise to sell the mill was kept": the sentence's own verb ends it.
        let to = extent::phrase(sentence, at + 1);
        let own = |at: &usize| sentence.get(*at).is(Class::Finite) && !sentence.get(*at).is(Class::Subject);
        let to = (at + 3..to).find(own).unwrap_or(to);
        return Some(Content { from: at + 1, to, shape: Shape::Deed });
    }
    if !(owned && row.frames.any("o") && sentence.says(at, &["of"])) {
        return None;
    }
    let to = extent::phrase(sentence, at + 1);
    (at + 1 < to).then_some(Content { from: at + 1, to, shape: Shape::Thing })
}

/// True when a verb stands at `at`, as its object shows: "a promise to voters" has none.
fn is_verb(sentence: &Sentence<'_>, at: usize) -> bool {
    let (token, next) = (sentence.get(at), sentence.get(at + 1));
    let noun = token.is(Class::Determiner) || token.is(Class::Possessive) || token.is(Class::Object);
    let object = next.is(Class::Determiner) || next.is(Class::Possessive) || next.is(Class::Object);
    let takes = object || next.kind == Kind::Number || next.quote().is_some() || sentence.says(at, &["be", "have"]);
    token.kind == Kind::Word && !token.capital && !noun && takes
}

/// `issued a statement, “…”`, `sent a letter: “…”`, `got a message reading “…”`
fn quoted(sentence: &Sentence<'_>, row: &Row, at: usize) -> Option<Content> {
    let led = matches!(sentence.get(at).kind, Kind::Comma | Kind::Colon);
    let whole = sentence.quotation(at + 1).filter(|it| it.states(sentence.text) && it.ends_sentence(sentence.text))?;
    let last = at + 2 >= sentence.len() || sentence.get(at + 2).kind == Kind::Stop;
    (led && last && row.frames.any("q") && !whole.open).then_some(Content {
        from: at + 1,
        to: at + 2,
        shape: Shape::Quoted,
    })
}

/// "His claim that the road was safe did not help": as the subject of the sentence the clause ends where the sentence's
/// own verb begins.
fn second_verb(sentence: &Sentence<'_>, that: usize, to: usize) -> usize {
    let is_subject = !(that.saturating_sub(8)..that).any(|at| sentence.is_finite(at));
    let Some(first) = sentence.finite_after(that + 1).filter(|_| is_subject) else { return to };
    let helping = |at: &usize| sentence.get(*at).is(Class::Finite) && !sentence.get(*at).is(Class::Subject);
    let own = |at: &usize| {
        let before = sentence.before(*at);
        !before.is(Class::Subject)
            && !before.is(Class::Relative)
            && !before.is(Class::Coordinator)
            && !before.is(Class::Auxiliary)
    };
    (first + 2..to).filter(helping).find(own).unwrap_or(to)
}

/// Whose claim it is: "the general's repeated claim", "her claim".
fn owner(sentence: &Sentence<'_>, at: usize) -> Option<Span> {
    for back in (at.saturating_sub(4)..at).rev() {
        let token = sentence.get(back);
        if token.is(Class::Possessive) {
            return Some(sentence.span(back, back + 1));
        }
        if token.kind == Kind::Genitive {
            let phrase = subject::before(sentence, back)?;
            return Some(speech(sentence, phrase));
        }
        if token.kind != Kind::Word || sentence.is_function(back) || token.is(Class::Determiner) {
            return None;
        }
    }
    None
}

/// "a warning by X that", "claims from X that".
fn agent(sentence: &Sentence<'_>, at: usize) -> Option<(Span, usize)> {
    let of = sentence.says(at + 1, &["of"]);
    if !of && !sentence.says(at + 1, &["by", "from"]) {
        return None;
    }
    let phrase = subject::after(sentence, at + 2)?;
    // "the contention of the minister that": of somebody, and with a clause of its own.
    let somebody = (phrase.from..phrase.to).any(|at| sentence.get(at).capital || sentence.get(at).is(Class::Role));
    (!of || somebody && sentence.says(phrase.to, &["that"])).then(|| (speech(sentence, phrase), phrase.to))
}

/// "The mayor made the claim that", "expressed concern that": the subject of a verb that only hands the noun over.
fn giver(sentence: &Sentence<'_>, at: usize) -> Option<Span> {
    const GIVING: &[&str] = &[
        "made",
        "make",
        "makes",
        "making",
        "issued",
        "issues",
        "issue",
        "expressed",
        "express",
        "expresses",
        "voiced",
        "repeated",
        "raised",
        "reiterated",
        "offered",
        "gave",
        "gives",
        "give",
        "spread",
        "released",
        "has",
        "have",
        "had",
    ];
    let verb = (at.saturating_sub(4)..at).rev().find(|back| sentence.says(*back, GIVING))?;
    let first = if sentence.before(verb).is(Class::Auxiliary) { verb - 1 } else { verb };
    let phrase = subject::before(sentence, first)?;
    Some(speech(sentence, phrase))
}

/// `X: “…”`, where no verb has taken the quotation.
pub fn colon(sentence: &Sentence<'_>, at: usize) -> Option<Draft> {
    if sentence.get(at).kind != Kind::Colon {
        return None;
    }
    let quotation = sentence.quotation(at + 1).filter(|it| it.begins_sentence(sentence.text))?;
    if quotation.words(sentence.text, 3) < 3 {
        return None;
    }
    let content = Content { from: at + 1, to: at + 2, shape: Shape::Quoted };
    let mut draft = build(sentence, sentence.span(at, at + 1), &[content])?;
    let from = usize::from(!sentence.get(0).is_word());
    let told = || {
        let verb = (from..at.min(from + 30)).find(|at| sentence.is_finite(*at))?;
        subject::before(sentence, verb)
    };
    draft.speaker = from_whom(sentence, at).or_else(told).map(|phrase| speech(sentence, phrase));
    // A verb behind the quotation knows better who says it.
    draft.unknown = true;
    Some(draft)
}

/// "From Mayor Anna Berg:", "And this from the union:", "The union:": nothing but a name before the colon at `colon`.
pub fn from_whom(sentence: &Sentence<'_>, colon: usize) -> Option<Phrase> {
    let mut from = usize::from(!sentence.get(0).is_word());
    while from < 4
        && (sentence.says(from, &["and", "also", "then", "this", "now"]) || sentence.get(from).kind == Kind::Comma)
    {
        from += 1;
    }
    from += usize::from(sentence.says(from, &["from"]));
    let to = subject::end(sentence, from).filter(|to| *to == colon)?;
    Some(Phrase { from, to, clause: from, relative: false })
}
