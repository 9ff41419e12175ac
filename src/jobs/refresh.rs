//! Asks feeds what is new, several at a time, and makes articles of their entries. The library is not touched here.

use crate::ingest::{self, Entry, Feed, FeedError, Origin, Reading, language, language_tag, read_feed, tidy_line};
use crate::jobs::fetch::{Answer, Cancel, FetchError, Fetcher, Given, Page, Request, Validators, backoff};
use crate::store::{FeedEntry, FeedState, FollowedFeed};
use crate::text::{Body, Meta, printable};
use jiff::{SignedDuration, Timestamp};
use std::collections::{HashSet, VecDeque};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, PoisonError, mpsc};
use std::thread;
use std::time::Duration;
use url::Url;

/// Feeds asked at the same time. Of one host never more than two are.
const AT_ONCE: usize = 8;
/// Pages fetched for one feed in one refresh, where the reader wants full texts.
const PAGES: usize = 40;
/// Entries dated further ahead than this are dated wrongly, and would stand on top for years.
const AHEAD: SignedDuration = SignedDuration::from_hours(48);

/// A feed that is to be asked.
#[derive(Clone, Debug, Default)]
pub struct Due {
    /// The feed.
    pub feed: FollowedFeed,
    /// What its entries in the library are known by; needed where full texts are wanted.
    pub known: HashSet<String>,
}

/// What asking a feed gave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Refreshed {
    /// The feed's address in the library.
    pub url: String,
    /// The address it has from now on, if it moved for good.
    pub moved: Option<String>,
    /// Its name for itself.
    pub title: Option<String>,
    /// How it went, to be kept.
    pub state: FeedState,
    /// Its entries, the oldest first.
    pub entries: Vec<FeedEntry>,
    /// What was odd about it.
    pub warnings: Vec<String>,
}

/// What a thread that asks brings.
enum Brought {
    /// All there is to know.
    Read(Box<Refreshed>),
    /// An answer that is still to be read.
    Unread(Box<(Due, Result<Answer, FetchError>)>),
}

/// Asks all `feeds`; `done` is called on this thread for each, as they come. `interval` is how long a feed is left
/// alone that says nothing else.
///
/// Answers are read here, one at a time: reading takes many times the memory of what is read, and a thread keeps for
/// itself what it has once taken.
pub fn refresh_all(
    fetcher: &Fetcher,
    feeds: Vec<Due>,
    interval: Duration,
    cancel: &Cancel,
    mut done: impl FnMut(Refreshed),
) {
    let threads = AT_ONCE.min(feeds.len());
    let queue = Mutex::new(VecDeque::from(feeds));
    // No more is held here than was just fetched: a slow library makes the asking wait.
    let (send, receive) = mpsc::sync_channel(threads);
    thread::scope(|scope| {
        for _ in 0..threads {
            let (send, queue) = (send.clone(), &queue);
            scope.spawn(move || {
                loop {
                    let next = queue.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
                    let Some(due) = next.filter(|_| !cancel.is_cancelled()) else { return };
                    let brought = if due.feed.settings.full {
                        refresh(fetcher, &due, interval, cancel).map(|refreshed| Brought::Read(Box::new(refreshed)))
                    } else {
                        ask(fetcher, &due.feed, cancel).map(|answer| Brought::Unread(Box::new((due, answer))))
                    };
                    if brought.is_some_and(|brought| send.send(brought).is_err()) {
                        return;
                    }
                }
            });
        }
        drop(send);
        for brought in receive {
            done(match brought {
                Brought::Read(refreshed) => *refreshed,
                Brought::Unread(unread) => {
                    let (due, answer) = *unread;
                    read(&due.feed, answer, interval)
                }
            });
        }
    });
}

/// Asks one feed. `None` when told to stop.
pub fn refresh(fetcher: &Fetcher, due: &Due, interval: Duration, cancel: &Cancel) -> Option<Refreshed> {
    let mut refreshed = read(&due.feed, ask(fetcher, &due.feed, cancel)?, interval);
    if due.feed.settings.full {
        fetch_full(fetcher, due, &mut refreshed, cancel);
    }
    Some(refreshed)
}

