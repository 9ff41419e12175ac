//! A claim's page: its sections one below the other, and beside them the passage it was made on.

use crate::app::{Area, ClaimPart, Excerpt, Item, Model, PAGE_LEAD, PageLine, claim_lines, label_width, source};
use crate::config::Role;
use crate::page::{Layer, runs, wrap};
use crate::text::Span;
use crate::view::canvas::Canvas;
use crate::view::claims::status_sign;
use crate::view::looks::{layer_role, sign};

/// Draws the page.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model) {
    let layout = model.layout();
    let area = layout.main;
    let Some(case) = &model.page.case else {
        canvas.put(area.x + 2, area.y + 1, area.width.saturating_sub(4), "Fetching the claim …", Role::Dim);
        return;
    };
    let items = &model.page.items;
    let labels = label_width(items);
    for (y, line) in (area.y..area.y + area.height).zip(claim_lines(&model.page, area)) {
        match line {
            PageLine::Gap => {}
            PageLine::Heading(section) => {
                canvas.put_cut(area.x + 1, y, area.width.saturating_sub(2), section.name(), Role::Title);
            }
            PageLine::Item(index, span, first) => {
                let Some(item) = items.get(index) else { continue };
                let here = index == model.page.selected;
                if here {
                    let sign = if model.settings.look.ascii { ">" } else { "▶" };
                    canvas.put(area.x, y, 1, if first { sign } else { "" }, Role::KeyHint);
                }
                if first {
                    let label = Area { x: area.x + PAGE_LEAD, y, width: labels.saturating_sub(1), height: 1 };
                    canvas.put_cut(label.x, y, label.width, &item.label, Role::Dim);
                }
                let start = area.x + PAGE_LEAD + labels;
                let room = Area { x: start, y, width: (area.x + area.width).saturating_sub(start), height: 1 };
                words(canvas, model, room, item, span, first);
                if here {
                    canvas.tint(Area { x: area.x, y, width: area.width, height: 1 }, Role::CursorUnit);
                }
            }
        }
    }
    if layout.side.width > 0 {
        passage(canvas, layout.side, &case.excerpt, &source(&case.article));
    }
}

/// One row of an item, with its markup.
fn words(canvas: &mut Canvas<'_>, model: &Model, room: Area, item: &Item, span: Span, first: bool) {
    let shown = span.of(&item.text).trim_end();
    let span = Span::new(span.start, span.start + shown.len());
    let mut x = room.x;
    let edge = room.x + room.width;
    let claim = model.page.claim();
    let mut role = if first || item.role != Role::Text || has_one_kind(&item.part) { item.role } else { Role::Dim };
    match (&item.part, claim) {
        (ClaimPart::Verdict, Some(claim)) if claim.verdict.is_some() => {
            let (sign, look) = sign(model, claim);
            x = if first { canvas.put(x, room.y, room.width, &format!("{sign} "), look) } else { x };
            role = look;
        }
        (ClaimPart::Status, Some(claim)) => {
            let sign = status_sign(claim.status, model.settings.look.ascii);
            x = canvas.put(x, room.y, room.width, &format!("{sign} "), Role::Dim);
        }
        _ => {}
    }
    let base = canvas.style(Role::Text).patch(canvas.style(role));
    let marks: Vec<(Span, Layer)> = item.marks.iter().filter(|(mark, _)| mark.overlaps(span)).cloned().collect();
    for run in runs(span, &marks) {
        let style =
            run.layers.iter().fold(base, |style, layer| style.patch(canvas.style(layer_role(*layer, &model.settings))));
        x = canvas.put_styled(x, room.y, edge.saturating_sub(x), run.span.of(&item.text), style);
    }
}

/// True for parts whose further rows are as much part of what they say as the first.
fn has_one_kind(part: &ClaimPart) -> bool {
    matches!(part, ClaimPart::Statement | ClaimPart::Speaker | ClaimPart::Said | ClaimPart::Rationale(_))
}

/// The passage in its surroundings.
fn passage(canvas: &mut Canvas<'_>, area: Area, excerpt: &Excerpt, from: &str) {
    let inner = canvas.rule(area, false);
    let inner = Area { width: inner.width.saturating_sub(1), ..inner };
    canvas.put_cut(inner.x, inner.y, inner.width, "The passage", Role::Title);
    let below = Area { y: inner.y + 1, height: inner.height.saturating_sub(1), ..inner };
    let rows = draw_excerpt(canvas, below, excerpt, Role::OwnClaim);
    let y = below.y + rows + 1;
    let left = (below.y + below.height).saturating_sub(y);
    canvas.paragraph(Area { y, height: left, ..below }, from, Role::Dim);
}

/// A passage in its surroundings, the passage in a look of its own; the number of rows comes back. Where it does not
/// fit, what stands before it is cut.
pub fn draw_excerpt(canvas: &mut Canvas<'_>, area: Area, excerpt: &Excerpt, look: Role) -> u16 {
    let text = format!("{}{}{}", excerpt.before, excerpt.words, excerpt.after);
    let words = Span::new(excerpt.before.len(), excerpt.before.len() + excerpt.words.len());
    let mut rows: Vec<Span> = Vec::new();
    let mut from = 0;
    for line in text.split_inclusive('\n') {
        wrap(line.trim_end_matches('\n'), usize::from(area.width).max(8), |range| {
            rows.push(Span::new(from + range.start, from + range.end));
        });
        from += line.len();
    }
    let height = usize::from(area.height);
    let first = rows.iter().position(|row| row.end > words.start).unwrap_or(0);
    let end = rows.iter().rposition(|row| row.start < words.end).map_or(0, |last| last + 1);
    // The passage comes first, with as many rows before it as there are behind it.
    let spare = height.saturating_sub(end.saturating_sub(first));
    let top = first.saturating_sub((spare / 2).max(spare.saturating_sub(rows.len() - end)));
    let base = canvas.style(Role::Text).patch(canvas.style(Role::Dim));
    let strong = canvas.style(Role::Text).patch(canvas.style(look));
    let mut drawn = 0;
    for (y, row) in (area.y..area.y + area.height).zip(rows.into_iter().skip(top)) {
        let mut x = area.x;
        for piece in [
            (Span::new(row.start, row.end.min(words.start).max(row.start)), base),
            (Span::new(words.start.clamp(row.start, row.end), words.end.clamp(row.start, row.end)), strong),
            (Span::new(words.end.clamp(row.start, row.end), row.end), base),
        ] {
            let (span, style) = piece;
            x = canvas.put_styled(x, y, (area.x + area.width).saturating_sub(x), span.of(&text), style);
        }
        drawn += 1;
    }
    drawn
}
