//! The claims screen: the reader's claims of all articles, in groups.

use crate::app::claims_page;
use crate::app::commands::{list_again, told};
use crate::app::effect::{Effect, Ticket};
use crate::app::list::List;
use crate::app::model::Model;
use crate::app::shelving::step;
use crate::keys::Command;
use crate::text::{Annotation, Listing, Status};

/// The claims screen.
#[derive(Clone, Debug, Default)]
pub struct Claims {
    /// Headings and claims, top to bottom.
    pub list: List<ClaimRow>,
    /// The claims that fit, with their articles.
    all: Vec<(Listing, Annotation)>,
    /// What the groups are made by.
    pub grouping: Grouping,
    /// The reader's filter, in the query language.
    pub filter: String,
    /// What is wrong with the filter.
    pub fault: Option<String>,
    /// The newest request for rows.
    pub asked: Ticket,
}

/// A row of the claims screen.
#[derive(Clone, Debug, PartialEq)]
pub enum ClaimRow {
    /// What the claims below have in common, and how many they are.
    Group(String, usize),
    /// A claim and its article.
    Claim(Box<(Listing, Annotation)>),
}

/// What claims are grouped by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Grouping {
    /// What the reader found.
    #[default]
    Verdict,
    /// How far the work on them is.
    Status,
    /// Who claims it.
    Speaker,
}

/// Rank and name of the group a claim belongs to, and its rank there.
type Place = (usize, String, usize);

impl Grouping {
    /// The word after "by".
    pub fn name(self) -> &'static str {
        match self {
            Self::Verdict => "verdict",
            Self::Status => "status",
            Self::Speaker => "speaker",
        }
    }
}

impl Claims {
    /// Takes the claims that fit. `scale` are the verdicts in their order.
    pub fn take(&mut self, all: Vec<(Listing, Annotation)>, scale: &[String]) {
        self.all = all;
        self.regroup(scale);
    }

    /// How many claims fit.
    pub fn count(&self) -> usize {
        self.all.len()
    }

    fn regroup(&mut self, scale: &[String]) {
        let mut sorted: Vec<(Place, &(Listing, Annotation))> =
            self.all.iter().map(|entry| (self.place(&entry.1, scale), entry)).collect();
        sorted.sort_by(|(a, _), (b, _)| a.cmp(b));
        let mut rows: Vec<ClaimRow> = Vec::with_capacity(sorted.len() + 8);
        let groups = sorted.chunk_by(|(a, _), (b, _)| (a.0, &a.1) == (b.0, &b.1));
        for group in groups {
            rows.extend(group.first().map(|((_, name, _), _)| ClaimRow::Group(name.clone(), group.len())));
            rows.extend(group.iter().map(|(_, entry)| ClaimRow::Claim(Box::new((*entry).clone()))));
        }
        self.list.refill(rows, |a, b| match (a, b) {
            (ClaimRow::Claim(a), ClaimRow::Claim(b)) => a.1.id == b.1.id,
            (ClaimRow::Group(a, _), ClaimRow::Group(b, _)) => a == b,
            _ => false,
        });
        self.leave_heading(true);
    }

    fn place(&self, claim: &Annotation, scale: &[String]) -> Place {
        let status = Status::ALL.iter().position(|status| *status == claim.status).unwrap_or(0);
        // What has no verdict is what there is to do, so it stands first.
        let (rank, verdict) = match &claim.verdict {
            None => (0, "no verdict yet".to_owned()),
            Some(verdict) => {
                let place = scale.iter().position(|label| *label == verdict.label).unwrap_or(scale.len());
                (place + 1, verdict.label.clone())
            }
        };
        match self.grouping {
            Grouping::Verdict => (rank, verdict, status),
            Grouping::Status => (status, claim.status.name().to_owned(), rank),
            Grouping::Speaker => match claim.speaker.clone().filter(|speaker| !speaker.trim().is_empty()) {
                Some(speaker) => (0, speaker, rank),
                None => (1, "no speaker named".to_owned(), rank),
            },
        }
    }

