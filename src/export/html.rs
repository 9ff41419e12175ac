//! `html`: an article as one page that needs nothing else: passages marked, notes beside them, a legend. No script.

use crate::export::citation::{annotated, citation, date, judged, page_link, paragraphs, verdict_words, way_back};
use crate::export::inlines::Setting;
use crate::export::names::stem;
use crate::export::neutral::link_target;
use crate::export::runs::cut;
use crate::export::{Circumstances, Dossier, Export, ExportError, ExportFile};
use crate::text::{
    AnchorState, Annotation, AnnotationKind, Block, BlockKind, Evidence, Inline, Span, Stance, is_control,
};
use std::fmt::Write;

const STYLE: &str = include_str!("page.css");
/// Nothing is loaded, nothing runs, nothing is sent, whatever the page says.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// One page for each article.
pub(super) fn export(dossiers: &[Dossier], _: &Circumstances) -> Result<Export, ExportError> {
    let files = dossiers.iter().map(|dossier| ExportFile {
        name: format!("{}.html", stem(&dossier.article)),
        bytes: page(dossier).into_bytes(),
        part: None,
    });
    Ok(Export { files: files.collect(), warnings: Vec::new() })
}

fn page(dossier: &Dossier) -> String {
    let meta = &dossier.article.meta;
    let language = meta.language.as_deref().filter(|tag| tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'));
    let title = safe(&meta.title);
    let mut out = format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"generator\" content=\"dateline\">\n<meta name=\"referrer\" content=\"no-referrer\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n",
        language.unwrap_or("en"),
    );
    let _ = write!(out, "<header>\n<h1>{title}</h1>\n<p>{}</p>\n", safe(&citation(meta)));
    if let Some(target) = meta.url.as_deref().and_then(link_target) {
        let target = safe(&target);
        let _ = writeln!(out, "<p><a href=\"{target}\">{target}</a></p>");
    }
    out.push_str(LEGEND);
    out.push_str("</header>\n<main>\n");
    write_text(dossier, &mut out);
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

const LEGEND: &str = "<p class=\"legend\"><mark class=\"highlight\">highlight</mark> <mark class=\"note\">note</mark> \
    <mark class=\"claim\">claim</mark> · found: <span class=\"actor\">actor</span> <span class=\"figure\">figure</span> \
    <span class=\"said\">statement</span></p>\n";

/// The spans that show in the text, and what each is.
struct Layers<'d> {
    spans: Vec<Span>,
    notes: Vec<&'d Annotation>,
    classes: Vec<&'static str>,
    /// What the source set apart; their spans are the last ones.
    inlines: &'d [Inline],
}

fn layers(dossier: &Dossier) -> Layers<'_> {
    let here = |note: &&Annotation| note.state.stands() && !note.anchor.span.is_empty();
    let notes: Vec<&Annotation> = dossier.in_order().into_iter().filter(here).collect();
    let mut spans: Vec<Span> = notes.iter().map(|note| note.anchor.span).collect();
    let kind = |note: &&Annotation| match note.kind {
        AnnotationKind::Highlight => "highlight",
        AnnotationKind::Note => "note",
        AnnotationKind::Claim => "claim",
    };
    let mut classes: Vec<&'static str> = notes.iter().map(kind).collect();
    let found = &dossier.found;
    let marks = found.mentions.iter().map(|mention| (mention.span, "actor"));
    let marks = marks.chain(found.figures.iter().map(|figure| (figure.span, "figure")));
    for (span, class) in
        marks.chain(found.claims.iter().flat_map(|claim| claim.parts.iter().map(|part| (*part, "said"))))
    {
        spans.push(span);
        classes.push(class);
    }
    let inlines = dossier.article.body.inlines();
    spans.extend(inlines.iter().map(|inline| inline.span));
    Layers { spans, notes, classes, inlines }
}

fn write_text(dossier: &Dossier, out: &mut String) {
    let layers = layers(dossier);
    let body = &dossier.article.body;
    let mut told = vec![false; layers.notes.len()];
    for block in body.blocks() {
        out.push_str("<div class=\"row\">\n<div class=\"text\">");
        write_block(block, body.text(), &layers, out);
        out.push_str("</div>\n<div class=\"notes\">\n");
        for (index, note) in layers.notes.iter().enumerate() {
            let begins = note.anchor.span.start < block.span.end && note.anchor.span.end > block.span.start;
            if begins && !told.get(index).copied().unwrap_or(true) {
                write_note(dossier, note, index, false, out);
                told.iter_mut().skip(index).take(1).for_each(|told| *told = true);
            }
        }
        out.push_str("</div>\n</div>\n");
    }
    let lost: Vec<&Annotation> = dossier.in_order().into_iter().filter(|note| !note.state.stands()).collect();
    if !lost.is_empty() {
        out.push_str("<section>\n<h2>Notes whose passage is no longer there</h2>\n");
        for (index, note) in lost.into_iter().enumerate() {
            write_note(dossier, note, layers.notes.len() + index, true, out);
        }
        out.push_str("</section>\n");
    }
}

fn write_block(block: &Block, text: &str, layers: &Layers<'_>, out: &mut String) {
    let tag = match block.kind {
        BlockKind::Heading(_) => "h2",
        BlockKind::Quote(_) => "blockquote",
        BlockKind::Code | BlockKind::Table => "pre",
        BlockKind::Paragraph | BlockKind::Item { .. } => "p",
    };
    let _ = write!(out, "<{tag}>");
    if let BlockKind::Item { number, .. } = block.kind {
        let _ = write!(out, "{} ", number.map_or("•".to_owned(), |number| format!("{number}.")));
    }
    let plain = matches!(block.kind, BlockKind::Code | BlockKind::Table);
    let shown = if plain { layers.classes.len() } else { layers.spans.len() };
    for (piece, over) in cut(block.span, layers.spans.get(..shown).unwrap_or_default()) {
        write_piece(piece, &over, text, layers, out);
    }
    let _ = write!(out, "</{tag}>");
}

