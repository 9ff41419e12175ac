//! Finds the ends of sentences in each block, in one pass over its bytes.

use crate::analysis::sentence::abbreviation::{self, Abbreviation};
use crate::analysis::sentence::list;
use crate::text::{BlockKind, Body, Span};

/// The sentences of a body, in order; none crosses a block's border.
pub fn split(body: &Body) -> Vec<Span> {
    let text = body.text();
    let mut sentences = Vec::with_capacity(text.len() / 100);
    for block in body.blocks() {
        match block.kind {
            BlockKind::Code | BlockKind::Table => lines(text, block.span, &mut sentences),
            _ => prose(text, block.span, &mut sentences),
        }
    }
    sentences
}

fn lines(text: &str, block: Span, sentences: &mut Vec<Span>) {
    let mut start = block.start;
    for line in block.of(text).split_inclusive('\n') {
        push(text, start, start + line.len(), sentences);
        start += line.len();
    }
}

fn push(text: &str, start: usize, end: usize, sentences: &mut Vec<Span>) {
    let span = Span::new(start, end).trim(text);
    if !span.is_empty() {
        sentences.push(span);
    }
}

fn prose(text: &str, block: Span, sentences: &mut Vec<Span>) {
    let inside = block.of(text);
    if list::marker(inside).is_some() && items(text, block, sentences) {
        return;
    }
    sentences_of(text, block, 0, sentences);
}

/// Splits before the items of a list; false when there is only one.
fn items(text: &str, block: Span, sentences: &mut Vec<Span>) -> bool {
    let inside = block.of(text);
    let Some(mut last) = list::marker(inside) else { return false };
    let mut start = 0;
    let mut lead = last.length;
    let mut space = true;
    let mut found = false;
    for (at, c) in inside.char_indices() {
        let next = if space && at > start { inside.get(at..).and_then(list::marker) } else { None };
        if let Some(next) = next.filter(|next| next.follows(last)) {
            sentences_of(text, Span::new(block.start + start, block.start + at), lead, sentences);
            (start, lead, last, found) = (at, next.length, next, true);
        }
        space = c == ' ';
    }
    if found {
        sentences_of(text, Span::new(block.start + start, block.end), lead, sentences);
    }
    found
}

/// Splits running text; the first `lead` bytes, the mark of a list, hold no end.
fn sentences_of(text: &str, span: Span, lead: usize, sentences: &mut Vec<Span>) {
    let bytes = text.as_bytes().get(..span.end).unwrap_or_default();
    let mut start = span.start;
    let mut at = span.start + lead;
    while let Some(skip) = bytes.get(at..).and_then(|rest| rest.iter().position(|byte| ends(*byte))) {
        at += skip;
        let Some(stop) = Stop::read(text, bytes, start, at) else {
            at += 1;
            continue;
        };
        if stop.is_end(text, bytes) {
            push(text, start, stop.end, sentences);
            start = stop.end;
        }
        at = stop.end;
    }
    push(text, start, span.end, sentences);
}

/// How far the words around a stop are looked at, in bytes before it and characters after it.
const REACH: usize = 40;

/// A sentence of more bytes than this has more than a few words.
const BEGUN: usize = 200;

/// Marks that close after a stop.
const CLOSERS: &[char] = &['"', '\'', '”', '’', ')', ']', '»'];
/// Marks that open before a word.
const OPENING: &[char] = &['"', '\'', '“', '‘', '(', '[', '«', '¿', '¡', '-', '–', '—', ' '];
/// How far back a straight quotation mark is looked for that is still open, in bytes.
const QUOTED: usize = 2000;

/// A byte that may end a sentence: a stop, or the first of `…` (and of many other signs).
const fn ends(byte: u8) -> bool {
    matches!(byte, b'.' | b'!' | b'?' | 0xE2)
}

/// A run of stops with the quotation marks and brackets that close after it.
struct Stop {
    /// Where the sentence begins.
    sentence: usize,
    start: usize,
    /// Past the closing marks.
    end: usize,
    dots: usize,
    /// `!`, `?`
    strong: bool,
    /// The dots stand apart: ". . ."
    apart: bool,
}

impl Stop {
    fn read(text: &str, bytes: &[u8], sentence: usize, start: usize) -> Option<Self> {
        let mut stop = Self { sentence, start, end: start, dots: 0, strong: false, apart: false };
        loop {
            match bytes.get(stop.end) {
                Some(b'.') => stop.dots += 1,
                Some(b'!' | b'?') => stop.strong = true,
                Some(0xE2) if text.get(stop.end..).is_some_and(|rest| rest.starts_with('…')) => {
                    stop.dots += 3;
                    stop.end += 2;
                }
                Some(b' ') if stop.dots > 0 && bytes.get(stop.end + 1) == Some(&b'.') && stop.end - start < 12 => {
                    stop.apart = true;
                }
                _ => break,
            }
            stop.end += 1;
        }
        if stop.end == start {
            return None;
        }
        while let Some(c) = text.get(stop.end..bytes.len()).and_then(|rest| rest.chars().next()) {
            if !CLOSERS.contains(&c) || c == '"' && stop.opens_next(text, bytes) {
                break;
            }
            stop.end += c.len_utf8();
        }
        Some(stop)
    }

