//! Quotations: where quotation marks open and close, over the borders of paragraphs too.

use crate::text::{Body, Span};

/// A stretch between quotation marks inside one block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// With its marks.
    pub span: Span,
    /// Without them, trimmed.
    pub inner: Span,
    /// Index of the block.
    pub block: usize,
    /// True when its last mark is missing: it goes on in the next block, or the writer forgot it.
    pub open: bool,
    /// True when it goes on from the quotation before it.
    pub continues: bool,
}

/// The outermost quotations of a body, in order.
pub fn find(body: &Body) -> Vec<Quotation> {
    let text = body.text();
    let mut found: Vec<Quotation> = Vec::new();
    for (index, block) in body.blocks().iter().enumerate() {
        let before = found.len();
        Scan { text, block: block.span, index, single: true }.run(&mut found);
        let goes_on = before
            .checked_sub(1)
            .and_then(|last| found.get(last))
            .is_some_and(|last| last.open && last.block + 1 == index);
        if let Some(first) = found.get_mut(before).filter(|first| first.span.start == block.span.start) {
            first.continues = goes_on;
        }
    }
    found
}

struct Scan<'t> {
    text: &'t str,
    block: Span,
    index: usize,
    /// False once a search for a closing single mark has failed: none can succeed further on in this block.
    single: bool,
}

impl Scan<'_> {
    fn run(&mut self, found: &mut Vec<Quotation>) {
        let bytes = self.text.as_bytes();
        let mut at = self.block.start;
        while at < self.block.end {
            let Some(byte) = bytes.get(at) else { break };
            // Every mark but the straight ones begins with one of these three bytes.
            if !matches!(byte, b'"' | b'\'' | b'`' | 0xE2 | 0xE3 | 0xC2) {
                at += 1;
                continue;
            }
            match self.opening(at) {
                Some((length, close)) => {
                    let quotation = self.quotation(at, length, close);
                    at = quotation.span.end;
                    found.push(quotation);
                }
                None => at += self.char_at(at).map_or(1, char::len_utf8),
            }
        }
    }

    fn char_at(&self, at: usize) -> Option<char> {
        self.text.get(at..self.block.end)?.chars().next()
    }

    fn char_before(&self, at: usize) -> Option<char> {
        self.text.get(self.block.start..at)?.chars().next_back()
    }

    /// The length of the opening mark at `at`, and where its closing mark stands (`None`: nowhere in this block).
    fn opening(&mut self, at: usize) -> Option<(usize, Option<Span>)> {
        let mark = self.char_at(at)?;
        let length = mark.len_utf8();
        let next = self.char_at(at + length)?;
        let free = self.char_before(at).is_none_or(|c| !c.is_alphanumeric() && c != '\'' && c != '’');
        match mark {
            '\'' if next == '\'' && free => Some((2, self.twice(at + 2))),
            '`' if next == '`' && free => Some((2, self.twice(at + 2))),
            '“' | '„' | '«' => Some((length, self.closing(at + length, mark))),
            // A mark the wrong way round, as some programs set it at the start of a paragraph.
            '”' if next.is_alphanumeric() && self.char_before(at).is_none_or(char::is_whitespace) => {
                Some((length, self.closing(at + length, mark)))
            }
            '»' | '「' | '『' if free && !next.is_whitespace() => {
                self.closing(at + length, mark).map(|close| (length, Some(close)))
            }
            // Some corpora set spaces inside the marks.
            '"' if next.is_whitespace() && self.char_before(at).is_none_or(char::is_whitespace) => {
                let close = self.closing(at + length, mark).filter(|close| self.char_before(close.start) == Some(' '));
                close.map(|close| (length, Some(close)))
            }
            '"' if free && !next.is_whitespace() => Some((length, self.closing(at + length, mark))),
            '‘' | '‚' | '\'' if self.single && free && (next.is_alphanumeric() || matches!(next, '"' | '“')) => {
                let close = self.single_closing(at + length, mark);
                self.single = close.is_some();
                close.map(|close| (length, Some(close)))
            }
            _ => None,
        }
    }

    /// The mark that closes a double mark, inner pairs passed over.
    fn closing(&self, from: usize, mark: char) -> Option<Span> {
        let mut depth = 0usize;
        let mut before = ' ';
        for (at, c) in self.text.get(from..self.block.end)?.char_indices() {
            let closes = match mark {
                '«' => c == '»',
                '»' => matches!(c, '«' | '»'),
                '「' => c == '」',
                '『' => c == '』',
                '„' => matches!(c, '“' | '”'),
                // Programs mix the straight and the curly mark.
                _ => c == '”' || c == '"' && (mark == '"' || !before.is_whitespace()),
            };
            if closes && depth == 0 {
                return Some(Span::new(from + at, from + at + c.len_utf8()));
            }
            if closes {
                depth -= 1;
            } else if matches!(mark, '“' | '"') && (c == '“' || mark == '“' && c == '"') {
                depth += 1;
            }
            before = c;
        }
        None
    }

    /// Two apostrophes for one mark, the last two of three.
    fn twice(&self, from: usize) -> Option<Span> {
        let rest = self.text.get(from..self.block.end)?;
        let at = from + rest.find("''")?;
        let third = usize::from(self.char_at(at + 2) == Some('\''));
        Some(Span::new(at + third, at + third + 2))
    }

    /// A single mark closes where no letter follows it, and an apostrophe (`farmers' milk`) has no stop before it.
    fn single_closing(&self, from: usize, mark: char) -> Option<Span> {
        let closes = |c| match mark {
            '‘' => c == '’',
            '‚' => matches!(c, '‘' | '’'),
            _ => c == mark,
        };
        let rest = self.text.get(from..self.block.end)?;
        let mut before = ' ';
        let mut chars = rest.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let next = chars.peek().map(|(_, next)| *next);
            let free = next.is_none_or(|next| !next.is_alphanumeric());
            let plural = matches!(before, 's' | 'S') && next == Some(' ') && mark == '\'' && !self.word_ends(rest, at);
            if closes(c) && free && !before.is_whitespace() && !plural {
                return Some(Span::new(from + at, from + at + c.len_utf8()));
            }
            before = c;
        }
        None
    }

    /// After `s'` and a space: a lower-case word means that the apostrophe was a possessive.
    fn word_ends(&self, rest: &str, at: usize) -> bool {
        !rest.get(at + 1..).is_some_and(|tail| tail.trim_start().starts_with(|c: char| c.is_lowercase()))
    }

    fn quotation(&self, start: usize, length: usize, close: Option<Span>) -> Quotation {
        let (inner_end, end) = close.map_or((self.block.end, self.block.end), |close| (close.start, close.end));
        let inner = Span::new(start + length, inner_end).trim(self.text);
        Quotation { span: Span::new(start, end), inner, block: self.index, open: close.is_none(), continues: false }
    }
}

