//! Articles and files as they are named on the command line.

use crate::jobs::{address_of, is_web, load};
use crate::store::{Store, StoreError};
use crate::text::ArticleId;
use anyhow::Result;
use clap::builder::{OsStringValueParser, TypedValueParser};
use std::path::Path;

/// A path, an address or an id. A file's name need not be UTF-8: such a path goes on as a file address.
pub fn named() -> impl TypedValueParser<Value = String> {
    OsStringValueParser::new().map(|given| address_of(Path::new(&given)))
}

/// The article of the library that is named by an id, an address or a path. A saved page that tells its own address is
/// in the library under that.
pub fn find(store: &Store, given: &str) -> Result<ArticleId, StoreError> {
    match store.find_ref(given) {
        Err(StoreError::NoArticle(name)) if is_file(given) => {
            let told = load(given).ok().and_then(|draft| draft.meta.url);
            told.and_then(|url| store.find_ref(&url).ok()).ok_or(StoreError::NoArticle(name))
        }
        found => found,
    }
}

/// True for a file that can be read, which is not asked of the network.
pub fn is_file(given: &str) -> bool {
    let path = url::Url::parse(given).ok().and_then(|url| url.to_file_path().ok());
    !is_web(given) && path.as_deref().unwrap_or(Path::new(given)).is_file()
}
