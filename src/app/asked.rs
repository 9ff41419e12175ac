//! Questions with yes and no.

use crate::text::ArticleId;

/// What is done where the reader says yes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// The articles of the list, or of the source, are marked as read.
    ReadAll,
    /// The feeds under the cursor are left.
    Unsubscribe,
    /// The texts of the article from this one on become an article of their own.
    Part(ArticleId, u32),
}
