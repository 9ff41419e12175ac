//! The sources tree's commands: sections shown, feeds followed, renamed, moved, asked and left.

use crate::app::asked::Asked;
use crate::app::commands::{ask, list_again, told};
use crate::app::effect::Effect;
use crate::app::feed_act::FeedAct;
use crate::app::feed_card::card;
use crate::app::model::{Model, Overlay, Pane, Screen};
use crate::app::prompt::Purpose;
use crate::app::section::Section;
use crate::app::shelf::ShelfView;
use crate::app::shelving::step;
use crate::app::sources::SmartFolder;
use crate::keys::Command;

/// Carries out a command in the sources tree.
pub fn run(model: &mut Model, command: Command, count: Option<u32>) -> Vec<Effect> {
    if step(&mut model.shelf.sources.list, command, count) {
        return Vec::new();
    }
    let Some(row) = model.shelf.sources.chosen().cloned() else {
        return told(model, "the sources are still being read");
    };
    match command {
        Command::Open | Command::Right => show(model, row.section),
        Command::Left => {
            model.shelf.sources.go_out();
            Vec::new()
        }
        Command::Fold => match model.shelf.sources.fold() {
            true => Vec::new(),
            false => told(model, "only folders fold"),
        },
        Command::Clear => leave(model),
        Command::Refresh => refresh_section(model, &row.section),
        Command::Rename => match row.section {
            Section::Feed(_) | Section::Folder(_) | Section::Smart { .. } => ask(model, Purpose::Rename),
            _ => told(model, "feeds and folders can be renamed; this section is always here"),
        },
        Command::MoveFeed => match row.section {
            Section::Feed(_) | Section::Folder(_) => ask(model, Purpose::MoveFeed),
            _ => told(model, "only feeds, and folders of feeds, can be moved"),
        },
        Command::Interval => match row.section {
            Section::Feed(_) => ask(model, Purpose::Interval),
            _ => told(model, "choose a feed to say how often it is asked"),
        },
        Command::AlwaysFull => always_full(model, &row.section),
        Command::Delete => part(model, &row.section),
        Command::Card => card(model, &row.section),
        Command::KeepFilter => ask(model, Purpose::KeepFilter),
        Command::ReadAll => {
            let name = model.shelf.sources.name_of(&row.section);
            let effects = show(model, row.section);
            model.overlay = Some(Overlay::Question(format!("Mark all of {name} as read?"), Asked::ReadAll));
            effects
        }
        _ => told(model, format!("{} does nothing in the sources", command.name())),
    }
}

/// Gives the sources tree the keys.
pub fn go(model: &mut Model) -> Vec<Effect> {
    model.show(Screen::Library);
    model.zen = false;
    model.pane = Pane::Sources;
    model.fit();
    let here = model.shelf.section.clone();
    let sources = &mut model.shelf.sources;
    if let Some(at) = sources.list.rows().iter().position(|row| row.section == here) {
        sources.list.go_to(at);
    }
    sources_again(model).into_iter().collect()
}

/// Gives the keys back to the list.
pub fn leave(model: &mut Model) -> Vec<Effect> {
    model.pane = Pane::Main;
    model.fit();
    crate::app::commands::moved(model)
}

/// Asks what sources there are, where they are to be seen.
pub fn sources_again(model: &mut Model) -> Option<Effect> {
    if model.screen != Screen::Library || model.layout().tree.width == 0 {
        return None;
    }
    let ticket = model.next_ticket();
    model.shelf.sources.asked = ticket;
    Some(Effect::Sources(ticket))
}

/// Shows a section in the list. What narrowed the list before is let go of.
pub fn show(model: &mut Model, section: Section) -> Vec<Effect> {
    model.shelf.section = section;
    model.shelf.filter.clear();
    model.shelf.view = ShelfView::All;
    model.pane = Pane::Main;
    model.fit();
    list_again(model)
}

