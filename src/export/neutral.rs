//! Making text harmless in Markdown: quoted articles can run nothing in the program that shows the note.

use std::borrow::Cow;
use std::fmt::Write;

/// Text of an article as Markdown that shows it letter by letter: no markup, no query, no tag, no HTML.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    let mut line_start = true;
    let mut before = ' ';
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied().unwrap_or(' ');
        let acts = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '~' | '$' | '^' | '|' | '{' | '}' => true,
            '&' => next.is_alphanumeric() || next == '#',
            // "==highlight==", "%%comment%%", "key:: value" (a field to Dataview)
            '=' | '%' | ':' if next == c || before == c => true,
            // A scheme other than the web's: some programs make a link of it.
            ':' => before.is_alphabetic() && !next.is_whitespace() && !is_web(&out),
            '#' => line_start || !next.is_whitespace(),
            '>' | '-' | '+' | '=' => line_start,
            '.' | ')' => line_start_number(&out) && next.is_whitespace(),
            _ => false,
        };
        if acts {
            out.push('\\');
        }
        // An entity, not a backslash: programs that look for tags before they read Markdown see none.
        if c == '<' {
            out.push_str("&lt;")
        } else {
            out.push(c)
        }
        line_start = c == '\n' || (line_start && c.is_whitespace());
        before = c;
    }
    out
}

fn is_web(written: &str) -> bool {
    let lower = written.get(written.len().saturating_sub(5)..).unwrap_or_default().to_ascii_lowercase();
    lower.ends_with("http") || lower.ends_with("https")
}

fn line_start_number(written: &str) -> bool {
    let line = written.rsplit('\n').next().unwrap_or_default().trim_start();
    !line.is_empty() && line.len() <= 9 && line.bytes().all(|byte| byte.is_ascii_digit())
}

/// A note's own Markdown, which keeps its markup, without what a program would run: fences and inline code that a
/// plug-in takes for a query, HTML, links with other schemes than the web's.
pub(super) fn tame(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len());
    let mut fence: Option<(char, usize)> = None;
    for line in markdown.lines() {
        match (fence, fence_run(line)) {
            (Some(open), _) => {
                fence = Some(open).filter(|(mark, length)| !closes(line, *mark, *length));
                out.push_str(line);
            }
            (None, Some((c, count))) => {
                fence = Some((c, count));
                let (head, info) = line.split_at(count);
                let named = if info.trim().is_empty() { "" } else { "text " };
                let _ = write!(out, "{head}{named}{}", info.trim_start());
            }
            (None, None) => tame_line(&without_inner_fence(line), &mut out),
        }
        out.push('\n');
    }
    if let Some((mark, count)) = fence {
        // A fence left open would swallow everything after the note.
        out.extend(std::iter::repeat_n(mark, count));
        out.push('\n');
    }
    out
}

/// A closing fence may be indented by three spaces, and nothing may follow it.
fn closes(line: &str, mark: char, length: usize) -> bool {
    let bare = line.trim_start_matches(' ');
    let run = bare.chars().take_while(|c| *c == mark).count();
    line.len() - bare.len() <= 3 && run >= length && bare.trim_end().len() == run
}

/// A fence inside a quotation or a list ends with them, wherever that is: it is none here, its marks are escaped.
fn without_inner_fence(line: &str) -> Cow<'_, str> {
    let inner = |c: char| c.is_whitespace() || c.is_ascii_digit() || matches!(c, '>' | '-' | '+' | '*' | '.' | ')');
    let bare = line.trim_start_matches(inner);
    if fence_run(bare).is_none() {
        return Cow::Borrowed(line);
    }
    let lead = line.get(..line.len() - bare.len()).unwrap_or_default();
    let marks = bare.chars().take_while(|c| bare.starts_with(*c)).count();
    let escaped: String = bare.chars().take(marks).flat_map(|c| ['\\', c]).collect();
    Cow::Owned(format!("{lead}{escaped}{}", bare.get(marks..).unwrap_or_default()))
}

/// The marks that open a fence at the very beginning of a line.
fn fence_run(line: &str) -> Option<(char, usize)> {
    let mark = line.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let count = line.chars().take_while(|c| *c == mark).count();
    let info = line.get(count..).unwrap_or_default();
    (count >= 3 && !(mark == '`' && info.contains('`'))).then_some((mark, count))
}

