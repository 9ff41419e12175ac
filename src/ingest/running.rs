//! Running text: which inline elements stand in a sentence, whatever their class calls them.

use crate::ingest::html::is_block;
use dom_query::NodeRef;

/// True where words stand beside an inline element on its line: then it is part of what the line says. Neighbours that
/// are `furniture` themselves do not count: a byline of three spans says nothing more for being three.
pub fn in_sentence(node: &NodeRef<'_>, furniture: &impl Fn(&NodeRef<'_>) -> bool) -> bool {
    if !is_inline(node) || node.descendants_it().any(|below| below.is_element() && !is_inline(&below)) {
        return false;
    }
    let mut outer = *node;
    loop {
        let before = std::iter::successors(outer.prev_sibling(), NodeRef::prev_sibling);
        let after = std::iter::successors(outer.next_sibling(), NodeRef::next_sibling);
        if says_more(before, furniture) || says_more(after, furniture) {
            return true;
        }
        match outer.parent().filter(is_inline) {
            Some(parent) => outer = parent,
            None => return false,
        }
    }
}

/// True where neighbours up to the end of the line hold words.
fn says_more<'d>(neighbours: impl Iterator<Item = NodeRef<'d>>, furniture: &impl Fn(&NodeRef<'_>) -> bool) -> bool {
    let mut line = neighbours.take_while(|node| !node.is_element() || is_inline(node));
    line.any(|node| (node.is_text() || node.is_element() && !furniture(&node)) && has_words(&node))
}

/// True for an element that runs on in a line.
pub fn is_inline(node: &NodeRef<'_>) -> bool {
    node.is_element() && node.node_name().is_some_and(|name| !is_block(&name))
}

fn has_words(node: &NodeRef<'_>) -> bool {
    node.text().contains(char::is_alphanumeric)
}
