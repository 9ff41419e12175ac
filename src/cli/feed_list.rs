//! `dateline feed import` and `export`: lists of feeds.

use crate::cli::export::refused;
use crate::cli::feed::{ListArgs, bytes_of};
use crate::cli::feed_follow::open;
use crate::cli::given::Given;
use crate::cli::out::{Out, tell};
use crate::export::{Export, ExportFile};
use crate::ingest::{Subscription, read_opml, write_opml};
use crate::service::{Wanted, put};
use crate::store::{FeedSettings, FollowedFeed};
use crate::text::{masked, printable, safe_lines, without_login};
use anyhow::{Context, Result};
use serde_json::json;
use std::path::Path;
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
    let mut out = Out::after_saving();
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

/// Writes the feeds as a list. Users and passwords in their addresses stay here, unless they are asked for.
pub fn export(args: &ListArgs, given: &Given) -> Result<()> {
    let mut store = open(given)?;
    let mut feeds: Vec<Subscription> = store.feeds()?.into_iter().map(subscription).collect();
    let mut bare = 0;
    for feed in feeds.iter_mut().filter(|_| !args.passwords) {
        let address = without_login(&feed.url);
        bare += usize::from(masked(&feed.url) != feed.url);
        feed.title = if feed.title == feed.url { address.clone() } else { masked(&feed.title).into_owned() };
        feed.url = address;
    }
    let text = write_opml("dateline", &feeds, &store.feed_folders()?);
    let text = safe_lines(&text);
    if bare > 0 {
        tell(&format!("the list is without the passwords of {bare} feeds; --passwords writes them"));
    }
    let Some(path) = args.output.as_deref().filter(|path| path.as_os_str() != "-") else {
        let mut out = Out::new();
        out.text(&text)?;
        return Ok(out.flush()?);
    };
    let file = ExportFile::whole("feeds.opml", text.as_bytes());
    let mut export = Export { files: vec![file], warnings: Vec::new() };
    let wanted = Wanted { format: "opml", query: "", force: args.force };
    put(&mut store, &mut export, wanted, path).map_err(refused)?;
    export.warnings.iter().for_each(|warning| tell(warning));
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
