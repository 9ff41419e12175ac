//! Hangs the tags of a document into each other, whatever was left open, crossed or forgotten.

use super::entity::{Entities, decode, text_of};
use super::lexer::{Lexer, Token, attributes};
use super::names::{self, Ns};
use std::borrow::Cow;
use std::ops::Range;
use url::Url;

/// Deeper tags become siblings: a million open tags make no tower.
const DEPTH: usize = 256;
/// More elements than the largest feed that fits into a fetch has in earnest; the rest is left out with a warning.
const ELEMENTS: usize = 1_000_000;
/// Declarations of prefixes that are looked at.
const SCOPE: usize = 256;

/// One element. All names are as written; compare without regard to case.
#[derive(Debug)]
struct Node<'a> {
    ns: Ns,
    local: &'a str,
    attributes: &'a str,
    parent: Option<usize>,
    next: Option<usize>,
    first: Option<usize>,
    /// What stands between the tags, in bytes of the source.
    inner: Range<usize>,
    /// One past the last element inside, in document order.
    end: usize,
}

/// A document.
#[derive(Debug)]
pub struct Tree<'a> {
    source: &'a str,
    nodes: Vec<Node<'a>>,
    /// What the document type defines.
    pub entities: Entities,
    /// Some elements were left out.
    pub cut: bool,
    /// The text ended before every element was closed.
    pub truncated: bool,
}

/// An element of a [`Tree`].
#[derive(Clone, Copy, Debug)]
pub struct Element<'t> {
    tree: &'t Tree<'t>,
    at: usize,
}

struct Open<'a> {
    node: usize,
    name: &'a str,
    last_child: Option<usize>,
    declared: usize,
}

struct Builder<'a> {
    tree: Tree<'a>,
    stack: Vec<Open<'a>>,
    scope: Vec<(&'a str, Ns)>,
    last_top: Option<usize>,
}

impl<'a> Tree<'a> {
    /// Reads a whole document; every text gives a tree.
    pub fn read(source: &'a str) -> Self {
        let tree = Tree { source, nodes: Vec::new(), entities: Entities::default(), cut: false, truncated: false };
        let mut builder = Builder { tree, stack: Vec::new(), scope: Vec::new(), last_top: None };
        let mut lexer = Lexer::new(source);
        loop {
            let start = lexer.offset();
            let Some(token) = lexer.next() else { break };
            match token {
                Token::Doctype(text) => builder.tree.entities = Entities::of_doctype(text),
                Token::Open { name, attributes, empty } => {
                    if builder.tree.nodes.len() >= ELEMENTS {
                        builder.tree.cut = true;
                        break;
                    }
                    builder.open(name, attributes, empty, start, lexer.offset());
                }
                Token::Close { name } => builder.close(name, start),
                Token::Text(_) | Token::Cdata(_) => {}
            }
        }
        builder.tree.truncated = !builder.stack.is_empty();
        builder.close_above(0, source.len());
        builder.tree
    }

    /// Every element, in document order.
    pub fn elements(&self) -> impl Iterator<Item = Element<'_>> {
        (0..self.nodes.len()).map(|at| Element { tree: self, at })
    }
}

impl<'a> Builder<'a> {
    fn open(&mut self, name: &'a str, raw: &'a str, empty: bool, start: usize, end: usize) {
        let (prefix, local) = name.split_once(':').unwrap_or(("", name));
        let declared = self.scope.len();
        self.declare(raw);
        let ns = self.vocabulary(prefix);
        if matches!(ns, Ns::Core | Ns::Atom) && is_entry(local) {
            self.close_forgotten_entry(name, start);
        }
        let node = self.tree.nodes.len();
        let parent = self.stack.last().map(|open| open.node);
        self.tree.nodes.push(Node {
            ns,
            local,
            attributes: raw,
            parent,
            next: None,
            first: None,
            inner: end..end,
            end: node + 1,
        });
        let before = match self.stack.last_mut() {
            Some(open) => open.last_child.replace(node),
            None => self.last_top.replace(node),
        };
        let link = match (before, parent) {
            (Some(before), _) => self.tree.nodes.get_mut(before).map(|node| &mut node.next),
            (None, Some(parent)) => self.tree.nodes.get_mut(parent).map(|node| &mut node.first),
            (None, None) => None,
        };
        if let Some(link) = link {
            *link = Some(node);
        }
        if empty || self.stack.len() >= DEPTH {
            self.scope.truncate(declared);
        } else {
            self.stack.push(Open { node, name, last_child: None, declared });
        }
    }