/// Asks the feeds of a section what is new; where it is none of feeds, all.
pub fn refresh_section(model: &mut Model, section: &Section) -> Vec<Effect> {
    let urls = match section {
        // The tree may not have been read yet on narrow screens; the address is enough.
        Section::Feed(url) => vec![url.clone()],
        Section::Folder(_) => model.shelf.sources.feeds_of(section).iter().map(|feed| feed.url.clone()).collect(),
        _ => Vec::new(),
    };
    refresh(model, urls)
}

/// Asks feeds what is new; all when none is named.
pub fn refresh(model: &mut Model, urls: Vec<String>) -> Vec<Effect> {
    match &model.shelf.refresh {
        Some(progress) if !progress.quiet => told(model, "a refresh is under way; X stops it"),
        _ => vec![Effect::Feeds(FeedAct::Refresh(urls))],
    }
}

/// Stops the refresh.
pub fn stop(model: &mut Model) -> Vec<Effect> {
    match &model.shelf.refresh {
        Some(_) => vec![Effect::Feeds(FeedAct::Stop)],
        None => told(model, "no feed is being asked"),
    }
}

fn always_full(model: &mut Model, section: &Section) -> Vec<Effect> {
    let Section::Feed(url) = section else { return told(model, "choose a feed whose full texts are to be fetched") };
    let full = !model.shelf.sources.feed(url).is_some_and(|feed| feed.full);
    vec![Effect::Feeds(FeedAct::Full { url: url.clone(), full })]
}

/// Asks whether a feed is to be left, or a smart folder forgotten.
fn part(model: &mut Model, section: &Section) -> Vec<Effect> {
    let name = model.shelf.sources.name_of(section);
    let question = match section {
        Section::Feed(_) => format!("Unsubscribe from {name}? Its articles and your notes stay."),
        Section::Folder(_) => {
            let count = model.shelf.sources.feeds_of(section).len();
            format!("Unsubscribe from all {count} feeds in {name}? Their articles and your notes stay.")
        }
        Section::Smart { .. } => match kept(model, &name) {
            Some(folder) if folder.configured => {
                return told(model, format!("“{name}” stands in the configuration; take it out there"));
            }
            _ => format!("Forget the smart folder {name}? The articles stay."),
        },
        _ => return told(model, "this section is always here"),
    };
    model.overlay = Some(Overlay::Question(question, Asked::Unsubscribe));
    Vec::new()
}

/// Does what was asked: leaves the feeds under the cursor, or forgets the smart folder.
pub fn parted(model: &mut Model) -> Vec<Effect> {
    let Some(row) = model.shelf.sources.chosen().cloned() else { return Vec::new() };
    if model.shelf.section == row.section {
        model.shelf.section = Section::All;
    }
    let urls = model.shelf.sources.feeds_of(&row.section).iter().map(|feed| feed.url.clone()).collect();
    vec![Effect::Feeds(match row.section {
        Section::Smart { name, .. } => FeedAct::Drop(name),
        _ => FeedAct::Unfollow(urls),
    })]
}

/// The smart folder of this name.
pub fn kept<'m>(model: &'m Model, name: &str) -> Option<&'m SmartFolder> {
    model.shelf.sources.holdings.folders.iter().find(|folder| folder.name == name)
}

/// Leaves a section that is there no longer, because a change was undone or made elsewhere: for the smart folder that
/// holds the same under another name, else for everything.
pub fn settle_section(model: &mut Model) -> Vec<Effect> {
    let (sources, shown) = (&model.shelf.sources, &model.shelf.section);
    let folders = &sources.holdings.folders;
    let instead = match shown {
        Section::Feed(_) | Section::Folder(_) if sources.feeds_of(shown).is_empty() => Section::All,
        Section::Smart { name, .. } if !folders.iter().any(|folder| folder.name == *name) => folders
            .iter()
            .find(|folder| folder.query.trim() == shown.query())
            .map_or(Section::All, |folder| Section::Smart { name: folder.name.clone(), query: folder.query.clone() }),
        _ => return Vec::new(),
    };
    model.shelf.section = instead;
    list_again(model)
}
