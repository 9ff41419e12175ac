//! Addresses of links: made absolute, and only those that lead to something one can read.

use url::Url;

/// Longer addresses are tracking or data, and cost more than they tell.
const LONGEST: usize = 4096;

/// The absolute address of a link on a page at `base`; `None` for scripts, data and what cannot be resolved.
pub fn absolute(base: Option<&Url>, link: &str) -> Option<String> {
    let link = link.trim();
    if link.is_empty() || link.len() > LONGEST || link.starts_with('#') {
        return None;
    }
    let url = match base {
        Some(base) => base.join(link).ok()?,
        None => Url::parse(link).ok()?,
    };
    matches!(url.scheme(), "http" | "https" | "mailto").then(|| String::from(url))
}

/// The address as one of the web, where it is one.
pub fn web(address: &str) -> Option<Url> {
    Url::parse(address.trim()).ok().filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_that_lead_somewhere() {
        let base = web("https://example.org/news/today.html");
        for (link, whole) in [
            ("../about", Some("https://example.org/about")),
            ("//cdn.example.net/x y", Some("https://cdn.example.net/x%20y")),
            ("mailto:desk@example.org", Some("mailto:desk@example.org")),
            ("javascript:alert(1)", None),
            ("data:text/html,x", None),
            ("#top", None),
            ("http://[", None),
        ] {
            assert_eq!(absolute(base.as_ref(), link).as_deref(), whole, "{link}");
        }
        assert_eq!(absolute(None, "about"), None);
    }
}
