//! An attribution as a sentence gives it, before it is known who "she" is.

use crate::text::{Span, Stance};

/// Who said what, in the words of one sentence.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Draft {
    /// The content, in order.
    pub parts: Vec<Span>,
    /// The word or words that attribute.
    pub cue: Span,
    /// The speaker as written.
    pub speaker: Option<Span>,
    /// What the speaker does.
    pub stance: Stance,
    /// True when the content is quoted.
    pub direct: bool,
    /// True when the lexicon does not know the verb: only the quotation tells that it attributes.
    pub unknown: bool,
    /// True for a verb of the mind or the will ("believes", "plans to").
    pub mental: bool,
    /// True when the content calls something told before untrue.
    pub judges: bool,
    /// True when the content is a noun phrase ("denied the report").
    pub thing: bool,
    /// Index of the block.
    pub block: usize,
    /// Number of its sentence among those of the body.
    pub sentence: usize,
    /// The first quotation of a content that is quoted.
    pub first_quotation: Option<usize>,
    /// The last one.
    pub quotation: Option<usize>,
}

impl Draft {
    /// From the first to the last byte of the content.
    pub fn span(&self) -> Span {
        let first = self.parts.first().copied().unwrap_or_default();
        self.parts.iter().fold(first, |all, part| all.join(*part))
    }
}