fn ask(fetcher: &Fetcher, feed: &FollowedFeed, cancel: &Cancel) -> Option<Result<Answer, FetchError>> {
    let asked = match Url::parse(&feed.url) {
        Ok(url) => fetcher.fetch(&request(feed, url), cancel),
        Err(_) => Err(FetchError::Address(printable(&feed.url).into_owned())),
    };
    (!matches!(asked, Err(FetchError::Cancelled))).then_some(asked)
}

/// What an answer says of its feed.
fn read(feed: &FollowedFeed, answer: Result<Answer, FetchError>, interval: Duration) -> Refreshed {
    let interval = feed.settings.interval.map_or(interval, |minutes| Duration::from_secs(u64::from(minutes) * 60));
    let now = Timestamp::now();
    match answer {
        Err(error) => failed(feed, &error.to_string(), error.wait(), interval, now),
        Ok(Answer::Unchanged) => {
            Refreshed { url: feed.url.clone(), state: well(feed, interval, now), ..Refreshed::default() }
        }
        Ok(Answer::Page(page)) => match catch_unwind(AssertUnwindSafe(|| read_page(feed, &page, now))) {
            Ok(Ok(read)) => {
                let validators = page.validators.clone();
                let state = FeedState {
                    etag: validators.etag,
                    last_modified: validators.last_modified,
                    ..well(feed, interval, now)
                };
                let moved = (page.moved && may_move(feed, &page.url)).then(|| page.url.to_string());
                Refreshed { url: feed.url.clone(), moved, state, ..read }
            }
            Ok(Err(why)) => failed(feed, &why, None, interval, now),
            Err(_) => failed(feed, "its markup broke the reader; please report it with the feed", None, interval, now),
        },
    }
}

/// An address with a login stays: what the server calls its new place holds none. So does one with headers of its own,
/// which may be secrets, where the new place is another's.
fn may_move(feed: &FollowedFeed, to: &Url) -> bool {
    let same = Url::parse(&feed.url).is_ok_and(|from| from.origin() == to.origin());
    !feed.url.contains('@') && (feed.settings.headers.is_empty() || same)
}

fn request(feed: &FollowedFeed, url: Url) -> Request {
    let FeedState { etag, last_modified, .. } = feed.state.clone();
    Request {
        headers: feed.settings.headers.clone(),
        user_agent: feed.settings.user_agent.clone(),
        validators: Validators { etag, last_modified },
        given: given(feed),
        ..Request::of(url)
    }
}

/// Who gave a feed's address.
fn given(feed: &FollowedFeed) -> Given {
    match &feed.settings.named {
        Some(page) => Given::Named(Url::parse(page).into_iter().collect()),
        None => Given::Typed,
    }
}

fn well(feed: &FollowedFeed, interval: Duration, now: Timestamp) -> FeedState {
    FeedState {
        fetched: Some(written(now)),
        trouble: None,
        failures: 0,
        due: later(now, interval),
        ..feed.state.clone()
    }
}

/// What was there before stays: a failure changes no validator and no article.
fn failed(feed: &FollowedFeed, why: &str, wait: Option<Duration>, interval: Duration, now: Timestamp) -> Refreshed {
    let failures = feed.state.failures.saturating_add(1);
    let rest = backoff(interval, failures).max(wait.unwrap_or_default());
    let state = FeedState {
        fetched: Some(written(now)),
        trouble: Some(why.to_owned()),
        failures,
        due: later(now, rest),
        ..feed.state.clone()
    };
    Refreshed { url: feed.url.clone(), state, ..Refreshed::default() }
}

fn later(now: Timestamp, wait: Duration) -> Option<String> {
    now.checked_add(SignedDuration::try_from(wait).ok()?).ok().map(written)
}

fn written(moment: Timestamp) -> String {
    format!("{moment:.0}")
}

fn read_page(feed: &FollowedFeed, page: &Page, now: Timestamp) -> Result<Refreshed, String> {
    let reading =
        read_feed(&page.bytes, page.charset.as_deref(), Some(&page.url)).map_err(|error| error.to_string())?;
    let Reading { feed: about, entries, mut warnings, .. } = reading;
    let outlet = Some(feed.title.clone()).filter(|title| !title.is_empty()).or_else(|| about.title.clone());
    let mut articles = Vec::with_capacity(entries.len());
    for (at, entry) in entries.iter().enumerate() {
        let mut article = article(&about, entry, outlet.as_deref(), now);
        if article.meta.published.as_deref().is_some_and(|date| is_ahead(date, now)) {
            warnings.push(format!("entry {}: its date lies in the future and was left out", at + 1));
            article.meta.published = None;
        }
        articles.push(article);
    }
    // Feeds begin with the newest; the library wants to grow in the order of time.
    articles.reverse();
    Ok(Refreshed { title: about.title, entries: articles, warnings, ..Refreshed::default() })
}

