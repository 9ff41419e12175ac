//! What a page tells of itself in JSON-LD (schema.org).

use crate::ingest::tidy::tidy_line;
use serde_json::Value;

/// What was found of an article in a page's JSON-LD.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Linked {
    /// `headline`, or `name`.
    pub headline: Option<String>,
    /// Names of the authors.
    pub authors: Vec<String>,
    /// `datePublished` as written.
    pub published: Option<String>,
    /// Name of the publisher.
    pub publisher: Option<String>,
    /// `inLanguage`.
    pub language: Option<String>,
    /// `url` or `mainEntityOfPage`.
    pub url: Option<String>,
}

/// Reads every block of JSON-LD on a page; articles go before other things, and the first to say something is believed.
pub fn linked<'b>(blocks: impl Iterator<Item = &'b str>) -> Linked {
    let mut things: Vec<(u8, Value)> = Vec::new();
    for block in blocks {
        // Line ends inside strings and comment marks around the whole are common, and no JSON.
        let block: String = block.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let block =
            block.trim().trim_start_matches("<!--").trim_start_matches("//<![CDATA[").trim_start_matches("<![CDATA[");
        let block = block
            .trim_end_matches("-->")
            .trim_end_matches("//]]>")
            .trim_end_matches("]]>")
            .trim()
            .trim_end_matches(';');
        if let Ok(value) = serde_json::from_str(block) {
            collect(value, &mut things);
        }
    }
    things.sort_by_key(|(rank, _)| *rank);
    let mut found = Linked::default();
    for (rank, thing) in &things {
        take(&mut found, *rank, thing);
    }
    found
}

fn collect(value: Value, things: &mut Vec<(u8, Value)>) {
    match value {
        Value::Array(values) => values.into_iter().for_each(|value| collect(value, things)),
        Value::Object(mut object) => {
            if let Some(graph) = object.remove("@graph") {
                collect(graph, things);
            }
            if let Some(main) = object.get("mainEntity").filter(|main| main.is_object()).cloned() {
                collect(main, things);
            }
            let value = Value::Object(object);
            if let Some(rank) = rank(&value) {
                things.push((rank, value));
            }
        }
        _ => {}
    }
}

fn rank(thing: &Value) -> Option<u8> {
    let kinds: Vec<&str> = match thing.get("@type")? {
        Value::String(kind) => vec![kind.as_str()],
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect(),
        _ => return None,
    };
    let any =
        |test: fn(&str) -> bool| kinds.iter().any(|kind| test(kind.rsplit(['/', ':']).next().unwrap_or_default()));
    if any(|kind| {
        kind.ends_with("Article")
            || kind.ends_with("Posting")
            || matches!(kind, "Report" | "Recipe" | "Review" | "ClaimReview")
    }) {
        Some(0)
    } else if any(|kind| kind.ends_with("WebPage") || kind == "ItemPage") {
        Some(1)
    } else if any(|kind| matches!(kind, "NewsMediaOrganization" | "WebSite")) {
        Some(2)
    } else {
        None
    }
}

fn take(found: &mut Linked, rank: u8, thing: &Value) {
    if rank == 2 {
        found.publisher = found.publisher.take().or_else(|| text(thing.get("name")));
        return;
    }
    let heading = || text(thing.get("headline")).or_else(|| text(thing.get("name")).filter(|_| rank == 0));
    found.headline = found.headline.take().or_else(heading);
    if found.authors.is_empty() && rank == 0 {
        for key in ["author", "creator"] {
            if found.authors.is_empty() {
                names(thing.get(key), &mut found.authors);
            }
        }
    }
    let date = || text(thing.get("datePublished")).or_else(|| text(thing.get("dateCreated")));
    found.published = found.published.take().or_else(date);
    found.publisher = found.publisher.take().or_else(|| text(thing.get("publisher")?.get("name")));
    found.language = found.language.take().or_else(|| text(thing.get("inLanguage")));
    found.url = found.url.take().or_else(|| text(thing.get("url")));
}

fn text(value: Option<&Value>) -> Option<String> {
    match value? {
        Value::String(text) => Some(tidy_line(&plain(text))).filter(|text| !text.is_empty()),
        Value::Array(values) => text(values.first()),
        Value::Object(_) => text(value?.get("@value")),
        _ => None,
    }
}

/// Without the entities that writers of JSON-LD escape out of habit.
fn plain(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    [
        ("&quot;", "\""),
        ("&#039;", "'"),
        ("&#39;", "'"),
        ("&#8217;", "’"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&nbsp;", " "),
        ("&amp;", "&"),
    ]
    .iter()
    .fold(text.to_owned(), |text, (entity, character)| text.replace(entity, character))
}

fn names(value: Option<&Value>, out: &mut Vec<String>) {
    match value {
        Some(Value::Array(values)) => values.iter().take(20).for_each(|value| names(Some(value), out)),
        Some(Value::Object(person)) => out.extend(text(person.get("name"))),
        Some(Value::String(_)) => out.extend(text(value)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_go_before_pages() {
        let blocks = [
            r#"{"@context":"https://schema.org","@graph":[{"@type":"WebPage","headline":"Page","datePublished":"2020-01-01"},{"@type":["NewsArticle"],"headline":"Port &amp; strike","author":[{"@type":"Person","name":"Ana Reyes"},"Tom Hale"],"datePublished":"2026-03-04T09:00:00Z"}]}"#,
            "{\"@type\":\"Organization\",\"name\":\"x\"}",
            "{\"@type\":\"WebSite\",\"name\":\"Harbour\n Post\"}",
            "{ not json",
        ];
        let found = linked(blocks.into_iter());
        assert_eq!(found.headline.as_deref(), Some("Port & strike"));
        assert_eq!(found.authors, ["Ana Reyes", "Tom Hale"]);
        assert_eq!(found.published.as_deref(), Some("2026-03-04T09:00:00Z"));
        assert_eq!(found.publisher.as_deref(), Some("Harbour Post"));
    }
}
