//! What is ordered of the services, and what a way out looks like to whoever orders.

use std::path::PathBuf;

/// An export as ordered on the screen or the command line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExportOrder {
    /// The format's name.
    pub format: String,
    /// Which articles or notes, in the query language; all where it is empty.
    pub query: String,
    /// The user's template, for the format `template`.
    pub template: Option<Template>,
    /// Where it goes.
    pub to: Destination,
    /// True when a file that is no earlier export may be replaced.
    pub force: bool,
}

/// A template of the user's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Template {
    /// What stands in it.
    pub source: String,
    /// The ending of the files it makes, without a dot, where its name tells one.
    pub ending: Option<String>,
}

/// Where an export goes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Destination {
    /// Back to whoever ordered it.
    #[default]
    Back,
    /// Back as well, but a few articles are enough to look at.
    Preview,
    /// To a file or into a folder.
    Path(PathBuf),
}

/// A format as whoever orders an export sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FormatRow {
    /// Its name on the command line.
    pub name: &'static str,
    /// The ending of its files, without a dot.
    pub ending: &'static str,
    /// What it is for, in a line.
    pub summary: &'static str,
}
