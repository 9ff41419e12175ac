//! What typed lines do: search, filter, run a command, tag, add evidence, open.

use crate::app::annotate::subject;
use crate::app::bulk::Deed;
use crate::app::commands::{self, list_again, told};
use crate::app::effect::{Effect, Source};
use crate::app::feed_prompts;
use crate::app::field::Edit;
use crate::app::model::{Model, Overlay, Screen};
use crate::app::piping;
use crate::app::prompt::{Purpose, Survey};
use crate::app::shelving::{apply, on_marked};
use crate::app::tagging;
use crate::keys::Command;
use crate::page::{Direction, step_over};
use crate::text::{AnnotationKind, Bearing, Change, Evidence};

/// Carries out a command while a line is typed.
pub fn run(model: &mut Model, command: Command) -> Vec<Effect> {
    let Some(Overlay::Prompt(prompt)) = &mut model.overlay else { return Vec::new() };
    match command {
        Command::Complete | Command::Down | Command::CompleteBack | Command::Up => {
            prompt.complete(matches!(command, Command::CompleteBack | Command::Up));
            if prompt.purpose == Purpose::Import {
                return completed_path(model);
            }
        }
        Command::EraseWord | Command::EraseLine => {
            prompt.field.edit(if command == Command::EraseWord { Edit::DeleteWord } else { Edit::DeleteToStart });
            return typed(model);
        }
        Command::Accept => {
            let (purpose, text) = (prompt.purpose, prompt.field.text().to_owned());
            model.overlay = None;
            return accept(model, purpose, &text);
        }
        Command::Cancel => {
            let purpose = prompt.purpose;
            model.overlay = None;
            return cancel(model, purpose);
        }
        _ => {}
    }
    Vec::new()
}

/// What follows from each letter: the search goes along, the list narrows, offers are made.
pub fn typed(model: &mut Model) -> Vec<Effect> {
    let offers = offers(model);
    let Some(Overlay::Prompt(prompt)) = &mut model.overlay else { return Vec::new() };
    prompt.taken = None;
    prompt.offers = offers;
    let text = prompt.field.text().to_owned();
    match prompt.purpose {
        Purpose::Search => {
            if let Some(reader) = &mut model.reader {
                reader.search(&text);
            }
            Vec::new()
        }
        Purpose::Filter => filter(model, &text),
        Purpose::Import => {
            let ticket = model.next_ticket();
            model.shelf.sought = ticket;
            vec![Effect::Survey { ticket, typed: text }]
        }
        _ => Vec::new(),
    }
}

/// Looks at the path that was completed. A single offer is taken for good, so that Tab goes on into a folder.
fn completed_path(model: &mut Model) -> Vec<Effect> {
    let Some(Overlay::Prompt(prompt)) = &mut model.overlay else { return Vec::new() };
    if prompt.offers.len() == 1 {
        return typed(model);
    }
    let typed = prompt.field.text().to_owned();
    let ticket = model.next_ticket();
    model.shelf.sought = ticket;
    vec![Effect::Survey { ticket, typed }]
}

/// Says what lies at the path typed, and offers how it may go on.
pub fn surveyed(model: &mut Model, survey: Survey) {
    if let Some(Overlay::Prompt(prompt)) = &mut model.overlay
        && prompt.purpose == Purpose::Import
    {
        prompt.what = survey.what;
        // While Tab goes through the offers they stay.
        if prompt.taken.is_none() {
            prompt.offers = survey.offers;
        }
    }
}

fn offers(model: &Model) -> Vec<String> {
    let Some(Overlay::Prompt(prompt)) = &model.overlay else { return Vec::new() };
    let word = prompt.word();
    match prompt.purpose {
        Purpose::Command => {
            let context = model.screen_context();
            let here = |command: &&Command| command.takes().is_none() && command.works_in(context);
            let names = Command::ALL.iter().filter(here).map(|command| command.name());
            let extra = ["open ", "feed add "].into_iter();
            names.chain(extra).filter(|name| name.starts_with(word)).map(str::to_owned).collect()
        }
        Purpose::Tags | Purpose::Recode => {
            let configured = model.settings.codebook.tags.iter().map(|tag| tag.name.clone());
            let mut tags: Vec<String> =
                configured.chain(model.tags.iter().cloned()).filter(|tag| tag.starts_with(word)).collect();
            tags.sort();
            tags.dedup();
            tags
        }
        Purpose::MoveFeed => {
            let folders = feed_prompts::folders(model);
            folders.into_iter().filter(|folder| folder.starts_with(word)).collect()
        }
        _ => Vec::new(),
    }
}

fn filter(model: &mut Model, text: &str) -> Vec<Effect> {
    match model.screen {
        Screen::Notes => model.notebook.filter = text.to_owned(),
        Screen::Claims => model.claims.filter = text.to_owned(),
        _ => model.shelf.filter = text.to_owned(),
    }
    list_again(model)
}

fn cancel(model: &mut Model, purpose: Purpose) -> Vec<Effect> {
    match purpose {
        Purpose::Search => {
            if let Some(reader) = &mut model.reader {
                reader.search("");
            }
            Vec::new()
        }
        Purpose::Filter => filter(model, ""),
        _ => Vec::new(),
    }
}

