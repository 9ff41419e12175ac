//! `dateline feed import` and `export`: lists of feeds.

use crate::cli::feed::bytes_of;
use crate::cli::feed_follow::open;
use crate::cli::given::Given;
use crate::cli::out::{Out, tell};
use crate::ingest::{Subscription, read_opml, write_opml};
use crate::store::{FeedSettings, FollowedFeed};
use crate::text::printable;
use anyhow::{Context, Result};
use serde_json::json;
use std::io::Write;
use std::path::Path;
use tempfile::NamedTempFile;
use url::Url;

/// Follows the feeds of a list; nothing is asked of them yet.
pub fn import(file: &Path, json: bool, given: &Given) -> Result<()> {
    let mut list = read_opml(&bytes_of(file)?).with_context(|| file.display().to_string())?;
    let total = list.feeds.len();
    let (taken, refused): (Vec<_>, Vec<_>) = list.feeds.into_iter().partition(|feed| is_web(&feed.url));
    let refusals = refused.iter().map(|feed| format!("“{}” is no web address; left out", printable(&feed.url)));
    list.warnings.extend(refusals);
    let feeds: Vec<FollowedFeed> = taken.into_iter().map(followed).collect();
    let new = open(given)?.follow_list(&feeds, &list.folders)?;
    let mut out = Out::new();
    if json {
        out.document(&json!({"feeds": total, "new": new, "warnings": list.warnings}))?;
    } else {
        list.warnings.iter().for_each(|warning| tell(warning));
        out.line(&format!("{new} of {total} feeds are new; `dateline feed refresh` asks them"))?;
    }
    Ok(out.flush()?)
}

fn is_web(address: &str) -> bool {
    Url::parse(address).is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
}

/// Writes the feeds as a list.
pub fn export(output: Option<&Path>, given: &Given) -> Result<()> {
    let store = open(given)?;
    let feeds: Vec<Subscription> = store.feeds()?.into_iter().map(subscription).collect();
    let text = write_opml("dateline", &feeds, &store.feed_folders()?);
    match output.filter(|path| path.as_os_str() != "-") {
        None => {
            let mut out = Out::new();
            out.bytes(text.as_bytes())?;
            Ok(out.flush()?)
        }
        Some(path) => replace(path, text.as_bytes()).with_context(|| format!("cannot write {}", path.display())),
    }
}

/// Writes a file whole or not at all.
fn replace(path: &Path, bytes: &[u8]) -> Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = NamedTempFile::new_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}

fn followed(feed: Subscription) -> FollowedFeed {
    let settings = FeedSettings { link: feed.link, other: feed.other, ..FeedSettings::default() };
    FollowedFeed { url: feed.url, title: feed.title, folder: feed.folder, settings, ..FollowedFeed::default() }
}

fn subscription(feed: FollowedFeed) -> Subscription {
    let FollowedFeed { url, title, folder, settings, .. } = feed;
    Subscription { url, title, folder, link: settings.link, other: settings.other }
}
