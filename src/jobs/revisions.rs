//! The texts an article has had, each compared with the one before, and with the one that the reader has read.

use crate::app::{Report, RevisionPair};
use crate::jobs::shelve::{Shelf, failed};
use crate::service;
use crate::store::{Revision, Store, StoreError};
use crate::text::{ArticleId, Change, Listing};

/// Comparisons at most, the latest first: some pages change every minute.
const MOST: usize = 50;

/// Compares each text of an article with the one before; the latest first. None where there is one text only.
pub fn comparisons(store: &Store, id: &ArticleId) -> Result<Vec<RevisionPair>, StoreError> {
    let revisions = store.revisions(id)?;
    let pairs = revisions.iter().zip(revisions.iter().skip(1)).rev().take(MOST);
    pairs.map(|(older, newer)| compared(store, id, older, newer)).collect()
}

fn compared(store: &Store, id: &ArticleId, older: &Revision, newer: &Revision) -> Result<RevisionPair, StoreError> {
    let (before, after) = (store.revision(id, older.number)?.body, store.revision(id, newer.number)?.body);
    let (text, fates) = service::compared(&before, &after);
    let numbers = (older.number, newer.number);
    let dates = (older.fetched.clone(), newer.fetched.clone());
    Ok(RevisionPair { numbers, dates, text, fates, ..RevisionPair::default() })
}

/// The comparison with what the reader has read, where that is not among the others.
fn since_read(store: &Store, id: &ArticleId, pairs: &mut Vec<RevisionPair>) -> Result<bool, StoreError> {
    let Some(read) = store.read_before(id)? else { return Ok(false) };
    if let Some(latest) = pairs.first_mut().filter(|pair| pair.numbers.0 == read) {
        latest.since_read = true;
        return Ok(true);
    }
    let revisions = store.revisions(id)?;
    let older = revisions.iter().find(|revision| revision.number == read);
    if let (Some(older), Some(newer)) = (older, revisions.last()) {
        let pair = RevisionPair { since_read: true, ..compared(store, id, older, newer)? };
        pairs.insert(0, pair);
    }
    Ok(true)
}

impl Shelf {
    /// Compares the texts of an article. Who sees what has changed since has read it.
    pub(super) fn revisions(&mut self, id: &ArticleId) -> Report {
        let compared = self.store.listing(id).and_then(|listing| {
            let mut pairs = comparisons(&self.store, id)?;
            if since_read(&self.store, id, &mut pairs)? {
                // A library that may only be read goes on saying that it has changed.
                let _kept = self.store.settle(&[Change::Read(id.clone(), true)]);
            }
            Ok((listing.title, pairs))
        });
        match compared {
            Ok((_, none)) if none.is_empty() => Report::Told("this article has come in one form only".into()),
            Ok((title, compared)) => Report::Revisions(id.clone(), title, compared),
            Err(error) => failed(&error),
        }
    }

    /// Makes the later texts of an article an article of their own.
    pub(super) fn part(&mut self, id: &ArticleId, from: u32) -> Report {
        match service::part(&mut self.store, id, from) {
            Ok(done) => {
                Report::Renewed { id: id.clone(), now: id.clone(), told: format!("{} (u undoes it)", done.sentence()) }
            }
            Err(error) => failed(&error),
        }
    }

    /// An article and its copies.
    pub(super) fn copies(&mut self, id: &ArticleId) -> Report {
        service::copies(&self.store, id).map_or_else(|error| failed(&error), Report::Copies)
    }

    /// Compares two copies.
    pub(super) fn compare(&mut self, one: &ArticleId, other: &ArticleId) -> Report {
        let compared = service::compare(&self.store, one, other).and_then(|(text, fates)| {
            let (one, other) = (self.store.listing(one)?, self.store.listing(other)?);
            let dates = (dated(&one), dated(&other));
            let outlets = Some((outlet(one), outlet(other)));
            Ok(RevisionPair { dates, outlets, text, fates, ..RevisionPair::default() })
        });
        compared.map_or_else(|error| failed(&error), |pair| Report::Compared(Box::new(pair)))
    }
}

fn dated(listing: &Listing) -> String {
    listing.published.clone().unwrap_or_else(|| listing.fetched.clone())
}

fn outlet(listing: Listing) -> String {
    listing.outlet.or(listing.url).unwrap_or(listing.title)
}
