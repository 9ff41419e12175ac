//! What the notes screen asks of the library: who is named in passages, earlier versions, a tag renamed everywhere.

use crate::app::{Cast, Piped};
use crate::export::{article_piped, note_piped, piped_text};
use crate::jobs::shelve::said;
use crate::query::{Field, Query, Sort, Words};
use crate::service::analysed;
use crate::store::{Store, StoreError};
use crate::text::{AnnotationId, ArticleId, Change, Span, retagged};
use serde_json::{Value, json};
use std::collections::HashMap;

/// Notes and articles looked at.
const ALL: usize = usize::MAX >> 1;

/// Who is named where in an article: found once a revision.
#[derive(Debug, Default)]
pub struct CastList {
    known: HashMap<(ArticleId, u32), Vec<(Span, String)>>,
}

impl CastList {
    /// Who is named in the passages of the notes that fit a query.
    pub fn of(&mut self, store: &Store, query: &Query) -> Result<Cast, StoreError> {
        let mut cast = Cast::new();
        let mut open: Option<(ArticleId, u32)> = None;
        for (note, listing) in store.notes(query, ALL, 0)? {
            if open.as_ref().is_none_or(|(id, _)| *id != listing.id) {
                open = Some(self.read(store, &listing.id)?);
            }
            let mentions = open.as_ref().and_then(|key| self.known.get(key));
            let inside = mentions.into_iter().flatten().filter(|(span, _)| span.overlaps(note.anchor.span));
            let mut names: Vec<String> = inside.map(|(_, name)| name.clone()).collect();
            names.sort_unstable();
            names.dedup();
            cast.insert(note.id, names);
        }
        Ok(cast)
    }

    fn read(&mut self, store: &Store, id: &ArticleId) -> Result<(ArticleId, u32), StoreError> {
        let article = store.article(id)?;
        let key = (id.clone(), article.revision);
        self.known.entry(key.clone()).or_insert_with(|| {
            let found = analysed(&article);
            let named = found
                .mentions
                .iter()
                .filter_map(|mention| Some((mention.span, found.actors.get(mention.actor)?.name.clone())));
            named.collect()
        });
        Ok(key)
    }
}

/// A tag's new name given to every note and article that has it, in one step. Notes keep everything else; where the
/// tag stands in a note's text it is renamed there too. Gives how many notes and articles had it.
pub fn retag(store: &mut Store, from: &str, to: &str) -> Result<(usize, usize), StoreError> {
    let query = Query::In(Field::Tag, Words { text: from.to_owned(), quoted: true, open: false });
    let mut changes = Vec::new();
    for (mut note, _) in store.notes(&query, ALL, 0)? {
        if note.tags.iter().any(|tag| tag == from) {
            note.tags = renamed(&note.tags, from, to);
            note.note = retagged(&note.note, from, to);
            changes.push(Change::Annotate(Box::new(note)));
        }
    }
    let notes = changes.len();
    for listing in
        store.list(&query, Sort::Added, ALL, 0)?.into_iter().filter(|row| row.tags.iter().any(|tag| tag == from))
    {
        changes.push(Change::Tag(listing.id, renamed(&listing.tags, from, to)));
    }
    let articles = changes.len() - notes;
    if !changes.is_empty() {
        store.apply(&changes, &format!("rename #{from} to #{to}"))?;
    }
    Ok((notes, articles))
}

fn renamed(tags: &[String], from: &str, to: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::with_capacity(tags.len());
    for tag in tags.iter().map(|tag| if tag == from { to } else { tag.as_str() }) {
        if !out.iter().any(|other| other == tag) {
            out.push(tag.to_owned());
        }
    }
    out
}

/// What a command of the reader's is given, as JSON.
pub fn piped(store: &Store, piped: &Piped) -> Result<String, String> {
    let value = match piped {
        Piped::Passage(note) => store.article(&note.article).map(|article| note_piped(&article, note)),
        Piped::Notes(notes) => match notes.as_slice() {
            [note] => store.article(&note.article).map(|article| note_piped(&article, note)),
            notes => {
                let rows = notes.iter().map(|note| Ok(note_piped(&store.article(&note.article)?, note)));
                rows.collect::<Result<Vec<Value>, StoreError>>().map(|rows| json!({ "notes": rows }))
            }
        },
        Piped::Article(id, _) => store.article(id).and_then(|article| {
            let found = analysed(&article);
            Ok(article_piped(&article, &found, &store.annotations(id)?))
        }),
    };
    value.map(|value| piped_text(&value)).map_err(|error| said(&error))
}

/// A note as it is, and what it was before its edits.
pub fn versions(
    store: &Store,
    id: &AnnotationId,
) -> Result<(crate::text::Annotation, Vec<crate::text::Annotation>), StoreError> {
    Ok((store.annotation(id)?, store.versions(id)?))
}
