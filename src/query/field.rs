//! What can be asked of an article or a note: the fields of the language and the words after `is:` and `has:`.

/// A field that holds words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// The headline.
    Title,
    /// A name in the byline.
    Author,
    /// The newspaper, agency or site.
    Outlet,
    /// The feed it came by: title or address.
    Feed,
    /// The folder that a feed it came by lies in, or a folder above it.
    Folder,
    /// The address.
    Url,
    /// The language tag (`en` finds `en-GB` too).
    Lang,
    /// A tag of the article or of a note on it.
    Tag,
    /// Somebody named in the text, by any of their names.
    Actor,
    /// A figure: what is counted, or with `>` and `<` its value.
    Figure,
    /// The unit or currency of a figure.
    Unit,
    /// Who says something.
    Speaker,
    /// What a speaker does with a claim.
    Stance,
    /// The reader's finding.
    Verdict,
    /// Words in a note.
    Note,
    /// The name of an article, or the beginning of it.
    Article,
    /// The name of a note, or the beginning of it.
    Id,
}

/// A field that holds a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum When {
    /// Published.
    Date,
    /// Taken into the library.
    Fetched,
}

/// A state that an article or note can be in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Is {
    /// Not yet opened.
    Unread,
    /// Starred by the reader.
    Starred,
    /// With at least one annotation.
    Annotated,
    /// With a text that has changed since it was read.
    Changed,
    /// With an annotation whose passage is unsure or lost.
    Adrift,
    /// The same, as it was called first; queries that were kept keep it.
    Conflict,
    /// With an annotation whose passage is lost.
    Lost,
    /// A claim, or an article with one.
    Claim,
    /// A highlight, or an article with one.
    Highlight,
    /// With work still to do.
    Open,
    /// Waiting for an answer.
    Waiting,
    /// Dealt with.
    Done,
}

/// A thing that an article or note can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Has {
    /// Evidence on a claim.
    Evidence,
    /// A verdict on a claim.
    Verdict,
    /// More than one revision.
    Revision,
    /// A feed that brought it.
    Feed,
}

macro_rules! words {
    ($type:ty { $($variant:ident = $word:literal),+ $(,)? }) => {
        impl $type {
            /// Every value, in the order of the definition.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word in a query.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// The value with this name, in any case.
            pub fn named(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.name().eq_ignore_ascii_case(word))
            }
        }
    };
}
words!(Field {
    Title = "title",
    Author = "author",
    Outlet = "outlet",
    Feed = "feed",
    Folder = "folder",
    Url = "url",
    Lang = "lang",
    Tag = "tag",
    Actor = "actor",
    Figure = "figure",
    Unit = "unit",
    Speaker = "speaker",
    Stance = "stance",
    Verdict = "verdict",
    Note = "note",
    Article = "article",
    Id = "id",
});
words!(When { Date = "date", Fetched = "fetched" });
words!(Is {
    Unread = "unread",
    Starred = "starred",
    Annotated = "annotated",
    Changed = "changed",
    Adrift = "adrift",
    Conflict = "conflict",
    Lost = "lost",
    Claim = "claim",
    Highlight = "highlight",
    Open = "open",
    Waiting = "waiting",
    Done = "done",
});
words!(Has { Evidence = "evidence", Verdict = "verdict", Revision = "revision", Feed = "feed" });
