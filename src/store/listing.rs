//! Lists of articles and notes.

use crate::query::{Is, Query, Sort};
use crate::store::filter::{Filter, Scope, filter, words_and_rest};
use crate::store::{Store, StoreError, annotations};
use crate::text::{Annotation, ArticleId, Listing};
use rusqlite::types::Value;
use rusqlite::{Row, params_from_iter};
use std::collections::HashSet;

/// How many of what a library holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Articles; copies of one text count once.
    pub articles: u64,
    /// Articles not yet opened; copies of one text count once.
    pub unread: u64,
    /// Articles with a star.
    pub starred: u64,
    /// Articles with annotations.
    pub annotated: u64,
    /// Articles with annotations whose passage is unsure or lost.
    pub adrift: u64,
}

const LISTING: &str = "a.id, a.title, a.outlet, a.url, a.published, a.fetched, a.notes, a.adrift, a.unread, a.starred, \
                       (SELECT group_concat(tag, char(31)) FROM article_tag WHERE article = a.n), \
                       (SELECT count(*) FROM article s WHERE s.story = a.story AND s.n <> a.n AND NOT s.removed), \
                       a.seen IS NOT NULL AND a.seen < a.revision";

impl Store {
    /// Articles that a query finds, `limit` of them from number `offset` on.
    pub fn list(&self, query: &Query, sort: Sort, limit: usize, offset: usize) -> Result<Vec<Listing>, StoreError> {
        let rows = match (sort, words_and_rest(query)) {
            (Sort::Newest, Some((words, rest))) => {
                Some(self.newest_with(query, &words, &rest, limit.saturating_add(offset))?)
            }
            (Sort::Relevance, _) => self.best_with(query, limit.saturating_add(offset))?,
            _ => None,
        };
        if let Some(rows) = rows {
            return rows.into_iter().skip(offset).map(|n| self.listing_at(n)).collect();
        }
        let shown = shown(query);
        let order = order(sort);
        // The rows are chosen first, on narrow indexes; only those of the page are read whole.
        let sql = format!(
            "SELECT {LISTING} FROM (SELECT a.n AS chosen FROM article a WHERE {} ORDER BY {order} LIMIT ? OFFSET ?) \
             CROSS JOIN article a ON a.n = chosen ORDER BY {order}",
            shown.sql
        );
        let mut values = shown.values;
        values.extend([whole(limit), whole(offset)]);
        let mut query = self.conn.prepare_cached(&sql)?;
        Ok(query.query_map(params_from_iter(values), listing)?.collect::<Result<_, _>>()?)
    }

    /// Every article that a query finds, those too that stand behind a copy, in the order in which they came.
    pub fn every(&self, query: &Query) -> Result<Vec<Listing>, StoreError> {
        let Filter { sql, values } = filter(query, Scope::Articles);
        let sql = format!("SELECT {LISTING} FROM article a WHERE NOT a.removed AND {sql} ORDER BY a.id");
        let mut query = self.conn.prepare_cached(&sql)?;
        Ok(query.query_map(params_from_iter(values), listing)?.collect::<Result<_, _>>()?)
    }

    /// How many articles a query finds; copies count once.
    pub fn count(&self, query: &Query) -> Result<u64, StoreError> {
        match query {
            Query::All => return Ok(self.counts()?.articles),
            Query::Is(Is::Unread) => return Ok(self.counts()?.unread),
            _ => {}
        }
        match words_and_rest(query) {
            Some((words, rest)) if rest.is_empty() => return Ok(self.all_with(query, &words)?.len() as u64),
            _ => {}
        }
        // Alone, and of each story the fronts and those behind them.
        let Filter { sql, values } = filter(query, Scope::Articles);
        let sql = format!(
            "SELECT count(*) FILTER (WHERE a.story IS NULL), \
             json_group_array(2 * a.story + a.behind) FILTER (WHERE a.story IS NOT NULL) \
             FROM article a WHERE NOT a.removed AND {sql}"
        );
        let (alone, copies): (u64, String) = self
            .conn
            .prepare_cached(&sql)?
            .query_row(params_from_iter(values), |row| Ok((number(row, 0)?, row.get(1)?)))?;
        let copies: Vec<i64> = serde_json::from_str(&copies).unwrap_or_default();
        let fronts: HashSet<i64> = copies.iter().filter(|copy| *copy % 2 == 0).copied().collect();
        let others = copies.iter().filter(|copy| *copy % 2 == 1 && !fronts.contains(&(*copy - 1))).count();
        Ok(alone + fronts.len() as u64 + others as u64)
    }

    /// How many of what the library holds.
    pub fn counts(&self) -> Result<Counts, StoreError> {
        let sql = "SELECT articles, unread, starred, annotated, adrift FROM tally";
        let counts = self.conn.prepare_cached(sql)?.query_row([], |row| {
            Ok(Counts {
                articles: number(row, 0)?,
                unread: number(row, 1)?,
                starred: number(row, 2)?,
                annotated: number(row, 3)?,
                adrift: number(row, 4)?,
            })
        })?;
        Ok(counts)
    }

