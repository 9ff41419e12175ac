//! Articles and notes from another library: added to this one, the newer edit of a note winning, nothing lost.

use crate::store::annotations::{self, Before};
use crate::store::articles::{Outcome, body_of, index, insert_article, insert_revision};
use crate::store::authority::{self, is_stand_in};
use crate::store::changes::remember_steps;
use crate::store::flip::Step;
use crate::store::library::now;
use crate::store::place::{self, Taken};
use crate::store::{Store, StoreError, anew, corrections, deletions, identity, part, record, story};
use crate::text::{
    Annotation, AnnotationId, Article, ArticleId, Body, Change, Correction, CorrectionId, DELETED_ELSEWHERE, Deletion,
};
use rusqlite::{OptionalExtension, Transaction, params};
use sha2::{Digest, Sha256};
use uuid::Builder;

/// An article from elsewhere with all that its reader made of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Incoming {
    /// The article; with an empty name it gets one.
    pub article: Article,
    /// The reader's tags.
    pub tags: Vec<String>,
    /// Opened before.
    pub read: bool,
    /// Starred.
    pub starred: bool,
    /// The notes on it. Which article they name does not matter.
    pub annotations: Vec<Annotation>,
    /// The corrections made in it. Which article they name does not matter.
    pub corrections: Vec<Correction>,
    /// What was deleted of both.
    pub deletions: Vec<Deletion>,
}

/// What a merge did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Merged {
    /// Articles that were not here.
    pub articles: usize,
    /// Articles that got another revision.
    pub revisions: usize,
    /// Notes that were not here.
    pub notes: usize,
    /// Notes whose newer edit came.
    pub edits: usize,
    /// Notes of which this library has the same or a newer edit.
    pub known: usize,
    /// Notes and corrections that were deleted there, and now are here.
    pub deleted: usize,
    /// Notes that were deleted here and so do not come back.
    pub buried: usize,
    /// Notes that one side deleted and the other has edited since: they are here, and wait for the reader's word.
    pub asked: usize,
    /// Corrections that were not here.
    pub corrections: usize,
}

/// A name that is the same whenever the same thing comes again, for notes that bring none of ours.
pub fn name_for(origin: &str) -> String {
    let hash = Sha256::digest(origin.as_bytes());
    let mut bytes = [0; 16];
    bytes.iter_mut().zip(hash.iter()).for_each(|(to, from)| *to = *from);
    Builder::from_custom_bytes(bytes).into_uuid().to_string()
}

impl Store {
    /// Takes in articles and notes from elsewhere, in one step that can be undone. Doing it twice changes nothing.
    pub fn merge(&mut self, incoming: &[Incoming], label: &str) -> Result<Merged, StoreError> {
        let merged = self.in_transaction(|work, taken| {
            let mut merge = Merge { work, flip: Vec::new(), merged: Merged::default() };
            let mut rows = Vec::with_capacity(incoming.len());
            for one in incoming {
                let (n, id, outcome) = merge.article(taken, one)?;
                merge.state(n, &id, outcome, one)?;
                rows.push((n, &one.article.meta.title, &one.article.body, outcome));
                for deletion in &one.deletions {
                    merge.deletion(&id, deletion)?;
                }
                for annotation in &one.annotations {
                    merge.note(Annotation { article: id.clone(), ..annotation.clone() })?;
                }
                for correction in &one.corrections {
                    merge.correction(Correction { article: id.clone(), ..correction.clone() })?;
                }
            }
            rows.sort_by_key(|(n, ..)| *n);
            index(work, &rows)?;
            merge.flip.reverse();
            remember_steps(work, label, &merge.flip)?;
            Ok(merge.merged)
        })?;
        self.flush_journal();
        Ok(merged)
    }
}

struct Merge<'w> {
    work: &'w Transaction<'w>,
    flip: Vec<Step>,
    merged: Merged,
}