fn tame_line(line: &str, out: &mut String) {
    let mut rest = line;
    while let Some(at) = rest.find(['`', '<', ']', '$', '%', '\\']) {
        let (plain, tail) = rest.split_at(at);
        out.push_str(plain);
        let taken = match tail.as_bytes() {
            [b'\\', ..] => tail.chars().take(2).map(char::len_utf8).sum(),
            [b'`', ..] => tame_code(tail, out),
            [b'<', ..] => tame_angle(tail, out),
            [b']', b'(', ..] | [b']', b':', ..] => tame_link(tail, out),
            [b'$', b'=', ..] | [b'%', b'%', ..] => {
                out.push('\\');
                0
            }
            _ => 0,
        };
        // What was not rewritten goes out as it is.
        let kept = if taken == 0 { tail.chars().next().map_or(1, char::len_utf8) } else { taken };
        if taken == 0 || tail.starts_with('\\') {
            out.push_str(tail.get(..kept).unwrap_or_default());
        }
        rest = tail.get(kept..).unwrap_or_default();
    }
    out.push_str(rest);
}

/// Writes a code span; one that begins like an inline query begins with a backslash instead. Backticks without a
/// counterpart in the line are escaped, lest they swallow what follows. Gives the bytes read.
fn tame_code(tail: &str, out: &mut String) -> usize {
    let ticks = tail.bytes().take_while(|byte| *byte == b'`').count();
    let (open, after) = tail.split_at(ticks);
    let Some(close) = closing_run(after, ticks) else {
        (0..ticks).for_each(|_| out.push_str("\\`"));
        return ticks;
    };
    let inside = after.get(..close).unwrap_or_default();
    out.push_str(open);
    if inside.trim_start().starts_with(['=', '$']) || inside.trim_start().starts_with("dv") {
        out.push('\\');
    }
    out.push_str(inside);
    out.push_str(open);
    ticks + close + ticks
}

/// Where a run of exactly `ticks` backticks begins.
fn closing_run(text: &str, ticks: usize) -> Option<usize> {
    let mut at = 0;
    while let Some(step) = text.get(at..)?.find('`') {
        let start = at + step;
        let run = text.get(start..)?.bytes().take_while(|byte| *byte == b'`').count();
        if run == ticks {
            return Some(start);
        }
        at = start + run;
    }
    None
}

/// Writes `<https://…>` as it is, and any other angle that could open a tag as an entity. Gives the bytes read.
fn tame_angle(tail: &str, out: &mut String) -> usize {
    let inside = tail.get(1..).unwrap_or_default();
    let web = ["https://", "http://", "mailto:"].iter().any(|scheme| inside.starts_with(scheme));
    let tag = inside.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?' | '%'));
    if tag && !web {
        out.push_str("&lt;");
        return 1;
    }
    0
}

/// Writes `](` or `]:`, and makes a destination with an odd scheme no destination. Gives the bytes read.
fn tame_link(tail: &str, out: &mut String) -> usize {
    let (open, after) = tail.split_at(2);
    let bare = after.trim_start();
    if bare.is_empty() {
        // The destination would be on the next line, out of sight.
        out.push_str("]\\");
        out.push_str(open.trim_start_matches(']'));
        return tail.len();
    }
    if web_address(bare.trim_start_matches('<')) {
        return 0;
    }
    out.push_str(open);
    out.push_str(after.get(..after.len() - bare.len()).unwrap_or_default());
    out.push_str("#not-followed:");
    2 + after.len() - bare.len()
}

/// True for addresses that may become links: of the web, of mail, of ours, or relative (no scheme at all).
fn web_address(address: &str) -> bool {
    let end = address.find(|c: char| c.is_whitespace() || c == ')').unwrap_or(address.len());
    let address = address.get(..end).unwrap_or_default();
    // An escaped or encoded colon is a colon to the reader's program.
    let decoded = address.replace("&colon;", ":").replace("&#58;", ":").replace("&#x3a;", ":").replace('\\', "");
    match decoded.split_once(':') {
        None => true,
        Some((scheme, _)) if scheme.contains(['/', '#', '?']) => true,
        Some((scheme, _)) => is_safe_scheme(scheme),
    }
}

