//! The feeds that the reader follows, and how their last refresh went.

use crate::store::{Store, StoreError};
use rusqlite::{OptionalExtension, Row, params};
use serde::{Deserialize, Serialize};

/// A feed that the reader follows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FollowedFeed {
    /// Its address; there is one feed to an address.
    pub url: String,
    /// Its name: the reader's, else its own.
    pub title: String,
    /// The folders it lies in, the outermost first.
    pub folder: Vec<String>,
    /// The reader's wishes for it.
    pub settings: FeedSettings,
    /// How it went last.
    pub state: FeedState,
}

/// The reader's wishes for one feed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FeedSettings {
    /// Minutes between two refreshes; the general setting where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interval: Option<u32>,
    /// Fetch the page of every entry, because the feed only has its beginning.
    #[serde(skip_serializing_if = "is_false")]
    pub full: bool,
    /// Headers to send to its server.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub headers: Vec<(String, String)>,
    /// Another name to go by.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_agent: Option<String>,
    /// Tags for its articles.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// The page it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// What a list of feeds said of it besides, kept for the next list.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub other: Vec<(String, String)>,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_false(value: &bool) -> bool {
    !value
}

/// How a feed's last refresh went. Times are RFC 3339 in UTC.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FeedState {
    /// What the server wants to be told next time.
    pub etag: Option<String>,
    /// What the server wants to be told next time.
    pub last_modified: Option<String>,
    /// When it was last asked.
    pub fetched: Option<String>,
    /// What went wrong, in the reader's words; none when all went well.
    pub trouble: Option<String>,
    /// Failures in a row.
    pub failures: u32,
    /// Not to be asked before.
    pub due: Option<String>,
}

const COLUMNS: &str = "url, title, folder, settings, etag, last_modified, fetched, outcome, failures, due";

impl Store {
    /// The feeds, in the order they came.
    pub fn feeds(&self) -> Result<Vec<FollowedFeed>, StoreError> {
        let mut query = self.conn.prepare_cached(&format!("SELECT {COLUMNS} FROM feed ORDER BY n"))?;
        let rows = query.query_map([], feed_of)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The feed at an address, or the only one with this title.
    pub fn feed(&self, given: &str) -> Result<FollowedFeed, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM feed WHERE url = ?1 OR title = ?1 ORDER BY url <> ?1 LIMIT 2");
        let mut query = self.conn.prepare_cached(&sql)?;
        let mut found = query.query_map([given], feed_of)?.collect::<Result<Vec<_>, _>>()?;
        match found.as_slice() {
            [] => Err(StoreError::NoFeed(given.to_owned())),
            [first, second] if first.url != given && second.url != given => {
                Err(StoreError::Ambiguous { given: given.to_owned(), count: 2 })
            }
            _ => Ok(found.swap_remove(0)),
        }
    }

    /// Follows feeds. Those that are followed already stay as they are. Gives how many are new.
    pub fn follow(&mut self, feeds: &[FollowedFeed]) -> Result<usize, StoreError> {
        self.in_transaction(|work, _| {
            let sql = "INSERT OR IGNORE INTO feed (url, title, folder, settings) VALUES (?1, ?2, ?3, ?4)";
            let mut insert = work.prepare_cached(sql)?;
            let mut new = 0;
            for feed in feeds {
                new += insert.execute(params![feed.url, feed.title, folder(feed)?, settings(feed)?])?;
            }
            Ok(new)
        })
    }

    /// Changes the name, the folder and the wishes of a feed.
    pub fn change_feed(&mut self, feed: &FollowedFeed) -> Result<(), StoreError> {
        let sql = "UPDATE feed SET title = ?2, folder = ?3, settings = ?4 WHERE url = ?1";
        self.in_transaction(|work, _| {
            let changed = work.execute(sql, params![feed.url, feed.title, folder(feed)?, settings(feed)?])?;
            if changed == 1 { Ok(()) } else { Err(StoreError::NoFeed(feed.url.clone())) }
        })
    }

    /// Follows a feed no longer. Its articles stay.
    pub fn unfollow(&mut self, url: &str) -> Result<(), StoreError> {
        self.in_transaction(|work, _| match work.execute("DELETE FROM feed WHERE url = ?1", [url])? {
            0 => Err(StoreError::NoFeed(url.to_owned())),
            _ => Ok(()),
        })
    }

