//! Which of two parted articles keeps the address, and which feeds go with the later texts.

use crate::store::StoreError;
use crate::store::authority::{Holder, as_place, holder, is_second, second};
use crate::store::fold::fold;
use crate::store::identity::identity_of_ref;
use crate::store::part::about::places_from;
use crate::store::site::same_site;
use crate::text::Meta;
use rusqlite::{OptionalExtension, Transaction, params};

/// Whose the two articles are.
pub struct Sides {
    /// The later texts came from the address's own hand: the later article is the one that is known by it.
    pub later_holds: bool,
    /// What the other one is known by.
    pub second: String,
    /// The place that the later one was read from, where it only claimed the address.
    pub lies_at: Option<String>,
    /// The feeds whose entries are the later article.
    pub moving: Vec<i64>,
    /// Nobody can tell which feed brought the later texts: none may change the earlier article's words any more.
    pub unclear: bool,
}

/// A feed that has the article.
struct Source {
    feed: i64,
    url: String,
    title: String,
    also: bool,
    own: bool,
}

/// The kept page: the revision that was read from it, and where it lies.
struct Page {
    revision: u32,
    address: String,
}

struct Known {
    identity: String,
    url: Option<String>,
    sources: Vec<Source>,
    page: Option<Page>,
    /// Who brought the later texts, as far as it was kept.
    places: Vec<(String, bool)>,
}

/// Tells whose the texts of an article are before and from a revision on.
pub fn sides(
    work: &Transaction<'_>,
    (n, id): (i64, &str),
    meta: &Meta,
    from: u32,
    into: &str,
) -> Result<Sides, StoreError> {
    let known = Known::read(work, n, meta, from)?;
    let later_holds = known.later_holds(from);
    let (moving, unclear) = known.moving(later_holds, from, meta);
    let by_feed = |feed: i64| second(&known.identity, &format!("feed:{feed}"));
    let mut sides = Sides { later_holds, second: String::new(), lies_at: None, moving, unclear };
    if later_holds {
        let stranger = known.sources.iter().find(|source| !source.own && !source.also);
        let by = stranger.filter(|source| !sides.moving.contains(&source.feed));
        sides.second = by.map_or_else(|| second(&known.identity, &format!("parted:{id}")), |by| by_feed(by.feed));
    } else if let Some(feed) = sides.moving.first() {
        sides.second = by_feed(*feed);
    } else {
        let page = known.page.as_ref().filter(|page| page.revision >= from);
        sides.lies_at = page.and_then(|page| as_place(&page.address));
        let lies_at = sides.lies_at.as_deref().and_then(identity_of_ref);
        sides.second = lies_at.unwrap_or_else(|| second(&known.identity, &format!("parted:{into}")));
    }
    if is_taken(work, &sides.second)? {
        let name = if later_holds { id } else { into };
        sides.second = second(&known.identity, &format!("parted:{name}"));
        sides.lies_at = None;
    }
    Ok(sides)
}

fn is_taken(work: &Transaction<'_>, identity: &str) -> Result<bool, StoreError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM article WHERE identity = ?1)";
    Ok(work.prepare_cached(sql)?.query_row([identity], |row| row.get(0))?)
}

