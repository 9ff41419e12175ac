//! What a page holds and its readers do not see: hidden elements, words for screen readers only, the names of icons.

use dom_query::NodeRef;

/// Whole names of classes whose words are only spoken, or only shown to who edits the page.
const UNSEEN: &[&str] = &[
    "sr-only",
    "screen-reader-text",
    "screen-reader-only",
    "screenreader-only",
    "screen-reader",
    "visually-hidden",
    "visuallyhidden",
    "u-visually-hidden",
    "a11y-hidden",
    "element-invisible",
    "mw-editsection",
];
/// So many letters may be hidden from screen readers: more are the page behind a dialog, or a picture of it.
const DECORATION: usize = 300;
/// A large first letter, a sign of currency: set apart from the word that it belongs to.
const PIECE: usize = 3;

/// True for elements that the page itself does not show.
pub fn is_hidden(node: &NodeRef<'_>) -> bool {
    node.has_attr("hidden") || is_styled_away(node) || is_spoken(node) || is_decoration(node)
}

fn is_styled_away(node: &NodeRef<'_>) -> bool {
    node.attr("style").is_some_and(|style| {
        let style: String =
            style.chars().filter(|c| !c.is_whitespace()).take(2000).collect::<String>().to_ascii_lowercase();
        style.contains("display:none") || style.contains("visibility:hidden")
    })
}

/// Words for screen readers, which others do not see.
fn is_spoken(node: &NodeRef<'_>) -> bool {
    node.attr("class").is_some_and(|class| class.split_whitespace().any(|name| UNSEEN.contains(&name)))
}

/// True for what is kept from screen readers because it says nothing: the name of an icon, an arrow. What is shown for
/// the eye with other words for the ear beside it is read, as it is seen.
fn is_decoration(node: &NodeRef<'_>) -> bool {
    if !node.attr("aria-hidden").is_some_and(|value| value.trim().eq_ignore_ascii_case("true")) {
        return false;
    }
    let text = node.text();
    let length = text.trim().chars().count();
    let shown =
        || beside(node).any(|other| is_spoken(&other)) || node.parent().is_some_and(|parent| is_labelled(&parent));
    length <= DECORATION && !(length <= PIECE && is_glued(node, &text)) && (is_icon(node) || !shown())
}

fn is_icon(node: &NodeRef<'_>) -> bool {
    const NAMES: &[&str] = &["icon", "glyph", "material", "symbol"];
    let named = |class: &str| {
        let class = class.to_ascii_lowercase();
        class.split_whitespace().any(|name| matches!(name, "fa" | "fas" | "far" | "fab" | "bi"))
            || NAMES.iter().any(|name| class.contains(name))
    };
    node.has_name("i") || node.has_name("svg") || node.attr("class").is_some_and(|class| named(&class))
}

/// A label says for the ear what its element shows.
fn is_labelled(node: &NodeRef<'_>) -> bool {
    node.attr("aria-label").is_some_and(|label| !label.trim().is_empty())
        && !node.has_name("a")
        && !node.has_name("body")
}

fn beside<'d>(node: &NodeRef<'d>) -> impl Iterator<Item = NodeRef<'d>> {
    let near = |node: Option<NodeRef<'d>>, step: fn(&NodeRef<'d>) -> Option<NodeRef<'d>>| {
        std::iter::successors(node, step).find(NodeRef::is_element)
    };
    let before = near(node.prev_sibling(), NodeRef::prev_sibling);
    before.into_iter().chain(near(node.next_sibling(), NodeRef::next_sibling))
}

/// True where a word goes on over the border of an element.
fn is_glued(node: &NodeRef<'_>, text: &str) -> bool {
    let joins = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let open = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace());
    let before = node.prev_sibling().filter(NodeRef::is_text).map(|node| node.text());
    let after = node.next_sibling().filter(NodeRef::is_text).map(|node| node.text());
    open(text.chars().next()) && before.is_some_and(|text| joins(text.chars().last()))
        || open(text.chars().last()) && after.is_some_and(|text| joins(text.chars().next()))
}

/// True for the sign beside a heading that leads to the heading itself.
pub fn is_anchor(node: &NodeRef<'_>) -> bool {
    let leads = node.attr("href").is_some_and(|link| link.contains('#'));
    leads && matches!(node.text().trim(), "#" | "¶" | "§" | "🔗" | "⚓" | "∞")
}

#[cfg(test)]
mod tests {
    use crate::ingest::html::html;

    #[test]
    fn what_readers_see() {
        let long = "The page behind the dialog says what it says. ".repeat(10);
        for (page, seen) in [
            ("<p><i class=fa aria-hidden=true>calendar_today</i> The wall fell.", "The wall fell."),
            ("<p>The wall <span aria-hidden=true>→</span> fell.", "The wall fell."),
            ("<p><span class='material-icons' aria-hidden='true'>share</span>The wall fell.", "The wall fell."),
            ("<p>It cost <span aria-hidden=true>£5</span><span class=sr-only>five pounds</span>.", "It cost £5."),
            ("<p>It cost <span aria-label='five pounds'><span aria-hidden=true>£5</span></span>.", "It cost £5."),
            ("<p><span aria-hidden=true>T</span>he wall fell.", "The wall fell."),
            (
                "<p>The wall fell.<a href=/x>More<span class='visually-hidden'>(opens a window)</span></a>",
                "The wall fell.More",
            ),
            ("<p aria-hidden=false>The wall fell.", "The wall fell."),
            ("<h2>The wall <a href='#wall'>#</a></h2>", "The wall"),
            ("<h2>The wall<span class=mw-editsection>[edit]</span></h2>", "The wall"),
            (&format!("<div aria-hidden=true><p>{long}</div>"), long.trim()),
        ] {
            assert_eq!(html(page, None).text(), seen, "{page}");
        }
    }
}
