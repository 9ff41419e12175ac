//! Tags in the colours of the code book.

use crate::app::{Area, Model};
use crate::config::Role;
use crate::page::columns;
use crate::text::signed_words;
use crate::view::canvas::Canvas;

/// How a tag looks: in its colour of the code book, or its parent's.
pub fn role(model: &Model, tag: &str) -> Role {
    let book = &model.settings.codebook;
    let mut at = book.tag(tag);
    for _ in 0..book.tags.len() {
        let Some(tag) = at else { break };
        if let Some(colour) = &tag.colour {
            return Role::highlight(colour);
        }
        at = tag.parent.as_deref().and_then(|parent| book.tag(parent));
    }
    Role::Tag
}

/// Lays the colours of the tags over a line that is written already. On the row under the cursor only the sign is
/// coloured, so that the row stays one.
pub fn tint(canvas: &mut Canvas<'_>, model: &Model, line: Area, text: &str, here: bool) {
    for word in signed_words(text).into_iter().filter(|word| word.sign == '#') {
        let role = role(model, word.word);
        if role == Role::Tag && here {
            continue;
        }
        let before = u16::try_from(columns(text.get(..word.span.start).unwrap_or_default())).unwrap_or(u16::MAX);
        let length = if here { 1 } else { u16::try_from(columns(word.span.of(text))).unwrap_or(u16::MAX) };
        if before < line.width {
            let width = length.min(line.width - before);
            canvas.tint(Area { x: line.x + before, width, height: 1, ..line }, role);
        }
    }
}
