//! `csl`, `bibtex`, `ris`: the articles as references for citation programs.

use crate::export::citation::{citation, date};
use crate::export::marks::write_json;
use crate::export::names::tail;
use crate::export::neutral::link_target;
use crate::export::{Circumstances, Dossier, Export, ExportError, ExportFile};
use crate::text::{Article, Meta, printable};
use serde_json::{Map, Value, json};
use std::fmt::Write;

/// An author: a person with two names, or a name that must not be taken apart.
enum Author {
    Person { family: String, given: String },
    Whole(String),
}

/// Words by which an author is no person.
const COLLECTIVE: &[&str] = &[
    "press",
    "news",
    "agency",
    "staff",
    "team",
    "desk",
    "editorial",
    "editors",
    "reuters",
    "afp",
    "ap",
    "dpa",
    "bbc",
    "associated",
    "times",
    "post",
    "guardian",
    "office",
    "ministry",
    "organisation",
    "organization",
    "correspondent",
];
/// Words that belong to the family name after them.
const PARTICLES: &[&str] = &["van", "von", "de", "der", "den", "da", "di", "du", "del", "la", "le", "al", "bin", "ibn"];

fn author(name: &str) -> Author {
    let words: Vec<&str> = name.split_whitespace().collect();
    if let Some((family, given)) = name.split_once(',') {
        return Author::Person { family: family.trim().to_owned(), given: given.trim().to_owned() };
    }
    let collective = words.iter().any(|word| COLLECTIVE.contains(&word.to_lowercase().as_str()));
    if collective || !(2..=5).contains(&words.len()) || !name.is_ascii() && name.chars().any(is_ideograph) {
        return Author::Whole(words.join(" "));
    }
    let particle = words.iter().skip(1).position(|word| PARTICLES.contains(&word.to_lowercase().as_str()));
    let cut = particle.map_or(words.len() - 1, |at| at + 1);
    let (given, family) = words.split_at(cut);
    Author::Person { family: family.join(" "), given: given.join(" ") }
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
}

fn only_file(name: &str, bytes: Vec<u8>) -> Export {
    Export { files: vec![ExportFile::whole(name, bytes)], warnings: Vec::new() }
}

/// `brandt2026a4b04`: the same at every export.
fn key(article: &Article) -> String {
    let first = article.meta.authors.first().map(|name| match author(name) {
        Author::Person { family, .. } | Author::Whole(family) => family,
    });
    let name = first.or_else(|| article.meta.outlet.clone()).unwrap_or_default().to_lowercase();
    let name = if name.is_empty() { "article".to_owned() } else { name };
    let letters: String = name.chars().filter(char::is_ascii_alphanumeric).take(20).collect();
    let year: String = article.meta.published.as_deref().and_then(date).unwrap_or_default().chars().take(4).collect();
    format!("{letters}{year}{}", tail(&article.id.0, 6))
}

/// A list of CSL-JSON items.
pub(super) fn csl(dossiers: &[Dossier], _: &Circumstances) -> Result<Export, ExportError> {
    let items: Vec<Value> = dossiers.iter().map(csl_item).collect();
    let mut bytes = Vec::new();
    write_json(&mut bytes, &Value::from(items), true)?;
    bytes.push(b'\n');
    Ok(only_file("references.json", bytes))
}

fn csl_item(dossier: &Dossier) -> Value {
    let meta = &dossier.article.meta;
    let mut item = Map::new();
    let mut put = |key: &str, value: Option<Value>| item.extend(value.map(|value| (key.to_owned(), value)));
    put("id", Some(key(&dossier.article).into()));
    put("type", Some("article-newspaper".into()));
    put("title", Some(meta.title.clone().into()));
    let authors = meta.authors.iter().map(|name| match author(name) {
        Author::Person { family, given } => json!({"family": family, "given": given}),
        Author::Whole(name) => json!({"literal": name}),
    });
    put("author", (!meta.authors.is_empty()).then(|| authors.collect()));
    put("container-title", meta.outlet.clone().map(Value::from));
    put("issued", meta.published.as_deref().and_then(date_parts));
    put("URL", meta.url.as_deref().and_then(link_target).map(Value::from));
    put("accessed", date_parts(&meta.fetched));
    put("language", meta.language.clone().map(Value::from));
    put("keyword", (!dossier.tags.is_empty()).then(|| dossier.tags.join(",").into()));
    put("custom", Some(json!({"dateline-id": dossier.article.id.0})));
    Value::Object(item)
}

