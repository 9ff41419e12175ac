//! Commands while something lies over the screen: accept, cancel, choose, scroll.

use crate::app::annotate::draft_key;
use crate::app::asked::Asked;
use crate::app::cards::quoted;
use crate::app::claims_forms;
use crate::app::clash;
use crate::app::commands;
use crate::app::copies;
use crate::app::correcting;
use crate::app::drafting;
use crate::app::effect::Effect;
use crate::app::export_dialog::Row;
use crate::app::feed_act::FeedAct;
use crate::app::feeding;
use crate::app::field::Edit;
use crate::app::linking;
use crate::app::many;
use crate::app::model::{Choose, Model, Overlay, Screen};
use crate::app::noting;
use crate::app::piping;
use crate::app::prompt::Purpose;
use crate::app::prompts;
use crate::app::revisions;
use crate::app::shelving::{self, apply, read_all};
use crate::app::tagging;
use crate::app::versions;
use crate::keys::Command;
use crate::text::{Annotation, AnnotationKind, Change, Verdict};

/// Carries out a command for what lies over the screen.
pub fn run(model: &mut Model, command: Command, count: Option<u32>) -> Vec<Effect> {
    let times = count.unwrap_or(1) as usize;
    match (&mut model.overlay, command) {
        (Some(Overlay::Help(help)), Command::Accept | Command::Cancel) if help.searching => {
            help.searching = false;
            if command == Command::Cancel {
                help.typed.replace("");
            }
        }
        (Some(Overlay::Help(help)), Command::Search) => help.searching = true,
        (Some(Overlay::Help(help)), Command::Down) => help.top += times,
        (Some(Overlay::Help(help)), Command::Up) => help.top = help.top.saturating_sub(times),
        (Some(Overlay::Help(help)), Command::PageDown | Command::HalfDown) => help.top += 10,
        (Some(Overlay::Help(help)), Command::PageUp | Command::HalfUp) => help.top = help.top.saturating_sub(10),
        (Some(Overlay::Help(help)), Command::Top) => help.top = 0,
        (Some(Overlay::Help(help)), Command::Bottom) => help.top = usize::from(u16::MAX),
        (Some(Overlay::Card(_) | Overlay::Legend(_)), command) if scrolls(command).is_some() => {
            scroll(model, scrolls(command).unwrap_or(0) * isize::try_from(times).unwrap_or(1));
        }
        (Some(Overlay::Help(_) | Overlay::Card(_) | Overlay::Legend(_)), _) => model.overlay = None,
        (Some(Overlay::Revisions(_)), _) => return revisions::run(model, command, times),
        (Some(Overlay::Copies(_)), _) => return copies::run(model, command, count),
        (Some(Overlay::Writer(_)), _) => return in_writer(model, command),
        (Some(Overlay::Form(_)), _) => return claims_forms::run(model, command),
        (Some(Overlay::Prompt(_)), _) => return prompts::run(model, command),
        (Some(Overlay::Picker(_)), _) => return in_picker(model, command),
        (Some(Overlay::Export(_)), _) => return in_export(model, command),
        (Some(Overlay::Output(_)), _) => return piping::run(model, command, times),
        (Some(Overlay::Versions(_)), _) => return versions::run(model, command),
        (Some(Overlay::Clash(_)), _) => return clash::run(model, command),
        (Some(Overlay::Question(_, asked)), Command::Accept) => {
            let asked = asked.clone();
            model.overlay = None;
            return answered(model, asked);
        }
        (Some(Overlay::Question(..)), _) => model.overlay = None,
        (None, _) => {}
    }
    Vec::new()
}

/// The reader has said yes.
fn answered(model: &mut Model, asked: Asked) -> Vec<Effect> {
    match asked {
        Asked::ReadAll => read_all(model),
        Asked::Unsubscribe => feeding::parted(model),
        Asked::Part(id, from) => vec![Effect::Part(id, from)],
    }
}

/// By how many rows a command scrolls a card.
fn scrolls(command: Command) -> Option<isize> {
    Some(match command {
        Command::Down | Command::ScrollDown => 1,
        Command::Up | Command::ScrollUp => -1,
        Command::HalfDown | Command::PageDown => 10,
        Command::HalfUp | Command::PageUp => -10,
        Command::Top => -10_000,
        Command::Bottom => 10_000,
        _ => return None,
    })
}

