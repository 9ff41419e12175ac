//! The legend: every look with what it means, and how much of it the open article has.

use crate::analysis::{ActorKind, FigureKind};
use crate::app::model::Model;
use crate::app::reader::Reader;
use crate::config::Role;

/// The legend as it is open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Legend {
    /// What belongs together.
    pub sections: Vec<Section>,
    /// The first line in view.
    pub top: usize,
}

/// What belongs together in the legend.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Section {
    /// Its heading.
    pub name: &'static str,
    /// Its looks.
    pub looks: Vec<Look>,
}

/// One look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
    /// Whose look it is.
    pub role: Role,
    /// What it means, written in it.
    pub meaning: String,
    /// How often the open article has it.
    pub count: Option<usize>,
}

impl Legend {
    /// Lines without the blank ones between sections.
    pub fn lines(&self) -> usize {
        self.sections.iter().map(|section| 1 + section.looks.len()).sum()
    }
}

/// What the looks mean.
pub fn legend(model: &Model) -> Legend {
    let reader = model.reader.as_deref().filter(|reader| reader.found.is_some());
    let sections = vec![actors(reader), figures(reader), claims(reader), yours(model), verdicts(model)];
    Legend { sections, top: 0 }
}

fn look(role: Role, meaning: &str, count: Option<usize>) -> Look {
    Look { role, meaning: meaning.to_owned(), count }
}

fn actors(reader: Option<&Reader>) -> Section {
    let count = |kind: ActorKind| {
        let mentions = reader?.marks(|found| &found.mentions);
        Some(mentions.iter().filter(|mention| mention.kind == kind).count())
    };
    let kinds = [
        (Role::Person, ActorKind::Person),
        (Role::Organisation, ActorKind::Organisation),
        (Role::State, ActorKind::State),
        (Role::Place, ActorKind::Place),
        (Role::Other, ActorKind::Other),
    ];
    let looks = kinds.into_iter().map(|(role, kind)| look(role, kind.name(), count(kind)));
    Section { name: "Actors", looks: looks.collect() }
}

fn figures(reader: Option<&Reader>) -> Section {
    let count = |kind: FigureKind| {
        let figures = reader?.marks(|found| &found.figures);
        Some(figures.iter().filter(|figure| figure.kind == kind).count())
    };
    let kinds = [
        (Role::Count, FigureKind::Count),
        (Role::Quantity, FigureKind::Quantity),
        (Role::Money, FigureKind::Money),
        (Role::Percent, FigureKind::Percent),
        (Role::Ratio, FigureKind::Ratio),
        (Role::Ordinal, FigureKind::Ordinal),
        (Role::Age, FigureKind::Age),
        (Role::Date, FigureKind::Date),
        (Role::Time, FigureKind::Time),
        (Role::Duration, FigureKind::Duration),
    ];
    let looks = kinds.into_iter().map(|(role, kind)| look(role, kind.name(), count(kind)));
    Section { name: "Figures", looks: looks.collect() }
}

fn claims(reader: Option<&Reader>) -> Section {
    let count = reader.map(|reader| reader.marks(|found| &found.claims).len());
    let looks = vec![
        look(Role::ClaimContent, "what is claimed", count),
        look(Role::Speaker, "who says it", None),
        look(Role::Cue, "the word for it", None),
    ];
    Section { name: "Claims", looks }
}

fn yours(model: &Model) -> Section {
    let mut looks = vec![look(Role::Note, "note", None), look(Role::OwnClaim, "claim of yours", None)];
    for colour in &model.settings.notes.colours {
        looks.push(look(Role::highlight(&colour.name), &format!("{} (H{})", colour.name, colour.key), None));
    }
    looks.push(look(Role::Boilerplate, "promotion", None));
    Section { name: "Yours", looks }
}

fn verdicts(model: &Model) -> Section {
    let looks = model.settings.codebook.verdicts.iter().map(|label| {
        let sign = if model.settings.look.ascii { label.ascii } else { label.sign };
        look(Role::Text, &format!("{sign} {}", label.name), None)
    });
    Section { name: "Verdicts", looks: looks.collect() }
}
