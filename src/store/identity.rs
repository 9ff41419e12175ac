//! What makes an article the same article when it comes again.

use crate::text::Meta;
use std::path::Path;
use url::Url;

/// Parameters that say how a reader came to a page, not which page it is.
const TRACKING: &[&str] = &[
    "fbclid",
    "gclid",
    "dclid",
    "msclkid",
    "yclid",
    "twclid",
    "igshid",
    "mc_cid",
    "mc_eid",
    "cmpid",
    "ocid",
    "ref_src",
    "smid",
    "guccounter",
    "_ga",
    "_gl",
];

/// The canonical web address, else the file, else the text itself.
pub fn identity(meta: &Meta, text_sha256: &str) -> String {
    match meta.url.as_deref().map(Url::parse) {
        Some(Ok(url)) if url.scheme() == "file" => url.to_string(),
        Some(Ok(url)) if matches!(url.scheme(), "http" | "https") => canonical(url),
        _ => format!("sha256:{text_sha256}"),
    }
}

/// The identity that a web address or path would give; none for a path that cannot be made absolute.
pub fn identity_of_ref(given: &str) -> Option<String> {
    match Url::parse(given) {
        Ok(url) if url.scheme() == "file" => Some(url.to_string()),
        Ok(url) if matches!(url.scheme(), "http" | "https") => Some(canonical(url)),
        _ => {
            let path = Path::new(given);
            let path = path.canonicalize().or_else(|_| std::path::absolute(path)).ok()?;
            Url::from_file_path(path).ok().map(|url| url.to_string())
        }
    }
}

/// One spelling for the addresses of one page: scheme and fragment do not matter, nor how the reader came there.
fn canonical(mut url: Url) -> String {
    url.set_fragment(None);
    let kept: Vec<(String, String)> = url
        .query_pairs()
        .filter(|(name, _)| !name.starts_with("utm_") && !TRACKING.contains(&name.as_ref()))
        .map(|(name, value)| (name.into_owned(), value.into_owned()))
        .collect();
    if url.query().is_some() {
        match kept.is_empty() {
            true => url.set_query(None),
            false => {
                url.query_pairs_mut().clear().extend_pairs(kept);
            }
        }
    }
    let written = url.to_string();
    let address = written.strip_prefix("https://").or(written.strip_prefix("http://")).unwrap_or(&written);
    format!("web:{}", address.trim_end_matches('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_page_has_one_identity() {
        for (one, two) in [
            ("https://Example.org/a#top", "http://example.org/a"),
            ("https://example.org/a/?utm_source=x&id=7", "https://example.org/a/?id=7"),
            ("https://example.org/?fbclid=1", "https://example.org"),
        ] {
            assert_eq!(identity_of_ref(one), identity_of_ref(two));
        }
        assert_ne!(identity_of_ref("https://example.org/a?id=7"), identity_of_ref("https://example.org/a?id=8"));
        let meta = |url: &str| Meta { url: Some(url.into()), ..Meta::default() };
        assert_eq!(Some(identity(&meta("https://example.org/a"), "")), identity_of_ref("http://example.org/a"));
        assert_eq!(identity(&meta("file:///tmp/a.txt"), ""), "file:///tmp/a.txt");
        assert_eq!(identity(&meta("not an address"), "ab"), "sha256:ab");
    }
}
