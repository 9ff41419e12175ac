//! Which blocks are promotion or truncated teasers and no part of the article.

use crate::text::{BlockKind, Body};

/// Words that open a promotional line when a sign from [`SIGNS`] follows them.
const LABELS: &[&str] = &[
    "also on",
    "also read",
    "also see",
    "also watch",
    "advertisement",
    "check out",
    "don't miss",
    "editor's pick",
    "editors' pick",
    "explained",
    "explainer",
    "follow live",
    "from the archive",
    "in pictures",
    "in pics",
    "listen",
    "live updates",
    "more on this",
    "more on this story",
    "must read",
    "must watch",
    "must-read",
    "must-watch",
    "photos",
    "podcast",
    "promoted",
    "read also",
    "read here",
    "read more",
    "read next",
    "read this",
    "read",
    "recommended",
    "related",
    "related article",
    "related articles",
    "related news",
    "related stories",
    "related story",
    "see also",
    "see more",
    "sponsored",
    "trending",
    "up next",
    "video",
    "watch",
    "watch live",
    "watch now",
];

/// What parts a label from what it promotes.
const SIGNS: &[char] = &['|', ':', '>', '»', '►', '▶', '→', '–', '—', '-'];

/// Openings that are an invitation without any label.
const INVITATIONS: &[&str] = &[
    "click here to",
    "download our app",
    "download the app",
    "follow us on",
    "get the latest news",
    "join our telegram",
    "join our whatsapp",
    "like us on facebook",
    "sign up for our",
    "sign up to our",
    "subscribe to our",
    "support our journalism",
    "this article was originally published",
];

/// Whole lines that stand over a list of other articles.
const SHELVES: &[&str] = &[
    "advertisement",
    "also read",
    "editor's picks",
    "editors' picks",
    "latest news",
    "more from this section",
    "more news",
    "more on this story",
    "more stories",
    "most popular",
    "most read",
    "must read",
    "read more",
    "read next",
    "recommended",
    "recommended for you",
    "related",
    "related articles",
    "related news",
    "related posts",
    "related stories",
    "related topics",
    "see also",
    "sponsored",
    "top stories",
    "trending",
    "trending now",
    "you may also like",
    "you might also like",
];

/// A promotional line is one line: anything longer (in bytes) is told, not promoted.
const LONGEST_PROMOTION: usize = 280;

/// A teaser is one or two sentences; the longest seen is half of this.
const LONGEST_TEASER: usize = 500;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Line {
    Told,
    Promotion,
    Shelf,
    Teaser,
}

/// Indices of the blocks that are boilerplate, ascending.
pub fn find(body: &Body) -> Vec<usize> {
    let text = body.text();
    let lines: Vec<Line> = body.blocks().iter().map(|block| read(block.kind, block.span.of(text))).collect();
    let tail = tail(body, &lines);
    let promotion = |line: &Line| matches!(line, Line::Promotion | Line::Shelf);
    let marked = lines.iter().enumerate().filter(|(index, line)| *index >= tail || promotion(line));
    marked.map(|(index, _)| index).collect()
}

fn read(kind: BlockKind, line: &str) -> Line {
    if matches!(kind, BlockKind::Code | BlockKind::Table) {
        return Line::Told;
    }
    let line = line.trim();
    let opening: String = line.chars().take(48).map(plain).collect();
    if SHELVES.contains(&opening.trim_end_matches([':', '.', '…', ' '])) {
        return Line::Shelf;
    }
    if line.len() <= LONGEST_PROMOTION && (labelled(&opening) || invites(&opening)) {
        return Line::Promotion;
    }
    let cut = line.ends_with('…') || line.ends_with("...") || line.ends_with("[…]") || line.ends_with("[...]");
    if cut && line.len() <= LONGEST_TEASER && !line.starts_with(['“', '"', '‘', '«']) {
        Line::Teaser
    } else {
        Line::Told
    }
}

fn plain(c: char) -> char {
    if c == '’' { '\'' } else { c.to_ascii_lowercase() }
}

fn invites(opening: &str) -> bool {
    INVITATIONS.iter().any(|words| opening.starts_with(words))
}

/// A label, its sign, and something after it. A single word before a dash is an ordinary word.
fn labelled(opening: &str) -> bool {
    LABELS.iter().any(|label| {
        let Some(rest) = opening.strip_prefix(label) else { return false };
        let after = rest.trim_start();
        let Some(sign) = after.chars().next().filter(|sign| SIGNS.contains(sign)) else { return false };
        let dash = matches!(sign, '–' | '—' | '-');
        after.trim_start_matches(SIGNS).contains(|c: char| !c.is_whitespace()) && (!dash || label.contains(' '))
    })
}

