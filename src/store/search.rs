//! Full-text search, with the passages that were found.

use crate::query::{Query, Sort};
use crate::store::articles::body_of;
use crate::store::filter::words_and_rest;
use crate::store::snippet::{Snippet, Sought, beginning};
use crate::store::words::all;
use crate::store::{Store, StoreError};
use crate::text::{AnnotationId, Listing};
use rusqlite::params;

/// Articles ranked when relevance is asked for: the newest that match. Ranking all that hold a common word would cost
/// a second in a large library.
const RANKED: i64 = 2000;
/// A word in the headline counts as much as so many in the text.
const TITLE_WEIGHT: f64 = 8.0;

/// An article that a search found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The article.
    pub listing: Listing,
    /// The passage, of the text or of a note.
    pub snippet: Snippet,
    /// The note that holds the passage, where it is not in the text.
    pub note: Option<AnnotationId>,
}

impl Store {
    /// The first `limit` articles that a query finds, each with the passage that shows why. Sorted by relevance, the
    /// best of the newest matches come first; any other order lists as [`Store::list`] does.
    pub fn search(&self, query: &Query, sort: Sort, limit: usize) -> Result<Vec<Found>, StoreError> {
        let sought = Sought::new(&query.words());
        let listed = self.list(query, sort, limit, 0)?;
        listed.into_iter().map(|listing| self.found(listing, &sought)).collect()
    }

    fn found(&self, listing: Listing, sought: &Sought) -> Result<Found, StoreError> {
        let (n, revision) = self.live(&listing.id)?;
        let body = body_of(&self.conn, n, revision)?;
        if let Some(snippet) = sought.snippet(body.text()) {
            return Ok(Found { listing, snippet, note: None });
        }
        if listing.notes > 0 {
            for annotation in self.annotations(&listing.id)? {
                let parts = annotation.statement.iter().chain(&annotation.speaker).chain(&annotation.tags);
                let quotes = annotation.evidence.iter().filter_map(|evidence| evidence.quote.as_ref());
                let mut parts = std::iter::once(&annotation.note).chain(parts).chain(quotes);
                if let Some(snippet) = parts.find_map(|part| sought.snippet(part)) {
                    return Ok(Found { listing, snippet, note: Some(annotation.id) });
                }
            }
        }
        Ok(Found { listing, snippet: beginning(body.text()), note: None })
    }

    /// The rows of the most relevant among the newest articles that hold all `words`, the best first.
    pub(super) fn best_with(&self, query: &Query, limit: usize) -> Result<Option<Vec<i64>>, StoreError> {
        let Some((words, rest)) = words_and_rest(query) else { return Ok(None) };
        let candidates = usize::try_from(RANKED).unwrap_or(usize::MAX);
        let newest = self.newest_with(query, &words, &rest, candidates)?;
        let lowest = newest.last().copied().unwrap_or_default();
        let sql = "SELECT rowid, bm25(find, ?1, 1.0) FROM find WHERE find MATCH ?2 AND rowid >= ?3 \
                   ORDER BY rowid DESC LIMIT ?4";
        let mut ranks = self.conn.prepare_cached(sql)?;
        let ranks = ranks.query_map(params![TITLE_WEIGHT, all(&words), lowest, RANKED * 2], |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, f64>(1)?))
        })?;
        let ranks = ranks.collect::<Result<std::collections::HashMap<i64, f64>, _>>()?;
        let mut ranked: Vec<(f64, i64)> =
            newest.into_iter().map(|n| (ranks.get(&n).copied().unwrap_or(0.0), n)).collect();
        // The lower the better; of equals the newer.
        ranked.sort_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        ranked.truncate(limit);
        Ok(Some(ranked.into_iter().map(|(_, n)| n).collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::parse;
    use crate::store::sample::{add, note};
    use crate::text::Change;

    #[test]
    fn a_search_shows_passages_of_texts_and_notes() {
        let mut store = Store::memory().unwrap();
        add(&mut store, "River wall", "2026-03-01", "It will be built. The river wall costs much.");
        let two = add(&mut store, "Vote", "2026-03-02", "The council voted about a river.").id;
        add(&mut store, "Wheat", "2026-03-03", "Not about rivers.");
        let annotation = note(&store, &two, "voted", "Ask the treasurer of the river board.");
        let id = store.apply(&[Change::Annotate(Box::new(annotation))], "note").unwrap().annotations.remove(0);
        let search = |query: &str, sort| {
            let found = store.search(&parse(query).unwrap(), sort, 10).unwrap();
            found.into_iter().map(|found| (found.listing.title, found.snippet.text, found.note)).collect::<Vec<_>>()
        };
        let river = search("river", Sort::Newest);
        assert_eq!(river.iter().map(|(title, ..)| title.as_str()).collect::<Vec<_>>(), ["Vote", "River wall"]);
        assert_eq!(search("river", Sort::Relevance)[0].0, "River wall");
        let treasurer = search("treasurer", Sort::Newest);
        assert_eq!(treasurer, [("Vote".into(), "Ask the treasurer of the river board.".into(), Some(id))]);
        assert_eq!(search("title:wheat", Sort::Newest)[0].1, "Not about rivers.");
    }
}
