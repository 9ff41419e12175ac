//! `dateline actors`, `figures` and `claims`: what is found in one article, or across articles.

use crate::cli::across;
use crate::cli::given::Given;
use crate::cli::marks_table::{actor_rows, claim_rows, figure_rows};
use crate::cli::named::{find, is_file, named};
use crate::cli::out::{NothingMatched, Out, tell};
use crate::cli::shelf::{query, to_list, to_read};
use crate::cli::table;
use crate::export::{Dossier, actors_csv, actors_json, claims_csv, claims_json, figures_csv, figures_json};
use crate::ingest::Draft;
use crate::jobs::load;
use crate::query::Sort;
use crate::service::{read_corrected, read_with};
use crate::store::{Store, StoreError};
use crate::text::{Article, ArticleId, Listing};
use anyhow::{Result, anyhow};
use clap::Args;
use serde_json::{Map, Value};

/// What `actors`, `figures` and `claims` take.
#[derive(Args)]
pub struct MarksArgs {
    /// An article (an id or its beginning, a path, a web address, -), or a query: what is found across the articles that
    /// fit; across all when nothing is named
    #[arg(value_name = "REF|QUERY", value_parser = named())]
    what: Vec<String>,
    /// Across the articles that fit, even where an article goes by this name
    #[arg(long, value_name = "QUERY", conflicts_with = "what")]
    query: Option<String>,
    /// Print one JSON document
    #[arg(long)]
    json: bool,
    /// Print a table for spreadsheets
    #[arg(long, conflicts_with = "json")]
    csv: bool,
    /// Across articles, look at so many of the newest
    #[arg(long, value_name = "N", default_value_t = 1000)]
    limit: usize,
}

/// What `claims` takes.
#[derive(Args)]
pub struct ClaimsArgs {
    #[command(flatten)]
    marks: MarksArgs,
    /// Those most worth checking first, instead of by their place
    #[arg(long)]
    by_score: bool,
}

/// Which list is asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum List {
    /// Who is named.
    Actors,
    /// Which numbers, amounts and dates.
    Figures,
    /// Who says what.
    Claims,
}

/// Prints who is named.
pub fn actors(args: &MarksArgs, given: &Given) -> Result<()> {
    run(List::Actors, args, false, given)
}

/// Prints which numbers, amounts and dates.
pub fn figures(args: &MarksArgs, given: &Given) -> Result<()> {
    run(List::Figures, args, false, given)
}

/// Prints who says what.
pub fn claims(args: &ClaimsArgs, given: &Given) -> Result<()> {
    run(List::Claims, &args.marks, args.by_score, given)
}

fn run(list: List, args: &MarksArgs, by_score: bool, given: &Given) -> Result<()> {
    let mut out = Out::new();
    let (dossiers, across) = match one_article(args, given)? {
        Some(dossier) => (vec![dossier], false),
        None => (articles(args, given)?, true),
    };
    let count: usize = dossiers.iter().map(|dossier| found(list, dossier)).sum();
    match (args.json, args.csv) {
        (true, _) if across => print_all(&mut out, list, &dossiers, by_score)?,
        (true, _) => out.document(&document(list, dossiers.first(), by_score))?,
        (_, true) => out.text(&String::from_utf8_lossy(&match list {
            List::Actors => actors_csv(&dossiers)?,
            List::Figures => figures_csv(&dossiers)?,
            List::Claims => claims_csv(&dossiers)?,
        }))?,
        _ => print_table(&mut out, list, &dossiers, across, by_score)?,
    }
    out.flush()?;
    match count {
        0 => Err(NothingMatched(format!("no {} found", name(list))).into()),
        _ => Ok(()),
    }
}

fn name(list: List) -> &'static str {
    match list {
        List::Actors => "actors",
        List::Figures => "figures",
        List::Claims => "claims",
    }
}

fn found(list: List, dossier: &Dossier) -> usize {
    match list {
        List::Actors => dossier.found.actors.len(),
        List::Figures => dossier.found.figures.len(),
        List::Claims => dossier.found.claims.len(),
    }
}

/// The article that is named: in the library, else a file, a page or standard input, which is not kept.
fn one_article(args: &MarksArgs, given: &Given) -> Result<Option<Dossier>> {
    let [named] = args.what.as_slice() else { return Ok(None) };
    let store = to_read(given).ok();
    if named != "-"
        && let Some(store) = &store
    {
        match find(store, named) {
            Ok(id) => return Ok(Some(of_library(store, &id)?)),
            Err(StoreError::NoArticle(_)) => {}
            Err(error) => return Err(error.into()),
        }
    }
    let elsewhere = named == "-" || named.contains("://") || is_file(named);
    if !elsewhere {
        return Ok(None);
    }
    let Draft { meta, body, warnings, .. } = load(named).map_err(|why| anyhow!(why))?;
    warnings.iter().for_each(|warning| tell(&format!("{named}: {warning}")));
    let article = Article { id: ArticleId::default(), meta, revision: 1, body };
    let corrections = store.map(|store| store.corrections_everywhere()).transpose()?.unwrap_or_default();
    let found = read_with(&article, &corrections);
    Ok(Some(Dossier { article, found, ..Dossier::default() }))
}

fn of_library(store: &Store, id: &ArticleId) -> Result<Dossier> {
    let article = store.article(id)?;
    let found = read_corrected(store, &article)?;
    Ok(Dossier { article, found, ..Dossier::default() })
}

