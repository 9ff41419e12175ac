//! `dateline feed add`, `list`, `remove` and `refresh`: the feeds of the library.

use crate::cli::feed::Following;
use crate::cli::feed_json::{followed_json, refreshed_json};
use crate::cli::given::Given;
use crate::export::write_json;
use crate::jobs::{
    Cancel, Due, Fetcher, INTERVAL, Refreshed, Taken, keep_refreshed, look, refresh_all, typed_address, with_login,
};
use crate::store::{FeedSettings, FollowedFeed, Mode, Store, StoreError};
use crate::text::printable;
use anyhow::{Context, Result, bail};
use jiff::Timestamp;
use serde_json::Value;
use std::io::{self, BufWriter, Write};

/// Follows a feed and takes in what it has.
pub fn add(following: &Following, given: &Given) -> Result<()> {
    let mut store = open(given)?;
    let url = typed_address(&following.url)?;
    let fetcher = Fetcher::default();
    let found = look(&fetcher, &url, &Cancel::default())?;
    let Some((first, others)) = found.split_first() else { bail!("{} names no feed", printable(url.as_str())) };
    for other in others {
        eprintln!("dateline: also there: {}", printable(&other.url));
    }
    let address = with_login(typed_address(&first.url)?, &url);
    let feed = FollowedFeed {
        title: following.name.clone().or_else(|| first.title.clone()).unwrap_or_else(|| first.url.clone()),
        folder: following.folder.iter().flat_map(|folder| folder.split('/')).map(str::to_owned).collect(),
        settings: settings(following)?,
        url: address.to_string(),
        ..FollowedFeed::default()
    };
    if store.follow(std::slice::from_ref(&feed))? == 0 {
        eprintln!("dateline: {} is followed already", printable(&first.url));
    }
    ask(&mut store, vec![feed.url.clone()], following.json)
}

fn settings(following: &Following) -> Result<FeedSettings> {
    let header = |written: &String| {
        let (name, value) =
            written.split_once(':').with_context(|| format!("“{written}” is no header: NAME: VALUE"))?;
        Ok((name.trim().to_owned(), value.trim().to_owned()))
    };
    Ok(FeedSettings {
        interval: following.interval,
        full: following.full,
        headers: following.headers.iter().map(header).collect::<Result<_>>()?,
        user_agent: following.user_agent.clone(),
        tags: following.tags.clone(),
        ..FeedSettings::default()
    })
}

/// Lists the feeds.
pub fn list(json: bool, given: &Given) -> Result<()> {
    let feeds = open(given)?.feeds()?;
    let mut out = BufWriter::new(io::stdout().lock());
    if json {
        write_json(&mut out, &Value::Array(feeds.iter().map(followed_json).collect()), true)?;
        out.write_all(b"\n")?;
    }
    for feed in feeds.iter().filter(|_| !json) {
        let folder: String = feed.folder.iter().map(|name| format!("{name}/")).collect();
        writeln!(out, "{}  {}", printable(&shown(&feed.url)), printable(&format!("{folder}{}", feed.title)))?;
        if let Some(trouble) = &feed.state.trouble {
            writeln!(out, "    ! {}", printable(trouble))?;
        }
    }
    Ok(out.flush()?)
}

/// Follows a feed no longer.
pub fn remove(feed: &str, given: &Given) -> Result<()> {
    let mut store = open(given)?;
    let feed = store.feed(feed)?;
    store.unfollow(&feed.url)?;
    println!("{} is followed no longer; its articles stay", printable(&feed.title));
    Ok(())
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
    ask(&mut store, urls, json)
}

/// Asks these feeds and keeps what they bring, each as it comes. Fails where all of them failed.
fn ask(store: &mut Store, urls: Vec<String>, json: bool) -> Result<()> {
    let due = |url: &String| -> Result<Due, StoreError> {
        let feed = store.feed(url)?;
        let known = if feed.settings.full { store.known_entries(url)? } else { Default::default() };
        Ok(Due { feed, known })
    };
    let feeds = urls.iter().map(due).collect::<Result<Vec<_>, _>>()?;
    let (total, mut failed, mut trouble) = (feeds.len(), 0, None);
    let mut out = BufWriter::new(io::stdout().lock());
    let cancel = Cancel::default();
    refresh_all(&Fetcher::default(), feeds, INTERVAL, &cancel, |refreshed| {
        failed += usize::from(refreshed.state.trouble.is_some());
        let told = keep_refreshed(store, &refreshed)
            .map_err(Into::into)
            .and_then(|taken| tell(&mut out, &refreshed, &taken, json));
        if let Err(error) = told {
            // The library or the reader went away: no use to ask on.
            cancel.cancel();
            trouble = Some(error);
        }
    });
    match trouble {
        Some(error) => Err(error),
        None if failed == total && total == 1 => bail!("the feed could not be refreshed"),
        None if failed == total && total > 0 => bail!("none of the {total} feeds could be refreshed"),
        None => Ok(()),
    }
}

fn tell(out: &mut impl Write, refreshed: &Refreshed, taken: &Taken, json: bool) -> Result<()> {
    let url = shown(&refreshed.url);
    if json {
        write_json(out, &refreshed_json(refreshed, taken), false)?;
        out.write_all(b"\n")?;
    } else {
        for warning in &refreshed.warnings {
            eprintln!("dateline: {}: {}", printable(&url), printable(warning));
        }
        match &refreshed.state.trouble {
            Some(trouble) => eprintln!("dateline: {}: {}", printable(&url), printable(trouble)),
            None => writeln!(out, "{}  {} new, {} changed", printable(&url), taken.new, taken.revised)?,
        }
    }
    Ok(out.flush()?)
}

/// An address without its password.
pub fn shown(url: &str) -> String {
    let Ok(mut parsed) = url::Url::parse(url) else { return url.to_owned() };
    if parsed.password().is_some() && parsed.set_password(Some("***")).is_ok() { parsed.into() } else { url.to_owned() }
}

/// The library, to be changed.
pub fn open(given: &Given) -> Result<Store> {
    Ok(Store::open(&given.paths()?.library, Mode::Write)?)
}
