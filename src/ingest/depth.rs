//! Keeps a page from costing more than it is worth: caps depth, formatting and number of elements before the tree is
//! built, because a tree's builder takes quadratic time and endless memory for a page made to hurt.

use std::borrow::Cow;

/// Elements inside one another.
const DEEPEST: usize = 512;
/// Formatting elements open at once: the standard has each reopened in every paragraph that follows.
const FORMATTING: usize = 24;
/// Elements of a page.
const MOST: usize = 400_000;
/// A longer tag loses its attributes, in bytes.
const LONGEST_TAG: usize = 64 * 1024;

const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];
const RAW: &[&str] = &["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "noscript"];
const FORMAT: &[&str] =
    &["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];
/// Elements that end when another of their kind begins.
const SELF_ENDING: &[&str] = &["p", "li", "dt", "dd", "option", "tr", "td", "th", "tbody", "rp", "rt"];

/// The page without the tags that go beyond the caps. Borrowed where there are none.
pub fn capped(html: &str) -> Cow<'_, str> {
    let mut cap = Cap { html, out: String::new(), copied: 0, open: Vec::new(), formatting: 0, elements: 0, dropped: 0 };
    let mut at = 0;
    while let Some(found) = html.get(at..).and_then(|rest| rest.find('<')) {
        at = cap.tag(at + found);
    }
    if cap.copied == 0 {
        return Cow::Borrowed(html);
    }
    cap.out.push_str(html.get(cap.copied..).unwrap_or_default());
    Cow::Owned(cap.out)
}

struct Cap<'h> {
    html: &'h str,
    out: String,
    /// Bytes of `html` dealt with in `out`; 0 while nothing was dropped.
    copied: usize,
    open: Vec<&'h str>,
    formatting: usize,
    elements: usize,
    /// Elements left out whose end is still to come.
    dropped: usize,
}

impl<'h> Cap<'h> {
    /// Deals with what begins at the `<` at `start`; returns where to go on.
    fn tag(&mut self, start: usize) -> usize {
        let rest = self.html.get(start + 1..).unwrap_or_default();
        let whole = self.html.len();
        if rest.starts_with("!--") {
            return rest.find("-->").map_or(whole, |end| start + 1 + end + 3);
        }
        let (closing, name) = match rest.strip_prefix('/') {
            Some(rest) => (true, name_of(rest)),
            None => (false, name_of(rest)),
        };
        if name.is_empty() {
            return start + 1;
        }
        let end = tag_end(rest).map_or(whole, |end| start + 1 + end);
        if closing {
            self.close(name, start, end);
            return end;
        }
        if !self.open(name, start, end) {
            return end;
        }
        if is_one_of(RAW, name) { self.raw_end(name, end) } else { end }
    }

    /// Reads a start tag; false when it was left out.
    fn open(&mut self, name: &'h str, start: usize, end: usize) -> bool {
        self.elements += 1;
        let formats = is_one_of(FORMAT, name);
        if self.elements > MOST
            || !is_one_of(VOID, name) && self.open.len() >= DEEPEST
            || formats && self.formatting >= FORMATTING
        {
            let ends_itself = is_one_of(VOID, name) || is_one_of(SELF_ENDING, name);
            self.dropped += usize::from(!ends_itself);
            self.leave_out(start, end, " ");
            return false;
        }
        if end - start > LONGEST_TAG {
            self.leave_out(start, end, &format!("<{name}>"));
        }
        if is_one_of(VOID, name) || is_one_of(RAW, name) {
            return true;
        }
        if is_one_of(SELF_ENDING, name) {
            self.end_before(name);
        }
        self.open.push(name);
        self.formatting += usize::from(formats);
        true
    }

    /// Ends the open element that ends itself before another of its name, with those it holds: a row ends its cells.
    fn end_before(&mut self, name: &str) {
        let inner = self.open.iter().rev().take_while(|open| is_one_of(SELF_ENDING, open));
        let depth =
            inner.enumerate().filter(|(_, open)| open.eq_ignore_ascii_case(name)).map(|(depth, _)| depth).last();
        if let Some(depth) = depth {
            self.open.truncate(self.open.len() - depth - 1);
        }
    }

