//! What is found in articles, kept for the fields `actor`, `figure`, `unit`, `speaker` and `stance` of a query.

use crate::analysis::Analysis;
use crate::store::fold::fold;
use crate::store::{Store, StoreError};
use crate::text::{Article, ArticleId};
use rusqlite::{OptionalExtension, Transaction, params};
use rust_decimal::prelude::ToPrimitive;
use std::collections::BTreeSet;

impl Store {
    /// Keeps what was found in an article, in place of what was kept before. `version` is that of the analysis.
    pub fn keep_marks(&mut self, article: &Article, found: &Analysis, version: u32) -> Result<(), StoreError> {
        self.keep_all_marks(&[(article, found)], version)
    }

    /// Keeps what was found in several articles, in one transaction.
    pub fn keep_all_marks(&mut self, articles: &[(&Article, &Analysis)], version: u32) -> Result<(), StoreError> {
        self.in_transaction(|work, _| {
            articles.iter().try_for_each(|(article, found)| keep(work, article, found, version))
        })
    }

    /// Has every article analysed again that was analysed by another version. Costs nothing where there is none.
    pub fn expect_marks(&mut self, version: u32) -> Result<(), StoreError> {
        let known: u32 = self.conn.query_row("SELECT version FROM marked_by", [], |row| row.get(0))?;
        if known == version {
            return Ok(());
        }
        self.in_transaction(|work, _| {
            work.execute("UPDATE marked_by SET version = ?1", [version])?;
            let sql = "INSERT OR IGNORE INTO to_mark SELECT a.n FROM article a LEFT JOIN marked m ON m.article = a.n \
                       AND m.revision = a.revision AND m.version = ?1 WHERE m.article IS NULL";
            work.execute(sql, [version])?;
            Ok(())
        })
    }

    /// How many articles wait to be analysed.
    pub fn waiting(&self) -> Result<u64, StoreError> {
        let waiting: i64 = self.conn.query_row("SELECT count(*) FROM to_mark", [], |row| row.get(0))?;
        Ok(u64::try_from(waiting).unwrap_or_default())
    }

    /// The newest articles that wait to be analysed.
    pub fn unmarked(&self, limit: usize) -> Result<Vec<ArticleId>, StoreError> {
        let sql = "SELECT a.id FROM to_mark t CROSS JOIN article a ON a.n = t.article WHERE NOT a.removed \
                   ORDER BY t.article DESC LIMIT ?1";
        let mut query = self.conn.prepare_cached(sql)?;
        let found = query.query_map([i64::try_from(limit).unwrap_or(i64::MAX)], |row| row.get(0))?;
        Ok(found.map(|id| id.map(ArticleId)).collect::<Result<_, _>>()?)
    }
}

fn keep(work: &Transaction<'_>, article: &Article, found: &Analysis, version: u32) -> Result<(), StoreError> {
    let sql = "SELECT n, revision FROM article WHERE id = ?1 AND NOT removed";
    let known =
        work.prepare_cached(sql)?.query_row([&article.id.0], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    let Some((n, latest)) = known else { return Ok(()) };
    let (n, latest): (i64, u32) = (n, latest);
    if latest != article.revision {
        // The text has changed since it was read; its marks will come.
        return Ok(());
    }
    for table in ["mark_word", "mark_size", "marked", "to_mark"] {
        work.prepare_cached(&format!("DELETE FROM {table} WHERE article = ?1"))?.execute([n])?;
    }
    for (field, word) in words(article, found) {
        let sql = "INSERT OR IGNORE INTO mark_word (field, word, article) VALUES (?1, ?2, ?3)";
        work.prepare_cached(sql)?.execute(params![field, word, n])?;
    }
    keep_sizes(work, n, found)?;
    let sql = "INSERT INTO marked (article, revision, version) VALUES (?1, ?2, ?3)";
    work.prepare_cached(sql)?.execute(params![n, latest, version])?;
    Ok(())
}

/// Every word by which a query may ask for the article, with its field. A name is found whole and by each of its words.
fn words(article: &Article, found: &Analysis) -> BTreeSet<(&'static str, String)> {
    let text = article.body.text();
    let mut words = BTreeSet::new();
    let mut name = |field: &'static str, name: &str| {
        let folded = fold(name);
        for part in folded.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()) {
            words.insert((field, part.to_owned()));
        }
        words.insert((field, folded));
    };
    for actor in &found.actors {
        name("actor", &actor.name);
        actor.aliases.iter().for_each(|alias| name("actor", alias));
    }
    for figure in &found.figures {
        name("figure", figure.kind.name());
        if let Some(of) = figure.of {
            name("figure", of.of(text));
        }
        figure.measure.iter().for_each(|measure| name("figure", measure));
        figure.unit.iter().chain(&figure.currency).for_each(|unit| name("unit", unit));
    }
    for claim in &found.claims {
        name("stance", claim.stance.name());
        if let Some(speaker) = &claim.speaker {
            name("speaker", speaker.span.of(text));
            if let Some(actor) = speaker.actor.and_then(|actor| found.actors.get(actor)) {
                name("speaker", &actor.name);
            }
        }
    }
    words
}

