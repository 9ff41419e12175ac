//! `csv`: a row a note, a figure and an actor, for spreadsheets; cells that a spreadsheet would calculate are guarded.

use crate::export::citation::{standing, way_back};
use crate::export::{Circumstances, Dossier, Export, ExportError, ExportFile};
use crate::text::{Annotation, CodePoints, Evidence, Stance};
use csv::{QuoteStyle, Terminator, Writer, WriterBuilder};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

const NOTES: &[&str] = &[
    "id",
    "article",
    "kind",
    "quote",
    "note",
    "tags",
    "verdict",
    "value",
    "confidence",
    "status",
    "statement",
    "speaker",
    "stance",
    "evidence",
    "links",
    "colour",
    "anchor",
    "score",
    "start",
    "end",
    "title",
    "authors",
    "outlet",
    "url",
    "published",
    "author",
    "created",
    "modified",
    "open",
    "changed",
    "annotated",
    "unconfirmed",
];
const FIGURES: &[&str] = &[
    "article",
    "title",
    "outlet",
    "published",
    "text",
    "kind",
    "value",
    "low",
    "high",
    "unit",
    "currency",
    "of",
    "qualifier",
    "date_start",
    "date_end",
    "start",
    "end",
    "sentence",
];
const CLAIMS: &[&str] = &[
    "article",
    "title",
    "outlet",
    "published",
    "speaker",
    "actor",
    "stance",
    "cue",
    "text",
    "direct",
    "score",
    "denies",
    "start",
    "end",
];
const ACTORS: &[&str] = &["article", "title", "outlet", "published", "actor", "kind", "aliases", "mentions", "first"];

/// Three files: `notes.csv`, `figures.csv`, `actors.csv`.
pub(super) fn export(dossiers: &[Dossier], _: &Circumstances) -> Result<Export, ExportError> {
    let files = [
        sheet("notes.csv", NOTES, dossiers.iter().flat_map(note_rows))?,
        sheet("figures.csv", FIGURES, dossiers.iter().flat_map(figure_rows))?,
        sheet("actors.csv", ACTORS, dossiers.iter().flat_map(actor_rows))?,
    ];
    Ok(Export { files: files.into(), warnings: Vec::new() })
}

/// The actors of the articles as a table: what `actors --csv` prints.
pub fn actors_csv(dossiers: &[Dossier]) -> Result<Vec<u8>, ExportError> {
    Ok(sheet("", ACTORS, dossiers.iter().flat_map(actor_rows))?.bytes)
}

/// The figures of the articles as a table: what `figures --csv` prints.
pub fn figures_csv(dossiers: &[Dossier]) -> Result<Vec<u8>, ExportError> {
    Ok(sheet("", FIGURES, dossiers.iter().flat_map(figure_rows))?.bytes)
}

/// The claims of the articles as a table: what `claims --csv` prints.
pub fn claims_csv(dossiers: &[Dossier]) -> Result<Vec<u8>, ExportError> {
    Ok(sheet("", CLAIMS, dossiers.iter().flat_map(claim_rows))?.bytes)
}

fn sheet(name: &str, head: &[&str], rows: impl Iterator<Item = Vec<String>>) -> Result<ExportFile, ExportError> {
    let mut writer = rfc4180();
    writer.write_record(head).map_err(std::io::Error::other)?;
    for row in rows {
        writer.write_record(row.iter().map(|cell| guarded(cell))).map_err(std::io::Error::other)?;
    }
    let bytes = writer.into_inner().map_err(|error| std::io::Error::other(error.to_string()))?;
    Ok(ExportFile::whole(name, bytes))
}

fn rfc4180() -> Writer<Vec<u8>> {
    WriterBuilder::new().quote_style(QuoteStyle::Necessary).terminator(Terminator::CRLF).from_writer(Vec::new())
}

/// A cell that begins like a formula gets an apostrophe, which spreadsheets take as "this is text". Plain negative
/// numbers stay numbers.
fn guarded(cell: &str) -> String {
    let number = cell.strip_prefix('-').is_some_and(|rest| {
        rest.starts_with(|c: char| c.is_ascii_digit()) && rest.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
    });
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']) && !number;
    // NUL and its like make spreadsheets stop reading.
    let clean: String = cell.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t' | '\r')).collect();
    if formula || clean.starts_with(['=', '+', '@']) { format!("'{clean}") } else { clean }
}

