//! The code book: what tags and verdicts there are, and what each means. A team can share it as a file.

use crate::config::Warning;
use crate::config::private::read_settings;
use crate::config::settings::{HighlightColour, or_empty, unless_empty};
use crate::config::written::lines;
use serde::de::{Deserializer, Error};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::io;
use std::path::Path;
use toml::Value;

/// What tags and verdicts there are.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Codebook {
    /// A file that a team shares; what it says holds in place of what stands here.
    #[serde(deserialize_with = "unless_empty", serialize_with = "or_empty")]
    pub file: Option<String>,
    /// The tags, in the order in which they are offered.
    #[serde(deserialize_with = "a_tree")]
    pub tags: Vec<Tag>,
    /// The verdicts, the truest first; never empty.
    #[serde(deserialize_with = "distinct")]
    pub verdicts: Vec<VerdictLabel>,
}

/// A tag of the code book.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tag {
    /// Without `#`.
    pub name: String,
    /// Picks it while tagging.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<char>,
    /// The name of a highlight's look.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub colour: Option<String>,
    /// The tag that it is a kind of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// When to use it.
    #[serde(default)]
    pub definition: String,
}

/// A verdict that can be given.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VerdictLabel {
    /// Its name in exports.
    pub name: String,
    /// Picks it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<char>,
    /// Its place on the scale; higher is truer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<f64>,
    /// Its sign in the gutter.
    pub sign: char,
    /// The sign where only ASCII is to be had.
    pub ascii: char,
    /// How it looks.
    #[serde(default)]
    pub look: VerdictLook,
    /// When to give it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub definition: String,
}

/// How a verdict looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum VerdictLook {
    /// It holds.
    Good,
    /// It holds in part, or not surely.
    Mid,
    /// It does not hold.
    Bad,
    /// No finding.
    #[default]
    None,
}

impl Codebook {
    /// The tag with this name.
    pub fn tag(&self, name: &str) -> Option<&Tag> {
        self.tags.iter().find(|tag| tag.name == name)
    }

    /// How deep a tag stands under others; 0 for one without a parent.
    pub fn depth(&self, tag: &Tag) -> usize {
        let up = |tag: &&Tag| tag.parent.as_deref().and_then(|parent| self.tag(parent));
        std::iter::successors(Some(tag), up).skip(1).take(self.tags.len()).count()
    }

    /// Every tag, each under the one it is a kind of.
    pub fn in_order(&self) -> Vec<&Tag> {
        let mut ordered = Vec::with_capacity(self.tags.len());
        let mut open: Vec<&Tag> = self.tags.iter().rev().filter(|tag| tag.parent.is_none()).collect();
        while let Some(tag) = open.pop() {
            ordered.push(tag);
            open.extend(self.tags.iter().rev().filter(|child| child.parent.as_ref() == Some(&tag.name)));
        }
        ordered
    }

    /// Lays the shared file over what the configuration says. What is wrong in it costs itself.
    pub(super) fn share(&mut self, folder: &Path, home: Option<&Path>) -> Vec<Warning> {
        let Some(file) = &self.file else { return Vec::new() };
        let path = match (file.strip_prefix("~/"), home) {
            (Some(rest), Some(home)) => home.join(rest),
            _ => folder.join(file),
        };
        match read_settings(&path).and_then(|bytes| String::from_utf8(bytes).map_err(io::Error::other)) {
            Ok(text) => self.lay(text.trim_start_matches('\u{feff}'), &path),
            Err(error) => {
                let what = format!("the code book cannot be read ({error}); what the configuration says holds");
                vec![Warning { file: path.display().to_string(), line: None, what }]
            }
        }
    }

    fn lay(&mut self, text: &str, path: &Path) -> Vec<Warning> {
        let (written, faults) = lines(text);
        let tell = |(line, what)| Warning { file: path.display().to_string(), line: Some(line), what };
        let mut warnings: Vec<Warning> = faults.into_iter().map(tell).collect();
        for one in written {
            let mut tried = self.clone();
            let read = match one.path.as_slice() {
                [name] if name == "tags" => a_tree(one.value).map(|tags| tried.tags = tags),
                [name] if name == "verdicts" => distinct::<Value, _>(one.value).map(|labels| tried.verdicts = labels),
                path => Err(Error::custom(format_args!(
                    "a code book has [[tags]] and [[verdicts]], not \"{}\"",
                    path.join(".")
                ))),
            };
            match read {
                Ok(()) => *self = tried,
                Err(error) => warnings.push(tell((one.line, super::written::first_line(error.message())))),
            }
        }
        warnings
    }
}

/// Something listed under a name, and perhaps picked by a key.
pub(super) trait Listed {
    fn name(&self) -> &str;
    fn key(&self) -> Option<char>;
}

