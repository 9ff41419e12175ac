//! How many unread articles each feed and each folder of feeds would list.
//!
//! A feed's own number is kept by triggers. Only articles that several feeds brought or that are copies of one another
//! can count too often; they are few, and looked at one by one, so that a number in the tree is always the length of
//! the list behind it.

use crate::store::sources::FeedRow;
use crate::store::{Store, StoreError};
use std::collections::{BTreeMap, BTreeSet};

/// An unread article that several feeds brought, or that has copies.
struct Special {
    article: i64,
    /// The story it is a copy of, and whether another stands for it.
    story: Option<i64>,
    behind: bool,
}

/// Numbers for groups of feeds.
#[derive(Default)]
pub struct Unread {
    /// By the feed's address: articles that count once anyway.
    plain: BTreeMap<String, u64>,
    /// By the feed's address: the others.
    special: BTreeMap<String, Vec<usize>>,
    specials: Vec<Special>,
}

impl Store {
    /// What there is to be counted, for feeds with these kept numbers.
    pub(super) fn unread_of(&self, feeds: &[FeedRow]) -> Result<Unread, StoreError> {
        let sql = "SELECT a.n, a.story, a.behind, f.url FROM article a CROSS JOIN brought b ON b.article = a.n \
                   JOIN feed f ON f.n = b.feed WHERE a.story IS NOT NULL AND a.unread AND NOT a.removed \
                   UNION SELECT a.n, a.story, a.behind, f.url FROM brought_again g CROSS JOIN article a ON a.n = g.article \
                   JOIN brought b ON b.article = a.n JOIN feed f ON f.n = b.feed WHERE a.unread AND NOT a.removed \
                   ORDER BY 1";
        let mut query = self.conn.prepare_cached(sql)?;
        let mut rows = query.query([])?;
        let mut unread = Unread::default();
        while let Some(row) = rows.next()? {
            let (article, url): (i64, String) = (row.get(0)?, row.get(3)?);
            if unread.specials.last().is_none_or(|last| last.article != article) {
                unread.specials.push(Special { article, story: row.get(1)?, behind: row.get(2)? });
            }
            unread.special.entry(url).or_default().push(unread.specials.len() - 1);
        }
        for feed in feeds {
            let special = unread.special.get(&feed.url).map_or(0, Vec::len);
            unread.plain.insert(feed.url.clone(), feed.unread.saturating_sub(special as u64));
        }
        Ok(unread)
    }
}

impl Unread {
    /// What a list of the unread articles of these feeds shows: an article once, of a story one where its front is there.
    pub fn of<'f>(&self, feeds: impl IntoIterator<Item = &'f FeedRow>) -> u64 {
        let (mut plain, mut special) = (0, BTreeSet::new());
        for feed in feeds {
            plain += self.plain.get(&feed.url).copied().unwrap_or_default();
            special.extend(self.special.get(&feed.url).into_iter().flatten().copied());
        }
        let there: Vec<&Special> = special.iter().filter_map(|at| self.specials.get(*at)).collect();
        let fronts: BTreeSet<i64> = there.iter().filter(|one| !one.behind).filter_map(|one| one.story).collect();
        let hidden = |one: &Special| one.behind && one.story.is_some_and(|story| fronts.contains(&story));
        plain + there.iter().filter(|one| !hidden(one)).count() as u64
    }
}
