//! Articles in, articles out.

use crate::store::library::now;
use crate::store::place::{self, Taken};
use crate::store::salvage::Volume;
use crate::store::{Store, StoreError, anew, changes, identity, packed, part, story, sums};
use crate::text::{Article, ArticleId, Body, Change, Meta};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};
use uuid::Uuid;

/// What became of an article that was to be added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Added {
    /// Its name in the library.
    pub id: ArticleId,
    /// What became of it.
    pub outcome: Outcome,
}

/// What adding an article did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// The library did not have it.
    New,
    /// The library has it with this very text.
    Same,
    /// The library had it with another text; both are kept.
    Revision,
}

/// The columns that make a [`Meta`], in the order [`meta_of`] reads them.
pub(super) const META: &str = "title, authors, outlet, url, published, fetched, language";

impl Store {
    /// Adds an article, or a revision of one. An article that the reader had removed comes back.
    pub fn add(&mut self, meta: &Meta, body: &Body) -> Result<Added, StoreError> {
        let added = self.in_transaction(|work, taken| {
            let (added, n) = add_one(work, taken, meta, body)?;
            index(work, &[(n, &meta.title, body, added.outcome)])?;
            Ok(added)
        })?;
        self.flush_journal();
        Ok(added)
    }

    /// The same as an act of the reader, which can be undone when the article was new.
    pub fn add_as_act(&mut self, meta: &Meta, body: &Body, label: &str) -> Result<Added, StoreError> {
        let added = self.in_transaction(|work, taken| {
            let (added, n) = add_one(work, taken, meta, body)?;
            index(work, &[(n, &meta.title, body, added.outcome)])?;
            if added.outcome == Outcome::New {
                changes::remember(work, label, &[Change::Remove(added.id.clone())])?;
            }
            Ok(added)
        })?;
        self.flush_journal();
        Ok(added)
    }

    /// Adds many in one transaction, which is far cheaper than one each.
    pub fn add_all(&mut self, articles: &[(Meta, Body)]) -> Result<Vec<Added>, StoreError> {
        let added = self.in_transaction(|work, taken| {
            let mut added = Vec::with_capacity(articles.len());
            let mut indexed = Vec::with_capacity(articles.len());
            for (meta, body) in articles {
                let (one, n) = add_one(work, taken, meta, body)?;
                indexed.push((n, &meta.title, body, one.outcome));
                added.push(one);
            }
            // A full-text index takes rows in ascending order; a step back makes it write what it holds.
            indexed.sort_by_key(|(n, ..)| *n);
            index(work, &indexed)?;
            Ok(added)
        })?;
        self.flush_journal();
        Ok(added)
    }

    /// An article in its latest revision.
    pub fn article(&self, id: &ArticleId) -> Result<Article, StoreError> {
        let (n, revision) = self.live(id)?;
        self.revision_of(id, n, revision)
    }

    /// An article in an earlier revision, counted from 1.
    pub fn revision(&self, id: &ArticleId, revision: u32) -> Result<Article, StoreError> {
        let (n, _) = self.live(id)?;
        self.revision_of(id, n, revision)
    }

