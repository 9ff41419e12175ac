//! Correcting what was detected: what is under the cursor, what may be said of it, and how far that holds.

use crate::analysis::{ActorKind, FigureKind};
use crate::app::commands::told;
use crate::app::corrected::Subject;
use crate::app::effect::Effect;
use crate::app::model::{Choose, Model, Overlay, Pane};
use crate::app::panel;
use crate::app::picker::{Choice, Picker};
use crate::app::shelving::apply;
use crate::keys::Command;
use crate::text::{Change, Correction, CorrectionId, Detected, Reach, Remedy, nothing, with_article};

/// Figures have more kinds than there are digits; these are the ones that a reader most often misses.
const FIGURES: [FigureKind; 10] = [
    FigureKind::Count,
    FigureKind::Quantity,
    FigureKind::Money,
    FigureKind::Percent,
    FigureKind::Date,
    FigureKind::Time,
    FigureKind::Duration,
    FigureKind::Age,
    FigureKind::Ordinal,
    FigureKind::Ratio,
];

/// Carries out a command that corrects.
pub fn run(model: &mut Model, command: Command) -> Vec<Effect> {
    let Some(reader) = &model.reader else { return Vec::new() };
    if reader.found.is_none() {
        return told(model, "the article is still being read");
    }
    if reader.article.id.0.is_empty() {
        return told(model, "this article is not in the library, so nothing can be kept about it");
    }
    let entry = (model.pane == Pane::Side).then(|| panel::entry(reader, reader.tab, model.side.selected)).flatten();
    let subjects = match (entry, reader.missed()) {
        (Some(entry), _) => reader.subjects_at(entry.span.start),
        (None, Some(missed)) => vec![missed],
        (None, None) => reader.subjects_at(reader.cursor),
    };
    let tab = (model.pane == Pane::Side).then(|| panel::detected(reader.tab)).flatten();
    let subject = subjects.iter().find(|subject| tab.is_none_or(|tab| tab == subject.detected));
    match (command, subject) {
        (Command::MergeActors, Some(subject)) if subject.detected == Detected::Actor => choose_actor(model, subject),
        (Command::MergeActors, _) => told(model, "stand on an actor to make it the same as another"),
        (_, Some(_)) => choose_remedy(model, &subjects, tab),
        (_, None) => choose_what_to_take_back(model),
    }
}

/// What may be said of what is under the cursor.
fn choose_remedy(model: &mut Model, subjects: &[Subject], tab: Option<Detected>) -> Vec<Effect> {
    let mut meant = subjects.iter().filter(|subject| tab.is_none_or(|tab| tab == subject.detected));
    let Some(subject) = meant.next() else { return Vec::new() };
    let mut rows = remedies(subject);
    for around in meant {
        let label = format!("  {}: “{}”", nothing(around.detected), short(&around.name));
        rows.push(row(label, "what is around it", Choose::Say(Box::new(around.says(Remedy::Reject)))));
    }
    let reader = model.reader.as_ref();
    let said = reader.iter().flat_map(|reader| reader.said_of(subject)).map(taken_back);
    rows.extend(said);
    let title = format!("“{}” ({}) is …", short(&subject.name), subject.kind);
    open(model, &title, rows)
}

fn remedies(subject: &Subject) -> Vec<Choice<Choose>> {
    let say = |remedy: Remedy| Choose::Say(Box::new(subject.says(remedy)));
    let kind = |digit: usize, name: &str, caption: &str| {
        let digit = if digit < 9 { digit.to_string() } else { " ".into() };
        let here = if name == subject.kind { "as it is now" } else { caption };
        row(format!("{digit} {}", with_article(name)), here, say(Remedy::Kind(name.to_owned())))
    };
    let mut rows: Vec<Choice<Choose>> = match subject.detected {
        Detected::Actor => ActorKind::ALL.iter().enumerate().map(|(at, this)| kind(at + 1, this.name(), "")).collect(),
        Detected::Figure => FIGURES.iter().enumerate().map(|(at, this)| kind(at + 1, this.name(), "")).collect(),
        Detected::Claim => Vec::new(),
    };
    if subject.mentions == 0 {
        return rows;
    }
    if subject.detected == Detected::Actor {
        if subject.mentions > 1 {
            let words = short(&subject.anchor.quote);
            rows.push(row(
                format!("6 somebody else than the other {}", short(&subject.name)),
                "split",
                say(Remedy::Split),
            ));
            if let (Some(last), false) = (rows.last_mut(), words == subject.name) {
                last.aside = format!("split “{words}” off");
            }
        }
        rows.push(row("7 the same as …".into(), "merge", Choose::Merge(Box::new(subject.says(Remedy::Reject)))));
    }
    rows.push(row(format!("9 {}", nothing(subject.detected)), "", say(Remedy::Reject)));
    rows
}

/// The other actors of the article, to be the same as.
fn choose_actor(model: &mut Model, subject: &Subject) -> Vec<Effect> {
    choose_other(model, subject.says(Remedy::Reject))
}

