//! What a feed says of one entry, in whichever dialect.

use super::channel::authors;
use super::construct::{Markup, Ranked, address, address_attribute, categories, link, markup, names_page, page_of};
use super::date::dated;
use super::model::{Category, Enclosure, Entry, Link, Person};
use super::names::Ns;
use super::person::person;
use super::plain::line;
use super::tree::Element;
use url::Url;

#[derive(Default)]
struct EntryReader<'a> {
    document: Option<&'a Url>,
    page_base: Option<&'a Url>,
    title: Ranked,
    summary: Ranked,
    /// There was content with nothing to read in it.
    emptied: bool,
    /// The HTML of the best summary, for entries without content.
    summary_html: Ranked,
    content: Vec<String>,
    id: Ranked,
    page: Ranked,
    /// The last `<link>` of RSS.
    written_page: Option<String>,
    published: Ranked,
    updated: Ranked,
    links: Vec<Link>,
    people: Vec<(u8, Person)>,
    categories: Vec<Category>,
    enclosures: Vec<Enclosure>,
    bad_dates: Vec<String>,
}

/// Reads an entry; gives back what is wrong with its dates. What it links to is read against the base that the feed
/// writes, else the entry's own page, as a browser would there; else the feed's address, or `page`, the feed's own page.
pub fn entry(element: Element<'_>, document: Option<&Url>, page: Option<&Url>) -> (Entry, Vec<String>) {
    let own = own_page(element, document);
    let mut reader = EntryReader { document, page_base: own.as_ref().or(document).or(page), ..EntryReader::default() };
    if let Some(about) = element.attribute("rdf:about") {
        reader.id.offer(2, line(&about));
    }
    if let Some(href) = address_attribute(element, "href", document) {
        reader.page.offer(1, href.clone());
        reader.links.push(Link { href, rel: "alternate".to_owned(), kind: Some("text/html".to_owned()) });
    }
    if let Some(written) = element.attribute("lastmod") {
        reader.date(&written, 0, true);
    }
    for child in element.children() {
        reader.take(child);
    }
    reader.finish(element.attribute("xml:lang").filter(|tag| !tag.is_empty()))
}

/// The page of an entry, as far as one of its own elements names it.
fn own_page(element: Element<'_>, document: Option<&Url>) -> Option<Url> {
    let links: Vec<Link> = element
        .children()
        .filter(|child| child.local() == "link" && matches!(child.ns(), Ns::Core | Ns::Atom))
        .filter_map(|child| link(child, document))
        .collect();
    let guid = || {
        let guid = element.children().find(|child| child.local() == "guid")?;
        let permanent = guid.attribute("isPermaLink").is_none_or(|is| !is.eq_ignore_ascii_case("false"));
        permanent.then(|| guid.text().trim().to_owned())
    };
    let page = page_of(&links).or_else(guid).and_then(|page| Url::parse(&page).ok());
    page.filter(|page| matches!(page.scheme(), "http" | "https"))
}