/// The schemes that an export makes links of.
pub(super) fn is_safe_scheme(scheme: &str) -> bool {
    ["http", "https", "mailto", "dateline"].iter().any(|safe| safe.eq_ignore_ascii_case(scheme))
}

/// An address for a link: only of the web, with nothing left in it that could end the link or act.
pub(super) fn link_target(url: &str) -> Option<String> {
    let parsed = url::Url::parse(url).ok()?;
    if !matches!(parsed.scheme(), "http" | "https") {
        return None;
    }
    let mut out = String::new();
    for c in parsed.as_str().chars() {
        if matches!(c, '(' | ')' | '<' | '>' | '[' | ']' | '`' | '\\' | '|' | '{' | '}' | '^' | '"' | '\'' | ' ' | '$')
        {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                let _ = write!(out, "%{byte:02X}");
            }
        } else {
            out.push(c);
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn article_text_is_shown_and_nothing_else() {
        for (text, shown) in [
            (
                "Prices rose by 3.5 percent, he said - \"at last\".",
                "Prices rose by 3.5 percent, he said - \"at last\".",
            ),
            ("```dataview\nTABLE x", "\\`\\`\\`dataview\nTABLE x"),
            ("a `$= dv.pages()` b", "a \\`\\$= dv.pages()\\` b"),
            ("<script>alert(1)</script>", "&lt;script>alert(1)&lt;/script>"),
            ("[x](javascript:alert(1))", "\\[x\\](javascript\\:alert(1))"),
            ("# head\n- item\n1. one\n> quote", "\\# head\n\\- item\n1\\. one\n\\> quote"),
            ("#tag is no. 1 tag", "\\#tag is no. 1 tag"),
            ("key:: value", "key\\:\\: value"),
            ("go to obsidian://run or https://a.org", "go to obsidian\\://run or https://a.org"),
            ("AT&amp;T & Co", "AT\\&amp;T & Co"),
            ("==x== %%y%%", "\\=\\=x\\=\\= \\%\\%y\\%\\%"),
        ] {
            assert_eq!(escape(text), shown);
        }
    }

    #[test]
    fn notes_keep_their_markup_but_run_nothing() {
        for (note, shown) in [
            ("**bold** and [a](https://a.org) `code`", "**bold** and [a](https://a.org) `code`\n"),
            ("```dataviewjs\ndv.list()\n```", "```text dataviewjs\ndv.list()\n```\n"),
            ("~~~ query\nx", "~~~text query\nx\n~~~\n"),
            ("`$= dv.x()` and `= this.file`", "`\\$= dv.x()` and `\\= this.file`\n"),
            ("<img src=x onerror=y> 1 < 2", "&lt;img src=x onerror=y> 1 < 2\n"),
            ("<https://a.org>", "<https://a.org>\n"),
            ("a ` b\nc <b>", "a \\` b\nc &lt;b>\n"),
            ("`` a`b `` <b>", "`` a`b `` &lt;b>\n"),
            ("[x](javascript:y)", "[x](#not-followed:javascript:y)\n"),
            ("[x]( java&colon;y)", "[x]( #not-followed:java&colon;y)\n"),
            ("[x](page.md#a:b)", "[x](page.md#a:b)\n"),
            ("[x]: obsidian://y", "[x]: #not-followed:obsidian://y\n"),
            ("> ```dataview\nx", "> \\`\\`\\`dataview\nx\n"),
            ("- a\n  ~~~\n<b>", "- a\n  \\~\\~\\~\n&lt;b>\n"),
            ("```\n    ```\n<b>\n```", "```\n    ```\n<b>\n```\n"),
            ("[x]:\njavascript:y", "[x]\\:\njavascript:y\n"),
            ("<%* tp.x() %>", "&lt;%* tp.x() %>\n"),
            ("\\<b> stays", "\\<b> stays\n"),
            ("<!-- dateline:end -->", "&lt;!-- dateline:end -->\n"),
        ] {
            assert_eq!(tame(note), shown);
        }
    }

    #[test]
    fn links_lead_to_the_web_only() {
        for (url, target) in [
            ("https://a.org/x (y)", Some("https://a.org/x%20%28y%29")),
            ("javascript:alert(1)", None),
            ("file:///etc/passwd", None),
            ("nonsense", None),
        ] {
            assert_eq!(link_target(url).as_deref(), target);
        }
    }
}
