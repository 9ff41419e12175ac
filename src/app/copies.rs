//! The copies of an article in other outlets: listed, opened, two of them compared.

use crate::app::effect::{Effect, Source};
use crate::app::list::List;
use crate::app::model::{Model, Overlay};
use crate::app::revisions::{self, RevisionPair, SheetOf};
use crate::app::shelving::step;
use crate::keys::Command;
use crate::text::{ArticleId, Listing};

/// An article and its copies.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Copies {
    /// The article it was asked for, then the others.
    pub list: List<Listing>,
    /// The row that the others are compared with.
    pub with: usize,
}

/// Opens the list; an article without copies says so.
pub fn open(model: &mut Model, rows: Vec<Listing>) {
    if rows.len() < 2 {
        return model.tell("no other outlet has this text in the library");
    }
    let mut list = List::default();
    list.refill(rows, |one, other| one.id == other.id);
    list.fit(usize::from(model.layout().main.height).saturating_sub(FRAME));
    list.go_to(1);
    model.overlay = Some(Overlay::Copies(Box::new(Copies { list, with: 0 })));
}

/// Rows of the frame and of the line about the list.
pub const FRAME: usize = 4;

/// Shows two of them compared, if the list is still open.
pub fn compared(model: &mut Model, comparison: RevisionPair) {
    if let Some(Overlay::Copies(copies)) = model.overlay.take() {
        let title = copies.list.chosen().map(|row| row.title.clone()).unwrap_or_default();
        revisions::open(model, SheetOf::Copies(copies), title, vec![comparison]);
    }
}

/// Carries out a command while they are shown.
pub fn run(model: &mut Model, command: Command, count: Option<u32>) -> Vec<Effect> {
    let Some(Overlay::Copies(copies)) = &mut model.overlay else { return Vec::new() };
    if step(&mut copies.list, command, count) {
        return Vec::new();
    }
    let here = copies.list.chosen().map(|row| row.id.clone());
    let with = copies.list.rows().get(copies.with).map(|row| row.id.clone());
    match command {
        Command::Open | Command::Right => {
            model.overlay = None;
            return here.map(|id| Effect::Open(Source::Library(id))).into_iter().collect();
        }
        Command::SelectRow => copies.with = copies.list.selected(),
        Command::Compare => return compare(model, with, here),
        Command::Back | Command::Clear | Command::Quit | Command::Left => model.overlay = None,
        other => model.tell(format!("{} does nothing here; q closes", other.name())),
    }
    Vec::new()
}

fn compare(model: &mut Model, with: Option<ArticleId>, here: Option<ArticleId>) -> Vec<Effect> {
    match (with, here) {
        (Some(with), Some(here)) if with != here => vec![Effect::Compare(with, here)],
        _ => {
            model.tell("this is the one that the others are compared with; go to another");
            Vec::new()
        }
    }
}
