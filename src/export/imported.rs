//! What an import brings: whole articles, and notes that have yet to find theirs.

use crate::export::Dossier;
use crate::text::{Annotation, Body, CodePoints, Resolver, Span};

fn foreign_id(note: &Annotation) -> Option<String> {
    let whole: serde_json::Value = serde_json::from_str(note.foreign.as_deref()?).ok()?;
    whole.get("id").and_then(serde_json::Value::as_str).filter(|id| !id.is_empty()).map(str::to_owned)
}

/// All that a note says and where, for notes without an id. What is added to this later must be left out where it is
/// empty: the name of a note is made of it.
pub fn content(note: &Annotation) -> String {
    let Annotation { anchor, verdict, statement, speaker, evidence, colour, author, foreign, .. } = note;
    let optional = |part: &Option<String>| part.clone().unwrap_or_default();
    let evidence = evidence.iter().map(|one| format!("{} {}", optional(&one.url), optional(&one.quote)));
    let parts = [
        format!("{} {}", anchor.span.start, anchor.span.end),
        anchor.quote.clone(),
        anchor.prefix.clone(),
        anchor.suffix.clone(),
        note.kind.name().to_owned(),
        note.note.clone(),
        note.tags.join(","),
        verdict.as_ref().map(|verdict| verdict.label.clone()).unwrap_or_default(),
        optional(statement),
        optional(speaker),
        evidence.collect::<Vec<_>>().join("\n"),
        optional(colour),
        optional(author),
        optional(foreign),
        note.created.clone(),
        note.modified.clone(),
    ];
    let more = note.stance.map(|stance| format!("\nstance {}", stance.name())).unwrap_or_default();
    parts.join("\n") + &more
}

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
    /// A name that is the same whenever the same note is imported: its id, ours or that of the other program, else all
    /// that it says. Importing twice must add nothing, and two notes are never taken for one.
    pub fn origin(&self) -> String {
        if !self.annotation.id.0.is_empty() {
            return self.annotation.id.0.clone();
        }
        let on = [self.url.as_deref(), self.title.as_deref()].map(Option::unwrap_or_default).join("\n");
        match self.foreign_id() {
            // An id may be counted anew for each article.
            Some(id) => format!("{}\n{id}", self.url.as_deref().unwrap_or_default()),
            None => format!("{on}\n{:?}\n{}", self.place, content(&self.annotation)),
        }
    }

    /// What earlier versions made the name of.
    pub fn former_origin(&self) -> String {
        let Annotation { anchor, created, .. } = &self.annotation;
        format!("{}\n{}\n{}\n{created}", self.url.as_deref().unwrap_or_default(), anchor.quote, anchor.prefix)
    }

    /// The id that the other program gave it.
    pub fn foreign_id(&self) -> Option<String> {
        foreign_id(&self.annotation)
    }

    /// Whether a note of the library is this one, imported before.
    pub fn is_same(&self, known: &Annotation) -> bool {
        match (self.foreign_id(), foreign_id(known)) {
            (Some(ours), Some(theirs)) => ours == theirs,
            (None, None) => known.note == self.annotation.note && known.tags == self.annotation.tags,
            (Some(_), None) | (None, Some(_)) => false,
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
        let found = Resolver::new(None, body.text()).resolve_given(&note.anchor, note.given_on());
        note.follow(&found, body.text(), &body.sha256());
        note.score = note.score.filter(|score| *score < 1.0);
        note
    }
}
