//! Where articles come from, as the tree beside the list shows it: with counts that are kept, not counted.

use crate::query::{Field, Query, Words};
use crate::store::{Counts, SmartFolder, Store, StoreError};
use std::collections::{BTreeMap, BTreeSet};

/// What the tree of sources shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources {
    /// How many of what the library holds.
    pub counts: Counts,
    /// The feeds, by folder and name.
    pub feeds: Vec<FeedRow>,
    /// The unread articles of each folder of feeds; what lies in its own folders counts too.
    pub in_folders: BTreeMap<Vec<String>, u64>,
    /// The queries kept as folders, in the reader's order.
    pub folders: Vec<SmartFolder>,
}

/// A feed as the tree shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FeedRow {
    /// Its address.
    pub url: String,
    /// Its name; its address where it has none.
    pub title: String,
    /// The folders it lies in, the outermost first.
    pub folder: Vec<String>,
    /// Its articles that were not opened yet, as a list of them shows them.
    pub unread: u64,
    /// What went wrong when it was last asked, in the reader's words.
    pub trouble: Option<String>,
    /// When it was last asked, RFC 3339 in UTC.
    pub fetched: Option<String>,
}

impl FeedRow {
    /// The query for its articles.
    pub fn query(&self) -> Query {
        Query::In(Field::Feed, Words { text: self.url.clone(), open: false, quoted: true })
    }
}

