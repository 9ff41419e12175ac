//! `dateline show`: an article with its marks.

use crate::analysis::{Analysis, unread};
use crate::cli::given::Given;
use crate::cli::named::{find, is_file, named};
use crate::cli::out::{Out, tell};
use crate::cli::shelf::to_read;
use crate::export::{Marked, marks_json, note_json};
use crate::jobs::load;
use crate::page::wrap_text;
use crate::service::read_with;
use crate::store::StoreError;
use crate::text::{Annotation, Article, ArticleId, BlockKind, Body, CodePoints, Correction};
use anyhow::{Result, anyhow};
use clap::Args;
use serde_json::{Map, Value};
use std::io;

/// `dateline show`
#[derive(Args)]
pub struct ShowArgs {
    /// An id, an unambiguous beginning of one, a path or a web address
    #[arg(value_name = "REF", value_parser = named())]
    article: String,
    /// Print one JSON document
    #[arg(long)]
    json: bool,
    /// The text alone, without marks and notes
    #[arg(long)]
    plain: bool,
    /// Columns of a line
    #[arg(long, value_name = "N", default_value_t = 80)]
    width: usize,
}

/// An article to be shown: of the library, or a file that is not in it.
struct Shown {
    article: Article,
    notes: Vec<Annotation>,
    tags: Vec<String>,
    /// Corrections of what is detected in it.
    corrections: Vec<Correction>,
}

/// Prints an article.
pub fn run(args: &ShowArgs, given: &Given) -> Result<()> {
    let shown = shown(&args.article, given)?;
    let mut out = Out::new();
    if args.json {
        out.document(&Value::Object(article_json(&shown)))?;
    } else {
        let found = if args.plain { Analysis::default() } else { read_with(&shown.article, &shown.corrections) };
        print(&mut out, args, &shown.article, &found, &shown.notes)?;
    }
    out.flush()?;
    Ok(())
}

/// The article of the library, else the file, which needs no library and is not kept.
fn shown(name: &str, given: &Given) -> Result<Shown> {
    let store = to_read(given);
    match store.as_ref().map(|store| find(store, name)) {
        Ok(Ok(id)) => {
            let store = store?;
            let article = store.article(&id)?;
            let (notes, tags) = (store.annotations(&id)?, store.listing(&id)?.tags);
            let corrections = store.corrections(&id)?;
            Ok(Shown { article, notes, tags, corrections })
        }
        Ok(Err(StoreError::NoArticle(_))) | Err(_) if name == "-" || is_file(name) => {
            let draft = load(name).map_err(|why| anyhow!(why))?;
            draft.warnings.iter().for_each(|warning| tell(&format!("{name}: {warning}")));
            let article = Article { id: ArticleId::default(), meta: draft.meta, revision: 1, body: draft.body };
            let corrections = store.ok().map(|store| store.corrections_everywhere()).transpose()?.unwrap_or_default();
            Ok(Shown { article, notes: Vec::new(), tags: Vec::new(), corrections })
        }
        Ok(Err(error)) => Err(error.into()),
        Err(_) => Err(store.err().unwrap_or_else(|| anyhow!("there is no library"))),
    }
}

/// The article as `show --json` prints it.
fn article_json(shown: &Shown) -> Map<String, Value> {
    let Shown { article, notes, tags, corrections } = shown;
    let Article { id, meta, revision, body } = article;
    let found = read_with(article, corrections);
    let mut row = Map::new();
    let id = Some(id.0.as_str()).filter(|id| !id.is_empty());
    row.insert("id".into(), id.into());
    row.insert("title".into(), meta.title.as_str().into());
    row.insert("authors".into(), meta.authors.as_slice().into());
    row.insert("outlet".into(), meta.outlet.as_deref().into());
    row.insert("url".into(), meta.url.as_deref().into());
    row.insert("published".into(), meta.published.as_deref().into());
    row.insert("fetched".into(), meta.fetched.as_str().into());
    row.insert("language".into(), meta.language.as_deref().into());
    row.insert("revision".into(), (*revision).into());
    row.insert("tags".into(), tags.as_slice().into());
    let text_sha256 = body.sha256();
    row.insert("text_sha256".into(), text_sha256.as_str().into());
    row.append(&mut marks_json(&Marked { body, found: &found }));
    let points = CodePoints::new(body.text());
    let notes = notes.iter().map(|note| {
        let counts_here = note.anchor.text_sha256 == text_sha256;
        Value::Object(note_json(note, counts_here.then_some(&points)))
    });
    row.insert("notes".into(), notes.collect());
    row
}

