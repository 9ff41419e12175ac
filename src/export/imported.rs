//! What an import brings: whole articles, and notes that have yet to find theirs.

use crate::export::Dossier;
use crate::text::{Annotation, Body, CodePoints, Resolver, Span};

/// What an import brings. Nothing in it is placed yet, and nothing of the file is left out without a warning.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Imported {
    /// Whole articles with their notes.
    pub articles: Vec<Dossier>,
    /// Notes on articles that the file names but does not hold.
    pub loose: Vec<LooseNote>,
    /// What could not be read, in words for the reader.
    pub warnings: Vec<String>,
}

/// A note whose article is only named.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LooseNote {
    /// The note. Its anchor holds quote and surroundings; its span is empty until it is placed. An empty id asks for a
    /// new one, but see [`LooseNote::origin`].
    pub annotation: Annotation,
    /// The web address of its article.
    pub url: Option<String>,
    /// The headline of its article, where the file tells it.
    pub title: Option<String>,
    /// Where the file says that it stands, in code points.
    pub place: Option<(usize, usize)>,
}

impl LooseNote {
    /// A name that is the same whenever the same note is imported, for notes that bring no id of ours: importing twice
    /// must add nothing.
    pub fn origin(&self) -> String {
        let Annotation { id, anchor, created, .. } = &self.annotation;
        if id.0.is_empty() {
            format!("{}\n{}\n{}\n{created}", self.url.as_deref().unwrap_or_default(), anchor.quote, anchor.prefix)
        } else {
            id.0.clone()
        }
    }

    /// The note with its passage found in `body`, or marked as unsure or lost. The article's name is the caller's to
    /// set.
    pub fn placed(self, body: &Body) -> Annotation {
        let mut note = self.annotation;
        if let Some((start, end)) = self.place {
            let points = CodePoints::new(body.text());
            note.anchor.span = Span::new(points.to_byte(start), points.to_byte(end));
        }
        let found = Resolver::new(None, body.text()).resolve(&note.anchor);
        note.anchor = found.anchor(&note.anchor, body.text(), &body.sha256());
        note.state = found.state;
        note.score = (found.score < 1.0).then_some(found.score);
        note
    }
}
