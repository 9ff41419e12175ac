//! What became of a passage in another text.

use crate::text::{AnchorState, Span};

/// Where a passage is now, how sure that is, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Resolution {
    /// How surely it was found.
    pub state: AnchorState,
    /// Where it stands in the new text; for [`AnchorState::Unsure`] the best guess, for [`AnchorState::Lost`] nothing.
    pub span: Option<Span>,
    /// How alike passage and surroundings are, 0 to 1.
    pub score: f64,
    /// Why, in words for the reader.
    pub reason: &'static str,
}

impl Resolution {
    /// The passage stands at `span`: exactly there before when `stood` says so.
    pub(super) fn found(span: Span, stood: bool, score: f64, reason: &'static str) -> Self {
        let state = if stood { AnchorState::Exact } else { AnchorState::Moved };
        Self { state, span: Some(span), score, reason }
    }

    /// The passage may stand at `span`.
    pub(super) fn unsure(span: Span, score: f64, reason: &'static str) -> Self {
        Self { state: AnchorState::Unsure, span: Some(span), score, reason }
    }

    /// The passage is not there.
    pub(super) fn lost(score: f64, reason: &'static str) -> Self {
        Self { state: AnchorState::Lost, span: None, score, reason }
    }
}
