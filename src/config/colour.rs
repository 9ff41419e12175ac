//! Colours, how well they can be read on one another, and what becomes of them where a terminal has fewer.

use std::fmt;

/// A colour as a theme names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Colour {
    /// The terminal's own.
    Default,
    /// One of the terminal's first sixteen, whose looks the user has chosen.
    Ansi(u8),
    /// One of the 256 that all terminals agree on, from 16.
    Indexed(u8),
    /// Red, green and blue.
    Rgb(u8, u8, u8),
}

/// How many colours there are. Ordered: more is greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Depth {
    /// None at all.
    None,
    /// The terminal's sixteen.
    Sixteen,
    /// 256.
    Indexed,
    /// 16 million.
    Truecolour,
}

impl Depth {
    /// What the environment says. `variable` gives the value of an environment variable.
    pub fn of_terminal(variable: impl Fn(&str) -> Option<String>) -> Self {
        let value = |name: &str| variable(name).filter(|value| !value.is_empty()).unwrap_or_default().to_lowercase();
        let (terminal, colours) = (value("TERM"), value("COLORTERM"));
        if !value("NO_COLOR").is_empty() || terminal == "dumb" {
            return Self::None;
        }
        let known = ["-direct", "kitty", "alacritty", "ghostty", "wezterm", "foot", "contour", "rio"];
        // Windows' own terminals set neither variable; Apple's Terminal sets TERM but no COLORTERM and has 256.
        let windows = !value("WT_SESSION").is_empty();
        match () {
            () if colours.contains("truecolor") || colours.contains("24bit") || windows => Self::Truecolour,
            () if known.iter().any(|name| terminal.contains(name)) => Self::Truecolour,
            () if terminal.contains("256") || !value("TERM_PROGRAM").is_empty() => Self::Indexed,
            () => Self::Sixteen,
        }
    }
}

const NAMES: [&str; 16] = [
    "black",
    "red",
    "green",
    "yellow",
    "blue",
    "magenta",
    "cyan",
    "white",
    "bright-black",
    "bright-red",
    "bright-green",
    "bright-yellow",
    "bright-blue",
    "bright-magenta",
    "bright-cyan",
    "bright-white",
];

/// What the sixteen look like in most terminals, for finding the nearest one.
const USUAL: [(u8, u8, u8); 16] = [
    (0, 0, 0),
    (205, 0, 0),
    (0, 205, 0),
    (205, 205, 0),
    (0, 0, 238),
    (205, 0, 205),
    (0, 205, 205),
    (229, 229, 229),
    (127, 127, 127),
    (255, 0, 0),
    (0, 255, 0),
    (255, 255, 0),
    (92, 92, 255),
    (255, 0, 255),
    (0, 255, 255),
    (255, 255, 255),
];

/// The steps of each channel in the cube of the 256.
const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];

impl Colour {
    /// Reads `#rrggbb`, `default` or the name of one of the sixteen.
    pub fn parse(written: &str) -> Option<Self> {
        if written == "default" {
            return Some(Self::Default);
        }
        if let Some(at) = NAMES.iter().position(|name| *name == written) {
            return u8::try_from(at).ok().map(Self::Ansi);
        }
        let hex = written.strip_prefix('#').filter(|hex| hex.len() == 6 && hex.is_ascii())?;
        let channel = |at: usize| hex.get(at..at + 2).and_then(|two| u8::from_str_radix(two, 16).ok());
        Some(Self::Rgb(channel(0)?, channel(2)?, channel(4)?))
    }

    /// The nearest colour that a terminal of this depth has.
    #[must_use]
    pub fn reduced(self, depth: Depth) -> Self {
        match (self, depth) {
            (_, Depth::None) => Self::Default,
            (Self::Rgb(red, green, blue), Depth::Indexed) => indexed(red, green, blue),
            (Self::Rgb(..) | Self::Indexed(_), Depth::Sixteen) => self.nearest_ansi(),
            _ => self,
        }
    }

    /// How well text in this colour reads on `paper`, by the rule of WCAG 2: 1 not at all, 21 best. `None` where either
    /// colour is the terminal's to choose.
    pub fn contrast(self, paper: Self) -> Option<f64> {
        let (one, other) = (luminance(self.rgb()?), luminance(paper.rgb()?));
        Some((one.max(other) + 0.05) / (one.min(other) + 0.05))
    }

    fn rgb(self) -> Option<(u8, u8, u8)> {
        match self {
            Self::Default | Self::Ansi(_) => None,
            Self::Rgb(red, green, blue) => Some((red, green, blue)),
            Self::Indexed(at @ 232..) => Some(grey(at - 232)),
            Self::Indexed(at) => {
                let at = usize::from(at.saturating_sub(16));
                let step = |part: usize| STEPS.get(part % 6).copied().unwrap_or_default();
                Some((step(at / 36), step(at / 6), step(at)))
            }
        }
    }

