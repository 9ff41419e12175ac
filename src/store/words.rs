//! Articles that hold words, out of the full-text index.

use crate::query::{Query, Words};
use crate::store::filter::{Filter, Scope, filter, phrase};
use crate::store::listing::whole;
use crate::store::{Store, StoreError};
use rusqlite::types::Value;
use rusqlite::{Connection, params, params_from_iter};
use std::collections::HashSet;

/// So few matches are looked up one by one; more are held against all articles, read once in their order.
const FEW: usize = 3000;
/// A beginning of more words than these is left to the full-text index, which brings all their places together.
const MANY_WORDS: usize = 4000;

impl Store {
    /// The rows of the newest articles that hold all `words` and meet the rest of the query. Both streams come in the
    /// order of time and stop at the limit, so that common words cost no more than rare ones.
    pub(super) fn newest_with(
        &self,
        query: &Query,
        words: &[&Words],
        rest: &[&Query],
        limit: usize,
    ) -> Result<Vec<i64>, StoreError> {
        let others = Filter::all(rest, Scope::Articles);
        let found = format!("find MATCH ? AND NOT a.removed AND {}", others.sql);
        let sql = format!(
            "SELECT a.n, iif(a.behind, a.story, NULL) FROM find CROSS JOIN article a ON a.n = find.rowid \
             WHERE {found} ORDER BY find.rowid DESC"
        );
        let mut values = vec![Value::Text(self.spelt_out(words)?)];
        values.extend(others.values);
        let mut stream = self.conn.prepare_cached(&sql)?;
        let mut stream = stream.query(params_from_iter(values.clone()))?;
        let mut rows = Vec::new();
        while rows.len() < limit
            && let Some(row) = stream.next()?
        {
            let behind: Option<i64> = row.get(1)?;
            if behind.is_none_or(|story| !self.front_is_found(&found, &values, story).unwrap_or(false)) {
                rows.push(row.get(0)?);
            }
        }
        self.with_notes(query, words, limit, rows)
    }

    /// The rows of all articles that hold `words`, the newest first, one for each story.
    pub(super) fn all_with(&self, query: &Query, words: &[&Words]) -> Result<Vec<i64>, StoreError> {
        let sql = "SELECT rowid FROM find WHERE find MATCH ? ORDER BY rowid DESC";
        let holding = self.rows(sql, vec![Value::Text(all(words))])?;
        let rows = if holding.len() > FEW { self.shown_of(&holding)? } else { self.shown_of_few(&holding)? };
        self.with_notes(query, words, usize::MAX, rows)
    }

    /// Those of `holding` that a list shows: not removed, and not behind a front that is among them.
    fn shown_of(&self, holding: &[i64]) -> Result<Vec<i64>, StoreError> {
        let sql = "SELECT n, story, behind FROM article INDEXED BY article_live WHERE NOT removed ORDER BY n DESC";
        let mut live = self.conn.prepare_cached(sql)?;
        let mut live = live.query([])?;
        let mut holding = holding.iter().copied().peekable();
        let mut chosen = Chosen::default();
        while let Some(row) = live.next()? {
            let n: i64 = row.get(0)?;
            while holding.next_if(|held| *held > n).is_some() {}
            if holding.next_if_eq(&n).is_some() {
                chosen.take(n, row.get(1)?, row.get(2)?);
            }
            if holding.peek().is_none() {
                break;
            }
        }
        Ok(chosen.shown())
    }

    fn shown_of_few(&self, holding: &[i64]) -> Result<Vec<i64>, StoreError> {
        let mut one = self.conn.prepare_cached("SELECT story, behind FROM article WHERE n = ?1 AND NOT removed")?;
        let mut chosen = Chosen::default();
        for n in holding {
            let mut found = one.query(params![n])?;
            if let Some(row) = found.next()? {
                chosen.take(*n, row.get(0)?, row.get(1)?);
            }
        }
        Ok(chosen.shown())
    }

    /// Adds the articles where some of the words stand in notes only.
    fn with_notes(
        &self,
        query: &Query,
        words: &[&Words],
        limit: usize,
        mut rows: Vec<i64>,
    ) -> Result<Vec<i64>, StoreError> {
        let noted = "SELECT EXISTS (SELECT 1 FROM annotation)";
        if limit == 0 || !self.conn.prepare_cached(noted)?.query_row([], |row| row.get(0))? {
            return Ok(rows);
        }
        let exact = filter(query, Scope::Articles);
        let sql = format!(
            "SELECT a.n FROM article a WHERE a.n IN (SELECT m.article FROM find_note CROSS JOIN annotation m \
             ON m.n = find_note.rowid WHERE find_note MATCH ?) AND NOT a.removed AND {} ORDER BY a.n DESC LIMIT ?",
            exact.sql
        );
        let any: Vec<String> = words.iter().map(|words| phrase(words)).collect();
        let mut values = vec![Value::Text(any.join(" OR "))];
        values.extend(exact.values);
        values.push(whole(limit));
        rows.extend(self.rows(&sql, values)?);
        rows.sort_unstable_by(|a, b| b.cmp(a));
        rows.dedup();
        rows.truncate(limit);
        Ok(rows)
    }

