//! A claim's page: the cursor goes from part to part, and every part can be opened, changed and deleted there.

use crate::app::claims_case::Case;
use crate::app::claims_forms;
use crate::app::claims_parts::{Item, Part, Section, items};
use crate::app::commands::told;
use crate::app::effect::{Effect, Source, Ticket};
use crate::app::linking;
use crate::app::model::{Model, Overlay, Screen};
use crate::app::noting;
use crate::app::shelving::{apply, on_article};
use crate::app::writer::{PartName, Writer};
use crate::keys::{Command, chord_text};
use crate::text::{Annotation, AnnotationId, Change, Listing, Status};

/// The page of one claim.
#[derive(Clone, Debug, Default)]
pub struct ClaimPage {
    /// Whose page it is or is to be.
    pub id: AnnotationId,
    /// The claim with all that belongs to it; nothing until it came.
    pub case: Option<Box<Case>>,
    /// What stands on it, top to bottom.
    pub items: Vec<Item>,
    /// The item under the cursor.
    pub selected: usize,
    /// The claims whose pages one came from.
    pub came_from: Vec<AnnotationId>,
    /// The newest request for it.
    pub asked: Ticket,
}

impl ClaimPage {
    /// The item under the cursor.
    pub fn here(&self) -> Option<&Item> {
        self.items.get(self.selected)
    }

    /// The claim.
    pub fn claim(&self) -> Option<&Annotation> {
        self.case.as_ref().map(|case| &case.claim)
    }
}

/// Opens the page of a claim.
pub fn open(model: &mut Model, id: AnnotationId) -> Vec<Effect> {
    if model.screen == Screen::Claim && model.page.id != id {
        let left = std::mem::take(&mut model.page);
        model.page.came_from = left.came_from;
        model.page.came_from.push(left.id);
    } else if model.page.id != id {
        model.page = ClaimPage::default();
    }
    model.show(Screen::Claim);
    ask(model, id)
}

/// Back to the page one came from; `None` when this was the first.
pub fn back(model: &mut Model) -> Option<Vec<Effect>> {
    let before = model.page.came_from.pop()?;
    let came_from = std::mem::take(&mut model.page.came_from);
    model.page = ClaimPage { came_from, ..ClaimPage::default() };
    Some(ask(model, before))
}

/// Asks for the case of a claim.
pub fn ask(model: &mut Model, id: AnnotationId) -> Vec<Effect> {
    let ticket = model.next_ticket();
    model.page.asked = ticket;
    model.page.id = id.clone();
    vec![Effect::Case { ticket, id }]
}

/// Takes the case asked for. A claim that is no longer there is left.
pub fn take(model: &mut Model, ticket: Ticket, case: Result<Box<Case>, String>) -> Vec<Effect> {
    if ticket != model.page.asked {
        return Vec::new();
    }
    match case {
        Ok(case) => {
            let items = items(&case, |section| empty(model, section));
            let before = model.page.here().map(|item| item.part.clone());
            let kept = before.and_then(|part| items.iter().position(|item| item.part == part));
            let page = &mut model.page;
            page.selected = kept.unwrap_or(page.selected).min(items.len().saturating_sub(1));
            page.items = items;
            page.case = Some(case);
            Vec::new()
        }
        Err(fault) if model.screen == Screen::Claim => {
            model.page.case = None;
            model.page.came_from.clear();
            if model.message.is_none() {
                model.tell(fault);
            }
            let message = model.message.take();
            let effects = crate::app::update::back(model);
            model.message = message;
            effects
        }
        Err(_) => Vec::new(),
    }
}

/// What a section says that has nothing in it.
fn empty(model: &Model, section: Section) -> String {
    let key = |command: Command| {
        let chords = model.keymap.chords_of(crate::keys::Context::Claim, command);
        chords.first().map(|chord| chord_text(chord)).unwrap_or_else(|| command.name().to_owned())
    };
    match section {
        Section::Rationale => format!("none yet; {} writes it", key(Command::Annotate)),
        Section::Evidence => format!("none yet; {} adds a piece", key(Command::Evidence)),
        Section::Relations => format!("none yet; {} links it to another claim", key(Command::Link)),
        _ => "none".to_owned(),
    }
}