    fn nearest_ansi(self) -> Self {
        let Some(wanted) = self.rgb() else { return self };
        let far = |(_, usual): &(u8, &(u8, u8, u8))| distance(wanted, **usual);
        (0u8..).zip(&USUAL).min_by_key(far).map_or(Self::Default, |(at, _)| Self::Ansi(at))
    }
}

fn indexed(red: u8, green: u8, blue: u8) -> Colour {
    let step = |channel: u8| (0u8..).zip(STEPS).min_by_key(|(_, step)| step.abs_diff(channel)).unwrap_or_default();
    let ((r, red_step), (g, green_step), (b, blue_step)) = (step(red), step(green), step(blue));
    let cube = (16 + 36 * r + 6 * g + b, (red_step, green_step, blue_step));
    let greys = (0u8..24).map(|level| (232 + level, grey(level)));
    let nearest = greys.chain([cube]).min_by_key(|(_, colour)| distance((red, green, blue), *colour));
    Colour::Indexed(nearest.map_or(cube.0, |(at, _)| at))
}

fn grey(level: u8) -> (u8, u8, u8) {
    let value = 8 + 10 * level.min(23);
    (value, value, value)
}

/// How different two colours look: squared distance with the eye's weights.
fn distance(one: (u8, u8, u8), other: (u8, u8, u8)) -> u32 {
    let part = |a: u8, b: u8, weight: u32| u32::from(a.abs_diff(b)).pow(2) * weight;
    part(one.0, other.0, 3) + part(one.1, other.1, 4) + part(one.2, other.2, 2)
}

fn luminance((red, green, blue): (u8, u8, u8)) -> f64 {
    let linear = |channel: u8| {
        let part = f64::from(channel) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default => f.write_str("default"),
            Self::Ansi(at) => f.write_str(NAMES.get(usize::from(*at)).unwrap_or(&"default")),
            Self::Indexed(at) => write!(f, "{at}"),
            Self::Rgb(red, green, blue) => write!(f, "#{red:02x}{green:02x}{blue:02x}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_reduced_to_the_nearest() {
        for (written, indexed, ansi) in [
            ("#000000", Colour::Indexed(16), Colour::Ansi(0)),
            ("#ffffff", Colour::Indexed(231), Colour::Ansi(15)),
            ("#ff0000", Colour::Indexed(196), Colour::Ansi(9)),
            ("#15181e", Colour::Indexed(234), Colour::Ansi(0)),
            ("#808080", Colour::Indexed(244), Colour::Ansi(8)),
            ("red", Colour::Ansi(1), Colour::Ansi(1)),
        ] {
            let colour = Colour::parse(written).unwrap();
            assert_eq!(colour.reduced(Depth::Indexed), indexed, "{written}");
            assert_eq!(colour.reduced(Depth::Sixteen), ansi, "{written}");
            assert_eq!(colour.reduced(Depth::None), Colour::Default, "{written}");
            assert_eq!(colour.reduced(Depth::Truecolour).to_string(), written);
        }
        assert_eq!(Colour::parse("#12"), None);
        assert_eq!(Colour::parse("mauve"), None);
    }

    #[test]
    fn contrast_is_wcag_s() {
        let contrast = |one: &str, other: &str| Colour::parse(one)?.contrast(Colour::parse(other)?);
        assert!((contrast("#000000", "#ffffff").unwrap() - 21.0).abs() < 1e-9);
        assert!((contrast("#777777", "#ffffff").unwrap() - 4.478).abs() < 1e-3);
        assert_eq!(contrast("red", "#ffffff"), None);
    }

    #[test]
    fn the_environment_tells_the_depth() {
        for (variables, depth) in [
            (vec![("TERM", "xterm-256color"), ("COLORTERM", "truecolor")], Depth::Truecolour),
            (vec![("TERM", "xterm-256color")], Depth::Indexed),
            (vec![("TERM", "xterm-kitty")], Depth::Truecolour),
            (vec![("TERM", "xterm")], Depth::Sixteen),
            (vec![("TERM", "linux")], Depth::Sixteen),
            (vec![("TERM", "dumb")], Depth::None),
            (vec![("TERM", "xterm-256color"), ("COLORTERM", "truecolor"), ("NO_COLOR", "1")], Depth::None),
            (vec![("TERM", "xterm-256color"), ("NO_COLOR", "")], Depth::Indexed),
        ] {
            let of = |name: &str| variables.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned());
            assert_eq!(Depth::of_terminal(of), depth, "{variables:?}");
        }
    }
}
