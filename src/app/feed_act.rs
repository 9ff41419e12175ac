//! What can be asked about feeds and smart folders, and what comes back.

use crate::app::sources::SmartFolder;
use jiff::Timestamp;

/// An act on feeds or smart folders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FeedAct {
    /// Follow the feed at an address, or the one that the page there names.
    Follow {
        /// As typed.
        address: String,
        /// The folder to put it in.
        folder: Vec<String>,
    },
    /// Ask these feeds what is new; all when none is named.
    Refresh(Vec<String>),
    /// Ask those feeds, unasked for, that are due at this time.
    RefreshDue(Timestamp),
    /// Ask no more feeds.
    Stop,
    /// Call a feed otherwise.
    Rename {
        /// Its address.
        url: String,
        /// Its new name.
        title: String,
    },
    /// Put feeds into another folder.
    Move {
        /// Their addresses.
        urls: Vec<String>,
        /// The folders that are taken off their path, and what comes instead.
        from: usize,
        /// What comes instead.
        to: Vec<String>,
    },
    /// Ask a feed at another interval, in minutes; the general one when there is none.
    Interval {
        /// Its address.
        url: String,
        /// Minutes.
        minutes: Option<u32>,
    },
    /// Fetch the full texts of a feed's entries from now on, or no longer.
    Full {
        /// Its address.
        url: String,
        /// Whether they are fetched.
        full: bool,
    },
    /// Follow feeds no longer; their articles stay.
    Unfollow(Vec<String>),
    /// Keep a query as a smart folder, in the place of the one with the name `instead`.
    Keep {
        /// What is kept.
        folder: SmartFolder,
        /// The name it had before.
        instead: Option<String>,
    },
    /// Forget a smart folder.
    Drop(String),
}

/// What one feed's refresh gave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Harvest {
    /// Its address.
    pub url: String,
    /// Its name.
    pub title: String,
    /// The address it has from now on, if it moved for good.
    pub moved: Option<String>,
    /// New articles.
    pub new: u64,
    /// Articles with another text.
    pub revised: u64,
    /// What went wrong.
    pub trouble: Option<String>,
}
