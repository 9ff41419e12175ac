//! Why a service did not come about.

use crate::export::ExportError;
use crate::query::QueryError;
use crate::store::StoreError;
use thiserror::Error;

/// Why a service did not come about.
#[derive(Debug, Error)]
pub enum ServiceError {
    /// The query cannot be read.
    #[error("the query is wrong")]
    Query(#[from] QueryError),
    /// The library refused.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The format or the file refused.
    #[error(transparent)]
    Export(#[from] ExportError),
    /// Nothing fits the query.
    #[error("nothing fits, so there is nothing to export")]
    Nothing,
}
