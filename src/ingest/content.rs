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

/// So many of them are given to nothing but articles.
const CERTAIN: usize = 3;

/// The least characters of text an article has where there is more on the page.
const SHORT: usize = 200;
/// How many times our text another one must be to be believed instead.
const MUCH_MORE: usize = 3;

/// The elements that hold the article, in reading order. The document is cleared of what is not part of it.
pub fn article(document: &Document) -> Option<Document> {
    let own = own(document);
    let weigh = |found: &Option<Document>| found.as_ref().map_or(0, |found| weight(&found.root()));
    let ours = weigh(&own);
    // Ours is the more exact where it found the article at all; the other one is harder to lead astray, but slow: it is
    // not asked where nothing on the page could outweigh ours.
    if ours >= SHORT && ours * MUCH_MORE >= weight(&document.root()) {
        return own;
    }
    let reader = readable(document);
    let theirs = weigh(&reader);
    if ours >= SHORT && ours * MUCH_MORE >= theirs || ours > theirs { own } else { reader.or(own) }
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
    let place = PLACES.iter().enumerate().find_map(|(nth, place)| {
        let nodes: Vec<NodeRef<'_>> = page.select(place).nodes().to_vec();
        // Of equals the first.
        let best = nodes.iter().rev().max_by_key(|node| weights.get(node).text)?;
        let weight = weights.get(best);
        // Where a name tells for certain, much else may stand on the page: what readers wrote, other articles.
        let share = if nth < CERTAIN { 8 } else { 3 };
        let enough = weight.text >= SHORT.max(whole.prose / share) && weight.link_share() < 0.6;
        enough.then(|| whole_of(best, &nodes, &weights).unwrap_or(*best))
    });
    let found = place.or_else(|| densest(&body, &weights))?;
    let inner = Weights::of(&found);
    clear(&found, &inner, true);
    Some(found.to_fragment())
}

/// What holds all pieces of an article in several pieces: elements beside each other, or ones that are named alike and
/// lie in one article.
fn whole_of<'d>(best: &NodeRef<'d>, nodes: &[NodeRef<'d>], weights: &Weights) -> Option<NodeRef<'d>> {
    let weight = weights.get(best);
    let parent = best.parent();
    let beside = nodes.iter().filter(|node| node.parent().map(|node| node.id) == parent.map(|node| node.id)).count();
    let much_more = |node: &NodeRef<'d>| weights.get(node).text > weight.text + weight.text / 4;
    if beside > 1 {
        return parent.filter(much_more);
    }
    let class = best.attr("class")?;
    let alike = |node: &&NodeRef<'d>| node.id != best.id && node.attr("class").is_some_and(|other| other == class);
    let pieces: Vec<&NodeRef<'d>> =
        nodes.iter().filter(alike).filter(|node| weights.get(node).prose * 10 > weight.prose).collect();
    let text: usize = pieces.iter().map(|node| weights.get(node).text).sum();
    if text * 4 < weight.text || pieces.is_empty() {
        return None;
    }
    let mut holder = best.parent()?;
    while !pieces.iter().all(|piece| is_inside(piece, &holder)) {
        // Pieces of several articles are not one article.
        if holder.has_name("article") {
            return None;
        }
        holder = holder.parent().filter(|parent| !parent.has_name("body"))?;
    }
    let divided = pieces.iter().any(|piece| ancestors(piece, &holder).any(|node| node.has_name("article")));
    (!divided).then_some(holder)
}

fn is_inside(node: &NodeRef<'_>, holder: &NodeRef<'_>) -> bool {
    node.ancestors_it(None).any(|above| above.id == holder.id)
}

/// What lies around a node, up to `holder`.
fn ancestors<'d>(node: &NodeRef<'d>, holder: &NodeRef<'d>) -> impl Iterator<Item = NodeRef<'d>> {
    let end = holder.id;
    node.ancestors_it(None).take_while(move |above| above.id != end)
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Which of the words stand on the article that is found: a paragraph about each, of about 200 characters.
    fn found(page: &str) -> String {
        let paragraph =
            |word: &str| format!("<p>{}</p>", format!("The {word} stood by the river all year, ").repeat(5));
        let words = ["wall", "quay", "mill", "dock", "reader", "other"];
        let page =
            words.iter().fold(page.to_owned(), |page, word| page.replace(&format!("[{word}]"), &paragraph(word)));
        let article = article(&Document::from(page.as_str())).unwrap().root().text().to_string();
        words.into_iter().filter(|word| article.contains(&format!("The {word} "))).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_whole_article_and_nothing_else() {
        let comments = "<div class='comments'>[reader][reader][reader][reader][reader][reader]</div>";
        let part = "<section><div class='part article-body'>[wall][quay]</div></section>";
        let next = part.replace("wall", "mill").replace("quay", "dock");
        for (page, words) in [
            // An article in several sections, and several articles on one page.
            (format!("<main><article>{part}<aside>[other]</aside>{next}</article></main>"), "wall quay mill dock"),
            (format!("<main><article>{part}[dock]</article><article>{next}</article></main>"), "wall quay"),
            // More was said below than above.
            (format!("<div><div class='text'>[wall][quay][mill][dock]</div>{comments}</div>"), "wall quay mill dock"),
            // A teaser of another article leads there, the article's own does not.
            ("<article><div class='teaser'>[wall]</div>[quay][mill][dock]</article>".into(), "wall quay mill dock"),
            (
                "<article>[quay][mill][dock]<div class='teaser'>[other]<a href='/o'>on</a></div></article>".into(),
                "quay mill dock",
            ),
        ] {
            assert_eq!(found(&page), words, "{page}");
        }
    }
}
