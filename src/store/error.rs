//! What can go wrong with a library, in the reader's words.

use rusqlite::ErrorCode;
use std::io;
use std::path::{Path, PathBuf};
use thiserror::Error;

/// Why the library could not do something. Nothing was changed unless it says so.
#[derive(Debug, Error)]
pub enum StoreError {
    /// The file is something else.
    #[error("{} is not a dateline library; name another file with --library", path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// The library may only be read.
    #[error("the library can only be read: {why}; nothing was changed")]
    ReadOnly {
        /// Why so.
        why: String,
    },
    /// Another process holds the library for too long.
    #[error("another program is writing to the library and does not finish; nothing was changed, try again")]
    Busy,
    /// No room left.
    #[error("the disk is full; nothing was changed. Make room and try again")]
    Full,
    /// The database file is damaged.
    #[error(
        "the library is damaged ({what}). `dateline doctor` says more; `dateline doctor --rebuild DIR` makes a new \
         library of what can be read, and leaves this one as it is"
    )]
    Damaged {
        /// What SQLite says of it.
        what: String,
    },
    /// A text, what is said of an article, or a note does not pass its check sum.
    #[error(
        "{what} is not as it was stored: bits on the disk have changed. `dateline doctor --repair` turns them back or \
         takes the copy of the journal or of the kept page"
    )]
    Spoilt {
        /// What it is.
        what: String,
    },
    /// A file or folder could not be used.
    #[error("cannot {doing} {}: {source}", path.display())]
    File {
        /// `read`, `write`, `make the folder` …
        doing: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// No article goes by this name.
    #[error("no article `{0}` in the library; `dateline list` shows what there is")]
    NoArticle(String),
    /// No annotation goes by this name.
    #[error("no note `{0}` in the library; `dateline note list` shows what there is")]
    NoNote(String),
    /// Another program was quicker to change a note.
    #[error("another program changed the note `{0}` meanwhile; nothing was changed, try again")]
    Overtaken(String),
    /// No correction goes by this name.
    #[error("no correction `{0}` in the library; `dateline correct list` shows what there is")]
    NoCorrection(String),
    /// The beginning of an id fits more than one.
    #[error("`{given}` fits {count} ids; write more of it")]
    Ambiguous {
        /// What was given.
        given: String,
        /// How many it fits.
        count: usize,
    },
    /// No feed has this address.
    #[error("no feed `{0}` in the library; `dateline feed list` shows what there is")]
    NoFeed(String),
    /// The library was made by another program version, or lies where it cannot be used.
    #[error("cannot open the library {}: {why}", path.display())]
    Open {
        /// The file.
        path: PathBuf,
        /// Why so.
        why: String,
    },
    /// An earlier program version wrote it, and it may only be read.
    #[error("an older dateline wrote the library {}; open it once where it can be written", path.display())]
    Older {
        /// The file.
        path: PathBuf,
    },
    /// An article cannot be parted there.
    #[error("an article is parted at its second text or a later one; it has no such text with the number {from}")]
    Unparted {
        /// The revision that was named.
        from: u32,
    },
    /// A query asks for more than the database takes.
    #[error("the query is too long; ask with fewer words")]
    TooLong,
    /// Anything else SQLite refused.
    #[error("the library failed: {what}; nothing was changed")]
    Sql {
        /// What it says.
        what: String,
    },
}

impl StoreError {
    /// A failure to use a file.
    pub fn file(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full,
            _ => Self::File { doing, path, source },
        }
    }

    /// True when the same may succeed a moment later.
    pub fn is_passing(&self) -> bool {
        matches!(self, Self::Busy)
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged { what: error.to_string() },
            Some(ErrorCode::CannotOpen) => Self::Sql { what: "its file or its folder cannot be opened".into() },
            // SQLite tells these by words alone.
            _ if ["Expression tree is too large", "too many SQL variables", "parser stack overflow", "at most"]
                .iter()
                .any(|words| error.to_string().contains(words)) =>
            {
                Self::TooLong
            }
            Some(ErrorCode::ReadOnly) => Self::ReadOnly { why: "the file or its folder is write-protected".into() },
            _ => Self::Sql { what: error.to_string() },
        }
    }
}
