//! `dateline correct`: the reader's word on what was detected.

use crate::analysis::{ActorKind, Analysis, FigureKind};
use crate::cli::given::Given;
use crate::cli::named::find;
use crate::cli::out::{NothingMatched, Out, WrongUsage};
use crate::cli::shelf::{afterwards, to_list, to_write};
use crate::export::correction_json;
use crate::service::read_corrected;
use crate::store::Store;
use crate::text::{
    Anchor, Article, Change, CodePoints, Correction, CorrectionId, Detected, Reach, Remedy, Span, nothing,
};
use anyhow::Result;
use clap::{ArgGroup, Args, Subcommand, ValueEnum};
use serde_json::Value;

/// What to do with corrections.
#[derive(Subcommand)]
pub enum CorrectCommand {
    /// An actor is of another kind, somebody else, the same as another, or none
    #[command(group = ArgGroup::new("say").required(true).args(["kind", "reject", "split", "merge"]))]
    Actor(ActorArgs),
    /// A figure is of another kind, or none
    #[command(group = ArgGroup::new("say").required(true).args(["kind", "reject"]))]
    Figure(FigureArgs),
    /// A claim is none
    Claim(Place),
    /// The corrections that hold for an article; all of the library when none is named
    List {
        /// The article: an id or its beginning, a path, a web address
        #[arg(value_name = "REF")]
        article: Option<String>,
        /// Print one JSON document
        #[arg(long)]
        json: bool,
    },
    /// Take corrections back; `dateline undo` brings them back
    Remove {
        /// Their ids, or unambiguous beginnings of them
        #[arg(required = true)]
        ids: Vec<String>,
    },
}

/// What is corrected.
#[derive(Args)]
pub struct Place {
    /// The article: an id or its beginning, a path, a web address
    #[arg(value_name = "REF")]
    article: String,
    /// The words: an actor's name or one of its mentions, a figure as it stands, words of a claim
    #[arg(value_name = "WORDS")]
    words: String,
    /// Where the words stand several times: which of them, counted from 1
    #[arg(long, value_name = "N")]
    nth: Option<usize>,
}

/// `dateline correct actor`
#[derive(Args)]
pub struct ActorArgs {
    #[command(flatten)]
    place: Place,
    /// It is of this kind
    #[arg(long, value_name = "KIND", value_parser = words(ActorKind::ALL.iter().map(|kind| kind.name())))]
    kind: Option<String>,
    /// It is no actor
    #[arg(long)]
    reject: bool,
    /// It is somebody else than the others of this name
    #[arg(long)]
    split: bool,
    /// It is the same as the actor of this name
    #[arg(long, value_name = "NAME")]
    merge: Option<String>,
    /// How far that holds
    #[arg(long, value_name = "REACH", default_value = "article")]
    reach: Held,
}

/// `dateline correct figure`
#[derive(Args)]
pub struct FigureArgs {
    #[command(flatten)]
    place: Place,
    /// It is of this kind
    #[arg(long, value_name = "KIND", value_parser = words(FigureKind::ALL.iter().map(|kind| kind.name())))]
    kind: Option<String>,
    /// It is no figure
    #[arg(long)]
    reject: bool,
    /// How far that holds
    #[arg(long, value_name = "REACH", default_value = "article")]
    reach: Held,
}

/// How far a correction holds.
#[derive(Clone, Copy, ValueEnum)]
pub enum Held {
    /// For this one place
    Mention,
    /// For all of the same name in this article
    Article,
    /// For all of the same name in every article, those to come included
    Everywhere,
}

impl Held {
    fn reach(self) -> Reach {
        match self {
            Self::Mention => Reach::Mention,
            Self::Article => Reach::Article,
            Self::Everywhere => Reach::Everywhere,
        }
    }
}

fn words(names: impl Iterator<Item = &'static str>) -> clap::builder::PossibleValuesParser {
    names.collect::<Vec<_>>().into()
}

/// Runs a command on corrections.
pub fn run(command: &CorrectCommand, given: &Given) -> Result<()> {
    match command {
        CorrectCommand::Actor(args) => {
            let kind = args.kind.clone().map(Remedy::Kind).or(args.merge.clone().map(Remedy::Merge));
            let remedy = kind.unwrap_or(if args.split { Remedy::Split } else { Remedy::Reject });
            say(&args.place, Detected::Actor, remedy, args.reach.reach(), given)
        }
        CorrectCommand::Figure(args) => {
            let remedy = args.kind.clone().map_or(Remedy::Reject, Remedy::Kind);
            say(&args.place, Detected::Figure, remedy, args.reach.reach(), given)
        }
        CorrectCommand::Claim(place) => say(place, Detected::Claim, Remedy::Reject, Reach::Mention, given),
        CorrectCommand::List { article, json } => list(article.as_deref(), *json, given),
        CorrectCommand::Remove { ids } => remove(ids, given),
    }
}

