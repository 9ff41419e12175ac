//! The sections of the library: what a row of the sources tree stands for, and the query that shows it.

use crate::text::masked;

/// A part of the library.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// Everything.
    #[default]
    All,
    /// What was not opened yet, wherever it came from.
    Inbox,
    /// What came by no feed: files and single pages.
    Local,
    /// What has a star.
    Starred,
    /// What has notes.
    Annotated,
    /// What has notes whose passage is unsure or lost.
    Adrift,
    /// The feeds of a folder and of the folders in it.
    Folder(Vec<String>),
    /// The feed at an address.
    Feed(String),
    /// A query kept under a name.
    Smart {
        /// Its name.
        name: String,
        /// What it holds, in the query language.
        query: String,
    },
}

impl Section {
    /// What it holds, in the query language; empty for everything.
    pub fn query(&self) -> String {
        match self {
            Self::All => String::new(),
            Self::Inbox => "is:unread".into(),
            Self::Local => "-has:feed".into(),
            Self::Starred => "is:starred".into(),
            Self::Annotated => "is:annotated".into(),
            Self::Adrift => "is:adrift".into(),
            Self::Folder(path) => format!("folder:{}", quoted(&path.join("/"))),
            Self::Feed(url) => format!("feed:{}", quoted(&masked(url))),
            Self::Smart { query, .. } => query.trim().to_owned(),
        }
    }

    /// Its name where it needs no other to be told.
    pub fn name(&self) -> String {
        match self {
            Self::All => "All articles".into(),
            Self::Inbox => "Inbox".into(),
            Self::Local => "Local".into(),
            Self::Starred => "Starred".into(),
            Self::Annotated => "Annotated".into(),
            Self::Adrift => "Adrift".into(),
            Self::Folder(path) => path.join(" / "),
            Self::Feed(url) => masked(url).into_owned(),
            Self::Smart { name, .. } => name.clone(),
        }
    }
}

/// Words as a query takes them: in quotation marks, which the words themselves cannot hold.
fn quoted(words: &str) -> String {
    format!("\"{}\"", words.replace('"', " "))
}

/// Several queries of which all must hold; empty ones ask for nothing.
pub fn all_of<'q>(parts: impl IntoIterator<Item = &'q str>) -> String {
    let parts: Vec<&str> = parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect();
    match parts.as_slice() {
        [one] => (*one).to_owned(),
        many => many.iter().map(|part| format!("({part})")).collect::<Vec<_>>().join(" and "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_are_queries_that_can_be_read() {
        for section in [
            Section::All,
            Section::Inbox,
            Section::Local,
            Section::Adrift,
            Section::Folder(vec!["News".into(), "A \"b\" c".into()]),
            Section::Feed("https://a.example/feed?x=(1)&y=or".into()),
        ] {
            let query = all_of([section.query().as_str(), "is:unread", " ", "war or peace"]);
            assert!(crate::query::parse(&query).is_ok(), "{query}");
        }
        assert_eq!(all_of([" a or b ", ""]), "a or b");
        assert_eq!(all_of(["a or b", "c"]), "(a or b) and (c)");
    }
}
