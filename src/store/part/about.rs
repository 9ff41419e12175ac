//! What an article was said to be under each of its texts, and who brought them.

use crate::ingest::read;
use crate::store::articles::{META, meta_of};
use crate::store::journal::{Entry, path_of};
use crate::store::journal_check::each_line;
use crate::store::pages::page_of;
use crate::store::{StoreError, record};
use crate::text::Meta;
use rusqlite::{Connection, OptionalExtension, Transaction, params};
use serde::{Deserialize, Serialize};
use std::path::Path;

/// What the library keeps of one text, for a library made from this one: who brought it, the record of what was said.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Kept {
    place: Option<String>,
    record: Option<String>,
}

/// What is kept of every text of a library that may be damaged: article and revision with it.
pub fn kept_of(conn: &Connection, mut take: impl FnMut(i64, u32, Kept)) {
    let sql = "SELECT r.article, r.revision, k.place, k.record, k.sum FROM revision_about k \
               JOIN revision r ON r.n = k.revision";
    // Older libraries have none of it.
    let Ok(mut query) = conn.prepare(sql) else { return };
    let Ok(mut rows) = query.query([]) else { return };
    while let Ok(Some(row)) = rows.next() {
        let read = || {
            let (record, sum): (Option<String>, Option<String>) = (row.get(3)?, row.get(4)?);
            let record = record.filter(|json| Some(record::sum(json)) == sum);
            Ok::<_, rusqlite::Error>((row.get(0)?, row.get(1)?, Kept { place: row.get(2)?, record }))
        };
        // A row of the wrong shape is damaged; the next may be sound.
        if let Ok((n, revision, kept)) = read() {
            take(n, revision, kept);
        }
    }
}

/// Puts back what was kept of a text.
pub fn insert(work: &Transaction<'_>, n: i64, revision: u32, kept: &Kept) -> Result<(), StoreError> {
    let sql = "INSERT OR REPLACE INTO revision_about (revision, place, record, sum) \
               SELECT n, ?3, ?4, ?5 FROM revision WHERE article = ?1 AND revision = ?2";
    let Kept { place, record } = kept;
    let sum = record.as_deref().map(record::sum);
    work.prepare_cached(sql)?.execute(params![n, revision, place, record, sum])?;
    Ok(())
}

/// What is said of an article, but for its address: that is the same under every text.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct About {
    title: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    authors: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    outlet: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    published: Option<String>,
    fetched: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    language: Option<String>,
}

impl About {
    fn of(meta: &Meta) -> Self {
        let Meta { title, authors, outlet, url: _, published, fetched, language } = meta.clone();
        Self { title, authors, outlet, published, fetched, language }
    }

    /// With an address.
    pub fn at(self, url: Option<String>) -> Meta {
        let Self { title, authors, outlet, published, fetched, language } = self;
        Meta { title, authors, outlet, url, published, fetched, language }
    }
}

/// What is said of an article now.
pub fn now(work: &Transaction<'_>, n: i64) -> Result<Meta, StoreError> {
    Ok(work.prepare_cached(&format!("SELECT {META} FROM article WHERE n = ?1"))?.query_row([n], meta_of)?)
}

/// Keeps what is said of an article with its latest text, before another text takes its place.
pub fn keep(work: &Transaction<'_>, n: i64, revision: u32) -> Result<(), StoreError> {
    let json = serde_json::to_string(&About::of(&now(work, n)?)).unwrap_or_default();
    let sql = "INSERT INTO revision_about (revision, record, sum) SELECT n, ?3, ?4 FROM revision \
               WHERE article = ?1 AND revision = ?2 \
               ON CONFLICT (revision) DO UPDATE SET record = excluded.record, sum = excluded.sum";
    work.prepare_cached(sql)?.execute(params![n, revision, json, record::sum(&json)])?;
    Ok(())
}

/// Keeps who brought the latest text of an article.
pub fn place(work: &Transaction<'_>, n: i64, place: &str) -> Result<(), StoreError> {
    let sql = "INSERT INTO revision_about (revision, place) SELECT r.n, ?2 FROM revision r \
               JOIN article a ON a.n = r.article AND a.revision = r.revision WHERE a.n = ?1 \
               ON CONFLICT (revision) DO UPDATE SET place = excluded.place";
    work.prepare_cached(sql)?.execute(params![n, place])?;
    Ok(())
}

/// Who brought the texts of an article from a revision on, the oldest first, as far as it is known.
pub fn places_from(work: &Transaction<'_>, n: i64, from: u32) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT k.place FROM revision_about k JOIN revision r ON r.n = k.revision \
               WHERE r.article = ?1 AND r.revision >= ?2 AND k.place IS NOT NULL ORDER BY r.revision";
    let mut query = work.prepare_cached(sql)?;
    Ok(query.query_map(params![n, from], |row| row.get(0))?.collect::<Result<_, _>>()?)
}

/// What was said of an article while it had an earlier text: as it was kept then, else as the journal tells it, else as
/// the page of that text says.
pub fn earlier(
    work: &Transaction<'_>,
    library: Option<&Path>,
    (n, id): (i64, &str),
    revision: u32,
) -> Result<Option<About>, StoreError> {
    let sql = "SELECT k.record, k.sum FROM revision_about k JOIN revision r ON r.n = k.revision \
               WHERE r.article = ?1 AND r.revision = ?2 AND k.record IS NOT NULL";
    let kept = work.prepare_cached(sql)?.query_row(params![n, revision], |row| Ok((row.get(0)?, row.get(1)?)));
    let kept: Option<(String, String)> = kept.optional()?;
    if let Some((json, _)) = kept.filter(|(json, sum)| record::sum(json) == *sum) {
        return Ok(serde_json::from_str(&json).ok());
    }
    if let Some(told) = library.and_then(|library| told(&path_of(library), id, revision)) {
        return Ok(Some(told));
    }
    let page = page_of(work, n, revision)?;
    Ok(page.and_then(|page| read(&page.bytes, &page.origin).ok()).map(|draft| About::of(&draft.meta)))
}

/// What the journal says of an article with one of its texts.
fn told(journal: &Path, id: &str, revision: u32) -> Option<About> {
    let mut found = None;
    let read = each_line(journal, |line| {
        let Some((_, change)) = line.whole.filter(|(_, change)| change.starts_with("{\"text\":")) else { return };
        if let Ok(Entry::Text(text)) = serde_json::from_str(change)
            && (text.article.as_str(), text.revision) == (id, revision)
        {
            found = Some(About {
                title: text.title,
                authors: text.authors,
                outlet: text.outlet,
                published: text.published,
                fetched: text.fetched,
                language: text.language,
            });
        }
    });
    // A journal that cannot be read tells nothing; `doctor` says so.
    read.ok().and(found)
}
