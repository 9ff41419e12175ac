//! An annotation: what a reader says of a passage.

use crate::text::{Anchor, AnchorState, ArticleId, words};
use std::fmt;

/// The name of an annotation: a UUID of version 7 in its usual spelling.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AnnotationId(pub String);

impl fmt::Display for AnnotationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A highlight, a note or a claim on a passage of an article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Annotation {
    /// Its name.
    pub id: AnnotationId,
    /// The article it is on.
    pub article: ArticleId,
    /// What it is.
    pub kind: AnnotationKind,
    /// The passage.
    pub anchor: Anchor,
    /// How surely the passage was found in the article's present revision.
    pub state: AnchorState,
    /// How alike the passage found is, 0 to 1, where it was not exact.
    pub score: Option<f64>,
    /// The note, in Markdown; may be empty.
    pub note: String,
    /// Tags without `#`, in the order they were given.
    pub tags: Vec<String>,
    /// The name of a highlight's colour.
    pub colour: Option<String>,
    /// The reader's finding.
    pub verdict: Option<Verdict>,
    /// The verdicts it had before, the oldest first.
    pub earlier: Vec<Verdict>,
    /// Whether work on it goes on.
    pub status: Status,
    /// What is claimed, in the reader's words.
    pub statement: Option<String>,
    /// Who claims it.
    pub speaker: Option<String>,
    /// What speaks for and against it.
    pub evidence: Vec<Evidence>,
    /// How it stands to other claims.
    pub links: Vec<Link>,
    /// Where else the same is claimed.
    pub appearances: Vec<Appearance>,
    /// The JSON that another program knew it by, kept so that nothing is lost on the way through.
    pub foreign: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// RFC 3339 in UTC.
    pub created: String,
    /// RFC 3339 in UTC.
    pub modified: String,
}

impl Annotation {
    /// Gives it this verdict, or none; the one before goes into the history.
    pub fn judge(&mut self, verdict: Option<Verdict>) {
        if self.verdict != verdict {
            self.earlier.extend(self.verdict.take());
            self.verdict = verdict;
        }
    }

    /// This note with what an earlier version of it said. Its passage stays where it is, unless the version was on
    /// other words of the same text.
    pub fn with_words_of(self, version: Self) -> Self {
        let same_text = version.anchor.text_sha256 == self.anchor.text_sha256;
        let verdict = version.verdict.clone();
        let (anchor, state, score) = match same_text {
            true => (version.anchor, version.state, version.score),
            false => (self.anchor, self.state, self.score),
        };
        let mut back = Self {
            id: self.id,
            article: self.article,
            anchor,
            state,
            score,
            verdict: self.verdict,
            earlier: self.earlier,
            created: self.created,
            ..version
        };
        back.judge(verdict);
        back
    }
}

/// The kinds of annotations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum AnnotationKind {
    /// A passage marked.
    Highlight,
    /// A passage with words about it.
    #[default]
    Note,
    /// A checkable statement.
    Claim,
}

/// Whether work on an annotation goes on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Status {
    /// Not yet dealt with.
    #[default]
    Open,
    /// Waits for somebody's answer.
    Waiting,
    /// Dealt with.
    Done,
}

/// The reader's finding on a claim.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Verdict {
    /// The label, from the configured scale (`mostly-false`).
    pub label: String,
    /// Its place on the scale, where it has one.
    pub value: Option<f64>,
    /// 0 to 1.
    pub confidence: Option<f64>,
    /// When it was found, RFC 3339 in UTC.
    pub decided: Option<String>,
}

/// Something that speaks for or against a claim.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    /// A web address or `file:` address.
    pub url: Option<String>,
    /// Or another annotation.
    pub note: Option<AnnotationId>,
    /// The words that matter.
    pub quote: Option<String>,
    /// Where a copy is kept.
    pub archived: Option<String>,
    /// When it was looked at, RFC 3339.
    pub accessed: Option<String>,
    /// What it does to the claim.
    pub bearing: Bearing,
}

/// What a piece of evidence does to a claim.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Bearing {
    /// It speaks for it.
    Supports,
    /// It speaks against it.
    Contradicts,
    /// It helps to understand it.
    #[default]
    Context,
}

/// Another passage that makes the same claim, in this article or another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Appearance {
    /// The article, where it is in the library.
    pub article: Option<ArticleId>,
    /// Its web address.
    pub url: Option<String>,
    /// The words there.
    pub quote: String,
    /// When they were published, RFC 3339 or a bare date.
    pub published: Option<String>,
}

/// A link from one claim to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The other claim.
    pub to: AnnotationId,
    /// How this one stands to it.
    pub relation: Relation,
}

/// How one claim stands to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Relation {
    /// Says the same again.
    Repeats,
    /// Speaks for it.
    Supports,
    /// Speaks against it.
    Contradicts,
    /// Says that it is not so.
    Denies,
    /// Puts it right.
    Corrects,
    /// Brings it up to date.
    Updates,
    /// Is where it comes from.
    SourceOf,
}

words!(AnnotationKind { Highlight = "highlight", Note = "note", Claim = "claim" });
words!(Status { Open = "open", Waiting = "waiting", Done = "done" });
words!(Bearing { Supports = "supports", Contradicts = "contradicts", Context = "context" });
words!(Relation {
    Repeats = "repeats",
    Supports = "supports",
    Contradicts = "contradicts",
    Denies = "denies",
    Corrects = "corrects",
    Updates = "updates",
    SourceOf = "source-of",
});
words!(AnchorState { Exact = "exact", Moved = "moved", Unsure = "unsure", Lost = "lost" });

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_verdict_keeps_the_old_one() {
        let verdict = |label: &str| Some(Verdict { label: label.into(), ..Verdict::default() });
        let mut claim = Annotation::default();
        for next in [verdict("mixed"), verdict("mixed"), verdict("false"), None] {
            claim.judge(next);
        }
        let history: Vec<&str> = claim.earlier.iter().map(|verdict| verdict.label.as_str()).collect();
        assert_eq!((claim.verdict, history), (None, vec!["mixed", "false"]));
    }
}
