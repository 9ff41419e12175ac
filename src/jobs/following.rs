//! The feeds that are followed and the smart folders: what the reader changes, and what a refresh brings.

use crate::app::{FeedAct, Harvest, Report};
use crate::ingest::Draft;
use crate::jobs::intake::Intake;
use crate::jobs::refresh::{Due, Refreshed};
use crate::jobs::shelve::{Shelf, asked, failed, now, said};
use crate::service::merge_notes;
use crate::store::{Access, FollowedFeed, Outcome, SmartFolder, Store, StoreError};
use crate::text::{ArticleId, DELETED_ELSEWHERE, masked, printable};
use jiff::Timestamp;
use std::time::Duration;

/// What became of a refresh in the library.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// New articles.
    pub new: usize,
    /// Articles with another text.
    pub revised: usize,
    /// The address that the feed has from now on, if it moved for good.
    pub moved: Option<String>,
}

/// Puts what a feed brought into the library, and keeps how it went.
pub fn keep_refreshed(store: &mut Store, refreshed: &Refreshed) -> Result<Taken, StoreError> {
    let added = store.add_entries(&refreshed.url, &refreshed.entries)?;
    store.keep_feed_state(&refreshed.url, &refreshed.state)?;
    if let Some(title) = &refreshed.title
        && is_unnamed(&store.feed(&refreshed.url)?)
    {
        store.name_feed(&refreshed.url, &printable(title))?;
    }
    let moved = match &refreshed.moved {
        Some(to) if store.move_feed(&refreshed.url, to)? => Some(to.clone()),
        _ => None,
    };
    let count = |outcome: Outcome| added.iter().filter(|one| one.outcome == outcome).count();
    Ok(Taken { new: count(Outcome::New), revised: count(Outcome::Revision), moved })
}

/// A feed that nobody has named yet goes by its address or host.
fn is_unnamed(feed: &FollowedFeed) -> bool {
    let host = url::Url::parse(&feed.url).ok().and_then(|url| url.host_str().map(str::to_owned));
    feed.title.is_empty()
        || feed.title == feed.url
        || feed.title == masked(&feed.url)
        || Some(&feed.title) == host.as_ref()
}

impl Shelf {
    /// The addresses of the feeds that brought an article.
    pub(super) fn brought_by(&self, id: &ArticleId) -> Result<Vec<String>, String> {
        self.store.feeds_of(id).map_err(|error| said(&error))
    }

    /// Feeds to be asked: those named, else all.
    pub(super) fn due(&self, urls: &[String]) -> Result<Vec<Due>, String> {
        let feeds = self.store.feeds().map_err(|error| said(&error))?;
        let wanted = feeds.into_iter().filter(|feed| urls.is_empty() || urls.contains(&feed.url));
        wanted.map(|feed| self.due_of(feed).map_err(|error| said(&error))).collect()
    }

    /// The feeds that are due at a time, and when the next one is; nothing where what they bring could not be kept.
    pub(super) fn due_at(&self, now: Timestamp) -> Result<(Vec<Due>, Option<Option<Timestamp>>), String> {
        if *self.store.access() != Access::Write {
            return Ok((Vec::new(), None));
        }
        let when = |feed: &FollowedFeed| feed.state.due.as_deref().and_then(|due| due.parse::<Timestamp>().ok());
        let feeds = self.store.feeds().map_err(|error| said(&error))?;
        let next = feeds.iter().filter_map(when).min();
        let due = feeds.into_iter().filter(|feed| when(feed).is_none_or(|due| due <= now));
        let due = due.map(|feed| self.due_of(feed).map_err(|error| said(&error))).collect::<Result<_, _>>()?;
        Ok((due, Some(next)))
    }

    /// How long a feed is left alone that has no interval of its own.
    pub(super) fn interval(&self) -> Duration {
        Duration::from_secs(u64::from(self.settings.feeds.interval) * 60)
    }

    fn due_of(&self, feed: FollowedFeed) -> Result<Due, StoreError> {
        let known = if feed.settings.full { self.store.known_entries(&feed.url)? } else { Default::default() };
        Ok(Due { feed, known })
    }