fn write_piece(piece: Span, over: &[usize], text: &str, layers: &Layers<'_>, out: &mut String) {
    let first = layers.classes.len();
    let (over, set): (Vec<usize>, Vec<usize>) = over.iter().partition(|index| **index < first);
    let words =
        set_apart(safe(piece.of(text)), &Setting::of(set.iter().filter_map(|index| layers.inlines.get(index - first))));
    if over.is_empty() {
        out.push_str(&words);
        return;
    }
    let mut classes: Vec<&str> = over.iter().filter_map(|index| layers.classes.get(*index).copied()).collect();
    classes.sort_unstable();
    classes.dedup();
    let note = over.iter().copied().filter(|index| *index < layers.notes.len()).min();
    let tag = if note.is_some() { "mark" } else { "span" };
    let _ = write!(out, "<{tag} class=\"{}\">{words}</{tag}>", classes.join(" "));
    for index in over.iter().filter(|index| **index < layers.notes.len()) {
        if layers.spans.get(*index).is_some_and(|span| span.end == piece.end) {
            let number = index + 1;
            let _ = write!(out, "<sup><a href=\"#n{number}\">{number}</a></sup>");
        }
    }
}

/// Words with the tags of their setting, the link outermost.
fn set_apart(words: String, setting: &Setting) -> String {
    let tags = [(setting.code, "code"), (setting.emphasis, "em"), (setting.strong, "strong")];
    let words =
        tags.into_iter().filter(|(set, _)| *set).fold(words, |words, (_, tag)| format!("<{tag}>{words}</{tag}>"));
    match &setting.target {
        Some(target) => format!("<a href=\"{}\">{words}</a>", safe(target)),
        None => words,
    }
}

fn write_note(dossier: &Dossier, note: &Annotation, index: usize, with_quote: bool, out: &mut String) {
    let number = index + 1;
    let _ = writeln!(out, "<aside id=\"n{number}\" class=\"{}\"><b>{number}</b>", note.kind.name());
    if with_quote || note.state == AnchorState::Unsure {
        let _ = writeln!(out, "<blockquote>{}</blockquote>", lines_apart(&note.anchor.quote));
    }
    let mut row = |name: &str, value: &str| {
        if !value.is_empty() {
            let name = if name.is_empty() { String::new() } else { format!("<i>{name}</i> ") };
            let _ = writeln!(out, "<p>{name}{value}</p>");
        }
    };
    row("", &safe(note.note.trim()));
    row("claim", &safe(note.statement.as_deref().unwrap_or_default()));
    row("speaker", &safe(note.speaker.as_deref().unwrap_or_default()));
    row("stance", note.stance.map(Stance::name).unwrap_or_default());
    row("verdict", &safe(&judged(note).unwrap_or_default()));
    row("annotated words", &safe(annotated(note).unwrap_or_default()));
    for verdict in &note.earlier {
        row("earlier", &safe(&verdict_words(verdict)));
    }
    note.evidence.iter().for_each(|evidence| row(evidence.bearing.name(), &evidence_html(evidence)));
    note.links.iter().for_each(|link| row(link.relation.name(), &safe(&link.to.0)));
    for appearance in &note.appearances {
        let words = linked_to(&lines_apart(&appearance.quote), appearance.url.as_deref());
        row("also", &format!("{words} ({})", safe(&appearance.manner_words())));
    }
    row("tags", &safe(&note.tags.join(", ")));
    let page =
        page_link(&dossier.article.meta, &note.anchor).map(|page| format!("<a href=\"{}\">page</a> · ", safe(&page)));
    let author = note.author.as_ref().map(|author| format!("{}, ", safe(author))).unwrap_or_default();
    let written = safe(date(&note.created).unwrap_or_default());
    let back = safe(&way_back(&dossier.article, note));
    let page = page.unwrap_or_default();
    row("", &format!("<small>{author}{written} · {page}<a href=\"{back}\">dateline</a></small>"));
    out.push_str("</aside>\n");
}

fn evidence_html(evidence: &Evidence) -> String {
    let name = evidence.url.clone().or_else(|| evidence.note.as_ref().map(|note| note.0.clone())).unwrap_or_default();
    let mut out = linked(&name, evidence.url.as_deref());
    if let Some(quote) = &evidence.quote {
        let _ = write!(out, " “{}”", lines_apart(quote));
    }
    if let Some(copy) = &evidence.archived {
        let _ = write!(out, ", {}", linked("copy", Some(copy)));
    }
    out
}

fn linked(words: &str, url: Option<&str>) -> String {
    linked_to(&safe(words), url)
}

fn linked_to(html: &str, url: Option<&str>) -> String {
    match url.and_then(link_target) {
        Some(target) => format!("<a href=\"{}\">{html}</a>", safe(&target)),
        None => html.to_owned(),
    }
}

/// Quoted words with their paragraphs apart, in elements that may stand inside any other.
fn lines_apart(text: &str) -> String {
    paragraphs(text).map(safe).collect::<Vec<_>>().join("<br><br>")
}

/// Text that can stand anywhere in the page, attributes included.
fn safe(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(c),
            c if is_control(c) => {}
            c => out.push(c),
        }
    }
    out
}
