//! Changes to the library: made in one transaction, remembered by what turns them over, undone and redone.

use crate::store::annotations::Before;
use crate::store::articles::row_of;
use crate::store::flip::{self, Step};
use crate::store::following::{self, SourceChange};
use crate::store::library::now;
use crate::store::part::{self, Joining, Made, Parted, Parting};
use crate::store::{Store, StoreError, annotations, corrections, journal, story};
use crate::text::{Annotation, AnnotationId, ArticleId, Change, CorrectionId};
use rusqlite::{OptionalExtension, Transaction, params};
use std::collections::BTreeSet;
use std::path::Path;

/// Steps that can be undone; older ones are forgotten.
const STEPS: i64 = 1000;

/// What was done, undone or redone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Applied {
    /// What the reader would call it ("delete 3 notes").
    pub label: String,
    /// The articles it touched.
    pub articles: Vec<ArticleId>,
    /// The annotations it touched, in the order of the changes. New ones without a name have got theirs.
    pub annotations: Vec<AnnotationId>,
    /// Articles that have other texts now, each with the one that is to be read in its place: mostly itself.
    pub renewed: Vec<(ArticleId, ArticleId)>,
}

impl Store {
    /// Makes the changes: all or none, and on the disk when this returns. An annotation without a name gets one, and
    /// times where it has none. One with the time of its last change is an edit of that version: it gets a later time,
    /// and where the library has another version by now, nothing is changed ([`StoreError::Overtaken`]).
    pub fn apply(&mut self, changes: &[Change], label: &str) -> Result<Applied, StoreError> {
        let applied = self.in_transaction(|work, _| {
            let (applied, flip) = turn_all(work, changes, label)?;
            remember_steps(work, label, &flip)?;
            Ok(applied)
        })?;
        self.flush_journal();
        Ok(applied)
    }

    /// Makes changes that are no act of the reader, such as marking an article as read because it was opened: they
    /// cannot be undone.
    pub fn settle(&mut self, changes: &[Change]) -> Result<Applied, StoreError> {
        let applied = self.in_transaction(|work, _| Ok(turn_all(work, changes, "")?.0))?;
        self.flush_journal();
        Ok(applied)
    }

    /// Undoes the last act; `None` when there is nothing left to undo.
    pub fn undo(&mut self) -> Result<Option<Applied>, StoreError> {
        self.turn_over("SELECT n, label, flip FROM undo WHERE NOT undone ORDER BY n DESC LIMIT 1", true)
    }

    /// Does again what was undone last; `None` when there is nothing.
    pub fn redo(&mut self) -> Result<Option<Applied>, StoreError> {
        self.turn_over("SELECT n, label, flip FROM undo WHERE undone ORDER BY n LIMIT 1", false)
    }

    /// What undo and redo would do next.
    pub fn next_steps(&self) -> Result<(Option<String>, Option<String>), StoreError> {
        let label = |sql| self.conn.query_row(sql, [], |row| row.get(0)).optional();
        Ok((
            label("SELECT label FROM undo WHERE NOT undone ORDER BY n DESC LIMIT 1")?,
            label("SELECT label FROM undo WHERE undone ORDER BY n LIMIT 1")?,
        ))
    }

    fn turn_over(&mut self, next: &str, undone: bool) -> Result<Option<Applied>, StoreError> {
        let applied = self.in_transaction(|work, _| {
            let step = work.query_row(next, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)));
            let Some((n, label, flip)) = step.optional()? else { return Ok(None) };
            let (n, label, flip): (i64, String, String) = (n, label, flip);
            let steps = flip::read(&flip).ok_or_else(|| StoreError::Damaged { what: format!("undo step {n}") })?;
            let (applied, flip) = turn_steps(work, &steps, &label)?;
            let sql = "UPDATE undo SET undone = ?2, flip = ?3 WHERE n = ?1";
            work.prepare_cached(sql)?.execute(params![n, undone, flip::written(&flip)])?;
            Ok(Some(applied))
        })?;
        self.flush_journal();
        Ok(applied)
    }
}

