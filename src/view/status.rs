//! The rows at the top and the foot: title, status, messages and prompts.

use crate::app::{Area, Errand, Model, Overlay, Pane, Progress, Screen, Section, ShelfView, source};
use crate::config::Role;
use crate::keys::{Command, Context};
use crate::page::{cells, columns};
use crate::query::Sort;
use crate::view::canvas::Canvas;
use crate::view::hints;

/// Draws the title row.
pub fn title(canvas: &mut Canvas<'_>, model: &Model) {
    let row = model.layout().title;
    canvas.fill(row, Role::Status);
    let (left, right) = match model.screen {
        Screen::Library => ("Library".to_owned(), library_title(model)),
        Screen::Notes => (format!("Notes by {}", model.notebook.grouping.name()), notes_count(model)),
        Screen::Claims => {
            let count = model.claims.count();
            let by = format!(
                "by {} · {count} {}",
                model.claims.grouping.name(),
                if count == 1 { "claim" } else { "claims" }
            );
            ("Claims of all articles".to_owned(), by)
        }
        Screen::Claim => {
            ("Claim".to_owned(), model.page.case.as_ref().map(|case| source(&case.article)).unwrap_or_default())
        }
        Screen::Repair => {
            let waiting = model.repair.list.rows().len();
            let notes = if waiting == 1 { "note waits" } else { "notes wait" };
            ("Repair".to_owned(), format!("{waiting} {notes}"))
        }
        Screen::Reader => model
            .reader
            .as_ref()
            .map(|reader| {
                let meta = &reader.article.meta;
                let day = meta.published.as_deref().and_then(|date| date.get(..10)).map(str::to_owned);
                (
                    meta.title.clone(),
                    [meta.outlet.clone(), day].into_iter().flatten().collect::<Vec<String>>().join(" · "),
                )
            })
            .unwrap_or_default(),
    };
    let room = u16::try_from(columns(&right)).unwrap_or(0).min(row.width / 2);
    canvas.put_cut(row.x + 1, row.y, row.width.saturating_sub(room + 3), &left, Role::Title);
    canvas.put_cut(row.x + row.width.saturating_sub(room + 1), row.y, room, &right, Role::Status);
    canvas.tint(row, Role::Status);
}

/// The section, the view where it is not all, the order where it is not the usual one, and how many articles.
fn library_title(model: &Model) -> String {
    let shelf = &model.shelf;
    let mut parts = vec![shelf.sources.name_of(&shelf.section)];
    if shelf.view != ShelfView::All {
        parts.push(shelf.view.name().to_owned());
    }
    if shelf.sort != Sort::Newest {
        parts.push(format!("by {}", shelf.sort.name()));
    }
    let count = counted(model);
    let noun = if count == "1" { "article" } else { "articles" };
    parts.push(format!("{count} {noun}"));
    parts.join(" · ")
}

/// How many articles the list has; with a sign where they are still being counted.
fn counted(model: &Model) -> String {
    let list = &model.shelf.list;
    if list.is_counted() { list.count().to_string() } else { format!("{}+", list.count()) }
}

