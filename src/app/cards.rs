//! Cards: everything known of what is under the cursor, as lines of name and value.

use crate::analysis::{Claim, DateRange, Figure, Mention, Qualifier, is_pronoun};
use crate::app::model::{Model, Overlay};
use crate::app::reader::Reader;
use crate::page::wrap_text;
use crate::text::{Annotation, Detected, Listing, Span};

/// A card: a title and lines of name and value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Card {
    /// What it is about.
    pub title: String,
    /// Name and value; a line without a name goes over the whole width.
    pub lines: Vec<(String, String)>,
    /// The first row in view.
    pub top: usize,
}

/// The card of what is under the cursor: your note, else the actor, the figure, the claim, the sentence.
pub fn card(reader: &Reader) -> Card {
    if let Some(annotation) = reader.annotations_here().first() {
        return annotation_card(reader, annotation);
    }
    if let Some(mention) = reader.mention_here() {
        return actor_card(reader, mention);
    }
    if let Some(figure) = reader.figure_here() {
        return figure_card(reader, figure);
    }
    match reader.claim_here() {
        Some((index, claim)) => claim_card(reader, index, claim),
        None => sentence_card(reader),
    }
}

fn line(name: &str, value: impl Into<String>) -> (String, String) {
    (name.to_owned(), value.into())
}

fn annotation_card(reader: &Reader, annotation: &Annotation) -> Card {
    let mut lines = vec![line("Passage", quoted(&annotation.anchor.quote))];
    lines.extend(annotation.annotated.as_deref().map(|words| line("Annotated", quoted(words))));
    lines.extend(annotation.statement.iter().map(|text| line("Statement", text)));
    lines.extend(annotation.speaker.iter().map(|text| line("Speaker", text)));
    lines.extend(annotation.verdict.iter().map(|verdict| line("Verdict", &verdict.label)));
    if !annotation.note.is_empty() {
        lines.push(line("Note", &annotation.note));
    }
    if !annotation.tags.is_empty() {
        lines.push(line("Tags", annotation.tags.iter().map(|tag| format!("#{tag} ")).collect::<String>()));
    }
    for evidence in &annotation.evidence {
        let where_from = evidence.url.clone().or_else(|| evidence.quote.clone()).unwrap_or_default();
        let words = evidence.quote.as_ref().filter(|_| evidence.url.is_some()).map(|quote| format!(" “{quote}”"));
        lines.push(line(evidence.bearing.name(), where_from + &words.unwrap_or_default()));
    }
    for link in &annotation.links {
        let there = reader.annotations.iter().find(|other| other.id == link.to);
        let words = there.map_or_else(|| "a claim of another article".into(), |other| quoted(other.subject()));
        lines.push(line(link.relation.forth(), words));
    }
    for other in &reader.annotations {
        let ours = other.links.iter().filter(|link| link.to == annotation.id);
        lines.extend(ours.map(|link| line(link.relation.back(), quoted(other.subject()))));
    }
    lines.push(line("Anchor", annotation.state.name()));
    lines.push(line("Written", annotation.created.get(..16).unwrap_or_default().replace('T', " ")));
    Card { title: format!("Your {}", annotation.kind.name()), lines, top: 0 }
}

fn actor_card(reader: &Reader, mention: &Mention) -> Card {
    let Some(actor) = reader.actor_of(mention) else { return Card::default() };
    let mentions = reader.marks(|found| &found.mentions);
    let same: Vec<&Mention> = mentions.iter().filter(|other| other.actor == mention.actor).collect();
    let mut lines = vec![line("Kind", mention.kind.name()), line("Mentions", same.len().to_string())];
    if !actor.aliases.is_empty() {
        lines.push(line("Also", actor.aliases.join(", ")));
    }
    let roles = roles(reader, mention.actor);
    if !roles.is_empty() {
        lines.push(line("Role", roles.join(", ")));
    }
    let mut paragraphs: Vec<String> =
        same.iter().filter_map(|other| Some(format!("¶ {}", paragraph(reader, other.span)?))).collect();
    paragraphs.dedup();
    lines.push(line("In", paragraphs.join(", ")));
    lines.extend(mention.stands_for.map(|state| line("May be", format!("the government of {state}"))));
    let claims = reader.marks(|found| &found.claims).iter();
    let said = claims.filter(|claim| claim.speaker.as_ref().and_then(|speaker| speaker.actor) == Some(mention.actor));
    lines.extend(said.map(|claim| line(claim.stance.name(), content(reader, claim))));
    lines.extend(corrected(reader, mention.span, Detected::Actor));
    Card { title: actor.name.clone(), lines, top: 0 }
}

