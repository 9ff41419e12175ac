//! The settings, typed. Their defaults stand in `config.example.toml`, nowhere else.

use crate::config::codebook::{Codebook, VerdictLabel, distinct};
use crate::text::Verdict;
use serde::de::{Deserializer, Error};
use serde::{Deserialize, Serialize, Serializer};

/// Everything that can be set, but the keys.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Settings {
    /// Colours and signs.
    pub look: Look,
    /// The reading screen.
    pub reader: Reader,
    /// The library screen.
    pub library: Library,
    /// Feeds.
    pub feeds: Feeds,
    /// What notes are made of.
    pub notes: Notes,
    /// Who publishes verdicts.
    pub publisher: Publisher,
    /// What tags and verdicts mean.
    pub codebook: Codebook,
    /// Commands of the user's that take a passage, a note or an article.
    pub pipe: Vec<PipeCommand>,
    /// Other programs.
    pub tools: Tools,
    /// Copies of the library.
    pub backup: Backup,
}

/// Colours and signs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Look {
    /// `auto` or the name of a theme.
    pub theme: String,
    /// Whether the theme's background is painted.
    pub paper: bool,
    /// How many colours are used.
    pub colours: Depths,
    /// Whether signs are written in ASCII.
    pub ascii: bool,
}

/// How many colours are used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Depths {
    /// As many as the terminal says it has.
    #[serde(rename = "auto")]
    Auto,
    /// 16 million.
    #[serde(rename = "truecolour", alias = "truecolor")]
    Truecolour,
    /// 256.
    #[serde(rename = "256")]
    Indexed,
    /// 16.
    #[serde(rename = "16")]
    Sixteen,
    /// None: the theme `mono`.
    #[serde(rename = "none")]
    None,
}

/// The reading screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Reader {
    /// The longest line, in columns.
    #[serde(deserialize_with = "between::<_, 20, 240>")]
    pub measure: u16,
    /// Width of the side panel, in columns.
    #[serde(deserialize_with = "between::<_, 20, 120>")]
    pub panel_width: u16,
    /// Whether the side panel is open at the start.
    pub panel: bool,
    /// Whether actors are shown.
    pub actors: bool,
    /// Whether named things of other kinds are shown too.
    pub other_actors: bool,
    /// Whether figures are shown.
    pub figures: bool,
    /// Whether figures that tell nothing ("one of", "the first") are shown too.
    pub minor_figures: bool,
    /// Whether claims are shown.
    pub claims: bool,
    /// Whether promotion and teasers are folded.
    pub fold_boilerplate: bool,
    /// Whether paragraphs are numbered.
    pub numbers: bool,
    /// Lines kept visible above and below the cursor.
    #[serde(deserialize_with = "between::<_, 0, 50>")]
    pub margin: u16,
}

/// The library screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Library {
    /// In which order articles stand.
    pub sort: Sort,
    /// Whether opening an article marks it as read.
    pub read_on_open: bool,
    /// Folders whose files are taken in while the program runs.
    pub watch: Vec<String>,
    /// Queries that stand as folders in the sources tree.
    pub folders: Vec<SmartFolder>,
}

/// A query under a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SmartFolder {
    /// What it is called in the sources tree.
    pub name: String,
    /// What it holds, in the query language.
    pub query: String,
}

/// In which order articles stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sort {
    /// The latest first.
    Newest,
    /// The earliest first.
    Oldest,
    /// By title.
    Title,
    /// By outlet.
    Outlet,
    /// Those with most notes first.
    Notes,
}

/// Feeds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Feeds {
    /// Minutes between two refreshes of a feed that has no interval of its own.
    #[serde(deserialize_with = "between::<_, 1, 44640>")]
    pub interval: u16,
    /// Whether feeds that are due are asked by themselves while the screen is open.
    pub automatic: bool,
}

/// What notes are made of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Notes {
    /// Who writes them.
    #[serde(deserialize_with = "unless_empty", serialize_with = "or_empty")]
    pub author: Option<String>,
    /// The colours of highlights; never empty.
    #[serde(deserialize_with = "distinct")]
    pub colours: Vec<HighlightColour>,
}