    fn is_end(&self, text: &str, bytes: &[u8]) -> bool {
        let Some(rest) = text.get(self.end..bytes.len()).filter(|rest| !rest.is_empty()) else { return false };
        let trimmed = rest.trim_start();
        let Some(next) = trimmed.chars().next() else { return false };
        if trimmed.len() == rest.len() {
            return self.runs_on(text);
        }
        let opened = trimmed.trim_start_matches(OPENING);
        let first = opened.chars().next().unwrap_or(next);
        if first.is_lowercase() {
            return false;
        }
        if self.strong {
            return !first.is_numeric() || !self.named(text);
        }
        match self.dots {
            1 => self.full_stop(text, opened, first),
            _ if bytes.get(self.start.wrapping_sub(1)) == Some(&b'[') => false,
            3 if self.apart => false,
            _ => first.is_alphanumeric() || opened.len() < trimmed.len(),
        }
    }

    /// "Yahoo! 360": a mark inside a name.
    fn named(&self, text: &str) -> bool {
        self.word(text).chars().next().is_some_and(char::is_uppercase)
    }

    fn full_stop(&self, text: &str, opened: &str, first: char) -> bool {
        let word = self.word(text);
        let next: &str = opened.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        match abbreviation::kind(word) {
            None => true,
            Some(Abbreviation::Inside) => false,
            Some(Abbreviation::Title) => abbreviation::begins(next) && self.closes(text, word),
            Some(Abbreviation::Number) => !self.numbers(text, next),
            Some(Abbreviation::Month) => !first.is_numeric(),
            // "the answer is no. The rest": a plain word before an opener
            Some(Abbreviation::Unit) => word.len() > 1 && abbreviation::opens(next) && !first.is_numeric(),
            Some(Abbreviation::Hour) => {
                // "6 p.m. Friday", "6 p.m. Moscow time"
                let zone = opened.get(next.len()..).is_some_and(|rest| rest.trim_start().starts_with("time"));
                !first.is_numeric() && !abbreviation::dates(next) && !zone && !self.just_begun(text)
            }
            Some(Abbreviation::End) => abbreviation::opens(next) && !self.just_begun(text) || opened.len() < 2,
        }
    }

    /// "Plan B. They", "on Wall St. The bank": a letter or a street that ends a sentence, where a word follows that is no
    /// name.
    fn closes(&self, text: &str, word: &str) -> bool {
        let before = text.get(self.sentence..self.start).unwrap_or_default();
        let before = before.get(..before.len().saturating_sub(word.len())).unwrap_or_default();
        let last = before.split_whitespace().next_back().unwrap_or_default();
        match word {
            "St" => last.starts_with(char::is_uppercase),
            _ => word.len() == 1 && last.chars().count() > 2 && !last.ends_with('.'),
        }
    }

    /// "No. 5", "No. IV", "the No. One player": a number follows, and "No" is no answer.
    fn numbers(&self, text: &str, next: &str) -> bool {
        const WORDS: &[&str] = &["One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"];
        let letters = next.chars().all(|c| c.is_ascii_digit() || c.is_ascii_uppercase());
        let code = next.contains(|c: char| c.is_ascii_digit())
            || letters
                && (next.len() == 1 && next != "I" && next != "A"
                    || next.chars().all(|c| "IVXLC".contains(c)) && next.len() > 1);
        let alone = text.get(self.sentence..self.start).is_some_and(|so_far| !so_far.trim().contains(' '));
        next.starts_with(|c: char| c.is_numeric()) || code || WORDS.contains(&next) && !alone
    }

    /// "At 5 a.m. Mr. Smith went": too few words to be a sentence.
    fn just_begun(&self, text: &str) -> bool {
        let so_far = text.get(self.sentence..self.start).unwrap_or_default();
        so_far.len() < BEGUN && so_far.split_whitespace().take(4).count() < 4
    }

    /// True where a straight quotation mark right behind the stop and before a word opens a quotation: `left."The sea`.
    fn opens_next(&self, text: &str, bytes: &[u8]) -> bool {
        if !bytes.get(self.end + 1).is_some_and(u8::is_ascii_uppercase) {
            return false;
        }
        let from = self.start.saturating_sub(QUOTED).max(self.sentence);
        let from = (from..self.start).find(|at| text.is_char_boundary(*at)).unwrap_or(self.start);
        text.get(from..self.start).is_some_and(|before| before.matches('"').count().is_multiple_of(2))
    }

