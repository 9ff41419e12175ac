//! The shelf: the library's list of articles, and the one previewed.

use crate::app::effect::Ticket;
use crate::app::list::List;
use crate::text::{Article, Listing};
use std::sync::Arc;

/// The library's screen.
#[derive(Clone, Debug, Default)]
pub struct Shelf {
    /// The articles that fit, newest first.
    pub list: List<Listing>,
    /// Which of the four views is shown.
    pub view: ShelfView,
    /// The reader's filter, in the query language.
    pub filter: String,
    /// What is wrong with the filter.
    pub fault: Option<String>,
    /// The article under the cursor, for the preview.
    pub preview: Option<Arc<Article>>,
    /// The newest request for rows.
    pub asked: Ticket,
    /// The newest request for a preview.
    pub peeked: Ticket,
    /// True until the first rows came.
    pub loading: bool,
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
    /// The whole query: view and filter.
    pub fn query(&self) -> String {
        match (self.view, self.filter.trim()) {
            (ShelfView::All, filter) => filter.to_owned(),
            (view, "") => format!("is:{}", view.name()),
            (view, filter) => format!("is:{} and ({filter})", view.name()),
        }
    }
}
