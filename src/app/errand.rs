//! Errands: the reader is sent into an article to choose a passage, and comes back with it.

use crate::app::annotate::passage;
use crate::app::cards::speaker_of;
use crate::app::claims_case::detected;
use crate::app::claims_page;
use crate::app::commands::{list_again, told};
use crate::app::effect::Effect;
use crate::app::model::{Model, Screen};
use crate::app::reader::Reader;
use crate::app::shelving::apply;
use crate::text::{AnchorState, Annotation, AnnotationId, AnnotationKind, Appearance, Change, Evidence, Span};

/// What a passage is wanted for.
#[derive(Clone, Debug, PartialEq)]
pub enum Errand {
    /// The note is to stand on it.
    Reselect(Box<Annotation>),
    /// The claim is made there too.
    Appearance(Box<Annotation>),
    /// It speaks for or against the claim.
    Evidence(Box<Annotation>, Box<Evidence>),
}

impl Errand {
    /// What the reader is asked to do.
    pub fn hint(&self) -> String {
        let shown = |note: &Annotation| crate::app::answering::shortened(note.subject());
        match self {
            Self::Reselect(note) => format!("Where is “{}” now?", shown(note)),
            Self::Appearance(claim) => format!("Where else is it claimed that “{}”?", shown(claim)),
            Self::Evidence(claim, _) => format!("Which words are evidence on “{}”?", shown(claim)),
        }
    }
}

/// Takes the selection, or the sentence under the cursor, for what it was wanted for, and goes back.
pub fn confirm(model: &mut Model) -> Vec<Effect> {
    let Some(errand) = model.errand.clone() else { return Vec::new() };
    let Some(reader) = &mut model.reader else { return Vec::new() };
    let Some(span) = reader.target() else { return told(model, "there is no text here to choose") };
    let mut effects = match errand {
        Errand::Reselect(note) if note.article != reader.article.id => {
            return told(model, "the note belongs to another article; go leads back to it");
        }
        Errand::Reselect(note) => reselected(reader, *note, span),
        Errand::Appearance(claim) => appears(reader, *claim, span),
        Errand::Evidence(claim, evidence) => speaks(reader, *claim, *evidence, span),
    };
    reader.selection = None;
    effects.extend(leave(model));
    effects
}

/// Gives an errand up.
pub fn cancel(model: &mut Model) -> Vec<Effect> {
    let effects = leave(model);
    model.tell("left as it was");
    effects
}

/// Back to where the errand began.
fn leave(model: &mut Model) -> Vec<Effect> {
    match model.errand.take() {
        Some(Errand::Reselect(_)) => {
            return_to(model, Screen::Repair);
            list_again(model)
        }
        Some(Errand::Appearance(claim) | Errand::Evidence(claim, _)) => {
            return_to(model, Screen::Claim);
            claims_page::ask(model, claim.id)
        }
        None => Vec::new(),
    }
}

/// Shows a screen one came from; what was gone through since is not gone back to.
fn return_to(model: &mut Model, screen: Screen) {
    match model.trail.iter().rposition(|earlier| *earlier == screen) {
        Some(at) => {
            model.trail.truncate(at);
            model.screen = screen;
            model.pane = Default::default();
            model.fit();
        }
        None => model.show(screen),
    }
}

fn reselected(reader: &Reader, mut note: Annotation, span: Span) -> Vec<Effect> {
    note.settle(passage(reader, AnnotationKind::Note, span).anchor, AnchorState::Exact);
    apply(vec![Change::Annotate(Box::new(note))], "passage of a note")
}

fn appears(reader: &Reader, mut claim: Annotation, span: Span) -> Vec<Effect> {
    let meta = &reader.article.meta;
    let found = reader.marks(|found| &found.claims);
    let said = detected(found, span).and_then(|index| found.get(index));
    claim.appearances.push(Appearance {
        article: Some(reader.article.id.clone()),
        url: meta.url.clone(),
        quote: span.of(reader.text()).to_owned(),
        published: meta.published.clone(),
        speaker: said.and_then(|said| speaker_of(reader, said)),
        manner: said.map(|said| said.stance.manner()).unwrap_or_default(),
        first: false,
    });
    apply(vec![Change::Annotate(Box::new(claim))], "appearance of a claim")
}

/// A passage that is evidence becomes a highlight, unless an annotation stands on it already: the evidence leads there.
fn speaks(reader: &Reader, mut claim: Annotation, mut evidence: Evidence, span: Span) -> Vec<Effect> {
    let words = span.of(reader.text()).to_owned();
    evidence.quote = evidence.quote.filter(|quote| !quote.is_empty()).or(Some(words));
    let there = reader.standing().iter().find(|note| note.anchor.span == span && note.id != claim.id);
    match there {
        Some(note) => {
            evidence.note = Some(note.id.clone());
            claim.evidence.push(evidence);
            apply(vec![Change::Annotate(Box::new(claim))], "evidence")
        }
        None => {
            evidence.note = Some(AnnotationId::default());
            claim.evidence.push(evidence);
            let made = passage(reader, AnnotationKind::Highlight, span);
            vec![Effect::Together { made: Box::new(made), then: Box::new(claim), label: "evidence".into() }]
        }
    }
}
