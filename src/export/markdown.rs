//! `markdown`: an article's notes as an Obsidian page. Our part stands between two markers; around it the page is the
//! user's.

use crate::export::citation::{annotated, citation, date, judged, page_link, paragraphs, verdict_words, way_back};
use crate::export::names::{stem, tail};
use crate::export::neutral::{escape, link_target, tame};
use crate::export::{Circumstances, Dossier, Export, ExportError, ExportFile, Part};
use crate::text::{AnchorState, Annotation, Evidence, printable};
use std::collections::BTreeMap;
use std::fmt::Write;

/// The line before our part.
pub(super) const BEGIN: &str = "<!-- dateline:begin -->";
/// The line after it.
pub(super) const END: &str = "<!-- dateline:end -->";

/// Where a note stands, so that others can link to it: the page's name and the block id.
type Places<'d> = BTreeMap<&'d str, (String, String)>;

/// One page for each article that has notes.
pub(super) fn export(dossiers: &[Dossier], _: &Circumstances) -> Result<Export, ExportError> {
    let mut places = Places::new();
    for dossier in dossiers {
        let page = stem(&dossier.article);
        places.extend(dossier.annotations.iter().map(|note| (note.id.0.as_str(), (page.clone(), block_id(note)))));
    }
    let noted = dossiers.iter().filter(|dossier| !dossier.annotations.is_empty());
    let files = noted.map(|dossier| ExportFile {
        name: format!("{}.md", stem(&dossier.article)),
        bytes: page(dossier, &places).into_bytes(),
        part: Some(part(dossier)),
    });
    Ok(Export { files: files.collect(), warnings: Vec::new() })
}

/// A Markdown page is ours when its front matter names the article.
pub(super) fn part(dossier: &Dossier) -> Part {
    Part { sign: id_line(dossier), begin: BEGIN, end: END }
}

fn id_line(dossier: &Dossier) -> String {
    format!("dateline-id: {}", quoted(&dossier.article.id.0))
}

fn page(dossier: &Dossier, places: &Places<'_>) -> String {
    let mut out = front_matter(dossier);
    let _ = write!(out, "\n{BEGIN}\n");
    let cited = citation(&dossier.article.meta);
    let _ = writeln!(out, "{}", escape(&printable(&cited)));
    for note in dossier.in_order() {
        out.push('\n');
        write_note(dossier, note, places, &mut out);
    }
    let _ = write!(out, "\n{END}\n");
    out
}

/// The names that Obsidian's Web Clipper uses, and ours.
pub(super) fn front_matter(dossier: &Dossier) -> String {
    let meta = &dossier.article.meta;
    let mut out = String::from("---\n");
    let _ = writeln!(out, "title: {}", quoted(&meta.title));
    let _ = writeln!(out, "source: {}", quoted(meta.url.as_deref().unwrap_or_default()));
    list(&mut out, "author", meta.authors.iter().map(|author| format!("[[{}]]", bare_name(author))));
    let _ = writeln!(out, "published: {}", meta.published.as_deref().and_then(date).unwrap_or_default());
    let _ = writeln!(out, "created: {}", date(&meta.fetched).unwrap_or_default());
    let _ = writeln!(out, "description: {}", quoted(&description(dossier)));
    list(&mut out, "tags", dossier.tags.iter().map(|tag| tag_word(tag)));
    let _ = writeln!(out, "{}", id_line(dossier));
    out.push_str("---\n");
    out
}

fn list(out: &mut String, key: &str, items: impl Iterator<Item = String>) {
    let items: Vec<String> =
        items.filter(|item| !item.is_empty()).map(|item| format!("  - {}\n", quoted(&item))).collect();
    let _ = if items.is_empty() { writeln!(out, "{key}: []") } else { write!(out, "{key}:\n{}", items.concat()) };
}

/// A YAML text in double quotes, which is a JSON text.
fn quoted(text: &str) -> String {
    serde_json::Value::from(printable(text).into_owned()).to_string()
}

/// A name inside `[[…]]` must not end the link.
fn bare_name(name: &str) -> String {
    printable(name).replace(['[', ']', '|', '#', '^'], " ").trim().to_owned()
}

/// A tag as Obsidian takes it: no spaces, no punctuation but `-`, `_` and `/`.
pub(super) fn tag_word(tag: &str) -> String {
    let kept = |c: char| if c.is_alphanumeric() || matches!(c, '-' | '_' | '/') { c } else { '-' };
    tag.trim().trim_start_matches('#').chars().map(kept).collect::<String>().trim_matches('-').to_owned()
}

/// The beginning of the text.
fn description(dossier: &Dossier) -> String {
    let body = &dossier.article.body;
    let first = body.blocks().iter().map(|block| block.span.of(body.text())).find(|text| text.len() > 40);
    let mut short: String = printable(first.unwrap_or_default()).chars().take(200).collect();
    if first.is_some_and(|first| first.chars().count() > 200) {
        short.push('…');
    }
    short
}

/// The id of the block that a note's quote is: `^` and these letters.
fn block_id(note: &Annotation) -> String {
    format!("dl-{}", tail(&note.id.0, 12))
}

