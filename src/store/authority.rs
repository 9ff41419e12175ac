//! Who may change the words of an article: the feed that brought it, its own site, or a feed that its page names.
//!
//! Anybody may bring the same words again, or a beginning of them. Other words under the same address by somebody else are
//! another article, with a sign.

use crate::ingest::{decode, discover_feeds};
use crate::store::articles::body_of;
use crate::store::identity::identity_of_ref;
use crate::store::pages::page_of;
use crate::store::site::same_site;
use crate::store::{Store, StoreError, identity};
use crate::text::{ArticleId, Body, Meta};
use rusqlite::{OptionalExtension, Transaction, params};
use url::Url;

/// How a text begins that only stands in for one the library does not have: any other takes its place.
pub const STAND_INS: [&str; 2] = ["[Only notes on this article were imported", "[The text of this article was lost.]"];

/// The tag that an article gets whose address another article has.
pub(super) const SIGN: &str = "same-address";

/// An article of the library at the address that something new names.
pub(super) struct Holder {
    pub article: i64,
    pub id: String,
    pub removed: bool,
    pub revision: u32,
    /// Its own page was read.
    pub page: bool,
    url: Option<String>,
}

/// The article that is known by `identity`.
pub(super) fn holder(work: &Transaction<'_>, identity: &str) -> Result<Option<Holder>, StoreError> {
    let sql = "SELECT a.n, a.id, a.removed, a.revision, EXISTS (SELECT 1 FROM page p WHERE p.article = a.n AND \
               p.revision = a.revision), a.url FROM article a WHERE a.identity = ?1";
    let found = work.prepare_cached(sql)?.query_row([identity], |row| {
        Ok(Holder {
            article: row.get(0)?,
            id: row.get(1)?,
            removed: row.get(2)?,
            revision: row.get(3)?,
            page: row.get(4)?,
            url: row.get(5)?,
        })
    });
    Ok(found.optional()?)
}

impl Holder {
    /// Whether what lies at `place` is of its own hand.
    pub fn is_own(&self, place: &str) -> bool {
        self.url.as_deref().is_some_and(|url| same_site(place, url))
    }

    /// Whether its page names this feed.
    pub fn names(&self, work: &Transaction<'_>, feed: &str) -> Result<bool, StoreError> {
        let (Some(source), Some(url)) = (page_of(work, self.article, self.revision)?, self.url.as_deref()) else {
            return Ok(false);
        };
        let Ok(url) = Url::parse(url) else { return Ok(false) };
        if !self.is_own(&source.origin.address) {
            return Ok(false);
        }
        let page = decode(&source.bytes, source.origin.charset.as_deref()).text;
        let feed = identity_of_ref(feed);
        Ok(discover_feeds(&page, &url).iter().any(|found| identity_of_ref(&found.url) == feed))
    }

    /// Whether feeds brought it, and none of its own hand.
    pub fn is_from_strangers(&self, work: &Transaction<'_>) -> Result<bool, StoreError> {
        let sql = "SELECT DISTINCT f.url FROM entry e JOIN feed f ON f.n = e.feed WHERE e.article = ?1 AND NOT e.also";
        let mut query = work.prepare_cached(sql)?;
        let feeds = query.query_map([self.article], |row| row.get(0))?.collect::<Result<Vec<String>, _>>()?;
        for feed in &feeds {
            if self.is_own(feed) || self.names(work, feed)? {
                return Ok(false);
            }
        }
        Ok(!feeds.is_empty())
    }

    /// Whether its text only stands in for the one it should have.
    pub fn is_stand_in(&self, work: &Transaction<'_>) -> Result<bool, StoreError> {
        Ok(is_stand_in(&body_of(work, self.article, self.revision)?))
    }

    /// Whether these are its words, or a beginning of them.
    pub fn says(&self, work: &Transaction<'_>, body: &Body) -> Result<bool, StoreError> {
        Ok(begins(body_of(work, self.article, self.revision)?.text(), body.text()))
    }
}

/// Whether a text only stands in for another.
pub(super) fn is_stand_in(body: &Body) -> bool {
    STAND_INS.iter().any(|beginning| body.text().starts_with(beginning))
}

/// The address of a place where an article lies: a web address or a path.
pub(super) fn as_place(place: &str) -> Option<String> {
    identity_of_ref(place).map(|identity| match identity.strip_prefix("web:") {
        Some(address) => format!("https://{address}"),
        None => identity,
    })
}

/// The name of an article whose address another article has.
pub(super) fn second(identity: &str, by: &str) -> String {
    format!("second:{by}:{identity}")
}

/// Whether an article is known as one whose address another has.
pub(super) fn is_second(identity: &str) -> bool {
    identity.starts_with("second:")
}