/// The articles of a feed that lies in a file.
pub fn entries_of(bytes: &[u8]) -> Result<Vec<FeedEntry>, FeedError> {
    let Reading { feed, entries, .. } = read_feed(bytes, None, None)?;
    let (outlet, now) = (feed.title.clone(), Timestamp::now());
    Ok(entries.iter().rev().map(|entry| article(&feed, entry, outlet.as_deref(), now)).collect())
}

fn is_ahead(date: &str, now: Timestamp) -> bool {
    date.parse::<Timestamp>().is_ok_and(|date| date.duration_since(now) > AHEAD)
}

/// An entry as an article.
fn article(about: &Feed, entry: &Entry, outlet: Option<&str>, now: Timestamp) -> FeedEntry {
    let url = entry.link.as_deref().and_then(|link| Url::parse(link).ok());
    let url = url.filter(|url| matches!(url.scheme(), "http" | "https"));
    let fullest = entry.content.iter().max_by_key(|html| html.len());
    let mut body = fullest.map(|content| ingest::html(content, url.as_ref())).unwrap_or_default();
    let title = headline(entry, &body);
    if body.blocks().is_empty() {
        // A feed of bare links: the headline is all there is to read.
        body = Body::verbatim(entry.summary.clone().filter(|summary| !summary.is_empty()).unwrap_or(title.clone()));
    }
    let told = entry.language.as_deref().or(about.language.as_deref()).and_then(language_tag);
    let named = entry.id.clone().or_else(|| entry.link.clone()).filter(|name| !name.is_empty());
    FeedEntry {
        identity: named.unwrap_or_else(|| format!("sha256:{}", body.sha256())),
        meta: Meta {
            title,
            authors: entry
                .authors
                .iter()
                .filter_map(|person| person.name.clone().or_else(|| person.email.clone()))
                .collect(),
            outlet: outlet.map(str::to_owned),
            url: url.map(String::from),
            published: entry.published.clone().or_else(|| entry.updated.clone()),
            fetched: written(now),
            language: told.or_else(|| language(body.text())),
        },
        body,
    }
}

/// The title, else how the text begins, else the address.
fn headline(entry: &Entry, body: &Body) -> String {
    let beginning = || {
        let text = tidy_line(body.text().lines().next().unwrap_or_default());
        let short: String = text.chars().take(80).collect();
        if short.len() < text.len() { format!("{short}…") } else { short }
    };
    let named = entry.title.as_deref().map(tidy_line).filter(|title| !title.is_empty());
    let headline = named.unwrap_or_else(beginning);
    if !headline.is_empty() { headline } else { entry.link.clone().unwrap_or_else(|| "(no title)".to_owned()) }
}

