//! The side panel: lists of what is in the article, which follow the cursor. Entries are made only for what is in view.

use crate::app::cards;
use crate::app::commands::told;
use crate::app::effect::Effect;
use crate::app::entries;
use crate::app::layout::Area;
use crate::app::model::{Model, Pane};
use crate::app::noting;
use crate::app::reader::{Reader, Tab, headline};
use crate::app::reading;
use crate::keys::Command;
use crate::page::{Layer, wrap_text};
use crate::text::{AnchorState, Annotation, Detected, Span};

/// One entry of the panel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its first line.
    pub head: String,
    /// What kind of thing it is, for its look.
    pub layer: Layer,
    /// Words at the end of the first line.
    pub aside: String,
    /// The words that stood there when it was made, where they are others now.
    pub was: String,
    /// Further lines.
    pub body: String,
    /// The passage it leads to.
    pub span: Span,
}

/// How many entries a tab has.
pub fn count(reader: &Reader, tab: Tab) -> usize {
    match tab {
        Tab::Notes => reader.annotations.len(),
        Tab::Actors => reader.marks(|found| &found.actors).len(),
        Tab::Figures => reader.marks(|found| &found.figures).len(),
        Tab::Claims => reader.marks(|found| &found.claims).len(),
    }
}

/// The entry that the cursor is on, or the next one before it.
pub fn current(reader: &Reader, tab: Tab) -> Option<usize> {
    let at = reader.cursor;
    let last_before =
        |starts: &mut dyn Iterator<Item = usize>| starts.take_while(|start| *start <= at).count().checked_sub(1);
    match tab {
        Tab::Notes => last_before(&mut reader.standing().iter().map(|note| note.anchor.span.start)),
        Tab::Actors => {
            let here = reader.mention_here().map(|mention| mention.actor);
            let nearest = here.or_else(|| {
                let mentions = reader.marks(|found| &found.mentions);
                let after = mentions.partition_point(|mention| mention.span.start <= at);
                mentions.get(after.checked_sub(1)?).map(|mention| mention.actor)
            });
            nearest.map(|actor| reader.position(tab, actor))
        }
        Tab::Figures => {
            let figures = reader.marks(|found| &found.figures);
            figures.partition_point(|figure| figure.span.start <= at).checked_sub(1)
        }
        Tab::Claims => {
            let claims = reader.marks(|found| &found.claims).iter();
            let before = || last_before(&mut claims.map(|claim| claim.span.start));
            let nearest = reader.claim_here().map(|(index, _)| index).or_else(before);
            nearest.map(|claim| reader.position(tab, claim))
        }
    }
}

/// One entry of a tab.
pub fn entry(reader: &Reader, tab: Tab, index: usize) -> Option<Entry> {
    let index = reader.ranked(tab, index);
    match tab {
        Tab::Notes => note_entry(reader.annotations.get(index)?),
        Tab::Actors => entries::actor(reader, index),
        Tab::Figures => entries::figure(reader, index),
        Tab::Claims => entries::claim(reader, index),
    }
}

/// What a tab lists that was detected.
pub fn detected(tab: Tab) -> Option<Detected> {
    match tab {
        Tab::Notes => None,
        Tab::Actors => Some(Detected::Actor),
        Tab::Figures => Some(Detected::Figure),
        Tab::Claims => Some(Detected::Claim),
    }
}

fn note_entry(annotation: &Annotation) -> Option<Entry> {
    let quote: String = annotation.anchor.quote.chars().take(60).collect();
    let says = headline(annotation);
    let evidence = annotation.evidence.len();
    let mut body = if says.is_empty() { String::new() } else { says };
    if evidence > 0 {
        body.push_str(&format!("\n{evidence} piece{} of evidence", if evidence == 1 { "" } else { "s" }));
    }
    let changed = annotation.is_changed() && annotation.state.stands();
    let was = if changed { format!("was “{}”", annotation.given_on()) } else { String::new() };
    let aside = match annotation.state {
        AnchorState::Exact | AnchorState::Moved if annotation.is_changed() => "changed".to_owned(),
        AnchorState::Exact | AnchorState::Moved => annotation.kind.name().to_owned(),
        AnchorState::Unsure | AnchorState::Lost | AnchorState::Detached => annotation.state.name().to_owned(),
    };
    let head = cards::quoted(&quote);
    Some(Entry { head, layer: Layer::Note, aside, was, body, span: annotation.anchor.span })
}

/// Rows an entry takes at a width; long bodies are cut.
pub fn rows(entry: &Entry, width: u16) -> usize {
    1 + body_rows(entry, width).len()
}

/// The lines under an entry's head: of the words before and of the body at most three each.
pub fn body_rows(entry: &Entry, width: u16) -> Vec<&str> {
    let measure = usize::from(width.saturating_sub(5)).max(8);
    let parts = [&entry.was, &entry.body].into_iter().filter(|part| !part.is_empty());
    parts.flat_map(|part| wrap_text(part, measure).into_iter().take(3)).collect()
}