impl Known {
    fn read(work: &Transaction<'_>, n: i64, meta: &Meta, from: u32) -> Result<Self, StoreError> {
        let sql = "SELECT identity FROM article WHERE n = ?1";
        let identity: String = work.prepare_cached(sql)?.query_row([n], |row| row.get(0))?;
        let holder = holder(work, &identity)?;
        // Without an address nobody can claim another's; a second article at one is of those who brought it.
        let is_claimed = meta.url.is_some() && !is_second(&identity);
        let is_own = |place: &str, named: &dyn Fn(&Holder) -> Result<bool, StoreError>| match &holder {
            Some(holder) if is_claimed => Ok::<_, StoreError>(holder.is_own(place) || named(holder)?),
            _ => Ok(true),
        };
        let sql = "SELECT f.n, f.url, f.title, min(e.also) FROM entry e JOIN feed f ON f.n = e.feed \
                   WHERE e.article = ?1 GROUP BY f.n ORDER BY f.n";
        let mut query = work.prepare_cached(sql)?;
        let rows = query.query_map([n], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
        let mut sources = Vec::new();
        for row in rows {
            let (feed, url, title, also): (i64, String, String, bool) = row?;
            let own = is_own(&url, &|holder| holder.names(work, &url))?;
            sources.push(Source { feed, url, title, also, own });
        }
        let sql = "SELECT revision, address FROM page WHERE article = ?1";
        let page = work
            .prepare_cached(sql)?
            .query_row([n], |row| Ok(Page { revision: row.get(0)?, address: row.get(1)? }))
            .optional()?;
        let mut places = Vec::new();
        for place in places_from(work, n, from)? {
            let own = is_own(&place, &|holder| holder.names(work, &place))?;
            places.push((place, own));
        }
        Ok(Self { identity, url: meta.url.clone(), sources, page, places })
    }

    fn later_holds(&self, from: u32) -> bool {
        if let Some((_, own)) = self.places.first() {
            return *own;
        }
        let stranger = self.sources.iter().any(|source| !source.own && !source.also);
        let page = self.page.as_ref().filter(|page| page.revision >= from);
        let own = |page: &Page| self.url.as_deref().is_none_or(|url| same_site(url, &page.address));
        !stranger && page.is_none_or(own)
    }

    fn moving(&self, later_holds: bool, from: u32, meta: &Meta) -> (Vec<i64>, bool) {
        let feeds = |of: &dyn Fn(&Source) -> bool| -> Vec<i64> {
            self.sources.iter().filter(|source| of(source)).map(|source| source.feed).collect()
        };
        let brought = |source: &Source| self.places.iter().any(|(place, _)| *place == source.url);
        if later_holds {
            return (feeds(&|source| source.own || brought(source)), false);
        }
        if !self.places.is_empty() {
            return (feeds(&brought), false);
        }
        let strangers = feeds(&|source| !source.own && !source.also);
        let page_is_early = self.page.as_ref().is_some_and(|page| page.revision < from);
        if strangers.len() < 2 || page_is_early || self.sources.iter().any(|source| source.own) {
            return (strangers, false);
        }
        let outlet = meta.outlet.as_deref().map(fold);
        let named = feeds(&|source| !source.also && Some(fold(&source.title)) == outlet);
        if named.len() == 1 { (named, false) } else { (Vec::new(), true) }
    }
}

/// Gives the feeds that go with the later article to it, and takes from the earlier one who may change it no longer.
/// Gives what the entries were before: feed, identity, whether the feed only had it too.
pub fn hand_over(
    work: &Transaction<'_>,
    (earlier, later): (i64, i64),
    sides: &Sides,
) -> Result<Vec<(i64, String, bool)>, StoreError> {
    let sql = "SELECT feed, identity, also FROM entry WHERE article = ?1 ORDER BY feed, identity";
    let mut query = work.prepare_cached(sql)?;
    let before = query.query_map([earlier], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let before = before.collect::<Result<Vec<(i64, String, bool)>, _>>()?;
    for feed in &sides.moving {
        work.prepare_cached("UPDATE entry SET article = ?3, also = 0 WHERE article = ?1 AND feed = ?2")?
            .execute(params![earlier, feed, later])?;
        // What the feed counts as unread is kept by triggers; there is none for what it loses.
        let sql = "UPDATE feed SET unread = unread - (SELECT unread AND NOT removed FROM article WHERE n = ?1) \
                   WHERE n = ?2 AND EXISTS (SELECT 1 FROM brought WHERE article = ?1 AND feed = ?2)";
        work.prepare_cached(sql)?.execute(params![earlier, feed])?;
        work.prepare_cached("DELETE FROM brought WHERE article = ?1 AND feed = ?2")?.execute(params![earlier, feed])?;
    }
    if sides.unclear {
        work.execute("UPDATE entry SET also = 1 WHERE article = ?1", [earlier])?;
    }
    let sql = "DELETE FROM brought_again WHERE article = ?1 \
               AND (SELECT count(*) FROM brought WHERE article = ?1) < 2";
    work.execute(sql, [earlier])?;
    Ok(before)
}