fn figure_card(reader: &Reader, figure: &Figure) -> Card {
    let mut lines = vec![line("Kind", figure.kind.name())];
    lines.extend(figure.value.map(|value| line("Value", value.normalize().to_string())));
    if let (Some(low), Some(high)) = (figure.low, figure.high) {
        lines.push(line("Range", format!("{} to {}", low.normalize(), high.normalize())));
    }
    lines.extend(figure.unit.map(|unit| line("Unit", unit)));
    // Of a range the SI value is that of its middle.
    let si = if figure.low.is_some() { "Middle in SI" } else { "In SI" };
    lines.extend(figure.si.map(|(value, unit)| line(si, format!("{value} {unit}"))));
    lines.extend(figure.currency.map(|currency| line("Currency", currency)));
    lines.extend(figure.of.map(|span| line("Of", span.of(reader.text()))));
    lines.extend(figure.measure.map(|measure| line("Measures", measure)));
    lines.extend(figure.scope.map(|span| line("Where", span.of(reader.text()))));
    lines.extend(figure.as_of.map(|day| line("As of", date_words(&day))));
    lines.extend(figure.per.map(|span| line("Per", span.of(reader.text()))));
    lines.extend(figure.qualifier.map(|qualifier| line("Meaning", qualifier_words(qualifier))));
    if let Some(date) = figure.date {
        lines.push(line("Date", date_words(&date)));
        lines.push(line("Precise to", date.grain.name()));
    }
    lines.extend(figure.zone.map(|zone| line("Zone", format!("UTC{:+}:{:02}", zone / 60, (zone % 60).abs()))));
    let twin = figure.twin.and_then(|twin| reader.marks(|found| &found.figures).get(twin));
    lines.extend(twin.map(|twin| line("With", twin.span.of(reader.text()))));
    let around = reader.marks(|found| &found.claims).iter().filter(|claim| holds(claim, figure.span));
    let said = around.min_by_key(|claim| claim.span.len()).and_then(|claim| speaker_words(reader, claim));
    lines.extend(said.map(|speaker| line("Said by", speaker)));
    lines.extend(reader.sentence().map(|sentence| line("Sentence", sentence.of(reader.text()))));
    lines.extend(corrected(reader, figure.span, Detected::Figure));
    Card { title: figure.span.of(reader.text()).to_owned(), lines, top: 0 }
}

fn qualifier_words(qualifier: Qualifier) -> &'static str {
    match qualifier {
        Qualifier::About => "about this much",
        Qualifier::AtLeast => "at least this much",
        Qualifier::AtMost => "at most this much",
        Qualifier::MoreThan => "more than this",
        Qualifier::LessThan => "less than this",
    }
}

fn claim_card(reader: &Reader, index: usize, claim: &Claim) -> Card {
    let mut lines = vec![line("Claim", content(reader, claim))];
    lines.extend(speaker_words(reader, claim).map(|speaker| line("Speaker", speaker)));
    lines.extend(claim.cue.map(|cue| line("Cue", cue.span.of(reader.text()))));
    lines.push(line("Stance", claim.stance.name()));
    lines.push(line("Quoted", if claim.direct { "word for word" } else { "in other words" }));
    let figures = reader.marks(|found| &found.figures).iter().filter(|figure| holds(claim, figure.span));
    lines.extend(figures.map(|figure| line("Figure", figure_line(reader, figure))));
    let claims = reader.marks(|found| &found.claims);
    let denied = claim.denies.and_then(|denied| claims.get(denied));
    lines.extend(denied.map(|denied| line("Denies", said(reader, denied))));
    let denials = claims.iter().filter(|other| other.denies == Some(index));
    lines.extend(denials.map(|denial| line("Denied", said(reader, denial))));
    lines.push(line("To check", format!("{:.0} of 100", claim.score * 100.0)));
    lines.extend(corrected(reader, claim.span, Detected::Claim));
    Card { title: "Claim".to_owned(), lines, top: 0 }
}

