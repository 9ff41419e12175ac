//! `dateline note add`: one note from arguments, or a stream of them from JSON lines.

use crate::cli::given::Given;
use crate::cli::named::{find, named};
use crate::cli::out::{NothingMatched, Out, WrongUsage, tell};
use crate::cli::shelf::{afterwards, to_write};
use crate::config::Settings;
use crate::export::note_from_json;
use crate::store::{Store, StoreError, name_for};
use crate::text::{
    Anchor, AnchorState, Annotation, AnnotationId, AnnotationKind, Article, Bearing, Change, Evidence, Span, Stance,
    Verdict, resolve, said,
};
use anyhow::{Context, Result, anyhow};
use clap::Args;
use clap::builder::PossibleValuesParser;
use jiff::Timestamp;
use serde_json::{Map, Value, json};
use std::fs::File;
use std::io::{self, BufRead, BufReader};

/// `dateline note add`
#[derive(Args)]
pub struct NoteAddArgs {
    /// The article: an id, an unambiguous beginning of one, a path or a web address
    #[arg(value_name = "REF", required_unless_present = "batch", value_parser = named())]
    article: Option<String>,
    /// The words the note is on
    #[arg(long, value_name = "TEXT", required_unless_present = "batch")]
    quote: Option<String>,
    /// Which of several places with these words, counted from 1
    #[arg(long, value_name = "N", conflicts_with_all = ["prefix", "suffix"])]
    nth: Option<usize>,
    /// The text directly before the words
    #[arg(long, value_name = "TEXT")]
    prefix: Option<String>,
    /// The text directly after the words
    #[arg(long, value_name = "TEXT")]
    suffix: Option<String>,
    #[command(flatten)]
    words: NoteWords,
    /// Read notes as JSON, one a line, from a file or -: {"article","quote"[,"nth"|"prefix","suffix"],"note","tags",…}.
    /// What a line does not say is taken from the options. An id a line is printed, each after its note is on the disk.
    /// A line with an "id" of yours may be sent again: the note is added once
    #[arg(long, value_name = "FILE|-")]
    batch: Option<String>,
    /// Print one JSON object a note
    #[arg(long)]
    json: bool,
}

/// What a note says, as options.
#[derive(Args, Clone, Debug, Default)]
pub struct NoteWords {
    /// The note, in Markdown
    #[arg(long, value_name = "MD")]
    pub note: Option<String>,
    /// A tag; may be given several times
    #[arg(long = "tag", value_name = "T")]
    pub tags: Vec<String>,
    /// The verdict, a label of the configured scale
    #[arg(long, value_name = "V")]
    pub verdict: Option<String>,
    /// How sure you are of the verdict, 0 to 1 or in per cent (80%)
    #[arg(long, value_name = "SHARE", value_parser = share)]
    pub confidence: Option<f64>,
    /// The address of a piece of evidence; may be given several times
    #[arg(long, value_name = "URL")]
    pub evidence: Vec<String>,
    /// The colour of a highlight
    #[arg(long, value_name = "C")]
    pub colour: Option<String>,
    /// What it is
    #[arg(long, value_parser = ["highlight", "note", "claim"])]
    pub kind: Option<String>,
    /// What is claimed, in your words
    #[arg(long, value_name = "TEXT")]
    pub statement: Option<String>,
    /// Who claims it
    #[arg(long, value_name = "NAME")]
    pub speaker: Option<String>,
    /// What the speaker does with the statement
    #[arg(long, value_name = "STANCE", value_parser = PossibleValuesParser::new(Stance::ALL.iter().map(|stance| stance.name())))]
    pub stance: Option<String>,
    /// Whether the claim was first made in this passage
    #[arg(long, value_name = "yes|no", value_parser = yes_or_no)]
    pub first: Option<bool>,
}

/// A yes or a no as written.
pub fn yes_or_no(written: &str) -> Result<bool, String> {
    match written {
        "yes" => Ok(true),
        "no" => Ok(false),
        _ => Err("yes or no".to_owned()),
    }
}

