//! Saving what the reader changed, with an eye on what another program has changed since it was read.

use crate::app::{Clash, Report, quoted};
use crate::jobs::shelve::{Shelf, failed, now};
use crate::store::{Store, StoreError};
use crate::text::{Annotation, Change, printable, reconcile};

/// What became of a note while it was edited.
enum Meanwhile {
    /// It is as it was, or new.
    Nothing(Annotation),
    /// Another program deleted it.
    Deleted(Annotation),
    /// Another program changed something else of it: both edits in one.
    Joined(Annotation),
    /// Another program changed the same.
    Clash(Box<Clash>),
}

/// Compares an edited note with what the library has. The time of its last change says which version was edited; a new
/// one has none.
fn meanwhile(store: &Store, mine: Annotation) -> Result<Meanwhile, StoreError> {
    if mine.id.0.is_empty() || mine.modified.is_empty() {
        return Ok(Meanwhile::Nothing(mine));
    }
    let theirs = match store.annotation(&mine.id) {
        Ok(theirs) => theirs,
        Err(StoreError::NoNote(_)) => return Ok(Meanwhile::Deleted(mine)),
        Err(error) => return Err(error),
    };
    if theirs.modified == mine.modified {
        return Ok(Meanwhile::Nothing(mine));
    }
    let versions = store.versions(&mine.id)?;
    let base = versions.iter().rev().find(|version| version.modified == mine.modified);
    let both = reconcile(base, &mine, &theirs);
    Ok(match both.clashes.is_empty() {
        true => Meanwhile::Joined(both.note),
        false => Meanwhile::Clash(Box::new(Clash::new(both, theirs))),
    })
}

impl Shelf {
    /// Makes changes; without a label they are no act of the reader's, and neither undone nor told.
    pub(super) fn apply(&mut self, changes: Vec<Change>, label: &str) -> Vec<Report> {
        let (changes, told) = match self.reconciled(changes, label) {
            Ok(reconciled) => reconciled,
            Err(report) => return vec![report],
        };
        let done = if label.is_empty() { self.store.settle(&changes) } else { self.store.apply(&changes, label) };
        match done {
            Ok(_) if label.is_empty() => Vec::new(),
            Ok(_) => vec![Report::Changed(format!("saved: {label}{told} (u undoes it)"))],
            Err(_) if label.is_empty() => Vec::new(),
            Err(error) => vec![failed(&error)],
        }
    }

    /// The changes, completed and put together with what other programs changed since; and what to tell of that.
    fn reconciled(&self, changes: Vec<Change>, label: &str) -> Result<(Vec<Change>, &'static str), Report> {
        let (mut told, single) = ("", changes.len() == 1);
        let mut found = Vec::with_capacity(changes.len());
        for change in changes {
            let Change::Annotate(mine) = change else {
                found.push(change);
                continue;
            };
            let meanwhile = meanwhile(&self.store, *mine).map_err(|error| failed(&error))?;
            found.push(match meanwhile {
                Meanwhile::Nothing(note) => self.completed(note),
                Meanwhile::Deleted(note) => {
                    told = "; it had been deleted meanwhile and is back";
                    self.completed(note)
                }
                Meanwhile::Joined(note) => {
                    told = ", with what was changed meanwhile elsewhere";
                    self.completed(note)
                }
                Meanwhile::Clash(mut clash) if single => {
                    clash.label = label.to_owned();
                    return Err(Report::Clashed(clash));
                }
                Meanwhile::Clash(clash) => {
                    let quote = printable(&clash.theirs.anchor.quote).into_owned();
                    let why =
                        format!("a note was changed meanwhile elsewhere, and nothing is saved: {}", quoted(&quote));
                    return Err(Report::Failed(why));
                }
            });
        }
        Ok((found, told))
    }

    /// Adds what only the outside knows: the author's name and the time of a verdict.
    fn completed(&self, mut annotation: Annotation) -> Change {
        // An edit is later than what it edits; the store sets the time. What is put as it was stays as it was.
        if self.store.annotation(&annotation.id).is_ok_and(|before| before != annotation) {
            annotation.modified.clear();
        }
        if annotation.author.is_none() {
            annotation.author.clone_from(&self.settings.notes.author);
        }
        for evidence in annotation.evidence.iter_mut().filter(|evidence| evidence.accessed.as_deref() == Some("today"))
        {
            evidence.accessed = Some(now());
        }
        if let Some(verdict) = annotation.verdict.as_mut().filter(|verdict| verdict.decided.is_none()) {
            verdict.decided = Some(now());
        }
        Change::Annotate(Box::new(annotation))
    }

    /// A draft that cannot be kept is still in the program; that is told once it would be missed.
    pub(super) fn keep_draft(&self, key: &str, draft: Option<&Annotation>) -> Vec<Report> {
        let Some(drafts) = &self.drafts else { return Vec::new() };
        let kept = match draft {
            Some(draft) => drafts.keep(key, draft),
            None => drafts.drop(key),
        };
        if let Err(error) = kept {
            log::warn!("a draft was not kept: {error}");
        }
        Vec::new()
    }

    /// The draft has what the editor wrote; what it was kept in goes.
    pub(super) fn taken_back(&self, key: &str) -> Vec<Report> {
        if let Some(Err(error)) = self.drafts.as_ref().map(|drafts| drafts.taken_back(key)) {
            log::warn!("a text for the editor stays: {error}");
        }
        Vec::new()
    }
}
