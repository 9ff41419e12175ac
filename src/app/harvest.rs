//! What the library and its feeds report: rows, and what a refresh brings in.

use crate::app::automatic;
use crate::app::commands::{list_again, moved};
use crate::app::effect::{Effect, Report, Source, Ticket};
use crate::app::feed_act::Harvest;
use crate::app::feeding::settle_section;
use crate::app::model::{Choose, Model, Overlay, Screen};
use crate::app::picker::{Choice, Picker};
use crate::app::revisions::SheetOf;
use crate::app::section::Section;
use crate::app::shelf::Progress;
use crate::app::{copies, prompts, revisions, tools};
use crate::text::{ArticleId, Listing};
use std::collections::BTreeSet;

/// Feeds named at the end of a refresh.
const NAMED: usize = 4;

/// Takes a report on the library's list, its sources or an article's texts.
pub fn take(model: &mut Model, report: Report) -> Vec<Effect> {
    match report {
        Report::Listed { ticket, first, rows } => return listed(model, ticket, first, rows),
        Report::Counted(ticket, count) if ticket == model.shelf.asked => model.shelf.list.number(count),
        Report::Titles(ticket, found) if ticket == model.shelf.sought => tools::take_titles(model, &found),
        Report::Sources(ticket, holdings) if ticket == model.shelf.sources.asked => {
            model.shelf.sources.take(*holdings);
            return settle_section(model);
        }
        Report::Surveyed(ticket, survey) if ticket == model.shelf.sought => prompts::surveyed(model, survey),
        Report::Revisions(id, title, comparisons) => {
            let read = comparisons.iter().any(|comparison| comparison.since_read);
            revisions::open(model, SheetOf::Article(id), title, comparisons);
            // The sign that it has changed goes.
            return if read { list_again(model) } else { Vec::new() };
        }
        Report::FeedsFound(feeds) => choose_feed(model, feeds),
        Report::Refreshing { count, quiet } => begun(model, count, quiet),
        Report::Time(now) => return automatic::time(model, now),
        Report::NextDue(next) => {
            model.shelf.awaited = false;
            return automatic::next(model, next);
        }
        Report::Harvested(one) => return harvested(model, &one),
        Report::Refreshed { stopped } => return ended(model, stopped),
        Report::Resourced(sentence) => {
            model.tell(sentence);
            model.shelf.awaited = true;
            return list_again(model).into_iter().chain(automatic::wake(model)).collect();
        }
        Report::Arrived(sentence) => {
            tell_aside(model, sentence);
            model.shelf.list.hold_still();
            return list_again(model);
        }
        Report::Copies(rows) => copies::open(model, rows),
        Report::Compared(comparison) => copies::compared(model, *comparison),
        Report::Renewed { id, now, told } => return renewed(model, &id, now, told),
        // What was asked for before something newer.
        _ => {}
    }
    Vec::new()
}

/// An article has another text: where it is being read it is opened anew, and nothing else goes on showing the old one.
fn renewed(model: &mut Model, id: &ArticleId, now: ArticleId, sentence: String) -> Vec<Effect> {
    model.tell(sentence);
    expire_preview(model);
    let mut effects = list_again(model);
    if model.reader.as_ref().is_some_and(|reader| reader.article.id == *id) {
        if model.screen == Screen::Reader {
            effects.push(Effect::Open(Source::Library(now)));
        } else {
            model.reader = None;
        }
    }
    effects
}

/// Takes rows of the library's list.
fn listed(model: &mut Model, ticket: Ticket, first: usize, rows: Result<Vec<Listing>, String>) -> Vec<Effect> {
    if ticket != model.shelf.asked {
        return Vec::new();
    }
    model.shelf.loading = false;
    let rows = match rows {
        Ok(rows) => rows,
        Err(fault) => {
            match model.overlay {
                // It is still being typed.
                Some(_) => model.shelf.list.miss(),
                // What stood there answers another question, and nothing is to be done with it by mistake.
                None => _ = model.shelf.list.take(0, Vec::new(), |_, _| false),
            }
            model.shelf.fault = Some(fault);
            return Vec::new();
        }
    };
    let tags: BTreeSet<String> =
        rows.iter().flat_map(|row| row.tags.iter().cloned()).chain(model.tags.drain(..)).collect();
    model.tags = tags.into_iter().collect();
    model.shelf.fault = None;
    if model.shelf.list.take(first, rows, |a, b| a.id == b.id) {
        return list_again(model);
    }
    let mut effects = moved(model);
    if !model.shelf.list.is_counted() {
        effects.push(Effect::Count { ticket: model.shelf.asked, query: model.shelf.shown.0.clone() });
    }
    effects
}

/// Offers the feeds that a page names.
fn choose_feed(model: &mut Model, feeds: Vec<(String, String)>) {
    let rows = feeds.into_iter().map(|(url, title)| Choice {
        label: if title.is_empty() { url.clone() } else { title },
        aside: url.clone(),
        value: Choose::Follow(url),
    });
    model.overlay = Some(Overlay::Picker(Picker::new("Feeds of this page", rows.collect())));
}

