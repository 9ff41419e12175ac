//! Making the later texts of an article an article of their own.

use crate::store::{Parted, Store, StoreError};
use crate::text::ArticleId;

/// What became of an article that was parted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parting {
    /// What was done.
    pub parted: Parted,
    /// The title of the article that keeps the earlier texts.
    pub title: String,
    /// The title of the article that has the later ones.
    pub other: String,
}

impl Parting {
    /// What was done, as a sentence without its full stop.
    pub fn sentence(&self) -> String {
        let Self { parted, title, other } = self;
        let notes = |count: usize| if count == 1 { "1 note".to_owned() } else { format!("{count} notes") };
        let mut said = format!("“{other}” is an article of its own now");
        if parted.moved > 0 {
            said += &format!(", with {}", notes(parted.moved));
        }
        if parted.returned > 0 {
            said += &format!("; {} went back to the earlier text of “{title}”", notes(parted.returned));
        }
        if !parted.named {
            said += "; what the earlier one was called is not known";
        }
        said
    }
}

/// Makes the texts of an article from a revision on an article of their own.
pub fn part(store: &mut Store, id: &ArticleId, from: u32) -> Result<Parting, StoreError> {
    let parted = store.part(id, from)?;
    let (title, other) = (store.listing(&parted.article)?.title, store.listing(&parted.into)?.title);
    Ok(Parting { parted, title, other })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_says_what_was_done() {
        let parted = Parted { moved: 1, returned: 2, named: false, ..Parted::default() };
        let parting = Parting { parted, title: "Earlier".into(), other: "Later".into() };
        assert_eq!(
            parting.sentence(),
            "“Later” is an article of its own now, with 1 note; 2 notes went back to the earlier text of “Earlier”; what \
             the earlier one was called is not known"
        );
        let parted = Parted { named: true, ..Parted::default() };
        let bare = Parting { parted, ..parting };
        assert_eq!(bare.sentence(), "“Later” is an article of its own now");
    }
}