    /// "Hello world.Today is", `a "cycle".The firm`: no space after the stop.
    fn runs_on(&self, text: &str) -> bool {
        let start = self.start.saturating_sub(REACH).max(self.sentence);
        let start = (start..self.start).find(|at| text.is_char_boundary(*at)).unwrap_or(self.start);
        let before = text.get(start..self.start).unwrap_or_default();
        let bare = before.trim_end_matches(CLOSERS);
        let closed =
            bare.len() < before.len() || text.get(self.start..self.end).is_some_and(|run| run.ends_with(CLOSERS));
        let word = bare.rsplit(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '°'))).next().unwrap_or_default();
        // "Yahoo!Finance" is a name.
        let plain = if self.strong { closed || word.chars().all(char::is_lowercase) } else { self.dots == 1 };
        let after = text.get(self.end..).unwrap_or_default().trim_start_matches(OPENING);
        let mut letters = after.chars();
        let capital = letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase);
        if !plain || !capital {
            return false;
        }
        let chunk = bare.rsplit(char::is_whitespace).next().unwrap_or_default();
        // only so far, or a line without a space would be read again from every stop
        let tail = after.char_indices().take(REACH).take_while(|(_, c)| !c.is_whitespace()).last();
        let tail = after.get(..tail.map_or(0, |(at, c)| at + c.len_utf8())).unwrap_or_default();
        let address = [chunk, tail].iter().any(|piece| piece.contains(['@', '/']) || piece.contains("www."));
        let long = word.chars().count() > if closed { 1 } else { 2 };
        let whole = long && word.chars().last().is_some_and(|c| c.is_lowercase() || c.is_numeric() || closed);
        whole && !address && !chunk.contains('.') && abbreviation::kind(word).is_none()
    }

    /// The word before the stop, at most 16 bytes of it.
    fn word<'t>(&self, text: &'t str) -> &'t str {
        let from = self.start.saturating_sub(16).max(self.sentence);
        let from = (from..self.start).find(|at| text.is_char_boundary(*at)).unwrap_or(self.start);
        let before = text.get(from..self.start).unwrap_or_default();
        let start = before
            .rfind(|c: char| !(c.is_alphanumeric() || c == '.' || c == '°'))
            .map_or(0, |at| at + before.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8));
        before.get(start..).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_end_a_sentence_unless_a_day_or_a_zone_follows() {
        for (text, wanted) in [
            ("The shops closed at 6 p.m. Travellers were angry.", 2),
            ("The shops closed at 6 p.m. Friday in the old town.", 1),
            ("The shops closed at 6 p.m. GMT and not before.", 1),
            ("The shops closed at 6 p.m. Moscow time and not before.", 1),
            ("The shops closed at 6 p.m. on Friday.", 1),
        ] {
            assert_eq!(split(&Body::verbatim(text.into())).len(), wanted, "{text}");
        }
    }

    /// The sentences of a text, `|` between them.
    fn cut(text: &str) -> String {
        let sentences = split(&Body::verbatim(text.into()));
        sentences.iter().map(|span| span.of(text)).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn no_is_a_number_only_before_one() {
        for wanted in [
            "Max has the map?|No.|Max has no map.",
            "They voted no.|Max left at once.",
            "They said no.|Anna Weber did not.",
            "See No. 5 on the list.|It is No. 12 of 20.",
            "He is the No. One player here.",
            "Was it right?|No.|One of them left.",
            "It stood at pier No. IV in the sun.",
            "It left from gate No. B12 at noon.",
            "The answer is no.|The rest is silence.",
        ] {
            assert_eq!(cut(&wanted.replace('|', " ")), wanted);
        }
    }

    #[test]
    fn titles_and_letters_go_on_unless_a_sentence_begins() {
        for wanted in [
            "Mr. Will Smith met Dr. An Li.",
            "He asked Sen. May about it.",
            "It was plan B.|They left at once.",
            "Fears grew on Wall St.|The bank fell.",
            "George W. Bush spoke.",
            "Vitamin C.|But it did not help.",
        ] {
            assert_eq!(cut(&wanted.replace('|', " ")), wanted);
        }
    }

    #[test]
    fn a_sentence_ends_without_a_space_behind_it() {
        for wanted in [
            "He was held by a \"super-cycle\".|The giant's split is new. |It grew in 2017.|The plan failed.",
            "\"I left.\"|The door was open.",
            "“I left.”|The door was open.",
            "The door was open.|\"The sea was calm,\" he said.",
            "The door was open.|“The sea was calm,” he said.",
            "\"Stop!\"|He ran.",
            "Why did he run?|Because it rained.",
            "It was late (see above).|The door was open.",
            "Shares of Yahoo!Finance fell.",
            "He wrote to a.b@News.example at once.",
            "This is a sentence. |\"Dont worry!\", he said.",
            "It runs in the works of U.S.Steel.",
        ] {
            let text = wanted.replace('|', "");
            let trimmed: Vec<&str> = wanted.split('|').map(str::trim).collect();
            assert_eq!(cut(&text), trimmed.join("|"));
        }
    }

    #[test]
    fn long_runs_of_one_thing_are_read_once() {
        for (piece, wanted) in [("A.", 1), ("a.", 1), ("\".", 1), ("...", 1), ("No. ", 100_000), ("x inc. A ", 50_001)]
        {
            let body = Body::verbatim(piece.repeat(100_000));
            assert_eq!(split(&body).len(), wanted, "{piece}");
        }
        let body = Body::verbatim(format!("{} {}", "x".repeat(500_000), "inc. A ".repeat(50_000)));
        assert!(split(&body).len() > 10_000);
    }
}