impl Store {
    /// Feeds, kept queries and counts. Costs the same with any number of articles.
    pub fn sources(&self) -> Result<Sources, StoreError> {
        let sql = "SELECT url, title, folder, unread, outcome, fetched FROM feed";
        let mut query = self.conn.prepare_cached(sql)?;
        let rows = query.query_map([], |row| {
            let (url, title): (String, String) = (row.get(0)?, row.get(1)?);
            let folder: Option<String> = row.get(2)?;
            let unread: i64 = row.get(3)?;
            Ok(FeedRow {
                title: if title.is_empty() { url.clone() } else { title },
                url,
                folder: folder.and_then(|folder| serde_json::from_str(&folder).ok()).unwrap_or_default(),
                unread: u64::try_from(unread).unwrap_or_default(),
                trouble: row.get(4)?,
                fetched: row.get(5)?,
            })
        })?;
        let mut feeds = rows.collect::<Result<Vec<FeedRow>, _>>()?;
        feeds.sort_by_cached_key(|feed| (feed.folder.clone(), feed.title.to_lowercase()));
        let unread = self.unread_of(&feeds)?;
        let paths: BTreeSet<&[String]> = feeds
            .iter()
            .flat_map(|feed| (1..=feed.folder.len()).filter_map(|depth| feed.folder.get(..depth)))
            .collect();
        let within = |path: &&[String]| unread.of(feeds.iter().filter(|feed| feed.folder.starts_with(path)));
        let in_folders = paths.iter().map(|path| (path.to_vec(), within(path))).collect();
        feeds.iter_mut().for_each(|feed| feed.unread = unread.of([&*feed]));
        Ok(Sources { counts: self.counts()?, feeds, in_folders, folders: self.folders()? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::Sort;
    use crate::store::{FeedEntry, FollowedFeed};
    use crate::text::{Body, Change, Meta};

    fn entry(identity: &str) -> FeedEntry {
        let meta = Meta { title: identity.into(), ..Meta::default() };
        FeedEntry { identity: identity.into(), meta, body: Body::verbatim(identity.into()) }
    }

    fn unread(store: &Store) -> Vec<(String, u64)> {
        store.sources().unwrap().feeds.into_iter().map(|feed| (feed.title, feed.unread)).collect()
    }

    #[test]
    fn unread_articles_of_feeds_are_kept_count_of() {
        let mut store = Store::memory().unwrap();
        let feed = |url: &str, title: &str, folder: &[&str]| FollowedFeed {
            url: url.into(),
            title: title.into(),
            folder: folder.iter().map(|name| (*name).to_owned()).collect(),
            ..FollowedFeed::default()
        };
        let (one, two) = ("https://a.example/Feed", "https://a.example/Feed2");
        store.follow(&[feed(one, "Herald", &["World"]), feed(two, "", &[])]).unwrap();
        let added = store.add_entries(one, &[entry("a"), entry("b"), entry("c")]).unwrap();
        store.add_entries(one, &[entry("a"), entry("b")]).unwrap();
        store.add_entries(two, &[entry("d")]).unwrap();
        assert_eq!(unread(&store), [(two.to_owned(), 1), ("Herald".to_owned(), 3)]);
        let acts = [Change::Read(added[0].id.clone(), true), Change::Remove(added[1].id.clone())];
        store.apply(&acts, "both").unwrap();
        assert_eq!(unread(&store)[1].1, 1);
        store.undo().unwrap();
        assert_eq!(unread(&store)[1].1, 3);
        // An address is one feed, whatever other addresses begin with it.
        let row = &store.sources().unwrap().feeds[1];
        assert_eq!(store.list(&row.query(), Sort::Newest, 9, 0).unwrap().len(), 3);
        store.unfollow(&[one.to_owned()]).unwrap();
        store.apply(&[Change::Read(added[2].id.clone(), true)], "read").unwrap();
        assert_eq!(unread(&store), [(two.to_owned(), 1)]);
    }

    /// A number in the tree is the length of the list behind it.
    #[test]
    fn the_tree_counts_what_its_lists_show() {
        let mut store = Store::memory().unwrap();
        let feed = |url: &str, folder: &[&str]| FollowedFeed {
            url: url.into(),
            title: url.into(),
            folder: folder.iter().map(|name| (*name).to_owned()).collect(),
            ..FollowedFeed::default()
        };
        let urls = ["https://a.example/f", "https://b.example/f", "https://c.example/f"];
        let folders = [&["News"][..], &["News", "Wire"], &[]];
        let feeds: Vec<FollowedFeed> = urls.iter().zip(folders).map(|(url, folder)| feed(url, folder)).collect();
        store.follow(&feeds).unwrap();
        // The same story from three outlets, twice from the second feed; an article that two feeds have; one of its own.
        let text =
            |number: usize| (0..200).map(|n| format!("w{} ", (n * n + number * 1000) % 9973)).collect::<String>();
        let copy = |outlet: &str| {
            let url = Some(format!("https://{outlet}.example/story"));
            let meta = Meta { title: outlet.into(), outlet: Some(outlet.into()), url, ..Meta::default() };
            FeedEntry { identity: outlet.into(), meta, body: Body::verbatim(text(1)) }
        };
        let shared = |identity: &str| {
            let meta = Meta { url: Some("https://s.example/1".into()), ..entry("shared").meta };
            FeedEntry { identity: identity.into(), meta, body: Body::verbatim("shared".into()) }
        };
        store.add_entries(urls[0], &[copy("herald"), shared("x"), entry("own")]).unwrap();
        store.add_entries(urls[1], &[copy("courier"), copy("post"), shared("y")]).unwrap();
        store.add_entries(urls[2], &[copy("gazette")]).unwrap();
        for read in ["", "shared", "herald"] {
            let id = store.every(&crate::query::Query::All).unwrap().into_iter().find(|listing| listing.title == read);
            id.into_iter().for_each(|listing| drop(store.apply(&[Change::Read(listing.id, true)], "read").unwrap()));
            let sources = store.sources().unwrap();
            let listed = |query: &str| {
                let query = crate::query::parse(&format!("is:unread {query}")).unwrap();
                let listed = store.list(&query, Sort::Newest, 99, 0).unwrap().len() as u64;
                assert_eq!(store.count(&query).unwrap(), listed, "{query}");
                listed
            };
            assert_eq!(sources.counts.unread, listed(""), "after {read:?}");
            for feed in &sources.feeds {
                assert_eq!(feed.unread, listed(&format!("feed:\"{}\"", feed.url)), "{} after {read:?}", feed.url);
            }
            for (path, unread) in &sources.in_folders {
                assert_eq!(*unread, listed(&format!("folder:\"{}\"", path.join("/"))), "{path:?} after {read:?}");
            }
        }
    }
}
