//! Keys to show: the most useful ones at the foot, and what may follow after a prefix.

use crate::app::{Area, Model, Overlay, Pane, Screen, SheetOf};
use crate::config::Role;
use crate::keys::{Command, Context, chord_text};
use crate::page::columns;
use crate::view::canvas::Canvas;

/// The key that runs a command here, as printed; Enter where that is one of several.
pub fn key_of(model: &Model, command: Command) -> Option<String> {
    let keys: Vec<String> =
        model.keymap.chords_of(model.context(), command).iter().map(|chord| chord_text(chord)).collect();
    let shortest = keys.iter().min_by_key(|key| columns(key));
    keys.iter().find(|key| *key == "Enter").or(shortest).cloned()
}

type Hints = &'static [(Command, &'static str)];

const LIBRARY: Hints = &[
    (Command::Open, "read"),
    (Command::Filter, "filter"),
    (Command::Star, "star"),
    (Command::SelectRow, "select"),
    (Command::Refresh, "refresh"),
    (Command::Sources, "sources"),
    (Command::Notes, "notes"),
    (Command::ShowHelp, "help"),
    (Command::Back, "quit"),
];
const SOURCES: Hints = &[
    (Command::Open, "show"),
    (Command::AddFeed, "add feed"),
    (Command::Refresh, "refresh"),
    (Command::Rename, "rename"),
    (Command::MoveFeed, "move"),
    (Command::Delete, "unsubscribe"),
    (Command::Card, "card"),
    (Command::NextPane, "list"),
    (Command::ShowHelp, "help"),
];
const READER: Hints = &[
    (Command::Annotate, "note"),
    (Command::MakeClaim, "claim"),
    (Command::Actor, "actor"),
    (Command::Figure, "figure"),
    (Command::Claim, "claims"),
    (Command::Card, "card"),
    (Command::ShowHelp, "help"),
    (Command::Back, "back"),
];
const NOTES: Hints = &[
    (Command::Open, "passage"),
    (Command::Annotate, "edit"),
    (Command::Verdict, "verdict"),
    (Command::Tag, "tag"),
    (Command::SelectRow, "select"),
    (Command::Regroup, "group"),
    (Command::Filter, "filter"),
    (Command::Delete, "delete"),
    (Command::Export, "export"),
    (Command::ShowHelp, "help"),
];

const CLAIMS: Hints = &[
    (Command::Open, "page"),
    (Command::Verdict, "verdict"),
    (Command::Status, "status"),
    (Command::Evidence, "evidence"),
    (Command::Link, "link"),
    (Command::Filter, "filter"),
    (Command::ShowHelp, "help"),
    (Command::GroupByVerdict, "by verdict"),
    (Command::GroupByStatus, "by status"),
    (Command::GroupBySpeaker, "by speaker"),
];
const CLAIM: Hints = &[
    (Command::Open, "go there"),
    (Command::Annotate, "change"),
    (Command::Verdict, "verdict"),
    (Command::Status, "status"),
    (Command::Evidence, "evidence"),
    (Command::Link, "link"),
    (Command::ShowHelp, "help"),
    (Command::Appearance, "also made at"),
    (Command::Delete, "delete"),
    (Command::Back, "back"),
];
const REPAIR: Hints = &[
    (Command::AcceptGuess, "accept"),
    (Command::Reselect, "reselect"),
    (Command::Detach, "detach"),
    (Command::Open, "look"),
    (Command::SearchNext, "next"),
    (Command::Undo, "undo"),
    (Command::ShowHelp, "help"),
    (Command::Delete, "delete"),
    (Command::Back, "back"),
];

