//! `template`: a template of the user's over the same data as the other formats.

use crate::export::citation::{citation, page_link, way_back};
use crate::export::marks::{Marked, marks_json};
use crate::export::note::note_json;
use crate::export::{Circumstances, Dossier, Export, ExportError, ExportFile};
use crate::text::CodePoints;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value as Shown};
use serde_json::{Map, Value, json};

/// Steps a template may take: enough for every use, not for an endless loop.
const FUEL: u64 = 500_000;
/// Steps more for each article and each note.
const FUEL_EACH: u64 = 20_000;

/// One file, what the template makes of all articles.
pub(super) fn export(dossiers: &[Dossier], circumstances: &Circumstances) -> Result<Export, ExportError> {
    let Some(source) = &circumstances.template else {
        return Err(ExportError::Missing("the format template needs --template FILE".into()));
    };
    let ending = circumstances.template_ending.as_deref().unwrap_or("txt");
    let ending: String = ending.chars().filter(char::is_ascii_alphanumeric).collect();
    let mut engine = Environment::new();
    engine.set_undefined_behavior(UndefinedBehavior::Strict);
    let things: usize = dossiers.iter().map(|dossier| 1 + dossier.annotations.len()).sum();
    engine.set_fuel(Some(FUEL + FUEL_EACH.saturating_mul(things as u64)));
    let markup = matches!(ending.as_str(), "html" | "htm" | "xml");
    engine.set_auto_escape_callback(move |_| if markup { AutoEscape::Html } else { AutoEscape::None });
    let articles: Vec<Value> = dossiers.iter().map(article_json).collect();
    let context = json!({"articles": articles, "now": circumstances.now, "author": circumstances.author});
    let made = engine.render_str(source, shown(&context)).map_err(wrong)?;
    let file = ExportFile::whole(format!("notes.{ending}"), made.into_bytes());
    Ok(Export { files: vec![file], warnings: Vec::new() })
}

fn wrong(error: minijinja::Error) -> ExportError {
    let line = error.line().map(|line| format!("line {line}: ")).unwrap_or_default();
    let detail = error.detail().map(|detail| format!(": {detail}")).unwrap_or_default();
    ExportError::Template(format!("{line}{}{detail}", error.kind()))
}

/// The same value in the template's terms.
fn shown(value: &Value) -> Shown {
    match value {
        Value::Null => Shown::from(()),
        Value::Bool(flag) => Shown::from(*flag),
        Value::Number(number) => match number.as_i64() {
            Some(whole) => Shown::from(whole),
            None => Shown::from(number.as_f64().unwrap_or_default()),
        },
        Value::String(text) => Shown::from(text),
        Value::Array(list) => list.iter().map(shown).collect(),
        Value::Object(map) => Shown::from_pairs(map.iter().map(|(key, value)| (key, shown(value)))),
    }
}

/// What a template sees of an article: its citation, its text and marks as `show --json` tells them, its notes.
fn article_json(dossier: &Dossier) -> Value {
    let article = &dossier.article;
    let meta = &article.meta;
    let points = CodePoints::new(article.body.text());
    let sha256 = article.body.sha256();
    let mut out = Map::new();
    let about = json!({
        "id": article.id.0, "title": meta.title, "authors": meta.authors, "outlet": meta.outlet, "url": meta.url,
        "published": meta.published, "fetched": meta.fetched, "language": meta.language, "revision": article.revision,
        "tags": dossier.tags, "read": dossier.read, "starred": dossier.starred, "citation": citation(meta),
    });
    out.extend(about.as_object().cloned().unwrap_or_default());
    out.extend(marks_json(&Marked { body: &article.body, found: &dossier.found }));
    let notes = dossier.in_order().into_iter().map(|note| {
        let here = note.anchor.text_sha256 == sha256;
        let mut row = note_json(note, here.then_some(&points));
        row.insert("link".into(), page_link(meta, &note.anchor).into());
        row.insert("open".into(), way_back(article, note).into());
        Value::Object(row)
    });
    out.insert("notes".into(), notes.collect());
    Value::Object(out)
}
