//! The shelf: the library's list of articles, the section it shows, and the one previewed.

use crate::app::bulk::Rows;
use crate::app::effect::Ticket;
use crate::app::marked::Marked;
use crate::app::preview::Preview;
use crate::app::section::{Section, all_of};
use crate::app::sources::Sources;
use crate::app::window::Window;
use crate::query::Sort;
use crate::text::Listing;
use jiff::Timestamp;

/// The library's screen.
#[derive(Clone, Debug, Default)]
pub struct Shelf {
    /// The articles that fit, those around the cursor.
    pub list: Window<Listing>,
    /// The sources tree.
    pub sources: Sources,
    /// The section shown.
    pub section: Section,
    /// Which of the four views is shown.
    pub view: ShelfView,
    /// The reader's filter, in the query language.
    pub filter: String,
    /// In which order.
    pub sort: Sort,
    /// What is wrong with the filter.
    pub fault: Option<String>,
    /// Which rows are selected.
    pub marked: Marked,
    /// The article under the cursor, for the preview.
    pub preview: Option<Preview>,
    /// The newest request for rows.
    pub asked: Ticket,
    /// The query and order of the newest request for rows.
    pub shown: (String, Sort),
    /// The newest request for a preview.
    pub peeked: Ticket,
    /// The newest request for titles.
    pub sought: Ticket,
    /// The refresh that is under way.
    pub refresh: Option<Progress>,
    /// What time it was when that was last told.
    pub clock: Option<Timestamp>,
    /// What was told last without being asked for. Something newer may take its place.
    pub aside: Option<String>,
    /// True when the reader has just changed what is followed: what is asked because of that is no surprise.
    pub awaited: bool,
    /// True until the first rows came.
    pub loading: bool,
}

/// How far a refresh of feeds is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Feeds asked so far.
    pub done: usize,
    /// Feeds to be asked.
    pub total: usize,
    /// Articles that are new.
    pub new: u64,
    /// Articles with another text.
    pub revised: u64,
    /// Feeds that could not be had.
    pub failed: usize,
    /// The last trouble: which feed, and what.
    pub trouble: Option<(String, String)>,
    /// New articles that the list does not show yet.
    pub unseen: u64,
    /// What brought something, the first few: name and how many are new.
    pub brought: Vec<(String, u64)>,
    /// True while nobody asked for it.
    pub quiet: bool,
}

/// The views of the shelf, under the keys 1 to 4.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ShelfView {
    /// Everything.
    #[default]
    All,
    /// What was not opened yet.
    Unread,
    /// What has a star.
    Starred,
    /// What has notes.
    Annotated,
}

impl ShelfView {
    /// Every view in the order of its keys.
    pub const ALL: [Self; 4] = [Self::All, Self::Unread, Self::Starred, Self::Annotated];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Unread => "unread",
            Self::Starred => "starred",
            Self::Annotated => "annotated",
        }
    }
}

impl Shelf {
    /// The whole query: section, view and filter.
    pub fn query(&self) -> String {
        let view = match self.view {
            ShelfView::All => String::new(),
            view => format!("is:{}", view.name()),
        };
        all_of([self.section.query().as_str(), view.as_str(), self.filter.as_str()])
    }

    /// A stretch of the list as it is shown.
    pub fn stretch(&self, first: usize, limit: usize) -> Rows {
        let (query, sort) = self.shown.clone();
        Rows { query, sort, first, limit }
    }
}
