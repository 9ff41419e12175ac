//! `dateline add`, `list`, `search`, `undo` and `redo`: the articles of the library.

use crate::cli::given::Given;
use crate::cli::named::named;
use crate::cli::out::{NothingMatched, Out, WrongUsage, tell};
use crate::cli::shelf::{afterwards, query, to_list, to_write};
use crate::ingest::Draft;
use crate::jobs::{ENDINGS, Marker, address_of, documents_in, load_each};
use crate::query::Sort;
use crate::store::{Added, Applied, Found, Outcome, Store, StoreError};
use crate::text::{Body, Listing, Meta, Span, printable};
use anyhow::{Result, anyhow};
use clap::Args;
use serde_json::{Value, json};
use std::io::IsTerminal;
use std::path::Path;

/// Articles that are listed, and passages that are shown, where no limit is given.
const LISTED: usize = 100;
const FOUND: usize = 50;

/// `dateline add`
#[derive(Args)]
pub struct AddArgs {
    /// Files, feeds saved as files, folders (with everything in them), web addresses, or - for standard input
    #[arg(required = true, value_name = "PATH|URL|-", value_parser = named())]
    sources: Vec<String>,
    /// Print one JSON object an article
    #[arg(long)]
    json: bool,
}

/// `dateline list`
#[derive(Args)]
pub struct ListArgs {
    /// Which articles; all when nothing is asked
    query: Vec<String>,
    /// Print one JSON document
    #[arg(long)]
    json: bool,
    /// At most so many; 100 when not given
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// The order
    #[arg(long, value_name = "ORDER", default_value = "newest", value_parser = sorts())]
    sort: String,
}

/// `dateline search`
#[derive(Args)]
pub struct SearchArgs {
    /// What to look for in articles and notes
    #[arg(required = true)]
    query: Vec<String>,
    /// Print one JSON document
    #[arg(long)]
    json: bool,
    /// At most so many; 50 when not given
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// The order
    #[arg(long, value_name = "ORDER", default_value = "newest", value_parser = sorts())]
    sort: String,
}

fn sorts() -> clap::builder::PossibleValuesParser {
    Sort::ALL.iter().map(|(_, name)| *name).collect::<Vec<_>>().into()
}

/// Puts articles into the library; what cannot be read is told and the rest goes on.
pub fn add(args: &AddArgs, given: &Given) -> Result<()> {
    let mut store = to_write(given)?;
    let mut out = Out::after_saving();
    let (mut sources, mut failures) = (Vec::new(), 0usize);
    for source in &args.sources {
        match Path::new(source) {
            path if path.is_dir() => {
                let files = documents_in(path).map_err(|error| anyhow!("cannot read {}: {error}", path.display()))?;
                sources.extend(files.iter().map(|path| address_of(path)));
            }
            _ => sources.push(source.clone()),
        }
    }
    if sources.is_empty() {
        return Err(NothingMatched(format!("no files with the endings {} there", ENDINGS.join(", "))).into());
    }
    let mut marker = Marker::start();
    for source in &sources {
        let drafts = match load_each(source) {
            Ok(drafts) => drafts,
            Err(why) => {
                failures += 1;
                tell(&why);
                continue;
            }
        };
        for (added, draft) in keep(&mut store, source, &drafts)? {
            say_added(&mut out, args.json, source, &added, draft)?;
            if added.outcome != Outcome::Same {
                // Analysed behind the adding, on the other cores.
                let article = store.article(&added.id)?;
                marker.put(&mut store, article)?;
            }
        }
    }
    marker.finish(&mut store)?;
    afterwards(&store, given)?;
    match failures {
        0 => Ok(()),
        1 if sources.len() == 1 => Err(anyhow!("nothing was added")),
        _ => Err(anyhow!("{failures} of {} could not be added", sources.len())),
    }
}

/// Keeps what one source gave, as one act.
fn keep<'d>(store: &mut Store, source: &str, drafts: &'d [Draft]) -> Result<Vec<(Added, &'d Draft)>> {
    if let [draft] = drafts {
        draft.warnings.iter().for_each(|warning| tell(&format!("{source}: {warning}")));
        let (meta, second) = store.settle_address(&draft.meta, &draft.body, source)?;
        let added = store.add_as_act(&meta, &draft.body, &format!("add {}", draft.meta.title))?;
        if second {
            store.sign_second(&added.id)?;
            tell(&format!("{source}: the library has other words at the address it names, so it is kept by itself"));
        }
        if let Some(page) = &draft.source {
            store.keep_page(&added.id, page)?;
        }
        return Ok(vec![(added, draft)]);
    }
    let articles: Vec<(Meta, Body)> = drafts.iter().map(|draft| (draft.meta.clone(), draft.body.clone())).collect();
    let added = store.add_all_as_act(&articles, &format!("add {} articles of {source}", articles.len()))?;
    Ok(added.into_iter().zip(drafts).collect())
}

fn say_added(out: &mut Out, json: bool, source: &str, added: &Added, draft: &Draft) -> Result<()> {
    let outcome = match added.outcome {
        Outcome::New => "new",
        Outcome::Same => "same",
        Outcome::Revision => "revision",
    };
    if json {
        out.object(&json!({"id": added.id.0, "outcome": outcome, "title": draft.meta.title, "source": source,
            "warnings": draft.warnings}))?;
    } else {
        out.line(&added.id.0)?;
    }
    Ok(out.flush()?)
}

