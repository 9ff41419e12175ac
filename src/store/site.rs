//! Which addresses are of one hand: a site, or on a host of many authors one author's part of it.

use url::{Host, Url};

/// Hosts where the first parts of the path say whose page it is, and how many parts do.
const BY_PATH: &[(&str, usize)] = &[
    ("buttondown.com", 1),
    ("buttondown.email", 1),
    ("dev.to", 1),
    ("facebook.com", 1),
    ("feeds.feedburner.com", 1),
    ("github.com", 1),
    ("gitlab.com", 1),
    ("instagram.com", 1),
    ("linkedin.com", 2),
    ("medium.com", 1),
    ("note.com", 1),
    ("reddit.com", 2),
    ("sites.google.com", 2),
    ("t.me", 1),
    ("threads.net", 1),
    ("tumblr.com", 1),
    ("twitter.com", 1),
    ("write.as", 1),
    ("x.com", 1),
    ("youtube.com", 1),
];

/// Domains under which every name is another author's, beside those that the public suffix list knows.
const BY_NAME: &[&str] = &[
    "bearblog.dev",
    "beehiiv.com",
    "dreamwidth.org",
    "ghost.io",
    "hashnode.dev",
    "hatenablog.com",
    "libsyn.com",
    "livejournal.com",
    "medium.com",
    "micro.blog",
    "neocities.org",
    "podbean.com",
    "posthaven.com",
    "squarespace.com",
    "substack.com",
    "svbtle.com",
    "tumblr.com",
    "typepad.com",
    "weebly.com",
    "wordpress.com",
];

/// Whether two addresses are of one hand.
pub fn same_site(one: &str, other: &str) -> bool {
    let site = |address: &str| Url::parse(address).ok().as_ref().and_then(site);
    site(one).is_some_and(|found| Some(found) == site(other))
}

/// The site of an address; none where nobody can tell whose it is.
fn site(url: &Url) -> Option<String> {
    let host = match url.host()? {
        Host::Domain(host) => host.trim_end_matches('.').to_ascii_lowercase(),
        // Servers without a name are told apart by their port.
        address => return Some(format!("{address}:{}", url.port_or_known_default().unwrap_or_default())),
    };
    if !host.contains('.') {
        return Some(format!("{host}:{}", url.port_or_known_default().unwrap_or_default()));
    }
    let host = host.strip_prefix("www.").unwrap_or(&host);
    if let Some((_, parts)) = BY_PATH.iter().find(|(shared, _)| *shared == host) {
        let path: Vec<&str> = url.path().split('/').filter(|part| !part.is_empty()).take(*parts).collect();
        return (path.len() == *parts).then(|| format!("{host}/{}", path.join("/")));
    }
    for shared in BY_NAME {
        match host.strip_suffix(shared).map(|rest| rest.trim_end_matches('.')) {
            Some("") => return None,
            Some(name) if host.ends_with(&format!(".{shared}")) => {
                return Some(format!("{}.{shared}", name.rsplit('.').next().unwrap_or(name)));
            }
            _ => {}
        }
    }
    psl::domain_str(host).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_site_and_another() {
        for (one, other, same) in [
            ("https://news.example/feed", "https://news.example/a", true),
            ("https://feeds.herald.com/all", "https://www.herald.com/a", true),
            ("https://rss.herald.co.uk/", "http://herald.co.uk/a", true),
            ("https://herald.co.uk/", "https://courier.co.uk/a", false),
            ("https://planet.example/", "https://news.example/a", false),
            ("https://ann.github.io/feed", "https://bob.github.io/a", false),
            ("https://ann.blogspot.com/feed", "https://bob.blogspot.com/a", false),
            ("https://ann.wordpress.com/feed", "https://bob.wordpress.com/a", false),
            ("https://ann.substack.com/feed", "https://ann.substack.com/p/a", true),
            ("https://ann.substack.com/feed", "https://bob.substack.com/p/a", false),
            ("https://medium.com/@ann/feed", "https://medium.com/@bob/a", false),
            ("https://medium.com/@ann/feed", "https://medium.com/@ann/a", true),
            ("https://sites.google.com/view/ann", "https://sites.google.com/view/bob/a", false),
            ("https://medium.com/", "https://medium.com/", false),
            ("http://127.0.0.1:81/feed", "http://127.0.0.1:82/a", false),
            ("http://127.0.0.1:81/feed", "http://127.0.0.1:81/a", true),
            ("http://localhost:81/feed", "http://localhost:82/a", false),
            ("https://github.io/", "https://github.io/a", false),
            ("file:///tmp/a.html", "https://news.example/a", false),
        ] {
            assert_eq!(same_site(one, other), same, "{one} {other}");
        }
    }
}
