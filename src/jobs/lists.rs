//! Lists of the library: windows of rows, their number, titles, and the sources.

use crate::app::{Feed, Holdings, Report, SmartFolder, Ticket};
use crate::jobs::shelve::{Shelf, asked, failed, said};
use crate::query::Sort;
use crate::store::{FollowedFeed, StoreError};
use std::collections::HashMap;

/// Titles offered at most.
const TITLES: usize = 60;

impl Shelf {
    /// Rows of a list from number `first` on.
    pub(super) fn list(&self, ticket: Ticket, query: &str, sort: Sort, first: usize, limit: usize) -> Report {
        let window = |query| self.store.window(&query, sort, first, limit).map_err(|error| said(&error));
        Report::Listed { ticket, first, rows: asked(query).and_then(window) }
    }

    /// How many rows a list has. A wrong query was told with its rows.
    pub(super) fn count(&self, ticket: Ticket, query: &str) -> Vec<Report> {
        let Ok(query) = asked(query) else { return Vec::new() };
        match self.store.count(&query) {
            Ok(count) => vec![Report::Counted(ticket, usize::try_from(count).unwrap_or(usize::MAX))],
            Err(error) => vec![failed(&error)],
        }
    }

    /// Articles that have the words typed in their titles, and then those with words that begin so.
    pub(super) fn titles(&self, ticket: Ticket, typed: &str) -> Vec<Report> {
        let words: Vec<&str> = typed.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let mut found = Vec::new();
        for star in ["", "*"] {
            let query = words.iter().map(|word| format!("title:{word}{star}")).collect::<Vec<_>>().join(" ");
            let Ok(query) = asked(&query) else { return Vec::new() };
            match self.store.list(&query, Sort::Newest, TITLES, 0) {
                Ok(listed) => found.extend(listed),
                Err(error) => return vec![failed(&error)],
            }
        }
        vec![Report::Titles(ticket, found)]
    }

    /// The feeds and smart folders, those of the configuration first.
    pub(super) fn sources(&self, ticket: Ticket) -> Report {
        match self.holdings() {
            Ok(holdings) => Report::Sources(ticket, Box::new(holdings)),
            Err(error) => failed(&error),
        }
    }

    fn holdings(&self) -> Result<Holdings, StoreError> {
        let shown = self.store.sources()?;
        let mut followed: HashMap<String, FollowedFeed> =
            self.store.feeds()?.into_iter().map(|feed| (feed.url.clone(), feed)).collect();
        let feeds = shown.feeds.into_iter().map(|row| {
            let FollowedFeed { settings, state, .. } = followed.remove(&row.url).unwrap_or_default();
            Feed {
                url: row.url,
                title: row.title,
                folder: row.folder,
                unread: row.unread,
                trouble: row.trouble,
                failures: state.failures,
                fetched: row.fetched,
                due: state.due,
                interval: settings.interval,
                full: settings.full,
                tags: settings.tags,
                link: settings.link,
            }
        });
        let configured = self.settings.library.folders.iter().map(|folder| SmartFolder {
            name: folder.name.clone(),
            query: folder.query.clone(),
            configured: true,
        });
        let kept = shown.folders.into_iter().map(|folder| SmartFolder {
            name: folder.name,
            query: folder.query.to_string(),
            configured: false,
        });
        let counts = shown.counts;
        Ok(Holdings {
            feeds: feeds.collect(),
            in_folders: shown.in_folders,
            folders: configured.chain(kept).collect(),
            counts: [counts.unread, counts.starred, counts.annotated, counts.adrift],
        })
    }
}
