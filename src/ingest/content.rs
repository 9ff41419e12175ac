//! Finds the article on a page: the element that holds it, cleared of what is not part of it.

use crate::ingest::clutter::clear;
use crate::ingest::weight::Weights;
use dom_query::{Document, NodeRef};
use dom_smoothie::{CandidateSelectMode, Config, Readability};

/// Where pages put the text of an article, surest first.
const PLACES: &[&str] = &[
    "[itemprop='articleBody']",
    ".entry-content, .entry-body, .post-content, .post-body, .post-text, .postcontent, .post-entry, .post_content, .post_text, .postbody, .postContent, .blogpost-body, .blog-content, .field-name-body, .field--name-body, .wysiwyg, .td-post-content",
    "[class*='article-body'], [class*='articleBody'], [class*='article__body'], [class*='article_body'], [class*='story-body'], [class*='article-content'], [class*='article__content'], [class*='articleContent'], [class*='article-text'], [class*='articletext'], [class*='article_text'], [class*='story-content'], [class*='rich-text'], #article-body, #articleBody, #article, #story, #storytext, #bodyContent, #mw-content-text, #single-content",
    "[class*='entry-content'], [class*='post-content'], [class*='post-body'], [class*='post__content'], [class*='body-text'], [class*='story__body'], [class*='main-text']",
    "article",
    "main, [role='main'], #main-content, #maincontent, .main-content",
    "#content, .content, #main, [class*='content-body'], [class*='content__body'], #contents, [id*='content'], [class*='content']",
];

/// The least characters of text an article has where there is more on the page.
const SHORT: usize = 200;

/// The elements that hold the article, in reading order. The document is cleared of what is not part of it.
pub fn article(document: &Document) -> Option<Document> {
    let own = own(document);
    let reader = readable(document);
    let weigh = |found: &Option<Document>| found.as_ref().map_or(0, |found| weight(&found.root()));
    let (ours, theirs) = (weigh(&own), weigh(&reader));
    // Ours is the more exact where it found the article at all; the other one is harder to lead astray.
    if ours >= SHORT && ours * 3 >= theirs || ours > theirs { own } else { reader.or(own) }
}

fn weight(node: &NodeRef<'_>) -> usize {
    Weights::of(node).get(node).text
}

fn own(document: &Document) -> Option<Document> {
    let page = document.clone();
    let body = page.body()?;
    clear(&body, &Weights::of(&body), false);
    let weights = Weights::of(&body);
    let whole = weights.get(&body);
    let place = PLACES.iter().find_map(|place| {
        let nodes: Vec<NodeRef<'_>> = page.select(place).nodes().to_vec();
        let best = nodes.iter().max_by_key(|node| weights.get(node).text)?;
        let weight = weights.get(best);
        let enough = weight.text >= SHORT.max(whole.prose / 3) && weight.link_share() < 0.6;
        enough.then(|| *best)
    });
    let found = place.or_else(|| densest(&body, &weights))?;
    let inner = Weights::of(&found);
    clear(&found, &inner, true);
    Some(found.to_fragment())
}

/// The element whose own paragraphs weigh most, where no name tells.
fn densest<'d>(body: &NodeRef<'d>, weights: &Weights) -> Option<NodeRef<'d>> {
    let whole = weights.get(body);
    let mut node = *body;
    // Down to the smallest element that still holds nearly all prose.
    loop {
        let next =
            node.children().into_iter().filter(NodeRef::is_element).max_by_key(|child| weights.get(child).prose)?;
        let name = next.node_name()?;
        let holds = weights.get(&next).prose * 10 >= whole.prose * 7 && whole.prose > 0;
        if !holds || matches!(name.as_ref(), "p" | "blockquote" | "pre") {
            return (weights.get(&node).text > 0).then_some(node);
        }
        node = next;
    }
}

fn readable(document: &Document) -> Option<Document> {
    let config =
        Config { candidate_select_mode: CandidateSelectMode::DomSmoothie, disable_json_ld: true, ..Config::default() };
    let mut reader = Readability::with_document(document.clone(), None, Some(config)).ok()?;
    let found = reader.parse().ok()?;
    Some(Document::fragment(found.content))
}
