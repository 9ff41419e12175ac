//! A list as the screen wants it: some rows out of the middle of many, again and again.
//!
//! The rows of the library itself come from an index at any depth. Those of any other query are found once and kept
//! until something changes, so that scrolling through them costs the rows in view.

use crate::query::{Is, Query, Sort};
use crate::store::filter::words_and_rest;
use crate::store::listing::{order, shown};
use crate::store::{Store, StoreError};
use crate::text::{ArticleId, Listing};
use rusqlite::types::Value;

/// Rows from the top that are asked for anew, rather than found with all others: a list shows at once.
const FIRST: usize = 300;

/// The rows that a query found, and when.
#[derive(Debug)]
pub struct Chosen {
    query: Query,
    sort: Sort,
    /// Changes by other programs and by this one.
    version: (i64, u64),
    rows: Vec<i64>,
}

impl Store {
    /// `limit` articles that a query finds, from number `offset` on in the order asked for.
    pub fn window(&self, query: &Query, sort: Sort, offset: usize, limit: usize) -> Result<Vec<Listing>, StoreError> {
        if is_indexed(query, sort) {
            return self.in_index(query, sort, offset, limit);
        }
        if offset.saturating_add(limit) <= FIRST && !self.is_chosen(query, sort)? {
            return self.list(query, sort, limit, offset);
        }
        let rows =
            self.with_chosen(query, sort, |rows| rows.iter().skip(offset).take(limit).copied().collect::<Vec<i64>>())?;
        rows.into_iter().map(|n| self.listing_at(n)).collect()
    }

    /// At which number of a list an article stands; `None` where the query does not find it.
    pub fn position(&self, query: &Query, sort: Sort, id: &ArticleId) -> Result<Option<usize>, StoreError> {
        let (n, _) = self.live(id)?;
        if !is_indexed(query, sort) {
            return self.with_chosen(query, sort, |rows| rows.iter().position(|row| *row == n));
        }
        let shown = shown(query);
        let before = if sort == Sort::Oldest { "<" } else { ">" };
        let sql = format!(
            "SELECT EXISTS (SELECT 1 FROM article a WHERE a.n = ? AND {}), \
             (SELECT count(*) FROM article a WHERE a.n {before} ? AND {})",
            shown.sql, shown.sql
        );
        let mut query = self.conn.prepare_cached(&sql)?;
        let (there, before): (bool, i64) = query.query_row([n, n], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(there.then(|| usize::try_from(before).unwrap_or_default()))
    }

    /// From an index, from whichever end is nearer.
    fn in_index(&self, query: &Query, sort: Sort, offset: usize, limit: usize) -> Result<Vec<Listing>, StoreError> {
        let total = usize::try_from(self.count(query)?).unwrap_or(usize::MAX);
        if offset <= total / 2 {
            return self.list(query, sort, limit, offset);
        }
        let limit = limit.min(total.saturating_sub(offset));
        let turned = if sort == Sort::Newest { Sort::Oldest } else { Sort::Newest };
        let mut rows = self.list(query, turned, limit, total - offset.min(total) - limit)?;
        rows.reverse();
        Ok(rows)
    }

    fn version(&self) -> Result<(i64, u64), StoreError> {
        let others = self.conn.prepare_cached("PRAGMA data_version")?.query_row([], |row| row.get(0))?;
        Ok((others, self.conn.total_changes()))
    }

    fn is_chosen(&self, query: &Query, sort: Sort) -> Result<bool, StoreError> {
        let version = self.version()?;
        let chosen = self.chosen.borrow();
        Ok(chosen.as_ref().is_some_and(|kept| kept.version == version && kept.sort == sort && kept.query == *query))
    }

    fn with_chosen<T>(&self, query: &Query, sort: Sort, look: impl FnOnce(&[i64]) -> T) -> Result<T, StoreError> {
        if !self.is_chosen(query, sort)? {
            let rows = self.choose(query, sort)?;
            let chosen = Chosen { query: query.clone(), sort, version: self.version()?, rows };
            self.chosen.replace(Some(chosen));
        }
        Ok(look(self.chosen.borrow().as_ref().map_or(&[], |chosen| &chosen.rows)))
    }

    fn choose(&self, query: &Query, sort: Sort) -> Result<Vec<i64>, StoreError> {
        match (sort, words_and_rest(query)) {
            (Sort::Newest, Some((words, rest))) if rest.is_empty() => self.all_with(query, &words),
            (Sort::Newest, Some((words, rest))) => self.newest_with(query, &words, &rest, i64::MAX as usize),
            (Sort::Relevance, Some(_)) => Ok(self.best_with(query, i64::MAX as usize)?.unwrap_or_default()),
            _ => {
                let shown = shown(query);
                let sql = format!("SELECT a.n FROM article a WHERE {} ORDER BY {}", shown.sql, order(sort));
                self.rows(&sql, shown.values.into_iter().collect::<Vec<Value>>())
            }
        }
    }
}

/// True where an index holds the rows in order and their count is kept.
fn is_indexed(query: &Query, sort: Sort) -> bool {
    matches!(query, Query::All | Query::Is(Is::Unread)) && matches!(sort, Sort::Newest | Sort::Oldest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::parse;
    use crate::store::sample::{add, meta};
    use crate::text::{Body, Change};

    #[test]
    fn any_window_of_any_list_is_the_same_as_the_list() {
        let mut store = Store::memory().unwrap();
        let articles: Vec<_> = (0..500)
            .map(|n| {
                let day = format!("2026-{:02}-{:02}", n % 12 + 1, n % 28 + 1);
                (meta(&format!("Number {n}"), &day), Body::verbatim(format!("Text number {n} river.")))
            })
            .collect();
        let added = store.add_all(&articles).unwrap();
        let read: Vec<Change> = added.iter().step_by(3).map(|one| Change::Read(one.id.clone(), true)).collect();
        store.apply(&read, "read").unwrap();
        for query in ["", "is:unread", "river", "is:unread river", "date:2026-03", "none"] {
            let query = parse(query).unwrap();
            for (sort, _) in Sort::ALL {
                let all = store.list(&query, *sort, 1000, 0).unwrap();
                for (offset, limit) in [(0, 10), (240, 20), (310, 40), (490, 20), (499, 1), (700, 5), (0, 1000)] {
                    let window = store.window(&query, *sort, offset, limit).unwrap();
                    let part: Vec<Listing> = all.iter().skip(offset).take(limit).cloned().collect();
                    assert_eq!(window, part, "{query:?} {sort:?} {offset} {limit}");
                }
                for at in [0, 7, 300] {
                    let Some(listing) = all.get(at) else { continue };
                    assert_eq!(store.position(&query, *sort, &listing.id).unwrap(), Some(at), "{query:?} {sort:?}");
                }
            }
        }
        let id = &added[0].id;
        assert_eq!(store.position(&parse("is:unread").unwrap(), Sort::Newest, id).unwrap(), None);
    }

    #[test]
    fn a_change_is_seen_in_the_next_window() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("library.db");
        let mut store = Store::open(&path, crate::store::Mode::Write).unwrap();
        add(&mut store, "one", "2026-03-01", "A river.");
        let query = parse("river").unwrap();
        let count = |store: &Store| store.window(&query, Sort::Title, 0, 1000).unwrap().len();
        assert_eq!(count(&store), 1);
        add(&mut store, "two", "2026-03-02", "A river.");
        assert_eq!(count(&store), 2);
        let mut other = Store::open(&path, crate::store::Mode::Write).unwrap();
        add(&mut other, "three", "2026-03-03", "A river.");
        assert_eq!(count(&store), 3);
    }
}