    /// The article that `given` names: an id or its unambiguous beginning, a web address, or a path.
    pub fn find_ref(&self, given: &str) -> Result<ArticleId, StoreError> {
        let sql = "SELECT id FROM article WHERE id >= ?1 AND id < ?1 || 'g' AND NOT removed LIMIT 100";
        if given.len() >= 4 && given.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-') {
            let given = given.to_ascii_lowercase();
            let mut query = self.conn.prepare_cached(sql)?;
            let mut found = query.query_map([&given], |row| row.get(0))?.collect::<Result<Vec<String>, _>>()?;
            match found.len() {
                0 => {}
                1 => return Ok(ArticleId(found.remove(0))),
                count => return Err(StoreError::Ambiguous { given, count }),
            }
        }
        let missing = || StoreError::NoArticle(given.to_owned());
        let identity = identity::identity_of_ref(given).ok_or_else(missing)?;
        let sql = "SELECT id FROM article WHERE identity = ?1 AND NOT removed";
        let found = self.conn.query_row(sql, [identity], |row| row.get(0)).optional()?;
        found.map(ArticleId).ok_or_else(missing)
    }

    /// When the library last took something in from an address or path, removed or not; RFC 3339.
    pub fn taken_in(&self, given: &str) -> Result<Option<String>, StoreError> {
        let Some(identity) = identity::identity_of_ref(given) else { return Ok(None) };
        let sql = "SELECT r.fetched FROM article a JOIN revision r ON r.article = a.n AND r.revision = a.revision \
                   WHERE a.identity = ?1";
        Ok(self.conn.prepare_cached(sql)?.query_row([identity], |row| row.get(0)).optional()?)
    }

    /// Row and latest revision of an article that is not removed.
    pub(super) fn live(&self, id: &ArticleId) -> Result<(i64, u32), StoreError> {
        let sql = "SELECT n, revision FROM article WHERE id = ?1 AND NOT removed";
        let found = self.conn.prepare_cached(sql)?.query_row([&id.0], |row| Ok((row.get(0)?, row.get(1)?)));
        found.optional()?.ok_or_else(|| StoreError::NoArticle(id.0.clone()))
    }

    fn revision_of(&self, id: &ArticleId, n: i64, revision: u32) -> Result<Article, StoreError> {
        let columns = sums::ARTICLE.join(", ");
        let sql = format!("SELECT id = ?2 AND sum IS dateline_sum({columns}) FROM article WHERE n = ?1");
        if !self.conn.prepare_cached(&sql)?.query_row(params![n, id.0], |row| row.get::<_, bool>(0))? {
            return Err(StoreError::Spoilt { what: format!("the title, authors, address or dates of article {id}") });
        }
        let sql = format!("SELECT {META} FROM article WHERE n = ?1");
        let meta = self.conn.prepare_cached(&sql)?.query_row([n], meta_of)?;
        Ok(Article { id: id.clone(), meta, revision, body: body_of(&self.conn, n, revision)? })
    }
}

/// The row of an article by its name, removed or not.
pub(super) fn row_of(conn: &Connection, id: &ArticleId) -> Result<i64, StoreError> {
    let found = conn.prepare_cached("SELECT n FROM article WHERE id = ?1")?.query_row([&id.0], |row| row.get(0));
    found.optional()?.ok_or_else(|| StoreError::NoArticle(id.0.clone()))
}

/// The body of one revision.
pub(super) fn body_of(conn: &Connection, n: i64, revision: u32) -> Result<Body, StoreError> {
    // Asked by its own row, it says itself whose it is: what led there is an index, and its bits can turn as well.
    let sql = "SELECT r.body, r.text_sha256, a.id, r.article = ?1 AND r.revision = ?2 \
               FROM revision r JOIN article a ON a.n = ?1 \
               WHERE r.n = (SELECT n FROM revision WHERE article = ?1 AND revision = ?2)";
    let found = conn.prepare_cached(sql)?.query_row(params![n, revision], |row| {
        Ok((row.get::<_, Vec<u8>>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?, row.get::<_, bool>(3)?))
    });
    let found = found.optional()?;
    let (packed, sha256, id, its) = found.ok_or_else(|| StoreError::NoArticle(format!("revision {revision}")))?;
    let body = packed::unpack(&packed).filter(|body| its && body.sha256() == sha256);
    body.ok_or_else(|| StoreError::Spoilt { what: format!("the text of article {id}, revision {revision},") })
}

