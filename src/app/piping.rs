//! Commands of the reader's own: the passage, the notes or the article goes in, what they write is shown and can become
//! a note.

use crate::app::annotate;
use crate::app::commands::{ask, told};
use crate::app::effect::{Effect, Ticket};
use crate::app::model::{Choose, Model, Overlay, Screen};
use crate::app::noting::note_in_view;
use crate::app::picker::{Choice, Picker};
use crate::app::prompt::Purpose;
use crate::app::shelving::apply;
use crate::config::PipeCommand;
use crate::keys::Command;
use crate::text::{Anchor, Annotation, AnnotationKind, Article, ArticleId, Change};

/// What a command is given.
#[derive(Clone, Debug, PartialEq)]
pub enum Piped {
    /// A passage, as a note that has no name yet.
    Passage(Box<Annotation>),
    /// Notes.
    Notes(Vec<Annotation>),
    /// A whole article; and the note that its output would become, where the text is at hand.
    Article(ArticleId, Option<Box<Annotation>>),
}

/// A command on its way.
#[derive(Clone, Debug, PartialEq)]
pub struct PipeOrder {
    /// Given back with the answer.
    pub ticket: Ticket,
    /// The command.
    pub command: PipeCommand,
    /// What it is given.
    pub piped: Piped,
}

/// What a command wrote, printable, or why it did not come to an end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PipeOutcome {
    /// Its lines.
    pub text: String,
    /// False when it failed, was stopped or took too long.
    pub ok: bool,
}

/// The output of a command, on the screen.
#[derive(Clone, Debug, PartialEq)]
pub struct Output {
    /// The command that wrote it, and what it was given.
    pub order: PipeOrder,
    /// What it wrote.
    pub outcome: PipeOutcome,
    /// First line in view.
    pub top: usize,
}

/// Characters of an output that can become a note.
const NOTE: usize = 100_000;

/// Asks which command: one of the configuration, or one that is typed. A command that runs can be stopped here.
pub fn choose(model: &mut Model) -> Vec<Effect> {
    let mut rows = Vec::new();
    if let Some(order) = &model.piping {
        let label = format!("stop {}", order.command.name);
        rows.push(Choice { label, aside: "it runs".into(), value: Choose::StopPipe });
    }
    if let Some(output) = &model.output {
        let label = format!("show the output of {}", output.order.command.name);
        rows.push(Choice { label, aside: String::new(), value: Choose::ShowOutput });
    }
    for (index, command) in model.settings.pipe.iter().enumerate() {
        let value = Choose::Pipe(index);
        rows.push(Choice { label: command.name.clone(), aside: command.command.join(" "), value });
    }
    if rows.is_empty() {
        return ask(model, Purpose::Pipe);
    }
    rows.push(Choice { label: "another command …".into(), aside: String::new(), value: Choose::PipePrompt });
    model.overlay = Some(Overlay::Picker(Picker::new("Give it to which command?", rows)));
    Vec::new()
}

/// Runs a command of the configuration.
pub fn configured(model: &mut Model, index: usize) -> Vec<Effect> {
    match model.settings.pipe.get(index).cloned() {
        Some(command) => start(model, command),
        None => Vec::new(),
    }
}

/// Runs a typed command line, taken apart into words without a shell.
pub fn typed(model: &mut Model, line: &str) -> Vec<Effect> {
    match words_of(line) {
        Ok(words) if words.is_empty() => Vec::new(),
        Ok(command) => {
            let name = command.first().cloned().unwrap_or_default();
            start(model, PipeCommand { name, command, seconds: 60 })
        }
        Err(fault) => told(model, fault),
    }
}

fn start(model: &mut Model, command: PipeCommand) -> Vec<Effect> {
    if let Some(order) = &model.piping {
        let words = format!("{} still runs; | can stop it", order.command.name);
        return told(model, words);
    }
    let Some(piped) = piped(model) else { return told(model, "there is nothing here to give to a command") };
    let ticket = model.next_ticket();
    model.tell(format!("{} runs; | stops it", command.name));
    let order = PipeOrder { ticket, command, piped };
    model.piping = Some(order.clone());
    vec![Effect::Pipe(Box::new(order))]
}

/// The selection, else the note under the cursor, else the article.
fn piped(model: &Model) -> Option<Piped> {
    match (model.screen, &model.reader) {
        (Screen::Notes, _) => match model.notebook.selection().as_slice() {
            [] => model.notebook.note().map(|note| Piped::Notes(vec![note.clone()])),
            many => Some(Piped::Notes(many.iter().map(|(_, note)| note.clone()).collect())),
        }
        .or_else(|| Some(Piped::Article(model.notebook.article()?.id.clone(), None))),
        (Screen::Reader, Some(reader)) => {
            if reader.selected().is_some() {
                return annotate::fresh(reader, AnnotationKind::Note).map(|note| Piped::Passage(Box::new(note)));
            }
            let here = reader.annotation_here(|_| true).cloned();
            match crate::app::panel::annotation_in_focus(model).or(here) {
                Some(note) => Some(Piped::Notes(vec![note])),
                None => Some(whole(&reader.article)),
            }
        }
        (Screen::Library, _) => {
            let row = model.shelf.list.chosen()?;
            let shown = model.shelf.preview.as_ref().map(|preview| preview.article());
            let shown = shown.filter(|article| article.id == row.id);
            Some(shown.map_or_else(|| Piped::Article(row.id.clone(), None), |article| whole(article)))
        }
        _ => note_in_view(model).map(|note| Piped::Notes(vec![note])),
    }
}

