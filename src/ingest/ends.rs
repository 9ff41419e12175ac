//! What stands around and between an article's paragraphs and is not its text: its headline, byline and date once more,
//! credits of pictures, pointers to other articles, words set large a second time, rights.

use crate::ingest::cues::{ADVERTS, CREDITS, ELSEWHERE, FOLLOW, IS, LABELS, NETWORKS, PRINTED, STAMPS};
use crate::ingest::date::date;
use crate::text::{Block, BlockKind, Body, Inline, InlineKind, Meta, Span};

/// A paragraph of so many characters is text: what stands before the first such one may be the article's head.
const LONG: usize = 120;
/// Blocks looked at from either end.
const REACH: usize = 8;
/// So many lines that are no sentences may be left over under an article.
const LABELLED: usize = 5;
/// A passage shorter than this may stand twice for good reason.
const TWICE: usize = 40;
/// Blocks around a passage in which it is looked for again.
const NEAR: usize = 30;
/// At most one part in so many of a text is taken for said twice by accident.
const SAID_TWICE: usize = 10;

/// The body without what is not the article's text. `meta` is what the page tells of it.
pub fn bare(body: Body, meta: &Meta) -> Body {
    let lines: Vec<Line<'_>> = body.blocks().iter().map(|block| Line::new(&body, block)).collect();
    let mut keep: Vec<bool> = lines.iter().map(|line| !line.is_no_text()).collect();
    drop_head(&lines, meta, &mut keep);
    drop_tail(&lines, meta, &mut keep);
    drop_repeated(&lines, &mut keep);
    if keep.iter().all(|keep| *keep) || !keep.iter().any(|keep| *keep) {
        return body;
    }
    only(&body, &keep)
}

/// A block as it is judged.
struct Line<'b> {
    kind: BlockKind,
    text: &'b str,
    lower: String,
    /// Letters and digits, in lower case.
    bare: String,
    /// Bytes of links.
    linked: usize,
}

impl<'b> Line<'b> {
    fn new(body: &'b Body, block: &Block) -> Self {
        let text = block.span.of(body.text()).trim();
        let links = body.inlines().iter().filter(|inline| {
            matches!(inline.kind, InlineKind::Link(_))
                && inline.span.start >= block.span.start
                && inline.span.end <= block.span.end
        });
        let linked = links.map(|link| link.span.len()).sum();
        Self { kind: block.kind, text, lower: text.to_lowercase(), bare: letters(text), linked }
    }

    fn is_heading(&self) -> bool {
        matches!(self.kind, BlockKind::Heading(_))
    }

    fn is_prose(&self) -> bool {
        !matches!(self.kind, BlockKind::Code | BlockKind::Table)
    }

    /// Wherever it stands: an advertisement's place, a picture's credit, a pointer to another article.
    fn is_no_text(&self) -> bool {
        self.is_prose()
            && (is_one_of(self.lower.trim_matches(|c: char| !c.is_alphanumeric()), ADVERTS)
                || self.text.len() < 120 && begins(&self.lower, CREDITS).is_some()
                || self.is_pointer())
    }

    /// "Read also: Another headline".
    fn is_pointer(&self) -> bool {
        if self.text.len() > 250 {
            return false;
        }
        let Some(rest) = begins(&self.lower, ELSEWHERE) else { return false };
        let named = rest.trim_start().starts_with([':', '>', '»', '|', '–', '-', '→']);
        let alone = rest.chars().all(|c| !c.is_alphanumeric());
        alone || (named || rest.starts_with(' ')) && self.linked * 10 >= rest.trim().len() * 7
    }

    /// A line that tells who wrote the article and when.
    fn is_byline(&self, meta: &Meta) -> bool {
        let short = self.text.len() <= LONG && self.is_prose();
        short && (self.bare.is_empty() || self.is_moment()) || self.is_signature(meta)
    }

    /// A line of nothing but names, and words around names.
    fn is_signature(&self, meta: &Meta) -> bool {
        if self.text.len() > LONG || !self.is_prose() {
            return false;
        }
        let mut rest = self.lower.clone();
        let named = meta.authors.iter().chain(&meta.outlet).filter(|name| name.chars().count() > 3);
        let mut names = 0;
        for name in named {
            let before = rest.len();
            rest = rest.replace(&name.to_lowercase(), " ");
            names += usize::from(rest.len() < before);
        }
        let words = rest.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let left =
            words.filter(|word| !is_one_of(word, LABELS) && !word.bytes().all(|byte| byte.is_ascii_digit())).count();
        names > 0 && (left == 0 || left < 6 && date(&rest).is_some())
    }

    /// A day or time, whatever it is said to be that of.
    fn is_moment(&self) -> bool {
        let digit = self.text.contains(|c: char| c.is_ascii_digit());
        let after = begins(&self.lower, STAMPS).map(|rest| rest.trim_start_matches([':', ' ']));
        let alone = self.text.len() < 32 && !self.text.ends_with('.');
        digit && self.text.len() < 60 && date(after.unwrap_or(&self.lower)).is_some() && (alone || after.is_some())
    }