fn scroll(model: &mut Model, rows: isize) {
    let last = crate::app::cards::last_top(model);
    match &mut model.overlay {
        Some(Overlay::Card(card)) => card.top = card.top.saturating_add_signed(rows).min(last),
        Some(Overlay::Legend(legend)) => legend.top = legend.top.saturating_add_signed(rows).min(last),
        _ => {}
    }
}

fn in_writer(model: &mut Model, command: Command) -> Vec<Effect> {
    let Some(Overlay::Writer(writer)) = &mut model.overlay else { return Vec::new() };
    match command {
        Command::Save => {
            let mut written = writer.written();
            let settings = model.settings.clone();
            // A draft is no version: what counts is what is in the library.
            let before = saved_words(model, &written);
            written.take_signs(&before, |word| settings.verdict_named(word));
            let label = format!("{} on {}", written.kind.name(), quoted(&shortened(&written.anchor.quote)));
            let key = draft_key(&written);
            if written.kind == AnnotationKind::Claim && written.id.0.is_empty() {
                model.claimed = Some((written.article.clone(), written.anchor.span));
            }
            model.drafts.insert(key.clone(), written.clone());
            model.saving = Some(key);
            model.overlay = None;
            apply(vec![Change::Annotate(Box::new(written))], &label)
        }
        Command::Leave | Command::Cancel => {
            if writer.changed() {
                let written = writer.written();
                model.drafts.insert(draft_key(&written), written);
                model.tell("not saved; what you wrote is kept as a draft here");
            }
            model.overlay = None;
            Vec::new()
        }
        Command::NextPane => {
            writer.turn(false);
            Vec::new()
        }
        Command::PreviousPane => {
            writer.turn(true);
            Vec::new()
        }
        Command::Edit => drafting::edit(model),
        _ => Vec::new(),
    }
}

/// The words that a note has in the library; none for a new one.
fn saved_words(model: &Model, note: &Annotation) -> String {
    let open = model.reader.iter().flat_map(|reader| &reader.annotations);
    let listed = model.notebook.notes().iter().map(|(_, note)| note);
    let saved = open.chain(listed).find(|saved| saved.id == note.id && !note.id.0.is_empty());
    saved.map(|saved| saved.note.clone()).unwrap_or_default()
}

/// The first words of a quote, for labels.
pub fn shortened(quote: &str) -> String {
    let mut words: String = quote.chars().take(30).collect();
    if words.len() < quote.len() {
        words.push('…');
    }
    words
}

fn in_picker(model: &mut Model, command: Command) -> Vec<Effect> {
    let Some(Overlay::Picker(picker)) = &mut model.overlay else { return Vec::new() };
    match command {
        Command::Down | Command::Complete => picker.step(1),
        Command::Up | Command::CompleteBack => picker.step(-1),
        Command::PageDown => picker.step(8),
        Command::PageUp => picker.step(-8),
        Command::EraseWord | Command::EraseLine => {
            picker.field.edit(if command == Command::EraseWord { Edit::DeleteWord } else { Edit::DeleteToStart });
            picker.narrow();
        }
        Command::Accept => {
            let chosen = picker.choice();
            model.overlay = None;
            return choose(model, chosen);
        }
        Command::Toggle if picker.several => picker.toggle(),
        Command::Cancel => {
            model.overlay = None;
            model.linking = None;
            // A picker on another screen than the reader's was to begin an errand.
            model.errand = model.errand.take().filter(|_| model.screen == Screen::Reader);
        }
        _ => {}
    }
    Vec::new()
}

/// Does what was chosen in a picker.
pub fn choose(model: &mut Model, chosen: Vec<Choose>) -> Vec<Effect> {
    let tags = |given: bool| -> Vec<String> {
        let named = chosen.iter().filter_map(|one| match one {
            Choose::Tag(name) if given => Some(name.clone()),
            Choose::Untag(name) if !given => Some(name.clone()),
            _ => None,
        });
        named.collect()
    };
    let (given, taken) = (tags(true), tags(false));
    match (given.is_empty(), taken.is_empty(), chosen.into_iter().next()) {
        (false, ..) => tagging::tag(model, &given.join(" ")),
        (_, false, _) => tagging::untag(model, &taken),
        (.., Some(one)) => choose_one(model, one),
        (.., None) => Vec::new(),
    }
}

