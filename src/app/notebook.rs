//! The notebook: the notes of all articles in groups, and which of them are selected.

use crate::app::effect::Ticket;
use crate::app::grouping::{Cast, Group, Noted, NotesBy, groups};
use crate::app::list::List;
use crate::config::Settings;
use crate::text::{Annotation, AnnotationId, Article, ArticleId, Listing};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The notes screen.
///
/// Invariant: the rows are made of the notes; only [`Notebook::take`] and [`Notebook::group`] make them.
#[derive(Clone, Debug, Default)]
pub struct Notebook {
    /// Headings and notes, top to bottom.
    pub list: List<NotebookRow>,
    /// The reader's filter, in the query language.
    pub filter: String,
    /// What is wrong with the filter.
    pub fault: Option<String>,
    /// The newest request for notes.
    pub asked: Ticket,
    /// What the notes are put together by.
    pub grouping: NotesBy,
    /// The article of the note under the cursor, for the passage in its context.
    pub context: Option<Arc<Article>>,
    /// The newest request for it.
    pub peeked: Ticket,
    /// Where a selection by rows was begun; it reaches to the cursor.
    pub range: Option<usize>,
    notes: Vec<Noted>,
    groups: Vec<Group>,
    cast: Cast,
    selected: BTreeSet<AnnotationId>,
    folded: BTreeSet<(NotesBy, String)>,
}

/// A row of the notes screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotebookRow {
    /// What a group has in common, above its notes.
    Heading(Heading),
    /// One note, by its number.
    Note {
        /// Its number among the notes.
        index: usize,
        /// Its name: numbers change when the notes come anew.
        id: AnnotationId,
        /// The key of its group.
        group: String,
    },
}

/// The heading of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// The id, tag or name that the group has in common; empty for the rest.
    pub key: String,
    /// The same in words.
    pub title: String,
    /// Notes in the group.
    pub count: usize,
    /// True when its notes are out of sight.
    pub folded: bool,
}

impl Notebook {
    /// Takes the notes that fit the filter. A selection keeps what is still there.
    pub fn take(&mut self, notes: Vec<Noted>, settings: &Settings) {
        self.notes = notes;
        self.range = None;
        let here: BTreeSet<&AnnotationId> = self.notes.iter().map(|(_, note)| &note.id).collect();
        self.selected.retain(|id| here.contains(id));
        self.lay(settings);
    }

    /// Puts them together in another way.
    pub fn group(&mut self, by: NotesBy, settings: &Settings) {
        self.grouping = by;
        self.range = None;
        self.lay(settings);
    }

    /// Takes who is named in their passages.
    pub fn take_cast(&mut self, cast: Cast, settings: &Settings) {
        self.cast = cast;
        self.lay(settings);
    }

    /// Hides the notes of the group under the cursor, or shows them again.
    pub fn fold(&mut self, settings: &Settings) {
        let Some(key) = self.group_here() else { return };
        let fold = (self.grouping, key.clone());
        if !self.folded.remove(&fold) {
            self.folded.insert(fold);
        }
        self.range = None;
        self.lay(settings);
        let heading =
            self.list.rows().iter().position(|row| matches!(row, NotebookRow::Heading(one) if one.key == key));
        heading.into_iter().for_each(|row| self.list.go_to(row));
    }

    fn lay(&mut self, settings: &Settings) {
        let mut rows = Vec::with_capacity(self.notes.len() + 16);
        self.groups = groups(&self.notes, self.grouping, &self.cast, settings);
        for group in &self.groups {
            let folded = self.folded.contains(&(self.grouping, group.key.clone()));
            let (key, title, count) = (group.key.clone(), group.title.clone(), group.members.len());
            rows.push(NotebookRow::Heading(Heading { key, title, count, folded }));
            let members = group.members.iter().filter(|_| !folded);
            rows.extend(members.filter_map(|index| {
                let id = self.notes.get(*index)?.1.id.clone();
                Some(NotebookRow::Note { index: *index, id, group: group.key.clone() })
            }));
        }
        self.list.refill(rows, same);
    }

    /// All notes that fit, in the order they came in.
    pub fn notes(&self) -> &[Noted] {
        &self.notes
    }

    /// The note of a row.
    pub fn note_of(&self, row: &NotebookRow) -> Option<&Noted> {
        match row {
            NotebookRow::Note { index, .. } => self.notes.get(*index),
            NotebookRow::Heading(_) => None,
        }
    }

    /// The note under the cursor.
    pub fn note(&self) -> Option<&Annotation> {
        Some(&self.note_of(self.list.chosen()?)?.1)
    }

