//! The keys of a file, read into lists that a keymap takes.

use crate::config::Warning;
use crate::config::nearest::did_you_mean;
use crate::config::written::{Written, text_of};
use crate::keys::{Binding, Command, Context, Keymap, chord_text, parse_chord};

/// Adds the keys written in a file to a keymap, and tells what is wrong with them. `lines` are those below `[keys]`,
/// with paths that begin at the context.
pub(super) fn add(keymap: &mut Keymap, lines: &[Written], file: &str) -> Vec<Warning> {
    let warning = |line: usize, what: String| Warning { file: file.to_owned(), line: Some(line), what };
    let mut warnings = Vec::new();
    let (mut list, mut numbers) = (Vec::new(), Vec::new());
    for written in lines {
        match binding(written) {
            Ok(binding) => {
                list.push(binding);
                numbers.push(written.line);
            }
            Err(what) => warnings.push(warning(written.line, what)),
        }
    }
    for clash in keymap.add(list.clone()) {
        let (Some(dropped), Some(kept)) = (list.get(clash.dropped), list.get(clash.kept)) else { continue };
        let (line, other) = (numbers.get(clash.dropped).copied(), numbers.get(clash.kept).copied());
        let how = if kept.chord == dropped.chord { "is the same as" } else { "cannot stand beside" };
        let what = format!(
            "{} {how} {} in line {}: one would begin the other",
            chord_text(&dropped.chord),
            chord_text(&kept.chord),
            other.unwrap_or_default()
        );
        warnings.push(warning(line.unwrap_or_default(), what));
    }
    warnings
}

