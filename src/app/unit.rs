//! What is under the cursor.

use crate::analysis::{Actor, Claim, Figure, Mention, unread};
use crate::app::cards::speaker_words;
use crate::app::reader::{Reader, headline};

impl Reader {
    /// The mention of an actor under the cursor.
    pub fn mention_here(&self) -> Option<&Mention> {
        self.mention_at(self.cursor)
    }

    /// The mention of an actor at a byte offset.
    pub fn mention_at(&self, offset: usize) -> Option<&Mention> {
        let mentions = self.marks(|found| &found.mentions);
        let after = mentions.partition_point(|mention| mention.span.start <= offset);
        mentions.get(after.checked_sub(1)?).filter(|mention| mention.span.contains(offset))
    }

    /// The actor a mention names.
    pub fn actor_of(&self, mention: &Mention) -> Option<&Actor> {
        self.marks(|found| &found.actors).get(mention.actor)
    }

    /// The figure under the cursor.
    pub fn figure_here(&self) -> Option<&Figure> {
        self.figure_at(self.cursor)
    }

    /// The figure at a byte offset.
    pub fn figure_at(&self, offset: usize) -> Option<&Figure> {
        let figures = self.marks(|found| &found.figures);
        let after = figures.partition_point(|figure| figure.span.start <= offset);
        figures.get(after.checked_sub(1)?).filter(|figure| figure.span.contains(offset))
    }

    /// The shortest detected claim around the cursor, with its number; its cue and speaker count as inside.
    pub fn claim_here(&self) -> Option<(usize, &Claim)> {
        self.claim_at(self.cursor)
    }

    /// The same at a byte offset.
    pub fn claim_at(&self, offset: usize) -> Option<(usize, &Claim)> {
        let claims = self.marks(|found| &found.claims).iter().enumerate();
        let here = claims.filter(|(_, claim)| {
            let speaker = claim.speaker.as_ref().map(|speaker| speaker.span);
            let cue = claim.cue.map(|cue| cue.span);
            [Some(claim.span), speaker, cue].into_iter().flatten().any(|span| span.contains(offset))
        });
        here.min_by_key(|(_, claim)| claim.span.len())
    }

    /// What is under the cursor, for the status line: the most particular first.
    pub fn unit(&self) -> Vec<String> {
        let mut units = Vec::new();
        if let Some(annotation) = self.annotations_here().first() {
            let says: String = headline(annotation).chars().take(40).collect();
            units.push(format!("your {} {says}", annotation.kind.name()).trim_end().to_owned());
        }
        if let Some(mention) = self.mention_here().filter(|_| self.layers.actors)
            && let Some(actor) = self.actor_of(mention)
        {
            units.push(format!("{} {}", mention.kind.name(), actor.name));
        }
        if let Some(figure) = self.figure_here().filter(|figure| self.layers.shows(figure)) {
            units.push(crate::app::cards::figure_line(self, figure));
        }
        if let Some((_, claim)) = self.claim_here().filter(|_| self.layers.claims) {
            let told = claim.stance.past();
            units.push(match speaker_words(self, claim) {
                Some(speaker) => format!("claim: {speaker} {told}"),
                None => format!("claim, no speaker named: {told}"),
            });
        }
        let block = self.article.body.block_at(self.cursor);
        let foreign = block.and_then(|block| self.found.as_ref()?.tongue.of(block).map(unread));
        units.extend(foreign.filter(|_| units.is_empty() && self.selection.is_none()));
        if units.is_empty() {
            units.push(if self.selection.is_some() { "selection" } else { "sentence" }.to_owned());
        }
        units
    }
}
