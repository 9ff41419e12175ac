//! A correction: a reader's word on something that was detected.

use crate::text::{Anchor, ArticleId, words};
use std::fmt;

/// The name of a correction: a UUID of version 7 in its usual spelling.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CorrectionId(pub String);

impl fmt::Display for CorrectionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a reader says of a detected actor, figure or claim. What was detected stays as it was: corrections are laid over
/// it, in the order in which they were made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// Its name.
    pub id: CorrectionId,
    /// The article it was made in.
    pub article: ArticleId,
    /// What was detected.
    pub detected: Detected,
    /// How far it holds.
    pub reach: Reach,
    /// What the reader says.
    pub remedy: Remedy,
    /// By what it is known beyond its own passage: an actor's name as it stood, or the words of a figure or claim.
    pub name: String,
    /// The passage it was made on.
    pub anchor: Anchor,
    /// RFC 3339 in UTC.
    pub created: String,
}

/// What a correction is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Detected {
    /// A mention of an actor, or the actor.
    Actor,
    /// A number, amount or date.
    Figure,
    /// An attributed statement.
    Claim,
}

/// How far a correction holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reach {
    /// For this one place.
    Mention,
    /// For all of the same name in this article.
    Article,
    /// For all of the same name in every article, those to come included.
    Everywhere,
}

/// What a reader says of what was detected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// It is of this kind, by the kind's name outside ("organisation", "money").
    Kind(String),
    /// It is nothing of the sort.
    Reject,
    /// Somebody else is named here than elsewhere under the same name.
    Split,
    /// It is the actor of this name.
    Merge(String),
}

words!(Detected { Actor = "actor", Figure = "figure", Claim = "claim" });
words!(Reach { Mention = "mention", Article = "article", Everywhere = "everywhere" });

impl Remedy {
    /// The word used outside.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Kind(_) => "kind",
            Self::Reject => "reject",
            Self::Split => "split",
            Self::Merge(_) => "merge",
        }
    }

    /// What goes with the word: the kind, or the name of the other actor.
    pub fn value(&self) -> Option<&str> {
        match self {
            Self::Kind(value) | Self::Merge(value) => Some(value),
            Self::Reject | Self::Split => None,
        }
    }

    /// The remedy of a word and what goes with it.
    pub fn named(word: &str, value: Option<&str>) -> Option<Self> {
        Some(match (word, value) {
            ("kind", Some(kind)) => Self::Kind(kind.to_owned()),
            ("merge", Some(name)) => Self::Merge(name.to_owned()),
            ("reject", _) => Self::Reject,
            ("split", _) => Self::Split,
            _ => return None,
        })
    }
}

impl Correction {
    /// Whether this later word makes the earlier one void: the same is said of the same thing, only otherwise.
    pub fn replaces(&self, earlier: &Self) -> bool {
        let same_place = match self.reach {
            Reach::Mention => self.anchor.span == earlier.anchor.span && self.anchor.quote == earlier.anchor.quote,
            Reach::Article | Reach::Everywhere => self.name == earlier.name,
        };
        let here = self.reach == Reach::Everywhere || self.article == earlier.article;
        let alike = (self.detected, self.reach) == (earlier.detected, earlier.reach);
        alike && here && same_place && self.remedy.name() == earlier.remedy.name()
    }

    /// What the reader says, as a sentence without its full stop: for messages, lists and what undoing would undo.
    pub fn sentence(&self) -> String {
        let subject: String = match (self.reach, self.detected) {
            (Reach::Mention, _) | (_, Detected::Figure | Detected::Claim) => shortened(&self.anchor.quote),
            _ => shortened(&self.name),
        };
        let says = match &self.remedy {
            Remedy::Kind(kind) => format!("is {}", with_article(kind)),
            Remedy::Reject => format!("is {}", nothing(self.detected)),
            Remedy::Split => "is somebody else here".to_owned(),
            Remedy::Merge(other) => format!("is {other}"),
        };
        let reach = match self.reach {
            Reach::Mention => "in this place",
            Reach::Article => "in this article",
            Reach::Everywhere => "everywhere",
        };
        format!("“{subject}” {says}, {reach}")
    }
}

/// A kind's name as one would say it ("an organisation").
pub fn with_article(kind: &str) -> String {
    match kind {
        "other" => "something else".to_owned(),
        "money" => "an amount of money".to_owned(),
        "percent" => "a percentage".to_owned(),
        "time" => "a time of day".to_owned(),
        kind if kind.starts_with(['a', 'e', 'i', 'o', 'u']) => format!("an {kind}"),
        kind => format!("a {kind}"),
    }
}

/// What something is that is not what it was taken for.
pub fn nothing(detected: Detected) -> &'static str {
    match detected {
        Detected::Actor => "no actor",
        Detected::Figure => "no figure",
        Detected::Claim => "no claim",
    }
}

fn shortened(words: &str) -> String {
    let mut short: String = words.chars().take(40).collect();
    if short.len() < words.len() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    fn correction(reach: Reach, remedy: Remedy) -> Correction {
        Correction {
            id: CorrectionId::default(),
            article: ArticleId("one".into()),
            detected: Detected::Actor,
            reach,
            remedy,
            name: "Halvik Group".into(),
            anchor: Anchor::new("Halvik builds ships.", Span::new(0, 6), ""),
            created: String::new(),
        }
    }

    #[test]
    fn a_correction_is_a_sentence() {
        let kind = |kind: &str| Remedy::Kind(kind.into());
        for (reach, remedy, sentence) in [
            (Reach::Article, kind("organisation"), "“Halvik Group” is an organisation, in this article"),
            (Reach::Mention, kind("place"), "“Halvik” is a place, in this place"),
            (Reach::Everywhere, Remedy::Reject, "“Halvik Group” is no actor, everywhere"),
            (Reach::Article, Remedy::Merge("Halvik AS".into()), "“Halvik Group” is Halvik AS, in this article"),
        ] {
            assert_eq!(correction(reach, remedy).sentence(), sentence);
        }
    }

    #[test]
    fn the_same_word_on_the_same_thing_replaces_the_earlier_one() {
        let person = correction(Reach::Article, Remedy::Kind("person".into()));
        let place = correction(Reach::Article, Remedy::Kind("place".into()));
        assert!(place.replaces(&person));
        assert!(!correction(Reach::Article, Remedy::Reject).replaces(&person));
        assert!(!correction(Reach::Everywhere, Remedy::Kind("place".into())).replaces(&person));
        assert!(!place.replaces(&Correction { article: ArticleId("two".into()), ..person.clone() }));
        assert!(!place.replaces(&Correction { name: "Halvik".into(), ..person }));
    }

    #[test]
    fn remedies_are_read_as_they_are_written() {
        for remedy in
            [Remedy::Kind("age".into()), Remedy::Reject, Remedy::Split, Remedy::Merge("United Nations".into())]
        {
            assert_eq!(Remedy::named(remedy.name(), remedy.value()), Some(remedy));
        }
        assert_eq!(Remedy::named("merge", None), None);
        assert_eq!(Remedy::named("", None), None);
    }
}
