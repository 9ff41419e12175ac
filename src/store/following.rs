//! What the reader changes about feeds and smart folders. Each change gives the one that turns it over.

use crate::store::feed_folders::{FolderChange, turn_folder};
use crate::store::feed_row::{feed_of_row, insert_feed, json, keep_state};
use crate::store::{FeedSettings, FeedState, FollowedFeed, StoreError};
use crate::text::ArticleId;
use rusqlite::{OptionalExtension, Transaction, params};
use serde::{Deserialize, Serialize};

/// A change to where articles come from. Feeds go by their rows: an address changes when a feed moves.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum SourceChange {
    /// Follows a feed that was left, as it was.
    Follow(Box<LeftFeed>),
    /// Leaves a feed; with `away` the articles that nobody looked at go with it.
    Leave { feed: i64, away: bool },
    /// Gives a feed another name, folder and wishes.
    Wish { feed: i64, title: String, folder: Vec<String>, settings: FeedSettings },
    /// Keeps a query as a smart folder at a place among the others.
    Keep { name: String, query: String, position: i64 },
    /// Forgets a smart folder.
    Drop(String),
    /// Keeps what a list of feeds says of a folder, or forgets it.
    Folder(FolderChange),
}

/// A feed as it was when it was left, with all that it brought.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct LeftFeed {
    n: i64,
    url: String,
    title: String,
    folder: Vec<String>,
    settings: FeedSettings,
    state: FeedState,
    /// Identity, article, and when it was last seen.
    entries: Vec<(String, Option<i64>, String)>,
    /// The identities of those that it has too, and did not bring.
    #[serde(default)]
    also: Vec<String>,
    brought: Vec<i64>,
    /// Whether its articles go with it when it is left again.
    away: bool,
}

/// Makes the change and gives the one that turns it over, where anything changed.
pub(super) fn turn(work: &Transaction<'_>, change: &SourceChange) -> Result<Option<SourceChange>, StoreError> {
    match change {
        SourceChange::Follow(left) => Ok(take_back(work, left)?),
        SourceChange::Leave { feed, away } => leave(work, *feed, *away),
        SourceChange::Wish { feed, title, folder, settings } => wish(work, *feed, title, folder, settings),
        SourceChange::Keep { name, query, position } => {
            let before = kept(work, name)?;
            let sql = "INSERT OR REPLACE INTO smart_folder (name, query, position) VALUES (?1, ?2, ?3)";
            work.prepare_cached(sql)?.execute(params![name, query, position])?;
            Ok(Some(before.unwrap_or_else(|| SourceChange::Drop(name.clone()))))
        }
        SourceChange::Drop(name) => {
            let before = kept(work, name)?;
            work.prepare_cached("DELETE FROM smart_folder WHERE name = ?1")?.execute([name])?;
            Ok(before)
        }
        SourceChange::Folder(change) => Ok(turn_folder(work, change)?.map(SourceChange::Folder)),
    }
}

/// What a smart folder holds now.
pub(super) fn kept(work: &Transaction<'_>, name: &str) -> Result<Option<SourceChange>, StoreError> {
    let sql = "SELECT query, position FROM smart_folder WHERE name = ?1";
    let found = work.prepare_cached(sql)?.query_row([name], |row| {
        Ok(SourceChange::Keep { name: name.to_owned(), query: row.get(0)?, position: row.get(1)? })
    });
    Ok(found.optional()?)
}

