//! `dateline note link`, `evidence` and `appearance`: what belongs to a claim from elsewhere.

use crate::cli::given::Given;
use crate::cli::named::find;
use crate::cli::note_add::moment;
use crate::cli::note_edit;
use crate::cli::out::{NothingMatched, Out, WrongUsage};
use crate::cli::shelf::{afterwards, to_write};
use crate::store::Store;
use crate::text::{Annotation, AnnotationId, AnnotationKind, Appearance, Bearing, Evidence, Link, Manner, Relation};
use anyhow::Result;
use clap::Args;
use jiff::Timestamp;
use jiff::civil::Date;

/// `dateline note link`
#[derive(Args)]
pub struct NoteLinkArgs {
    /// The claim that the link begins at: its id, or an unambiguous beginning of it
    id: String,
    /// How it stands to the other
    #[arg(value_parser = ["repeats", "supports", "contradicts", "denies", "corrects", "updates", "source-of"])]
    relation: String,
    /// The other claim
    to: String,
    /// Take the link away
    #[arg(long)]
    remove: bool,
}

/// `dateline note evidence`
#[derive(Args)]
pub struct NoteEvidenceArgs {
    /// The claim: its id, or an unambiguous beginning of it
    id: String,
    /// A web address or the path of a file
    url: Option<String>,
    /// Another note of yours whose passage is the evidence
    #[arg(long, value_name = "ID")]
    note: Option<String>,
    /// The words that matter
    #[arg(long, value_name = "TEXT")]
    quote: Option<String>,
    /// The address of a copy that is kept
    #[arg(long, value_name = "URL")]
    archived: Option<String>,
    /// When it was looked at; today when nothing is said of a new piece with an address
    #[arg(long, value_name = "DATE")]
    accessed: Option<String>,
    /// What it does to the claim
    #[arg(long, value_parser = ["supports", "contradicts", "context"])]
    bearing: Option<String>,
    /// Change the piece of this number, counted from 1, instead of adding one
    #[arg(long, value_name = "N")]
    change: Option<usize>,
    /// Take the piece of this number away
    #[arg(long, value_name = "N", conflicts_with_all = ["change", "url", "note"])]
    remove: Option<usize>,
}

/// `dateline note appearance`
#[derive(Args)]
pub struct NoteAppearanceArgs {
    /// The claim: its id, or an unambiguous beginning of it
    id: String,
    /// An article of the library that makes it too: an id, the beginning of one, a path or a web address
    #[arg(long, value_name = "REF")]
    article: Option<String>,
    /// The address of a page that is not in the library
    #[arg(long, value_name = "URL")]
    url: Option<String>,
    /// The words there
    #[arg(long, value_name = "TEXT", default_value = "")]
    quote: String,
    /// When they were published; what is known of the article when nothing is said
    #[arg(long, value_name = "DATE")]
    published: Option<String>,
    /// Who asserts, denies or cites it there
    #[arg(long, value_name = "NAME")]
    speaker: Option<String>,
    /// Whether it is asserted, denied or cited there
    #[arg(long, value_parser = ["asserted", "denied", "cited"], default_value = "asserted")]
    manner: String,
    /// Say that the claim was first made there
    #[arg(long)]
    first: bool,
    /// Take the appearance of this number away
    #[arg(long, value_name = "N", conflicts_with_all = ["article", "url", "quote", "published"])]
    remove: Option<usize>,
}

/// Links two claims, or takes a link away.
pub fn link(args: &NoteLinkArgs, given: &Given) -> Result<()> {
    let mut store = to_write(given)?;
    let mut claim = claim(&store, &args.id)?;
    let to = store.find_note(&args.to)?;
    let relation = Relation::named(&args.relation).unwrap_or(Relation::Repeats);
    let link = Link { to, relation };
    let linked = claim.links.contains(&link);
    match (args.remove, linked) {
        (true, false) => return Err(NothingMatched("there is no such link".into()).into()),
        (true, true) => claim.links.retain(|other| *other != link),
        (false, true) => {}
        (false, false) if link.to == claim.id => {
            return Err(WrongUsage("a claim cannot be linked to itself".into()).into());
        }
        (false, false) => claim.links.push(link),
    }
    keep(&mut store, claim, &format!("link ({})", relation.name()), given)
}

/// Adds a piece of evidence, changes one, or takes one away.
pub fn evidence(args: &NoteEvidenceArgs, given: &Given) -> Result<()> {
    let mut store = to_write(given)?;
    let mut claim = claim(&store, &args.id)?;
    if let Some(number) = args.remove {
        let index = place(number, claim.evidence.len(), "piece of evidence")?;
        claim.evidence.remove(index);
        return keep(&mut store, claim, "deletion of the evidence", given);
    }
    let note = args.note.as_ref().map(|id| store.find_note(id)).transpose()?;
    match args.change {
        Some(number) => {
            let index = place(number, claim.evidence.len(), "piece of evidence")?;
            if let Some(piece) = claim.evidence.get_mut(index) {
                fill(piece, args, note)?;
            }
        }
        None if args.url.is_none() && note.is_none() && args.quote.is_none() => {
            return Err(WrongUsage("evidence needs an address, --note or --quote".into()).into());
        }
        None => {
            let accessed = args.url.as_ref().map(|_| moment());
            let mut piece = Evidence { accessed, ..Evidence::default() };
            fill(&mut piece, args, note)?;
            claim.evidence.push(piece);
        }
    }
    keep(&mut store, claim, "evidence", given)
}

