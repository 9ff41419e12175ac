//! Bytes to text: byte order mark, then what the server said, then what the document declares, then UTF-8, then a guess.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How the character set of a document was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CharsetSource {
    /// A byte order mark.
    Mark,
    /// The server, or whoever handed the bytes over, named it.
    Given,
    /// The document names it itself.
    Declared,
    /// It is valid UTF-8, or shows the zero bytes of UTF-16 or UTF-32.
    Shape,
    /// It was guessed from the frequency of characters.
    Guessed,
}

/// A document decoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without its byte order mark; U+FFFD stands for what could not be decoded.
    pub text: String,
    /// The name of the character set, as the web spells it.
    pub charset: &'static str,
    /// How it was found.
    pub source: CharsetSource,
    /// Places that could not be decoded.
    pub broken: usize,
}

/// How far into a document a declaration is looked for, in bytes. Pages are told to keep to 1024; many do not.
const DECLARATION: usize = 8 * 1024;
/// How many bytes from the first one above ASCII on the guess is made.
const GUESS: usize = 512 * 1024;

#[derive(Clone, Copy)]
enum Charset {
    Web(&'static Encoding),
    Utf32 { big: bool },
}

impl Decoded {
    /// What the reader should know: bytes that could not be read, or a character set that is only a guess.
    pub fn warning(&self) -> Option<String> {
        let charset = self.charset;
        match (self.broken, self.source) {
            (0, CharsetSource::Guessed) => Some(format!("the text names no character set; read as {charset}")),
            (0, _) => None,
            (1, _) => Some(format!("one character could not be decoded as {charset}")),
            (many, _) => Some(format!("{many} characters could not be decoded as {charset}")),
        }
    }
}

/// Decodes `bytes`. `given` is the character set named outside the document (by HTTP, say); a name that is unknown is
/// passed over. A given or declared set that the bytes contradict gives way to UTF-8 where they are valid UTF-8.
pub fn decode(bytes: &[u8], given: Option<&str>) -> Decoded {
    if let Some((charset, length)) = marked(bytes) {
        return read(charset, bytes.get(length..).unwrap_or_default(), CharsetSource::Mark);
    }
    let shape = shaped(bytes);
    let given = given.and_then(named).map(|charset| (charset, CharsetSource::Given));
    let told = given.or_else(|| declared(bytes).map(|charset| (charset, CharsetSource::Declared)));
    // A declaration that can be read byte by byte cannot be in UTF-16; one in UTF-16 tells nothing new.
    if let Some(shape) = shape {
        return read(shape, bytes, CharsetSource::Shape);
    }
    if let Some((charset, source)) = told {
        let decoded = read(charset, bytes, source);
        if decoded.broken == 0 || mostly_utf8(bytes) && matches!(charset, Charset::Web(set) if set == UTF_8) {
            return decoded;
        }
        let other = unnamed(bytes);
        return if other.broken < decoded.broken { other } else { decoded };
    }
    unnamed(bytes)
}

/// Decodes `bytes` by the name of their character set; `None` for a name that nobody knows.
pub fn decode_as(bytes: &[u8], name: &str) -> Option<String> {
    named(name).map(|charset| read(charset, bytes, CharsetSource::Given).text)
}

/// Decodes a document of which nobody said what it is.
fn unnamed(bytes: &[u8]) -> Decoded {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Decoded { text: text.to_owned(), charset: UTF_8.name(), source: CharsetSource::Shape, broken: 0 };
    }
    if mostly_utf8(bytes) {
        return read(Charset::Web(UTF_8), bytes, CharsetSource::Shape);
    }
    read(Charset::Web(guessed(bytes)), bytes, CharsetSource::Guessed)
}

fn guessed(bytes: &[u8]) -> &'static Encoding {
    let first = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(0);
    let window = bytes.get(first..).unwrap_or_default();
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(window.get(..GUESS).unwrap_or(window), window.len() <= GUESS);
    detector.guess(None, Utf8Detection::Deny)
}

/// True when the bytes are UTF-8 with a few faults rather than another character set: more whole sequences of several
/// bytes than broken ones.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut whole, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().bytes().filter(|byte| *byte >= 0xC0).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    whole > broken
}

fn marked(bytes: &[u8]) -> Option<(Charset, usize)> {
    if bytes.len().is_multiple_of(4) && bytes.starts_with(&[0xFF, 0xFE, 0, 0]) {
        return Some((Charset::Utf32 { big: false }, 4));
    }
    if bytes.starts_with(&[0, 0, 0xFE, 0xFF]) {
        return Some((Charset::Utf32 { big: true }, 4));
    }
    Encoding::for_bom(bytes).map(|(set, length)| (Charset::Web(set), length))
}

