//! What is found in an article, with the reader's corrections over it.

use crate::analysis::{Analysis, VERSION, analyse_in, correct};
use crate::ingest::tongue;
use crate::store::{Store, StoreError};
use crate::text::{Article, Correction};
use jiff::civil::{Date, DateTime};
use std::sync::Arc;

/// Reads an article of the library against its own date and lays the reader's corrections over what was found.
pub fn read_corrected(store: &Store, article: &Article) -> Result<Analysis, StoreError> {
    let corrections = match article.id.0.is_empty() {
        true => store.corrections_everywhere()?,
        false => store.corrections(&article.id)?,
    };
    Ok(read_with(article, &corrections))
}

/// Reads an article against its own date and in its own language.
pub fn analysed(article: &Article) -> Analysis {
    let Article { meta, body, .. } = article;
    let tongue = tongue(body, meta.language.as_deref());
    analyse_in(body, meta.published.as_deref().and_then(day), &tongue)
}

/// The same with the corrections at hand.
pub fn read_with(article: &Article, corrections: &[Correction]) -> Analysis {
    let found = analysed(article);
    correct(found, &article.body, corrections)
}

/// What was found in an article of the library, with what the reader says of it.
pub fn corrected(store: &Store, article: &Article, found: &Arc<Analysis>) -> Result<Arc<Analysis>, StoreError> {
    let corrections = store.corrections(&article.id)?;
    if corrections.is_empty() {
        return Ok(found.clone());
    }
    Ok(Arc::new(correct((**found).clone(), &article.body, &corrections)))
}

/// Keeps what was found in several articles, with what the reader says of it.
pub fn keep_corrected(store: &mut Store, articles: &[(Article, Arc<Analysis>)]) -> Result<(), StoreError> {
    let found = articles.iter().map(|(article, found)| corrected(store, article, found));
    let found = found.collect::<Result<Vec<_>, _>>()?;
    let pairs: Vec<_> = articles.iter().zip(&found).map(|((article, _), found)| (article, &**found)).collect();
    store.keep_all_marks(&pairs, VERSION)
}

/// The local date and time of an RFC 3339 moment or a bare date: what the article's "today" is.
pub fn day(written: &str) -> Option<DateTime> {
    let local = written.get(..19).unwrap_or(written);
    local.parse::<DateTime>().ok().or_else(|| Some(written.get(..10)?.parse::<Date>().ok()?.at(0, 0, 0, 0)))
}
