//! Lists of feeds (OPML), read tolerantly and without loss: what is not ours is kept for the next list.

use crate::ingest::charset::decode;
use crate::ingest::feed::{Lexer, Token, attributes, unescape};
use crate::ingest::tidy_line;
use serde::{Deserialize, Serialize};
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

impl Subscription {
    /// Forgets the other name that a list had for an outline: the reader has given it a new one.
    pub fn renamed(other: &mut Vec<(String, String)>) {
        other.retain(|(name, _)| name != "title");
    }
}

/// A folder in a list of feeds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Folder {
    /// Its name after those of the folders it lies in, the outermost first.
    pub path: Vec<String>,
    /// What the list says of it besides, in the list's order: name and value.
    pub about: Vec<(String, String)>,
    /// True when no feed lies in it, nor in any folder in it.
    pub empty: bool,
}

/// A list of feeds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Opml {
    /// The name of the list.
    pub title: Option<String>,
    /// The feeds, in order.
    pub feeds: Vec<Subscription>,
    /// The folders of which the list says more than their feeds do.
    pub folders: Vec<Folder>,
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
    let mut reader = Reader::default();
    reader.opml.warnings.extend(decoded.warning());
    let mut in_title = false;
    for token in Lexer::new(&decoded.text) {
        match token {
            Token::Open { name, attributes: raw, empty } if is(name, "outline") => reader.outline(raw, empty),
            Token::Close { name } if is(name, "outline") => reader.close(),
            Token::Open { name, .. } => in_title = is(name, "title"),
            Token::Text(text) if in_title && reader.opml.title.is_none() => {
                reader.opml.title = Some(tidy_line(&unescape(text))).filter(|title| !title.is_empty());
            }
            Token::Close { .. } => in_title = false,
            Token::Text(_) | Token::Cdata(_) | Token::Doctype(_) => {}
        }
    }
    reader.end()
}

/// Folders deeper than this are taken together.
const DEPTH: usize = 32;

#[derive(Default)]
struct Reader {
    opml: Opml,
    open: Vec<Open>,
    /// The names of the open folders.
    path: Vec<String>,
    /// Address to position in the list.
    seen: BTreeMap<String, usize>,
    /// Path to position among the folders.
    folders: BTreeMap<Vec<String>, usize>,
    outlines: usize,
}

/// An open outline.
#[derive(Default)]
struct Open {
    /// Whether the last name of the path is its own.
    named: bool,
    /// Its position among the folders.
    folder: Option<usize>,
    /// Whether a feed lies in it.
    holds: bool,
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
                _ if is(name, "type") && value == "rss" => {}
                _ => feed.other.push((name.to_owned(), value)),
            }
        }
        // The text is what is shown; the title may be another.
        feed.title = [&text, &title].into_iter().find(|name| !name.is_empty()).cloned().unwrap_or_default();
        if !title.is_empty() && (title != feed.title || feed.url.is_empty()) {
            feed.other.insert(0, ("title".to_owned(), title));
        }
        let mut open = Open::default();
        match feed.url.is_empty() {
            true => open = self.folder(feed),
            false => {
                self.feed(feed);
                open.holds = true;
            }
        }
        self.open.push(open);
        if empty {
            self.close();
        }
    }

    /// Goes into a folder. One without a name is none.
    fn folder(&mut self, outline: Subscription) -> Open {
        if outline.title.is_empty() || self.path.len() >= DEPTH {
            return Open::default();
        }
        self.path.push(outline.title);
        let mut about = outline.other;
        about.extend(outline.link.map(|link| ("htmlUrl".to_owned(), link)));
        let folders = &mut self.opml.folders;
        let at = *self.folders.entry(self.path.clone()).or_insert_with(|| {
            folders.push(Folder { path: self.path.clone(), about: Vec::new(), empty: true });
            folders.len() - 1
        });
        // The same folder may stand in a list twice.
        if let Some(folder) = folders.get_mut(at).filter(|folder| folder.about.is_empty()) {
            folder.about = about;
        }
        Open { named: true, folder: Some(at), holds: false }
    }

    fn close(&mut self) {
        let Some(Open { named, folder, holds }) = self.open.pop() else { return };
        if named {
            self.path.pop();
        }
        if holds && let Some(folder) = folder.and_then(|at| self.opml.folders.get_mut(at)) {
            folder.empty = false;
        }
        if let Some(above) = self.open.last_mut() {
            above.holds |= holds;
        }
    }

    fn feed(&mut self, mut feed: Subscription) {
        feed.folder = self.path.clone();
        if feed.title.is_empty() {
            feed.title =
                Url::parse(&feed.url).ok().and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default();
        }
        match self.seen.insert(feed.url.clone(), self.opml.feeds.len()) {
            Some(first) => {
                self.seen.insert(feed.url.clone(), first);
                // Outside of every folder is no choice of one.
                if let Some(known) = self.opml.feeds.get_mut(first).filter(|known| known.folder.is_empty()) {
                    known.folder = feed.folder;
                }
                self.opml.warnings.push(format!("{} is in the list more than once; taken once", feed.url));
            }
            None => self.opml.feeds.push(feed),
        }
    }

    fn end(mut self) -> Result<Opml, OpmlError> {
        while !self.open.is_empty() {
            self.close();
        }
        // Of the others the feeds tell.
        self.opml.folders.retain(|folder| folder.empty || !folder.about.is_empty());
        match (self.outlines, self.opml.feeds.is_empty()) {
            (0, _) => Err(OpmlError::NoOutline),
            (_, true) => Err(OpmlError::NoFeed),
            (_, false) => Ok(self.opml),
        }
    }
}

fn is(name: &str, known: &str) -> bool {
    name.eq_ignore_ascii_case(known)
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn of_two_places_the_folder_is_kept() {
        let feed = r#"<outline text="A" xmlUrl="https://a.example/feed"/>"#;
        let folder = |name: &str| format!(r#"<outline text="{name}">{feed}</outline>"#);
        for (list, shown_as) in [
            (format!("{feed}{}", folder("Sea")), "Sea A https://a.example/feed"),
            (format!("{}{feed}", folder("Sea")), "Sea A https://a.example/feed"),
            (format!("{}{}", folder("Sea"), folder("Land")), "Sea A https://a.example/feed"),
            (feed.to_owned(), " A https://a.example/feed"),
        ] {
            let opml = read_opml(format!("<opml><body>{list}</body></opml>").as_bytes()).unwrap();
            assert_eq!(shown(&opml), [shown_as], "{list}");
        }
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
}
