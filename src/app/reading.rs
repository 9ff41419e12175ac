//! The reader's commands that move, select, look and copy.

use crate::app::commands::{list_again, told};
use crate::app::effect::Effect;
use crate::app::model::{Model, Overlay, Pane};
use crate::app::movement::Thing;
use crate::app::reader::{Awaited, Reader, Selection, Tab};
use crate::app::{annotate, cards, claims_page, errand, panel, shelving};
use crate::keys::Command;
use crate::page::{Direction, Object, Step, object_at};
use crate::text::{AnnotationId, AnnotationKind, InlineKind, Span};

/// Carries out a command in the reader.
pub fn run(model: &mut Model, command: Command, count: Option<u32>, argument: Option<char>) -> Vec<Effect> {
    if model.pane == Pane::Side && model.layout().side.width > 0 {
        return panel::run(model, command, count, argument);
    }
    let Some(reader) = &mut model.reader else { return told(model, "no article is open; gl shows the library") };
    if moves(reader, command, count) || selects(reader, command) {
        return Vec::new();
    }
    if let Some((thing, direction)) = steps(command) {
        return step(model, thing, direction, count.unwrap_or(1) as usize);
    }
    match command {
        Command::SetMark => {
            reader.places.extend(argument.map(|letter| (letter, reader.cursor)));
            told(model, argument.map(|letter| format!("marked as {letter}; `{letter} comes back")).unwrap_or_default())
        }
        Command::GoMark => match argument.and_then(|letter| reader.places.get(&letter).copied()) {
            Some(place) => {
                reader.leap(place);
                Vec::new()
            }
            None => told(model, "nothing is marked with this letter; m and a letter mark a place"),
        },
        Command::JumpBack => match reader.jumps.back(reader.cursor) {
            Some(place) => {
                reader.go_to(place);
                Vec::new()
            }
            None => told(model, "no jump to go back to"),
        },
        Command::JumpForward => match reader.jumps.forward() {
            Some(place) => {
                reader.go_to(place);
                Vec::new()
            }
            None => told(model, "no jump to go forward to"),
        },
        Command::SameActor | Command::SameActorBack => {
            let direction = if command == Command::SameActor { Direction::Forward } else { Direction::Back };
            if reader.move_to_same_actor(direction) {
                Vec::new()
            } else {
                told(model, "no other mention that way (stand on an actor)")
            }
        }
        _ => looks(model, command).unwrap_or_else(|| annotate::run(model, command, argument)),
    }
}

fn step(model: &mut Model, thing: Thing, direction: Direction, times: usize) -> Vec<Effect> {
    let Some(reader) = &mut model.reader else { return Vec::new() };
    if reader.move_to(thing, direction, times) {
        Vec::new()
    } else if thing.is_detected() && reader.found.is_none() {
        reader.awaited = Some(Awaited { thing, direction, times, cursor: reader.cursor });
        told(model, format!("still looking for {} …", thing.plural()))
    } else {
        told(model, none_further(thing, direction))
    }
}

/// Takes the step that waited for the marks, unless the cursor has moved since.
pub fn take_awaited_step(model: &mut Model) -> Vec<Effect> {
    let Some(reader) = &mut model.reader else { return Vec::new() };
    let Some(awaited) = reader.awaited.take().filter(|awaited| awaited.cursor == reader.cursor) else {
        return Vec::new();
    };
    model.message = None;
    step(model, awaited.thing, awaited.direction, awaited.times)
}

fn none_further(thing: Thing, direction: Direction) -> String {
    let way = if direction == Direction::Forward { "further on" } else { "before this" };
    format!("no {} {way}", thing.plural())
}

fn moves(reader: &mut Reader, command: Command, count: Option<u32>) -> bool {
    let times = count.unwrap_or(1) as usize;
    let height = usize::from(reader.view.height).max(1);
    let (forward, back) = (Direction::Forward, Direction::Back);
    match command {
        Command::Down => reader.move_rows(forward, times),
        Command::Up => reader.move_rows(back, times),
        Command::Left => reader.move_by(Step::Grapheme, back, times),
        Command::Right => reader.move_by(Step::Grapheme, forward, times),
        Command::Word => reader.move_by(Step::Word, forward, times),
        Command::WordBack => reader.move_by(Step::Word, back, times),
        Command::WordEnd => reader.move_by(Step::WordEnd, forward, times),
        Command::Paragraph => reader.move_by(Step::Block, forward, times),
        Command::ParagraphBack => reader.move_by(Step::Block, back, times),
        Command::HalfDown => reader.scroll(forward, (height / 2).max(1) * times),
        Command::HalfUp => reader.scroll(back, (height / 2).max(1) * times),
        Command::PageDown => reader.scroll(forward, height.saturating_sub(2).max(1) * times),
        Command::PageUp => reader.scroll(back, height.saturating_sub(2).max(1) * times),
        Command::ScrollDown => reader.roll(forward, times),
        Command::ScrollUp => reader.roll(back, times),
        Command::LineStart | Command::LineText => reader.move_in_row(false),
        Command::LineEnd => reader.move_in_row(true),
        Command::Top | Command::Bottom if count.is_some() => reader.go_to_block(times),
        Command::Top => reader.go_to_edge(false),
        Command::Bottom => reader.go_to_edge(true),
        _ => return false,
    }
    true
}

