//! Trims a page's body at its ends: a standfirst that stood outside the article comes in, a tail of other articles goes.

use crate::text::{Block, BlockKind, Body, Inline, Span};

/// Headings under which pages list other articles, in lower case.
const OTHERS: &[&str] = &[
    "related",
    "related articles",
    "related posts",
    "related stories",
    "related content",
    "related topics",
    "more on this",
    "more stories",
    "read more",
    "read next",
    "see also",
    "you may also like",
    "you might also like",
    "recommended",
    "popular posts",
    "most read",
    "share this",
    "comments",
    "leave a comment",
    "leave a reply",
    "about the author",
    "tags",
    "sources",
    "follow us",
    "ähnliche beiträge",
    "ähnliche artikel",
    "mehr zum thema",
    "das könnte sie auch interessieren",
    "das könnte dich auch interessieren",
    "das könnte ihnen auch gefallen",
    "auch interessant",
    "lesen sie auch",
    "weitere artikel",
    "weitere informationen",
    "weitere beiträge",
    "weiterführende links",
    "schlagworte",
    "schlagwörter",
    "kommentare",
    "teilen mit",
    "teilen",
    "gefällt mir",
    "über den autor",
    "über die autorin",
    "links zum thema",
    "zum thema",
    "articles similaires",
    "à lire aussi",
    "sur le même sujet",
    "commentaires",
    "partager",
    "artículos relacionados",
    "te puede interesar",
    "articoli correlati",
    "leggi anche",
    "lees ook",
];
/// A tail is cut only where it is at most one part in this many of the text.
const SHARE: usize = 3;

/// Cuts the tail off: from the first heading, or short line that is one, under which only other articles stand.
pub fn trim(body: Body) -> Body {
    let whole = body.text().len();
    let cut = body.blocks().iter().position(|block| {
        let text = block.span.of(body.text()).trim_end_matches([':', '.', '!', '?', '…', ' ']);
        let left = whole - block.span.start;
        text.len() < 60
            && left * SHARE < whole
            && block.kind != BlockKind::Code
            && OTHERS.contains(&text.to_lowercase().as_str())
    });
    let Some(cut) = cut.filter(|cut| *cut > 0) else { return body };
    let blocks: Vec<Block> = body.blocks().iter().take(cut).cloned().collect();
    let end = blocks.last().map_or(0, |block| block.span.end);
    let inlines: Vec<Inline> = body.inlines().iter().filter(|inline| inline.span.end <= end).cloned().collect();
    Body::new(body.text().get(..end).unwrap_or_default().to_owned(), blocks, inlines)
}

/// The body with `line` as its first paragraph.
pub fn led_by(line: &str, body: &Body) -> Body {
    let text = format!("{line}\n\n{}", body.text());
    let by = line.len() + 2;
    let moved = |span: Span| Span::new(span.start + by, span.end + by);
    let first = Block { kind: BlockKind::Paragraph, span: Span::new(0, line.len()) };
    let rest = body.blocks().iter().map(|block| Block { kind: block.kind, span: moved(block.span) });
    let inlines = body.inlines().iter().map(|inline| Inline { kind: inline.kind.clone(), span: moved(inline.span) });
    let (blocks, inlines) = (std::iter::once(first).chain(rest).collect(), inlines.collect());
    Body::new(text, blocks, inlines)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tails_go_and_leads_come() {
        let article = "A paragraph of the article that is long enough to be most of it.\nAnother one, no shorter than the first, to be sure.\n";
        let body = trim(Body::verbatim(format!("{article}Related articles:\nElsewhere\n")));
        assert_eq!(body.text(), article.trim_end());
        let body = led_by("Standfirst.", &body);
        assert_eq!(body.blocks().iter().map(|block| block.span.of(body.text())).next(), Some("Standfirst."));
        assert_eq!(body.blocks().len(), 3);
        let early = Body::verbatim(format!("Tags\n{article}"));
        assert_eq!(trim(early.clone()), early);
    }
}
