//! The library's side of the effects: each is one call of the store, and what it gave is reported.

use crate::analysis::{Analysis, VERSION};
use crate::app::{Effect, Opened, Report, Source, Ticket};
use crate::config;
use crate::ingest::Draft;
use crate::jobs::background::Chores;
use crate::jobs::notebook::{self, CastList};
use crate::jobs::reference::Reference;
use crate::jobs::{casework, order};
use crate::query::{Query, parse};
use crate::service::{analysed, corrected, keep_corrected};
use crate::store::{Access, Added, Applied, Drafts, Outcome, Store, StoreError};
use crate::text::{Anchor, Annotation, AnnotationId, Article, ArticleId, printable, resolve, sentence};
use jiff::Timestamp;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The library with the settings that matter to it. Carries out effects one after the other.
pub struct Shelf {
    pub(super) store: Store,
    pub(super) settings: Arc<config::Settings>,
    backups: Option<PathBuf>,
    casts: CastList,
    pub(super) drafts: Option<Drafts>,
}

/// Notes shown at most; further ones are found by filtering.
const ROWS: usize = 100_000;

impl Shelf {
    /// A shelf over an open library.
    pub fn new(store: Store, settings: Arc<config::Settings>) -> Self {
        Self { store, settings, backups: None, casts: CastList::default(), drafts: None }
    }

    /// Has what was written and not saved kept beside the library.
    pub fn with_drafts(self, drafts: Drafts) -> Self {
        Self { drafts: Some(drafts), ..self }
    }

    /// Has its regular copies made in a folder.
    pub fn copied_to(self, backups: PathBuf) -> Self {
        Self { backups: Some(backups), ..self }
    }

    /// What the reader should know of the library from the start.
    pub fn greeting(&self) -> Vec<Report> {
        let drafts = self.drafts.as_ref().map(Drafts::adopt).filter(|drafts| !drafts.is_empty());
        let access = match self.store.access() {
            Access::Write => None,
            Access::ReadOnly { why } => {
                Some(Report::Failed(format!("the library can be read but not changed: {}", printable(why))))
            }
        };
        drafts.map(Report::Drafts).into_iter().chain(access).collect()
    }

    /// Carries out one effect. Those that are none of the library's give nothing.
    pub fn serve(&mut self, effect: Effect) -> Vec<Report> {
        match effect {
            Effect::List { ticket, query, sort, first, limit } => vec![self.list(ticket, &query, sort, first, limit)],
            Effect::Count { ticket, query } => self.count(ticket, &query),
            Effect::Sources(ticket) => vec![self.sources(ticket)],
            Effect::Titles { ticket, typed } => self.titles(ticket, &typed),
            Effect::Revisions(id) => vec![self.revisions(&id)],
            Effect::Part(id, from) => vec![self.part(&id, from)],
            Effect::Copies(id) => vec![self.copies(&id)],
            Effect::Compare(one, other) => vec![self.compare(&one, &other)],
            Effect::Feeds(act) => self.feeds(act),
            Effect::Bulk(bulk) => self.bulk(bulk),
            Effect::Preview { ticket, id } => vec![self.preview(ticket, &id)],
            Effect::Open(source) => self.open(source),
            Effect::Analyse(article) => {
                let found = read(&article);
                self.keep(&article, &found);
                vec![Report::Analysed(article.id.clone(), article.revision, found)]
            }
            Effect::Annotations(id) => match self.store.annotations(&id) {
                Ok(annotations) => {
                    let corrections = self.store.corrections(&id).unwrap_or_default();
                    vec![Report::Annotated(id.clone(), annotations), Report::Corrected(id, corrections)]
                }
                Err(error) => vec![failed(&error)],
            },
            Effect::Notes { ticket, query } => vec![self.notes(ticket, &query)],
            Effect::Claims { ticket, query } => {
                let claims = casework::claims(&self.store, &query).map_err(|error| said(&error));
                vec![Report::Claims { ticket, claims }]
            }
            Effect::Case { ticket, id } => {
                let case = casework::case(&self.store, &id).map(Box::new).map_err(|error| said(&error));
                vec![Report::Case { ticket, case }]
            }
            Effect::Adrift { ticket } => {
                let rows = casework::adrift(&self.store).map_err(|error| said(&error));
                vec![Report::Adrift { ticket, rows }]
            }
            Effect::Together { made, then, label } => self.apply(casework::together(*made, *then), &label),
            Effect::Apply { changes, label } => self.apply(changes, &label),
            Effect::Pipe(order) => vec![Report::PipeReady(order.ticket, notebook::piped(&self.store, &order.piped))],
            Effect::KeepDraft(key, draft) => self.keep_draft(&key, draft.as_deref()),
            Effect::TakenBack(key) => self.taken_back(&key),
            Effect::Versions(id) => match notebook::versions(&self.store, &id) {
                Ok((now, earlier)) => vec![Report::Versions(Box::new(now), earlier)],
                Err(error) => vec![failed(&error)],
            },
            Effect::Cast { ticket, query } => self.cast(ticket, &query),
            Effect::Recode { from, to } => self.recode(&from, &to),
            Effect::Undo => self.turned(|store| store.undo(), "undone"),
            Effect::Redo => self.turned(|store| store.redo(), "done again"),
            Effect::Export(ordered) => vec![order::export(&mut self.store, &self.settings, &ordered)],
            Effect::KeepPlace(id, place) => match self.store.keep_place(&id, place) {
                // Losing the place is not worth a message, least of all when the library may only be read.
                Ok(()) | Err(_) => Vec::new(),
            },
            _ => Vec::new(),
        }
    }

