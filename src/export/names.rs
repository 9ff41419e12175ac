//! File names from titles: safe on every system, never a path, the same at every export.

use crate::text::{Article, printable};

/// Characters of a title that a file name keeps.
const LONGEST: usize = 80;
/// Letters of the article's name that tell two articles with one title apart.
const TAIL: usize = 6;

/// The stem of an article's files: its title, and the end of its name.
pub(super) fn stem(article: &Article) -> String {
    let title = tidy(&article.meta.title);
    let tail: String = tail(&article.id.0, TAIL);
    match (title.is_empty(), tail.is_empty()) {
        (true, true) => "article".into(),
        (true, false) => format!("article {tail}"),
        (false, true) => title,
        (false, false) => format!("{title} {tail}"),
    }
}

/// The last letters and digits of a name: those of a UUID of version 7 are its random part.
pub(super) fn tail(id: &str, length: usize) -> String {
    let kept: Vec<char> = id.chars().filter(char::is_ascii_alphanumeric).collect();
    kept.iter().skip(kept.len().saturating_sub(length)).collect()
}

/// A title without what file systems, shells and note programs give a meaning to.
fn tidy(title: &str) -> String {
    let spaced: String = printable(title)
        .chars()
        .map(|c| {
            if matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' | '#' | '^' | '[' | ']') {
                ' '
            } else {
                c
            }
        })
        .collect();
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let joined: String = words.join(" ").chars().take(LONGEST).collect();
    // A leading dot hides a file, a leading hyphen is read as an option; trailing dots and spaces vanish on Windows.
    let bare = joined.trim_matches(|c: char| matches!(c, '.' | ' ' | '-' | '~' | '$' | '%' | '=' | '+' | '@'));
    let mut name = bare.to_owned();
    // 255 bytes is the limit of most file systems; some room is left for tail and ending.
    while name.len() > 200 {
        name.pop();
    }
    name.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{ArticleId, Meta};
    use proptest::prelude::*;

    fn named(title: &str) -> String {
        let meta = Meta { title: title.into(), ..Meta::default() };
        stem(&Article { id: ArticleId("0192-aaaa-bc12de".into()), meta, ..Article::default() })
    }

    #[test]
    fn titles_become_names() {
        for (title, name) in [
            ("Prices rise again", "Prices rise again bc12de"),
            ("../../etc/passwd", "etc passwd bc12de"),
            ("What: is <this>?", "What is this bc12de"),
            ("..", "article bc12de"),
            ("", "article bc12de"),
            ("-rf ~", "rf bc12de"),
            ("CON", "CON bc12de"),
            ("a\u{202e}b\nc", "ab c bc12de"),
        ] {
            assert_eq!(named(title), name);
        }
    }

    proptest! {
        #[test]
        fn no_title_leaves_the_folder(title in "\\PC{0,300}") {
            let name = named(&title);
            prop_assert!(!name.contains(['/', '\\', ':', '\0', '\n']));
            prop_assert!(!name.starts_with('.') && name.len() <= 210 && name.trim() == name);
            prop_assert_eq!(std::path::Path::new(&name).components().count(), 1);
        }
    }
}