    /// A few words that are no sentence: the name of a section, the head of a list that went.
    fn is_label(&self, words: usize) -> bool {
        let ends = self.text.ends_with(|c: char| !c.is_alphanumeric() && c != ':');
        self.kind == BlockKind::Paragraph
            && !ends
            && self.text.split_whitespace().count() <= words
            && self.text.len() < 60
    }

    /// "Ana Reyes is a columnist."
    fn is_about_author(&self, meta: &Meta) -> bool {
        let after = |name: &String| self.lower.strip_prefix(&name.to_lowercase()).map(str::trim_start);
        let rest = meta.authors.iter().filter(|name| name.contains(' ')).find_map(after);
        self.text.len() < 600 && rest.is_some_and(|rest| begins(rest, IS).is_some())
    }

    /// What pages put under an article: rights, tags, where else to find them.
    fn is_foot(&self) -> bool {
        let asks =
            || begins(&self.lower, FOLLOW).is_some() && NETWORKS.split('|').any(|name| self.lower.contains(name));
        self.is_heading()
            || self.is_prose() && self.bare.is_empty()
            || self.text.len() < 250 && (begins(&self.lower, PRINTED).is_some() || asks())
    }
}

/// The headline once more, the byline, the date, and what stands above them.
fn drop_head(lines: &[Line<'_>], meta: &Meta, keep: &mut [bool]) {
    let title = letters(&meta.title);
    let head = lines.iter().take(REACH).take_while(|line| line.text.len() < LONG || line.bare == title).count();
    let is_title = |line: &Line<'_>| {
        line.bare.len() > 5
            && (line.bare == title
                || line.is_heading() && line.bare.len() * 5 > title.len() * 4 && title.contains(&line.bare))
    };
    let titled = lines.iter().take(head).rposition(is_title);
    for (at, (line, keep)) in lines.iter().zip(keep.iter_mut()).take(REACH).enumerate() {
        let above = titled.is_some_and(|titled| at < titled) && line.text.len() < 60;
        let label = !line.is_heading() && at == 0 && lines.len() > REACH && line.is_label(3);
        // A standfirst may stand above the byline.
        let head = at < head && (above || label || is_title(line) || line.is_byline(meta));
        if head || line.is_signature(meta) {
            *keep = false;
        }
    }
}

