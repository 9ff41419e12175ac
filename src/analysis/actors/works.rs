//! Works and ships: what an article sets in italics and names with a capital is a thing, whatever it sounds like.

use crate::analysis::ActorKind;
use crate::analysis::actors::named::Named;
use crate::text::{Body, InlineKind, Span};

/// Longest title, in words; whole paragraphs in italics are no titles.
const LONGEST: usize = 10;

/// The titles of a body, in order.
pub fn titles(body: &Body) -> Vec<Span> {
    let italics = body.inlines().iter().filter(|inline| inline.kind == InlineKind::Emphasis).map(|inline| inline.span);
    let whole = |span: Span| body.blocks().iter().any(|block| span.encloses(block.span));
    italics.filter(|span| is_title(span.of(body.text())) && !whole(*span)).collect()
}

fn is_title(written: &str) -> bool {
    written.starts_with(|c: char| c.is_uppercase() || c.is_numeric())
        && !written.ends_with(['.', '!', '?', ':', ',', '”'])
        && written.split_whitespace().count() <= LONGEST
}

/// Makes things of the names in titles. Newspapers are set in italics, too, and stay what they are.
pub fn name(titles: &[Span], names: &mut [Named]) {
    let mut titles = titles.iter().peekable();
    for name in names.iter_mut() {
        while titles.next_if(|title| title.end <= name.span.start).is_some() {}
        let inside = titles.peek().is_some_and(|title| title.encloses(name.span));
        if inside && matches!(name.kind, ActorKind::Person | ActorKind::Place) {
            (name.kind, name.role, name.stands_for) = (ActorKind::Other, None, None);
        }
    }
}
