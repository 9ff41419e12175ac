//! The texts an article has had, each compared with the one before, and with the one that the reader has read.

use crate::analysis::{find_figures, split_sentences};
use crate::app::{Report, RevisionPair};
use crate::jobs::shelve::{Shelf, failed};
use crate::store::{Revision, Store, StoreError};
use crate::text::{ArticleId, Body, Change, Span, difference_of, marked};

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
    // A number, an amount or a date is one word: half of it would say something else.
    let pieces = difference_of((before.text(), &figures(&before)), (after.text(), &figures(&after)));
    let (text, fates) = marked(before.text(), after.text(), &pieces);
    let numbers = (older.number, newer.number);
    let dates = (older.fetched.clone(), newer.fetched.clone());
    Ok(RevisionPair { numbers, dates, text, fates, since_read: false })
}

fn figures(body: &Body) -> Vec<Span> {
    find_figures(body, &split_sentences(body), None).into_iter().map(|figure| figure.span).collect()
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
            Ok((title, compared)) => Report::Revisions(title, compared),
            Err(error) => failed(&error),
        }
    }
}