/// Keeps what turns an act over, and forgets what could be redone before it and what is too old.
pub(super) fn remember(work: &Transaction<'_>, label: &str, flip: &[Change]) -> Result<(), StoreError> {
    remember_steps(work, label, &flip.iter().cloned().map(Step::Change).collect::<Vec<_>>())
}

pub(super) fn remember_steps(work: &Transaction<'_>, label: &str, flip: &[Step]) -> Result<(), StoreError> {
    work.execute("DELETE FROM undo WHERE undone", [])?;
    if !flip.is_empty() {
        let sql = "INSERT INTO undo (label, made, flip) VALUES (?1, ?2, ?3)";
        work.prepare_cached(sql)?.execute(params![label, now(), flip::written(flip)])?;
        work.prepare_cached("DELETE FROM undo WHERE n <= ?1")?.execute([work.last_insert_rowid() - STEPS])?;
    }
    Ok(())
}

/// Makes the changes and gives those that turn them over, in the order in which they must be made.
fn turn_all(work: &Transaction<'_>, changes: &[Change], label: &str) -> Result<(Applied, Vec<Step>), StoreError> {
    let mut turning = Turning::default();
    for change in changes {
        let Change::Annotate(given) = change else {
            turning.change(work, change)?;
            continue;
        };
        let ready = match annotations::edited(work, given) {
            // The act itself has changed it before: that is nobody else's version.
            Err(StoreError::Overtaken(_)) if turning.annotations.contains(&given.id) => {
                Annotation { modified: String::new(), ..(**given).clone() }
            }
            ready => ready?,
        };
        turning.change(work, &Change::Annotate(Box::new(ready)))?;
    }
    Ok(turning.end(label))
}

fn turn_steps(work: &Transaction<'_>, steps: &[Step], label: &str) -> Result<(Applied, Vec<Step>), StoreError> {
    let mut turning = Turning::default();
    steps.iter().try_for_each(|step| match step {
        Step::Change(change) => turning.change(work, change),
        Step::Forget(id) => turning.forget(work, id),
        Step::Source(change) => turning.source(work, change),
        Step::Part(parting) => turning.part(work, None, parting).map(drop),
        Step::Join(joining) => turning.join(work, joining),
    })?;
    Ok(turning.end(label))
}

/// Changes being made one after the other, as one act.
#[derive(Default)]
pub(super) struct Turning {
    annotations: Vec<AnnotationId>,
    articles: BTreeSet<ArticleId>,
    renewed: Vec<(ArticleId, ArticleId)>,
    flip: Vec<Step>,
}

impl Turning {
    fn change(&mut self, work: &Transaction<'_>, change: &Change) -> Result<(), StoreError> {
        let back = turn(work, change, &mut self.annotations, &mut self.articles)?;
        self.flip.extend(back.map(Step::Change));
        Ok(())
    }

    fn forget(&mut self, work: &Transaction<'_>, id: &str) -> Result<(), StoreError> {
        let correction = CorrectionId(id.to_owned());
        let (article, back) = if corrections::by_name(work, &correction)?.is_some() {
            let before = corrections::forget(work, &correction)?;
            (before.article.clone(), Change::Correct(Box::new(before)))
        } else {
            let before = annotations::forget(work, &AnnotationId(id.to_owned()))?;
            self.annotations.push(before.id.clone());
            (before.article.clone(), Change::Annotate(Box::new(before)))
        };
        self.articles.insert(article);
        self.flip.push(Step::Change(back));
        Ok(())
    }

    /// Changes a feed or a smart folder.
    pub(super) fn source(&mut self, work: &Transaction<'_>, change: &SourceChange) -> Result<(), StoreError> {
        if let SourceChange::Leave { feed, away: true } = change {
            for id in following::untouched(work, *feed)? {
                self.change(work, &Change::Remove(id))?;
            }
        }
        self.flip.extend(following::turn(work, change)?.map(Step::Source));
        Ok(())
    }