/// Whether a passage stands in the content of a claim.
fn holds(claim: &Claim, span: Span) -> bool {
    claim.parts.iter().any(|part| part.encloses(span))
}

/// Who says a claim as written, and which actor that is.
pub fn speaker_words(reader: &Reader, claim: &Claim) -> Option<String> {
    let speaker = claim.speaker.as_ref()?;
    let actor = speaker.actor.and_then(|actor| reader.marks(|found| &found.actors).get(actor));
    let written = speaker.span.of(reader.text());
    Some(match actor.map(|actor| actor.name.as_str()).filter(|actor| !written.contains(actor)) {
        Some(actor) if speaker.resolved => format!("{written} (most likely {actor})"),
        Some(actor) => format!("{written} ({actor})"),
        None => written.to_owned(),
    })
}

/// The name of whose stance a claim is: the actor's where it is known, else as written; nobody where only a pronoun is.
pub fn speaker_of(reader: &Reader, claim: &Claim) -> Option<String> {
    let speaker = claim.speaker.as_ref()?;
    let actor = speaker.actor.and_then(|actor| reader.marks(|found| &found.actors).get(actor));
    let written = speaker.span.of(reader.text());
    actor.map(|actor| actor.name.clone()).or_else(|| (!is_pronoun(written)).then(|| written.to_owned()))
}

/// A claim with who says it, on one line.
fn said(reader: &Reader, claim: &Claim) -> String {
    match speaker_words(reader, claim) {
        Some(speaker) => format!("{}: {}", claim.stance.told(&speaker), content(reader, claim)),
        None => content(reader, claim),
    }
}

/// What the reader has said of what is detected at a passage.
fn corrected(reader: &Reader, span: Span, detected: Detected) -> Vec<(String, String)> {
    let subjects = reader.subjects_at(span.start);
    let subject = subjects.iter().find(|subject| subject.detected == detected);
    let said = subject.into_iter().flat_map(|subject| reader.said_of(subject));
    said.map(|correction| line("You said", correction.sentence())).collect()
}

/// The titles and roles given with an actor's name, each once.
pub fn roles(reader: &Reader, actor: usize) -> Vec<&str> {
    let mut roles: Vec<&str> = Vec::new();
    let mentions = reader.marks(|found| &found.mentions).iter().filter(|mention| mention.actor == actor);
    for role in mentions.filter_map(|mention| mention.role).map(|role| role.of(reader.text())) {
        if !roles.contains(&role) {
            roles.push(role);
        }
    }
    roles
}

/// The number of the paragraph that a passage is in, as the gutter has it.
fn paragraph(reader: &Reader, span: Span) -> Option<usize> {
    reader.article.body.block_at(span.start).map(|block| block + 1)
}

fn sentence_card(reader: &Reader) -> Card {
    let Some(sentence) = reader.sentence() else { return Card::default() };
    let text = sentence.of(reader.text());
    Card {
        title: "Sentence".to_owned(),
        lines: vec![line("", text), line("Words", text.split_whitespace().count().to_string())],
        top: 0,
    }
}

/// Columns for the names of a card's lines.
const NAMES: u16 = 17;

/// How wide a card is, and how many columns its names take.
pub fn widths(model: &Model, card: &Card) -> (u16, u16) {
    let width = 76.min(model.size.0.saturating_sub(4));
    let names = card.lines.iter().map(|(name, _)| name.chars().count()).max().unwrap_or(0);
    (width, u16::try_from(names + 2).unwrap_or(NAMES).min(NAMES))
}

