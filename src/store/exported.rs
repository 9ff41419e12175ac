//! What was exported where, so that an export replaces its own files and no others.

use crate::store::{Store, StoreError};
use rusqlite::{OptionalExtension, params};

/// A file that an export was written to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Footprint {
    /// Its absolute path, links followed.
    pub path: String,
    /// The format's name.
    pub format: String,
    /// The query, as it is printed.
    pub query: String,
    /// The hash of what was written there as ours.
    pub sha256: String,
    /// The hash of what stood there before that, where it was ours.
    pub earlier: Option<String>,
}

impl Store {
    /// What was exported to a path.
    pub fn footprint(&self, path: &str) -> Result<Option<Footprint>, StoreError> {
        let sql = "SELECT path, format, query, sha256, earlier FROM exported WHERE path = ?1";
        let found = self.conn.prepare_cached(sql)?.query_row([path], |row| {
            Ok(Footprint {
                path: row.get("path")?,
                format: row.get("format")?,
                query: row.get("query")?,
                sha256: row.get("sha256")?,
                earlier: row.get("earlier")?,
            })
        });
        Ok(found.optional()?)
    }

    /// Remembers what is about to be written where.
    pub fn remember_exports<'f>(&mut self, files: impl IntoIterator<Item = &'f Footprint>) -> Result<(), StoreError> {
        self.in_transaction(|work, _| {
            let sql =
                "INSERT OR REPLACE INTO exported (path, format, query, sha256, earlier) VALUES (?1, ?2, ?3, ?4, ?5)";
            let mut insert = work.prepare_cached(sql)?;
            for Footprint { path, format, query, sha256, earlier } in files {
                insert.execute(params![path, format, query, sha256, earlier])?;
            }
            Ok(())
        })
    }
}
