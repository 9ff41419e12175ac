//! The sources tree: sections, feeds in their folders, smart folders.

use crate::app::effect::Ticket;
use crate::app::list::List;
use crate::app::section::Section;
use crate::text::masked;
use std::collections::{BTreeMap, BTreeSet};

/// A feed as the tree and its card show it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Feed {
    /// Its address.
    pub url: String,
    /// Its name.
    pub title: String,
    /// The folders it lies in, the outermost first.
    pub folder: Vec<String>,
    /// Its articles that were not opened yet.
    pub unread: u64,
    /// What went wrong the last time.
    pub trouble: Option<String>,
    /// Failures in a row.
    pub failures: u32,
    /// When it was last asked, RFC 3339 in UTC.
    pub fetched: Option<String>,
    /// Not to be asked before, unless the reader says so.
    pub due: Option<String>,
    /// Minutes between two refreshes, where they differ from the general ones.
    pub interval: Option<u32>,
    /// True when the full texts of its entries are fetched.
    pub full: bool,
    /// Tags for its articles.
    pub tags: Vec<String>,
    /// The page it belongs to.
    pub link: Option<String>,
}

/// A query kept under a name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SmartFolder {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub query: String,
    /// True when the configuration says so; then it is not changed here.
    pub configured: bool,
}

/// What the library says of its sources.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Holdings {
    /// The feeds, in the order they came.
    pub feeds: Vec<Feed>,
    /// The unread articles of each folder of feeds, with what lies in its own folders.
    pub in_folders: BTreeMap<Vec<String>, u64>,
    /// The smart folders.
    pub folders: Vec<SmartFolder>,
    /// Articles not yet opened, with a star, with notes, with notes adrift.
    pub counts: [u64; 4],
}

/// The tree as it stands.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// What the library said last.
    pub holdings: Holdings,
    /// The rows to be seen.
    pub list: List<SourceRow>,
    /// The newest request.
    pub asked: Ticket,
    /// False until the library has answered once.
    pub known: bool,
    folded: BTreeSet<Vec<String>>,
}

/// A row of the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceRow {
    /// What Enter shows.
    pub section: Section,
    /// How deep it lies.
    pub depth: u16,
    /// Its name.
    pub label: String,
    /// How many are there that want to be looked at.
    pub count: u64,
    /// True where something went wrong.
    pub trouble: bool,
    /// For a folder whether it is folded.
    pub folded: Option<bool>,
}

impl Sources {
    /// Takes what the library says.
    pub fn take(&mut self, holdings: Holdings) {
        self.holdings = holdings;
        self.known = true;
        self.lay_out();
    }

    /// The feed with this address.
    pub fn feed(&self, url: &str) -> Option<&Feed> {
        self.holdings.feeds.iter().find(|feed| feed.url == url)
    }

    /// The feeds of a section; none where it is none of feeds.
    pub fn feeds_of(&self, section: &Section) -> Vec<&Feed> {
        let holds = |feed: &&Feed| match section {
            Section::Feed(url) => feed.url == *url,
            Section::Folder(path) => feed.folder.starts_with(path),
            _ => false,
        };
        self.holdings.feeds.iter().filter(holds).collect()
    }

    /// What a section is called.
    pub fn name_of(&self, section: &Section) -> String {
        match section {
            Section::Feed(url) => {
                self.feed(url).map_or_else(|| masked(url).into_owned(), |feed| masked(&feed.title).into_owned())
            }
            other => other.name(),
        }
    }

    /// The section under the cursor.
    pub fn chosen(&self) -> Option<&SourceRow> {
        self.list.chosen()
    }

    /// Folds or unfolds the folder under the cursor; false where there is none.
    pub fn fold(&mut self) -> bool {
        let Some(SourceRow { section: Section::Folder(path), .. }) = self.list.chosen().cloned() else { return false };
        if !self.folded.remove(&path) {
            self.folded.insert(path);
        }
        self.lay_out();
        true
    }

    /// Goes to the folder that the row under the cursor lies in, or folds the one it is.
    pub fn go_out(&mut self) {
        let Some(row) = self.list.chosen().cloned() else { return };
        if row.folded == Some(false) {
            self.fold();
            return;
        }
        let above = self.list.rows().iter().take(self.list.selected());
        if let Some(at) = above.clone().rposition(|other| other.depth < row.depth) {
            self.list.go_to(at);
        }
    }

    /// Takes the result of one feed's refresh, before the library is asked again.
    pub fn refreshed(&mut self, url: &str, new: u64, trouble: Option<&str>) {
        let Some(feed) = self.holdings.feeds.iter_mut().find(|feed| feed.url == url) else { return };
        feed.unread += new;
        for (_, unread) in self.holdings.in_folders.iter_mut().filter(|(path, _)| feed.folder.starts_with(path)) {
            *unread += new;
        }
        feed.trouble = trouble.map(str::to_owned);
        self.holdings.counts[0] += new;
        if new > 0 || trouble.is_some() {
            self.lay_out();
        }
    }