    /// One article as lists show it.
    pub fn listing(&self, id: &ArticleId) -> Result<Listing, StoreError> {
        let (n, _) = self.live(id)?;
        self.listing_at(n)
    }

    /// Annotations that a query finds, those of the newest article first and by their place in it.
    pub fn notes(&self, query: &Query, limit: usize, offset: usize) -> Result<Vec<(Annotation, Listing)>, StoreError> {
        let filter = filter(query, Scope::Notes);
        let sql = format!(
            "SELECT {LISTING}, t.record, t.sum FROM annotation t JOIN article a ON a.n = t.article \
             WHERE NOT a.removed AND {} ORDER BY a.n DESC, t.start, t.id LIMIT ? OFFSET ?",
            filter.sql
        );
        let mut values = filter.values;
        values.extend([whole(limit), whole(offset)]);
        let mut query = self.conn.prepare_cached(&sql)?;
        let mut rows = query.query(params_from_iter(values))?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let annotation = annotations::checked(&row.get::<_, String>(13)?, &row.get::<_, String>(14)?)?;
            found.push((annotation, listing(row)?));
        }
        Ok(found)
    }

    pub(super) fn rows(&self, sql: &str, values: Vec<Value>) -> Result<Vec<i64>, StoreError> {
        let mut query = self.conn.prepare_cached(sql)?;
        Ok(query.query_map(params_from_iter(values), |row| row.get(0))?.collect::<Result<_, _>>()?)
    }

    pub(super) fn listing_at(&self, n: i64) -> Result<Listing, StoreError> {
        let sql = format!("SELECT {LISTING} FROM article a WHERE a.n = ?1");
        Ok(self.conn.prepare_cached(&sql)?.query_row([n], listing)?)
    }
}

/// The condition for the articles that a list shows: they fit, and no front that fits stands for them.
pub(super) fn shown(query: &Query) -> Filter {
    let Filter { sql, mut values } = filter(query, Scope::Articles);
    if matches!(query, Query::All | Query::Is(Is::Unread)) {
        // A story is read as a whole, so that its front always fits with it.
        return Filter { sql: format!("NOT a.removed AND NOT a.behind AND {sql}"), values };
    }
    values.extend_from_within(..);
    let sql = format!(
        "NOT a.removed AND {sql} AND (NOT a.behind OR a.story NOT IN (SELECT a.story FROM article a \
         WHERE a.story IS NOT NULL AND NOT a.behind AND NOT a.removed AND {sql}))"
    );
    Filter { sql, values }
}

pub(super) fn order(sort: Sort) -> &'static str {
    match sort {
        Sort::Newest | Sort::Relevance => "a.n DESC",
        Sort::Oldest => "a.n",
        Sort::Added => "a.id DESC",
        Sort::Title => "a.title COLLATE NOCASE, a.n DESC",
        Sort::Outlet => "a.outlet COLLATE NOCASE NULLS LAST, a.n DESC",
        Sort::Notes => "a.notes DESC, a.n DESC",
        Sort::Unsettled => {
            "CASE WHEN a.notes = 0 THEN 0 ELSE (SELECT count(*) FROM annotation t WHERE t.article = a.n AND \
             t.kind = 'claim' AND t.verdict IS NULL AND t.status <> 'done') END DESC, a.n DESC"
        }
    }
}

/// Reads the columns of [`LISTING`].
fn listing(row: &Row<'_>) -> rusqlite::Result<Listing> {
    let tags: Option<String> = row.get(10)?;
    Ok(Listing {
        id: ArticleId(row.get(0)?),
        title: row.get(1)?,
        outlet: row.get(2)?,
        url: row.get(3)?,
        published: row.get(4)?,
        fetched: row.get(5)?,
        notes: row.get(6)?,
        adrift: row.get(7)?,
        unread: row.get(8)?,
        starred: row.get(9)?,
        tags: tags.map(|tags| tags.split('\u{1f}').map(String::from).collect()).unwrap_or_default(),
        copies: row.get(11)?,
        changed: row.get(12)?,
    })
}

fn number(row: &Row<'_>, column: usize) -> rusqlite::Result<u64> {
    row.get::<_, i64>(column).map(|number| u64::try_from(number).unwrap_or_default())
}

