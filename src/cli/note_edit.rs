//! `dateline note edit` and `repair`: notes changed, and notes whose passage has gone.

use crate::app::Adrift;
use crate::cli::given::Given;
use crate::cli::note::line;
use crate::cli::note_add::{NoteWords, place};
use crate::cli::out::{NothingMatched, Out};
use crate::cli::shelf::{afterwards, to_list, to_write};
use crate::service::{self, Saved};
use crate::store::{Store, StoreError};
use crate::text::{Anchor, AnchorState, Annotation, Change, Status};
use anyhow::Result;
use clap::Args;
use serde_json::{Value, json};

/// `dateline note edit`
#[derive(Args)]
pub struct NoteEditArgs {
    /// Its id, or an unambiguous beginning of it
    id: String,
    #[command(flatten)]
    words: NoteWords,
    /// Take a tag away; may be given several times
    #[arg(long, value_name = "T")]
    untag: Vec<String>,
    /// Take the verdict away
    #[arg(long, conflicts_with = "verdict")]
    no_verdict: bool,
    /// How far the work on it is
    #[arg(long, value_parser = ["open", "waiting", "done"])]
    status: Option<String>,
    /// Put it on other words of its article
    #[arg(long, value_name = "TEXT")]
    quote: Option<String>,
    /// Which of several places with these words, counted from 1
    #[arg(long, value_name = "N", requires = "quote")]
    nth: Option<usize>,
    /// Go back to an earlier version first: 1 is the oldest that `note show --history` prints
    #[arg(long, value_name = "N")]
    restore: Option<usize>,
}

/// `dateline note repair`
#[derive(Args)]
pub struct NoteRepairArgs {
    /// Print one JSON document
    #[arg(long)]
    json: bool,
    /// Take the guess of an unsure note for its passage
    #[arg(long, value_name = "ID", conflicts_with_all = ["detach", "reselect"])]
    accept: Option<String>,
    /// Say that a note's passage is gone: it is on the whole article from then on
    #[arg(long, value_name = "ID", conflicts_with = "reselect")]
    detach: Option<String>,
    /// Put a note on the words that --quote gives
    #[arg(long, value_name = "ID", requires = "quote")]
    reselect: Option<String>,
    /// The words
    #[arg(long, value_name = "TEXT", requires = "reselect")]
    quote: Option<String>,
    /// Which of several places with these words, counted from 1
    #[arg(long, value_name = "N", requires = "quote")]
    nth: Option<usize>,
}

/// Changes a note.
pub fn edit(args: &NoteEditArgs, given: &Given) -> Result<()> {
    let mut store = to_write(given)?;
    let mut note = store.annotation(&store.find_note(&args.id)?)?;
    if let Some(number) = args.restore {
        note = restored(&store, note, number)?;
    }
    let settings = given.configuration()?.settings;
    let before = note.note.clone();
    args.words.put_into(&mut note, &settings)?;
    let said = args.words.verdict.is_some() || args.no_verdict;
    note.take_signs(&before, |word| settings.verdict_named(word).filter(|_| !said));
    note.tags.retain(|tag| !args.untag.iter().any(|gone| gone.trim_start_matches('#') == tag));
    if args.no_verdict {
        note.judge(None);
    }
    if said {
        note.confirm();
    }
    if let Some(status) = args.status.as_deref().and_then(Status::named) {
        note.status = status;
    }
    if let Some(quote) = &args.quote {
        let article = store.article(&note.article)?;
        note.anchor = Anchor { quote: quote.clone(), ..Anchor::default() };
        place(&mut note, &article, args.nth)?;
    }
    if store.annotation(&note.id)? != note {
        let label = format!("edit a {}", note.kind.name());
        save(&mut store, note.clone(), &label)?;
    }
    let mut out = Out::after_saving();
    out.line(&note.id.0)?;
    out.flush()?;
    afterwards(&store, given)
}

/// Saves an edited note, together with what another program changed of it since it was read.
pub fn save(store: &mut Store, note: Annotation, label: &str) -> Result<()> {
    let id = note.id.clone();
    match service::save(store, &[Change::Annotate(Box::new(note))], label)? {
        Saved::Done(..) => Ok(()),
        Saved::Clash { .. } => Err(StoreError::Overtaken(id.0).into()),
    }
}

/// The note with what an earlier version of it said.
fn restored(store: &Store, note: Annotation, number: usize) -> Result<Annotation> {
    let mut earlier = store.versions(&note.id)?;
    let count = earlier.len();
    if number == 0 || number > count {
        let have = if count == 0 { "no earlier version".into() } else { format!("{count} earlier versions") };
        return Err(NothingMatched(format!("the note has {have}; see `note show --history`")).into());
    }
    let version = earlier.swap_remove(number - 1);
    Ok(note.with_words_of(version))
}

/// Lists the notes whose passage is unsure or lost, or settles one.
pub fn repair(args: &NoteRepairArgs, given: &Given) -> Result<()> {
    let settled = [&args.accept, &args.detach, &args.reselect].into_iter().flatten().next();
    let Some(id) = settled else { return adrift(args, given) };
    let mut store = to_write(given)?;
    let mut note = store.annotation(&store.find_note(id)?)?;
    let article = store.article(&note.article)?;
    let label = if let Some(quote) = &args.quote {
        note.anchor = Anchor { quote: quote.clone(), ..Anchor::default() };
        place(&mut note, &article, args.nth)?;
        "put a note on other words"
    } else if args.accept.is_some() {
        if note.state != AnchorState::Unsure && !note.is_changed() {
            return Err(
                NothingMatched(format!("the note is {}: there is no guess to accept", note.state.name())).into()
            );
        }
        let anchor = Anchor::new(article.body.text(), note.anchor.span, &article.body.sha256());
        note.settle(anchor, AnchorState::Moved);
        "accept a note's new passage"
    } else {
        note.detach();
        "detach a note"
    };
    save(&mut store, note.clone(), label)?;
    let mut out = Out::after_saving();
    out.line(&note.id.0)?;
    out.flush()?;
    afterwards(&store, given)
}

fn adrift(args: &NoteRepairArgs, given: &Given) -> Result<()> {
    let store = to_list(given, args.json)?;
    let found = crate::jobs::adrift(&store)?;
    let mut out = Out::new();
    let mut rows = Vec::new();
    for Adrift { article, note, guess, score, reason, before, .. } in &found {
        let guess = guess.as_ref().map(|guess| guess.anchor.quote.as_str());
        if args.json {
            let Anchor { quote, prefix, suffix, .. } = &note.anchor;
            rows.push(json!({"id": note.id.0, "article": article.id.0, "title": article.title,
                "anchor": note.state.name(), "score": note.score, "reason": reason, "quote": quote, "prefix": prefix,
                "suffix": suffix, "before": before.before, "after": before.after, "guess": guess, "note": note.note}));
        } else {
            out.line(&format!("{}  {}", article.id, article.title))?;
            out.line(&format!("  {}", line(note)))?;
            match guess {
                Some(guess) => out.line(&format!("    perhaps now: “{guess}” ({:.0} %, {reason})", score * 100.0))?,
                None => out.line(&format!("    {reason}"))?,
            }
        }
    }
    if args.json {
        out.document(&Value::Array(rows))?;
    } else if found.is_empty() {
        out.line("every note stands on its passage")?;
    }
    Ok(out.flush()?)
}
