//! `brat`, `spacy`, `conll`: what was found, for annotation tools and for training. Offsets are code points.

use crate::export::citation::{annotated, judged, standing};
use crate::export::marks::write_json;
use crate::export::names::stem;
use crate::export::{Circumstances, Dossier, Export, ExportError, ExportFile};
use crate::text::{CodePoints, Span, is_control, printable};
use serde_json::{Value, json};
use std::fmt::Write;
use unicode_segmentation::UnicodeSegmentation;

/// Something found, with the name of its kind.
struct Found {
    span: Span,
    label: &'static str,
}

/// Actors and figures; they may overlap one another.
fn entities(dossier: &Dossier) -> Vec<Found> {
    let actors = dossier.found.mentions.iter().map(|mention| Found { span: mention.span, label: mention.kind.name() });
    let figures = dossier.found.figures.iter().map(|figure| Found { span: figure.span, label: figure.kind.name() });
    let mut found: Vec<Found> = actors.chain(figures).filter(|found| !found.span.is_empty()).collect();
    found.sort_by_key(|found| (found.span.start, usize::MAX - found.span.end));
    found
}

/// The longest of those that overlap, in order; and how many had to go.
fn apart(mut found: Vec<Found>) -> (Vec<Found>, usize) {
    let all = found.len();
    found.sort_by_key(|found| (usize::MAX - found.span.len(), found.span.start));
    let mut kept: Vec<Found> = Vec::new();
    let mut taken = std::collections::BTreeMap::<usize, usize>::new();
    for one in found {
        let before = taken.range(..one.span.end).next_back();
        if before.is_none_or(|(_, end)| *end <= one.span.start) {
            taken.insert(one.span.start, one.span.end);
            kept.push(one);
        }
    }
    kept.sort_by_key(|found| found.span.start);
    let gone = all - kept.len();
    (kept, gone)
}

fn dropped(dossier: &Dossier, count: usize) -> Option<String> {
    let title = &dossier.article.meta.title;
    (count > 0).then(|| format!("\"{title}\": {count} overlapping marks left out, the longest written"))
}

/// brat standoff: the text, and a line for each thing found, said or noted.
pub(super) fn brat(dossiers: &[Dossier], _: &Circumstances) -> Result<Export, ExportError> {
    let mut files = Vec::new();
    for dossier in dossiers {
        let name = stem(&dossier.article).replace(' ', "_");
        let text = dossier.article.body.text();
        files.push(ExportFile::whole(format!("{name}.txt"), in_place(text)));
        files.push(ExportFile::whole(format!("{name}.ann"), standoff(dossier).into_bytes()));
    }
    Ok(Export { files, warnings: Vec::new() })
}

fn standoff(dossier: &Dossier) -> String {
    let text = dossier.article.body.text();
    let points = CodePoints::new(text);
    let mut out = String::new();
    let mut next = 0;
    let mut write = |label: &str, parts: &[Span], out: &mut String| {
        let fragments: Vec<Span> = parts.iter().flat_map(|part| lines_of(*part, text)).collect();
        if fragments.is_empty() {
            return None;
        }
        next += 1;
        let places: Vec<String> =
            fragments.iter().map(|span| points.of_span(*span)).map(|(start, end)| format!("{start} {end}")).collect();
        let words: Vec<String> = fragments.iter().map(|span| in_place(span.of(text))).collect();
        let _ = writeln!(out, "T{next}\t{label} {}\t{}", places.join(";"), words.join(" "));
        Some(next)
    };
    for found in entities(dossier) {
        write(found.label, &[found.span], &mut out);
    }
    let mut relations = String::new();
    let mut relation = 0;
    for claim in &dossier.found.claims {
        let content = write("claim", &claim.parts, &mut out);
        let ends = [
            ("speaker", claim.speaker.as_ref().map(|speaker| speaker.span)),
            ("cue", claim.cue.as_ref().map(|cue| cue.span)),
        ];
        for (role, span) in ends {
            if let (Some(content), Some(end)) = (content, span.and_then(|span| write(role, &[span], &mut out))) {
                relation += 1;
                let _ = writeln!(relations, "R{relation}\t{role} Arg1:T{content} Arg2:T{end}");
            }
        }
    }
    let mut remarks = String::new();
    let sha256 = dossier.article.body.sha256();
    let here = dossier.in_order().into_iter().filter(|note| note.anchor.text_sha256 == sha256);
    for (index, note) in here.enumerate() {
        if let Some(at) = write(note.kind.name(), &[note.anchor.span], &mut out) {
            let words: Vec<&str> = note.note.split_whitespace().collect();
            let other = judged(note).filter(|_| note.is_changed() || standing(note).is_none());
            let verdict = other.or_else(|| Some(note.verdict.as_ref()?.label.clone()));
            let verdict = verdict.or_else(|| annotated(note).map(|words| format!("annotated words: “{words}”")));
            let verdict = verdict.map(|words| words.split_whitespace().collect::<Vec<_>>().join(" "));
            let verdict = verdict.map(|words| format!("[{}] ", printable(&words))).unwrap_or_default();
            let _ = writeln!(remarks, "#{}\tAnnotatorNotes T{at}\t{verdict}{}", index + 1, words.join(" "));
        }
    }
    out + &relations + &remarks
}