    fn close(&mut self, name: &str, start: usize, end: usize) {
        if self.dropped > 0 && !is_one_of(SELF_ENDING, name) {
            self.dropped -= 1;
            self.leave_out(start, end, "");
            return;
        }
        if let Some(at) = self.open.iter().rposition(|open| open.eq_ignore_ascii_case(name)) {
            // A formatting element that ends early leaves what it holds open, as the standard has it.
            if is_one_of(FORMAT, name) {
                self.open.remove(at);
                self.formatting -= 1;
            } else {
                self.open.truncate(at);
                self.formatting = self.open.iter().filter(|open| is_one_of(FORMAT, open)).count();
            }
        }
    }

    fn leave_out(&mut self, start: usize, end: usize, instead: &str) {
        self.out.push_str(self.html.get(self.copied..start).unwrap_or_default());
        self.out.push_str(instead);
        self.copied = end;
    }

    /// Where the raw text of an element ends, its end tag included.
    fn raw_end(&self, name: &str, from: usize) -> usize {
        let mut at = from;
        while let Some(found) = self.html.get(at..).and_then(|rest| rest.find("</")) {
            at += found + 2;
            let rest = self.html.get(at..).unwrap_or_default();
            if name_of(rest).eq_ignore_ascii_case(name) {
                return tag_end(rest).map_or(self.html.len(), |end| at + end);
            }
        }
        // Never closed: the tree's builder takes the rest of the page for its text.
        self.html.len()
    }
}

fn name_of(text: &str) -> &str {
    if !text.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return "";
    }
    let end = text.find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>')).unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}

fn is_one_of(names: &[&str], name: &str) -> bool {
    names.iter().any(|one| one.eq_ignore_ascii_case(name))
}

/// The byte after the `>` that ends the tag; a `>` in a quoted value does not.
fn tag_end(tag: &str) -> Option<usize> {
    let mut quote = None;
    let mut before = b' ';
    for (at, byte) in tag.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(at + 1),
            (None, b'"' | b'\'') if before == b'=' => quote = Some(byte),
            (Some(open), byte) if byte == open => quote = None,
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            before = byte;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ordinary_pages_are_not_touched() {
        let long_list = "<ul>".to_owned() + &"<li>item".repeat(2000) + "</ul>";
        let rows = "<table>".to_owned() + &"<tr><td>a<td>b".repeat(2000) + "</table>";
        let paragraphs = "<p>one<br>".repeat(2000);
        let siblings = "<div><a href='>'>x</a></div>".repeat(2000);
        for page in [
            "<p>a <b>b</b> < c",
            &long_list,
            &rows,
            &paragraphs,
            &siblings,
            "<script>'<div>'.repeat(9)</script>",
            "<!-- <div> -->",
        ] {
            assert!(matches!(capped(page), Cow::Borrowed(_)), "{:.40}", page);
        }
    }

    #[test]
    fn depth_and_formatting_are_capped() {
        let deep = "<div>".repeat(20_000) + "text" + &"</div>".repeat(20_000);
        let cap = capped(&deep);
        assert_eq!(cap.matches("<div>").count(), DEEPEST);
        assert_eq!(cap.matches("</div>").count(), DEEPEST);
        assert!(cap.contains("text"));
        let bold = "<b><p>".repeat(5000);
        assert_eq!(capped(&bold).matches("<b>").count(), FORMATTING);
        let long = format!("<img src='{}'>", "x".repeat(LONGEST_TAG));
        assert_eq!(capped(&long), "<img>");
    }

    proptest! {
        #[test]
        fn any_page_is_read(page in "(<[/!]?-{0,2}[a-z]{0,4}[ =\"'>]?|\\PC){0,60}") {
            prop_assert!(capped(&page).len() <= page.len() + 100);
        }
    }
}
