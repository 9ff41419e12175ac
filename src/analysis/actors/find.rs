//! Mentions and the cast they make up.

use crate::analysis::actors::cast::cast;
use crate::analysis::actors::named::named;
use crate::analysis::actors::reading::Reading;
use crate::analysis::actors::tagger::{EMBEDDED, Tagger};
use crate::analysis::{Actor, Figure, Mention};
use crate::text::{Body, Span};

/// The cast of a body and every place where one of it is named.
pub fn find(body: &Body, sentences: &[Span], figures: &[Figure]) -> (Vec<Actor>, Vec<Mention>) {
    find_with(&EMBEDDED, body, sentences, figures)
}

/// The same with another model.
pub fn find_with(
    tagger: &Tagger<'_>,
    body: &Body,
    sentences: &[Span],
    figures: &[Figure],
) -> (Vec<Actor>, Vec<Mention>) {
    let text = body.text();
    let reading = Reading::new(text, sentences, &tagger.names);
    let labels = tagger.tag(&reading);
    cast(text, named(text, &reading, &labels, figures))
}
