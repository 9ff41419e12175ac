//! What a document is: by the name and media type it came with, and by what it looks like.

/// The kinds of documents that hold one article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Plain text.
    Plain,
    /// Markdown.
    Markdown,
    /// A web page.
    Page,
    /// A web page saved with its parts, or a message: parts with headers.
    Message,
}

/// The first bytes of things that are no text, and what to call them.
const MAGIC: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF document"),
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xFF\xD8\xFF", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"PK\x03\x04", "a zip archive (or a word processor's document)"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\x1F\x8B", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xFD7zXZ\0", "an xz archive"),
    (b"\x28\xB5\x2F\xFD", "a zstd archive"),
    (b"7z\xBC\xAF\x27\x1C", "a 7z archive"),
    (b"Rar!\x1A\x07", "a RAR archive"),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "an old Word, Excel or PowerPoint document"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"\x7FELF", "a program"),
    (b"MZ\x90\0", "a Windows program"),
    (b"\0asm", "a WebAssembly program"),
    (b"ID3", "an MP3 recording"),
    (b"OggS", "an Ogg recording"),
    (b"fLaC", "a FLAC recording"),
    (b"bplist00", "a property list (or a Safari web archive)"),
    (b"{\\rtf", "an RTF document"),
    (b"%!PS", "a PostScript document"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
    (b"II*\0", "a TIFF picture"),
    (b"MM\0*", "a TIFF picture"),
];

/// What the bytes are, when they are certainly no text.
pub fn binary(bytes: &[u8]) -> Option<&'static str> {
    if let Some((_, what)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Some(what);
    }
    match (bytes.get(..4), bytes.get(4..8), bytes.get(8..12)) {
        (Some(b"RIFF"), _, Some(b"WEBP")) => Some("a WebP picture"),
        (Some(b"RIFF"), _, Some(b"WAVE")) => Some("a WAV recording"),
        (_, Some(b"ftyp"), Some(b"avif")) => Some("an AVIF picture"),
        (_, Some(b"ftyp"), _) => Some("a video"),
        _ => None,
    }
}

/// True for decoded text that is no text: full of controls that no writer types.
pub fn is_noise(text: &str) -> bool {
    let (mut all, mut noise) = (0_usize, 0_usize);
    for c in text.chars().take(64 * 1024) {
        all += 1;
        let control = matches!(c, '\0'..='\u{6}' | '\u{e}'..='\u{1a}' | '\u{1c}'..='\u{1f}' | '\u{7f}' | char::REPLACEMENT_CHARACTER);
        noise += usize::from(control);
    }
    noise > 8 && noise * 20 > all
}

/// The kind of a document, or the name of what it is when it holds no article.
pub fn kind(address: &str, media_type: Option<&str>, text: &str) -> Result<Kind, &'static str> {
    let start: String = text.trim_start().chars().take(600).collect::<String>().to_ascii_lowercase();
    if let Some(what) = other(&start) {
        return Err(what);
    }
    if let Some(kind) = media_type.and_then(by_media_type) {
        return Ok(kind);
    }
    let page = looks_like_page(&start);
    Ok(match ending(address).as_str() {
        "txt" | "text" => Kind::Plain,
        "md" | "markdown" | "mdown" | "mkd" => Kind::Markdown,
        "html" | "htm" | "xhtml" | "shtml" => Kind::Page,
        "mhtml" | "mht" | "eml" => Kind::Message,
        _ if page => Kind::Page,
        _ if start.starts_with("---\n") || start.starts_with("# ") => Kind::Markdown,
        _ => Kind::Plain,
    })
}

fn by_media_type(media_type: &str) -> Option<Kind> {
    let essence = media_type.split(';').next()?.trim().to_ascii_lowercase();
    match essence.as_str() {
        "text/html" | "application/xhtml+xml" => Some(Kind::Page),
        "text/markdown" => Some(Kind::Markdown),
        "multipart/related" | "message/rfc822" => Some(Kind::Message),
        _ => None,
    }
}

/// Documents of text that are no article.
fn other(start: &str) -> Option<&'static str> {
    let root = |name: &str| {
        start.starts_with(&format!("<{name}")) || start.starts_with("<?xml") && start.contains(&format!("<{name}"))
    };
    if root("rss") || root("feed") || root("rdf:rdf") {
        Some("a feed")
    } else if root("opml") {
        Some("a list of feeds (OPML)")
    } else if start.starts_with('{') && start.contains("jsonfeed.org/version") {
        Some("a feed")
    } else {
        None
    }
}

fn looks_like_page(start: &str) -> bool {
    ["<!doctype html", "<html", "<head", "<body", "<article", "<title", "<meta", "<div", "<p>", "<p ", "<h1"]
        .iter()
        .any(|tag| {
            start.starts_with(tag) || (start.starts_with("<!--") || start.starts_with("<?xml")) && start.contains(tag)
        })
}

/// The ending of an address's last part, in lower case; a query is no part of a web address's name.
fn ending(address: &str) -> String {
    let path = if address.contains("://") { address.split(['?', '#']).next().unwrap_or_default() } else { address };
    let name = path.rsplit(['/', '\\']).next().unwrap_or_default();
    name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds() {
        for (address, media, text, found) in [
            ("a.txt", None, "<html>shown as it is", Ok(Kind::Plain)),
            ("a.MD", None, "text", Ok(Kind::Markdown)),
            ("a.html", None, "text", Ok(Kind::Page)),
            ("https://example.org/a?x=.txt", None, "<!DOCTYPE html><p>", Ok(Kind::Page)),
            ("https://example.org/a.php", Some("text/html; charset=utf-8"), "x", Ok(Kind::Page)),
            ("-", None, "\n<!-- saved --><html>", Ok(Kind::Page)),
            ("-", None, "---\ntitle: a\n---\n", Ok(Kind::Markdown)),
            ("-", None, "Only text <b>", Ok(Kind::Plain)),
            ("notes", None, "# Head\n", Ok(Kind::Markdown)),
            ("a.xml", None, "<?xml version='1.0'?>\n<rss version='2.0'>", Err("a feed")),
            ("a.txt", None, "<feed xmlns='http://www.w3.org/2005/Atom'>", Err("a feed")),
        ] {
            assert_eq!(kind(address, media, text), found, "{address} {text}");
        }
    }

    #[test]
    fn what_is_no_text() {
        assert_eq!(binary(b"%PDF-1.7"), Some("a PDF document"));
        assert_eq!(binary(b"RIFF\0\0\0\0WEBPVP8"), Some("a WebP picture"));
        assert_eq!(binary("Plain".as_bytes()), None);
        assert!(is_noise(&"\0\u{1}a".repeat(100)));
        assert!(!is_noise("\u{1b}[31mred\u{1b}[0m\r\n\tx"));
    }
}
