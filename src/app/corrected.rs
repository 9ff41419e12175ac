//! The reader's corrections, laid over what was detected in the article open.

use crate::analysis::{Analysis, Claim, Figure, Mention, correct};
use crate::app::reader::Reader;
use crate::text::{Anchor, ArticleId, Correction, CorrectionId, Detected, Reach, Remedy, Span};
use std::sync::Arc;

/// Something detected that a correction can be about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// What it is.
    pub detected: Detected,
    /// Its kind's name, as it stands now.
    pub kind: &'static str,
    /// Its actor's name, or its words.
    pub name: String,
    /// Where it stands.
    pub anchor: Anchor,
    /// How often it is mentioned in the article.
    pub mentions: usize,
    article: ArticleId,
}

impl Subject {
    /// A correction that says this of it; how far it holds is still to be asked.
    pub fn says(&self, remedy: Remedy) -> Correction {
        Correction {
            id: CorrectionId::default(),
            article: self.article.clone(),
            detected: self.detected,
            reach: Reach::Article,
            remedy,
            name: self.name.clone(),
            anchor: self.anchor.clone(),
            created: String::new(),
        }
    }
}

impl Reader {
    /// Takes what analysis found; the reader's corrections are laid over it.
    pub fn take_detected(&mut self, detected: Arc<Analysis>) {
        self.detected = Some(detected);
        self.lay();
    }

    /// Takes the corrections as they now stand in the library; true where they have changed.
    pub fn take_corrections(&mut self, corrections: Vec<Correction>) -> bool {
        if self.corrections == corrections {
            return false;
        }
        self.corrections = corrections;
        self.lay();
        true
    }

    fn lay(&mut self) {
        let Some(detected) = &self.detected else { return };
        let found = match self.corrections.is_empty() {
            true => detected.clone(),
            false => Arc::new(correct((**detected).clone(), &self.article.body, &self.corrections)),
        };
        self.take_marks(found);
    }

    /// What is selected, to be named an actor, where the analysis missed it; `None` where something is detected there.
    pub fn missed(&self) -> Option<Subject> {
        let span = self.selected()?.trim(self.text());
        let taken = self.marks(|found| &found.mentions).iter().any(|mention| mention.span.overlaps(span))
            || self.marks(|found| &found.figures).iter().any(|figure| figure.span.overlaps(span));
        let names = !span.is_empty() && !span.of(self.text()).contains('\n');
        (names && !taken).then(|| Subject { mentions: 0, ..self.subject(Detected::Actor, "not detected", span) })
    }

    /// What was detected at a byte offset, the most particular first: a mention, a figure, a claim.
    pub fn subjects_at(&self, offset: usize) -> Vec<Subject> {
        let mention = self.mention_at(offset).map(|mention| self.mention_subject(mention));
        let figure = self.figure_at(offset).map(|figure| self.figure_subject(figure));
        let claim = self.claim_at(offset).map(|(_, claim)| self.claim_subject(claim));
        [mention, figure, claim].into_iter().flatten().collect()
    }

    fn mention_subject(&self, mention: &Mention) -> Subject {
        let same = self.marks(|found| &found.mentions).iter().filter(|other| other.actor == mention.actor);
        let name = self.actor_of(mention).map(|actor| actor.name.clone()).unwrap_or_default();
        Subject { mentions: same.count(), name, ..self.subject(Detected::Actor, mention.kind.name(), mention.span) }
    }

    fn figure_subject(&self, figure: &Figure) -> Subject {
        self.subject(Detected::Figure, figure.kind.name(), figure.span)
    }

    fn claim_subject(&self, claim: &Claim) -> Subject {
        self.subject(Detected::Claim, claim.stance.name(), claim.span)
    }

    fn subject(&self, detected: Detected, kind: &'static str, span: Span) -> Subject {
        let anchor = Anchor::new(self.text(), span, &self.article.body.sha256());
        let name = anchor.quote.clone();
        Subject { detected, kind, name, anchor, mentions: 1, article: self.article.id.clone() }
    }

    /// What the reader has said of it before: by its name, or of its passage.
    pub fn said_of<'r>(&'r self, subject: &'r Subject) -> impl Iterator<Item = &'r Correction> {
        self.corrections.iter().filter(|correction| {
            let same = correction.name == subject.name || correction.remedy.value() == Some(&subject.name);
            let here = correction.article == subject.article && correction.anchor.span.overlaps(subject.anchor.span);
            correction.detected == subject.detected && (here || (same && correction.reach != Reach::Mention))
        })
    }
}