/// More feeds are being asked.
fn begun(model: &mut Model, count: usize, quiet: bool) {
    let quiet = quiet && !std::mem::take(&mut model.shelf.awaited);
    let progress = model.shelf.refresh.get_or_insert_with(|| Progress { quiet, ..Progress::default() });
    progress.total += count;
    progress.quiet &= quiet;
    if count == 0 {
        model.tell("no feed is followed yet; a in the sources (gs) or :feed add ADDRESS adds one");
    }
}

/// Takes what one feed gave. The list is asked for again ten times during a long refresh, not once a feed.
fn harvested(model: &mut Model, one: &Harvest) -> Vec<Effect> {
    model.shelf.sources.refreshed(&one.url, one.new, one.trouble.as_deref());
    follow_move(model, one);
    let Some(progress) = &mut model.shelf.refresh else { return Vec::new() };
    progress.done += 1;
    progress.new += one.new;
    progress.revised += one.revised;
    progress.unseen += one.new + one.revised;
    if let Some(preview) = model.shelf.preview.as_mut().filter(|_| one.revised > 0) {
        preview.expire();
    }
    if one.new > 0 {
        progress.brought.push((one.title.clone(), one.new));
    }
    if let Some(trouble) = &one.trouble {
        progress.failed += 1;
        progress.trouble = Some((one.title.clone(), trouble.clone()));
    }
    let step = (progress.total / 10).max(1);
    // While a stretch is selected the rows stay where they are.
    if progress.done % step == 0 && progress.unseen > 0 && model.shelf.marked.from.is_none() {
        progress.unseen = 0;
        return list_more(model);
    }
    Vec::new()
}

/// What the preview shows may have another text now.
fn expire_preview(model: &mut Model) {
    if let Some(preview) = &mut model.shelf.preview {
        preview.expire();
    }
}

/// Tells something that nobody asked for. What was asked for, and is not read yet, is worth more.
fn tell_aside(model: &mut Model, sentence: String) {
    let shown = model.message.as_ref().map(|message| &message.text);
    if shown.is_none() || shown == model.shelf.aside.as_ref() {
        model.tell(sentence.clone());
        model.shelf.aside = Some(sentence);
    }
}

/// A feed that is shown and has moved for good is shown where it is now; the list stays as it stands.
fn follow_move(model: &mut Model, one: &Harvest) {
    let shelf = &mut model.shelf;
    if let (Some(to), Section::Feed(url)) = (&one.moved, &shelf.section)
        && *url == one.url
    {
        shelf.section = Section::Feed(to.clone());
        shelf.shown.0 = shelf.query();
    }
}

/// Lists what came. Where nobody asked for it, nothing moves under the reader's cursor.
fn list_more(model: &mut Model) -> Vec<Effect> {
    if model.shelf.refresh.as_ref().is_none_or(|progress| progress.quiet) {
        model.shelf.list.hold_still();
    }
    list_again(model)
}

/// The refresh is over: what it gave is told.
fn ended(model: &mut Model, stopped: bool) -> Vec<Effect> {
    // Another refresh may have begun meanwhile: it ends for both.
    let over = |progress: &Progress| stopped || progress.done >= progress.total;
    let Some(progress) = model.shelf.refresh.take_if(|progress| over(progress)) else { return Vec::new() };
    let again = automatic::rest(model, stopped);
    if progress.total == 0 {
        return again.into_iter().collect();
    }
    let sentence = told(&progress, stopped);
    let came = progress.new + progress.revised > 0 || progress.failed > 0;
    if progress.quiet && !stopped {
        if came {
            tell_aside(model, sentence);
        }
        model.shelf.list.hold_still();
    } else if progress.failed > 0 && progress.failed == progress.done {
        model.complain(sentence);
    } else {
        model.tell(sentence);
    }
    let stays = model.shelf.marked.from.is_some() || (progress.quiet && !came);
    let listed = if stays { Vec::new() } else { list_again(model) };
    listed.into_iter().chain(again).collect()
}

fn told(progress: &Progress, stopped: bool) -> String {
    let Progress { done, total, new, revised, failed, trouble, brought, .. } = progress;
    let feeds = if *done == 1 { "1 feed".to_owned() } else { format!("{done} feeds") };
    let mut sentence = match stopped {
        true => format!("stopped after {done} of {total} feeds: {new} new"),
        false => format!("asked {feeds}: {new} new"),
    };
    if *done > 1 && !brought.is_empty() {
        let named = brought.iter().take(NAMED).map(|(title, new)| format!("{title} {new}"));
        let more = if brought.len() > NAMED { ", …" } else { "" };
        sentence.push_str(&format!(" ({}{more})", named.collect::<Vec<_>>().join(", ")));
    }
    if *revised > 0 {
        sentence.push_str(&format!(", {revised} changed"));
    }
    match (failed, trouble) {
        (0, _) | (_, None) => {}
        (1, Some((title, why))) => sentence.push_str(&format!("; {title} failed: {why}")),
        (many, _) => sentence.push_str(&format!("; {many} failed (marked in the sources; K says why)")),
    }
    sentence
}
