//! `org`: a headline for the article and one for each note, with the properties that org-remark reads.

use crate::export::citation::{citation, date, judged, page_link, paragraphs, standing, verdict_words, way_back};
use crate::export::markdown::tag_word;
use crate::export::names::stem;
use crate::export::{Circumstances, Dossier, Export, ExportError, ExportFile, Part};
use crate::text::{Annotation, CodePoints, Evidence, Verdict, printable};
use std::collections::BTreeSet;
use std::fmt::Write;

const BEGIN: &str = "# dateline:begin";
const END: &str = "# dateline:end";

/// One file for each article that has notes.
pub(super) fn export(dossiers: &[Dossier], circumstances: &Circumstances) -> Result<Export, ExportError> {
    let noted = dossiers.iter().filter(|dossier| !dossier.annotations.is_empty());
    let files = noted.map(|dossier| ExportFile {
        name: format!("{}.org", stem(&dossier.article)),
        bytes: page(dossier, circumstances).into_bytes(),
        part: Some(Part { sign: id_line(dossier), begin: BEGIN, end: END }),
    });
    Ok(Export { files: files.collect(), warnings: Vec::new() })
}

fn id_line(dossier: &Dossier) -> String {
    format!(":dateline-id: {}", one_line(&dossier.article.id.0))
}

fn page(dossier: &Dossier, circumstances: &Circumstances) -> String {
    let meta = &dossier.article.meta;
    let mut out = format!("{BEGIN}\n{}", keywords(dossier, circumstances));
    let _ = writeln!(out, "* {}{}", still(&one_line(&meta.title)), tags(&dossier.tags));
    let source = meta.url.clone().unwrap_or_default();
    let file = source.strip_prefix("file://").unwrap_or(&source);
    let _ = writeln!(out, ":PROPERTIES:\n{}\n:org-remark-file: {}", id_line(dossier), one_line(file));
    let facts = [
        ("SOURCE", Some(source.clone())),
        ("AUTHOR", Some(meta.authors.join("; "))),
        ("OUTLET", meta.outlet.clone()),
        ("PUBLISHED", meta.published.clone()),
    ];
    write_properties(&facts, &mut out);
    let _ = writeln!(out, ":END:\n{}\n", still(&one_line(&citation(meta))));
    let points = CodePoints::new(dossier.article.body.text());
    let sha256 = dossier.article.body.sha256();
    for note in dossier.in_order() {
        let here = note.anchor.text_sha256 == sha256;
        write_note(dossier, note, here.then_some(&points), &mut out);
    }
    let _ = writeln!(out, "{END}");
    out
}

/// The verdicts as TODO keywords: Org knows only those that the file names.
fn keywords(dossier: &Dossier, circumstances: &Circumstances) -> String {
    let used = dossier.annotations.iter().filter_map(|note| note.verdict.as_ref());
    let mut seen = BTreeSet::new();
    let labels = circumstances.scale.iter().map(|(label, _)| label).chain(used.map(|verdict| &verdict.label));
    let words: Vec<String> = labels.map(|label| keyword(label)).filter(|word| seen.insert(word.clone())).collect();
    if words.is_empty() { String::new() } else { format!("#+TODO: OPEN | {}\n", words.join(" ")) }
}

fn keyword(label: &str) -> String {
    let word: String = label.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
    word.to_uppercase()
}

fn tags(tags: &[String]) -> String {
    let words: Vec<String> =
        tags.iter().map(|tag| tag_word(tag).replace(['-', '/'], "_")).filter(|tag| !tag.is_empty()).collect();
    if words.is_empty() { String::new() } else { format!(" :{}:", words.join(":")) }
}

