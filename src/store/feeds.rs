//! The feeds that the reader follows, and how their last refresh went.

use crate::ingest::Folder;
use crate::store::changes::Turning;
use crate::store::feed_row::{COLUMNS, feed_of, insert_feed, keep_state, row_of_feed};
use crate::store::following::SourceChange;
use crate::store::{FeedState, FollowedFeed, Store, StoreError, feed_folders};
use rusqlite::OptionalExtension;

impl Store {
    /// The feeds, in the order they came.
    pub fn feeds(&self) -> Result<Vec<FollowedFeed>, StoreError> {
        let mut query = self.conn.prepare_cached(&format!("SELECT {COLUMNS} FROM feed ORDER BY n"))?;
        let rows = query.query_map([], feed_of)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The feed at an address, or the only one with this title.
    pub fn feed(&self, given: &str) -> Result<FollowedFeed, StoreError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM feed WHERE url = ?1 OR masked(url) = ?1 OR title = ?1 ORDER BY url <> ?1 LIMIT 2"
        );
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

    /// Follows feeds, as one act. Those that are followed already stay as they are. Gives how many are new.
    pub fn follow(&mut self, feeds: &[FollowedFeed]) -> Result<usize, StoreError> {
        self.follow_list(feeds, &[])
    }

    /// Follows the feeds of a list, and keeps what it says of their folders.
    pub fn follow_list(&mut self, feeds: &[FollowedFeed], folders: &[Folder]) -> Result<usize, StoreError> {
        self.in_transaction(|work, _| {
            let mut turning = Turning::default();
            for change in feed_folders::said(work, folders)? {
                turning.source(work, &SourceChange::Folder(change))?;
            }
            let mut new = Vec::new();
            for feed in feeds {
                if insert_feed(work, feed, None)? {
                    new.push(&feed.title);
                    turning.made(SourceChange::Leave { feed: work.last_insert_rowid(), away: true });
                }
            }
            let name = new.first().map(|title| title.as_str()).unwrap_or_default();
            turning.remember(work, &format!("following {}", one_or_many(name, new.len())))?;
            Ok(new.len())
        })
    }

    /// Changes names, folders and wishes of feeds, as one act.
    pub fn change_feeds(&mut self, feeds: &[FollowedFeed], label: &str) -> Result<(), StoreError> {
        self.move_feeds(feeds, &[], &[], label)
    }

    /// The same for the feeds of the folder `from`, which is to be the folder `to`.
    pub fn move_feeds(
        &mut self,
        feeds: &[FollowedFeed],
        from: &[String],
        to: &[String],
        label: &str,
    ) -> Result<(), StoreError> {
        self.in_transaction(|work, _| {
            let mut turning = Turning::default();
            for feed in feeds {
                let FollowedFeed { url, title, folder, settings, .. } = feed.clone();
                let feed = row_of_feed(work, &url)?;
                turning.source(work, &SourceChange::Wish { feed, title, folder, settings })?;
            }
            if !from.is_empty() {
                for change in feed_folders::moved(work, from, to)? {
                    turning.source(work, &SourceChange::Folder(change))?;
                }
            }
            turning.remember(work, label)
        })
    }

    /// Gives a feed the name that it has for itself. That is no act of the reader's.
    pub fn name_feed(&mut self, url: &str, title: &str) -> Result<(), StoreError> {
        let sql = "UPDATE feed SET title = ?2 WHERE url = ?1";
        self.in_transaction(|work, _| Ok(work.execute(sql, [url, title]).map(|_| ())?))
    }

    /// Follows feeds no longer, as one act. Their articles stay.
    pub fn unfollow(&mut self, urls: &[String]) -> Result<(), StoreError> {
        let name = match urls {
            [one] => self.feed(one)?.title,
            _ => String::new(),
        };
        self.in_transaction(|work, _| {
            let leave =
                |url: &String| Ok::<_, StoreError>(SourceChange::Leave { feed: row_of_feed(work, url)?, away: false });
            let mut turning = Turning::default();
            for change in urls.iter().map(leave) {
                turning.source(work, &change?)?;
            }
            turning.remember(work, &format!("unsubscribing from {}", one_or_many(&name, urls.len())))
        })
    }

    /// Keeps how a refresh went.
    pub fn keep_feed_state(&mut self, url: &str, state: &FeedState) -> Result<(), StoreError> {
        self.in_transaction(|work, _| keep_state(work, url, state))
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

/// A feed's name where it is one, else how many they are.
fn one_or_many(name: &str, count: usize) -> String {
    if count == 1 { name.to_owned() } else { format!("{count} feeds") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::FeedSettings;

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
        store.change_feeds(std::slice::from_ref(&one), "renaming").unwrap();
        assert_eq!(store.feed("Another").unwrap(), one);
    }

    #[test]
    fn a_name_of_two_is_not_guessed() {
        let mut store = Store::memory().unwrap();
        store.follow(&[feed("https://a.example/", "News"), feed("https://b.example/", "News")]).unwrap();
        assert!(matches!(store.feed("News"), Err(StoreError::Ambiguous { .. })));
        assert!(matches!(store.feed("Olds"), Err(StoreError::NoFeed(_))));
        store.unfollow(&["https://a.example/".into()]).unwrap();
        assert_eq!(store.feed("News").unwrap().url, "https://b.example/");
        assert!(matches!(store.unfollow(&["https://a.example/".into()]), Err(StoreError::NoFeed(_))));
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