/// UTF-16 and UTF-32 without a mark, told by where their zero bytes stand.
fn shaped(bytes: &[u8]) -> Option<Charset> {
    let sample = bytes.get(..4096).unwrap_or(bytes);
    let mut zeros = [0_usize; 4];
    for (at, byte) in sample.iter().enumerate() {
        if let (0, Some(count)) = (byte, zeros.get_mut(at % 4)) {
            *count += 1;
        }
    }
    let [a, b, c, d] = zeros;
    let units = sample.len() / 4;
    if units == 0 || a + b + c + d == 0 {
        return None;
    }
    let (all, few) = (units - units / 8, units / 32);
    if bytes.len().is_multiple_of(4) && a >= all && b >= all && d <= few {
        return Some(Charset::Utf32 { big: true });
    }
    if bytes.len().is_multiple_of(4) && d >= all && c >= all && a <= few {
        return Some(Charset::Utf32 { big: false });
    }
    let (even, odd) = (a + c, b + d);
    let (many, few) = (units / 2, units / 16);
    match (even, odd) {
        (even, odd) if odd > many && even <= few => Some(Charset::Web(UTF_16LE)),
        (even, odd) if even > many && odd <= few => Some(Charset::Web(UTF_16BE)),
        _ => None,
    }
}

fn named(given: &str) -> Option<Charset> {
    let given = given.trim().trim_matches(['"', '\'']);
    // Names as programming languages spell them.
    let label = given.to_ascii_lowercase().replace('_', "-").replace("iso2022", "iso-2022");
    match label.as_str() {
        "utf-32" | "utf-32be" | "utf32" => Some(Charset::Utf32 { big: true }),
        "utf-32le" => Some(Charset::Utf32 { big: false }),
        _ => Encoding::for_label(label.as_bytes()).or_else(|| Encoding::for_label(given.as_bytes())).map(|set| {
            // "x-user-defined" maps bytes to private characters that nobody can read.
            Charset::Web(if set == encoding_rs::X_USER_DEFINED { WINDOWS_1252 } else { set })
        }),
    }
}

/// The character set that an XML declaration or an HTML `meta` names. Only documents that look like markup declare.
fn declared(bytes: &[u8]) -> Option<Charset> {
    let head = bytes.get(..DECLARATION).unwrap_or(bytes);
    let head: String = head.iter().map(|byte| char::from(*byte).to_ascii_lowercase()).collect();
    let markup = head.trim_start().starts_with('<') || ["<!doctype", "<html", "<head"].iter().any(|t| head.contains(t));
    if !markup {
        return None;
    }
    let xml = head.find("<?xml").and_then(|at| {
        let rest = head.get(at..)?;
        value(rest.get(..rest.find('>')?)?, "encoding")
    });
    let meta = || {
        let tags = head.split("<meta").skip(1);
        tags.filter_map(|rest| value(rest.get(..rest.find('>').unwrap_or(rest.len()))?, "charset")).next()
    };
    let label = xml.or_else(meta)?;
    // What could be read byte by byte is not UTF-16 or UTF-32, whatever it says.
    if label.starts_with("utf-16") || label.starts_with("utf-32") || label == "unicode" {
        return Some(Charset::Web(UTF_8));
    }
    named(label)
}

/// The value after `name =` in a tag, quoted or not.
fn value<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let rest = tag.get(tag.find(name)? + name.len()..)?.trim_start().strip_prefix('=')?.trim_start();
    let rest = rest.trim_start_matches(['"', '\'']);
    let end = rest.find(|c: char| matches!(c, '"' | '\'' | ';' | '/' | '?') || c.is_whitespace()).unwrap_or(rest.len());
    rest.get(..end).filter(|label| !label.is_empty())
}

fn read(charset: Charset, bytes: &[u8], source: CharsetSource) -> Decoded {
    match charset {
        Charset::Web(set) => {
            let (text, broken) = read_web(set, bytes);
            Decoded { text, charset: set.name(), source, broken }
        }
        Charset::Utf32 { big } => {
            let (text, broken) = read_utf32(bytes, big);
            Decoded { text, charset: if big { "UTF-32BE" } else { "UTF-32LE" }, source, broken }
        }
    }
}

fn read_web(set: &'static Encoding, bytes: &[u8]) -> (String, usize) {
    if let Some(text) = set.decode_without_bom_handling_and_without_replacement(bytes) {
        return (text.into_owned(), 0);
    }
    let mut decoder = set.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 8 + 16);
    let mut broken = 0;
    let mut rest = bytes;
    loop {
        let (result, read) = decoder.decode_to_string_without_replacement(rest, &mut text, true);
        rest = rest.get(read..).unwrap_or_default();
        match result {
            DecoderResult::InputEmpty => return (text, broken),
            DecoderResult::OutputFull => text.reserve(rest.len() + 16),
            DecoderResult::Malformed(..) => {
                text.push(char::REPLACEMENT_CHARACTER);
                text.reserve(16);
                broken += 1;
            }
        }
    }
}

