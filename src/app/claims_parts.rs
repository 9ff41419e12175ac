//! The parts of a claim's page, one after the other: what can be under the cursor, and what it says.

use crate::app::claims_case::Case;
use crate::config::Role;
use crate::ingest::markdown;
use crate::page::Layer;
use crate::text::{
    Annotation, AnnotationId, Appearance, BlockKind, Evidence, InlineKind, Listing, Relation, Span, Verdict,
};

/// The sections of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// The claim itself.
    Claim,
    /// Why the verdict is what it is.
    Rationale,
    /// The figures in it.
    Figures,
    /// Where it is made.
    Appearances,
    /// How it stands to other claims.
    Relations,
    /// What speaks for and against it.
    Evidence,
    /// What was found before.
    History,
}

impl Section {
    /// Its heading.
    pub fn name(self) -> &'static str {
        match self {
            Self::Claim => "Claim",
            Self::Rationale => "Rationale",
            Self::Figures => "Figures in it",
            Self::Appearances => "Appearances",
            Self::Relations => "Relations",
            Self::Evidence => "Evidence",
            Self::History => "Earlier verdicts",
        }
    }
}

/// What the cursor can stand on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// What is claimed.
    Statement,
    /// Who claims it.
    Speaker,
    /// How the article says it.
    Said,
    /// The reader's finding.
    Verdict,
    /// How far the work is.
    Status,
    /// Its tags.
    Tags,
    /// A paragraph of the rationale.
    Rationale(usize),
    /// A figure.
    Figure(usize),
    /// The passage it was made on.
    Passage,
    /// Another passage.
    Appearance(usize),
    /// A link of its own.
    Forth(usize),
    /// A link of another claim to it.
    Back(AnnotationId, Relation),
    /// A piece of evidence.
    Evidence(usize),
    /// A verdict it had.
    Earlier(usize),
    /// Nothing yet: where something can be added.
    Empty,
}

/// One item of the page.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Where it stands.
    pub section: Section,
    /// What it is.
    pub part: Part,
    /// The word before it.
    pub label: String,
    /// What it says, over as many lines as it takes.
    pub text: String,
    /// How it looks.
    pub role: Role,
    /// Markup inside the text.
    pub marks: Vec<(Span, Layer)>,
}

fn item(section: Section, part: Part, label: &str, text: impl Into<String>) -> Item {
    Item { section, part, label: label.to_owned(), text: text.into(), role: Role::Text, marks: Vec::new() }
}

/// Everything the page of a claim shows. `empty` says how something is added to a section that has nothing.
pub fn items(case: &Case, empty: impl Fn(Section) -> String) -> Vec<Item> {
    let mut items = claim(case);
    items.extend(rationale(&case.claim.note));
    let figures = case.figures.iter().enumerate();
    items.extend(figures.map(|(index, (words, meaning))| {
        item(Section::Figures, Part::Figure(index), "", format!("{words}  —  {meaning}"))
    }));
    items.extend(appearances(case));
    items.extend(relations(case));
    let evidence = case.claim.evidence.iter().enumerate();
    items.extend(evidence.map(|(index, evidence)| {
        item(Section::Evidence, Part::Evidence(index), evidence.bearing.name(), evidence_words(case, evidence))
    }));
    items.extend(case.claim.earlier.iter().enumerate().rev().map(|(index, verdict)| {
        let day = verdict.decided.as_deref().and_then(|date| date.get(..10)).unwrap_or("undated");
        item(Section::History, Part::Earlier(index), day, verdict_words(verdict, false))
    }));
    let mut whole = Vec::with_capacity(items.len() + 3);
    for section in SECTIONS {
        let before = whole.len();
        whole.extend(items.iter().filter(|item| item.section == section).cloned());
        if whole.len() == before && !matches!(section, Section::Figures | Section::History) {
            whole.push(Item { role: Role::Dim, ..item(section, Part::Empty, "", empty(section)) });
        }
    }
    whole
}

