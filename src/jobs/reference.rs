//! What a link into the library means: `dateline://ARTICLE#NOTE`, or the ids themselves or their beginnings.

use crate::store::{Store, StoreError};
use crate::text::{AnnotationId, ArticleId};

/// An article of the library, and perhaps a note on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The article.
    pub article: ArticleId,
    /// The note.
    pub note: Option<AnnotationId>,
}

impl Reference {
    /// Looks up what is named. Where the note is gone and its article is not, the article is meant.
    pub fn find(store: &Store, given: &str) -> Result<Self, StoreError> {
        let bare = given.trim();
        let bare = bare.strip_prefix("dateline://").or(bare.strip_prefix("dateline:")).unwrap_or(bare);
        let (article, note) = match bare.split_once('#') {
            Some((article, note)) => (article.trim_end_matches('/'), Some(note).filter(|note| !note.is_empty())),
            None => (bare.trim_end_matches('/'), None),
        };
        if let Some(note) = note {
            return match (Self::of_note(store, note), store.find_ref(article)) {
                (Ok(found), _) => Ok(found),
                (Err(StoreError::NoNote(_)), Ok(article)) => Ok(Self { article, note: None }),
                (Err(error), _) => Err(error),
            };
        }
        match store.find_ref(article) {
            Ok(article) => Ok(Self { article, note: None }),
            Err(error) => Self::of_note(store, article).map_err(|_| error),
        }
    }

    fn of_note(store: &Store, given: &str) -> Result<Self, StoreError> {
        let note = store.find_note(given)?;
        Ok(Self { article: store.annotation(&note)?.article, note: Some(note) })
    }
}
