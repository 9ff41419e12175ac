//! The commands around the program's set-up, run as a user runs them.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail")]

use assert_cmd::Command;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// A user with an empty home.
struct Home(TempDir);

impl Home {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn file(&self, name: &str) -> std::path::PathBuf {
        self.0.path().join(name)
    }

    fn run(&self, arguments: &str) -> (String, String, i32) {
        let output = Command::cargo_bin("dateline")
            .unwrap()
            .args(arguments.split_whitespace())
            .env_clear()
            .env("HOME", self.0.path())
            .env("XDG_CONFIG_HOME", self.file("etc"))
            .output()
            .unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (text(output.stdout), text(output.stderr), output.status.code().unwrap_or(-1))
    }

    fn config(&self, text: &str) {
        let path = self.file("etc/dateline/config.toml");
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

#[test]
fn a_configuration_is_made_once_and_has_no_mistakes() {
    let home = Home::new();
    let path = home.file("etc/dateline/config.toml").display().to_string();
    assert_eq!(home.run("config path"), (format!("{path}\n"), String::new(), 0));
    assert_eq!(home.run("config check"), (format!("{path} is not there; the defaults hold\n"), String::new(), 0));
    assert_eq!(home.run("config init"), (format!("{path}\n"), String::new(), 0));
    assert_eq!(home.run("config check"), (format!("{path}: no mistakes\n"), String::new(), 0));
    let again = format!("dateline: {path} is there already; move it away to get a new one\n");
    assert_eq!(home.run("config init"), (String::new(), again, 1));
}

#[test]
fn mistakes_are_named_with_their_line_and_cost_nothing_else() {
    let home = Home::new();
    home.config(
        "[reader]\nmesure = 70\nmargin = 1\n[look]\ntheme = \"drak\"\n[keys.reader]\n\"q q\" = \"quit\"\n\
         [library]\nfolders = [{ name = \"A\", query = \"a or\" }]\n",
    );
    let path = home.file("etc/dateline/config.toml").display().to_string();
    let (out, error, code) = home.run("config check");
    assert_eq!(
        out,
        format!(
            "{path}:2: there is no setting \"mesure\" in [reader]; did you mean \"measure\"?\n\
             theme: there is no theme \"drak\"; did you mean \"dark\"?\n\
             {path}:9: the smart folder A, “a or”: the query is wrong at character 5: it ends here, expected a word, a \
             \"phrase\", a field or `(`\n"
        )
    );
    assert_eq!((error.as_str(), code), ("dateline: 3 mistakes; the defaults hold in their place\n", 1));
    let (shown, warned, code) = home.run("config show");
    assert!(shown.contains("\nmeasure = 80\n") && shown.contains("\nmargin = 1\n"), "{shown}");
    assert!(warned.contains(":2: there is no setting"), "{warned}");
    assert_eq!(code, 0);
}

#[test]
fn keys_are_those_of_the_configuration() {
    let home = Home::new();
    home.config("[keys]\npreset = \"newsboat\"\n[keys.everywhere]\n\"F9\" = \"quit\"\n");
    let (plain, error, code) = home.run("keys");
    assert_eq!((error.as_str(), code), ("", 0));
    assert!(plain.contains("\n  F9  Q                   quit                Quit\n"), "{plain}");
    let (markdown, ..) = home.run("keys --markdown");
    assert!(markdown.contains("\n| `F9` `Q` | `quit` | Quit |\n"), "{markdown}");
}

#[test]
fn themes_are_listed_with_the_users_own() {
    let home = Home::new();
    home.config("[look]\ntheme = \"dusk\"\n");
    let folder = home.file("etc/dateline/themes");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("dusk.toml"), "# Late \u{202e}light\n[roles]\ntext = \"#ffddaa on #221100\"\n").unwrap();
    let (out, _, code) = home.run("themes");
    assert!(out.starts_with("  dark            Lamplight") && out.ends_with("* dusk            Late light\n"), "{out}");
    assert_eq!(code, 0);
    assert_eq!(home.run("config check").2, 0);
}

#[test]
fn shells_and_man_learn_every_command() {
    let home = Home::new();
    let (help, ..) = home.run("--help");
    let commands: Vec<&str> = help
        .lines()
        .skip_while(|line| *line != "Commands:")
        .skip(1)
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.strip_prefix("  ")?.split(' ').next().filter(|name| !name.is_empty()))
        .collect();
    assert!(commands.contains(&"config") && commands.contains(&"mark"), "{help}");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let (script, error, code) = home.run(&format!("completions {shell}"));
        assert_eq!((error.as_str(), code), ("", 0));
        for command in &commands {
            assert!(script.contains(command), "{shell} does not complete {command}");
        }
    }
    let (page, ..) = home.run("man");
    let (_, _, code) = home.run(&format!("man --folder {}", home.0.path().display()));
    assert_eq!(code, 0);
    for command in commands.iter().filter(|command| **command != "help") {
        assert!(page.contains(&format!("dateline\\-{command}")), "the manual does not name {command}");
        assert!(home.file(&format!("dateline-{command}.1")).exists(), "{command} has no page");
    }
}

#[test]
fn wrong_usage_is_told_apart_from_failure() {
    let home = Home::new();
    assert_eq!(home.run("config wrong").2, 2);
    assert_eq!(home.run("--config").2, 2);
}

#[test]
#[cfg(unix)]
fn a_closed_pipe_is_no_error() {
    let home = Home::new();
    let binary = assert_cmd::cargo::cargo_bin("dateline");
    let script = format!("set -o pipefail; '{}' keys | head -1 >/dev/null", shown(&binary));
    let output = Command::new("bash").arg("-c").arg(script).env("HOME", home.0.path()).output().unwrap();
    assert_eq!((output.status.code(), output.stderr), (Some(0), Vec::new()));
}

#[cfg(unix)]
fn shown(path: &Path) -> String {
    path.display().to_string()
}
