//! What comes back from outside about notes: lists of them, their versions, drafts, and what commands made of them.

use crate::app::drafting;
use crate::app::effect::{Effect, Report, Ticket};
use crate::app::model::Model;
use crate::app::noting;
use crate::app::piping;
use crate::app::versions;
use crate::text::{Annotation, Listing};

/// Takes such a report; some ask for more to be done.
pub fn take(model: &mut Model, report: Report) -> Vec<Effect> {
    match report {
        Report::Noted { ticket, notes } => {
            self::notes(model, ticket, notes);
            return noting::peek(model);
        }
        Report::Cast { ticket, cast } if ticket == model.notebook.asked => {
            let settings = model.settings.clone();
            model.notebook.take_cast(cast, &settings);
        }
        Report::Cast { .. } => {}
        Report::PipeReady(ticket, input) => return piping::ready(model, ticket, input),
        Report::Piped(ticket, outcome) => piping::ended(model, ticket, outcome),
        Report::Drafts(drafts) => drafting::take(model, drafts),
        Report::Versions(now, earlier) => versions::open(model, *now, earlier),
        _ => {}
    }
    Vec::new()
}

fn notes(model: &mut Model, ticket: Ticket, notes: Result<Vec<(Listing, Annotation)>, String>) {
    if ticket != model.notebook.asked {
        return;
    }
    match notes {
        Ok(notes) => {
            model.notebook.fault = None;
            let settings = model.settings.clone();
            model.notebook.take(notes, &settings);
        }
        Err(fault) => model.notebook.fault = Some(fault),
    }
}
