//! The formats: one row each, which the command line, the export dialog and the documentation share.

use crate::export::{Circumstances, Dossier, Export, ExportError, Imported};
use crate::export::{library, lines, markdown, table};

/// A way out, and sometimes a way in.
pub struct Format {
    /// Its name on the command line.
    pub name: &'static str,
    /// The ending of its files, without a dot.
    pub ending: &'static str,
    /// What it is for, in a line.
    pub summary: &'static str,
    write: Writer,
    read: Option<Reader>,
}

type Writer = fn(&[Dossier], &Circumstances) -> Result<Export, ExportError>;
type Reader = fn(&[u8]) -> Result<Imported, ExportError>;

/// Every format, in the order in which they are offered.
pub const FORMATS: &[Format] = &[
    Format {
        name: "markdown",
        ending: "md",
        summary: "Notes as Obsidian pages, one an article; what you write around them stays",
        write: markdown::export,
        read: None,
    },
    Format {
        name: "json",
        ending: "json",
        summary: "Everything, without loss: articles, notes, tags; to move or merge libraries",
        write: library::export,
        read: Some(library::import),
    },
    Format {
        name: "jsonl",
        ending: "jsonl",
        summary: "A note a line, for scripts",
        write: lines::export,
        read: Some(lines::import),
    },
    Format {
        name: "csv",
        ending: "csv",
        summary: "Notes, figures and actors as three tables, for spreadsheets",
        write: table::export,
        read: None,
    },
];

impl Format {
    /// The format of this name.
    pub fn named(name: &str) -> Result<&'static Self, ExportError> {
        let found = FORMATS.iter().find(|format| format.name == name);
        found.ok_or_else(|| ExportError::Format(name.to_owned(), names(|_| true)))
    }

    /// Makes the files of an export. The same dossiers give the same bytes.
    pub fn write(&self, dossiers: &[Dossier], circumstances: &Circumstances) -> Result<Export, ExportError> {
        (self.write)(dossiers, circumstances)
    }

    /// True for formats that can be imported.
    pub fn reads(&self) -> bool {
        self.read.is_some()
    }

    /// Reads a file of this format.
    pub fn read(&self, bytes: &[u8]) -> Result<Imported, ExportError> {
        match self.read {
            Some(read) => read(bytes),
            None => {
                let known = names(Self::reads);
                Err(ExportError::Missing(format!("{} cannot be imported; these can: {known}", self.name)))
            }
        }
    }
}

fn names(which: impl Fn(&Format) -> bool) -> String {
    FORMATS.iter().filter(|format| which(format)).map(|format| format.name).collect::<Vec<_>>().join(", ")
}