impl Merge<'_> {
    /// The article's row and name here, and whether it or its text had to be added.
    fn article(&mut self, taken: &mut Taken, one: &Incoming) -> Result<(i64, ArticleId, Outcome), StoreError> {
        let Article { id, meta, revision, body } = &one.article;
        let text_sha256 = body.sha256();
        let identity = identity::identity(meta, &text_sha256);
        let sql = "SELECT n, id, fetched, revision FROM article WHERE id = ?1 OR identity = ?2 ORDER BY id = ?1 DESC";
        let known = self.work.prepare_cached(sql)?.query_row(params![id.0, identity], |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?, row.get::<_, u32>(3)?))
        });
        let Some((n, known_id, fetched, latest)) = known.optional()? else {
            return self.new_article(taken, one, &identity, &text_sha256);
        };
        let known_id = ArticleId(known_id);
        // Who has only its address may bring its words again, and no others.
        let may_change = known_id == *id || self.holds_a_stand_in(&identity)?;
        if !may_change && !self.says(n, &identity, body, &text_sha256)? {
            return self.second_article(taken, one, &identity, &text_sha256);
        }
        if self.work.execute("UPDATE article SET removed = 0 WHERE n = ?1 AND removed", [n])? > 0 {
            self.flip.push(Step::Change(Change::Remove(known_id.clone())));
        }
        // An older text than ours, or one that only stands in for it, would only send the notes back.
        if !may_change
            || self.has_text(n, &text_sha256)?
            || is_stand_in(body)
            || (meta.fetched <= fetched && *revision <= latest)
        {
            return Ok((n, known_id, Outcome::Same));
        }
        part::keep_about(self.work, n, latest)?;
        insert_revision(self.work, n, latest + 1, &text_sha256, meta, body)?;
        self.work
            .execute("UPDATE article SET revision = ?2, title = ?3 WHERE n = ?1", params![n, latest + 1, meta.title])?;
        part::keep_place(self.work, n, &format!("import:{id}"))?;
        anew::resolve_all(self.work, n, latest, body, &text_sha256)?;
        story::join_again(self.work, n, &body_of(self.work, n, latest)?, meta, body)?;
        self.merged.revisions += 1;
        Ok((n, known_id, Outcome::Revision))
    }

    fn holds_a_stand_in(&self, identity: &str) -> Result<bool, StoreError> {
        authority::holder(self.work, identity)?.map_or(Ok(false), |holder| holder.is_stand_in(self.work))
    }

    /// Whether an article has, or had, these words or goes on from them; those that stand in for others say nothing.
    fn says(&self, n: i64, identity: &str, body: &Body, text_sha256: &str) -> Result<bool, StoreError> {
        if self.has_text(n, text_sha256)? || is_stand_in(body) {
            return Ok(true);
        }
        authority::holder(self.work, identity)?.map_or(Ok(false), |holder| holder.says(self.work, body))
    }

    fn has_text(&self, n: i64, text_sha256: &str) -> Result<bool, StoreError> {
        let sql = "SELECT EXISTS (SELECT 1 FROM revision WHERE article = ?1 AND text_sha256 = ?2)";
        Ok(self.work.prepare_cached(sql)?.query_row(params![n, text_sha256], |row| row.get(0))?)
    }

    /// Other words under the address of an article are another article, with a sign. It has one name, whenever it comes.
    fn second_article(
        &mut self,
        taken: &mut Taken,
        one: &Incoming,
        identity: &str,
        text_sha256: &str,
    ) -> Result<(i64, ArticleId, Outcome), StoreError> {
        let Article { id, .. } = &one.article;
        let by = if id.0.is_empty() { text_sha256 } else { &id.0 };
        let identity = authority::second(identity, &format!("import:{by}"));
        let sql = "SELECT n, id FROM article WHERE identity = ?1";
        let known = self.work.prepare_cached(sql)?.query_row([&identity], |row| Ok((row.get(0)?, row.get(1)?)));
        if let Some((n, id)) = known.optional()? {
            return Ok((n, ArticleId(id), Outcome::Same));
        }
        let added = self.new_article(taken, one, &identity, text_sha256)?;
        authority::sign(self.work, added.0)?;
        Ok(added)
    }

    fn new_article(
        &mut self,
        taken: &mut Taken,
        one: &Incoming,
        identity: &str,
        text_sha256: &str,
    ) -> Result<(i64, ArticleId, Outcome), StoreError> {
        let Article { id, meta, revision, body } = &one.article;
        let mut meta = meta.clone();
        if meta.fetched.is_empty() {
            meta.fetched = now();
        }
        let id = if id.0.is_empty() { ArticleId(uuid::Uuid::now_v7().to_string()) } else { id.clone() };
        let revision = (*revision).max(1);
        let n = taken.place(self.work, place::moment(&meta))?;
        insert_article(self.work, n, &id.0, identity, &meta, revision)?;
        insert_revision(self.work, n, revision, text_sha256, &meta, body)?;
        story::join(self.work, n, &meta, body)?;
        self.flip.push(Step::Change(Change::Remove(id.clone())));
        self.merged.articles += 1;
        Ok((n, id, Outcome::New))
    }

    /// Tags, star and having been read: what either library has.
    fn state(&mut self, n: i64, id: &ArticleId, outcome: Outcome, one: &Incoming) -> Result<(), StoreError> {
        for (column, value, wanted, back) in [
            ("unread", false, one.read, Change::Read(id.clone(), false)),
            ("starred", true, one.starred, Change::Star(id.clone(), false)),
        ] {
            let sql = format!("UPDATE article SET {column} = ?2 WHERE n = ?1 AND {column} <> ?2");
            if wanted && self.work.prepare_cached(&sql)?.execute(params![n, value])? > 0 && outcome != Outcome::New {
                self.flip.push(Step::Change(back));
            }
        }
        let mut query = self.work.prepare_cached("SELECT tag FROM article_tag WHERE article = ?1 ORDER BY tag")?;
        let before = query.query_map([n], |row| row.get(0))?.collect::<Result<Vec<String>, _>>()?;
        let mut added = 0;
        for tag in &one.tags {
            let sql = "INSERT OR IGNORE INTO article_tag (article, tag) VALUES (?1, ?2)";
            added += self.work.prepare_cached(sql)?.execute(params![n, tag])?;
        }
        if added > 0 && outcome != Outcome::New {
            self.flip.push(Step::Change(Change::Tag(id.clone(), before)));
        }
        Ok(())
    }

    /// The newer edit of a note wins; the older is kept among its versions.
    fn note(&mut self, mut annotation: Annotation) -> Result<(), StoreError> {
        let deletion = deletions::known(self.work, &annotation.id.0)?.filter(Deletion::holds);
        let sql = "SELECT record, modified FROM annotation WHERE id = ?1";
        let ours = self.work.prepare_cached(sql)?.query_row([&annotation.id.0], |row| Ok((row.get(0)?, row.get(1)?)));
        let ours: Option<(String, String)> = ours.optional()?;
        if let Some((ours, modified)) = &ours
            && annotation.modified <= *modified
        {
            self.merged.known += 1;
            return self.keep_version(&annotation, ours);
        }
        if let (Some(deletion), None) = (&deletion, &ours) {
            if deletion.covers(&annotation, &deletions::sum_of(&annotation)) {
                self.merged.buried += 1;
                return Ok(());
            }
            if !self.ask(&mut annotation) {
                self.merged.asked += 1;
            }
        }
        self.put(&annotation, deletion)
    }

    /// Puts a note that came; what is known of its deletion stays, as its reader has not spoken.
    fn put(&mut self, annotation: &Annotation, deletion: Option<Deletion>) -> Result<(), StoreError> {
        let (id, before) = annotations::put(self.work, annotation)?;
        if let Some(deletion) = deletion {
            deletions::set(self.work, &annotation.article, &deletion)?;
        }
        match before {
            Before::Nothing => {
                self.merged.notes += 1;
                self.flip.push(Step::Forget(id.0));
            }
            Before::Other(before) => {
                self.merged.edits += 1;
                self.flip.push(Step::Change(Change::Annotate(before)));
            }
            Before::Same => self.merged.known += 1,
        }
        Ok(())
    }

    /// Marks a note that one side deleted and the other edited, so that its reader decides.
    fn ask(&mut self, note: &mut Annotation) -> bool {
        let new = !note.tags.iter().any(|tag| tag == DELETED_ELSEWHERE);
        if new {
            note.tags.push(DELETED_ELSEWHERE.to_owned());
            self.merged.asked += 1;
        }
        new
    }

    /// Takes away what was deleted there, unless it was edited here since.
    fn deletion(&mut self, article: &ArticleId, theirs: &Deletion) -> Result<(), StoreError> {
        let deletion = deletions::later(deletions::known(self.work, &theirs.id)?, theirs);
        deletions::set(self.work, article, &deletion)?;
        if !deletion.holds() {
            return Ok(());
        }
        if corrections::by_name(self.work, &CorrectionId(theirs.id.clone()))?.is_some() {
            let before = corrections::take(self.work, &CorrectionId(theirs.id.clone()))?;
            self.flip.push(Step::Change(Change::Correct(Box::new(before))));
            self.merged.deleted += 1;
            return deletions::set(self.work, article, &deletion);
        }
        let Some(mut ours) = annotations::by_name(self.work, &AnnotationId(theirs.id.clone()))? else { return Ok(()) };
        if deletion.covers(&ours, &deletions::sum_of(&ours)) {
            let before = annotations::take(self.work, &ours.id)?;
            self.flip.push(Step::Change(Change::Annotate(Box::new(before))));
            self.merged.deleted += 1;
            return deletions::set(self.work, article, &deletion);
        }
        if self.ask(&mut ours) { self.put_asked(&ours, deletion) } else { Ok(()) }
    }

    fn put_asked(&mut self, note: &Annotation, deletion: Deletion) -> Result<(), StoreError> {
        let (_, before) = annotations::put(self.work, note)?;
        if let Before::Other(before) = before {
            self.flip.push(Step::Change(Change::Annotate(before)));
        }
        deletions::set(self.work, &note.article, &deletion)
    }

    /// A correction is never edited: one of the same name is here already.
    fn correction(&mut self, mut correction: Correction) -> Result<(), StoreError> {
        if correction.id.0.is_empty() {
            correction.id.0 =
                name_for(&format!("{} {} {}", correction.article, correction.anchor.quote, correction.created));
        }
        if deletions::known(self.work, &correction.id.0)?.is_some_and(|deletion| deletion.holds()) {
            self.merged.buried += 1;
            return Ok(());
        }
        if corrections::by_name(self.work, &correction.id)?.is_none()
            && let Some((id, _)) = corrections::put(self.work, &correction)?
        {
            self.merged.corrections += 1;
            self.flip.push(Step::Forget(id.0));
        }
        Ok(())
    }

    fn keep_version(&self, annotation: &Annotation, ours: &str) -> Result<(), StoreError> {
        // Where it stands may differ between two libraries; what it says is what counts as a version.
        let same = record::read(ours).is_some_and(|ours| ours.modified == annotation.modified);
        let json = record::write(annotation);
        let sql = "SELECT count(*) FROM annotation_version WHERE id = ?1 AND record ->> '$.modified' = ?2";
        let known = params![annotation.id.0, annotation.modified];
        let known: i64 = self.work.prepare_cached(sql)?.query_row(known, |row| row.get(0))?;
        if !same && known == 0 {
            let sql = "INSERT INTO annotation_version (id, record, replaced) VALUES (?1, ?2, ?3)";
            self.work.prepare_cached(sql)?.execute(params![annotation.id.0, json, now()])?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::{Query, Sort};
    use crate::store::sample::{add, note};

    fn everything(store: &Store) -> Vec<Incoming> {
        let listed = store.list(&Query::All, Sort::Added, 100, 0).unwrap();
        listed
            .into_iter()
            .map(|listing| Incoming {
                article: store.article(&listing.id).unwrap(),
                annotations: store.annotations(&listing.id).unwrap(),
                corrections: store.corrections_made(&listing.id).unwrap(),
                deletions: store.deletions(&listing.id).unwrap(),
                tags: listing.tags,
                read: !listing.unread,
                starred: listing.starred,
            })
            .collect()
    }

    fn library() -> Store {
        let mut store = Store::memory().unwrap();
        let one = add(&mut store, "one", "2026-03-04", "Rain fell. Rivers rose.").id;
        let two = add(&mut store, "two", "2026-03-04", "Wheat did well.").id;
        add(&mut store, "two", "2026-03-04", "Wheat did well this year.");
        let changes = [
            Change::Annotate(Box::new(note(&store, &one, "Rivers", "which?"))),
            Change::Tag(two.clone(), vec!["farm".into()]),
            Change::Read(two.clone(), true),
            Change::Star(two, true),
        ];
        store.apply(&changes, "set up").unwrap();
        store
    }

    #[test]
    fn a_library_moves_whole_and_only_once() {
        let from = everything(&library());
        let mut to = Store::memory().unwrap();
        let merged = to.merge(&from, "import").unwrap();
        assert_eq!((merged.articles, merged.notes), (2, 1));
        assert_eq!(everything(&to), from);
        assert_eq!(to.merge(&from, "import").unwrap(), Merged { known: 1, ..Merged::default() });
        assert_eq!(everything(&to), from);
        assert_eq!(to.undo().unwrap().unwrap().label, "import");
        assert_eq!(to.count(&Query::All).unwrap(), 0);
        to.redo().unwrap();
        assert_eq!(everything(&to), from);
    }

    #[test]
    fn other_words_under_an_address_are_a_second_article() {
        let mut ours = library();
        let before = everything(&ours);
        let mut forged = before[1].clone();
        assert_eq!(forged.article.meta.title, "one");
        forged.article.id = ArticleId(name_for("forged"));
        forged.article.meta.fetched = "2031-01-01T00:00:00Z".into();
        forged.article.body = Body::verbatim("Rain fell. Rivers did not rise.".into());
        forged.annotations[0].id = AnnotationId(name_for("their note"));
        let merged = ours.merge(&[forged.clone()], "import").unwrap();
        assert_eq!((merged.articles, merged.revisions, merged.notes), (1, 0, 1));
        assert_eq!(ours.article(&before[1].article.id).unwrap(), before[1].article);
        assert_eq!(ours.annotations(&before[1].article.id).unwrap(), before[1].annotations);
        assert_eq!(ours.article(&forged.article.id).unwrap().body, forged.article.body);
        assert_eq!(ours.listing(&forged.article.id).unwrap().tags, [authority::SIGN]);
        let all = everything(&ours);
        // Again, and without the name: nothing more.
        assert_eq!(ours.merge(&[forged.clone()], "import").unwrap(), Merged { known: 1, ..Merged::default() });
        let nameless = |text: &str| {
            let mut one = Incoming { annotations: Vec::new(), ..forged.clone() };
            one.article.id = ArticleId::default();
            one.article.body = Body::verbatim(text.into());
            one
        };
        for _ in 0..2 {
            ours.merge(&[nameless("Rain fell.")], "import").unwrap();
            assert_eq!(everything(&ours), all);
        }
        assert_eq!(ours.merge(&[nameless("Snow fell.")], "import").unwrap().articles, 1);
        assert_eq!(ours.merge(&[nameless("Snow fell.")], "import").unwrap().articles, 0);
        // The same article by its name may change.
        let mut newer = before[1].clone();
        newer.article.meta.fetched = "2031-01-01T00:00:00Z".into();
        newer.article.revision += 1;
        newer.article.body = Body::verbatim("Rain fell. The rivers rose.".into());
        assert_eq!(ours.merge(&[newer.clone()], "import").unwrap().revisions, 1);
        assert_eq!(ours.article(&before[1].article.id).unwrap().body, newer.article.body);
    }

    #[test]
    fn what_stands_in_for_a_text_takes_no_place() {
        let mut ours = library();
        let before = everything(&ours);
        let mut stand_in = before[1].clone();
        stand_in.article.id = ArticleId(name_for("elsewhere"));
        stand_in.article.meta.fetched = "2031-01-01T00:00:00Z".into();
        stand_in.article.body = Body::verbatim(format!("{}.]", crate::store::STAND_INS[0]));
        assert_eq!(ours.merge(&[stand_in], "import").unwrap(), Merged { known: 1, ..Merged::default() });
        assert_eq!(everything(&ours), before);
    }

    #[test]
    fn the_newer_edit_wins_and_the_older_is_kept() {
        let mut ours = library();
        let theirs = everything(&ours);
        let mut note = theirs[1].annotations[0].clone();
        note.note = "ours".into();
        note.modified = "2030-01-01T00:00:00Z".into();
        put(&mut ours, &note);
        let edited = |words: &str, modified: &str| {
            let mut theirs = theirs.clone();
            theirs[1].annotations[0].note = words.into();
            theirs[1].annotations[0].modified = modified.into();
            theirs
        };
        let before = ours.versions(&note.id).unwrap().len();
        let merged = ours.merge(&edited("older", "2029-01-01T00:00:00Z"), "import").unwrap();
        assert_eq!((merged.known, merged.edits), (1, 0));
        assert_eq!(ours.annotation(&note.id).unwrap().note, "ours");
        assert_eq!(ours.versions(&note.id).unwrap().len(), before + 1);
        ours.merge(&edited("newer", "2031-01-01T00:00:00Z"), "import").unwrap();
        assert_eq!(ours.annotation(&note.id).unwrap().note, "newer");
        let kept: Vec<String> = ours.versions(&note.id).unwrap().into_iter().map(|note| note.note).collect();
        assert!(["older", "ours"].iter().all(|words| kept.contains(&(*words).to_owned())), "{kept:?}");
    }

    /// Two libraries with the same note, and how they exchange everything.
    struct Two {
        ours: Store,
        theirs: Store,
        note: AnnotationId,
    }

    impl Two {
        fn new() -> Self {
            let ours = library();
            let mut theirs = Store::memory().unwrap();
            theirs.merge(&everything(&ours), "import").unwrap();
            let note = everything(&ours)[1].annotations[0].id.clone();
            Self { ours, theirs, note }
        }

        /// Both get what the other has; twice, so that what the first has learnt comes back as well.
        fn exchange(&mut self) {
            for _ in 0..2 {
                self.theirs.merge(&everything(&self.ours), "import").unwrap();
                self.ours.merge(&everything(&self.theirs), "import").unwrap();
            }
        }

        /// What the note says in both libraries, and whether its reader is asked.
        fn said(&self) -> [Option<(String, bool)>; 2] {
            [&self.ours, &self.theirs].map(|store| {
                let note = annotations::by_name(&store.conn, &self.note).unwrap()?;
                Some((note.note, note.tags.contains(&DELETED_ELSEWHERE.to_owned())))
            })
        }
    }

    fn delete(store: &mut Store, note: &AnnotationId) {
        store.apply(&[Change::Unannotate(note.clone())], "delete").unwrap();
    }

    fn edit(store: &mut Store, note: &AnnotationId, words: &str, modified: &str) {
        let note = store.annotation(note).unwrap();
        let tags = note.tags.iter().filter(|tag| *tag != DELETED_ELSEWHERE).cloned().collect();
        put(store, &Annotation { note: words.into(), modified: modified.into(), tags, ..note });
    }

    /// An edit made at the time that it names.
    fn put(store: &mut Store, note: &Annotation) {
        store.in_transaction(|work, _| annotations::put(work, note)).unwrap();
    }

    fn everywhere(words: &str, asked: bool) -> [Option<(String, bool)>; 2] {
        [Some((words.to_owned(), asked)), Some((words.to_owned(), asked))]
    }

    #[test]
    fn a_deleted_note_stays_deleted_in_both_libraries() {
        for by_ours in [true, false] {
            let mut two = Two::new();
            delete(if by_ours { &mut two.ours } else { &mut two.theirs }, &two.note);
            two.exchange();
            assert_eq!(two.said(), [None, None]);
            assert_eq!(everything(&two.ours), everything(&two.theirs));
            // An import that brought a deletion can be undone as any other.
            let (deleter, other) =
                if by_ours { (&mut two.ours, &mut two.theirs) } else { (&mut two.theirs, &mut two.ours) };
            assert_eq!(other.merge(&everything(deleter), "import").unwrap().deleted, 0);
        }
    }

    #[test]
    fn an_edit_made_after_the_deleted_version_asks() {
        for edited_first in [true, false] {
            let mut two = Two::new();
            if edited_first {
                edit(&mut two.theirs, &two.note, "edited", "2031-01-01T00:00:00Z");
            }
            delete(&mut two.ours, &two.note);
            if !edited_first {
                edit(&mut two.theirs, &two.note, "edited", "2031-01-01T00:00:00Z");
            }
            two.exchange();
            assert_eq!(two.said(), everywhere("edited", true));
            // The reader answers: it stays.
            edit(&mut two.ours, &two.note, "kept", "2032-01-01T00:00:00Z");
            two.exchange();
            assert_eq!(two.said(), everywhere("kept", false));
            // Or later: it goes.
            delete(&mut two.theirs, &two.note);
            two.exchange();
            assert_eq!(two.said(), [None, None]);
        }
    }

    #[test]
    fn an_edit_that_the_deletion_has_seen_stays_deleted() {
        let mut two = Two::new();
        edit(&mut two.theirs, &two.note, "edited", "2031-01-01T00:00:00Z");
        two.exchange();
        delete(&mut two.ours, &two.note);
        two.exchange();
        assert_eq!(two.said(), [None, None]);
    }

    #[test]
    fn an_import_that_was_undone_can_come_again() {
        let from = everything(&library());
        let mut to = Store::memory().unwrap();
        to.merge(&from, "import").unwrap();
        to.undo().unwrap();
        to.merge(&from, "import").unwrap();
        assert_eq!(everything(&to), from);
    }

    #[test]
    fn undoing_a_deletion_wins_over_it() {
        let mut two = Two::new();
        delete(&mut two.ours, &two.note);
        two.exchange();
        two.ours.undo().unwrap();
        // What came last was an import that changed nothing, or the deletion itself.
        while two.said()[0].is_none() {
            assert!(two.ours.undo().unwrap().is_some());
        }
        two.exchange();
        assert_eq!(two.said(), everywhere("which?", false));
        delete(&mut two.ours, &two.note);
        two.exchange();
        assert_eq!(two.said(), [None, None]);
    }

    #[test]
    fn a_name_made_of_an_origin_is_always_the_same() {
        assert_eq!(name_for("a"), name_for("a"));
        assert_ne!(name_for("a"), name_for("b"));
        assert_eq!(name_for("a").len(), 36);
    }
}
