//! Reading Web Annotations: what the model demands is checked, what has no field here is kept as it was.

use crate::export::moment::utc;
use crate::export::note::note_from_json;
use crate::export::{ExportError, Imported, LooseNote};
use crate::text::{Anchor, Annotation, AnnotationKind, Bearing, Evidence, Verdict};
use serde_json::Value;

/// The context that every Web Annotation names.
pub(super) const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";

/// Reads an annotation, a list of them, a page or a collection. Annotations that break the model are reported and left
/// out; a file with nothing but such is refused.
pub(super) fn import(bytes: &[u8]) -> Result<Imported, ExportError> {
    let wrong = |reason: String| ExportError::Import { format: "jsonld", reason };
    let whole: Value = serde_json::from_slice(bytes).map_err(|error| wrong(error.to_string()))?;
    if !whole.is_array() && whole.get("@graph").is_none() {
        context(&whole).map_err(wrong)?;
    }
    let mut imported = Imported::default();
    let items = items(&whole, &mut imported.warnings).map_err(wrong)?;
    for (index, item) in items.iter().enumerate() {
        match annotation_from(item) {
            Ok(note) => imported.loose.push(note),
            Err(reason) => imported.warnings.push(format!("annotation {}: {reason}", index + 1)),
        }
    }
    if imported.loose.is_empty() && !items.is_empty() {
        return Err(wrong(imported.warnings.swap_remove(0)));
    }
    Ok(imported)
}

fn context(value: &Value) -> Result<(), String> {
    let named = match value.get("@context") {
        Some(Value::Array(list)) => list.iter().any(|item| item.as_str() == Some(CONTEXT)),
        Some(one) => one.as_str() == Some(CONTEXT),
        None => false,
    };
    if named { Ok(()) } else { Err(format!("its @context is not {CONTEXT}")) }
}

fn is_a(value: &Value, kind: &str) -> bool {
    list(value.get("type")).any(|name| name.as_str() == Some(kind))
}

/// One value or a list of values.
fn list(value: Option<&Value>) -> impl Iterator<Item = &Value> {
    let many = value.and_then(Value::as_array).map(Vec::as_slice);
    let one = value.filter(|value| !value.is_array() && !value.is_null()).map(std::slice::from_ref);
    many.or(one).unwrap_or_default().iter()
}

fn items<'v>(whole: &'v Value, warnings: &mut Vec<String>) -> Result<Vec<&'v Value>, String> {
    if let Some(list) = whole.as_array().or_else(|| whole.get("@graph").and_then(Value::as_array)) {
        return Ok(list.iter().collect());
    }
    if is_a(whole, "AnnotationCollection") {
        return match whole.get("first") {
            Some(page @ Value::Object(_)) => items(page, warnings),
            Some(address) => {
                warnings
                    .push(format!("the collection's annotations are elsewhere, at {address}: import them from there"));
                Ok(Vec::new())
            }
            None if whole.get("total").and_then(Value::as_u64) == Some(0) => Ok(Vec::new()),
            None => Err("a collection without a first page".into()),
        };
    }
    if is_a(whole, "AnnotationPage") {
        if let Some(next) = whole.get("next").and_then(Value::as_str) {
            warnings.push(format!("more annotations are elsewhere, at {next}: import them from there"));
        }
        return whole.get("items").and_then(Value::as_array).map(|list| list.iter().collect()).ok_or("no items".into());
    }
    Ok(vec![whole])
}

/// Reads one annotation, or says what is wrong with it.
pub(super) fn annotation_from(value: &Value) -> Result<LooseNote, String> {
    check(value)?;
    let target = list(value.get("target")).next().ok_or("it has no target")?;
    let (anchor, place) = anchor_of(target);
    if let Some(own) = value.get("dateline:note") {
        let mut annotation = note_from_json(own, None).map_err(|error| error.to_string())?;
        annotation.anchor.text_sha256.clear();
        return Ok(LooseNote { annotation, url: source(target), title: None, place });
    }
    let mut note = Annotation {
        anchor,
        author: list(value.get("creator")).next().and_then(name_of),
        created: moment(value, "created"),
        modified: moment(value, "modified"),
        foreign: Some(value.to_string()),
        ..Annotation::default()
    };
    note.note = value.get("bodyValue").and_then(Value::as_str).unwrap_or_default().to_owned();
    let motivation = value.get("motivation").and_then(Value::as_str).unwrap_or_default();
    for body in list(value.get("body")) {
        take_body(body, motivation, &mut note);
    }
    if note.note.is_empty() && note.tags.is_empty() && note.evidence.is_empty() {
        note.kind = AnnotationKind::Highlight;
    }
    if note.verdict.is_some() {
        note.kind = AnnotationKind::Claim;
    }
    if note.modified.is_empty() {
        note.modified.clone_from(&note.created);
    }
    Ok(LooseNote { annotation: note, url: source(target), title: None, place })
}

fn moment(value: &Value, key: &str) -> String {
    value.get(key).and_then(Value::as_str).and_then(utc).unwrap_or_default()
}

fn name_of(agent: &Value) -> Option<String> {
    let named = ["name", "nickname", "id"].iter().find_map(|key| agent.get(key)?.as_str());
    agent.as_str().or(named).map(str::to_owned)
}

/// The address of a resource: itself, its id, or that of what it is a part of.
fn source(target: &Value) -> Option<String> {
    let inner = target.get("source").or_else(|| target.get("id")).unwrap_or(target);
    inner.as_str().or_else(|| inner.get("id")?.as_str()).map(str::to_owned)
}

