//! A theme: how each role looks.

use crate::config::nearest::did_you_mean;
use crate::config::private::read_settings;
use crate::config::written::{lines, text_of};
use crate::config::{Colour, Depth, Depths, Look, Role, Warning};
use ratatui::style::{Color, Modifier, Style};
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

/// The themes that come with the program, and their files.
pub const THEMES: &[(&str, &str)] = &[
    ("dark", include_str!("../../assets/themes/dark.toml")),
    ("light", include_str!("../../assets/themes/light.toml")),
    ("high-contrast", include_str!("../../assets/themes/high-contrast.toml")),
    ("mono", include_str!("../../assets/themes/mono.toml")),
    ("ansi16", include_str!("../../assets/themes/ansi16.toml")),
];

/// What the terminal is like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Surroundings {
    /// How many colours it has.
    pub depth: Depth,
    /// Whether its background is dark; `None` when it did not say.
    pub dark: Option<bool>,
}

/// How each role looks, in the colours that the terminal has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    name: String,
    styles: Vec<Style>,
}

impl Theme {
    /// The theme that the settings and the terminal ask for. `folder` is where the user keeps themes. What is wrong with
    /// a theme is told, and something readable holds instead.
    pub fn choose(look: &Look, around: Surroundings, folder: Option<&Path>) -> (Self, Vec<Warning>) {
        let depth = match look.colours {
            Depths::Auto => around.depth,
            Depths::Truecolour => Depth::Truecolour,
            Depths::Indexed => Depth::Indexed,
            Depths::Sixteen => Depth::Sixteen,
            Depths::None => Depth::None,
        };
        let fitting = match (depth, around.dark) {
            (Depth::None, _) => "mono",
            (Depth::Sixteen, _) => "ansi16",
            (_, Some(false)) => "light",
            _ => "dark",
        };
        // Without colours only a theme made for that tells the roles apart.
        let asked = if look.theme == "auto" || depth == Depth::None { fitting } else { look.theme.as_str() };
        if let Some(text) = shipped(asked) {
            return (Self::parse(asked, text, depth, look.paper).0, Vec::new());
        }
        let file = folder.map(|folder| folder.join(format!("{asked}.toml")));
        match file.as_deref().map(|path| (path, theme_text(path))) {
            Some((path, Ok(text))) => {
                let (theme, warnings) = Self::parse(asked, &text, depth, look.paper);
                let file = path.display().to_string();
                (theme, warnings.into_iter().map(|warning| Warning { file: file.clone(), ..warning }).collect())
            }
            _ => {
                let names = THEMES.iter().map(|(name, _)| *name).chain(["auto"]);
                let what = format!("there is no theme \"{asked}\"{}", did_you_mean(asked, names));
                let (theme, _) = Self::choose(&Look { theme: "auto".to_owned(), ..look.clone() }, around, None);
                (theme, vec![Warning { file: "theme".to_owned(), line: None, what }])
            }
        }
    }

    /// Reads a theme's file: a `[palette]` of named colours, and `[roles]` written as `colour on colour bold italic
    /// underline reverse dim struck`, every part optional.
    pub fn parse(name: &str, text: &str, depth: Depth, paper: bool) -> (Self, Vec<Warning>) {
        let mut warnings = Vec::new();
        let mut warn = |line: usize, what: String| {
            warnings.push(Warning { file: name.to_owned(), line: Some(line), what });
        };
        let (written, faults) = lines(text);
        faults.into_iter().for_each(|(line, what)| warn(line, what));
        let (mut palette, mut roles) = (BTreeMap::new(), BTreeMap::new());
        for line in &written {
            let path: Vec<&str> = line.path.iter().map(String::as_str).collect();
            match (path.as_slice(), text_of(&line.value)) {
                (["palette", name], Some(value)) => match Colour::parse(value) {
                    Some(colour) => drop(palette.insert((*name).to_owned(), colour)),
                    None => warn(line.line, format!("\"{value}\" is not a colour; write #rrggbb or a name like red")),
                },
                (["roles", name], Some(value)) => match Role::named(name) {
                    Some(role) => drop(roles.insert(role, (value.to_owned(), line.line))),
                    None => {
                        let meant = did_you_mean(name, Role::ALL.iter().map(|role| role.name()));
                        warn(line.line, format!("there is no role \"{name}\"{meant}"));
                    }
                },
                _ => warn(line.line, format!("\"{}\" is neither in [palette] nor in [roles]", path.join("."))),
            }
        }
        let mut looks = BTreeMap::new();
        for (role, (value, line)) in roles {
            let (look, wrong) = painted(&value, &palette);
            wrong.into_iter().for_each(|word| warn(line, format!("\"{word}\" is neither a colour nor a typeface")));
            looks.insert(role, look);
        }
        (Self { name: name.to_owned(), styles: styles(&looks, depth, paper) }, warnings)
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How a role looks. A style without a background leaves what lies under it.
    pub fn style(&self, role: Role) -> Style {
        self.styles.get(role as usize).copied().unwrap_or_default()
    }
}

fn theme_text(path: &Path) -> io::Result<String> {
    String::from_utf8(read_settings(path)?).map_err(io::Error::other)
}

/// The themes there are, the user's in `folder` included, each with what its first line says of it.
pub fn themes(folder: &Path) -> Vec<(String, String)> {
    let caption = |text: &str| {
        let first = text.lines().next().unwrap_or_default();
        first.strip_prefix('#').unwrap_or_default().trim().to_owned()
    };
    let mut found: Vec<_> = THEMES.iter().map(|(name, text)| ((*name).to_owned(), caption(text))).collect();
    let files = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut own: Vec<_> = files
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .filter_map(|path| {
            let name = path.file_stem()?.to_str()?.to_owned();
            Some((name, theme_text(&path).map(|text| caption(&text)).unwrap_or_default()))
        })
        .collect();
    own.retain(|(name, _)| shipped(name).is_none());
    own.sort();
    found.extend(own);
    found
}

fn shipped(name: &str) -> Option<&'static str> {
    THEMES.iter().find(|(shipped, _)| *shipped == name).map(|(_, text)| *text)
}