/// The text with a space in the place of each control: places are counted in it.
fn in_place(text: &str) -> String {
    text.chars().map(|c| if c != '\n' && c != '\t' && is_control(c) { ' ' } else { c }).collect()
}

/// The text with as many spaces as it has bytes in the place of each control: a control parts words, and is none.
fn spaced(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match is_control(c) {
            true => out.extend(std::iter::repeat_n(' ', c.len_utf8())),
            false => out.push(c),
        }
    }
    out
}

/// A fragment may not cross a line.
fn lines_of(span: Span, text: &str) -> Vec<Span> {
    let mut at = span.start;
    let mut lines = Vec::new();
    for line in span.of(text).split_inclusive('\n') {
        let inside = Span::new(at, at + line.len()).trim(text);
        at += line.len();
        lines.extend((!inside.is_empty()).then_some(inside));
    }
    lines
}

/// spaCy: a document a line; `ents` without overlaps, `spans` with everything.
pub(super) fn spacy(dossiers: &[Dossier], _: &Circumstances) -> Result<Export, ExportError> {
    let mut export = Export::default();
    let mut bytes = Vec::new();
    for dossier in dossiers {
        let points = CodePoints::new(dossier.article.body.text());
        let row = |span: Span, label: &str| {
            let (start, end) = points.of_span(span);
            json!({"start": start, "end": end, "label": label.to_uppercase()})
        };
        let mut spans: Vec<Value> = entities(dossier).iter().map(|found| row(found.span, found.label)).collect();
        spans.extend(dossier.found.claims.iter().map(|claim| row(claim.span, "claim")));
        let (apart, gone) = apart(entities(dossier));
        let entities: Vec<Value> = apart.iter().map(|found| row(found.span, found.label)).collect();
        export.warnings.extend(dropped(dossier, gone));
        let meta = &dossier.article.meta;
        let line = json!({
            "text": dossier.article.body.text(),
            "ents": entities,
            "spans": {"sc": spans},
            "meta": {"dateline": dossier.article.id.0, "title": meta.title, "url": meta.url},
        });
        write_json(&mut bytes, &line, false)?;
        bytes.push(b'\n');
    }
    export.files.push(ExportFile::whole("spacy.jsonl", bytes));
    Ok(export)
}

/// CoNLL-U: a token a line; the last column holds the code points, and what was found as B, I, O.
pub(super) fn conll(dossiers: &[Dossier], _: &Circumstances) -> Result<Export, ExportError> {
    let mut out = String::from("# generator = dateline\n");
    let mut warnings = Vec::new();
    for dossier in dossiers {
        let (found, gone) = apart(entities(dossier));
        let claims = dossier.found.claims.iter().map(|claim| Found { span: claim.span, label: "claim" }).collect();
        let (claims, nested) = apart(claims);
        warnings.extend(dropped(dossier, gone + nested));
        let _ = writeln!(out, "# newdoc id = {}", dossier.article.id.0);
        write_sentences(dossier, &found, &claims, &mut out);
    }
    Ok(Export { files: vec![ExportFile::whole("articles.conllu", out.into_bytes())], warnings })
}

fn write_sentences(dossier: &Dossier, found: &[Found], claims: &[Found], out: &mut String) {
    let points = CodePoints::new(dossier.article.body.text());
    let text = &spaced(dossier.article.body.text());
    for sentence in dossier.found.sentences.iter().filter(|sentence| !sentence.is_empty()) {
        let line: Vec<&str> = sentence.of(text).split_whitespace().collect();
        let _ = writeln!(out, "# text = {}", line.join(" "));
        let (mut number, mut before) = (0, (None, None));
        for (at, word) in sentence.of(text).split_word_bound_indices().filter(|(_, word)| !word.trim().is_empty()) {
            number += 1;
            // Invisible characters cling to the space before them.
            let span = Span::new(sentence.start + at, sentence.start + at + word.len()).trim(text);
            let word = span.of(text);
            let (start, end) = points.of_span(span);
            let (name, claim) = (tag(span, found, &mut before.0), tag(span, claims, &mut before.1));
            let _ = writeln!(
                out,
                "{number}\t{word}\t_\t_\t_\t_\t_\t_\t_\tstart_char={start}|end_char={end}|ner={name}|claim={claim}"
            );
        }
        out.push('\n');
    }
}

/// B at the first word of something in its sentence, I at its others, O outside. `last` is what the word before lay in.
fn tag(word: Span, found: &[Found], last: &mut Option<usize>) -> String {
    let index = found.partition_point(|one| one.span.end <= word.start);
    let inside = found.get(index).filter(|one| one.span.overlaps(word));
    let begins = *last != Some(index);
    *last = inside.map(|_| index);
    match inside {
        None => "O".into(),
        Some(one) => format!("{}-{}", if begins { 'B' } else { 'I' }, one.label.to_uppercase()),
    }
}
