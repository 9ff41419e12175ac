//! Which keys run which commands in each context.

use crate::keys::trie::{Branch, press};
use crate::keys::{Command, Context, Follow, Key, Pending, Step};
use std::collections::BTreeMap;

/// One line of a keymap: these keys in this context.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Binding {
    /// Where.
    pub context: Context,
    /// The keys, one after the other; never empty.
    pub chord: Vec<Key>,
    /// What they run; `None` takes away what an earlier list bound.
    pub command: Option<Command>,
}

/// Two lines of one list that cannot both hold, as indices into it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clash {
    /// The line that was dropped.
    pub dropped: usize,
    /// The earlier line that stays: its chord is the same, or begins the dropped one, or the other way round.
    pub kept: usize,
}

/// The keys of every context.
///
/// No chord begins another in any context, so a key never has to wait for a clock.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keymap {
    lists: Vec<Vec<Binding>>,
    /// One per context, in the order of [`Context::ALL`].
    trees: Vec<Branch>,
}

impl Keymap {
    /// Adds a list (the defaults, a preset, the user's own): it wins over the lists before it, so that it can reuse their
    /// keys. Within the list a chord that begins another is refused: it could not run without a time-out.
    pub fn add(&mut self, list: Vec<Binding>) -> Vec<Clash> {
        let mut kept: Vec<(usize, &Binding)> = Vec::new();
        let mut clashes = Vec::new();
        for (at, binding) in list.iter().enumerate() {
            match kept.iter().find(|(_, other)| clash(other, binding)) {
                Some((other, _)) => clashes.push(Clash { dropped: at, kept: *other }),
                None => kept.push((at, binding)),
            }
        }
        let kept: Vec<Binding> = kept.into_iter().map(|(_, binding)| binding.clone()).collect();
        if kept.is_empty() {
            return clashes;
        }
        self.lists.push(kept);
        let settled: Vec<Vec<&Binding>> = Context::ALL.iter().map(|layer| self.settled(*layer)).collect();
        self.trees = Context::ALL.iter().map(|context| grow(*context, &settled)).collect();
        clashes
    }

    /// Takes one key further. `pending` belongs to the caller: it is cleared when the context changes.
    pub fn press(&self, context: Context, pending: &mut Pending, key: Key) -> Step {
        let Some(tree) = self.tree(context) else { return Step::Unbound(vec![key]) };
        let counts = !context.types() && !tree.begins_with_digit();
        press(tree, counts, pending, key)
    }

    /// Every chord that works in `context`, those of its layers included, in the order they were written in, those of the
    /// latest list first.
    pub fn chords(&self, context: Context) -> Vec<(Vec<Key>, Command)> {
        let lines = self.lists.iter().rev().flatten().filter(|line| context.layers().contains(&line.context));
        let mut rank: BTreeMap<&[Key], usize> = BTreeMap::new();
        for (at, line) in lines.enumerate() {
            rank.entry(&line.chord).or_insert(at);
        }
        let mut found = self.tree(context).map(Branch::chords).unwrap_or_default();
        found.sort_by_cached_key(|(chord, _)| rank.get(chord.as_slice()).copied());
        found
    }

    /// The chords that run `command` in `context`, in the same order.
    pub fn chords_of(&self, context: Context, command: Command) -> Vec<Vec<Key>> {
        let found = self.chords(context).into_iter();
        found.filter(|(_, bound)| *bound == command).map(|(chord, _)| chord).collect()
    }

    /// What may follow the keys pressed so far.
    pub fn follows(&self, context: Context, pending: &Pending) -> Vec<Follow> {
        self.tree(context).map(|tree| tree.follows_after(pending)).unwrap_or_default()
    }

    /// The lines that stand for `context` itself, without its layers.
    pub fn own(&self, context: Context) -> impl Iterator<Item = &Binding> {
        self.lists.iter().flatten().filter(move |binding| binding.context == context)
    }

    fn tree(&self, context: Context) -> Option<&Branch> {
        self.trees.get(context as usize)
    }

