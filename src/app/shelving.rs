//! The library screen's commands on its list.

use crate::app::asked::Asked;
use crate::app::bulk::{Bulk, Deed};
use crate::app::commands::{ask, list_again, moved, open, told};
use crate::app::effect::Effect;
use crate::app::feeding;
use crate::app::list::Moves;
use crate::app::model::{Choose, Model, Overlay, Pane};
use crate::app::picker::{Choice, Picker};
use crate::app::preview;
use crate::app::prompt::Purpose;
use crate::app::section::{Section, all_of};
use crate::app::shelf::ShelfView;
use crate::keys::Command;
use crate::query::Sort;
use crate::text::{ArticleId, Change, Listing};

/// Carries out a command on the library's list.
pub fn run(model: &mut Model, command: Command, count: Option<u32>) -> Vec<Effect> {
    if model.pane == Pane::Side
        && let Some(effects) = preview::run(model, command, count)
    {
        return effects;
    }
    // The list has no rows that scrolling alone would show; the preview has.
    if matches!(command, Command::ScrollDown | Command::ScrollUp) && preview::is_seen(model) {
        let by = isize::try_from(count.unwrap_or(1)).unwrap_or(isize::MAX);
        preview::scroll(model, if command == Command::ScrollDown { by } else { -by });
        return Vec::new();
    }
    if step(&mut model.shelf.list, command, count) {
        return moved(model);
    }
    match command {
        Command::ShowAll => view(model, ShelfView::All),
        Command::ShowUnread => view(model, ShelfView::Unread),
        Command::ShowStarred => view(model, ShelfView::Starred),
        Command::ShowAnnotated => view(model, ShelfView::Annotated),
        Command::Clear => clear(model),
        Command::Refresh => feeding::refresh_section(model, &model.shelf.section.clone()),
        Command::Sort => choose_sort(model),
        Command::KeepFilter => ask(model, Purpose::KeepFilter),
        Command::ReadAll => {
            let count = model.shelf.list.count();
            let question = format!("Mark all {count} articles of this list as read?");
            model.overlay = Some(Overlay::Question(question, Asked::ReadAll));
            Vec::new()
        }
        Command::SelectRow | Command::SelectRows | Command::SelectAll => select(model, command),
        _ => match model.shelf.list.chosen().cloned() {
            Some(row) => on_row(model, command, row),
            None if model.shelf.list.count() > 0 => told(model, "this row is still being fetched"),
            None => told(model, "no article here; :open or an address on the command line adds one"),
        },
    }
}

/// A command on the rows selected, else on the one under the cursor.
fn on_row(model: &mut Model, command: Command, row: Listing) -> Vec<Effect> {
    let marked = !model.shelf.marked.is_empty();
    match command {
        Command::Open | Command::Right => open(&row.id),
        Command::Delete | Command::Star | Command::ToggleRead if marked => {
            let deed = match command {
                Command::Star => Deed::Star(!held(model, |row| row.starred)),
                Command::ToggleRead => Deed::Read(!held(model, |row| !row.unread)),
                _ => Deed::Delete,
            };
            on_marked(model, deed)
        }
        Command::Delete => apply(vec![Change::Remove(row.id)], &format!("deletion of “{}”", row.title)),
        Command::Star => {
            let label = if row.starred { "taking the star away" } else { "star" };
            apply(vec![Change::Star(row.id, !row.starred)], label)
        }
        Command::ToggleRead => {
            let label = if row.unread { "marking as read" } else { "marking as unread" };
            apply(vec![Change::Read(row.id, row.unread)], label)
        }
        Command::Tag | Command::Untag => ask(model, Purpose::Tags),
        Command::Revisions => vec![Effect::Revisions(row.id)],
        Command::Copies => vec![Effect::Copies(row.id)],
        Command::FullArticle => full_article(model, row.id, row.url),
        Command::Browser | Command::CopyAddress | Command::CopyCitation => on_article(model, command, &row),
        _ => told(model, format!("{} does nothing in the library", command.name())),
    }
}

/// Lets go of what was selected, else of the filter, else of the view, else of the section.
fn clear(model: &mut Model) -> Vec<Effect> {
    let shelf = &mut model.shelf;
    if !shelf.marked.is_empty() {
        shelf.marked.clear();
        return Vec::new();
    }
    if !shelf.filter.is_empty() || shelf.view != ShelfView::All {
        shelf.filter.clear();
        return view(model, ShelfView::All);
    }
    shelf.section = Section::All;
    list_again(model)
}