fn print(out: &mut Out, args: &ShowArgs, article: &Article, found: &Analysis, notes: &[Annotation]) -> io::Result<()> {
    let Article { meta, body, .. } = article;
    let width = args.width.max(10);
    wrapped(out, &meta.title, width, "", "")?;
    let authors = meta.authors.join(", ");
    let day = meta.published.as_deref().map(|day| day.get(..10).unwrap_or(day));
    let known = [Some(authors.as_str()), meta.outlet.as_deref(), day, meta.url.as_deref()];
    let known: Vec<&str> = known.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    if !known.is_empty() {
        wrapped(out, &known.join(" · "), width, "", "")?;
    }
    if let Some(line) = foreign(found, body) {
        wrapped(out, &line, width, "", "")?;
    }
    for (index, block) in body.blocks().iter().enumerate() {
        out.line("")?;
        let text = block.span.of(body.text());
        match block.kind {
            _ if found.boilerplate.contains(&index) => wrapped(out, text, width, "· ", "· ")?,
            BlockKind::Heading(level) => {
                let sign = "#".repeat(usize::from(level.clamp(1, 6)));
                wrapped(out, text, width, &format!("{sign} "), "  ")?;
            }
            BlockKind::Quote(depth) => {
                let sign = "> ".repeat(usize::from(depth.clamp(1, 8)));
                wrapped(out, text, width, &sign, &sign)?;
            }
            BlockKind::Item { depth, number } => {
                let margin = "  ".repeat(usize::from(depth.clamp(1, 8)) - 1);
                let bullet = number.map_or("• ".to_owned(), |number| format!("{number}. "));
                let rest = " ".repeat(bullet.chars().count());
                wrapped(out, text, width, &format!("{margin}{bullet}"), &format!("{margin}{rest}"))?;
            }
            BlockKind::Code | BlockKind::Table => {
                for line in text.lines() {
                    out.line(&format!("    {line}"))?;
                }
            }
            BlockKind::Paragraph => wrapped(out, text, width, "", "")?,
        }
        let end = body.blocks().get(index + 1).map_or(usize::MAX, |next| next.span.start);
        let here = |note: &&Annotation| {
            let start = note.anchor.span.start;
            start < end && (start >= block.span.start || index == 0)
        };
        if !args.plain {
            for note in notes.iter().filter(here) {
                print_note(out, note, width)?;
            }
        }
    }
    if args.plain { Ok(()) } else { print_marks(out, article, found, width) }
}

/// What is not in English, in one line.
fn foreign(found: &Analysis, body: &Body) -> Option<String> {
    let blocks = &found.tongue.foreign;
    let (_, first) = blocks.first()?;
    let some = || format!("{} of {} paragraphs are in {}", blocks.len(), body.blocks().len(), unread(first));
    Some(found.unread(body).unwrap_or_else(some))
}

fn print_note(out: &mut Out, note: &Annotation, width: usize) -> io::Result<()> {
    let verdict = note.verdict.as_ref().map(|verdict| format!(" [{}]", verdict.label)).unwrap_or_default();
    let tags: String = note.tags.iter().map(|tag| format!(" #{tag}")).collect();
    let state = match note.state.name() {
        state @ ("unsure" | "lost") => format!(" ({state})"),
        _ if note.is_changed() => format!(" (was “{}”)", note.given_on()),
        _ => String::new(),
    };
    let head = format!("“{}”{state}{verdict}{tags}", note.anchor.quote);
    wrapped(out, &head, width, "  ✎ ", "    ")?;
    for line in note.statement.iter().flat_map(|statement| statement.lines()).chain(note.note.lines()) {
        wrapped(out, line, width, "    ", "    ")?;
    }
    Ok(())
}

/// What the analysis found, listed under the text.
fn print_marks(out: &mut Out, article: &Article, found: &Analysis, width: usize) -> io::Result<()> {
    let text = article.body.text();
    if !found.actors.is_empty() {
        out.line("")?;
        out.line("Actors")?;
        for (index, actor) in found.actors.iter().enumerate() {
            let count = found.mentions.iter().filter(|mention| mention.actor == index).count();
            let aliases = actor.aliases.join(", ");
            let aliases = if aliases.is_empty() { aliases } else { format!(" — also {aliases}") };
            let line = format!("{} ({}, {count}){aliases}", actor.name, actor.kind.name());
            wrapped(out, &line, width, "  ", "      ")?;
        }
    }
    if !found.figures.is_empty() {
        out.line("")?;
        out.line("Figures")?;
        for figure in &found.figures {
            let of = figure.of.map(|span| format!(" — {}", span.of(text))).unwrap_or_default();
            let line = format!("{} ({}){of}", figure.span.of(text), figure.kind.name());
            wrapped(out, &line, width, "  ", "      ")?;
        }
    }
    if !found.claims.is_empty() {
        out.line("")?;
        out.line("Claims")?;
        for claim in &found.claims {
            let speaker = claim.speaker.as_ref().map_or("no speaker named:", |speaker| speaker.span.of(text));
            let words: Vec<&str> = claim.parts.iter().map(|part| part.of(text)).collect();
            let line = format!("{speaker} {}: {}", claim.stance.past(), words.join(" … "));
            wrapped(out, &line, width, "  ", "      ")?;
        }
    }
    Ok(())
}

fn wrapped(out: &mut Out, text: &str, width: usize, first: &str, rest: &str) -> io::Result<()> {
    let text = crate::text::printable(text);
    let measure = width.saturating_sub(rest.chars().count().max(first.chars().count())).max(8);
    for (nth, row) in wrap_text(&text, measure).into_iter().enumerate() {
        out.line(&format!("{}{}", if nth == 0 { first } else { rest }, row.trim_end()))?;
    }
    Ok(())
}
