//! The configuration: the example file, and the user's laid over it.

use crate::config::nearest::did_you_mean;
use crate::config::paths::home;
use crate::config::private::read_settings;
use crate::config::written::{Written, first_line, lines, put, text_of};
use crate::config::{EXAMPLE, PRESETS, Settings, Warning, bindings};
use crate::keys::Keymap;
use serde::Deserialize;
use std::io;
use std::path::Path;
use toml::{Table, Value};

/// The settings and the keys, and what is wrong with the user's file.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// What can be set.
    pub settings: Settings,
    /// Which keys do what.
    pub keymap: Keymap,
    /// The preset that the keys are built on.
    pub preset: String,
    /// What of the user's file was left aside.
    pub warnings: Vec<Warning>,
}

impl Default for Settings {
    fn default() -> Self {
        Config::default().settings
    }
}

impl Default for Config {
    fn default() -> Self {
        Self::parse("", "")
    }
}

impl Config {
    /// Reads the user's file. A file that is not there is none; one that cannot be read is told.
    pub fn read(path: &Path) -> Self {
        let name = path.display().to_string();
        match read_settings(path) {
            Ok(bytes) => match String::from_utf8(bytes) {
                Ok(text) => Self::parse(text.trim_start_matches('\u{feff}'), &name).shared(path),
                Err(_) => Self::without(name, "it is not UTF-8 text; the defaults hold"),
            },
            Err(error) if error.kind() == io::ErrorKind::NotFound => Self::default(),
            Err(error) => Self::without(name, &format!("it cannot be read ({error}); the defaults hold")),
        }
    }

    /// With the code book that a team shares, where one is named.
    fn shared(mut self, path: &Path) -> Self {
        let folder = path.parent().unwrap_or(Path::new(""));
        self.warnings.extend(self.settings.codebook.share(folder, home().as_deref()));
        self
    }

    fn without(file: String, what: &str) -> Self {
        let warnings = vec![Warning { file, line: None, what: what.to_owned() }];
        Self { warnings, ..Self::default() }
    }

    /// Lays `text`, the user's file called `name`, over the defaults.
    pub fn parse(text: &str, name: &str) -> Self {
        let (written, faults) = lines(text);
        let tell = |(line, what)| Warning { file: name.to_owned(), line: Some(line), what };
        let mut warnings: Vec<Warning> = faults.into_iter().map(tell).collect();
        let (keys, values): (Vec<_>, Vec<_>) =
            written.into_iter().partition(|line| line.path.first().is_some_and(|first| first == "keys"));
        let settings = settings(&values, name, &mut warnings);
        let (keymap, preset) = keymap(keys, name, &mut warnings);
        warnings.sort_by_key(|warning| warning.line);
        Self { settings, keymap, preset, warnings }
    }

    /// The settings that hold, as a file; the keys are too many to read so, and `dateline keys` prints them better.
    pub fn shown(&self) -> String {
        // Settings are read from TOML and can always be written in it.
        let settings = toml::to_string(&self.settings).unwrap_or_default();
        format!("{settings}\n[keys]\npreset = \"{}\"\n", self.preset)
    }
}

/// Tries every value by itself, so that a wrong one costs only itself.
fn settings(values: &[Written], name: &str, warnings: &mut Vec<Warning>) -> Settings {
    let (mut table, mut settings) = shipped();
    for written in values {
        let warning = |what: String| Warning { file: name.to_owned(), line: Some(written.line), what };
        if let Some(what) = unknown(&table, &written.path) {
            warnings.push(warning(what));
            continue;
        }
        let mut tried = table.clone();
        put(&mut tried, &written.path, written.value.clone());
        match Settings::deserialize(tried.clone()) {
            Ok(read) => (table, settings) = (tried, read),
            Err(error) => {
                let path = written.path.join(".");
                warnings.push(warning(format!("{path}: {}; the default holds", first_line(error.message()))));
            }
        }
    }
    settings
}

