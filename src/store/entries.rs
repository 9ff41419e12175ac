//! What feeds bring: entries into articles.

use crate::store::articles::{add_as, body_of, index};
use crate::store::authority::{Holder, holder, second, sign, take_over};
use crate::store::identity::identity;
use crate::store::library::now;
use crate::store::place::Taken;
use crate::store::revisions::is_beginning;
use crate::store::{Added, Outcome, Store, StoreError, part};
use crate::text::{ArticleId, Body, Meta};
use rusqlite::{OptionalExtension, Transaction, params};
use std::collections::HashSet;

/// An entry of a feed, made an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FeedEntry {
    /// What the feed knows it by: its `guid`, else its link, else a hash of its text.
    pub identity: String,
    /// What is known about it.
    pub meta: Meta,
    /// Its text.
    pub body: Body,
}

/// What the library knows of an entry.
struct Known {
    article: i64,
    id: String,
    removed: bool,
    text_sha256: String,
    /// The feed has it too, and did not bring it.
    also: bool,
}

impl Store {
    /// Takes in what a feed brought, in one transaction, in the order given. An article that the reader removed stays
    /// removed; one that comes with another text is a new revision.
    ///
    /// A page is known by its address before it is known by its `guid`: feeds that hand a `guid` to another story move
    /// no note.
    pub fn add_entries(&mut self, feed: &str, entries: &[FeedEntry]) -> Result<Vec<Added>, StoreError> {
        let tags = self.feed(feed)?.settings.tags;
        let row = self.feed_row(feed)?;
        let added = self.in_transaction(|work, taken| {
            let mut added = Vec::with_capacity(entries.len());
            let mut indexed = Vec::with_capacity(entries.len());
            for entry in entries {
                let (one, n) = add_entry(work, taken, (row, feed), entry)?;
                if one.outcome == Outcome::New {
                    tag(work, n, &tags)?;
                }
                indexed.push((n, &entry.meta.title, &entry.body, one.outcome));
                added.push(one);
            }
            indexed.sort_by_key(|(n, ..)| *n);
            // The same article twice in one feed: the index wants its last text only.
            indexed.reverse();
            indexed.dedup_by_key(|(n, ..)| *n);
            indexed.reverse();
            index(work, &indexed)?;
            Ok(added)
        })?;
        self.flush_journal();
        Ok(added)
    }

