//! Everything the program knows while it runs.

use crate::app::asked::Asked;
use crate::app::cards::Card;
use crate::app::claims::Claims;
use crate::app::claims_page::ClaimPage;
use crate::app::clash::Clash;
use crate::app::copies::{Copies, FRAME as COPIES_FRAME};
use crate::app::effect::Ticket;
use crate::app::errand::Errand;
use crate::app::export_dialog::{self, ExportDialog};
use crate::app::form::Form;
use crate::app::grouping::NotesBy;
use crate::app::layout::repair_rows;
use crate::app::legend::Legend;
use crate::app::linking::{Linking, Offer};
use crate::app::notebook::Notebook;
use crate::app::picker::Picker;
use crate::app::piping::{Output, PipeOrder};
use crate::app::prompt::Prompt;
use crate::app::reader::Reader;
use crate::app::repair::Repair;
use crate::app::revisions::{RevisionSheet, measure as revision_measure};
use crate::app::shelf::Shelf;
use crate::app::versions::Versions;
use crate::app::writer::Writer;
use crate::config::Settings;
use crate::keys::{Command, Context, Keymap, Pending};
use crate::text::{AnnotationId, ArticleId, Correction, CorrectionId, FormatRow, Relation, Span, masked};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The whole state. Only [`crate::app::update`] changes it.
#[derive(Clone, Debug)]
pub struct Model {
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
    /// How the reader wants things.
    pub settings: Arc<Settings>,
    /// Which keys run what.
    pub keymap: Arc<Keymap>,
    /// The name of the theme in use.
    pub theme: String,
    /// Every theme there is.
    pub themes: Vec<String>,
    /// The screen in view.
    pub screen: Screen,
    /// The screens one came from.
    pub trail: Vec<Screen>,
    /// The library's list.
    pub shelf: Shelf,
    /// The article open, if any.
    pub reader: Option<Box<Reader>>,
    /// The notes of all articles.
    pub notebook: Notebook,
    /// The claims of all articles.
    pub claims: Claims,
    /// The page of one claim.
    pub page: ClaimPage,
    /// The notes whose passage is unsure or lost.
    pub repair: Repair,
    /// What a passage is wanted for, while the reader chooses one.
    pub errand: Option<Errand>,
    /// The link being made.
    pub linking: Option<Linking>,
    /// The link that the text offers the claim made last, until the next command.
    pub offer: Option<Offer>,
    /// The article and passage of the claim made last, until it has come back from the library.
    pub claimed: Option<(ArticleId, Span)>,
    /// What lies over the screen.
    pub overlay: Option<Overlay>,
    /// A chord begun.
    pub pending: Pending,
    /// What to tell the reader.
    pub message: Option<Message>,
    /// Which pane has the keys.
    pub pane: Pane,
    /// How the side panel stands.
    pub side: Side,
    /// True when nothing but the text is shown.
    pub zen: bool,
    /// What was written and not saved, by the annotation or the passage (article and byte span) it was for.
    pub drafts: BTreeMap<String, crate::text::Annotation>,
    /// Which draft is being saved: it is let go of when it is on the disk, not before.
    pub saving: Option<String>,
    /// The tags in use, for completion.
    pub tags: Vec<String>,
    /// The command of the reader's that runs.
    pub piping: Option<PipeOrder>,
    /// What one wrote while the reader was in the middle of something.
    pub output: Option<Box<Output>>,
    /// The tag that is being renamed.
    pub recoding: Option<String>,
    /// Numbers given out to requests.
    pub ticket: Ticket,
    /// The export formats.
    pub formats: Vec<FormatRow>,
    /// Where a drag with the mouse began.
    pub drag: Option<usize>,
}

/// The screens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Screen {
    /// All articles.
    #[default]
    Library,
    /// One article.
    Reader,
    /// All notes.
    Notes,
    /// The reader's claims.
    Claims,
    /// One claim.
    Claim,
    /// The notes that lost their place.
    Repair,
}

