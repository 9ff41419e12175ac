//! Forms for the parts of a claim that have more than one field: its verdict, a piece of evidence, an appearance.

use crate::app::commands::told;
use crate::app::effect::{Effect, Source};
use crate::app::errand::Errand;
use crate::app::form::{Filling, Form, FormRow};
use crate::app::model::{Choose, Model, Overlay};
use crate::app::picker::{Choice, Picker};
use crate::app::shelving::apply;
use crate::app::tools::titled;
use crate::keys::Command;
use crate::text::{Annotation, Appearance, ArticleId, Bearing, Change, Evidence, Manner, Stance, Verdict};
use jiff::civil::Date;

/// The rows of the form for evidence.
const FROM: usize = 0;
const ADDRESS: usize = 1;
const BEARING: usize = 2;
const QUOTE: usize = 3;
const ARCHIVED: usize = 4;
const ACCESSED: usize = 5;

/// The title of the picker for the article a claim appears in.
pub const WHERE_ELSE: &str = "Where is it claimed too?";

/// The title of the picker for the article a piece of evidence is in.
pub const WHERE: &str = "In which article is it?";

/// The word for the day it is, which only the outside knows.
const TODAY: &str = "today";

fn show(model: &mut Model, filling: Filling, claim: Annotation, rows: Vec<FormRow>, focus: usize) -> Vec<Effect> {
    model.overlay = Some(Overlay::Form(Box::new(Form { filling, claim, rows, focus, fault: None })));
    Vec::new()
}

/// The form for a verdict and how sure it is.
pub fn verdict(model: &mut Model, claim: Annotation) -> Vec<Effect> {
    let scale = model.settings.codebook.verdicts.iter();
    let mut options: Vec<(Option<char>, String)> = vec![(Some('0'), "none".into())];
    options.extend(scale.map(|label| (label.key, label.name.clone())));
    let label = claim.verdict.as_ref().map(|verdict| verdict.label.clone());
    let at = match &label {
        Some(label) => options.iter().position(|(_, name)| name == label),
        None => Some(0),
    };
    let at = at.unwrap_or_else(|| {
        // A label that the scale no longer has stays what it is.
        options.push((None, label.unwrap_or_default()));
        options.len() - 1
    });
    let sure =
        claim.verdict.as_ref().and_then(|verdict| verdict.confidence).map(|share| format!("{:.0}", share * 100.0));
    let rows = vec![
        FormRow::choice("Verdict", options, at),
        FormRow::text("Confidence", "how sure you are, 0 to 100 %", sure.as_deref()),
    ];
    show(model, Filling::Verdict, claim, rows, 0)
}

/// The form for the speaker, the speaker's stance, and whether the claim was first made here.
pub fn speaker(model: &mut Model, claim: Annotation) -> Vec<Effect> {
    let stances = Stance::ALL.iter().map(|stance| (None, stance.name().to_owned())).collect();
    let stance = claim.stance.unwrap_or_default();
    let at = Stance::ALL.iter().position(|known| *known == stance).unwrap_or(0);
    let rows = vec![
        FormRow::text("Speaker", "a name, or how the article calls them", claim.speaker.as_deref()),
        FormRow::choice("Stance", stances, at),
        first_made(claim.first),
    ];
    show(model, Filling::Speaker, claim, rows, 0)
}

/// The row that asks whether a passage is where a claim was first made.
fn first_made(first: bool) -> FormRow {
    FormRow::choice("First made", FIRST.iter().map(|word| (None, (*word).to_owned())).collect(), usize::from(first))
}

const FIRST: [&str; 2] = ["not known", "here"];

/// The form for a piece of evidence: a new one, or the one of this number.
pub fn evidence(model: &mut Model, claim: Annotation, index: Option<usize>) -> Vec<Effect> {
    let fresh = Evidence { accessed: Some(TODAY.into()), ..Evidence::default() };
    let known = index.and_then(|index| claim.evidence.get(index).cloned()).unwrap_or(fresh);
    let passage = known.note.is_some();
    let sources: &[&str] = match (index, passage) {
        (None, _) => &["an address or a file", "a passage that you will choose"],
        (Some(_), false) => &["an address or a file"],
        (Some(_), true) => &["a passage"],
    };
    let sources = sources.iter().map(|word| (None, (*word).to_owned())).collect();
    let bearings = Bearing::ALL.iter().map(|bearing| (None, bearing.name().to_owned())).collect();
    let bearing = Bearing::ALL.iter().position(|bearing| *bearing == known.bearing).unwrap_or(0);
    let accessed = known.accessed.as_deref().map(|date| date.get(..10).unwrap_or(date));
    let rows = vec![
        FormRow::choice("From", sources, 0),
        FormRow::text("Address", "https://… or the path of a file", known.url.as_deref()),
        FormRow::choice("Bearing", bearings, bearing),
        FormRow::text("Quote", "the words that matter", known.quote.as_deref()),
        FormRow::text("Archived", "the address of a copy", known.archived.as_deref()),
        FormRow::text("Accessed", "a date, or today", accessed),
    ];
    show(model, Filling::Evidence(index), claim, rows, ADDRESS)
}