fn write_note(dossier: &Dossier, note: &Annotation, places: &Places<'_>, out: &mut String) {
    let quote: Vec<String> = paragraphs(&note.anchor.quote).map(|line| format!("> {}\n", shown(line).trim())).collect();
    out.push_str(&quote.join(">\n"));
    let _ = write!(out, "\n^{}\n\n", block_id(note));
    if !note.note.trim().is_empty() {
        let _ = writeln!(out, "{}", tame(note.note.trim()));
    }
    for (name, value) in facts(dossier, note, places) {
        let _ = writeln!(out, "- {name}: {value}");
    }
}

/// What is known of a note, a line each, in a fixed order.
fn facts(dossier: &Dossier, note: &Annotation, places: &Places<'_>) -> Vec<(&'static str, String)> {
    let shown = |text: &String| shown(text);
    let mut rows: Vec<(&'static str, String)> = Vec::new();
    rows.extend(note.statement.as_ref().map(|text| ("claim", shown(text))));
    rows.extend(note.speaker.as_ref().map(|text| ("speaker", shown(text))));
    rows.extend(note.stance.map(|stance| ("stance", stance.name().to_owned())));
    rows.extend(judged(note).map(|words| ("verdict", shown(&words))));
    rows.extend(annotated(note).map(|words| ("annotated words", format!("“{}”", escape(&printable(words))))));
    rows.extend(note.earlier.iter().map(|verdict| ("earlier verdict", escape(&printable(&verdict_words(verdict))))));
    let tags: Vec<String> =
        note.tags.iter().map(|tag| format!("#{}", tag_word(tag))).filter(|tag| tag.len() > 1).collect();
    rows.extend((!tags.is_empty()).then(|| ("tags", tags.join(" "))));
    rows.extend(note.colour.as_ref().map(|colour| ("colour", shown(colour))));
    rows.extend(note.evidence.iter().map(|evidence| ("evidence", evidence_words(evidence, places))));
    for link in &note.links {
        rows.push(("link", format!("{} {}", link.relation.name(), wiki_link(&link.to.0, places))));
    }
    for appearance in &note.appearances {
        let words = quotation(&appearance.quote, appearance.url.as_deref());
        rows.push(("also", format!("{words} ({})", shown(&appearance.manner_words()))));
    }
    if !matches!(note.state, AnchorState::Exact | AnchorState::Moved) {
        rows.push(("passage", format!("{} in the present revision", note.state.name())));
    }
    rows.push(("status", note.status.name().to_owned()));
    rows.extend(note.author.as_ref().map(|author| ("by", shown(author))));
    rows.push(("written", times(note)));
    let back = way_back(&dossier.article, note);
    let page = page_link(&dossier.article.meta, &note.anchor).map(|page| format!("[page]({page}) · "));
    rows.push(("open", format!("{}[dateline]({back})", page.unwrap_or_default())));
    rows
}

fn times(note: &Annotation) -> String {
    let (created, modified) = (printable(&note.created), printable(&note.modified));
    if created == modified { escape(&created) } else { format!("{}, changed {}", escape(&created), escape(&modified)) }
}

fn evidence_words(evidence: &Evidence, places: &Places<'_>) -> String {
    let mut out = evidence.bearing.name().to_owned();
    match (&evidence.url, &evidence.note) {
        (Some(url), _) => {
            let _ = write!(out, " {}", linked(&escape(&printable(url)), Some(url)));
        }
        (None, Some(note)) => {
            let _ = write!(out, " {}", wiki_link(&note.0, places));
        }
        (None, None) => {}
    }
    if let Some(quote) = &evidence.quote {
        let _ = write!(out, " {}", quotation(quote, None));
    }
    if let Some(copy) = &evidence.archived {
        let _ = write!(out, ", {}", linked("copy", Some(copy)));
    }
    if let Some(accessed) = &evidence.accessed {
        let _ = write!(out, ", seen {}", escape(&printable(date(accessed).unwrap_or(accessed))));
    }
    out
}

/// `words` as a link where the address is one of the web, else the words alone.
fn linked(words: &str, url: Option<&str>) -> String {
    match url.and_then(link_target) {
        Some(target) => format!("[{words}]({target})"),
        None => words.to_owned(),
    }
}

/// Text of an article, letter by letter, in one line.
fn shown(text: &str) -> String {
    escape(&printable(text))
}

/// Quoted words inside an item of a list, its paragraphs apart; a link can only be made of one of them.
fn quotation(text: &str, url: Option<&str>) -> String {
    let lines: Vec<String> = paragraphs(text).map(shown).collect();
    let last = lines.len().saturating_sub(1);
    let lines = lines.iter().enumerate().map(|(at, line)| {
        let (open, close) = (if at == 0 { "“" } else { "" }, if at == last { "”" } else { "" });
        let line = format!("{open}{line}{close}");
        if at == last { linked(&line, url) } else { line }
    });
    lines.collect::<Vec<_>>().join("\n\n  ")
}

/// A link to the block of another note; a note that is not in this export is named only.
fn wiki_link(id: &str, places: &Places<'_>) -> String {
    match places.get(id) {
        Some((page, block)) => format!("[[{page}#^{block}]]"),
        None => escape(&printable(id)),
    }
}
