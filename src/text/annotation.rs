//! An annotation: what a reader says of a passage.

use crate::text::{Anchor, AnchorState, ArticleId, Manner, Resolution, Stance, words};
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
    /// The words that were annotated, where other words stand in their place now.
    pub annotated: Option<String>,
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
    /// Whose stance it is; who claims it, unless `stance` says otherwise.
    pub speaker: Option<String>,
    /// What the speaker does with the statement; nothing said is asserted.
    pub stance: Option<Stance>,
    /// The reader says that the claim was first made in this passage.
    pub first: bool,
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
        let same = |old: &Verdict, new: &Verdict| {
            let dated = new.decided.is_none() || new.decided == old.decided;
            old.label == new.label && old.confidence == new.confidence && dated
        };
        // Found again without a date, a verdict keeps the one it has.
        let stays = match (&self.verdict, &verdict) {
            (Some(old), Some(new)) => same(old, new),
            (old, new) => old.is_none() && new.is_none(),
        };
        if !stays {
            self.earlier.extend(self.verdict.take());
            self.verdict = verdict;
        }
    }

    /// This note with what an earlier version of it said. Its passage stays where it is, unless the version was on
    /// other words of the same text.
    pub fn with_words_of(self, version: Self) -> Self {
        let same_text = version.anchor.text_sha256 == self.anchor.text_sha256;
        let verdict = version.verdict.clone();
        let (anchor, state, score, annotated) = match same_text {
            true => (version.anchor, version.state, version.score, version.annotated),
            false => (self.anchor, self.state, self.score, self.annotated),
        };
        let mut back = Self {
            id: self.id,
            article: self.article,
            anchor,
            state,
            score,
            annotated,
            verdict: self.verdict,
            earlier: self.earlier,
            created: self.created,
            // It is an edit of what it is now.
            modified: self.modified,
            ..version
        };
        back.judge(verdict);
        back
    }

    /// Puts it on a passage that the reader has chosen or agreed to; `state` says whether the words are still its own.
    pub fn settle(&mut self, anchor: Anchor, state: AnchorState) {
        self.anchor = anchor;
        self.state = state;
        self.score = None;
        self.annotated = None;
    }

    /// True when other words stand now in the place of those that were annotated.
    pub fn is_changed(&self) -> bool {
        self.annotated.is_some()
    }

    /// The words that were annotated, and so those that a verdict was given on.
    pub fn given_on(&self) -> &str {
        self.annotated.as_deref().unwrap_or(&self.anchor.quote)
    }

    /// The reader has judged the words that stand there now. Where it is not sure which those are, they are asked first.
    pub fn confirm(&mut self) {
        if !self.state.is_adrift() {
            self.annotated = None;
        }
    }

    /// Puts it where a text with other words was found to hold it.
    pub fn follow(&mut self, found: &Resolution, text: &str, text_sha256: &str) {
        let given = self.given_on().to_owned();
        self.anchor = found.anchor(&self.anchor, text, text_sha256);
        self.state = found.state;
        self.score = (found.state != AnchorState::Exact).then_some(found.score);
        let waits = found.state.is_adrift() && given != self.anchor.quote;
        self.annotated = (found.changed || waits).then_some(given);
    }

    /// Lets go of its passage: it is on the whole article from now on, and keeps its quote.
    pub fn detach(&mut self) {
        self.state = AnchorState::Detached;
        self.score = None;
    }

    /// Whether its speaker asserts, denies or cites the statement.
    pub fn manner(&self) -> Manner {
        self.stance.unwrap_or_default().manner()
    }

    /// Its speaker with what the speaker does with the statement, where that is not plainly to say it:
    /// "Addis Ababa denied it".
    pub fn said_by(&self) -> Option<String> {
        let speaker = self.speaker.as_deref().filter(|speaker| !speaker.trim().is_empty())?;
        Some(self.stance.unwrap_or_default().told(speaker))
    }

    /// What it says in one line: the statement of a claim, else the words of its passage.
    pub fn subject(&self) -> &str {
        let said = self.statement.as_deref().filter(|statement| !statement.trim().is_empty());
        said.unwrap_or(&self.anchor.quote)
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
    /// Who asserts, denies or cites it there.
    pub speaker: Option<String>,
    /// Whether it is asserted, denied or cited there.
    pub manner: Manner,
    /// The reader says that the claim was first made there.
    pub first: bool,
}

impl Appearance {
    /// How it is told there: "denied by Addis Ababa", "asserted, for the first time".
    pub fn manner_words(&self) -> String {
        let by = self.speaker.as_ref().map(|speaker| format!(" by {speaker}")).unwrap_or_default();
        let first = if self.first { ", for the first time" } else { "" };
        format!("{}{by}{first}", self.manner.name())
    }
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

impl Relation {
    /// As the claim that has the link says it: "denies …".
    pub fn forth(self) -> &'static str {
        match self {
            Self::SourceOf => "is the source of",
            other => other.name(),
        }
    }

    /// As the claim that it leads to says it: "is denied by …".
    pub fn back(self) -> &'static str {
        match self {
            Self::Repeats => "is repeated by",
            Self::Supports => "is supported by",
            Self::Contradicts => "is contradicted by",
            Self::Denies => "is denied by",
            Self::Corrects => "is corrected by",
            Self::Updates => "is updated by",
            Self::SourceOf => "has its source in",
        }
    }
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
words!(AnchorState {
    Exact = "exact",
    Moved = "moved",
    Unsure = "unsure",
    Lost = "lost",
    Detached = "detached",
});

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
        assert_eq!((&claim.verdict, history), (&None, vec!["mixed", "false"]));
        let dated = Verdict { label: "true".into(), decided: Some("2026-03-05".into()), ..Verdict::default() };
        claim.judge(Some(dated.clone()));
        claim.judge(verdict("true"));
        assert_eq!((claim.verdict.as_ref(), claim.earlier.len()), (Some(&dated), 2));
        claim.judge(Some(Verdict { confidence: Some(0.5), ..dated }));
        assert_eq!(claim.earlier.len(), 3);
    }
}
