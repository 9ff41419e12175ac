//! Wire copy: the same text from several outlets, told by its fingerprint when it comes in.
//!
//! Copies are read once and counted once: they are all read or all unread, and in a list the front stands for those
//! behind it when it is found itself.

use crate::store::articles::body_of;
use crate::store::fingerprint::Fingerprint;
use crate::store::fold::fold;
use crate::store::{Store, StoreError};
use crate::text::{ArticleId, Body, Listing, Meta};
use rusqlite::{OptionalExtension, Transaction, params};
use std::collections::BTreeSet;
use url::Url;

/// Places (sixteen a minute, see `place.rs`) between two copies: a fortnight.
const APART: i64 = 14 * 24 * 60 * 16;
/// Articles compared for one band: a text that many outlets repeat every day must not make each addition slower.
const COMPARED: i64 = 24;

/// Where an article comes from: outlet and site.
struct Origin {
    outlet: Option<String>,
    site: Option<String>,
}

impl Origin {
    fn of(outlet: Option<&str>, url: Option<&str>) -> Self {
        let site = url.and_then(|url| Url::parse(url).ok()).and_then(|url| url.host_str().map(str::to_owned));
        let site = site.map(|site| site.strip_prefix("www.").unwrap_or(&site).to_owned());
        Self { outlet: outlet.map(fold), site }
    }

    /// True when the two are known to be different outlets.
    fn differs(&self, other: &Self) -> bool {
        // Several outlets may share a host, and an outlet may have several: the name decides where it is known.
        match (&self.outlet, &other.outlet) {
            (Some(one), Some(other)) => one != other,
            _ => self.site.is_some() && other.site.is_some() && self.site != other.site,
        }
    }
}

impl Store {
    /// The other articles of its story: the same text from other outlets, the oldest first.
    pub fn copies(&self, id: &ArticleId) -> Result<Vec<Listing>, StoreError> {
        let (n, _) = self.live(id)?;
        let sql = "SELECT n FROM article WHERE story = (SELECT story FROM article WHERE n = ?1) AND n <> ?1 \
                   AND NOT removed ORDER BY n";
        let mut query = self.conn.prepare_cached(sql)?;
        let rows = query.query_map([n], |row| row.get(0))?.collect::<Result<Vec<i64>, _>>()?;
        rows.into_iter().map(|n| self.listing_at(n)).collect()
    }
}

/// Looks for copies of an article that has just come, and puts it to their story.
pub fn join(work: &Transaction<'_>, n: i64, meta: &Meta, body: &Body) -> Result<(), StoreError> {
    let Some(print) = Fingerprint::of(body.text()) else { return Ok(()) };
    let origin = Origin::of(meta.outlet.as_deref(), meta.url.as_deref());
    let bands = print.bands();
    if let Some(copy) = copy_of(work, n, &origin, &print, &bands)? {
        let sql = "UPDATE article SET story = ?2 WHERE n IN (?1, ?2) AND story IS NULL";
        let story: Option<i64> =
            work.prepare_cached("SELECT story FROM article WHERE n = ?1")?.query_row([copy], |row| row.get(0))?;
        work.prepare_cached(sql)?.execute([copy, story.unwrap_or(copy)])?;
        let sql = "UPDATE article SET story = ?2, unread = (SELECT unread FROM article WHERE n = ?3) WHERE n = ?1";
        work.prepare_cached(sql)?.execute([n, story.unwrap_or(copy), copy])?;
        choose_front(work, story.unwrap_or(copy))?;
    }
    let mut insert = work.prepare_cached("INSERT OR IGNORE INTO band (hash, article) VALUES (?1, ?2)")?;
    for band in bands {
        insert.execute([band, n])?;
    }
    Ok(())
}

/// An article has another text than `before`: it may leave its story, and find another.
pub fn join_again(work: &Transaction<'_>, n: i64, before: &Body, meta: &Meta, body: &Body) -> Result<(), StoreError> {
    if let Some(print) = Fingerprint::of(before.text()) {
        let mut delete = work.prepare_cached("DELETE FROM band WHERE hash = ?1 AND article = ?2")?;
        for band in print.bands() {
            delete.execute([band, n])?;
        }
    }
    let story = story_of(work, n)?;
    if let Some(story) = story {
        work.prepare_cached("UPDATE article SET story = NULL, behind = 0 WHERE n = ?1")?.execute([n])?;
        choose_front(work, story)?;
    }
    join(work, n, meta, body)
}

/// The first of a story's articles stands for it; where it was removed, the next.
pub fn choose_front(work: &Transaction<'_>, story: i64) -> Result<(), StoreError> {
    let sql = "UPDATE article SET behind = n <> (SELECT min(n) FROM article WHERE story = ?1 AND NOT removed) \
               WHERE story = ?1 AND NOT removed";
    work.prepare_cached(sql)?.execute([story])?;
    Ok(())
}

/// The story of an article, where it has one.
pub fn story_of(work: &Transaction<'_>, n: i64) -> Result<Option<i64>, StoreError> {
    let mut query = work.prepare_cached("SELECT story FROM article WHERE n = ?1")?;
    Ok(query.query_row([n], |row| row.get(0)).optional()?.flatten())
}