    /// An entry does not hold an entry: the one before was left open.
    fn close_forgotten_entry(&mut self, name: &str, start: usize) {
        let open = self.stack.iter().rposition(|open| open.name.eq_ignore_ascii_case(name));
        let nested = |at: usize| {
            self.stack.get(at..).unwrap_or_default().iter().any(|open| {
                let local = open.name.rsplit(':').next().unwrap_or_default();
                local.eq_ignore_ascii_case("content") || local.eq_ignore_ascii_case("items")
            })
        };
        if let Some(at) = open
            && !nested(at)
        {
            self.close_above(at, start);
        }
    }

    fn close(&mut self, name: &str, start: usize) {
        if let Some(at) = self.stack.iter().rposition(|open| open.name.eq_ignore_ascii_case(name)) {
            self.close_above(at, start);
        }
    }

    /// Closes the innermost elements until `keep` are left open.
    fn close_above(&mut self, keep: usize, start: usize) {
        let end = self.tree.nodes.len();
        for open in self.stack.drain(keep.min(self.stack.len())..) {
            if let Some(node) = self.tree.nodes.get_mut(open.node) {
                node.inner.end = start.max(node.inner.start);
                node.end = end;
            }
            self.scope.truncate(open.declared);
        }
    }

    fn declare(&mut self, raw: &'a str) {
        if !raw.contains("xmlns") {
            return;
        }
        let root = self.stack.is_empty();
        for (name, address) in attributes(raw) {
            let prefix = match name.strip_prefix("xmlns") {
                Some("") => "",
                Some(prefix) if prefix.starts_with(':') => prefix.trim_start_matches(':'),
                _ => continue,
            };
            // A default that nobody knows, on the root, is a feed that calls its own words by a name of its own.
            let unknown = if root && prefix.is_empty() { Ns::Core } else { Ns::Other };
            if self.scope.len() < SCOPE {
                self.scope.push((prefix, names::of_address(address).unwrap_or(unknown)));
            }
        }
    }

    fn vocabulary(&self, prefix: &str) -> Ns {
        let declared = self.scope.iter().rev().find(|(known, _)| *known == prefix).map(|(_, ns)| *ns);
        match declared {
            Some(ns) => ns,
            None if prefix.is_empty() => Ns::Core,
            None => names::of_habit(prefix),
        }
    }
}

fn is_entry(local: &str) -> bool {
    local.eq_ignore_ascii_case("item") || local.eq_ignore_ascii_case("entry")
}

impl<'t> Element<'t> {
    fn node(&self) -> Option<&'t Node<'t>> {
        self.tree.nodes.get(self.at)
    }

    /// Its vocabulary.
    pub fn ns(&self) -> Ns {
        self.node().map_or(Ns::Other, |node| node.ns)
    }