/// The entries in view with the row each begins on, so that `selected` is among them.
pub fn in_view(reader: &Reader, area: Area, selected: usize) -> Vec<(usize, u16, Entry)> {
    let height = usize::from(area.height.saturating_sub(2));
    let size = |index: usize| entry(reader, reader.tab, index).map_or(0, |entry| rows(&entry, area.width));
    let (mut first, mut used) = (selected, size(selected));
    while let Some(before) = first.checked_sub(1) {
        used += size(before);
        if used > height * 2 / 3 {
            break;
        }
        first = before;
    }
    let mut shown = Vec::new();
    let mut row = 0;
    for index in first..count(reader, reader.tab) {
        let Some(entry) = entry(reader, reader.tab, index) else { break };
        if row >= height {
            break;
        }
        let taken = rows(&entry, area.width);
        shown.push((index, area.y + 2 + u16::try_from(row).unwrap_or(0), entry));
        row += taken;
    }
    shown
}

/// The entry that is drawn at a screen row.
pub fn entry_at_row(reader: &Reader, area: Area, selected: usize, y: u16) -> Option<usize> {
    in_view(reader, area, selected).into_iter().take_while(|(_, row, _)| *row <= y).last().map(|(index, _, _)| index)
}

/// The entry under the panel's cursor where the panel has the keys, else the one the text's cursor is on.
pub fn selected(model: &Model, reader: &Reader) -> usize {
    match model.pane {
        Pane::Side => model.side.selected.min(count(reader, reader.tab).saturating_sub(1)),
        Pane::Main | Pane::Sources => current(reader, reader.tab).unwrap_or(0),
    }
}

/// The annotation under the panel's cursor, when the panel has the keys and shows notes.
pub fn annotation_in_focus(model: &Model) -> Option<Annotation> {
    let reader = model.reader.as_ref().filter(|reader| model.pane == Pane::Side && reader.tab == Tab::Notes)?;
    reader.annotations.get(model.side.selected).cloned()
}

/// Carries out a command while the panel has the keys.
pub fn run(model: &mut Model, command: Command, count_typed: Option<u32>, argument: Option<char>) -> Vec<Effect> {
    let Some(reader) = &mut model.reader else { return Vec::new() };
    let last = count(reader, reader.tab).saturating_sub(1);
    let times = count_typed.unwrap_or(1) as usize;
    let target = match command {
        Command::Down => (model.side.selected + times).min(last),
        Command::Up => model.side.selected.saturating_sub(times),
        Command::HalfDown | Command::PageDown => (model.side.selected + 8).min(last),
        Command::HalfUp | Command::PageUp => model.side.selected.saturating_sub(8),
        Command::Top => 0,
        Command::Bottom => last,
        Command::Open => {
            if let Some(state) = annotation_in_focus(model).map(|note| note.state).filter(|state| !state.stands()) {
                return told(model, format!("the passage of this note is {}; go shows what can be done", state.name()));
            }
            model.pane = Pane::Main;
            let Some(reader) = &mut model.reader else { return Vec::new() };
            let span = entry(reader, reader.tab, model.side.selected).map(|entry| entry.span);
            span.into_iter().for_each(|span| reader.leap(span.start));
            return Vec::new();
        }
        Command::Clear => {
            model.pane = Pane::Main;
            return Vec::new();
        }
        Command::NextTab | Command::PreviousTab | Command::Panel | Command::Card => {
            let pane = std::mem::take(&mut model.pane);
            let effects = reading::run(model, command, count_typed, argument);
            model.pane = pane;
            return effects;
        }
        Command::SortClaims => return sort_claims(model),
        Command::Retype | Command::MergeActors => return crate::app::correcting::run(model, command),
        _ => return on_entry(model, command),
    };
    model.side.selected = target;
    let passage = reader.tab != Tab::Notes || target < reader.standing().len();
    if let Some(entry) = entry(reader, reader.tab, target).filter(|_| passage) {
        reader.go_to(entry.span.start);
    }
    Vec::new()
}

/// Lists the claims by place, or those most worth checking first; the entry chosen stays chosen.
fn sort_claims(model: &mut Model) -> Vec<Effect> {
    let Some(reader) = &mut model.reader else { return Vec::new() };
    let chosen = reader.ranked(reader.tab, model.side.selected);
    reader.ranking.by_score = !reader.ranking.by_score;
    reader.tab = Tab::Claims;
    model.side.selected = reader.position(reader.tab, chosen);
    let order = if reader.ranking.by_score { "those most worth checking first" } else { "by their place" };
    told(model, format!("claims: {order}"))
}

fn on_entry(model: &mut Model, command: Command) -> Vec<Effect> {
    match annotation_in_focus(model) {
        Some(annotation) => noting::on_note(model, command, annotation),
        None if command == Command::Copy => {
            let reader = model.reader.as_ref();
            let entry = reader.and_then(|reader| entry(reader, reader.tab, model.side.selected));
            entry
                .map(|entry| Effect::Copy(format!("{} {}", entry.head, entry.body).trim().to_owned()))
                .into_iter()
                .collect()
        }
        None => told(model, format!("{} does nothing on this entry; Enter goes to its passage", command.name())),
    }
}
