//! Saving what the reader changed, with an eye on what another program has changed since it was read.

use crate::store::{Applied, Store, StoreError};
use crate::text::{Annotation, Change, Reconciled, reconcile};

/// What became of changes that were to be saved.
#[derive(Clone, Debug)]
pub enum Saved {
    /// They are on the disk.
    Done(Applied, Meanwhile),
    /// Another program changed the same of a note, and nothing is saved.
    Clash {
        /// Both edits, as far as they do not touch.
        both: Box<Reconciled>,
        /// What is saved.
        theirs: Box<Annotation>,
    },
}

/// What another program had done to a note while it was edited.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Meanwhile {
    /// Nothing that matters.
    #[default]
    Nothing,
    /// It was deleted, and is back.
    Deleted,
    /// Something else of it was changed: both edits are in it.
    Joined,
}

/// Saves changes as one act; without a label they are no act of the reader's and cannot be undone. The time of a note's
/// last change says which version of it was edited.
pub fn save(store: &mut Store, changes: &[Change], label: &str) -> Result<Saved, StoreError> {
    loop {
        let mut meanwhile = Meanwhile::Nothing;
        let mut ready = Vec::with_capacity(changes.len());
        for change in changes {
            let Change::Annotate(mine) = change else {
                ready.push(change.clone());
                continue;
            };
            match beside(store, mine)? {
                Beside::Untouched => ready.push(change.clone()),
                Beside::Deleted => {
                    meanwhile = Meanwhile::Deleted;
                    ready.push(change.clone());
                }
                Beside::Edited { both, .. } if both.clashes.is_empty() => {
                    meanwhile = Meanwhile::Joined;
                    ready.push(Change::Annotate(Box::new(both.note)));
                }
                Beside::Edited { both, theirs } => return Ok(Saved::Clash { both, theirs }),
            }
        }
        let done = if label.is_empty() { store.settle(&ready) } else { store.apply(&ready, label) };
        match done {
            Ok(applied) => return Ok(Saved::Done(applied, meanwhile)),
            // Somebody was quicker between the look and the saving: look again.
            Err(StoreError::Overtaken(_)) => {}
            Err(error) => return Err(error),
        }
    }
}

/// What stands in the library beside an edited note.
enum Beside {
    Untouched,
    Deleted,
    Edited { both: Box<Reconciled>, theirs: Box<Annotation> },
}

fn beside(store: &Store, mine: &Annotation) -> Result<Beside, StoreError> {
    if mine.id.0.is_empty() || mine.modified.is_empty() {
        return Ok(Beside::Untouched);
    }
    let theirs = match store.annotation(&mine.id) {
        Ok(theirs) => theirs,
        Err(StoreError::NoNote(_)) => return Ok(Beside::Deleted),
        Err(error) => return Err(error),
    };
    if theirs.modified == mine.modified {
        return Ok(Beside::Untouched);
    }
    let versions = store.versions(&mine.id)?;
    let base = versions.iter().rev().find(|version| version.modified == mine.modified);
    Ok(Beside::Edited { both: Box::new(reconcile(base, mine, &theirs)), theirs: Box::new(theirs) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Mode;
    use crate::text::{AnnotationId, Body, Meta, Verdict};
    use std::path::Path;

    fn made(path: &Path) -> (Store, AnnotationId) {
        let mut store = Store::open(path, Mode::Write).unwrap();
        let meta = Meta { title: "The wall".into(), ..Meta::default() };
        let added = store.add(&meta, &Body::verbatim("The wall fell at nine.".into())).unwrap();
        let note = Annotation { article: added.id.clone(), note: "which?".into(), ..Annotation::default() };
        let id = store.apply(&[Change::Annotate(Box::new(note))], "note").unwrap().annotations.remove(0);
        (store, id)
    }

    #[test]
    fn an_edit_of_a_version_that_is_no_more_is_put_together_or_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("library.db");
        let (mut one, id) = made(&path);
        let mut other = Store::open(&path, Mode::Write).unwrap();
        let read = one.annotation(&id).unwrap();
        let edit = |edit: &dyn Fn(&mut Annotation)| {
            let mut note = read.clone();
            edit(&mut note);
            [Change::Annotate(Box::new(note))]
        };
        let words =
            |store: &mut Store, words: &str| save(store, &edit(&|note| note.note = words.into()), "edit").unwrap();
        assert!(matches!(words(&mut one, "that in the east"), Saved::Done(_, Meanwhile::Nothing)));
        // Without a look at what stands there, the store refuses it.
        let blind = other.apply(&edit(&|note| note.note = "that in the west".into()), "edit");
        assert!(matches!(blind, Err(StoreError::Overtaken(_))), "{blind:?}");
        let Saved::Clash { both, theirs } = words(&mut other, "that in the west") else { panic!("a clash") };
        assert_eq!((theirs.note.as_str(), both.clashes), ("that in the east", vec!["note"]));
        // Something else of it: both stand.
        let verdict = Verdict { label: "false".into(), ..Verdict::default() };
        let judged = save(&mut other, &edit(&|note| note.verdict = Some(verdict.clone())), "verdict").unwrap();
        assert!(matches!(judged, Saved::Done(_, Meanwhile::Joined)));
        let stands = one.annotation(&id).unwrap();
        assert_eq!(stands.note, "that in the east");
        assert_eq!(stands.verdict.unwrap().label, "false");
        // Twice in one act: the second is made of what the first was made of.
        let read = one.annotation(&id).unwrap();
        let twice =
            ["east", "west"].map(|words| Change::Annotate(Box::new(Annotation { note: words.into(), ..read.clone() })));
        assert!(matches!(save(&mut one, &twice, "edit"), Ok(Saved::Done(_, Meanwhile::Nothing))));
        assert_eq!(one.annotation(&id).unwrap().note, "west");
        one.apply(&[Change::Unannotate(id.clone())], "delete").unwrap();
        assert!(matches!(words(&mut other, "back"), Saved::Done(_, Meanwhile::Deleted)));
        assert_eq!(one.annotation(&id).unwrap().note, "back");
    }
}
