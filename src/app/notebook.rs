//! The notebook: the notes of all articles, grouped by article.

use crate::app::effect::Ticket;
use crate::app::list::List;
use crate::text::{Annotation, Listing};

/// The notes screen.
#[derive(Clone, Debug, Default)]
pub struct Notebook {
    /// Headings and notes, top to bottom.
    pub list: List<NotebookRow>,
    /// The reader's filter, in the query language.
    pub filter: String,
    /// What is wrong with the filter.
    pub fault: Option<String>,
    /// The newest request for rows.
    pub asked: Ticket,
}

/// A row of the notes screen.
#[derive(Clone, Debug, PartialEq)]
pub enum NotebookRow {
    /// An article, above its notes.
    Article(Box<Listing>),
    /// One note.
    Note(Box<Annotation>),
}

impl Notebook {
    /// Takes the notes: one heading an article, in the order in which the articles first come; notes by place.
    pub fn take(&mut self, notes: Vec<(Listing, Annotation)>) {
        let mut groups: Vec<(Listing, Vec<Annotation>)> = Vec::new();
        for (article, note) in notes {
            match groups.iter_mut().find(|(other, _)| other.id == article.id) {
                Some((_, group)) => group.push(note),
                None => groups.push((article, vec![note])),
            }
        }
        let mut rows = Vec::new();
        for (article, mut notes) in groups {
            notes.sort_by_key(|note| note.anchor.span);
            rows.push(NotebookRow::Article(Box::new(article)));
            rows.extend(notes.into_iter().map(|note| NotebookRow::Note(Box::new(note))));
        }
        self.list.refill(rows, |a, b| a.same(b));
    }

    /// The note under the cursor.
    pub fn note(&self) -> Option<&Annotation> {
        match self.list.chosen()? {
            NotebookRow::Note(note) => Some(note),
            NotebookRow::Article(_) => None,
        }
    }

    /// The article of the row under the cursor.
    pub fn article(&self) -> Option<&Listing> {
        let above = self.list.rows().get(..=self.list.selected())?;
        above.iter().rev().find_map(|row| match row {
            NotebookRow::Article(article) => Some(&**article),
            NotebookRow::Note(_) => None,
        })
    }
}

impl NotebookRow {
    fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Article(a), Self::Article(b)) => a.id == b.id,
            (Self::Note(a), Self::Note(b)) => a.id == b.id,
            _ => false,
        }
    }
}
