//! Feeds and their entries.

use crate::store::articles::row_of;
use crate::store::library::now;
use crate::store::{Store, StoreError};
use crate::text::ArticleId;
use rusqlite::{OptionalExtension, Row, params};

/// A feed the reader follows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Feed {
    /// Its address, which is its name here.
    pub url: String,
    /// Its title.
    pub title: String,
    /// The folder it stands in, `a/b` for a folder in a folder.
    pub folder: Option<String>,
    /// The reader's settings for it, a JSON object whose meaning is the caller's.
    pub settings: String,
    /// What the server called its last answer.
    pub etag: Option<String>,
    /// When the server says it last changed.
    pub last_modified: Option<String>,
    /// When it was last asked, RFC 3339 in UTC.
    pub fetched: Option<String>,
    /// What went wrong the last time; nothing where it went well.
    pub outcome: Option<String>,
    /// How often in a row it went wrong.
    pub failures: u32,
    /// When it is to be asked again, RFC 3339 in UTC.
    pub due: Option<String>,
}

const FEED: &str = "url, title, folder, settings, etag, last_modified, fetched, outcome, failures, due";

impl Store {
    /// Follows a feed, or keeps what is new about one: whatever is in `feed` holds.
    pub fn keep_feed(&mut self, feed: &Feed) -> Result<(), StoreError> {
        self.keep_feeds(std::slice::from_ref(feed))
    }

    /// The same for many at once.
    pub fn keep_feeds(&mut self, feeds: &[Feed]) -> Result<(), StoreError> {
        self.in_transaction(|work, _| {
            let sql = format!(
                "INSERT INTO feed ({FEED}) VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10) ON CONFLICT (url) DO UPDATE SET \
                 title = ?2, folder = ?3, settings = ?4, etag = ?5, last_modified = ?6, fetched = ?7, outcome = ?8, \
                 failures = ?9, due = ?10"
            );
            let mut keep = work.prepare_cached(&sql)?;
            for feed in feeds {
                let settings = if feed.settings.is_empty() { "{}" } else { &feed.settings };
                keep.execute(params![
                    feed.url,
                    feed.title,
                    feed.folder,
                    settings,
                    feed.etag,
                    feed.last_modified,
                    feed.fetched,
                    feed.outcome,
                    feed.failures,
                    feed.due,
                ])?;
            }
            Ok(())
        })
    }

    /// Follows a feed no more. Its articles stay.
    pub fn drop_feed(&mut self, url: &str) -> Result<(), StoreError> {
        self.in_transaction(|work, _| match work.execute("DELETE FROM feed WHERE url = ?1", [url])? {
            0 => Err(StoreError::NoFeed(url.to_owned())),
            _ => Ok(()),
        })
    }

    /// The feeds by folder and title.
    pub fn feeds(&self) -> Result<Vec<Feed>, StoreError> {
        let sql = format!("SELECT {FEED} FROM feed ORDER BY folder COLLATE NOCASE, title COLLATE NOCASE, url");
        let mut query = self.conn.prepare_cached(&sql)?;
        Ok(query.query_map([], feed)?.collect::<Result<_, _>>()?)
    }

    /// One feed.
    pub fn feed(&self, url: &str) -> Result<Feed, StoreError> {
        let sql = format!("SELECT {FEED} FROM feed WHERE url = ?1");
        let found = self.conn.prepare_cached(&sql)?.query_row([url], feed).optional()?;
        found.ok_or_else(|| StoreError::NoFeed(url.to_owned()))
    }

    /// The feeds that are to be asked at `moment` (RFC 3339 in UTC): never asked, or due.
    pub fn due_feeds(&self, moment: &str) -> Result<Vec<Feed>, StoreError> {
        let sql = format!("SELECT {FEED} FROM feed WHERE due IS NULL OR due <= ?1 ORDER BY due");
        let mut query = self.conn.prepare_cached(&sql)?;
        Ok(query.query_map([moment], feed)?.collect::<Result<_, _>>()?)
    }

    /// The article that an entry of a feed became. `identity` is its guid, else its link, else a hash of it; the same
    /// in two feeds is two entries.
    pub fn entry(&self, feed: &str, identity: &str) -> Result<Option<ArticleId>, StoreError> {
        let sql = "SELECT a.id FROM entry e JOIN feed f ON f.n = e.feed JOIN article a ON a.n = e.article \
                   WHERE f.url = ?1 AND e.identity = ?2";
        let found = self.conn.prepare_cached(sql)?.query_row([feed, identity], |row| row.get(0)).optional()?;
        Ok(found.map(ArticleId))
    }

    /// Keeps which articles the entries of a feed became: pairs of identity and article.
    pub fn keep_entries(&mut self, feed: &str, entries: &[(String, ArticleId)]) -> Result<(), StoreError> {
        self.in_transaction(|work, _| {
            let sql = "SELECT n FROM feed WHERE url = ?1";
            let n: Option<i64> = work.prepare_cached(sql)?.query_row([feed], |row| row.get(0)).optional()?;
            let n = n.ok_or_else(|| StoreError::NoFeed(feed.to_owned()))?;
            let seen = now();
            for (identity, article) in entries {
                let article = row_of(work, article)?;
                let sql = "INSERT INTO entry (feed, identity, article, seen) VALUES (?1, ?2, ?3, ?4) \
                           ON CONFLICT DO UPDATE SET article = ?3, seen = ?4";
                work.prepare_cached(sql)?.execute(params![n, identity, article, seen])?;
            }
            Ok(())
        })
    }
}

fn feed(row: &Row<'_>) -> rusqlite::Result<Feed> {
    Ok(Feed {
        url: row.get(0)?,
        title: row.get(1)?,
        folder: row.get(2)?,
        settings: row.get(3)?,
        etag: row.get(4)?,
        last_modified: row.get(5)?,
        fetched: row.get(6)?,
        outcome: row.get(7)?,
        failures: row.get(8)?,
        due: row.get(9)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::{Query, parse};
    use crate::store::sample::add;

    #[test]
    fn feeds_come_and_go_and_articles_stay() {
        let mut store = Store::memory().unwrap();
        let id = add(&mut store, "one", "2026-03-04", "One.").id;
        let feed = |name: &str, due: Option<&str>| Feed {
            url: format!("https://{name}.example/feed"),
            title: name.into(),
            settings: "{}".into(),
            due: due.map(String::from),
            ..Feed::default()
        };
        store.keep_feeds(&[feed("b", None), feed("a", Some("2026-03-04T10:00:00Z"))]).unwrap();
        store.keep_feed(&Feed { failures: 2, ..feed("b", Some("2026-03-05T10:00:00Z")) }).unwrap();
        assert_eq!(store.feeds().unwrap().iter().map(|feed| feed.title.as_str()).collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(store.due_feeds("2026-03-04T12:00:00Z").unwrap(), [feed("a", Some("2026-03-04T10:00:00Z"))]);
        let url = feed("a", None).url;
        store.keep_entries(&url, &[("guid 1".into(), id.clone())]).unwrap();
        assert_eq!(store.entry(&url, "guid 1").unwrap(), Some(id));
        assert_eq!(store.entry(&feed("b", None).url, "guid 1").unwrap(), None);
        assert_eq!(store.count(&parse("feed:a.example").unwrap()).unwrap(), 1);
        store.drop_feed(&url).unwrap();
        assert!(matches!(store.drop_feed(&url), Err(StoreError::NoFeed(_))));
        assert_eq!(store.count(&Query::All).unwrap(), 1);
        assert_eq!(store.count(&parse("feed:a").unwrap()).unwrap(), 0);
    }
}
