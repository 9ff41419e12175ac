//! A correction as JSON, as `docs/corrections.md` tells it: offsets in Unicode code points.

use crate::export::fields::{Fields, FieldsError};
use crate::text::{Anchor, ArticleId, CodePoints, Correction, CorrectionId, Detected, Reach, Remedy, Span};
use serde_json::{Map, Value, json};

/// The correction with its fields in their fixed order. `points` counts in the text that its anchor counts in; on another
/// text its place is told in `bytes`, for there the code points cannot be counted.
pub fn correction_json(correction: &Correction, points: Option<&CodePoints<'_>>) -> Map<String, Value> {
    let Correction { id, article, detected, reach, remedy, name, anchor, created } = correction;
    let mut out = Map::new();
    let mut put = |key: &str, value: Value| {
        out.insert(key.to_owned(), value);
    };
    put("id", id.0.clone().into());
    put("article", article.0.clone().into());
    put("detected", detected.name().into());
    put("name", name.clone().into());
    put("remedy", remedy.name().into());
    put("value", remedy.value().into());
    put("reach", reach.name().into());
    put("quote", anchor.quote.clone().into());
    put("prefix", anchor.prefix.clone().into());
    put("suffix", anchor.suffix.clone().into());
    let (start, end) = points.map(|points| points.of_span(anchor.span)).unzip();
    put("start", start.into());
    put("end", end.into());
    if points.is_none() {
        put("bytes", json!([anchor.span.start, anchor.span.end]));
    }
    put("text_sha256", anchor.text_sha256.clone().into());
    put("created", created.clone().into());
    out
}

/// Reads what [`correction_json`] wrote; `text` is what `start` and `end` count in.
pub(super) fn correction_from_json(value: &Value, text: &str) -> Result<Correction, FieldsError> {
    let fields = Fields::new(value, "a correction")?;
    let remedy = fields.required("remedy")?;
    let said = fields.text("value")?;
    let remedy = fields.word("remedy", |_| Remedy::named(&remedy, said.as_deref()))?;
    let anchor = Anchor {
        span: span_from(&fields, value, text)?,
        quote: fields.required("quote")?,
        prefix: fields.text("prefix")?.unwrap_or_default(),
        suffix: fields.text("suffix")?.unwrap_or_default(),
        text_sha256: fields.text("text_sha256")?.unwrap_or_default(),
    };
    Ok(Correction {
        id: CorrectionId(fields.text("id")?.unwrap_or_default()),
        article: ArticleId(fields.text("article")?.unwrap_or_default()),
        detected: fields.word("detected", Detected::named)?.ok_or_else(|| fields.missing("detected"))?,
        reach: fields.word("reach", Reach::named)?.unwrap_or(Reach::Article),
        remedy: remedy.ok_or_else(|| fields.missing("remedy"))?,
        name: fields.text("name")?.unwrap_or_else(|| anchor.quote.clone()),
        anchor,
        created: fields.text("created")?.unwrap_or_default(),
    })
}

fn span_from(fields: &Fields<'_>, value: &Value, text: &str) -> Result<Span, FieldsError> {
    let bytes = value.get("bytes").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    if let [start, end] = bytes {
        let byte = |value: &Value| value.as_u64().and_then(|byte| usize::try_from(byte).ok()).unwrap_or(0);
        return Ok(Span::new(byte(start), byte(end)));
    }
    let points = CodePoints::new(text);
    Ok(match (fields.count("start")?, fields.count("end")?) {
        (Some(start), Some(end)) => Span::new(points.to_byte(start), points.to_byte(end)),
        _ => Span::default(),
    })
}
