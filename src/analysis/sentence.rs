//! Where sentences end.

use crate::text::{Body, Span};

/// The sentences of a body, in order; none crosses a block's border.
pub fn split(body: &Body) -> Vec<Span> {
    body.blocks().iter().map(|block| block.span).collect()
}
