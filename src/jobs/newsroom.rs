//! The threads that ask the network: for what feeds have, for feeds at an address, for the page of an article.
//!
//! None of them touches the library: what they bring is work for its thread. Quitting waits for none.

use crate::app::{Report, Ticket};
use crate::jobs::desk::Work;
use crate::jobs::fetch::{Cancel, Fetcher, Given};
use crate::jobs::files::{self, is_web};
use crate::jobs::intake::{load_all, survey};
use crate::jobs::look::{look, typed_address, with_login};
use crate::jobs::refresh::{Due, refresh_all};
use crate::jobs::shelve::said;
use crate::store::{FeedSettings, FollowedFeed};
use crate::text::{ArticleId, masked, printable};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::thread;
use std::time::Duration;
use url::Url;

/// Asks the network in threads of its own.
#[derive(Clone)]
pub struct Newsroom<R> {
    shelf: Sender<Work>,
    report: R,
    /// Made when it is first needed: a start without network pays nothing for it.
    fetcher: Arc<OnceLock<Fetcher>>,
    cancel: Arc<Mutex<Cancel>>,
}

impl<R: Fn(Report) + Clone + Send + 'static> Newsroom<R> {
    /// A newsroom whose finds go to the library's thread.
    pub fn new(shelf: Sender<Work>, report: R) -> Self {
        Self { shelf, report, fetcher: Arc::default(), cancel: Arc::default() }
    }

    fn start(&self, name: &str, work: impl FnOnce(&Self, &Fetcher, &Cancel) + Send + 'static) {
        let room = self.clone();
        let cancel = self.cancel.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let started = thread::Builder::new()
            .name(name.into())
            .spawn(move || work(&room, room.fetcher.get_or_init(Fetcher::default), &cancel));
        if let Err(error) = started {
            (self.report)(Report::Failed(format!("no thread could be started to ask the network: {error}")));
            (self.report)(Report::Refreshed { stopped: true });
        }
    }

    /// Asks feeds what is new; `interval` is how long one is left alone that has none of its own, `quiet` that
    /// nobody wanted it. What is to be told at once comes back.
    pub fn ask(&self, due: Result<Vec<Due>, String>, interval: Duration, quiet: bool) -> Vec<Report> {
        let due = match due {
            Ok(due) => due,
            Err(sentence) => return vec![Report::Failed(sentence)],
        };
        let told = vec![Report::Refreshing { count: due.len(), quiet }];
        self.start("refresh", move |room, fetcher, cancel| {
            refresh_all(fetcher, due, interval, cancel, |refreshed| {
                let (kept, wait) = channel();
                if room.shelf.send(Work::Harvest(Box::new(refreshed), kept)).is_err() {
                    cancel.cancel();
                }
                // One at a time: the reader's own wishes come in between.
                let _kept = wait.recv();
            });
            // Who stopped it was told so at once. Without a library nobody waits for the end.
            if !cancel.is_cancelled() {
                let _gone = room.shelf.send(Work::Refreshed);
            }
        });
        told
    }

    /// Stops asking feeds. A server that does not answer is waited for by nobody but its thread.
    pub fn stop(&self) {
        self.cancel();
        (self.report)(Report::Refreshed { stopped: true });
    }

    fn cancel(&self) {
        let mut cancel = self.cancel.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut *cancel).cancel();
    }

    /// Breaks off everything.
    pub fn close(&self) {
        self.cancel();
        if let Some(fetcher) = self.fetcher.get() {
            fetcher.close();
        }
    }

    /// Looks for a feed at an address, and has it followed. Where there are several, the reader chooses.
    pub fn follow(&self, address: String, folder: Vec<String>) {
        self.start("looking", move |room, fetcher, cancel| {
            let found = typed_address(&address)
                .and_then(|url| Ok((look(fetcher, &url, cancel)?, url)))
                .map_err(|error| printable(&said(&error)).into_owned());
            match found {
                Err(sentence) => (room.report)(Report::Failed(sentence)),
                Ok((found, typed)) => match found.as_slice() {
                    [one] => {
                        let url =
                            Url::parse(&one.url).map_or(one.url.clone(), |url| with_login(url, &typed).to_string());
                        let title = one
                            .title
                            .clone()
                            .filter(|title| !title.is_empty())
                            .unwrap_or_else(|| masked(&url).into_owned());
                        let settings = FeedSettings { named: one.named_by(&typed), ..FeedSettings::default() };
                        let feed = FollowedFeed { url, title, folder, settings, ..FollowedFeed::default() };
                        room.hand_in(Work::Follow(Box::new(feed)));
                    }
                    many => {
                        let safe = |text: &str| printable(text).into_owned();
                        let offered =
                            many.iter().map(|feed| (safe(&feed.url), safe(feed.title.as_deref().unwrap_or_default())));
                        (room.report)(Report::FeedsFound(offered.collect()));
                    }
                },
            }
        });
    }

    /// Looks at what lies at a path.
    pub fn survey(&self, ticket: Ticket, typed: String) {
        self.start("survey", move |room, _, _| (room.report)(Report::Surveyed(ticket, survey(&typed))));
    }

    /// Takes in what lies at a path or address; at an address it may be a feed.
    pub fn import(&self, typed: String) {
        if !is_web(&typed) {
            return self.start("import", move |room, _, _| match load_all(&typed) {
                Ok(intake) => room.hand_in(Work::Intake(intake, typed)),
                Err(sentence) => (room.report)(Report::Failed(sentence)),
            });
        }
        self.start("import", move |room, fetcher, cancel| {
            let found = typed_address(&typed).and_then(|url| look(fetcher, &url, cancel));
            match found.as_deref() {
                Ok([one]) if Url::parse(&one.url).ok() == Url::parse(&typed).ok() => {
                    let title = one.title.clone().unwrap_or_else(|| masked(&typed).into_owned());
                    let feed = FollowedFeed { url: typed, title, ..FollowedFeed::default() };
                    room.hand_in(Work::Follow(Box::new(feed)));
                }
                _ => match files::load(&typed) {
                    Ok(draft) => room.hand_in(Work::TakeIn(Box::new(draft))),
                    Err(sentence) => room.hand_in(Work::Find(typed, sentence)),
                },
            }
        });
    }

    fn hand_in(&self, work: Work) {
        if self.shelf.send(work).is_err() {
            (self.report)(Report::Failed("the library could not be opened, so nothing can be kept".into()));
        }
    }

    /// Fetches the page of an article, whose address was in these feeds. What is to be told at once comes back.
    pub fn full_text(&self, feeds: Result<Vec<String>, String>, id: ArticleId, url: String) -> Vec<Report> {
        let feeds = match feeds {
            Ok(feeds) => feeds,
            Err(sentence) => return vec![Report::Failed(sentence)],
        };
        let given = Given::Named(feeds.iter().filter_map(|feed| Url::parse(feed).ok()).collect());
        self.start("page", move |room, fetcher, cancel| match files::load_page(fetcher, &url, given, cancel) {
            Ok(draft) => room.hand_in(Work::FullText(id, Box::new(draft))),
            Err(sentence) => (room.report)(Report::Failed(sentence)),
        });
        Vec::new()
    }
}
