//! Text objects: the word, sentence, paragraph or quotation around a place.

use crate::text::{Body, Span};
use unicode_segmentation::UnicodeSegmentation;

/// What can be selected as one thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Object {
    /// A word.
    Word,
    /// A sentence.
    Sentence,
    /// A paragraph.
    Paragraph,
    /// A quotation.
    Quotation,
}

/// The object around `offset`. `around` takes the white space behind it, or a quotation's marks, too.
pub fn object_at(body: &Body, sentences: &[Span], offset: usize, object: Object, around: bool) -> Option<Span> {
    let text = body.text();
    let block = body.blocks().get(body.block_at(offset)?)?.span;
    let inner = match object {
        Object::Word => {
            let words = block.of(text).split_word_bound_indices();
            words
                .map(|(at, word)| Span::new(block.start + at, block.start + at + word.len()))
                .find(|word| word.contains(offset))?
        }
        Object::Sentence => nearest(sentences, offset)?,
        Object::Paragraph => block,
        Object::Quotation => {
            let quotation = quotations(text, block).into_iter().find(|span| span.contains(offset))?;
            return Some(if around { quotation } else { unquoted(text, quotation) });
        }
    };
    let space = text.get(inner.end..block.end).map_or(0, |rest| rest.len() - rest.trim_start().len());
    Some(if around { Span::new(inner.start, inner.end + space) } else { inner })
}

/// The span that holds `offset`, or the last one before it.
fn nearest(spans: &[Span], offset: usize) -> Option<Span> {
    let after = spans.partition_point(|span| span.start <= offset);
    spans.get(after.saturating_sub(1)).copied()
}

fn unquoted(text: &str, quotation: Span) -> Span {
    let inside = quotation.of(text);
    let first = inside.chars().next().map_or(0, char::len_utf8);
    let last = inside.chars().next_back().filter(|c| "\"”»".contains(*c)).map_or(0, char::len_utf8);
    Span::new(quotation.start + first, quotation.end - last)
}

/// The quotations in a block, marks included; one that is not closed runs to the block's end.
pub fn quotations(text: &str, block: Span) -> Vec<Span> {
    let mut found = Vec::new();
    let mut open: Option<usize> = None;
    for (at, c) in block.of(text).char_indices() {
        let at = block.start + at;
        match (c, open) {
            ('“' | '«' | '"', None) => open = Some(at),
            ('”' | '»' | '"', Some(start)) => {
                found.push(Span::new(start, at + c.len_utf8()));
                open = None;
            }
            _ => {}
        }
    }
    found.extend(open.map(|start| Span::new(start, block.end)));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn objects_are_what_a_reader_would_take() {
        let body = Body::verbatim("He said: “It is over.” Then he left.\nNobody spoke.".into());
        let text = body.text();
        let sentences = [Span::new(0, 26), Span::new(27, 40), Span::new(41, text.len())];
        let at = text.find("over").unwrap();
        for (object, around, want) in [
            (Object::Word, false, "over"),
            (Object::Sentence, false, "He said: “It is over.”"),
            (Object::Quotation, false, "It is over."),
            (Object::Quotation, true, "“It is over.”"),
            (Object::Paragraph, false, "He said: “It is over.” Then he left."),
        ] {
            let got = object_at(&body, &sentences, at, object, around).map(|span| span.of(text));
            assert_eq!(got, Some(want), "{object:?}");
        }
        assert_eq!(object_at(&body, &sentences, text.len() - 3, Object::Quotation, false), None);
    }
}