    fn preview(&self, ticket: Ticket, id: &ArticleId) -> Report {
        match self.store.article(id) {
            Ok(article) => Report::Previewed { ticket, article: Arc::new(article) },
            Err(error) => failed(&error),
        }
    }

    /// Keeps what was found in an article, so that queries for actors and figures find it.
    pub fn keep(&mut self, article: &Article, found: &Arc<Analysis>) {
        // It can be found again at any time; a library that may only be read goes without.
        if article.id.0.is_empty() {
            return;
        }
        let kept =
            corrected(&self.store, article, found).and_then(|found| self.store.keep_marks(article, &found, VERSION));
        if let Err(error) = kept {
            log::warn!("the marks of {} were not kept: {error}", article.id);
        }
    }

    /// Keeps what was found in several articles, and has those analysed that an earlier version went through.
    pub fn keep_all(&mut self, articles: &[(Article, Arc<Analysis>)]) {
        let kept = self.store.expect_marks(VERSION).and_then(|()| keep_corrected(&mut self.store, articles));
        if let Err(error) = kept {
            log::warn!("the marks of {} articles were not kept: {error}", articles.len());
        }
    }

    /// What is to be done for the library while it is read; nothing where it may not be written.
    pub fn chores(&self) -> Option<Chores> {
        if *self.store.access() != Access::Write {
            return None;
        }
        let library = self.store.path()?.to_owned();
        Some(Chores {
            library,
            backups: self.backups.clone(),
            backup: self.settings.backup.clone(),
            watch: self.settings.library.watch.clone(),
        })
    }

    fn notes(&self, ticket: Ticket, query: &str) -> Report {
        let notes = asked(query).and_then(|query| {
            let found = self.store.notes(&query, ROWS, 0).map_err(|error| said(&error))?;
            Ok(found.into_iter().map(|(annotation, listing)| (listing, annotation)).collect())
        });
        Report::Noted { ticket, notes }
    }

    /// The library's file.
    pub fn path(&self) -> Option<&Path> {
        self.store.path()
    }

    /// What to do where the files of the library have changed.
    pub fn look(&mut self) -> Vec<Report> {
        match self.store.changed_elsewhere() {
            Ok(true) => vec![Report::Elsewhere],
            Ok(false) => Vec::new(),
            Err(error) => {
                log::warn!("changes by other programs are not seen: {error}");
                Vec::new()
            }
        }
    }