/// What is wrong with a path: every setting there is stands in the example file.
fn unknown(known: &Table, path: &[String]) -> Option<String> {
    let mut table = known;
    for (at, part) in path.iter().enumerate() {
        let within = path.get(..at).unwrap_or_default().join(".");
        match table.get(part) {
            Some(Value::Table(inner)) if at + 1 < path.len() => table = inner,
            Some(Value::Table(_)) => return Some(format!("\"{part}\" is a section: write [{part}]")),
            Some(_) if at + 1 == path.len() => return None,
            Some(_) => return Some(format!("\"{part}\" is a setting, not a section")),
            None => {
                let meant = did_you_mean(part, table.keys().map(String::as_str).chain(["keys"]));
                return Some(match (at + 1 < path.len(), within.is_empty()) {
                    (true, _) => format!("there is no section [{part}]{meant}"),
                    (false, true) => format!("there is no setting \"{part}\" outside a section{meant}"),
                    (false, false) => format!("there is no setting \"{part}\" in [{within}]{meant}"),
                });
            }
        }
    }
    None
}

fn keymap(keys: Vec<Written>, name: &str, warnings: &mut Vec<Warning>) -> (Keymap, String) {
    let below = |mut line: Written| {
        line.path.remove(0);
        line
    };
    let (shipped, _) = lines(EXAMPLE);
    let shipped: Vec<_> = shipped.into_iter().filter(|line| starts(line, "keys")).map(below).collect();
    let is_preset = |line: &Written| matches!(line.path.as_slice(), [only] if only == "preset");
    let (shipped_preset, shipped): (Vec<_>, Vec<_>) = shipped.into_iter().partition(is_preset);
    let (preset, keys): (Vec<_>, Vec<_>) = keys.into_iter().map(below).partition(is_preset);

    let (mut keymap, mut built_on) = (Keymap::default(), String::new());
    warnings.extend(bindings::add(&mut keymap, &shipped, "config.example.toml"));
    for line in preset.iter().chain(&shipped_preset) {
        let wanted = text_of(&line.value).unwrap_or_default();
        if let Some((preset, text)) = PRESETS.iter().find(|(preset, _)| *preset == wanted) {
            warnings.extend(bindings::add(&mut keymap, &lines(text).0, preset));
            built_on = (*preset).to_owned();
            break;
        }
        let meant = did_you_mean(wanted, PRESETS.iter().map(|(preset, _)| *preset));
        let what = format!("there is no preset of keys \"{wanted}\"{meant}");
        warnings.push(Warning { file: name.to_owned(), line: Some(line.line), what });
    }
    warnings.extend(bindings::add(&mut keymap, &keys, name));
    (keymap, built_on)
}

fn starts(line: &Written, with: &str) -> bool {
    line.path.first().is_some_and(|first| first == with)
}