/// The commands most of use in a context, with one or two words each.
fn useful(context: Context) -> Hints {
    use Command as C;
    match context {
        Context::Library => LIBRARY,
        Context::Sources => SOURCES,
        Context::Reader => READER,
        Context::Notes => NOTES,
        Context::Claims => CLAIMS,
        Context::Claim => CLAIM,
        Context::Repair => REPAIR,
        Context::Form => &[(C::Accept, "save"), (C::NextPane, "next field"), (C::Cancel, "leave")],
        Context::Visual => &[(C::Annotate, "note"), (C::MakeClaim, "claim"), (C::Copy, "copy"), (C::Clear, "leave")],
        Context::Panel => {
            &[(C::Open, "go there"), (C::NextTab, "next list"), (C::NextPane, "text"), (C::ShowHelp, "help")]
        }
        Context::Editor => &[(C::Save, "save"), (C::Leave, "leave"), (C::NextPane, "next field"), (C::Edit, "$EDITOR")],
        Context::Picker => &[(C::Accept, "choose"), (C::Toggle, "pick several"), (C::Cancel, "leave")],
        Context::Dialog => {
            &[(C::Accept, "export"), (C::NextPane, "next row"), (C::Right, "change"), (C::Cancel, "leave")]
        }
        Context::Question => &[(C::Accept, "yes"), (C::Cancel, "no")],
        Context::Revisions => &[
            (C::SearchNext, "next change"),
            (C::Left, "older"),
            (C::Right, "newer"),
            (C::Down, "scroll"),
            (C::Part, "another article"),
            (C::Back, "close"),
        ],
        Context::Copies => {
            &[(C::Open, "read"), (C::Compare, "compare"), (C::SelectRow, "compare with this one"), (C::Back, "close")]
        }
        Context::Help => &[(C::Search, "search"), (C::Back, "close")],
        _ => &[],
    }
}

/// The same where what lies over the screen, or the pane, says more than the context.
fn over(model: &Model) -> Option<Hints> {
    use Command as C;
    if model.overlay.is_none() && model.screen == Screen::Library && model.pane == Pane::Side {
        return Some(&[
            (C::Down, "scroll"),
            (C::PageDown, "page"),
            (C::Open, "read"),
            (C::Left, "list"),
            (C::Star, "star"),
            (C::ShowHelp, "help"),
        ]);
    }
    Some(match model.overlay.as_ref()? {
        Overlay::Versions(_) => {
            &[(C::Accept, "go back to it"), (C::Down, "older"), (C::Up, "newer"), (C::Cancel, "leave")]
        }
        Overlay::Revisions(sheet) if matches!(sheet.of, SheetOf::Copies(_)) => {
            &[(C::SearchNext, "next change"), (C::Down, "scroll"), (C::Back, "back to the list")]
        }
        Overlay::Clash(_) => &[
            (C::Accept, "do it"),
            (C::Down, "next choice"),
            (C::PageDown, "scroll"),
            (C::Cancel, "leave, keep yours as a draft"),
        ],
        Overlay::Output(_) => {
            &[(C::Accept, "keep as a note"), (C::Copy, "copy"), (C::Down, "down"), (C::Cancel, "leave")]
        }
        Overlay::Picker(picker) if !picker.several => &[(C::Accept, "choose"), (C::Cancel, "leave")],
        _ => return None,
    })
}

/// Draws the useful keys on one row.
pub fn foot(canvas: &mut Canvas<'_>, model: &Model, row: Area) {
    let mut x = row.x + 1;
    for (command, words) in over(model).unwrap_or_else(|| useful(model.context())) {
        let Some(key) = key_of(model, *command) else { continue };
        let needed = u16::try_from(columns(&key) + columns(words) + 3).unwrap_or(u16::MAX);
        if x.saturating_add(needed) > row.width {
            break;
        }
        x = canvas.put(x, row.y, row.width - x, &key, Role::KeyHint) + 1;
        x = canvas.put(x, row.y, row.width.saturating_sub(x), words, Role::Dim) + 2;
    }
}

/// Draws what may follow the keys pressed so far, above the status row.
pub fn follows(canvas: &mut Canvas<'_>, model: &Model) {
    let follows = model.keymap.follows(model.context(), &model.pending);
    if model.pending.shown().chars().all(|c| c.is_ascii_digit()) || follows.is_empty() {
        return;
    }
    let layout = model.layout();
    let width = layout.status.width;
    let column = 38;
    let columns_fit = (width.saturating_sub(4) / column).max(1);
    let rows = u16::try_from(follows.len())
        .unwrap_or(u16::MAX)
        .div_ceil(columns_fit)
        .min(layout.main.height.saturating_sub(3));
    let area = Area { x: 0, y: layout.status.y.saturating_sub(rows + 2), width, height: rows + 2 };
    let inner = canvas.frame(area, &format!("{} …", model.pending.shown()));
    for (number, follow) in (0u16..).zip(&follows) {
        let (x, y) = (inner.x + number / rows.max(1) * column, inner.y + number % rows.max(1));
        if x + 10 > inner.x + inner.width {
            break;
        }
        let end = canvas.put(x, y, 8, &follow.keys, Role::KeyHint) + 1;
        let room = (inner.x + inner.width).min(x + column - 1).saturating_sub(end);
        canvas.put_cut(end, y, room, &follow.help, Role::Text);
    }
}
