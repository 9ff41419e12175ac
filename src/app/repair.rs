//! The repair screen: every note whose passage is unsure or lost, and what the reader decides.

use crate::app::adrift::Adrift;
use crate::app::commands::told;
use crate::app::effect::{Effect, Source, Ticket};
use crate::app::errand::Errand;
use crate::app::list::List;
use crate::app::model::Model;
use crate::app::noting;
use crate::app::shelving::{apply, on_article, step};
use crate::keys::Command;
use crate::text::{AnchorState, Annotation, AnnotationId, Change};

/// The repair screen.
#[derive(Clone, Debug, Default)]
pub struct Repair {
    /// The notes that wait, by article.
    pub list: List<Adrift>,
    /// Why they cannot be shown.
    pub fault: Option<String>,
    /// The newest request for rows.
    pub asked: Ticket,
    /// True once the first rows came.
    pub known: bool,
    /// The note being settled: it stays in the list until that is on the disk, and is not settled twice.
    pub settling: Option<AnnotationId>,
}

impl Repair {
    /// Takes the notes as they now stand.
    pub fn take(&mut self, rows: Result<Vec<Adrift>, String>) {
        self.known = true;
        self.settling = None;
        match rows {
            Ok(rows) => {
                self.fault = None;
                self.list.refill(rows, |a, b| a.note.id == b.note.id);
            }
            Err(fault) => self.fault = Some(fault),
        }
    }
}

/// Carries out a command on the repair screen.
pub fn run(model: &mut Model, command: Command, count: Option<u32>) -> Vec<Effect> {
    let command = match command {
        Command::SearchNext => Command::Down,
        Command::SearchBack => Command::Up,
        other => other,
    };
    if step(&mut model.repair.list, command, count) {
        return Vec::new();
    }
    let Some(adrift) = model.repair.list.chosen().cloned() else {
        return told(model, "every note stands on its passage: there is nothing to repair");
    };
    let Adrift { mut note, guess, near, article, .. } = adrift;
    match command {
        Command::AcceptGuess | Command::Detach if model.repair.settling.as_ref() == Some(&note.id) => Vec::new(),
        Command::AcceptGuess => match guess {
            Some(guess) => {
                note.settle(guess.anchor, AnchorState::Moved);
                settle(model, note, "new passage of a note")
            }
            None => told(model, "this note is lost, so there is no guess; reselect its passage, or detach it"),
        },
        Command::Detach => {
            note.detach();
            settle(model, note, "detaching of a note from its passage")
        }
        Command::Reselect => {
            model.errand = Some(Errand::Reselect(Box::new(note)));
            vec![Effect::Open(Source::Place(article.id, near))]
        }
        Command::Open | Command::Right => vec![Effect::Open(Source::Place(article.id, near))],
        Command::Browser | Command::CopyAddress | Command::CopyCitation => on_article(model, command, &article),
        Command::Annotate | Command::Edit | Command::Delete | Command::Copy => noting::on_note(model, command, note),
        _ => told(model, format!("{} does nothing on the repair screen", command.name())),
    }
}

fn settle(model: &mut Model, note: Annotation, label: &str) -> Vec<Effect> {
    model.repair.settling = Some(note.id.clone());
    apply(vec![Change::Annotate(Box::new(note))], label)
}
