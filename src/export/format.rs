//! The formats: one row each, which the command line, the export dialog and the documentation share.

use crate::export::{Circumstances, Dossier, Export, ExportError, Imported};
use crate::export::{
    claimreview, corpus, full, html, hypothesis, jsonld, library, lines, markdown, org, readwise, reference, table,
    template, webannotation,
};

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
    Format {
        name: "jsonld",
        ending: "jsonld",
        summary: "W3C Web Annotations, for other annotation programs",
        write: jsonld::export,
        read: Some(webannotation::import),
    },
    Format {
        name: "hypothesis",
        ending: "json",
        summary: "What Hypothesis imports and exports",
        write: hypothesis::export,
        read: Some(hypothesis::import),
    },
    Format {
        name: "markdown-full",
        ending: "md",
        summary: "The whole article as Markdown, passages highlighted, notes as footnotes",
        write: full::export,
        read: None,
    },
    Format {
        name: "org",
        ending: "org",
        summary: "Notes as Org files that org-remark reads; what you write around them stays",
        write: org::export,
        read: None,
    },
    Format {
        name: "html",
        ending: "html",
        summary: "The article as one web page with the notes in its margin, to read, send or print",
        write: html::export,
        read: None,
    },
    Format {
        name: "claimreview",
        ending: "json",
        summary: "Verdicts as schema.org ClaimReview, to publish fact-checks",
        write: claimreview::export,
        read: None,
    },
    Format {
        name: "csl",
        ending: "json",
        summary: "The articles as references, CSL-JSON, for Zotero and pandoc",
        write: reference::csl,
        read: None,
    },
    Format {
        name: "bibtex",
        ending: "bib",
        summary: "The articles as references, BibLaTeX",
        write: reference::bibtex,
        read: None,
    },
    Format {
        name: "ris",
        ending: "ris",
        summary: "The articles as references, RIS, for EndNote and others",
        write: reference::ris,
        read: None,
    },
    Format {
        name: "template",
        ending: "txt",
        summary: "What a template of yours makes of articles and notes (--template FILE)",
        write: template::export,
        read: None,
    },
    Format {
        name: "brat",
        ending: "ann",
        summary: "Actors, figures and claims for the annotation tool brat",
        write: corpus::brat,
        read: None,
    },
    Format {
        name: "spacy",
        ending: "jsonl",
        summary: "Actors, figures and claims for spaCy, a document a line",
        write: corpus::spacy,
        read: None,
    },
    Format {
        name: "conll",
        ending: "conllu",
        summary: "Actors, figures and claims as CoNLL-U, a word a line",
        write: corpus::conll,
        read: None,
    },
    Format {
        name: "readwise",
        ending: "csv",
        summary: "Highlights that Readwise exports (a way in only)",
        write: readwise::export,
        read: Some(readwise::import),
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
