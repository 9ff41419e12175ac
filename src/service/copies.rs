//! Wire copies listed and compared, and texts compared word by word.

use crate::analysis::{find_figures, split_sentences};
use crate::store::{Store, StoreError};
use crate::text::{ArticleId, Body, Fate, Listing, Span, difference_of, marked};

/// A text with what another lacks of it, and what that one has besides.
pub type Compared = (String, Vec<(Span, Fate)>);

/// Compares two texts word by word. A number, an amount or a date is one word: half of it would say something else.
pub fn compared(before: &Body, after: &Body) -> Compared {
    let pieces = difference_of((before.text(), &figures(before)), (after.text(), &figures(after)));
    marked(before.text(), after.text(), &pieces)
}

fn figures(body: &Body) -> Vec<Span> {
    find_figures(body, &split_sentences(body), None).into_iter().map(|figure| figure.span).collect()
}

/// An article and its copies: itself, then the same text from other outlets, the oldest first.
pub fn copies(store: &Store, id: &ArticleId) -> Result<Vec<Listing>, StoreError> {
    let mut all = vec![store.listing(id)?];
    all.extend(store.copies(id)?);
    Ok(all)
}

/// Compares the texts of two articles.
pub fn compare(store: &Store, one: &ArticleId, other: &ArticleId) -> Result<Compared, StoreError> {
    Ok(compared(&store.article(one)?.body, &store.article(other)?.body))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Meta;

    const TEXT: &str = "The river at Hallin rose by 3 metres on Monday night after two days of rain, the water board \
        said. Streets near the old bridge were closed, and some forty families left their homes. The board expects the \
        water to fall again from Wednesday on, but warned that the dams upstream are full and that more rain is due. \
        The school in the lower town stayed shut on Tuesday, and the ferry did not run. Farmers downstream drove their \
        cattle to higher ground, while the fire service filled some nine hundred sandbags at the market hall \
        before midnight.";

    fn article(store: &mut Store, outlet: &str, day: u32, text: &str) -> ArticleId {
        let meta = Meta {
            title: format!("Flood, says the {outlet}"),
            outlet: Some(outlet.into()),
            url: Some(format!("https://{outlet}.example/flood")),
            published: Some(format!("2026-03-{day:02}T09:00:00Z")),
            ..Meta::default()
        };
        store.add(&meta, &Body::verbatim(text.into())).unwrap().id
    }

    #[test]
    fn copies_are_listed_behind_the_article_and_compared() {
        let mut store = Store::memory().unwrap();
        let herald = article(&mut store, "herald", 3, TEXT);
        let courier = article(&mut store, "courier", 4, &TEXT.replace("3 metres", "4 metres"));
        let alone = article(&mut store, "blog", 4, "Nobody else has this.");
        let names = |id| copies(&store, id).unwrap().into_iter().map(|row| row.id).collect::<Vec<_>>();
        assert_eq!(names(&herald), [herald.clone(), courier.clone()]);
        assert_eq!(names(&courier), [courier.clone(), herald.clone()]);
        assert_eq!(names(&alone), std::slice::from_ref(&alone));
        let (text, fates) = compare(&store, &herald, &courier).unwrap();
        let words: Vec<_> = fates.iter().map(|(span, fate)| (span.of(&text), *fate)).collect();
        assert_eq!(words, [("[-3 metres-]", Fate::Removed), ("{+4 metres+}", Fate::Added)]);
        assert!(compare(&store, &herald, &herald).unwrap().1.is_empty());
    }
}
