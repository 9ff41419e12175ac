//! A message (`.eml`), or a web page saved with its parts (`.mhtml`, which is written as a message).

use crate::ingest::address::web;
use crate::ingest::feed::dated;
use crate::ingest::headers::mended;
use crate::ingest::html::html;
use crate::ingest::page::{Page, page};
use crate::ingest::plain::plain;
use crate::ingest::tidy::{tidy, tidy_line};
use crate::text::{Body, Meta};
use mail_parser::{Address, HeaderName, Message, MessageParser, MessagePart, MimeHeaders, PartType};
use url::Url;

/// Reads a message. Links are resolved against `base`, or the address that a saved page names as its own. `None` for
/// what is no message at all.
pub fn message(bytes: &[u8], base: Option<&Url>) -> Option<Page> {
    let bytes = mended(bytes);
    let message = MessageParser::default().parse(bytes.as_ref())?;
    let location = location(&message);
    match (&location, markup(&message)) {
        (Some(location), Some(markup)) => Some(saved(&message, markup, base.unwrap_or(location))),
        _ => letter(&message, base),
    }
}

/// A web page saved with its parts.
fn saved(message: &Message<'_>, markup: &str, base: &Url) -> Page {
    let mut page = page(markup, Some(base));
    if page.meta.title.is_empty() {
        page.meta.title = subject(message);
    }
    if page.meta.url.is_none() {
        page.meta.url = Some(base.to_string());
    }
    page
}

/// A letter: what its writer wrote, in the fullest form it has.
fn letter(message: &Message<'_>, base: Option<&Url>) -> Option<Page> {
    let written = message.text_bodies().find_map(|part| match &part.body {
        PartType::Text(text) => Some(plain(&tidy(text))),
        _ => None,
    });
    let marked = markup(message).map(|markup| html(markup, base));
    let length = |body: &Option<Body>| body.as_ref().map_or(0, |body| body.text().len());
    // Of a letter in two forms the plain one is often only a hint to read the other.
    let body = if length(&written) * 2 >= length(&marked) { written } else { marked };
    let body = body.filter(|body| !body.blocks().is_empty())?;
    let (published, warning) = sent(message);
    let authors = message.from().map(names).unwrap_or_default();
    let meta = Meta { title: subject(message), authors, published, ..Meta::default() };
    Some(Page { meta, body, warnings: warning.into_iter().collect() })
}

/// When a letter was sent, and what is wrong with the date.
fn sent(message: &Message<'_>) -> (Option<String>, Option<String>) {
    let written = message.header_raw(HeaderName::Date).map(str::trim);
    if let Some((written, date)) = written.and_then(|written| Some((written, dated(written)?))) {
        let warning = date.warning(written);
        return (Some(date.written), warning);
    }
    let date = message.date().filter(|date| date.is_valid());
    (date.map(mail_parser::DateTime::to_rfc3339), None)
}

fn subject(message: &Message<'_>) -> String {
    tidy_line(message.subject().unwrap_or_default())
}

/// Names of the senders; the address of one who has none.
fn names(from: &Address<'_>) -> Vec<String> {
    let named = from.iter().filter_map(|sender| sender.name().or(sender.address()));
    named.map(tidy_line).filter(|name| !name.is_empty()).collect()
}

/// The first part that is a web page.
fn markup<'m>(message: &'m Message<'_>) -> Option<&'m str> {
    message.html_bodies().find_map(page_of)
}

fn page_of<'m>(part: &'m MessagePart<'_>) -> Option<&'m str> {
    match &part.body {
        PartType::Html(markup) => Some(markup.as_ref()),
        _ => None,
    }
}

