//! Tools that open over the screen: palette, pickers, help, legend, export.

use crate::app::answering::preview;
use crate::app::commands::told;
use crate::app::effect::Effect;
use crate::app::export_dialog::{ExportDialog, Scope};
use crate::app::field::Field;
use crate::app::many;
use crate::app::model::{Choose, Help, Model, Overlay, Screen};
use crate::app::picker::{Choice, Picker};
use crate::app::shelving::marked_query;
use crate::keys::{Command, chord_text};
use crate::text::{AnnotationKind, InlineKind, Listing};

fn pick(model: &mut Model, title: &str, rows: Vec<Choice<Choose>>) -> Vec<Effect> {
    model.overlay = Some(Overlay::Picker(Picker::new(title, rows)));
    Vec::new()
}

/// Every command that works here, with its key.
pub fn palette(model: &mut Model) -> Vec<Effect> {
    let context = model.context();
    let works = Command::ALL.iter().filter(|command| command.works_in(context) && command.takes().is_none());
    let rows = works
        .map(|command| {
            let keys = model.keymap.chords_of(context, *command);
            let aside = keys.first().map(|chord| chord_text(chord)).unwrap_or_default();
            Choice { label: format!("{} — {}", command.name(), command.help()), aside, value: Choose::Run(*command) }
        })
        .collect();
    pick(model, "Commands", rows)
}

/// Articles by title: those of the list at first, and whatever fits once something is typed.
pub fn find_article(model: &mut Model) -> Vec<Effect> {
    let wanted = model.errand.is_some();
    let rows = model.shelf.list.rows().iter().map(|row| titled(row, wanted)).collect();
    pick(model, ARTICLES, rows)
}

const ARTICLES: &str = "Articles";

/// The titles of the pickers that offer articles: the library is asked for what is typed into them.
const OF_ARTICLES: [&str; 3] = [ARTICLES, crate::app::claims_forms::WHERE_ELSE, crate::app::claims_forms::WHERE];

/// An article in a picker; `wanted` when it is chosen for a passage in it.
pub fn titled(row: &Listing, wanted: bool) -> Choice<Choose> {
    let id = row.id.clone();
    Choice {
        label: row.title.clone(),
        aside: row.outlet.clone().unwrap_or_default(),
        value: if wanted { Choose::Passage(id) } else { Choose::Article(id) },
    }
}

/// Looks for titles when something is typed over them: the list may be too long to be at hand.
pub fn find_titles(model: &mut Model) -> Vec<Effect> {
    let Some(Overlay::Picker(picker)) = &model.overlay else { return Vec::new() };
    let typed = picker.field.text().trim().to_owned();
    if !OF_ARTICLES.contains(&picker.title.as_str()) || typed.is_empty() {
        return Vec::new();
    }
    let ticket = model.next_ticket();
    model.shelf.sought = ticket;
    vec![Effect::Titles { ticket, typed }]
}

/// Shows the titles found, below those that were at hand.
pub fn take_titles(model: &mut Model, found: &[Listing]) {
    let wanted = model.errand.is_some();
    if let Some(Overlay::Picker(picker)) = &mut model.overlay
        && OF_ARTICLES.contains(&picker.title.as_str())
    {
        picker.add(found.iter().map(|row| titled(row, wanted)).collect());
    }
}

/// The themes; moving over them shows them.
pub fn choose_theme(model: &mut Model) -> Vec<Effect> {
    let rows = model.themes.iter().map(|name| Choice {
        label: name.clone(),
        aside: String::new(),
        value: Choose::Theme(name.clone()),
    });
    let rows = rows.collect();
    pick(model, "Themes", rows)
}