fn select(model: &mut Model, command: Command) -> Vec<Effect> {
    let shelf = &mut model.shelf;
    let here = shelf.list.selected();
    match command {
        Command::SelectAll => {
            let all = !shelf.marked.all;
            shelf.marked.clear();
            shelf.marked.all = all;
        }
        Command::SelectRows => match shelf.marked.stretch(here) {
            // The stretch ends here; where its rows are held they stay selected one by one.
            Some((first, count)) => {
                let rows = (first..first + count).filter_map(|number| shelf.list.row(number));
                let ids: Vec<_> = rows.map(|row| row.id.clone()).collect();
                if ids.len() < count {
                    return told(model, "this stretch is too long to be kept; do something with it, or Esc lets it go");
                }
                shelf.marked.single.extend(ids);
                shelf.marked.from = None;
            }
            None => shelf.marked.from = Some(here),
        },
        _ => {
            shelf.marked.all = false;
            if let Some(row) = shelf.list.chosen() {
                let id = row.id.clone();
                shelf.marked.turn(&id);
                shelf.list.step(1);
            }
            return moved(model);
        }
    }
    Vec::new()
}

/// Whether something holds of every selected row that is held.
fn held(model: &Model, is: impl Fn(&Listing) -> bool) -> bool {
    let (list, marked) = (&model.shelf.list, &model.shelf.marked);
    let rows = list.rows().iter().enumerate();
    rows.filter(|(at, row)| marked.holds(list.first() + at, row, list.selected())).all(|(_, row)| is(row))
}

/// Does something with all rows selected, as one step.
pub fn on_marked(model: &mut Model, deed: Deed) -> Vec<Effect> {
    let shelf = &mut model.shelf;
    let stretch = if shelf.marked.all { Some((0, usize::MAX)) } else { shelf.marked.stretch(shelf.list.selected()) };
    let rows = stretch.map(|(first, limit)| shelf.stretch(first, limit));
    let single = if shelf.marked.all { Vec::new() } else { shelf.marked.single.iter().cloned().collect() };
    shelf.marked.clear();
    vec![Effect::Bulk(Bulk { single, rows, deed })]
}

/// Marks every article of the list as read.
pub fn read_all(model: &Model) -> Vec<Effect> {
    let (query, sort) = model.shelf.shown.clone();
    let query = all_of([query.as_str(), "is:unread"]);
    let rows = crate::app::bulk::Rows { query, sort, first: 0, limit: usize::MAX };
    vec![Effect::Bulk(Bulk { single: Vec::new(), rows: Some(rows), deed: Deed::Read(true) })]
}

/// The selected rows as a query, for the export dialog; `None` when nothing is selected.
pub fn marked_query(model: &Model) -> Option<String> {
    let shelf = &model.shelf;
    if shelf.marked.is_empty() {
        return None;
    }
    if shelf.marked.all {
        return Some(shelf.shown.0.clone());
    }
    let list = &shelf.list;
    let within = list.rows().iter().enumerate();
    let rows = within.filter(|(at, row)| shelf.marked.holds(list.first() + at, row, list.selected()));
    let ids: std::collections::BTreeSet<&str> =
        rows.map(|(_, row)| row.id.0.as_str()).chain(shelf.marked.single.iter().map(|id| id.0.as_str())).collect();
    Some(ids.into_iter().map(|id| format!("article:{id}")).collect::<Vec<_>>().join(" or "))
}

fn choose_sort(model: &mut Model) -> Vec<Effect> {
    let now = model.shelf.sort;
    let rows = Sort::ALL.iter().map(|(sort, name)| Choice {
        label: (*name).to_owned(),
        aside: if *sort == now { "now".to_owned() } else { String::new() },
        value: Choose::Sort(*sort),
    });
    model.overlay = Some(Overlay::Picker(Picker::new("Order", rows.collect())));
    Vec::new()
}

/// Puts the list in another order.
pub fn sort_by(model: &mut Model, sort: Sort) -> Vec<Effect> {
    model.shelf.sort = sort;
    list_again(model)
}

/// Fetches the page of an article, whose feed gave its beginning only.
pub fn full_article(model: &mut Model, id: ArticleId, url: Option<String>) -> Vec<Effect> {
    match url {
        Some(url) if url.starts_with("http") => {
            model.tell("fetching the full text …");
            vec![Effect::FullText { id, url }]
        }
        _ => told(model, "this article has no web address to fetch it from"),
    }
}

/// Moves in any list; false when the command is no motion.
pub fn step(list: &mut impl Moves, command: Command, count: Option<u32>) -> bool {
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