    /// The addresses of the feeds that brought an article.
    pub fn feeds_of(&self, id: &ArticleId) -> Result<Vec<String>, StoreError> {
        let sql = "SELECT DISTINCT f.url FROM entry e JOIN feed f ON f.n = e.feed WHERE e.article = ?1 ORDER BY f.n";
        let mut query = self.conn.prepare_cached(sql)?;
        let (n, _) = self.live(id)?;
        Ok(query.query_map([n], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }

    /// What a feed's entries are known by.
    pub fn known_entries(&self, feed: &str) -> Result<HashSet<String>, StoreError> {
        let mut query = self.conn.prepare_cached("SELECT identity FROM entry WHERE feed = ?1")?;
        let rows = query.query_map([self.feed_row(feed)?], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

fn add_entry(
    work: &Transaction<'_>,
    taken: &mut Taken,
    feed: (i64, &str),
    entry: &FeedEntry,
) -> Result<(Added, i64), StoreError> {
    let before = known(work, feed.0, &entry.identity)?;
    let same = before.as_ref().is_some_and(|known| known.removed || known.text_sha256 == entry.body.sha256());
    let known = match before {
        Some(known) if same || is_beginning(work, known.article, &entry.body.sha256())? => known,
        before => return add_words(work, taken, feed, entry, before.as_ref()),
    };
    see(work, feed.0, &entry.identity, known.article, known.also)?;
    Ok((Added { id: ArticleId(known.id), outcome: Outcome::Same }, known.article))
}

/// Takes in words that the feed did not bring before: a new article, another text of one where the feed may change it, or
/// a second article at its address.
fn add_words(
    work: &Transaction<'_>,
    taken: &mut Taken,
    (feed, address): (i64, &str),
    entry: &FeedEntry,
    before: Option<&Known>,
) -> Result<(Added, i64), StoreError> {
    let identity = match &entry.meta.url {
        Some(_) => identity(&entry.meta, &entry.body.sha256()),
        None => format!("feed:{feed}:{}", entry.identity),
    };
    let Some(there) = holder(work, &identity)? else {
        let (added, n) = add_as(work, taken, &entry.meta, &entry.body, &identity)?;
        see(work, feed, &entry.identity, n, false)?;
        return Ok((added, n));
    };
    let kept = |id: String| Added { id: ArticleId(id), outcome: Outcome::Same };
    let brought = before.is_some_and(|known| known.article == there.article && !known.also);
    let own = there.is_own(address);
    if there.removed {
        // Whoever brings it: what the reader removed stays removed.
        see(work, feed, &entry.identity, there.article, !brought)?;
        return Ok((kept(there.id), there.article));
    }
    if entry.meta.url.is_some() && !brought && !own && !there.is_stand_in(work)? && !there.names(work, address)? {
        if there.says(work, &entry.body)? {
            see(work, feed, &entry.identity, there.article, true)?;
            return Ok((kept(there.id), there.article));
        }
        let second = second(&identity, &format!("feed:{feed}"));
        let (added, n) = add_as(work, taken, &entry.meta, &entry.body, &second)?;
        sign(work, n)?;
        see(work, feed, &entry.identity, n, false)?;
        return Ok((added, n));
    }
    // What strangers brought is not its text, however long it is.
    let heals = own && !there.page && there.is_from_strangers(work)?;
    if own {
        take_over(work, there.article, feed)?;
    }
    see(work, feed, &entry.identity, there.article, false)?;
    if !heals && is_shorter(work, entry, &there, before)? {
        return Ok((kept(there.id), there.article));
    }
    let (added, n) = add_as(work, taken, &entry.meta, &entry.body, &identity)?;
    if added.outcome == Outcome::Revision {
        part::keep_place(work, n, address)?;
    }
    Ok((added, n))
}

/// Whether the library has more of an article than the entry gives: a text taken from its page or brought by another feed.
fn is_shorter(
    work: &Transaction<'_>,
    entry: &FeedEntry,
    there: &Holder,
    before: Option<&Known>,
) -> Result<bool, StoreError> {
    let elsewhere = there.page || before.is_none_or(|known| known.article != there.article);
    Ok(elsewhere && entry.body.text().len() < body_of(work, there.article, there.revision)?.text().len())
}

fn known(work: &Transaction<'_>, feed: i64, identity: &str) -> Result<Option<Known>, StoreError> {
    let sql = "SELECT a.n, a.id, a.removed, r.text_sha256, e.also FROM entry e JOIN article a ON a.n = e.article \
               JOIN revision r ON r.article = a.n AND r.revision = a.revision WHERE e.feed = ?1 AND e.identity = ?2";
    let found = work.prepare_cached(sql)?.query_row(params![feed, identity], |row| {
        Ok(Known {
            article: row.get(0)?,
            id: row.get(1)?,
            removed: row.get(2)?,
            text_sha256: row.get(3)?,
            also: row.get(4)?,
        })
    });
    Ok(found.optional()?)
}

fn tag(work: &Transaction<'_>, article: i64, tags: &[String]) -> Result<(), StoreError> {
    for tag in tags {
        work.execute("INSERT OR IGNORE INTO article_tag (article, tag) VALUES (?1, ?2)", params![article, tag])?;
    }
    Ok(())
}

fn see(work: &Transaction<'_>, feed: i64, identity: &str, article: i64, also: bool) -> Result<(), StoreError> {
    let sql = "INSERT INTO entry (feed, identity, article, seen, also) VALUES (?1, ?2, ?3, ?4, ?5) \
               ON CONFLICT (feed, identity) DO UPDATE SET article = ?3, seen = ?4, also = ?5";
    work.prepare_cached(sql)?.execute(params![feed, identity, article, now(), also])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::{Query, parse};
    use crate::store::FollowedFeed;
    use crate::store::sample::note;
    use crate::text::Change;

    const FEED: &str = "https://a.example/feed";

    fn store() -> Store {
        let mut store = Store::memory().unwrap();
        let feed = |url: &str, title: &str| FollowedFeed { url: url.into(), title: title.into(), ..Default::default() };
        store.follow(&[feed(FEED, "Herald"), feed("https://b.example/feed", "Courier")]).unwrap();
        store
    }

    fn entry(identity: &str, url: Option<&str>, text: &str) -> FeedEntry {
        let meta = Meta { title: text.into(), url: url.map(Into::into), ..Meta::default() };
        FeedEntry { identity: identity.into(), meta, body: Body::verbatim(text.into()) }
    }

    fn outcomes(store: &mut Store, entries: &[FeedEntry]) -> Vec<Outcome> {
        store.add_entries(FEED, entries).unwrap().into_iter().map(|added| added.outcome).collect()
    }

    #[test]
    fn entries_come_once_and_change() {
        let mut store = store();
        let page = Some("https://a.example/1");
        assert_eq!(outcomes(&mut store, &[entry("g1", page, "One."), entry("g2", None, "Two.")]), [Outcome::New; 2]);
        assert_eq!(outcomes(&mut store, &[entry("g1", page, "One."), entry("g2", None, "Two.")]), [Outcome::Same; 2]);
        let changed = [entry("g1", page, "One and more."), entry("g2", None, "Two and more.")];
        assert_eq!(outcomes(&mut store, &changed), [Outcome::Revision; 2]);
        assert_eq!(store.count(&Query::All).unwrap(), 2);
        assert_eq!(store.count(&parse("feed:Herald").unwrap()).unwrap(), 2);
    }

    #[test]
    fn a_beginning_takes_no_fuller_text_away() {
        let mut store = store();
        let page = Some("https://a.example/1");
        let text = |store: &Store, id: &ArticleId| store.article(id).unwrap().body.text().to_owned();
        // The page was read first; then a feed gives how it begins, and later how it begins otherwise.
        let read = entry("", page, "The river rose by a metre, the office said.");
        let id = store.add(&read.meta, &read.body).unwrap().id;
        let source = crate::ingest::Source { bytes: b"<html>".to_vec(), ..Default::default() };
        store.keep_page(&id, &source).unwrap();
        for teaser in ["The river rose …", "River rises …"] {
            assert_eq!(outcomes(&mut store, &[entry("g1", page, teaser)]), [Outcome::Same]);
        }
        assert_eq!(text(&store, &id), read.body.text());
        assert_eq!(store.count(&parse("feed:Herald").unwrap()).unwrap(), 1);
        // What a feed itself gave it can take back.
        let two = Some("https://a.example/2");
        store.add_entries(FEED, &[entry("g2", two, "The minister lied, says the report.")]).unwrap();
        assert_eq!(outcomes(&mut store, &[entry("g2", two, "Withdrawn.")]), [Outcome::Revision]);
        // A name handed on to a shorter story is that story.
        assert_eq!(outcomes(&mut store, &[entry("g1", Some("https://a.example/3"), "Rain.")]), [Outcome::New]);
    }

    #[test]
    fn what_was_removed_no_other_feed_brings_back() {
        let mut store = store();
        let page = Some("https://a.example/1");
        let id = store.add_entries(FEED, &[entry("g1", page, "One.")]).unwrap()[0].id.clone();
        store.apply(&[Change::Remove(id)], "remove").unwrap();
        let there = store.add_entries("https://b.example/feed", &[entry("h1", page, "One, and more.")]).unwrap();
        assert_eq!((there[0].outcome, store.count(&Query::All).unwrap()), (Outcome::Same, 0));
    }

    #[test]
    fn the_same_guid_in_two_feeds_moves_nothing() {
        let mut store = store();
        store.add_entries(FEED, &[entry("1", None, "Here.")]).unwrap();
        let there = store.add_entries("https://b.example/feed", &[entry("1", None, "There.")]).unwrap();
        assert_eq!(there[0].outcome, Outcome::New);
        assert_eq!(store.count(&Query::All).unwrap(), 2);
    }

    #[test]
    fn a_guid_handed_to_another_story_moves_no_note() {
        let mut store = store();
        let (one, two) = (Some("https://a.example/1"), Some("https://a.example/2"));
        let added = store.add_entries(FEED, &[entry("g", one, "The river rose.")]).unwrap();
        let note = note(&store, &added[0].id, "river", "which?");
        store.apply(&[Change::Annotate(Box::new(note))], "note").unwrap();
        let swapped = store.add_entries(FEED, &[entry("g", two, "The dam broke.")]).unwrap();
        assert_eq!(swapped[0].outcome, Outcome::New);
        assert_eq!(store.article(&added[0].id).unwrap().body.text(), "The river rose.");
    }

    #[test]
    fn nothing_is_lost_by_following_no_longer() {
        let mut store = store();
        let added = store.add_entries(FEED, &[entry("g", Some("https://a.example/1"), "One.")]).unwrap();
        store.unfollow(&[FEED.to_owned()]).unwrap();
        assert_eq!(store.article(&added[0].id).unwrap().body.text(), "One.");
        assert!(matches!(store.add_entries(FEED, &[]), Err(StoreError::NoFeed(_))));
    }
}