/// Replaces the beginnings that the feed gives by the pages' texts. Entries that the library has are left alone.
fn fetch_full(fetcher: &Fetcher, due: &Due, refreshed: &mut Refreshed, cancel: &Cancel) {
    let given = Given::Named(Url::parse(&due.feed.url).into_iter().collect());
    refreshed.entries.retain(|entry| !due.known.contains(&entry.identity));
    let newest = refreshed.entries.len().saturating_sub(PAGES);
    for entry in refreshed.entries.iter_mut().skip(newest) {
        let Some(url) = entry.meta.url.as_deref().and_then(|url| Url::parse(url).ok()) else { continue };
        let request =
            Request { given: given.clone(), user_agent: due.feed.settings.user_agent.clone(), ..Request::of(url) };
        let Ok(Answer::Page(page)) = fetcher.fetch(&request, cancel) else { continue };
        let origin = Origin {
            address: page.url.to_string(),
            media_type: page.media_type,
            charset: page.charset,
            ..Origin::default()
        };
        if let Ok(draft) = ingest::read(&page.bytes, &origin)
            && draft.body.text().len() > entry.body.text().len()
        {
            entry.body = draft.body;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn feed() -> FollowedFeed {
        let state = FeedState { etag: Some("\"v1\"".into()), ..FeedState::default() };
        FollowedFeed { url: "https://a.example/feed".into(), title: "Herald".into(), state, ..FollowedFeed::default() }
    }

    fn page(text: &str) -> Page {
        Page {
            url: Url::parse("https://a.example/feed").unwrap(),
            moved: false,
            bytes: text.as_bytes().to_vec(),
            media_type: None,
            charset: None,
            validators: Validators::default(),
        }
    }

    fn now() -> Timestamp {
        "2026-03-04T09:00:00Z".parse().unwrap()
    }

    #[test]
    fn entries_become_articles() {
        let text = "<rss><channel><title>Their name</title><language>en-GB</language>\
            <item><guid isPermaLink='false'>g2</guid><title>Two</title><link>/2</link><description>&lt;p&gt;Short.</description>\
            <pubDate>Tue, 03 Mar 2026 10:00:00 +0100</pubDate><author>me@example.org (Jane Doe)</author></item>\
            <item><description>No title here.</description><pubDate>Tue, 03 Mar 2099 10:00:00 GMT</pubDate></item>\
            <item><title>Only a title</title><link>https://b.example/3</link></item></channel></rss>";
        let read = read_page(&feed(), &page(text), now()).unwrap();
        let [three, one, two] = read.entries.as_slice() else { panic!("three entries") };
        assert_eq!(two.identity, "g2");
        assert_eq!(two.meta.url.as_deref(), Some("https://a.example/2"));
        assert_eq!(two.meta.published.as_deref(), Some("2026-03-03T10:00:00+01:00"));
        assert_eq!((two.meta.authors.concat().as_str(), two.body.text()), ("Jane Doe", "Short."));
        assert_eq!(two.meta.outlet.as_deref(), Some("Herald"));
        assert_eq!(two.meta.language.as_deref(), Some("en-GB"));
        assert_eq!((one.meta.title.as_str(), one.meta.published.as_deref()), ("No title here.", None));
        assert!(one.identity.starts_with("sha256:"));
        assert_eq!((three.identity.as_str(), three.body.text()), ("https://b.example/3", "Only a title"));
        assert_eq!(read.warnings.len(), 1);
    }

    #[test]
    fn secrets_move_to_no_other_place() {
        let place = |url: &str| Url::parse(url).unwrap();
        let mut feed = feed();
        assert!(may_move(&feed, &place("https://b.example/feed")));
        feed.settings.headers = vec![("X-Key".into(), "k".into())];
        assert!(may_move(&feed, &place("https://a.example/new")));
        assert!(!may_move(&feed, &place("https://b.example/feed")));
        assert!(!may_move(&feed, &place("http://a.example/feed")));
        feed.url = "https://me:pass@a.example/feed".into();
        assert!(!may_move(&feed, &place("https://a.example/new")));
    }

    #[test]
    fn a_login_page_changes_nothing_and_is_told() {
        let why = read_page(&feed(), &page("<html><title>Log in</title></html>"), now()).unwrap_err();
        let hour = Duration::from_secs(3600);
        let refreshed = failed(&feed(), &why, None, hour, now());
        assert!(refreshed.state.trouble.unwrap().contains("a web page (“Log in”)"));
        assert_eq!(refreshed.state.etag.as_deref(), Some("\"v1\""));
        assert_eq!(refreshed.state.due.as_deref(), Some("2026-03-04T11:00:00Z"));
        let busy = failed(&feed(), "busy", Some(hour * 30), hour, now());
        assert_eq!(busy.state.due.as_deref(), Some("2026-03-05T15:00:00Z"));
    }

    #[test]
    fn a_bad_address_is_told_without_asking() {
        let due = Due { feed: FollowedFeed { url: "no address".into(), ..feed() }, ..Due::default() };
        let mut told = Vec::new();
        refresh_all(&Fetcher::default(), vec![due; 20], Duration::ZERO, &Cancel::default(), |one| told.push(one));
        assert_eq!(told.len(), 20);
        assert!(told[0].state.trouble.as_deref().is_some_and(|why| why.contains("no address")));
    }
}