/// The same for a new text to be held against; none where it is spoilt.
pub(super) fn readable(conn: &Connection, n: i64, revision: u32) -> Result<Option<Body>, StoreError> {
    match body_of(conn, n, revision) {
        Ok(body) => Ok(Some(body)),
        Err(StoreError::Spoilt { .. }) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Reads the columns of [`META`] from the first on.
pub(super) fn meta_of(row: &Row<'_>) -> rusqlite::Result<Meta> {
    let authors: String = row.get(1)?;
    Ok(Meta {
        title: row.get(0)?,
        authors: serde_json::from_str(&authors).unwrap_or_default(),
        outlet: row.get(2)?,
        url: row.get(3)?,
        published: row.get(4)?,
        fetched: row.get(5)?,
        language: row.get(6)?,
    })
}

/// Adds an article, known by its address, or by its text where it has none.
pub(super) fn add_one(
    work: &Transaction<'_>,
    taken: &mut Taken,
    meta: &Meta,
    body: &Body,
) -> Result<(Added, i64), StoreError> {
    add_as(work, taken, meta, body, &identity::identity(meta, &body.sha256()))
}

/// Adds an article that is known by `identity`.
pub(super) fn add_as(
    work: &Transaction<'_>,
    taken: &mut Taken,
    meta: &Meta,
    body: &Body,
    identity: &str,
) -> Result<(Added, i64), StoreError> {
    let text_sha256 = body.sha256();
    let sql = "SELECT a.n, a.id, a.revision, a.removed, r.text_sha256 FROM article a \
               JOIN revision r ON r.article = a.n AND r.revision = a.revision WHERE a.identity = ?1";
    let known = work.prepare_cached(sql)?.query_row([identity], |row| {
        Ok((
            row.get::<_, i64>(0)?,
            row.get::<_, String>(1)?,
            row.get::<_, u32>(2)?,
            row.get::<_, bool>(3)?,
            row.get::<_, String>(4)?,
        ))
    });
    let Some((n, id, revision, removed, known_text)) = known.optional()? else {
        return insert(work, taken, meta, body, &text_sha256, identity);
    };
    if removed {
        work.execute("UPDATE article SET removed = 0 WHERE n = ?1", [n])?;
        if let Some(story) = story::story_of(work, n)? {
            story::choose_front(work, story)?;
        }
    }
    let id = ArticleId(id);
    if known_text == text_sha256 {
        return Ok((Added { id, outcome: Outcome::Same }, n));
    }
    part::keep_about(work, n, revision)?;
    insert_revision(work, n, revision + 1, &text_sha256, meta, body)?;
    inform(work, n, revision + 1, meta)?;
    anew::resolve_all(work, n, revision, body, &text_sha256)?;
    let former = readable(work, n, revision)?.unwrap_or_else(|| Body::verbatim(String::new()));
    story::join_again(work, n, &former, meta, body)?;
    Ok((Added { id, outcome: Outcome::Revision }, n))
}

/// Takes what a new text says of its article. What it does not say stays: a page often knows less than its feed did.
fn inform(work: &Transaction<'_>, n: i64, revision: u32, meta: &Meta) -> Result<(), StoreError> {
    let host = meta.url.as_deref().and_then(|url| url::Url::parse(url).ok());
    let host = host.as_ref().and_then(|url| url.host_str()).map(|host| host.trim_start_matches("www."));
    // An outlet that is called by its host was not named at all.
    let outlet = meta.outlet.as_deref().filter(|outlet| Some(outlet.trim_start_matches("www.")) != host);
    let by = (!meta.authors.is_empty()).then(|| authors(meta));
    let sql = "UPDATE article SET revision = ?2, title = ?3, authors = coalesce(?4, authors), \
               outlet = coalesce(?5, outlet, ?6), published = coalesce(?7, published), \
               language = coalesce(?8, language) WHERE n = ?1";
    let row = params![n, revision, meta.title, by, outlet, meta.outlet, meta.published, meta.language];
    work.prepare_cached(sql)?.execute(row)?;
    Ok(())
}

fn insert(
    work: &Transaction<'_>,
    taken: &mut Taken,
    meta: &Meta,
    body: &Body,
    text_sha256: &str,
    identity: &str,
) -> Result<(Added, i64), StoreError> {
    let mut meta = meta.clone();
    if meta.fetched.is_empty() {
        meta.fetched = now();
    }
    let id = Uuid::now_v7().to_string();
    let n = taken.place(work, place::moment(&meta))?;
    insert_article(work, n, &id, identity, &meta, 1)?;
    insert_revision(work, n, 1, text_sha256, &meta, body)?;
    story::join(work, n, &meta, body)?;
    Ok((Added { id: ArticleId(id), outcome: Outcome::New }, n))
}

pub(super) fn insert_article(
    work: &Transaction<'_>,
    n: i64,
    id: &str,
    identity: &str,
    meta: &Meta,
    revision: u32,
) -> Result<(), StoreError> {
    let sql = format!(
        "INSERT INTO article (n, id, identity, day, revision, {META}) VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12)"
    );
    work.prepare_cached(&sql)?.execute(params![
        n,
        id,
        identity,
        place::day(meta),
        revision,
        meta.title,
        authors(meta),
        meta.outlet,
        meta.url,
        meta.published,
        meta.fetched,
        meta.language
    ])?;
    Ok(())
}

pub(super) fn insert_revision(
    work: &Transaction<'_>,
    n: i64,
    revision: u32,
    text_sha256: &str,
    meta: &Meta,
    body: &Body,
) -> Result<(), StoreError> {
    let packed = packed::pack(body).map_err(|error| StoreError::Damaged { what: error.to_string() })?;
    let fetched = if meta.fetched.is_empty() { now() } else { meta.fetched.clone() };
    let sql = "INSERT INTO revision (article, revision, text_sha256, fetched, body) VALUES (?1,?2,?3,?4,?5)";
    work.prepare_cached(sql)?.execute(params![n, revision, text_sha256, fetched, packed])?;
    Ok(())
}

/// Puts an article back with its name, its state and its revisions. Gives its row and latest revision.
pub(super) fn insert_volume(
    work: &Transaction<'_>,
    taken: &mut Taken,
    id: &str,
    volume: &Volume,
) -> Result<(i64, u32), StoreError> {
    let latest = volume.texts.keys().next_back().copied().unwrap_or(1);
    let n = taken.place(work, place::moment(&volume.meta))?;
    // Damage may have made two articles of one; both stay.
    let sql = "SELECT count(*) FROM article WHERE identity = ?1";
    let known: i64 = work.query_row(sql, [&volume.identity], |row| row.get(0))?;
    let identity =
        if known > 0 || volume.identity.is_empty() { format!("rebuilt:{id}") } else { volume.identity.clone() };
    insert_article(work, n, id, &identity, &volume.meta, latest)?;
    let sql = "UPDATE article SET unread = ?2, starred = ?3, removed = ?4 WHERE n = ?1";
    work.execute(sql, params![n, volume.unread, volume.starred, volume.removed])?;
    for tag in &volume.tags {
        work.execute("INSERT OR IGNORE INTO article_tag (article, tag) VALUES (?1, ?2)", params![n, tag])?;
    }
    for (revision, body) in &volume.texts {
        insert_revision(work, n, *revision, &body.sha256(), &volume.meta, body)?;
    }
    for (revision, about) in &volume.about {
        part::insert_about(work, n, *revision, about)?;
    }
    if let (Some(body), false) = (volume.texts.values().next_back(), volume.removed) {
        story::join(work, n, &volume.meta, body)?;
    }
    Ok((n, latest))
}

/// Puts titles and texts into the full-text index; rows must ascend.
pub(super) fn index(work: &Transaction<'_>, rows: &[(i64, &String, &Body, Outcome)]) -> Result<(), StoreError> {
    for (n, title, body, outcome) in rows {
        let sql = match outcome {
            Outcome::Same => continue,
            Outcome::New => "INSERT INTO find (rowid, title, body) VALUES (?1, ?2, ?3)",
            Outcome::Revision => "INSERT OR REPLACE INTO find (rowid, title, body) VALUES (?1, ?2, ?3)",
        };
        work.prepare_cached(sql)?.execute(params![n, title, body.text()])?;
    }
    Ok(())
}

pub(super) fn authors(meta: &Meta) -> String {
    serde_json::to_string(&meta.authors).unwrap_or_else(|_| "[]".into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::{Query, Sort};
    use crate::store::sample::{add, meta};

    #[test]
    fn the_same_text_adds_nothing_and_another_is_a_revision() {
        let mut store = Store::memory().unwrap();
        let first = add(&mut store, "Flood", "2026-03-04", "The river rose.");
        assert_eq!(first.outcome, Outcome::New);
        let again = add(&mut store, "Flood", "2026-03-04", "The river rose.");
        assert_eq!(again, Added { id: first.id.clone(), outcome: Outcome::Same });
        let changed = add(&mut store, "Flood", "2026-03-04", "The river rose by a metre.");
        assert_eq!(changed, Added { id: first.id.clone(), outcome: Outcome::Revision });
        let article = store.article(&first.id).unwrap();
        assert_eq!((article.revision, article.body.text()), (2, "The river rose by a metre."));
        assert_eq!(store.revision(&first.id, 1).unwrap().body.text(), "The river rose.");
        assert_eq!(store.count(&Query::All).unwrap(), 1);
    }

    #[test]
    fn a_page_takes_nothing_away_that_its_feed_said() {
        let mut store = Store::memory().unwrap();
        let fed = Meta {
            title: "Flood".into(),
            authors: vec!["Jane Doe".into()],
            outlet: Some("The Herald".into()),
            url: Some("https://www.herald.example/flood".into()),
            published: Some("2026-03-04T09:00:00Z".into()),
            language: Some("en".into()),
            ..Meta::default()
        };
        let id = store.add(&fed, &Body::verbatim("The river …".into())).unwrap().id;
        let page = Meta {
            title: "Flood in the valley".into(),
            outlet: Some("herald.example".into()),
            url: fed.url.clone(),
            ..Meta::default()
        };
        store.add(&page, &Body::verbatim("The river rose.".into())).unwrap();
        let kept = store.article(&id).unwrap().meta;
        assert_eq!(kept, Meta { title: page.title, fetched: kept.fetched.clone(), ..fed });
    }

    #[test]
    fn an_article_comes_out_as_it_went_in() {
        let mut store = Store::memory().unwrap();
        let meta = Meta {
            title: "Élection".into(),
            authors: vec!["A. Writer".into(), "B \"Q\" Writer".into()],
            outlet: Some("The Herald".into()),
            url: Some("https://example.org/a?x=1#y".into()),
            published: Some("2026-03-04T09:00:00+01:00".into()),
            fetched: "2026-03-05T10:00:00Z".into(),
            language: Some("fr".into()),
        };
        let body = Body::verbatim("Un.\n\nDeux.".into());
        let added = store.add(&meta, &body).unwrap();
        let article = store.article(&added.id).unwrap();
        assert_eq!(article, Article { id: added.id, meta, revision: 1, body });
    }

    #[test]
    fn many_are_added_at_once_in_any_order_of_time() {
        let mut store = Store::memory().unwrap();
        let articles: Vec<(Meta, Body)> = (0..200)
            .map(|n| {
                let day = format!("2026-03-{:02}", n % 28 + 1);
                (meta(&format!("Number {n}"), &day), Body::verbatim(format!("Text number {n}.")))
            })
            .collect();
        let added = store.add_all(&articles).unwrap();
        assert!(added.iter().all(|added| added.outcome == Outcome::New));
        assert!(store.add_all(&articles).unwrap().iter().all(|added| added.outcome == Outcome::Same));
        let days: Vec<_> = store.list(&Query::All, Sort::Newest, 500, 0).unwrap();
        let days: Vec<_> = days.iter().rev().map(|listing| listing.published.clone()).collect();
        assert_eq!(days.len(), 200);
        assert!(days.is_sorted());
    }

    #[test]
    fn an_article_is_found_by_id_beginning_address_and_path() {
        let mut store = Store::memory().unwrap();
        let one = add(&mut store, "one", "2026-03-04", "One.").id;
        let two = add(&mut store, "two", "2026-03-04", "Two.").id;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().canonicalize().unwrap().join("a b.txt");
        std::fs::write(&path, "Three.").unwrap();
        let url = url::Url::from_file_path(&path).unwrap().to_string();
        let file = Meta { title: "three".into(), url: Some(url.clone()), ..Meta::default() };
        let three = store.add(&file, &Body::verbatim("Three.".into())).unwrap().id;
        for (given, found) in [
            (one.0.as_str(), &one),
            (&two.0[..35], &two),
            ("http://example.org/two#x", &two),
            (path.to_str().unwrap(), &three),
            (&url, &three),
        ] {
            // The last digit of a v7 id is random, so that 35 digits may fit both: one time in a great many.
            assert_eq!(store.find_ref(given).unwrap(), *found, "{given}");
        }
        let shared: String = one.0.chars().zip(two.0.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a).collect();
        if shared.len() >= 4 {
            assert!(matches!(store.find_ref(&shared), Err(StoreError::Ambiguous { .. })));
        }
        for missing in ["", "zzzz", "ffffffff", "https://example.org/none", "/no/such/file"] {
            assert!(matches!(store.find_ref(missing), Err(StoreError::NoArticle(_))), "{missing}");
        }
    }
}
