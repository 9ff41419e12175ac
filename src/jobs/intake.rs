//! What lies at a path or address that the reader names: looked at first, taken in when the reader says so.

use crate::app::Survey;
use crate::export::{Format, Imported};
use crate::ingest::{Draft, Folder, Opml, Subscription, read_feed, read_opml};
use crate::jobs::files::{ENDINGS, address_of, documents_in, is_web, load_each};
use crate::jobs::refresh::entries_of;
use crate::service::notes_format;
use crate::store::{FeedSettings, FollowedFeed};
use crate::text::{Body, Meta, printable};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use url::Url;

/// Paths offered for completion.
const OFFERS: usize = 100;
/// Files larger than this are not looked into before they are taken in.
const LOOKED: u64 = 4 << 20;
/// What was found at a path, ready for the library.
pub enum Intake {
    /// One article, to be opened.
    Article(Box<Draft>),
    /// Articles, with what could not be read.
    Articles(Vec<(Meta, Body)>, Vec<String>),
    /// Feeds to be followed, and what their list says of their folders.
    Feeds(Vec<FollowedFeed>, Vec<Folder>),
    /// Notes of another library.
    Notes(Box<Imported>),
}

/// A path as people type it: `~` is their home.
fn path_of(typed: &str) -> PathBuf {
    let home = || std::env::var_os("HOME").map(PathBuf::from);
    match typed.strip_prefix("~/").map(str::to_owned).or_else(|| (typed == "~").then(String::new)) {
        Some(rest) => home().map_or_else(|| PathBuf::from(typed), |home| home.join(rest)),
        None => PathBuf::from(typed.strip_prefix("file://").unwrap_or(typed)),
    }
}

/// Says what lies at a path or address, and how a path may go on.
pub fn survey(typed: &str) -> Survey {
    let typed = typed.trim_start();
    if typed.is_empty() {
        return Survey::default();
    }
    if is_web(typed) {
        let what = "a web address: a feed there is followed, a page becomes an article".to_owned();
        return Survey { what, offers: Vec::new() };
    }
    let path = path_of(typed.trim_end());
    let what = if path.is_dir() { folder_words(&path) } else { file_words(&path) };
    Survey { what, offers: offers(typed) }
}

fn folder_words(path: &Path) -> String {
    let files = match documents_in(path) {
        Ok(files) => files,
        Err(error) => return format!("a folder that cannot be read: {error}"),
    };
    let mut endings: BTreeMap<String, usize> = BTreeMap::new();
    for file in &files {
        *endings.entry(ending_of(file)).or_default() += 1;
    }
    let kinds: Vec<String> = endings.iter().map(|(ending, count)| format!("{count} .{ending}")).collect();
    match files.len() {
        0 => format!("a folder without files that could be articles ({})", ENDINGS.join(", ")),
        1 => "a folder with 1 file that can be an article".into(),
        many => format!("a folder with {many} files that can be articles: {}", kinds.join(", ")),
    }
}

fn file_words(path: &Path) -> String {
    match fs::metadata(path) {
        Err(_) => "nothing is there yet".into(),
        Ok(about) if !about.is_file() => "no ordinary file".into(),
        Ok(about) if about.len() > LOOKED => format!("a file of {} MB", about.len() >> 20),
        Ok(_) => match take(path) {
            Ok(Intake::Article(draft)) => {
                let words = draft.body.text().split_whitespace().count();
                printable(&format!("an article: {} ({words} words)", draft.meta.title)).into_owned()
            }
            Ok(Intake::Articles(articles, _)) => format!("a feed in a file: {} articles", articles.len()),
            Ok(Intake::Feeds(feeds, _)) => format!("a list of {} feeds", feeds.len()),
            Ok(Intake::Notes(notes)) => {
                let kept: usize = notes.articles.iter().map(|dossier| dossier.annotations.len()).sum();
                format!("notes: {} on {} articles", kept + notes.loose.len(), notes.articles.len())
            }
            Err(sentence) => sentence,
        },
    }
}

/// Reads what lies at a path; for a folder, everything in it that can be an article.
pub fn load_all(typed: &str) -> Result<Intake, String> {
    let path = path_of(typed.trim());
    if !path.is_dir() {
        return take(&path);
    }
    let (mut articles, mut failures) = (Vec::new(), Vec::new());
    let files = documents_in(&path).map_err(|error| format!("{} cannot be read: {error}", printable(typed)))?;
    for file in files {
        match load_each(&address_of(&file)) {
            Ok(drafts) => articles.extend(drafts.into_iter().map(|draft| (draft.meta, draft.body))),
            Err(sentence) => failures.push(sentence),
        }
    }
    if articles.is_empty() && failures.is_empty() {
        Err(folder_words(&path))
    } else {
        Ok(Intake::Articles(articles, failures))
    }
}