/// An article; what is said of all of it stands on its first words.
fn whole(article: &Article) -> Piped {
    let body = &article.body;
    let first = body.blocks().iter().map(|block| block.span).find(|span| !span.of(body.text()).trim().is_empty());
    let note = first.map(|span| {
        let anchor = Anchor::new(body.text(), span, &body.sha256());
        Box::new(Annotation { article: article.id.clone(), anchor, ..Annotation::default() })
    });
    Piped::Article(article.id.clone(), note)
}

/// Stops the command that runs.
pub fn stop(model: &mut Model) -> Vec<Effect> {
    model.piping.take().map(|order| Effect::StopPipe(order.ticket)).into_iter().collect()
}

/// What it is given is ready: it can start.
pub fn ready(model: &mut Model, ticket: Ticket, input: Result<String, String>) -> Vec<Effect> {
    let Some(order) = model.piping.as_ref().filter(|order| order.ticket == ticket) else { return Vec::new() };
    match input {
        Ok(input) => vec![Effect::RunPipe { ticket, command: order.command.clone(), input }],
        Err(fault) => {
            model.piping = None;
            model.complain(fault);
            Vec::new()
        }
    }
}

/// It has come to an end: its output is shown, unless the reader is in the middle of something.
pub fn ended(model: &mut Model, ticket: Ticket, outcome: PipeOutcome) {
    let Some(order) = model.piping.take_if(|order| order.ticket == ticket) else { return };
    let name = order.command.name.clone();
    if outcome.text.is_empty() {
        return match outcome.ok {
            true => model.tell(format!("{name} is done; it wrote nothing")),
            false => model.complain(format!("{name} failed and wrote nothing")),
        };
    }
    let output = Output { order, outcome, top: 0 };
    if model.overlay.is_none() && model.pending.is_empty() {
        model.message = None;
        model.overlay = Some(Overlay::Output(Box::new(output)));
    } else {
        model.tell(format!("{name} is done; | shows what it wrote"));
        model.output = Some(Box::new(output));
    }
}

/// Shows an output that was put aside.
pub fn show(model: &mut Model) -> Vec<Effect> {
    model.overlay = model.output.take().map(Overlay::Output);
    Vec::new()
}

/// Carries out a command while an output is shown.
pub fn run(model: &mut Model, command: Command, times: usize) -> Vec<Effect> {
    let Some(Overlay::Output(output)) = &mut model.overlay else { return Vec::new() };
    let last = output.outcome.text.lines().count().saturating_sub(1);
    match command {
        Command::Down => output.top = (output.top + times).min(last),
        Command::Up => output.top = output.top.saturating_sub(times),
        Command::PageDown | Command::HalfDown => output.top = (output.top + 10).min(last),
        Command::PageUp | Command::HalfUp => output.top = output.top.saturating_sub(10),
        Command::Copy => return vec![Effect::Copy(output.outcome.text.clone())],
        Command::Accept => return take(model),
        Command::Cancel => model.overlay = None,
        _ => {}
    }
    Vec::new()
}

/// Takes the output as a note: on the passage, or behind the words of the note.
fn take(model: &mut Model) -> Vec<Effect> {
    let Some(Overlay::Output(output)) = &model.overlay else { return Vec::new() };
    let text: String = output.outcome.text.chars().take(NOTE).collect();
    let note = match &output.order.piped {
        Piped::Passage(note) | Piped::Article(_, Some(note)) => Annotation { note: text, ..(**note).clone() },
        Piped::Notes(notes) => match notes.as_slice() {
            [note] if note.note.is_empty() => Annotation { note: text, ..note.clone() },
            [note] => Annotation { note: format!("{}\n\n{text}", note.note), ..note.clone() },
            _ => return told(model, "it is about several notes and can be none of them; y copies it"),
        },
        Piped::Article(_, None) => return told(model, "open the article to keep this as a note; y copies it"),
    };
    let label = format!("note of what {} wrote", output.order.command.name);
    model.overlay = None;
    if let Some(reader) = &mut model.reader {
        reader.selection = None;
    }
    apply(vec![Change::Annotate(Box::new(note))], &label)
}

/// The words of a command line: parted by white space, kept together by quotation marks, a backslash before a sign that
/// is to be one. Nothing else means anything: no variables, no patterns, no other commands.
pub fn words_of(line: &str) -> Result<Vec<String>, String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote: Option<char> = None;
    let mut chars = line.chars();
    while let Some(c) = chars.next() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (Some('\''), c) => word.get_or_insert_default().push(c),
            (_, '\\') => word.get_or_insert_default().push(chars.next().unwrap_or('\\')),
            (Some(_), c) => word.get_or_insert_default().push(c),
            (None, '\'' | '"') => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (None, c) if c.is_whitespace() => words.extend(word.take()),
            (None, c) => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    match quote {
        Some(open) => Err(format!("a quotation mark {open} is left open")),
        None => Ok(words),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_taken_apart_without_a_shell() {
        for (line, words) in [
            ("wc -w", vec!["wc", "-w"]),
            ("  jq '.note.quote | length'  ", vec!["jq", ".note.quote | length"]),
            ("a \"b 'c' \\\" d\" 'e\\f' g\\ h", vec!["a", "b 'c' \" d", "e\\f", "g h"]),
            ("echo $HOME `id` ; rm *", vec!["echo", "$HOME", "`id`", ";", "rm", "*"]),
            ("x '' \"\"", vec!["x", "", ""]),
            ("", vec![]),
        ] {
            assert_eq!(words_of(line).unwrap(), words, "{line}");
        }
        assert!(words_of("a 'b").is_err());
    }
}
