//! The texts, notes and feeds of an article given to two, and taken back.

use crate::store::articles::{Outcome, authors, body_of, index, insert_article, row_of};
use crate::store::authority::{SIGN, sign};
use crate::store::changes::Turning;
use crate::store::part::about::{self, earlier};
use crate::store::part::notes::{Pair, share, unite};
use crate::store::part::sides::{Sides, hand_over, sides};
use crate::store::place::{Taken, moment};
use crate::store::{Store, StoreError, correction_record, journal, record, story};
use crate::text::{AnnotationId, ArticleId, Meta};
use rusqlite::{Transaction, params};
use serde::{Deserialize, Serialize};
use std::path::Path;
use uuid::Uuid;

/// From a revision on, the texts of an article are to be those of another one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Parting {
    /// The name of the article that keeps the earlier texts.
    pub article: String,
    /// The first of the later texts.
    from: u32,
    /// The name of the article that gets them.
    pub into: String,
}

/// What turns a parting over.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Joining {
    article: String,
    into: String,
    identity: String,
    /// The number of the text that was read last.
    seen: Option<u32>,
    /// The earlier article got the sign.
    signed: bool,
    /// The entries of feeds as they were: feed, identity, whether it only had it too.
    entries: Vec<(i64, String, bool)>,
    /// Records of the notes as they were.
    notes: Vec<String>,
    /// The same of corrections.
    corrections: Vec<String>,
}

/// What a parting did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parted {
    /// The article that keeps the earlier texts.
    pub article: ArticleId,
    /// The article that has the later ones.
    pub into: ArticleId,
    /// Notes that went with the later texts.
    pub moved: usize,
    /// Notes that went back to where they stood in the earlier texts.
    pub returned: usize,
    /// What was said of the earlier article is known again: its headline, its authors.
    pub named: bool,
}

/// A parting that was made, with what turns it over.
pub struct Made {
    pub parted: Parted,
    pub back: Joining,
    pub notes: Vec<AnnotationId>,
}

impl Store {
    /// Makes the texts of an article from a revision on an article of their own, as one act. Notes stay with the text
    /// they were made on, and each feed goes on with the article that it brings.
    pub fn part(&mut self, id: &ArticleId, from: u32) -> Result<Parted, StoreError> {
        self.live(id)?;
        let library = self.path().map(Path::to_owned);
        let parting = Parting { article: id.0.clone(), from, into: Uuid::now_v7().to_string() };
        let parted = self.in_transaction(|work, _| {
            let mut turning = Turning::default();
            let parted = turning.part(work, library.as_deref(), &parting)?;
            let n = row_of(work, id)?;
            let label = format!("parting “{}” at its text {from}", about::now(work, n)?.title);
            turning.remember(work, &label)?;
            Ok(parted)
        })?;
        self.flush_journal();
        Ok(parted)
    }
}

/// The row of an article with the numbers of its texts.
struct Row {
    n: i64,
    identity: String,
    revision: u32,
    seen: Option<u32>,
    unread: bool,
}

impl Row {
    fn of(work: &Transaction<'_>, id: &ArticleId) -> Result<Self, StoreError> {
        let sql = "SELECT n, identity, revision, seen, unread FROM article WHERE id = ?1";
        let n = row_of(work, id)?;
        Ok(work.prepare_cached(sql)?.query_row([&id.0], |row| {
            Ok(Self { n, identity: row.get(1)?, revision: row.get(2)?, seen: row.get(3)?, unread: row.get(4)? })
        })?)
    }
}

/// The last text before a revision, where both are there.
fn text_before(work: &Transaction<'_>, n: i64, from: u32) -> Result<u32, StoreError> {
    let sql = "SELECT max(b.revision) FROM revision b WHERE b.article = ?1 AND b.revision < ?2 \
               AND EXISTS (SELECT 1 FROM revision WHERE article = ?1 AND revision = ?2)";
    let last: Option<u32> = work.prepare_cached(sql)?.query_row(params![n, from], |row| row.get(0))?;
    last.ok_or(StoreError::Unparted { from })
}

