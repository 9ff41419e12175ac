//! The subjects of sentences, for "he" and "it": read only when somebody asks for them.

use crate::analysis::claims::quotation::Quotation;
use crate::analysis::claims::rules;
use crate::analysis::claims::sentence::Reading;
use crate::text::Span;

/// Where subjects are looked for.
#[derive(Clone, Copy)]
pub struct Subjects<'a> {
    /// All sentences.
    pub reading: &'a Reading,
    /// The text of the whole body.
    pub text: &'a str,
    /// Its quotations.
    pub quotations: &'a [Quotation],
}

impl<'a> Subjects<'a> {
    /// The subjects that begin between bytes `floor` and `at`, the nearest first.
    pub fn between(self, floor: usize, at: usize) -> impl Iterator<Item = Span> + 'a {
        let numbers = self.reading.number(floor).saturating_sub(1)..self.reading.number(at);
        let subject = move |number| {
            let (_, sentence) = self.reading.sentence(number, self.text, self.quotations)?;
            rules::subject_of(&sentence)
        };
        numbers.rev().filter_map(subject).filter(move |span| span.start >= floor && span.start < at)
    }
}
