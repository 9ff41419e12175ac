//! What is typed about feeds and smart folders: addresses, names, folders, intervals.

use crate::app::commands::told;
use crate::app::effect::Effect;
use crate::app::feed_act::FeedAct;
use crate::app::feeding::kept;
use crate::app::model::{Model, Pane};
use crate::app::prompt::Purpose;
use crate::app::section::Section;
use crate::app::sources::SmartFolder;
use std::collections::BTreeSet;

/// What a prompt about the sources begins with.
pub fn written(model: &Model, purpose: Purpose) -> String {
    let section = model.shelf.sources.chosen().map(|row| &row.section);
    match (purpose, section) {
        (Purpose::Rename, Some(Section::Folder(path))) => path.last().cloned().unwrap_or_default(),
        (Purpose::Rename, Some(section)) => model.shelf.sources.name_of(section),
        (Purpose::MoveFeed, Some(Section::Feed(url))) => {
            model.shelf.sources.feed(url).map(|feed| feed.folder.join("/")).unwrap_or_default()
        }
        (Purpose::MoveFeed, Some(Section::Folder(path))) => {
            path.split_last().map(|(_, above)| above.join("/")).unwrap_or_default()
        }
        (Purpose::Interval, Some(Section::Feed(url))) => {
            let interval = model.shelf.sources.feed(url).and_then(|feed| feed.interval);
            interval.map(|minutes| minutes.to_string()).unwrap_or_default()
        }
        _ => String::new(),
    }
}

/// The folders there are, for completion.
pub fn folders(model: &Model) -> Vec<String> {
    let feeds = model.shelf.sources.holdings.feeds.iter();
    let paths =
        feeds.flat_map(|feed| (1..=feed.folder.len()).filter_map(|depth| Some(feed.folder.get(..depth)?.join("/"))));
    let found: BTreeSet<String> = paths.collect();
    found.into_iter().collect()
}

/// Does what a prompt about the sources says.
pub fn accept(model: &mut Model, purpose: Purpose, text: &str) -> Vec<Effect> {
    let text = text.trim();
    let section = model.shelf.sources.chosen().map(|row| row.section.clone());
    let act = match (purpose, section) {
        (Purpose::AddFeed, _) if text.is_empty() => return Vec::new(),
        (Purpose::AddFeed, section) => {
            model.tell(format!("looking for a feed at {text} …"));
            let folder = match section {
                Some(Section::Folder(path)) if model.pane == Pane::Sources => path,
                _ => Vec::new(),
            };
            FeedAct::Follow { address: text.to_owned(), folder }
        }
        (Purpose::KeepFilter, _) => return keep_filter(model, text),
        (Purpose::Rename, _) if text.is_empty() => return Vec::new(),
        (Purpose::Rename, Some(Section::Feed(url))) => FeedAct::Rename { url, title: text.to_owned() },
        (Purpose::Rename, Some(Section::Smart { name, query })) => {
            if kept(model, &name).is_some_and(|folder| folder.configured) {
                return told(model, format!("“{name}” stands in the configuration; rename it there"));
            }
            let shown = Section::Smart { name: name.clone(), query: query.clone() };
            if model.shelf.section == shown {
                model.shelf.section = Section::Smart { name: text.to_owned(), query: query.clone() };
            }
            let folder = SmartFolder { name: text.to_owned(), query, configured: false };
            FeedAct::Keep { folder, instead: Some(name) }
        }
        (Purpose::Rename, Some(section @ Section::Folder(_))) => {
            let Section::Folder(path) = &section else { return Vec::new() };
            let mut to = path.split_last().map(|(_, above)| above.to_vec()).unwrap_or_default();
            to.push(text.replace('/', "-"));
            moved(model, &section, path.len(), to)
        }
        (Purpose::MoveFeed, Some(section)) => {
            let mut to: Vec<String> =
                text.split('/').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect();
            let from = match &section {
                Section::Folder(path) => {
                    to.extend(path.last().cloned());
                    path.len()
                }
                _ => usize::MAX,
            };
            moved(model, &section, from, to)
        }
        (Purpose::Interval, Some(Section::Feed(url))) => match (text, text.parse::<u32>()) {
            ("", _) => FeedAct::Interval { url, minutes: None },
            (_, Ok(minutes @ 1..=525_600)) => FeedAct::Interval { url, minutes: Some(minutes) },
            _ => return told(model, "an interval is a number of minutes; nothing for the general one"),
        },
        _ => return Vec::new(),
    };
    vec![Effect::Feeds(act)]
}

/// Moves the feeds of a section. A folder that is shown meanwhile is shown where it goes.
fn moved(model: &mut Model, section: &Section, from: usize, to: Vec<String>) -> FeedAct {
    if let (Section::Folder(path), Section::Folder(shown)) = (section, &model.shelf.section)
        && shown.starts_with(path)
    {
        let inner = shown.get(from..).unwrap_or_default();
        model.shelf.section = Section::Folder([to.as_slice(), inner].concat());
    }
    let urls = model.shelf.sources.feeds_of(section).iter().map(|feed| feed.url.clone()).collect();
    FeedAct::Move { urls, from, to }
}

/// Keeps what is shown as a smart folder.
fn keep_filter(model: &mut Model, name: &str) -> Vec<Effect> {
    let query = model.shelf.query();
    if name.is_empty() {
        return Vec::new();
    }
    if query.is_empty() {
        return told(model, "nothing is filtered: F filters, and then + keeps the filter as a folder");
    }
    if kept(model, name).is_some_and(|folder| folder.configured) {
        return told(model, format!("“{name}” stands in the configuration; choose another name"));
    }
    let folder = SmartFolder { name: name.to_owned(), query, configured: false };
    vec![Effect::Feeds(FeedAct::Keep { folder, instead: None })]
}
