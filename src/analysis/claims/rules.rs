//! The rules of one sentence, from left to right.

use crate::analysis::claims::asked;
use crate::analysis::claims::attribution;
use crate::analysis::claims::draft::Draft;
use crate::analysis::claims::lexicon::Class;
use crate::analysis::claims::passive;
use crate::analysis::claims::phrase;
use crate::analysis::claims::sentence::Sentence;
use crate::analysis::claims::token::Kind;
use crate::analysis::claims::verb::{self, Verb, Voice};
use crate::analysis::claims::{subject, subject::Phrase};
use crate::text::{Span, Stance};

/// The attributions of a sentence, in the order of their cues.
pub fn drafts(sentence: &Sentence<'_>) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    let mut heir: Option<Span> = None;
    for at in 0..sentence.len() {
        let Some(draft) = at_token(sentence, at, heir) else { continue };
        let known = drafts.iter().rev().take(4).any(|other| {
            (draft.unknown || !other.unknown) && same(other, &draft) || minds(sentence.text, other, &draft)
        });
        if known || draft.mental && of_the_writer(sentence.text, &draft) {
            continue;
        }
        heir = draft.speaker.or(heir);
        drafts.push(draft);
    }
    unknown_gives_way(&mut drafts);
    chain(&mut drafts);
    drafts
}

fn at_token(sentence: &Sentence<'_>, at: usize, heir: Option<Span>) -> Option<Draft> {
    let token = sentence.get(at);
    match token.kind {
        Kind::Quote(_) => attribution::by_unknown_verb(sentence, at),
        Kind::Colon => phrase::colon(sentence, at),
        Kind::Word => match verb::read(sentence, at) {
            Some(verb) => asked::participle(sentence, at)
                .or_else(|| by_verb(sentence, &verb, heir))
                .or_else(|| phrase::noun(sentence, at)),
            None if token.entry.noun().is_some() => phrase::noun(sentence, at),
            None => phrase::according(sentence, at)
                .or_else(|| asked::participle(sentence, at))
                .or_else(|| passive::as_reported(sentence, at)),
        },
        _ => None,
    }
}

fn by_verb(sentence: &Sentence<'_>, verb: &Verb, heir: Option<Span>) -> Option<Draft> {
    match verb.voice {
        Voice::Infinitive => attribution::infinitive(sentence, verb),
        Voice::Passive => passive::attribution(sentence, verb),
        Voice::Active if passive::as_saying(sentence, verb).is_some() => quoting(sentence, verb),
        Voice::Active | Voice::Participle => attribution::active(sentence, verb, heir),
    }
}

/// Cue and speaker of a sentence that ends in a colon without a content of its own; where no verb of saying is in it
/// ("issued the following statement:") the colon attributes.
pub fn announcement(sentence: &Sentence<'_>) -> Option<(Span, Option<Span>)> {
    let colon = sentence.len().checked_sub(1)?;
    let handed = || {
        let from = phrase::from_whom(sentence, colon).map(|phrase| attribution::speech(sentence, phrase));
        let speaker = from.or_else(|| attribution::nearest_subject(sentence, colon))?;
        Some((sentence.span(colon, colon + 1), Some(speaker)))
    };
    said(sentence).or_else(handed)
}

fn said(sentence: &Sentence<'_>) -> Option<(Span, Option<Span>)> {
    let verb = (0..sentence.len()).rev().take(24).find_map(|at| {
        verb::read(sentence, at).filter(|verb| verb.voice == Voice::Active && verb.row.frames.any("q"))
    })?;
    let speaker = subject::before(sentence, verb.first)?;
    Some((sentence.span(verb.at, verb.end), Some(attribution::speech(sentence, speaker))))
}

/// The subject of a sentence that the writer tells: who stands before its first verb.
pub fn subject_of(sentence: &Sentence<'_>) -> Option<Span> {
    let verb = (1..sentence.len().min(25)).find(|at| sentence.is_finite(*at))?;
    let subject = subject::before(sentence, verb).filter(|subject| !subject.relative)?;
    Some(attribution::speech(sentence, subject))
}

/// The subject of a sentence, where it is a name or "he" or "she", and its verb.
pub fn spoken_of(sentence: &Sentence<'_>) -> Option<(Span, Span)> {
    let from = usize::from(!sentence.get(0).is_word());
    let verb = (from + 1..sentence.len().min(from + 12)).find(|at| sentence.is_finite(*at))?;
    let subject = subject::before(sentence, verb).filter(|subject| subject.from == from)?;
    let first = sentence.get(from);
    let name = sentence.get(subject.to.saturating_sub(1)).capital && !first.is(Class::Determiner);
    let person = sentence.says(from, &["he", "she"]) || name && first.kind == Kind::Word && !first.is(Class::Subject);
    person.then(|| (sentence.span(verb, verb + 1), attribution::speech(sentence, subject)))
}

/// "The paper quoted the general as saying …".
fn quoting(sentence: &Sentence<'_>, verb: &Verb) -> Option<Draft> {
    let content = passive::after_saying(sentence, passive::as_saying(sentence, verb)?)?;
    let speaker: Phrase = subject::before(sentence, verb.first)?;
    let saying = passive::as_saying(sentence, verb)?;
    let mut draft = attribution::build(sentence, sentence.span(verb.at, saying + 1), &[content])?;
    draft.speaker = Some(attribution::speech(sentence, speaker));
    draft.stance = Stance::Cites;
    Some(draft)
}

/// Two readings of one attribution: the same content, or nearly.
fn same(one: &Draft, other: &Draft) -> bool {
    let (a, b) = (one.span(), other.span());
    a == b || a.start == b.start && one.speaker == other.speaker || a.end == b.end && a.start.abs_diff(b.start) < 4
}

/// A verb from the lexicon knows better what to do with a quotation.
fn unknown_gives_way(drafts: &mut Vec<Draft>) {
    let known: Vec<Span> = drafts.iter().filter(|draft| !draft.unknown).map(Draft::span).collect();
    drafts.retain(|draft| !draft.unknown || !known.iter().any(|span| span.overlaps(draft.span())));
}

/// "She said she believed that …": she says so once.
fn minds(text: &str, outer: &Draft, inner: &Draft) -> bool {
    let start = outer.span().start;
    let own = inner.speaker.is_some_and(|speaker| speaker.start == start && is_pronoun(speaker.of(text)));
    inner.mental && own && outer.span().encloses(inner.span())
}

fn is_pronoun(word: &str) -> bool {
    ["he", "she", "they", "it", "i", "we"].iter().any(|pronoun| word.eq_ignore_ascii_case(pronoun))
}

/// "I think that …" outside of quotations is the writer's own.
fn of_the_writer(text: &str, draft: &Draft) -> bool {
    let own = |word: &str| ["i", "we", "you"].iter().any(|it| word.eq_ignore_ascii_case(it));
    draft.speaker.is_some_and(|speaker| speaker.of(text).split(['\'', '’']).next().is_some_and(own))
}

/// "A said B had told him that …": A says what B says.
fn chain(drafts: &mut [Draft]) {
    for at in 1..drafts.len() {
        let Some([outer, inner]) = drafts.get_mut(at - 1..=at) else { continue };
        let starts = inner.speaker.is_some_and(|speaker| speaker.start == outer.span().start);
        if outer.stance == Stance::Says && outer.span().encloses(inner.span()) && starts {
            outer.stance = Stance::Cites;
        }
    }
}
