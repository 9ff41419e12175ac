//! What the side panel tells of an actor, a figure, a claim.

use crate::analysis::{Figure, FigureKind};
use crate::app::cards;
use crate::app::panel::Entry;
use crate::app::reader::Reader;
use crate::page::Layer;

/// An actor: name, kind and how often it is named; under it its roles and other names.
pub fn actor(reader: &Reader, index: usize) -> Option<Entry> {
    let actor = reader.marks(|found| &found.actors).get(index)?;
    let mentions = reader.marks(|found| &found.mentions).iter().filter(|mention| mention.actor == index);
    let span = mentions.clone().next().map(|mention| mention.span).unwrap_or_default();
    let times = mentions.count();
    let mut body = Vec::new();
    let roles = cards::roles(reader, index);
    if !roles.is_empty() {
        body.push(roles.join(", "));
    }
    if !actor.aliases.is_empty() {
        body.push(format!("also {}", actor.aliases.join(", ")));
    }
    let aside = format!("{} ×{times}", actor.kind.name());
    Some(Entry {
        head: actor.name.clone(),
        layer: Layer::Actor(actor.kind),
        aside,
        was: String::new(),
        body: body.join("\n"),
        span,
    })
}

/// A figure: its words and its value; under it what is counted.
pub fn figure(reader: &Reader, index: usize) -> Option<Entry> {
    let figure = reader.marks(|found| &found.figures).get(index)?;
    let body = figure.of.map(|span| span.of(reader.text()).to_owned()).unwrap_or_default();
    let head = figure.span.of(reader.text()).to_owned();
    Some(Entry {
        head,
        layer: Layer::Figure(figure.kind),
        aside: value(figure),
        was: String::new(),
        body,
        span: figure.span,
    })
}

fn value(figure: &Figure) -> String {
    let unit = figure.currency.or(figure.unit).map(|unit| format!(" {unit}")).unwrap_or_default();
    match (figure.kind, figure.date, figure.value, figure.low.zip(figure.high)) {
        (FigureKind::Date | FigureKind::Time, Some(date), ..) => {
            date.start.or(date.end).map(|at| at.date().to_string()).unwrap_or_default()
        }
        (_, _, Some(value), _) => format!("{}{unit}", value.normalize()),
        (_, _, None, Some((low, high))) => format!("{}–{}{unit}", low.normalize(), high.normalize()),
        _ => figure.kind.name().to_owned(),
    }
}

/// A claim: who says it and how; under it what is said.
pub fn claim(reader: &Reader, index: usize) -> Option<Entry> {
    let claim = reader.marks(|found| &found.claims).get(index)?;
    let speaker = cards::speaker_words(reader, claim).unwrap_or_else(|| "no speaker named".to_owned());
    let denied = reader.marks(|found| &found.claims).iter().any(|other| other.denies == Some(index));
    let answered = match (claim.denies, denied) {
        (Some(_), _) => " ↯",
        (None, true) if !reader.ranking.by_score => ", denied",
        (None, _) => "",
    };
    let score = if reader.ranking.by_score { format!(" · {:.0}", claim.score * 100.0) } else { String::new() };
    Some(Entry {
        was: String::new(),
        head: speaker,
        layer: Layer::Speaker,
        aside: format!("{}{answered}{score}", claim.stance.past()),
        body: cards::content(reader, claim),
        span: claim.span,
    })
}