    /// True when the front of a story meets the condition itself: it stands in the list for those behind it.
    fn front_is_found(&self, found: &str, values: &[Value], story: i64) -> Result<bool, StoreError> {
        let sql = format!(
            "SELECT EXISTS (SELECT 1 FROM article a CROSS JOIN find ON find.rowid = a.n \
             WHERE {found} AND a.story = ? AND NOT a.behind)"
        );
        let values = values.iter().cloned().chain([Value::Integer(story)]);
        Ok(self.conn.prepare_cached(&sql)?.query_row(params_from_iter(values), |row| row.get(0))?)
    }

    /// All of `words` as one full-text query, and the beginning of a word as the words that begin so. The index takes
    /// all places of all words of a beginning before it gives the first; of single words it gives the newest at once.
    fn spelt_out(&self, words: &[&Words]) -> Result<String, StoreError> {
        let parts: Vec<String> = words
            .iter()
            .map(|words| Ok(words_beginning(&self.conn, words)?.unwrap_or_else(|| phrase(words))))
            .collect::<Result<_, StoreError>>()?;
        Ok(parts.join(" AND "))
    }
}

/// All of `words` as one full-text query.
pub(super) fn all(words: &[&Words]) -> String {
    words.iter().map(|words| phrase(words)).collect::<Vec<_>>().join(" AND ")
}

/// The words of the index that begin as asked, as a full-text query; `None` where something else is asked for, or so
/// many begin so that the index does better by itself.
fn words_beginning(conn: &Connection, words: &Words) -> Result<Option<String>, StoreError> {
    // Only of these we know for certain what the index makes of them.
    if !words.open || !words.text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return Ok(None);
    }
    conn.prepare_cached("CREATE VIRTUAL TABLE IF NOT EXISTS temp.find_word USING fts5vocab(main, find, row)")?
        .execute([])?;
    let from = words.text.to_ascii_lowercase();
    let sql = "SELECT term FROM temp.find_word WHERE term >= ?1 AND term < ?1 || char(1114111) LIMIT ?2";
    let mut terms = conn.prepare_cached(sql)?;
    let mut terms = terms.query(params![from, MANY_WORDS as i64 + 1])?;
    let mut found = Vec::new();
    while let Some(term) = terms.next()? {
        found.push(format!("\"{}\"", term.get_ref(0)?.as_str().unwrap_or_default()));
    }
    let fits = !found.is_empty() && found.len() <= MANY_WORDS;
    Ok(fits.then(|| format!("({})", found.join(" OR "))))
}

/// Articles that hold what was asked for, as they come.
#[derive(Default)]
struct Chosen {
    /// With its story where it stands behind the front of one.
    rows: Vec<(i64, Option<i64>)>,
    fronts: HashSet<i64>,
}

impl Chosen {
    fn take(&mut self, n: i64, story: Option<i64>, behind: bool) {
        self.rows.push((n, story.filter(|_| behind)));
        self.fronts.extend(story.filter(|_| !behind));
    }

    fn shown(self) -> Vec<i64> {
        let stands = |behind: &Option<i64>| behind.is_none_or(|story| !self.fronts.contains(&story));
        self.rows.iter().filter(|(_, behind)| stands(behind)).map(|(n, _)| *n).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::{Sort, parse};
    use crate::store::sample::add;
    use crate::text::Change;

    #[test]
    fn all_that_hold_a_word_are_those_that_a_list_shows() {
        let mut store = Store::memory().unwrap();
        let ids: Vec<_> =
            (0..20).map(|n| add(&mut store, &format!("Number {n}"), "2026-03-01", "A river.").id).collect();
        add(&mut store, "Wheat", "2026-03-02", "No such word.");
        store.apply(&[Change::Remove(ids[3].clone())], "remove").unwrap();
        // Two stories: the front of the one holds the word, that of the other does not.
        store
            .conn
            .execute_batch(
                "UPDATE article SET story = 1, behind = title <> 'Number 5' WHERE title IN ('Number 5', 'Number 6');
                 UPDATE article SET story = 2, behind = title <> 'Wheat' WHERE title IN ('Wheat', 'Number 7');",
            )
            .unwrap();
        let query = parse("river").unwrap();
        let held = store.rows("SELECT rowid FROM find WHERE find MATCH 'river' ORDER BY rowid DESC", vec![]).unwrap();
        let shown = store.shown_of(&held).unwrap();
        assert_eq!((held.len(), shown.len()), (20, 18));
        assert_eq!(store.shown_of_few(&held).unwrap(), shown);
        assert_eq!(store.newest_with(&query, &query.words(), &[], usize::MAX).unwrap(), shown);
        assert_eq!(store.count(&query).unwrap(), 18);
        assert_eq!(store.list(&query, Sort::Newest, 100, 0).unwrap().len(), 18);
    }

    #[test]
    fn the_beginning_of_a_word_finds_what_the_index_finds() {
        let mut store = Store::memory().unwrap();
        for (title, text) in
            [("Riverside", "A wall."), ("Two", "The RIVER rose."), ("Three", "Rivières en crue."), ("Four", "A riot.")]
        {
            add(&mut store, title, "2026-03-01", text);
        }
        for (asked, found) in [("riv*", 3), ("RIV*", 3), ("rivi*", 1), ("rivè*", 2), ("river*", 2), ("x*", 0)] {
            let query = parse(asked).unwrap();
            assert_eq!(store.list(&query, Sort::Newest, 10, 0).unwrap().len(), found, "{asked}");
            assert_eq!(store.all_with(&query, &query.words()).unwrap().len(), found, "{asked}");
        }
        assert_eq!(store.list(&parse("riv* wall").unwrap(), Sort::Newest, 10, 0).unwrap().len(), 1);
    }
}
