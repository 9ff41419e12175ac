//! Which articles go out, with which notes.

use crate::analysis::Analysis;
use crate::export::{Dossier, Format, Takes};
use crate::query::Query;
use crate::service::read_corrected;
use crate::store::{Store, StoreError};
use crate::text::{Annotation, ArticleId, Listing};
use std::collections::BTreeMap;

type Chosen = BTreeMap<ArticleId, (Listing, Vec<Annotation>)>;

/// What goes out, in the order in which the articles came into the library: that order is the same in a library made
/// from this export. At most `most` articles are read; the number of all comes with them.
pub fn gather(store: &Store, query: &Query, format: &Format, most: usize) -> Result<(Vec<Dossier>, usize), StoreError> {
    let mut chosen = Chosen::new();
    // Notes asked for by their names go out alone in every format, not with the others of their articles.
    let named = query.names_notes();
    if matches!(format.takes, Takes::Articles | Takes::Both) && !named {
        for listing in store.every(query)? {
            let annotations = match format.takes {
                Takes::Articles => store.annotations(&listing.id)?,
                Takes::Notes | Takes::Both => Vec::new(),
            };
            chosen.insert(listing.id.clone(), (listing, annotations));
        }
    }
    if matches!(format.takes, Takes::Notes | Takes::Both) || named {
        for (annotation, listing) in store.notes(query, usize::MAX, 0)? {
            let id = listing.id.clone();
            chosen.entry(id).or_insert_with(|| (listing, Vec::new())).1.push(annotation);
        }
    }
    let all = chosen.len();
    let dossiers = chosen.into_values().take(most).map(|(listing, annotations)| {
        let article = store.article(&listing.id)?;
        let found = if format.marks { read_corrected(store, &article)? } else { Analysis::default() };
        let corrections = store.corrections_made(&listing.id)?;
        let deletions = store.deletions(&listing.id)?;
        let Listing { tags, unread, starred, .. } = listing;
        Ok(Dossier { article, found, annotations, corrections, deletions, tags, read: !unread, starred })
    });
    Ok((dossiers.collect::<Result<_, StoreError>>()?, all))
}
