//! Saving what the reader changed, and telling what became of it.

use crate::app::{Clash, Report, quoted};
use crate::jobs::shelve::{Shelf, failed, now};
use crate::service::{Meanwhile, Saved, save};
use crate::text::{Annotation, Change, printable};

impl Shelf {
    /// Makes changes; without a label they are no act of the reader's, and neither undone nor told.
    pub(super) fn apply(&mut self, changes: Vec<Change>, label: &str) -> Vec<Report> {
        let single = changes.len() == 1;
        let changes: Vec<Change> = changes.into_iter().map(|change| self.completed(change)).collect();
        let (both, theirs) = match save(&mut self.store, &changes, label) {
            Ok(Saved::Done(..)) | Err(_) if label.is_empty() => return Vec::new(),
            Ok(Saved::Done(_, meanwhile)) => {
                return vec![Report::Changed(format!("saved: {label}{} (u undoes it)", told(meanwhile)))];
            }
            Err(error) => return vec![failed(&error)],
            Ok(Saved::Clash { both, theirs }) => (*both, *theirs),
        };
        if single {
            let label = label.to_owned();
            return vec![Report::Clashed(Box::new(Clash { label, ..Clash::new(both, theirs) }))];
        }
        let quote = printable(&theirs.anchor.quote).into_owned();
        let why = format!("a note was changed meanwhile elsewhere, and nothing is saved: {}", quoted(&quote));
        vec![Report::Failed(why)]
    }

    /// Adds what only the outside knows: the author's name and the time of a verdict.
    fn completed(&self, change: Change) -> Change {
        let Change::Annotate(mut annotation) = change else { return change };
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
        Change::Annotate(annotation)
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

fn told(meanwhile: Meanwhile) -> &'static str {
    match meanwhile {
        Meanwhile::Nothing => "",
        Meanwhile::Deleted => "; it had been deleted meanwhile and is back",
        Meanwhile::Joined => ", with what was changed meanwhile elsewhere",
    }
}