/// The example's settings, as a table and typed.
fn shipped() -> (Table, Settings) {
    #[allow(clippy::expect_used, reason = "the example file is part of the program, and every test reads it")]
    let read = || -> (Table, Settings) {
        let mut table: Table = toml::from_str(EXAMPLE).expect("config.example.toml is TOML");
        table.remove("keys");
        let settings = Settings::deserialize(table.clone()).expect("config.example.toml has every setting");
        (table, settings)
    };
    read()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Sort, commented};
    use crate::keys::Context;
    use proptest::prelude::*;
    use std::fs;

    fn told(text: &str) -> Vec<String> {
        Config::parse(text, "c.toml").warnings.iter().map(Warning::to_string).collect()
    }

    #[test]
    fn the_example_is_the_default() {
        let default = Config::default();
        assert_eq!(default.warnings, []);
        for text in [EXAMPLE, &commented()] {
            let again = Config::parse(text, "e");
            assert_eq!((&again.settings, again.warnings), (&default.settings, Vec::new()));
            for context in Context::ALL {
                assert_eq!(again.keymap.chords(*context), default.keymap.chords(*context));
            }
        }
        assert_eq!(default.settings.reader.measure, 80);
        assert_eq!(default.settings.tools.editor, None);
        assert_eq!(default.settings.scale(), Some((1.0, 5.0)));
    }

    #[test]
    fn the_user_s_values_are_laid_over_it() {
        let text = "reader = { measure = 66 }\n[library]\nsort = \"title\"\n[notes]\nauthor = \" Ana \"\n\
                    [codebook]\nverdicts = [{ name = \"yes\", sign = \"+\", ascii = \"+\" }]\n";
        let config = Config::parse(text, "c.toml");
        assert_eq!(config.warnings, []);
        let settings = config.settings;
        assert_eq!((settings.reader.measure, settings.reader.margin), (66, 3));
        assert_eq!(settings.library.sort, Sort::Title);
        assert_eq!(settings.notes.author.as_deref(), Some("Ana"));
        assert_eq!(settings.codebook.verdicts.len(), 1);
        assert_eq!(settings.codebook.tags, Settings::default().codebook.tags);
    }

    #[test]
    fn what_is_shown_means_the_same() {
        let config = Config::parse("[reader]\nmeasure = 66\n[tools]\neditor = \"ed\"\n[keys]\npreset = \"less\"", "c");
        let again = Config::parse(&config.shown(), "c");
        assert_eq!(again.warnings, []);
        assert!((&again.settings, &again.preset) == (&config.settings, &config.preset), "{}", config.shown());
    }

    #[test]
    fn a_mistake_costs_itself_only() {
        let text = "measure = 3\n[reader]\nmesure = 70\nmeasure = 7\nmargin = \"two\"\nnumbers = false\n[raeder]\nx = 1\n\
                    [library]\nsort = \"newst\"\n[codebook]\ntags = [{ name = \"a\", colr = \"b\" }]\nverdicts = []\n";
        let settings = Config::parse(text, "c.toml").settings;
        assert!(!settings.reader.numbers);
        assert_eq!(settings.reader.measure, 80);
        assert_eq!(
            told(text),
            [
                "c.toml:1: there is no setting \"measure\" outside a section",
                "c.toml:3: there is no setting \"mesure\" in [reader]; did you mean \"measure\"?",
                "c.toml:4: reader.measure: 7 is not between 20 and 240; the default holds",
                "c.toml:5: reader.margin: invalid type: string \"two\", expected i64; the default holds",
                "c.toml:8: there is no section [raeder]; did you mean \"reader\"?",
                "c.toml:10: library.sort: unknown variant `newst`, expected one of `newest`, `oldest`, `title`, `outlet`, `notes`; the default holds",
                "c.toml:12: codebook.tags: unknown field `colr`, expected one of `name`, `key`, `colour`, `parent`, `definition`; the default holds",
                "c.toml:13: codebook.verdicts: at least one is needed; the default holds",
            ]
        );
    }

    #[test]
    fn broken_lines_cost_themselves() {
        let text = "[reader]\nmeasure = \nmargin = 5\n[library\nsort = \"title\"\n";
        let config = Config::parse(text, "c.toml");
        assert_eq!(config.settings.reader.margin, 5);
        assert_eq!(config.warnings.first().and_then(|warning| warning.line), Some(2));
        assert!(config.warnings.iter().any(|warning| warning.line == Some(4)), "{:?}", config.warnings);
    }

    #[test]
    fn a_file_that_is_not_there_is_none() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(Config::read(&folder.path().join("config.toml")), Config::default());
        let path = folder.path().join("bad.toml");
        fs::write(&path, [0xff, 0xfe, 0x00]).unwrap();
        assert_eq!(Config::read(&path).warnings.len(), 1);
        assert_eq!(Config::read(folder.path()).warnings.len(), 1);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn no_file_can_break_it(text in "[\\[\\]a-z.=\"{}, \n0-9#\\\\']{0,80}") {
            let _ = Config::parse(&text, "c.toml");
        }
    }
}