fn choose_one(model: &mut Model, chosen: Choose) -> Vec<Effect> {
    match chosen {
        Choose::Run(command) => commands::run(model, command, None, None),
        Choose::Theme(name) => {
            model.tell(format!("theme {name}; to keep it, put look.theme = \"{name}\" into the configuration"));
            model.theme = name;
            Vec::new()
        }
        Choose::Article(id) => commands::open(&id),
        Choose::Browse(url) => vec![Effect::Browse(url)],
        Choose::Sort(sort) => shelving::sort_by(model, sort),
        Choose::Follow(address) => vec![Effect::Feeds(FeedAct::Follow { address, folder: Vec::new() })],
        Choose::Verdict(label) => verdict(model, label),
        Choose::Tag(_) | Choose::Untag(_) => Vec::new(),
        Choose::Pipe(index) => piping::configured(model, index),
        Choose::PipePrompt => commands::ask(model, Purpose::Pipe),
        Choose::StopPipe => piping::stop(model),
        Choose::ShowOutput => piping::show(model),
        Choose::Recode(tag) => tagging::recode(model, Some(tag)),
        Choose::NotesBy(by) => noting::group(model, by),
        Choose::Say(draft) => correcting::choose_reach(model, *draft),
        Choose::Merge(draft) => correcting::choose_other(model, *draft),
        Choose::Correct(correction) => correcting::say(model, *correction),
        Choose::TakeBack(id) => correcting::take_back(model, id),
        Choose::Relation(relation) => linking::relation(model, relation),
        Choose::Target(relation, to) => linking::target(model, relation, to),
        Choose::Offered(number) => linking::offered(model, number),
        Choose::Passage(id) => claims_forms::go_there(id),
        Choose::Elsewhere => claims_forms::elsewhere(model),
    }
}

fn verdict(model: &mut Model, label: Option<String>) -> Vec<Effect> {
    let value = label.as_ref().and_then(|label| model.settings.verdict(label)).and_then(|label| label.value);
    let done = label.clone().unwrap_or_else(|| "no verdict".into());
    many::change(model, AnnotationKind::Claim, &format!("verdict {done}"), |note| {
        note.judge(label.clone().map(|label| Verdict { label, value, ..Verdict::default() }));
        note.confirm();
    })
}

fn in_export(model: &mut Model, command: Command) -> Vec<Effect> {
    let Some(Overlay::Export(dialog)) = &mut model.overlay else { return Vec::new() };
    match command {
        Command::NextPane | Command::Complete | Command::Down => dialog.focus = dialog.focus.turn(false),
        Command::PreviousPane | Command::CompleteBack | Command::Up => dialog.focus = dialog.focus.turn(true),
        Command::Left => return changed(model, true),
        Command::Right => return changed(model, false),
        Command::PageDown | Command::HalfDown => dialog.top += 5,
        Command::PageUp | Command::HalfUp => dialog.top = dialog.top.saturating_sub(5),
        Command::Toggle => dialog.force = !dialog.force,
        Command::EraseWord => dialog.path.edit(Edit::DeleteWord),
        Command::EraseLine => dialog.path.edit(Edit::DeleteToStart),
        Command::Cancel => model.overlay = None,
        Command::Accept => {
            let ticket = model.next_ticket();
            let Some(Overlay::Export(dialog)) = &mut model.overlay else { return Vec::new() };
            if dialog.path.text().trim().is_empty() {
                dialog.focus = Row::Path;
                return commands::told(model, "a path is needed");
            }
            dialog.asked = ticket;
            return vec![Effect::Export(dialog.order(ticket, true))];
        }
        _ => {}
    }
    Vec::new()
}

fn changed(model: &mut Model, back: bool) -> Vec<Effect> {
    if let Some(Overlay::Export(dialog)) = &mut model.overlay {
        dialog.step(back);
    }
    preview(model)
}

/// Asks for the preview of the export as it is ordered now.
pub fn preview(model: &mut Model) -> Vec<Effect> {
    let ticket = model.next_ticket();
    match &mut model.overlay {
        Some(Overlay::Export(dialog)) => {
            dialog.asked = ticket;
            dialog.top = 0;
            vec![Effect::Export(dialog.order(ticket, false))]
        }
        _ => Vec::new(),
    }
}