impl NoteWords {
    /// Puts what the options say into a note; what they do not say stays.
    pub fn put_into(&self, note: &mut Annotation, settings: &Settings) -> Result<()> {
        if let Some(words) = &self.note {
            note.note.clone_from(words);
        }
        for tag in self.tags.iter().map(|tag| tag.trim_start_matches('#').to_owned()) {
            if !tag.is_empty() && !note.tags.contains(&tag) {
                note.tags.push(tag);
            }
        }
        if let Some(label) = &self.verdict {
            note.judge(Some(Verdict { confidence: self.confidence, ..verdict(label, settings)? }));
        } else if let (Some(confidence), Some(verdict)) = (self.confidence, note.verdict.clone()) {
            note.judge(Some(Verdict { confidence: Some(confidence), decided: None, ..verdict }));
        }
        if let Some(verdict) = note.verdict.as_mut().filter(|verdict| verdict.decided.is_none()) {
            verdict.decided = Some(moment());
        }
        for url in &self.evidence {
            let given = Evidence { url: Some(url.clone()), bearing: Bearing::Context, ..Evidence::default() };
            if !note.evidence.contains(&given) {
                note.evidence.push(given);
            }
        }
        for (to, from) in [
            (&mut note.colour, &self.colour),
            (&mut note.statement, &self.statement),
            (&mut note.speaker, &self.speaker),
        ] {
            if from.is_some() {
                to.clone_from(from);
            }
        }
        if let Some(stance) = self.stance.as_deref().and_then(Stance::named) {
            note.stance = Some(stance);
        }
        if let Some(first) = self.first {
            note.first = first;
        }
        if let Some(kind) = self.kind.as_deref().and_then(AnnotationKind::named) {
            note.kind = kind;
        }
        Ok(())
    }
}

/// A verdict of the configured scale.
/// The time as notes keep it.
pub fn moment() -> String {
    Timestamp::now().round(jiff::Unit::Second).unwrap_or_else(|_| Timestamp::now()).to_string()
}

/// A share as written: `0.8`, `80%`.
fn share(written: &str) -> Result<f64, String> {
    let (number, hundred) = match written.strip_suffix('%') {
        Some(number) => (number.trim(), 100.0),
        None => (written, 1.0),
    };
    let share: Option<f64> = number.parse::<f64>().ok().map(|number| number / hundred);
    share.filter(|share| (0.0..=1.0).contains(share)).ok_or_else(|| "a share from 0 to 1, or in per cent".to_owned())
}

fn verdict(label: &str, settings: &Settings) -> Result<Verdict> {
    let Some(known) = settings.verdict(label) else {
        let labels: Vec<&str> = settings.codebook.verdicts.iter().map(|verdict| verdict.name.as_str()).collect();
        return Err(WrongUsage(format!("there is no verdict `{label}`; there are {}", labels.join(", "))).into());
    };
    Ok(Verdict { label: known.name.clone(), value: known.value, ..Verdict::default() })
}

/// Adds one note, or a stream of them.
pub fn run(args: &NoteAddArgs, given: &Given) -> Result<()> {
    let settings = given.configuration()?.settings;
    let mut adder =
        Adder { store: to_write(given)?, settings, out: Out::after_saving(), json: args.json, article: None };
    match args.batch.as_deref() {
        None => adder.add(&Map::new(), args).map(|_| ())?,
        Some("-") => adder.batch(io::stdin().lock(), args)?,
        Some(path) => {
            let file = File::open(path).with_context(|| format!("cannot open {path}"))?;
            adder.batch(BufReader::new(file), args)?;
        }
    }
    afterwards(&adder.store, given)
}

struct Adder {
    store: Store,
    settings: Settings,
    out: Out,
    json: bool,
    /// The article of the last note, and what named it: streams of notes on one article read it once.
    article: Option<(String, Article)>,
}

