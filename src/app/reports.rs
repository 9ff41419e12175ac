//! What comes back from outside, taken into the model. Late answers are dropped by their tickets.

use crate::app::commands::list_again;
use crate::app::effect::{Effect, Opened, Report, Ticket};
use crate::app::model::{Model, Overlay, Screen};
use crate::app::reader::{Layers, Reader};
use crate::app::reading::take_awaited_step;
use crate::app::{claims, claims_page, drafting, harvest, linking, noted};
use crate::text::{Annotation, Change, Listing};

/// Takes a report; some ask for more to be done.
pub fn take(model: &mut Model, report: Report) -> Vec<Effect> {
    match report {
        Report::Opened(opened) => return open(model, *opened),
        Report::Changed(sentence) => {
            if let Some(saved) = model.saving.take() {
                model.drafts.remove(&saved);
            }
            model.tell(sentence);
            return refresh(model);
        }
        Report::Exported { ticket, outcome, preview } => exported(model, ticket, outcome, preview),
        Report::Edited(text, trouble) => edited(model, text, trouble),
        Report::Clashed(clash) => model.overlay = Some(Overlay::Clash(clash)),
        Report::Elsewhere => return elsewhere(model),
        Report::Told(sentence) => model.tell(sentence),
        Report::Failed(sentence) if model.saving.take().is_some() => {
            model.complain(format!("{sentence}; what you wrote is kept here as a draft"));
        }
        Report::Failed(sentence) => {
            model.repair.settling = None;
            model.complain(sentence);
        }
        other => return take_shown(model, other),
    }
    Vec::new()
}

/// What the screens show: the article and the notes on it, lists of notes and claims.
fn take_shown(model: &mut Model, report: Report) -> Vec<Effect> {
    match report {
        Report::Previewed { ticket, article } if ticket == model.shelf.peeked => {
            model.shelf.preview.get_or_insert_default().take(article);
            model.fit();
        }
        Report::Previewed { ticket, article } if ticket == model.notebook.peeked => {
            model.notebook.context = Some(article);
        }
        Report::Previewed { .. } => {}
        Report::Analysed(id, revision, found) => {
            let open =
                model.reader.as_mut().filter(|reader| reader.article.id == id && reader.article.revision == revision);
            if let Some(reader) = open {
                reader.take_detected(found);
                return take_awaited_step(model);
            }
        }
        Report::Annotated(id, annotations) => {
            model.tags.extend(annotations.iter().flat_map(|annotation| annotation.tags.iter().cloned()));
            if let Some(reader) = model.reader.as_mut().filter(|reader| reader.article.id == id) {
                reader.take_annotations(annotations);
            }
            linking::offer_for_new(model);
        }
        report @ (Report::Noted { .. }
        | Report::Cast { .. }
        | Report::PipeReady(..)
        | Report::Piped(..)
        | Report::Drafts(_)
        | Report::Versions(..)) => return noted::take(model, report),
        Report::Corrected(id, corrections) => {
            if let Some(reader) = model.reader.as_mut().filter(|reader| reader.article.id == id)
                && reader.take_corrections(corrections)
            {
                // What is kept of its marks for queries is to follow.
                return vec![Effect::Analyse(reader.article.clone())];
            }
        }
        Report::Claims { ticket, claims } => claimed(model, ticket, claims),
        Report::Case { ticket, case } => return claims_page::take(model, ticket, case),
        Report::Adrift { ticket, rows } if ticket == model.repair.asked => model.repair.take(rows),
        Report::Adrift { .. } => {}
        of_the_library => return harvest::take(model, of_the_library),
    }
    Vec::new()
}

fn claimed(model: &mut Model, ticket: Ticket, claims: Result<Vec<(Listing, Annotation)>, String>) {
    if model.linking.as_ref().is_some_and(|linking| linking.asked == ticket) {
        return linking::choose_target(model, claims);
    }
    if ticket != model.claims.asked {
        return;
    }
    match claims {
        Ok(claims) => {
            let scale = claims::scale(model);
            model.claims.fault = None;
            model.claims.take(claims, &scale);
        }
        Err(fault) => model.claims.fault = Some(fault),
    }
}

/// Opens an article in the reader; the place it was left at comes back.
fn open(model: &mut Model, opened: Opened) -> Vec<Effect> {
    let mut effects = Vec::new();
    if let Some(left) = &model.reader {
        effects.push(Effect::KeepPlace(left.article.id.clone(), left.cursor));
    }
    let id = opened.article.id.clone();
    model.show(Screen::Reader);
    let article = opened.article.clone();
    let mut reader = Reader::open(opened.article, opened.annotations, model.viewport());
    reader.corrections = opened.corrections;
    let shown = &model.settings.reader;
    let fresh = Layers {
        actors: shown.actors,
        others: shown.other_actors,
        figures: shown.figures,
        minor: shown.minor_figures,
        claims: shown.claims,
    };
    reader.layers = model.reader.as_ref().map_or(fresh, |before| before.layers);
    reader.tab = model.reader.as_ref().map_or(reader.tab, |before| before.tab);
    if let Some(place) = opened.place {
        reader.go_to(place);
        let row = reader.page.row_of(reader.cursor);
        reader.top = row.saturating_sub(usize::from(reader.view.height) / 3);
        reader.keep_in_view();
    }
    model.reader = Some(Box::new(reader));
    let hint = opened.warnings.first().cloned().or_else(|| drafting::hint(model, &id));
    if let Some(warning) = hint {
        model.tell(warning);
    }
    effects.push(Effect::Analyse(article));
    effects.push(Effect::Apply { changes: vec![Change::Read(id, true)], label: String::new() });
    effects
}

/// Asks again for everything in view that a change of the library may have changed.
pub fn refresh(model: &mut Model) -> Vec<Effect> {
    let mut effects = list_again(model);
    effects.extend(model.reader.as_ref().map(|reader| Effect::Annotations(reader.article.id.clone())));
    effects
}

fn exported(model: &mut Model, ticket: Ticket, outcome: Result<String, String>, preview: bool) {
    match &mut model.overlay {
        Some(Overlay::Export(dialog)) if dialog.asked == ticket => match (preview, outcome) {
            (true, outcome) => dialog.preview = outcome,
            (false, Ok(sentence)) => {
                model.overlay = None;
                model.tell(sentence);
            }
            (false, Err(fault)) => model.complain(fault),
        },
        _ => {}
    }
}

/// A text comes back from the reader's own editor into the form it went out from, however the editor ended.
fn edited(model: &mut Model, text: Option<String>, trouble: Option<String>) {
    let kept = if text.is_some() { "; what it wrote is here, not saved yet" } else { "; the note is as it was" };
    if let Some(text) = &text
        && let Some(Overlay::Writer(writer)) = &mut model.overlay
        && let Some(field) = writer.note()
    {
        field.replace(text.trim_end());
    }
    match (trouble, text) {
        (Some(trouble), _) => model.complain(format!("{trouble}{kept}")),
        (None, None) => model.tell("the editor left the note as it was"),
        (None, Some(_)) => {}
    }
}

/// Another program changed the library: what is in view follows, and the cursor stays where it is on the screen.
fn elsewhere(model: &mut Model) -> Vec<Effect> {
    model.shelf.list.hold_still();
    refresh(model)
}
