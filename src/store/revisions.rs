//! The texts an article has had, and a new one that the reader asked for.

use crate::store::articles::{META, add_as, index, meta_of};
use crate::store::{Added, Store, StoreError};
use crate::text::{ArticleId, Body};
use rusqlite::{OptionalExtension, Row, Transaction, params};

/// A text that an article has, or had.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Revision {
    /// Its number, from 1 on.
    pub number: u32,
    /// When it came into the library, RFC 3339 in UTC.
    pub fetched: String,
    /// The SHA-256 of the text, in hexadecimal.
    pub text_sha256: String,
}

impl Store {
    /// The number of the text that the reader has read last, where the article has another one now.
    pub fn read_before(&self, id: &ArticleId) -> Result<Option<u32>, StoreError> {
        let (n, _) = self.live(id)?;
        let sql = "SELECT seen FROM article WHERE n = ?1 AND seen < revision";
        Ok(self.conn.prepare_cached(sql)?.query_row([n], |row| row.get(0)).optional()?)
    }

    /// The texts of an article, the oldest first.
    pub fn revisions(&self, id: &ArticleId) -> Result<Vec<Revision>, StoreError> {
        let (n, _) = self.live(id)?;
        let sql = "SELECT revision, fetched, text_sha256 FROM revision WHERE article = ?1 ORDER BY revision";
        let mut query = self.conn.prepare_cached(sql)?;
        let rows = query.query_map([n], |row| {
            Ok(Revision { number: row.get(0)?, fetched: row.get(1)?, text_sha256: row.get(2)? })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Gives an article another text: what its page says in full. What else is known of it stays.
    pub fn revise(&mut self, id: &ArticleId, body: &Body, fetched: &str) -> Result<Added, StoreError> {
        let (n, _) = self.live(id)?;
        let added = self.in_transaction(|work, taken| {
            let sql = format!("SELECT {}, identity FROM article WHERE n = ?1", META);
            let known = |row: &Row<'_>| Ok((meta_of(row)?, row.get::<_, String>(7)?));
            let (mut meta, identity) = work.query_row(&sql, [n], known)?;
            meta.fetched = fetched.to_owned();
            let (added, n) = add_as(work, taken, &meta, body, &identity)?;
            index(work, &[(n, &meta.title, body, added.outcome)])?;
            Ok(added)
        })?;
        self.flush_journal();
        Ok(added)
    }
}

/// Whether an article had this very text before, and has a longer one now: what a feed that gives only beginnings
/// says again after the full text was fetched.
pub(super) fn is_beginning(work: &Transaction<'_>, n: i64, text_sha256: &str) -> Result<bool, StoreError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM revision old JOIN revision new ON new.article = old.article \
               AND new.revision = (SELECT revision FROM article WHERE n = ?1) \
               WHERE old.article = ?1 AND old.text_sha256 = ?2 AND length(new.body) > length(old.body))";
    Ok(work.prepare_cached(sql)?.query_row(params![n, text_sha256], |row| row.get(0))?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::{Sort, parse};
    use crate::store::{FeedEntry, FollowedFeed, Outcome};
    use crate::text::{Change, Meta};

    #[test]
    fn what_changed_since_it_was_read_is_told() {
        let mut store = Store::memory().unwrap();
        let meta = Meta { url: Some("https://a.example/1".into()), ..Meta::default() };
        let id = store.add(&meta, &Body::verbatim("It cost 3 million.".into())).unwrap().id;
        let changed = |store: &Store| {
            let found = store.list(&parse("is:changed").unwrap(), Sort::Newest, 9, 0).unwrap();
            let not = store.list(&parse("-is:changed").unwrap(), Sort::Newest, 9, 0).unwrap();
            assert_eq!(found.len() + not.len(), 1);
            let sign = store.listing(&id).unwrap().changed;
            assert_eq!(sign, !found.is_empty());
            (sign, store.read_before(&id).unwrap())
        };
        let revise = |store: &mut Store, words: &str| {
            store.revise(&id, &Body::verbatim(words.into()), "2026-03-04T09:00:00Z").unwrap();
        };
        let read = |store: &mut Store| drop(store.settle(&[Change::Read(id.clone(), true)]).unwrap());
        // What was never read has not changed for the reader.
        revise(&mut store, "It cost 4 million.");
        assert_eq!(changed(&store), (false, None));
        read(&mut store);
        assert_eq!(changed(&store), (false, None));
        revise(&mut store, "It cost 5 million.");
        revise(&mut store, "It cost 6 million.");
        assert_eq!(changed(&store), (true, Some(2)));
        // It was read already, and is read again.
        read(&mut store);
        assert_eq!(changed(&store), (false, None));
    }

    #[test]
    fn a_feed_of_beginnings_does_not_take_the_full_text_back() {
        let mut store = Store::memory().unwrap();
        let feed = "https://a.example/feed";
        store.follow(&[FollowedFeed { url: feed.into(), title: "A".into(), ..FollowedFeed::default() }]).unwrap();
        let entry = |text: &str| FeedEntry {
            identity: "1".into(),
            meta: Meta { title: "One".into(), url: Some("https://a.example/1".into()), ..Meta::default() },
            body: Body::verbatim(text.into()),
        };
        let id = store.add_entries(feed, &[entry("It began …")]).unwrap().remove(0).id;
        let full = Body::verbatim("It began on Monday, and went on until the evening.".into());
        assert_eq!(store.revise(&id, &full, "2026-03-04T09:00:00Z").unwrap().outcome, Outcome::Revision);
        assert_eq!(store.add_entries(feed, &[entry("It began …")]).unwrap().remove(0).outcome, Outcome::Same);
        assert_eq!(store.article(&id).unwrap().body.text(), full.text());
        assert_eq!(store.add_entries(feed, &[entry("It ended.")]).unwrap().remove(0).outcome, Outcome::Revision);
        let revisions = store.revisions(&id).unwrap();
        assert_eq!(revisions.iter().map(|revision| revision.number).collect::<Vec<_>>(), [1, 2, 3]);
        assert_eq!(revisions.get(1).unwrap().fetched, "2026-03-04T09:00:00Z");
    }
}
