//! Export: one function for the dialog and the command line.

use crate::config::Settings;
use crate::export::{Circumstances, Export, Format};
use crate::query::parse;
use crate::service::ServiceError;
use crate::service::gather::gather;
use crate::service::keep::{Wanted, put};
use crate::store::Store;
use crate::text::{Destination, ExportOrder};
use jiff::Timestamp;
use std::path::PathBuf;

/// Articles that a preview shows at most.
const LOOKED_AT: usize = 20;

/// What became of an export.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exported {
    /// The files, and what could not be said in the format.
    pub export: Export,
    /// Where they lie; empty where they only went back or into a stream.
    pub places: Vec<PathBuf>,
}

/// Makes the files of an export and, where the order names a path, writes them there.
pub fn export(store: &mut Store, settings: &Settings, order: &ExportOrder) -> Result<Exported, ServiceError> {
    let format = Format::named(&order.format)?;
    let query = parse(&order.query)?;
    let most = if order.to == Destination::Preview { LOOKED_AT } else { usize::MAX };
    let (dossiers, all) = gather(store, &query, format, most)?;
    if dossiers.is_empty() {
        return Err(ServiceError::Nothing);
    }
    let mut export = format.write(&dossiers, &circumstances(settings, order))?;
    if dossiers.len() < all {
        export.warnings.insert(0, format!("the first {} of {all} articles are shown", dossiers.len()));
    }
    let places = match &order.to {
        Destination::Back | Destination::Preview => Vec::new(),
        Destination::Path(path) => {
            let wanted = Wanted { format: format.name, query: &query.to_string(), force: order.force };
            put(store, &mut export, wanted, path)?
        }
    };
    Ok(Exported { export, places })
}

fn circumstances(settings: &Settings, order: &ExportOrder) -> Circumstances {
    Circumstances {
        now: format!("{:.0}", Timestamp::now()),
        author: settings.notes.author.clone(),
        publisher: settings.publisher.clone(),
        template: order.template.as_ref().map(|template| template.source.clone()),
        template_ending: order.template.as_ref().and_then(|template| template.ending.clone()),
        scale: settings.codebook.verdicts.iter().map(|label| (label.name.clone(), label.value)).collect(),
    }
}
