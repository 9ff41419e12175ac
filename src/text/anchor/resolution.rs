//! What became of a passage in another text.

use crate::text::{Anchor, AnchorState, Span};

/// Where a passage is now, how sure that is, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Resolution {
    /// How surely it was found.
    pub state: AnchorState,
    /// Where it stands in the new text; for [`AnchorState::Unsure`] the best guess, for [`AnchorState::Lost`] nothing.
    pub span: Option<Span>,
    /// How alike passage and surroundings are, 0 to 1.
    pub score: f64,
    /// True when the words there are not those of the quote; case, punctuation, spacing and spelling do not count.
    pub changed: bool,
    /// Why, in words for the reader.
    pub reason: &'static str,
}

impl Resolution {
    /// The anchor to keep from now on: where the passage was found, one in the new text; an unsure one keeps its words
    /// and points at the guess; a lost one stays as it was.
    pub fn anchor(&self, before: &Anchor, text: &str, text_sha256: &str) -> Anchor {
        match (self.state, self.span) {
            (AnchorState::Exact | AnchorState::Moved, Some(span)) => Anchor::new(text, span, text_sha256),
            (AnchorState::Unsure, Some(span)) => Anchor { span, text_sha256: text_sha256.to_owned(), ..before.clone() },
            _ => before.clone(),
        }
    }

    /// The passage stands at `span`: exactly there before when `stood` says so.
    pub(super) fn found(span: Span, stood: bool, score: f64, reason: &'static str) -> Self {
        let state = if stood { AnchorState::Exact } else { AnchorState::Moved };
        Self { state, span: Some(span), score, changed: false, reason }
    }

    /// The passage may stand at `span`.
    pub(super) fn unsure(span: Span, score: f64, reason: &'static str) -> Self {
        Self { state: AnchorState::Unsure, span: Some(span), score, changed: false, reason }
    }

    /// The passage is not there.
    pub(super) fn lost(score: f64, reason: &'static str) -> Self {
        Self { state: AnchorState::Lost, span: None, score, changed: false, reason }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_found_gets_new_words() {
        let before = Anchor::new("old words here", Span::new(4, 9), "one");
        let kept = |resolution: Resolution| {
            let anchor = resolution.anchor(&before, "new text, other words", "two");
            (anchor.quote, anchor.span.start, anchor.text_sha256)
        };
        let there = Span::new(10, 21);
        assert_eq!(kept(Resolution::found(there, false, 1.0, "")), ("other words".into(), 10, "two".into()));
        assert_eq!(kept(Resolution::unsure(there, 0.5, "")), ("words".into(), 10, "two".into()));
        assert_eq!(kept(Resolution::lost(0.0, "")), ("words".into(), 4, "one".into()));
    }
}