/// What can lie over a screen; it has the keys while it does.
#[derive(Clone, Debug, PartialEq)]
pub enum Overlay {
    /// A note or claim is being written.
    Writer(Box<Writer>),
    /// A form is being filled in.
    Form(Box<Form>),
    /// A line is being typed.
    Prompt(Prompt),
    /// Something is being chosen.
    Picker(Picker<Choose>),
    /// Help on the context it was called from.
    Help(Help),
    /// A card of what is under the cursor.
    Card(Card),
    /// What the looks mean.
    Legend(Legend),
    /// What changed in an article.
    Revisions(Box<RevisionSheet>),
    /// An export is being ordered.
    Export(ExportDialog),
    /// What a command of the reader's wrote.
    Output(Box<Output>),
    /// A note that another program changed meanwhile.
    Clash(Box<Clash>),
    /// Earlier versions of a note.
    Versions(Box<Versions>),
    /// An article and the same text from other outlets.
    Copies(Box<Copies>),
    /// A question with yes and no.
    Question(String, Asked),
}

/// What choosing in a picker does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choose {
    /// Runs a command.
    Run(Command),
    /// Gives this verdict.
    Verdict(Option<String>),
    /// Shows this theme.
    Theme(String),
    /// Links the claim under the cursor in this way.
    Relation(Relation),
    /// Links it to this one.
    Target(Relation, AnnotationId),
    /// Says this of what was detected; how far it holds is asked next.
    Say(Box<Correction>),
    /// Makes the actor of this draft the same as another, which is asked next.
    Merge(Box<Correction>),
    /// Keeps this correction.
    Correct(Box<Correction>),
    /// Takes this correction back.
    TakeBack(CorrectionId),
    /// Takes one of the links that the text offers.
    Offered(usize),
    /// Goes into this article to choose the passage that is wanted.
    Passage(ArticleId),
    /// The passage wanted is outside the library.
    Elsewhere,
    /// Opens this article.
    Article(crate::text::ArticleId),
    /// Opens this address in the browser.
    Browse(String),
    /// Gives this tag (several with spaces between them).
    Tag(String),
    /// Takes this tag away.
    Untag(String),
    /// Asks for this tag's new name.
    Recode(String),
    /// Gives what is under the cursor to this command of the configuration.
    Pipe(usize),
    /// Asks for a command to give it to.
    PipePrompt,
    /// Stops the command that runs.
    StopPipe,
    /// Shows what a command wrote.
    ShowOutput,
    /// Puts the notes together by this.
    NotesBy(NotesBy),
    /// Puts the library's list in this order.
    Sort(crate::query::Sort),
    /// Follows the feed at this address.
    Follow(String),
}

/// Help, with what was typed to search it.
#[derive(Clone, Debug, PartialEq)]
pub struct Help {
    /// Whose keys are explained.
    pub context: Context,
    /// What is looked for.
    pub typed: crate::app::field::Field,
    /// True while typing goes into the search.
    pub searching: bool,
    /// First line in view.
    pub top: usize,
}

/// Something to tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The sentence.
    pub text: String,
    /// True when something went wrong.
    pub error: bool,
}

/// The panes of a screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pane {
    /// The list or text.
    #[default]
    Main,
    /// The sources tree at the left of the library.
    Sources,
    /// The panel at the right.
    Side,
}

/// How the side panel stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Side {
    /// True when it is shown where there is room.
    pub shown: bool,
    /// Columns wanted.
    pub width: u16,
    /// The entry under the panel's cursor.
    pub selected: usize,
}

impl Model {
    /// The state at the start, on an empty library screen.
    pub fn new(settings: Arc<Settings>, keymap: Arc<Keymap>, theme: &str) -> Self {
        let side = Side { shown: settings.reader.panel, width: settings.reader.panel_width, selected: 0 };
        let shelf = Shelf { loading: true, sort: order(settings.library.sort), ..Shelf::default() };
        Self {
            size: (80, 24),
            settings,
            keymap,
            theme: theme.to_owned(),
            themes: Vec::new(),
            screen: Screen::Library,
            trail: Vec::new(),
            shelf,
            reader: None,
            notebook: Notebook::default(),
            claims: Claims::default(),
            page: ClaimPage::default(),
            repair: Repair::default(),
            errand: None,
            linking: None,
            offer: None,
            claimed: None,
            overlay: None,
            pending: Pending::default(),
            message: None,
            pane: Pane::Main,
            side,
            zen: false,
            drafts: BTreeMap::new(),
            saving: None,
            tags: Vec::new(),
            piping: None,
            output: None,
            recoding: None,
            ticket: 0,
            formats: Vec::new(),
            drag: None,
        }
    }