/// Parts an article.
pub fn part(work: &Transaction<'_>, library: Option<&Path>, parting: &Parting) -> Result<Made, StoreError> {
    let Parting { article, from, into } = parting;
    let (id, into_id) = (ArticleId(article.clone()), ArticleId(into.clone()));
    let row = Row::of(work, &id)?;
    let kept = text_before(work, row.n, *from)?;
    let meta = about::now(work, row.n)?;
    let sides = sides(work, (row.n, article), &meta, *from, into)?;
    let before = earlier(work, library, (row.n, article), kept)?;
    let latest = body_of(work, row.n, row.revision)?;
    let (own, other) = (row.identity.clone(), sides.second.clone());
    let identities = if sides.later_holds { (other, own) } else { (own, other) };
    let told = journal::Entry::Parted { article: article.clone(), from: *from, into: into.clone(), identities };
    journal::note(work, &told)?;
    let later = new_article(work, &row, &sides, &meta, parting)?;
    move_texts(work, (row.n, later), *from)?;
    let named = before.is_some();
    let earlier_meta = before.map_or_else(|| meta.clone(), |about| about.at(meta.url.clone()));
    say(work, row.n, &earlier_meta, kept)?;
    let entries = hand_over(work, (row.n, later), &sides)?;
    let seen = "UPDATE article SET seen = min(seen, ?2) WHERE n = ?1";
    work.prepare_cached(seen)?.execute(params![row.n, kept])?;
    let pair = Pair { earlier: (row.n, &id), later: (later, &into_id), from: *from };
    let shared = share(work, &pair)?;
    sign(work, if sides.later_holds { row.n } else { later })?;
    let body = body_of(work, row.n, kept)?;
    story::join_again(work, row.n, &latest, &earlier_meta, &body)?;
    story::join(work, later, &meta, &latest)?;
    find_again(work, row.n, &earlier_meta.title, kept)?;
    find_again(work, later, &meta.title, row.revision)?;
    let back = Joining {
        article: article.clone(),
        into: into.clone(),
        identity: row.identity,
        seen: row.seen,
        signed: sides.later_holds,
        entries,
        notes: shared.notes.iter().map(record::write).collect(),
        corrections: shared.corrections.iter().map(correction_record::write).collect(),
    };
    let notes = shared.notes.iter().map(|note| note.id.clone()).collect();
    let parted = Parted { article: id, into: into_id, moved: shared.moved, returned: shared.returned, named };
    Ok(Made { parted, back, notes })
}

/// The row of the article that gets the later texts.
fn new_article(
    work: &Transaction<'_>,
    row: &Row,
    sides: &Sides,
    meta: &Meta,
    Parting { from, into, .. }: &Parting,
) -> Result<i64, StoreError> {
    let url = sides.lies_at.clone().or_else(|| meta.url.clone());
    let meta = Meta { url, ..meta.clone() };
    let mut identity = sides.second.as_str();
    if sides.later_holds {
        work.execute("UPDATE article SET identity = ?2 WHERE n = ?1", params![row.n, sides.second])?;
        identity = &row.identity;
    }
    let n = Taken::default().place(work, moment(&meta))?;
    insert_article(work, n, into, identity, &meta, row.revision)?;
    // What of the later texts was read is read.
    if let Some(seen) = row.seen.filter(|seen| seen >= from && !row.unread) {
        work.execute("UPDATE article SET unread = 0 WHERE n = ?1", [n])?;
        work.execute("UPDATE article SET seen = ?2 WHERE n = ?1", params![n, seen])?;
    }
    Ok(n)
}

/// Gives the texts from a revision on to the later article, and what belongs to them.
fn move_texts(work: &Transaction<'_>, (earlier, later): (i64, i64), from: u32) -> Result<(), StoreError> {
    // The journal has them under the other name, if at all.
    let texts = "UPDATE revision SET article = ?2, journaled = 0 WHERE article = ?1 AND revision >= ?3";
    for sql in [
        texts,
        "UPDATE page SET article = ?2 WHERE article = ?1 AND revision >= ?3",
        "UPDATE reading_place SET article = ?2 WHERE article = ?1 AND revision >= ?3",
    ] {
        work.prepare_cached(sql)?.execute(params![earlier, later, from])?;
    }
    Ok(())
}

