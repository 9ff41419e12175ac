//! Front matter: the `key: value` lines between two `---` at the head of a Markdown file.

use crate::ingest::address;
use crate::ingest::date::date;
use crate::ingest::language::language_tag;
use crate::ingest::tidy::tidy_line;
use crate::text::Meta;

/// How far the closing line is looked for, in bytes: a rule at the head of a long text is no front matter.
const LONGEST: usize = 64 * 1024;

/// Splits a text into what its front matter tells and the rest; `None` when it has none.
pub fn front_matter(text: &str) -> Option<(Meta, &str)> {
    let body = text.strip_prefix("---\n").or_else(|| text.strip_prefix("---\r\n"))?;
    let mut length = 0;
    for line in body.split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            let (lines, rest) = (body.get(..length)?, body.get(length + line.len()..)?);
            return Some((meta(lines)?, rest));
        }
        length += line.len();
        if length > LONGEST {
            return None;
        }
    }
    None
}

/// `None` where not one line looks like front matter.
fn meta(lines: &str) -> Option<Meta> {
    let mut meta = Meta::default();
    let mut key = String::new();
    let mut any = lines.trim().is_empty();
    for line in lines.lines() {
        if let Some(item) = line.trim_start().strip_prefix("- ") {
            set(&mut meta, &key, item);
        } else if let Some((name, value)) = line.split_once(':').filter(|(name, _)| is_key(name)) {
            any = true;
            key = name.trim().to_lowercase();
            match value
                .trim()
                .strip_prefix('[')
                .and_then(|list| list.strip_suffix(']'))
                .filter(|_| !value.contains("[["))
            {
                Some(list) => list.split(',').for_each(|item| set(&mut meta, &key, item)),
                None => set(&mut meta, &key, value),
            }
        }
    }
    any.then_some(meta)
}

fn is_key(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

fn set(meta: &mut Meta, key: &str, value: &str) {
    let value = unquoted(value);
    if value.is_empty() || value == "null" {
        return;
    }
    match key {
        "title" => meta.title = value,
        "author" | "authors" | "byline" => meta.authors.push(value.trim_matches(['[', ']']).to_owned()),
        "outlet" | "publisher" | "publication" | "site" | "site_name" => meta.outlet = Some(value),
        "published" | "date" | "publishdate" | "pubdate" => meta.published = date(&value).or(meta.published.take()),
        "url" | "link" | "canonical" | "source" => match address::web(&value) {
            Some(url) => meta.url = Some(url.into()),
            None if key == "source" => meta.outlet = Some(value),
            None => {}
        },
        "language" | "lang" => meta.language = language_tag(&value),
        _ => {}
    }
}

fn unquoted(value: &str) -> String {
    let value = value.trim();
    let inner = ['"', '\''].iter().find_map(|quote| value.strip_prefix(*quote)?.strip_suffix(*quote));
    match inner {
        Some(inner) if value.starts_with('"') => tidy_line(&inner.replace("\\\"", "\"").replace("\\\\", "\\")),
        Some(inner) => tidy_line(&inner.replace("''", "'")),
        None => tidy_line(value.split_once(" #").map_or(value, |(value, _)| value)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_front_matter_tells() {
        let text = "---\ntitle: \"The \\\"long\\\" strike: nine days\"\nauthor:\n  - Ana Reyes\n  - '[[Tom O''Neill]]'\noutlet: Harbour Post # ours\npublished: 2026-03-04T09:00:00+01:00\nurl: https://example.org/strike\nlanguage: EN-gb\ntags: [a, b]\n---\nText.\n";
        let (meta, rest) = front_matter(text).unwrap();
        assert_eq!(rest, "Text.\n");
        assert_eq!(meta.title, "The \"long\" strike: nine days");
        assert_eq!(meta.authors, ["Ana Reyes", "Tom O'Neill"]);
        assert_eq!(meta.outlet.as_deref(), Some("Harbour Post"));
        assert_eq!(meta.published.as_deref(), Some("2026-03-04T09:00:00+01:00"));
        assert_eq!(meta.url.as_deref(), Some("https://example.org/strike"));
        assert_eq!(meta.language.as_deref(), Some("en-GB"));
    }

    #[test]
    fn what_is_no_front_matter() {
        for text in ["---\nA rule, then text.\n---\nmore", "--- \nx", "---\ntitle: never closed", "title: x\n---\n", ""]
        {
            assert!(front_matter(text).is_none(), "{text:?}");
        }
    }
}
