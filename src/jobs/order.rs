//! Carrying out an export as ordered in its dialog: the preview, or the files.

use crate::app::{Order, Report};
use crate::config::Settings;
use crate::export::{Export, ExportError, Place};
use crate::jobs::shelve::said;
use crate::service::{Exported, ServiceError, export as carry_out};
use crate::store::Store;
use crate::text::{Destination, printable};
use std::path::Path;

/// Lines of a preview.
const PREVIEW: usize = 400;

/// Carries out an order.
pub fn export(store: &mut Store, settings: &Settings, order: &Order) -> Report {
    let preview = order.what.to == Destination::Preview;
    let outcome = match &order.what.to {
        // The library's thread must not wait for whoever reads the other end of a pipe.
        Destination::Path(path) if matches!(Place::of(path), Ok(Place::Stream(_))) => {
            Err(format!("{} is no regular file: run the command above in a shell", printable(&path.to_string_lossy())))
        }
        Destination::Back | Destination::Preview | Destination::Path(_) => {
            carry_out(store, settings, &order.what).map_err(|error| refused(&error))
        }
    };
    let outcome = outcome.map(|done| match &order.what.to {
        Destination::Back | Destination::Preview => shown(&done.export),
        Destination::Path(path) => written(&done, path),
    });
    Report::Exported { ticket: order.ticket, outcome, preview }
}

fn refused(error: &ServiceError) -> String {
    match error {
        ServiceError::Export(ExportError::Kept { .. }) => {
            format!("{}: choose another name, or have it replaced", said(error))
        }
        ServiceError::Query(_) | ServiceError::Store(_) | ServiceError::Export(_) | ServiceError::Nothing => {
            said(error)
        }
    }
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

fn written(done: &Exported, path: &Path) -> String {
    let place = match done.places.as_slice() {
        [one] => one.display().to_string(),
        many => format!("{} files in {}", many.len(), path.display()),
    };
    let warnings = done.export.warnings.first().map(|warning| format!("; {warning}")).unwrap_or_default();
    printable(&format!("exported: {place}{warnings}")).into_owned()
}