/// Carries out a command on a claim's page.
pub fn run(model: &mut Model, command: Command, count: Option<u32>) -> Vec<Effect> {
    if moves(model, command, count) {
        return Vec::new();
    }
    let Some(case) = model.page.case.clone() else { return told(model, "the claim is being fetched") };
    let part = model.page.here().map(|item| item.part.clone());
    match (command, part) {
        (Command::Open | Command::Right, Some(part)) => enter(model, &case, part),
        (Command::Annotate, Some(part)) => change(model, &case, part),
        (Command::Delete, Some(part)) => delete(model, &case, part),
        (Command::Clear, _) => Vec::new(),
        _ => on_claim(model, command, &case.article, case.claim),
    }
}

fn moves(model: &mut Model, command: Command, count: Option<u32>) -> bool {
    let last = model.page.items.len().saturating_sub(1);
    let times = count.unwrap_or(1) as usize;
    let page = &mut model.page;
    page.selected = match command {
        Command::Down | Command::ScrollDown => (page.selected + times).min(last),
        Command::Up | Command::ScrollUp => page.selected.saturating_sub(times),
        Command::HalfDown | Command::PageDown => (page.selected + 6 * times).min(last),
        Command::HalfUp | Command::PageUp => page.selected.saturating_sub(6 * times),
        Command::Top => 0,
        Command::Bottom => last,
        Command::Paragraph => section_step(page, false),
        Command::ParagraphBack => section_step(page, true),
        _ => return false,
    };
    true
}

/// The first item of the next section, or of the one before.
fn section_step(page: &ClaimPage, back: bool) -> usize {
    let here = page.here().map(|item| item.section);
    let starts = |index: &usize| {
        let section = page.items.get(*index).map(|item| item.section);
        section != here && index.checked_sub(1).and_then(|at| page.items.get(at)).map(|item| item.section) != section
    };
    let found = match back {
        true => (0..page.selected).rev().find(starts),
        false => (page.selected..page.items.len()).find(starts),
    };
    found.unwrap_or(page.selected)
}

/// A command on a claim as a whole, wherever it is shown.
pub fn on_claim(model: &mut Model, command: Command, article: &Listing, mut claim: Annotation) -> Vec<Effect> {
    match command {
        Command::Verdict => claims_forms::verdict(model, claim),
        Command::Evidence => claims_forms::evidence(model, claim, None),
        Command::Appearance => claims_forms::choose_place(model, claim),
        Command::Link => linking::choose_relation(model, claim),
        Command::Status => {
            let at = Status::ALL.iter().position(|status| *status == claim.status).unwrap_or(0);
            claim.status = Status::ALL.get((at + 1) % Status::ALL.len()).copied().unwrap_or_default();
            let label = format!("status {}", claim.status.name());
            apply(vec![Change::Annotate(Box::new(claim))], &label)
        }
        Command::Delete => apply(vec![Change::Unannotate(claim.id)], "deletion of a claim"),
        Command::Browser | Command::CopyAddress | Command::CopyCitation => on_article(model, command, article),
        _ => noting::on_note(model, command, claim),
    }
}

/// Enter: where the part leads.
fn enter(model: &mut Model, case: &Case, part: Part) -> Vec<Effect> {
    let passage = |note: &Annotation| vec![Effect::Open(Source::Passage(note.article.clone(), note.id.clone()))];
    match part {
        Part::Passage | Part::Said | Part::Figure(_) => passage(&case.claim),
        Part::Appearance(index) => match case.claim.appearances.get(index).cloned() {
            Some(there) => match (there.article.filter(|id| case.place(id).is_some()), there.url) {
                (Some(id), _) => vec![Effect::Open(Source::Words(id, there.quote))],
                (None, Some(url)) => vec![Effect::Browse(url)],
                (None, None) => told(model, "nothing is known of where this stands"),
            },
            None => Vec::new(),
        },
        Part::Forth(index) => match case.claim.links.get(index).map(|link| link.to.clone()) {
            Some(id) if case.relative(&id).is_some() => open(model, id),
            _ => told(model, "this claim is no longer there; dd takes the link away"),
        },
        Part::Back(id, _) => open(model, id),
        Part::Evidence(index) => match case.claim.evidence.get(index).cloned() {
            Some(evidence) => match (evidence.note.and_then(|id| case.relative(&id).cloned()), evidence.url) {
                (Some((_, note)), _) => passage(&note),
                (None, Some(url)) if url.starts_with("http") => vec![Effect::Browse(url)],
                (None, Some(path)) => vec![Effect::Open(Source::Address(path))],
                (None, None) => told(model, "this piece has no address; a changes it"),
            },
            None => Vec::new(),
        },
        part => change(model, case, part),
    }
}

