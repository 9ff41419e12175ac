//! Which role a layer of text has.

use crate::analysis::{ActorKind, FigureKind};
use crate::app::Model;
use crate::config::{Role, Settings, VerdictLook};
use crate::page::Layer;
use crate::text::{Annotation, AnnotationKind, BlockKind};

/// The role of a kind of actor.
pub fn actor_role(kind: ActorKind) -> Role {
    match kind {
        ActorKind::Person => Role::Person,
        ActorKind::Organisation => Role::Organisation,
        ActorKind::State => Role::State,
        ActorKind::Place => Role::Place,
        ActorKind::Other => Role::Other,
    }
}

/// The role of a kind of figure.
pub fn figure_role(kind: FigureKind) -> Role {
    match kind {
        FigureKind::Count => Role::Count,
        FigureKind::Quantity => Role::Quantity,
        FigureKind::Money => Role::Money,
        FigureKind::Percent => Role::Percent,
        FigureKind::Ordinal => Role::Ordinal,
        FigureKind::Ratio => Role::Ratio,
        FigureKind::Age => Role::Age,
        FigureKind::Date => Role::Date,
        FigureKind::Time => Role::Time,
        FigureKind::Duration => Role::Duration,
    }
}

/// The role of a layer.
pub fn layer_role(layer: Layer, settings: &Settings) -> Role {
    match layer {
        Layer::Claim => Role::ClaimContent,
        Layer::Emphasis => Role::Emphasis,
        Layer::Strong => Role::Strong,
        Layer::Code => Role::Code,
        Layer::Link => Role::Link,
        Layer::Actor(kind) => actor_role(kind),
        Layer::Figure(kind) => figure_role(kind),
        Layer::Speaker => Role::Speaker,
        Layer::Cue => Role::Cue,
        Layer::Highlight(number) => {
            let colour = settings.notes.colours.get(usize::from(number));
            colour.map_or(Role::HighlightYellow, |colour| Role::highlight(&colour.name))
        }
        Layer::Note => Role::Note,
        Layer::OwnClaim => Role::OwnClaim,
        Layer::Same | Layer::Unit => Role::CursorUnit,
        Layer::Hit => Role::SearchHit,
        Layer::HitHere => Role::SearchHere,
        Layer::Selection => Role::Selection,
    }
}

/// The layer an annotation lays over its passage.
pub fn annotation_layer(annotation: &Annotation, settings: &Settings) -> Layer {
    let colour = |name: &String| settings.notes.colours.iter().position(|colour| colour.name == *name);
    match (&annotation.colour, annotation.kind) {
        (Some(name), _) => Layer::Highlight(colour(name).and_then(|number| u8::try_from(number).ok()).unwrap_or(0)),
        (None, AnnotationKind::Claim) => Layer::OwnClaim,
        (None, AnnotationKind::Highlight) => Layer::Highlight(0),
        (None, AnnotationKind::Note) => Layer::Note,
    }
}

/// The sign of an annotation in the gutter: its verdict's, or its kind's.
pub fn sign(model: &Model, annotation: &Annotation) -> (String, Role) {
    let ascii = model.settings.look.ascii;
    if annotation.state.is_adrift() {
        return ("?".to_owned(), Role::Lost);
    }
    if annotation.is_changed() {
        return ((if ascii { "~" } else { "≠" }).to_owned(), Role::Lost);
    }
    if let Some(verdict) = &annotation.verdict {
        let Some(label) = model.settings.verdict(&verdict.label) else { return ("•".into(), Role::VerdictNone) };
        let role = match label.look {
            VerdictLook::Good => Role::VerdictGood,
            VerdictLook::Mid => Role::VerdictMid,
            VerdictLook::Bad => Role::VerdictBad,
            VerdictLook::None => Role::VerdictNone,
        };
        return ((if ascii { label.ascii } else { label.sign }).to_string(), role);
    }
    let (sign, plain) = match annotation.kind {
        AnnotationKind::Highlight => ("▪", "h"),
        AnnotationKind::Note => ("✎", "n"),
        AnnotationKind::Claim => ("§", "C"),
    };
    ((if ascii { plain } else { sign }).to_owned(), Role::KeyHint)
}

/// The role of a block's plain text.
pub fn block_role(kind: BlockKind, boilerplate: bool) -> Role {
    match kind {
        _ if boilerplate => Role::Boilerplate,
        BlockKind::Heading(_) => Role::Heading,
        BlockKind::Quote(_) => Role::Quote,
        BlockKind::Code => Role::Code,
        BlockKind::Paragraph | BlockKind::Item { .. } | BlockKind::Table => Role::Text,
    }
}
