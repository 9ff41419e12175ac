//! The claims of a body: read every sentence, join what belongs together, then settle who, what and how much.

use crate::analysis::claims::draft::Draft;
use crate::analysis::claims::lexicon::{self, Class};
use crate::analysis::claims::quotation::{self, Quotation};
use crate::analysis::claims::resolve::Cast;
use crate::analysis::claims::rules;
use crate::analysis::claims::sentence::{Place, Reading, Sentence};
use crate::analysis::claims::subjects::Subjects;
use crate::analysis::claims::token::Kind;
use crate::analysis::claims::{denial, label, score, time};
use crate::analysis::{Analysis, Claim, Cue};
use crate::text::{Body, Span};

/// Every claim of a body, by the start of its content; sees the sentences, actors and figures already found.
pub fn find(body: &Body, found: &Analysis) -> Vec<Claim> {
    let text = body.text();
    let quotations = quotation::find(body);
    let told = |block: usize| found.boilerplate.binary_search(&block).is_err();
    let dates = time::dates(found);
    let reading = Reading::new(body, &found.sentences, &dates, &quotations, told);
    let mut drafts: Vec<Draft> = Vec::new();
    for (number, (place, sentence)) in reading.sentences(text, &quotations).enumerate() {
        let before = drafts.len();
        let labelled = label::headed(body, found, place, &sentence);
        let signed = || signed(&reading, number, &quotations, text);
        let mut own = match labelled.or_else(signed) {
            Some(draft) => vec![draft],
            None => rules::drafts(&sentence),
        };
        for draft in &mut own {
            (draft.block, draft.sentence) = (place.block, number);
        }
        drafts.append(&mut own);
        if drafts.len() == before {
            announce(&mut drafts, &reading, number, &quotations, text);
        }
        if drafts.len() == before {
            resume(&mut drafts, place, number, &sentence);
        }
        if drafts.len() == before {
            drafts.extend(unattributed(&drafts, &reading, number, &quotations, text));
        }
    }
    over_paragraphs(&mut drafts, &quotations, text);
    drafts.sort_by_key(|draft| (draft.span().start, draft.cue.start));
    for draft in &mut drafts {
        draft.speaker = draft.speaker.and_then(|speaker| time::without(text, &dates, speaker));
    }
    settle(text, found, &drafts, Subjects { reading: &reading, text, quotations: &quotations })
}

/// "Berg was blunt. “…”": a sentence of nothing but quotation, none of whose words attribute it, is the matter of whoever the
/// sentence before speaks of.
fn unattributed(
    drafts: &[Draft],
    reading: &Reading,
    number: usize,
    quotations: &[Quotation],
    text: &str,
) -> Option<Draft> {
    let (place, sentence) = reading.sentence(number, text, quotations)?;
    let index = sentence.get(0).quote().filter(|_| sentence.len() <= 2)?;
    let taken = drafts.iter().rev().take(8).any(|draft| draft.quotation == Some(index));
    let whole = quotations.get(index).filter(|it| !taken && it.states(text) && it.ends_sentence(text))?;
    let (before, told) = reading.sentence(number.checked_sub(1)?, text, quotations)?;
    let (cue, speaker) = rules::spoken_of(&told).filter(|_| before.block + 1 >= place.block)?;
    Some(Draft {
        parts: vec![whole.content(text)],
        cue,
        speaker: Some(speaker),
        direct: true,
        block: place.block,
        sentence: number,
        first_quotation: Some(index),
        quotation: Some(index),
        ..Draft::default()
    })
}

/// A quotation that fills its sentence, with a dash and a name behind it or on the next line.
fn signed(reading: &Reading, number: usize, quotations: &[Quotation], text: &str) -> Option<Draft> {
    let (place, sentence) = reading.sentence(number, text, quotations)?;
    let quotation = sentence.get(0).quote()?;
    if sentence.len() > 2 {
        return label::signature(&sentence, quotation, 1);
    }
    let (next, following) = reading.sentence(number + 1, text, quotations)?;
    (next.block <= place.block + 1).then(|| label::signature(&following, quotation, 0)).flatten()
}

/// "She told the council:" at the end of a paragraph announces the quotation that opens the next one.
fn announce(drafts: &mut Vec<Draft>, reading: &Reading, number: usize, quotations: &[Quotation], text: &str) {
    let Some((place, sentence)) = reading.sentence(number, text, quotations) else { return };
    let Some((next, following)) = reading.sentence(number + 1, text, quotations) else { return };
    if next.block != place.block + 1 || sentence.get(sentence.len().saturating_sub(1)).kind != Kind::Colon {
        return;
    }
    let Some(quotation) = following.quotation(0).filter(|_| following.len() <= 2) else { return };
    let Some((cue, speaker)) = rules::announcement(&sentence) else { return };
    drafts.push(Draft {
        parts: vec![quotation.content(text)],
        cue,
        speaker,
        direct: true,
        block: next.block,
        sentence: number + 1,
        first_quotation: following.get(0).quote(),
        quotation: following.get(0).quote(),
        ..Draft::default()
    });
}

/// One more than the sentences of the writer's own that may stand inside a paragraph between two quotations of one speaker.
const ASIDES: usize = 3;