    /// Parts an article in two.
    pub(super) fn part(
        &mut self,
        work: &Transaction<'_>,
        library: Option<&Path>,
        parting: &Parting,
    ) -> Result<Parted, StoreError> {
        let Made { parted, back, notes } = part::part(work, library, parting)?;
        self.articles.extend([parted.article.clone(), parted.into.clone()]);
        self.renewed.push((parted.article.clone(), parted.article.clone()));
        self.annotations.extend(notes);
        self.flip.push(Step::Join(Box::new(back)));
        Ok(parted)
    }

    /// Puts two articles together again.
    fn join(&mut self, work: &Transaction<'_>, joining: &Joining) -> Result<(), StoreError> {
        let (back, notes) = part::join(work, joining)?;
        let now = ArticleId(back.article.clone());
        self.renewed.extend([(now.clone(), now.clone()), (ArticleId(back.into.clone()), now.clone())]);
        self.articles.insert(now);
        self.annotations.extend(notes);
        self.flip.push(Step::Part(back));
        Ok(())
    }

    /// A change was made that this one turns over.
    pub(super) fn made(&mut self, back: SourceChange) {
        self.flip.push(Step::Source(back));
    }

    /// Keeps what turns the act over, where anything changed.
    pub(super) fn remember(self, work: &Transaction<'_>, label: &str) -> Result<(), StoreError> {
        let (Applied { label, .. }, flip) = self.end(label);
        if flip.is_empty() { Ok(()) } else { remember_steps(work, &label, &flip) }
    }

    fn end(mut self, label: &str) -> (Applied, Vec<Step>) {
        self.flip.reverse();
        let articles = self.articles.into_iter().collect();
        let (annotations, renewed) = (self.annotations, self.renewed);
        (Applied { label: label.to_owned(), articles, annotations, renewed }, self.flip)
    }
}

/// Makes one change and gives the one that turns it over, where anything changed.
fn turn(
    work: &Transaction<'_>,
    change: &Change,
    annotations: &mut Vec<AnnotationId>,
    articles: &mut BTreeSet<ArticleId>,
) -> Result<Option<Change>, StoreError> {
    let back = match change {
        Change::Annotate(annotation) => {
            let (id, before) = annotations::put(work, annotation)?;
            articles.insert(annotation.article.clone());
            annotations.push(id.clone());
            match before {
                Before::Other(before) => Some(Change::Annotate(before)),
                Before::Same => None,
                Before::Nothing => Some(Change::Unannotate(id)),
            }
        }
        Change::Unannotate(id) => {
            let before = annotations::take(work, id)?;
            articles.insert(before.article.clone());
            annotations.push(id.clone());
            Some(Change::Annotate(Box::new(before)))
        }
        Change::Remove(id) => shelve(work, id, true)?.then(|| Change::Restore(id.clone())),
        Change::Restore(id) => shelve(work, id, false)?.then(|| Change::Remove(id.clone())),
        Change::Read(id, read) => read_story(work, id, *read)?.then(|| Change::Read(id.clone(), !read)),
        Change::Star(id, star) => flag(work, "starred", id, *star)?.then(|| Change::Star(id.clone(), !star)),
        Change::Tag(id, tags) => retag(work, id, tags)?.map(|before| Change::Tag(id.clone(), before)),
        Change::Correct(correction) => {
            articles.insert(correction.article.clone());
            corrections::put(work, correction)?.map(|(id, before)| match before {
                Some(before) => Change::Correct(Box::new(before)),
                None => Change::Uncorrect(id),
            })
        }
        Change::Uncorrect(id) => {
            let before = corrections::take(work, id)?;
            articles.insert(before.article.clone());
            Some(Change::Correct(Box::new(before)))
        }
    };
    match change {
        Change::Annotate(_) | Change::Unannotate(_) | Change::Correct(_) | Change::Uncorrect(_) => {}
        Change::Remove(id) | Change::Restore(id) => {
            if back.is_some() {
                let removed = matches!(change, Change::Remove(_));
                journal::note(work, &journal::Entry::Shelved { article: id.0.clone(), removed })?;
            }
            articles.insert(id.clone());
        }
        Change::Read(id, _) | Change::Star(id, _) | Change::Tag(id, _) => {
            articles.insert(id.clone());
        }
    }
    Ok(back)
}

