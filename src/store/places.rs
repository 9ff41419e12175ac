//! Where the reader stopped in an article, and the queries kept as folders.

use crate::query::{Query, parse};
use crate::store::changes::Turning;
use crate::store::following::{self, SourceChange};
use crate::store::{Store, StoreError};
use crate::text::ArticleId;
use rusqlite::{OptionalExtension, params};

/// A query kept under a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SmartFolder {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub query: Query,
}

impl Store {
    /// Keeps where the reader is: a byte of the article's latest revision.
    pub fn keep_place(&mut self, article: &ArticleId, byte: usize) -> Result<(), StoreError> {
        let (n, revision) = self.live(article)?;
        self.in_transaction(|work, _| {
            let sql = "INSERT OR REPLACE INTO reading_place (article, revision, byte) VALUES (?1, ?2, ?3)";
            work.execute(sql, params![n, revision, i64::try_from(byte).unwrap_or_default()])?;
            Ok(())
        })
    }

    /// The byte where the reader stopped, unless the text has changed since.
    pub fn reading_place(&self, article: &ArticleId) -> Result<Option<usize>, StoreError> {
        let (n, revision) = self.live(article)?;
        let sql = "SELECT byte FROM reading_place WHERE article = ?1 AND revision = ?2";
        let byte: Option<i64> = self.conn.query_row(sql, params![n, revision], |row| row.get(0)).optional()?;
        Ok(byte.and_then(|byte| usize::try_from(byte).ok()))
    }

    /// Keeps a query as a folder, as one act: in the place of the one named `instead`, else of the one of its own name,
    /// else as the last.
    pub fn keep_folder(&mut self, folder: &SmartFolder, instead: Option<&str>) -> Result<(), StoreError> {
        let SmartFolder { name, query } = folder;
        let instead = instead.filter(|instead| instead != name);
        let label = match instead {
            Some(before) => format!("renaming the smart folder {before} to {name}"),
            None => format!("keeping the smart folder {name}"),
        };
        self.in_transaction(|work, _| {
            let before = following::kept(work, instead.unwrap_or(name))?;
            let position = match before {
                Some(SourceChange::Keep { position, .. }) => position,
                _ => work.query_row("SELECT coalesce(max(position), 0) + 1 FROM smart_folder", [], |row| row.get(0))?,
            };
            let drop = instead.map(|instead| SourceChange::Drop(instead.to_owned()));
            let keep = SourceChange::Keep { name: name.clone(), query: query.to_string(), position };
            let mut turning = Turning::default();
            drop.into_iter().chain([keep]).try_for_each(|change| turning.source(work, &change))?;
            turning.remember(work, &label)
        })
    }

    /// Forgets a folder, as one act; its articles stay.
    pub fn drop_folder(&mut self, name: &str) -> Result<(), StoreError> {
        self.in_transaction(|work, _| {
            let mut turning = Turning::default();
            turning.source(work, &SourceChange::Drop(name.to_owned()))?;
            turning.remember(work, &format!("forgetting the smart folder {name}"))
        })
    }

    /// The kept folders, in the order they were made.
    pub fn folders(&self) -> Result<Vec<SmartFolder>, StoreError> {
        let mut query = self.conn.prepare("SELECT name, query FROM smart_folder ORDER BY position")?;
        let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let rows = rows.collect::<Result<Vec<(String, String)>, _>>()?;
        Ok(rows
            .into_iter()
            .filter_map(|(name, query)| Some(SmartFolder { name, query: parse(&query).ok()? }))
            .collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::sample::add;

    #[test]
    fn a_place_is_kept_for_its_text_only() {
        let mut store = Store::memory().unwrap();
        let id = add(&mut store, "one", "2026-03-04", "One.").id;
        store.keep_place(&id, 3).unwrap();
        assert_eq!(store.reading_place(&id).unwrap(), Some(3));
        add(&mut store, "one", "2026-03-04", "Another.");
        assert_eq!(store.reading_place(&id).unwrap(), None);
    }

    #[test]
    fn folders_keep_their_order() {
        let mut store = Store::memory().unwrap();
        let folder = |name: &str, query| SmartFolder { name: name.into(), query: parse(query).unwrap() };
        for (name, query) in [("b", "is:unread"), ("a", "tag:x"), ("b", "is:starred")] {
            store.keep_folder(&folder(name, query), None).unwrap();
        }
        let kept = [folder("b", "is:starred"), folder("a", "tag:x")];
        assert_eq!(store.folders().unwrap(), kept);
        store.keep_folder(&folder("c", "is:starred"), Some("b")).unwrap();
        assert_eq!(store.folders().unwrap(), [folder("c", "is:starred"), kept[1].clone()]);
        store.undo().unwrap();
        assert_eq!(store.folders().unwrap(), kept);
        store.drop_folder("b").unwrap();
        assert_eq!(store.folders().unwrap(), [kept[1].clone()]);
        store.undo().unwrap();
        assert_eq!(store.folders().unwrap(), kept);
        // Taking the first folder's name takes its place; both come back.
        store.keep_folder(&folder("b", "tag:x"), Some("a")).unwrap();
        assert_eq!(store.folders().unwrap(), [folder("b", "tag:x")]);
        store.undo().unwrap();
        assert_eq!(store.folders().unwrap(), kept);
    }
}
