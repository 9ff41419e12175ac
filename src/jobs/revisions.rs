//! The texts an article has had, each compared with the one before.

use crate::app::{Report, RevisionPair};
use crate::jobs::shelve::{Shelf, failed};
use crate::store::{Store, StoreError};
use crate::text::{ArticleId, difference, marked};

/// Comparisons at most, the latest first: some pages change every minute.
const MOST: usize = 50;

/// Compares each text of an article with the one before; the latest first. None where there is one text only.
pub fn comparisons(store: &Store, id: &ArticleId) -> Result<Vec<RevisionPair>, StoreError> {
    let revisions = store.revisions(id)?;
    let pairs = revisions.iter().zip(revisions.iter().skip(1)).rev().take(MOST);
    pairs
        .map(|(older, newer)| {
            let (before, after) = (store.revision(id, older.number)?.body, store.revision(id, newer.number)?.body);
            let pieces = difference(before.text(), after.text());
            let (text, fates) = marked(before.text(), after.text(), &pieces);
            let numbers = (older.number, newer.number);
            Ok(RevisionPair { numbers, dates: (older.fetched.clone(), newer.fetched.clone()), text, fates })
        })
        .collect()
}

impl Shelf {
    /// Compares the texts of an article.
    pub(super) fn revisions(&self, id: &ArticleId) -> Report {
        let compared = self.store.listing(id).and_then(|listing| Ok((listing.title, comparisons(&self.store, id)?)));
        match compared {
            Ok((_, none)) if none.is_empty() => Report::Told("this article has come in one form only".into()),
            Ok((title, compared)) => Report::Revisions(title, compared),
            Err(error) => failed(&error),
        }
    }
}