    fn cast(&mut self, ticket: Ticket, query: &str) -> Vec<Report> {
        // What is wrong with the query was told when the notes were asked for.
        let Ok(query) = asked(query) else { return Vec::new() };
        match self.casts.of(&self.store, &query) {
            Ok(cast) => vec![Report::Cast { ticket, cast }],
            Err(error) => vec![failed(&error)],
        }
    }

    fn recode(&mut self, from: &str, to: &str) -> Vec<Report> {
        match notebook::retag(&mut self.store, from, to) {
            Ok((0, 0)) => vec![Report::Told(format!("nothing has the tag #{from}"))],
            Ok((notes, articles)) => {
                let book = self.settings.codebook.tag(from).map(|_| "; the code book still has the old name");
                let book = book.unwrap_or_default();
                vec![Report::Changed(format!(
                    "#{from} is #{to} now on {notes} notes and {articles} articles (u undoes it){book}"
                ))]
            }
            Err(error) => vec![failed(&error)],
        }
    }

    fn open(&mut self, source: Source) -> Vec<Report> {
        let opened = match source {
            Source::Library(id) => self.opened(&id, None, Vec::new()),
            Source::Passage(id, note) => self.opened(&id, Some(&note), Vec::new()),
            Source::Place(id, place) => self.opened_at(&id, |_| Some(place)),
            Source::Words(id, words) => self.opened_at(&id, |text| {
                let anchor = Anchor { quote: words, ..Anchor::default() };
                text.find(&anchor.quote).or_else(|| resolve(&anchor, text, None).span.map(|span| span.start))
            }),
            Source::Reference(given) => self.referred(&given),
            // What is named by an address is loaded elsewhere; the library has it, or nobody does.
            Source::Address(address) => self.store.find_ref(&address).and_then(|id| self.opened(&id, None, Vec::new())),
        };
        vec![opened.unwrap_or_else(|error| failed(&error))]
    }

    /// Opens what a link into the library names. A note that has lost its passage is told with its words.
    fn referred(&self, given: &str) -> Result<Report, StoreError> {
        let Reference { article, note } = Reference::find(&self.store, given)?;
        let mut warnings = Vec::new();
        match &note {
            Some(note) => {
                let note = self.store.annotation(note)?;
                if !note.state.stands() {
                    warnings.push(format!("this note lost its passage: “{}”", printable(&note.anchor.quote)));
                }
            }
            None if given.contains('#') => warnings.push("the note of this link is not there any more".to_owned()),
            None => {}
        }
        self.opened(&article, note.as_ref(), warnings)
    }

    /// Opens what an address named before, when it cannot be read now; else tells why.
    pub fn find(&mut self, address: String, why: String) -> Vec<Report> {
        match self.open(Source::Address(address)).pop() {
            Some(opened @ Report::Opened(_)) => vec![opened, Report::Failed(why)],
            _ => vec![Report::Failed(why)],
        }
    }

    /// Puts an article into the library and opens it.
    pub fn take_in(&mut self, draft: Draft) -> Vec<Report> {
        let mut warnings: Vec<String> = draft.warnings.iter().map(|warning| printable(warning).into_owned()).collect();
        let added = match self.add(&draft) {
            Ok((added, second)) => {
                if second {
                    warnings.push("the library has other words at the address it names: kept by itself".to_owned());
                }
                added
            }
            // A library that cannot be written still lets an article be read.
            Err(error) => return vec![unshelved(draft), failed(&error)],
        };
        self.keep_page(&added.id, &draft);
        if added.outcome == Outcome::Revision {
            warnings.insert(0, "this article has changed since it was last read; both texts are kept".to_owned());
        }
        let opened = self.opened(&added.id, None, warnings).unwrap_or_else(|error| failed(&error));
        vec![opened]
    }

    /// Takes in an article from a watched folder.
    pub fn take_watched(&mut self, draft: &Draft) -> Vec<Report> {
        match self.add(draft) {
            Ok((added, _)) if added.outcome == Outcome::Same => Vec::new(),
            Ok((added, _)) => {
                self.keep_page(&added.id, draft);
                vec![Report::Arrived(format!("taken in: {}", printable(&draft.meta.title)))]
            }
            Err(error) => vec![failed(&error)],
        }
    }