    /// Follows a feed. It is to be asked at once.
    pub(super) fn follow(&mut self, feed: FollowedFeed) -> (Vec<Report>, Result<Vec<Due>, String>) {
        let title = printable(&feed.title).into_owned();
        match self.store.follow(std::slice::from_ref(&feed)) {
            Ok(0) => (vec![Report::Told(format!("{title} is followed already"))], Ok(Vec::new())),
            Ok(_) => {
                let due = self.due_of(feed).map(|due| vec![due]).map_err(|error| said(&error));
                (vec![Report::Resourced(format!("following {title}"))], due)
            }
            Err(error) => (vec![failed(&error)], Ok(Vec::new())),
        }
    }

    /// Keeps what a feed brought.
    pub(super) fn harvest(&mut self, refreshed: &Refreshed) -> Report {
        let title = self.store.feed(&refreshed.url).map_or_else(|_| refreshed.url.clone(), |feed| feed.title);
        let (taken, trouble) = match keep_refreshed(&mut self.store, refreshed) {
            Ok(taken) => (taken, refreshed.state.trouble.clone()),
            // It was left while it was asked.
            Err(StoreError::NoFeed(_)) => (Taken::default(), None),
            Err(error) => (Taken::default(), Some(said(&error))),
        };
        Report::Harvested(Box::new(Harvest {
            url: refreshed.url.clone(),
            title: masked(&printable(&title)).into_owned(),
            new: taken.new as u64,
            revised: taken.revised as u64,
            moved: taken.moved,
            trouble: trouble.map(|trouble| printable(&trouble).into_owned()),
        }))
    }

    /// Gives an article the text of its page, where that is more than the library has.
    pub(super) fn renew(&mut self, id: &ArticleId, draft: &Draft) -> Vec<Report> {
        let renewed = self.store.article(id).and_then(|article| {
            let (before, after) = (words(article.body.text()), words(draft.body.text()));
            if after <= before {
                return Ok(Report::Told(format!("the page gives no more than is here ({after} words)")));
            }
            self.store.revise(id, &draft.body, &now())?;
            self.keep_page(id, draft);
            let told = format!("the full text: {after} words instead of {before}; Space d compares");
            Ok(Report::Renewed { id: id.clone(), now: id.clone(), told })
        });
        vec![renewed.unwrap_or_else(|error| failed(&error))]
    }

    /// Takes in what lay at a path, as one act.
    pub(super) fn intake(&mut self, intake: Intake, path: &str) -> Vec<Report> {
        let label = format!("import of {}", printable(path));
        let told = match intake {
            Intake::Article(draft) => return self.take_in(*draft),
            Intake::Articles(articles, failures) => self.store.add_all_as_act(&articles, &label).map(|added| {
                let count = |outcome: Outcome| added.iter().filter(|one| one.outcome == outcome).count();
                let mut sentence = format!("{} articles are new", count(Outcome::New));
                for (count, words) in [
                    (count(Outcome::Same), "were here"),
                    (count(Outcome::Revision), "have changed"),
                    (failures.len(), "could not be read"),
                ] {
                    if count > 0 {
                        sentence.push_str(&format!(", {count} {words}"));
                    }
                }
                if let Some(first) = failures.first() {
                    sentence.push_str(&format!(": {}", printable(first)));
                }
                sentence
            }),
            Intake::Feeds(feeds, folders) => {
                let total = feeds.len();
                let then = if self.settings.feeds.automatic { "they are being asked" } else { "R asks them" };
                self.store.follow_list(&feeds, &folders).map(|new| format!("{new} of {total} feeds are new; {then}"))
            }
            Intake::Notes(notes) => merge_notes(&mut self.store, *notes, &label).map(|merged| match merged {
                None => "there is nothing in it to import".to_owned(),
                Some(merged) => format!(
                    "{} new articles, {} new notes, {} newer edits, {} known already, {} deleted, {} to decide \
                     (tag:{DELETED_ELSEWHERE})",
                    merged.articles, merged.notes, merged.edits, merged.known, merged.deleted, merged.asked
                ),
            }),
        };
        vec![told.map_or_else(|error| failed(&error), Report::Resourced)]
    }

