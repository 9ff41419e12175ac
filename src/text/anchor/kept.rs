//! An anchor: a place in a text, written down so that it can be found again when the text has changed.

use crate::text::Span;

/// Code points of context kept on either side of a quote.
pub const CONTEXT: usize = 32;

/// A place in one revision of an article with enough around it to find it again in another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Anchor {
    /// Where it is (or was) in the text named by `text_sha256`; bytes.
    pub span: Span,
    /// The words themselves.
    pub quote: String,
    /// Up to `CONTEXT` code points before the quote.
    pub prefix: String,
    /// Up to `CONTEXT` code points after it.
    pub suffix: String,
    /// Hash of the text that `span` counts in.
    pub text_sha256: String,
}

/// How surely an anchor holds in the text at hand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum AnchorState {
    /// The quote stands where it stood.
    #[default]
    Exact,
    /// Found elsewhere or slightly changed.
    Moved,
    /// A best guess that the reader has to confirm.
    Unsure,
    /// Not in this text.
    Lost,
    /// The reader let go of the passage: the note is on the whole article and keeps its quote.
    Detached,
}

impl AnchorState {
    /// True when the note's span is a place in the article's present text.
    pub fn stands(self) -> bool {
        !matches!(self, Self::Lost | Self::Detached)
    }

    /// True when the reader still has to say where the passage is.
    pub fn is_adrift(self) -> bool {
        matches!(self, Self::Unsure | Self::Lost)
    }
}

impl Anchor {
    /// The anchor of `span` in `text`, whose hash is `text_sha256`.
    pub fn new(text: &str, span: Span, text_sha256: &str) -> Self {
        let before = text.get(..span.start).unwrap_or_default();
        let from = before.char_indices().rev().nth(CONTEXT - 1).map_or(0, |(at, _)| at);
        let suffix = text.get(span.end..).unwrap_or_default().chars().take(CONTEXT).collect();
        Self {
            span,
            quote: span.of(text).to_owned(),
            prefix: before.get(from..).unwrap_or_default().to_owned(),
            suffix,
            text_sha256: text_sha256.to_owned(),
        }
    }
}
