//! What the source set apart inside a block (emphasis, code, links), for the formats that show whole articles.

use crate::export::neutral::link_target;
use crate::text::{Inline, InlineKind};

/// How a piece of text was set apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Setting {
    /// Strongly emphasised.
    pub strong: bool,
    /// Emphasised.
    pub emphasis: bool,
    /// Code.
    pub code: bool,
    /// Where it leads: into the web, or nowhere.
    pub target: Option<String>,
}

impl Setting {
    /// The setting of a piece under these runs. Of links one in another the inner one holds; one that leads anywhere
    /// but into the web is none.
    pub fn of<'i>(inlines: impl IntoIterator<Item = &'i Inline>) -> Self {
        let mut setting = Self::default();
        for inline in inlines {
            match &inline.kind {
                InlineKind::Strong => setting.strong = true,
                InlineKind::Emphasis => setting.emphasis = true,
                InlineKind::Code => setting.code = true,
                InlineKind::Link(url) => setting.target = link_target(url).or(setting.target),
            }
        }
        setting
    }

    /// The piece as Markdown: `plain` as it is, `escaped` so that nothing in it acts. Signs are set only where a reader
    /// of Markdown takes them for such: `before` and `after` are the neighbours of the piece. Neither text begins or ends
    /// in white space.
    pub fn markdown(&self, plain: &str, escaped: &str, before: Option<char>, after: Option<char>) -> String {
        let mut out = match self.code.then(|| code(plain)).flatten() {
            Some(code) => code,
            None => {
                let signs = match (self.strong, self.emphasis) {
                    (true, true) => "***",
                    (true, false) => "**",
                    (false, true) => "*",
                    (false, false) => "",
                };
                // Inside a link its brackets are the neighbours.
                let (before, after) = if self.target.is_some() { (None, None) } else { (before, after) };
                let fits = flanks(plain.chars().next(), before) && flanks(plain.chars().next_back(), after);
                if fits { format!("{signs}{escaped}{signs}") } else { escaped.to_owned() }
            }
        };
        if let Some(target) = &self.target {
            out = format!("[{out}]({target})");
        }
        out
    }
}

/// Whether a sign between its words and a neighbour belongs to the words, as CommonMark has it.
fn flanks(inside: Option<char>, outside: Option<char>) -> bool {
    let sign = |c: char| c.is_ascii_punctuation() || (!c.is_alphanumeric() && !c.is_whitespace());
    match (inside, outside) {
        (None, _) => false,
        (Some(inside), _) if inside.is_whitespace() => false,
        (Some(inside), Some(outside)) if sign(inside) => outside.is_whitespace() || sign(outside),
        _ => true,
    }
}

/// Code between backticks; none for what a plug-in would run, and for what cannot stand on one line.
fn code(plain: &str) -> Option<String> {
    let bare = plain.trim();
    let runs = bare.starts_with(['=', '$', '<', '%']) || bare.starts_with("dv") || bare.contains(['\n', '|']);
    if runs || bare.is_empty() {
        return None;
    }
    let longest = bare.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let space = if bare.starts_with('`') || bare.ends_with('`') { " " } else { "" };
    Some(format!("{fence}{space}{bare}{space}{fence}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    fn setting(kinds: &[InlineKind]) -> Setting {
        let inlines: Vec<Inline> =
            kinds.iter().map(|kind| Inline { kind: kind.clone(), span: Span::default() }).collect();
        Setting::of(&inlines)
    }

    #[test]
    fn signs_are_set_where_they_hold() {
        use InlineKind::{Code, Emphasis, Link, Strong};
        let link = |url: &str| Link(url.to_owned());
        for (kinds, plain, before, after, shown) in [
            (vec![Emphasis], "so", ' ', ' ', "*so*"),
            (vec![Strong, Emphasis], "so", ' ', '.', "***so***"),
            (vec![Strong], "“so”", ' ', 's', "“so”"),
            (vec![Strong], "“so”", ' ', ' ', "**“so”**"),
            (vec![Emphasis], "o", 's', 'n', "*o*"),
            (vec![Code], "a `b`", ' ', ' ', "`` a `b` ``"),
            (vec![Code], "= this.file", ' ', ' ', "= this.file"),
            (vec![link("https://a.org/x y")], "so", ' ', ' ', "[so](https://a.org/x%20y)"),
            (vec![link("javascript:x"), Strong], "so", ' ', ' ', "**so**"),
            (vec![link("https://a.org"), link("data:x")], "so", ' ', ' ', "[so](https://a.org/)"),
        ] {
            assert_eq!(setting(&kinds).markdown(plain, plain, Some(before), Some(after)), shown, "{plain}");
        }
    }
}
