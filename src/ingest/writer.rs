//! Writes a body block by block: white space folded, blocks parted, runs kept inside their block.

use crate::ingest::tidy::tidy;
use crate::text::{Block, BlockKind, Body, Inline, InlineKind, Span};

/// A body in the making. Text goes into the open block; where none is open, a paragraph opens by itself.
#[derive(Default)]
pub struct Writer {
    text: String,
    blocks: Vec<Block>,
    inlines: Vec<Inline>,
    open: Option<Block>,
    /// Runs that are open, with the byte at which each began in the open block.
    runs: Vec<(InlineKind, usize)>,
    /// A space is owed before the next word.
    space: bool,
    /// Only a line end parts the next block from the one before.
    line: bool,
    /// The kind of the block that a text without one opens.
    fallback: Option<BlockKind>,
}

impl Writer {
    /// Ends the open block and opens one of this kind when text comes. The first paragraph of an item is the item.
    pub fn begin(&mut self, kind: BlockKind) {
        let item = self.open.is_none() && matches!(self.fallback, Some(BlockKind::Item { .. }));
        self.close(false);
        if !(item && matches!(kind, BlockKind::Paragraph | BlockKind::Quote(_))) {
            self.fallback = Some(kind);
        }
    }

    /// Ends the open block. Empty ones leave no trace.
    pub fn end(&mut self) {
        self.close(false);
        self.fallback = None;
    }

    /// Ends the line: what follows is a block of the same kind, one line end away.
    pub fn line(&mut self) {
        let kind = self.open.as_ref().map(|block| block.kind);
        self.close(true);
        // A second line of an item is no item of its own.
        self.fallback = match kind {
            Some(BlockKind::Item { .. }) => Some(BlockKind::Paragraph),
            Some(kind) => Some(kind),
            None => self.fallback,
        };
    }

    /// Running text: white space is folded, also across calls.
    pub fn words(&mut self, text: &str) {
        let text = tidy(text);
        let mut rest: &str = &text;
        while let Some(at) = rest.find(|c: char| !c.is_whitespace()) {
            self.space |= at > 0;
            rest = rest.get(at..).unwrap_or_default();
            let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
            self.ink(rest.get(..end).unwrap_or_default());
            rest = rest.get(end..).unwrap_or_default();
        }
        self.space |= !rest.is_empty();
    }

    /// Text as it stands, line ends and all; only code and tables take line ends.
    pub fn verbatim(&mut self, text: &str) {
        let text = tidy(text);
        self.space = false;
        if self.open.is_some() || text.contains(|c: char| !c.is_whitespace()) {
            self.ink(&text);
        }
    }

    /// Opens a run.
    pub fn open_run(&mut self, kind: InlineKind) {
        self.runs.push((kind, self.text.len()));
    }

    /// Closes the run opened last.
    pub fn close_run(&mut self) {
        if let Some((kind, start)) = self.runs.pop() {
            self.keep_run(kind, start, self.text.len());
        }
    }

    /// Bytes written so far, by which a caller can tell whether anything came of what it wrote.
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// The body.
    pub fn finish(mut self) -> Body {
        self.end();
        Body::new(self.text, self.blocks, self.inlines)
    }

    fn ink(&mut self, text: &str) {
        if self.open.is_none() {
            let kind = self.fallback.unwrap_or(BlockKind::Paragraph);
            if let Some(last) = self.blocks.last() {
                let list = matches!((last.kind, kind), (BlockKind::Item { .. }, BlockKind::Item { .. }));
                self.text.push_str(if self.line || list { "\n" } else { "\n\n" });
            }
            let start = self.text.len();
            self.open = Some(Block { kind, span: Span::new(start, start) });
            self.runs.iter_mut().for_each(|(_, from)| *from = start);
        } else if self.space && !self.text.ends_with(['\t', '\n']) {
            self.text.push(' ');
        }
        self.space = false;
        self.text.push_str(text);
    }

    fn close(&mut self, line: bool) {
        self.space = false;
        let Some(mut block) = self.open.take() else {
            // Nothing came since the last end: the wider gap holds.
            self.line &= line;
            return;
        };
        self.line = line;
        let inked = Span::new(block.span.start, self.text.len()).trim(&self.text);
        if block.kind != BlockKind::Code {
            block.span = inked;
        } else {
            block.span = Span::new(block.span.start, inked.end);
        }
        self.text.truncate(block.span.end);
        for (kind, start) in self.runs.clone() {
            self.keep_run(kind, start, block.span.end);
        }
        self.runs.iter_mut().for_each(|(_, from)| *from = block.span.end);
        self.blocks.push(block);
    }

    fn keep_run(&mut self, kind: InlineKind, start: usize, end: usize) {
        let span = Span::new(start, end).trim(&self.text);
        let nowhere = matches!(&kind, InlineKind::Link(address) if address.is_empty());
        if !span.is_empty() && !nowhere {
            self.inlines.push(Inline { kind, span });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_parted_and_space_is_folded() {
        let mut writer = Writer::default();
        writer.begin(BlockKind::Heading(1));
        writer.words(" A \n head");
        writer.begin(BlockKind::Paragraph);
        writer.words("some ");
        writer.open_run(InlineKind::Emphasis);
        writer.words(" emphasis,");
        writer.line();
        writer.words("two lines ");
        writer.close_run();
        writer.words(" of it");
        writer.begin(BlockKind::Code);
        writer.verbatim("  fn a() {\n  }\n");
        let body = writer.finish();
        assert_eq!(body.text(), "A head\n\nsome emphasis,\ntwo lines of it\n\n  fn a() {\n  }");
        let blocks: Vec<&str> = body.blocks().iter().map(|block| block.span.of(body.text())).collect();
        assert_eq!(blocks, ["A head", "some emphasis,", "two lines of it", "  fn a() {\n  }"]);
        let runs: Vec<&str> = body.inlines().iter().map(|run| run.span.of(body.text())).collect();
        assert_eq!(runs, ["emphasis,", "two lines"]);
    }
}