/// Where the tail of other articles begins; the number of blocks where there is none. The first block is always told.
fn tail(body: &Body, lines: &[Line]) -> usize {
    let mut start = lines.len();
    let mut teasers = 0;
    for (index, line) in lines.iter().enumerate().skip(1).rev() {
        match line {
            Line::Told => break,
            Line::Teaser => teasers += 1,
            Line::Promotion | Line::Shelf => {}
        }
        start = index;
    }
    let introduced = lines.get(start).is_some_and(|line| matches!(line, Line::Promotion | Line::Shelf));
    // One sentence that breaks off at the end may be the author's own.
    let start = if teasers >= 2 || introduced { start } else { lines.len() };
    shelf(body, lines, start).unwrap_or(start)
}

/// The last shelf with nothing under it but headlines (lines that end no sentence).
fn shelf(body: &Body, lines: &[Line], end: usize) -> Option<usize> {
    let headline = |index: usize| {
        let line = body.blocks().get(index).map_or("", |block| block.span.of(body.text()));
        line.len() <= LONGEST_PROMOTION && !line.ends_with(['.', '”', '"'])
    };
    let above = (0..end).rev().find(|index| !headline(*index) || lines.get(*index) == Some(&Line::Shelf))?;
    (above > 0 && above + 1 < end && lines.get(above) == Some(&Line::Shelf)).then_some(above)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines beginning with `~ ` must be found, all others must not.
    fn check(article: &[&str]) {
        let marked: Vec<usize> =
            article.iter().enumerate().filter(|(_, line)| line.starts_with("~ ")).map(|(index, _)| index).collect();
        let lines: Vec<&str> = article.iter().map(|line| line.trim_start_matches("~ ")).collect();
        assert_eq!(find(&Body::verbatim(lines.join("\n"))), marked, "{article:#?}");
    }

    const TOLD: &str = "The council met on Friday and agreed to nothing.";

    #[test]
    fn promotional_lines_anywhere() {
        for line in [
            "MUST READ | Why the bridge was never built",
            "Must read: Why the bridge was never built",
            "Also read: Seven bridges that were",
            "ALSO READ | Seven bridges that were",
            "Also Read- no bridge at all",
            "Read more: The bridge in pictures",
            "READ MORE – The bridge in pictures",
            "Read also » Who pays for bridges",
            "Read: Who pays for bridges",
            "READ | Who pays for bridges",
            "Watch: A bridge opens",
            "WATCH LIVE: A bridge opens",
            "Listen: The sound of a bridge",
            "Related: What became of the ferry",
            "RELATED STORY | What became of the ferry",
            "Don’t miss: The bridge quiz",
            "Editor's pick: The ferryman",
            "See also: Tunnels",
            "Video: Two minutes of fog",
            "Follow us on every network for more",
            "Sign up for our morning letter",
            "Subscribe to our newsletter and never miss a bridge",
            "Click here to read the full report",
            "Recommended",
            "Advertisement",
        ] {
            check(&[TOLD, &format!("~ {line}"), TOLD]);
        }
    }

    #[test]
    fn told_lines_stay() {
        for line in [
            "Read aloud, the treaty takes four hours.",
            "Watch the river for a day and it will tell you nothing.",
            "Related matters were put off until May.",
            "Read - and then signed - by both ministers, the text is now law.",
            "Watchmakers in Geneva: a dying trade, the union says.",
            "Listen to the people, the mayor said: they know the road.",
            "Must reading be taught this way? The ministry thinks so.",
            "“We had hoped for more …”",
            "He paused, and then he said it again…",
            "The video: a man walks, a light goes on, nothing else happens.",
            "Trending upwards since May, prices reached €12 a kilo.",
        ] {
            check(&[TOLD, line, TOLD]);
            check(&[TOLD, TOLD, line]);
        }
        check(&[&format!("Read more: {}", "it goes on and on ".repeat(20)), TOLD]);
    }

    #[test]
    fn a_tail_of_teasers() {
        check(&[TOLD, "~ A man in Kent has found…", "~ Nobody expected the goose to…"]);
        check(&[TOLD, "~ A man in Kent has found...", "~ Nobody expected the goose to [...]"]);
        check(&[TOLD, "~ Also read: The goose", "~ A man in Kent has found…"]);
        check(&[TOLD, "~ A man in Kent…", "~ READ MORE | Kent", "~ Nobody expected…"]);
        check(&[TOLD, "And then, nothing…"]);
        check(&[TOLD, "And then…", TOLD, "And again…", TOLD]);
        check(&["A whole text that breaks off…", "~ and on…", "~ and on…"]);
        check(&["Only this…"]);
        check(&[]);
    }

    #[test]
    fn a_shelf_with_headlines_under_it() {
        check(&[TOLD, "~ Most read", "~ Goose found in Kent", "~ Kent denies goose"]);
        check(&[TOLD, "~ You may also like:", "~ Goose found in Kent", "~ A man has said that…"]);
        check(&[TOLD, "~ Related stories", TOLD, TOLD]);
        check(&["~ Trending", "Goose found in Kent"]);
    }
}