fn drop_tail(lines: &[Line<'_>], meta: &Meta, keep: &mut [bool]) {
    let mut left = REACH;
    let long = lines.iter().map(|line| line.text.len()).sum::<usize>() > 5 * LONG;
    // More of them are a list.
    let labels =
        lines.iter().rev().take_while(|line| line.is_foot() || line.is_label(5)).filter(|line| line.is_label(5));
    let few = labels.count() <= LABELLED;
    for (line, keep) in lines.iter().zip(keep.iter_mut()).rev() {
        let foot = || line.is_foot() || long && (few && line.is_label(5) || line.is_about_author(meta));
        if *keep && (left == 0 || !foot()) {
            return;
        }
        left = left.saturating_sub(1);
        *keep = false;
    }
}

/// What stands in the text a second time, large or in a frame. A text that says much twice means to.
fn drop_repeated(lines: &[Line<'_>], keep: &mut [bool]) {
    let whole: usize = lines.iter().map(|line| line.text.len()).sum();
    let twice: Vec<usize> =
        (0..lines.len()).filter(|at| keep.get(*at) == Some(&true) && is_repeated(lines, *at)).collect();
    let said: usize = twice.iter().filter_map(|at| lines.get(*at)).map(|line| line.text.len()).sum();
    if said * SAID_TWICE < whole {
        twice.iter().filter_map(|at| keep.get_mut(*at).map(|keep| *keep = false)).for_each(drop);
    }
}

/// True where another block near it holds all that a block says, and more.
fn is_repeated(lines: &[Line<'_>], at: usize) -> bool {
    let Some(line) = lines.get(at).filter(|line| line.is_prose() && !line.is_heading()) else { return false };
    let holds =
        |other: &Line<'_>| other.is_prose() && other.bare.len() > line.bare.len() && other.bare.contains(&line.bare);
    (TWICE..400).contains(&line.bare.len()) && lines.iter().skip(at.saturating_sub(NEAR)).take(2 * NEAR).any(holds)
}

fn is_one_of(word: &str, cues: &str) -> bool {
    cues.split('|').any(|cue| cue == word)
}

/// What follows the longest of `cues` that `text` begins with.
fn begins<'t>(text: &'t str, cues: &str) -> Option<&'t str> {
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '©');
    let after = |cue: &str| {
        text.strip_prefix(cue).filter(|rest| !rest.starts_with(char::is_alphanumeric) || cue.ends_with(' '))
    };
    cues.split('|').filter_map(after).min_by_key(|rest| rest.len())
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A body of some of the blocks of another.
pub(super) fn only(body: &Body, keep: &[bool]) -> Body {
    let mut text = String::with_capacity(body.text().len());
    let mut blocks: Vec<Block> = Vec::new();
    let mut inlines: Vec<Inline> = Vec::new();
    let mut last = 0;
    for (block, keep) in body.blocks().iter().zip(keep) {
        let between = body.text().get(last..block.span.start).unwrap_or("\n\n");
        last = block.span.end;
        if !keep {
            continue;
        }
        if !text.is_empty() {
            text.push_str(if between.trim().is_empty() && !between.is_empty() { between } else { "\n\n" });
        }
        let start = text.len();
        text.push_str(block.span.of(body.text()));
        blocks.push(Block { kind: block.kind, span: Span::new(start, text.len()) });
        let inside = |inline: &&Inline| inline.span.start >= block.span.start && inline.span.end <= block.span.end;
        inlines.extend(body.inlines().iter().filter(inside).map(|inline| Inline {
            kind: inline.kind.clone(),
            span: Span::new(inline.span.start - block.span.start + start, inline.span.end - block.span.start + start),
        }));
    }
    Body::new(text, blocks, inlines)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::html::html;

    const LONG_ONE: &str = "The harbour authority said on Tuesday that the new wall would be finished in spring, a year \
        later than planned, because the ground under the old quay had turned out softer than the survey had promised.";

    /// What is left of blocks of HTML, `|` between them; `L` stands for a long paragraph.
    fn left(page: &str) -> String {
        let meta = Meta {
            title: "Harbour wall delayed again".into(),
            authors: vec!["Ana Reyes".into()],
            outlet: Some("Harbour Post".into()),
            ..Meta::default()
        };
        let body = bare(html(&page.replace("<L>", &format!("<p>{LONG_ONE}</p>")), None), &meta);
        let blocks: Vec<&str> = body.blocks().iter().map(|block| block.span.of(body.text())).collect();
        for inline in body.inlines() {
            assert!(!inline.span.of(body.text()).is_empty());
        }
        blocks.join("|").replace(LONG_ONE, "L")
    }

    #[test]
    fn what_is_not_the_text_goes() {
        let many = "<L>".repeat(4);
        for (page, shown) in [
            // The head once more.
            ("<p>Business</p><h1>Harbour wall delayed again</h1><p>By Ana Reyes</p><p>4 March 2026</p><L>", "L"),
            ("<p>By Ana Reyes, Harbour Post, 4 March 2026, 9:00</p><L>", "L"),
            ("<p>Updated: 4 March 2026</p><h2>What happened</h2><L>", "What happened|L"),
            ("<L><p>By Ana Reyes</p><L>", "L|L"),
            ("<p>The wall fell in 2026.</p><L>", "The wall fell in 2026.|L"),
            ("<p>Ana Reyes walked to the quay at dawn.</p><L>", "Ana Reyes walked to the quay at dawn.|L"),
            // Between the paragraphs.
            ("<L><p>Advertisement</p><p>Photo: Tom Hale</p><p>Short, but said.</p><L>", "L|Short, but said.|L"),
            ("<L><p>Read also: <a href='https://a.example/x'>Another wall, another year</a></p><L>", "L|L"),
            (
                "<L><p>Read also what the <a href='https://a.example/x'>survey</a> of the old quay had to say of it.</p><L>",
                "L|Read also what the survey of the old quay had to say of it.|L",
            ),
            ("<L><L><L><blockquote>the ground under the old quay had turned out softer</blockquote><L>", "L|L|L|L"),
            // Under it.
            ("<L><h2>Topics</h2><p>Tags: harbour, walls</p><p>© 2026 Harbour Post</p>", "L"),
            ("<L><p>Follow us on Twitter and Facebook</p>", "L"),
            ("<L><p>He followed the river on foot.</p>", "L|He followed the river on foot."),
        ] {
            assert_eq!(left(page), shown, "{page}");
        }
        let all = "L|L|L|L";
        for tail in [
            "<p>Related stories</p>",
            "<p>More:</p>",
            "<p>Ana Reyes</p><p>Ana Reyes writes about harbours and what they cost.</p>",
        ] {
            assert_eq!(left(&format!("{many}{tail}")), all, "{tail}");
        }
        let list = "<p>Rye</p><p>Oats</p><p>Barley</p><p>Wheat</p><p>Maize</p><p>Millet</p>";
        assert_eq!(left(&format!("{many}{list}")), format!("{all}|Rye|Oats|Barley|Wheat|Maize|Millet"));
    }

    #[test]
    fn a_text_that_is_all_head_or_repeats_itself_stays() {
        assert_eq!(left("<h1>Harbour wall delayed again</h1>"), "Harbour wall delayed again");
        let refrain = "<p>Oh the wall, the wall by the river, it stands no more</p><p>Oh the wall, the wall by the river, it stands no more, my dear</p>";
        assert_eq!(left(refrain).matches('|').count(), 1);
    }
}