/// The address of a saved page: of the whole, or of its first page.
fn location(message: &Message<'_>) -> Option<Url> {
    let snapshot = message.header("Snapshot-Content-Location").and_then(|value| value.as_text());
    let part = || message.html_bodies().find(|part| page_of(part).is_some()).and_then(|part| part.content_location());
    web(snapshot.or_else(part)?.trim())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_saved_page_is_read_with_its_address() {
        let words = "The council voted on the wall =E2=80=93 after a debate of three hours, in which the treasurer =\r\nsaid what it costs. ";
        let source = format!(
            "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://herald.example/a\r\n\
             Subject: =?utf-8?Q?Wall_vote_=E2=80=93_Herald?=\r\nMIME-Version: 1.0\r\n\
             Content-Type: multipart/related; type=\"text/html\"; boundary=\"----B\"\r\n\r\n------B\r\n\
             Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\
             Content-Location: https://herald.example/a\r\n\r\n\
             <html><head><title>Wall vote</title></head><body><article><h1>Wall vote</h1><p>{words}</p><p>{words}</p>\
             <p>{words}<a href=3D\"/b\">more</a></p></article></body></html>\r\n------B\r\n\
             Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n------B--\r\n"
        );
        let page = message(source.as_bytes(), None).unwrap();
        assert!(page.body.text().contains("the wall – after a debate of three hours, in which the treasurer said"));
        assert_eq!(page.meta.title, "Wall vote");
        assert_eq!(page.meta.url.as_deref(), Some("https://herald.example/a"));
    }

    #[test]
    fn a_letter_is_what_its_writer_wrote() {
        let head = "From: =?iso-8859-1?Q?J=F6rg_Wei=DF?= <j@example.org>\nDate: Tue, 3 Mar 2026 10:00:00 +0100\n\
                    Subject: Press release: the\n wall\nMIME-Version: 1.0\n";
        for (rest, text) in [
            (
                "Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: 8bit\n\nCaf\u{e9} by the wall.\n",
                "Café by the wall.",
            ),
            (
                "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\nQ2Fmw6kgYnkgdGhlIHdhbGwu\n",
                "Café by the wall.",
            ),
            (
                "Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\nSee the HTML.\n--b\n\
                 Content-Type: text/html; charset=utf-8\n\n<p>The wall was built <b>long</b> ago, and costs much to this day.</p>\n--b--\n",
                "The wall was built long ago, and costs much to this day.",
            ),
        ] {
            let latin: Vec<u8> = format!("{head}{rest}").chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
            let page = message(&latin, None).unwrap();
            assert_eq!(page.body.text().trim_end(), text);
            assert_eq!(page.meta.title, "Press release: the wall");
            assert_eq!(page.meta.authors, ["Jörg Weiß"]);
            assert_eq!(page.meta.published.as_deref(), Some("2026-03-03T10:00:00+01:00"));
        }
    }

    #[test]
    fn a_letters_date_in_the_zone_it_names() {
        for (date, published, warned) in [
            ("Mon, 06 May 2024 10:00:00 +0200 (CEST)", "2024-05-06T10:00:00+02:00", false),
            ("Mon, 06 May 2024 10:00:00 CEST", "2024-05-06T10:00:00+02:00", false),
            ("Mon, 6 May 2024 10:00:00 MESZ", "2024-05-06T10:00:00+02:00", false),
            ("6 May 2024 10:00 EDT", "2024-05-06T10:00:00-04:00", false),
            ("Mon, 06 May 2024 10:00:00 NZST", "2024-05-06T10:00:00+12:00", false),
            ("Mon, 06 May 2024\n 10:00:00 -0000", "2024-05-06T10:00:00Z", false),
            ("Mon, 06 May 2024 10:00:00 XQZT", "2024-05-06T10:00:00Z", true),
        ] {
            let page =
                message(format!("From: a@news.example\nDate: {date}\n\nThe wall fell.\n").as_bytes(), None).unwrap();
            assert_eq!(page.meta.published.as_deref(), Some(published), "{date}");
            assert_eq!(page.warnings.iter().any(|warning| warning.contains("XQZT")), warned, "{date}");
        }
    }

    proptest! {
        #[test]
        fn anything_is_read_or_refused(head in "(From: a\n)?(Content-Type: multipart/mixed; boundary=b\n)?", rest in "(--b\n|--b--\n|Content-Type: text/html\n|Content-Transfer-Encoding: (base64|quoted-printable)\n|\n|[ -~é]{0,20}\n){0,12}") {
            let _ = message(format!("{head}{rest}").as_bytes(), None);
        }
    }
}
