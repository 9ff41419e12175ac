//! The library: articles, annotations and feeds in one SQLite database, with a journal of notes beside it. SQL stands
//! here and nowhere else.
//!
//! [`Store`] is the door. What returns without an error is on the disk.

mod anew;
mod annotations;
mod arrivals;
mod articles;
mod authority;
mod backup;
mod changes;
mod correction_record;
mod corrections;
mod deletions;
mod doctor;
mod drafts;
mod entries;
mod error;
mod exported;
mod feed_folders;
mod feed_row;
mod feeds;
mod filter;
mod fingerprint;
mod flip;
mod fold;
mod following;
mod identity;
mod journal;
mod journal_check;
mod journal_file;
mod kin;
mod library;
mod listing;
mod marks;
mod merge;
mod packed;
mod pages;
mod place;
mod places;
mod rebuild;
mod record;
mod repair;
mod restate;
mod restore;
mod revisions;
mod salvage;
mod salvaged_sources;
#[cfg(test)]
mod sample;
mod schema;
mod search;
mod site;
mod snippet;
mod sources;
mod story;
mod sums;
mod unread;
mod window;
mod words;

pub use articles::{Added, Outcome};
pub use changes::Applied;
pub use doctor::Checkup;
pub use drafts::Drafts;
pub use entries::FeedEntry;
pub use error::StoreError;
pub use exported::Footprint;
pub use feed_row::{FeedSettings, FeedState, FollowedFeed};
pub use library::{Access, Mode, Store};
pub use listing::Counts;
pub use merge::{Incoming, Merged, name_for};
pub use places::SmartFolder;
pub use rebuild::Rebuilt;
pub use revisions::Revision;
pub use search::Found;
pub use snippet::Snippet;
pub use sources::{FeedRow, Sources};