fn take(path: &Path) -> Result<Intake, String> {
    let shown = printable(&path.to_string_lossy()).into_owned();
    let bytes = fs::read(path).map_err(|error| format!("{shown} cannot be read: {error}"))?;
    if let Ok(Opml { feeds, folders, .. }) = read_opml(&bytes) {
        return Ok(Intake::Feeds(feeds.into_iter().filter_map(followed).collect(), folders));
    }
    if matches!(ending_of(path).as_str(), "json" | "jsonl" | "jsonld" | "csv") {
        let notes = Format::named(notes_format(path)).and_then(|format| format.read(&bytes));
        match notes {
            Ok(notes) => return Ok(Intake::Notes(Box::new(notes))),
            // A JSON feed is no notes.
            Err(error) if read_feed(&bytes, None, None).is_err() => return Err(format!("{shown}: {error}")),
            Err(_) => {}
        }
    }
    if let Ok(entries) = entries_of(&bytes) {
        return Ok(Intake::Articles(entries.into_iter().map(|entry| (entry.meta, entry.body)).collect(), Vec::new()));
    }
    article(path).map(|draft| Intake::Article(Box::new(draft)))
}

fn article(path: &Path) -> Result<Draft, String> {
    crate::jobs::files::load(&address_of(path))
}

fn followed(feed: Subscription) -> Option<FollowedFeed> {
    let web = Url::parse(&feed.url).is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
    let settings = FeedSettings { link: feed.link, other: feed.other, ..FeedSettings::default() };
    web.then(|| FollowedFeed {
        url: feed.url,
        title: feed.title,
        folder: feed.folder,
        settings,
        ..FollowedFeed::default()
    })
}

fn ending_of(path: &Path) -> String {
    path.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_ascii_lowercase()
}

/// How a path may go on, written as the reader began it.
fn offers(typed: &str) -> Vec<String> {
    let (head, begun) = typed.rfind('/').map_or(("", typed), |at| typed.split_at(at + 1));
    let folder = path_of(if head.is_empty() { "." } else { head });
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let named = entries.filter_map(|entry| Some((entry.file_name().into_string().ok()?, entry.path().is_dir())));
    let fits = |name: &str| name.starts_with(begun) && (!name.starts_with('.') || begun.starts_with('.'));
    let mut offers: Vec<String> = named
        .filter(|(name, _)| fits(name) && !name.contains(crate::text::is_control))
        .map(|(name, folder)| format!("{head}{name}{}", if folder { "/" } else { "" }))
        .take(OFFERS)
        .collect();
    offers.sort();
    offers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_there_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let put = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
        fs::create_dir(folder.path().join("deep")).unwrap();
        put("one.md", "# One\n\nA text of some words.");
        put("deep/two.txt", "Two.");
        put("left.pdf", "%PDF");
        put(
            "list.opml",
            "<opml><body><outline xmlUrl='https://a.example/f' text='A'/><outline xmlUrl='no'/></body></opml>",
        );
        put("feed.xml", "<rss><channel><item><title>A</title></item><item><title>B</title></item></channel></rss>");
        put("notes.json", "{\"dateline\":1,\"articles\":[]}");
        for (name, words) in [
            ("", "3 files that can be articles: 1 .md, 1 .txt, 1 .xml"),
            ("one.md", "an article: One"),
            ("list.opml", "a list of 1 feeds"),
            ("feed.xml", "2 articles"),
            ("notes.json", "notes: 0"),
            ("none", "nothing is there"),
        ] {
            let path = folder.path().join(name);
            let survey = survey(&path.to_string_lossy());
            assert!(survey.what.contains(words), "{name}: {}", survey.what);
        }
        let begun = format!("{}/l", folder.path().display());
        let offered: Vec<String> =
            survey(&begun).offers.iter().map(|offer| offer.rsplit('/').next().unwrap_or_default().to_owned()).collect();
        assert_eq!(offered, ["left.pdf", "list.opml"]);
        let Intake::Articles(articles, failures) =
            load_all(&folder.path().to_string_lossy()).unwrap_or_else(|why| panic!("{why}"))
        else {
            panic!("articles")
        };
        assert_eq!((articles.len(), failures.len()), (4, 0));
    }
}