impl Adder {
    /// Adds notes until the input ends. A line that is wrong is told with its number, and the rest goes on.
    fn batch(&mut self, input: impl BufRead, args: &NoteAddArgs) -> Result<()> {
        let mut failures = 0usize;
        for (nth, line) in input.lines().enumerate() {
            let line = line.context("cannot read the notes")?;
            if line.trim().is_empty() {
                continue;
            }
            let row = serde_json::from_str::<Map<String, Value>>(&line).context("not a JSON object");
            if let Err(error) = row.and_then(|row| self.add(&row, args)) {
                if error.chain().any(|cause| cause.is::<io::Error>()) {
                    return Err(error);
                }
                failures += 1;
                tell(&format!("line {}: {error:#}", nth + 1));
            }
        }
        if failures > 0 { Err(anyhow!("{failures} notes could not be added")) } else { Ok(()) }
    }

    /// Adds a note and prints its id when it is on the disk.
    fn add(&mut self, row: &Map<String, Value>, args: &NoteAddArgs) -> Result<AnnotationId> {
        let said = |field: &str| row.get(field).and_then(Value::as_str).map(String::from);
        let reference = said("article").or(args.article.clone()).ok_or_else(|| anyhow!("`article` is missing"))?;
        let article = match self.article.take().filter(|(name, _)| *name == reference) {
            Some((_, article)) => article,
            None => self.store.article(&find(&self.store, &reference)?)?,
        };
        let made = make(row, args, &article, &self.settings);
        let on = article.id.clone();
        self.article = Some((reference, article));
        let id = self.save(made?)?;
        let mut told = match self.json {
            true => self.out.object(&json!({"id": id.0, "article": on.0})),
            false => self.out.line(&id.0),
        };
        told = told.and_then(|()| self.out.flush());
        told.with_context(|| format!("the note {id}"))?;
        Ok(id)
    }

    /// Puts a note into the library. One that comes with the name it has there already is the same note, sent again.
    fn save(&mut self, note: Annotation) -> Result<AnnotationId> {
        if !note.id.0.is_empty() {
            match self.store.annotation(&note.id) {
                Ok(there) if is_same(&there, &note) => return Ok(note.id),
                Ok(_) => return Err(anyhow!("there is a note {} already, and it says something else", note.id)),
                Err(StoreError::NoNote(_)) if self.store.is_deleted(&note.id)? => {
                    return Err(anyhow!("the note {} was deleted, and is not added again; give another id", note.id));
                }
                Err(StoreError::NoNote(_)) => {}
                Err(error) => return Err(error.into()),
            }
        }
        let label = format!("add a {}", note.kind.name());
        let applied = self.store.apply(&[Change::Annotate(Box::new(note))], &label)?;
        Ok(applied.annotations.into_iter().next().unwrap_or_default())
    }
}

/// The note that a line and the options make.
fn make(row: &Map<String, Value>, args: &NoteAddArgs, article: &Article, settings: &Settings) -> Result<Annotation> {
    let mut fields = row.clone();
    // The command line's own names are understood as well.
    for (name, field) in [("body", "note"), ("tag", "tags")] {
        if !fields.contains_key(field)
            && let Some(value) = fields.remove(name)
        {
            fields.insert(field.into(), value);
        }
    }
    for (field, option) in [("quote", &args.quote), ("prefix", &args.prefix), ("suffix", &args.suffix)] {
        if let (false, Some(option)) = (fields.contains_key(field), option) {
            fields.insert(field.into(), option.as_str().into());
        }
    }
    // One tag, one label and one address may stand without their brackets.
    if let Some(tag @ Value::String(_)) = fields.get("tags").cloned() {
        fields.insert("tags".into(), Value::Array(vec![tag]));
    }
    let label = fields.get("verdict").and_then(Value::as_str).map(String::from);
    let urls: Vec<String> = match fields.get("evidence") {
        Some(Value::String(url)) => vec![url.clone()],
        Some(Value::Array(urls)) => urls.iter().filter_map(Value::as_str).map(String::from).collect(),
        _ => Vec::new(),
    };
    if label.is_some() {
        fields.remove("verdict");
    }
    if !urls.is_empty() {
        fields.remove("evidence");
    }
    if let Some(Value::Number(id)) = fields.get("id").cloned() {
        fields.insert("id".into(), id.to_string().into());
    }
    let nth = fields.get("nth").and_then(Value::as_u64).and_then(|nth| usize::try_from(nth).ok()).or(args.nth);
    let says_kind = fields.contains_key("kind");
    fields.insert("article".into(), article.id.0.as_str().into());
    let mut note = note_from_json(&Value::Object(fields), Some(article.body.text()))?;
    if !note.id.0.is_empty() {
        note.id = name_of(&note.id.0);
    }
    args.words.put_into(&mut note, settings)?;
    let more = NoteWords { verdict: label, evidence: urls, ..NoteWords::default() };
    more.put_into(&mut note, settings)?;
    let judged = note.verdict.is_some();
    note.take_signs("", |word| settings.verdict_named(word).filter(|_| !judged));
    if !says_kind && args.words.kind.is_none() {
        note.kind = likely_kind(&note);
    }
    if note.author.is_none() {
        note.author.clone_from(&settings.notes.author);
    }
    place(&mut note, article, nth)?;
    Ok(note)
}

