//! What a speaker does with a statement: say it, deny it, doubt it.

use crate::text::words;

/// What a speaker does with what is claimed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stance {
    /// Says it.
    #[default]
    Says,
    /// Says it without proof.
    Alleges,
    /// Says that it is not so.
    Denies,
    /// Says that it is so after all.
    Confirms,
    /// Says that it may come.
    Warns,
    /// Says that they will do it.
    Promises,
    /// Says that others should do it.
    Demands,
    /// Says that it may not be so.
    Doubts,
    /// Says that somebody else says it.
    Cites,
}

words!(Stance {
    Says = "says",
    Alleges = "alleges",
    Denies = "denies",
    Confirms = "confirms",
    Warns = "warns",
    Promises = "promises",
    Demands = "demands",
    Doubts = "doubts",
    Cites = "cites",
});

impl Stance {
    /// The verb in the past tense, which fits one speaker and several: "the officials denied".
    pub fn past(self) -> &'static str {
        match self {
            Self::Says => "said",
            Self::Alleges => "alleged",
            Self::Denies => "denied",
            Self::Confirms => "confirmed",
            Self::Warns => "warned",
            Self::Promises => "promised",
            Self::Demands => "demanded",
            Self::Doubts => "doubted",
            Self::Cites => "cited",
        }
    }

    /// What the speaker did with the statement: "denied it".
    pub fn deed(self) -> String {
        match self {
            Self::Warns => "warned of it".to_owned(),
            stance => format!("{} it", stance.past()),
        }
    }

    /// A speaker with what it did with a statement, where that is more than to say it: "Addis Ababa denied it".
    pub fn told(self, speaker: &str) -> String {
        match self {
            Self::Says => speaker.to_owned(),
            stance => format!("{speaker} {}", stance.deed()),
        }
    }

    /// How the statement appears where a speaker takes this stance.
    pub fn manner(self) -> Manner {
        match self {
            Self::Says | Self::Alleges | Self::Confirms | Self::Warns | Self::Promises | Self::Demands => {
                Manner::Asserted
            }
            Self::Denies | Self::Doubts => Manner::Denied,
            Self::Cites => Manner::Cited,
        }
    }
}

/// How a statement appears in a passage.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Manner {
    /// Its speaker says that it is so.
    #[default]
    Asserted,
    /// Its speaker says that it is not so, or may not be.
    Denied,
    /// Its speaker says that somebody else says so.
    Cited,
}

words!(Manner { Asserted = "asserted", Denied = "denied", Cited = "cited" });
