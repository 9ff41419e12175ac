//! Variations of hand-made documents in the ways of the newsroom that the corpora hardly have: headlines in capitals or
//! with every word capitalised, and datelines.

use crate::corpus::Document;
use crate::learn::Chance;
use dateline::text::Span;

/// What agencies put behind the place of a dateline, and where the agency's name stands in it.
const DATELINES: &[(&str, Option<(usize, usize)>)] = &[
    (" (AP) - ", Some((2, 4))),
    (" (AP) _ ", Some((2, 4))),
    (" (Reuters) - ", Some((2, 9))),
    (" (AFP) — ", Some((2, 5))),
    (" — ", None),
    (" _ ", None),
    (", Monday (IPS) - ", Some((10, 13))),
    (", May 12 (Xinhua) -- ", Some((10, 16))),
    (": ", None),
];

/// New documents: each a varied piece of a hand-made one.
pub fn vary(documents: &[Document], seed: u64) -> Vec<Document> {
    let mut chance = Chance(seed | 1);
    let mut varied = Vec::new();
    for document in documents.iter().filter(|document| !document.silver) {
        match chance.next() % 16 {
            0 => varied.extend(piece(document, &mut chance).map(|piece| respelled(piece, str::make_ascii_uppercase))),
            1 | 2 => varied.extend(piece(document, &mut chance).map(|piece| respelled(piece, capitalise))),
            3..=5 => varied.extend(dateline(document, &mut chance)),
            _ => {}
        }
    }
    varied
}

/// One to four sentences of a document.
fn piece(document: &Document, chance: &mut Chance) -> Option<Document> {
    let from = (chance.next() % document.sentences.len() as u64) as usize;
    let to = (from + 1 + (chance.next() % 4) as usize).min(document.sentences.len());
    let sentences = document.sentences.get(from..to)?;
    let whole = sentences.first()?.join(*sentences.last()?);
    let within = |span: Span| Span::new(span.start - whole.start, span.end - whole.start);
    let names = document.names.iter().filter(|(span, _)| whole.encloses(*span));
    Some(Document {
        text: whole.of(&document.text).to_owned(),
        sentences: sentences.iter().map(|span| within(*span)).collect(),
        names: names.map(|(span, kind)| (within(*span), *kind)).collect(),
        weight: document.weight * 0.5,
        ..Document::default()
    })
}

fn respelled(mut document: Document, spell: fn(&mut str)) -> Document {
    spell(&mut document.text);
    document
}

/// Gives every word of four letters or more a capital.
fn capitalise(text: &mut str) {
    let mut words: Vec<Span> = Vec::new();
    let mut start = 0;
    for word in text.split_inclusive(' ') {
        words.push(Span::new(start, start + word.len()));
        start += word.len();
    }
    for word in words.into_iter().filter(|word| word.len() > 4) {
        if let Some(first) = text.get_mut(word.start..word.start + 1) {
            first.make_ascii_uppercase();
        }
    }
}

/// The first sentence with a dateline before it, from the first place that it names.
fn dateline(document: &Document, chance: &mut Chance) -> Option<Document> {
    let sentence = *document.sentences.first()?;
    let (place, _) = document.names.iter().find(|(span, kind)| *kind == 3 && sentence.encloses(*span))?;
    let mut text = place.of(&document.text).to_owned();
    text.make_ascii_uppercase();
    let mut names = vec![(Span::new(0, text.len()), 3)];
    let (behind, agency) = DATELINES[(chance.next() % DATELINES.len() as u64) as usize];
    if let Some((from, to)) = agency {
        names.push((Span::new(text.len() + from, text.len() + to), 2));
    }
    text.push_str(behind);
    let shift = text.len();
    text.push_str(sentence.of(&document.text));
    let own = document.names.iter().filter(|(span, _)| sentence.encloses(*span));
    names.extend(own.map(|(span, kind)| {
        (Span::new(span.start - sentence.start + shift, span.end - sentence.start + shift), *kind)
    }));
    let sentences = vec![Span::new(0, text.len())];
    Some(Document { text, sentences, names, weight: document.weight, ..Document::default() })
}
