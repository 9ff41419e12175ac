//! `dateline note`: the reader's notes, listed, shown and removed.

use crate::app::verdict_words;
use crate::cli::given::Given;
use crate::cli::note_add::{self, NoteAddArgs};
use crate::cli::note_edit::{self, NoteEditArgs, NoteRepairArgs};
use crate::cli::note_link::{self, NoteAppearanceArgs, NoteEvidenceArgs, NoteLinkArgs};
use crate::cli::out::{NothingMatched, Out, WrongUsage, tell};
use crate::cli::shelf::{afterwards, query, to_list, to_read, to_write};
use crate::export::note_json;
use crate::jobs;
use crate::store::Store;
use crate::text::{Annotation, Article, Change, CodePoints, Evidence, Listing, Stance};
use anyhow::Result;
use clap::{Args, Subcommand};
use serde_json::Value;

/// What to do with notes.
#[derive(Subcommand)]
pub enum NoteCommand {
    /// Put a note on a passage; prints its id once it is on the disk
    Add(Box<NoteAddArgs>),
    /// Notes of all articles
    List(NoteListArgs),
    /// One note
    Show {
        /// Its id, or an unambiguous beginning of it
        id: String,
        /// Print one JSON document
        #[arg(long)]
        json: bool,
        /// With what it was before its edits
        #[arg(long)]
        history: bool,
    },
    /// Change a note; what is not named stays
    Edit(Box<NoteEditArgs>),
    /// Delete notes; `dateline undo` brings them back
    Remove {
        /// Their ids, or unambiguous beginnings of them
        #[arg(required = true)]
        ids: Vec<String>,
    },
    /// Rename a tag on every note and article; one that is there already takes it in
    Retag {
        /// The tag
        from: String,
        /// Its new name
        to: String,
    },
    /// Say how a claim stands to another: repeats, supports, contradicts, denies, corrects, updates, source-of
    Link(NoteLinkArgs),
    /// Add a piece of evidence to a claim, change one, or take one away
    Evidence(Box<NoteEvidenceArgs>),
    /// Say where else a claim is made
    Appearance(NoteAppearanceArgs),
    /// Notes whose passage is unsure or lost, and what to do with them
    Repair(NoteRepairArgs),
}

/// `dateline note list`
#[derive(Args)]
pub struct NoteListArgs {
    /// Which notes; all when nothing is asked
    query: Vec<String>,
    /// Print one JSON document
    #[arg(long)]
    json: bool,
    /// At most so many
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
}

/// Runs a command on notes.
pub fn run(command: &NoteCommand, given: &Given) -> Result<()> {
    match command {
        NoteCommand::Add(args) => note_add::run(args, given),
        NoteCommand::List(args) => list(args, given),
        NoteCommand::Show { id, json, history } => show(id, *json, *history, given),
        NoteCommand::Edit(args) => note_edit::edit(args, given),
        NoteCommand::Remove { ids } => remove(ids, given),
        NoteCommand::Retag { from, to } => retag(from, to, given),
        NoteCommand::Link(args) => note_link::link(args, given),
        NoteCommand::Evidence(args) => note_link::evidence(args, given),
        NoteCommand::Appearance(args) => note_link::appearance(args, given),
        NoteCommand::Repair(args) => note_edit::repair(args, given),
    }
}

fn list(args: &NoteListArgs, given: &Given) -> Result<()> {
    let query = query(&args.query)?;
    let store = to_list(given, args.json)?;
    let found = store.notes(&query, args.limit.unwrap_or(usize::MAX), 0)?;
    let mut out = Out::new();
    if args.json {
        let mut shelf = Counter::new(&store);
        out.array(found.iter().map(|(note, _)| shelf.json(note)))?;
    } else {
        let mut last = None;
        for (note, listing) in &found {
            if last != Some(&listing.id) {
                out.line(&format!("{}  {}", listing.id, listing.title))?;
                last = Some(&listing.id);
            }
            out.line(&format!("  {}", line(note)))?;
        }
    }
    out.flush()?;
    // No notes at all is no failure where nothing was asked.
    match found.is_empty() && !query.is_all() {
        true => Err(NothingMatched("no note fits".into()).into()),
        false => Ok(()),
    }
}

fn show(id: &str, json: bool, history: bool, given: &Given) -> Result<()> {
    let store = to_read(given)?;
    let id = store.find_note(id)?;
    let mut notes = if history { store.versions(&id)? } else { Vec::new() };
    notes.push(store.annotation(&id)?);
    let mut out = Out::new();
    if json {
        let mut counter = Counter::new(&store);
        match notes.as_slice() {
            [note] if !history => out.document(&counter.json(note)?)?,
            notes => out.array(notes.iter().map(|note| counter.json(note)))?,
        }
    } else {
        for note in &notes {
            print(&mut out, note, &store.listing(&note.article)?, &note_link::lines(&store, note)?)?;
        }
    }
    Ok(out.flush()?)
}

fn remove(ids: &[String], given: &Given) -> Result<()> {
    let mut store = to_write(given)?;
    let changes = ids.iter().map(|id| Ok(Change::Unannotate(store.find_note(id)?))).collect::<Result<Vec<_>>>()?;
    let label = if changes.len() == 1 { "delete a note".to_owned() } else { format!("delete {} notes", changes.len()) };
    let applied = store.apply(&changes, &label)?;
    let mut out = Out::after_saving();
    for id in &applied.annotations {
        out.line(&id.0)?;
    }
    out.flush()?;
    afterwards(&store, given)
}