/// A sentence that is nothing but a quotation goes on from the attribution in the sentence before it.
fn resume(drafts: &mut Vec<Draft>, place: &Place, number: usize, sentence: &Sentence<'_>) {
    let Some(quotation) = sentence.quotation(0).filter(|it| it.begins_sentence(sentence.text)) else { return };
    if (1..sentence.len()).any(|at| !matches!(sentence.get(at).kind, Kind::Stop | Kind::Other)) {
        return;
    }
    if drafts.iter().rev().take(4).any(|draft| draft.quotation == sentence.get(0).quote()) {
        return;
    }
    // A paragraph of nothing but quotation goes on from the one before it.
    let near = |draft: &&mut Draft| {
        let next = draft.block + 1 >= place.block && draft.sentence + 1 == number;
        // "said Lund, 44. She drives a tram. “…”"
        let same = draft.block == place.block && draft.sentence + ASIDES >= number;
        (next || same) && draft.speaker.is_some()
    };
    // "referring to X" may have come between a quotation and its other half.
    let mut latest = drafts.iter_mut().rev().take(4).filter(near).collect::<Vec<_>>();
    latest.sort_by_key(|draft| (number - draft.sentence, !draft.direct));
    let Some(last) = latest.into_iter().next() else { return };
    let content = quotation.content(sentence.text);
    let quoted = last.direct || last.quotation.is_some();
    if quoted && (last.block < place.block || !stands_alone(sentence.text, last.span(), content)) {
        last.parts.push(content);
        last.block = place.block;
        last.quotation = sentence.get(0).quote();
        last.sentence = number;
        return;
    }
    let more = Draft {
        parts: vec![content],
        direct: true,
        thing: false,
        sentence: number,
        first_quotation: sentence.get(0).quote(),
        quotation: sentence.get(0).quote(),
        ..last.clone()
    };
    drafts.push(more);
}

/// Fewest words of a sentence that states something by itself.
const STATEMENT_WORDS: usize = 7;

/// The second of two statements has at most this share of the first's length, in percent.
const SHORTER: usize = 55;

/// Two quotations around one attribution are two statements when each is one whole sentence that says something of the
/// world; otherwise they are one answer.
fn stands_alone(text: &str, first: Span, second: Span) -> bool {
    let statement = |span: Span| {
        let words = span.of(text);
        let inside = words.trim_end_matches(['.', '!', '?', '…']);
        let one = !inside.contains(['.', '!', '?', '…']) && !words.ends_with(['?', '!']);
        one && words.split_ascii_whitespace().take(STATEMENT_WORDS).count() == STATEMENT_WORDS
    };
    let personal = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’');
        let stem = word.split(['\'', '’']).next().unwrap_or_default();
        ["i", "we", "you", "my", "our", "your", "me", "us", "but", "and", "so", "because"]
            .iter()
            .any(|other| stem.eq_ignore_ascii_case(other))
    };
    first.len() * SHORTER >= second.len() * 100
        && statement(first)
        && statement(second)
        && !second.of(text).split_ascii_whitespace().any(personal)
        && !leans(second.of(text))
}

/// "They each have a case", "Especially those who stayed": a sentence whose first word looks back is no statement alone.
fn leans(words: &str) -> bool {
    let first = words.split_ascii_whitespace().next().unwrap_or_default();
    let first = first.split(['\'', '’', ',']).next().unwrap_or_default();
    let entry = lexicon::look_up(first);
    let back = [Class::Person, Class::Subject, Class::Object, Class::Subordinator, Class::Relative, Class::Adverb];
    back.iter().any(|class| entry.is(*class)) || first.ends_with("ly")
}

/// Adds the paragraphs over which a quotation goes on, before and after the one that names the speaker.
fn over_paragraphs(drafts: &mut [Draft], quotations: &[Quotation], text: &str) {
    let mut taken = vec![false; quotations.len()];
    for draft in drafts.iter() {
        if let Some(slot) = draft.quotation.and_then(|index| taken.get_mut(index)) {
            *slot = true;
        }
    }
    for draft in drafts.iter_mut().filter(|draft| draft.direct) {
        let Some(index) = draft.quotation else { continue };
        let mut next = index + 1;
        while let Some(more) = quotations.get(next).filter(|it| it.continues && taken.get(next) == Some(&false)) {
            draft.parts.push(more.content(text));
            mark(&mut taken, next);
            next += 1;
        }
        let Some(mut first) = draft.first_quotation else { continue };
        while quotations.get(first).is_some_and(|it| it.continues) && first > 0 && taken.get(first - 1) == Some(&false)
        {
            first -= 1;
            mark(&mut taken, first);
            draft.parts.extend(quotations.get(first).map(|it| it.content(text)));
        }
        draft.parts.sort();
    }
}

fn mark(taken: &mut [bool], index: usize) {
    if let Some(slot) = taken.get_mut(index) {
        *slot = true;
    }
}

fn settle(text: &str, found: &Analysis, drafts: &[Draft], subjects: Subjects<'_>) -> Vec<Claim> {
    let mut cast = Cast::new(text, found, subjects);
    let mut claims: Vec<Claim> = drafts
        .iter()
        .map(|draft| Claim {
            span: draft.span(),
            parts: draft.parts.clone(),
            speaker: draft.speaker.map(|span| cast.speaker(span)),
            cue: Some(Cue { span: draft.cue }),
            stance: draft.stance,
            direct: draft.direct,
            denies: None,
            score: 0.0,
        })
        .collect();
    denial::link(text, found, drafts, &mut claims);
    for claim in &mut claims {
        claim.score = score::of(text, found, claim);
    }
    claims
}