/// The verdicts of the configured scale, for the claim or note under the cursor.
pub fn choose_verdict(model: &mut Model) -> Vec<Effect> {
    let count = many::subjects(model, AnnotationKind::Claim).len();
    if count == 0 {
        return told(model, "there is nothing here to give a verdict on");
    }
    let mut rows: Vec<Choice<Choose>> = model
        .settings
        .codebook
        .verdicts
        .iter()
        .map(|label| Choice {
            label: match label.definition.as_str() {
                "" => format!("{} {}", label.sign, label.name),
                says => format!("{} {} — {says}", label.sign, label.name),
            },
            aside: label.key.map(String::from).unwrap_or_default(),
            value: Choose::Verdict(Some(label.name.clone())),
        })
        .collect();
    rows.push(Choice { label: "no verdict".into(), aside: String::new(), value: Choose::Verdict(None) });
    let keyed = model.settings.codebook.verdicts.iter();
    let keys = keyed.filter_map(|label| Some((label.key?, Choose::Verdict(Some(label.name.clone())))));
    let title = if count > 1 { format!("Verdict on {count} notes") } else { "Verdict".to_owned() };
    let mut picker = Picker::new(&title, rows);
    picker.keys = keys.collect();
    model.overlay = Some(Overlay::Picker(picker));
    Vec::new()
}

/// The links of the article.
pub fn choose_link(model: &mut Model) -> Vec<Effect> {
    let Some(reader) = &model.reader else { return Vec::new() };
    let links = reader.article.body.inlines().iter().filter_map(|inline| match &inline.kind {
        InlineKind::Link(url) => Some((inline.span.of(reader.text()).to_owned(), url.clone())),
        _ => None,
    });
    let rows: Vec<Choice<Choose>> =
        links.map(|(label, url)| Choice { label, aside: url.clone(), value: Choose::Browse(url) }).collect();
    if rows.is_empty() {
        return told(model, "this article has no links");
    }
    pick(model, "Links", rows)
}

/// Help on the keys that work here.
pub fn help(model: &mut Model) -> Vec<Effect> {
    let context = model.context();
    model.overlay = Some(Overlay::Help(Help { context, typed: Field::default(), searching: false, top: 0 }));
    Vec::new()
}

/// What the looks mean.
pub fn legend(model: &mut Model) -> Vec<Effect> {
    model.overlay = Some(Overlay::Legend(crate::app::legend::legend(model)));
    Vec::new()
}

/// Selected notes that can be named in one query: each is a condition of its own.
const MOST_SELECTED: usize = 400;

/// The selected notes as a query.
fn selected_query(model: &Model) -> String {
    let ids = model.notebook.selection().into_iter().map(|(_, note)| format!("id:{}", note.id));
    ids.collect::<Vec<_>>().join(" or ")
}

/// The export dialog.
pub fn export(model: &mut Model) -> Vec<Effect> {
    let article = match model.screen {
        Screen::Reader => model.reader.as_ref().map(|reader| reader.article.id.clone()),
        Screen::Library => model.shelf.list.chosen().map(|row| row.id.clone()),
        Screen::Notes => model.notebook.article().map(|row| row.id.clone()),
        Screen::Claims => model.claims.chosen().map(|(article, _)| article.id.clone()),
        Screen::Claim => model.page.claim().map(|claim| claim.article.clone()),
        Screen::Repair => model.repair.list.chosen().map(|row| row.article.id.clone()),
    };
    let filter = match model.screen {
        Screen::Library => model.shelf.query(),
        Screen::Notes => model.notebook.filter.clone(),
        Screen::Claims if model.claims.filter.is_empty() => "is:claim".to_owned(),
        Screen::Claims => format!("is:claim and ({})", model.claims.filter),
        Screen::Repair => "is:adrift".to_owned(),
        Screen::Reader | Screen::Claim => String::new(),
    };
    let selected = if model.screen == Screen::Notes { model.notebook.selection().len() } else { 0 };
    if selected > MOST_SELECTED {
        return told(
            model,
            format!("at most {MOST_SELECTED} selected notes go out at once; a filter (F) takes any number"),
        );
    }
    let marked = match model.screen {
        Screen::Library => marked_query(model),
        Screen::Notes if selected > 0 => Some(selected_query(model)),
        _ => None,
    };
    let mut dialog = ExportDialog::new(model.formats.clone(), article, marked.as_ref().unwrap_or(&filter));
    if marked.is_some_and(|query| !query.is_empty()) {
        dialog.scope = Scope::Filter;
        dialog.selected = selected;
    }
    model.overlay = Some(Overlay::Export(dialog));
    preview(model)
}
