//! Writing about the passage under the cursor: notes, highlights, claims, verdicts, tags, evidence.

use crate::analysis::Claim;
use crate::app::cards::{content, speaker_of};
use crate::app::commands::{ask, told};
use crate::app::drafting;
use crate::app::effect::Effect;
use crate::app::model::{Model, Overlay};
use crate::app::noting;
use crate::app::prompt::Purpose;
use crate::app::reader::Reader;
use crate::app::shelving::apply;
use crate::app::tagging;
use crate::app::tools;
use crate::app::writer::Writer;
use crate::keys::Command;
use crate::text::{Anchor, Annotation, AnnotationKind, Change, Span};

/// Carries out a command that writes.
pub fn run(model: &mut Model, command: Command, argument: Option<char>) -> Vec<Effect> {
    let Some(reader) = &model.reader else { return Vec::new() };
    let selected = reader.selected().is_some();
    match command {
        Command::Annotate => match reader.annotation_here(|_| true).filter(|_| !selected).cloned() {
            Some(annotation) => {
                let annotation = drafting::on_passage_of(model, &annotation).unwrap_or(annotation);
                write(model, annotation)
            }
            None => write_new(model, AnnotationKind::Note),
        },
        Command::MakeClaim => {
            match reader.annotation_here(|kind| kind == AnnotationKind::Claim).filter(|_| !selected).cloned() {
                Some(annotation) => write(model, annotation),
                None => write_new(model, AnnotationKind::Claim),
            }
        }
        Command::Highlight => highlight(model, argument),
        Command::Delete => match reader.annotation_near().map(|annotation| annotation.id.clone()) {
            Some(id) => apply(vec![Change::Unannotate(id)], "deletion of a note"),
            None => told(model, "no note of yours under the cursor"),
        },
        Command::Verdict => tools::choose_verdict(model),
        Command::Tag => tagging::choose_tags(model),
        Command::Untag => tagging::choose_untag(model),
        Command::Evidence => ask(model, Purpose::Evidence),
        Command::Link | Command::Edit | Command::Versions => match reader.annotation_near().cloned() {
            Some(annotation) => noting::on_note(model, command, annotation),
            None if command == Command::Edit => edit_new(model),
            None => told(model, "links start from a claim of yours; c makes one"),
        },
        _ => told(model, format!("{} does nothing in the reader", command.name())),
    }
}

fn write(model: &mut Model, annotation: Annotation) -> Vec<Effect> {
    let annotation = drafting::resumed(model, annotation);
    if let Some(reader) = &mut model.reader {
        reader.selection = None;
    }
    model.overlay = Some(Overlay::Writer(Box::new(Writer::new(annotation))));
    Vec::new()
}

fn write_new(model: &mut Model, kind: AnnotationKind) -> Vec<Effect> {
    let fresh = model.reader.as_ref().and_then(|reader| fresh(reader, kind));
    match fresh {
        Some(annotation) => write(model, annotation),
        None => told(model, "there is no text here to write about"),
    }
}

fn edit_new(model: &mut Model) -> Vec<Effect> {
    write_new(model, AnnotationKind::Note);
    drafting::edit(model)
}

/// Under which name what was written and not saved is kept.
pub fn draft_key(annotation: &Annotation) -> String {
    if annotation.id.0.is_empty() {
        let span = annotation.anchor.span;
        format!("{} {} {} {}", annotation.article, annotation.kind.name(), span.start, span.end)
    } else {
        annotation.id.0.clone()
    }
}

/// A new annotation on what an action takes. A claim takes the detected claim under the cursor, or else the one of the
/// sentence, whole, with its words and its speaker; where none was detected, the sentence.
pub fn fresh(reader: &Reader, kind: AnnotationKind) -> Option<Annotation> {
    let target = reader.target()?;
    if kind != AnnotationKind::Claim {
        return Some(on(reader, kind, target));
    }
    let here = reader.claim_here().map(|(_, claim)| claim).filter(|_| reader.selection.is_none());
    let Some(claim) = here.or_else(|| claim_in(reader, target)) else {
        let statement = Some(target.of(reader.text()).to_owned());
        return Some(Annotation { statement, ..on(reader, kind, target) });
    };
    let whole = claim_on(reader, claim);
    if reader.selection.is_none() {
        return Some(whole);
    }
    // A selection stays what the reader selected; only speaker and stance come from what was detected.
    let statement = Some(target.of(reader.text()).to_owned());
    Some(Annotation { statement, speaker: whole.speaker, stance: whole.stance, ..on(reader, kind, target) })
}

