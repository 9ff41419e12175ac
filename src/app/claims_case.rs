//! A claim's case: the claim with everything that belongs to it from elsewhere.

use crate::analysis::{Analysis, Claim, Figure};
use crate::app::adrift::Excerpt;
use crate::app::cards::{content_of, figure_words};
use crate::text::{Annotation, AnnotationId, Article, ArticleId, Listing, Span, Stance};

/// A claim with what its page shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Case {
    /// The claim.
    pub claim: Annotation,
    /// Its article.
    pub article: Listing,
    /// Its passage in its surroundings.
    pub excerpt: Excerpt,
    /// How the article says it.
    pub said: Option<Said>,
    /// The figures in it: their words, and what they mean.
    pub figures: Vec<(String, String)>,
    /// The annotations it leads to, by links and as evidence, with their articles.
    pub kin: Vec<(Listing, Annotation)>,
    /// The annotations that link to it.
    pub linked: Vec<(Listing, Annotation)>,
    /// The articles it appears in elsewhere.
    pub places: Vec<Listing>,
}

/// How an article says a claim, as the analysis found it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// Who says it, as written.
    pub speaker: Option<String>,
    /// The word that tells so.
    pub cue: Option<String>,
    /// What the speaker does with it.
    pub stance: Stance,
    /// The claim of the article that it denies, in the article's words.
    pub denies: Option<String>,
}

impl Case {
    /// The case of a claim on `article`, in which `found` was found. What comes from elsewhere is added by who knows it.
    pub fn new(claim: Annotation, listing: Listing, article: &Article, found: &Analysis) -> Self {
        let text = article.body.text();
        if !claim.state.stands() {
            let anchor = &claim.anchor;
            let excerpt =
                Excerpt { before: anchor.prefix.clone(), words: anchor.quote.clone(), after: anchor.suffix.clone() };
            return Self { excerpt, claim, article: listing, ..Self::default() };
        }
        let span = claim.anchor.span;
        let of = |figure: &&Figure| figure.span.overlaps(span);
        let figures = found.figures.iter().filter(of).map(|figure| {
            let words = figure.span.of(text).to_owned();
            (words, figure_words(text, figure))
        });
        let said = detected(&found.claims, span).and_then(|index| found.claims.get(index));
        Self {
            excerpt: Excerpt::around(text, span),
            said: said.map(|claim| said_of(text, found, claim)),
            figures: figures.collect(),
            claim,
            article: listing,
            ..Self::default()
        }
    }

    /// The annotation of this name, with its article, where it is known.
    pub fn relative(&self, id: &AnnotationId) -> Option<&(Listing, Annotation)> {
        self.kin.iter().chain(&self.linked).find(|(_, note)| note.id == *id)
    }

    /// What is known of an article it appears in.
    pub fn place(&self, id: &ArticleId) -> Option<&Listing> {
        self.places.iter().find(|listing| listing.id == *id)
    }

    /// The names of the annotations it leads to.
    pub fn leads_to(claim: &Annotation) -> Vec<AnnotationId> {
        let linked = claim.links.iter().map(|link| link.to.clone());
        let mut names: Vec<AnnotationId> =
            linked.chain(claim.evidence.iter().filter_map(|evidence| evidence.note.clone())).collect();
        names.sort();
        names.dedup();
        names
    }
}

/// The detected claim that a passage shares the most with; of several, the one that says the least beside it.
pub fn detected(found: &[Claim], span: Span) -> Option<usize> {
    let shared = |claim: &Claim| claim.span.end.min(span.end).saturating_sub(claim.span.start.max(span.start));
    let claims = found.iter().enumerate().filter(|(_, claim)| claim.span.overlaps(span));
    claims.min_by_key(|(_, claim)| (usize::MAX - shared(claim), claim.span.len())).map(|(index, _)| index)
}

fn said_of(text: &str, found: &Analysis, claim: &Claim) -> Said {
    Said {
        speaker: claim.speaker.as_ref().map(|speaker| speaker.span.of(text).to_owned()),
        cue: claim.cue.map(|cue| cue.span.of(text).to_owned()),
        stance: claim.stance,
        denies: claim.denies.and_then(|denied| found.claims.get(denied)).map(|denied| content_of(text, denied)),
    }
}
