//! Speakers in front of a colon or behind a dash: "Lund: The mill will close" over an article, in a transcript
//! ("LUND: I was there."), and `“…”` with "— Anna Berg" on the next line.

use crate::analysis::claims::draft::Draft;
use crate::analysis::claims::lexicon::Class;
use crate::analysis::claims::sentence::{Place, Sentence};
use crate::analysis::claims::token::Kind;
use crate::analysis::{ActorKind, Analysis};
use crate::text::{Body, Span};

/// Most words before the colon.
const LONGEST: usize = 5;
/// Fewest words behind it.
const SHORTEST: usize = 3;
/// Fewest behind a name that is not in capitals: "Berg: Now or never." is a heading.
const TURN: usize = 6;

/// The speaker before the first colon of a block, and all of the block behind it as what they say.
pub fn headed(body: &Body, found: &Analysis, place: &Place, sentence: &Sentence<'_>) -> Option<Draft> {
    let block = body.blocks().get(place.block)?;
    let colon = (1..=LONGEST).find(|at| sentence.get(*at).kind == Kind::Colon)?;
    let words = (colon + 1..colon + 1 + SHORTEST).all(|at| at < sentence.len());
    if sentence.get(0).span.start != block.span.start || !words {
        return None;
    }
    let head = sentence.span(0, colon);
    let label = head.of(sentence.text);
    let shouted = (label.len() > 2 || matches!(label, "Q" | "A"))
        && label.chars().all(|c| !c.is_lowercase())
        && !label.contains(char::is_numeric);
    let short = place.block > 0 && (colon + 1..colon + 1 + TURN).any(|at| at >= sentence.len());
    if !(shouted && place.block > 0 || !short && speaks(found, place, sentence, colon)) {
        return None;
    }
    let content = Span::new(sentence.get(colon + 1).span.start, block.span.end).trim(sentence.text);
    let cue = sentence.get(colon).span;
    (!content.is_empty()).then(|| Draft { parts: vec![content], cue, speaker: Some(head), ..Draft::default() })
}

/// True when the words before the colon end in the name of somebody, or over an article, in whoever speaks.
fn speaks(found: &Analysis, place: &Place, sentence: &Sentence<'_>, colon: usize) -> bool {
    let last = sentence.before(colon);
    let at = found.mentions.partition_point(|mention| mention.span.end < last.span.end);
    let named = found.mentions.get(at).filter(|mention| mention.span.overlaps(last.span));
    // "Another problem for Berg: …" is not told by Berg.
    let start = named.map_or(last.span.start, |mention| mention.span.start);
    let told_of = |at: usize| sentence.is_function(at) && sentence.get(at).span.start < start;
    if (0..colon).any(told_of) {
        return false;
    }
    let over = place.block == 0;
    match named.map(|mention| mention.kind) {
        Some(ActorKind::Person) => true,
        Some(ActorKind::Organisation) => over,
        _ => over && (last.is(Class::Role) || last.is(Class::Source) || last.is(Class::Body)),
    }
}

/// `“…” — Anna Berg` and, a line below the quotation, "— Anna Berg, mayor".
pub fn signature(sentence: &Sentence<'_>, quotation: usize, from: usize) -> Option<Draft> {
    let whole = sentence.quotations.get(quotation)?;
    let mark = sentence.get(from);
    let dash = mark.kind == Kind::Dash || mark.span.of(sentence.text) == "-";
    let name = sentence.get(from + 1);
    let names = |at: &usize| {
        let token = sentence.get(*at);
        token.capital && !token.is(Class::Determiner) && !token.is(Class::Person)
    };
    if !dash || !names(&(from + 1)) || name.kind != Kind::Word || whole.words(sentence.text, SHORTEST) < SHORTEST {
        return None;
    }
    let to = (from + 1..sentence.len()).take(LONGEST + 1).take_while(names).last()? + 1;
    let closes = matches!(sentence.get(to).kind, Kind::Comma | Kind::Stop | Kind::Other | Kind::Aside);
    closes.then(|| Draft {
        parts: vec![whole.content(sentence.text)],
        cue: mark.span,
        speaker: Some(sentence.span(from + 1, to)),
        direct: true,
        first_quotation: Some(quotation),
        quotation: Some(quotation),
        ..Draft::default()
    })
}
