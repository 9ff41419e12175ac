//! The words and marks of a text as claims see them: a quotation is one token, its words are read apart.

use crate::analysis::claims::lexicon::{self, Class, Entry, Form};
use crate::analysis::claims::quotation::Quotation;
use crate::text::Span;

/// What a token is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// Letters, with what holds them together (`don't`, `e-mail`, `U.S.`).
    Word,
    /// Digits with their signs.
    Number,
    /// `'s`, or `'` after a plural.
    Genitive,
    /// `,`
    Comma,
    /// `:`
    Colon,
    /// `;`
    Semicolon,
    /// `.` that ends a sentence, `!`, `?`, `…`
    Stop,
    /// `–`, `—`, `--`
    Dash,
    /// `(` or `[`
    Open,
    /// `)` or `]`
    Close,
    /// A short parenthesis.
    Aside,
    /// A whole quotation: index into the list of quotations.
    Quote(usize),
    /// Any other mark, and whatever lies outside the sentence.
    #[default]
    Other,
}

/// A word, a mark or a quotation.
#[derive(Clone, Copy, Debug, Default)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: Kind,
    /// What the lexicon says of it.
    pub entry: Entry,
    /// True for a word with a capital first letter.
    pub capital: bool,
    /// True for a word that was read as a date or a time.
    pub dated: bool,
}

impl Token {
    /// True for a word of this class.
    pub fn is(&self, class: Class) -> bool {
        self.entry.is(class)
    }

    /// True for words, numbers and names.
    pub fn is_word(&self) -> bool {
        matches!(self.kind, Kind::Word | Kind::Number)
    }

    /// The quotation that this token is.
    pub fn quote(&self) -> Option<usize> {
        if let Kind::Quote(index) = self.kind { Some(index) } else { None }
    }
}

/// The sentences of the body, asked where one ends.
#[derive(Clone, Copy)]
pub struct Ends<'a>(pub &'a [Span]);

impl Ends<'_> {
    /// True when a sentence ends at byte `at`, or right behind the closing marks that follow it.
    pub fn near(&self, text: &str, at: usize) -> bool {
        let closing = |c| matches!(c, '"' | '\'' | '”' | '’' | '»' | '«' | '“' | '‘' | '」' | ')' | ']' | '.');
        let next = self.0.partition_point(|sentence| sentence.end < at);
        let Some(end) = self.0.get(next).map(|sentence| sentence.end) else { return false };
        end == at || end - at <= 8 && Span::new(at, end).of(text).chars().all(closing)
    }
}

/// Reads tokens of one stretch of text.
pub struct Reader<'t> {
    text: &'t str,
    ends: Ends<'t>,
    at: usize,
    end: usize,
}

impl<'t> Reader<'t> {
    /// Reads `span` of `text`.
    pub fn new(text: &'t str, ends: Ends<'t>, span: Span) -> Self {
        Self { text, ends, at: span.start, end: span.end }
    }

    fn peek(&self) -> Option<char> {
        self.char_at(self.at)
    }

    fn char_at(&self, at: usize) -> Option<char> {
        // Nearly all of a news text is ASCII; a slice and a decoder for each byte would cost half the time.
        match self.text.as_bytes().get(at) {
            Some(byte) if at < self.end && byte.is_ascii() => Some(char::from(*byte)),
            Some(_) if at < self.end => self.text.get(at..self.end)?.chars().next(),
            _ => None,
        }
    }

    /// Appends the tokens; `quotations` are those inside the stretch with the index of the first.
    pub fn read(mut self, quotations: &[Quotation], first: usize, into: &mut Vec<Token>) {
        let mut quoted = quotations.iter().enumerate().peekable();
        while let Some(c) = self.peek() {
            if let Some((index, quotation)) = quoted.next_if(|(_, quotation)| quotation.span.start <= self.at) {
                into.push(Token { span: quotation.span, kind: Kind::Quote(first + index), ..Token::default() });
                self.at = quotation.span.end;
            } else if c.is_whitespace() {
                self.at += c.len_utf8();
            } else if c.is_alphanumeric() || self.is_amount(c) {
                self.word(c, into);
            } else {
                self.mark(c, into);
            }
        }
    }