/// Says what an article is, and which text is its latest.
fn say(work: &Transaction<'_>, n: i64, meta: &Meta, revision: u32) -> Result<(), StoreError> {
    let sql = "UPDATE article SET revision = ?2, title = ?3, authors = ?4, outlet = ?5, published = ?6, fetched = ?7, \
               language = ?8 WHERE n = ?1";
    let Meta { title, outlet, published, fetched, language, .. } = meta;
    let row = params![n, revision, title, authors(meta), outlet, published, fetched, language];
    work.prepare_cached(sql)?.execute(row)?;
    Ok(())
}

fn find_again(work: &Transaction<'_>, n: i64, title: &String, revision: u32) -> Result<(), StoreError> {
    index(work, &[(n, title, &body_of(work, n, revision)?, Outcome::Revision)])
}

/// Puts two articles together again: the texts of the later one come after those of the earlier one.
pub fn join(work: &Transaction<'_>, joining: &Joining) -> Result<(Parting, Vec<AnnotationId>), StoreError> {
    let Joining { article, into, identity, seen, signed, entries, notes, corrections } = joining;
    let (id, into_id) = (ArticleId(article.clone()), ArticleId(into.clone()));
    let (row, later) = (Row::of(work, &id)?, Row::of(work, &into_id)?);
    let meta = about::now(work, later.n)?;
    about::keep(work, row.n, row.revision)?;
    let sql = "SELECT min(revision) FROM revision WHERE article = ?1";
    let first: u32 = work.prepare_cached(sql)?.query_row([later.n], |row| row.get(0))?;
    let by = if row.revision >= first { row.revision + 1 - first } else { 0 };
    let told = journal::Entry::Joined { article: article.clone(), into: into.clone(), by, identity: identity.clone() };
    journal::note(work, &told)?;
    let body = body_of(work, row.n, row.revision)?;
    take_texts(work, (later.n, row.n), by)?;
    let latest = later.revision + by;
    for (feed, entry, also) in entries {
        let sql = "UPDATE entry SET also = ?4 WHERE article = ?1 AND feed = ?2 AND identity = ?3";
        work.prepare_cached(sql)?.execute(params![row.n, feed, entry, also])?;
    }
    say(work, row.n, &meta, latest)?;
    let notes: Vec<_> = notes.iter().filter_map(|json| record::read(json)).collect();
    let corrections: Vec<_> = corrections.iter().filter_map(|json| correction_record::read(json)).collect();
    let touched = unite(work, (row.n, &id), later.n, &notes, &corrections)?;
    take_away(work, later.n)?;
    work.execute("UPDATE article SET identity = ?2 WHERE n = ?1", params![row.n, identity])?;
    let seen = seen.map(|seen| if seen >= first { seen + by } else { seen }).max(row.seen);
    work.execute("UPDATE article SET seen = ?2 WHERE n = ?1", params![row.n, seen])?;
    if *signed {
        work.execute("DELETE FROM article_tag WHERE article = ?1 AND tag = ?2", params![row.n, SIGN])?;
    }
    story::join_again(work, row.n, &body, &meta, &body_of(work, row.n, latest)?)?;
    find_again(work, row.n, &meta.title, latest)?;
    Ok((Parting { article: article.clone(), from: first + by, into: into.clone() }, touched))
}

/// Gives all texts of the later article to the earlier one, and what belongs to them.
fn take_texts(work: &Transaction<'_>, (later, earlier): (i64, i64), by: u32) -> Result<(), StoreError> {
    let texts = "UPDATE revision SET article = ?2, revision = revision + ?3, journaled = 0 WHERE article = ?1";
    work.prepare_cached(texts)?.execute(params![later, earlier, by])?;
    for table in ["page", "reading_place"] {
        work.execute(
            &format!("DELETE FROM {table} WHERE article = ?2 AND EXISTS (SELECT 1 FROM {table} WHERE article = ?1)"),
            params![later, earlier],
        )?;
        let sql = format!("UPDATE {table} SET article = ?2, revision = revision + ?3 WHERE article = ?1");
        work.execute(&sql, params![later, earlier, by])?;
    }
    work.execute("UPDATE entry SET article = ?2 WHERE article = ?1", params![later, earlier])?;
    Ok(())
}

