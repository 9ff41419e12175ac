//! Passwords in addresses, which are shown to nobody.

use std::borrow::Cow;

/// What stands in place of a password.
const MASK: &str = "***";

/// The text with the passwords of all web addresses in it masked: `https://me:***@a.example/`.
pub fn masked(text: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut done = 0;
    for (at, sign) in text.match_indices("://") {
        let from = at + sign.len();
        let rest = text.get(from..).unwrap_or_default();
        let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '/' | '?' | '#' | '"' | '\'' | '<' | '>'));
        let host = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
        // The last @ ends the login: a password may hold another.
        let Some((login, _)) = host.rsplit_once('@') else { continue };
        let Some((user, password)) = login.split_once(':') else { continue };
        if from >= done && !password.is_empty() {
            out.push_str(text.get(done..from + user.len() + 1).unwrap_or_default());
            out.push_str(MASK);
            done = from + login.len();
        }
    }
    if done == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(text.get(done..).unwrap_or_default());
    Cow::Owned(out)
}

/// An address without user and password.
pub fn without_login(address: &str) -> String {
    let Ok(mut url) = url::Url::parse(address) else { return address.to_owned() };
    let bare = url.set_username("").and_then(|()| url.set_password(None));
    if bare.is_ok() { url.into() } else { address.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_are_masked_wherever_they_stand() {
        for (given, shown) in [
            ("https://me:secret@a.example/feed", "https://me:***@a.example/feed"),
            (
                "feed:\"https://me:se@cret@a.example\" or http://b:c@d",
                "feed:\"https://me:***@a.example\" or http://b:***@d",
            ),
            ("https://:key@a.example", "https://:***@a.example"),
            ("https://me@a.example and https://a.example/x:y@z", "https://me@a.example and https://a.example/x:y@z"),
            ("https://a.example:8080/@me", "https://a.example:8080/@me"),
            ("mail me: a@b.example", "mail me: a@b.example"),
        ] {
            assert_eq!(masked(given), shown);
            assert_eq!(masked(&masked(given)), shown);
        }
        assert_eq!(without_login("https://me:secret@a.example/feed"), "https://a.example/feed");
        assert_eq!(without_login("no address"), "no address");
    }
}
