//! What is found in an article, with the reader's corrections over it.

use crate::analysis::{Analysis, analyse, correct};
use crate::jobs::shelve::day;
use crate::store::{Store, StoreError};
use crate::text::{Article, Correction};

/// Reads an article of the library against its own date and lays the reader's corrections over what was found.
pub fn read_corrected(store: &Store, article: &Article) -> Result<Analysis, StoreError> {
    let corrections = match article.id.0.is_empty() {
        true => store.corrections_everywhere()?,
        false => store.corrections(&article.id)?,
    };
    Ok(read_with(article, &corrections))
}

/// The same with the corrections at hand.
pub fn read_with(article: &Article, corrections: &[Correction]) -> Analysis {
    let found = analyse(&article.body, article.meta.published.as_deref().and_then(day));
    correct(found, &article.body, corrections)
}
