//! The head of a message made ready to be read: bare letters of its own character set, and encoded words that were cut
//! inside a character.

use crate::ingest::charset::{decode, decode_as};
use std::borrow::Cow;

/// The message with its head in UTF-8 and its encoded words joined where they belong together.
pub fn mended(bytes: &[u8]) -> Cow<'_, [u8]> {
    let end = head_end(bytes);
    let (head, rest) = bytes.split_at(end);
    let bare = !head.is_ascii() || head.contains(&ESCAPE);
    if !bare && !head.windows(2).any(|two| two == b"=?") {
        return Cow::Borrowed(bytes);
    }
    let text = if bare { plain(head, bytes) } else { String::from_utf8_lossy(head).into_owned() };
    Cow::Owned([joined(&text).as_bytes(), rest].concat())
}

/// What begins a change of letters in the seven-bit character sets of East Asia.
const ESCAPE: u8 = 0x1B;
/// So far the name of a character set is looked for, in bytes.
const DECLARED: usize = 16 * 1024;

/// Where the head ends: at the first empty line.
fn head_end(bytes: &[u8]) -> usize {
    let lines = bytes.split_inclusive(|byte| *byte == b'\n');
    let head = lines.take_while(|line| !line.trim_ascii().is_empty());
    head.map(<[u8]>::len).sum()
}

/// The head as text, each field by itself: programs mix them.
fn plain(head: &[u8], message: &[u8]) -> String {
    let charset = charset(message);
    let mut out = String::with_capacity(head.len());
    let mut field: Vec<u8> = Vec::new();
    let mut close = |field: &mut Vec<u8>| {
        out.push_str(&readable(field, charset.as_deref()));
        field.clear();
    };
    for line in head.split_inclusive(|byte| *byte == b'\n') {
        if !line.starts_with(b" ") && !line.starts_with(b"\t") {
            close(&mut field);
        }
        field.extend_from_slice(line);
    }
    close(&mut field);
    out
}

fn readable(field: &[u8], charset: Option<&str>) -> String {
    let shifted = field.contains(&ESCAPE);
    match std::str::from_utf8(field) {
        Ok(text) if !shifted => text.to_owned(),
        _ => {
            let told = charset.and_then(|charset| decode_as(field, charset));
            told.filter(|text| !text.contains(char::REPLACEMENT_CHARACTER)).unwrap_or_else(|| decode(field, None).text)
        }
    }
}

/// The first character set that the message names for itself or one of its parts.
fn charset(message: &[u8]) -> Option<String> {
    let start = String::from_utf8_lossy(message.get(..DECLARED).unwrap_or(message)).to_ascii_lowercase();
    let value = start.split_once("charset=").map(|(_, value)| value.trim_start_matches(['"', '\'', ' ']))?;
    let end = value.find(|c: char| matches!(c, '"' | '\'' | ';') || c.is_whitespace()).unwrap_or(value.len());
    value.get(..end).filter(|name| !name.is_empty()).map(str::to_owned)
}

/// An encoded word: `=?utf-8?Q?f=C3=BCr?=`.
#[derive(Clone, Copy)]
struct Word<'t> {
    charset: &'t str,
    base64: bool,
    data: &'t str,
}

impl<'t> Word<'t> {
    /// The word at the start of `text`, and what follows it.
    fn read(text: &'t str) -> Option<(Self, &'t str)> {
        let rest = text.strip_prefix("=?")?;
        let (charset, rest) = rest.split_once('?')?;
        let (encoding, rest) = rest.split_once('?')?;
        let base64 = match encoding {
            "b" | "B" => true,
            "q" | "Q" => false,
            _ => return None,
        };
        let (data, rest) = rest.split_once("?=")?;
        // The language may be told after the character set.
        let charset = charset.split('*').next().unwrap_or_default();
        let whole = !charset.is_empty() && charset.len() < 40 && !data.contains('\n') && !charset.contains(' ');
        whole.then_some((Self { charset, base64, data }, rest))
    }
}

