//! Finding the passages of annotations again when their article has a new revision.

use crate::store::StoreError;
use crate::text::{Annotation, Body};
use rusqlite::Transaction;

/// Resolves every annotation of an article against its new text. `before` is the revision they were on.
pub fn resolve_all(
    _work: &Transaction<'_>,
    _n: i64,
    _before: u32,
    _body: &Body,
    _text_sha256: &str,
) -> Result<(), StoreError> {
    Ok(())
}

/// The annotation as it stands in the latest revision of its article, where it was made on an earlier one.
pub fn fresh(_work: &Transaction<'_>, _n: i64, annotation: Annotation) -> Result<Annotation, StoreError> {
    Ok(annotation)
}
