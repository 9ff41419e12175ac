//! What happened: a key, a resize, an answer from outside.

use crate::app::effect::Report;
use crate::keys::Key;

/// One thing that happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Msg {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted, whole.
    Paste(String),
    /// The mouse did something at a cell (column, row).
    Mouse(Mouse, u16, u16),
    /// The terminal has this many columns and rows now.
    Resized(u16, u16),
    /// Something came back from outside.
    Report(Report),
    /// The program is to end: a signal came, or the terminal is gone.
    Stop,
}

/// What the mouse did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mouse {
    /// The left button went down.
    Press,
    /// It moved while down.
    Drag,
    /// The left button came up.
    Release,
    /// The wheel turned up.
    WheelUp,
    /// The wheel turned down.
    WheelDown,
}