fn write_note(dossier: &Dossier, note: &Annotation, points: Option<&CodePoints<'_>>, out: &mut String) {
    let verdict = standing(note).map(|verdict| format!("{} ", keyword(&verdict.label))).unwrap_or_default();
    let quote = one_line(&note.anchor.quote);
    let short: String = quote.chars().take(100).collect();
    let _ = writeln!(out, "** {verdict}{}{}", still(&short), tags(&note.tags));
    let _ = writeln!(out, ":PROPERTIES:\n:org-remark-id: {}", one_line(&note.id.0));
    if let Some(points) = points {
        // Emacs counts from 1.
        let (start, end) = points.of_span(note.anchor.span);
        let _ = writeln!(out, ":org-remark-beg: {}\n:org-remark-end: {}", start + 1, end + 1);
    }
    let moment = |moment: &str| Some(one_line(moment));
    let facts = [
        ("org-remark-label", note.colour.clone()),
        ("org-remark-original-text", Some(quote)),
        ("ANCHOR", Some(note.state.name().to_owned())),
        ("STATUS", Some(note.status.name().to_owned())),
        ("STATEMENT", note.statement.clone()),
        ("SPEAKER", note.speaker.clone()),
        ("STANCE", note.stance.map(|stance| stance.name().to_owned())),
        ("VERDICT", judged(note)),
        ("ANNOTATED", note.annotated.clone()),
        ("BY", note.author.clone()),
        ("CREATED", moment(&note.created)),
        ("MODIFIED", moment(&note.modified)),
    ];
    write_properties(&facts, out);
    let _ = writeln!(out, ":END:\n#+begin_quote");
    let quote: Vec<String> =
        paragraphs(&note.anchor.quote).map(|line| format!("{}\n", still(&printable(line)))).collect();
    out.push_str(&quote.join("\n"));
    let _ = writeln!(out, "#+end_quote");
    note.note.lines().for_each(|line| {
        let _ = writeln!(out, "{}", still(&printable(line)));
    });
    for line in facts_below(dossier, note) {
        let _ = writeln!(out, "- {line}");
    }
    out.push('\n');
}

fn write_properties(facts: &[(&str, Option<String>)], out: &mut String) {
    for (name, value) in facts {
        if let Some(value) = value.as_ref().filter(|value| !value.is_empty()) {
            let _ = writeln!(out, ":{name}: {}", still(&one_line(value)));
        }
    }
}

fn facts_below(dossier: &Dossier, note: &Annotation) -> Vec<String> {
    let earlier = |verdict: &Verdict| format!("earlier verdict: {}", still(&one_line(&verdict_words(verdict))));
    let mut lines: Vec<String> = note.earlier.iter().map(earlier).collect();
    lines.extend(note.evidence.iter().map(evidence_line));
    let links = note.links.iter();
    lines.extend(links.map(|link| format!("{} {}", link.relation.name(), still(&one_line(&link.to.0)))));
    for appearance in &note.appearances {
        let url = appearance.url.as_deref().map(web_link).unwrap_or_default();
        let how = still(&one_line(&appearance.manner_words()));
        lines.push(format!("also, {how}: {} {url}", quoted(&appearance.quote)));
    }
    let page = page_link(&dossier.article.meta, &note.anchor).map(|page| format!("[[{page}][page]] · "));
    lines.push(format!("{}[[{}][dateline]]", page.unwrap_or_default(), way_back(&dossier.article, note)));
    lines
}

fn evidence_line(evidence: &Evidence) -> String {
    let note = evidence.note.as_ref().map(|note| still(&one_line(&note.0)));
    let source = evidence.url.as_deref().map(web_link).or(note).unwrap_or_default();
    let quote = evidence.quote.as_ref().map(|quote| format!(" {}", quoted(quote)));
    let copy = evidence.archived.as_deref().map(|copy| format!(", copy {}", web_link(copy)));
    let seen = evidence.accessed.as_deref().map(|seen| format!(", seen {}", date(seen).unwrap_or_default()));
    let parts = [quote, copy, seen].map(Option::unwrap_or_default).concat();
    format!("{} {source}{parts}", evidence.bearing.name())
}

/// A link to the web, or the address as text where it is no web address.
fn web_link(address: &str) -> String {
    match crate::export::neutral::link_target(address) {
        Some(target) => format!("[[{target}]]"),
        None => still(&one_line(address)),
    }
}

/// Quoted words inside an item of a list, its paragraphs apart.
fn quoted(text: &str) -> String {
    let lines: Vec<String> = paragraphs(text).map(|line| still(&one_line(line))).collect();
    format!("“{}”", lines.join("\n\n  "))
}

fn one_line(text: &str) -> String {
    printable(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Text in which Org sees no headline, drawer, keyword, link, macro, code or time: an invisible character breaks them.
fn still(text: &str) -> String {
    let bare = text.trim_start();
    let mut out = String::new();
    if bare.starts_with(['*', '#', ':', '|', '%']) {
        out.push('\u{200b}');
    }
    let mut before = ' ';
    for c in text.chars() {
        let pair = matches!((before, c), ('[', '[') | ('{', '{') | ('<', '<') | ('@', '@') | (']', ']'));
        let code = c == '_' && (out.ends_with("src") || out.ends_with("call"));
        let time = c.is_ascii_digit() && matches!(before, '<' | '[');
        let sexp = c == '%' && before == '<';
        if pair || code || time || sexp {
            out.push('\u{200b}');
        }
        out.push(c);
        before = c;
    }
    out
}
