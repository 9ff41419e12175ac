//! What on a page is not its article: menus, shares, comments, teasers, notices. Told by names and by shape.

use crate::ingest::running::in_sentence;
use crate::ingest::weight::{Weight, Weights};
use dom_query::NodeRef;

/// Elements that hold no article text by their nature.
const ELEMENTS: &[&str] = &["nav", "footer", "aside", "form", "button", "dialog", "menu", "search", "figure"];
/// Parts of class names and ids that name what is not the article.
const PARTS: &[&str] = &[
    "sidebar",
    "side-bar",
    "footer",
    "comment",
    "kommentar",
    "disqus",
    "respond",
    "share",
    "sharing",
    "social",
    "related",
    "recommend",
    "newsletter",
    "subscri",
    "promo",
    "sponsor",
    "advert",
    "banner",
    "breadcrumb",
    "navigation",
    "navbar",
    "pagination",
    "popup",
    "modal",
    "cookie",
    "consent",
    "gdpr",
    "paywall",
    "signup",
    "sign-up",
    "taglist",
    "tag-list",
    "tagcloud",
    "tags-links",
    "author-bio",
    "author-box",
    "authorbox",
    "author-info",
    "about-author",
    "aboutauthor",
    "byline",
    "outbrain",
    "taboola",
    "most-read",
    "mostread",
    "most-popular",
    "trending",
    "toolbar",
    "copyright",
    "impressum",
    "disclaimer",
    "screen-reader",
    "visually-hidden",
    "sr-only",
    "noprint",
    "editsection",
    "readmore",
    "read-more",
    "post-nav",
    "nextprev",
    "masthead",
    "topbar",
    "read-also",
    "see-also",
    "timestamp",
    "posted-on",
    "entry-meta",
    "entry-footer",
    "entry-utility",
    "post-meta",
    "postmeta",
    "post-footer",
    "post-info",
    "postinfo",
    "article-meta",
    "article-info",
    "article-tools",
    "sharedaddy",
    "jp-relatedposts",
    "addtoany",
    "addthis",
    "feedback",
    "widget",
    "wp-caption-text",
    "caption",
    "credit",
    "login",
    "skip-link",
    "more-stories",
    "follow-us",
    "post-date",
    "entry-date",
    "date-header",
    "publish-date",
    "pubdate",
    "article-date",
    "blogroll",
    "similar",
    "bookmark",
    "print-only",
    "post-tags",
    "entry-tags",
    "article-tags",
    "post-categories",
    "cat-links",
    "rating",
    "yarpp",
    "mailchimp",
    "donate",
    "flattr",
    "vgwort",
    "trackback",
    "pingback",
    "infobox",
    "catlinks",
    "printfooter",
    "reflist",
    "mw-jump",
    "hatnote",
    "ad-container",
    "ad-slot",
    "adslot",
    "werbung",
    "anzeige",
];
/// Whole words of class names and ids that do.
const WORDS: &[&str] = &[
    "nav",
    "menu",
    "meta",
    "metadata",
    "tags",
    "tag",
    "ads",
    "ad",
    "adv",
    "toc",
    "pager",
    "date",
    "datum",
    "author",
    "autor",
    "bio",
    "print",
    "tools",
    "links",
    "skip",
    "likes",
    "hidden",
    "breadcrumbs",
    "noscript",
    "legal",
    "notice",
    "player",
];
/// Whole names of what is never the article, however long it is.
const BESIDE: &[&str] = &[
    "comments",
    "comment-list",
    "commentlist",
    "comments-area",
    "comments-section",
    "comment-section",
    "commentaires",
    "comentarios",
    "kommentare",
    "disqus_thread",
    "sidebar",
];
/// Prose that must be left outside of it.
const ENOUGH: usize = 600;
/// Names that say that this is the article, whatever else they say.
const KEEP: &[&str] = &[
    "article-body",
    "articlebody",
    "entry-content",
    "post-content",
    "post-body",
    "story-body",
    "article-content",
    "maincontent",
    "main-content",
];