/// The form for an appearance outside the library, or for one that is known.
pub fn appearance(model: &mut Model, claim: Annotation, index: Option<usize>) -> Vec<Effect> {
    let known = index.and_then(|index| claim.appearances.get(index).cloned()).unwrap_or_default();
    let manner = Manner::ALL.iter().position(|manner| *manner == known.manner).unwrap_or(0);
    let rows = vec![
        FormRow::text("Address", "https://…", known.url.as_deref()),
        FormRow::text("Words", "how it is said there", Some(&known.quote)),
        FormRow::text("Published", "a date", known.published.as_deref()),
        FormRow::text("Speaker", "who asserts, denies or cites it there", known.speaker.as_deref()),
        FormRow::choice("Manner", Manner::ALL.iter().map(|manner| (None, manner.name().to_owned())).collect(), manner),
        first_made(known.first),
    ];
    show(model, Filling::Appearance(index), claim, rows, 0)
}

/// Asks in which article the claim is made too.
pub fn choose_place(model: &mut Model, claim: Annotation) -> Vec<Effect> {
    model.errand = Some(Errand::Appearance(Box::new(claim)));
    choose_article(model, WHERE_ELSE, true)
}

fn choose_article(model: &mut Model, title: &str, elsewhere: bool) -> Vec<Effect> {
    let mut rows: Vec<Choice<Choose>> = Vec::new();
    if elsewhere {
        rows.push(Choice {
            label: "outside the library: an address and the words".into(),
            aside: String::new(),
            value: Choose::Elsewhere,
        });
    }
    rows.extend(model.shelf.list.rows().iter().map(|row| titled(row, true)));
    model.overlay = Some(Overlay::Picker(Picker::new(title, rows)));
    Vec::new()
}

/// An article was chosen for the errand begun: the reader goes there and chooses the words.
pub fn go_there(id: ArticleId) -> Vec<Effect> {
    vec![Effect::Open(Source::Library(id))]
}

/// The appearance is outside the library: the form for it.
pub fn elsewhere(model: &mut Model) -> Vec<Effect> {
    match model.errand.take() {
        Some(Errand::Appearance(claim)) => appearance(model, *claim, None),
        _ => Vec::new(),
    }
}

/// Carries out a command in a form.
pub fn run(model: &mut Model, command: Command) -> Vec<Effect> {
    let Some(Overlay::Form(form)) = &mut model.overlay else { return Vec::new() };
    match command {
        Command::NextPane | Command::Down => form.turn(false),
        Command::PreviousPane | Command::Up => form.turn(true),
        Command::Accept => return save(model),
        Command::Cancel => {
            model.overlay = None;
            model.tell("not saved");
        }
        _ => {}
    }
    Vec::new()
}

/// Saves what the form says, or says what is wrong with it.
fn save(model: &mut Model) -> Vec<Effect> {
    let Some(Overlay::Form(form)) = model.overlay.clone() else { return Vec::new() };
    let saved = match form.filling {
        Filling::Verdict => judged(model, &form),
        Filling::Speaker => Ok(spoken(&form)),
        Filling::Evidence(None) if form.choice(FROM) == 1 => return passage_wanted(model, &form),
        Filling::Evidence(index) => proved(&form, index),
        Filling::Appearance(index) => appeared(&form, index),
    };
    match saved {
        Ok((claim, _)) if claim == form.claim => {
            model.overlay = None;
            told(model, "nothing was changed")
        }
        Ok((claim, label)) => {
            model.overlay = None;
            apply(vec![Change::Annotate(Box::new(claim))], &label)
        }
        Err(fault) => {
            if let Some(Overlay::Form(form)) = &mut model.overlay {
                form.fault = Some(fault);
            }
            Vec::new()
        }
    }
}

type Filled = Result<(Annotation, String), String>;

fn judged(model: &Model, form: &Form) -> Filled {
    let mut claim = form.claim.clone();
    let label = match form.rows.first().map(|row| &row.entry) {
        Some(crate::app::form::Entry::Choice(options, at)) if *at > 0 => options.get(*at).map(|(_, name)| name.clone()),
        _ => None,
    };
    let confidence = form.text(1).map(|typed| share(&typed)).transpose()?;
    let done = label.clone().unwrap_or_else(|| "none".into());
    let value = label.as_ref().and_then(|label| model.settings.verdict(label)).and_then(|label| label.value);
    claim.judge(label.map(|label| Verdict { label, value, confidence, decided: None }));
    claim.confirm();
    Ok((claim, format!("verdict {done}")))
}

