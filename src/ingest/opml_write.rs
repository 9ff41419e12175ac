//! Lists of feeds (OPML), written so that nothing a list said is lost.

use crate::ingest::opml::{Folder, Subscription};
use std::collections::{BTreeMap, BTreeSet};

/// Writes a list of feeds as OPML 2.0: folders in the order of their first feed, then those that a list had empty; an
/// outline's own attributes after ours.
pub fn write_opml(title: &str, feeds: &[Subscription], folders: &[Folder]) -> String {
    let mut tree = Tree::default();
    for feed in feeds {
        tree.within(&feed.folder).feeds.push(feed);
    }
    for folder in folders.iter().filter(|folder| folder.empty) {
        tree.within(&folder.path);
    }
    let about = folders.iter().map(|folder| (folder.path.as_slice(), folder.about.as_slice())).collect();
    let mut out =
        String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n  <head>\n    <title>");
    escape(&mut out, title);
    out.push_str("</title>\n  </head>\n  <body>\n");
    tree.write(&mut out, &about, &mut Vec::new());
    out.push_str("  </body>\n</opml>\n");
    out
}

/// A folder with what lies in it, as it is written.
#[derive(Default)]
struct Tree<'a> {
    feeds: Vec<&'a Subscription>,
    /// The folders in it, in order.
    order: Vec<&'a str>,
    folders: BTreeMap<&'a str, Tree<'a>>,
}

impl<'a> Tree<'a> {
    fn within(&mut self, path: &'a [String]) -> &mut Self {
        let Some((first, rest)) = path.split_first() else { return self };
        if !self.folders.contains_key(first.as_str()) {
            self.order.push(first);
        }
        self.folders.entry(first).or_default().within(rest)
    }

    fn write(&self, out: &mut String, about: &BTreeMap<&[String], &[(String, String)]>, path: &mut Vec<String>) {
        let indent = "  ".repeat(path.len() + 2);
        for feed in &self.feeds {
            write_feed(out, feed, &indent);
        }
        for name in &self.order {
            path.push((*name).to_owned());
            out.push_str(&indent);
            out.push_str("<outline");
            let other = about.get(path.as_slice()).copied().unwrap_or_default();
            write_attributes(out, &[("text", name)], other);
            match self.folders.get(name).filter(|tree| !tree.feeds.is_empty() || !tree.order.is_empty()) {
                None => out.push_str("/>\n"),
                Some(tree) => {
                    out.push_str(">\n");
                    tree.write(out, about, path);
                    out.push_str(&indent);
                    out.push_str("</outline>\n");
                }
            }
            path.pop();
        }
    }
}

fn write_feed(out: &mut String, feed: &Subscription, indent: &str) {
    out.push_str(indent);
    out.push_str("<outline");
    let mut own = vec![("type", "rss"), ("text", &feed.title), ("title", &feed.title), ("xmlUrl", &feed.url)];
    own.extend(feed.link.as_deref().map(|link| ("htmlUrl", link)));
    write_attributes(out, &own, &feed.other);
    out.push_str("/>\n");
}

/// Writes attributes, ours first, each name once: where a list said of ours something else, that holds.
fn write_attributes(out: &mut String, own: &[(&str, &str)], other: &[(String, String)]) {
    let said = |name: &str| other.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str());
    let own_names = own.iter().map(|(name, value)| (*name, said(name).unwrap_or(value)));
    let mut written = BTreeSet::new();
    for (name, value) in own_names.chain(other.iter().map(|(name, value)| (name.as_str(), value.as_str()))) {
        if is_name(name) && written.insert(name) {
            out.push(' ');
            out.push_str(name);
            out.push_str("=\"");
            escape(out, value);
            out.push('"');
        }
    }
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
    use crate::ingest::{read_opml, tidy_line};
    use proptest::collection::vec;
    use proptest::prelude::*;

    #[test]
    fn what_a_list_says_of_its_folders_comes_out_again() {
        let list = r##"<opml><body>
            <outline text="News" title="All &quot;News&quot;" isOpen="true" category="/a,/b">
              <outline text="World" htmlUrl="https://w.example/"><outline text="A" title="Alpha" type="atom" xmlUrl="https://a.example/feed"/></outline>
              <outline text="Later"><outline text="Never" _x:colour="#f00"/></outline>
            </outline>
            <outline text="D" type="link" url="https://d.example/"/>
            <outline text="Plain"><outline text="B" xmlUrl="https://b.example/feed"/></outline>
            <outline text="News" isOpen="false"><outline text="C" xmlUrl="https://c.example/feed"/></outline>
          </body></opml>"##;
        let opml = read_opml(list.as_bytes()).unwrap();
        let written = write_opml("t", &opml.feeds, &opml.folders);
        let body = written.split("<body>\n").nth(1).unwrap().replace("\n  </body>\n</opml>\n", "");
        let expected = r##"    <outline text="News" title="All &quot;News&quot;" isOpen="true" category="/a,/b">
      <outline type="rss" text="C" title="C" xmlUrl="https://c.example/feed"/>
      <outline text="World" htmlUrl="https://w.example/">
        <outline type="atom" text="A" title="Alpha" xmlUrl="https://a.example/feed"/>
      </outline>
      <outline text="Later">
        <outline text="Never" _x:colour="#f00"/>
      </outline>
    </outline>
    <outline text="Plain">
      <outline type="rss" text="B" title="B" xmlUrl="https://b.example/feed"/>
    </outline>
    <outline text="D" type="link" url="https://d.example/"/>"##;
        assert_eq!(body, expected);
        let again = read_opml(written.as_bytes()).unwrap();
        assert_eq!(write_opml("t", &again.feeds, &again.folders), written);
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
            let read = read_opml(write_opml("t", &feeds, &[]).as_bytes()).unwrap();
            let mut sorted = (read.feeds, feeds);
            sorted.0.sort_by(|a, b| a.url.cmp(&b.url));
            sorted.1.sort_by(|a, b| a.url.cmp(&b.url));
            prop_assert_eq!(sorted.0, sorted.1);
        }
    }
}