/// Puts the sign on it.
pub(super) fn sign(work: &Transaction<'_>, article: i64) -> Result<(), StoreError> {
    work.execute("INSERT OR IGNORE INTO article_tag (article, tag) VALUES (?1, ?2)", params![article, SIGN])?;
    Ok(())
}

/// The article came from its own hand: feeds of others may change it no longer.
pub(super) fn take_over(work: &Transaction<'_>, article: i64, feed: i64) -> Result<(), StoreError> {
    work.execute("UPDATE entry SET also = 1 WHERE article = ?1 AND feed <> ?2", params![article, feed])?;
    Ok(())
}

/// True where `given` is `whole` or a beginning of it; only letters and digits count, and what is cut off is not missed.
fn begins(whole: &str, given: &str) -> bool {
    let letters =
        |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let whole = letters(whole);
    let cut = ["…", "...", "[&hellip;]"].iter().filter_map(|sign| given.rfind(sign)).max();
    // "… Read more at our site": what stands behind the sign is the feed's.
    let cut = cut.filter(|at| given.len() - at < REST).and_then(|at| given.get(..at));
    let starts = |text: &str| {
        let text = letters(text);
        whole.starts_with(&text)
    };
    starts(given) || cut.is_some_and(|text| letters(text).len() >= TELLING && starts(text))
}

/// Bytes behind the sign that a text is cut off.
const REST: usize = 60;
/// Letters of a beginning that tell whose it is.
const TELLING: usize = 20;

impl Store {
    /// What is to be known of an article read at `place`, a web address or a path. One that claims an address whose article
    /// has other words, and does not come from there, is known by the place where it lies; `true` then.
    pub fn settle_address(&self, meta: &Meta, body: &Body, place: &str) -> Result<(Meta, bool), StoreError> {
        let place = as_place(place);
        let (Some(place), Some(claimed)) = (place, meta.url.as_deref()) else { return Ok((meta.clone(), false)) };
        if identity_of_ref(claimed) == identity_of_ref(&place) || same_site(&place, claimed) {
            return Ok((meta.clone(), false));
        }
        let work = self.conn.unchecked_transaction()?;
        let Some(holder) = holder(&work, &identity::identity(meta, ""))? else { return Ok((meta.clone(), false)) };
        let brought = page_of(&work, holder.article, holder.revision)?.map(|source| source.origin.address);
        let same = brought.is_some_and(|from| identity_of_ref(&from) == identity_of_ref(&place));
        if same || holder.is_stand_in(&work)? || holder.says(&work, body)? {
            return Ok((meta.clone(), false));
        }
        Ok((Meta { url: Some(place), ..meta.clone() }, true))
    }

