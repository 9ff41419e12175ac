//! Notes of other libraries and programs, put on the articles they are about.

use crate::export::{Dossier, FORMATS, Imported, LooseNote, content};
use crate::query::{Field, Query, Sort, Words};
use crate::store::{Incoming, Merged, STAND_INS, Store, StoreError, name_for};
use crate::text::{AnchorState, Annotation, AnnotationId, Article, ArticleId, Body, Meta};
use std::collections::BTreeMap;
use std::path::Path;

/// The format that the ending of a file tells.
pub fn notes_format(file: &Path) -> &'static str {
    let ending = file.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_ascii_lowercase();
    FORMATS.iter().find(|format| format.reads() && format.ending == ending).map_or("json", |format| format.name)
}

/// Merges what was read of a file into the library, as one act; `None` where there is nothing in it.
pub fn merge_notes(store: &mut Store, imported: Imported, label: &str) -> Result<Option<Merged>, StoreError> {
    let mut incoming: Vec<Incoming> = imported.articles.into_iter().map(arrived).collect();
    incoming.extend(settled(store, imported.loose)?);
    if incoming.is_empty() {
        return Ok(None);
    }
    store.merge(&incoming, label).map(Some)
}

fn arrived(dossier: Dossier) -> Incoming {
    let Dossier { article, mut annotations, corrections, deletions, tags, read, starred, .. } = dossier;
    let on = article.meta.url.clone().unwrap_or_else(|| article.body.sha256());
    for note in annotations.iter_mut().filter(|note| note.id.0.is_empty()) {
        note.id = AnnotationId(name_for(&format!("{on}\n{}", content(note))));
    }
    Incoming { article, tags, read, starred, annotations, corrections, deletions }
}

/// Notes whose article is only named, put on it where the library has it. Where it has not, an article that holds their
/// quotes stands in for it; they are lost in it, and find their place when the article itself is added.
fn settled(store: &Store, loose: Vec<LooseNote>) -> Result<Vec<Incoming>, StoreError> {
    let mut groups: BTreeMap<(Option<String>, Option<String>), Vec<LooseNote>> = BTreeMap::new();
    for note in loose {
        let title = if note.url.is_some() { None } else { note.title.clone() };
        groups.entry((note.url.clone(), title)).or_default().push(note);
    }
    let groups = groups.into_iter().map(|((url, title), notes)| {
        let named = notes.iter().map(|note| note.annotation.article.0.as_str()).find(|id| !id.is_empty());
        let known = [named, url.as_deref()].into_iter().flatten().find_map(|given| store.find_ref(given).ok());
        let known = known.or_else(|| title.as_deref().and_then(|title| titled(store, title)));
        match known {
            Some(id) => {
                let article = store.article(&id)?;
                let annotations =
                    notes.into_iter().map(|note| with_name(store, note, |note| note.placed(&article.body)));
                let annotations = annotations.collect();
                let listing = store.listing(&id)?;
                Ok(Incoming { article, tags: listing.tags, annotations, ..Incoming::default() })
            }
            None => Ok(stand_in(store, url, title, notes)),
        }
    });
    groups.collect()
}

/// The only article with this headline.
fn titled(store: &Store, title: &str) -> Option<ArticleId> {
    let words = Words { text: title.to_owned(), quoted: true, open: false };
    let mut found = store.list(&Query::In(Field::Title, words), Sort::Added, usize::MAX >> 1, 0).ok()?;
    found.retain(|listing| listing.title == title);
    if found.len() == 1 { found.pop().map(|listing| listing.id) } else { None }
}

fn stand_in(store: &Store, url: Option<String>, title: Option<String>, notes: Vec<LooseNote>) -> Incoming {
    let title = title.or_else(|| notes.iter().find_map(|note| note.title.clone())).or_else(|| url.clone());
    let quotes: Vec<String> = notes.iter().map(|note| note.annotation.anchor.quote.replace('\n', " ")).collect();
    let [beginning, _] = STAND_INS;
    let text = format!("{beginning}; add it to see them in their place.]\n{}", quotes.join("\n"));
    let meta = Meta { title: title.unwrap_or_else(|| "Imported notes".into()), url, ..Meta::default() };
    let lost = |note: LooseNote| Annotation { state: AnchorState::Lost, ..note.annotation };
    let annotations = notes.into_iter().map(|note| with_name(store, note, lost)).collect();
    let article = Article { meta, revision: 1, body: Body::verbatim(text), ..Article::default() };
    Incoming { article, annotations, ..Incoming::default() }
}

/// A note that brings no name gets one that is the same every time.
fn with_name(store: &Store, note: LooseNote, place: impl FnOnce(LooseNote) -> Annotation) -> Annotation {
    let there = |id: String| store.annotation(&AnnotationId(id)).ok();
    // One that was exported from here, or imported by a version that named notes by where they stand.
    let ours = note.foreign_id().and_then(there);
    let former = there(name_for(&note.former_origin())).filter(|there| note.is_same(there));
    let name = ours.or(former).map_or_else(|| AnnotationId(name_for(&note.origin())), |known| known.id);
    let mut placed = place(note);
    if placed.id.0.is_empty() {
        placed.id = name;
    }
    placed
}
