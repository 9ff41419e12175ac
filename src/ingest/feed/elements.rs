//! What is known about the elements of HTML: which may stay, which hold no text, which break a line.

/// Elements that may stay in an article, sorted. What a form holds is no text: it goes when the article is written.
const SAFE: &[&str] = &[
    "a",
    "abbr",
    "acronym",
    "address",
    "article",
    "aside",
    "audio",
    "b",
    "bdi",
    "bdo",
    "big",
    "blockquote",
    "br",
    "button",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "colgroup",
    "datalist",
    "dd",
    "del",
    "details",
    "dfn",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "font",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "i",
    "img",
    "input",
    "ins",
    "kbd",
    "legend",
    "li",
    "main",
    "map",
    "mark",
    "menu",
    "nav",
    "ol",
    "optgroup",
    "option",
    "output",
    "p",
    "picture",
    "pre",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "section",
    "select",
    "small",
    "source",
    "span",
    "strike",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "tt",
    "u",
    "ul",
    "var",
    "video",
    "wbr",
];

/// Elements of HTML whose tags go while their text stays, sorted.
const BARE: &[&str] = &[
    "area", "base", "blink", "body", "canvas", "embed", "fieldset", "frame", "frameset", "head", "html", "iframe",
    "isindex", "keygen", "label", "link", "marquee", "math", "meta", "meter", "nobr", "noembed", "noframes",
    "noscript", "object", "param", "progress", "svg", "textarea", "title", "track",
];

/// Elements that go with all they hold, sorted: their text is not for people.
const GONE: &[&str] = &["applet", "plaintext", "script", "style", "template", "xmp"];

/// Elements that never hold anything, sorted.
const VOID: &[&str] = &["br", "col", "hr", "img", "input", "source", "wbr"];

/// Elements that stand on lines of their own, sorted.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "br",
    "caption",
    "center",
    "dd",
    "details",
    "dir",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "option",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tr",
    "ul",
];

/// What becomes of a tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It stays.
    Stays,
    /// It goes, what it holds stays.
    Bare,
    /// It goes with all it holds.
    Gone,
    /// It is none of HTML's.
    Unknown,
}

/// What becomes of an element, by its name in lower case.
pub fn fate(name: &str) -> Fate {
    let in_list = |list: &[&str]| list.binary_search(&name).is_ok();
    if in_list(SAFE) {
        Fate::Stays
    } else if in_list(GONE) {
        Fate::Gone
    } else if in_list(BARE) {
        Fate::Bare
    } else {
        Fate::Unknown
    }
}

/// Whether it never holds anything.
pub fn is_void(name: &str) -> bool {
    VOID.binary_search(&name).is_ok()
}

/// Whether it stands on a line of its own.
pub fn is_block(name: &str) -> bool {
    BLOCKS.binary_search(&name).is_ok()
}

/// The name of an element of HTML in lower case, without a prefix that stands for HTML.
pub fn html_name(name: &str) -> String {
    let local = match name.split_once(':') {
        Some(("html" | "xhtml" | "h" | "htm" | "xh" | "x", local)) => local,
        _ => name,
    };
    local.to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted_and_apart() {
        for list in [SAFE, BARE, GONE, VOID, BLOCKS] {
            assert!(list.is_sorted());
        }
        assert!(VOID.iter().all(|name| fate(name) == Fate::Stays));
        assert!(SAFE.iter().all(|name| !BARE.contains(name) && !GONE.contains(name)));
    }
}