/// Who publishes verdicts, as ClaimReview names them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Publisher {
    /// The name.
    #[serde(deserialize_with = "unless_empty", serialize_with = "or_empty")]
    pub name: Option<String>,
    /// The address of the home page.
    #[serde(deserialize_with = "unless_empty", serialize_with = "or_empty")]
    pub url: Option<String>,
    /// What it is.
    pub kind: PublisherKind,
    /// Where a claim's own page is published, with `{id}` for the claim's id.
    #[serde(deserialize_with = "with_id", serialize_with = "or_empty")]
    pub claim: Option<String>,
}

/// What a publisher is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PublisherKind {
    /// A newsroom, a foundation, a firm.
    #[default]
    #[serde(alias = "organization")]
    Organisation,
    /// One person.
    Person,
}

/// A colour to highlight in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HighlightColour {
    /// Pressed after `H`.
    pub key: char,
    /// Its name in exports, and its look.
    pub name: String,
    /// What it stands for.
    #[serde(default)]
    pub meaning: String,
}

/// A command that takes a passage, a note or an article as JSON on its input.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct PipeCommand {
    /// What it is called in the picker.
    pub name: String,
    /// The program and its arguments, each by itself; no shell reads them.
    pub command: Vec<String>,
    /// Seconds after which it is ended.
    #[serde(default = "a_minute")]
    pub seconds: u16,
}

fn a_minute() -> u16 {
    60
}

/// Other programs. A command is run without a shell, split at spaces.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Tools {
    /// The text editor; else `$VISUAL`, `$EDITOR`.
    #[serde(deserialize_with = "unless_empty", serialize_with = "or_empty")]
    pub editor: Option<String>,
    /// The web browser; else `$BROWSER`, else the system's.
    #[serde(deserialize_with = "unless_empty", serialize_with = "or_empty")]
    pub browser: Option<String>,
    /// Takes on its input what is copied; else the terminal does.
    #[serde(deserialize_with = "unless_empty", serialize_with = "or_empty")]
    pub clipboard: Option<String>,
}

/// Copies of the library.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Backup {
    /// Days between two copies; 0 makes none.
    #[serde(deserialize_with = "between::<_, 0, 365>")]
    pub every_days: u16,
    /// How many are kept.
    #[serde(deserialize_with = "between::<_, 1, 1000>")]
    pub keep: u16,
}

impl Settings {
    /// The verdict with this name.
    pub fn verdict(&self, name: &str) -> Option<&VerdictLabel> {
        self.codebook.verdicts.iter().find(|label| label.name == name)
    }

    /// The verdict that a word in a note's text stands for, in any case.
    pub fn verdict_named(&self, word: &str) -> Option<Verdict> {
        let label = self.codebook.verdicts.iter().find(|label| label.name.eq_ignore_ascii_case(word))?;
        Some(Verdict { label: label.name.clone(), value: label.value, ..Verdict::default() })
    }

    /// The highlight colour with this key.
    pub fn colour(&self, key: char) -> Option<&HighlightColour> {
        self.notes.colours.iter().find(|colour| colour.key == key)
    }

    /// The worst and the best value of the verdict scale.
    pub fn scale(&self) -> Option<(f64, f64)> {
        let values = self.codebook.verdicts.iter().filter_map(|label| label.value);
        let (low, high) = (values.clone().reduce(f64::min)?, values.reduce(f64::max)?);
        Some((low, high))
    }
}

pub(super) fn unless_empty<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    let written = String::deserialize(from)?;
    Ok(Some(written.trim().to_owned()).filter(|written| !written.is_empty()))
}

/// An address that differs from claim to claim.
fn with_id<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    match unless_empty(from)? {
        Some(pattern) if !pattern.contains("{id}") => {
            Err(D::Error::custom(format_args!("“{pattern}” has no {{id}}, so that all claims would have one address")))
        }
        pattern => Ok(pattern),
    }
}

pub(super) fn or_empty<S: Serializer>(value: &Option<String>, to: S) -> Result<S::Ok, S::Error> {
    value.as_deref().unwrap_or_default().serialize(to)
}

fn between<'de, D: Deserializer<'de>, const LOW: u16, const HIGH: u16>(from: D) -> Result<u16, D::Error> {
    let number = i64::deserialize(from)?;
    u16::try_from(number)
        .ok()
        .filter(|number| (LOW..=HIGH).contains(number))
        .ok_or_else(|| D::Error::custom(format_args!("{number} is not between {LOW} and {HIGH}")))
}