    /// What holds for one layer when every list was heard. A line that takes a key away stays, for the layers below.
    fn settled(&self, layer: Context) -> Vec<&Binding> {
        let mut lines: Vec<&Binding> = Vec::new();
        for line in self.own(layer) {
            match line.command {
                Some(_) => lines.retain(|other| !clash(other, line)),
                None => lines.retain(|other| !other.chord.starts_with(&line.chord)),
            }
            lines.push(line);
        }
        lines
    }
}

/// Merges the layers from the most general to the context itself. `settled` has what holds for each.
fn grow(context: Context, settled: &[Vec<&Binding>]) -> Branch {
    let mut tree = Branch::default();
    for layer in context.layers().iter().rev() {
        for binding in settled.get(*layer as usize).into_iter().flatten() {
            match binding.command {
                Some(command) => tree.bind(&binding.chord, command),
                None => tree.unbind(&binding.chord),
            }
        }
    }
    tree
}

fn clash(one: &Binding, other: &Binding) -> bool {
    let same_place = one.context == other.context;
    same_place && (one.chord.starts_with(&other.chord) || other.chord.starts_with(&one.chord))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::{Argument, chord_text, parse_chord};
    use proptest::prelude::*;

    fn line(context: Context, keys: &str, command: Command) -> Binding {
        Binding { context, chord: parse_chord(keys).unwrap(), command: Some(command) }
    }

    fn keymap() -> Keymap {
        let mut keymap = Keymap::default();
        let clashes = keymap.add(vec![
            line(Context::Everywhere, "j", Command::Down),
            line(Context::Everywhere, "gg", Command::Top),
            line(Context::Everywhere, "G", Command::Bottom),
            line(Context::Everywhere, "gl", Command::Library),
            line(Context::Reader, "0", Command::LineStart),
            line(Context::Reader, "m", Command::SetMark),
            line(Context::Reader, "H", Command::Highlight),
            line(Context::Reader, "yy", Command::Copy),
            line(Context::Visual, "y", Command::Copy),
            line(Context::Library, "1", Command::ShowAll),
            line(Context::Prompt, "Enter", Command::Accept),
        ]);
        assert_eq!(clashes, []);
        keymap
    }

    /// Presses keys one by one and writes what each led to: `Command×count'argument`, `…` for more, `?` for unbound.
    fn check(context: Context, keys: &str, expected: &str) {
        let (keymap, mut pending) = (keymap(), Pending::default());
        let word = |step: Step| match step {
            Step::Run { command, count, argument } => {
                let count = count.map_or_else(String::new, |count| format!("×{count}"));
                format!("{command:?}{count}{}", argument.map_or_else(String::new, |c| format!("'{c}")))
            }
            Step::More(follows) => format!("…{}", follows.len()),
            Step::Dropped => "dropped".to_owned(),
            Step::Unbound(keys) => format!("?{}", chord_text(&keys)),
            Step::Refused { takes, .. } => format!("!{takes:?}"),
        };
        let keys = keys.split(' ').flat_map(|key| parse_chord(key).unwrap());
        let got: Vec<_> = keys.map(|key| word(keymap.press(context, &mut pending, key))).collect();
        assert_eq!(got.join(" "), expected);
        assert!(pending.is_empty() || expected.ends_with(|c: char| c == '…' || c.is_ascii_digit()), "{pending:?}");
    }

    #[test]
    fn keys_lead_to_commands() {
        use Context::{Library, Prompt, Reader, Visual};
        check(Reader, "j", "Down");
        check(Reader, "g g", "…2 Top");
        check(Reader, "g x j", "…2 ?gx Down");
        check(Reader, "1 2 G", "…0 …0 Bottom×12");
        check(Reader, "1 0 j", "…0 …0 Down×10");
        check(Reader, "0", "LineStart");
        check(Reader, "3 g g", "…0 …2 Top×3");
        check(Reader, "g Esc j", "…2 dropped Down");
        check(Reader, "5 Esc j", "…0 dropped Down");
        check(Reader, "Esc", "?Esc");
        check(Reader, "m a", "…1 SetMark'a");
        check(Reader, "m A", "…1 !Letter");
        check(Reader, "m Esc j", "…1 dropped Down");
        check(Reader, "2 H y", "…0 …1 Highlight×2'y");
        check(Reader, "y y", "…1 Copy");
        check(Visual, "y", "Copy");
        check(Library, "1", "ShowAll");
        check(Library, "2", "?2");
        check(Prompt, "1", "?1");
        check(Prompt, "j", "?j");
        check(Prompt, "Enter", "Accept");
    }

    #[test]
    fn a_count_stays_small() {
        let (keymap, mut pending) = (keymap(), Pending::default());
        for _ in 0..40 {
            keymap.press(Context::Reader, &mut pending, Key::plain('9'));
        }
        assert_eq!(pending.shown(), "999999");
        keymap.press(Context::Reader, &mut pending, Key::plain('g'));
        assert_eq!(pending.shown(), "999999g");
    }

    #[test]
    fn hints_say_what_may_follow() {
        let (keymap, mut pending) = (keymap(), Pending::default());
        keymap.press(Context::Reader, &mut pending, Key::plain('g'));
        let shown: Vec<_> = keymap.follows(Context::Reader, &pending).into_iter().map(|f| (f.keys, f.help)).collect();
        assert_eq!(
            shown,
            [("g", Command::Top), ("l", Command::Library)]
                .map(|(key, command)| { (key.to_owned(), command.help().to_owned()) })
        );
        pending.clear();
        keymap.press(Context::Reader, &mut pending, Key::plain('m'));
        assert_eq!(keymap.follows(Context::Reader, &pending)[0].keys, Argument::Letter.hint());
    }

    #[test]
    fn a_chord_that_begins_another_is_refused() {
        let mut keymap = keymap();
        let clashes = keymap.add(vec![
            line(Context::Reader, "gl", Command::Word),
            line(Context::Reader, "g", Command::Word),
            line(Context::Library, "g", Command::Down),
            line(Context::Reader, "gl", Command::WordEnd),
        ]);
        assert_eq!(clashes, [Clash { dropped: 1, kept: 0 }, Clash { dropped: 3, kept: 0 }]);
        let chords =
            |context, command| keymap.chords_of(context, command).iter().map(|c| chord_text(c)).collect::<Vec<_>>();
        assert_eq!(chords(Context::Reader, Command::Word), ["gl"]);
        assert_eq!(chords(Context::Reader, Command::Top), ["gg"]);
        assert_eq!(chords(Context::Library, Command::Down), ["g", "j"]);
        assert_eq!(chords(Context::Library, Command::Top), [""; 0]);
    }

    proptest! {
        #[test]
        fn whatever_is_bound_no_chord_begins_another(
            lists in prop::collection::vec(prop::collection::vec(("[abc]{1,3}", 0..4usize, any::<bool>()), 0..12), 1..4)
        ) {
            let mut keymap = Keymap::default();
            for list in lists {
                keymap.add(list.iter().map(|(keys, at, bound)| Binding {
                    context: [Context::Everywhere, Context::List, Context::Reader, Context::Library][*at],
                    chord: keys.chars().map(Key::plain).collect(),
                    command: bound.then_some(Command::Down),
                }).collect());
            }
            for context in Context::ALL {
                for (chord, command) in keymap.chords(*context) {
                    let mut pending = Pending::default();
                    let mut last = Step::Dropped;
                    for key in &chord {
                        let early = matches!(last, Step::Run { .. });
                        prop_assert!(!early);
                        last = keymap.press(*context, &mut pending, *key);
                    }
                    prop_assert_eq!(last, Step::Run { command, count: None, argument: None });
                }
            }
        }

        #[test]
        fn any_keys_can_be_pressed(keys in prop::collection::vec(" |[a-zA-Z0-9]", 0..30)) {
            let (keymap, mut pending) = (keymap(), Pending::default());
            for key in keys.iter().flat_map(|key| key.chars()).map(Key::plain) {
                let step = keymap.press(Context::Reader, &mut pending, key);
                prop_assert!(matches!(step, Step::More(_)) || pending.is_empty());
            }
        }
    }
}