impl EntryReader<'_> {
    /// What the links in an element's markup are read against.
    fn base(&self, element: Element<'_>) -> Option<Url> {
        if element.has_base() { element.base(self.document) } else { self.page_base.cloned() }
    }

    fn take(&mut self, element: Element<'_>) {
        let local = element.local();
        match (element.ns(), local.as_ref()) {
            (Ns::Core | Ns::Atom, local) => self.take_core(element, local),
            (Ns::Content, "encoded") => self.content(markup(element), element),
            (Ns::Content, "items") => {
                for value in element.children().filter_map(|bag| bag.children().next()) {
                    self.content(markup(value), value);
                }
            }
            (Ns::Xhtml, "body" | "div") => {
                self.content(Markup::Html(element.inner().to_owned(), element.entities()), element);
            }
            (Ns::Dc | Ns::DcTerms, local) => self.take_dublin(element, local),
            (Ns::Itunes | Ns::Media, local) => self.take_media(element, local),
            (Ns::FeedBurner, "origlink") => {
                if let Some(page) = address(element, self.document) {
                    self.page.offer(0, page);
                }
            }
            (Ns::Chapters, "chapters") => {
                if let Some(href) = address_attribute(element, "href", self.document) {
                    let kind = element.attribute("type");
                    self.links.push(Link { href, rel: "http://podlove.org/simple-chapters".to_owned(), kind });
                }
            }
            _ => {}
        }
    }

    fn take_core(&mut self, element: Element<'_>, local: &str) {
        match local {
            "title" => self.title.offer(0, markup(element).line()),
            "summary" => self.summary(0, element),
            "description" | "abstract" => self.summary(1, element),
            "content" => self.content_element(element),
            "body" | "fullitem" | "prodlink" => self.content(markup(element), element),
            "link" => self.link(element),
            "id" => self.id.offer(0, line(&element.text())),
            "guid" => self.guid(element),
            "pubdate" | "published" | "issued" | "date" => self.date(&element.text(), 0, false),
            "updated" | "modified" | "lastbuilddate" => self.date(&element.text(), 0, true),
            "created" => self.date(&element.text(), 2, false),
            "author" | "managingeditor" => self.people.extend(person(element).map(|person| (0, person))),
            "category" | "tags" | "keywords" => categories(element, &mut self.categories),
            "enclosure" => self.enclosure(element, "url", "length"),
            _ => {}
        }
    }

    fn take_dublin(&mut self, element: Element<'_>, local: &str) {
        match local {
            "title" => self.title.offer(1, markup(element).line()),
            "description" | "abstract" => self.summary(2, element),
            "identifier" => self.id.offer(3, line(&element.text())),
            "creator" | "author" => self.people.extend(person(element).map(|person| (1, person))),
            "contributor" => self.people.extend(person(element).map(|person| (4, person))),
            "publisher" => self.people.extend(person(element).map(|person| (5, person))),
            "subject" => categories(element, &mut self.categories),
            "issued" | "created" => self.date(&element.text(), 1, false),
            "modified" => self.date(&element.text(), 1, true),
            "date" => {
                self.date(&element.text(), 2, true);
                self.date(&element.text(), 3, false);
            }
            _ => {}
        }
    }

    fn take_media(&mut self, element: Element<'_>, local: &str) {
        match (element.ns(), local) {
            (Ns::Itunes, "author") => self.people.extend(person(element).map(|person| (2, person))),
            (Ns::Itunes, "summary") => self.summary(3, element),
            (Ns::Itunes, "subtitle") => self.summary(5, element),
            (_, "title") => self.title.offer(2, markup(element).line()),
            (Ns::Media, "description") => self.summary(4, element),
            (_, "category" | "keywords") => categories(element, &mut self.categories),
            (Ns::Media, "content") => {
                self.enclosure(element, "url", "filesize");
                element.children().for_each(|child| self.take(child));
            }
            (Ns::Media, "group") => element.children().for_each(|child| self.take(child)),
            _ => {}
        }
    }

    fn summary(&mut self, rank: u8, element: Element<'_>) {
        let markup = markup(element);
        self.summary.offer(rank, markup.plain());
        let html = markup.html(self.base(element).as_ref());
        // Where there is a summary and a description, the description is the longer tale.
        self.summary_html.offer(if rank == 0 { 2 } else { rank }, html);
    }

    /// Atom's content may stand elsewhere: then it is a link.
    fn content_element(&mut self, element: Element<'_>) {
        match address_attribute(element, "src", self.document) {
            Some(href) => self.links.push(Link { href, rel: "content".to_owned(), kind: element.attribute("type") }),
            None => self.content(markup(element), element),
        }
    }

    fn content(&mut self, markup: Markup<'_>, element: Element<'_>) {
        let html = markup.html(self.base(element).as_ref());
        self.emptied |= html.is_empty();
        if !html.is_empty() && !self.content.contains(&html) {
            self.content.push(html);
        }
    }

    fn link(&mut self, element: Element<'_>) {
        let Some(link) = link(element, self.document) else { return };
        if link.rel == "enclosure" {
            return self.enclosure(element, "href", "length");
        }
        if names_page(element) && !link.href.is_empty() {
            self.written_page = Some(link.href.clone());
        }
        self.links.push(link);
    }

    fn guid(&mut self, element: Element<'_>) {
        let id = line(&element.text());
        let permanent = element.attribute("isPermaLink").is_none_or(|is| !is.eq_ignore_ascii_case("false"));
        if permanent && (id.starts_with("http://") || id.starts_with("https://")) {
            self.page.offer(2, id.clone());
        }
        self.id.offer(0, id);
    }

    fn enclosure(&mut self, element: Element<'_>, url: &str, length: &str) {
        let Some(url) = address_attribute(element, url, self.document) else { return };
        let kind = element.attribute("type").filter(|kind| !kind.is_empty());
        let length = element.attribute(length).and_then(|length| length.parse().ok());
        self.links.push(Link { href: url.clone(), rel: "enclosure".to_owned(), kind: kind.clone() });
        if !self.enclosures.iter().any(|known| known.url == url) {
            self.enclosures.push(Enclosure { url, kind, length });
        }
    }

    fn date(&mut self, written: &str, rank: u8, updated: bool) {
        let Some(date) = dated(written) else {
            let told = (!written.trim().is_empty()).then(|| format!("“{}” is no date", line(written)));
            return self.bad_dates.extend(told);
        };
        self.bad_dates.extend(date.warning(written));
        let field = if updated { &mut self.updated } else { &mut self.published };
        field.renew(rank, date.written);
    }

    fn finish(mut self, language: Option<String>) -> (Entry, Vec<String>) {
        if let Some(page) = self.written_page.take().or_else(|| page_of(&self.links)) {
            self.page.offer(1, page);
        }
        // Without a page of its own, an entry is read where its content lies.
        if let Some(content) = self.links.iter().find(|link| link.rel == "content" && is_readable(link)) {
            self.page.offer(3, content.href.clone());
        }
        let full = !self.content.is_empty();
        if !full {
            // What holds nothing to read is told as a summary is: empty, not missing.
            self.content.extend(self.summary_html.take().or_else(|| self.emptied.then(String::new)));
        }
        let entry = Entry {
            id: self.id.take(),
            title: self.title.take(),
            link: self.page.take(),
            links: self.links,
            summary: self.summary.take(),
            content: self.content,
            full,
            published: self.published.take(),
            updated: self.updated.take(),
            language,
            authors: authors(self.people),
            categories: self.categories,
            enclosures: self.enclosures,
        };
        self.bad_dates.dedup();
        (entry, self.bad_dates)
    }
}

/// True for what can be opened as a page.
fn is_readable(link: &Link) -> bool {
    let text = |kind: &str| kind.starts_with("text/") || kind.contains("html");
    !link.href.is_empty() && link.kind.as_deref().is_none_or(text)
}