/// The articles that only this feed brought and that the reader never touched.
pub(super) fn untouched(work: &Transaction<'_>, feed: i64) -> Result<Vec<ArticleId>, StoreError> {
    let sql = "SELECT a.id FROM brought b JOIN article a ON a.n = b.article \
               WHERE b.feed = ?1 AND a.unread AND NOT a.removed AND NOT a.starred AND a.notes = 0 \
               AND NOT EXISTS (SELECT 1 FROM brought o WHERE o.article = a.n AND o.feed <> ?1) \
               AND NOT EXISTS (SELECT 1 FROM correction c WHERE c.article = a.n) \
               AND NOT EXISTS (SELECT 1 FROM article_tag t WHERE t.article = a.n AND t.tag NOT IN \
                   (SELECT value FROM feed f, json_each(f.settings, '$.tags') WHERE f.n = ?1))";
    let mut query = work.prepare_cached(sql)?;
    let found = query.query_map([feed], |row| row.get(0).map(ArticleId))?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// Leaves a feed. All that is known of it is kept in what turns this over.
fn leave(work: &Transaction<'_>, feed: i64, away: bool) -> Result<Option<SourceChange>, StoreError> {
    let Some(FollowedFeed { url, title, folder, settings, state }) = feed_of_row(work, feed)? else { return Ok(None) };
    let mut query = work.prepare_cached("SELECT identity, article, seen FROM entry WHERE feed = ?1")?;
    let entries = query.query_map([feed], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let entries = entries.collect::<Result<_, _>>()?;
    let mut query = work.prepare_cached("SELECT identity FROM entry WHERE feed = ?1 AND also")?;
    let also = query.query_map([feed], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let mut query = work.prepare_cached("SELECT article FROM brought WHERE feed = ?1")?;
    let brought = query.query_map([feed], |row| row.get(0))?.collect::<Result<_, _>>()?;
    work.prepare_cached("DELETE FROM feed WHERE n = ?1")?.execute([feed])?;
    let left = LeftFeed { n: feed, url, title, folder, settings, state, entries, also, brought, away };
    Ok(Some(SourceChange::Follow(Box::new(left))))
}

/// Brings a feed back. Where its address is followed again meanwhile, that one stays as it is.
fn take_back(work: &Transaction<'_>, left: &LeftFeed) -> Result<Option<SourceChange>, StoreError> {
    let LeftFeed { n, url, title, folder, settings, state, entries, also, brought, away } = left;
    let (url, title, folder) = (url.clone(), title.clone(), folder.clone());
    let feed = FollowedFeed { url, title, folder, settings: settings.clone(), state: state.clone() };
    if !insert_feed(work, &feed, Some(*n))? {
        return Ok(None);
    }
    keep_state(work, &feed.url, state)?;
    let mut add = work.prepare_cached(
        "INSERT OR IGNORE INTO entry (feed, identity, article, seen, also) SELECT ?1, ?2, ?3, ?4, ?5 \
         WHERE ?3 IS NULL OR EXISTS (SELECT 1 FROM article WHERE n = ?3)",
    )?;
    for (identity, article, seen) in entries {
        add.execute(params![n, identity, article, seen, also.contains(identity)])?;
    }
    let mut add = work.prepare_cached("INSERT OR IGNORE INTO brought (article, feed) VALUES (?2, ?1)")?;
    for article in brought {
        add.execute(params![n, article])?;
    }
    Ok(Some(SourceChange::Leave { feed: *n, away: *away }))
}

fn wish(
    work: &Transaction<'_>,
    feed: i64,
    title: &str,
    folder: &[String],
    settings: &FeedSettings,
) -> Result<Option<SourceChange>, StoreError> {
    let Some(before) = feed_of_row(work, feed)? else { return Ok(None) };
    if (before.title.as_str(), before.folder.as_slice(), &before.settings) == (title, folder, settings) {
        return Ok(None);
    }
    let sql = "UPDATE feed SET title = ?2, folder = ?3, settings = ?4 WHERE n = ?1";
    let path = (!folder.is_empty()).then(|| json(&folder)).transpose()?;
    work.prepare_cached(sql)?.execute(params![feed, title, path, json(settings)?])?;
    let FollowedFeed { title, folder, settings, .. } = before;
    Ok(Some(SourceChange::Wish { feed, title, folder, settings }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::Folder;
    use crate::query::{Query, Sort, parse};
    use crate::store::sample::note;
    use crate::store::{FeedEntry, SmartFolder, Store};
    use crate::text::{Body, Change, Meta};
    use std::slice::from_ref;

    const FEED: &str = "https://a.example/feed";

    fn feed(url: &str, title: &str) -> FollowedFeed {
        FollowedFeed { url: url.into(), title: title.into(), ..FollowedFeed::default() }
    }

    fn entries(count: usize) -> Vec<FeedEntry> {
        let entry = |number: usize| FeedEntry {
            identity: format!("g{number}"),
            meta: Meta { title: format!("Number {number}"), ..Meta::default() },
            body: Body::verbatim(format!("The river rose {number} metres.")),
        };
        (0..count).map(entry).collect()
    }

    /// A feed with wishes and a state, three articles, one of them with a note.
    fn store() -> Store {
        let mut store = Store::memory().unwrap();
        let mut one = feed(FEED, "Herald");
        one.folder = vec!["News".into(), "World".into()];
        one.settings =
            FeedSettings { full: true, headers: vec![("X-Key".into(), "k".into())], ..FeedSettings::default() };
        let said = |path: &[&str], about: &[(&str, &str)]| Folder {
            path: path.iter().map(|name| (*name).to_owned()).collect(),
            about: about.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
            empty: false,
        };
        let folders = [
            said(&["News", "World"], &[("isOpen", "true")]),
            said(&["News"], &[("title", "All news"), ("category", "/n")]),
        ];
        store.follow_list(&[one, feed("https://b.example/feed", "Courier")], &folders).unwrap();
        let added = store.add_entries(FEED, &entries(3)).unwrap();
        let state =
            FeedState { etag: Some("v1".into()), due: Some("2026-03-04T09:00:00Z".into()), ..FeedState::default() };
        store.keep_feed_state(FEED, &state).unwrap();
        let note = note(&store, &added[0].id, "river", "which?");
        store.settle(&[Change::Annotate(Box::new(note)), Change::Read(added[0].id.clone(), true)]).unwrap();
        store
    }

    /// All that is to be as before: feeds, what they brought, smart folders, articles.
    fn shown(store: &Store) -> String {
        let of_feed = store.list(&parse("feed:Herald").unwrap(), Sort::Title, 99, 0).unwrap();
        let all = store.list(&Query::All, Sort::Title, 99, 0).unwrap();
        let known = store.known_entries(FEED).map(|known| known.len());
        let mut feeds = store.feeds().unwrap();
        feeds.sort_by(|a, b| a.url.cmp(&b.url));
        let (sources, smart, folders) =
            (store.sources().unwrap(), store.folders().unwrap(), store.feed_folders().unwrap());
        format!("{feeds:?} {known:?} {sources:?} {smart:?} {folders:?} {of_feed:?} {all:?}")
    }

    #[test]
    fn every_act_on_sources_is_undone_and_done_again() {
        type Act = fn(&mut Store);
        let acts: &[(&str, Act)] = &[
            ("following Diary", |store| {
                store.follow(&[feed("https://c.example/feed", "Diary"), feed(FEED, "again")]).unwrap();
            }),
            ("unsubscribing from Herald", |store| store.unfollow(&[FEED.into()]).unwrap()),
            ("unsubscribing from 2 feeds", |store| {
                store.unfollow(&["https://b.example/feed".into(), FEED.into()]).unwrap();
            }),
            ("renaming", |store| {
                let mut one = store.feed(FEED).unwrap();
                one.rename("Other");
                one.folder = Vec::new();
                one.settings.interval = Some(5);
                store.change_feeds(from_ref(&one), "renaming").unwrap();
            }),
            ("moving", |store| {
                let mut one = store.feed(FEED).unwrap();
                one.folder = vec!["Papers".into(), "World".into()];
                store.move_feeds(from_ref(&one), &["News".into()], &["Papers".into()], "moving").unwrap();
                let folders = store.feed_folders().unwrap();
                let said: Vec<_> = folders.iter().map(|folder| (folder.path.join("/"), folder.about.len())).collect();
                // The name that the list had for the folder besides is gone with its old name.
                assert_eq!(said, [("Papers/World".to_owned(), 1), ("Papers".to_owned(), 1)]);
            }),
            ("keeping the smart folder F", |store| {
                store.keep_folder(&SmartFolder { name: "F".into(), query: Query::All }, None).unwrap();
            }),
        ];
        for (label, act) in acts {
            let mut store = store();
            let before = shown(&store);
            act(&mut store);
            let after = shown(&store);
            assert_ne!(before, after, "{label}");
            for _ in 0..2 {
                assert_eq!(store.undo().unwrap().unwrap().label, *label);
                assert_eq!(shown(&store), before, "{label}");
                assert_eq!(store.redo().unwrap().unwrap().label, *label);
                assert_eq!(shown(&store), after, "{label}");
            }
        }
    }

    #[test]
    fn what_changes_nothing_is_no_act() {
        let mut store = store();
        let same = store.feed(FEED).unwrap();
        store.change_feeds(from_ref(&same), "nothing").unwrap();
        assert_eq!(store.follow(&[same]).unwrap(), 0);
        store.drop_folder("none").unwrap();
        assert_eq!(store.next_steps().unwrap().0.as_deref(), Some("following 2 feeds"));
    }

    #[test]
    fn a_feed_followed_by_mistake_goes_with_what_nobody_touched() {
        let mut store = store();
        store.undo().unwrap();
        let left = store.list(&Query::All, Sort::Title, 99, 0).unwrap();
        assert_eq!(left.iter().map(|row| (row.title.as_str(), row.notes)).collect::<Vec<_>>(), [("Number 0", 1)]);
        assert!(store.feeds().unwrap().is_empty());
        store.redo().unwrap();
        assert_eq!(store.count(&parse("feed:Herald").unwrap()).unwrap(), 3);
        store.undo().unwrap();
        assert_eq!(store.count(&Query::All).unwrap(), 1);
    }

    #[test]
    fn undoing_never_stands_in_its_own_way() {
        let mut store = store();
        let mut one = store.feed(FEED).unwrap();
        one.rename("Other");
        store.change_feeds(&[one], "renaming").unwrap();
        // The feed moves for good in between; another is then followed where it was.
        store.move_feed(FEED, "https://new.example/feed").unwrap();
        store.undo().unwrap();
        assert_eq!(store.feed("Herald").unwrap().url, "https://new.example/feed");
        store.unfollow(&["https://new.example/feed".into()]).unwrap();
        store.move_feed("https://b.example/feed", "https://new.example/feed").unwrap();
        store.undo().unwrap();
        assert_eq!(store.feeds().unwrap().len(), 1);
        store.undo().unwrap();
        assert!(store.feeds().unwrap().is_empty());
    }
}
