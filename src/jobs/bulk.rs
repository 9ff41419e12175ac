//! One deed on many articles, as one step that can be undone.

use crate::app::{Bulk, Deed, Report};
use crate::jobs::shelve::{Shelf, asked, failed, said};
use crate::store::StoreError;
use crate::text::{Change, Listing};
use std::collections::HashSet;

impl Shelf {
    /// Does it, and says to how many.
    pub(super) fn bulk(&mut self, bulk: Bulk) -> Vec<Report> {
        let listed = match self.listed(&bulk) {
            Ok(listed) => listed,
            Err(sentence) => return vec![Report::Failed(sentence)],
        };
        let mut seen = HashSet::new();
        let chosen = listed.into_iter().filter(|listing| seen.insert(listing.id.clone()));
        let changes: Vec<Change> = chosen.filter_map(|listing| change(listing, &bulk.deed)).collect();
        if changes.is_empty() {
            return vec![Report::Told(format!("{}: nothing to change", bulk.deed.label()))];
        }
        let articles = if changes.len() == 1 { "1 article".to_owned() } else { format!("{} articles", changes.len()) };
        let label = format!("{} of {articles}", bulk.deed.label());
        match self.store.apply(&changes, &label) {
            Ok(_) => vec![Report::Changed(format!("saved: {label} (u undoes it)"))],
            Err(error) => vec![failed(&error)],
        }
    }

    fn listed(&self, bulk: &Bulk) -> Result<Vec<Listing>, String> {
        let mut listed = Vec::new();
        if let Some(rows) = &bulk.rows {
            let query = asked(&rows.query)?;
            let window = self.store.window(&query, rows.sort, rows.first, rows.limit);
            listed.extend(window.map_err(|error| said(&error))?);
        }
        for id in &bulk.single {
            match self.store.listing(id) {
                Ok(listing) => listed.push(listing),
                // It was removed elsewhere while it was selected here.
                Err(StoreError::NoArticle(_)) => {}
                Err(error) => return Err(said(&error)),
            }
        }
        Ok(listed)
    }
}

/// What the deed changes of an article, where it changes anything.
fn change(listing: Listing, deed: &Deed) -> Option<Change> {
    match deed {
        Deed::Star(star) => (listing.starred != *star).then_some(Change::Star(listing.id, *star)),
        Deed::Read(read) => (listing.unread == *read).then_some(Change::Read(listing.id, *read)),
        Deed::Delete => Some(Change::Remove(listing.id)),
        Deed::Tag { add, remove } => {
            let mut tags = listing.tags.clone();
            tags.retain(|tag| !remove.contains(tag));
            tags.extend(add.iter().filter(|tag| !listing.tags.contains(tag)).cloned());
            (tags != listing.tags).then_some(Change::Tag(listing.id, tags))
        }
    }
}
