//! A TOML file as a list of what is written in it, each value with its path and its line.

use serde::Deserialize;
use toml::de::{DeTable, DeValue, ValueDeserializer};
use toml::{Spanned, Table, Value};

/// One value as it is written in a file.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Written {
    /// `["reader", "measure"]`.
    pub(super) path: Vec<String>,
    /// From 1.
    pub(super) line: usize,
    /// The value; never a table.
    pub(super) value: Value,
}

/// A line, from 1, and what is wrong there.
pub(super) type Fault = (usize, String);

/// Reads a file. What cannot be read is told, and the rest is used.
pub(super) fn lines(text: &str) -> (Vec<Written>, Vec<Fault>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let line = |at: usize| text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1;
    let fault =
        |error: &toml::de::Error| (error.span().map_or(1, |span| line(span.start)), first_line(error.message()));
    let faults: Vec<Fault> = errors.iter().map(fault).collect();
    let mut found = Vec::new();
    collect(table.get_ref(), &mut Vec::new(), &line, &mut found);
    // A value on a broken line is a guess of the parser's.
    found.retain(|written| !faults.iter().any(|(line, _)| *line == written.line));
    found.sort_by_key(|written| written.line);
    (found, faults)
}

fn collect(table: &DeTable<'_>, path: &mut Vec<String>, line: &impl Fn(usize) -> usize, found: &mut Vec<Written>) {
    for (key, value) in table {
        path.push(key.get_ref().to_string());
        match value.get_ref() {
            DeValue::Table(inner) => collect(inner, path, line, found),
            _ => {
                if let Some(read) = read(value) {
                    found.push(Written { path: path.clone(), line: line(key.span().start), value: read });
                }
            }
        }
        path.pop();
    }
}

fn read(value: &Spanned<DeValue<'_>>) -> Option<Value> {
    Value::deserialize(ValueDeserializer::from(value.clone())).ok()
}

/// The text of a value that is text.
pub(super) fn text_of(value: &Value) -> Option<&str> {
    value.as_str()
}

/// A message without the lines that only draw it.
pub(super) fn first_line(message: &str) -> String {
    message.lines().next().unwrap_or_default().trim().to_owned()
}

/// Puts a value into a table, tables above it included; false where something else stands in the way.
pub(super) fn put(table: &mut Table, path: &[String], value: Value) -> bool {
    match path {
        [] => false,
        [last] => {
            table.insert(last.clone(), value);
            true
        }
        [first, rest @ ..] => match table.entry(first.clone()).or_insert_with(|| Value::Table(Table::new())) {
            Value::Table(inner) => put(inner, rest, value),
            _ => false,
        },
    }
}