/// Quote and position of a target, wherever its selectors hide them.
fn anchor_of(target: &Value) -> (Anchor, Option<(usize, usize)>) {
    let mut anchor = Anchor::default();
    let mut place = None;
    let mut open: Vec<&Value> = list(target.get("selector")).collect();
    while let Some(selector) = open.pop() {
        let text = |key: &str| selector.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        let count = |key: &str| usize::try_from(selector.get(key)?.as_u64()?).ok();
        match selector.get("type").and_then(Value::as_str) {
            Some("TextQuoteSelector") => {
                anchor.quote = text("exact");
                anchor.prefix = text("prefix");
                anchor.suffix = text("suffix");
            }
            Some("TextPositionSelector") => place = count("start").zip(count("end")),
            _ => {}
        }
        open.extend(list(selector.get("refinedBy")));
    }
    (anchor, place)
}

fn take_body(body: &Value, motivation: &str, note: &mut Annotation) {
    let purpose = body.get("purpose").and_then(Value::as_str).unwrap_or(motivation);
    let words = body.get("value").and_then(Value::as_str);
    match (words, purpose) {
        (Some(tag), "tagging" | "classifying") => note.tags.push(tag.to_owned()),
        (Some(label), "assessing") => note.verdict = Some(Verdict { label: label.to_owned(), ..Verdict::default() }),
        (Some(statement), "describing") if note.statement.is_none() && motivation == "assessing" => {
            note.statement = Some(statement.to_owned());
        }
        (Some(words), _) => {
            if !note.note.is_empty() {
                note.note.push_str("\n\n");
            }
            note.note.push_str(words);
        }
        (None, _) => {
            list(body.get("items")).for_each(|item| take_body(item, motivation, note));
            let evidence = source(body).map(|url| Evidence {
                url: Some(url),
                quote: Some(anchor_of(body).0.quote).filter(|quote| !quote.is_empty()),
                bearing: Bearing::Context,
                ..Evidence::default()
            });
            note.evidence.extend(evidence);
        }
    }
}

/// What the model says that an annotation MUST be.
fn check(value: &Value) -> Result<(), String> {
    if !is_a(value, "Annotation") {
        return Err("its type is not Annotation".into());
    }
    if value.get("@context").is_some() {
        context(value)?;
    }
    one_iri(value, "id")?.ok_or("it has no id")?;
    for key in ["rights", "canonical", "via"] {
        if list(value.get(key)).any(|iri| !iri.as_str().is_some_and(is_iri)) {
            return Err(format!("\"{key}\" is no address"));
        }
    }
    for key in ["created", "modified", "generated"] {
        if value.get(key).is_some_and(|moment| moment.as_str().is_none_or(|moment| utc(moment).is_none())) {
            return Err(format!("\"{key}\" is no date and time"));
        }
    }
    for key in ["creator", "generator", "audience", "stylesheet"] {
        if list(value.get(key)).any(|agent| !agent.is_object() && !agent.as_str().is_some_and(is_iri)) {
            return Err(format!("\"{key}\" is neither an address nor an object"));
        }
    }
    match (value.get("body"), value.get("bodyValue")) {
        (Some(_), Some(_)) => return Err("it has both body and bodyValue".into()),
        (None, Some(words)) if !words.is_string() => return Err("its bodyValue is no text".into()),
        _ => {}
    }
    if list(value.get("target")).next().is_none() {
        return Err("it has no target".into());
    }
    list(value.get("body")).chain(list(value.get("target"))).try_for_each(check_resource)
}

fn one_iri<'v>(value: &'v Value, key: &str) -> Result<Option<&'v str>, String> {
    match value.get(key) {
        None => Ok(None),
        Some(Value::String(iri)) if is_iri(iri) => Ok(Some(iri)),
        Some(_) => Err(format!("\"{key}\" is not one address")),
    }
}

fn is_iri(text: &str) -> bool {
    url::Url::parse(text).is_ok() && !text.contains(char::is_whitespace)
}

/// A body or target: an address, a text, a resource, or a choice of them.
fn check_resource(resource: &Value) -> Result<(), String> {
    if let Some(address) = resource.as_str() {
        return if is_iri(address) { Ok(()) } else { Err(format!("\"{address}\" is no address")) };
    }
    if !resource.is_object() {
        return Err("a body or target is neither an address nor an object".into());
    }
    one_iri(resource, "id")?;
    let one_text = |key: &str| match resource.get(key) {
        Some(value) if !value.is_string() => Err(format!("\"{key}\" is not one text")),
        _ => Ok(()),
    };
    ["value", "processingLanguage", "textDirection"].iter().try_for_each(|key| one_text(key))?;
    if resource.get("textDirection").is_some_and(|way| !["ltr", "rtl", "auto"].map(Value::from).contains(way)) {
        return Err("a text direction is none of ltr, rtl, auto".into());
    }
    if is_a(resource, "TextualBody") && resource.get("value").is_none() {
        return Err("a textual body has no value".into());
    }
    let specific = is_a(resource, "SpecificResource") || resource.get("selector").is_some();
    if specific && source(resource).is_none() {
        return Err("a specific resource has no source".into());
    }
    list(resource.get("selector")).try_for_each(check_selector)?;
    list(resource.get("items")).try_for_each(check_resource)
}

fn check_selector(selector: &Value) -> Result<(), String> {
    let Some(kind) = selector.get("type").and_then(Value::as_str) else { return Ok(()) };
    let text = |key: &str| selector.get(key).is_some_and(Value::is_string);
    let count = |key: &str| selector.get(key).is_some_and(Value::is_u64);
    let whole = match kind {
        "TextQuoteSelector" => text("exact"),
        "TextPositionSelector" | "DataPositionSelector" => count("start") && count("end"),
        "FragmentSelector" | "CssSelector" | "XPathSelector" => text("value"),
        _ => true,
    };
    if whole { Ok(()) } else { Err(format!("a {kind} is not complete")) }
}
