//! `dateline feed add`, `list`, `remove` and `refresh`: the feeds of the library.

use crate::cli::feed::Following;
use crate::cli::feed_json::{followed_json, refreshed_json};
use crate::cli::given::Given;
use crate::cli::out::{Out, WrongUsage, tell};
use crate::cli::shelf::to_list;
use crate::jobs::{
    Cancel, Due, Fetcher, Refreshed, Taken, keep_refreshed, look_as, mark_waiting, refresh_all, typed_address,
    with_login,
};
use crate::store::{FeedSettings, FollowedFeed, Mode, Store, StoreError};
use crate::text::{masked, printable};
use anyhow::{Result, bail};
use jiff::Timestamp;
use serde_json::Value;
use std::time::Duration;

/// Follows a feed and takes in what it has.
pub fn add(following: &Following, given: &Given) -> Result<()> {
    let mut store = open(given)?;
    let url = typed_address(&following.url)?;
    let fetcher = Fetcher::default();
    let mut settings = settings(following)?;
    let found = look_as(&fetcher, &url, &settings, &Cancel::default())?;
    let Some((first, others)) = found.split_first() else { bail!("{} names no feed", printable(url.as_str())) };
    for other in others {
        tell(&format!("also there: {}", masked(&other.url)));
    }
    let address = with_login(typed_address(&first.url)?, &url);
    if address.origin() != url.origin() && !settings.headers.is_empty() {
        settings.headers.clear();
        let (feed, typed) = (address.host_str().unwrap_or_default(), url.host_str().unwrap_or_default());
        tell(&format!("the headers were for {typed} and are not sent to {feed}; `dateline feed set` gives it its own"));
    }
    settings.named = first.named_by(&url);
    let feed = FollowedFeed {
        title: following
            .name
            .clone()
            .or_else(|| first.title.clone())
            .unwrap_or_else(|| masked(&first.url).into_owned()),
        folder: following.folder.iter().flat_map(|folder| folder.split('/')).map(str::to_owned).collect(),
        settings,
        url: address.to_string(),
        ..FollowedFeed::default()
    };
    if store.follow(std::slice::from_ref(&feed))? == 0 {
        tell(&format!("{} is followed already", masked(&first.url)));
    }
    ask(&mut store, &fetcher, vec![feed.url.clone()], following.json, given)
}

fn settings(following: &Following) -> Result<FeedSettings> {
    Ok(FeedSettings {
        interval: following.interval,
        full: following.full,
        headers: headers(&following.headers)?,
        user_agent: following.user_agent.clone(),
        tags: following.tags.clone(),
        ..FeedSettings::default()
    })
}

/// Headers as people write them.
pub fn headers(written: &[String]) -> Result<Vec<(String, String)>> {
    let header = |written: &String| match written.split_once(':') {
        Some((name, value)) => Ok((name.trim().to_owned(), value.trim().to_owned())),
        None => Err(WrongUsage(format!("“{written}” is no header: NAME: VALUE")).into()),
    };
    written.iter().map(header).collect()
}

/// Lists the feeds.
pub fn list(json: bool, given: &Given) -> Result<()> {
    let feeds = to_list(given, json)?.feeds()?;
    let mut out = Out::new();
    if json {
        out.document(&Value::Array(feeds.iter().map(followed_json).collect()))?;
    }
    for feed in feeds.iter().filter(|_| !json) {
        let folder: String = feed.folder.iter().map(|name| format!("{name}/")).collect();
        out.line(&format!("{}  {folder}{}", masked(&feed.url), masked(&feed.title)))?;
        if let Some(trouble) = &feed.state.trouble {
            out.line(&format!("    ! {trouble}"))?;
        }
    }
    Ok(out.flush()?)
}

/// Follows a feed no longer.
pub fn remove(feed: &str, given: &Given) -> Result<()> {
    let mut store = open(given)?;
    let feed = store.feed(feed)?;
    store.unfollow(std::slice::from_ref(&feed.url))?;
    let mut out = Out::after_saving();
    out.line(&format!("{} is followed no longer; its articles stay (`dateline undo` brings it back)", feed.title))?;
    Ok(out.flush()?)
}

/// Asks feeds what is new.
pub fn refresh(named: &[String], all: bool, json: bool, given: &Given) -> Result<()> {
    let mut store = open(given)?;
    let urls = if named.is_empty() {
        let now = Timestamp::now();
        let due = |feed: &FollowedFeed| {
            feed.state.due.as_deref().and_then(|due| due.parse::<Timestamp>().ok()).is_none_or(|due| due <= now)
        };
        store.feeds()?.into_iter().filter(|feed| all || due(feed)).map(|feed| feed.url).collect()
    } else {
        named.iter().map(|name| Ok(store.feed(name)?.url)).collect::<Result<Vec<_>, StoreError>>()?
    };
    ask(&mut store, &Fetcher::default(), urls, json, given)
}

/// Asks these feeds and keeps what they bring, each as it comes. Fails where all of them failed.
fn ask(store: &mut Store, fetcher: &Fetcher, urls: Vec<String>, json: bool, given: &Given) -> Result<()> {
    let minutes = given.configuration()?.settings.feeds.interval;
    let interval = Duration::from_secs(u64::from(minutes) * 60);
    let due = |url: &String| -> Result<Due, StoreError> {
        let feed = store.feed(url)?;
        let known = if feed.settings.full { store.known_entries(url)? } else { Default::default() };
        Ok(Due { feed, known })
    };
    let feeds = urls.iter().map(due).collect::<Result<Vec<_>, _>>()?;
    let (total, mut failed, mut trouble, mut fresh) = (feeds.len(), 0, None, 0);
    let mut out = Out::after_saving();
    let cancel = Cancel::default();
    refresh_all(fetcher, feeds, interval, &cancel, |refreshed| {
        failed += usize::from(refreshed.state.trouble.is_some());
        let told = keep_refreshed(store, &refreshed).map_err(Into::into).and_then(|taken| {
            fresh += taken.new + taken.revised;
            say(&mut out, &refreshed, &taken, json)
        });
        if let Err(error) = told {
            // The library or the reader went away: no use to ask on.
            cancel.cancel();
            trouble = Some(error);
        }
    });
    mark_waiting(store, fresh, |_| ())?;
    match trouble {
        Some(error) => Err(error),
        None if failed == total && total == 1 => bail!("the feed could not be refreshed"),
        None if failed == total && total > 0 => bail!("none of the {total} feeds could be refreshed"),
        None => Ok(()),
    }
}

fn say(out: &mut Out, refreshed: &Refreshed, taken: &Taken, json: bool) -> Result<()> {
    let url = masked(&refreshed.url);
    if json {
        out.object(&refreshed_json(refreshed, taken))?;
    } else {
        for warning in &refreshed.warnings {
            tell(&format!("{url}: {warning}"));
        }
        match &refreshed.state.trouble {
            Some(trouble) => tell(&format!("{url}: {trouble}")),
            None => out.line(&format!("{url}  {} new, {} changed", taken.new, taken.revised))?,
        }
    }
    Ok(out.flush()?)
}

/// The library, to be changed.
pub fn open(given: &Given) -> Result<Store> {
    Ok(Store::open(&given.paths()?.library, Mode::Write)?)
}
