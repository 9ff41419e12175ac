//! What a page tells of itself in JSON-LD (schema.org).

use crate::ingest::tidy::tidy_line;
use serde_json::Value;
use std::collections::HashMap;

/// What was found of an article in a page's JSON-LD.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Linked {
    /// `headline`, or `name`.
    pub headline: Option<String>,
    /// Names of the authors.
    pub authors: Vec<String>,
    /// Names of people who stand beside the article in the page's graph.
    pub people: Vec<String>,
    /// `datePublished` as written.
    pub published: Option<String>,
    /// Name of the publisher.
    pub publisher: Option<String>,
    /// `inLanguage`.
    pub language: Option<String>,
    /// `articleBody`, the text itself.
    pub body: Option<String>,
    /// `url` or `mainEntityOfPage`.
    pub url: Option<String>,
}

/// Reads every block of JSON-LD on a page; articles go before other things, and the first to say something is believed.
pub fn linked<'b>(written: impl Iterator<Item = &'b str>) -> Linked {
    let mut things: Vec<(u8, Value)> = Vec::new();
    let mut blocks: Vec<Value> = Vec::new();
    for block in written {
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
            blocks.push(value);
        }
    }
    let mut graph = Graph::default();
    blocks.iter().for_each(|block| graph.learn(block, 0));
    blocks.into_iter().for_each(|block| collect(block, &mut things));
    things.sort_by_key(|(rank, _)| *rank);
    let mut found = Linked::default();
    for (rank, thing) in &things {
        take(&mut found, *rank, thing, &graph);
    }
    // One person beside an article that names no author, or names it by reference, is the author.
    if let ([person], true) = (found.people.as_slice(), found.authors.is_empty()) {
        found.authors.push(person.clone());
    }
    found
}

/// Things deeper in one another than this are not looked for.
const DEEP: usize = 12;

/// The names of all things on a page that bear an identifier: others refer to them by it.
#[derive(Default)]
struct Graph(HashMap<String, String>);

impl Graph {
    fn learn(&mut self, value: &Value, depth: usize) {
        match value {
            _ if depth > DEEP => {}
            Value::Array(values) => values.iter().for_each(|value| self.learn(value, depth + 1)),
            Value::Object(thing) => {
                if let (Some(id), Some(name)) = (thing.get("@id").and_then(Value::as_str), name_of(value)) {
                    self.0.entry(id.trim().to_owned()).or_insert(name);
                }
                thing.values().for_each(|value| self.learn(value, depth + 1));
            }
            _ => {}
        }
    }

    /// The name of a thing that is told in place, or by its identifier.
    fn name(&self, thing: &Value) -> Option<String> {
        let id = || thing.as_str().or_else(|| thing.get("@id")?.as_str()).and_then(|id| self.0.get(id.trim()));
        name_of(thing).or_else(|| id().cloned())
    }
}

/// The name that a thing is told with; of a person also in parts.
fn name_of(thing: &Value) -> Option<String> {
    let part = |key: &str| text(thing.get(key));
    let parts = || {
        let parts: Vec<String> =
            ["givenName", "additionalName", "familyName"].iter().filter_map(|key| part(key)).collect();
        Some(parts.join(" ")).filter(|name| !name.is_empty())
    };
    part("name").or_else(parts).or_else(|| part("alternateName"))
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
    } else if any(|kind| kind == "Person") {
        Some(3)
    } else {
        None
    }
}

fn take(found: &mut Linked, rank: u8, thing: &Value, graph: &Graph) {
    if rank == 3 {
        found.people.extend(name_of(thing));
        return;
    }
    if rank == 2 {
        found.publisher = found.publisher.take().or_else(|| text(thing.get("name")));
        return;
    }
    if let Some(Value::String(body)) = thing.get("articleBody") {
        found.body.get_or_insert_with(|| plain(body));
    }
    let heading = || text(thing.get("headline")).or_else(|| text(thing.get("name")).filter(|_| rank == 0));
    found.headline = found.headline.take().or_else(heading);
    if found.authors.is_empty() && rank == 0 {
        for key in ["author", "creator"] {
            if found.authors.is_empty() {
                names(thing.get(key), graph, &mut found.authors);
            }
        }
    }
    let date = || text(thing.get("datePublished")).or_else(|| text(thing.get("dateCreated")));
    found.published = found.published.take().or_else(date);
    found.publisher = found.publisher.take().or_else(|| graph.name(first(thing.get("publisher")?)));
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

fn first(value: &Value) -> &Value {
    value.as_array().and_then(|values| values.first()).unwrap_or(value)
}

fn names(value: Option<&Value>, graph: &Graph, out: &mut Vec<String>) {
    match value {
        Some(Value::Array(values)) => values.iter().take(20).for_each(|value| names(Some(value), graph, out)),
        Some(Value::Object(list)) if list.contains_key("@list") => names(list.get("@list"), graph, out),
        Some(person @ Value::Object(_)) => out.extend(graph.name(person)),
        Some(written @ Value::String(_)) => out.extend(graph.name(written).or_else(|| text(value))),
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
    #[test]
    fn authors_in_every_way_that_they_are_told() {
        let person = r#"{"@type":"Person","@id":"https://a.example/#ana","givenName":"Ana","familyName":"Reyes"}"#;
        let other = r#"{"@type":"Person","@id":"https://a.example/#tom","name":"Tom Hale"}"#;
        for (author, names) in [
            (r#"{"@type":"Person","givenName":"Ana","familyName":"Reyes"}"#, vec!["Ana Reyes"]),
            (r#"{"@id":"https://a.example/#ana"}"#, vec!["Ana Reyes"]),
            (r#"[{"@id":"https://a.example/#tom"},{"@id":"https://a.example/#ana"}]"#, vec!["Tom Hale", "Ana Reyes"]),
            (r#"{"@list":[{"@id":"https://a.example/#tom"}]}"#, vec!["Tom Hale"]),
            (r#""https://a.example/#tom""#, vec!["Tom Hale"]),
            (r#"{"@id":"https://a.example/#tom","name":"Thomas Hale"}"#, vec!["Thomas Hale"]),
            (r#"{"@type":"Person","name":{"@value":"Jo Roy"}}"#, vec!["Jo Roy"]),
            (r#"{"@id":"https://a.example/#nobody"}"#, vec![]),
        ] {
            let article = format!(
                r##"{{"@type":"Article","headline":"Port","publisher":{{"@id":"#house"}},"author":{author}}}"##
            );
            let house = r##"{"@type":"Organization","@id":"#house","name":"Harbour Post"}"##;
            // In one graph, and in blocks of their own.
            let graph = format!(r#"{{"@graph":[{article},{person},{other},{house}]}}"#);
            for found in [linked([graph.as_str()].into_iter()), linked([house, other, &article, person].into_iter())] {
                assert_eq!(found.authors, names, "{author}");
                assert_eq!(found.publisher.as_deref(), Some("Harbour Post"));
            }
        }
    }
}
