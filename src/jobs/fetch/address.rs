//! Addresses as they are checked, shown and sent.

use super::error::FetchError;
use crate::text::printable;
use url::Url;

/// Only addresses of the web, and only those that can be asked for.
pub fn check_address(url: &Url) -> Result<(), FetchError> {
    if matches!(url.scheme(), "http" | "https") && url.has_host() {
        return Ok(());
    }
    Err(FetchError::Address(printable(url.as_str()).chars().take(200).collect()))
}

/// Host and port, as connections are counted and shown.
pub fn host_of(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    match url.port() {
        Some(port) => format!("{host}:{port}"),
        None => host.to_owned(),
    }
}

/// An address without user, password and fragment.
pub fn bare(url: &Url) -> Url {
    let mut url = url.clone();
    url.set_fragment(None);
    // An address of the web has a host, so neither can fail.
    let _ = url.set_username("");
    let _ = url.set_password(None);
    url
}

/// User and password of an address as Basic authentication wants them.
pub fn login(url: &Url) -> Option<String> {
    let user = percent_decoded(url.username());
    let password = percent_decoded(url.password().unwrap_or_default());
    if user.is_empty() && password.is_empty() {
        return None;
    }
    Some(format!("Basic {}", base64(&[user, vec![b':'], password].concat())))
}

fn percent_decoded(text: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('%') {
        out.extend_from_slice(before.as_bytes());
        match after.get(..2).and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(byte) => {
                out.push(byte);
                rest = after.get(2..).unwrap_or_default();
            }
            None => {
                out.push(b'%');
                rest = after;
            }
        }
    }
    out.extend_from_slice(rest.as_bytes());
    out
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for group in bytes.chunks(3) {
        let number = group.iter().fold(0u32, |number, byte| number << 8 | u32::from(*byte)) << (8 * (3 - group.len()));
        for at in 0..4 {
            let letter = LETTERS.get((number >> (18 - 6 * at) & 63) as usize).copied().unwrap_or(b'=');
            out.push(if at <= group.len() { char::from(letter) } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logins() {
        for (url, sent) in [
            ("http://u:p@h/", Some("Basic dTpw")),
            ("http://u@h/", Some("Basic dTo=")),
            ("http://a%40b:%C3%A9%2@h/", Some("Basic YUBiOsOpJTI=")),
            ("http://h/", None),
        ] {
            assert_eq!(login(&Url::parse(url).unwrap()).as_deref(), sent, "{url}");
        }
    }

    #[test]
    fn what_is_shown_holds_no_secret() {
        let url = Url::parse("https://u:p@news.example:8443/feed#x").unwrap();
        assert_eq!(bare(&url).as_str(), "https://news.example:8443/feed");
        assert_eq!(host_of(&url), "news.example:8443");
    }
}
