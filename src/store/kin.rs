//! Links between annotations, from the other end.

use crate::store::annotations::checked;
use crate::store::{Store, StoreError};
use crate::text::{Annotation, AnnotationId};
use rusqlite::params;

impl Store {
    /// The annotations that have a link to this one, the oldest first.
    pub fn linked_to(&self, id: &AnnotationId) -> Result<Vec<Annotation>, StoreError> {
        // A record that names it anywhere is looked at closer; one that only begins with the same letters is not.
        let sql = "SELECT t.record, t.sum FROM annotation t JOIN article a ON a.n = t.article \
                   WHERE NOT a.removed AND t.id <> ?1 AND instr(t.record, ?2) > 0 ORDER BY t.id";
        let mut query = self.conn.prepare_cached(sql)?;
        let mut rows = query.query(params![id.0, format!("\"{}\"", id.0)])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let note = checked(&row.get::<_, String>(0)?, &row.get::<_, String>(1)?)?;
            if note.links.iter().any(|link| link.to == *id) {
                found.push(note);
            }
        }
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::sample::{add, note};
    use crate::text::{Change, Link, Relation};

    #[test]
    fn links_are_found_from_the_other_end() {
        let mut store = Store::memory().unwrap();
        let id = add(&mut store, "Vote", "2026-03-04", "The mayor won. The union denies it.").id;
        let first = note(&store, &id, "The mayor won", "");
        let first = store.apply(&[Change::Annotate(Box::new(first))], "note").unwrap().annotations.remove(0);
        let mut second = note(&store, &id, "denies", &format!("speaks of \"{first}\""));
        store.apply(&[Change::Annotate(Box::new(second.clone()))], "note").unwrap();
        assert!(store.linked_to(&first).unwrap().is_empty());
        second.links.push(Link { to: first.clone(), relation: Relation::Denies });
        store.apply(&[Change::Annotate(Box::new(second))], "note").unwrap();
        let found = store.linked_to(&first).unwrap();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].anchor.quote, "denies");
    }
}
