//! What a feed says of itself, in whichever dialect.

use super::construct::{Ranked, address, address_attribute, categories, link, markup, names_page, page_of};
use super::date::dated;
use super::model::{Category, Feed, Link, Person};
use super::names::Ns;
use super::person::person;
use super::plain::line;
use super::tree::Element;
use url::Url;

/// Collects the fields of a feed.
#[derive(Default)]
pub struct ChannelReader {
    title: Ranked,
    description: Ranked,
    id: Ranked,
    language: Ranked,
    updated: Ranked,
    published: Ranked,
    rights: Ranked,
    generator: Ranked,
    image: Ranked,
    links: Vec<Link>,
    page: Ranked,
    /// The last `<link>` of RSS.
    written_page: Option<String>,
    people: Vec<(u8, Person)>,
    categories: Vec<Category>,
    /// What is wrong with its dates.
    pub bad_dates: Vec<String>,
}

impl ChannelReader {
    /// Reads the attributes that RDF and CDF put on the channel itself.
    pub fn take_attributes(&mut self, channel: Element<'_>, document: Option<&Url>) {
        if let Some(about) = channel.attribute("rdf:about") {
            self.id.offer(2, line(&about));
        }
        if let Some(href) = address_attribute(channel, "href", document) {
            self.page.offer(1, href.clone());
            self.links.push(Link { href, rel: "alternate".to_owned(), kind: Some("text/html".to_owned()) });
        }
        if let Some(written) = channel.attribute("lastmod") {
            self.date(&written, 0, true);
        }
        if let Some(language) = channel.language() {
            self.language.offer(2, line(&language));
        }
    }

    /// Reads one child of the channel.
    pub fn take(&mut self, element: Element<'_>, document: Option<&Url>) {
        let local = element.local();
        let local = local.as_ref();
        match (element.ns(), local) {
            (Ns::Core | Ns::Atom, _) => self.take_core(element, local, document),
            (Ns::Dc, "title") => self.title.offer(1, markup(element).line()),
            (Ns::Dc, "description") => self.description.offer(3, markup(element).plain()),
            (Ns::Dc, "language") => self.language.offer(1, line(&element.text())),
            (Ns::Dc, "rights") | (Ns::DcTerms, "rights") => self.rights.offer(1, markup(element).line()),
            (Ns::Dc, "identifier") => self.id.offer(3, line(&element.text())),
            (Ns::Dc, "creator" | "author") => self.person(1, element),
            (Ns::Dc, "contributor") => self.person(4, element),
            (Ns::Dc, "publisher") => self.person(5, element),
            (Ns::Dc, "subject") => categories(element, &mut self.categories),
            (Ns::Dc, "date") => {
                self.date(&element.text(), 1, true);
                self.date(&element.text(), 3, false);
            }
            (Ns::DcTerms, "issued" | "created") => self.date(&element.text(), 1, false),
            (Ns::DcTerms, "modified") => self.date(&element.text(), 1, true),
            (Ns::Itunes, "author") => self.person(2, element),
            (Ns::Itunes, "owner") => self.person(6, element),
            (Ns::Itunes, "subtitle") => self.description.offer(5, markup(element).plain()),
            (Ns::Itunes, "summary") => self.description.offer(4, markup(element).plain()),
            (Ns::Itunes | Ns::Media, "category" | "keywords") => categories(element, &mut self.categories),
            (Ns::Itunes, "image") => self.picture(2, element, document),
            (Ns::Media, "thumbnail" | "content") => self.picture(3, element, document),
            (Ns::Media, "title") => self.title.offer(3, markup(element).line()),
            _ => {}
        }
    }

    fn take_core(&mut self, element: Element<'_>, local: &str, document: Option<&Url>) {
        match local {
            "title" => self.title.offer(0, markup(element).line()),
            "description" | "subtitle" | "tagline" | "abstract" => {
                self.description.offer(if local == "abstract" { 1 } else { 0 }, markup(element).plain());
            }
            "info" => self.description.offer(2, markup(element).plain()),
            "link" => self.link(element, document),
            "id" | "guid" => self.id.offer(0, line(&element.text())),
            "language" => self.language.offer(0, line(&element.text())),
            "lastbuilddate" | "updated" | "modified" => self.date(&element.text(), 0, true),
            "pubdate" | "published" | "issued" => self.date(&element.text(), 0, false),
            "author" | "managingeditor" => self.person(0, element),
            "webmaster" => self.person(6, element),
            "category" | "tags" | "keywords" => categories(element, &mut self.categories),
            "copyright" | "rights" => self.rights.offer(0, markup(element).line()),
            "generator" => self.generator.offer(0, line(&element.text())),
            "image" | "logo" => self.picture(if local == "image" { 0 } else { 1 }, element, document),
            "icon" => self.picture(4, element, document),
            _ => {}
        }
    }

    fn link(&mut self, element: Element<'_>, document: Option<&Url>) {
        let Some(link) = link(element, document) else { return };
        if names_page(element) && !link.href.is_empty() {
            self.written_page = Some(link.href.clone());
        }
        self.links.push(link);
    }

    fn person(&mut self, rank: u8, element: Element<'_>) {
        self.people.extend(person(element).map(|person| (rank, person)));
    }

    fn picture(&mut self, rank: u8, element: Element<'_>, document: Option<&Url>) {
        let inside = element.child("url").and_then(|url| address(url, document));
        let attribute =
            ["href", "url", "rdf:resource"].iter().find_map(|name| address_attribute(element, name, document));
        let found =
            inside.or(attribute).or_else(|| if element.has_children() { None } else { address(element, document) });
        if let Some(found) = found {
            self.image.offer(rank, found);
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

    /// What was found.
    pub fn finish(mut self) -> Feed {
        if let Some(page) = self.written_page.take().or_else(|| page_of(&self.links)) {
            self.page.offer(0, page);
        }
        Feed {
            title: self.title.take(),
            description: self.description.take(),
            link: self.page.take(),
            id: self.id.take(),
            language: self.language.take(),
            updated: self.updated.take(),
            published: self.published.take(),
            authors: authors(self.people),
            categories: self.categories,
            image: self.image.take(),
            rights: self.rights.take(),
            generator: self.generator.take(),
            links: self.links,
        }
    }
}

/// People by rank, everybody once. Those who only keep the machines running (rank 6) count where nobody else is named.
pub fn authors(mut people: Vec<(u8, Person)>) -> Vec<Person> {
    people.sort_by_key(|(rank, _)| *rank);
    let mut out: Vec<Person> = Vec::new();
    for (rank, person) in people {
        if rank >= 4 && !out.is_empty() {
            break;
        }
        match out
            .iter_mut()
            .find(|known| known.name == person.name || known.name.is_none() && known.email == person.email)
        {
            Some(known) => {
                known.name = known.name.take().or(person.name);
                known.email = known.email.take().or(person.email);
            }
            None => out.push(person),
        }
    }
    out
}
