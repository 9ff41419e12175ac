//! Reading the fields of a JSON object, with messages that name the field.

use serde_json::{Map, Value};
use thiserror::Error;

/// A field of a JSON object that is not what it should be.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("{what}: \"{field}\" {problem}")]
pub struct FieldsError {
    what: &'static str,
    field: String,
    problem: String,
}

/// A JSON object that is read field by field. Unknown fields are let alone: a newer version may have written them.
pub(super) struct Fields<'v> {
    map: &'v Map<String, Value>,
    what: &'static str,
}

impl<'v> Fields<'v> {
    pub fn new(value: &'v Value, what: &'static str) -> Result<Self, FieldsError> {
        match value.as_object() {
            Some(map) => Ok(Self { map, what }),
            None => Err(FieldsError { what, field: String::new(), problem: "is no JSON object".into() }),
        }
    }

    fn wrong(&self, field: &str, problem: impl Into<String>) -> FieldsError {
        FieldsError { what: self.what, field: field.to_owned(), problem: problem.into() }
    }

    pub fn missing(&self, field: &str) -> FieldsError {
        self.wrong(field, "is missing")
    }

    /// The value, where it is there and not null.
    pub fn value(&self, field: &str) -> Option<&'v Value> {
        self.map.get(field).filter(|value| !value.is_null())
    }

    pub fn text(&self, field: &str) -> Result<Option<String>, FieldsError> {
        match self.value(field) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text.clone())),
            Some(_) => Err(self.wrong(field, "is no text")),
        }
    }

    pub fn required(&self, field: &str) -> Result<String, FieldsError> {
        self.text(field)?.ok_or_else(|| self.missing(field))
    }

    pub fn number(&self, field: &str) -> Result<Option<f64>, FieldsError> {
        match self.value(field) {
            None => Ok(None),
            Some(value) => value.as_f64().map(Some).ok_or_else(|| self.wrong(field, "is no number")),
        }
    }

    /// A number that counts something: whole and not negative.
    pub fn count(&self, field: &str) -> Result<Option<usize>, FieldsError> {
        match self.value(field) {
            None => Ok(None),
            Some(value) => {
                let count = value.as_u64().and_then(|count| usize::try_from(count).ok());
                count.map(Some).ok_or_else(|| self.wrong(field, "is no count"))
            }
        }
    }

    pub fn flag(&self, field: &str) -> Result<bool, FieldsError> {
        match self.value(field) {
            None => Ok(false),
            Some(value) => value.as_bool().ok_or_else(|| self.wrong(field, "is neither true nor false")),
        }
    }

    /// One of a fixed set of words.
    pub fn word<T>(&self, field: &str, named: impl Fn(&str) -> Option<T>) -> Result<Option<T>, FieldsError> {
        match self.text(field)? {
            None => Ok(None),
            Some(word) => {
                named(&word).map(Some).ok_or_else(|| self.wrong(field, format!("has an unknown word, \"{word}\"")))
            }
        }
    }

    pub fn list(&self, field: &str) -> Result<&'v [Value], FieldsError> {
        match self.value(field) {
            None => Ok(&[]),
            Some(Value::Array(list)) => Ok(list),
            Some(_) => Err(self.wrong(field, "is no list")),
        }
    }

    pub fn texts(&self, field: &str) -> Result<Vec<String>, FieldsError> {
        let texts = self.list(field)?.iter().map(|value| value.as_str().map(str::to_owned));
        texts.collect::<Option<_>>().ok_or_else(|| self.wrong(field, "is no list of texts"))
    }

    pub fn inner(&self, field: &str, what: &'static str) -> Result<Option<Fields<'v>>, FieldsError> {
        self.value(field).map(|value| Fields::new(value, what)).transpose()
    }

    pub fn rows<T>(
        &self,
        field: &str,
        what: &'static str,
        read: impl Fn(&Fields<'v>) -> Result<T, FieldsError>,
    ) -> Result<Vec<T>, FieldsError> {
        self.list(field)?.iter().map(|value| read(&Fields::new(value, what)?)).collect()
    }
}
