//! What changed in an article: the newer text with what was removed still in it.

use crate::app::{Area, Model, RevisionPair, RevisionSheet, revision_measure};
use crate::config::Role;
use crate::page::columns;
use crate::text::{Fate, Span};
use crate::view::canvas::Canvas;

/// Draws the comparison shown over the whole screen.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model, sheet: &RevisionSheet) {
    let whole = Area { x: 0, y: 1, width: model.size.0, height: model.layout().main.height };
    let measure = u16::try_from(revision_measure(model.size.0)).unwrap_or(u16::MAX);
    let inner = canvas.frame(whole.middle(measure + 4, whole.height), &sheet.title);
    let Some(comparison) = sheet.shown() else { return };
    let of = |fate: Fate| comparison.fates.iter().filter(|(_, other)| *other == fate).count();
    let (older, newer) = sides(comparison);
    let since = if comparison.since_read { "since you read it: " } else { "" };
    let told = match (comparison.fates.is_empty(), &comparison.outlets) {
        (false, _) => format!("[-{} gone-] {{+{} new+}}", of(Fate::Removed), of(Fate::Added)),
        (true, Some(_)) => "word for word the same".to_owned(),
        (true, None) => "the words are the same; only spaces changed".to_owned(),
    };
    canvas.put_cut(inner.x, inner.y, inner.width, &format!("{since}{older} → {newer} · {told}"), Role::Dim);
    let area = Area { y: inner.y + 2, height: inner.height.saturating_sub(2), ..inner };
    for (y, row) in (area.y..area.y + area.height).zip(sheet.rows.iter().skip(sheet.top)) {
        let mut x = area.x;
        for (piece, fate) in cut(*row, &comparison.fates) {
            let role = match fate {
                None => Role::Text,
                Some(Fate::Added) => Role::Added,
                Some(Fate::Removed) => Role::Removed,
            };
            let text = piece.of(&comparison.text).trim_end_matches('\n');
            let room = (area.x + area.width).saturating_sub(x);
            canvas.put(x, y, room, text, role);
            x = x.saturating_add(u16::try_from(columns(text)).unwrap_or(u16::MAX));
        }
    }
}

/// What the two are called, with when they came: texts by their numbers, copies by their outlets.
fn sides(comparison: &RevisionPair) -> (String, String) {
    let ((older, newer), (before, after)) = (comparison.numbers, &comparison.dates);
    match &comparison.outlets {
        Some((one, other)) => (format!("{one} ({})", day(before)), format!("{other} ({})", day(after))),
        None => (format!("{older} ({})", moment(before)), format!("{newer} ({})", moment(after))),
    }
}

fn day(written: &str) -> &str {
    written.get(..10).unwrap_or(written)
}

/// A moment as people read it, to the minute.
fn moment(written: &str) -> String {
    written.get(..16).unwrap_or(written).replace('T', " ")
}

/// A row in pieces, each with what became of it.
fn cut(row: Span, fates: &[(Span, Fate)]) -> Vec<(Span, Option<Fate>)> {
    let mut pieces = Vec::new();
    let mut at = row.start;
    let first = fates.partition_point(|(span, _)| span.end <= row.start);
    for (span, fate) in fates.iter().skip(first).take_while(|(span, _)| span.start < row.end) {
        let (start, end) = (span.start.max(row.start), span.end.min(row.end));
        if at < start {
            pieces.push((Span::new(at, start), None));
        }
        pieces.push((Span::new(start, end), Some(*fate)));
        at = end;
    }
    if at < row.end {
        pieces.push((Span::new(at, row.end), None));
    }
    pieces
}