/// Words from which on a denial says itself what it denies.
const TELLING: usize = 4;

/// A claim of the reader's that takes a detected one whole.
pub fn claim_on(reader: &Reader, claim: &Claim) -> Annotation {
    let said = content(reader, claim);
    // A denial of "this" or "the accusation" says with its own words nothing that could be checked.
    let denied = claim.denies.and_then(|denied| reader.marks(|found| &found.claims).get(denied));
    let empty = said.split_whitespace().count() < TELLING;
    let statement = Some(denied.filter(|_| empty).map_or(said, |denied| content(reader, denied)));
    let (speaker, stance) = (speaker_of(reader, claim), Some(claim.stance));
    Annotation { statement, speaker, stance, ..on(reader, AnnotationKind::Claim, claim.span) }
}

/// A new annotation on a passage, with nothing said yet.
pub fn passage(reader: &Reader, kind: AnnotationKind, span: Span) -> Annotation {
    on(reader, kind, span)
}

/// The detected claim that shares the most with a passage.
fn claim_in(reader: &Reader, span: Span) -> Option<&Claim> {
    let shared = |claim: &&Claim| claim.span.end.min(span.end).saturating_sub(claim.span.start.max(span.start));
    reader.marks(|found| &found.claims).iter().filter(|claim| claim.span.overlaps(span)).max_by_key(shared)
}

fn on(reader: &Reader, kind: AnnotationKind, span: Span) -> Annotation {
    let anchor = Anchor::new(reader.text(), span, &reader.article.body.sha256());
    Annotation { article: reader.article.id.clone(), kind, anchor, ..Annotation::default() }
}

fn highlight(model: &mut Model, key: Option<char>) -> Vec<Effect> {
    let colour = key.and_then(|key| model.settings.colour(key)).map(|colour| colour.name.clone());
    let Some(colour) = colour else {
        let known: Vec<String> =
            model.settings.notes.colours.iter().map(|colour| format!("{} {}", colour.key, colour.name)).collect();
        return told(model, format!("no colour has this key; there are {}", known.join(", ")));
    };
    let Some(reader) = &mut model.reader else { return Vec::new() };
    let Some(span) = reader.target() else { return told(model, "there is no text here to highlight") };
    let selected = reader.selected().is_some();
    let here = reader.standing().iter().find(|annotation| match selected {
        true => annotation.anchor.span == span && annotation.kind == AnnotationKind::Highlight,
        false => annotation.anchor.span.contains(reader.cursor) && annotation.kind == AnnotationKind::Highlight,
    });
    let change = match here {
        Some(annotation) if annotation.colour.as_ref() == Some(&colour) => Change::Unannotate(annotation.id.clone()),
        Some(annotation) => Change::Annotate(Box::new(Annotation { colour: Some(colour), ..annotation.clone() })),
        None => {
            let annotation = Annotation { colour: Some(colour), ..on(reader, AnnotationKind::Highlight, span) };
            Change::Annotate(Box::new(annotation))
        }
    };
    reader.selection = None;
    let label = if matches!(change, Change::Unannotate(_)) { "clearing a highlight" } else { "highlight" };
    apply(vec![change], label)
}

/// The annotation that a verdict, tags or evidence go to: the one under the cursor, or a new claim or note here.
pub fn subject(model: &Model, kind: AnnotationKind) -> Option<Annotation> {
    let selected = model.reader.as_ref().is_some_and(|reader| reader.selected().is_some());
    let here = noting::note_in_view(model).filter(|_| !selected);
    here.or_else(|| {
        let reader = model.reader.as_ref().filter(|_| model.screen == crate::app::model::Screen::Reader)?;
        fresh(reader, kind)
    })
}
