//! `dateline export` and `import`: notes and articles out and in.

use crate::analysis::Analysis;
use crate::cli::given::Given;
use crate::cli::out::{NothingMatched, Out, tell};
use crate::cli::shelf::{afterwards, query, to_read, to_write};
use crate::config::Settings;
use crate::export::{Circumstances, Dossier, Format, write_file, write_into};
use crate::jobs::{merge_notes, notes_format, read_corrected};
use crate::query::{Query, Sort};
use crate::store::Store;
use crate::text::{Annotation, ArticleId, Listing};
use anyhow::{Context, Result};
use clap::Args;
use jiff::Timestamp;
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// `dateline export`
#[derive(Args)]
pub struct ExportArgs {
    /// Which notes, or for formats of whole articles which articles; all when nothing is asked
    query: Vec<String>,
    /// The format
    #[arg(long, short, value_name = "F")]
    format: String,
    /// The file, or the folder for formats of several files; standard output when not given or -
    #[arg(long, short, value_name = "PATH|-")]
    output: Option<PathBuf>,
    /// The template of the format `template`
    #[arg(long, value_name = "FILE")]
    template: Option<PathBuf>,
    /// Replace files that are no earlier export
    #[arg(long)]
    force: bool,
}

/// `dateline import`
#[derive(Args)]
pub struct ImportArgs {
    /// The file, or - for standard input
    file: PathBuf,
    /// The format; by the file's ending when not given
    #[arg(long, short, value_name = "F")]
    format: Option<String>,
}

/// Formats of whole articles: what they hold is chosen as articles, with all their notes.
const WHOLE: &[&str] = &["json", "markdown-full", "html", "csl", "bibtex", "ris", "brat", "spacy", "conll"];
/// Formats that show nothing of what the analysis finds.
const WITHOUT_MARKS: &[&str] = &["json", "jsonl", "csl", "bibtex", "ris", "jsonld", "hypothesis"];

/// Writes notes and articles out.
pub fn export(args: &ExportArgs, given: &Given) -> Result<()> {
    let format = Format::named(&args.format)?;
    let query = query(&args.query)?;
    let settings = given.configuration()?.settings;
    let store = to_read(given)?;
    let dossiers = dossiers(&store, &query, format.name)?;
    if dossiers.is_empty() {
        return Err(NothingMatched("nothing fits, so there is nothing to export".into()).into());
    }
    let export = format.write(&dossiers, &circumstances(&settings, args)?)?;
    for warning in &export.warnings {
        tell(warning);
    }
    match args.output.as_deref().filter(|path| path.as_os_str() != "-") {
        None => {
            let mut out = Out::new();
            for file in &export.files {
                out.bytes(&file.bytes)?;
            }
            out.flush()?;
            if export.files.len() > 1 {
                tell(&format!("{} files, one after the other; --output DIR writes them apart", export.files.len()));
            }
        }
        Some(path) => {
            let written = match export.files.as_slice() {
                [file] if !path.is_dir() => vec![write_file(file, path, args.force)?],
                _ => write_into(&export, path, args.force)?,
            };
            let mut out = Out::new();
            for path in written {
                out.line(&path.display().to_string())?;
            }
            out.flush()?;
        }
    }
    Ok(())
}

fn circumstances(settings: &Settings, args: &ExportArgs) -> Result<Circumstances> {
    let template = match &args.template {
        Some(path) => Some(fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?),
        None => None,
    };
    // note.md.j2 makes files that end in .md
    let ending = args.template.as_deref().and_then(|path| Path::new(path.file_stem()?).extension()?.to_str());
    Ok(Circumstances {
        now: format!("{:.0}", Timestamp::now()),
        author: settings.notes.author.clone(),
        publisher: settings.publisher.clone(),
        template,
        template_ending: ending.map(String::from),
        scale: settings.codebook.verdicts.iter().map(|label| (label.name.clone(), label.value)).collect(),
        ..Circumstances::default()
    })
}

/// What goes out, in the order in which the articles came into the library: that order is the same in a library made
/// from this export.
fn dossiers(store: &Store, query: &Query, format: &str) -> Result<Vec<Dossier>> {
    let mut chosen: BTreeMap<ArticleId, (Listing, Vec<Annotation>)> = BTreeMap::new();
    if WHOLE.contains(&format) {
        for listing in store.list(query, Sort::Added, usize::MAX, 0)? {
            let annotations = store.annotations(&listing.id)?;
            // Without a question, only the lossless form takes articles that nobody has worked on.
            if format == "json" || !query.is_all() || !annotations.is_empty() {
                chosen.insert(listing.id.clone(), (listing, annotations));
            }
        }
    } else {
        for (annotation, listing) in store.notes(query, usize::MAX, 0)? {
            let id = listing.id.clone();
            chosen.entry(id).or_insert_with(|| (listing, Vec::new())).1.push(annotation);
        }
    }
    let dossiers = chosen.into_values().map(|(listing, annotations)| {
        let article = store.article(&listing.id)?;
        let found = match WITHOUT_MARKS.contains(&format) {
            true => Analysis::default(),
            false => read_corrected(store, &article)?,
        };
        let corrections = store.corrections_made(&listing.id)?;
        let Listing { tags, unread, starred, .. } = listing;
        Ok(Dossier { article, found, annotations, corrections, tags, read: !unread, starred })
    });
    dossiers.collect()
}

/// Takes in what another program or library wrote.
pub fn import(args: &ImportArgs, given: &Given) -> Result<()> {
    let name = args.format.as_deref().unwrap_or_else(|| notes_format(&args.file));
    let bytes = if args.file.as_os_str() == "-" {
        let mut bytes = Vec::new();
        io::stdin().read_to_end(&mut bytes).context("cannot read standard input")?;
        bytes
    } else {
        fs::read(&args.file).with_context(|| format!("cannot read {}", args.file.display()))?
    };
    let imported = Format::named(name)?.read(&bytes)?;
    for warning in &imported.warnings {
        tell(warning);
    }
    let mut store = to_write(given)?;
    let Some(merged) = merge_notes(&mut store, imported, &format!("import {}", args.file.display()))? else {
        return Err(NothingMatched("there is nothing in it to import".into()).into());
    };
    let mut out = Out::new();
    let corrections = match merged.corrections {
        0 => String::new(),
        new => format!(", {new} new corrections"),
    };
    out.line(&format!(
        "{} new articles, {} new revisions, {} new notes, {} newer edits, {} notes known already{corrections}",
        merged.articles, merged.revisions, merged.notes, merged.edits, merged.known
    ))?;
    out.flush()?;
    afterwards(&store, given)
}
