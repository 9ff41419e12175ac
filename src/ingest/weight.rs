//! How much text each element of a page holds, and how much of it is links: counted once, from the leaves up.

use crate::ingest::hidden::is_hidden;
use dom_query::{NodeId, NodeRef};
use std::collections::HashMap;

/// What an element holds, itself and below; lengths in characters without white space runs.
#[derive(Clone, Copy, Debug, Default)]
pub struct Weight {
    /// All text.
    pub text: usize,
    /// Text in links.
    pub links: usize,
    /// Text in paragraphs outside of links.
    pub prose: usize,
    /// Headings below.
    pub headings: usize,
}

impl Weight {
    /// The part of the text that is links, 0 to 1.
    pub fn link_share(self) -> f64 {
        if self.text == 0 { 0.0 } else { self.links as f64 / self.text as f64 }
    }
}

/// The weights of every element below `root`, hidden ones apart.
#[derive(Default)]
pub struct Weights(HashMap<NodeId, Weight>);

/// Where the walk stands.
#[derive(Clone, Copy, Default)]
struct Inside {
    link: bool,
    paragraph: bool,
}

impl Weights {
    /// Weighs a page.
    pub fn of(root: &NodeRef<'_>) -> Self {
        let mut weights = Self::default();
        weights.weigh(root, Inside::default());
        weights
    }

    /// The weight of an element; nothing for what was hidden.
    pub fn get(&self, node: &NodeRef<'_>) -> Weight {
        self.0.get(&node.id).copied().unwrap_or_default()
    }

    fn weigh(&mut self, node: &NodeRef<'_>, inside: Inside) -> Weight {
        let mut sum = Weight::default();
        for child in node.children_it(false) {
            if child.is_text() {
                let length = inked(&child.text());
                sum.text += length;
                sum.links += if inside.link { length } else { 0 };
                sum.prose += if inside.paragraph && !inside.link { length } else { 0 };
                continue;
            }
            let Some(name) = child.node_name() else { continue };
            if matches!(name.as_ref(), "script" | "style" | "noscript" | "template" | "select" | "svg" | "iframe")
                || is_hidden(&child)
            {
                continue;
            }
            let below = Inside {
                link: inside.link || name.as_ref() == "a",
                paragraph: inside.paragraph || matches!(name.as_ref(), "p" | "blockquote" | "pre"),
            };
            let weight = self.weigh(&child, below);
            sum.text += weight.text;
            sum.links += weight.links;
            sum.prose += weight.prose;
            sum.headings +=
                weight.headings + usize::from(matches!(name.as_ref(), "h1" | "h2" | "h3" | "h4" | "h5" | "h6"));
        }
        self.0.insert(node.id, sum);
        sum
    }
}

fn inked(text: &str) -> usize {
    text.split_whitespace().map(|word| word.chars().count() + 1).sum()
}
