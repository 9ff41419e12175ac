//! The feeds and smart folders that can still be read of a damaged library, and their way into the new one.

use crate::store::feed_row::{COLUMNS, feed_of, insert_feed, keep_state};
use crate::store::salvage::rows_of;
use crate::store::{FollowedFeed, StoreError};
use rusqlite::{Connection, Transaction, params};
use std::collections::BTreeMap;
use url::Url;

/// What the reader follows and keeps.
#[derive(Debug, Default)]
pub struct Sources {
    /// Feeds by their row.
    pub feeds: Vec<(i64, FollowedFeed)>,
    entries: Vec<Entry>,
    /// Name and query.
    pub smart_folders: Vec<(String, String)>,
}

/// What a feed has brought: an entry that is known is not brought again.
#[derive(Debug)]
struct Entry {
    feed: i64,
    identity: String,
    /// The name of its article.
    article: Option<String>,
    seen: String,
    /// The feed has it too, and did not bring it.
    also: bool,
}

impl Sources {
    /// Reads what is there; `articles` are the names of those whose rows could be read.
    pub fn read(conn: &Connection, articles: &BTreeMap<i64, String>, bad_rows: &mut usize) -> Self {
        let columns = format!("{COLUMNS}, n");
        let feeds = rows_of(conn, "feed", &columns, bad_rows, |row| Ok((row.get(10)?, feed_of(row)?)));
        let feeds: Vec<(i64, FollowedFeed)> =
            feeds.into_iter().filter(|(_, feed)| Url::parse(&feed.url).is_ok()).collect();
        let mut entries = Vec::new();
        // Older libraries do not say it.
        let also = if conn.prepare("SELECT also FROM entry").is_ok() { "also" } else { "0" };
        each(conn, &format!("SELECT feed, identity, article, seen, {also} FROM entry"), |row| {
            let article: Option<i64> = row.get(2)?;
            let article = article.and_then(|n| articles.get(&n).cloned());
            let (feed, identity) = (row.get(0)?, row.get(1)?);
            entries.push(Entry { feed, identity, article, seen: row.get(3)?, also: row.get(4)? });
            Ok(())
        });
        let mut smart_folders = Vec::new();
        each(conn, "SELECT name, query FROM smart_folder ORDER BY position", |row| {
            smart_folders.push((row.get(0)?, row.get(1)?));
            Ok(())
        });
        Self { feeds, entries, smart_folders }
    }

    /// Puts them into a new library that holds its articles already.
    pub fn write(&self, work: &Transaction<'_>) -> Result<(), StoreError> {
        for (n, feed) in &self.feeds {
            if insert_feed(work, feed, Some(*n))? {
                keep_state(work, &feed.url, &feed.state)?;
            }
        }
        let sql = "INSERT OR IGNORE INTO entry (feed, identity, article, seen, also) \
                   SELECT ?1, ?2, (SELECT n FROM article WHERE id = ?3), ?4, ?5 WHERE ?1 IN (SELECT n FROM feed)";
        for Entry { feed, identity, article, seen, also } in &self.entries {
            work.prepare_cached(sql)?.execute(params![feed, identity, article, seen, also])?;
        }
        let sql = "INSERT OR IGNORE INTO smart_folder (name, query, position) VALUES (?1, ?2, ?3)";
        for (position, (name, query)) in (0_i64..).zip(&self.smart_folders) {
            work.prepare_cached(sql)?.execute(params![name, query, position])?;
        }
        Ok(())
    }
}

/// Reads the rows of a query as far as they can be read.
fn each(conn: &Connection, sql: &str, mut take: impl FnMut(&rusqlite::Row<'_>) -> rusqlite::Result<()>) {
    let Ok(mut query) = conn.prepare(sql) else { return };
    let Ok(mut rows) = query.query([]) else { return };
    while let Ok(Some(row)) = rows.next() {
        // A row of the wrong shape is damaged; the next may be sound.
        let _ = take(row);
    }
}
