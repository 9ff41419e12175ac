//! Cards: everything known of what is under the cursor, as lines of name and value.

use crate::analysis::{Claim, Figure, Mention, Qualifier};
use crate::app::model::Card;
use crate::app::reader::Reader;
use crate::text::{Annotation, Listing, Span};

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
        Some((_, claim)) => claim_card(reader, claim),
        None => sentence_card(reader),
    }
}

fn line(name: &str, value: impl Into<String>) -> (String, String) {
    (name.to_owned(), value.into())
}

fn annotation_card(reader: &Reader, annotation: &Annotation) -> Card {
    let mut lines = vec![line("Passage", quoted(&annotation.anchor.quote))];
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
    Card { title: format!("Your {}", annotation.kind.name()), lines }
}

fn actor_card(reader: &Reader, mention: &Mention) -> Card {
    let Some(actor) = reader.actor_of(mention) else { return Card::default() };
    let mentions = reader.marks(|found| &found.mentions);
    let same: Vec<&Mention> = mentions.iter().filter(|other| other.actor == mention.actor).collect();
    let mut lines = vec![line("Kind", mention.kind.name()), line("Mentions", same.len().to_string())];
    if !actor.aliases.is_empty() {
        lines.push(line("Also", actor.aliases.join(", ")));
    }
    let mut roles: Vec<&str> = same.iter().filter_map(|other| other.role).map(|role| role.of(reader.text())).collect();
    roles.dedup();
    if !roles.is_empty() {
        lines.push(line("Role", roles.join(", ")));
    }
    lines.extend(mention.stands_for.map(|state| line("May be", format!("the government of {state}"))));
    let claims = reader.marks(|found| &found.claims).iter();
    let said = claims.filter(|claim| claim.speaker.as_ref().and_then(|speaker| speaker.actor) == Some(mention.actor));
    lines.extend(said.take(5).map(|claim| line(claim.stance.name(), content(reader, claim))));
    Card { title: actor.name.clone(), lines }
}

fn figure_card(reader: &Reader, figure: &Figure) -> Card {
    let mut lines = vec![line("Kind", figure.kind.name())];
    lines.extend(figure.value.map(|value| line("Value", value.normalize().to_string())));
    if let (Some(low), Some(high)) = (figure.low, figure.high) {
        lines.push(line("Range", format!("{} to {}", low.normalize(), high.normalize())));
    }
    lines.extend(figure.unit.map(|unit| line("Unit", unit)));
    lines.extend(figure.si.map(|(value, unit)| line("In SI", format!("{value} {unit}"))));
    lines.extend(figure.currency.map(|currency| line("Currency", currency)));
    lines.extend(figure.of.map(|span| line("Of", span.of(reader.text()))));
    lines.extend(figure.per.map(|span| line("Per", span.of(reader.text()))));
    lines.extend(figure.qualifier.map(|qualifier| line("Meaning", qualifier_words(qualifier))));
    if let Some(date) = figure.date {
        let day = |at: jiff::civil::DateTime| at.to_string().trim_end_matches("T00:00:00").to_owned();
        let ends = match (date.start, date.end) {
            (Some(start), Some(end)) if start == end => day(start),
            (start, end) => {
                format!("{} to {}", start.map(day).unwrap_or("…".into()), end.map(day).unwrap_or("…".into()))
            }
        };
        lines.push(line("Date", ends));
    }
    lines.extend(figure.zone.map(|zone| line("Zone", format!("UTC{:+}:{:02}", zone / 60, (zone % 60).abs()))));
    let twin = figure.twin.and_then(|twin| reader.marks(|found| &found.figures).get(twin));
    lines.extend(twin.map(|twin| line("With", twin.span.of(reader.text()))));
    lines.extend(reader.sentence().map(|sentence| line("Sentence", sentence.of(reader.text()))));
    Card { title: figure.span.of(reader.text()).to_owned(), lines }
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

fn claim_card(reader: &Reader, claim: &Claim) -> Card {
    let found = reader.found.as_deref();
    let mut lines = vec![line("Claim", content(reader, claim))];
    if let Some(speaker) = &claim.speaker {
        let actor = speaker.actor.and_then(|actor| found?.actors.get(actor)).map(|actor| actor.name.as_str());
        let written = speaker.span.of(reader.text());
        let shown = match actor.filter(|actor| *actor != written) {
            Some(actor) if speaker.resolved => format!("{written} (most likely {actor})"),
            Some(actor) => format!("{written} ({actor})"),
            None => written.to_owned(),
        };
        lines.push(line("Speaker", shown));
    }
    lines.extend(claim.cue.map(|cue| line("Cue", cue.span.of(reader.text()))));
    lines.push(line("Stance", claim.stance.name()));
    lines.push(line("Quoted", if claim.direct { "word for word" } else { "in other words" }));
    let inside = |span: Span| claim.parts.iter().any(|part| part.encloses(span));
    let figures = reader.marks(|found| &found.figures).iter().filter(|figure| inside(figure.span));
    let figures: Vec<&str> = figures.map(|figure| figure.span.of(reader.text())).collect();
    if !figures.is_empty() {
        lines.push(line("Figures", figures.join(", ")));
    }
    let denied = claim.denies.and_then(|index| reader.marks(|found| &found.claims).get(index));
    lines.extend(denied.map(|denied| line("Denies", content(reader, denied))));
    lines.push(line("To check", format!("{:.0} of 100", claim.score * 100.0)));
    Card { title: "Claim".to_owned(), lines }
}

fn sentence_card(reader: &Reader) -> Card {
    let Some(sentence) = reader.sentence() else { return Card::default() };
    let text = sentence.of(reader.text());
    Card {
        title: "Sentence".to_owned(),
        lines: vec![line("", text), line("Words", text.split_whitespace().count().to_string())],
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

/// What a figure means: its kind, its value, what is counted.
pub fn figure_words(text: &str, figure: &Figure) -> String {
    let value = figure.value.map(|value| format!(" = {}", value.normalize())).unwrap_or_default();
    let unit = figure.currency.or(figure.unit).map(|unit| format!(" {unit}")).unwrap_or_default();
    let of = figure.of.map(|span| format!(" ({})", span.of(text))).unwrap_or_default();
    format!("{}{value}{unit}{of}", figure.kind.name())
}

/// A passage as a quotation with its speaker and source.
pub fn quotation(reader: &Reader, span: Span) -> String {
    let words = span.of(reader.text()).trim_matches(['“', '”', '"']);
    let claims = reader.marks(|found| &found.claims).iter();
    let speaker =
        claims.filter(|claim| claim.span.overlaps(span)).min_by_key(|claim| claim.span.len()).and_then(|claim| {
            let speaker = claim.speaker.as_ref()?;
            let actor = speaker.actor.and_then(|actor| reader.marks(|found| &found.actors).get(actor));
            Some(actor.map_or_else(|| speaker.span.of(reader.text()).to_owned(), |actor| actor.name.clone()))
        });
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
