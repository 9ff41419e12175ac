//! Names that the reader says are actors and the analysis missed.

use crate::analysis::{Actor, ActorKind, Analysis, Mention};
use crate::text::{Body, Correction, Reach, Span};

/// Makes mentions of the places of a correction where nothing is detected: its passage, or with a wider reach every place
/// where its name stands as a word of its own.
pub fn add(found: &mut Analysis, body: &Body, correction: &Correction, kind: ActorKind) {
    let missed = match correction.reach {
        Reach::Mention => vec![correction.anchor.span],
        // A name without a capital would be found in half of all sentences.
        Reach::Article | Reach::Everywhere if correction.name.contains(char::is_uppercase) => {
            places(body.text(), &correction.name)
        }
        Reach::Article | Reach::Everywhere => Vec::new(),
    };
    let missed: Vec<Span> = missed.into_iter().filter(|span| is_free(found, body, correction, *span)).collect();
    let Some(first) = missed.first().copied() else { return };
    let name = match correction.reach {
        Reach::Mention => first.of(body.text()),
        Reach::Article | Reach::Everywhere => &correction.name,
    };
    let known = |actor: &Actor| actor.name == name || actor.aliases.iter().any(|alias| alias == name);
    let actor = found.actors.iter().position(known).unwrap_or_else(|| {
        found.actors.push(Actor { name: name.to_owned(), kind, aliases: Vec::new() });
        found.actors.len() - 1
    });
    let mentions = missed.iter().map(|span| Mention { span: *span, kind, actor, role: None, stands_for: None });
    found.mentions.extend(mentions);
    found.mentions.sort_by_key(|mention| mention.span);
    for speaker in found.claims.iter_mut().filter_map(|claim| claim.speaker.as_mut()) {
        if speaker.actor.is_none() && missed.binary_search(&speaker.span).is_ok() {
            speaker.actor = Some(actor);
        }
    }
}

/// Where a name stands as a word of its own.
fn places(text: &str, name: &str) -> Vec<Span> {
    let alone = |at: usize, end: usize| {
        let before = text.get(..at).and_then(|text| text.chars().next_back());
        let after = text.get(end..).and_then(|text| text.chars().next());
        ![before, after].into_iter().flatten().any(char::is_alphanumeric)
    };
    let found = text.match_indices(name).map(|(at, _)| (at, at + name.len()));
    found.filter(|(at, end)| alone(*at, *end)).map(|(at, end)| Span::new(at, end)).collect()
}

/// Nothing else is detected there, and it is the article's own text.
fn is_free(found: &Analysis, body: &Body, correction: &Correction, span: Span) -> bool {
    let mention = found.mentions.partition_point(|mention| mention.span.end <= span.start);
    let figure = found.figures.partition_point(|figure| figure.span.end <= span.start);
    let taken = found.mentions.get(mention).is_some_and(|mention| mention.span.overlaps(span))
        || found.figures.get(figure).is_some_and(|figure| figure.span.overlaps(span));
    let stands = correction.reach != Reach::Mention || span.of(body.text()) == correction.anchor.quote;
    let foreign = body.block_at(span.start).is_none_or(|block| found.boilerplate.binary_search(&block).is_ok());
    !span.is_empty() && stands && !taken && !foreign
}