    /// A new number for a request.
    pub fn next_ticket(&mut self) -> Ticket {
        self.ticket += 1;
        self.ticket
    }

    /// Tells the reader something.
    pub fn tell(&mut self, text: impl Into<String>) {
        self.message = Some(Message { text: masked(&text.into()).into_owned(), error: false });
    }

    /// Tells the reader that something went wrong.
    pub fn complain(&mut self, text: impl Into<String>) {
        self.message = Some(Message { text: masked(&text.into()).into_owned(), error: true });
    }

    /// Where keys are pressed now.
    pub fn context(&self) -> Context {
        match &self.overlay {
            Some(Overlay::Writer(_)) => Context::Editor,
            Some(Overlay::Form(_)) => Context::Form,
            Some(Overlay::Prompt(_)) => Context::Prompt,
            Some(Overlay::Picker(_)) => Context::Picker,
            Some(Overlay::Help(help)) if help.searching => Context::Prompt,
            Some(Overlay::Help(_) | Overlay::Card(_) | Overlay::Legend(_)) => Context::Help,
            Some(Overlay::Revisions(_)) => Context::Revisions,
            Some(Overlay::Copies(_)) => Context::Copies,
            Some(Overlay::Export(dialog)) if dialog.focus == export_dialog::Row::Path => Context::Prompt,
            Some(Overlay::Export(_) | Overlay::Versions(_) | Overlay::Output(_) | Overlay::Clash(_)) => Context::Dialog,
            Some(Overlay::Question(..)) => Context::Question,
            None => self.screen_context(),
        }
    }

    /// Where keys are pressed when nothing lies over the screen.
    pub fn screen_context(&self) -> Context {
        match self.screen {
            Screen::Library if self.pane == Pane::Sources => Context::Sources,
            Screen::Library => Context::Library,
            Screen::Notes => Context::Notes,
            Screen::Claims => Context::Claims,
            Screen::Claim => Context::Claim,
            Screen::Repair => Context::Repair,
            Screen::Reader => self.reading_context(),
        }
    }

    fn reading_context(&self) -> Context {
        match &self.reader {
            _ if self.pane == Pane::Side && self.layout().side.width > 0 => Context::Panel,
            Some(reader) if reader.selection.is_some() => Context::Visual,
            _ => Context::Reader,
        }
    }

    /// Gives the parts their sizes after the screen, or what is shown on it, has changed.
    pub fn fit(&mut self) {
        let view = self.viewport();
        if let Some(reader) = &mut self.reader {
            reader.resize(view);
        }
        let rows = usize::from(self.layout().main.height);
        let measure = revision_measure(self.size.0);
        if let Some(Overlay::Revisions(sheet)) = &mut self.overlay {
            sheet.fit(measure, rows);
        }
        if let Some(Overlay::Copies(copies)) = &mut self.overlay {
            copies.list.fit(rows.saturating_sub(COPIES_FRAME));
        }
        let side = self.layout().side.width;
        if self.screen == Screen::Library && self.pane == Pane::Side && side == 0 {
            self.pane = Pane::Main;
        }
        if let Some(preview) = self.shelf.preview.as_mut().filter(|_| self.screen == Screen::Library && side > 0) {
            // A rule and an empty column at the left, one at the right.
            preview.fit(side.saturating_sub(3), rows);
        }
        self.shelf.list.fit(rows);
        self.shelf.sources.list.fit(rows);
        let rows = usize::from(self.notes_areas().0.height);
        self.notebook.list.fit(rows);
        self.claims.list.fit(rows);
        self.repair.list.fit(repair_rows(rows));
    }

    /// Shows a screen; the one before is remembered for going back.
    pub fn show(&mut self, screen: Screen) {
        if self.screen != screen {
            self.trail.push(self.screen);
            let spare = self.trail.len().saturating_sub(50);
            self.trail.drain(..spare);
            self.screen = screen;
        }
        self.pane = Pane::Main;
        self.fit();
    }
}

fn order(configured: crate::config::Sort) -> crate::query::Sort {
    match configured {
        crate::config::Sort::Newest => crate::query::Sort::Newest,
        crate::config::Sort::Oldest => crate::query::Sort::Oldest,
        crate::config::Sort::Title => crate::query::Sort::Title,
        crate::config::Sort::Outlet => crate::query::Sort::Outlet,
        crate::config::Sort::Notes => crate::query::Sort::Notes,
    }
}