/// Sets a flag of an article; true where that changed it.
fn flag(work: &Transaction<'_>, column: &str, id: &ArticleId, value: bool) -> Result<bool, StoreError> {
    let n = row_of(work, id)?;
    let sql = format!("UPDATE article SET {column} = ?2 WHERE n = ?1 AND {column} <> ?2");
    Ok(work.prepare_cached(&sql)?.execute(params![n, value])? > 0)
}

/// Takes an article out of the lists or puts it back; true where that changed it.
fn shelve(work: &Transaction<'_>, id: &ArticleId, removed: bool) -> Result<bool, StoreError> {
    let changed = flag(work, "removed", id, removed)?;
    if changed && let Some(story) = story::story_of(work, row_of(work, id)?)? {
        story::choose_front(work, story)?;
    }
    Ok(changed)
}

/// Marks an article, and the copies of it, as read or unread; true where that changed it.
fn read_story(work: &Transaction<'_>, id: &ArticleId, read: bool) -> Result<bool, StoreError> {
    let changed = flag(work, "unread", id, !read)?;
    if read {
        // Who opens it again reads the text that it has now.
        let sql = "UPDATE article SET seen = revision WHERE n = ?1 AND seen IS NOT revision";
        work.prepare_cached(sql)?.execute([row_of(work, id)?])?;
    }
    if changed && let Some(story) = story::story_of(work, row_of(work, id)?)? {
        let sql = "UPDATE article SET unread = ?2 WHERE story = ?1 AND unread <> ?2";
        work.prepare_cached(sql)?.execute(params![story, !read])?;
    }
    Ok(changed)
}