const SECTIONS: [Section; 7] = [
    Section::Claim,
    Section::Rationale,
    Section::Evidence,
    Section::Relations,
    Section::Appearances,
    Section::Figures,
    Section::History,
];

fn claim(case: &Case) -> Vec<Item> {
    let Case { claim, said, .. } = case;
    let section = Section::Claim;
    let mut items = vec![Item { role: Role::Heading, ..item(section, Part::Statement, "Statement", claim.subject()) }];
    let nobody = || match claim.stance {
        Some(stance) => format!("nobody named; {}", stance.deed()),
        None => "nobody named".to_owned(),
    };
    let speaker = claim.said_by().unwrap_or_else(nobody);
    items.push(item(section, Part::Speaker, "Speaker", speaker));
    if let Some(said) = said {
        let cue = said.cue.as_ref().map(|cue| format!("“{cue}” — ")).unwrap_or_default();
        let told = said.stance.deed();
        let mut words = match &said.speaker {
            Some(speaker) => format!("{cue}{speaker} {told}"),
            None => format!("{cue}{told}, no speaker named"),
        };
        if let Some(denied) = &said.denies {
            words.push_str(&format!(", and denies “{denied}”"));
        }
        items.push(item(section, Part::Said, "In the text", words));
    }
    items.push(match &claim.verdict {
        Some(verdict) => {
            let given = match (claim.state.is_adrift(), claim.is_changed()) {
                (true, _) => " · not confirmed: the passage has changed",
                (false, true) => " · given on other words: see the passage",
                (false, false) => "",
            };
            item(section, Part::Verdict, "Verdict", format!("{}{given}", verdict_words(verdict, true)))
        }
        None => Item { role: Role::Dim, ..item(section, Part::Verdict, "Verdict", "none yet") },
    });
    items.push(item(section, Part::Status, "Status", claim.status.name()));
    if !claim.tags.is_empty() {
        let tags: Vec<String> = claim.tags.iter().map(|tag| format!("#{tag}")).collect();
        items.push(Item { role: Role::Tag, ..item(section, Part::Tags, "Tags", tags.join(" ")) });
    }
    items
}

/// A verdict with what is known of it: "mostly-false · 80 % sure · 2026-03-05".
pub fn verdict_words(verdict: &Verdict, dated: bool) -> String {
    let sure = verdict.confidence.map(|share| format!("{:.0} % sure", share * 100.0));
    let day = verdict.decided.as_deref().and_then(|date| date.get(..10)).filter(|_| dated).map(str::to_owned);
    [Some(verdict.label.clone()), sure, day].into_iter().flatten().collect::<Vec<String>>().join(" · ")
}

/// The rationale, block by block, as its Markdown says.
fn rationale(note: &str) -> Vec<Item> {
    let (meta, body) = markdown(note, None);
    let mut items: Vec<Item> = Vec::new();
    let title = Some(meta.title).filter(|title| !title.is_empty());
    items.extend(
        title.map(|title| Item { role: Role::Heading, ..item(Section::Rationale, Part::Rationale(0), "", title) }),
    );
    for block in body.blocks() {
        let lead = match block.kind {
            BlockKind::Item { number: Some(number), .. } => format!("{number}. "),
            BlockKind::Item { .. } => "• ".to_owned(),
            BlockKind::Quote(_) => "> ".to_owned(),
            _ => String::new(),
        };
        let role = match block.kind {
            BlockKind::Heading(_) => Role::Heading,
            BlockKind::Quote(_) => Role::Quote,
            BlockKind::Code => Role::Code,
            BlockKind::Paragraph | BlockKind::Item { .. } | BlockKind::Table => Role::Text,
        };
        let inside = body.inlines().iter().filter(|inline| block.span.encloses(inline.span));
        let marks = inside.map(|inline| {
            let place = |at: usize| at - block.span.start + lead.len();
            let layer = match inline.kind {
                InlineKind::Emphasis => Layer::Emphasis,
                InlineKind::Strong => Layer::Strong,
                InlineKind::Code => Layer::Code,
                InlineKind::Link(_) => Layer::Link,
            };
            (Span::new(place(inline.span.start), place(inline.span.end)), layer)
        });
        let marks = marks.collect();
        let text = format!("{lead}{}", block.span.of(body.text()));
        let part = Part::Rationale(items.len());
        items.push(Item { role, marks, ..item(Section::Rationale, part, "", text) });
    }
    items
}