    /// Carries out what the reader wants of feeds and smart folders.
    pub(super) fn feeds(&mut self, act: FeedAct) -> Vec<Report> {
        let done = match act {
            // These ask the network first.
            FeedAct::Follow { .. } | FeedAct::Refresh(_) | FeedAct::RefreshDue(_) | FeedAct::Stop => return Vec::new(),
            FeedAct::Rename { url, title } => self.change(&[url], |feed| {
                let label = format!("renaming {} to {title}", feed.title);
                feed.rename(&title);
                label
            }),
            FeedAct::Interval { url, minutes } => self.change(&[url], |feed| {
                feed.settings.interval = minutes;
                format!("the interval of {}", feed.title)
            }),
            FeedAct::Full { url, full } => self.change(&[url], |feed| {
                feed.settings.full = full;
                let how = if full { "full texts are fetched" } else { "texts are taken as the feed gives them" };
                format!("{}: {how}", feed.title)
            }),
            FeedAct::Move { urls, from, to } => self.move_feeds(&urls, from, &to),
            FeedAct::Unfollow(urls) => self.unfollow(&urls),
            FeedAct::Keep { folder, instead } => return vec![self.keep_folder(folder, instead)],
            FeedAct::Drop(name) => self.store.drop_folder(&name).map(|()| format!("forgot the smart folder {name}")),
        };
        let undoable = |sentence: String| Report::Resourced(format!("{} (u undoes it)", printable(&sentence)));
        vec![done.map_or_else(|error| failed(&error), undoable)]
    }

    /// Changes feeds in one way, as one act; `change` gives what to call it.
    fn change(
        &mut self,
        urls: &[String],
        mut change: impl FnMut(&mut FollowedFeed) -> String,
    ) -> Result<String, StoreError> {
        let mut feeds = urls.iter().map(|url| self.store.feed(url)).collect::<Result<Vec<_>, _>>()?;
        let labels: Vec<String> = feeds.iter_mut().map(&mut change).collect();
        let label = labels.into_iter().next().unwrap_or_default();
        self.store.change_feeds(&feeds, &label)?;
        Ok(format!("saved: {label}"))
    }

    /// Puts feeds into another folder. What is known of the folder they lie in goes with them where it is moved whole.
    fn move_feeds(&mut self, urls: &[String], from: usize, to: &[String]) -> Result<String, StoreError> {
        let mut feeds = urls.iter().map(|url| self.store.feed(url)).collect::<Result<Vec<_>, _>>()?;
        let first = feeds.first().cloned().unwrap_or_default();
        let whole = first.folder.get(..from).unwrap_or_default();
        let place = if to.is_empty() { "out of the folders".to_owned() } else { format!("to {}", to.join(" / ")) };
        let what = if feeds.len() == 1 { first.title } else { format!("{} feeds", feeds.len()) };
        let label = format!("moving {what} {place}");
        for feed in &mut feeds {
            feed.folder = [to, feed.folder.get(from..).unwrap_or_default()].concat();
        }
        self.store.move_feeds(&feeds, whole, to, &label)?;
        Ok(format!("saved: {label}"))
    }

    fn unfollow(&mut self, urls: &[String]) -> Result<String, StoreError> {
        let what = match urls {
            [one] => self.store.feed(one)?.title,
            many => format!("{} feeds", many.len()),
        };
        self.store.unfollow(urls)?;
        Ok(format!("unsubscribed from {what}; the articles stay"))
    }

    fn keep_folder(&mut self, folder: crate::app::SmartFolder, instead: Option<String>) -> Report {
        let query = match asked(&folder.query) {
            Ok(query) => query,
            Err(sentence) => return Report::Failed(sentence),
        };
        let name = folder.name;
        let kept = self.store.keep_folder(&SmartFolder { name: name.clone(), query }, instead.as_deref());
        let told = |()| Report::Resourced(format!("kept as the smart folder {} (u undoes it)", printable(&name)));
        kept.map_or_else(|error| failed(&error), told)
    }
}

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}