fn retag(from: &str, to: &str, given: &Given) -> Result<()> {
    let bare = |tag: &str| tag.trim().trim_start_matches('#').to_owned();
    let (from, to) = (bare(from), bare(to));
    if to.is_empty() || to.contains(|c: char| c.is_whitespace() || c == ',') {
        return Err(WrongUsage("the new name of a tag is one word".into()).into());
    }
    let mut store = to_write(given)?;
    let (notes, articles) = jobs::retag(&mut store, &from, &to)?;
    if notes + articles == 0 {
        return Err(NothingMatched(format!("nothing has the tag #{from}")).into());
    }
    let mut out = Out::after_saving();
    out.line(&format!("#{from} is #{to} now on {notes} notes and {articles} articles"))?;
    out.flush()?;
    if given.configuration()?.settings.codebook.tag(&from).is_some() {
        tell(&format!("the code book still has #{from}"));
    }
    afterwards(&store, given)
}

/// A note on one line.
pub fn line(note: &Annotation) -> String {
    let state = note.state.name();
    let state = match note.state.is_adrift() {
        true => format!(" ({state})"),
        false if note.is_changed() => " (changed)".to_owned(),
        false => String::new(),
    };
    let verdict = note.verdict.as_ref().map(|verdict| format!(" [{}]", verdict.label)).unwrap_or_default();
    let tags: String = note.tags.iter().map(|tag| format!(" #{tag}")).collect();
    let words = if note.note.is_empty() { String::new() } else { format!(" — {}", short(&note.note, 100)) };
    format!("{}  “{}”{state}{verdict}{tags}{words}", note.id, short(&note.anchor.quote, 60))
}

/// The first `most` characters, with a sign that there is more.
fn short(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or_default().trim_end()),
        None => text.to_owned(),
    }
}

/// Prints a note, and what belongs to it from elsewhere as lines of name and value.
fn print(out: &mut Out, note: &Annotation, listing: &Listing, kin: &[(String, String)]) -> std::io::Result<()> {
    let mut field = |name: &str, value: Option<&str>| match value {
        Some(value) if !value.is_empty() => {
            let mut lines = value.lines();
            out.line(&format!("{name:10} {}", lines.next().unwrap_or_default()))?;
            lines.try_for_each(|line| out.line(&format!("{:10} {line}", "")))
        }
        _ => Ok(()),
    };
    field("note", Some(&note.id.0))?;
    field("article", Some(&format!("{}  {}", listing.id, listing.title)))?;
    field("kind", Some(note.kind.name()))?;
    field("quote", Some(&note.anchor.quote))?;
    field("annotated", note.annotated.as_deref())?;
    let changed = if note.is_changed() { ", other words than were annotated" } else { "" };
    field("passage", Some(&format!("{}{changed}", note.state.name())))?;
    field("statement", note.statement.as_deref())?;
    field("speaker", note.speaker.as_deref())?;
    field("stance", note.stance.map(Stance::name))?;
    field("first made", note.first.then_some("here"))?;
    field("verdict", note.verdict.as_ref().map(|verdict| verdict_words(verdict, true)).as_deref())?;
    for verdict in &note.earlier {
        field("earlier", Some(&verdict_words(verdict, true)))?;
    }
    field("status", Some(note.status.name()))?;
    field("tags", Some(&note.tags.join(", ")))?;
    field("colour", note.colour.as_deref())?;
    for evidence in &note.evidence {
        field("evidence", Some(&evidence_words(evidence)))?;
    }
    for (name, value) in kin {
        field(name, Some(value))?;
    }
    field("author", note.author.as_deref())?;
    field("created", Some(&note.created))?;
    field("modified", Some(&note.modified))?;
    field("text", Some(&note.note))
}

/// A piece of evidence, a line for each thing known of it.
fn evidence_words(evidence: &Evidence) -> String {
    let what = evidence.url.as_deref().or(evidence.note.as_ref().map(|note| note.0.as_str())).unwrap_or_default();
    let mut lines = vec![format!("{what} ({})", evidence.bearing.name()).trim_start().to_owned()];
    lines.extend(evidence.quote.as_ref().map(|quote| format!("“{quote}”")));
    lines.extend(evidence.archived.as_ref().map(|copy| format!("archived {copy}")));
    lines.extend(evidence.accessed.as_ref().map(|date| format!("accessed {date}")));
    lines.join("\n")
}

/// Writes notes as JSON with their places in code points, reading each article once.
pub struct Counter<'s> {
    store: &'s Store,
    article: Option<(Article, String)>,
}

impl<'s> Counter<'s> {
    /// A counter over a library.
    pub fn new(store: &'s Store) -> Self {
        Self { store, article: None }
    }

    /// The note as `docs/exports.md` tells it. One that counts in an earlier text has no place in this one.
    pub fn json(&mut self, note: &Annotation) -> Result<Value> {
        let known = self.article.take().filter(|(article, _)| article.id == note.article);
        let (article, text_sha256) = match known {
            Some(known) => known,
            None => {
                let article = self.store.article(&note.article)?;
                let text_sha256 = article.body.sha256();
                (article, text_sha256)
            }
        };
        let points = (note.anchor.text_sha256 == text_sha256).then(|| CodePoints::new(article.body.text()));
        let json = Value::Object(note_json(note, points.as_ref()));
        self.article = Some((article, text_sha256));
        Ok(json)
    }
}