fn steps(command: Command) -> Option<(Thing, Direction)> {
    let (forward, back) = (Direction::Forward, Direction::Back);
    Some(match command {
        Command::Sentence => (Thing::Sentence, forward),
        Command::SentenceBack => (Thing::Sentence, back),
        Command::Actor => (Thing::Actor, forward),
        Command::ActorBack => (Thing::Actor, back),
        Command::Figure => (Thing::Figure, forward),
        Command::FigureBack => (Thing::Figure, back),
        Command::Claim => (Thing::Claim, forward),
        Command::ClaimBack => (Thing::Claim, back),
        Command::Note => (Thing::Note, forward),
        Command::NoteBack => (Thing::Note, back),
        Command::Quotation => (Thing::Quotation, forward),
        Command::QuotationBack => (Thing::Quotation, back),
        Command::SearchNext => (Thing::Hit, forward),
        Command::SearchBack => (Thing::Hit, back),
        _ => return None,
    })
}

fn selects(reader: &mut Reader, command: Command) -> bool {
    let object = match command {
        Command::Select | Command::SelectLines => {
            let by_rows = command == Command::SelectLines;
            let same = reader.selection.is_some_and(|selection| selection.by_rows == by_rows);
            let from = reader.selection.map_or(reader.cursor, |selection| selection.from);
            reader.selection = (!same).then_some(Selection { from, by_rows });
            return true;
        }
        Command::SwapEnds => {
            if let Some(selection) = &mut reader.selection {
                std::mem::swap(&mut selection.from, &mut reader.cursor);
                reader.keep_in_view();
            }
            return true;
        }
        Command::SelectWord => object_at(&reader.article.body, &[], reader.cursor, Object::Word, false),
        Command::SelectSentence => reader.sentence(),
        Command::SelectParagraph => object_at(&reader.article.body, &[], reader.cursor, Object::Paragraph, false),
        Command::SelectQuotation => object_at(&reader.article.body, &[], reader.cursor, Object::Quotation, false),
        Command::SelectActor => reader.mention_here().map(|mention| mention.span),
        Command::SelectFigure => reader.figure_here().map(|figure| figure.span),
        Command::SelectClaim => reader.claim_here().map(|(_, claim)| claim.span),
        _ => return false,
    };
    if let Some(span) = object.map(|span| span.trim(reader.text())).filter(|span| !span.is_empty()) {
        reader.selection = Some(Selection { from: span.start, by_rows: false });
        let last = crate::page::cells(span.of(reader.text())).last().map_or(0, |cell| cell.at);
        reader.cursor = span.start + last;
        reader.keep_in_view();
    }
    true
}

fn looks(model: &mut Model, command: Command) -> Option<Vec<Effect>> {
    let reader = model.reader.as_mut()?;
    Some(match command {
        Command::Open if model.errand.is_some() => errand::confirm(model),
        Command::Clear if model.errand.is_some() && reader.selection.is_none() => errand::cancel(model),
        Command::Clear => {
            reader.selection = None;
            reader.search = Default::default();
            Vec::new()
        }
        Command::Open if reader.selection.is_none() && own_claim(reader).is_some() => {
            let claim = own_claim(reader);
            claim.map(|claim| claims_page::open(model, claim)).unwrap_or_default()
        }
        Command::Open | Command::Fold => toggle_fold(model),
        Command::Layers => cycle_layers(model),
        Command::NextTab => turn(model, false),
        Command::PreviousTab => turn(model, true),
        Command::Panel => {
            model.side.shown = !model.side.shown;
            model.pane = Pane::Main;
            model.fit();
            Vec::new()
        }
        Command::Card => {
            model.overlay = Some(Overlay::Card(cards::card(reader)));
            Vec::new()
        }
        Command::Copy => copy(model, |reader, span| span.of(reader.text()).to_owned()),
        Command::CopyQuote => copy(model, cards::quotation),
        Command::CopyCitation => vec![Effect::Copy(shelving::citation(&cards::listing(reader)))],
        Command::CopyAddress => match reader.article.meta.url.clone() {
            Some(url) => vec![Effect::Copy(url)],
            None => told(model, "this article has no address"),
        },
        Command::Browser => match reader.article.meta.url.clone().filter(|url| url.starts_with("http")) {
            Some(url) => vec![Effect::Browse(url)],
            None => told(model, "this article has no web address"),
        },
        Command::FollowLink => match link_here(reader) {
            Some(url) => vec![Effect::Browse(url)],
            None => told(model, "no link under the cursor; ; lists the links in view"),
        },
        Command::Links => crate::app::tools::choose_link(model),
        Command::Article | Command::ArticleBack => return Some(neighbour(model, command == Command::ArticleBack)),
        Command::Star => star(model),
        Command::FullArticle => full_article(model),
        Command::Copies => model.reader.iter().map(|reader| Effect::Copies(reader.article.id.clone())).collect(),
        Command::Revisions => model.reader.iter().map(|reader| Effect::Revisions(reader.article.id.clone())).collect(),
        Command::Retype | Command::MergeActors => crate::app::correcting::run(model, command),
        _ => return None,
    })
}

