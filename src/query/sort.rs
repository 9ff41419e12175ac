//! In what order a list stands.

/// The order of a list of articles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Sort {
    /// The newest first, by the time of publication or else of arrival.
    #[default]
    Newest,
    /// The oldest first.
    Oldest,
    /// The last to come into the library first.
    Added,
    /// By headline.
    Title,
    /// By outlet, and then the newest first.
    Outlet,
    /// Those with the most notes first.
    Notes,
    /// Those with the most claims that still want a verdict first.
    Unsettled,
    /// What fits the words best first; without words the newest.
    Relevance,
}

impl Sort {
    /// Every order, with its name.
    pub const ALL: &'static [(Self, &'static str)] = &[
        (Self::Newest, "newest"),
        (Self::Oldest, "oldest"),
        (Self::Added, "added"),
        (Self::Title, "title"),
        (Self::Outlet, "outlet"),
        (Self::Notes, "notes"),
        (Self::Unsettled, "unsettled"),
        (Self::Relevance, "relevance"),
    ];

    /// The word used outside.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(sort, _)| *sort == self).map_or("", |(_, name)| name)
    }

    /// The order with this name.
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, name)| *name == word).map(|(sort, _)| *sort)
    }
}
