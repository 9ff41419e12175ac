//! Markdown, as CommonMark has it, with tables, strike-through and footnotes.

use crate::ingest::address::absolute;
use crate::ingest::front::front_matter;
use crate::ingest::html::write_html;
use crate::ingest::writer::Writer;
use crate::text::{BlockKind, Body, InlineKind, Meta};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use url::Url;

/// The body of a tidy Markdown text, and what its front matter and its leading heading tell. A heading of level 1 that
/// opens the text is its title and no part of the body.
pub fn markdown(text: &str, base: Option<&Url>) -> (Meta, Body) {
    let (meta, text) = front_matter(text).unwrap_or((Meta::default(), text));
    let base = meta.url.as_deref().and_then(|url| Url::parse(url).ok()).or_else(|| base.cloned());
    let mut reader = Reader { meta, base, ..Reader::default() };
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES;
    for event in Parser::new_ext(text, options) {
        reader.read(event);
    }
    if reader.writer.len() == 0 && !reader.meta.title.is_empty() && reader.headed {
        reader.writer.begin(BlockKind::Heading(1));
        reader.writer.words(&reader.meta.title.clone());
    }
    (reader.meta, reader.writer.finish())
}

#[derive(Default)]
struct Reader {
    meta: Meta,
    base: Option<Url>,
    writer: Writer,
    /// Depth of quotes.
    quotes: u8,
    /// Open lists: the next number of each, where it is ordered.
    lists: Vec<Option<u64>>,
    /// The heading of level 1 that opens the text, while it is read.
    heading: Option<String>,
    /// Such a heading was taken as the title.
    headed: bool,
    /// Depth of images, whose text is for those who cannot see them.
    images: usize,
    code: bool,
    /// Raw HTML of the block being read.
    html: String,
    /// Something stands before the next cell of the row, before the next row of the table.
    cell: bool,
    row: bool,
}