/// Draws the status row: what is under the cursor, and where.
pub fn status(canvas: &mut Canvas<'_>, model: &Model) {
    let row = model.layout().status;
    canvas.fill(row, Role::Status);
    let context = model.context();
    let mode = match context {
        Context::Visual => " select ",
        Context::Panel => " panel ",
        Context::Library if model.pane == Pane::Side => " preview ",
        Context::Editor => " write ",
        _ => "",
    };
    let x = canvas.put(row.x, row.y, row.width, mode, Role::StatusMode) + 1;
    let (left, right) = match (model.screen, &model.reader) {
        (Screen::Reader, Some(reader)) => {
            let block = reader.article.body.block_at(reader.cursor).map_or(0, |block| block + 1);
            let blocks = reader.article.body.blocks().len();
            let working = if reader.found.is_none() { "reading … · " } else { "" };
            // Under a question no key leads there.
            let key = hints::key_of(model, Command::Repair).map(|key| format!(" ({key})")).unwrap_or_default();
            let adrift = match reader.adrift() {
                0 => String::new(),
                1 => format!("1 note to repair{key} · "),
                several => format!("{several} notes to repair{key} · "),
            };
            (reader.unit().join(" │ "), format!("{adrift}{working}¶ {block}/{blocks} · {}%", reader.percent()))
        }
        (Screen::Notes, _) => notes_status(model),
        (Screen::Claims, _) => claims_status(model),
        (Screen::Claim, _) => {
            let page = &model.page;
            let section = page.here().map(|item| item.section.name()).unwrap_or_default();
            let label = page.here().map(|item| item.label.clone()).filter(|label| !label.is_empty());
            let left = label.map(|label| format!("{section} │ {label}")).unwrap_or_else(|| section.to_owned());
            (left, position(page.selected, page.items.len()))
        }
        (Screen::Repair, _) => {
            let list = &model.repair.list;
            (
                list.chosen().map(|row| source(&row.article)).unwrap_or_default(),
                position(list.selected(), list.rows().len()),
            )
        }
        _ => library_status(model),
    };
    let pending = if model.pending.is_empty() { String::new() } else { format!("{}… ", model.pending.shown()) };
    let asking = match &model.shelf.refresh {
        Some(progress) if model.screen != Screen::Library || progress.quiet => aside(progress),
        _ => String::new(),
    };
    let right = format!("{pending}{asking}{right} ");
    let room = u16::try_from(columns(&right)).unwrap_or(0).min(row.width / 2);
    canvas.put_cut(x, row.y, row.width.saturating_sub(x + room + 1), &left, Role::Status);
    canvas.put_cut(row.width.saturating_sub(room), row.y, room, &right, Role::Status);
}

fn library_status(model: &Model) -> (String, String) {
    let (list, shelf) = (&model.shelf.list, &model.shelf);
    let selected = shelf.marked.count(list.selected(), list.count());
    let left = match (&shelf.fault, &shelf.refresh) {
        (Some(fault), _) => fault.clone(),
        _ if model.pane == Pane::Sources => source_status(model),
        _ if selected > 0 => format!("{selected} selected │ {}", shelf.filter),
        (None, Some(progress)) if !progress.quiet => asking(progress),
        (None, _) if !shelf.filter.is_empty() => format!("filter: {}", shelf.filter),
        (None, _) => list.chosen().and_then(|row| row.url.clone()).unwrap_or_default(),
    };
    let place = if list.count() == 0 { "empty".into() } else { format!("{}/{}", list.selected() + 1, counted(model)) };
    (left, place)
}

/// What the row of the sources tree under the cursor stands for, and what went wrong there.
fn source_status(model: &Model) -> String {
    let shelf = &model.shelf;
    match (&shelf.refresh, shelf.sources.chosen().map(|row| &row.section)) {
        (Some(progress), _) if !progress.quiet => asking(progress),
        (_, Some(Section::Feed(url))) => {
            let trouble = shelf.sources.feed(url).and_then(|feed| feed.trouble.clone());
            trouble.unwrap_or_else(|| url.clone())
        }
        (_, Some(section)) => section.query(),
        (_, None) => String::new(),
    }
}

/// How far a refresh is, where other things come first.
fn aside(progress: &Progress) -> String {
    let Progress { done, total, new, .. } = progress;
    let new = if *new > 0 { format!(", {new} new") } else { String::new() };
    format!("feeds {done}/{total}{new} · ")
}

fn asking(progress: &Progress) -> String {
    let Progress { done, total, new, failed, .. } = progress;
    let failed = if *failed > 0 { format!(" · {failed} failed") } else { String::new() };
    format!("asking feeds {done}/{total} · {new} new{failed} · X stops")
}

fn notes_status(model: &Model) -> (String, String) {
    let list = &model.notebook.list;
    let left = match (&model.notebook.fault, model.notebook.filter.is_empty()) {
        (Some(fault), _) => fault.clone(),
        (None, false) => format!("filter: {}", model.notebook.filter),
        (None, true) => model.notebook.article().map(|row| row.title.clone()).unwrap_or_default(),
    };
    (left, position(list.selected(), list.rows().len()))
}