fn spoken(form: &Form) -> (Annotation, String) {
    let mut claim = form.claim.clone();
    claim.speaker = form.text(0);
    let stance = Stance::ALL.get(form.choice(1)).copied().unwrap_or_default();
    // A stance that nobody has chosen stays unsaid.
    claim.stance = claim.stance.or(Some(stance).filter(|stance| *stance != Stance::Says)).map(|_| stance);
    claim.first = form.choice(2) == 1;
    (claim, "speaker of a claim".into())
}

/// A share from per cents as typed.
fn share(typed: &str) -> Result<f64, String> {
    let number: Option<f64> = typed.trim_end_matches(['%', ' ']).replace(',', ".").parse().ok();
    match number {
        Some(number) if (0.0..=100.0).contains(&number) => Ok(number / 100.0),
        _ => Err("the confidence is a number from 0 to 100".into()),
    }
}

/// A day as typed; nothing typed is nothing known.
fn day(typed: Option<String>, known: Option<&String>) -> Result<Option<String>, String> {
    let Some(typed) = typed else { return Ok(None) };
    // The time of day is not shown and stays.
    if let Some(known) = known.filter(|known| known.starts_with(&typed)) {
        return Ok(Some(known.clone()));
    }
    if typed == TODAY {
        return Ok(Some(typed));
    }
    match typed.parse::<Date>() {
        Ok(day) => Ok(Some(day.to_string())),
        Err(_) => Err(format!("“{typed}” is no date; write it like 2026-03-05")),
    }
}

fn filled_evidence(form: &Form, known: Evidence) -> Result<Evidence, String> {
    Ok(Evidence {
        url: form.text(ADDRESS),
        quote: form.text(QUOTE),
        archived: form.text(ARCHIVED),
        accessed: day(form.text(ACCESSED), known.accessed.as_ref())?,
        bearing: Bearing::ALL.get(form.choice(BEARING)).copied().unwrap_or_default(),
        note: known.note,
    })
}

fn proved(form: &Form, index: Option<usize>) -> Filled {
    let mut claim = form.claim.clone();
    let known = index.and_then(|index| claim.evidence.get(index).cloned()).unwrap_or_default();
    let evidence = filled_evidence(form, known)?;
    if evidence.url.is_none() && evidence.note.is_none() && evidence.quote.is_none() {
        return Err("an address or a quote is needed".into());
    }
    match index.and_then(|index| claim.evidence.get_mut(index)) {
        Some(there) => *there = evidence,
        None => claim.evidence.push(evidence),
    }
    Ok((claim, "evidence".into()))
}

/// The evidence is a passage: the rest of the form is kept while the reader chooses it.
fn passage_wanted(model: &mut Model, form: &Form) -> Vec<Effect> {
    match filled_evidence(form, Evidence::default()) {
        Ok(evidence) => {
            // A passage of the library is no page of the web; it was read when it came.
            let evidence = Evidence { url: None, accessed: None, ..evidence };
            model.errand = Some(Errand::Evidence(Box::new(form.claim.clone()), Box::new(evidence)));
            choose_article(model, WHERE, false)
        }
        Err(fault) => {
            if let Some(Overlay::Form(form)) = &mut model.overlay {
                form.fault = Some(fault);
            }
            Vec::new()
        }
    }
}

fn appeared(form: &Form, index: Option<usize>) -> Filled {
    let mut claim = form.claim.clone();
    let known = index.and_then(|index| claim.appearances.get(index).cloned()).unwrap_or_default();
    let published = day(form.text(2), known.published.as_ref())?;
    let appearance = Appearance {
        url: form.text(0),
        quote: form.text(1).unwrap_or_default(),
        published,
        article: known.article,
        speaker: form.text(3),
        manner: Manner::ALL.get(form.choice(4)).copied().unwrap_or_default(),
        first: form.choice(5) == 1,
    };
    if appearance.url.is_none() && appearance.article.is_none() {
        return Err("the address is needed".into());
    }
    match index.and_then(|index| claim.appearances.get_mut(index)) {
        Some(there) => *there = appearance,
        None => claim.appearances.push(appearance),
    }
    Ok((claim, "appearance of a claim".into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_and_days_are_read_as_people_write_them() {
        for (typed, want) in
            [("80", Some(0.8)), ("80 %", Some(0.8)), ("12,5%", Some(0.125)), ("101", None), ("x", None)]
        {
            assert_eq!(share(typed).ok(), want, "{typed}");
        }
        let known = "2026-03-05T10:00:00Z".to_owned();
        for (typed, want) in [
            (None, Ok(None)),
            (Some("2026-03-05"), Ok(Some(known.clone()))),
            (Some("2026-03-06"), Ok(Some("2026-03-06".to_owned()))),
            (Some("today"), Ok(Some("today".to_owned()))),
        ] {
            assert_eq!(day(typed.map(str::to_owned), Some(&known)), want);
        }
        assert!(day(Some("5 March".into()), None).is_err());
    }
}
