//! The one way in which the model changes: a message in, effects out. No I/O, and total: any message in any state.

use crate::app::automatic;
use crate::app::drafting;
use crate::app::effect::{Effect, Source};
use crate::app::model::{Model, Screen};
use crate::app::msg::Msg;
use crate::app::{claims_page, commands, errand, mouse, reports, typing};
use crate::keys::{Key, Step, chord_text};

/// What is to be done first: list the library, and open what was named.
pub fn start(model: &mut Model, named: Vec<String>) -> Vec<Effect> {
    model.fit();
    let mut effects = commands::list_again(model);
    effects.extend(named.into_iter().map(|address| Effect::Open(Source::named(&address))));
    effects.extend(automatic::wake(model));
    effects
}

/// Changes the model by one message and says what is to be done outside.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    let before = model.drafts.clone();
    let mut effects = turn(model, msg);
    // Before the effects: the last of them may be the program's end.
    effects.splice(0..0, drafting::keep(model, &before));
    effects
}

fn turn(model: &mut Model, msg: Msg) -> Vec<Effect> {
    match msg {
        Msg::Key(key) => press(model, key),
        Msg::Paste(text) => typing::paste(model, &text),
        Msg::Mouse(what, x, y) => mouse::update(model, what, x, y),
        Msg::Resized(width, height) => {
            model.size = (width, height);
            model.fit();
            Vec::new()
        }
        Msg::Report(report) => reports::take(model, report),
        Msg::Stop => leave(model),
    }
}

/// The effects of leaving the program: the place is kept.
pub fn leave(model: &Model) -> Vec<Effect> {
    let place = model.reader.as_ref().map(|reader| Effect::KeepPlace(reader.article.id.clone(), reader.cursor));
    place.into_iter().chain([Effect::Quit]).collect()
}

fn press(model: &mut Model, key: Key) -> Vec<Effect> {
    model.message = None;
    let context = model.context();
    let keymap = model.keymap.clone();
    match keymap.press(context, &mut model.pending, key) {
        Step::Run { command, count, argument } => commands::run(model, command, count, argument),
        Step::More(_) | Step::Dropped => Vec::new(),
        Step::Unbound(_) if context.types() => typing::key(model, key),
        Step::Unbound(keys) => {
            model.tell(format!("{} is not bound here; ? shows the keys", chord_text(&keys)));
            Vec::new()
        }
        Step::Refused { command, takes } => {
            model.tell(format!("{} takes {}", command.name(), takes.hint()));
            Vec::new()
        }
    }
}

/// Goes back to the screen before; from the first one the program ends.
pub fn back(model: &mut Model) -> Vec<Effect> {
    if model.screen == Screen::Claim
        && let Some(effects) = claims_page::back(model)
    {
        return effects;
    }
    if model.screen == Screen::Reader && model.errand.is_some() {
        return errand::cancel(model);
    }
    match model.trail.pop() {
        Some(screen) => {
            model.screen = screen;
            model.fit();
            commands::list_again(model)
        }
        None if model.screen != Screen::Library => {
            model.screen = Screen::Library;
            model.fit();
            commands::list_again(model)
        }
        None => leave(model),
    }
}