fn keep_sizes(work: &Transaction<'_>, n: i64, found: &Analysis) -> Result<(), StoreError> {
    let values = found.figures.iter().flat_map(|figure| [figure.value, figure.low, figure.high]).flatten();
    for value in values.filter_map(|value| value.to_f64()) {
        let sql = "INSERT OR IGNORE INTO mark_size (article, value) VALUES (?1, ?2)";
        work.prepare_cached(sql)?.execute(params![n, value])?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Actor, ActorKind, Claim, Figure, FigureKind, Speaker};
    use crate::query::{Sort, parse};
    use crate::store::sample::add;
    use crate::text::{Span, Stance};

    fn found() -> Analysis {
        let actor = Actor { name: "José Marín".into(), kind: ActorKind::Person, aliases: vec!["the mayor".into()] };
        let figure = Figure {
            span: Span::new(0, 3),
            kind: FigureKind::Money,
            value: Some(1_200_000.into()),
            sides: None,
            low: None,
            high: None,
            unit: None,
            si: None,
            currency: Some("EUR"),
            of: Some(Span::new(4, 9)),
            measure: None,
            scope: None,
            as_of: None,
            minor: false,
            qualifier: None,
            per: None,
            date: None,
            zone: None,
            twin: None,
        };
        let claim = Claim {
            span: Span::new(0, 9),
            parts: vec![Span::new(0, 9)],
            speaker: Some(Speaker { span: Span::new(4, 9), actor: Some(0), resolved: false }),
            cue: None,
            stance: Stance::Denies,
            direct: false,
            denies: None,
            score: 0.0,
        };
        Analysis { actors: vec![actor], figures: vec![figure], claims: vec![claim], ..Analysis::default() }
    }

    #[test]
    fn articles_are_found_by_what_is_in_them() {
        let mut store = Store::memory().unwrap();
        let id = add(&mut store, "one", "2026-03-04", "The walls cost much.").id;
        add(&mut store, "two", "2026-03-05", "Nothing of the kind.");
        store.expect_marks(1).unwrap();
        assert_eq!(store.waiting().unwrap(), 2);
        let article = store.article(&id).unwrap();
        store.keep_marks(&article, &found(), 1).unwrap();
        store.keep_marks(&article, &found(), 1).unwrap();
        assert_eq!(store.unmarked(9).unwrap().len(), 1);
        store.expect_marks(1).unwrap();
        assert_eq!(store.waiting().unwrap(), 1);
        store.expect_marks(2).unwrap();
        assert_eq!(store.waiting().unwrap(), 2);
        store.keep_marks(&article, &found(), 2).unwrap();
        add(&mut store, "one", "2026-03-04", "The walls cost much more.");
        assert_eq!(
            store.unmarked(9).unwrap().first(),
            Some(&store.list(&parse("").unwrap(), Sort::Newest, 1, 0).unwrap()[0].id)
        );
        assert_eq!(store.unmarked(9).unwrap().len(), 2);
        for (query, count) in [
            ("actor:marin", 1),
            ("actor:\"jose marín\"", 1),
            ("actor:mayor", 1),
            ("actor:mar*", 1),
            ("actor:mar", 0),
            ("unit:eur figure:walls figure:money", 1),
            ("figure>1000000", 1),
            ("figure>1200000", 0),
            ("figure:1200000", 1),
            ("stance:denies speaker:jose", 1),
            ("-stance:denies", 1),
            ("stance:says", 0),
        ] {
            let listed = store.list(&parse(query).unwrap(), Sort::Newest, 9, 0).unwrap();
            assert_eq!(listed.len(), count, "{query}");
        }
    }
}
