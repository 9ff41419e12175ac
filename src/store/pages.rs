//! The pages that articles were taken from, as they came: a better reader may be run over them again.

use crate::ingest::{Origin, Source};
use crate::query::Query;
use crate::store::listing::shown;
use crate::store::packed::squeeze;
use crate::store::{Store, StoreError};
use crate::text::ArticleId;
use rusqlite::{Connection, OptionalExtension, Row, params, params_from_iter};
use std::io::Read;

/// Pages are large and seldom wanted: they are packed better than texts, once and slowly.
const LEVEL: i32 = 9;
/// A larger page is not kept, in bytes.
const LARGEST: usize = 8_000_000;

impl Store {
    /// Keeps the page that an article's latest text was taken from, in place of an earlier one.
    pub fn keep_page(&mut self, article: &ArticleId, source: &Source) -> Result<(), StoreError> {
        let (n, revision) = self.live(article)?;
        let Source { origin, bytes } = source;
        if bytes.len() > LARGEST {
            return Ok(());
        }
        let unpackable = |error: std::io::Error| StoreError::Damaged { what: error.to_string() };
        let packed = squeeze(bytes, LEVEL).map_err(unpackable)?;
        let sql = "INSERT OR REPLACE INTO page (article, revision, address, media_type, charset, bytes) \
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        self.in_transaction(|work, _| {
            let Origin { address, media_type, charset, .. } = origin;
            work.execute(sql, params![n, revision, address, media_type, charset, packed])?;
            Ok(())
        })
    }

    /// The page that an article's latest text was taken from, where it is kept.
    pub fn page(&self, article: &ArticleId) -> Result<Option<Source>, StoreError> {
        let (n, revision) = self.live(article)?;
        page_of(&self.conn, n, revision)
    }

    /// The articles that a query finds and whose page is kept, the newest first.
    pub fn with_page(&self, query: &Query) -> Result<Vec<ArticleId>, StoreError> {
        let shown = shown(query);
        let sql = format!(
            "SELECT a.id FROM page p CROSS JOIN article a ON a.n = p.article AND a.revision = p.revision \
             WHERE {} ORDER BY a.n DESC",
            shown.sql
        );
        let mut query = self.conn.prepare(&sql)?;
        let rows = query.query_map(params_from_iter(shown.values), |row| row.get(0))?;
        Ok(rows.map(|id| id.map(ArticleId)).collect::<Result<_, _>>()?)
    }
}

/// The page that a revision was taken from, where it is kept.
pub(super) fn page_of(conn: &Connection, n: i64, revision: u32) -> Result<Option<Source>, StoreError> {
    let sql = "SELECT address, media_type, charset, bytes FROM page WHERE article = ?1 AND revision = ?2";
    let found = conn.prepare_cached(sql)?.query_row(params![n, revision], packed_page).optional()?;
    let Some((origin, packed)) = found else { return Ok(None) };
    let mut bytes = Vec::new();
    let read = zstd::stream::read::Decoder::new(packed.as_slice());
    read.and_then(|decoder| decoder.take(LARGEST as u64).read_to_end(&mut bytes))
        .map_err(|_| StoreError::Spoilt { what: format!("the kept page {}", origin.address) })?;
    Ok(Some(Source { origin, bytes }))
}

fn packed_page(row: &Row<'_>) -> rusqlite::Result<(Origin, Vec<u8>)> {
    let origin = Origin { address: row.get(0)?, media_type: row.get(1)?, charset: row.get(2)?, ..Origin::default() };
    Ok((origin, row.get(3)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::sample::add;

    #[test]
    fn a_page_is_kept_for_the_text_that_was_taken_from_it() {
        let mut store = Store::memory().unwrap();
        let id = add(&mut store, "one", "2026-03-04", "One.").id;
        add(&mut store, "two", "2026-03-04", "Two.");
        let origin = Origin { charset: Some("utf-8".into()), ..Origin::of("https://example.org/one") };
        let source = Source { origin, bytes: "<p>One.".repeat(999).into_bytes() };
        store.keep_page(&id, &source).unwrap();
        assert_eq!(store.page(&id).unwrap(), Some(source));
        assert_eq!(store.with_page(&Query::All).unwrap(), std::slice::from_ref(&id));
        add(&mut store, "one", "2026-03-04", "One and more.");
        assert_eq!(store.page(&id).unwrap(), None);
        assert_eq!(store.with_page(&Query::All).unwrap(), []);
    }
}
