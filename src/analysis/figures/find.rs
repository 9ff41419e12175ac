//! The figures of a body.

use crate::analysis::Figure;
use crate::text::{Body, Span};
use jiff::civil::DateTime;

/// Every figure of a body, sorted and not overlapping.
pub fn find(_body: &Body, _sentences: &[Span], _date: Option<DateTime>) -> Vec<Figure> {
    Vec::new()
}
