//! Carrying out an export as ordered: the preview, or the files.

use crate::app::{Order, Report};
use crate::config::Settings;
use crate::export::{Circumstances, Dossier, Export, ExportError, Format, write_file, write_into};
use crate::jobs::corrected::read_corrected;
use crate::jobs::shelve::{now, said};
use crate::query::parse;
use crate::store::{Store, StoreError};
use crate::text::printable;
use std::path::{Path, PathBuf};
use thiserror::Error;

/// Notes looked at for an export.
const ALL: usize = usize::MAX >> 1;

/// Lines of a preview.
const PREVIEW: usize = 400;

#[derive(Debug, Error)]
enum OrderError {
    #[error("the query is wrong")]
    Query(#[from] crate::query::QueryError),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Export(#[from] ExportError),
    #[error("no note fits, so there is nothing to export")]
    Empty,
}

/// Carries out an order.
pub fn export(store: &Store, settings: &Settings, order: &Order) -> Report {
    let outcome = made(store, settings, order).and_then(|export| match &order.path {
        None => Ok(shown(&export)),
        Some(path) => written(&export, Path::new(path), order.force),
    });
    let outcome = outcome.map_err(|error| said(&error));
    Report::Exported { ticket: order.ticket, outcome, preview: order.path.is_none() }
}

fn made(store: &Store, settings: &Settings, order: &Order) -> Result<Export, OrderError> {
    let dossiers = dossiers(store, &order.query)?;
    let circumstances = Circumstances {
        now: now(),
        author: settings.notes.author.clone(),
        publisher: settings.publisher.clone(),
        scale: settings.codebook.verdicts.iter().map(|label| (label.name.clone(), label.value)).collect(),
        ..Circumstances::default()
    };
    Ok(Format::named(&order.format)?.write(&dossiers, &circumstances)?)
}

/// The annotations that fit a query, with their articles; an article alone fits too when the query names it.
fn dossiers(store: &Store, query: &str) -> Result<Vec<Dossier>, OrderError> {
    let query = parse(query)?;
    let mut dossiers: Vec<Dossier> = Vec::new();
    for (annotation, listing) in store.notes(&query, ALL, 0)? {
        if let Some(dossier) = dossiers.iter_mut().find(|dossier| dossier.article.id == listing.id) {
            dossier.annotations.push(annotation);
            continue;
        }
        let article = store.article(&listing.id)?;
        let found = read_corrected(store, &article)?;
        let corrections = store.corrections_made(&listing.id)?;
        dossiers.push(Dossier {
            article,
            found,
            annotations: vec![annotation],
            corrections,
            tags: listing.tags,
            read: !listing.unread,
            starred: listing.starred,
        });
    }
    if dossiers.is_empty() { Err(OrderError::Empty) } else { Ok(dossiers) }
}

fn shown(export: &Export) -> String {
    let mut lines: Vec<String> = export.warnings.iter().map(|warning| format!("! {}", printable(warning))).collect();
    for file in &export.files {
        if export.files.len() > 1 {
            lines.push(format!("── {}", printable(&file.name)));
        }
        let text = String::from_utf8_lossy(&file.bytes);
        let room = PREVIEW.saturating_sub(lines.len());
        lines.extend(text.lines().take(room).map(|line| printable(line).into_owned()));
    }
    lines.join("\n")
}

/// One file goes where the path says; several go into the folder of that name.
fn written(export: &Export, path: &Path, force: bool) -> Result<String, OrderError> {
    let paths: Vec<PathBuf> = match export.files.as_slice() {
        [file] if !path.is_dir() => vec![write_file(file, path, force)?],
        _ => write_into(export, path, force)?,
    };
    let place = match paths.as_slice() {
        [one] => one.display().to_string(),
        many => format!("{} files in {}", many.len(), path.display()),
    };
    let warnings = export.warnings.first().map(|warning| format!("; {warning}")).unwrap_or_default();
    Ok(printable(&format!("exported: {place}{warnings}")).into_owned())
}
