//! `dateline export` and `import`: notes and articles out and in.

use crate::cli::given::Given;
use crate::cli::out::{NothingMatched, Out, tell};
use crate::cli::shelf::{afterwards, query, to_read, to_write};
use crate::export::{ExportError, Format, read_regular};
use crate::service::{ServiceError, export as carry_out, merge_notes, notes_format};
use crate::text::{DELETED_ELSEWHERE, Destination, ExportOrder, Template};
use anyhow::{Context, Result, anyhow};
use clap::Args;
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

/// Writes notes and articles out.
pub fn export(args: &ExportArgs, given: &Given) -> Result<()> {
    let query = query(&args.query)?.to_string();
    let to = match args.output.as_deref().filter(|path| path.as_os_str() != "-") {
        Some(path) => Destination::Path(path.to_owned()),
        None => Destination::Back,
    };
    let settings = given.configuration()?.settings;
    let mut store = to_read(given)?;
    if to != Destination::Back {
        store = to_write(given)?;
    }
    let template = args.template.as_deref().map(template).transpose()?;
    let order = ExportOrder { format: args.format.clone(), query, template, to, force: args.force };
    let done = match carry_out(&mut store, &settings, &order) {
        Ok(done) => done,
        Err(ServiceError::Nothing) => return Err(NothingMatched(ServiceError::Nothing.to_string()).into()),
        Err(error) => return Err(refused(error)),
    };
    done.export.warnings.iter().for_each(|warning| tell(warning));
    let mut out = Out::new();
    match order.to {
        Destination::Back | Destination::Preview => {
            for file in &done.export.files {
                out.bytes(&file.bytes)?;
            }
            if done.export.files.len() > 1 {
                let count = done.export.files.len();
                tell(&format!("{count} files, one after the other; --output DIR writes them apart"));
            }
        }
        Destination::Path(_) => {
            for path in &done.places {
                out.line(&path.display().to_string())?;
            }
        }
    }
    Ok(out.flush()?)
}

/// What to do where a file may not be replaced.
pub fn refused(error: ServiceError) -> anyhow::Error {
    match error {
        ServiceError::Export(kept @ ExportError::Kept { .. }) => {
            anyhow!("{kept}: choose another name, or replace it with --force")
        }
        error => error.into(),
    }
}

fn template(path: &Path) -> Result<Template> {
    let cannot = || format!("cannot read {}", path.display());
    let bytes =
        read_regular(path).and_then(|bytes| bytes.ok_or(io::ErrorKind::NotFound.into())).with_context(cannot)?;
    let source = String::from_utf8(bytes).with_context(cannot)?;
    // note.md.j2 makes files that end in .md
    let ending = path.file_stem().and_then(|stem| Path::new(stem).extension()?.to_str()).map(String::from);
    Ok(Template { source, ending })
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
    let mut out = Out::after_saving();
    let more = [
        (merged.corrections, "new corrections"),
        (merged.deleted, "deleted there and now here"),
        (merged.buried, "deleted here, not taken back"),
    ];
    let more: String =
        more.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!(", {count} {what}")).collect();
    out.line(&format!(
        "{} new articles, {} new revisions, {} new notes, {} newer edits, {} notes known already{more}",
        merged.articles, merged.revisions, merged.notes, merged.edits, merged.known
    ))?;
    if merged.asked > 0 {
        out.line(&format!(
            "{} notes were deleted on one side and edited on the other since: they are kept with the tag \
             {DELETED_ELSEWHERE}. Edit such a note to keep it, or delete it again",
            merged.asked
        ))?;
    }
    out.flush()?;
    afterwards(&store, given)
}