/// Encoded words of one character set that only white space parts are one text: joined before they are read, since
/// programs cut them inside a character.
fn joined(head: &str) -> String {
    let mut out = String::with_capacity(head.len());
    let mut rest = head;
    while let Some(at) = rest.find("=?") {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let Some((first, mut after)) = Word::read(from) else {
            out.push_str("=?");
            rest = from.get(2..).unwrap_or_default();
            continue;
        };
        let mut words = vec![first];
        while let Some((next, behind)) = Word::read(after.trim_start()) {
            if !next.charset.eq_ignore_ascii_case(first.charset) {
                break;
            }
            words.push(next);
            after = behind;
        }
        match decode_as(&bytes(&words), first.charset) {
            Some(text) => out.push_str(&encoded(&text)),
            // A character set that is not ours to read is left as it stands.
            None => out.push_str(from.get(..from.len() - after.len()).unwrap_or_default()),
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

fn bytes(words: &[Word<'_>]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut open = String::new();
    for word in words {
        if word.base64 {
            // A word may be cut between the letters of one byte, too.
            open.push_str(word.data.trim_end_matches('='));
            if word.data.ends_with('=') || open.len().is_multiple_of(4) {
                out.extend(from_base64(&std::mem::take(&mut open)));
            }
        } else {
            out.extend(from_base64(&std::mem::take(&mut open)));
            out.extend(from_quoted(word.data));
        }
    }
    out.extend(from_base64(&open));
    out
}

fn from_quoted(data: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(data.len());
    let mut rest = data.as_bytes();
    while let [byte, after @ ..] = rest {
        rest = after;
        let hex = || u8::from_str_radix(std::str::from_utf8(after.get(..2)?).ok()?, 16).ok();
        match (byte, (*byte == b'=').then(hex).flatten()) {
            (_, Some(value)) => {
                out.push(value);
                rest = after.get(2..).unwrap_or_default();
            }
            (b'_', _) => out.push(b' '),
            (byte, _) => out.push(*byte),
        }
    }
    out
}

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

fn from_base64(data: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(data.len() / 4 * 3);
    let (mut buffer, mut bits) = (0_u32, 0_u32);
    for value in data.bytes().filter_map(|byte| LETTERS.iter().position(|letter| *letter == byte)) {
        buffer = (buffer << 6 | u32::try_from(value).unwrap_or_default()) & 0xffff;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            out.push(u8::try_from(buffer >> bits & 0xff).unwrap_or_default());
        }
    }
    out
}

/// A text as one encoded word, in which no sign of an address is taken for one.
fn encoded(text: &str) -> String {
    let mut out = String::from("=?utf-8?B?");
    for three in text.as_bytes().chunks(3) {
        let [a, b, c] = [0, 1, 2].map(|at| u32::from(three.get(at).copied().unwrap_or_default()));
        let all = a << 16 | b << 8 | c;
        for nth in 0..4_u32 {
            let letter = LETTERS.get((all >> (18 - 6 * nth) & 63) as usize).copied().unwrap_or(b'=');
            out.push(if nth as usize <= three.len() { char::from(letter) } else { '=' });
        }
    }
    out + "?="
}

#[cfg(test)]
mod tests {
    use crate::ingest::message::message;
    use encoding_rs::Encoding;
    use proptest::prelude::*;

    fn subject(head: &[u8]) -> String {
        let bytes =
            [b"From: a@news.example\nSubject: ", head, b"\nMIME-Version: 1.0\n\nThe wall fell on Monday.\n"].concat();
        message(&bytes, None).unwrap().meta.title
    }

    #[test]
    fn encoded_words_cut_inside_a_character() {
        for (written, read) in [
            ("=?UTF-8?Q?B=C3=BCrger_f=C3?=\n =?UTF-8?Q?=BCr_den_Hafen=21?=", "Bürger für den Hafen!"),
            ("=?utf-8?B?QsO8cmdlciBmw?=\r\n\t=?UTF-8?B?7xy?=", "Bürger für"),
            ("=?utf-8?B?Zsw=?= =?utf-8?Q?=88r?=", "f\u{308}r"),
            ("=?gb2312?B?1tC5+g==?= =?gb2312?Q?=D6?= =?gb2312?Q?=D0?=", "中国中"),
            ("=?shift_jis?Q?=93?=\n =?shift_jis?Q?=FA=96=7B?=", "日本"),
            ("=?euc-kr*ko?Q?=C7?= =?euc-kr?Q?=D1?=", "한"),
            ("=?iso-2022-jp?B?GyRCRnxLXBsoQg==?=", "日本"),
            ("[NEWS] =?utf-8?Q?bej=C3=B6v=C5=91?= list", "[NEWS] bejövő list"),
            ("=?utf-8?Q?one?= =?iso-8859-1?Q?_caf=E9?=", "one café"),
            ("=?nothing?Q?x?= and =? signs", "x and =? signs"),
            ("Nothing =?broken", "Nothing =?broken"),
        ] {
            assert_eq!(subject(written.as_bytes()), read, "{written}");
        }
    }

    #[test]
    fn bare_letters_in_the_messages_own_set() {
        for (charset, text) in [
            ("koi8-r", "Новости дня"),
            ("windows-1251", "Новости дня"),
            ("iso-8859-2", "Dzień dobry, świecie"),
            ("iso-8859-1", "Bürger für den Hafen"),
            ("gb18030", "港口新闻"),
            ("big5", "港口新聞"),
            ("euc-kr", "항구 소식"),
            ("shift_jis", "港のニュース"),
            ("iso-2022-jp", "港のニュース"),
            ("utf-8", "Новая попытка входа"),
        ] {
            let (bytes, _, lost) = Encoding::for_label(charset.as_bytes()).unwrap().encode(text);
            assert!(!lost, "{charset}");
            for kind in ["text/plain; charset=", "text/plain; format=flowed;\n charset=\""] {
                let close = if kind.ends_with('"') { "\"" } else { "" };
                let tail = format!("\nContent-Type: {kind}{charset}{close}");
                assert_eq!(subject(&[&bytes, tail.as_bytes()].concat()), text, "{charset}");
            }
        }
    }

    proptest! {
        #[test]
        fn a_text_cut_anywhere_is_read_whole(text in "[a-zä-üА-я日本 ]{1,30}", cuts in proptest::collection::vec(1_usize..9, 1..12)) {
            let text = text.trim().to_owned();
            let mut rest = text.as_bytes();
            let mut words = Vec::new();
            for cut in cuts.into_iter().cycle() {
                if rest.is_empty() { break; }
                let (piece, after) = rest.split_at(cut.min(rest.len()));
                let data: String = piece.iter().map(|byte| format!("={byte:02X}")).collect();
                words.push(format!("=?utf-8?q?{data}?="));
                rest = after;
            }
            let spaces: Vec<&str> = text.split_whitespace().collect();
            prop_assert_eq!(subject(words.join("\n ").as_bytes()), spaces.join(" "));
        }

        #[test]
        fn any_head_is_read(head in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = super::mended(&head);
            let _ = super::mended(&[b"Subject: =?utf-8?B?".as_slice(), &head].concat());
        }
    }
}
