//! Many articles that come at once, as one act of the reader.

use crate::store::articles::{add_one, index};
use crate::store::{Added, Outcome, Store, StoreError, changes};
use crate::text::{Body, Change, Meta};

impl Store {
    /// Adds articles in one transaction, as one act: undoing it takes those away that were new.
    pub fn add_all_as_act(&mut self, articles: &[(Meta, Body)], label: &str) -> Result<Vec<Added>, StoreError> {
        let added = self.in_transaction(|work, taken| {
            let mut added = Vec::with_capacity(articles.len());
            let mut indexed = Vec::with_capacity(articles.len());
            for (meta, body) in articles {
                let (one, n) = add_one(work, taken, meta, body)?;
                indexed.push((n, &meta.title, body, one.outcome));
                added.push(one);
            }
            indexed.sort_by_key(|(n, ..)| *n);
            index(work, &indexed)?;
            let new = added.iter().filter(|one| one.outcome == Outcome::New);
            let away: Vec<Change> = new.map(|one| Change::Remove(one.id.clone())).collect();
            changes::remember(work, label, &away)?;
            Ok(added)
        })?;
        self.flush_journal();
        Ok(added)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::Query;
    use crate::store::sample::meta;

    #[test]
    fn what_came_at_once_goes_at_once() {
        let mut store = Store::memory().unwrap();
        let article = |n: usize| (meta(&format!("Number {n}"), "2026-03-04"), Body::verbatim(format!("Text {n}.")));
        store.add_all(&[article(0)]).unwrap();
        let added = store.add_all_as_act(&[article(0), article(1), article(2)], "import").unwrap();
        let outcomes: Vec<Outcome> = added.iter().map(|one| one.outcome).collect();
        assert_eq!(outcomes, [Outcome::Same, Outcome::New, Outcome::New]);
        assert_eq!(store.count(&Query::All).unwrap(), 3);
        store.undo().unwrap();
        assert_eq!(store.count(&Query::All).unwrap(), 1);
        store.redo().unwrap();
        assert_eq!(store.count(&Query::All).unwrap(), 3);
    }
}