pub(super) fn whole(number: usize) -> Value {
    Value::Integer(i64::try_from(number).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::parse;
    use crate::store::sample::{add, meta, note};
    use crate::text::{AnnotationKind, Body, Change, Evidence, Verdict};

    /// Four articles; the second has a claim, the third a tag and a star, the fourth is German and read.
    fn library() -> Store {
        let mut store = Store::memory().unwrap();
        add(&mut store, "Flood", "2026-03-01", "The river rose in Žilina. A café closed.");
        let two = add(&mut store, "Vote", "2026-03-02T08:00:00+01:00", "The council voted on the river wall.").id;
        let three = add(&mut store, "Harvest", "2026-04-01", "Wheat did well.").id;
        let four = crate::text::Meta {
            language: Some("de-AT".into()),
            outlet: Some("Die Gazette".into()),
            authors: vec!["Jörg Weiß".into()],
            ..meta("Ernte", "2025-12-31")
        };
        let four = store.add(&four, &Body::verbatim("Der Weizen stand gut.".into())).unwrap().id;
        let claim = Annotation {
            kind: AnnotationKind::Claim,
            tags: vec!["money".into()],
            verdict: Some(Verdict { label: "mostly-false".into(), ..Verdict::default() }),
            speaker: Some("The mayor".into()),
            evidence: vec![Evidence { quote: Some("minutes of the session".into()), ..Evidence::default() }],
            ..note(&store, &two, "river wall", "Ask the treasurer.")
        };
        store
            .apply(
                &[
                    Change::Annotate(Box::new(claim)),
                    Change::Tag(three.clone(), vec!["Farming".into(), "b".into()]),
                    Change::Star(three, true),
                    Change::Read(four, true),
                ],
                "set up",
            )
            .unwrap();
        store
    }

    #[test]
    fn queries_find_articles() {
        let store = library();
        for (query, found) in [
            ("", "Harvest Vote Flood Ernte"),
            ("river", "Vote Flood"),
            ("river council", "Vote"),
            ("council treasurer", "Vote"),
            ("council treasurer wheat", ""),
            ("wheat or rose", "Harvest Flood"),
            ("-river", "Harvest Ernte"),
            ("zilina CAFE", "Flood"),
            ("\"river wall\"", "Vote"),
            ("\"wall river\"", ""),
            ("riv*", "Vote Flood"),
            ("title:vote", "Vote"),
            ("title:river", ""),
            ("author:weiß", "Ernte"),
            ("author:JORG", "Ernte"),
            ("outlet:gazette", "Ernte"),
            ("lang:de", "Ernte"),
            ("lang:en", ""),
            ("url:example.org/V", "Vote"),
            ("date:2026-03", "Vote Flood"),
            ("date>2026-03-01 date<=2026-04", "Harvest Vote"),
            ("date:..2025", "Ernte"),
            ("is:unread", "Harvest Vote Flood"),
            ("is:starred", "Harvest"),
            ("is:annotated", "Vote"),
            ("is:claim -is:done", "Vote"),
            ("is:conflict or is:lost", ""),
            ("tag:farming", "Harvest"),
            ("tag:farm*", "Harvest"),
            ("tag:money", "Vote"),
            ("verdict:mostly-false", "Vote"),
            ("speaker:mayor", "Vote"),
            ("note:treasurer", "Vote"),
            ("note:wall", ""),
            ("session", "Vote"),
            ("has:evidence has:verdict", "Vote"),
            ("has:revision", ""),
            ("… river", "Vote Flood"),
            ("(tag:farming or is:annotated) -is:starred", "Vote"),
        ] {
            let tree = parse(query).unwrap_or_else(|error| panic!("{query}: {error}"));
            let titles = |sort| {
                let listed = store.list(&tree, sort, 100, 0).unwrap();
                listed.into_iter().map(|listing| listing.title).collect::<Vec<_>>()
            };
            assert_eq!(titles(Sort::Newest).join(" "), found, "{query}");
            let mut other = titles(Sort::Oldest);
            other.reverse();
            assert_eq!(other, titles(Sort::Newest), "{query}");
            assert_eq!(store.count(&tree).unwrap(), found.split_whitespace().count() as u64, "{query}");
        }
    }

    #[test]
    fn queries_find_notes() {
        let store = library();
        for (query, count) in [
            ("", 1),
            ("treasurer", 1),
            ("\"river wall\"", 1),
            ("council", 0),
            ("title:vote is:claim is:open", 1),
            ("note:wall", 0),
            ("tag:MONEY", 1),
            ("tag:farming", 0),
            ("verdict:mostly-false speaker:mayor has:evidence", 1),
            ("is:lost", 0),
            ("-is:highlight date:2026", 1),
        ] {
            let found = store.notes(&parse(query).unwrap(), 10, 0).unwrap();
            assert_eq!(found.len(), count, "{query}");
        }
    }

    #[test]
    fn lists_come_in_pages_and_orders() {
        let store = library();
        let titles = |query: &str, sort, limit, offset| {
            let listed = store.list(&parse(query).unwrap(), sort, limit, offset).unwrap();
            listed.into_iter().map(|listing| listing.title).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(titles("", Sort::Newest, 2, 1), "Vote Flood");
        assert_eq!(titles("river", Sort::Newest, 1, 1), "Flood");
        assert_eq!(titles("", Sort::Title, 9, 0), "Ernte Flood Harvest Vote");
        assert_eq!(titles("", Sort::Notes, 1, 0), "Vote");
        let listing = store.list(&parse("tag:farming").unwrap(), Sort::Newest, 1, 0).unwrap().remove(0);
        assert_eq!((listing.tags, listing.starred), (vec!["Farming".into(), "b".into()], true));
        let counts = store.counts().unwrap();
        assert_eq!(counts, Counts { articles: 4, unread: 3, starred: 1, annotated: 1, adrift: 0 });
    }
}
