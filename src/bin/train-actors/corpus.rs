//! Annotated corpora: documents with the names that people (or, for silver, programs) marked in them.

use anyhow::{Context, Result};
use dateline::text::Span;
use std::fs;
use std::path::Path;

/// A kind of name: 1 person, 2 organisation, 3 place, 4 other.
pub type Kind = u8;

/// A document, written out as running text.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// The text, a line a sentence.
    pub text: String,
    /// The lines.
    pub sentences: Vec<Span>,
    /// The names, in order.
    pub names: Vec<(Span, Kind)>,
    /// The names as the corpus has them, where hand corrections changed them since.
    pub before: Option<Vec<(Span, Kind)>>,
    /// The tokens as the corpus has them.
    pub tokens: Vec<Span>,
    /// How much a sentence counts in training.
    pub weight: f32,
    /// Its number in its file, from 0.
    pub run: usize,
    /// True where the names are silver: to be believed only where a teacher agrees.
    pub silver: bool,
}

/// Reads a corpus: `token TAB tag` a line, a blank line between sentences, `-DOCSTART-` between documents.
pub fn read(path: &Path, weight: f32, silver: bool) -> Result<Vec<Document>> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut documents = Vec::new();
    let hyphens = path.ends_with("redocred.tsv") || path.ends_with("gum.tsv");
    let mut writer = Writer { hyphens, ..Writer::default() };
    for line in text.lines() {
        let (token, tag) = line.split_once('\t').unwrap_or((line, ""));
        match token {
            "-DOCSTART-" => {
                writer.end_sentence();
                documents.push(std::mem::take(&mut writer.document));
                writer.start = 0;
            }
            "" => writer.end_sentence(),
            _ => writer.token(token, tag),
        }
    }
    writer.end_sentence();
    documents.push(writer.document);
    // The first `-DOCSTART-` ends the nothing before it.
    documents.remove(0);
    for (run, document) in documents.iter_mut().enumerate() {
        document.run = run;
    }
    documents.retain(|document| !document.sentences.is_empty());
    for document in &mut documents {
        (document.weight, document.silver) = (weight, silver);
    }
    Ok(documents)
}

/// Writes tokens out as text.
#[derive(Default)]
struct Writer {
    /// True where a hyphen inside a word is a token of its own.
    hyphens: bool,
    document: Document,
    start: usize,
    before: String,
    quote: bool,
}

impl Writer {
    fn token(&mut self, token: &str, tag: &str) {
        let token = if token.trim().is_empty() { "," } else { token };
        let text = &mut self.document.text;
        let opens = (token == "\"" || token == "'") && !self.quote;
        let hyphen = |token: &str| self.hyphens && token == "-";
        let apart = text.len() > self.start
            && !sticks_before(token, opens)
            && !sticks_after(&self.before, self.quote)
            && !hyphen(token)
            && !hyphen(&self.before);
        if apart {
            text.push(' ');
        }
        if token == "\"" {
            self.quote = !self.quote;
        }
        let start = text.len();
        text.push_str(token);
        let span = Span::new(start, text.len());
        self.document.tokens.push(span);
        self.before = token.to_owned();
        let kind = match tag.get(2..) {
            Some("PER") => 1,
            Some("ORG") => 2,
            Some("LOC") => 3,
            Some("MISC") => 4,
            _ => return,
        };
        match self.document.names.last_mut() {
            Some((name, of)) if tag.starts_with("I-") && *of == kind && name.start >= self.start => name.end = span.end,
            _ => self.document.names.push((span, kind)),
        }
    }

    fn end_sentence(&mut self) {
        let span = Span::new(self.start, self.document.text.len());
        if !span.is_empty() {
            self.document.sentences.push(span);
            self.document.text.push('\n');
        }
        self.start = self.document.text.len();
        self.quote = false;
        self.before.clear();
    }
}

/// True for signs that follow a word without a space.
fn sticks_before(token: &str, opens: bool) -> bool {
    let sign = matches!(token, "," | "." | ";" | ":" | "!" | "?" | "%" | ")" | "]" | "'s" | "’s" | "n't" | "”" | "…");
    let ending = token.starts_with('\'') && token.len() > 1;
    sign || ending || matches!(token, "\"" | "'") && !opens
}

/// True for signs that the next word follows without a space.
fn sticks_after(token: &str, quote: bool) -> bool {
    matches!(token, "(" | "[" | "$" | "“" | "€" | "£") || token == "\"" && quote
}
