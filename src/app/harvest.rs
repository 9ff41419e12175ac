//! What the library and its feeds report: rows, and what a refresh brings in.

use crate::app::commands::{list_again, moved};
use crate::app::effect::{Effect, Ticket};
use crate::app::feed_act::Harvest;
use crate::app::model::{Choose, Model, Overlay};
use crate::app::picker::{Choice, Picker};
use crate::app::shelf::Progress;
use crate::text::Listing;
use std::collections::BTreeSet;

/// Takes rows of the library's list.
pub fn listed(model: &mut Model, ticket: Ticket, first: usize, rows: Result<Vec<Listing>, String>) -> Vec<Effect> {
    if ticket != model.shelf.asked {
        return Vec::new();
    }
    model.shelf.loading = false;
    let rows = match rows {
        Ok(rows) => rows,
        Err(fault) => {
            model.shelf.list.miss();
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
pub fn choose_feed(model: &mut Model, feeds: Vec<(String, String)>) {
    let rows = feeds.into_iter().map(|(url, title)| Choice {
        label: if title.is_empty() { url.clone() } else { title },
        aside: url.clone(),
        value: Choose::Follow(url),
    });
    model.overlay = Some(Overlay::Picker(Picker::new("Feeds of this page", rows.collect())));
}

/// More feeds are being asked.
pub fn begun(model: &mut Model, count: usize) {
    let progress = model.shelf.refresh.get_or_insert_default();
    progress.total += count;
    if count == 0 {
        model.tell("no feed is followed yet; a in the sources (gs) or :feed add ADDRESS adds one");
    }
}

/// Takes what one feed gave. The list is asked for again ten times during a long refresh, not once a feed.
pub fn harvested(model: &mut Model, one: &Harvest) -> Vec<Effect> {
    model.shelf.sources.refreshed(&one.url, one.new, one.trouble.as_deref());
    let Some(progress) = &mut model.shelf.refresh else { return Vec::new() };
    progress.done += 1;
    progress.new += one.new;
    progress.revised += one.revised;
    progress.unseen += one.new + one.revised;
    if let Some(trouble) = &one.trouble {
        progress.failed += 1;
        progress.trouble = Some((one.title.clone(), trouble.clone()));
    }
    let step = (progress.total / 10).max(1);
    // While a stretch is selected the rows stay where they are.
    if progress.done % step == 0 && progress.unseen > 0 && model.shelf.marked.from.is_none() {
        progress.unseen = 0;
        return list_again(model);
    }
    Vec::new()
}

/// The refresh is over: what it gave is told.
pub fn ended(model: &mut Model, stopped: bool) -> Vec<Effect> {
    // Another refresh may have begun meanwhile: it ends for both.
    let over = |progress: &Progress| stopped || progress.done >= progress.total;
    let Some(progress) = model.shelf.refresh.take_if(|progress| over(progress)) else { return Vec::new() };
    if progress.total == 0 {
        return Vec::new();
    }
    let sentence = told(&progress, stopped);
    if progress.failed > 0 && progress.failed == progress.done {
        model.complain(sentence);
    } else {
        model.tell(sentence);
    }
    if model.shelf.marked.from.is_some() { Vec::new() } else { list_again(model) }
}

fn told(progress: &Progress, stopped: bool) -> String {
    let Progress { done, total, new, revised, failed, trouble, .. } = progress;
    let feeds = if *done == 1 { "1 feed".to_owned() } else { format!("{done} feeds") };
    let mut sentence = match stopped {
        true => format!("stopped after {done} of {total} feeds: {new} new"),
        false => format!("asked {feeds}: {new} new"),
    };
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
