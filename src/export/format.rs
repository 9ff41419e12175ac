//! The formats: one row each, which the command line, the export dialog and the documentation share.

use crate::export::{Circumstances, Dossier, Export, ExportError, Imported, safe_bytes};
use crate::export::{
    claimreview, corpus, full, html, hypothesis, jsonld, library, lines, markdown, org, readwise, reference, table,
    template, webannotation,
};
use crate::text::FormatRow;
use std::borrow::Cow;

/// What an export of a format is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// Whole articles: those the query finds, with all their notes.
    Articles,
    /// Notes: those the query finds, with their articles.
    Notes,
    /// The articles and the notes that the query finds.
    Both,
}

/// A way out, and sometimes a way in: everything that dialog, command line and documentation know of a format.
pub struct Format {
    /// Its name on the command line.
    pub name: &'static str,
    /// The ending of its files, without a dot.
    pub ending: &'static str,
    /// What it is for, in a line.
    pub summary: &'static str,
    /// What goes into it.
    pub takes: Takes,
    /// True where it shows what the analysis found.
    pub marks: bool,
    /// True where it needs a template of the user's.
    pub template: bool,
    write: Option<Writer>,
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
        takes: Takes::Notes,
        marks: false,
        template: false,
        write: Some(markdown::export),
        read: None,
    },
    Format {
        name: "json",
        ending: "json",
        summary: "Everything, without loss: articles, notes, tags; to move or merge libraries",
        takes: Takes::Articles,
        marks: false,
        template: false,
        write: Some(library::export),
        read: Some(library::import),
    },
    Format {
        name: "jsonl",
        ending: "jsonl",
        summary: "A note a line, for scripts",
        takes: Takes::Notes,
        marks: false,
        template: false,
        write: Some(lines::export),
        read: Some(lines::import),
    },
    Format {
        name: "csv",
        ending: "csv",
        summary: "Notes, figures and actors as three tables, for spreadsheets",
        takes: Takes::Notes,
        marks: true,
        template: false,
        write: Some(table::export),
        read: None,
    },
    Format {
        name: "jsonld",
        ending: "jsonld",
        summary: "W3C Web Annotations, for other annotation programs",
        takes: Takes::Notes,
        marks: false,
        template: false,
        write: Some(jsonld::export),
        read: Some(webannotation::import),
    },
    Format {
        name: "hypothesis",
        ending: "json",
        summary: "What Hypothesis imports and exports",
        takes: Takes::Notes,
        marks: false,
        template: false,
        write: Some(hypothesis::export),
        read: Some(hypothesis::import),
    },
    Format {
        name: "markdown-full",
        ending: "md",
        summary: "The whole article as Markdown, passages highlighted, notes as footnotes",
        takes: Takes::Articles,
        marks: false,
        template: false,
        write: Some(full::export),
        read: None,
    },
    Format {
        name: "org",
        ending: "org",
        summary: "Notes as Org files that org-remark reads; what you write around them stays",
        takes: Takes::Notes,
        marks: false,
        template: false,
        write: Some(org::export),
        read: None,
    },
    Format {
        name: "html",
        ending: "html",
        summary: "The article as one web page with the notes in its margin, to read, send or print",
        takes: Takes::Articles,
        marks: true,
        template: false,
        write: Some(html::export),
        read: None,
    },
    Format {
        name: "claimreview",
        ending: "json",
        summary: "Verdicts as schema.org ClaimReview, to publish fact-checks",
        takes: Takes::Notes,
        marks: true,
        template: false,
        write: Some(claimreview::export),
        read: None,
    },
    Format {
        name: "csl",
        ending: "json",
        summary: "The articles as references, CSL-JSON, for Zotero and pandoc",
        takes: Takes::Articles,
        marks: false,
        template: false,
        write: Some(reference::csl),
        read: None,
    },
    Format {
        name: "bibtex",
        ending: "bib",
        summary: "The articles as references, BibLaTeX",
        takes: Takes::Articles,
        marks: false,
        template: false,
        write: Some(reference::bibtex),
        read: None,
    },
    Format {
        name: "ris",
        ending: "ris",
        summary: "The articles as references, RIS, for EndNote and others",
        takes: Takes::Articles,
        marks: false,
        template: false,
        write: Some(reference::ris),
        read: None,
    },
    Format {
        name: "template",
        ending: "txt",
        summary: "What a template of yours makes of articles and notes (--template FILE)",
        takes: Takes::Both,
        marks: true,
        template: true,
        write: Some(template::export),
        read: None,
    },
    Format {
        name: "brat",
        ending: "ann",
        summary: "Actors, figures and claims for the annotation tool brat",
        takes: Takes::Articles,
        marks: true,
        template: false,
        write: Some(corpus::brat),
        read: None,
    },
    Format {
        name: "spacy",
        ending: "jsonl",
        summary: "Actors, figures and claims for spaCy, a document a line",
        takes: Takes::Articles,
        marks: true,
        template: false,
        write: Some(corpus::spacy),
        read: None,
    },
    Format {
        name: "conll",
        ending: "conllu",
        summary: "Actors, figures and claims as CoNLL-U, a word a line",
        takes: Takes::Articles,
        marks: true,
        template: false,
        write: Some(corpus::conll),
        read: None,
    },
    Format {
        name: "readwise",
        ending: "csv",
        summary: "Highlights that Readwise exports (a way in only)",
        takes: Takes::Notes,
        marks: false,
        template: false,
        write: None,
        read: Some(readwise::import),
    },
];

impl Format {
    /// The format of this name.
    pub fn named(name: &str) -> Result<&'static Self, ExportError> {
        let found = FORMATS.iter().find(|format| format.name == name);
        found.ok_or_else(|| ExportError::Format(name.to_owned(), names(|_| true)))
    }

    /// Makes the files of an export. The same dossiers give the same bytes, and no byte that a terminal could obey.
    pub fn write(&self, dossiers: &[Dossier], circumstances: &Circumstances) -> Result<Export, ExportError> {
        let Some(write) = self.write else {
            let known = names(Self::writes);
            return Err(ExportError::Missing(format!("{} is a way in only; these go out: {known}", self.name)));
        };
        let mut export = write(dossiers, circumstances)?;
        for file in &mut export.files {
            if let Cow::Owned(safe) = safe_bytes(&file.bytes) {
                file.bytes = safe;
            }
        }
        Ok(export)
    }

    /// True for formats that can be exported.
    pub fn writes(&self) -> bool {
        self.write.is_some()
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

/// The formats that an export can be made in without more than an order.
pub fn offers() -> Vec<FormatRow> {
    let fit = FORMATS.iter().filter(|format| format.writes() && !format.template);
    fit.map(|Format { name, ending, summary, .. }| FormatRow { name, ending, summary }).collect()
}

fn names(which: impl Fn(&Format) -> bool) -> String {
    FORMATS.iter().filter(|format| which(format)).map(|format| format.name).collect::<Vec<_>>().join(", ")
}