/// Whether a note is there as it was sent: what the library itself adds does not count.
fn is_same(there: &Annotation, sent: &Annotation) -> bool {
    let bare = |note: &Annotation| {
        let mut note = said(note);
        note.verdict.iter_mut().for_each(|verdict| verdict.decided = None);
        note
    };
    bare(there) == bare(sent)
}

/// The name of a note that a client names in its own way. The library's names are kept.
fn name_of(given: &str) -> AnnotationId {
    AnnotationId(match uuid::Uuid::parse_str(given) {
        Ok(name) => name.hyphenated().to_string(),
        Err(_) => name_for(&format!("client\n{given}")),
    })
}

/// A note whose kind is not said is what it looks like.
fn likely_kind(note: &Annotation) -> AnnotationKind {
    if note.verdict.is_some() || note.statement.is_some() || !note.evidence.is_empty() {
        AnnotationKind::Claim
    } else if note.note.is_empty() && note.tags.is_empty() {
        AnnotationKind::Highlight
    } else {
        AnnotationKind::Note
    }
}

/// Finds the passage of a note: where its offsets say, else the place with its words that its surroundings or `nth` pick
/// out.
pub fn place(note: &mut Annotation, article: &Article, nth: Option<usize>) -> Result<()> {
    let text = article.body.text();
    let text_sha256 = article.body.sha256();
    let Anchor { span, quote, prefix, suffix, .. } = note.anchor.clone();
    if quote.trim().is_empty() {
        return Err(WrongUsage("a note needs words to be on: give --quote".into()).into());
    }
    if !span.is_empty() && span.of(text) == quote {
        note.anchor = Anchor::new(text, span, &text_sha256);
        note.settle(note.anchor.clone(), AnchorState::Exact);
        return Ok(());
    }
    let before = |start: usize| text.get(..start).unwrap_or_default().ends_with(&prefix);
    let after = |end: usize| text.get(end..).unwrap_or_default().starts_with(&suffix);
    let places: Vec<Span> = text
        .match_indices(&quote)
        .map(|(start, _)| Span::new(start, start + quote.len()))
        .filter(|span| before(span.start) && after(span.end))
        .collect();
    let found = match nth {
        Some(nth) => places.get(nth.wrapping_sub(1)).copied(),
        None => places.first().copied().or_else(|| nearly(note, text)),
    };
    let Some(span) = found else {
        let count = places.len();
        let why = match nth {
            Some(nth) if count > 0 => format!("“{quote}” stands only {count} times in the article, not {nth} times"),
            _ => format!("“{quote}” does not stand in the article"),
        };
        return Err(NothingMatched(why).into());
    };
    if nth.is_none() && places.len() > 1 {
        tell(&format!("“{quote}” stands {} times; the first was taken (--nth, --prefix)", places.len()));
    }
    note.anchor = Anchor::new(text, span, &text_sha256);
    note.settle(note.anchor.clone(), AnchorState::Exact);
    Ok(())
}

/// Where the words stand but for spaces or a letter, if that is sure.
fn nearly(note: &Annotation, text: &str) -> Option<Span> {
    let found = resolve(&note.anchor, text, None);
    found.span.filter(|_| matches!(found.state, AnchorState::Exact | AnchorState::Moved))
}
