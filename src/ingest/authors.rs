//! Who wrote the article on a page: what the page tells machines, else what it shows.

use crate::ingest::about::{Told, letters, spaced};
use crate::ingest::byline::{byline, is_handle};
use crate::ingest::clues::{AUTHOR_TAGS, BYLINES};
use crate::ingest::tidy::tidy_line;
use dom_query::NodeRef;
use url::Url;

impl Told<'_> {
    /// Everybody who wrote the article.
    pub(super) fn authors(&self, outlet: Option<&str>, base: Option<&Url>) -> Vec<String> {
        // A blog may bear its author's name, but a paper's name is no author: such a name is only the last resort.
        let host = base.and_then(Url::host_str).map(letters).unwrap_or_default();
        let house = outlet.map(letters).unwrap_or_default();
        let is_house = |name: &String| {
            let name = letters(name);
            name == house || name.len() > 5 && host.contains(&name)
        };
        let fits = |names: &Vec<String>| !names.is_empty() && !names.iter().any(is_house);
        let told: Vec<String> = self.linked.authors.iter().flat_map(|name| byline(name)).collect();
        let written = |key: &&&str| self.tags.get(**key).map(|all| all.iter().take(20).flat_map(|one| byline(one)));
        let tagged: Vec<Vec<String>> = AUTHOR_TAGS.iter().filter_map(|key| Some(written(&key)?.collect())).collect();
        let more = tagged.iter().find(|names| names.len() > told.len() && told.iter().all(|name| names.contains(name)));
        let labelled =
            self.tag(&["twitter:label1"]).is_some_and(|label| label.contains("ritten") || label.contains("erfasst"));
        let card = self.tag(&["twitter:data1"]).filter(|_| labelled).map(byline).unwrap_or_default();
        let spoken = || more.filter(|_| fits(&told)).into_iter().chain([&told]).chain(&tagged).chain([&card]);
        let named = spoken().find(|names| fits(names)).cloned();
        // A login or initials in the markup: the page may show who it is.
        let named = named.filter(|names| !names.iter().all(|name| is_handle(name)) || self.names_nobody(&fits));
        let found = named.or_else(|| self.shown_authors(&fits));
        let last = || spoken().find(|names| !names.is_empty()).cloned();
        // Who keeps a blog under a name of their own, or signs with the house's, is who wrote it.
        let all = found.or_else(last).or_else(|| self.shown_authors(&|names: &Vec<String>| !names.is_empty()));
        let mut once: Vec<String> = Vec::new();
        for name in all.unwrap_or_default() {
            if !once.contains(&name) {
                once.push(name);
            }
        }
        once
    }

    /// True where the page shows no fuller name of an author than a login or initials.
    fn names_nobody(&self, fits: &impl Fn(&Vec<String>) -> bool) -> bool {
        self.shown_authors(fits).is_none_or(|shown| shown.iter().all(|name| is_handle(name)))
    }

    fn shown_authors(&self, fits: &impl Fn(&Vec<String>) -> bool) -> Option<Vec<String>> {
        for selector in BYLINES {
            let found = self.document.select(selector);
            let shown: Vec<&NodeRef<'_>> = found.nodes().iter().take(12).filter(|node| !is_aside(node)).collect();
            let names = |node: &NodeRef<'_>| {
                let text = Some(tidy_line(&spaced(node))).filter(|text| text.chars().count() < 120);
                text.map(|text| byline(&text)).filter(|names| fits(names))
            };
            let Some((first, mut found)) = shown.iter().find_map(|node| Some((node, names(node)?))) else { continue };
            // Each author may have an element of their own on the same line.
            for name in shown.iter().filter(|node| are_beside(first, node)).filter_map(|node| names(node)).flatten() {
                if !found.contains(&name) {
                    found.push(name);
                }
            }
            return Some(found);
        }
        self.signed().filter(|names| fits(names))
    }

    /// The names in a short line of the page that begins as a byline does.
    fn signed(&self) -> Option<Vec<String>> {
        const SIGNS: &[&str] = &[
            "By ",
            "by ",
            "BY ",
            "Von ",
            "von ",
            "VON ",
            "Par ",
            "Por ",
            "Posted by ",
            "Written by ",
            "Autor: ",
            "Autorin: ",
            "Author: ",
            "Text: ",
        ];
        let body = self.document.body()?;
        let texts = body.descendants_it().filter(|node| node.is_text()).take(3000);
        let lines = texts.map(|node| node.parent().map(|parent| tidy_line(&spaced(&parent))).unwrap_or_default());
        let mut signed =
            lines.filter(|line| line.chars().count() < 60 && SIGNS.iter().any(|sign| line.starts_with(sign)));
        signed.find_map(|line| {
            Some(byline(&line)).filter(|names| names.iter().any(|name| name.starts_with(char::is_uppercase)))
        })
    }
}

/// True for elements that one element holds with little else: names on one line.
fn are_beside(one: &NodeRef<'_>, other: &NodeRef<'_>) -> bool {
    const LINE: usize = 200;
    let around = one.ancestors_it(Some(3)).take_while(|above| !above.has_name("body") && !above.has_name("article"));
    let mut around = around.filter(|above| above.text().trim().len() < LINE);
    around.any(|above| other.ancestors_it(Some(3)).any(|holder| holder.id == above.id))
}

/// True inside of comments, menus and lists of other articles, which have authors of their own.
fn is_aside(node: &NodeRef<'_>) -> bool {
    const ASIDE: &[&str] =
        &["comment", "kommentar", "sidebar", "widget", "related", "footer", "recent", "teaser", "respond", "recommend"];
    node.ancestors_it(Some(12)).any(|above| {
        let names = [above.attr("class"), above.attr("id")];
        let body = above.has_name("body") || above.has_name("html");
        !body
            && names.into_iter().flatten().any(|name| {
                let name = name.to_ascii_lowercase();
                ASIDE.iter().any(|aside| {
                    name.starts_with(aside)
                        || name.contains(&format!(" {aside}"))
                        || name.contains(&format!("-{aside}"))
                })
            })
    })
}

#[cfg(test)]
mod tests {
    use crate::ingest::about::about;
    use dom_query::Document;

    #[test]
    fn every_author_is_told() {
        let two = vec!["Ana Reyes", "Tom Hale"];
        let none: Vec<&str> = Vec::new();
        for (page, names) in [
            ("<meta name=author content='Ana Reyes'><meta name=author content='Tom Hale'>", two.clone()),
            (
                "<meta property=article:author content='Ana Reyes'><meta property=article:author content='Tom Hale'>",
                two.clone(),
            ),
            (
                "<meta name=citation_author content='Reyes, Ana'><meta name=citation_author content='Hale, Tom'>",
                two.clone(),
            ),
            (
                "<div class=byline>By <a rel=author href=/a>Ana Reyes</a> and <a rel=author href=/t>Tom Hale</a></div>",
                two.clone(),
            ),
            ("<p><span class=author-name>Ana Reyes</span>, <span class=author-name>Tom Hale</span>", two),
            ("<meta name=author content='Smith, John'>", vec!["John Smith"]),
            ("<p class=byline>February 25, 2021", none),
        ] {
            assert_eq!(about(&Document::from(page), None).meta.authors, names, "{page}");
        }
    }
}