fn note_rows(dossier: &Dossier) -> Vec<Vec<String>> {
    let points = CodePoints::new(dossier.article.body.text());
    let sha256 = dossier.article.body.sha256();
    let row = |note: &Annotation| {
        let meta = &dossier.article.meta;
        let here = note.anchor.text_sha256 == sha256;
        let (start, end) = here.then(|| points.of_span(note.anchor.span)).unzip();
        let verdict = standing(note);
        let unconfirmed = note.verdict.as_ref().filter(|_| verdict.is_none());
        let links = note.links.iter().map(|link| format!("{} {}", link.relation.name(), link.to.0));
        vec![
            note.id.0.clone(),
            dossier.article.id.0.clone(),
            note.kind.name().into(),
            note.anchor.quote.clone(),
            note.note.clone(),
            note.tags.join("; "),
            verdict.map(|verdict| verdict.label.clone()).unwrap_or_default(),
            shown(verdict.and_then(|verdict| verdict.value)),
            shown(verdict.and_then(|verdict| verdict.confidence)),
            note.status.name().into(),
            note.statement.clone().unwrap_or_default(),
            note.speaker.clone().unwrap_or_default(),
            note.stance.map(Stance::name).unwrap_or_default().into(),
            note.evidence.iter().map(evidence_cell).collect::<Vec<_>>().join("\n"),
            links.collect::<Vec<_>>().join("\n"),
            note.colour.clone().unwrap_or_default(),
            note.state.name().into(),
            shown(note.score),
            shown(start),
            shown(end),
            meta.title.clone(),
            meta.authors.join("; "),
            meta.outlet.clone().unwrap_or_default(),
            meta.url.clone().unwrap_or_default(),
            meta.published.clone().unwrap_or_default(),
            note.author.clone().unwrap_or_default(),
            note.created.clone(),
            note.modified.clone(),
            way_back(&dossier.article, note),
            note.is_changed().to_string(),
            note.annotated.clone().unwrap_or_default(),
            unconfirmed.map(|verdict| verdict.label.clone()).unwrap_or_default(),
        ]
    };
    dossier.in_order().into_iter().map(row).collect()
}

fn evidence_cell(evidence: &Evidence) -> String {
    let note = evidence.note.as_ref().map(|note| note.0.as_str());
    let parts = [Some(evidence.bearing.name()), evidence.url.as_deref().or(note), evidence.quote.as_deref()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn shown(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

fn source_cells(dossier: &Dossier) -> Vec<String> {
    let meta = &dossier.article.meta;
    let published = meta.published.clone().unwrap_or_default();
    vec![dossier.article.id.0.clone(), meta.title.clone(), meta.outlet.clone().unwrap_or_default(), published]
}

fn figure_rows(dossier: &Dossier) -> Vec<Vec<String>> {
    let text = dossier.article.body.text();
    let points = CodePoints::new(text);
    let plain = |value: Option<Decimal>| shown(value.map(|value| value.normalize()));
    let rows = dossier.found.figures.iter().map(|figure| {
        let (start, end) = points.of_span(figure.span);
        let sentences = &dossier.found.sentences;
        let sentence = sentences.partition_point(|sentence| sentence.end <= figure.span.start);
        let mut row = source_cells(dossier);
        row.extend([
            figure.span.of(text).to_owned(),
            figure.kind.name().to_owned(),
            plain(figure.value),
            plain(figure.low),
            plain(figure.high),
            shown(figure.unit),
            shown(figure.currency),
            figure.of.map(|span| span.of(text)).unwrap_or_default().to_owned(),
            shown(figure.qualifier.map(|qualifier| qualifier.name())),
            figure.date.and_then(|date| date.first()).unwrap_or_default(),
            figure.date.and_then(|date| date.last()).unwrap_or_default(),
            start.to_string(),
            end.to_string(),
            sentences.get(sentence).map(|sentence| sentence.of(text)).unwrap_or_default().to_owned(),
        ]);
        row
    });
    rows.collect()
}

fn actor_rows(dossier: &Dossier) -> Vec<Vec<String>> {
    let text = dossier.article.body.text();
    let mut mentions: BTreeMap<usize, (usize, &str)> = BTreeMap::new();
    for mention in &dossier.found.mentions {
        mentions.entry(mention.actor).or_insert((0, mention.span.of(text))).0 += 1;
    }
    let rows = dossier.found.actors.iter().enumerate().map(|(index, actor)| {
        let (count, first) = mentions.get(&index).copied().unwrap_or((0, ""));
        let mut row = source_cells(dossier);
        row.extend([
            actor.name.clone(),
            actor.kind.name().to_owned(),
            actor.aliases.join("; "),
            count.to_string(),
            first.to_owned(),
        ]);
        row
    });
    rows.collect()
}

fn claim_rows(dossier: &Dossier) -> Vec<Vec<String>> {
    let text = dossier.article.body.text();
    let points = CodePoints::new(text);
    let rows = dossier.found.claims.iter().map(|claim| {
        let (start, end) = points.of_span(claim.span);
        let speaker = claim.speaker.as_ref();
        let actor = speaker.and_then(|speaker| dossier.found.actors.get(speaker.actor?));
        let denied = claim.denies.and_then(|denied| dossier.found.claims.get(denied));
        let mut row = source_cells(dossier);
        row.extend([
            speaker.map(|speaker| speaker.span.of(text)).unwrap_or_default().to_owned(),
            actor.map(|actor| actor.name.clone()).unwrap_or_default(),
            claim.stance.name().to_owned(),
            claim.cue.map(|cue| cue.span.of(text)).unwrap_or_default().to_owned(),
            dossier.content(claim),
            claim.direct.to_string(),
            format!("{:.2}", claim.score),
            denied.map(|denied| dossier.content(denied)).unwrap_or_default(),
            start.to_string(),
            end.to_string(),
        ]);
        row
    });
    rows.collect()
}
