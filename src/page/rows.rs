//! A page: the rows of one body at one measure, with folds and notes in their places.

use crate::page::wrap::{cells, wrap};
use crate::text::{Block, BlockKind, Body, Span};

/// A body set in rows. Rows of text are sorted by their spans, which together are the blocks' text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    rows: Vec<Row>,
    slips: Vec<String>,
}

/// One row of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// What stands in it.
    pub kind: RowKind,
    /// The block it belongs to.
    pub block: usize,
    /// The bytes of the body that it shows; empty in gaps and slips.
    pub span: Span,
    /// Columns before the text.
    pub indent: u16,
}

/// The kinds of rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// Text of a block; `first` in the block's first row.
    Text {
        /// True in the block's first row.
        first: bool,
    },
    /// An empty row between blocks.
    Gap,
    /// This many blocks folded into one row; the span covers them all.
    Fold {
        /// How many blocks.
        blocks: usize,
    },
    /// A line of a note under its paragraph: the annotation's number and the line's in [`Page::slip`].
    Slip {
        /// The annotation this belongs to, as numbered in [`Slip::annotation`].
        annotation: usize,
        /// Index for [`Page::slip`].
        line: usize,
    },
}

/// How a body is to be set.
#[derive(Clone, Copy, Debug)]
pub struct Sheet<'a> {
    /// Columns a row may take, indents included.
    pub measure: u16,
    /// Indices of the folded blocks, ascending.
    pub folded: &'a [usize],
    /// Notes to show under their blocks, by block.
    pub slips: &'a [Slip],
}

/// A note to be shown under a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    /// The block it follows.
    pub block: usize,
    /// A number for the caller.
    pub annotation: usize,
    /// What to show.
    pub text: String,
}

impl Page {
    /// Sets `body`; linear in its length.
    pub fn set(body: &Body, sheet: Sheet<'_>) -> Self {
        let mut page = Self::default();
        let mut slips = sheet.slips.iter().peekable();
        let mut index = 0;
        while let Some(block) = body.blocks().get(index) {
            if index > 0 && parted(body.blocks().get(index - 1), block) {
                page.gap(index - 1);
            }
            let folded = sheet
                .folded
                .binary_search(&index)
                .map_or(0, |first| run_length(sheet.folded.get(first..).unwrap_or_default()));
            if folded > 0 {
                page.fold(body, index, folded);
                index += folded;
            } else {
                page.text(body, index, sheet.measure);
                index += 1;
            }
            while let Some(slip) = slips.next_if(|slip| slip.block < index) {
                page.slip_in(slip, sheet.measure);
            }
        }
        page
    }

    fn gap(&mut self, block: usize) {
        let end = self.rows.last().map_or(0, |row| row.span.end);
        self.rows.push(Row { kind: RowKind::Gap, block, span: Span::new(end, end), indent: 0 });
    }

    fn fold(&mut self, body: &Body, block: usize, blocks: usize) {
        let folded = body.blocks().iter().skip(block).take(blocks);
        let span = folded.map(|block| block.span).reduce(Span::join).unwrap_or_default();
        self.rows.push(Row { kind: RowKind::Fold { blocks }, block, span, indent: 0 });
    }

    fn text(&mut self, body: &Body, index: usize, measure: u16) {
        let Some(block) = body.blocks().get(index) else { return };
        let indent = indent(block.kind).min(measure / 2);
        let room = usize::from(measure - indent);
        let before = self.rows.len();
        let mut push = |span: Span, first: bool| {
            self.rows.push(Row { kind: RowKind::Text { first }, block: index, span, indent });
        };
        let mut first = true;
        let preformatted = matches!(block.kind, BlockKind::Code | BlockKind::Table);
        let mut at = block.span.start;
        let lines: Box<dyn Iterator<Item = &str>> = match preformatted {
            true => Box::new(block.span.of(body.text()).split_inclusive('\n')),
            false => Box::new(std::iter::once(block.span.of(body.text()))),
        };
        for line in lines {
            let mut row = |from: usize, to: usize| {
                push(Span::new(at + from, at + to), first);
                first = false;
            };
            if preformatted {
                cut(line, room, &mut row)
            } else {
                wrap(line, room, |span| row(span.start, span.end))
            }
            at += line.len();
        }
        if self.rows.len() == before {
            self.rows.push(Row { kind: RowKind::Text { first: true }, block: index, span: block.span, indent });
        }
    }

    fn slip_in(&mut self, slip: &Slip, measure: u16) {
        let end = self.rows.last().map_or(0, |row| row.span.end);
        for line in crate::page::wrap_text(&slip.text, usize::from(measure.saturating_sub(4))) {
            let kind = RowKind::Slip { annotation: slip.annotation, line: self.slips.len() };
            self.rows.push(Row { kind, block: slip.block, span: Span::new(end, end), indent: 4 });
            self.slips.push(line.to_owned());
        }
    }

    /// All rows, top to bottom.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// One line of a note that stands between the rows.
    pub fn slip(&self, line: usize) -> &str {
        self.slips.get(line).map_or("", String::as_str)
    }

    /// The row in which the byte `offset` stands; row 0 on an empty page.
    pub fn row_of(&self, offset: usize) -> usize {
        let after = self.rows.partition_point(|row| row.span.start <= offset);
        let before = self.rows.get(..after).unwrap_or_default();
        before.iter().rposition(Row::holds_text).or_else(|| self.next_text(0)).unwrap_or(0)
    }