/// How many notes there are, and how many are selected.
fn notes_count(model: &Model) -> String {
    let (count, selected) = (model.notebook.notes().len(), model.notebook.selection().len());
    let noun = if count == 1 { "note" } else { "notes" };
    match selected {
        0 => format!("{count} {noun}"),
        some => format!("{some} of {count} {noun} selected"),
    }
}

fn claims_status(model: &Model) -> (String, String) {
    let claims = &model.claims;
    let left = match (&claims.fault, claims.filter.is_empty()) {
        (Some(fault), _) => fault.clone(),
        (None, false) => format!("filter: {}", claims.filter),
        (None, true) => claims.chosen().map(|(article, _)| source(article)).unwrap_or_default(),
    };
    (left, position(claims.list.selected(), claims.list.rows().len()))
}

fn position(selected: usize, count: usize) -> String {
    if count == 0 { "empty".into() } else { format!("{}/{count}", selected + 1) }
}

/// Draws the foot: a prompt, a message, or the keys that are most of use here.
pub fn foot(canvas: &mut Canvas<'_>, model: &Model) {
    let row = model.layout().foot;
    if let Some(Overlay::Prompt(prompt)) = &model.overlay {
        line(canvas, row, prompt.purpose.label(), &prompt.field);
        return offers(canvas, model, &prompt.offers, prompt.taken);
    }
    if let Some(Overlay::Help(help)) = &model.overlay
        && help.searching
    {
        return line(canvas, row, "/", &help.typed);
    }
    match &model.message {
        Some(message) => {
            let role = if message.error { Role::Error } else { Role::Message };
            canvas.put_cut(row.x + 1, row.y, row.width.saturating_sub(1), &message.text, role);
        }
        None => match model.errand.as_ref().filter(|_| model.screen == Screen::Reader && model.overlay.is_none()) {
            Some(errand) => wanted(canvas, model, row, errand),
            None => hints::foot(canvas, model, row),
        },
    }
}

/// What a passage is wanted for, and the keys that give it.
fn wanted(canvas: &mut Canvas<'_>, model: &Model, row: Area, errand: &Errand) {
    let key = |command: Command| hints::key_of(model, command).unwrap_or_else(|| command.name().to_owned());
    let keys = format!("{} takes the sentence or selection · {} leaves it", key(Command::Open), key(Command::Clear));
    let room = u16::try_from(columns(&keys)).unwrap_or(0).min(row.width * 2 / 3);
    let x = canvas.put_cut(row.x + 1, row.y, row.width.saturating_sub(room + 4), &errand.hint(), Role::Message);
    canvas.put_cut(x + 2, row.y, room, &keys, Role::KeyHint);
}

/// A field on one row, scrolled so that its cursor is in view.
pub fn line(canvas: &mut Canvas<'_>, row: Area, label: &str, field: &crate::app::Field) {
    canvas.fill(row, Role::Input);
    let x = canvas.put(row.x, row.y, row.width, label, Role::KeyHint);
    let room = usize::from((row.x + row.width).saturating_sub(x + 1)).max(1);
    let before = field.text().get(..field.cursor()).unwrap_or_default();
    let skipped = columns(before).saturating_sub(room);
    let first = cells(field.text()).find(|cell| cell.column >= skipped).map_or(field.text().len(), |cell| cell.at);
    let shown = field.text().get(first..).unwrap_or_default();
    canvas.put(x, row.y, u16::try_from(room).unwrap_or(1), shown, Role::Input);
    let column = columns(field.text().get(first..field.cursor()).unwrap_or_default());
    canvas.cursor = Some((x + u16::try_from(column).unwrap_or(0), row.y));
}

fn offers(canvas: &mut Canvas<'_>, model: &Model, offers: &[String], taken: Option<usize>) {
    let row = model.layout().status;
    if offers.is_empty() {
        return;
    }
    canvas.fill(row, Role::Status);
    let mut x = row.x + 1;
    let first = taken.unwrap_or(0).saturating_sub(3);
    for (index, offer) in offers.iter().enumerate().skip(first) {
        if x >= row.width {
            break;
        }
        let role = if Some(index) == taken { Role::RowHere } else { Role::Status };
        x = canvas.put(x, row.y, row.width - x, offer, role) + 2;
    }
}