fn date_parts(moment: &str) -> Option<Value> {
    let parts = date(moment)?.split('-').map(|part| part.parse::<u32>().ok()).collect::<Option<Vec<_>>>()?;
    Some(json!({"date-parts": [parts]}))
}

/// BibLaTeX.
pub(super) fn bibtex(dossiers: &[Dossier], _: &Circumstances) -> Result<Export, ExportError> {
    let mut out = String::from("% Written by dateline\n");
    for dossier in dossiers {
        write_entry(dossier, &mut out);
    }
    Ok(only_file("references.bib", out.into_bytes()))
}

fn write_entry(dossier: &Dossier, out: &mut String) {
    let meta = &dossier.article.meta;
    let kind = if meta.outlet.is_some() { "article" } else { "online" };
    let _ = write!(out, "\n@{kind}{{{},\n", key(&dossier.article));
    let authors: Vec<String> = meta
        .authors
        .iter()
        .map(|name| match author(name) {
            Author::Person { family, given } => format!("{}, {}", tex(&family), tex(&given)),
            Author::Whole(name) => format!("{{{}}}", tex(&name)),
        })
        .collect();
    let fields = [
        ("author", authors.join(" and ")),
        ("title", format!("{{{}}}", tex(&meta.title))),
        ("journaltitle", tex(meta.outlet.as_deref().unwrap_or_default())),
        ("entrysubtype", if meta.outlet.is_some() { "newspaper".into() } else { String::new() }),
        ("date", meta.published.as_deref().and_then(date).unwrap_or_default().to_owned()),
        ("url", meta.url.as_deref().and_then(link_target).unwrap_or_default().replace('%', "\\%").replace('#', "\\#")),
        ("urldate", date(&meta.fetched).unwrap_or_default().to_owned()),
        ("keywords", tex(&dossier.tags.join(", "))),
    ];
    for (name, value) in fields.iter().filter(|(_, value)| !value.is_empty()) {
        let _ = writeln!(out, "  {name} = {{{value}}},");
    }
    out.push_str("}\n");
}

/// Text without what TeX would act on; braces are named, for BibTeX counts them even when they are escaped.
fn tex(text: &str) -> String {
    let mut out = String::new();
    for c in printable(text).chars() {
        match c {
            '\\' => out.push_str("\\textbackslash{}"),
            '{' => out.push_str("\\textbraceleft{}"),
            '}' => out.push_str("\\textbraceright{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '%' | '#' | '&' | '$' | '_' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

/// RIS, lines ended as it demands.
pub(super) fn ris(dossiers: &[Dossier], _: &Circumstances) -> Result<Export, ExportError> {
    let mut out = String::new();
    for dossier in dossiers {
        write_record(dossier, &mut out);
    }
    Ok(only_file("references.ris", out.into_bytes()))
}

fn write_record(dossier: &Dossier, out: &mut String) {
    let meta = &dossier.article.meta;
    let mut line = |tag: &str, value: &str| {
        let value = printable(value);
        if !value.trim().is_empty() || tag == "ER" {
            let _ = write!(out, "{tag}  - {}\r\n", value.trim());
        }
    };
    line("TY", "NEWS");
    line("ID", &key(&dossier.article));
    line("TI", &meta.title);
    for name in &meta.authors {
        match author(name) {
            Author::Person { family, given } => line("AU", &format!("{family}, {given}")),
            Author::Whole(name) => line("AU", &name),
        }
    }
    line("T2", meta.outlet.as_deref().unwrap_or_default());
    let day = meta.published.as_deref().and_then(date).unwrap_or_default();
    line("PY", day.get(..4).unwrap_or_default());
    line("DA", &day.replace('-', "/"));
    line("UR", &meta.url.as_deref().and_then(link_target).unwrap_or_default());
    line("Y2", &date(&meta.fetched).unwrap_or_default().replace('-', "/"));
    line("LA", meta.language.as_deref().unwrap_or_default());
    dossier.tags.iter().for_each(|tag| line("KW", tag));
    line("N1", &cited(meta, dossier));
    line("DP", "dateline");
    line("ER", "");
}

/// The notes in a line, so that they show in the citation program.
fn cited(meta: &Meta, dossier: &Dossier) -> String {
    let notes = dossier.in_order().into_iter().filter(|note| !note.note.is_empty());
    let notes: Vec<String> = notes.map(|note| format!("“{}” {}", note.anchor.quote, note.note)).collect();
    if notes.is_empty() { String::new() } else { format!("{}: {}", citation(meta), notes.join(" · ")) }
}