    /// The first row of text at or below `row`.
    pub fn next_text(&self, row: usize) -> Option<usize> {
        self.rows.iter().skip(row).position(Row::holds_text).map(|found| found + row)
    }

    /// The last row of text at or above `row`.
    pub fn previous_text(&self, row: usize) -> Option<usize> {
        self.rows.get(..=row.min(self.rows.len().checked_sub(1)?))?.iter().rposition(Row::holds_text)
    }

    /// The row and column of the byte `offset`; the column counts from the page's left edge.
    pub fn place_of(&self, body: &Body, offset: usize) -> (usize, usize) {
        let index = self.row_of(offset);
        let Some(row) = self.rows.get(index) else { return (0, 0) };
        if let RowKind::Fold { .. } = row.kind {
            return (index, usize::from(row.indent));
        }
        let inside = offset.saturating_sub(row.span.start);
        let column = cells(row.span.of(body.text())).take_while(|cell| cell.at <= inside).last();
        (index, usize::from(row.indent) + column.map_or(0, |cell| cell.column))
    }

    /// The byte at a row and column: the grapheme that covers the column, or the nearest in that row.
    pub fn offset_at(&self, body: &Body, row: usize, column: usize) -> usize {
        let Some(row) = self.rows.get(row) else { return 0 };
        if let RowKind::Fold { .. } = row.kind {
            return row.span.start;
        }
        let wanted = column.saturating_sub(usize::from(row.indent));
        let shown = row.span.of(body.text()).trim_end_matches('\n');
        let cell = cells(shown).take_while(|cell| cell.column <= wanted).last();
        row.span.start + cell.map_or(0, |cell| cell.at)
    }
}

impl Row {
    /// True when the cursor may stand in it.
    pub fn holds_text(&self) -> bool {
        matches!(self.kind, RowKind::Text { .. } | RowKind::Fold { .. })
    }
}

/// How many of `indices` run on without a hole, from the first.
fn run_length(indices: &[usize]) -> usize {
    indices.windows(2).take_while(|pair| matches!(pair, [a, b] if a + 1 == *b)).count()
        + usize::from(!indices.is_empty())
}

fn indent(kind: BlockKind) -> u16 {
    match kind {
        BlockKind::Paragraph | BlockKind::Heading(_) | BlockKind::Table => 0,
        BlockKind::Quote(depth) => 2 * u16::from(depth),
        BlockKind::Item { depth, number } => 2 * u16::from(depth) + if number.is_some() { 2 } else { 0 },
        BlockKind::Code => 2,
    }
}

/// True when an empty row belongs between two blocks: everywhere but between the items of a list.
fn parted(before: Option<&Block>, after: &Block) -> bool {
    let item = |kind| matches!(kind, BlockKind::Item { .. });
    !before.is_some_and(|before| item(before.kind) && item(after.kind))
}

/// Cuts a preformatted line into rows of at most `room` columns.
fn cut(line: &str, room: usize, row: &mut impl FnMut(usize, usize)) {
    let (mut start, mut used) = (0, 0);
    for cell in cells(line.trim_end_matches('\n')) {
        if used + cell.width > room.max(2) {
            row(start, cell.at);
            (start, used) = (cell.at, 0);
        }
        used += cell.width;
    }
    row(start, line.len());
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sheet(measure: u16) -> Sheet<'static> {
        Sheet { measure, folded: &[], slips: &[] }
    }

    #[test]
    fn blocks_stand_apart_and_folds_take_one_row() {
        let body = Body::verbatim("one two three\nthree\nfour\nfive".into());
        let slips = [Slip { block: 0, annotation: 7, text: "my note".into() }];
        let page = Page::set(&body, Sheet { measure: 8, folded: &[1, 2], slips: &slips });
        let kinds: Vec<String> = page
            .rows()
            .iter()
            .map(|row| match row.kind {
                RowKind::Text { .. } => row.span.of(body.text()).to_owned(),
                RowKind::Gap => String::new(),
                RowKind::Fold { blocks } => format!("fold {blocks} {}", row.span.of(body.text()).replace('\n', "/")),
                RowKind::Slip { annotation, line } => format!("slip {annotation} {}", page.slip(line)),
            })
            .collect();
        assert_eq!(kinds, ["one two ", "three", "slip 7 my", "slip 7 note", "", "fold 2 three/four", "", "five"]);
    }

    proptest! {
        #[test]
        fn offset_to_cell_to_offset_is_the_identity(text in "(\\PC|[ \\n]){0,120}", measure in 4u16..30) {
            use unicode_segmentation::UnicodeSegmentation;
            let body = Body::verbatim(text);
            let page = Page::set(&body, sheet(measure));
            for block in body.blocks() {
                for (at, grapheme) in block.span.of(body.text()).grapheme_indices(true) {
                    if columns_of(grapheme) == 0 { continue; }
                    let offset = block.span.start + at;
                    let (row, column) = page.place_of(&body, offset);
                    let back = page.offset_at(&body, row, column);
                    prop_assert!(back == offset || columns_of(&body.text()[back..offset]) == 0
                        || columns_of(&body.text()[offset..back.max(offset)]) == 0);
                }
            }
        }
    }

    fn columns_of(text: &str) -> usize {
        crate::page::columns(text)
    }
}