fn accept(model: &mut Model, purpose: Purpose, text: &str) -> Vec<Effect> {
    match purpose {
        Purpose::Search => search(model, text),
        Purpose::Filter => filter(model, text),
        Purpose::Command => command(model, text.trim()),
        Purpose::Tags => tag_article(model, text),
        Purpose::Evidence => evidence(model, text.trim()),
        Purpose::Import if text.trim().is_empty() => Vec::new(),
        Purpose::Import => {
            model.tell("taking it in …");
            vec![Effect::Import(text.trim().to_owned())]
        }
        Purpose::Open if text.trim().is_empty() => Vec::new(),
        Purpose::Recode => tagging::recoded(model, text),
        Purpose::Pipe => piping::typed(model, text),
        Purpose::Open => vec![Effect::Open(Source::named(text))],
        Purpose::AddFeed | Purpose::Rename | Purpose::MoveFeed | Purpose::Interval | Purpose::KeepFilter => {
            feed_prompts::accept(model, purpose, text)
        }
    }
}

fn search(model: &mut Model, text: &str) -> Vec<Effect> {
    let Some(reader) = &mut model.reader else { return Vec::new() };
    reader.search(text);
    let count = reader.search.hits.len();
    if count == 0 {
        return if text.is_empty() { Vec::new() } else { told(model, format!("“{text}” is not in this article")) };
    }
    let hits = reader.search.hits.clone();
    let here = reader.cursor.saturating_sub(1);
    let first = if hits.iter().any(|hit| hit.start == reader.cursor) { Some(reader.cursor) } else { None };
    let next = first.or_else(|| step_over(hits.iter().copied(), here, Direction::Forward));
    let target = next.or_else(|| hits.first().map(|hit| hit.start));
    target.into_iter().for_each(|target| reader.leap(target));
    told(model, format!("{count} hit{}; n and N go through them", if count == 1 { "" } else { "s" }))
}

fn command(model: &mut Model, text: &str) -> Vec<Effect> {
    let (name, rest) = text.split_once(' ').unwrap_or((text, ""));
    if name.is_empty() {
        return Vec::new();
    }
    if matches!(name, "open" | "o" | "e" | "add") && !rest.trim().is_empty() {
        return vec![Effect::Open(Source::named(rest))];
    }
    if let ("feed", Some(address)) = (name, rest.trim().strip_prefix("add ")) {
        return feed_prompts::accept(model, Purpose::AddFeed, address);
    }
    if let Ok(number) = name.parse::<u32>() {
        return commands::run(model, Command::Bottom, Some(number), None);
    }
    match (Command::named(name), name) {
        (Some(command), _) => commands::run(model, command, None, rest.trim().chars().next()),
        (None, "q" | "q!" | "wq" | "x") => commands::run(model, Command::Quit, None, None),
        (None, _) => told(model, format!("there is no command “{name}”; Tab completes, Space Space lists them")),
    }
}

/// Gives the article under the cursor, or those that are marked, the tags typed; a `-` before one takes it away.
fn tag_article(model: &mut Model, text: &str) -> Vec<Effect> {
    let names = tagging::names(text);
    if names.is_empty() {
        return Vec::new();
    }
    model.tags.extend(names.iter().filter(|name| !name.starts_with('-')).cloned());
    if !model.shelf.marked.is_empty() {
        let (remove, add): (Vec<String>, Vec<String>) = names.into_iter().partition(|name| name.starts_with('-'));
        let remove = remove.iter().map(|name| name.trim_start_matches('-').to_owned()).collect();
        return on_marked(model, Deed::Tag { add, remove });
    }
    let Some(row) = model.shelf.list.chosen() else { return Vec::new() };
    let (id, mut tags) = (row.id.clone(), row.tags.clone());
    tagging::retag(&mut tags, &names);
    apply(vec![Change::Tag(id, tags)], "tags")
}

fn evidence(model: &mut Model, text: &str) -> Vec<Effect> {
    let mut words = text.split_whitespace();
    let Some(first) = words.next() else { return Vec::new() };
    let address =
        first.contains("://") || first.starts_with("www.") || first.starts_with('/') || first.starts_with("file:");
    let rest: Vec<&str> = if address { words.collect() } else { text.split_whitespace().collect() };
    let bearing = rest.first().and_then(|word| Bearing::named(word));
    let quote = rest.get(usize::from(bearing.is_some())..).unwrap_or_default().join(" ");
    let Some(mut annotation) = subject(model, AnnotationKind::Claim) else {
        return told(model, "there is nothing here to add evidence to");
    };
    annotation.evidence.push(Evidence {
        url: address.then(|| first.to_owned()),
        quote: Some(quote).filter(|quote| !quote.is_empty()),
        bearing: bearing.unwrap_or_default(),
        ..Evidence::default()
    });
    if let Some(reader) = &mut model.reader {
        reader.selection = None;
    }
    apply(vec![Change::Annotate(Box::new(annotation))], "evidence")
}
