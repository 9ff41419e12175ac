//! Articles and notes from another library: added to this one, the newer edit of a note winning, nothing lost.

use crate::store::annotations::{self, Before};
use crate::store::articles::{Outcome, body_of, index, insert_article, insert_revision};
use crate::store::changes::remember;
use crate::store::library::now;
use crate::store::place::{self, Taken};
use crate::store::{Store, StoreError, anew, corrections, identity, record, story};
use crate::text::{Annotation, Article, ArticleId, Change, Correction};
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
            remember(work, label, &merge.flip)?;
            Ok(merge.merged)
        })?;
        self.flush_journal();
        Ok(merged)
    }
}

struct Merge<'w> {
    work: &'w Transaction<'w>,
    flip: Vec<Change>,
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
        if self.work.execute("UPDATE article SET removed = 0 WHERE n = ?1 AND removed", [n])? > 0 {
            self.flip.push(Change::Remove(known_id.clone()));
        }
        let sql = "SELECT count(*) FROM revision WHERE article = ?1 AND text_sha256 = ?2";
        let has: i64 = self.work.prepare_cached(sql)?.query_row(params![n, text_sha256], |row| row.get(0))?;
        // An older text than ours would only send the notes back.
        if has > 0 || (meta.fetched <= fetched && *revision <= latest) {
            return Ok((n, known_id, Outcome::Same));
        }
        insert_revision(self.work, n, latest + 1, &text_sha256, meta, body)?;
        self.work
            .execute("UPDATE article SET revision = ?2, title = ?3 WHERE n = ?1", params![n, latest + 1, meta.title])?;
        anew::resolve_all(self.work, n, latest, body, &text_sha256)?;
        story::join_again(self.work, n, &body_of(self.work, n, latest)?, meta, body)?;
        self.merged.revisions += 1;
        Ok((n, known_id, Outcome::Revision))
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
        self.flip.push(Change::Remove(id.clone()));
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
                self.flip.push(back);
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
            self.flip.push(Change::Tag(id.clone(), before));
        }
        Ok(())
    }

    /// The newer edit of a note wins; the older is kept among its versions.
    fn note(&mut self, annotation: Annotation) -> Result<(), StoreError> {
        let sql = "SELECT record, modified FROM annotation WHERE id = ?1";
        let ours = self.work.prepare_cached(sql)?.query_row([&annotation.id.0], |row| Ok((row.get(0)?, row.get(1)?)));
        let ours: Option<(String, String)> = ours.optional()?;
        if let Some((ours, modified)) = ours
            && annotation.modified <= modified
        {
            self.merged.known += 1;
            return self.keep_version(&annotation, &ours);
        }
        let (id, before) = annotations::put(self.work, &annotation)?;
        match before {
            Before::Nothing => {
                self.merged.notes += 1;
                self.flip.push(Change::Unannotate(id));
            }
            Before::Other(before) => {
                self.merged.edits += 1;
                self.flip.push(Change::Annotate(before));
            }
            Before::Same => self.merged.known += 1,
        }
        Ok(())
    }

    /// A correction is never edited: one of the same name is here already.
    fn correction(&mut self, mut correction: Correction) -> Result<(), StoreError> {
        if correction.id.0.is_empty() {
            correction.id.0 =
                name_for(&format!("{} {} {}", correction.article, correction.anchor.quote, correction.created));
        }
        if corrections::by_name(self.work, &correction.id)?.is_none()
            && let Some((id, _)) = corrections::put(self.work, &correction)?
        {
            self.merged.corrections += 1;
            self.flip.push(Change::Uncorrect(id));
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
    fn the_newer_edit_wins_and_the_older_is_kept() {
        let mut ours = library();
        let theirs = everything(&ours);
        let mut note = theirs[1].annotations[0].clone();
        note.note = "ours".into();
        note.modified = "2030-01-01T00:00:00Z".into();
        ours.apply(&[Change::Annotate(Box::new(note.clone()))], "edit").unwrap();
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

    #[test]
    fn a_name_made_of_an_origin_is_always_the_same() {
        assert_eq!(name_for("a"), name_for("a"));
        assert_ne!(name_for("a"), name_for("b"));
        assert_eq!(name_for("a").len(), 36);
    }
}