    /// The claim under the cursor, and its article.
    pub fn chosen(&self) -> Option<&(Listing, Annotation)> {
        match self.list.chosen()? {
            ClaimRow::Claim(entry) => Some(entry),
            ClaimRow::Group(..) => None,
        }
    }

    /// The cursor stands on claims, not on headings.
    pub fn leave_heading(&mut self, down: bool) {
        if let Some(ClaimRow::Group(..)) = self.list.chosen() {
            let at = self.list.selected();
            self.list.go_to(if down || at == 0 { at + 1 } else { at - 1 });
        }
    }
}

/// Carries out a command on the claims screen.
pub fn run(model: &mut Model, command: Command, count: Option<u32>) -> Vec<Effect> {
    let before = model.claims.list.selected();
    if step(&mut model.claims.list, command, count) {
        let down = model.claims.list.selected() > before;
        model.claims.leave_heading(down);
        return Vec::new();
    }
    let grouping = match command {
        Command::GroupByVerdict => Some(Grouping::Verdict),
        Command::GroupByStatus => Some(Grouping::Status),
        Command::GroupBySpeaker => Some(Grouping::Speaker),
        _ => None,
    };
    if let Some(grouping) = grouping {
        model.claims.grouping = grouping;
        let scale = scale(model);
        model.claims.regroup(&scale);
        return told(model, format!("claims by {}", grouping.name()));
    }
    let chosen = model.claims.chosen().cloned();
    match (command, chosen) {
        (Command::Clear, _) => {
            model.claims.filter.clear();
            list_again(model)
        }
        (_, None) => told(model, "no claim here; c in an article makes one of what is said"),
        (Command::Open | Command::Right, Some((_, claim))) => claims_page::open(model, claim.id),
        (command, Some((article, claim))) => claims_page::on_claim(model, command, &article, claim),
    }
}

/// The names of the verdicts in their order.
pub fn scale(model: &Model) -> Vec<String> {
    model.settings.codebook.verdicts.iter().map(|label| label.name.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{AnnotationId, AnnotationKind, Verdict};

    fn claim(id: &str, verdict: &str, status: Status, speaker: &str) -> (Listing, Annotation) {
        let annotation = Annotation {
            id: AnnotationId(id.into()),
            kind: AnnotationKind::Claim,
            verdict: (!verdict.is_empty()).then(|| Verdict { label: verdict.into(), ..Verdict::default() }),
            status,
            speaker: (!speaker.is_empty()).then(|| speaker.into()),
            ..Annotation::default()
        };
        (Listing::default(), annotation)
    }

    #[test]
    fn groups_stand_in_the_order_of_the_scale() {
        let scale = ["true", "false"].map(String::from);
        let all = vec![
            claim("a", "false", Status::Done, "Berg"),
            claim("b", "", Status::Waiting, ""),
            claim("c", "true", Status::Open, "Ahn"),
            claim("d", "", Status::Open, "Berg"),
            claim("e", "own word", Status::Done, "Ahn"),
        ];
        let mut claims = Claims::default();
        let mut shown = |grouping: Grouping| {
            claims.grouping = grouping;
            claims.take(all.clone(), &scale);
            let rows = claims.list.rows().iter().map(|row| match row {
                ClaimRow::Group(name, count) => format!("{name} {count}:"),
                ClaimRow::Claim(entry) => entry.1.id.0.clone(),
            });
            rows.collect::<Vec<String>>().join(" ")
        };
        assert_eq!(shown(Grouping::Verdict), "no verdict yet 2: d b true 1: c false 1: a own word 1: e");
        assert_eq!(shown(Grouping::Status), "open 2: d c waiting 1: b done 2: a e");
        assert_eq!(shown(Grouping::Speaker), "Ahn 2: c e Berg 2: d a no speaker named 1: b");
        assert!(claims.chosen().is_some());
    }
}
