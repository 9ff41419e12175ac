//! The reading screen: gutter, text, and the layers over it.

use crate::app::{Model, Pane, Reader};
use crate::config::Role;
use crate::page::{Layer, Row, RowKind, cells, runs};
use crate::text::{BlockKind, InlineKind, Span};
use crate::view::canvas::Canvas;
use crate::view::looks::{annotation_layer, block_role, layer_role, sign};
use crate::view::panel;
use ratatui::style::Style;

/// Draws the article open, and the panel beside it.
pub fn draw(canvas: &mut Canvas<'_>, model: &Model) {
    let Some(reader) = &model.reader else { return };
    let area = model.text_area();
    let last = reader.top + usize::from(area.height);
    let rows = reader.page.rows().get(reader.top..last.min(reader.page.rows().len())).unwrap_or_default();
    let marks = marks(model, reader, rows);
    for (y, row) in (area.y..).zip(rows) {
        gutter(canvas, model, reader, row, y, &marks);
        match row.kind {
            RowKind::Text { first } => {
                lead(canvas, model, reader, row, first, y);
                text(canvas, model, reader, row, y, &marks);
            }
            RowKind::Fold { blocks } => fold(canvas, model, reader, row, blocks, y),
            RowKind::Slip { line, .. } => {
                canvas.put(
                    area.x + row.indent,
                    y,
                    area.width.saturating_sub(row.indent),
                    reader.page.slip(line),
                    Role::Note,
                );
            }
            RowKind::Gap => {}
        }
    }
    if reader.article.body.blocks().is_empty() {
        canvas.put(area.x, area.y, area.width, "This article has no text.", Role::Dim);
    }
    cursor(canvas, model, reader);
    if model.layout().side.width > 0 {
        panel::draw(canvas, model, reader);
    }
}

/// The marks that lie on the rows in view.
fn marks(model: &Model, reader: &Reader, rows: &[Row]) -> Vec<(Span, Layer)> {
    let Some(view) = rows.iter().filter(|row| row.holds_text()).map(|row| row.span).reduce(Span::join) else {
        return Vec::new();
    };
    let mut marks = Vec::new();
    let mut lay = |span: Span, layer: Layer| {
        if span.overlaps(view) {
            marks.push((span, layer));
        }
    };
    source_marks(reader, view, &mut lay);
    detected_marks(reader, view, &mut lay);
    for annotation in reader.standing() {
        lay(annotation.anchor.span, annotation_layer(annotation, &model.settings));
    }
    for hit in within(&reader.search.hits, |hit| *hit, view) {
        lay(*hit, if hit.contains(reader.cursor) { Layer::HitHere } else { Layer::Hit });
    }
    match reader.selected() {
        Some(selected) => lay(selected, Layer::Selection),
        None if model.pane == Pane::Main => {
            reader.sentence().into_iter().for_each(|sentence| lay(sentence, Layer::Unit))
        }
        None => {}
    }
    marks
}

/// Of spans that are sorted and do not overlap, those in view.
fn within<T>(all: &[T], span: impl Fn(&T) -> Span, view: Span) -> &[T] {
    let first = all.partition_point(|one| span(one).end <= view.start);
    let rest = all.get(first..).unwrap_or_default();
    rest.get(..rest.partition_point(|one| span(one).start < view.end)).unwrap_or_default()
}

fn source_marks(reader: &Reader, view: Span, lay: &mut impl FnMut(Span, Layer)) {
    let inlines = reader.article.body.inlines();
    let until = inlines.partition_point(|inline| inline.span.start < view.end);
    for inline in inlines.get(..until).unwrap_or_default() {
        lay(
            inline.span,
            match &inline.kind {
                InlineKind::Emphasis => Layer::Emphasis,
                InlineKind::Strong => Layer::Strong,
                InlineKind::Code => Layer::Code,
                InlineKind::Link(_) => Layer::Link,
            },
        );
    }
}

fn detected_marks(reader: &Reader, view: Span, lay: &mut impl FnMut(Span, Layer)) {
    let Some(found) = &reader.found else { return };
    if reader.layers.claims {
        for claim in found.claims.iter().filter(|claim| claim.span.start < view.end) {
            claim.parts.iter().for_each(|part| lay(*part, Layer::Claim));
            claim.speaker.iter().for_each(|speaker| lay(speaker.span, Layer::Speaker));
            claim.cue.iter().for_each(|cue| lay(cue.span, Layer::Cue));
        }
    }
    if reader.layers.actors {
        let here = reader.mention_here().map(|mention| mention.actor);
        for mention in within(&found.mentions, |mention| mention.span, view) {
            if reader.layers.draw(mention.kind) {
                lay(mention.span, Layer::Actor(mention.kind));
            }
            if here == Some(mention.actor) {
                lay(mention.span, Layer::Same);
            }
        }
    }
    if reader.layers.figures {
        within(&found.figures, |figure| figure.span, view)
            .iter()
            .filter(|figure| reader.layers.shows(figure))
            .for_each(|figure| lay(figure.span, Layer::Figure(figure.kind)));
    }
}

fn boilerplate(reader: &Reader, block: usize) -> bool {
    reader.marks(|found| &found.boilerplate).binary_search(&block).is_ok()
}