/// Keeps a correction and prints its id once it is on the disk.
fn say(place: &Place, detected: Detected, remedy: Remedy, reach: Reach, given: &Given) -> Result<()> {
    let mut store = to_write(given)?;
    let article = store.article(&find(&store, &place.article)?)?;
    let found = read_corrected(&store, &article)?;
    let (span, name) = passage(place, detected, &article, &found)?;
    let anchor = Anchor::new(article.body.text(), span, &article.body.sha256());
    let correction = Correction {
        id: CorrectionId::default(),
        article: article.id.clone(),
        detected,
        reach,
        remedy,
        name,
        anchor,
        created: String::new(),
    };
    let earlier = store.corrections(&article.id)?;
    let void = earlier.into_iter().filter(|earlier| correction.replaces(earlier));
    let mut changes: Vec<Change> = void.map(|earlier| Change::Uncorrect(earlier.id)).collect();
    let label = correction.sentence();
    changes.push(Change::Correct(Box::new(correction)));
    store.apply(&changes, &label)?;
    let kept = store.corrections_made(&article.id)?;
    let mut out = Out::after_saving();
    if let Some(kept) = kept.last() {
        out.line(&kept.id.0)?;
    }
    out.flush()?;
    afterwards(&store, given)
}

/// Where the words stand as something of the sort, and by what name it is known.
fn passage(place: &Place, detected: Detected, article: &Article, found: &Analysis) -> Result<(Span, String)> {
    let text = article.body.text();
    let folded = place.words.to_lowercase();
    let same = |words: &str| words.to_lowercase() == folded;
    let fits: Vec<(Span, String)> = match detected {
        Detected::Actor => {
            let named = found.mentions.iter().filter_map(|mention| {
                let name = &found.actors.get(mention.actor)?.name;
                (same(name) || same(mention.span.of(text))).then(|| (mention.span, name.clone()))
            });
            named.collect()
        }
        Detected::Figure => {
            let spans = found.figures.iter().map(|figure| figure.span);
            spans.filter(|span| same(span.of(text))).map(|span| (span, span.of(text).to_owned())).collect()
        }
        Detected::Claim => {
            let spans = found.claims.iter().map(|claim| claim.span);
            let holding = spans.filter(|span| span.of(text).to_lowercase().contains(&folded));
            holding.map(|span| (span, span.of(text).to_owned())).collect()
        }
    };
    let wanted = match place.nth {
        Some(0) => return Err(WrongUsage("--nth counts from 1".into()).into()),
        Some(nth) => nth - 1,
        None => 0,
    };
    let missing = || {
        let what = nothing(detected);
        NothingMatched(format!(
            "“{}” is {what} of this article; `dateline {}s {}` shows what there is",
            place.words,
            detected.name(),
            place.article
        ))
    };
    fits.into_iter().nth(wanted).ok_or_else(|| missing().into())
}

fn list(article: Option<&str>, json: bool, given: &Given) -> Result<()> {
    let store = to_list(given, json)?;
    let id = article.map(|article| find(&store, article)).transpose()?;
    let corrections = match &id {
        Some(id) => store.corrections(id)?,
        None => store.all_corrections()?,
    };
    let mut out = Out::new();
    if json {
        out.array(corrections.iter().map(|correction| as_json(&store, correction)))?;
    } else {
        for correction in &corrections {
            out.line(&format!("{}  {}", correction.id, correction.sentence()))?;
        }
    }
    out.flush()?;
    match corrections.is_empty() && id.is_some() {
        true => Err(NothingMatched("nothing was corrected in it".into()).into()),
        false => Ok(()),
    }
}

/// Offsets count code points where the passage is in the article's present text.
fn as_json(store: &Store, correction: &Correction) -> Result<Value> {
    let body = store.article(&correction.article).ok().map(|article| article.body);
    let body = body.filter(|body| body.sha256() == correction.anchor.text_sha256);
    let points = body.as_ref().map(|body| CodePoints::new(body.text()));
    Ok(Value::Object(correction_json(correction, points.as_ref())))
}

fn remove(ids: &[String], given: &Given) -> Result<()> {
    let mut store = to_write(given)?;
    let found = ids.iter().map(|id| store.find_correction(id)).collect::<Result<Vec<_>, _>>()?;
    let label = match found.as_slice() {
        [one] => format!("no longer: {}", one.sentence()),
        many => format!("take back {} corrections", many.len()),
    };
    let changes: Vec<Change> = found.into_iter().map(|correction| Change::Uncorrect(correction.id)).collect();
    store.apply(&changes, &label)?;
    afterwards(&store, given)
}