    /// Keeps how a refresh went.
    pub fn keep_feed_state(&mut self, url: &str, state: &FeedState) -> Result<(), StoreError> {
        let sql = "UPDATE feed SET etag = ?2, last_modified = ?3, fetched = ?4, outcome = ?5, failures = ?6, due = ?7 \
                   WHERE url = ?1";
        self.in_transaction(|work, _| {
            let FeedState { etag, last_modified, fetched, trouble, failures, due } = state;
            work.execute(sql, params![url, etag, last_modified, fetched, trouble, failures, due])?;
            Ok(())
        })
    }

    /// A feed has moved for good. Where another is followed at the new address, nothing changes.
    pub fn move_feed(&mut self, from: &str, to: &str) -> Result<bool, StoreError> {
        let sql = "UPDATE OR IGNORE feed SET url = ?2 WHERE url = ?1";
        self.in_transaction(|work, _| Ok(work.execute(sql, [from, to])? == 1))
    }

    /// The row of a feed.
    pub(super) fn feed_row(&self, url: &str) -> Result<i64, StoreError> {
        let found = self.conn.query_row("SELECT n FROM feed WHERE url = ?1", [url], |row| row.get(0)).optional()?;
        found.ok_or_else(|| StoreError::NoFeed(url.to_owned()))
    }
}

fn folder(feed: &FollowedFeed) -> Result<Option<String>, StoreError> {
    (!feed.folder.is_empty()).then(|| json(&feed.folder)).transpose()
}

fn settings(feed: &FollowedFeed) -> Result<String, StoreError> {
    json(&feed.settings)
}

fn json(value: &impl Serialize) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|error| StoreError::Damaged { what: error.to_string() })
}

fn feed_of(row: &Row<'_>) -> rusqlite::Result<FollowedFeed> {
    let folder: Option<String> = row.get(2)?;
    let settings: String = row.get(3)?;
    Ok(FollowedFeed {
        url: row.get(0)?,
        title: row.get(1)?,
        folder: folder.and_then(|folder| serde_json::from_str(&folder).ok()).unwrap_or_default(),
        settings: serde_json::from_str(&settings).unwrap_or_default(),
        state: FeedState {
            etag: row.get(4)?,
            last_modified: row.get(5)?,
            fetched: row.get(6)?,
            trouble: row.get(7)?,
            failures: row.get(8)?,
            due: row.get(9)?,
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn feed(url: &str, title: &str) -> FollowedFeed {
        FollowedFeed { url: url.into(), title: title.into(), ..FollowedFeed::default() }
    }

    #[test]
    fn a_feed_is_followed_once_and_kept_whole() {
        let mut store = Store::memory().unwrap();
        let mut one = feed("https://a.example/", "A");
        one.folder = vec!["News".into(), "W/orld".into()];
        one.settings = FeedSettings {
            interval: Some(90),
            full: true,
            headers: vec![("X-Key".into(), "k".into())],
            other: vec![("category".into(), "/x".into())],
            ..FeedSettings::default()
        };
        assert_eq!(store.follow(&[one.clone(), feed("https://b.example/", "B"), one.clone()]).unwrap(), 2);
        assert_eq!(store.follow(std::slice::from_ref(&one)).unwrap(), 0);
        one.state = FeedState { etag: Some("\"v1\"".into()), failures: 2, ..FeedState::default() };
        store.keep_feed_state(&one.url, &one.state).unwrap();
        assert_eq!(store.feed("https://a.example/").unwrap(), one);
        one.title = "Another".into();
        store.change_feed(&one).unwrap();
        assert_eq!(store.feed("Another").unwrap(), one);
    }

    #[test]
    fn a_name_of_two_is_not_guessed() {
        let mut store = Store::memory().unwrap();
        store.follow(&[feed("https://a.example/", "News"), feed("https://b.example/", "News")]).unwrap();
        assert!(matches!(store.feed("News"), Err(StoreError::Ambiguous { .. })));
        assert!(matches!(store.feed("Olds"), Err(StoreError::NoFeed(_))));
        store.unfollow("https://a.example/").unwrap();
        assert_eq!(store.feed("News").unwrap().url, "https://b.example/");
        assert!(matches!(store.unfollow("https://a.example/"), Err(StoreError::NoFeed(_))));
    }

    #[test]
    fn a_move_never_makes_two_of_one() {
        let mut store = Store::memory().unwrap();
        store.follow(&[feed("https://a.example/", "A"), feed("https://b.example/", "B")]).unwrap();
        assert!(!store.move_feed("https://a.example/", "https://b.example/").unwrap());
        assert!(store.move_feed("https://a.example/", "https://c.example/").unwrap());
        assert_eq!(store.feed("A").unwrap().url, "https://c.example/");
    }
}