fn appearances(case: &Case) -> Vec<Item> {
    let Case { claim, article, .. } = case;
    let first = item(
        Section::Appearances,
        Part::Passage,
        "here",
        format!("“{}”\n{} · {}{}", claim.anchor.quote, source(article), how_here(claim), passage_state(claim)),
    );
    let mut items = vec![first];
    for (index, appearance) in claim.appearances.iter().enumerate() {
        let known = appearance.article.as_ref().and_then(|id| case.place(id));
        let day = appearance.published.as_deref().and_then(|date| date.get(..10)).unwrap_or_default();
        let place = known.map(source).unwrap_or_else(|| elsewhere(appearance));
        let text = format!("“{}”\n{place} · {}", appearance.quote, appearance.manner_words());
        let label = if day.is_empty() { "also" } else { day };
        items.push(item(Section::Appearances, Part::Appearance(index), label, text));
    }
    items
}

/// Whether the claim is asserted, denied or cited in the passage it was made on.
fn how_here(claim: &Annotation) -> String {
    let first = if claim.first { ", for the first time" } else { "" };
    format!("{}{first}", claim.manner().name())
}

fn passage_state(claim: &Annotation) -> String {
    if claim.state.stands() && !claim.state.is_adrift() { String::new() } else { format!(" · {}", claim.state.name()) }
}

fn elsewhere(appearance: &Appearance) -> String {
    appearance.url.clone().unwrap_or_else(|| "an article that is not in the library".into())
}

/// An article in one line.
pub fn source(article: &Listing) -> String {
    let day = article.published.as_deref().and_then(|date| date.get(..10)).map(str::to_owned);
    let parts = [Some(article.title.clone()), article.outlet.clone(), day];
    parts.into_iter().flatten().collect::<Vec<String>>().join(" · ")
}

fn relations(case: &Case) -> Vec<Item> {
    let words = |(article, note): &(Listing, Annotation)| {
        let speaker = note.said_by().map(|speaker| format!(" — {speaker}")).unwrap_or_default();
        let verdict = note.verdict.as_ref().map(|verdict| format!(" · {}", verdict.label)).unwrap_or_default();
        format!("“{}”{speaker}\n{}{verdict}", note.subject(), source(article))
    };
    let own = case.claim.links.iter().enumerate().map(|(index, link)| {
        let there = case.relative(&link.to).map(words).unwrap_or_else(|| "a claim that is no longer there".into());
        item(Section::Relations, Part::Forth(index), link.relation.forth(), there)
    });
    let back = case.linked.iter().flat_map(|entry| {
        let ours = entry.1.links.iter().filter(|link| link.to == case.claim.id);
        ours.map(move |link| {
            let part = Part::Back(entry.1.id.clone(), link.relation);
            item(Section::Relations, part, link.relation.back(), words(entry))
        })
    });
    own.chain(back).collect()
}

fn evidence_words(case: &Case, evidence: &Evidence) -> String {
    let mut lines: Vec<String> = evidence.quote.iter().map(|quote| format!("“{quote}”")).collect();
    lines.extend(evidence.url.clone());
    if let Some(id) = &evidence.note {
        let there = case.relative(id).map(|(article, _)| source(article));
        lines.push(there.unwrap_or_else(|| "a passage whose note is no longer there".into()));
    }
    lines.extend(evidence.archived.as_ref().map(|copy| format!("archived: {copy}")));
    let seen = evidence.accessed.as_deref().map(|date| date.get(..10).unwrap_or(date));
    lines.extend(seen.map(|day| format!("accessed: {day}")));
    lines.join("\n")
}