/// The articles that fit, the newest first, read on every core.
fn articles(args: &MarksArgs, given: &Given) -> Result<Vec<Dossier>> {
    let written: Vec<String> = args.query.iter().cloned().chain(args.what.iter().cloned()).collect();
    let query = query(&written)?;
    let store = to_list(given, args.json)?;
    let listed: Vec<Listing> = store.list(&query, Sort::Newest, args.limit.saturating_add(1), 0)?;
    if listed.len() > args.limit {
        tell(&format!("more than {} articles fit; these are the newest, --limit N looks at more", args.limit));
    }
    let ids: Vec<ArticleId> = listed.into_iter().take(args.limit).map(|listing| listing.id).collect();
    across::read_all(&store, &ids)
}

/// One article with one of its lists.
fn document(list: List, dossier: Option<&Dossier>, by_score: bool) -> Value {
    let Some(dossier) = dossier else { return Value::Null };
    let mut row = source(dossier);
    let rows = match list {
        List::Actors => actors_json(dossier),
        List::Figures => figures_json(dossier).into_iter().map(Value::Object).collect(),
        List::Claims => sorted(claims_json(dossier), by_score).into_iter().map(Value::Object).collect(),
    };
    row.insert(name(list).into(), rows);
    Value::Object(row)
}

fn source(dossier: &Dossier) -> Map<String, Value> {
    let Article { id, meta, body, .. } = &dossier.article;
    Map::from_iter([
        ("id".to_owned(), Some(id.0.as_str()).filter(|id| !id.is_empty()).into()),
        ("title".to_owned(), meta.title.as_str().into()),
        ("outlet".to_owned(), meta.outlet.as_deref().into()),
        ("url".to_owned(), meta.url.as_deref().into()),
        ("published".to_owned(), meta.published.as_deref().into()),
        ("text_sha256".to_owned(), body.sha256().into()),
    ])
}

/// Those most worth checking first, where that is asked for.
fn sorted(mut claims: Vec<Map<String, Value>>, by_score: bool) -> Vec<Map<String, Value>> {
    if by_score {
        let score = |row: &Map<String, Value>| row.get("score").and_then(Value::as_f64).unwrap_or(0.0);
        claims.sort_by(|a, b| score(b).total_cmp(&score(a)));
    }
    claims
}

/// One list over all articles: figures and claims with their article, actors once with the articles that name them.
fn print_all(out: &mut Out, list: List, dossiers: &[Dossier], by_score: bool) -> Result<()> {
    let with_source = |dossier: &Dossier, row: Map<String, Value>| {
        let Article { id, meta, .. } = &dossier.article;
        let mut whole = Map::new();
        whole.insert("article".into(), id.0.as_str().into());
        whole.insert("title".into(), meta.title.as_str().into());
        whole.insert("outlet".into(), meta.outlet.as_deref().into());
        whole.insert("published".into(), meta.published.as_deref().into());
        whole.extend(row);
        whole
    };
    let rows: Vec<Map<String, Value>> = match list {
        List::Actors => across::actors(dossiers).iter().map(across::Known::json).collect(),
        List::Figures => {
            dossiers.iter().flat_map(|one| figures_json(one).into_iter().map(|row| with_source(one, row))).collect()
        }
        List::Claims => {
            let all = dossiers.iter();
            let all = all.flat_map(|one| claims_json(one).into_iter().map(|row| with_source(one, row))).collect();
            sorted(all, by_score)
        }
    };
    out.array(rows.into_iter().map(|row| Ok(Value::Object(row))))
}

fn print_table(out: &mut Out, list: List, dossiers: &[Dossier], across: bool, by_score: bool) -> Result<()> {
    let (mut head, rows): (Vec<&str>, Vec<Vec<String>>) = match list {
        List::Actors if across => {
            let head = vec!["actor", "kind", "articles", "mentions", "last", "also"];
            (head, across::actors(dossiers).iter().map(across::Known::row).collect())
        }
        List::Actors => {
            (vec!["actor", "kind", "mentions", "role", "also"], dossiers.iter().flat_map(actor_rows).collect())
        }
        List::Figures => {
            let rows = dossiers.iter().flat_map(|one| with_title(one, figure_rows(one), across)).collect();
            (vec!["figure", "kind", "value", "of", "said by"], rows)
        }
        List::Claims => {
            let mut rows: Vec<(f64, Vec<String>)> = Vec::new();
            for one in dossiers {
                let scores = one.found.claims.iter().map(|claim| claim.score);
                rows.extend(scores.zip(with_title(one, claim_rows(one), across)));
            }
            if by_score {
                rows.sort_by(|a, b| b.0.total_cmp(&a.0));
            }
            (vec!["speaker", "stance", "score", "claim"], rows.into_iter().map(|(_, row)| row).collect())
        }
    };
    if across && list != List::Actors {
        head.insert(0, "article");
    }
    Ok(table::print(out, &head, &rows)?)
}

fn with_title(dossier: &Dossier, rows: Vec<Vec<String>>, across: bool) -> Vec<Vec<String>> {
    let title = dossier.article.meta.title.clone();
    let first: Vec<String> = across.then_some(title).into_iter().collect();
    rows.into_iter().map(|row| [first.clone(), row].concat()).collect()
}
