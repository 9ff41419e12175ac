//! The order in which a body is read: each step sees what the earlier ones found.

use crate::analysis::{Analysis, actors, boilerplate, claims, figures, sentence};
use crate::text::Body;
use jiff::civil::DateTime;

/// The version of the analysis: raised when it finds other things, so that what was kept of an older one is made anew.
pub const VERSION: u32 = 4;

/// Reads a body. `date` is the article's own date (and time, midnight where only the day is known); without it relative
/// dates stay unresolved. Promotion and teasers are other articles' words: who and what they name is not looked for.
pub fn analyse(body: &Body, date: Option<DateTime>) -> Analysis {
    let boilerplate = boilerplate::find(body);
    if boilerplate.is_empty() {
        return read(body, date);
    }
    let kept = body.blocks().iter().enumerate().filter(|(index, _)| boilerplate.binary_search(index).is_err());
    let blocks = kept.map(|(_, block)| block.clone()).collect();
    let article = Body::new(body.text().to_owned(), blocks, Vec::new());
    Analysis { boilerplate, sentences: sentence::split(body), ..read(&article, date) }
}

/// The steps, over blocks that all belong to the article.
fn read(body: &Body, date: Option<DateTime>) -> Analysis {
    let sentences = sentence::split(body);
    let figures = figures::find(body, &sentences, date);
    let (actors, mentions) = actors::find(body, &sentences, &figures);
    let mut found = Analysis { sentences, actors, mentions, figures, ..Analysis::default() };
    found.claims = claims::find(body, &found);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_promotion_names_is_not_the_articles() {
        let text = "Prime Minister Ana Lopez met 12 envoys in Oslo on Monday.\nMUST READ | 50 hotels in Paris that Bob Hope loved";
        let body = Body::verbatim(text.into());
        let found = analyse(&body, None);
        let end = body.blocks()[0].span.end;
        assert_eq!((found.boilerplate.as_slice(), found.sentences.len()), (&[1][..], 2));
        assert!(!found.mentions.is_empty() && found.mentions.iter().all(|mention| mention.span.end <= end));
        assert!(!found.figures.is_empty() && found.figures.iter().all(|figure| figure.span.end <= end));
    }
}