fn base(canvas: &Canvas<'_>, reader: &Reader, row: &Row) -> Style {
    let kind = reader.article.body.blocks().get(row.block).map_or(BlockKind::Paragraph, |block| block.kind);
    canvas.style(Role::Text).patch(canvas.style(block_role(kind, boilerplate(reader, row.block))))
}

fn text(canvas: &mut Canvas<'_>, model: &Model, reader: &Reader, row: &Row, y: u16, marks: &[(Span, Layer)]) {
    let area = model.text_area();
    let base = base(canvas, reader, row);
    let shown = Span::new(row.span.start, row.span.start + row.span.of(reader.text()).trim_end().len());
    let (mut x, edge) = (area.x + row.indent, area.x + area.width + 1);
    for run in runs(shown, marks) {
        let style =
            run.layers.iter().fold(base, |style, layer| style.patch(canvas.style(layer_role(*layer, &model.settings))));
        x = canvas.put_styled(x, y, edge.saturating_sub(x), run.span.of(reader.text()), style);
    }
}

/// What stands before the first row of a list item, and before every row of a quotation.
fn lead(canvas: &mut Canvas<'_>, model: &Model, reader: &Reader, row: &Row, first: bool, y: u16) {
    let x = model.text_area().x;
    let ascii = model.settings.look.ascii;
    match reader.article.body.blocks().get(row.block).map(|block| block.kind) {
        Some(BlockKind::Quote(depth)) => {
            for level in 0..u16::from(depth) {
                canvas.put(x + 2 * level, y, 1, if ascii { "|" } else { "▎" }, Role::Border);
            }
        }
        Some(BlockKind::Item { number: Some(number), .. }) if first => {
            let label = format!("{number}.");
            let start = x + row.indent.saturating_sub(u16::try_from(label.len()).unwrap_or(2) + 1);
            canvas.put(start, y, row.indent, &label, Role::Dim);
        }
        Some(BlockKind::Item { .. }) if first => {
            canvas.put(x + row.indent.saturating_sub(2), y, 1, if ascii { "*" } else { "•" }, Role::Dim);
        }
        _ => {}
    }
}

fn fold(canvas: &mut Canvas<'_>, model: &Model, reader: &Reader, row: &Row, blocks: usize, y: u16) {
    let area = model.text_area();
    let keys = crate::view::hints::key_of(model, crate::keys::Command::Fold).unwrap_or_else(|| "Enter".into());
    let sign = if model.settings.look.ascii { ">" } else { "▸" };
    let words: String = row.span.of(reader.text()).chars().take(60).collect();
    let plural = if blocks == 1 { "" } else { "s" };
    let line = format!("{sign} {blocks} paragraph{plural} of promotion or teasers folded ({keys}): {words}");
    canvas.put_cut(area.x, y, area.width, &line, Role::Boilerplate);
}

fn gutter(canvas: &mut Canvas<'_>, model: &Model, reader: &Reader, row: &Row, y: u16, marks: &[(Span, Layer)]) {
    if model.zen {
        return;
    }
    let start = model.text_area().x.saturating_sub(crate::app::GUTTER);
    let first = matches!(row.kind, RowKind::Text { first: true } | RowKind::Fold { .. });
    if first && model.settings.reader.numbers {
        canvas.put(start, y, 4, &format!("{:>4}", row.block + 1), Role::Gutter);
    }
    if !matches!(row.kind, RowKind::Text { .. }) {
        return;
    }
    let ascii = model.settings.look.ascii;
    let here: Vec<_> =
        reader.standing().iter().filter(|annotation| annotation.anchor.span.overlaps(row.span)).collect();
    if let Some(annotation) = here.iter().find(|annotation| row.span.contains(annotation.anchor.span.start)) {
        let (sign, role) = sign(model, annotation);
        canvas.put(start + 4, y, 1, &sign, role);
    }
    let claimed = marks.iter().any(|(span, layer)| *layer == Layer::Claim && span.overlaps(row.span));
    match (here.is_empty(), claimed) {
        (false, _) => canvas.put(start + 5, y, 1, if ascii { "|" } else { "▌" }, Role::KeyHint),
        (true, true) => canvas.put(start + 5, y, 1, if ascii { ":" } else { "┊" }, Role::Speaker),
        (true, false) => 0,
    };
}

/// The cursor is a cell of our own colours: the terminal's, which may turn colours over, would make it vanish there.
fn cursor(canvas: &mut Canvas<'_>, model: &Model, reader: &Reader) {
    let area = model.text_area();
    let (row, column) = reader.page.place_of(&reader.article.body, reader.cursor);
    let Some(below) =
        row.checked_sub(reader.top).and_then(|below| u16::try_from(below).ok()).filter(|below| *below < area.height)
    else {
        return;
    };
    let x = area.x + u16::try_from(column).unwrap_or(area.width).min(area.width);
    let rest = reader.text().get(reader.cursor..).unwrap_or_default();
    let width = cells(rest).next().map_or(1, |cell| cell.width.max(1));
    let place = crate::app::Area { x, y: area.y + below, width: u16::try_from(width).unwrap_or(1), height: 1 };
    canvas.tint(place, Role::Cursor);
}
