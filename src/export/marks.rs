//! The marks of an article as JSON, with offsets in Unicode code points.

use crate::analysis::{Analysis, Claim, Figure};
use crate::text::{BlockKind, Body, CodePoints, Span, is_control};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde_json::{Map, Value, json};
use std::io::{self, Write};

/// A body with what was found in it.
pub struct Marked<'a> {
    /// The text.
    pub body: &'a Body,
    /// What was found.
    pub found: &'a Analysis,
}

/// The fields `language`, `analysed` (with a `reason` where it is false), `text`, `blocks`, `sentences`, `actors`, `figures` and `claims` of an article.
pub fn marks_json(marked: &Marked<'_>) -> Map<String, Value> {
    let Marked { body, found } = marked;
    let points = CodePoints::new(body.text());
    let mut out = Map::new();
    let unread = found.unread(body);
    if let Some(language) = &found.tongue.main {
        out.insert("language".into(), language.as_str().into());
    }
    out.insert("analysed".into(), unread.is_none().into());
    out.insert("reason".into(), unread.as_deref().into());
    out.insert("text".into(), body.text().into());
    out.insert("blocks".into(), blocks_json(marked, &points));
    let sentences = found.sentences.iter().map(|span| Value::Object(place(*span, &points)));
    out.insert("sentences".into(), sentences.collect());
    out.insert(
        "actors".into(),
        found
            .mentions
            .iter()
            .map(|mention| {
                let mut row = quoted(mention.span, body, &points);
                row.insert("kind".into(), mention.kind.name().into());
                row.insert("actor".into(), found.actors.get(mention.actor).map(|actor| actor.name.clone()).into());
                Value::Object(row)
            })
            .collect(),
    );
    out.insert(
        "figures".into(),
        found.figures.iter().map(|figure| Value::Object(figure_json(figure, body, &points))).collect(),
    );
    out.insert(
        "claims".into(),
        found.claims.iter().map(|claim| Value::Object(claim_json(claim, marked, &points))).collect(),
    );
    out
}

/// The blocks with their kinds; those found to be boilerplate say so.
pub fn blocks_json(marked: &Marked<'_>, points: &CodePoints<'_>) -> Value {
    let blocks = marked.body.blocks().iter().enumerate();
    blocks
        .map(|(index, block)| {
            let kind = match block.kind {
                _ if marked.found.boilerplate.contains(&index) => "boilerplate",
                BlockKind::Paragraph => "paragraph",
                BlockKind::Heading(_) => "heading",
                BlockKind::Quote(_) => "quote",
                BlockKind::Item { .. } => "item",
                BlockKind::Code => "code",
                BlockKind::Table => "table",
            };
            let mut row = Map::new();
            row.insert("kind".into(), kind.into());
            row.append(&mut place(block.span, points));
            if let Some(language) = marked.found.tongue.of(index) {
                row.insert("language".into(), language.into());
                row.insert("analysed".into(), false.into());
            }
            Value::Object(row)
        })
        .collect()
}

/// A figure with everything known of it.
pub(super) fn figure_json(figure: &Figure, body: &Body, points: &CodePoints<'_>) -> Map<String, Value> {
    let mut row = quoted(figure.span, body, points);
    let date = figure.date.map(|date| json!({"start": date.first(), "end": date.last(), "grain": date.grain.name()}));
    row.insert("kind".into(), figure.kind.name().into());
    row.insert("value".into(), number(figure.value));
    row.insert("low".into(), number(figure.low));
    row.insert("high".into(), number(figure.high));
    let sides = figure.sides.map(|(ours, theirs)| json!([number(Some(ours)), number(Some(theirs))]));
    row.insert("sides".into(), sides.into());
    row.insert("unit".into(), figure.unit.into());
    row.insert("si".into(), figure.si.map(|(value, unit)| json!({"value": value, "unit": unit})).into());
    row.insert("currency".into(), figure.currency.into());
    row.insert("of".into(), figure.of.map(|span| span.of(body.text())).into());
    let as_of = figure.as_of.map(|day| json!({"start": day.first(), "end": day.last()}));
    row.insert("measure".into(), figure.measure.into());
    row.insert("scope".into(), figure.scope.map(|span| span.of(body.text())).into());
    row.insert("as_of".into(), as_of.into());
    row.insert("minor".into(), figure.minor.into());
    row.insert("per".into(), figure.per.map(|span| span.of(body.text())).into());
    row.insert("qualifier".into(), figure.qualifier.map(|qualifier| qualifier.name()).into());
    row.insert("date".into(), date.into());
    row.insert("zone".into(), figure.zone.map(zone).into());
    row.insert("twin".into(), figure.twin.into());
    row
}

/// A claim with everything known of it.
pub(super) fn claim_json(claim: &Claim, marked: &Marked<'_>, points: &CodePoints<'_>) -> Map<String, Value> {
    let Marked { body, found } = marked;
    let mut row = quoted(claim.span, body, points);
    let words: Vec<&str> = claim.parts.iter().map(|part| part.of(body.text())).collect();
    row.insert("text".into(), words.join(" … ").into());
    row.insert(
        "speaker".into(),
        claim
            .speaker
            .as_ref()
            .map(|speaker| {
                let mut out = quoted(speaker.span, body, points);
                let actor = speaker.actor.and_then(|actor| found.actors.get(actor));
                out.insert("actor".into(), actor.map(|actor| actor.name.clone()).into());
                out.insert("resolved".into(), speaker.resolved.into());
                Value::Object(out)
            })
            .into(),
    );
    row.insert("cue".into(), claim.cue.map(|cue| Value::Object(quoted(cue.span, body, points))).into());
    row.insert("stance".into(), claim.stance.name().into());
    row.insert("direct".into(), claim.direct.into());
    let parts = claim.parts.iter().map(|part| points.of_span(*part)).map(|(start, end)| json!([start, end]));
    row.insert("parts".into(), parts.collect());
    row.insert("denies".into(), claim.denies.into());
    row.insert("score".into(), claim.score.into());
    row
}

fn place(span: Span, points: &CodePoints<'_>) -> Map<String, Value> {
    let (start, end) = points.of_span(span);
    Map::from_iter([("start".into(), start.into()), ("end".into(), end.into())])
}

/// A passage with its words.
pub(super) fn quoted(span: Span, body: &Body, points: &CodePoints<'_>) -> Map<String, Value> {
    let mut row = place(span, points);
    row.insert("text".into(), span.of(body.text()).into());
    row
}

fn number(value: Option<Decimal>) -> Value {
    value.and_then(|value| value.to_f64()).into()
}

/// Minutes east of Greenwich as "+05:30".
fn zone(minutes: i16) -> String {
    let (hours, rest) = (minutes.abs() / 60, minutes.abs() % 60);
    format!("{}{hours:02}:{rest:02}", if minutes < 0 { '-' } else { '+' })
}

/// Writes one JSON value so that nothing in it can act on a terminal: control, bidirectional and tag characters are
/// written as `\u` escapes.
pub fn write_json(out: &mut impl Write, value: &Value, pretty: bool) -> io::Result<()> {
    let text = if pretty { serde_json::to_string_pretty(value) } else { serde_json::to_string(value) };
    let text = text.map_err(io::Error::other)?;
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        if c != '\n' && is_control(c) {
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                plain.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            plain.push(c);
        }
    }
    out.write_all(plain.as_bytes())
}