/// Changes the part under the cursor.
fn change(model: &mut Model, case: &Case, part: Part) -> Vec<Effect> {
    let claim = case.claim.clone();
    match part {
        Part::Statement | Part::Said | Part::Figure(_) => write(model, claim, PartName::Statement),
        Part::Speaker | Part::Passage => claims_forms::speaker(model, claim),
        Part::Rationale(_) => write(model, claim, PartName::Note),
        Part::Verdict | Part::Earlier(_) => claims_forms::verdict(model, claim),
        Part::Status => on_claim(model, Command::Status, &case.article, claim),
        Part::Tags => crate::app::tagging::choose_tags(model),
        Part::Appearance(index) => claims_forms::appearance(model, claim, Some(index)),
        Part::Evidence(index) => claims_forms::evidence(model, claim, Some(index)),
        Part::Forth(index) => linking::change_relation(model, claim, index),
        Part::Back(id, _) => open(model, id),
        Part::Empty => match model.page.here().map(|item| item.section) {
            Some(Section::Evidence) => claims_forms::evidence(model, claim, None),
            Some(Section::Relations) => linking::choose_relation(model, claim),
            _ => write(model, claim, PartName::Note),
        },
    }
}

fn write(model: &mut Model, claim: Annotation, name: PartName) -> Vec<Effect> {
    let mut writer = Writer::new(crate::app::drafting::resumed(model, claim));
    writer.focus = writer.parts.iter().position(|part| part.name == name).unwrap_or(0);
    model.overlay = Some(Overlay::Writer(Box::new(writer)));
    Vec::new()
}

/// Takes the part under the cursor away.
fn delete(model: &mut Model, case: &Case, part: Part) -> Vec<Effect> {
    let mut claim = case.claim.clone();
    let what = match part {
        Part::Statement | Part::Passage => return apply(vec![Change::Unannotate(claim.id)], "deletion of a claim"),
        Part::Speaker => {
            claim.speaker = None;
            claim.stance = None;
            "speaker"
        }
        Part::Verdict => {
            claim.judge(None);
            "verdict"
        }
        Part::Tags => {
            claim.tags.clear();
            "tags"
        }
        Part::Rationale(_) => {
            claim.note.clear();
            "rationale"
        }
        Part::Appearance(index) => without(&mut claim.appearances, index, "appearance"),
        Part::Forth(index) => without(&mut claim.links, index, "link"),
        Part::Evidence(index) => without(&mut claim.evidence, index, "evidence"),
        Part::Earlier(index) => without(&mut claim.earlier, index, "earlier verdict"),
        Part::Back(id, relation) => {
            let Some((_, mut other)) = case.relative(&id).cloned() else { return Vec::new() };
            other.links.retain(|link| link.to != claim.id || link.relation != relation);
            return apply(vec![Change::Annotate(Box::new(other))], "deletion of a link");
        }
        Part::Said | Part::Figure(_) => return told(model, "this stands in the article; it is no part of your claim"),
        Part::Status | Part::Empty => return told(model, "there is nothing here to delete"),
    };
    apply(vec![Change::Annotate(Box::new(claim))], &format!("deletion of the {what}"))
}

fn without<T>(list: &mut Vec<T>, index: usize, what: &'static str) -> &'static str {
    if index < list.len() {
        list.remove(index);
    }
    what
}
