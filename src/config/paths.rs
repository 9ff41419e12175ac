//! Where the program's files are.

use crate::config::{ConfigError, close_to_others};
use directories::BaseDirs;
use std::fs;
use std::path::{Path, PathBuf};

/// The folder in each of the system's folders.
const FOLDER: &str = "dateline";

/// The files and folders in use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paths {
    /// The user's settings; need not be there.
    pub config: PathBuf,
    /// The user's themes; need not be there.
    pub themes: PathBuf,
    /// The library.
    pub library: PathBuf,
    /// Copies of the library.
    pub backups: PathBuf,
    /// What the program tells of itself.
    pub log: PathBuf,
    /// What is remembered between two starts but may be lost: drafts, history.
    pub state: PathBuf,
    /// Folders that hold nothing but files of dateline.
    own: Vec<PathBuf>,
}

/// The files named on the command line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// `--config`
    pub config: Option<PathBuf>,
    /// `--library`
    pub library: Option<PathBuf>,
    /// `--log`
    pub log: Option<PathBuf>,
}

/// What the system offers to put files in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Offered {
    config: Option<PathBuf>,
    data: Option<PathBuf>,
    state: Option<PathBuf>,
}

impl Paths {
    /// Asks the arguments, then the environment, then the system.
    pub fn find(asked: &Asked) -> Result<Self, ConfigError> {
        let variable = |name: &str| std::env::var_os(name).map(PathBuf::from);
        let offered = BaseDirs::new().map_or_else(Offered::default, |system| Offered {
            config: Some(system.config_dir().to_owned()),
            data: Some(system.data_dir().to_owned()),
            // Only Linux has a folder for state; elsewhere it lies with the data.
            state: Some(system.state_dir().unwrap_or_else(|| system.data_local_dir()).to_owned()),
        });
        Self::among(asked, &offered, variable)
    }

    /// Takes from others what an earlier version left open to them: our folders, the library with what belongs to it,
    /// its copies, the drafts and the log.
    pub fn close_to_others(&self) {
        let library = |ending: &str| {
            let mut name = self.library.as_os_str().to_owned();
            name.push(ending);
            PathBuf::from(name)
        };
        let beside_it = ["", "-wal", "-shm", "-journal"].map(library);
        let drafts = beside(&self.library, "drafts");
        self.own.iter().chain([&drafts]).for_each(|folder| close_to_others(folder));
        beside_it.iter().chain([&beside(&self.library, "notes.journal")]).for_each(|file| close_to_others(file));
        [&self.log, &self.log.with_extension("log.1")].into_iter().for_each(|file| close_to_others(file));
        for (folder, begins, ends) in
            [(&drafts, "", ".json"), (&self.backups, "library-", ".db"), (&self.backups, "before-", ".db")]
        {
            let entries = fs::read_dir(folder).into_iter().flatten().flatten();
            let ours = |name: &str| name.starts_with(begins) && name.ends_with(ends);
            let files = entries.filter(|entry| entry.file_name().to_str().is_some_and(ours));
            files.for_each(|entry| close_to_others(&entry.path()));
        }
    }

    fn among(
        asked: &Asked,
        offered: &Offered,
        variable: impl Fn(&str) -> Option<PathBuf>,
    ) -> Result<Self, ConfigError> {
        let named = |name: &str| variable(name).filter(|path| !path.as_os_str().is_empty());
        // The XDG variables count on every system: who sets them means them. A relative one is invalid by its rule.
        let folder = |name: &str, offered: &Option<PathBuf>| {
            let set = named(name).filter(|path| path.is_absolute());
            set.or_else(|| offered.clone()).map(|folder| folder.join(FOLDER))
        };
        let config_folder = folder("XDG_CONFIG_HOME", &offered.config);
        let data_folder = folder("XDG_DATA_HOME", &offered.data);
        let state_folder = folder("XDG_STATE_HOME", &offered.state);

        let in_folder = |folder: Option<&PathBuf>, file: &str| folder.map(|folder| folder.join(file));
        let config = asked.config.clone().or_else(|| named("DATELINE_CONFIG"));
        let config = config.or_else(|| in_folder(config_folder.as_ref(), "config.toml")).ok_or(ConfigError::NoHome)?;
        let library = asked.library.clone().or_else(|| named("DATELINE_LIBRARY"));
        let library = library.or_else(|| in_folder(data_folder.as_ref(), "library.db")).ok_or(ConfigError::NoHome)?;
        let state = state_folder.clone().unwrap_or_else(|| beside(&library, "state"));
        Ok(Self {
            themes: beside(&config, "themes"),
            backups: beside(&library, "backups"),
            log: asked.log.clone().unwrap_or_else(|| state.join("dateline.log")),
            own: [data_folder, state_folder].into_iter().flatten().collect(),
            config,
            library,
            state,
        })
    }
}

/// The user's home folder, for paths that begin with `~/`.
pub(super) fn home() -> Option<PathBuf> {
    BaseDirs::new().map(|system| system.home_dir().to_owned())
}

/// `name` in the folder of `file`.
fn beside(file: &Path, name: &str) -> PathBuf {
    file.parent().unwrap_or(Path::new("")).join(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offered() -> Offered {
        let home = |folder: &str| Some(PathBuf::from("/home/ana").join(folder));
        Offered { config: home(".config"), data: home(".local/share"), state: home(".local/state") }
    }

    fn check(asked: &Asked, offered: &Offered, variables: &[(&str, &str)]) -> [String; 4] {
        let variable =
            |name: &str| variables.iter().find(|(key, _)| *key == name).map(|(_, value)| PathBuf::from(value));
        let paths = Paths::among(asked, offered, variable).unwrap();
        [paths.config, paths.themes, paths.library, paths.log].map(|path| path.display().to_string().replace('\\', "/"))
    }

    #[test]
    fn files_lie_where_the_system_keeps_them() {
        let usual = [
            "/home/ana/.config/dateline/config.toml",
            "/home/ana/.config/dateline/themes",
            "/home/ana/.local/share/dateline/library.db",
            "/home/ana/.local/state/dateline/dateline.log",
        ];
        assert_eq!(check(&Asked::default(), &offered(), &[]), usual);
        assert_eq!(
            check(&Asked::default(), &offered(), &[("XDG_DATA_HOME", "relative"), ("DATELINE_CONFIG", "")]),
            usual
        );
    }

    #[test]
    #[cfg(unix)]
    fn the_environment_wins_over_the_system_and_an_argument_over_both() {
        let variables = [("XDG_CONFIG_HOME", "/x"), ("DATELINE_LIBRARY", "/l/my.db")];
        let [config, _, library, log] = check(&Asked::default(), &offered(), &variables);
        assert_eq!((config.as_str(), library.as_str()), ("/x/dateline/config.toml", "/l/my.db"));
        assert_eq!(log, "/home/ana/.local/state/dateline/dateline.log");
        let asked = Asked { library: Some("/a.db".into()), config: Some("c.toml".into()), log: None };
        let [config, themes, library, log] = check(&asked, &Offered::default(), &variables);
        assert_eq!((config.as_str(), themes.as_str(), library.as_str()), ("c.toml", "themes", "/a.db"));
        assert_eq!(log, "/state/dateline.log");
    }

    #[test]
    fn without_a_home_it_says_what_to_do() {
        let error = Paths::among(&Asked::default(), &Offered::default(), |_| None).unwrap_err();
        assert!(error.to_string().contains("--library"));
    }
}
