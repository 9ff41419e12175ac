//! The one way in: the bytes of a document to the draft of an article.

use crate::ingest::address::web;
use crate::ingest::charset::decode;
use crate::ingest::error::IngestError;
use crate::ingest::kind::{Kind, binary, is_noise, kind};
use crate::ingest::language::language;
use crate::ingest::markdown::markdown;
use crate::ingest::message::message;
use crate::ingest::page::page;
use crate::ingest::plain::plain;
use crate::ingest::tidy::{tidy, tidy_line};
use crate::text::{BlockKind, Body, Meta};
use std::panic::{AssertUnwindSafe, catch_unwind};
use url::Url;

/// The most that is read as one article, in bytes.
pub const LIMIT: usize = 64_000_000;

/// Where a document came from, and what was said about it on the way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// A file's path, a web address, or `-` for standard input.
    pub address: String,
    /// The media type that the server gave.
    pub media_type: Option<String>,
    /// The character set that the server gave.
    pub charset: Option<String>,
    /// The web address of a page that comes from a file, against which its links are resolved.
    pub base: Option<String>,
}

impl Origin {
    /// A document from a file, or a page whose server said nothing.
    pub fn of(address: impl Into<String>) -> Self {
        Self { address: address.into(), ..Self::default() }
    }
}

/// An article as read, before it gets a name and a place in the library.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// What is known about it. The title is never empty; `fetched` is left to who knows the time.
    pub meta: Meta,
    /// Its text, never without a block.
    pub body: Body,
    /// What the reader should know about how it was read.
    pub warnings: Vec<String>,
    /// True where the text was chosen out of a web page: a better reader may find more in it.
    pub chosen: bool,
    /// The page as it came, where it is to be kept.
    pub source: Option<Box<Source>>,
}

/// A document as it came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// Where it came from.
    pub origin: Origin,
    /// All of it.
    pub bytes: Vec<u8>,
}

/// Reads a document as one article. Total: whatever the bytes, it gives a draft or says why not.
pub fn read(bytes: &[u8], origin: &Origin) -> Result<Draft, IngestError> {
    let address = || origin.address.clone();
    if bytes.len() > LIMIT {
        return Err(IngestError::TooLarge { address: address(), size: bytes.len(), limit: LIMIT });
    }
    if let Some(what) = binary(bytes) {
        return Err(IngestError::Binary { address: address(), what });
    }
    // The page and Markdown libraries promise no freedom from panics on hostile input.
    let read = catch_unwind(AssertUnwindSafe(|| convert(bytes, origin)));
    let mut draft = read.unwrap_or_else(|_| Err(IngestError::Broken { address: address() }))?;
    complete(&mut draft, origin);
    Ok(draft)
}

fn convert(bytes: &[u8], origin: &Origin) -> Result<Draft, IngestError> {
    let address = || origin.address.clone();
    let decoded = decode(bytes, origin.charset.as_deref());
    if decoded.text.trim().is_empty() {
        return Err(IngestError::Empty { address: address() });
    }
    if is_noise(&decoded.text) {
        return Err(IngestError::Binary { address: address(), what: "a binary file" });
    }
    let found = kind(&origin.address, origin.media_type.as_deref(), &decoded.text)
        .map_err(|what| IngestError::NotAnArticle { address: address(), what })?;
    let base = origin.base.as_deref().and_then(web).or_else(|| web(&origin.address));
    let mut draft = Draft { warnings: decoded.warning().into_iter().collect(), ..Draft::default() };
    match found {
        Kind::Plain => draft.body = plain(&tidy(&decoded.text)),
        Kind::Message => match message(bytes, base.as_ref()) {
            Some(read) => (draft.meta, draft.body, draft.warnings) = (read.meta, read.body, read.warnings),
            None => draft.body = plain(&tidy(&decoded.text)),
        },
        Kind::Markdown => (draft.meta, draft.body) = markdown(&tidy(&decoded.text), base.as_ref()),
        Kind::Page => {
            let page = page(&decoded.text, base.as_ref());
            draft.chosen = true;
            draft.warnings.extend(page.warnings);
            (draft.meta, draft.body) = (page.meta, page.body);
        }
    }
    match (draft.body.blocks().is_empty(), found) {
        (false, _) => Ok(draft),
        (true, Kind::Page) => Err(IngestError::NoText { address: address() }),
        (true, _) => Err(IngestError::Empty { address: address() }),
    }
}

/// Fills in what the document itself does not tell.
fn complete(draft: &mut Draft, origin: &Origin) {
    let Draft { meta, body, .. } = draft;
    if meta.title.is_empty() {
        meta.title = headline(body).unwrap_or_else(|| stem(&origin.address));
    }
    if meta.url.is_none() {
        meta.url = origin.base.as_deref().and_then(web).or_else(|| locate(&origin.address)).map(String::from);
    }
    if meta.language.is_none() {
        meta.language = language(body.text());
    }
}

