//! The piece of a text that shows why a search found it.

use crate::query::Words;
use crate::store::fold::{fold, fold_char};
use crate::text::Span;

/// Bytes of a snippet, about.
const LENGTH: usize = 180;
/// Bytes of a text that are looked through: an article found by its two-hundredth page shows its beginning.
const REACH: usize = 1 << 18;

/// A piece of a text with the words that were asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snippet {
    /// One line, with `…` where the text goes on.
    pub text: String,
    /// The words asked for, in bytes of `text`.
    pub hits: Vec<Span>,
    /// Where the first of them stands in the whole text, in bytes.
    pub at: Option<Span>,
}

/// Words to look for, folded and cut as the full-text index cuts them.
#[derive(Debug)]
pub struct Sought {
    phrases: Vec<(Vec<String>, bool)>,
}

impl Sought {
    /// Takes the words of a query.
    pub fn new(words: &[&Words]) -> Self {
        let phrases = words.iter().map(|words| {
            let parts = tokens(&words.text).map(|span| fold(span.of(&words.text))).collect();
            (parts, words.open)
        });
        Self { phrases: phrases.filter(|(parts, _): &(Vec<String>, bool)| !parts.is_empty()).collect() }
    }

    /// The piece of `text` with the most of the words, the first such; `None` where there is none of them.
    pub fn snippet(&self, text: &str) -> Option<Snippet> {
        let found = self.find(text);
        let (first, last) = best_window(&found)?;
        let hits: Vec<Span> = found.get(first..=last)?.iter().map(|(_, span)| *span).collect();
        let (start, end) = (hits.first()?, hits.last()?);
        let room = LENGTH.saturating_sub(end.end - start.start);
        let from = word_start(text, start.start.saturating_sub(room / 3));
        let to = word_end(text, end.end + room - (start.start - from).min(room));
        Some(cut(text, Span::new(from, to), &hits))
    }

    /// Where the words stand: which of them, and the place.
    fn find(&self, text: &str) -> Vec<(usize, Span)> {
        let reach = text.get(..floor(text, REACH)).unwrap_or(text);
        let tokens: Vec<Span> = tokens(reach).collect();
        let mut found = Vec::new();
        for at in 0..tokens.len() {
            for (which, (parts, open)) in self.phrases.iter().enumerate() {
                let Some(here) = tokens.get(at..at + parts.len()) else { continue };
                let last = parts.len() - 1;
                let fits = here.iter().zip(parts).enumerate().all(|(nth, (token, part))| {
                    begins(token.of(text), part).is_some_and(|whole| whole || (*open && nth == last))
                });
                if let (true, Some(end)) = (fits, here.last()) {
                    let start = here.first().map_or(end.start, |first| first.start);
                    found.push((which, Span::new(start, end.end)));
                }
            }
        }
        found
    }
}

/// The beginning of a text as a snippet without hits.
pub fn beginning(text: &str) -> Snippet {
    cut(text, Span::new(0, word_end(text, LENGTH)), &[])
}

/// The first stretch of hits within the length of a snippet that holds the most different words.
fn best_window(found: &[(usize, Span)]) -> Option<(usize, usize)> {
    let mut best = None;
    let mut most = 0;
    for (first, (_, start)) in found.iter().enumerate() {
        let near = found.iter().skip(first).take_while(|(_, span)| span.end <= start.start + LENGTH);
        // A page full of the same word must not cost its square.
        let near: Vec<usize> = near.take(64).map(|(which, _)| *which).collect();
        let mut kinds = near.clone();
        kinds.sort_unstable();
        kinds.dedup();
        if kinds.len() > most {
            most = kinds.len();
            best = Some((first, first + near.len() - 1));
        }
    }
    best.or_else(|| (!found.is_empty()).then_some((0, 0)))
}

fn cut(text: &str, span: Span, hits: &[Span]) -> Snippet {
    let mut snippet = Snippet { at: hits.first().copied(), ..Snippet::default() };
    if span.start > 0 {
        snippet.text.push('…');
    }
    let mut edge = hits.iter().copied().peekable();
    let mut open = None;
    for (at, c) in span.of(text).char_indices() {
        let at = span.start + at;
        if let Some(start) = open.filter(|_| edge.peek().is_some_and(|hit| hit.end == at)) {
            snippet.hits.push(Span::new(start, snippet.text.len()));
            open = None;
            while edge.peek().is_some_and(|hit| hit.start < at) {
                edge.next();
            }
        }
        if edge.peek().is_some_and(|hit| hit.start == at) {
            open = Some(snippet.text.len());
        }
        match c.is_whitespace() {
            true if snippet.text.ends_with(' ') => {}
            true => snippet.text.push(' '),
            false => snippet.text.push(c),
        }
    }
    if let Some(start) = open {
        snippet.hits.push(Span::new(start, snippet.text.len()));
    }
    if span.end < text.trim_end().len() {
        snippet.text.truncate(snippet.text.trim_end().len());
        snippet.text.push('…');
    }
    snippet
}