    /// `$40`, `€2.3`
    fn is_amount(&self, c: char) -> bool {
        matches!(c, '$' | '€' | '£' | '¥') && self.char_at(self.at + c.len_utf8()).is_some_and(char::is_numeric)
    }

    fn word(&mut self, first: char, into: &mut Vec<Token>) {
        let start = self.at;
        let mut end = start;
        let first = if first.is_alphanumeric() {
            first
        } else {
            end += first.len_utf8();
            '0'
        };
        while let Some(c) = self.char_at(end) {
            let next = self.char_at(end + c.len_utf8());
            let joins = match c {
                _ if c.is_alphanumeric() => true,
                '-' | '\'' | '’' | '&' | '/' | '@' => next.is_some_and(char::is_alphanumeric),
                ',' | ':' => first.is_numeric() && next.is_some_and(char::is_numeric),
                '.' => next.is_some_and(char::is_alphanumeric) || self.initials(start, end),
                '%' => true,
                _ => false,
            };
            if !joins {
                break;
            }
            end += c.len_utf8();
        }
        let span = Span::new(start, end);
        let word = span.of(self.text);
        // "US" is no pronoun.
        let acronym = word.len() < 4 && word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_uppercase());
        let entry = if acronym { Entry::default() } else { lexicon::look_up(word) };
        // "Will Doyle", "May Lund": inside a sentence a capital letter makes a name of a helping verb.
        let inside = first.is_uppercase() && into.last().is_some_and(|last| last.is_word() || last.kind == Kind::Comma);
        let entry = if inside && entry.is(Class::Modal) { Entry::default() } else { entry };
        // "Will said": no helping verb stands before a past form.
        if let Some(last) = into.last_mut().filter(|last| last.capital && last.is(Class::Modal))
            && entry.form == Form::Past
            && !entry.verbs().is_empty()
        {
            last.entry = Entry::default();
        }
        let kind = if first.is_numeric() { Kind::Number } else { Kind::Word };
        let genitive = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s"));
        let capital = first.is_uppercase();
        match genitive {
            Some(stem) if !entry.is(Class::Finite) => {
                let middle = start + stem.len();
                let entry = lexicon::look_up(stem);
                into.push(Token { span: Span::new(start, middle), kind, entry, capital, dated: false });
                into.push(Token { span: Span::new(middle, end), kind: Kind::Genitive, ..Token::default() });
            }
            _ => into.push(Token { span, kind, entry, capital, dated: false }),
        }
        self.at = end;
    }

    /// The last stop of `U.S.`: the word so far is letters and stops in turn.
    fn initials(&self, start: usize, end: usize) -> bool {
        let word = Span::new(start, end).of(self.text);
        word.len() >= 3 && word.len() <= 7 && word.contains('.') && word.split('.').all(|part| part.len() == 1)
    }

    fn mark(&mut self, c: char, into: &mut Vec<Token>) {
        let start = self.at;
        self.at += c.len_utf8();
        let kind = match c {
            ',' => Kind::Comma,
            ':' => Kind::Colon,
            ';' => Kind::Semicolon,
            '!' | '?' | '…' => Kind::Stop,
            '.' if self.abbreviates(into.last()) => {
                if let Some(word) = into.last_mut() {
                    word.span.end = self.at;
                    // The "A." of a name is no article.
                    if word.span.len() == 2 {
                        word.entry = Entry::default();
                    }
                }
                return;
            }
            '.' => Kind::Stop,
            '–' | '—' => Kind::Dash,
            '-' if self.peek() == Some('-') => {
                self.at += 1;
                Kind::Dash
            }
            '-' if self.peek().is_some_and(char::is_whitespace) => Kind::Dash,
            '(' | '[' => Kind::Open,
            ')' | ']' => Kind::Close,
            '\'' | '’' if into.last().is_some_and(|word| word.span.end == start && word.is_word()) => Kind::Genitive,
            _ => Kind::Other,
        };
        into.push(Token { span: Span::new(start, self.at), kind, ..Token::default() });
    }

    fn abbreviates(&self, last: Option<&Token>) -> bool {
        let touches = last.is_some_and(|word| word.span.end + 1 == self.at && word.is_word());
        touches && self.at < self.end && !self.ends.near(self.text, self.at)
    }
}