/// The first heading, where it stands near the head of the text.
fn headline(body: &Body) -> Option<String> {
    let heading = body.blocks().iter().take(5).find(|block| matches!(block.kind, BlockKind::Heading(_)))?;
    Some(tidy_line(heading.span.of(body.text()))).filter(|title| !title.is_empty())
}

fn locate(address: &str) -> Option<Url> {
    web(address)
        .or_else(|| Url::from_file_path(address).ok())
        .or_else(|| Url::parse(address).ok().filter(|url| url.scheme() == "file"))
}

/// The last part of an address without its ending: better than no title.
fn stem(address: &str) -> String {
    let path = web(address).map_or_else(|| address.to_owned(), |url| url.path().to_owned());
    let name = path.trim_end_matches(['/', '\\']).rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = tidy_line(name.rsplit_once('.').map_or(name, |(stem, _)| if stem.is_empty() { name } else { stem }));
    match stem.as_str() {
        "" => web(address).and_then(|url| url.host_str().map(String::from)).unwrap_or_else(|| "Untitled".to_owned()),
        "-" => "Standard input".to_owned(),
        _ => stem,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::is_control;
    use proptest::prelude::*;

    fn draft(address: &str, text: &str) -> Draft {
        read(text.as_bytes(), &Origin::of(address)).unwrap()
    }

    #[test]
    fn a_title_always() {
        for (address, text, title) in [
            ("/a/b/the-strike.txt", "A long first line that ends as a sentence does.\nmore.", "the-strike"),
            ("x.txt", "Port reopens after strike\nThe port of Marvell reopened.", "Port reopens after strike"),
            ("x.md", "---\ntitle: From the front\n---\n# Head\n\ntext", "From the front"),
            ("x.md", "# Head *of* it\n\ntext", "Head of it"),
            ("-", "Just a sentence.", "Standard input"),
            ("https://example.org/", "Just a sentence.", "example.org"),
            ("x.html", "<title>A &amp; B</title><p>Text of the page.", "A & B"),
            ("evil\u{1b}]0;x\u{7}name.txt", "Just a sentence.", "evilname"),
        ] {
            assert_eq!(draft(address, text).meta.title, title, "{address}");
        }
    }

    #[test]
    fn a_file_of_paragraphs_keeps_its_places() {
        let text = "First paragraph, with “quotes” and a\u{a0}space that stays.\n\nSecond — the last.\n";
        assert_eq!(draft("a.txt", text).body.text(), text);
        assert_eq!(draft("/tmp/a b.txt", text).meta.url.as_deref(), Some("file:///tmp/a%20b.txt"));
    }

    #[test]
    fn what_cannot_be_read_says_why() {
        for (address, bytes, message) in [
            ("a.txt", b"".as_slice(), "a.txt is empty: there is nothing to read"),
            ("a.txt", b" \n\t\n", "a.txt is empty: there is nothing to read"),
            ("a.txt", b"\xEF\xBB\xBF", "a.txt is empty: there is nothing to read"),
            (
                "a.txt",
                b"%PDF-1.4 ...",
                "a.txt is a PDF document, not text: save the article as text, Markdown or HTML and open that",
            ),
            (
                "a\x1b.xml",
                b"<rss><channel>",
                "a.xml is a feed, not an article: subscribe to it with `dateline feed add`",
            ),
            (
                "a.html",
                b"<html><script>var x = 1</script></html>",
                "no article found in a.html: the page holds no text of its own (it may be filled in by scripts)",
            ),
        ] {
            let error = read(bytes, &Origin::of(address)).unwrap_err();
            assert_eq!(error.to_string(), message);
        }
        let noise: Vec<u8> = (0..20_000_u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        assert!(matches!(read(&noise, &Origin::of("a.txt")), Err(IngestError::Binary { .. })));
        let large = vec![b'a'; LIMIT + 1];
        assert!(matches!(read(&large, &Origin::of("a.txt")), Err(IngestError::TooLarge { .. })));
    }

    #[test]
    fn a_guessed_character_set_is_told() {
        let read = read(b"Caf\xE9s and na\xEFve \x93quotes\x94.", &Origin::of("a.txt")).unwrap();
        assert_eq!(read.body.text(), "Cafés and naïve “quotes”.");
        assert_eq!(read.warnings, ["the text names no character set; read as windows-1252"]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(128))]
        #[test]
        fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..300), ending in "(txt|md|html|eml|)", head in "(|<html>|---\n|# |<p>)") {
            let bytes = [head.as_bytes(), &bytes].concat();
            if let Ok(draft) = read(&bytes, &Origin::of(format!("x.{ending}"))) {
                prop_assert!(!draft.meta.title.is_empty() && !draft.meta.title.contains(is_control));
                prop_assert!(!draft.body.blocks().is_empty());
                prop_assert!(!draft.body.text().contains(|c| c != '\n' && c != '\t' && is_control(c)));
            }
        }
    }
}