impl Reader {
    fn read(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) if self.code => self.writer.verbatim(&text),
            Event::Text(text) | Event::InlineMath(text) | Event::DisplayMath(text) => self.words(&text),
            Event::Code(text) => {
                self.writer.open_run(InlineKind::Code);
                self.words(&text);
                self.writer.close_run();
            }
            Event::Html(html) => self.html.push_str(&html),
            Event::InlineHtml(tag) => {
                if tag.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("<br")) {
                    self.line();
                }
            }
            Event::FootnoteReference(label) => self.words(&format!("[{label}]")),
            Event::SoftBreak => self.words(" "),
            Event::HardBreak => self.line(),
            Event::Rule => self.writer.end(),
            Event::TaskListMarker(_) => {}
        }
    }

    fn words(&mut self, text: &str) {
        match &mut self.heading {
            _ if self.images > 0 => {}
            Some(heading) => heading.push_str(text),
            None => self.writer.words(text),
        }
    }

    fn line(&mut self) {
        if self.heading.is_some() || self.row || self.cell {
            self.words(" ");
        } else {
            self.writer.line();
        }
    }

    fn paragraph(&self) -> BlockKind {
        if self.quotes > 0 { BlockKind::Quote(self.quotes) } else { BlockKind::Paragraph }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph => self.writer.begin(self.paragraph()),
            Tag::Heading { level: HeadingLevel::H1, .. }
                if self.writer.len() == 0 && !self.headed && self.lists.is_empty() =>
            {
                self.heading = Some(String::new());
            }
            Tag::Heading { level, .. } => self.writer.begin(BlockKind::Heading(level as u8)),
            Tag::BlockQuote(_) => {
                self.quotes = self.quotes.saturating_add(1);
                self.writer.begin(self.paragraph());
            }
            Tag::CodeBlock(_) => {
                self.writer.begin(BlockKind::Code);
                self.code = true;
            }
            Tag::HtmlBlock => self.html.clear(),
            Tag::List(first) => self.lists.push(first),
            Tag::Item => self.item(),
            Tag::FootnoteDefinition(label) => {
                self.writer.begin(BlockKind::Paragraph);
                self.writer.words(&format!("[{label}] "));
            }
            Tag::Table(_) => {
                self.writer.begin(BlockKind::Table);
                self.row = false;
            }
            Tag::TableHead | Tag::TableRow => {
                self.writer.verbatim(if self.row { "\n" } else { "" });
                (self.row, self.cell) = (true, false);
            }
            Tag::TableCell => {
                self.writer.verbatim(if self.cell { "\t" } else { "" });
                self.cell = true;
            }
            Tag::Emphasis => self.writer.open_run(InlineKind::Emphasis),
            Tag::Strong => self.writer.open_run(InlineKind::Strong),
            Tag::Link { dest_url, .. } => {
                let link = absolute(self.base.as_ref(), &dest_url).unwrap_or_default();
                self.writer.open_run(InlineKind::Link(link));
            }
            Tag::Image { .. } => self.images += 1,
            _ => {}
        }
    }

    fn item(&mut self) {
        let depth = u8::try_from(self.lists.len()).unwrap_or(u8::MAX);
        let number = self.lists.last_mut().and_then(|list| {
            let number = (*list)?;
            *list = Some(number.saturating_add(1));
            u32::try_from(number).ok()
        });
        self.writer.begin(BlockKind::Item { depth, number });
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => {
                if let Some(heading) = self.heading.take() {
                    self.titled(&heading);
                }
                self.writer.end();
            }
            TagEnd::BlockQuote(_) => {
                self.writer.end();
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::CodeBlock => {
                self.code = false;
                self.writer.end();
            }
            TagEnd::HtmlBlock => {
                let html = std::mem::take(&mut self.html);
                write_html(&mut self.writer, &html, self.base.as_ref());
            }
            TagEnd::List(_) => {
                self.lists.pop();
            }
            TagEnd::Table => {
                (self.row, self.cell) = (false, false);
                self.writer.end();
            }
            TagEnd::Paragraph | TagEnd::Item | TagEnd::FootnoteDefinition => self.writer.end(),
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link => self.writer.close_run(),
            TagEnd::Image => self.images = self.images.saturating_sub(1),
            _ => {}
        }
    }

    /// The heading that opens the text is the title; where the front matter names another, it is a heading.
    fn titled(&mut self, heading: &str) {
        let heading = crate::ingest::tidy::tidy_line(heading);
        self.headed = true;
        if self.meta.title.is_empty() {
            self.meta.title = heading;
        } else if self.meta.title != heading {
            self.writer.begin(BlockKind::Heading(1));
            self.writer.words(&heading);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A block a line: its kind, then its text with `[run]`s.
    fn shown(text: &str) -> String {
        let (_, body) = markdown(text, None);
        let mut out = String::new();
        for block in body.blocks() {
            let kind = match block.kind {
                BlockKind::Paragraph => "p".to_owned(),
                BlockKind::Heading(level) => format!("h{level}"),
                BlockKind::Quote(depth) => format!("q{depth}"),
                BlockKind::Item { depth, number: None } => format!("i{depth}"),
                BlockKind::Item { depth, number: Some(number) } => format!("i{depth}.{number}"),
                BlockKind::Code => "code".to_owned(),
                BlockKind::Table => "table".to_owned(),
            };
            out.push_str(&format!("{kind}: {}\n", block.span.of(body.text())));
        }
        for run in body.inlines() {
            out.push_str(&format!("  {:?} {}\n", run.kind, run.span.of(body.text())));
        }
        out
    }

    #[test]
    fn structure() {
        let text = "# Title\n\nA *paragraph*\nof **two** lines with `code`.\n\n## Part\n\n> quoted\n>\n> > deeper\n\n- one\n  - two\n\n    still two\n- three\n\n3. three\n4. four\n\n```\nlet a = 1;\n\nb\n```\n\n| a | b |\n|---|---|\n| 1 | [2](http://x.org/) |\n\n![not shown](x.png) <b>bold</b> end\\\nnew line\n\n<div><p>In a <em>page</em></p></div>\n";
        let expected = "\
p: A paragraph of two lines with code.
h2: Part
q1: quoted
q2: deeper
i1: one
i2: two
p: still two
i1: three
i1.3: three
i1.4: four
code: let a = 1;

b
table: a\tb
1\t2
p: bold end
p: new line
p: In a page
  Emphasis paragraph
  Strong two
  Code code
  Link(\"http://x.org/\") 2
  Emphasis page
";
        assert_eq!(shown(text), expected);
        assert_eq!(markdown(text, None).0.title, "Title");
    }

    #[test]
    fn a_title_alone_is_still_a_text() {
        assert_eq!(shown("# Only this\n"), "h1: Only this\n");
        assert_eq!(shown("---\ntitle: A\n---\n# B\n\ntext"), "h1: B\np: text\n");
        assert_eq!(shown("---\ntitle: A\n---\n# A\n\ntext"), "p: text\n");
    }

    proptest! {
        #[test]
        fn any_markdown_is_read(text in "(\\PC|[\\n>*_`\\[\\]()#|<!-] ?){0,120}") {
            let (_, body) = markdown(&text, None);
            prop_assert!(!body.text().contains(|c| c != '\n' && c != '\t' && crate::text::is_control(c)));
        }
    }
}