fn copy_of(
    work: &Transaction<'_>,
    n: i64,
    origin: &Origin,
    print: &Fingerprint,
    bands: &[i64],
) -> Result<Option<i64>, StoreError> {
    let sql = "SELECT b.article, a.revision, a.outlet, a.url FROM band b CROSS JOIN article a ON a.n = b.article \
               WHERE b.hash = ?1 AND b.article BETWEEN ?2 AND ?3 AND b.article <> ?4 AND NOT a.removed LIMIT ?5";
    let mut query = work.prepare_cached(sql)?;
    let mut seen = BTreeSet::new();
    for band in bands {
        let mut rows = query.query(params![band, n - APART, n + APART, n, COMPARED])?;
        while let Some(row) = rows.next()? {
            let (other, revision): (i64, u32) = (row.get(0)?, row.get(1)?);
            let (outlet, url): (Option<String>, Option<String>) = (row.get(2)?, row.get(3)?);
            if seen.insert(other)
                && origin.differs(&Origin::of(outlet.as_deref(), url.as_deref()))
                && Fingerprint::of(body_of(work, other, revision)?.text()).is_some_and(|found| print.is_copy_of(&found))
            {
                return Ok(Some(other));
            }
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::{Query, Sort, parse};
    use crate::store::Outcome;
    use crate::text::Change;

    /// A text of 200 words that is told from others by its number.
    fn text(number: usize) -> String {
        (0..200).map(|n| format!("w{} ", (n * n + number * 1000) % 9973)).collect()
    }

    fn add(store: &mut Store, outlet: &str, day: u32, text: &str) -> ArticleId {
        let meta = Meta {
            title: format!("The {outlet} of {day}"),
            outlet: Some(outlet.into()),
            url: Some(format!("https://{outlet}.example/{day}")),
            published: Some(format!("2026-03-{day:02}")),
            ..Meta::default()
        };
        store.add(&meta, &Body::verbatim(text.into())).unwrap().id
    }

    fn titles(store: &Store, query: &str) -> Vec<String> {
        let query = parse(query).unwrap();
        let listed = store.list(&query, Sort::Newest, 100, 0).unwrap();
        assert_eq!(store.count(&query).unwrap(), listed.len() as u64);
        listed.into_iter().map(|listing| format!("{} +{}", listing.title, listing.copies)).collect()
    }

    #[test]
    fn copies_stand_behind_the_first() {
        let mut store = Store::memory().unwrap();
        let first = add(&mut store, "herald", 1, &text(1));
        let second = add(&mut store, "courier", 2, &format!("By our desk. {}", text(1)));
        let third = add(&mut store, "post", 3, &text(1)[..700]);
        add(&mut store, "herald", 4, &text(2));
        assert_eq!(titles(&store, ""), ["The herald of 4 +0", "The herald of 1 +2"]);
        assert_eq!(titles(&store, "is:unread"), ["The herald of 4 +0", "The herald of 1 +2"]);
        // One that is asked for by what only it has is found.
        assert_eq!(titles(&store, "outlet:courier"), ["The courier of 2 +2"]);
        assert_eq!(titles(&store, "desk"), ["The courier of 2 +2"]);
        assert_eq!(titles(&store, "w1009"), ["The herald of 1 +2"]);
        assert_eq!(titles(&store, "w1009 outlet:post"), ["The post of 3 +2"]);
        assert_eq!(store.copies(&first).unwrap().len(), 2);
        // Read once is read.
        store.apply(&[Change::Read(second.clone(), true)], "read").unwrap();
        assert_eq!(titles(&store, "is:unread"), ["The herald of 4 +0"]);
        add(&mut store, "gazette", 5, &text(1));
        assert_eq!(store.counts().unwrap().unread, 1);
        store.undo().unwrap();
        assert_eq!(store.counts().unwrap().unread, 2);
        // The next one stands for a removed one, and gives its place back.
        store.apply(&[Change::Remove(first)], "remove").unwrap();
        assert_eq!(titles(&store, ""), ["The herald of 4 +0", "The courier of 2 +2"]);
        store.undo().unwrap();
        assert_eq!(titles(&store, ""), ["The herald of 4 +0", "The herald of 1 +3"]);
        // A text that has become another is no copy any more.
        add(&mut store, "post", 3, &text(3));
        assert_eq!(store.listing(&third).unwrap().copies, 0);
        assert_eq!(titles(&store, "").len(), 3);
    }

    #[test]
    fn one_outlet_copies_nobody_and_years_part() {
        let mut store = Store::memory().unwrap();
        add(&mut store, "herald", 1, &text(1));
        add(&mut store, "herald", 2, &text(1));
        add(&mut store, "courier", 28, &text(1));
        let file = Meta { title: "file".into(), url: Some("file:///tmp/a".into()), ..Meta::default() };
        let outcome = store.add(&file, &Body::verbatim(text(1))).unwrap().outcome;
        assert_eq!((outcome, store.count(&Query::All).unwrap()), (Outcome::New, 4));
    }
}