    /// Adds an article; one that claims an address where the library has other words is kept by itself, with a sign.
    fn add(&mut self, draft: &Draft) -> Result<(Added, bool), StoreError> {
        let place = draft.source.as_ref().map(|source| source.origin.address.as_str());
        let (meta, second) = match place {
            Some(place) => self.store.settle_address(&draft.meta, &draft.body, place)?,
            None => (draft.meta.clone(), false),
        };
        let added = self.store.add(&meta, &draft.body)?;
        if second {
            self.store.sign_second(&added.id)?;
        }
        Ok((added, second))
    }

    /// Keeps the page that an article was taken from. It can be fetched again: a failure is not worth a message.
    pub(super) fn keep_page(&mut self, id: &ArticleId, draft: &Draft) {
        let kept = draft.source.as_ref().map(|source| self.store.keep_page(id, source));
        if let Some(Err(error)) = kept {
            log::warn!("the page of {id} was not kept: {error}");
        }
    }

    fn opened(&self, id: &ArticleId, note: Option<&AnnotationId>, warnings: Vec<String>) -> Result<Report, StoreError> {
        let article = Arc::new(self.store.article(id)?);
        let annotations = self.store.annotations(id)?;
        let corrections = self.store.corrections(id)?;
        // The span of a lost note counts in an earlier text.
        let passage = note
            .and_then(|note| annotations.iter().find(|annotation| annotation.id == *note && annotation.state.stands()));
        let place = match passage {
            Some(annotation) => Some(annotation.anchor.span.start),
            None => self.store.reading_place(id)?,
        };
        Ok(Report::Opened(Box::new(Opened { article, annotations, corrections, place, warnings })))
    }

    /// Opens an article where `place` says, which is given its text.
    fn opened_at(&self, id: &ArticleId, place: impl FnOnce(&str) -> Option<usize>) -> Result<Report, StoreError> {
        match self.opened(id, None, Vec::new())? {
            Report::Opened(mut opened) => {
                opened.place = place(opened.article.body.text()).or(opened.place);
                Ok(Report::Opened(opened))
            }
            other => Ok(other),
        }
    }

    fn turned(
        &mut self,
        turn: impl FnOnce(&mut Store) -> Result<Option<Applied>, StoreError>,
        word: &str,
    ) -> Vec<Report> {
        match turn(&mut self.store) {
            Ok(Some(Applied { label, renewed, .. })) => {
                let told = format!("{word}: {label}");
                let renewed = renewed.into_iter().map(|(id, now)| Report::Renewed { id, now, told: told.clone() });
                let renewed: Vec<Report> = renewed.collect();
                std::iter::once(Report::Changed(told)).chain(renewed).collect()
            }
            Ok(None) => vec![Report::Told(format!("nothing to be {word}"))],
            Err(error) => vec![failed(&error)],
        }
    }
}

/// The time as annotations keep it.
pub fn now() -> String {
    Timestamp::now().round(jiff::Unit::Second).unwrap_or_else(|_| Timestamp::now()).to_string()
}

/// Finds the marks of an article.
pub fn read(article: &Article) -> Arc<Analysis> {
    Arc::new(analysed(article))
}

/// An article that could not be put into the library, to be read all the same.
pub fn unshelved(draft: Draft) -> Report {
    let article = Article { id: ArticleId::default(), meta: draft.meta, revision: 1, body: draft.body };
    let (annotations, corrections): (Vec<Annotation>, _) = (Vec::new(), Vec::new());
    let (article, warnings) = (Arc::new(article), draft.warnings);
    Report::Opened(Box::new(Opened { article, annotations, corrections, place: None, warnings }))
}

pub(super) fn asked(query: &str) -> Result<Query, String> {
    parse(query).map_err(|error| printable(&error.to_string()).into_owned())
}

/// An error with what caused it, on one safe line.
pub fn said(error: &(dyn std::error::Error + 'static)) -> String {
    printable(&sentence(error)).into_owned()
}

pub(super) fn failed(error: &StoreError) -> Report {
    log::warn!("{error}");
    Report::Failed(said(error))
}