    fn lay_out(&mut self) {
        let [unread, starred, annotated, adrift] = self.holdings.counts;
        let mut rows = Vec::new();
        for (section, count) in [
            (Section::All, 0),
            (Section::Inbox, unread),
            (Section::Local, 0),
            (Section::Starred, starred),
            (Section::Annotated, annotated),
            (Section::Adrift, adrift),
        ] {
            let label = section.name();
            let trouble = section == Section::Adrift && count > 0;
            rows.push(SourceRow { section, depth: 0, label, count, trouble, folded: None });
        }
        for SmartFolder { name, query, .. } in &self.holdings.folders {
            let section = Section::Smart { name: name.clone(), query: query.clone() };
            rows.push(SourceRow { section, depth: 0, label: name.clone(), count: 0, trouble: false, folded: None });
        }
        self.branch(&mut rows);
        self.list.refill(rows, |a, b| a.section == b.section);
    }

    /// The feeds in their folders; folders first, each before what it holds.
    fn branch(&self, rows: &mut Vec<SourceRow>) {
        let mut folders: BTreeMap<&[String], (u64, bool)> = BTreeMap::new();
        for feed in &self.holdings.feeds {
            for depth in 1..=feed.folder.len() {
                let path = feed.folder.get(..depth).unwrap_or_default();
                let unread = self.holdings.in_folders.get(path).copied().unwrap_or_default();
                let (_, trouble) = folders.entry(path).or_insert((unread, false));
                *trouble |= feed.trouble.is_some();
            }
        }
        let mut within: BTreeMap<&[String], Vec<&Feed>> = BTreeMap::new();
        for feed in &self.holdings.feeds {
            within.entry(feed.folder.as_slice()).or_default().push(feed);
        }
        let hidden =
            |path: &[String]| (1..path.len()).any(|depth| self.is_folded(path.get(..depth).unwrap_or_default()));
        for (path, (count, trouble)) in &folders {
            if hidden(path) {
                continue;
            }
            let depth = depth_of(path.len().saturating_sub(1));
            let folded = self.is_folded(path);
            rows.push(SourceRow {
                section: Section::Folder(path.to_vec()),
                depth,
                label: path.last().cloned().unwrap_or_default(),
                count: *count,
                trouble: *trouble,
                folded: Some(folded),
            });
            if !folded {
                rows.extend(within.get(path).into_iter().flatten().map(|feed| row_of(feed)));
            }
        }
        rows.extend(within.get([].as_slice()).into_iter().flatten().map(|feed| row_of(feed)));
    }

    fn is_folded(&self, path: &[String]) -> bool {
        self.folded.contains(path)
    }
}

fn row_of(feed: &Feed) -> SourceRow {
    SourceRow {
        section: Section::Feed(feed.url.clone()),
        depth: depth_of(feed.folder.len()),
        label: masked(if feed.title.is_empty() { &feed.url } else { &feed.title }).into_owned(),
        count: feed.unread,
        trouble: feed.trouble.is_some(),
        folded: None,
    }
}

fn depth_of(folders: usize) -> u16 {
    u16::try_from(folders).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn feed(title: &str, folder: &str, unread: u64, trouble: Option<&str>) -> Feed {
        Feed {
            url: format!("https://{title}.example/"),
            title: title.into(),
            folder: folder.split('/').filter(|name| !name.is_empty()).map(str::to_owned).collect(),
            unread,
            trouble: trouble.map(str::to_owned),
            ..Feed::default()
        }
    }

    fn drawn(sources: &Sources) -> Vec<String> {
        let rows = sources.list.rows().iter().skip(6);
        let sign = |row: &SourceRow| match (row.folded, row.trouble) {
            (Some(true), _) => "+",
            (_, true) => "!",
            _ => "",
        };
        rows.map(|row| format!("{}{}{} {}", "  ".repeat(row.depth.into()), sign(row), row.label, row.count)).collect()
    }

    #[test]
    fn feeds_lie_in_their_folders() {
        let mut sources = Sources::default();
        sources.take(Holdings {
            feeds: vec![
                feed("a", "", 1, None),
                feed("b", "News/World", 2, Some("gone")),
                feed("c", "News", 4, None),
                feed("d", "Blogs", 0, None),
            ],
            // The library counts: an article of two feeds is one of their folder's.
            in_folders: [("News", 6), ("News/World", 2), ("Blogs", 0)]
                .map(|(path, unread)| (path.split('/').map(str::to_owned).collect(), unread))
                .into(),
            ..Holdings::default()
        });
        assert_eq!(drawn(&sources), ["Blogs 0", "  d 0", "!News 6", "  c 4", "  !World 2", "    !b 2", "a 1"]);
        sources.list.go_to(8);
        assert!(sources.fold());
        assert_eq!(drawn(&sources), ["Blogs 0", "  d 0", "+News 6", "a 1"]);
        sources.fold();
        sources.list.go_to(11);
        sources.go_out();
        assert_eq!(sources.chosen().unwrap().label, "World");
        sources.go_out();
        sources.go_out();
        assert_eq!(sources.chosen().unwrap().label, "News");
        assert_eq!(sources.feeds_of(&Section::Folder(vec!["News".into()])).len(), 2);
    }
}
