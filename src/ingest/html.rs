//! HTML to a body: whatever the markup, its text in blocks and runs.

use crate::ingest::address::absolute;
use crate::ingest::depth::capped;
use crate::ingest::hidden::{is_anchor, is_hidden};
use crate::ingest::table::is_data;
use crate::ingest::writer::Writer;
use crate::text::{BlockKind, Body, InlineKind};
use dom_query::{Document, NodeRef};
use url::Url;

/// The body of a piece of HTML, all of it: no search for the main content. Links are resolved against `base`.
pub fn html(html: &str, base: Option<&Url>) -> Body {
    let mut writer = Writer::default();
    write_html(&mut writer, html, base);
    writer.finish()
}

/// Writes a piece of HTML into a body.
pub fn write_html(writer: &mut Writer, html: &str, base: Option<&Url>) {
    let document = Document::fragment(capped(html).as_ref());
    write_node(writer, &document.root(), base);
}

/// Writes what a node holds into a body.
pub fn write_node(writer: &mut Writer, node: &NodeRef<'_>, base: Option<&Url>) {
    writer.begin(BlockKind::Paragraph);
    let mut walk = Walk { writer, base, quotes: 0, lists: Vec::new(), flat: false };
    walk.children(node);
    walk.writer.end();
}

/// What no reader of a page sees as its text.
const UNSEEN: &[&str] = &[
    "script", "style", "noscript", "template", "iframe", "object", "embed", "canvas", "audio", "video", "svg", "map",
    "head", "title", "select", "option", "button", "textarea", "input", "rp", "rt", "frameset", "applet", "datalist",
    "dialog", "progress",
];
const BLOCKS: &[&str] = &[
    "p",
    "div",
    "section",
    "article",
    "main",
    "aside",
    "header",
    "footer",
    "nav",
    "address",
    "figure",
    "figcaption",
    "details",
    "summary",
    "dl",
    "dt",
    "dd",
    "form",
    "fieldset",
    "legend",
    "center",
    "hr",
    "body",
    "html",
    "table",
    "tbody",
    "thead",
    "tfoot",
    "tr",
    "td",
    "th",
    "caption",
    "hgroup",
    "search",
    "menu",
    "dir",
    "multicol",
    "amp-carousel",
];

/// True for an element that begins a line of its own, or ends one.
pub fn is_block(name: &str) -> bool {
    const OTHERS: &[&str] =
        &["h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol", "li", "pre", "listing", "xmp", "br", "nav"];
    BLOCKS.contains(&name) || OTHERS.contains(&name)
}

struct Walk<'w> {
    writer: &'w mut Writer,
    base: Option<&'w Url>,
    quotes: u8,
    lists: Vec<Option<u32>>,
    /// In a cell of a table: blocks are only parted by a space.
    flat: bool,
}

impl Walk<'_> {
    fn children(&mut self, node: &NodeRef<'_>) {
        for child in node.children_it(false) {
            if child.is_text() {
                self.writer.words(&child.text());
            } else if let Some(name) = child.node_name().filter(|_| !is_hidden(&child)) {
                self.element(&child, &name);
            }
        }
    }

    fn element(&mut self, node: &NodeRef<'_>, name: &str) {
        match name {
            "br" => self.line(),
            "em" | "i" | "cite" | "dfn" | "var" => self.run(node, InlineKind::Emphasis),
            "strong" | "b" => self.run(node, InlineKind::Strong),
            "code" | "kbd" | "samp" | "tt" => self.run(node, InlineKind::Code),
            "a" if is_anchor(node) => {}
            "a" => {
                let link = node.attr("href").and_then(|link| absolute(self.base, &link)).unwrap_or_default();
                self.run(node, InlineKind::Link(link));
            }
            "q" => {
                self.writer.words("“");
                self.children(node);
                self.writer.words("”");
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let level = name.bytes().last().map_or(6, |digit| digit.saturating_sub(b'0'));
                self.block(node, BlockKind::Heading(level));
            }
            "blockquote" => {
                self.quotes = self.quotes.saturating_add(1);
                self.block(node, BlockKind::Quote(self.quotes));
                self.quotes -= 1;
                self.part();
            }
            "ul" | "ol" | "menu" | "dir" => self.list(node, name == "ol"),
            "li" => self.item(node),
            "pre" | "listing" | "xmp" => self.code(node),
            "table" if !self.flat && is_data(node) => self.table(node),
            _ if BLOCKS.contains(&name) => self.block(node, self.paragraph()),
            _ if UNSEEN.contains(&name) => {}
            _ => self.children(node),
        }
    }

    fn paragraph(&self) -> BlockKind {
        if self.quotes > 0 { BlockKind::Quote(self.quotes) } else { BlockKind::Paragraph }
    }

    fn part(&mut self) {
        if self.flat {
            self.writer.words(" ");
        } else {
            self.writer.begin(self.paragraph());
        }
    }

    fn block(&mut self, node: &NodeRef<'_>, kind: BlockKind) {
        if self.flat {
            self.writer.words(" ");
        } else {
            self.writer.begin(kind);
        }
        self.children(node);
        self.part();
    }

    fn line(&mut self) {
        if self.flat {
            self.writer.words(" ");
        } else {
            self.writer.line();
        }
    }

    fn run(&mut self, node: &NodeRef<'_>, kind: InlineKind) {
        self.writer.open_run(kind);
        self.children(node);
        self.writer.close_run();
    }

    fn list(&mut self, node: &NodeRef<'_>, ordered: bool) {
        let first = || node.attr("start").and_then(|start| start.trim().parse().ok()).unwrap_or(1);
        self.lists.push(ordered.then(first));
        self.part();
        self.children(node);
        self.lists.pop();
        self.part();
    }

    fn item(&mut self, node: &NodeRef<'_>) {
        let depth = u8::try_from(self.lists.len().max(1)).unwrap_or(u8::MAX);
        let number = self.lists.last_mut().and_then(|list| {
            let given = node.attr("value").and_then(|value| value.trim().parse().ok());
            let number = given.or(*list)?;
            list.as_mut().map(|next| *next = number.saturating_add(1)).map(|()| number)
        });
        self.block(node, BlockKind::Item { depth, number });
    }

    fn code(&mut self, node: &NodeRef<'_>) {
        if self.flat {
            return self.children(node);
        }
        let mut text = String::new();
        raw_text(node, &mut text);
        self.writer.begin(BlockKind::Code);
        self.writer.verbatim(text.trim_start_matches('\n'));
        self.part();
    }

    fn table(&mut self, node: &NodeRef<'_>) {
        self.writer.begin(BlockKind::Table);
        self.flat = true;
        let rows = node.descendants_it().filter(|node| node.has_name("tr"));
        for (at, row) in rows.enumerate() {
            self.writer.verbatim(if at > 0 { "\n" } else { "" });
            let cells = row.children_it(false).filter(|cell| cell.has_name("td") || cell.has_name("th"));
            for (at, cell) in cells.enumerate() {
                self.writer.verbatim(if at > 0 { "\t" } else { "" });
                self.children(&cell);
            }
        }
        self.flat = false;
        self.part();
    }
}

