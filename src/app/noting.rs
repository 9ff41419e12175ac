//! The notes screen's commands.

use crate::app::commands::{ask, list_again, open, told};
use crate::app::effect::{Effect, Source};
use crate::app::model::{Model, Overlay};
use crate::app::notebook::NotebookRow;
use crate::app::prompt::Purpose;
use crate::app::shelving::{apply, on_article, step};
use crate::app::tools;
use crate::app::writer::Writer;
use crate::keys::Command;
use crate::text::{Annotation, Change};

/// Carries out a command on the notes screen.
pub fn run(model: &mut Model, command: Command, count: Option<u32>) -> Vec<Effect> {
    if step(&mut model.notebook.list, command, count) {
        return Vec::new();
    }
    let chosen = model.notebook.list.chosen().cloned();
    match (command, chosen) {
        (Command::Clear, _) => {
            model.notebook.filter.clear();
            list_again(model)
        }
        (_, None) => told(model, "no notes yet; a in an article writes one"),
        (Command::Browser | Command::CopyAddress | Command::CopyCitation, _) => match model.notebook.article().cloned()
        {
            Some(article) => on_article(model, command, &article),
            None => Vec::new(),
        },
        (Command::Open | Command::Right, Some(NotebookRow::Article(article))) => open(&article.id),
        (_, Some(NotebookRow::Article(_))) => told(model, "choose a note below"),
        (Command::Open | Command::Right, Some(NotebookRow::Note(note))) => {
            vec![Effect::Open(Source::Passage(note.article, note.id))]
        }
        (command, Some(NotebookRow::Note(note))) => on_note(model, command, *note),
    }
}

/// A command on one note, wherever the note is shown.
pub fn on_note(model: &mut Model, command: Command, note: Annotation) -> Vec<Effect> {
    match command {
        Command::Annotate | Command::MakeClaim => {
            model.overlay = Some(Overlay::Writer(Box::new(Writer::new(note))));
            Vec::new()
        }
        Command::Edit => {
            let text = note.note.clone();
            model.overlay = Some(Overlay::Writer(Box::new(Writer::new(note))));
            vec![Effect::Edit(text)]
        }
        Command::Delete => apply(vec![Change::Unannotate(note.id)], "deletion of a note"),
        Command::Verdict => tools::choose_verdict(model),
        Command::Tag | Command::Untag => ask(model, Purpose::Tags),
        Command::Evidence => ask(model, Purpose::Evidence),
        Command::Link => crate::app::linking::choose_relation(model, note),
        Command::Copy | Command::CopyQuote => vec![Effect::Copy(quote(&note))],
        _ => told(model, format!("{} does nothing on a note", command.name())),
    }
}

/// A note's passage as a quotation with its speaker.
pub fn quote(note: &Annotation) -> String {
    let speaker = note.speaker.as_ref().map(|speaker| format!(" — {speaker}")).unwrap_or_default();
    format!("“{}”{speaker}", note.anchor.quote.trim_matches(['“', '”', '"']))
}

/// The note that a verdict, tag, evidence or link is for: under the cursor of the screen in view.
pub fn note_in_view(model: &Model) -> Option<Annotation> {
    match model.screen {
        crate::app::model::Screen::Notes => model.notebook.note().cloned(),
        crate::app::model::Screen::Reader => {
            let reader = model.reader.as_ref()?;
            if let Some(entry) = crate::app::panel::annotation_in_focus(model) {
                return Some(entry);
            }
            reader.annotation_near().cloned()
        }
        crate::app::model::Screen::Library => None,
        crate::app::model::Screen::Claims => model.claims.chosen().map(|(_, claim)| claim.clone()),
        crate::app::model::Screen::Claim => model.page.claim().cloned(),
        crate::app::model::Screen::Repair => model.repair.list.chosen().map(|row| row.note.clone()),
    }
}
