//! The order in which a body is read: each step sees what the earlier ones found.

use crate::analysis::{Analysis, actors, boilerplate, claims, figures, sentence};
use crate::text::Body;
use jiff::civil::DateTime;

/// Reads a body. `date` is the article's own date (and time, midnight where only the day is known); without it relative
/// dates stay unresolved.
pub fn analyse(body: &Body, date: Option<DateTime>) -> Analysis {
    let boilerplate = boilerplate::find(body);
    let sentences = sentence::split(body);
    let figures = figures::find(body, &sentences, date);
    let (actors, mentions) = actors::find(body, &sentences, &figures);
    let mut found = Analysis { boilerplate, sentences, actors, mentions, figures, claims: Vec::new() };
    found.claims = claims::find(body, &found);
    found
}