fn read_utf32(bytes: &[u8], big: bool) -> (String, usize) {
    let mut text = String::with_capacity(bytes.len() / 4);
    let mut broken = usize::from(!bytes.len().is_multiple_of(4));
    for unit in bytes.chunks_exact(4) {
        let unit = <[u8; 4]>::try_from(unit).unwrap_or_default();
        let point = if big { u32::from_be_bytes(unit) } else { u32::from_le_bytes(unit) };
        text.push(char::from_u32(point).unwrap_or_else(|| {
            broken += 1;
            char::REPLACEMENT_CHARACTER
        }));
    }
    (text, broken)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(bytes: &[u8], given: Option<&str>, text: &str, charset: &str, source: CharsetSource) {
        let decoded = decode(bytes, given);
        assert_eq!((decoded.text.as_str(), decoded.charset, decoded.source), (text, charset, source), "{bytes:?}");
    }

    fn utf16(text: &str, big: bool) -> Vec<u8> {
        text.encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    }

    #[test]
    fn the_order_of_evidence() {
        use CharsetSource::*;
        check(b"\xEF\xBB\xBFcaf\xC3\xA9", Some("latin1"), "café", "UTF-8", Mark);
        check(b"caf\xE9", Some("iso-8859-1"), "café", "windows-1252", Given);
        check(
            b"<?xml version='1.0' encoding='koi8-r'?><a>\xC1</a>",
            None,
            "<?xml version='1.0' encoding='koi8-r'?><a>а</a>",
            "KOI8-R",
            Declared,
        );
        check(b"<meta charset=iso-8859-2>\xB1", None, "<meta charset=iso-8859-2>ą", "ISO-8859-2", Declared);
        check(
            b"<meta http-equiv=Content-Type content=\"text/html; charset=shift_jis\">\x93\xFA",
            None,
            "<meta http-equiv=Content-Type content=\"text/html; charset=shift_jis\">日",
            "Shift_JIS",
            Declared,
        );
        check(
            b"<meta charset=iso-8859-2>\xB1",
            Some("windows-1252"),
            "<meta charset=iso-8859-2>±",
            "windows-1252",
            Given,
        );
        check("naïve".as_bytes(), None, "naïve", "UTF-8", Shape);
        check(b"na\xEFve caf\xE9 \x96 \x93d\xE9j\xE0 vu\x94", None, "naïve café – “déjà vu”", "windows-1252", Guessed);
        check(b"\x1b$BF|K\\\x1b(B", Some("iso2022_jp"), "日本", "ISO-2022-JP", Given);
        check("日本".as_bytes(), Some("no such set"), "日本", "UTF-8", Shape);
    }

    #[test]
    fn sixteen_and_thirty_two_bits() {
        use CharsetSource::*;
        let text = "Zürich – a line of text\n";
        check(&utf16(text, false), None, text, "UTF-16LE", Shape);
        check(&utf16(text, true), None, text, "UTF-16BE", Shape);
        check(&[&[0xFF, 0xFE][..], &utf16(text, false)].concat(), None, text, "UTF-16LE", Mark);
        let wide: Vec<u8> = text.chars().flat_map(|c| u32::from(c).to_be_bytes()).collect();
        check(&wide, None, text, "UTF-32BE", Shape);
        let narrow: Vec<u8> = text.chars().flat_map(|c| u32::from(c).to_le_bytes()).collect();
        check(&[&[0xFF, 0xFE, 0, 0][..], &narrow].concat(), None, text, "UTF-32LE", Mark);
    }

    #[test]
    fn a_wrong_declaration_gives_way() {
        use CharsetSource::*;
        check(
            b"<meta charset=utf-8><p>na\xEFve caf\xE9</p>",
            None,
            "<meta charset=utf-8><p>naïve café</p>",
            "windows-1252",
            Guessed,
        );
        check(b"<meta charset=utf-16>plain", None, "<meta charset=utf-16>plain", "UTF-8", Declared);
        let shown = decode("<meta charset=utf-8>“one” and “two” \u{e9}".as_bytes().split_last().unwrap().1, None);
        assert_eq!((shown.charset, shown.broken), ("UTF-8", 1));
        assert!(shown.warning().is_some_and(|warning| warning.contains("one character")));
    }

    #[test]
    fn markdown_that_speaks_of_charsets_declares_nothing() {
        check(
            "Use `<meta charset=koi8-r>`: é".as_bytes(),
            None,
            "Use `<meta charset=koi8-r>`: é",
            "UTF-8",
            CharsetSource::Shape,
        );
    }

    proptest! {
        #[test]
        fn any_bytes_decode(bytes in proptest::collection::vec(any::<u8>(), 0..400), given in "(utf-8|utf-16|utf-32|koi8-r|gbk|iso-2022-jp|)") {
            decode(&bytes, Some(&given));
            decode(&[b"<meta charset=".as_slice(), given.as_bytes(), b">", &bytes].concat(), None);
        }

        #[test]
        fn utf8_stays_itself(text in "\\PC{0,200}") {
            let decoded = decode(text.as_bytes(), Some("utf-8"));
            prop_assert_eq!(decoded.text.as_str(), text.strip_prefix('\u{feff}').unwrap_or(&text));
        }
    }
}
