//! Lists of feeds (OPML): read tolerantly, written so that nothing a list said is lost.

use crate::ingest::charset::decode;
use crate::ingest::feed::{Lexer, Token, attributes, unescape};
use crate::ingest::tidy_line;
use std::collections::BTreeMap;
use thiserror::Error;
use url::Url;

/// A feed in a list of feeds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Subscription {
    /// The feed's address, as written.
    pub url: String,
    /// Its name.
    pub title: String,
    /// The page it belongs to.
    pub link: Option<String>,
    /// The folders it lies in, the outermost first.
    pub folder: Vec<String>,
    /// What else the list says of it, in the list's order: name and value.
    pub other: Vec<(String, String)>,
}

/// A list of feeds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Opml {
    /// The name of the list.
    pub title: Option<String>,
    /// The feeds, in order.
    pub feeds: Vec<Subscription>,
    /// What was left out and why.
    pub warnings: Vec<String>,
}

/// Why something is no list of feeds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum OpmlError {
    /// Other than OPML.
    #[error("this is no list of feeds: it holds no <outline>, as OPML must")]
    NoOutline,
    /// OPML without feeds.
    #[error("this list names no feeds: no <outline> in it has an xmlUrl")]
    NoFeed,
}

/// Reads a list of feeds. The same address twice is taken once.
pub fn read_opml(bytes: &[u8]) -> Result<Opml, OpmlError> {
    let decoded = decode(bytes, None);
    let mut reader = Reader { opml: Opml::default(), open: Vec::new(), seen: BTreeMap::new(), outlines: 0 };
    reader.opml.warnings.extend(decoded.warning());
    let mut in_title = false;
    for token in Lexer::new(&decoded.text) {
        match token {
            Token::Open { name, attributes: raw, empty } if is(name, "outline") => reader.outline(raw, empty),
            Token::Close { name } if is(name, "outline") => {
                reader.open.pop();
            }
            Token::Open { name, .. } => in_title = is(name, "title"),
            Token::Text(text) if in_title && reader.opml.title.is_none() => {
                reader.opml.title = Some(tidy_line(&unescape(text))).filter(|title| !title.is_empty());
            }
            Token::Close { .. } => in_title = false,
            Token::Text(_) | Token::Cdata(_) | Token::Doctype(_) => {}
        }
    }
    match (reader.outlines, reader.opml.feeds.is_empty()) {
        (0, _) => Err(OpmlError::NoOutline),
        (_, true) => Err(OpmlError::NoFeed),
        (_, false) => Ok(reader.opml),
    }
}

/// Folders deeper than this are taken together.
const DEPTH: usize = 32;

struct Reader {
    opml: Opml,
    /// The open outlines: a folder's name, or none for one that is no folder.
    open: Vec<Option<String>>,
    /// Address to position in the list.
    seen: BTreeMap<String, usize>,
    outlines: usize,
}

impl Reader {
    fn outline(&mut self, raw: &str, empty: bool) {
        self.outlines += 1;
        let mut feed = Subscription::default();
        let (mut text, mut title) = (String::new(), String::new());
        for (name, value) in attributes(raw) {
            let value = tidy_line(&unescape(value));
            match name {
                _ if is(name, "xmlUrl") => feed.url = value,
                _ if is(name, "htmlUrl") => feed.link = Some(value).filter(|link| !link.is_empty()),
                _ if is(name, "text") => text = value,
                _ if is(name, "title") => title = value,
                // Written anew for every feed.
                _ if is(name, "type") && (value == "rss" || value == "atom") => {}
                _ => feed.other.push((name.to_owned(), value)),
            }
        }
        feed.title = [title, text].into_iter().find(|name| !name.is_empty()).unwrap_or_default();
        let folder = feed.url.is_empty().then(|| feed.title.clone());
        if !feed.url.is_empty() {
            self.feed(feed);
        }
        if !empty {
            self.open.push(folder);
        }
    }

    fn feed(&mut self, mut feed: Subscription) {
        let folders = self.open.iter().flatten().filter(|name| !name.is_empty());
        feed.folder = folders.take(DEPTH).cloned().collect();
        if feed.title.is_empty() {
            feed.title =
                Url::parse(&feed.url).ok().and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default();
        }
        match self.seen.insert(feed.url.clone(), self.opml.feeds.len()) {
            Some(first) => {
                self.seen.insert(feed.url.clone(), first);
                self.opml.warnings.push(format!("{} is in the list more than once; taken once", feed.url));
            }
            None => self.opml.feeds.push(feed),
        }
    }
}

fn is(name: &str, known: &str) -> bool {
    name.eq_ignore_ascii_case(known)
}

/// Writes a list of feeds as OPML 2.0: folders in the order of their first feed, a feed's own attributes after ours.
pub fn write_opml(title: &str, feeds: &[Subscription]) -> String {
    let mut out =
        String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n  <head>\n    <title>");
    escape(&mut out, title);
    out.push_str("</title>\n  </head>\n  <body>\n");
    let all: Vec<&Subscription> = feeds.iter().collect();
    write_folder(&mut out, &all, 0);
    out.push_str("  </body>\n</opml>\n");
    out
}

