//! What the program asks of the outside, and what comes back.

use crate::analysis::Analysis;
use crate::app::adrift::Adrift;
use crate::app::bulk::Bulk;
use crate::app::claims_case::Case;
use crate::app::clash::Clash;
use crate::app::feed_act::{FeedAct, Harvest};
use crate::app::grouping::Cast;
use crate::app::piping::{PipeOrder, PipeOutcome};
use crate::app::prompt::Survey;
use crate::app::revisions::RevisionPair;
use crate::app::sources::Holdings;
use crate::config::PipeCommand;
use crate::query::Sort;
use crate::text::{Annotation, AnnotationId, Article, ArticleId, Change, Correction, ExportOrder, Listing};
use jiff::Timestamp;
use std::sync::Arc;

/// Numbers the requests of one kind; an answer to any but the newest is dropped.
pub type Ticket = u64;

/// Something to be done outside the model.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// List some of the articles that fit a query.
    List {
        /// Given back with the answer.
        ticket: Ticket,
        /// In the query language; empty for all.
        query: String,
        /// In which order.
        sort: Sort,
        /// The number of the first row wanted.
        first: usize,
        /// At most so many rows.
        limit: usize,
    },
    /// Count the articles that fit a query.
    Count {
        /// Given back with the answer.
        ticket: Ticket,
        /// In the query language; empty for all.
        query: String,
    },
    /// Say which feeds and smart folders there are.
    Sources(Ticket),
    /// Find articles by words of their titles.
    Titles {
        /// Given back with the answer.
        ticket: Ticket,
        /// What is typed.
        typed: String,
    },
    /// Something about feeds or smart folders.
    Feeds(FeedAct),
    /// Say what time it is: at once, or when it is this time. A newer wish takes the place of an older one.
    Wake(Option<Timestamp>),
    /// Something done with many articles.
    Bulk(Bulk),
    /// Say what lies at a path or address.
    Survey {
        /// Given back with the answer.
        ticket: Ticket,
        /// What is typed.
        typed: String,
    },
    /// Take in what lies at a path or address: articles, feeds, notes.
    Import(String),
    /// Compare the texts that an article has had.
    Revisions(ArticleId),
    /// Make the texts of an article from this one on an article of their own.
    Part(ArticleId, u32),
    /// List an article and the same text from other outlets.
    Copies(ArticleId),
    /// Compare the texts of two articles.
    Compare(ArticleId, ArticleId),
    /// Fetch the page of an article, as a new revision of it.
    FullText {
        /// Which article.
        id: ArticleId,
        /// Where its page is.
        url: String,
    },
    /// Open an article of the library, or read a file, page or standard input into it and open that.
    Open(Source),
    /// Fetch the opening lines of an article for the library's preview.
    Preview {
        /// Given back with the answer.
        ticket: Ticket,
        /// Which article.
        id: ArticleId,
    },
    /// Find the marks of an article.
    Analyse(Arc<Article>),
    /// Fetch the annotations of one article, and the corrections that hold for it.
    Annotations(ArticleId),
    /// Fetch annotations across articles.
    Notes {
        /// Given back with the answer.
        ticket: Ticket,
        /// In the query language; empty for all.
        query: String,
    },
    /// Fetch the reader's claims across articles.
    Claims {
        /// Given back with the answer.
        ticket: Ticket,
        /// In the query language; empty for all.
        query: String,
    },
    /// Fetch a claim with everything that belongs to it.
    Case {
        /// Given back with the answer.
        ticket: Ticket,
        /// Which claim.
        id: AnnotationId,
    },
    /// Fetch the notes whose passage is unsure or lost.
    Adrift {
        /// Given back with the answer.
        ticket: Ticket,
    },
    /// Keep two annotations, all or nothing: a new one, and one that refers to it by an empty name.
    Together {
        /// The new one.
        made: Box<Annotation>,
        /// The one that refers to it.
        then: Box<Annotation>,
        /// What undoing would undo.
        label: String,
    },
    /// Change the library, all or nothing; the label says what undoing would undo.
    Apply {
        /// The changes.
        changes: Vec<Change>,
        /// "note", "highlight", "deletion of an article".
        label: String,
    },
    /// Take the last change back.
    Undo,
    /// Make the last change taken back again.
    Redo,
    /// Fetch what a note was before its edits.
    Versions(AnnotationId),
    /// Find who is named in the passages of the notes that fit a query.
    Cast {
        /// Of the request for those notes.
        ticket: Ticket,
        /// In the query language; empty for all.
        query: String,
    },
    /// Give a tag another name on every note and article; one that is there already takes it in.
    Recode {
        /// Its name.
        from: String,
        /// Its new name.
        to: String,
    },
    /// Write notes out, or show what would be written.
    Export(Order),
    /// Put together what a command of the reader's is given.
    Pipe(Box<PipeOrder>),
    /// Run it.
    RunPipe {
        /// Given back with the answer.
        ticket: Ticket,
        /// Which one.
        command: PipeCommand,
        /// What it reads.
        input: String,
    },
    /// Stop it.
    StopPipe(Ticket),
    /// Keep what was written and not saved, under the name of its place; without a draft it is let go of.
    KeepDraft(String, Option<Box<Annotation>>),
    /// Put a text on the clipboard.
    Copy(String),
    /// Open a web address in the browser.
    Browse(String),
    /// Edit a note in the reader's own editor: the name of its draft, and the note as it is written so far.
    Edit(String, Box<Annotation>),
    /// What the editor wrote of a draft has been taken in.
    TakenBack(String),
    /// Remember where in an article the reader was (byte offset).
    KeepPlace(ArticleId, usize),
    /// Give the terminal back and stop until continued.
    Suspend,
    /// Paint the whole screen anew.
    Redraw,
    /// Leave the program.
    Quit,
}