/// Asks which actor the one of `draft` is.
pub fn choose_other(model: &mut Model, draft: Correction) -> Vec<Effect> {
    let Some(reader) = &model.reader else { return Vec::new() };
    let others = reader.marks(|found| &found.actors).iter().filter(|actor| actor.name != draft.name);
    let rows: Vec<Choice<Choose>> = others
        .map(|actor| {
            let remedy = Remedy::Merge(actor.name.clone());
            row(actor.name.clone(), actor.kind.name(), Choose::Say(Box::new(Correction { remedy, ..draft.clone() })))
        })
        .collect();
    if rows.is_empty() {
        return told(model, "this article names nobody else");
    }
    let title = format!("“{}” is the same as …", short(&draft.name));
    model.overlay = Some(Overlay::Picker(Picker::new(&title, rows)));
    Vec::new()
}

/// Asks how far a correction holds. A claim is said once: there is nothing to ask.
pub fn choose_reach(model: &mut Model, draft: Correction) -> Vec<Effect> {
    if draft.detected == Detected::Claim {
        return say(model, Correction { reach: Reach::Mention, ..draft });
    }
    let name = match draft.remedy {
        Remedy::Split => short(&draft.anchor.quote),
        _ => short(&draft.name),
    };
    let words = |reach: Reach| match reach {
        Reach::Article => format!("every “{name}” in this article"),
        Reach::Mention => "this mention only".to_owned(),
        Reach::Everywhere => format!("every “{name}”, in all articles and in those to come"),
    };
    let order = match draft.remedy {
        Remedy::Split => [Reach::Mention, Reach::Article, Reach::Everywhere],
        _ => [Reach::Article, Reach::Mention, Reach::Everywhere],
    };
    let rows = order.iter().enumerate().map(|(at, reach)| {
        let said = Correction { reach: *reach, ..draft.clone() };
        row(format!("{} {}", at + 1, words(*reach)), "", Choose::Correct(Box::new(said)))
    });
    let rows = rows.collect();
    let title = match &draft.remedy {
        Remedy::Kind(kind) => format!("{}:", with_article(kind)),
        Remedy::Reject => format!("{}:", nothing(draft.detected)),
        Remedy::Split => "somebody else:".to_owned(),
        Remedy::Merge(other) => format!("the same as {}:", short(other)),
    };
    open(model, &title, rows)
}

/// Lays a correction over the article; an earlier word on the same thing is taken back with it.
pub fn say(model: &mut Model, correction: Correction) -> Vec<Effect> {
    if let Some(reader) = &mut model.reader {
        reader.selection = None;
    }
    let earlier = model.reader.iter().flat_map(|reader| &reader.corrections);
    let void = earlier.filter(|earlier| correction.replaces(earlier)).map(|earlier| earlier.id.clone());
    let mut changes: Vec<Change> = void.map(Change::Uncorrect).collect();
    let label = correction.sentence();
    changes.push(Change::Correct(Box::new(correction)));
    apply(changes, &label)
}

/// Takes a correction back.
pub fn take_back(model: &Model, id: CorrectionId) -> Vec<Effect> {
    let corrections = model.reader.iter().flat_map(|reader| &reader.corrections);
    let sentence = corrections.filter(|said| said.id == id).map(Correction::sentence).next().unwrap_or_default();
    apply(vec![Change::Uncorrect(id)], &format!("no longer: {sentence}"))
}

fn choose_what_to_take_back(model: &mut Model) -> Vec<Effect> {
    let said = model.reader.iter().flat_map(|reader| &reader.corrections);
    let rows: Vec<Choice<Choose>> = said.map(taken_back).collect();
    if rows.is_empty() {
        return told(
            model,
            "nothing was detected here; select a name that was missed, or step to what was with ]a ]f ]c",
        );
    }
    open(model, "Nothing is detected here. Corrections in this article:", rows)
}

fn taken_back(correction: &Correction) -> Choice<Choose> {
    row(format!("0 take back: {}", correction.sentence()), "", Choose::TakeBack(correction.id.clone()))
}

fn row(label: String, aside: &str, value: Choose) -> Choice<Choose> {
    Choice { label, aside: aside.to_owned(), value }
}

/// Rows that begin with a digit are chosen by it at once.
fn open(model: &mut Model, title: &str, rows: Vec<Choice<Choose>>) -> Vec<Effect> {
    let digit = |row: &Choice<Choose>| row.label.chars().next().filter(char::is_ascii_digit);
    let keys = rows.iter().filter_map(|row| Some((digit(row)?, row.value.clone()))).collect();
    let mut picker = Picker::new(title, rows);
    picker.keys = keys;
    model.overlay = Some(Overlay::Picker(picker));
    Vec::new()
}

/// The first words of a name, for titles.
fn short(name: &str) -> String {
    crate::app::answering::shortened(name)
}