/// One look before the terminal's depth is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Painted {
    ink: Option<Colour>,
    paper: Option<Colour>,
    typeface: Modifier,
}

/// Reads `colour on colour bold …`; returns with it the words that mean nothing.
fn painted(written: &str, palette: &BTreeMap<String, Colour>) -> (Painted, Vec<String>) {
    let (mut look, mut wrong, mut on) = (Painted::default(), Vec::new(), false);
    for word in written.split_whitespace() {
        let colour = palette.get(word).copied().or_else(|| Colour::parse(word));
        match (word, colour) {
            ("on", _) => on = true,
            ("bold", _) => look.typeface |= Modifier::BOLD,
            ("italic", _) => look.typeface |= Modifier::ITALIC,
            ("underline", _) => look.typeface |= Modifier::UNDERLINED,
            ("reverse", _) => look.typeface |= Modifier::REVERSED,
            ("dim", _) => look.typeface |= Modifier::DIM,
            ("struck", _) => look.typeface |= Modifier::CROSSED_OUT,
            (_, Some(colour)) if on => look.paper = Some(colour),
            (_, Some(colour)) => look.ink = Some(colour),
            (_, None) => wrong.push(word.to_owned()),
        }
    }
    (look, wrong)
}

fn styles(looks: &BTreeMap<Role, Painted>, depth: Depth, paper: bool) -> Vec<Style> {
    let style = |role: Role| {
        let mut named = role;
        while !looks.contains_key(&named) && named != Role::Text {
            named = named.parent();
        }
        let look = looks.get(&named).copied().unwrap_or_default();
        let own_paper = look.paper.filter(|_| paper || role != Role::Text);
        let mut style = Style::new().add_modifier(look.typeface);
        style.fg = look.ink.map(|ink| shade(ink.reduced(depth)));
        style.bg = own_paper.map(|paper| shade(paper.reduced(depth)));
        style
    };
    Role::ALL.iter().map(|role| style(*role)).collect()
}