/// The reader's claim under the cursor, where it has been kept.
fn own_claim(reader: &Reader) -> Option<AnnotationId> {
    let claim = reader.annotation_here(|kind| kind == AnnotationKind::Claim)?;
    Some(claim.id.clone()).filter(|id| !id.0.is_empty())
}

/// Copies the selection, or the sentence, in some form.
fn copy(model: &mut Model, form: impl Fn(&Reader, Span) -> String) -> Vec<Effect> {
    let Some(reader) = &mut model.reader else { return Vec::new() };
    let text = reader.target().map(|span| form(reader, span));
    reader.selection = None;
    text.map(Effect::Copy).into_iter().collect()
}

fn toggle_fold(model: &mut Model) -> Vec<Effect> {
    let Some(reader) = &mut model.reader else { return Vec::new() };
    if reader.marks(|found| &found.boilerplate).is_empty() {
        return told(model, "nothing is folded in this article");
    }
    reader.unfolded = !reader.unfolded;
    reader.set_page();
    Vec::new()
}

fn cycle_layers(model: &mut Model) -> Vec<Effect> {
    let Some(reader) = &mut model.reader else { return Vec::new() };
    let layers = &mut reader.layers;
    let always = model.settings.reader.minor_figures;
    let (actors, figures, claims, name) = match (layers.actors, layers.figures, layers.claims) {
        (true, true, true) => (true, false, false, "actors"),
        (true, false, false) => (false, true, false, "every figure"),
        (false, true, false) => (false, false, true, "claims"),
        (false, false, true) => (false, false, false, "nothing"),
        _ => (true, true, true, "actors, figures and claims"),
    };
    (layers.actors, layers.figures, layers.claims) = (actors, figures, claims);
    layers.minor = always || figures && !actors;
    told(model, format!("shown: {name}"))
}

fn turn(model: &mut Model, back: bool) -> Vec<Effect> {
    const TABS: [Tab; 4] = [Tab::Notes, Tab::Actors, Tab::Figures, Tab::Claims];
    let Some(reader) = &mut model.reader else { return Vec::new() };
    let at = TABS.iter().position(|tab| *tab == reader.tab).unwrap_or(0);
    reader.tab = TABS.get((at + if back { 3 } else { 1 }) % 4).copied().unwrap_or_default();
    model.side.selected = panel::current(reader, reader.tab).unwrap_or(0);
    Vec::new()
}

fn link_here(reader: &Reader) -> Option<String> {
    let here = reader.article.body.inlines().iter().filter(|inline| inline.span.contains(reader.cursor));
    here.filter_map(|inline| match &inline.kind {
        InlineKind::Link(url) => Some(url.clone()),
        _ => None,
    })
    .next()
}

/// Opens the article after this one in the library's list, or the one before.
fn neighbour(model: &mut Model, back: bool) -> Vec<Effect> {
    let Some(reader) = &model.reader else { return Vec::new() };
    let list = &mut model.shelf.list;
    let at = list.rows().iter().position(|row| row.id == reader.article.id).map(|at| list.first() + at);
    let next = match (at, back) {
        (Some(at), false) => Some(at + 1),
        (Some(at), true) => at.checked_sub(1),
        (None, _) => Some(list.first()),
    };
    let next = next.and_then(|number| Some((number, list.row(number)?.id.clone())));
    match next {
        Some((number, id)) => {
            // The library's cursor goes along: the list holds the rows around it.
            list.go_to(number);
            let mut effects = crate::app::commands::moved(model);
            effects.extend(crate::app::commands::open(&id));
            effects
        }
        None => told(
            model,
            if back { "this is the first article of the list" } else { "this is the last article of the list" },
        ),
    }
}

fn full_article(model: &mut Model) -> Vec<Effect> {
    let Some(reader) = &model.reader else { return Vec::new() };
    let (id, url) = (reader.article.id.clone(), reader.article.meta.url.clone());
    shelving::full_article(model, id, url)
}

fn star(model: &mut Model) -> Vec<Effect> {
    let Some(reader) = &model.reader else { return Vec::new() };
    let id = reader.article.id.clone();
    match model.shelf.list.rows().iter().find(|row| row.id == id).map(|row| row.starred) {
        Some(starred) => shelving::apply(vec![crate::text::Change::Star(id, !starred)], "star"),
        None => list_again(model),
    }
}