    /// Tells that an article claims an address that another has.
    pub fn sign_second(&mut self, id: &ArticleId) -> Result<(), StoreError> {
        let (n, _) = self.live(id)?;
        self.in_transaction(|work, _| sign(work, n))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::Query;
    use crate::store::sample::note;
    use crate::store::{FeedEntry, FollowedFeed, Mode, Outcome};
    use crate::text::Change;

    const OWN: &str = "https://feeds.herald.com/all";
    const PLANET: &str = "https://planet.example/feed";
    const PAGE: &str = "https://www.herald.com/1";
    const WORDS: &str = "The mayor was cleared of fraud on Monday, the court in Hallin said in the morning.";

    fn store() -> Store {
        let mut store = Store::memory().unwrap();
        follow(&mut store);
        store
    }

    fn follow(store: &mut Store) {
        let feed = |url: &str| FollowedFeed { url: url.into(), title: url.into(), ..Default::default() };
        store.follow(&[feed(OWN), feed(PLANET)]).unwrap();
    }

    fn entry(url: &str, title: &str, text: &str) -> FeedEntry {
        let meta = Meta { title: title.into(), url: Some(url.into()), outlet: Some(title.into()), ..Meta::default() };
        FeedEntry { identity: url.into(), meta, body: Body::verbatim(text.into()) }
    }

    fn bring(store: &mut Store, feed: &str, text: &str) -> (ArticleId, Outcome) {
        let added = store.add_entries(feed, &[entry(PAGE, feed, text)]).unwrap().remove(0);
        (added.id, added.outcome)
    }

    #[test]
    fn a_stranger_changes_no_article() {
        let mut store = store();
        let (id, _) = bring(&mut store, OWN, WORDS);
        let made = note(&store, &id, "cleared of fraud", "n");
        store.apply(&[Change::Annotate(Box::new(made))], "note").unwrap();
        let (other, outcome) = bring(&mut store, PLANET, "The mayor is a fraud, says the planet.");
        assert_eq!(outcome, Outcome::New);
        assert_ne!(other, id);
        assert_eq!(store.article(&id).unwrap().meta.title, OWN);
        assert_eq!(store.article(&id).unwrap().body.text(), WORDS);
        assert_eq!(store.annotations(&id).unwrap()[0].anchor.quote, "cleared of fraud");
        assert_eq!(store.listing(&other).unwrap().tags, [SIGN]);
        // Again, and changed: the second article is the planet's.
        assert_eq!(bring(&mut store, PLANET, "The mayor is a fraud, says the planet."), (other.clone(), Outcome::Same));
        assert_eq!(bring(&mut store, PLANET, "The mayor is a crook."), (other, Outcome::Revision));
        assert_eq!(bring(&mut store, OWN, "The mayor was cleared of fraud."), (id, Outcome::Revision));
        assert_eq!(store.count(&Query::All).unwrap(), 2);
    }

    #[test]
    fn the_same_words_and_their_beginning_only_add_a_source() {
        let mut store = store();
        let (id, _) = bring(&mut store, OWN, WORDS);
        for text in [WORDS, "The mayor was cleared of fraud on Monday […] Read more", "The mayor was cleared …"] {
            assert_eq!(bring(&mut store, PLANET, text), (id.clone(), Outcome::Same), "{text}");
        }
        // Having had the same words gives no right to others.
        assert_eq!(bring(&mut store, PLANET, "The mayor is a crook.").1, Outcome::New);
        assert_eq!(store.article(&id).unwrap().body.text(), WORDS);
    }

    #[test]
    fn who_only_has_it_too_is_not_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("library.db");
        let mut store = Store::open(&path, Mode::Write).unwrap();
        follow(&mut store);
        let (id, _) = bring(&mut store, OWN, WORDS);
        assert_eq!(bring(&mut store, PLANET, WORDS), (id.clone(), Outcome::Same));
        let planet = store.feed(PLANET).unwrap();
        store.unfollow(&[PLANET.into()]).unwrap();
        store.undo().unwrap();
        assert_eq!(store.feed(PLANET).unwrap(), planet);
        drop(store);
        let rebuilt = folder.path().join("rebuilt");
        Store::rebuild(&path, &rebuilt).unwrap();
        for path in [path, rebuilt.join("library.db")] {
            let mut store = Store::open(&path, Mode::Write).unwrap();
            let (other, outcome) = bring(&mut store, PLANET, "The mayor is a fraud.");
            assert_eq!((other != id, outcome), (true, Outcome::New), "{}", path.display());
            assert_eq!(store.article(&id).unwrap().body.text(), WORDS);
        }
    }

    #[test]
    fn its_own_site_heals_what_a_stranger_brought() {
        let mut store = store();
        let (id, _) = bring(&mut store, PLANET, "The mayor is a crook.");
        // However long it is.
        let long = format!("The mayor is a fraud. {}", WORDS.replace("cleared", "convicted"));
        assert_eq!(bring(&mut store, PLANET, &long).1, Outcome::Revision);
        assert_eq!(bring(&mut store, OWN, WORDS), (id.clone(), Outcome::Revision));
        assert_eq!(bring(&mut store, PLANET, "The mayor is a crook again.").1, Outcome::New);
        assert_eq!(store.article(&id).unwrap().body.text(), WORDS);
    }

    #[test]
    fn a_feed_that_the_page_names_may_change_it() {
        let mut store = store();
        let read = entry(PAGE, "Herald", WORDS);
        let id = store.add(&read.meta, &read.body).unwrap().id;
        let bytes = format!("<link rel=alternate type=application/rss+xml href='{PLANET}'><p>x").into_bytes();
        let origin = crate::ingest::Origin::of(PAGE);
        store.keep_page(&id, &crate::ingest::Source { bytes, origin }).unwrap();
        let longer = format!("{WORDS} The office will appeal, it said, and gave no reason for that.");
        let changed = longer.replace("cleared", "acquitted");
        assert_eq!(bring(&mut store, PLANET, &changed), (id, Outcome::Revision));
    }

    #[test]
    fn a_saved_page_that_claims_an_address_is_kept_by_itself() {
        let mut store = store();
        let (id, _) = bring(&mut store, OWN, WORDS);
        let forged = entry(PAGE, "Forged", "The mayor is a crook.");
        let (meta, second) = store.settle_address(&forged.meta, &forged.body, "/tmp/page.html").unwrap();
        assert!(second && meta.url.as_deref() == Some("file:///tmp/page.html"), "{meta:?}");
        let added = store.add(&meta, &forged.body).unwrap();
        assert_ne!(added.id, id);
        store.sign_second(&added.id).unwrap();
        assert_eq!(store.listing(&added.id).unwrap().tags, [SIGN]);
        for (words, place) in [(WORDS, "/tmp/page.html"), ("The mayor was acquitted.", "https://m.herald.com/1")] {
            let page = entry(PAGE, "Herald", words);
            assert!(!store.settle_address(&page.meta, &page.body, place).unwrap().1, "{place}");
        }
    }
}