/// Says where else a claim is made, or takes an appearance away.
pub fn appearance(args: &NoteAppearanceArgs, given: &Given) -> Result<()> {
    let mut store = to_write(given)?;
    let mut claim = claim(&store, &args.id)?;
    if let Some(number) = args.remove {
        let index = place(number, claim.appearances.len(), "appearance")?;
        claim.appearances.remove(index);
        return keep(&mut store, claim, "deletion of the appearance", given);
    }
    let article = args.article.as_ref().map(|given| find(&store, given)).transpose()?;
    if article.is_none() && args.url.is_none() {
        return Err(WrongUsage("an appearance needs --article or --url".into()).into());
    }
    let listing = article.as_ref().map(|id| store.listing(id)).transpose()?;
    let published = args.published.as_deref().map(day).transpose()?;
    claim.appearances.push(Appearance {
        url: args.url.clone().or_else(|| listing.as_ref().and_then(|listing| listing.url.clone())),
        published: published.or_else(|| listing.and_then(|listing| listing.published)),
        quote: args.quote.clone(),
        article,
        speaker: args.speaker.clone(),
        manner: Manner::named(&args.manner).unwrap_or_default(),
        first: args.first,
    });
    keep(&mut store, claim, "appearance of a claim", given)
}

/// The claim that is named; other notes have neither links nor evidence.
fn claim(store: &Store, given: &str) -> Result<Annotation> {
    let note = store.annotation(&store.find_note(given)?)?;
    match note.kind {
        AnnotationKind::Claim => Ok(note),
        kind => {
            let words = format!("{} is a {}; `dateline note edit --kind claim` makes it a claim", note.id, kind.name());
            Err(WrongUsage(words).into())
        }
    }
}

/// The index of what is counted from 1.
fn place(number: usize, count: usize, what: &str) -> Result<usize> {
    match number.checked_sub(1).filter(|index| *index < count) {
        Some(index) => Ok(index),
        None => Err(NothingMatched(format!("there is no {what} {number}; there are {count}")).into()),
    }
}

fn fill(piece: &mut Evidence, args: &NoteEvidenceArgs, note: Option<AnnotationId>) -> Result<()> {
    for (to, from) in
        [(&mut piece.url, &args.url), (&mut piece.quote, &args.quote), (&mut piece.archived, &args.archived)]
    {
        if from.is_some() {
            to.clone_from(from);
        }
    }
    if note.is_some() {
        piece.note = note;
    }
    if let Some(date) = &args.accessed {
        piece.accessed = Some(day(date)?);
    }
    if let Some(bearing) = args.bearing.as_deref().and_then(Bearing::named) {
        piece.bearing = bearing;
    }
    Ok(())
}

/// A day, or a moment as notes keep it; `today` is now.
fn day(written: &str) -> Result<String> {
    if written == "today" {
        return Ok(moment());
    }
    match written.parse::<Date>().is_ok() || written.parse::<Timestamp>().is_ok() {
        true => Ok(written.to_owned()),
        false => Err(WrongUsage(format!("`{written}` is no date; write it like 2026-03-05")).into()),
    }
}

fn keep(store: &mut Store, claim: Annotation, label: &str, given: &Given) -> Result<()> {
    let id = claim.id.clone();
    if store.annotation(&id)? != claim {
        note_edit::save(store, claim, label)?;
    }
    let mut out = Out::after_saving();
    out.line(&id.0)?;
    out.flush()?;
    afterwards(store, given)
}

/// What a claim's page shows beside the note itself, as lines of name and value.
pub fn lines(store: &Store, claim: &Annotation) -> Result<Vec<(String, String)>> {
    let mut lines = Vec::new();
    let named = |id: &AnnotationId| match store.annotation(id) {
        Ok(other) => format!("{id}  “{}”", other.subject()),
        Err(_) => format!("{id}  (no longer there)"),
    };
    let mut linked = |words: &str, other: String| lines.push(("link".to_owned(), format!("{words} {other}")));
    for link in &claim.links {
        linked(link.relation.forth(), named(&link.to));
    }
    for other in store.linked_to(&claim.id)? {
        for link in other.links.iter().filter(|link| link.to == claim.id) {
            linked(link.relation.back(), format!("{}  “{}”", other.id, other.subject()));
        }
    }
    for appearance in &claim.appearances {
        let place = appearance.article.as_ref().and_then(|id| store.listing(id).ok()).map(|listing| listing.title);
        let place = place.or_else(|| appearance.url.clone()).unwrap_or_default();
        let day = appearance.published.as_deref().and_then(|date| date.get(..10)).unwrap_or_default();
        let how = appearance.manner_words();
        lines.push(("appears".to_owned(), format!("{how}: {place} {day} “{}”", appearance.quote)));
    }
    Ok(lines)
}