fn binding(written: &Written) -> Result<Binding, String> {
    let [place, chord] = written.path.as_slice() else {
        return Err(format!("keys stand in a section like [keys.reader], not at \"{}\"", written.path.join(".")));
    };
    let context = Context::named(place).ok_or_else(|| {
        let meant = did_you_mean(place, Context::ALL.iter().map(|context| context.name()));
        format!("there is no section [keys.{place}]{meant}")
    })?;
    let chord = parse_chord(chord).map_err(|error| error.to_string())?;
    let name = text_of(&written.value).ok_or_else(|| "a key runs a command, named in quotation marks".to_owned())?;
    if name == "none" {
        return Ok(Binding { context, chord, command: None });
    }
    let command = Command::named(name).ok_or_else(|| {
        let meant = did_you_mean(name, Command::ALL.iter().map(|command| command.name()));
        format!("there is no command \"{name}\"{meant}")
    })?;
    if !command.works_in(context) {
        let places: Vec<_> = command.contexts().iter().map(|context| format!("[keys.{}]", context.name())).collect();
        return Err(format!("\"{name}\" works only in {}", places.join(", ")));
    }
    Ok(Binding { context, chord, command: Some(command) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Config, PRESETS};
    use crate::keys::{Key, Pending, Step};

    fn keymap(preset: &str) -> Keymap {
        let config = Config::parse(&format!("[keys]\npreset = \"{preset}\"\n"), "test");
        assert_eq!(config.warnings, [], "{preset}");
        config.keymap
    }

    fn press(keymap: &Keymap, context: Context, keys: &[Key]) -> Step {
        let mut pending = Pending::default();
        let mut step = Step::Dropped;
        for key in keys {
            assert!(!matches!(step, Step::Run { .. }), "{} runs before it is complete", chord_text(keys));
            step = keymap.press(context, &mut pending, *key);
        }
        step
    }

    #[test]
    fn every_chord_runs_its_command_in_its_context() {
        for (preset, _) in PRESETS {
            let keymap = keymap(preset);
            for context in Context::ALL {
                for (chord, command) in keymap.chords(*context) {
                    let at = format!("{preset}, {context:?}: {}", chord_text(&chord));
                    assert!(command.works_in(*context), "{at} runs {command:?}, which does not work there");
                    match (command.takes(), press(&keymap, *context, &chord)) {
                        (None, step) => assert_eq!(step, Step::Run { command, count: None, argument: None }, "{at}"),
                        (Some(_), step) => assert!(matches!(step, Step::More(_)), "{at}: {step:?}"),
                    }
                }
            }
        }
    }

    #[test]
    fn no_chord_begins_another() {
        for (preset, _) in PRESETS {
            let keymap = keymap(preset);
            for context in Context::ALL {
                let chords = keymap.chords(*context);
                for (at, (one, _)) in chords.iter().enumerate() {
                    for (other, _) in chords.iter().skip(at + 1) {
                        let begins = one.starts_with(other) || other.starts_with(one);
                        assert!(!begins, "{preset}, {context:?}: {} {}", chord_text(one), chord_text(other));
                    }
                }
            }
        }
    }

    #[test]
    fn every_command_has_a_key_wherever_it_works() {
        let keymap = keymap("vi");
        let typing = |context: &Context| context.layers().len() == 1;
        for command in Command::ALL.iter().filter(|command| command.keyed()) {
            for context in command.contexts() {
                let bound = keymap.chords_of(*context, *command);
                assert!(!bound.is_empty(), "{command:?} has no key in {context:?}");
            }
        }
        for context in Context::ALL.iter().filter(|context| typing(context)) {
            assert!(!keymap.chords(*context).is_empty(), "{context:?} has no keys");
        }
        for preset in ["arrows", "less", "newsboat"] {
            let keymap = self::keymap(preset);
            for command in Command::ALL.iter().filter(|command| command.keyed()) {
                let somewhere = command.contexts().iter().any(|context| {
                    let concrete = Context::ALL.iter().filter(|other| other.layers().contains(context));
                    concrete.clone().any(|context| !keymap.chords_of(*context, *command).is_empty())
                });
                let dispensable = ["less", "newsboat"].contains(&preset) && command.contexts() != [Context::Everywhere];
                assert!(somewhere || dispensable, "{preset}: {command:?} has no key left");
            }
        }
    }

    #[test]
    fn the_way_out_is_never_lost() {
        for (preset, _) in PRESETS {
            let keymap = keymap(preset);
            for context in Context::ALL {
                let ways = [Command::Back, Command::Cancel, Command::Leave];
                let out = ways.iter().any(|command| !keymap.chords_of(*context, *command).is_empty());
                assert!(out, "{preset}: no way out of {context:?}");
                if !context.types() && context.layers().contains(&Context::Everywhere) {
                    for command in [Command::ShowHelp, Command::Palette, Command::Quit, Command::Undo] {
                        let bound = keymap.chords_of(*context, command);
                        assert!(!bound.is_empty(), "{preset}: {command:?} has no key in {context:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn what_cannot_be_bound_is_told() {
        let text = "[keys.reader]\n\"Ener\" = \"open\"\n\"y\" = \"copy\"\n\"yz\" = \"copy\"\n\"B\" = \"anotate\"\n\
                    \"J\" = \"save\"\n\"P\" = 3\n[keys.raeder]\n\"a\" = \"none\"\n";
        let config = Config::parse(text, "c.toml");
        let told: Vec<String> = config.warnings.iter().map(Warning::to_string).collect();
        assert_eq!(
            told,
            [
                "c.toml:2: \"Ener\" is not a key; keys are written like a, ], gg, Space e, C-d, A-Left, S-Tab, F5, PgDn",
                "c.toml:4: yz cannot stand beside y in line 3: one would begin the other",
                "c.toml:5: there is no command \"anotate\"; did you mean \"annotate\"?",
                "c.toml:6: \"save\" works only in [keys.editor]",
                "c.toml:7: a key runs a command, named in quotation marks",
                "c.toml:9: there is no section [keys.raeder]; did you mean \"reader\"?",
            ]
        );
        let run = |keys: &str| press(&config.keymap, Context::Reader, &parse_chord(keys).unwrap());
        assert_eq!(run("y"), Step::Run { command: Command::Copy, count: None, argument: None });
    }

    #[test]
    fn the_user_wins_over_the_preset_and_the_preset_over_the_default() {
        let text = "[keys]\npreset = \"less\"\n[keys.everywhere]\n\"d\" = \"quit\"\n\"f\" = \"none\"\n";
        let config = Config::parse(text, "c.toml");
        assert_eq!(config.warnings, []);
        let command = |keys: &str| match press(&config.keymap, Context::Library, &parse_chord(keys).unwrap()) {
            Step::Run { command, .. } => Some(command),
            _ => None,
        };
        assert_eq!(command("d"), Some(Command::Quit));
        assert_eq!(command("f"), None);
        assert_eq!(command("Space"), Some(Command::PageDown));
        assert_eq!(command("j"), Some(Command::Down));
    }
}