    /// The heading under the cursor.
    pub fn heading(&self) -> Option<&Heading> {
        match self.list.chosen()? {
            NotebookRow::Heading(heading) => Some(heading),
            NotebookRow::Note { .. } => None,
        }
    }

    /// The key of the group that the cursor is in.
    pub fn group_here(&self) -> Option<String> {
        match self.list.chosen()? {
            NotebookRow::Heading(heading) => Some(heading.key.clone()),
            NotebookRow::Note { group, .. } => Some(group.clone()),
        }
    }

    /// The article of the row under the cursor: of the note, or of the heading where articles are the groups.
    pub fn article(&self) -> Option<&Listing> {
        let row = self.list.chosen()?;
        match (self.note_of(row), row) {
            (Some((article, _)), _) => Some(article),
            (None, NotebookRow::Heading(heading)) if self.grouping == NotesBy::Article => {
                let id = ArticleId(heading.key.clone());
                self.notes.iter().map(|(article, _)| article).find(|article| article.id == id)
            }
            _ => None,
        }
    }

    /// Whether a row is selected: a note, or a group all of whose notes are.
    pub fn is_selected(&self, number: usize, row: &NotebookRow) -> bool {
        match row {
            NotebookRow::Note { id, .. } => self.selected.contains(id) || self.in_range(number),
            NotebookRow::Heading(_) => false,
        }
    }

    fn in_range(&self, number: usize) -> bool {
        let here = self.list.selected();
        self.range.is_some_and(|from| (from.min(here)..=from.max(here)).contains(&number))
    }

    /// Selects the note under the cursor, or all of the group, or lets go of them; the cursor goes on.
    pub fn toggle(&mut self) {
        self.settle_range();
        let ids: Vec<AnnotationId> = match self.list.chosen() {
            Some(NotebookRow::Note { id, .. }) => vec![id.clone()],
            Some(NotebookRow::Heading(heading)) => self.members(&heading.key),
            None => return,
        };
        if ids.iter().all(|id| self.selected.contains(id)) {
            ids.iter().for_each(|id| {
                self.selected.remove(id);
            });
        } else {
            self.selected.extend(ids);
        }
        self.list.step(1);
    }

    /// The notes of a group, folded or not.
    fn members(&self, key: &str) -> Vec<AnnotationId> {
        let members = self.groups.iter().filter(|group| group.key == key).flat_map(|group| &group.members);
        members.filter_map(|index| Some(self.notes.get(*index)?.1.id.clone())).collect()
    }

    /// Begins a selection by rows at the cursor, or ends it there.
    pub fn toggle_range(&mut self) {
        match self.range {
            Some(_) => self.settle_range(),
            None => self.range = Some(self.list.selected()),
        }
    }

    fn settle_range(&mut self) {
        let rows = self.list.rows().iter().enumerate();
        let found: Vec<AnnotationId> = rows
            .filter(|(number, _)| self.in_range(*number))
            .filter_map(|(_, row)| match row {
                NotebookRow::Note { id, .. } => Some(id.clone()),
                NotebookRow::Heading(_) => None,
            })
            .collect();
        self.selected.extend(found);
        self.range = None;
    }

    /// Selects every note, or lets go of them when all are selected.
    pub fn toggle_all(&mut self) {
        self.range = None;
        let all: BTreeSet<AnnotationId> = self.notes.iter().map(|(_, note)| note.id.clone()).collect();
        self.selected = if self.selected == all { BTreeSet::new() } else { all };
    }

    /// Lets go of the selection; false when there was none.
    pub fn release(&mut self) -> bool {
        let had = self.range.take().is_some() || !self.selected.is_empty();
        self.selected.clear();
        had
    }

    /// The selected notes, in the order they came in.
    pub fn selection(&self) -> Vec<&Noted> {
        let rows = self.list.rows().iter().enumerate();
        let ranged: BTreeSet<usize> = rows
            .filter(|(number, _)| self.in_range(*number))
            .filter_map(|(_, row)| match row {
                NotebookRow::Note { index, .. } => Some(*index),
                NotebookRow::Heading(_) => None,
            })
            .collect();
        let notes = self.notes.iter().enumerate();
        notes
            .filter(|(index, (_, note))| self.selected.contains(&note.id) || ranged.contains(index))
            .map(|(_, noted)| noted)
            .collect()
    }
}

fn same(one: &NotebookRow, other: &NotebookRow) -> bool {
    match (one, other) {
        (NotebookRow::Heading(one), NotebookRow::Heading(other)) => one.key == other.key,
        (NotebookRow::Note { id: one, group, .. }, NotebookRow::Note { id: other, group: there, .. }) => {
            one == other && group == there
        }
        _ => false,
    }
}
