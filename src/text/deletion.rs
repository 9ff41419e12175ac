//! What is known of a note or correction that was deleted, so that it does not come back from another library.

use crate::text::{Anchor, AnchorState, Annotation, ArticleId};

/// The tag of a note that was deleted in one library and edited in another: its reader decides.
pub const DELETED_ELSEWHERE: &str = "deleted-elsewhere";

/// That a note or correction was deleted, and whether that was undone since.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Deletion {
    /// The name of the note or correction.
    pub id: String,
    /// How often it was deleted and brought back: odd while it is deleted. Of two accounts the higher is the later.
    pub turn: u32,
    /// When the version that was deleted had been edited last.
    pub version: String,
    /// The check sum of what that version said.
    pub sum: String,
    /// When that happened, RFC 3339 in UTC.
    pub at: String,
}

impl Deletion {
    /// True while it holds.
    pub fn holds(&self) -> bool {
        self.turn % 2 == 1
    }

    /// Whether this version of the note is the one that was deleted, or an earlier one.
    pub fn covers(&self, version: &Annotation, sum: &str) -> bool {
        version.modified <= self.version || sum == self.sum
    }
}

/// What a note says, whatever it is on: that differs between two libraries.
pub fn said(note: &Annotation) -> Annotation {
    let tags = note.tags.iter().filter(|tag| *tag != DELETED_ELSEWHERE).cloned().collect();
    let Annotation { anchor: Anchor { quote, .. }, .. } = note;
    Annotation {
        tags,
        article: ArticleId::default(),
        anchor: Anchor { quote: quote.clone(), ..Anchor::default() },
        state: AnchorState::default(),
        score: None,
        created: String::new(),
        modified: String::new(),
        ..note.clone()
    }
}
