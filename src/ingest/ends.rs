//! What stands around and between an article's paragraphs and is not its text: its headline, byline and date once more,
//! credits of pictures, pointers to other articles, words set large a second time, rights.

use crate::ingest::cues::{ADVERTS, CREDITS, ELSEWHERE, FOLLOW, LABELS, NETWORKS, PRINTED, STAMPS};
use crate::ingest::date::date;
use crate::text::{Block, BlockKind, Body, Inline, InlineKind, Meta, Span};

/// A paragraph of so many characters is text: what stands before the first such one may be the article's head.
const LONG: usize = 120;
/// Blocks looked at from either end.
const REACH: usize = 8;
/// A passage shorter than this may stand twice for good reason.
const TWICE: usize = 40;

/// The body without what is not the article's text. `meta` is what the page tells of it.
pub fn bare(body: Body, meta: &Meta) -> Body {
    let lines: Vec<Line<'_>> = body.blocks().iter().map(|block| Line::new(&body, block)).collect();
    let mut keep: Vec<bool> = lines.iter().map(|line| !line.is_no_text()).collect();
    drop_head(&lines, meta, &mut keep);
    drop_tail(&lines, &mut keep);
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
            && (ADVERTS.contains(&self.lower.trim_matches(|c: char| !c.is_alphanumeric()))
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
        if self.text.len() > LONG || !self.is_prose() {
            return false;
        }
        if self.bare.is_empty() || self.is_moment() {
            return true;
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
        let left = words.filter(|word| !LABELS.contains(word) && !word.bytes().all(|byte| byte.is_ascii_digit())).count();
        names > 0 && (left == 0 || left < 6 && date(&rest).is_some())
    }

    /// A day or time, whatever it is said to be that of.
    fn is_moment(&self) -> bool {
        let digit = self.text.contains(|c: char| c.is_ascii_digit());
        let after = begins(&self.lower, STAMPS).map(|rest| rest.trim_start_matches([':', ' ']));
        let alone = self.text.len() < 32 && !self.text.ends_with('.');
        digit && self.text.len() < 60 && date(after.unwrap_or(&self.lower)).is_some() && (alone || after.is_some())
    }

    /// What pages put under an article: rights, tags, where else to find them.
    fn is_foot(&self) -> bool {
        let asks = || begins(&self.lower, FOLLOW).is_some() && NETWORKS.iter().any(|name| self.lower.contains(name));
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
    for (at, (line, keep)) in lines.iter().zip(keep.iter_mut()).take(head).enumerate() {
        let above = titled.is_some_and(|titled| at < titled) && line.text.len() < 60;
        if above || is_title(line) || line.is_byline(meta) {
            *keep = false;
        }
    }
}

fn drop_tail(lines: &[Line<'_>], keep: &mut [bool]) {
    let mut left = REACH;
    for (line, keep) in lines.iter().zip(keep.iter_mut()).rev() {
        if *keep && (left == 0 || !line.is_foot()) {
            return;
        }
        left = left.saturating_sub(1);
        *keep = false;
    }
}

/// What stands in the text a second time, large or in a frame.
fn drop_repeated(lines: &[Line<'_>], keep: &mut [bool]) {
    for at in 0..lines.len() {
        let Some(line) = lines.get(at).filter(|line| line.bare.len() >= TWICE && line.text.len() < 400) else { continue };
        let again = |(other, (line_there, kept)): (usize, (&Line<'_>, &bool))| {
            *kept
                && other != at
                && line_there.is_prose()
                && line_there.bare.len() > line.bare.len()
                && line_there.bare.contains(&line.bare)
        };
        let near = at.saturating_sub(30);
        let twice = lines.iter().zip(keep.iter()).enumerate().skip(near).take(60).any(again);
        if let Some(keep) = keep.get_mut(at).filter(|_| twice && line.is_prose() && !line.is_heading()) {
            *keep = false;
        }
    }
}

/// What follows the first of `cues` that `text` begins with.
fn begins<'t>(text: &'t str, cues: &[&str]) -> Option<&'t str> {
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '©');
    let after = |cue: &&str| text.strip_prefix(*cue).filter(|rest| !rest.starts_with(char::is_alphanumeric) || cue.ends_with(' '));
    cues.iter().filter_map(after).min_by_key(|rest| rest.len())
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A body of some of the blocks of another.
fn only(body: &Body, keep: &[bool]) -> Body {
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
