//! A feed as its row of the table holds it.

use crate::ingest::Subscription;
use crate::store::StoreError;
use rusqlite::{OptionalExtension, Row, Transaction, params};
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

impl FollowedFeed {
    /// Gives it another name.
    pub fn rename(&mut self, title: &str) {
        if self.title != title {
            Subscription::renamed(&mut self.settings.other);
            title.clone_into(&mut self.title);
        }
    }
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
    /// The page that named its address, where it was not the reader who did: it may not lead into one's own network.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub named: Option<String>,
    /// What a list of feeds said of it besides, kept for the next list.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub other: Vec<(String, String)>,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_false(value: &bool) -> bool {
    !value
}

/// How a feed's last refresh went. Times are RFC 3339 in UTC.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
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

/// The columns that [`feed_of`] reads.
pub(super) const COLUMNS: &str = "url, title, folder, settings, etag, last_modified, fetched, outcome, failures, due";

/// The row of the feed at an address.
pub(super) fn row_of_feed(work: &Transaction<'_>, url: &str) -> Result<i64, StoreError> {
    let mut query = work.prepare_cached("SELECT n FROM feed WHERE url = ?1")?;
    query.query_row([url], |row| row.get(0)).optional()?.ok_or_else(|| StoreError::NoFeed(url.to_owned()))
}

/// The feed in a row.
pub(super) fn feed_of_row(work: &Transaction<'_>, n: i64) -> Result<Option<FollowedFeed>, StoreError> {
    let mut query = work.prepare_cached(&format!("SELECT {COLUMNS} FROM feed WHERE n = ?1"))?;
    Ok(query.query_row([n], feed_of).optional()?)
}

/// Puts a feed into a row, or the next; false where its address is followed already.
pub(super) fn insert_feed(work: &Transaction<'_>, feed: &FollowedFeed, n: Option<i64>) -> Result<bool, StoreError> {
    let sql = "INSERT OR IGNORE INTO feed (n, url, title, folder, settings) VALUES (?1, ?2, ?3, ?4, ?5)";
    let folder = (!feed.folder.is_empty()).then(|| json(&feed.folder)).transpose()?;
    let row = params![n, feed.url, feed.title, folder, json(&feed.settings)?];
    Ok(work.prepare_cached(sql)?.execute(row)? == 1)
}

/// Writes a value as the tables hold it.
pub(super) fn json(value: &(impl Serialize + ?Sized)) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|error| StoreError::Damaged { what: error.to_string() })
}

/// The feed in a row of [`COLUMNS`].
pub(super) fn feed_of(row: &Row<'_>) -> rusqlite::Result<FollowedFeed> {
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

/// Keeps how a refresh went.
pub(super) fn keep_state(work: &Transaction<'_>, url: &str, state: &FeedState) -> Result<(), StoreError> {
    let sql = "UPDATE feed SET etag = ?2, last_modified = ?3, fetched = ?4, outcome = ?5, failures = ?6, due = ?7 \
               WHERE url = ?1";
    let FeedState { etag, last_modified, fetched, trouble, failures, due } = state;
    work.prepare_cached(sql)?.execute(params![url, etag, last_modified, fetched, trouble, failures, due])?;
    Ok(())
}
