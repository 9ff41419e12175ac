//! Commands and who carries them out: what lies over the screen first, then what works everywhere, then the screen.

use crate::app::effect::{Effect, Source};
use crate::app::grouping::NotesBy;
use crate::app::layout::SMALLEST;
use crate::app::model::{Model, Overlay, Pane, Screen};
use crate::app::prompt::{Prompt, Purpose};
use crate::app::window::HELD;
use crate::app::{
    answering, claims, claims_page, feed_prompts, feeding, noting, piping, preview, reading, repair, shelving, tools,
    update,
};
use crate::keys::Command;

/// Carries out a command.
pub fn run(model: &mut Model, command: Command, count: Option<u32>, argument: Option<char>) -> Vec<Effect> {
    if model.overlay.is_some() {
        return answering::run(model, command, count);
    }
    // What the text offered stands until the next command, which may take it.
    if let Some(offer) = model.offer.take().filter(|_| command == Command::Link) {
        return vec![offer.effect];
    }
    if !command.works_in(model.context()) {
        let place = model.context().caption();
        model.tell(format!("{} does nothing here ({place})", command.name()));
        return Vec::new();
    }
    if let Some(effects) = everywhere(model, command) {
        return effects;
    }
    match model.screen {
        Screen::Library if model.pane == Pane::Sources => feeding::run(model, command, count),
        Screen::Library => shelving::run(model, command, count),
        Screen::Reader => reading::run(model, command, count, argument),
        Screen::Notes => noting::run(model, command, count),
        Screen::Claims => claims::run(model, command, count),
        Screen::Claim => claims_page::run(model, command, count),
        Screen::Repair => repair::run(model, command, count),
    }
}

fn everywhere(model: &mut Model, command: Command) -> Option<Vec<Effect>> {
    let effects = match command {
        Command::Quit => update::leave(model),
        Command::Back => update::back(model),
        Command::Undo => vec![Effect::Undo],
        Command::Redo => vec![Effect::Redo],
        Command::Suspend => vec![Effect::Suspend],
        Command::Redraw => vec![Effect::Redraw],
        Command::Library => go(model, Screen::Library),
        Command::Notes => go(model, Screen::Notes),
        Command::Claims => go(model, Screen::Claims),
        Command::Repair => go(model, Screen::Repair),
        Command::Reader if model.reader.is_some() => go(model, Screen::Reader),
        Command::Reader => told(model, "no article is open yet; Enter opens one"),
        Command::Filter => ask(model, Purpose::Filter),
        Command::Search if model.screen != Screen::Reader => ask(model, Purpose::Filter),
        Command::Search => ask(model, Purpose::Search),
        Command::FullText => {
            model.show(Screen::Library);
            ask(model, Purpose::Filter)
        }
        Command::Sources => feeding::go(model),
        Command::AddFeed => ask(model, Purpose::AddFeed),
        Command::RefreshAll => feeding::refresh(model, Vec::new()),
        Command::StopRefresh => feeding::stop(model),
        Command::CommandLine => ask(model, Purpose::Command),
        Command::Import => ask(model, Purpose::Import),
        Command::Palette => tools::palette(model),
        Command::FindArticle => tools::find_article(model),
        Command::ChooseTheme => tools::choose_theme(model),
        Command::ShowHelp => tools::help(model),
        Command::Legend => tools::legend(model),
        Command::Pipe => piping::choose(model),
        Command::Export => tools::export(model),
        Command::Narrower => widen(model, -4),
        Command::Wider => widen(model, 4),
        Command::Zen => {
            model.zen = !model.zen;
            model.pane = Pane::Main;
            model.fit();
            Vec::new()
        }
        Command::NextPane | Command::PreviousPane => other_pane(model, command == Command::PreviousPane),
        _ => return None,
    };
    Some(effects)
}

/// Says something, and nothing else is to be done.
pub fn told(model: &mut Model, text: impl Into<String>) -> Vec<Effect> {
    model.tell(text);
    Vec::new()
}

fn go(model: &mut Model, screen: Screen) -> Vec<Effect> {
    model.show(screen);
    list_again(model)
}

/// Opens a prompt, with what is in force already written.
pub fn ask(model: &mut Model, purpose: Purpose) -> Vec<Effect> {
    let written = match (purpose, model.screen) {
        (Purpose::Filter, Screen::Notes) => model.notebook.filter.clone(),
        (Purpose::Filter, Screen::Library) => model.shelf.filter.clone(),
        (Purpose::Filter, Screen::Claims) => model.claims.filter.clone(),
        (Purpose::Filter, Screen::Reader | Screen::Claim | Screen::Repair) => {
            return told(model, "the filter works on the library (gl), the notes (gn) and the claims (gc)");
        }
        (Purpose::Rename | Purpose::MoveFeed | Purpose::Interval, _) => feed_prompts::written(model, purpose),
        _ => String::new(),
    };
    model.overlay = Some(Overlay::Prompt(Prompt::new(purpose, &written)));
    crate::app::prompts::typed(model)
}

