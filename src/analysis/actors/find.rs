//! Mentions and the cast they make up.

use crate::analysis::{Actor, Figure, Mention};
use crate::text::{Body, Span};

/// The cast of a body and every place where one of it is named.
pub fn find(_body: &Body, _sentences: &[Span], _figures: &[Figure]) -> (Vec<Actor>, Vec<Mention>) {
    (Vec::new(), Vec::new())
}
