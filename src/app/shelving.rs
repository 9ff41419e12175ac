//! The library screen's commands.

use crate::app::commands::{ask, list_again, open, peek, told};
use crate::app::effect::Effect;
use crate::app::list::List;
use crate::app::model::{Model, Overlay};
use crate::app::prompt::Purpose;
use crate::app::shelf::ShelfView;
use crate::keys::Command;
use crate::text::{Change, Listing};

/// Carries out a command on the library screen.
pub fn run(model: &mut Model, command: Command, count: Option<u32>) -> Vec<Effect> {
    if step(&mut model.shelf.list, command, count) {
        return peek(model);
    }
    let chosen = model.shelf.list.chosen().cloned();
    match (command, chosen) {
        (Command::ShowAll, _) => view(model, ShelfView::All),
        (Command::ShowUnread, _) => view(model, ShelfView::Unread),
        (Command::ShowStarred, _) => view(model, ShelfView::Starred),
        (Command::ShowAnnotated, _) => view(model, ShelfView::Annotated),
        (Command::Clear, _) => {
            model.shelf.filter.clear();
            view(model, ShelfView::All)
        }
        (Command::ReadAll, _) => {
            let question = format!("Mark all {} articles of this list as read?", model.shelf.list.rows().len());
            model.overlay = Some(Overlay::Question(question, Command::ReadAll));
            Vec::new()
        }
        (_, None) => told(model, "no article here; :open or an address on the command line adds one"),
        (Command::Open | Command::Right, Some(row)) => open(&row.id),
        (Command::Delete, Some(row)) => apply(vec![Change::Remove(row.id)], &format!("deletion of “{}”", row.title)),
        (Command::Star, Some(row)) => {
            let label = if row.starred { "taking the star away" } else { "star" };
            apply(vec![Change::Star(row.id, !row.starred)], label)
        }
        (Command::ToggleRead, Some(row)) => {
            let label = if row.unread { "marking as read" } else { "marking as unread" };
            apply(vec![Change::Read(row.id, row.unread)], label)
        }
        (Command::Tag | Command::Untag, Some(_)) => ask(model, Purpose::Tags),
        (Command::Browser | Command::CopyAddress | Command::CopyCitation, Some(row)) => on_article(model, command, &row),
        _ => told(model, format!("{} does nothing in the library", command.name())),
    }
}

/// Marks every article of the list as read.
pub fn read_all(model: &Model) -> Vec<Effect> {
    let unread = model.shelf.list.rows().iter().filter(|row| row.unread);
    let changes: Vec<Change> = unread.map(|row| Change::Read(row.id.clone(), true)).collect();
    let label = format!("marking {} articles as read", changes.len());
    apply(changes, &label)
}

/// Moves in any list; false when the command is no motion.
pub fn step<T>(list: &mut List<T>, command: Command, count: Option<u32>) -> bool {
    let by = isize::try_from(count.unwrap_or(1)).unwrap_or(isize::MAX);
    let page = isize::try_from(list.height()).unwrap_or(1);
    match command {
        Command::Down | Command::ScrollDown => list.step(by),
        Command::Up | Command::ScrollUp => list.step(-by),
        Command::HalfDown => list.step(by * page / 2),
        Command::HalfUp => list.step(-by * page / 2),
        Command::PageDown => list.step(by * page),
        Command::PageUp => list.step(-by * page),
        Command::Top => list.go_to(count.map_or(0, |row| row.saturating_sub(1) as usize)),
        Command::Bottom => list.go_to(count.map_or(usize::MAX, |row| row.saturating_sub(1) as usize)),
        _ => return false,
    }
    true
}

/// A change with its label.
pub fn apply(changes: Vec<Change>, label: &str) -> Vec<Effect> {
    vec![Effect::Apply { changes, label: label.to_owned() }]
}

fn view(model: &mut Model, view: ShelfView) -> Vec<Effect> {
    model.shelf.view = view;
    list_again(model)
}

/// What can be done with an article by its address, wherever it is listed.
pub fn on_article(model: &mut Model, command: Command, row: &Listing) -> Vec<Effect> {
    match (command, &row.url) {
        (Command::CopyCitation, _) => vec![Effect::Copy(citation(row))],
        (Command::CopyAddress, Some(url)) => vec![Effect::Copy(url.clone())],
        (Command::Browser, Some(url)) if url.starts_with("http") => vec![Effect::Browse(url.clone())],
        _ => told(model, "this article has no web address"),
    }
}

/// An article as a footnote names it.
pub fn citation(row: &Listing) -> String {
    let mut parts = vec![format!("“{}”", row.title)];
    parts.extend(row.outlet.clone());
    parts.extend(row.published.as_deref().and_then(|date| date.get(..10)).map(str::to_owned));
    parts.extend(row.url.clone());
    format!("{}.", parts.join(", "))
}
