//! The notes screen's commands.

use crate::app::commands::{ask, list_again, open, told};
use crate::app::drafting;
use crate::app::effect::{Effect, Source};
use crate::app::grouping::NotesBy;
use crate::app::many;
use crate::app::model::{Choose, Model, Overlay, Screen};
use crate::app::picker::{Choice, Picker};
use crate::app::prompt::Purpose;
use crate::app::shelving::{apply, on_article, step};
use crate::app::tagging;
use crate::app::tools;
use crate::app::writer::Writer;
use crate::keys::Command;
use crate::text::{Annotation, Change};

/// Carries out a command on the notes screen.
pub fn run(model: &mut Model, command: Command, count: Option<u32>) -> Vec<Effect> {
    if step(&mut model.notebook.list, command, count) {
        return peek(model);
    }
    match command {
        Command::Clear => return clear(model),
        Command::Regroup => return group(model, model.notebook.grouping.next()),
        Command::GroupBy => return choose_grouping(model),
        _ if model.notebook.list.rows().is_empty() => return told(model, "no notes yet; a in an article writes one"),
        Command::SelectRow => model.notebook.toggle(),
        Command::SelectRows => model.notebook.toggle_range(),
        Command::SelectAll => model.notebook.toggle_all(),
        Command::Fold => {
            let settings = model.settings.clone();
            model.notebook.fold(&settings);
        }
        Command::Recode => return recode(model),
        Command::Delete => return many::delete(model),
        _ => return on_row(model, command),
    }
    peek(model)
}

/// First the selection goes, then the filter.
fn clear(model: &mut Model) -> Vec<Effect> {
    if model.notebook.release() {
        return Vec::new();
    }
    model.notebook.filter.clear();
    list_again(model)
}

fn on_row(model: &mut Model, command: Command) -> Vec<Effect> {
    let selected = !model.notebook.selection().is_empty();
    match (command, model.notebook.note().cloned()) {
        (Command::Tag, _) if selected => tagging::choose_tags(model),
        (Command::Untag, _) if selected => tagging::choose_untag(model),
        (Command::Verdict, _) if selected => tools::choose_verdict(model),
        (Command::Browser | Command::CopyAddress | Command::CopyCitation, _) => match model.notebook.article().cloned()
        {
            Some(article) => on_article(model, command, &article),
            None => told(model, "choose a note below"),
        },
        (Command::Open | Command::Right, Some(note)) => vec![Effect::Open(Source::Passage(note.article, note.id))],
        (Command::Open | Command::Right, None) => match model.notebook.article().cloned() {
            Some(article) => open(&article.id),
            None => run(model, Command::Fold, None),
        },
        (command, Some(note)) => on_note(model, command, note),
        (_, None) => told(model, "choose a note below, or select the group with v"),
    }
}

/// A command on one note, wherever the note is shown.
pub fn on_note(model: &mut Model, command: Command, note: Annotation) -> Vec<Effect> {
    match command {
        Command::Annotate | Command::MakeClaim => {
            let note = drafting::resumed(model, note);
            model.overlay = Some(Overlay::Writer(Box::new(Writer::new(note))));
            Vec::new()
        }
        Command::Edit => {
            let note = drafting::resumed(model, note);
            model.overlay = Some(Overlay::Writer(Box::new(Writer::new(note))));
            drafting::edit(model)
        }
        Command::Delete => apply(vec![Change::Unannotate(note.id)], "deletion of a note"),
        Command::Verdict => tools::choose_verdict(model),
        Command::Tag => tagging::choose_tags(model),
        Command::Untag => tagging::choose_untag(model),
        Command::Versions => vec![Effect::Versions(note.id)],
        Command::Evidence => ask(model, Purpose::Evidence),
        Command::Link => crate::app::linking::choose_relation(model, note),
        Command::Copy | Command::CopyQuote => vec![Effect::Copy(quote(&note))],
        _ => told(model, format!("{} does nothing on a note", command.name())),
    }
}

/// Puts the notes together by something.
pub fn group(model: &mut Model, by: NotesBy) -> Vec<Effect> {
    let settings = model.settings.clone();
    model.notebook.group(by, &settings);
    model.tell(format!("notes by {}", by.name()));
    match by {
        // Who is named in a passage is the analysis' to say, and asked for only when it is wanted.
        NotesBy::Actor => {
            vec![Effect::Cast { ticket: model.notebook.asked, query: model.notebook.filter.clone() }]
        }
        _ => peek(model),
    }
}

fn choose_grouping(model: &mut Model) -> Vec<Effect> {
    let row = |by: &NotesBy| {
        let aside = if *by == model.notebook.grouping { "now" } else { "" };
        Choice { label: by.name().to_owned(), aside: aside.to_owned(), value: Choose::NotesBy(*by) }
    };
    let rows = NotesBy::ALL.iter().map(row).collect();
    model.overlay = Some(Overlay::Picker(Picker::new("Notes by …", rows)));
    Vec::new()
}

fn recode(model: &mut Model) -> Vec<Effect> {
    let here = model.notebook.group_here().filter(|key| !key.is_empty());
    tagging::recode(model, here.filter(|_| model.notebook.grouping == NotesBy::Tag))
}

/// Asks for the article of the note under the cursor, whose passage is shown in its context.
pub fn peek(model: &mut Model) -> Vec<Effect> {
    let Some(id) = model.notebook.note().map(|note| note.article.clone()) else { return Vec::new() };
    if model.screen != Screen::Notes || model.notebook.context.as_ref().is_some_and(|article| article.id == id) {
        return Vec::new();
    }
    let ticket = model.next_ticket();
    model.notebook.peeked = ticket;
    vec![Effect::Preview { ticket, id }]
}

/// A note's passage as a quotation with its speaker.
pub fn quote(note: &Annotation) -> String {
    let speaker = note.said_by().map(|speaker| format!(" — {speaker}")).unwrap_or_default();
    format!("“{}”{speaker}", note.anchor.quote.trim_matches(['“', '”', '"']))
}

/// The note that a verdict, tag, evidence or link is for: under the cursor of the screen in view.
pub fn note_in_view(model: &Model) -> Option<Annotation> {
    match model.screen {
        Screen::Notes => model.notebook.note().cloned(),
        Screen::Reader => {
            let reader = model.reader.as_ref()?;
            if let Some(entry) = crate::app::panel::annotation_in_focus(model) {
                return Some(entry);
            }
            reader.annotation_near().cloned()
        }
        Screen::Library => None,
        Screen::Claims => model.claims.chosen().map(|(_, claim)| claim.clone()),
        Screen::Claim => model.page.claim().cloned(),
        Screen::Repair => model.repair.list.chosen().map(|row| row.note.clone()),
    }
}