    /// Its name without prefix, in lower case.
    pub fn local(&self) -> Cow<'t, str> {
        let local = self.node().map_or("", |node| node.local);
        if local.bytes().any(|byte| byte.is_ascii_uppercase()) {
            Cow::Owned(local.to_ascii_lowercase())
        } else {
            Cow::Borrowed(local)
        }
    }

    /// Whether it is an RSS item or an Atom entry.
    pub fn is_entry(&self) -> bool {
        matches!(self.ns(), Ns::Core | Ns::Atom) && self.node().is_some_and(|node| is_entry(node.local))
    }

    /// The element around it.
    pub fn parent(&self) -> Option<Element<'t>> {
        self.node()?.parent.map(|at| Element { tree: self.tree, at })
    }

    /// The elements directly inside, in order.
    pub fn children(&self) -> impl Iterator<Item = Element<'t>> + use<'t> {
        let tree = self.tree;
        let mut at = self.node().and_then(|node| node.first);
        std::iter::from_fn(move || {
            let child = Element { tree, at: at? };
            at = child.node()?.next;
            Some(child)
        })
    }

    /// The first element directly inside with this name, in lower case.
    pub fn child(&self, local: &str) -> Option<Element<'t>> {
        self.children().find(|child| child.local() == local)
    }

    /// Whether there are elements inside.
    pub fn has_children(&self) -> bool {
        self.node().is_some_and(|node| node.first.is_some())
    }

    /// Whether `other` stands inside.
    pub fn holds(&self, other: &Element<'_>) -> bool {
        other.at > self.at && self.node().is_some_and(|node| other.at < node.end)
    }

    /// The source between its tags, nothing decoded.
    pub fn inner(&self) -> &'t str {
        self.node().and_then(|node| self.tree.source.get(node.inner.clone())).unwrap_or_default()
    }

    /// Its text without tags, references decoded once, trimmed.
    pub fn text(&self) -> String {
        text_of(self.inner(), &self.tree.entities).trim().to_owned()
    }

    /// An attribute by its name as written (without regard to case), decoded and trimmed.
    pub fn attribute(&self, name: &str) -> Option<String> {
        let (_, value) = attributes(self.node()?.attributes).find(|(known, _)| known.eq_ignore_ascii_case(name))?;
        Some(decode(value, &self.tree.entities).trim().to_owned())
    }

    /// The entities that its document defines.
    pub fn entities(&self) -> &'t Entities {
        &self.tree.entities
    }

    /// The language that holds here.
    pub fn language(&self) -> Option<String> {
        self.attribute("xml:lang").filter(|tag| !tag.is_empty()).or_else(|| self.parent()?.language())
    }

    /// True where a base is written here or further out.
    pub fn has_base(&self) -> bool {
        self.attribute("xml:base").is_some() || self.parent().is_some_and(|parent| parent.has_base())
    }

    /// The address against which relative ones are read here: `xml:base` of this and the outer elements, over the
    /// address of the document.
    pub fn base(&self, document: Option<&Url>) -> Option<Url> {
        let outer = match self.parent() {
            Some(parent) => parent.base(document),
            None => document.cloned(),
        };
        let Some(own) = self.attribute("xml:base") else { return outer };
        match &outer {
            Some(outer) => outer.join(&own).ok().or_else(|| Some(outer.clone())),
            None => Url::parse(&own).ok(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Writes the tree as `rss(channel(title item))`.
    fn check(source: &str, shape: &str) {
        fn write(element: Element<'_>, out: &mut String) {
            out.push_str(&element.local());
            let inside: Vec<String> = element
                .children()
                .map(|child| {
                    let mut text = String::new();
                    write(child, &mut text);
                    text
                })
                .collect();
            if !inside.is_empty() {
                out.push_str(&format!("({})", inside.join(" ")));
            }
        }
        let tree = Tree::read(source);
        let mut out = Vec::new();
        for element in tree.elements().filter(|element| element.parent().is_none()) {
            let mut text = String::new();
            write(element, &mut text);
            out.push(text);
        }
        assert_eq!(out.join(" "), shape, "{source}");
    }

    #[test]
    fn whatever_is_open_is_closed() {
        check("<a><b>x</b><c/></a>", "a(b c)");
        check("<a><b>x</a>", "a(b)");
        check("<a></x></a><b>", "a b");
        check("<r><item><t></t><item></item></r>", "r(item(t) item)");
        check("<RSS><Channel></channel></rss>", "rss(channel)");
    }

    #[test]
    fn prefixes() {
        let tree = Tree::read(
            "<f:feed xmlns:f='http://www.w3.org/2005/Atom'><f:title/><dc:date/><x:title/><y xmlns='urn:y'><z/></y></f:feed>",
        );
        let found: Vec<Ns> = tree.elements().map(|element| element.ns()).collect();
        assert_eq!(found, [Ns::Atom, Ns::Atom, Ns::Dc, Ns::Other, Ns::Other, Ns::Other]);
    }

    #[test]
    fn a_tower_of_tags_stays_flat() {
        let tower = "<a>".repeat(50_000);
        let tree = Tree::read(&tower);
        assert_eq!(tree.elements().count(), 50_000);
        let deepest = tree.elements().last().and_then(|element| element.base(None));
        assert_eq!(deepest, None);
    }
}
