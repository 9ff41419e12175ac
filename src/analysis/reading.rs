//! The order in which a body is read: each step sees what the earlier ones found.

use crate::analysis::{Analysis, Figure, actors, boilerplate, claims, figures, sentence};
use crate::text::{Body, Tongue};
use jiff::civil::DateTime;

/// The version of the analysis: raised when it finds other things, so that what was kept of an older one is made anew.
pub const VERSION: u32 = 5;

/// Reads a body in English. `date` is the article's own date (and time, midnight where only the day is known); without
/// it relative dates stay unresolved. Promotion and teasers are other articles' words: who and what they name is not
/// looked for.
pub fn analyse(body: &Body, date: Option<DateTime>) -> Analysis {
    analyse_in(body, date, &Tongue::default())
}

/// Reads a body whose languages are known. Blocks that are not in English hold no actors and no claims that could be
/// found by English rules, and only those figures that are written alike everywhere.
pub fn analyse_in(body: &Body, date: Option<DateTime>, tongue: &Tongue) -> Analysis {
    let boilerplate = boilerplate::find(body);
    if boilerplate.is_empty() && tongue.foreign.is_empty() {
        return Analysis { tongue: tongue.clone(), ..read(body, date) };
    }
    let article = |index: &usize| boilerplate.binary_search(index).is_err();
    let english: Vec<usize> =
        (0..body.blocks().len()).filter(article).filter(|index| tongue.of(*index).is_none()).collect();
    let mut found = read(&only(body, &english), date);
    let foreign: Vec<usize> = tongue.foreign.iter().map(|(index, _)| *index).filter(article).collect();
    let blocks = foreign.iter().filter_map(|index| body.blocks().get(*index));
    let before = found.figures.len();
    found
        .figures
        .extend(blocks.flat_map(|block| figures::in_any_language(block.span.of(body.text()), block.span.start)));
    if found.figures.len() > before {
        in_order(&mut found.figures);
    }
    Analysis { boilerplate, sentences: sentence::split(body), tongue: tongue.clone(), ..found }
}

/// A body of the same text with some of its blocks.
fn only(body: &Body, kept: &[usize]) -> Body {
    let blocks = kept.iter().filter_map(|index| body.blocks().get(*index)).cloned().collect();
    Body::new(body.text().to_owned(), blocks, Vec::new())
}

/// Sorts figures by their place; what points to another goes on pointing to it.
fn in_order(figures: &mut Vec<Figure>) {
    let mut order: Vec<usize> = (0..figures.len()).collect();
    order.sort_by_key(|index| figures.get(*index).map(|figure| figure.span.start));
    let mut place = vec![0; figures.len()];
    for (new, old) in order.iter().enumerate() {
        if let Some(place) = place.get_mut(*old) {
            *place = new;
        }
    }
    let twin = |figure: &Figure| figure.twin.and_then(|old| place.get(old).copied());
    let sorted: Vec<Figure> = order
        .iter()
        .filter_map(|old| figures.get(*old))
        .map(|figure| Figure { twin: twin(figure), ..figure.clone() })
        .collect();
    *figures = sorted;
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
    #[test]
    fn what_is_not_in_english_holds_safe_figures_only() {
        let english = "Prime Minister Ana Lopez said on Monday that 12 envoys had met in Oslo.";
        let german = "Angela Merkel sagte am Montag, 3,5 % der 12 Gesandten seien in Berlin, für 1.250,50 €.";
        let body = Body::verbatim(format!("{english}\n{german}\n{english}"));
        let tongue = Tongue { main: Some("en".into()), foreign: vec![(1, "de".into())] };
        let found = analyse_in(&body, None, &tongue);
        let span = body.blocks()[1].span;
        assert!(found.mentions.iter().all(|mention| !mention.span.overlaps(span)) && !found.mentions.is_empty());
        assert!(found.claims.iter().all(|claim| !claim.span.overlaps(span)) && found.claims.len() == 2);
        let figures: Vec<&str> = found
            .figures
            .iter()
            .filter(|figure| figure.span.overlaps(span))
            .map(|figure| figure.span.of(body.text()))
            .collect();
        assert_eq!(figures, ["3,5 %", "12", "1.250,50 €"]);
        assert!(found.figures.is_sorted_by_key(|figure| figure.span.start));
        assert_eq!(found.sentences.len(), 3);
        let plain = Body::verbatim(english.into());
        assert!(analyse(&plain, None) == analyse_in(&plain, None, &Tongue::default()));
    }
}
