//! The immutable text of an article, and the blocks it is made of.

use crate::text::Span;
use sha2::{Digest, Sha256};

/// The text of one revision of an article. It never changes: a changed article is a new `Body`.
///
/// Invariants: blocks are sorted, do not overlap, lie on character boundaries and hold no `\n` but in code and tables;
/// inlines are sorted by start and lie inside one block.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Body {
    text: String,
    blocks: Vec<Block>,
    inlines: Vec<Inline>,
}

/// One paragraph-like piece of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it is.
    pub span: Span,
}

/// The kinds of blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// Running text.
    Paragraph,
    /// A heading of level 1 to 6.
    Heading(u8),
    /// A paragraph quoted from elsewhere, at a depth of 1 or more.
    Quote(u8),
    /// An item of a list at a depth of 1 or more; its bullet or number is no part of the text.
    Item {
        /// Depth, 1 at the margin.
        depth: u8,
        /// The number of an ordered item.
        number: Option<u32>,
    },
    /// Preformatted text; may hold line ends.
    Code,
    /// A table, a row a line, cells parted by tabs.
    Table,
}

/// A run of text inside a block that the source set apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inline {
    /// What it is.
    pub kind: InlineKind,
    /// Where it is.
    pub span: Span,
}

/// How a run was set apart.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum InlineKind {
    /// `*so*`, `<em>`.
    Emphasis,
    /// `**so**`, `<strong>`.
    Strong,
    /// `` `so` ``, `<code>`.
    Code,
    /// A link and where it leads (absolute where the base was known).
    Link(String),
}

impl Body {
    /// A body over `text` with given structure. Blocks and inlines that break the invariants are left out, so that no
    /// caller can make a body whose spans do not fit.
    pub fn new(text: String, blocks: Vec<Block>, inlines: Vec<Inline>) -> Self {
        let fits = |span: Span| text.get(span.range()).is_some();
        let mut kept: Vec<Block> = Vec::with_capacity(blocks.len());
        for block in blocks {
            let after = kept.last().is_none_or(|last| last.span.end <= block.span.start);
            if after && fits(block.span) {
                kept.push(block);
            }
        }
        let mut inlines: Vec<Inline> = inlines.into_iter().filter(|inline| fits(inline.span)).collect();
        inlines.sort_by_key(|inline| (inline.span.start, usize::MAX - inline.span.end));
        Self { text, blocks: kept, inlines }
    }

    /// A body over plain text as it stands: every line with ink in it is a paragraph.
    pub fn verbatim(text: String) -> Self {
        let mut blocks = Vec::new();
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let span = Span::new(start, start + line.len()).trim(&text);
            if !span.is_empty() {
                blocks.push(Block { kind: BlockKind::Paragraph, span });
            }
            start += line.len();
        }
        Self { text, blocks, inlines: Vec::new() }
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The blocks in reading order.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The runs the source set apart, by start.
    pub fn inlines(&self) -> &[Inline] {
        &self.inlines
    }

    /// The index of the block at or after byte `offset`; the last block when there is none after it.
    pub fn block_at(&self, offset: usize) -> Option<usize> {
        let index = self.blocks.partition_point(|block| block.span.end <= offset);
        if self.blocks.is_empty() { None } else { Some(index.min(self.blocks.len() - 1)) }
    }

    /// SHA-256 of the text, in lower-case hexadecimal.
    pub fn sha256(&self) -> String {
        Sha256::digest(self.text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbatim_takes_every_line_with_ink() {
        let body = Body::verbatim("one\n\n  two \r\nthree".into());
        let lines: Vec<&str> = body.blocks().iter().map(|block| block.span.of(body.text())).collect();
        assert_eq!(lines, ["one", "two", "three"]);
    }

    #[test]
    fn structure_that_does_not_fit_is_left_out() {
        let at = |start, end| Block { kind: BlockKind::Paragraph, span: Span::new(start, end) };
        let body = Body::new("aé b".into(), vec![at(0, 2), at(0, 3), at(2, 4), at(4, 9), at(3, 5)], Vec::new());
        assert_eq!(body.blocks(), [at(0, 3), at(3, 5)]);
    }
}