fn raw_text(node: &NodeRef<'_>, out: &mut String) {
    for child in node.children_it(false) {
        if child.is_text() {
            out.push_str(&child.text());
        } else if child.has_name("br") {
            out.push('\n');
        } else if child.is_element() {
            raw_text(&child, out);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::is_control;
    use proptest::prelude::*;

    /// A block a line: its kind, then its text.
    fn shown(page: &str) -> String {
        let base = Url::parse("https://example.org/a/").unwrap();
        let body = html(page, Some(&base));
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
        let cases = [
            (
                "<h2>A  head</h2><p>one <em>two</em>\n three</p>loose",
                "h2: A head\np: one two three\np: loose\n  Emphasis two\n",
            ),
            ("<div>a<div>b</div>c</div>", "p: a\np: b\np: c\n"),
            (
                "<blockquote><p>q</p>loose<blockquote>deep</blockquote></blockquote>x",
                "q1: q\nq1: loose\nq2: deep\np: x\n",
            ),
            (
                "<ul><li><p>a</p><p>more</p><ol start=3><li>b<li value=7>c<li>d</ol></li><li>e</ul>",
                "i1: a\np: more\ni2.3: b\ni2.7: c\ni2.8: d\ni1: e\n",
            ),
            ("<pre>\n  a\n\n b<br>c</pre>", "code:   a\n\n b\nc\n"),
            ("<p>line one<br>line <b>two</b><br><br>para", "p: line one\np: line two\np: para\n  Strong two\n"),
            (
                "<table><tr><th>Port<th>Ships</tr><tr><td>Marvell<td><p>60</p></table>",
                "table: Port\tShips\nMarvell\t60\n",
            ),
            ("<table><tr><td><p>Laid out</p><p>by table</p></td></tr></table>", "p: Laid out\np: by table\n"),
            (
                "<a href='../b'>x <i>y</i></a> <a href='javascript:1'>z</a>",
                "p: x y z\n  Link(\"https://example.org/b\") x y\n  Emphasis y\n",
            ),
            (
                "a<script>no</script><style>no</style><p hidden>no<p style='display : none'>no<p>AT&amp;T &#8364;&nbsp;5",
                "p: a\np: AT&T € 5\n",
            ),
            ("<p>He said <q>yes</q>.", "p: He said “yes”.\n"),
            ("&#27;[31mred&#x1b;]0;t&#7;&#8238;x", "p: redx\n"),
            ("", ""),
        ];
        for (page, blocks) in cases {
            assert_eq!(shown(page), blocks, "{page}");
        }
    }

    #[test]
    fn a_link_over_two_blocks_is_two_runs() {
        assert_eq!(shown("<a href='b'><h3>head</h3><p>text</p></a>").matches("Link").count(), 2);
    }

    proptest! {
        #[test]
        fn any_html_is_read(page in "(</?(p|b|i|a|div|ul|li|ol|table|tr|td|pre|blockquote|h2|br|q|svg|math|template|script|select)[ >]?|\\PC|&[a-z]{2,4};?){0,60}") {
            let body = html(&page, None);
            prop_assert!(!body.text().contains(|c| c != '\n' && c != '\t' && is_control(c)));
            for block in body.blocks() {
                let text = block.span.of(body.text());
                prop_assert!(!text.is_empty());
                prop_assert!(matches!(block.kind, BlockKind::Code | BlockKind::Table) || !text.contains('\n'));
            }
        }
    }
}
