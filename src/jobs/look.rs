//! What lies at an address that the reader names: a feed, or a page that names some.

use crate::ingest::{Discovered, FeedError, decode, discover_feeds, read_feed};
use crate::jobs::fetch::{Answer, Cancel, FetchError, Fetcher, Given, Page, Request};
use crate::store::FeedSettings;
use crate::text::printable;
use thiserror::Error;
use url::Url;

/// Why no feed is found.
#[derive(Debug, Error)]
pub enum LookError {
    /// What was typed is no address.
    #[error("“{0}” is no web address")]
    Address(String),
    /// It could not be fetched.
    #[error(transparent)]
    Fetch(#[from] FetchError),
    /// What is there is neither feed nor page.
    #[error("{url}: {why}")]
    Feed {
        /// Where.
        url: String,
        /// What is there instead.
        why: FeedError,
    },
    /// A page without feeds.
    #[error("{0} is a web page that names no feed")]
    NoFeed(String),
    /// A page of the world may not have the reader ask his own network for ever after.
    #[error("the feed that {page} names is in your own network: {feed}. If you trust it, add that address")]
    Reach {
        /// The page.
        page: String,
        /// The feed it names.
        feed: String,
    },
    /// A server that says nothing.
    #[error("{0} answers that nothing is new, though nothing was asked before")]
    Nothing(String),
}

/// Feeds of a page that are asked for.
const ASKED: usize = 16;

/// An address as people type it: without a scheme it is https.
pub fn typed_address(written: &str) -> Result<Url, LookError> {
    let whole = if written.contains("://") { written.to_owned() } else { format!("https://{written}") };
    Url::parse(&whole).map_err(|_| LookError::Address(printable(written).into_owned()))
}

/// Fetches an address and says which feeds are there: itself, or those it names. At least one, or an error.
pub fn look(fetcher: &Fetcher, url: &Url, cancel: &Cancel) -> Result<Vec<Discovered>, LookError> {
    look_as(fetcher, url, &FeedSettings::default(), cancel)
}

/// The same with the headers and the name that the feed is to be asked with.
pub fn look_as(
    fetcher: &Fetcher,
    url: &Url,
    wishes: &FeedSettings,
    cancel: &Cancel,
) -> Result<Vec<Discovered>, LookError> {
    let said = |url: &Url| printable(url.as_str()).into_owned();
    let (headers, user_agent) = (wishes.headers.clone(), wishes.user_agent.clone());
    let request = Request { headers, user_agent, ..Request::of(url.clone()) };
    let Answer::Page(page) = fetcher.fetch(&request, cancel)? else {
        return Err(LookError::Nothing(said(url)));
    };
    match read_feed(&page.bytes, page.charset.as_deref(), Some(&page.url)) {
        Ok(reading) => {
            // Only what has moved for good is followed where it went.
            let mut place = if page.moved { page.url.clone() } else { url.clone() };
            place.set_fragment(None);
            Ok(vec![Discovered { url: place.to_string(), title: reading.feed.title, kind: page.media_type.clone() }])
        }
        Err(FeedError::Page(_)) => named(fetcher, &page, wishes, cancel),
        Err(why) => Err(LookError::Feed { url: said(&page.url), why }),
    }
}

/// The feeds that a page names. Each is asked for: what is no feed is left out, as is what lies in the reader's own
/// network, whatever its name. One whose server does not answer now is taken at the page's word, unless others do.
fn named(fetcher: &Fetcher, page: &Page, wishes: &FeedSettings, cancel: &Cancel) -> Result<Vec<Discovered>, LookError> {
    let said = |url: &Url| printable(url.as_str()).into_owned();
    let (mut sure, mut silent, mut why) = (Vec::new(), Vec::new(), LookError::NoFeed(said(&page.url)));
    for feed in discover_feeds(&decode(&page.bytes, page.charset.as_deref()).text, &page.url).into_iter().take(ASKED) {
        let Ok(url) = Url::parse(&feed.url) else { continue };
        let given = Given::Named(vec![page.url.clone()]);
        let request = Request { given, user_agent: wishes.user_agent.clone(), ..Request::of(url.clone()) };
        match fetcher.fetch(&request, cancel) {
            Ok(Answer::Page(there)) => match read_feed(&there.bytes, there.charset.as_deref(), Some(&there.url)) {
                Ok(_) => sure.push(feed),
                Err(fault) => why = LookError::Feed { url: said(&url), why: fault },
            },
            Err(FetchError::OwnNetwork { .. } | FetchError::PrivateRedirect { .. }) => {
                why = LookError::Reach { page: said(&page.url), feed: said(&url) };
            }
            Err(FetchError::Cancelled) => return Err(FetchError::Cancelled.into()),
            Err(FetchError::NotFound { .. } | FetchError::Gone { .. }) => {}
            Ok(Answer::Unchanged) | Err(_) => silent.push(feed),
        }
    }
    match (sure.is_empty(), silent.is_empty()) {
        (false, _) => Ok(sure),
        (true, false) => Ok(silent),
        (true, true) => Err(why),
    }
}

/// The address with the user and password of the one that the reader typed, where both are of one place: the page
/// does not know them.
pub fn with_login(mut address: Url, typed: &Url) -> Url {
    if address.origin() == typed.origin() && (!typed.username().is_empty() || typed.password().is_some()) {
        let kept = address.set_username(typed.username()).and_then(|()| address.set_password(typed.password()));
        debug_assert!(kept.is_ok(), "what has an origin can have a login");
    }
    address
}
