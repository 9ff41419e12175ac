//! `dateline feed set`: how a feed is followed.

use crate::cli::feed::Setting;
use crate::cli::feed_follow::{headers, open};
use crate::cli::feed_json::followed_json;
use crate::cli::given::Given;
use crate::cli::out::{Out, WrongUsage};
use crate::store::{FeedSettings, FollowedFeed};
use crate::text::masked;
use anyhow::Result;

/// Changes what is named, and says how the feed is followed now.
pub fn set(setting: &Setting, given: &Given) -> Result<()> {
    let mut store = open(given)?;
    let feed = changed(store.feed(&setting.feed)?, setting)?;
    store.change_feeds(std::slice::from_ref(&feed), &format!("changing how {} is followed", feed.title))?;
    let mut out = Out::after_saving();
    if setting.json {
        out.document(&followed_json(&feed))?;
    } else {
        out.line(&format!("{}  {}", masked(&feed.url), words(&feed).join(", ")))?;
    }
    Ok(out.flush()?)
}

fn changed(feed: FollowedFeed, setting: &Setting) -> Result<FollowedFeed> {
    let mut feed = feed;
    match setting.name.as_deref().map(str::trim) {
        Some("") => return Err(WrongUsage("a feed needs a name".into()).into()),
        Some(name) => feed.rename(name),
        None => {}
    }
    let FollowedFeed { mut folder, mut settings, .. } = feed.clone();
    if let Some(given) = &setting.folder {
        folder = given.split('/').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect();
    }
    if let Some(minutes) = setting.interval {
        settings.interval = Some(minutes).filter(|minutes| *minutes > 0);
    }
    settings.full = setting.full.unwrap_or(settings.full);
    if let Some(name) = &setting.user_agent {
        settings.user_agent = Some(name.clone()).filter(|name| !name.is_empty());
    }
    let given = |list: &[String]| list.iter().filter(|one| !one.trim().is_empty()).cloned().collect::<Vec<_>>();
    if !setting.headers.is_empty() {
        settings.headers = headers(&given(&setting.headers))?;
    }
    if !setting.tags.is_empty() {
        settings.tags = given(&setting.tags);
    }
    Ok(FollowedFeed { folder, settings, ..feed })
}

/// How it is followed, in words. Headers may hold secrets: they are counted only.
fn words(feed: &FollowedFeed) -> Vec<String> {
    let FeedSettings { interval, full, headers, user_agent, tags, .. } = &feed.settings;
    let folder: String = feed.folder.iter().map(|name| format!("{name}/")).collect();
    let mut words = vec![format!("{folder}{}", feed.title)];
    words.extend(interval.map(|minutes| format!("every {minutes} minutes")));
    words.extend(full.then(|| "full texts".to_owned()));
    words.extend((!headers.is_empty()).then(|| format!("{} headers", headers.len())));
    words.extend(user_agent.as_ref().map(|name| format!("as {name}")));
    words.extend((!tags.is_empty()).then(|| format!("tagged {}", tags.join(" "))));
    words
}