impl Quotation {
    /// True when its words end as a sentence does.
    pub fn ends_sentence(&self, text: &str) -> bool {
        self.inner.of(text).ends_with(['.', '!', '?', '…'])
    }

    /// True when its words end in a question or exclamation mark, which leaves open whether the sentence ends too.
    pub fn ends_aloud(&self, text: &str) -> bool {
        self.inner.of(text).ends_with(['!', '?', '…'])
    }

    /// True when its words end in a comma: the sentence goes on.
    pub fn goes_on(&self, text: &str) -> bool {
        self.inner.of(text).ends_with([',', '–', '—']) || text.get(self.span.end..).is_some_and(|t| t.starts_with(','))
    }

    /// What is said: the words without the comma that only hands over.
    pub fn content(&self, text: &str) -> Span {
        let words = self.inner.of(text);
        let kept = words.trim_end_matches([',', ' ']);
        Span::new(self.inner.start, self.inner.start + kept.len())
    }

    /// True when it is a sentence of its own, by its first letter and its length.
    pub fn states(&self, text: &str) -> bool {
        self.begins_sentence(text) && self.words(text, 4) > 3
    }

    /// True when every longer word has a capital letter, as in the title of a book, and it neither asks nor goes on.
    pub fn is_title(&self, text: &str) -> bool {
        let words = self.inner.of(text);
        let small = |word: &str| word.len() > 3 && word.starts_with(|c: char| c.is_lowercase());
        let several = words.split_ascii_whitespace().nth(1).is_some();
        several && !words.ends_with([',', '!', '?']) && !words.split_ascii_whitespace().any(small)
    }

    /// Words in it, counted up to `limit`.
    pub fn words(&self, text: &str, limit: usize) -> usize {
        self.inner.of(text).split_ascii_whitespace().take(limit).count()
    }

    /// True when it begins as a sentence does.
    pub fn begins_sentence(&self, text: &str) -> bool {
        let first = self.inner.of(text).trim_start_matches(|c: char| !c.is_alphanumeric()).chars().next();
        first.is_some_and(|c| c.is_uppercase() || c.is_numeric())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The quotations of a text, a line a block, as `inner`; `…` after those that stay open, `+` before continued ones.
    fn check(text: &str, quotations: &[&str]) {
        let body = Body::verbatim(text.to_owned());
        let shown: Vec<String> = find(&body)
            .iter()
            .map(|quotation| {
                let open = if quotation.open { "…" } else { "" };
                let continues = if quotation.continues { "+" } else { "" };
                format!("{continues}{}{open}", quotation.inner.of(body.text()))
            })
            .collect();
        assert_eq!(shown, quotations, "{text}");
    }

    #[test]
    fn marks_of_every_kind() {
        check("He said “no” and “never”.", &["no", "never"]);
        check("He said \"no\" and \"never\".", &["no", "never"]);
        check("He said ‘no’ and 'never'.", &["no", "never"]);
        check("He said «no» and „never“.", &["no", "never"]);
        check("“He told me ‘no’ twice,” she said.", &["He told me ‘no’ twice,"]);
        check("“He wrote “no” twice,” she said.", &["He wrote “no” twice,"]);
        check("“I saw it,\" she said.", &["I saw it,"]);
        check("''I read 'Emma,''' she said. ''Twice.''", &["I read 'Emma,'", "Twice."]);
        check("”I saw it,” she said.", &["I saw it,"]);
        check("``I saw it,'' she said. ``Twice.''", &["I saw it,", "Twice."]);
        check("»I saw it«, she said. »Twice.»", &["I saw it", "Twice."]);
        check("‚I saw it‘, she said. 「Twice」 『often』", &["I saw it", "Twice", "often"]);
        check("\" I saw it , \" she said , \" twice \" .", &["I saw it ,", "twice"]);
    }

    #[test]
    fn apostrophes_and_inches_are_no_marks() {
        check("The farmers' milk and the drivers’ hours didn't change; he's 6'2\" tall.", &[]);
        check("‘The farmers’ are here’, he said", &["The farmers"]);
        check("'It wasn't the farmers' fault,' he said.", &["It wasn't the farmers' fault,"]);
        check("Rock 'n' roll", &["n"]);
        check("» Read more\nHome » News » Sport", &[]);
    }

    #[test]
    fn over_the_border_of_a_paragraph() {
        check("“One.\n“Two,” he said.\n“Three.”", &["One.…", "+Two,", "Three."]);
        check("\"One.\n\"Two.\"", &["One.…", "+Two."]);
        check("“One.\nTwo.”", &["One.…"]);
    }
}