fn widen(model: &mut Model, columns: i16) -> Vec<Effect> {
    model.side.width = model.side.width.saturating_add_signed(columns).clamp(20, 120);
    model.fit();
    Vec::new()
}

/// From left to right: sources, list, preview, and around again. The preview is one where it can be seen.
fn pane_of_library(model: &mut Model, back: bool) -> Vec<Effect> {
    let seen = preview::is_seen(model);
    match (model.pane, back) {
        (Pane::Main, false) | (Pane::Sources, true) if seen => {
            model.pane = Pane::Side;
            model.fit();
            Vec::new()
        }
        (Pane::Sources, _) | (Pane::Side, true) => feeding::leave(model),
        (Pane::Main, _) | (Pane::Side, false) => feeding::go(model),
    }
}

fn other_pane(model: &mut Model, back: bool) -> Vec<Effect> {
    if model.screen == Screen::Library {
        return pane_of_library(model, back);
    }
    if model.screen != Screen::Reader || model.layout().side.width == 0 {
        return told(model, "there is no other pane here");
    }
    model.pane = if model.pane == Pane::Main { Pane::Side } else { Pane::Main };
    if let (Pane::Side, Some(reader)) = (model.pane, &model.reader) {
        model.side.selected = crate::app::panel::current(reader, reader.tab).unwrap_or(0);
    }
    Vec::new()
}

/// Asks for the rows of the list in view, and of the shelf in any case.
pub fn list_again(model: &mut Model) -> Vec<Effect> {
    let shown = (model.shelf.query(), model.shelf.sort);
    let anew = model.shelf.shown != shown;
    if anew {
        model.shelf.marked.clear();
    }
    model.shelf.shown = shown;
    let first = model.shelf.list.renew(anew);
    model.shelf.loading = model.shelf.list.rows().is_empty();
    let mut effects = vec![rows_from(model, first)];
    effects.extend(feeding::sources_again(model));
    effects.extend(shown_again(model));
    effects
}

/// Asks for what the screen in view shows, where that is no list of articles.
fn shown_again(model: &mut Model) -> Vec<Effect> {
    let ticket = model.next_ticket();
    match model.screen {
        Screen::Library | Screen::Reader => Vec::new(),
        Screen::Notes => {
            model.notebook.asked = ticket;
            let query = model.notebook.filter.clone();
            let notes = Effect::Notes { ticket, query: query.clone() };
            let by_actor = model.notebook.grouping == NotesBy::Actor;
            let cast = by_actor.then_some(Effect::Cast { ticket, query });
            [notes].into_iter().chain(cast).collect()
        }
        Screen::Claims => {
            model.claims.asked = ticket;
            vec![Effect::Claims { ticket, query: model.claims.filter.clone() }]
        }
        Screen::Claim => claims_page::ask(model, model.page.id.clone()),
        Screen::Repair => {
            model.repair.asked = ticket;
            vec![Effect::Adrift { ticket }]
        }
    }
}

/// Asks for the rows of the shelf from a number on.
fn rows_from(model: &mut Model, first: usize) -> Effect {
    let ticket = model.next_ticket();
    model.shelf.asked = ticket;
    let (query, sort) = model.shelf.shown.clone();
    Effect::List { ticket, query, sort, first, limit: HELD }
}

/// What follows when the library's cursor has moved: the rows around it, where they are not held, and its preview.
pub fn moved(model: &mut Model) -> Vec<Effect> {
    let first = model.shelf.list.ask();
    let rows = first.map(|first| rows_from(model, first));
    rows.into_iter().chain(peek(model)).collect()
}

/// Asks for the preview of the article under the cursor, where there is room for one.
pub fn peek(model: &mut Model) -> Vec<Effect> {
    let Some(id) = model.shelf.list.chosen().map(|row| row.id.clone()) else { return Vec::new() };
    let shown = model.shelf.preview.as_ref().is_some_and(|preview| preview.article().id == id && !preview.is_stale());
    if model.screen != Screen::Library || model.layout().side.width == 0 || shown {
        return Vec::new();
    }
    let ticket = model.next_ticket();
    model.shelf.peeked = ticket;
    vec![Effect::Preview { ticket, id }]
}

/// Opens an article of the library.
pub fn open(id: &crate::text::ArticleId) -> Vec<Effect> {
    vec![Effect::Open(Source::Library(id.clone()))]
}

/// True when the screen is large enough to work on.
pub fn fits(model: &Model) -> bool {
    model.size.0 >= SMALLEST.0 && model.size.1 >= SMALLEST.1
}