/// Takes away the row of an article that has nothing any more.
fn take_away(work: &Transaction<'_>, n: i64) -> Result<(), StoreError> {
    // The counts are kept by what happens when an article is removed.
    work.execute("UPDATE article SET removed = 1 WHERE n = ?1", [n])?;
    if let Some(story) = story::story_of(work, n)? {
        work.execute("UPDATE article SET story = NULL WHERE n = ?1", [n])?;
        story::choose_front(work, story)?;
    }
    for table in ["band", "brought", "brought_again", "article_tag", "mark_word", "mark_size", "marked", "to_mark"] {
        work.execute(&format!("DELETE FROM {table} WHERE article = ?1"), [n])?;
    }
    work.execute("DELETE FROM find WHERE rowid = ?1", [n])?;
    work.execute("DELETE FROM article WHERE n = ?1", [n])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::{Query, Sort, parse};
    use crate::store::sample::note;
    use crate::store::{FeedEntry, FollowedFeed, Mode, Outcome};
    use crate::text::{AnchorState, Body, Change};

    const OWN: &str = "https://feeds.herald.com/all";
    const PLANET: &str = "https://planet.example/feed";
    const PAGE: &str = "https://www.herald.com/1";
    const WORDS: &str = "The mayor was cleared of fraud on Monday. The court in Hallin said so in the morning.";
    const OTHERS: &str = "The mayor was not cleared of fraud. So says the planet, which has never been to Hallin.";

    fn entry(outlet: &str, text: &str) -> FeedEntry {
        let title = format!("As {outlet} tells it");
        let meta = Meta { title, url: Some(PAGE.into()), outlet: Some(outlet.into()), ..Meta::default() };
        FeedEntry { identity: PAGE.into(), meta, body: Body::verbatim(text.into()) }
    }

    fn bring(store: &mut Store, feed: &str, text: &str) -> (ArticleId, Outcome) {
        let outlet = if feed == OWN { "Herald" } else { "Planet" };
        let added = store.add_entries(feed, &[entry(outlet, text)]).unwrap().remove(0);
        (added.id, added.outcome)
    }

    fn follow(store: &mut Store) {
        let feed = |url: &str| FollowedFeed { url: url.into(), title: url.into(), ..Default::default() };
        store.follow(&[feed(OWN), feed(PLANET)]).unwrap();
    }

    /// A library as a version without the rule left it: the planet has taken over the herald's article, and a note went
    /// along; another was made on the planet's words.
    fn taken_over(store: &mut Store) -> ArticleId {
        follow(store);
        let (id, _) = bring(store, OWN, WORDS);
        let made = note(store, &id, "cleared of fraud", "on the herald's words");
        store.apply(&[Change::Annotate(Box::new(made))], "note").unwrap();
        let FeedEntry { meta, body, .. } = entry("Planet", OTHERS);
        assert_eq!(store.add(&meta, &body).unwrap().outcome, Outcome::Revision);
        let sql = "INSERT INTO entry (feed, identity, article, seen) SELECT f.n, ?2, a.n, '' FROM feed f, article a \
                   WHERE f.url = ?1";
        store.conn.execute(sql, [PLANET, PAGE]).unwrap();
        store.conn.execute("DELETE FROM revision_about", []).unwrap();
        let made = note(store, &id, "has never been", "on the planet's words");
        store.apply(&[Change::Annotate(Box::new(made))], "note").unwrap();
        id
    }

    /// All that is to be as before, but for the times of changes and the counts of the journal.
    fn shown(store: &Store) -> String {
        let mut said = String::new();
        for listing in store.list(&Query::All, Sort::Title, 99, 0).unwrap() {
            let id = listing.id.clone();
            let texts: Vec<_> = store.revisions(&id).unwrap().iter().map(|text| text.number).collect();
            let (article, notes) = (store.article(&id).unwrap(), store.annotations(&id).unwrap());
            let corrections = store.corrections_made(&id).unwrap();
            let (feeds, before) = (store.feeds_of(&id).unwrap(), store.read_before(&id).unwrap());
            said += &format!("{listing:?} {article:?} {texts:?} {notes:?} {corrections:?} {feeds:?} {before:?}\n");
        }
        let sql = "SELECT group_concat(e.feed || e.identity || e.also || a.id) FROM entry e \
                   JOIN article a ON a.n = e.article";
        let entries: Option<String> = store.conn.query_row(sql, [], |row| row.get(0)).unwrap();
        format!("{said}{entries:?} {:?} {:?}", store.counts().unwrap(), store.sources().unwrap())
    }

    #[test]
    fn each_gets_its_own_words_notes_and_feed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("library.db");
        let mut store = Store::open(&path, Mode::Write).unwrap();
        let id = taken_over(&mut store);
        let parted = store.part(&id, 2).unwrap();
        let into = parted.into.clone();
        let expected = Parted { article: id.clone(), into: into.clone(), moved: 1, returned: 1, named: true };
        assert_eq!(parted, expected);
        let check = |store: &Store| {
            let (one, other) = (store.article(&id).unwrap(), store.article(&into).unwrap());
            assert_eq!((one.body.text(), one.meta.title.as_str()), (WORDS, "As Herald tells it"));
            assert_eq!((other.body.text(), other.meta.title.as_str()), (OTHERS, "As Planet tells it"));
            assert_eq!(one.meta.outlet.as_deref(), Some("Herald"));
            let notes = |id| store.annotations(id).unwrap();
            let [mine] = &notes(&id)[..] else { panic!("{:?}", notes(&id)) };
            assert_eq!((mine.note.as_str(), mine.state), ("on the herald's words", AnchorState::Exact));
            assert_eq!((mine.anchor.quote.as_str(), mine.annotated.as_deref()), ("cleared of fraud", None));
            let [theirs] = &notes(&into)[..] else { panic!("{:?}", notes(&into)) };
            assert_eq!((theirs.note.as_str(), theirs.state), ("on the planet's words", AnchorState::Exact));
            assert_eq!(store.listing(&into).unwrap().tags, [SIGN]);
            assert!(store.listing(&id).unwrap().tags.is_empty());
            let found = |words: &str| {
                let rows = store.list(&parse(words).unwrap(), Sort::Newest, 9, 0).unwrap();
                rows.into_iter().map(|row| row.id).collect::<Vec<_>>()
            };
            assert_eq!((found("court"), found("planet")), (vec![id.clone()], vec![into.clone()]));
            assert_eq!(
                (store.feeds_of(&id).unwrap(), store.feeds_of(&into).unwrap()),
                (vec![OWN.into()], vec![PLANET.into()])
            );
        };
        check(&store);
        assert!(Store::check(&path).unwrap().faults.is_empty());
        // What can be made of the library, or of its journal alone, has them apart as well.
        drop(store);
        for ending in ["", "-journal"] {
            let rebuilt = folder.path().join(format!("rebuilt{ending}"));
            if !ending.is_empty() {
                std::fs::write(&path, "").unwrap();
                for log in ["-wal", "-shm"] {
                    let _ = std::fs::remove_file(folder.path().join(format!("library.db{log}")));
                }
            }
            Store::rebuild(&path, &rebuilt).unwrap();
            let store = Store::open(&rebuilt.join("library.db"), Mode::Read).unwrap();
            assert_eq!(store.article(&id).unwrap().body.text(), WORDS);
            assert_eq!(store.article(&into).unwrap().body.text(), OTHERS);
            assert_eq!(store.annotations(&id).unwrap()[0].note, "on the herald's words");
            if ending.is_empty() {
                check(&store);
            }
        }
    }

    #[test]
    fn the_feed_that_took_over_does_not_do_it_again() {
        let mut store = Store::memory().unwrap();
        let id = taken_over(&mut store);
        let into = store.part(&id, 2).unwrap().into;
        for _ in 0..2 {
            assert_eq!(bring(&mut store, PLANET, OTHERS), (into.clone(), Outcome::Same));
            assert_eq!(bring(&mut store, OWN, WORDS), (id.clone(), Outcome::Same));
        }
        assert_eq!(bring(&mut store, PLANET, "The mayor is a crook."), (into.clone(), Outcome::Revision));
        let corrected = format!("{WORDS} The office will appeal.");
        assert_eq!(bring(&mut store, OWN, &corrected), (id.clone(), Outcome::Revision));
        assert_eq!(store.article(&id).unwrap().body.text(), corrected);
        assert_eq!(store.article(&into).unwrap().body.text(), "The mayor is a crook.");
        assert_eq!(store.count(&Query::All).unwrap(), 2);
    }

    #[test]
    fn its_own_later_words_keep_the_address() {
        let mut store = Store::memory().unwrap();
        follow(&mut store);
        let (id, _) = bring(&mut store, PLANET, OTHERS);
        let made = note(&store, &id, "never", "on the planet's words");
        store.apply(&[Change::Annotate(Box::new(made))], "note").unwrap();
        assert_eq!(bring(&mut store, OWN, WORDS), (id.clone(), Outcome::Revision));
        let into = store.part(&id, 2).unwrap().into;
        assert_eq!(store.article(&id).unwrap().meta.title, "As Planet tells it");
        assert_eq!(store.listing(&id).unwrap().tags, [SIGN]);
        assert_eq!(store.annotations(&id).unwrap()[0].state, AnchorState::Exact);
        assert_eq!(bring(&mut store, OWN, "The mayor was acquitted."), (into.clone(), Outcome::Revision));
        assert_eq!(store.find_ref(PAGE).unwrap(), into);
        assert_eq!(store.article(&id).unwrap().body.text(), OTHERS);
        store.undo().unwrap();
        assert_eq!(store.find_ref(PAGE).unwrap(), id);
        assert!(store.listing(&id).unwrap().tags.is_empty());
    }

    #[test]
    fn a_second_article_is_parted_as_well() {
        let mut store = Store::memory().unwrap();
        follow(&mut store);
        let (first, _) = bring(&mut store, OWN, WORDS);
        let (id, _) = bring(&mut store, PLANET, OTHERS);
        assert_ne!(id, first);
        assert_eq!(bring(&mut store, PLANET, "Wheat did well this year.").0, id);
        let into = store.part(&id, 2).unwrap().into;
        assert_eq!(bring(&mut store, PLANET, "Wheat did very well this year."), (into.clone(), Outcome::Revision));
        assert_eq!(store.article(&id).unwrap().body.text(), OTHERS);
        assert_eq!(store.article(&first).unwrap().body.text(), WORDS);
    }

    #[test]
    fn parting_is_undone_and_done_again() {
        let mut store = Store::memory().unwrap();
        let id = taken_over(&mut store);
        let before = shown(&store);
        let into = store.part(&id, 2).unwrap().into;
        let after = shown(&store);
        for _ in 0..2 {
            assert!(store.undo().unwrap().unwrap().label.starts_with("parting “As Planet tells it”"));
            assert_eq!(shown(&store), before);
            assert!(store.redo().unwrap().is_some());
            assert_eq!(shown(&store), after);
        }
        // Both got other words meanwhile: those of the later one come last.
        bring(&mut store, OWN, "The mayor was acquitted.");
        bring(&mut store, PLANET, "The mayor is a crook.");
        store.undo().unwrap();
        assert_eq!(store.revisions(&id).unwrap().len(), 4);
        assert_eq!(store.article(&id).unwrap().body.text(), "The mayor is a crook.");
        assert!(matches!(store.article(&into), Err(StoreError::NoArticle(_))));
        store.redo().unwrap();
        assert_eq!(store.article(&id).unwrap().body.text(), "The mayor was acquitted.");
        assert_eq!(store.article(&into).unwrap().body.text(), "The mayor is a crook.");
    }

    #[test]
    fn there_must_be_a_text_on_both_sides() {
        let mut store = Store::memory().unwrap();
        let id = taken_over(&mut store);
        for from in [0, 1, 3, u32::MAX] {
            assert!(matches!(store.part(&id, from), Err(StoreError::Unparted { from: told }) if told == from));
        }
        assert_eq!(store.count(&Query::All).unwrap(), 1);
    }
}