/// Writes the feeds that share their first `depth` folders.
fn write_folder(out: &mut String, feeds: &[&Subscription], depth: usize) {
    let indent = "  ".repeat(depth + 2);
    let mut order: Vec<&str> = Vec::new();
    let mut inside: BTreeMap<&str, Vec<&Subscription>> = BTreeMap::new();
    for feed in feeds {
        match feed.folder.get(depth) {
            None => write_feed(out, feed, &indent),
            Some(folder) => {
                let members = inside.entry(folder).or_default();
                if members.is_empty() {
                    order.push(folder);
                }
                members.push(feed);
            }
        }
    }
    for folder in order {
        out.push_str(&indent);
        out.push_str("<outline text=\"");
        escape(out, folder);
        out.push_str("\">\n");
        write_folder(out, inside.get(folder).map(Vec::as_slice).unwrap_or_default(), depth + 1);
        out.push_str(&indent);
        out.push_str("</outline>\n");
    }
}

fn write_feed(out: &mut String, feed: &Subscription, indent: &str) {
    out.push_str(indent);
    out.push_str("<outline type=\"rss\"");
    let own = [
        ("text", Some(&feed.title)),
        ("title", Some(&feed.title)),
        ("xmlUrl", Some(&feed.url)),
        ("htmlUrl", feed.link.as_ref()),
    ];
    let own = own.into_iter().filter_map(|(name, value)| value.map(|value| (name, value)));
    let other = feed.other.iter().map(|(name, value)| (name.as_str(), value)).filter(|(name, _)| is_name(name));
    for (name, value) in own.chain(other) {
        out.push(' ');
        out.push_str(name);
        out.push_str("=\"");
        escape(out, value);
        out.push('"');
    }
    out.push_str("/>\n");
}

/// Whether a name may stand in XML: a broken list's may not.
fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ':'))
}

fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::collection::vec;
    use proptest::prelude::*;

    const LIST: &str = r#"<?xml version="1.0"?><opml version="1.1"><head><title>Desk &amp; more</title></head><body>
        <outline text="News"><outline text="World">
          <outline type="rss" text="A & B" xmlUrl="https://a.example/?x=1&y=2" htmlUrl="https://a.example/" dateline:full="yes"/>
        </outline>
        <outline text="C" XMLURL="https://c.example/feed" category="/x"></outline></outline>
        <outline text="D" type="link" url="https://d.example/"/>
        <outline xmlUrl="https://e.example/feed"/>
        <outline text="again" xmlUrl="https://e.example/feed"/>
      </body></opml>"#;

    /// Writes a list as `folder/folder/title url other`, a line each.
    fn shown(opml: &Opml) -> Vec<String> {
        let line = |feed: &Subscription| {
            let other: Vec<String> = feed.other.iter().map(|(name, value)| format!(" {name}={value}")).collect();
            format!("{} {} {}{}", feed.folder.join("/"), feed.title, feed.url, other.concat())
        };
        opml.feeds.iter().map(line).collect()
    }

    #[test]
    fn folders_and_attributes_are_kept() {
        let opml = read_opml(LIST.as_bytes()).unwrap();
        assert_eq!(opml.title.as_deref(), Some("Desk & more"));
        assert_eq!(
            shown(&opml),
            [
                "News/World A & B https://a.example/?x=1&y=2 dateline:full=yes",
                "News C https://c.example/feed category=/x",
                " e.example https://e.example/feed",
            ]
        );
        assert_eq!(opml.feeds[0].link.as_deref(), Some("https://a.example/"));
        assert_eq!(opml.warnings.len(), 1);
    }

    #[test]
    fn a_list_cut_off_is_read_as_far_as_it_goes() {
        let cut = LIST.find("category").unwrap();
        assert_eq!(read_opml(&LIST.as_bytes()[..cut]).unwrap().feeds.len(), 1);
    }

    #[test]
    fn other_things_are_refused() {
        assert_eq!(read_opml(b"<rss><channel/></rss>"), Err(OpmlError::NoOutline));
        assert_eq!(read_opml(b""), Err(OpmlError::NoOutline));
        assert_eq!(read_opml(b"<opml><body><outline text='x'/></body></opml>"), Err(OpmlError::NoFeed));
    }

    #[test]
    fn ten_thousand_feeds() {
        let outline = |n: usize| format!("<outline text='F{n}' xmlUrl='https://example.org/{n}'/>");
        let list: String = (0..10_000).map(outline).collect();
        assert_eq!(read_opml(list.as_bytes()).unwrap().feeds.len(), 10_000);
        let tower = "<outline text='x' xmlUrl='u'>".repeat(50_000);
        assert_eq!(read_opml(tower.as_bytes()).unwrap().feeds.len(), 1);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(
            names in vec(("[a-z&<>\"' é]{1,8}", vec("[a-z&\"<]{1,4}", 0..3), "[a-z]{1,5}", "[ -~]{0,8}"), 1..6),
        ) {
            let feeds: Vec<Subscription> = names
                .into_iter()
                .enumerate()
                .map(|(n, (title, folder, name, value))| Subscription {
                    url: format!("https://example.org/{n}?a=1&b=2"),
                    title: tidy_line(&format!("t{title}")),
                    link: None,
                    folder,
                    other: vec![(format!("x-{name}"), tidy_line(&value))],
                })
                .collect();
            let read = read_opml(write_opml("t", &feeds).as_bytes()).unwrap();
            let mut sorted = (read.feeds, feeds);
            sorted.0.sort_by(|a, b| a.url.cmp(&b.url));
            sorted.1.sort_by(|a, b| a.url.cmp(&b.url));
            prop_assert_eq!(sorted.0, sorted.1);
        }
    }
}