impl Source {
    /// What the reader named: a link into the library, or a path or address.
    pub fn named(address: &str) -> Self {
        let address = address.trim();
        match address.starts_with("dateline:") {
            true => Self::Reference(address.to_owned()),
            false => Self::Address(address.to_owned()),
        }
    }
}

/// Where an article is to be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// In the library.
    Library(ArticleId),
    /// At a path, a web address, or `-` for standard input.
    Address(String),
    /// In the library, as a link `dateline://ARTICLE#NOTE` names it.
    Reference(String),
    /// In the library, at an annotation's passage.
    Passage(ArticleId, crate::text::AnnotationId),
    /// In the library, at a place (byte offset in the latest text).
    Place(ArticleId, usize),
    /// In the library, where these words stand.
    Words(ArticleId, String),
}

/// An export as ordered in its dialog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// Given back with the answer.
    pub ticket: Ticket,
    /// What is exported, and where to.
    pub what: ExportOrder,
}

/// What came back.
#[derive(Clone, Debug, PartialEq)]
pub enum Report {
    /// Some articles of a list.
    Listed {
        /// Of the request.
        ticket: Ticket,
        /// The number of the first row.
        first: usize,
        /// What was asked for, or what is wrong with the query.
        rows: Result<Vec<Listing>, String>,
    },
    /// How many articles fit.
    Counted(Ticket, usize),
    /// The feeds and smart folders.
    Sources(Ticket, Box<Holdings>),
    /// Articles with such titles.
    Titles(Ticket, Vec<Listing>),
    /// A page names several feeds, of which one may be followed: address and title.
    FeedsFound(Vec<(String, String)>),
    /// So many more feeds are being asked.
    Refreshing {
        /// How many.
        count: usize,
        /// True when nobody asked for it.
        quiet: bool,
    },
    /// It is this time.
    Time(Timestamp),
    /// No feed is due now; when the next one is.
    NextDue(Option<Timestamp>),
    /// What one feed's refresh gave.
    Harvested(Box<Harvest>),
    /// No feed is being asked any more.
    Refreshed {
        /// True when the reader broke it off.
        stopped: bool,
    },
    /// The sources changed: what to tell the reader.
    Resourced(String),
    /// What lies at a path or address.
    Surveyed(Ticket, Survey),
    /// The texts an article has had, each compared with the one before: its title, and the comparisons, the latest first.
    Revisions(ArticleId, String, Vec<RevisionPair>),
    /// An article and the same text from other outlets.
    Copies(Vec<Listing>),
    /// Two of them, compared.
    Compared(Box<RevisionPair>),
    /// An article has another text now.
    Renewed {
        /// Its name.
        id: ArticleId,
        /// The article to be read in its place: mostly itself.
        now: ArticleId,
        /// What to tell the reader.
        told: String,
    },
    /// An article to read.
    Opened(Box<Opened>),
    /// The opening lines of an article.
    Previewed {
        /// Of the request.
        ticket: Ticket,
        /// The article.
        article: Arc<Article>,
    },
    /// The marks of an article (revision).
    Analysed(ArticleId, u32, Arc<Analysis>),
    /// The annotations of one article.
    Annotated(ArticleId, Vec<Annotation>),
    /// The corrections that hold for one article, the oldest first.
    Corrected(ArticleId, Vec<Correction>),
    /// Annotations across articles, with what is known of each article.
    Noted {
        /// Of the request.
        ticket: Ticket,
        /// What was asked for, or what is wrong with the query.
        notes: Result<Vec<(Listing, Annotation)>, String>,
    },
    /// A note and what it was before its edits, the oldest first.
    Versions(Box<Annotation>, Vec<Annotation>),
    /// Who is named in the passages of notes.
    Cast {
        /// Of the request for the notes.
        ticket: Ticket,
        /// Their names, by note.
        cast: Cast,
    },
    /// The reader's claims across articles, with their articles.
    Claims {
        /// Of the request.
        ticket: Ticket,
        /// What was asked for, or what is wrong with the query.
        claims: Result<Vec<(Listing, Annotation)>, String>,
    },
    /// A claim with everything that belongs to it.
    Case {
        /// Of the request.
        ticket: Ticket,
        /// What was asked for, or why it cannot be had.
        case: Result<Box<Case>, String>,
    },
    /// The notes whose passage is unsure or lost.
    Adrift {
        /// Of the request.
        ticket: Ticket,
        /// What was asked for, or why it cannot be had.
        rows: Result<Vec<Adrift>, String>,
    },
    /// What a command of the reader's is given, or why it cannot be had.
    PipeReady(Ticket, Result<String, String>),
    /// What it wrote.
    Piped(Ticket, PipeOutcome),
    /// What was written and not saved before, by its place.
    Drafts(Vec<(String, Annotation)>),
    /// The library changed, and the change is on disk: what to tell the reader.
    Changed(String),
    /// An export's files as text, or where they were written.
    Exported {
        /// Of the request.
        ticket: Ticket,
        /// The preview's text, or the sentence to show.
        outcome: Result<String, String>,
        /// True for a preview.
        preview: bool,
    },
    /// A text as it came back from the reader's editor, `None` when it was left unchanged; and how the editor failed.
    Edited(Option<String>, Option<String>),
    /// A note was changed by another program while it was changed here; nothing has been saved.
    Clashed(Box<Clash>),
    /// Another program changed the library.
    Elsewhere,
    /// Something came into the library unasked for: what to tell the reader.
    Arrived(String),
    /// Something to tell the reader.
    Told(String),
    /// Something failed: what, why, and what to do.
    Failed(String),
}

/// An article with what the reader keeps about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    /// The article.
    pub article: Arc<Article>,
    /// The notes on it.
    pub annotations: Vec<Annotation>,
    /// What the reader says of what is detected in it, the oldest first.
    pub corrections: Vec<Correction>,
    /// Where the reader left it, or the passage asked for (byte offset).
    pub place: Option<usize>,
    /// What reading it brought up, for the message line.
    pub warnings: Vec<String>,
}