/// Takes what is not the article out of `root`. What holds a large part of its text stays, whatever its name: wrappers
/// are named for what they also hold.
pub fn clear(root: &NodeRef<'_>, weights: &Weights, names: bool) {
    let all = weights.get(root);
    let whole = all.text.max(1);
    let mut gone: Vec<NodeRef<'_>> = Vec::new();
    let mut open: Vec<NodeRef<'_>> = root.children();
    while let Some(node) = open.pop() {
        if !node.is_element() {
            continue;
        }
        let weight = weights.get(&node);
        let large = weight.prose * 5 > whole * 2 || weight.text.saturating_sub(weight.links) * 2 > whole;
        let beside = large && is_beside(&node) && (all.prose - weight.prose.min(all.prose)) >= ENOUGH;
        if beside || !large && (is_clutter(&node, names, weight) || is_link_list(&node, weights)) {
            gone.push(node);
        } else {
            open.extend(node.children());
        }
    }
    gone.iter().for_each(NodeRef::remove_from_parent);
}

/// What readers wrote, or what stands beside: never the article, however long.
fn is_beside(node: &NodeRef<'_>) -> bool {
    let named = |given: &str| given.split_whitespace().any(|name| BESIDE.contains(&name.to_ascii_lowercase().as_str()));
    node.has_name("aside") || [node.attr("class"), node.attr("id")].into_iter().flatten().any(|given| named(&given))
}

fn is_clutter(node: &NodeRef<'_>, names: bool, weight: Weight) -> bool {
    let Some(name) = node.node_name() else { return false };
    if ELEMENTS.contains(&name.as_ref()) {
        return true;
    }
    if is_heading(&name) || in_sentence(node, &|other| named(other, Weight::default())) {
        return false;
    }
    if matches!(
        name.as_ref(),
        "body"
            | "html"
            | "article"
            | "main"
            | "p"
            | "em"
            | "strong"
            | "b"
            | "i"
            | "code"
            | "pre"
            | "td"
            | "tr"
            | "tbody"
    ) && !names
    {
        return false;
    }
    if node.attr("role").is_some_and(|role| {
        matches!(
            role.as_ref(),
            "navigation"
                | "complementary"
                | "contentinfo"
                | "banner"
                | "search"
                | "menu"
                | "dialog"
                | "alert"
                | "note"
                | "toolbar"
        )
    }) {
        return true;
    }
    if matches!(name.as_ref(), "body" | "html" | "article" | "main") {
        return false;
    }
    named(node, weight)
}

fn named(node: &NodeRef<'_>, weight: Weight) -> bool {
    let both = [node.attr("class"), node.attr("id"), node.attr("data-component")];
    both.into_iter().flatten().any(|given| {
        let given: String = given.chars().take(400).collect::<String>().to_ascii_lowercase().replace('_', "-");
        if KEEP.iter().any(|keep| given.contains(keep)) {
            return false;
        }
        PARTS.iter().any(|part| given.contains(part))
            // A teaser leads elsewhere; an article's own does not.
            || weight.links > 0 && given.contains("teaser")
            || given.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| WORDS.contains(&word))
    })
}

fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

/// A block that is nearly all links: a menu, a list of other articles, a row of tags.
fn is_link_list(node: &NodeRef<'_>, weights: &Weights) -> bool {
    let Some(name) = node.node_name() else { return false };
    let weight = weights.get(node);
    match name.as_ref() {
        "ul" | "ol" | "dl" => weight.link_share() > 0.66 && weight.text > 0,
        _ if is_told(node) => false,
        "div" | "section" | "table" | "p" | "header" => {
            weight.link_share() > 0.8 && weight.text > 0 && (weight.text < 200 || weight.headings > 0)
        }
        _ => false,
    }
}

/// True for a paragraph, by itself or in a frame of its own, that ends as a sentence does: it says something, though all
/// of it may be a link.
fn is_told(node: &NodeRef<'_>) -> bool {
    let mut inner = *node;
    while !inner.has_name("p") {
        let mut within = inner.children_it(false).filter(|child| !child.is_text() || !child.text().trim().is_empty());
        match (within.next(), within.next()) {
            (Some(only), None) if only.has_name("div") || only.has_name("p") => inner = only,
            _ => return false,
        }
    }
    let text = inner.text();
    let text = text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '”' | '’' | '»' | ')'));
    text.ends_with(['.', '!', '?', '…']) && text.split_whitespace().nth(5).is_some()
}