fn shade(colour: Colour) -> Color {
    match colour {
        Colour::Default => Color::Reset,
        Colour::Ansi(at) | Colour::Indexed(at) => Color::Indexed(at),
        Colour::Rgb(red, green, blue) => Color::Rgb(red, green, blue),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Settings;
    use std::collections::BTreeSet;

    const TRUE: Surroundings = Surroundings { depth: Depth::Truecolour, dark: None };
    /// Marks that may lie on any paper a reader sees.
    const MARKS: &[Role] =
        &[Role::Person, Role::Organisation, Role::State, Role::Place, Role::Other, Role::Count, Role::Cue];

    fn look(theme: &str) -> Look {
        Look { theme: theme.to_owned(), ..Settings::default().look }
    }

    fn chosen(theme: &str, around: Surroundings) -> Theme {
        let (theme, warnings) = Theme::choose(&look(theme), around, None);
        assert_eq!(warnings, []);
        theme
    }

    #[test]
    fn shipped_themes_have_no_fault() {
        for (name, text) in THEMES {
            assert_eq!(Theme::parse(name, text, Depth::Truecolour, true).1, [], "{name}");
        }
    }

    #[test]
    fn auto_follows_the_terminal() {
        for (depth, dark, name) in [
            (Depth::Truecolour, Some(true), "dark"),
            (Depth::Truecolour, Some(false), "light"),
            (Depth::Indexed, None, "dark"),
            (Depth::Sixteen, Some(false), "ansi16"),
            (Depth::None, Some(true), "mono"),
        ] {
            assert_eq!(chosen("auto", Surroundings { depth, dark }).name(), name);
        }
        assert_eq!(chosen("dark", Surroundings { depth: Depth::None, dark: None }).name(), "mono");
    }

    fn colour(of: Option<Color>) -> Option<Colour> {
        match of? {
            Color::Rgb(red, green, blue) => Some(Colour::Rgb(red, green, blue)),
            Color::Indexed(at @ 16..) => Some(Colour::Indexed(at)),
            other => panic!("{other:?} in a theme of true colours"),
        }
    }

    /// The least contrast of any role on the papers it can lie on, with the name of the pair.
    fn least(theme: &Theme) -> (f64, String) {
        let mut least = (f64::MAX, String::new());
        let text = theme.style(Role::Text);
        let mut papers = vec![Role::Text, Role::ClaimContent, Role::CursorUnit, Role::Note];
        papers.retain(|role| theme.style(*role).bg.is_some());
        for role in Role::ALL {
            let style = theme.style(*role);
            let ink = colour(style.fg.or(text.fg)).unwrap();
            let own = [*role];
            let on = if style.bg.is_some() {
                &own[..]
            } else if MARKS.contains(role) {
                papers.as_slice()
            } else {
                &[Role::Text]
            };
            for paper in on {
                let contrast = ink.contrast(colour(theme.style(*paper).bg).unwrap()).unwrap();
                if contrast < least.0 {
                    least = (contrast, format!("{} on {}", role.name(), paper.name()));
                }
            }
        }
        least
    }

    #[test]
    fn everything_can_be_read() {
        for (name, enough, enough_of_256) in [("dark", 4.5, 4.0), ("light", 4.5, 4.0), ("high-contrast", 7.0, 6.0)] {
            let (contrast, pair) = least(&chosen(name, TRUE));
            assert!(contrast >= enough, "{name}: {pair} has contrast {contrast:.2}");
            let (contrast, pair) = least(&chosen(name, Surroundings { depth: Depth::Indexed, dark: None }));
            assert!(contrast >= enough_of_256, "{name} in 256 colours: {pair} has contrast {contrast:.2}");
        }
    }

    #[test]
    fn no_mark_differs_from_another_by_colour_alone() {
        for (name, _) in THEMES {
            let theme = chosen(name, TRUE);
            let typefaces: BTreeSet<_> = MARKS.iter().map(|role| theme.style(*role).add_modifier.bits()).collect();
            assert_eq!(typefaces.len(), MARKS.len(), "{name}: two marks have the same typeface");
            assert!(!typefaces.contains(&0), "{name}: a mark looks like text");
        }
    }

    #[test]
    fn what_stands_out_does_so_without_colour() {
        let mono = chosen("mono", TRUE);
        let plain = mono.style(Role::Text);
        for role in Role::ALL {
            assert_eq!((mono.style(*role).fg, mono.style(*role).bg), (None, None), "{role:?} has a colour");
        }
        for role in [
            Role::Cursor,
            Role::Selection,
            Role::SearchHit,
            Role::HighlightYellow,
            Role::Note,
            Role::Heading,
            Role::Link,
            Role::Error,
            Role::Boilerplate,
            Role::RowHere,
            Role::TabHere,
            Role::Status,
            Role::BorderFocus,
            Role::KeyHint,
        ] {
            assert_ne!(mono.style(role), plain, "{role:?}");
        }
    }

    #[test]
    fn sixteen_colours_are_the_terminal_s_own() {
        let theme = chosen("ansi16", Surroundings { depth: Depth::Sixteen, dark: None });
        for role in Role::ALL {
            let style = theme.style(*role);
            for colour in [style.fg, style.bg].into_iter().flatten() {
                assert!(matches!(colour, Color::Reset | Color::Indexed(0..=15)), "{role:?}: {colour:?}");
            }
            assert!(style.fg.is_none() || style.fg != style.bg, "{role:?} cannot be read");
        }
    }

    #[test]
    fn the_terminal_s_background_can_be_kept() {
        let (theme, _) = Theme::choose(&Look { paper: false, ..look("dark") }, TRUE, None);
        assert_eq!(theme.style(Role::Text).bg, None);
        assert!(theme.style(Role::Selection).bg.is_some());
    }

    #[test]
    fn faults_of_a_theme_are_named_with_their_line() {
        let text = "[palette]\nink = \"blak\"\n[roles]\npreson = \"bold\"\nplace = \"italic fat\"\n";
        let (_, warnings) = Theme::parse("mine", text, Depth::Truecolour, true);
        let told: Vec<String> = warnings.iter().map(Warning::to_string).collect();
        assert_eq!(
            told,
            [
                "mine:2: \"blak\" is not a colour; write #rrggbb or a name like red",
                "mine:4: there is no role \"preson\"; did you mean \"person\"?",
                "mine:5: \"fat\" is neither a colour nor a typeface",
            ]
        );
        let (theme, warnings) = Theme::choose(&look("drak"), TRUE, None);
        assert_eq!(theme.name(), "dark");
        assert_eq!(warnings[0].to_string(), "theme: there is no theme \"drak\"; did you mean \"dark\"?");
    }
}
