//! What changed in an article from one revision to the next, word by word.

use crate::app::asked::Asked;
use crate::app::copies::Copies;
use crate::app::effect::Effect;
use crate::app::model::{Model, Overlay};
use crate::keys::Command;
use crate::page::wrap;
use crate::text::{ArticleId, Fate, Span};

/// Two texts of an article, compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RevisionPair {
    /// The numbers of the older and the newer.
    pub numbers: (u32, u32),
    /// When they came, RFC 3339 in UTC.
    pub dates: (String, String),
    /// The newer text with what was removed still in it.
    pub text: String,
    /// What was removed and added; bytes of `text`.
    pub fates: Vec<(Span, Fate)>,
    /// The older one is what the reader has read.
    pub since_read: bool,
    /// The outlets, where they are copies and no texts of one article.
    pub outlets: Option<(String, String)>,
}

/// What is compared.
#[derive(Clone, Debug, PartialEq)]
pub enum SheetOf {
    /// The texts of an article.
    Article(ArticleId),
    /// Copies of an article; their list comes back when the comparison is closed.
    Copies(Box<Copies>),
}

/// The comparisons of an article, one of them set in rows.
#[derive(Clone, Debug, PartialEq)]
pub struct RevisionSheet {
    /// What is compared.
    pub of: SheetOf,
    /// The article's title.
    pub title: String,
    /// The latest first.
    pub comparisons: Vec<RevisionPair>,
    /// Which is shown.
    pub at: usize,
    /// The rows of its text; bytes.
    pub rows: Vec<Span>,
    /// The first row in view.
    pub top: usize,
    measure: usize,
    height: usize,
}

/// Columns of the text on a screen this wide.
pub fn measure(width: u16) -> usize {
    usize::from(width.saturating_sub(8).clamp(20, 90))
}

impl RevisionSheet {
    /// The comparison shown.
    pub fn shown(&self) -> Option<&RevisionPair> {
        self.comparisons.get(self.at)
    }

    /// Takes the columns of the text and the rows of the screen.
    pub fn fit(&mut self, measure: usize, height: usize) {
        // The frame and the line with the dates.
        self.height = height.saturating_sub(4).max(1);
        if self.measure != measure {
            let place = self.rows.get(self.top).map_or(0, |row| row.start);
            self.measure = measure;
            self.set();
            self.top = self.row_of(place);
        }
        self.scroll_to(self.top);
    }

    fn set(&mut self) {
        let mut rows = Vec::new();
        if let Some(comparison) = self.comparisons.get(self.at) {
            wrap(&comparison.text, self.measure, |row| rows.push(Span::new(row.start, row.end)));
        }
        self.rows = rows;
    }

    fn row_of(&self, place: usize) -> usize {
        self.rows.partition_point(|row| row.end <= place)
    }

    fn scroll_to(&mut self, row: usize) {
        self.top = row.min(self.rows.len().saturating_sub(self.height));
    }

    /// Shows another comparison, from its first change.
    fn turn_to(&mut self, at: usize) {
        self.at = at.min(self.comparisons.len().saturating_sub(1));
        self.set();
        let first = self.shown().and_then(|comparison| comparison.fates.first()).map_or(0, |(span, _)| span.start);
        self.scroll_to(self.row_of(first).saturating_sub(2));
    }

    /// Goes to the first change below the second row in view, or the last above it.
    fn step(&mut self, back: bool) {
        let Some(comparison) = self.comparisons.get(self.at) else { return };
        let rows: Vec<usize> = comparison.fates.iter().map(|(span, _)| self.row_of(span.start)).collect();
        let here = self.top + 2;
        let next =
            if back { rows.into_iter().rfind(|row| *row < here) } else { rows.into_iter().find(|row| *row > here) };
        if let Some(row) = next {
            self.scroll_to(row.saturating_sub(2));
        }
    }
}

/// Shows comparisons over the screen.
pub fn open(model: &mut Model, of: SheetOf, title: String, comparisons: Vec<RevisionPair>) {
    let (at, rows, top, measured, height) = (0, Vec::new(), 0, 0, 0);
    let mut sheet = RevisionSheet { of, title, comparisons, at, rows, top, measure: measured, height };
    sheet.fit(measure(model.size.0), usize::from(model.layout().main.height));
    sheet.turn_to(0);
    model.overlay = Some(Overlay::Revisions(Box::new(sheet)));
}

/// Closes the comparison; what it was called from comes back.
fn close(model: &mut Model) {
    let Some(Overlay::Revisions(sheet)) = model.overlay.take() else { return };
    if let SheetOf::Copies(copies) = sheet.of {
        model.overlay = Some(Overlay::Copies(copies));
    }
}

/// Asks whether the newer text in view, and those after it, are another article.
fn ask_to_part(model: &mut Model) -> Vec<Effect> {
    let Some(Overlay::Revisions(sheet)) = &model.overlay else { return Vec::new() };
    let (SheetOf::Article(id), Some(shown)) = (&sheet.of, sheet.shown()) else {
        model.tell("these are articles of their own already");
        return Vec::new();
    };
    let from = shown.numbers.1;
    let question = format!("From text {from} on, is this another article? Notes stay with the text they were made on.");
    model.overlay = Some(Overlay::Question(question, Asked::Part(id.clone(), from)));
    Vec::new()
}

/// Carries out a command while they are shown.
pub fn run(model: &mut Model, command: Command, times: usize) -> Vec<Effect> {
    let Some(Overlay::Revisions(sheet)) = &mut model.overlay else { return Vec::new() };
    let (top, page) = (sheet.top, sheet.height);
    match command {
        Command::Down | Command::ScrollDown => sheet.scroll_to(top.saturating_add(times)),
        Command::Up | Command::ScrollUp => sheet.scroll_to(top.saturating_sub(times)),
        Command::HalfDown => sheet.scroll_to(top + page / 2),
        Command::HalfUp => sheet.scroll_to(top.saturating_sub(page / 2)),
        Command::PageDown => sheet.scroll_to(top + page),
        Command::PageUp => sheet.scroll_to(top.saturating_sub(page)),
        Command::Top => sheet.scroll_to(0),
        Command::Bottom => sheet.scroll_to(usize::MAX),
        Command::SearchNext => sheet.step(false),
        Command::SearchBack => sheet.step(true),
        Command::Left => sheet.turn_to(sheet.at + 1),
        Command::Right => sheet.turn_to(sheet.at.saturating_sub(1)),
        Command::Part => return ask_to_part(model),
        Command::Back | Command::Clear | Command::Open | Command::Quit => close(model),
        _ => model.tell(format!("{} does nothing here; q closes", command.name())),
    }
    Vec::new()
}