/// Lists articles.
pub fn list(args: &ListArgs, given: &Given) -> Result<()> {
    let query = query(&args.query)?;
    let store = to_list(given, args.json)?;
    let limit = args.limit.unwrap_or(LISTED);
    let mut listed = store.list(&query, sort(&args.sort)?, limit.saturating_add(1), 0)?;
    let more = listed.len() > limit;
    listed.truncate(limit);
    let mut out = Out::new();
    if args.json {
        out.array(listed.iter().map(|listing| Ok(listing_json(listing))))?;
    } else {
        for listing in &listed {
            out.line(&listing_line(listing))?;
        }
    }
    out.flush()?;
    if more && args.limit.is_none() {
        let all = store.count(&query)?;
        tell(&format!("the first {limit} of {all} articles; --limit {all} lists them all"));
    }
    // An empty library is no failure where nothing was asked.
    match listed.is_empty() && !query.is_all() {
        true => Err(NothingMatched("no article fits".into()).into()),
        false => Ok(()),
    }
}

/// Searches articles and notes.
pub fn search(args: &SearchArgs, given: &Given) -> Result<()> {
    let query = query(&args.query)?;
    let store = to_list(given, args.json)?;
    let limit = args.limit.unwrap_or(FOUND);
    let mut found = store.search(&query, sort(&args.sort)?, limit.saturating_add(1))?;
    let more = found.len() > limit;
    found.truncate(limit);
    let mut out = Out::new();
    if args.json {
        out.array(found.iter().map(|found| found_json(&store, found)))?;
    } else {
        let lights = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
        for found in &found {
            out.line(&listing_line(&found.listing))?;
            let mark = if found.note.is_some() { "✎ " } else { "" };
            out.bytes(format!("    {mark}{}\n", lit(&found.snippet.text, &found.snippet.hits, lights)).as_bytes())?;
        }
    }
    out.flush()?;
    if more && args.limit.is_none() {
        tell(&format!("the first {limit} passages; --limit N shows more"));
    }
    if found.is_empty() { Err(NothingMatched("nothing fits".into()).into()) } else { Ok(()) }
}

/// Undoes or does again the last act.
pub fn turn(given: &Given, redo: bool) -> Result<()> {
    let mut store = to_write(given)?;
    let turned: Result<Option<Applied>, StoreError> = if redo { store.redo() } else { store.undo() };
    match turned? {
        Some(applied) => {
            let mut out = Out::after_saving();
            out.line(&format!("{}: {}", if redo { "done again" } else { "undone" }, applied.label))?;
            Ok(out.flush()?)
        }
        None => Err(NothingMatched(format!("nothing to {}", if redo { "do again" } else { "undo" })).into()),
    }
}

fn sort(name: &str) -> Result<Sort> {
    Sort::named(name).ok_or_else(|| WrongUsage(format!("there is no order `{name}`")).into())
}

/// An article of a list as a line.
pub fn listing_line(listing: &Listing) -> String {
    let day = listing.published.as_deref().unwrap_or(&listing.fetched).get(..10).unwrap_or("          ");
    let star = if listing.starred { "★" } else { " " };
    let unread = match (listing.unread, listing.changed) {
        (true, _) => "•",
        (false, true) => "±",
        (false, false) => " ",
    };
    let copies = if listing.copies > 0 { format!("  +{}", listing.copies) } else { String::new() };
    let notes = if listing.notes > 0 { format!("  ✎{}", listing.notes) } else { String::new() };
    let tags: String = listing.tags.iter().map(|tag| format!("  #{tag}")).collect();
    let outlet = listing.outlet.as_deref().map(|outlet| format!("  ({outlet})")).unwrap_or_default();
    format!("{}  {day} {unread}{star} {}{outlet}{copies}{notes}{tags}", listing.id, listing.title)
}

/// An article of a list.
pub fn listing_json(listing: &Listing) -> Value {
    json!({
        "id": listing.id.0,
        "title": listing.title,
        "outlet": listing.outlet,
        "url": listing.url,
        "published": listing.published,
        "fetched": listing.fetched,
        "tags": listing.tags,
        "notes": listing.notes,
        "adrift": listing.adrift,
        "unread": listing.unread,
        "changed": listing.changed,
        "starred": listing.starred,
        "copies": listing.copies,
    })
}

/// Offsets count code points: `hits` in the snippet, `start` and `end` in the article's text.
fn found_json(store: &Store, found: &Found) -> Result<Value> {
    let points = |text: &str, at: usize| text.get(..at).unwrap_or_default().chars().count();
    let snippet = &found.snippet;
    let hits = snippet.hits.iter().map(|hit| json!([points(&snippet.text, hit.start), points(&snippet.text, hit.end)]));
    let hits: Vec<Value> = hits.collect();
    let mut row = listing_json(&found.listing);
    let place = match (snippet.at, &found.note) {
        (Some(span), None) => {
            let article = store.article(&found.listing.id)?;
            Some((points(article.body.text(), span.start), points(article.body.text(), span.end)))
        }
        _ => None,
    };
    if let Value::Object(row) = &mut row {
        row.insert("snippet".into(), snippet.text.as_str().into());
        row.insert("hits".into(), hits.into());
        row.insert("start".into(), place.map(|(start, _)| start).into());
        row.insert("end".into(), place.map(|(_, end)| end).into());
        row.insert("note".into(), found.note.as_ref().map(|note| note.0.as_str()).into());
    }
    Ok(row)
}

/// A line with its hits in bold, if the terminal is to show them.
fn lit(text: &str, hits: &[Span], lights: bool) -> String {
    if !lights {
        return printable(text).into_owned();
    }
    let mut line = String::new();
    let mut last = 0;
    for hit in hits {
        line.push_str(&printable(text.get(last..hit.start).unwrap_or_default()));
        line.push_str(&format!("\x1b[1m{}\x1b[0m", printable(hit.of(text))));
        last = hit.end;
    }
    line.push_str(&printable(text.get(last..).unwrap_or_default()));
    line
}
