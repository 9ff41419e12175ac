//! `markdown-full`: the whole article with its noted passages highlighted and the notes as footnotes.

use crate::export::citation::{annotated, citation, judged, paragraphs};
use crate::export::inlines::Setting;
use crate::export::markdown::{BEGIN, END, front_matter, part};
use crate::export::names::stem;
use crate::export::neutral::{escape, tame};
use crate::export::runs::cut;
use crate::export::{Circumstances, Dossier, Export, ExportError, ExportFile};
use crate::text::{Annotation, Block, BlockKind, Body, Inline, Span, printable};
use std::fmt::Write;

/// One page for each article.
pub(super) fn export(dossiers: &[Dossier], _: &Circumstances) -> Result<Export, ExportError> {
    let files = dossiers.iter().map(|dossier| ExportFile {
        name: format!("{} full.md", stem(&dossier.article)),
        bytes: page(dossier).into_bytes(),
        part: Some(part(dossier)),
    });
    Ok(Export { files: files.collect(), warnings: Vec::new() })
}

fn page(dossier: &Dossier) -> String {
    let notes = dossier.in_order();
    let body = &dossier.article.body;
    let here = |note: &&Annotation| note.state.stands() && !note.anchor.span.is_empty();
    let spans: Vec<Span> =
        notes.iter().map(|note| if here(note) { note.anchor.span } else { Span::default() }).collect();
    let mut out = front_matter(dossier);
    let _ = write!(out, "\n{BEGIN}\n{}\n\n", escape(&printable(&citation(&dossier.article.meta))));
    for block in body.blocks() {
        let marked = marked_text(body, block.span, &spans);
        write_block(block, body.text(), &marked, &mut out);
    }
    for (index, note) in notes.iter().enumerate() {
        write_footnote(index, note, here(note), &mut out);
    }
    let _ = writeln!(out, "{END}");
    out
}

/// The text of a block with its emphasis and links, highlights between `==`, a footnote's sign where its passage ends.
fn marked_text(body: &Body, block: Span, notes: &[Span]) -> String {
    let text = body.text();
    let inlines = inlines_of(body, block);
    let spans: Vec<Span> = notes.iter().copied().chain(inlines.iter().map(|inline| inline.span)).collect();
    let mut out = String::new();
    for (piece, over) in cut(block, &spans) {
        let (own, set): (Vec<usize>, Vec<usize>) = over.into_iter().partition(|index| *index < notes.len());
        let setting = Setting::of(set.iter().filter_map(|index| inlines.get(index - notes.len())));
        let words = printable(piece.of(text));
        let bare = words.trim();
        let lead = words.len() - words.trim_start().len();
        let highlight = if own.is_empty() { "" } else { "==" };
        // `== text ==` is no highlight, nor `* text *` emphasis: white space goes outside.
        let _ = match bare {
            "" => write!(out, "{words}"),
            _ => {
                let before = text.get(..piece.start).and_then(|text| text.chars().next_back());
                let after = text.get(piece.end..).and_then(|text| text.chars().next());
                let inside = |c: Option<char>| if own.is_empty() && bare.len() == words.len() { c } else { None };
                let set = setting.markdown(bare, &escape(bare), inside(before), inside(after));
                let tail = words.len() - lead - bare.len();
                write!(out, "{}{highlight}{set}{highlight}{}", " ".repeat(lead), " ".repeat(tail))
            }
        };
        for index in own.iter().filter(|index| notes.get(**index).is_some_and(|span| span.end == piece.end)) {
            let _ = write!(out, "[^{}]", index + 1);
        }
    }
    out
}

/// What is set apart in a block.
fn inlines_of(body: &Body, block: Span) -> Vec<Inline> {
    body.inlines().iter().filter(|inline| inline.span.overlaps(block)).cloned().collect()
}

fn write_block(block: &Block, text: &str, marked: &str, out: &mut String) {
    let _ = match block.kind {
        BlockKind::Heading(level) => write!(out, "{} {marked}\n\n", "#".repeat(usize::from(level.clamp(1, 6)))),
        BlockKind::Quote(depth) => write!(out, "{} {marked}\n\n", ">".repeat(usize::from(depth.clamp(1, 9)))),
        BlockKind::Item { depth, number } => {
            let indent = "   ".repeat(usize::from(depth.clamp(1, 9)) - 1);
            let sign = number.map_or("-".to_owned(), |number| format!("{number}."));
            write!(out, "{indent}{sign} {marked}\n\n")
        }
        BlockKind::Code | BlockKind::Table => {
            let inside = block.span.of(text);
            let fence = "`".repeat(longest_run(inside, '`').max(2) + 1);
            let lines: Vec<_> = inside.lines().map(printable).collect();
            write!(out, "{fence}\n{}\n{fence}\n\n", lines.join("\n"))
        }
        BlockKind::Paragraph => write!(out, "{marked}\n\n"),
    };
}

fn longest_run(text: &str, mark: char) -> usize {
    text.split(|c| c != mark).map(str::len).max().unwrap_or(0)
}

fn write_footnote(index: usize, note: &Annotation, here: bool, out: &mut String) {
    let mut parts: Vec<String> = Vec::new();
    if !here {
        let quote: Vec<String> = paragraphs(&note.anchor.quote).map(|line| escape(&printable(line))).collect();
        parts.push(format!("“{}”", quote.join("\n\n")));
    }
    if !note.note.trim().is_empty() {
        parts.push(tame(note.note.trim()).trim_end().to_owned());
    }
    parts.extend(note.statement.iter().map(|statement| format!("Claim: {}", escape(&printable(statement)))));
    parts.extend(judged(note).map(|words| format!("Verdict: {}", escape(&printable(&words)))));
    parts.extend(annotated(note).map(|words| format!("Annotated words: “{}”", escape(&printable(words)))));
    let tags: Vec<String> = note.tags.iter().map(|tag| escape(&printable(tag))).collect();
    parts.extend((!tags.is_empty()).then(|| format!("Tags: {}", tags.join(", "))));
    if parts.is_empty() {
        parts.push(note.kind.name().to_owned());
    }
    // Lines after the first are indented, so that they belong to the footnote.
    let joined = parts.join("\n\n");
    let _ = write!(out, "[^{}]: {}\n\n", index + 1, joined.replace('\n', "\n    "));
}
