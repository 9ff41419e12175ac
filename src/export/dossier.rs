//! What goes out: an article with everything the reader made of it, and what comes of it, files.

use crate::analysis::Analysis;
use crate::config::Publisher;
use crate::text::{Annotation, Article, Correction, Deletion};
use thiserror::Error;

/// An article with what was found in it and what the reader made of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dossier {
    /// The article in its present revision.
    pub article: Article,
    /// What the analysis found; may be empty for formats that show only what the reader wrote.
    pub found: Analysis,
    /// The reader's annotations.
    pub annotations: Vec<Annotation>,
    /// What the reader says of what was detected, as it was made in this article.
    pub corrections: Vec<Correction>,
    /// Tags given by the reader, without `#`.
    pub tags: Vec<String>,
    /// Opened before.
    pub read: bool,
    /// Starred by the reader.
    pub starred: bool,
    /// What the reader deleted of annotations and corrections.
    pub deletions: Vec<Deletion>,
}

impl Dossier {
    /// The annotations by their place in the text, those in one place by name.
    pub fn in_order(&self) -> Vec<&Annotation> {
        let mut sorted: Vec<&Annotation> = self.annotations.iter().collect();
        sorted.sort_by(|a, b| (a.anchor.span, &a.id).cmp(&(b.anchor.span, &b.id)));
        sorted
    }
}

/// What the caller knows and the dossiers do not.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Circumstances {
    /// Now, RFC 3339 in UTC; only formats that demand a date of export use it.
    pub now: String,
    /// Who exports: the author of annotations that name none.
    pub author: Option<String>,
    /// Who publishes verdicts.
    pub publisher: Publisher,
    /// The source of the user's template, for the format `template`.
    pub template: Option<String>,
    /// The ending of the files that the template makes, without a dot.
    pub template_ending: Option<String>,
    /// The verdict scale: label and place on the scale, where it has one.
    pub scale: Vec<(String, Option<f64>)>,
}

/// The files that an export consists of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Export {
    /// In the order they are to be written.
    pub files: Vec<ExportFile>,
    /// What could not be said in this format, in words for the reader.
    pub warnings: Vec<String>,
}

/// One file of an export.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExportFile {
    /// Its name, safe on every system; never a path.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
    /// Our part, where only a part of the file is ours and what the user wrote around it stays.
    pub part: Option<Part>,
}

impl ExportFile {
    /// A file that is ours from beginning to end.
    pub fn whole(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self { name: name.into(), bytes: bytes.into(), part: None }
    }
}

/// Our part of a file that its user writes in as well.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// Words in the file that tell which article it is about.
    pub sign: String,
    /// The line that begins our part.
    pub begin: &'static str,
    /// The line that ends it.
    pub end: &'static str,
}

/// Why an export or import did not come about.
#[derive(Debug, Error)]
pub enum ExportError {
    /// There is no such format.
    #[error("there is no format \"{0}\"; the formats are {1}")]
    Format(String, String),
    /// The format needs something that was not given.
    #[error("{0}")]
    Missing(String),
    /// The user's template is wrong.
    #[error("the template is wrong: {0}")]
    Template(String),
    /// A file exists that may not be replaced unasked.
    #[error("{path} {why}")]
    Kept {
        /// The file.
        path: String,
        /// "exists and is no earlier export of this library" …
        why: String,
    },
    /// What is to be read is not what it should be.
    #[error("this is no {format} that can be imported: {reason}")]
    Import {
        /// The format expected.
        format: &'static str,
        /// What is wrong, and where.
        reason: String,
    },
    /// The system refused.
    #[error("cannot {what} {path}: {source}")]
    Io {
        /// "write", "read"
        what: &'static str,
        /// The file.
        path: String,
        /// The system's answer.
        source: std::io::Error,
    },
    /// A value could not be written; only ever a fault of the writer.
    #[error("cannot write this format: {0}")]
    Writer(#[from] std::io::Error),
}