impl Listed for HighlightColour {
    fn name(&self) -> &str {
        &self.name
    }
    fn key(&self) -> Option<char> {
        Some(self.key)
    }
}

impl Listed for Tag {
    fn name(&self) -> &str {
        &self.name
    }
    fn key(&self) -> Option<char> {
        self.key
    }
}

impl Listed for VerdictLabel {
    fn name(&self) -> &str {
        &self.name
    }
    fn key(&self) -> Option<char> {
        self.key
    }
}

pub(super) fn distinct<'de, D: Deserializer<'de>, T: Listed + Deserialize<'de>>(from: D) -> Result<Vec<T>, D::Error> {
    let list = distinct_or_none(from)?;
    if list.is_empty() { Err(D::Error::custom("at least one is needed")) } else { Ok(list) }
}

fn distinct_or_none<'de, D: Deserializer<'de>, T: Listed + Deserialize<'de>>(from: D) -> Result<Vec<T>, D::Error> {
    let list = Vec::<T>::deserialize(from)?;
    let (mut names, mut keys) = (BTreeSet::new(), BTreeSet::new());
    for one in &list {
        if one.name().trim().is_empty() {
            return Err(D::Error::custom("a name is empty"));
        }
        if !names.insert(one.name()) {
            return Err(D::Error::custom(format_args!("two are called \"{}\"", one.name())));
        }
        if one.key().is_some_and(|key| !keys.insert(key)) {
            return Err(D::Error::custom(format_args!("the key of \"{}\" is another's already", one.name())));
        }
    }
    Ok(list)
}

/// Tags whose parents are among them, and lead in no circle.
fn a_tree<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Tag>, D::Error> {
    let tags: Vec<Tag> = distinct_or_none(from)?;
    for tag in &tags {
        let mut above = tag.parent.as_deref();
        for _ in 0..=tags.len() {
            let Some(name) = above else { break };
            match tags.iter().find(|other| other.name == name) {
                Some(parent) => above = parent.parent.as_deref(),
                None => return Err(D::Error::custom(format_args!("there is no tag \"{name}\" for a parent"))),
            }
        }
        if above.is_some() {
            return Err(D::Error::custom(format_args!("the parents of \"{}\" lead in a circle", tag.name)));
        }
        if tag.name.contains(|c: char| c.is_whitespace() || c == ',') {
            return Err(D::Error::custom(format_args!("the tag \"{}\" is not one word", tag.name)));
        }
    }
    Ok(tags)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use std::fs;

    const SHARED: &str = "
[[tags]]
name = \"sourcing\"
definition = \"Where it comes from\"
[[tags]]
name = \"anonymous\"
parent = \"sourcing\"
key = \"7\"
[[verdicts]]
name = \"holds\"
key = \"h\"
sign = \"+\"
ascii = \"+\"
definition = \"Two sources that do not know of each other\"
";

    #[test]
    fn a_team_shares_a_code_book() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.toml");
        fs::write(&path, "[codebook]\nfile = \"team.toml\"\n").unwrap();
        let missing = Config::read(&path);
        assert!(missing.warnings.iter().any(|warning| warning.what.contains("cannot be read")));
        assert_eq!(missing.settings.codebook.tags, Config::default().settings.codebook.tags);
        fs::write(folder.path().join("team.toml"), SHARED).unwrap();
        let config = Config::read(&path);
        assert_eq!(config.warnings, []);
        let book = &config.settings.codebook;
        let names: Vec<(&str, usize)> =
            book.in_order().into_iter().map(|tag| (tag.name.as_str(), book.depth(tag))).collect();
        assert_eq!(names, [("sourcing", 0), ("anonymous", 1)]);
        assert!(config.settings.verdict("holds").is_some_and(|label| label.definition.starts_with("Two")));
    }

    #[test]
    fn what_is_wrong_in_it_costs_itself() {
        let told = |text: &str| {
            let mut book = Config::default().settings.codebook;
            let before = book.clone();
            let told = book.lay(text, Path::new("t.toml"));
            (told.first().map(Warning::to_string).unwrap_or_default(), book == before)
        };
        for (text, what) in [
            ("[[tags]]\nname = \"a\"\nparent = \"b\"", "t.toml:1: there is no tag \"b\" for a parent"),
            (
                "tags = [{name = \"a\", parent = \"b\"}, {name = \"b\", parent = \"a\"}]",
                "t.toml:1: the parents of \"a\" lead in a circle",
            ),
            ("tags = [{name = \"two words\"}]", "t.toml:1: the tag \"two words\" is not one word"),
            ("colours = 1", "t.toml:1: a code book has [[tags]] and [[verdicts]], not \"colours\""),
            ("verdicts = []", "t.toml:1: at least one is needed"),
        ] {
            assert_eq!(told(text), (what.to_owned(), true));
        }
    }
}