/// Gives an article other tags; the former ones where they differ.
fn retag(work: &Transaction<'_>, id: &ArticleId, tags: &[String]) -> Result<Option<Vec<String>>, StoreError> {
    let n = row_of(work, id)?;
    let mut query = work.prepare_cached("SELECT tag FROM article_tag WHERE article = ?1 ORDER BY tag")?;
    let before = query.query_map([n], |row| row.get(0))?.collect::<Result<Vec<String>, _>>()?;
    let after: Vec<String> = tags.iter().cloned().collect::<BTreeSet<_>>().into_iter().collect();
    if before == after {
        return Ok(None);
    }
    work.execute("DELETE FROM article_tag WHERE article = ?1", [n])?;
    for tag in after {
        work.prepare_cached("INSERT INTO article_tag (article, tag) VALUES (?1, ?2)")?.execute(params![n, tag])?;
    }
    Ok(Some(before))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::{Query, Sort};
    use crate::store::sample::{add, note};
    use crate::text::{Annotation, Listing};
    use proptest::prelude::*;

    type Shelf = Vec<(Listing, Vec<Annotation>)>;

    fn shelf(store: &Store) -> Shelf {
        let listed = store.list(&Query::All, Sort::Added, 100, 0).unwrap();
        listed
            .into_iter()
            .map(|listing| {
                let annotations = store.annotations(&listing.id).unwrap();
                (listing, annotations)
            })
            .collect()
    }

    /// A library of three articles with two notes.
    fn library() -> Store {
        let mut store = Store::memory().unwrap();
        for title in ["one", "two", "three"] {
            let id = add(&mut store, title, "2026-03-04", "Rain fell. Rivers rose. Roads closed.").id;
            if title != "three" {
                store.settle(&[Change::Annotate(Box::new(note(&store, &id, "Rivers rose", title)))]).unwrap();
            }
        }
        store
    }

    #[derive(Clone, Debug)]
    enum Act {
        Note(usize, String),
        Edit(usize, String),
        Unnote(usize),
        Remove(usize),
        Read(usize, bool),
        Star(usize, bool),
        Tag(usize, Vec<String>),
    }

    fn act() -> impl Strategy<Value = Act> {
        let tags = prop::collection::vec("[a-c]", 0..3);
        prop_oneof![
            (0usize..9, "[a-z ]{0,9}").prop_map(|(at, words)| Act::Note(at, words)),
            (0usize..9, "[a-z ]{0,9}").prop_map(|(at, words)| Act::Edit(at, words)),
            (0usize..9).prop_map(Act::Unnote),
            (0usize..9).prop_map(Act::Remove),
            (0usize..9, any::<bool>()).prop_map(|(at, on)| Act::Read(at, on)),
            (0usize..9, any::<bool>()).prop_map(|(at, on)| Act::Star(at, on)),
            (0usize..9, tags).prop_map(|(at, tags)| Act::Tag(at, tags)),
        ]
    }

    fn change(store: &Store, act: &Act) -> Option<Change> {
        let shelf = shelf(store);
        let at = |at: usize| shelf.get(at % shelf.len().max(1)).map(|(listing, _)| listing.id.clone());
        let notes: Vec<Annotation> = shelf.iter().flat_map(|(_, notes)| notes.clone()).collect();
        let annotation = |at: usize| notes.get(at % notes.len().max(1)).cloned();
        Some(match act {
            Act::Note(n, words) => Change::Annotate(Box::new(note(store, &at(*n)?, "Roads closed", words))),
            Act::Edit(n, words) => Change::Annotate(Box::new(Annotation { note: words.clone(), ..annotation(*n)? })),
            Act::Unnote(n) => Change::Unannotate(annotation(*n)?.id),
            Act::Remove(n) => Change::Remove(at(*n)?),
            Act::Read(n, on) => Change::Read(at(*n)?, *on),
            Act::Star(n, on) => Change::Star(at(*n)?, *on),
            Act::Tag(n, tags) => Change::Tag(at(*n)?, tags.clone()),
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn every_act_can_be_undone_and_done_again(acts in prop::collection::vec(act(), 1..12)) {
            let mut store = library();
            let mut states = vec![shelf(&store)];
            for act in &acts {
                let Some(change) = change(&store, act) else { continue };
                store.apply(&[change], "act").unwrap();
                let now = shelf(&store);
                if states.last() != Some(&now) {
                    states.push(now);
                }
            }
            for before in states.iter().rev().skip(1) {
                prop_assert!(store.undo().unwrap().is_some());
                prop_assert_eq!(&shelf(&store), before);
            }
            prop_assert_eq!(store.undo().unwrap(), None);
            for after in states.iter().skip(1) {
                prop_assert!(store.redo().unwrap().is_some());
                prop_assert_eq!(&shelf(&store), after);
            }
            prop_assert_eq!(store.redo().unwrap(), None);
        }
    }

    #[test]
    fn changes_are_made_together_or_not_at_all() {
        let mut store = library();
        let before = shelf(&store);
        let star = Change::Star(before[0].0.id.clone(), true);
        let wrong = Change::Star(ArticleId("no such".into()), true);
        assert!(matches!(store.apply(&[star, wrong], "star two"), Err(StoreError::NoArticle(_))));
        assert_eq!(shelf(&store), before);
        assert_eq!(store.undo().unwrap(), None);
    }

    #[test]
    fn a_note_keeps_its_earlier_versions() {
        let mut store = library();
        let id = shelf(&store)[2].0.id.clone();
        let mut annotation = store.annotations(&id).unwrap().remove(0);
        let first = annotation.clone();
        annotation.note = "better".into();
        store.apply(&[Change::Annotate(Box::new(annotation.clone()))], "edit note").unwrap();
        assert_eq!(store.annotation(&annotation.id).unwrap().note, "better");
        assert_eq!(store.versions(&annotation.id).unwrap(), [first]);
        assert_eq!(store.next_steps().unwrap(), (Some("edit note".into()), None));
    }

    #[test]
    fn an_act_ends_what_could_be_redone() {
        let mut store = library();
        let id = shelf(&store)[0].0.id.clone();
        store.apply(&[Change::Star(id.clone(), true)], "star").unwrap();
        assert_eq!(store.undo().unwrap().unwrap().label, "star");
        store.apply(&[Change::Read(id, true)], "read").unwrap();
        assert_eq!(store.redo().unwrap(), None);
    }
}
