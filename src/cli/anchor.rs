//! `dateline anchor`: finding a quote again in another text, without the library.

use crate::cli::out::Out;
use crate::cli::stream::answer_lines;
use crate::text::{Anchor, CodePoints, Resolver, Span};
use anyhow::{Context, Result};
use serde::Deserialize;
use serde_json::{Value, json};
use std::io;

#[derive(Deserialize)]
struct Request {
    #[serde(default)]
    id: Value,
    text: String,
    #[serde(default)]
    old: Option<String>,
    selector: Selector,
}

#[derive(Deserialize)]
struct Selector {
    exact: String,
    #[serde(default)]
    prefix: String,
    #[serde(default)]
    suffix: String,
    start: Option<usize>,
    end: Option<usize>,
}

/// Answers a stream of requests on standard input.
pub fn resolve_lines() -> Result<()> {
    answer_lines(io::stdin().lock(), &mut Out::new(), answer)
}

fn answer(line: &str) -> Result<Value> {
    let request: Request =
        serde_json::from_str(line).context("a line is not {\"id\",\"text\",\"selector\":{\"exact\",…}}")?;
    let Request { id, text, old, selector } = request;
    let made_in = old.as_deref().unwrap_or(&text);
    let anchor = Anchor { span: selector.span(made_in), ..selector.into_anchor() };
    let found = Resolver::new(old.as_deref(), &text).resolve(&anchor);
    let points = CodePoints::new(&text);
    let place = found.span.map(|span| points.of_span(span)).unzip();
    Ok(json!({
        "id": id,
        "anchor": found.state.name(),
        "start": place.0,
        "end": place.1,
        "score": found.score,
        "changed": found.changed,
        "reason": found.reason,
    }))
}

impl Selector {
    /// The selector's code points as bytes of the text it was made in; empty where it names none.
    fn span(&self, text: &str) -> Span {
        let Some(start) = self.start else { return Span::default() };
        let points = CodePoints::new(text);
        let end = self.end.unwrap_or(start + self.exact.chars().count());
        Span::new(points.to_byte(start), points.to_byte(end))
    }

    fn into_anchor(self) -> Anchor {
        Anchor { quote: self.exact, prefix: self.prefix, suffix: self.suffix, ..Anchor::default() }
    }
}