/// The rows of a card: each line's name with the first row of its value.
pub fn rows<'c>(model: &Model, card: &'c Card) -> Vec<(&'c str, &'c str)> {
    let (width, names) = widths(model, card);
    let room = usize::from(width.saturating_sub(names + 4)).max(8);
    let mut rows = Vec::new();
    for (name, value) in &card.lines {
        let wrapped = wrap_text(value, room);
        rows.push((name.as_str(), wrapped.first().copied().unwrap_or_default()));
        rows.extend(wrapped.iter().skip(1).map(|row| ("", *row)));
    }
    rows
}

/// How far what is open can be scrolled.
pub fn last_top(model: &Model) -> usize {
    let height = usize::from(model.layout().main.height.saturating_sub(2));
    match &model.overlay {
        Some(Overlay::Card(card)) => rows(model, card).len().saturating_sub(height),
        Some(Overlay::Legend(legend)) => (legend.lines() + legend.sections.len()).saturating_sub(height),
        _ => 0,
    }
}

/// A passage between quotation marks, which are not doubled where it brings its own.
pub fn quoted(passage: &str) -> String {
    format!("“{}”", passage.trim().trim_start_matches(['“', '"']).trim_end_matches(['”', '"']))
}

/// The content of a claim, its parts joined.
pub fn content(reader: &Reader, claim: &Claim) -> String {
    content_of(reader.text(), claim)
}

/// The content of a claim in a text, its parts joined.
pub fn content_of(text: &str, claim: &Claim) -> String {
    let parts: Vec<&str> = claim.parts.iter().map(|part| part.of(text).trim()).collect();
    parts.join(" … ")
}

/// One line that says what a figure is.
pub fn figure_line(reader: &Reader, figure: &Figure) -> String {
    let text = reader.text();
    let (kind, meaning) = (figure.kind.name(), figure_words(text, figure));
    let rest = meaning.strip_prefix(kind).unwrap_or_default();
    format!("{kind} {}{rest}", figure.span.of(text))
}

/// The days or moments a date means: the one, or the first and the last.
fn date_words(date: &DateRange) -> String {
    match (date.first(), date.last()) {
        (Some(first), Some(last)) if first == last => first,
        (first, last) => format!("{} to {}", first.unwrap_or("…".into()), last.unwrap_or("…".into())),
    }
}

/// What a figure means: its kind, its value or date, what is counted.
pub fn figure_words(text: &str, figure: &Figure) -> String {
    let number = figure.value.map(|value| value.normalize().to_string());
    let value = number.or_else(|| Some(date_words(&figure.date?)));
    let value = value.map(|value| format!(" = {value}")).unwrap_or_default();
    let unit = figure.currency.or(figure.unit).map(|unit| format!(" {unit}")).unwrap_or_default();
    let of = figure.of.map(|span| format!(" ({})", span.of(text))).unwrap_or_default();
    format!("{}{value}{unit}{of}", figure.kind.name())
}

/// A passage as a quotation with its speaker and source.
pub fn quotation(reader: &Reader, span: Span) -> String {
    let words = span.of(reader.text()).trim_matches(['“', '”', '"']);
    let claims = reader.marks(|found| &found.claims).iter();
    let claim = claims.filter(|claim| claim.span.overlaps(span)).min_by_key(|claim| claim.span.len());
    let speaker = claim.and_then(|claim| Some(claim.stance.told(&speaker_of(reader, claim)?)));
    let source = crate::app::shelving::citation(&listing(reader));
    format!("“{words}” — {}{source}", speaker.map(|speaker| format!("{speaker}, in ")).unwrap_or_default())
}

/// What a list would show of the article open.
pub fn listing(reader: &Reader) -> Listing {
    let meta = &reader.article.meta;
    Listing {
        id: reader.article.id.clone(),
        title: meta.title.clone(),
        outlet: meta.outlet.clone(),
        url: meta.url.clone(),
        published: meta.published.clone(),
        fetched: meta.fetched.clone(),
        ..Listing::default()
    }
}
