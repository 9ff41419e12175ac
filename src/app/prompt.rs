//! A line to type into at the foot of the screen: search, filter, command, tags, evidence.

use crate::app::field::Field;

/// A line under edit with a purpose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prompt {
    /// What is asked for.
    pub purpose: Purpose,
    /// What is typed.
    pub field: Field,
    /// What may be meant, best first.
    pub offers: Vec<String>,
    /// The offer taken by the last Tab.
    pub taken: Option<usize>,
    /// What lies at the path typed, for an import.
    pub what: String,
}

/// What lies at a path or address, and how the path may go on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Survey {
    /// What it is, in a few words.
    pub what: String,
    /// Paths that begin so.
    pub offers: Vec<String>,
}

/// What a prompt is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Words to look for in the article.
    Search,
    /// A query for the list in view.
    Filter,
    /// A command by name.
    Command,
    /// Tags for the note or article under the cursor.
    Tags,
    /// Evidence for the claim under the cursor.
    Evidence,
    /// A file, folder or address to open.
    Open,
    /// A file, folder, address, list of feeds or file of notes to take in.
    Import,
    /// The new name of a tag.
    Recode,
    /// A command to give the passage, note or article to.
    Pipe,
    /// The address of a feed to follow, or of a page that names one.
    AddFeed,
    /// A new name for the feed or folder under the cursor.
    Rename,
    /// The folder that a feed goes into.
    MoveFeed,
    /// How often a feed is asked.
    Interval,
    /// The name under which the filter is kept.
    KeepFilter,
}

impl Purpose {
    /// What stands before the line.
    pub fn label(self) -> &'static str {
        match self {
            Self::Search => "/",
            Self::Filter => "filter: ",
            Self::Command => ":",
            Self::Tags => "tags: ",
            Self::Evidence => "evidence (URL [supports|contradicts|context] [words]): ",
            Self::Open => "open: ",
            Self::Import => "import: ",
            Self::Pipe => "| ",
            Self::Recode => "new name of the tag: #",
            Self::AddFeed => "follow the feed at: ",
            Self::Rename => "name: ",
            Self::MoveFeed => "into the folder (a/b is b in a; nothing: none): ",
            Self::Interval => "minutes between two refreshes (nothing: as all): ",
            Self::KeepFilter => "keep what is shown as: ",
        }
    }
}

impl Prompt {
    /// An open prompt with something already written.
    pub fn new(purpose: Purpose, written: &str) -> Self {
        Self { purpose, field: Field::new(written), offers: Vec::new(), taken: None, what: String::new() }
    }

    /// The word being typed: what a completion replaces.
    pub fn word(&self) -> &str {
        let before = self.field.text().get(..self.field.cursor()).unwrap_or_default();
        match self.purpose {
            Purpose::Tags => before.rsplit([' ', ',']).next().unwrap_or_default().trim_start_matches('#'),
            _ => before,
        }
    }

    /// Takes the next offer (or the one before) in the place of the word being typed.
    pub fn complete(&mut self, back: bool) {
        let count = self.offers.len();
        if count == 0 {
            return;
        }
        let next = match self.taken {
            None if back => count - 1,
            None => 0,
            Some(taken) => (taken + if back { count - 1 } else { 1 }) % count,
        };
        let Some(offer) = self.offers.get(next).cloned() else { return };
        let word = self.word().len();
        let cursor = self.field.cursor();
        let mut text = self.field.text().to_owned();
        text.replace_range(cursor - word..cursor, &offer);
        self.field.replace(&text);
        self.taken = Some(next);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn completion_goes_round() {
        let mut prompt = Prompt::new(Purpose::Tags, "war, no");
        prompt.offers = vec!["north".into(), "nova".into()];
        prompt.complete(false);
        assert_eq!(prompt.field.text(), "war, north");
        prompt.complete(false);
        assert_eq!(prompt.field.text(), "war, nova");
        prompt.complete(true);
        assert_eq!(prompt.field.text(), "war, north");
    }
}