/// Runs of letters and digits, and the marks on them.
fn tokens(text: &str) -> impl Iterator<Item = Span> {
    let part = |c: char| match c {
        c if c.is_ascii() => c.is_ascii_alphanumeric(),
        '\u{300}'..='\u{36f}' => true,
        c => c.is_alphanumeric(),
    };
    let mut chars = text.char_indices();
    std::iter::from_fn(move || {
        let (start, _) = chars.find(|(_, c)| part(*c))?;
        let end = chars.find(|(_, c)| !part(*c)).map_or(text.len(), |(end, _)| end);
        Some(Span::new(start, end))
    })
}

/// Whether a token begins with folded text, and if so whether it ends with it too.
fn begins(token: &str, part: &str) -> Option<bool> {
    // Nearly every token of nearly every text differs in its first letter.
    if let (Some(a), Some(b)) = (token.bytes().next(), part.bytes().next())
        && a.is_ascii()
        && a.to_ascii_lowercase() != b
    {
        return None;
    }
    if token.is_ascii() {
        let begins = token.as_bytes().get(..part.len()).is_some_and(|head| head.eq_ignore_ascii_case(part.as_bytes()));
        return begins.then_some(token.len() == part.len());
    }
    let mut letters = token.chars().filter(|c| !matches!(c, '\u{300}'..='\u{36f}')).flat_map(fold_char);
    for c in part.chars() {
        if letters.next() != Some(c) {
            return None;
        }
    }
    Some(letters.next().is_none())
}

fn floor(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// The start of the word at or before `at`, if it is not far.
fn word_start(text: &str, at: usize) -> usize {
    let at = floor(text, at);
    let before = text.get(..at).unwrap_or_default();
    match before.rfind(char::is_whitespace) {
        None if at < 40 => 0,
        Some(space) if at - space < 40 => floor(text, space + 3).max(space + 1).min(at),
        _ => at,
    }
}

/// The end of the word at or before `at`, if it is not far.
fn word_end(text: &str, at: usize) -> usize {
    if at >= text.len() {
        return text.len();
    }
    let at = floor(text, at);
    let before = text.get(..at).unwrap_or_default();
    match before.rfind(char::is_whitespace) {
        Some(space) if at - space < 40 => space,
        _ => at,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::parse;
    use proptest::prelude::*;

    fn snippet(query: &str, text: &str) -> Option<String> {
        let query = parse(query).unwrap();
        let snippet = Sought::new(&query.words()).snippet(text)?;
        let mut shown = snippet.text.clone();
        for hit in snippet.hits.iter().rev() {
            shown.insert(hit.end, ']');
            shown.insert(hit.start, '[');
        }
        Some(shown)
    }

    #[test]
    fn a_snippet_shows_the_words() {
        let long =
            format!("{} The council\nvoted on a wall by the river. {}", "Word ".repeat(100), "more ".repeat(100));
        for (query, text, shown) in [
            ("river", "The River rose.", Some("The [River] rose.")),
            ("cafe", "Un café fermé.", Some("Un [café] fermé.")),
            ("cafe", "Un cafe\u{301} fermé.", Some("Un [cafe\u{301}] fermé.")),
            ("\"river wall\"", "river bank, river-wall", Some("river bank, [river-wall]")),
            ("riv*", "drive rivers", Some("drive [rivers]")),
            ("river", "rivers", None),
            ("a b", "x b y a", Some("x [b] y [a]")),
        ] {
            assert_eq!(snippet(query, text).as_deref(), shown, "{query}");
        }
        let shown = snippet("council river", &long).unwrap();
        assert!(shown.contains("The [council] voted on a wall by the [river]. more"), "{shown}");
        assert!(shown.starts_with('…') && shown.ends_with('…') && shown.len() < 250, "{shown}");
        assert!(beginning(&long).text.starts_with("Word Word"));
    }

    proptest! {
        #[test]
        fn a_snippet_fits_any_text(text in "\\PC{0,600}", query in "[a-zé]{1,3}") {
            let words = Words { text: query, quoted: false, open: true };
            if let Some(snippet) = Sought::new(&[&words]).snippet(&text) {
                prop_assert!(!snippet.hits.is_empty());
                for hit in snippet.hits {
                    prop_assert!(!hit.of(&snippet.text).is_empty());
                }
            }
        }
    }
}
