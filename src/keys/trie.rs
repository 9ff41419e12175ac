//! The keys of one context as a tree, and the walk through it one key at a time.

use crate::keys::{Argument, Code, Command, Key, chord_text};
use std::collections::BTreeMap;

/// A count grows no further than this: nobody means more, and a multiplication with it stays small.
const LARGEST_COUNT: u32 = 999_999;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Node {
    Leaf(Command),
    Branch(Branch),
}

/// What may follow. No branch is empty but the root.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Branch {
    after: BTreeMap<Key, Node>,
}

impl Branch {
    /// Binds a chord. What was bound to it, to a beginning of it or to something longer goes.
    pub(super) fn bind(&mut self, chord: &[Key], command: Command) {
        match chord {
            [] => {}
            [last] => {
                self.after.insert(*last, Node::Leaf(command));
            }
            [first, rest @ ..] => {
                let node = self.after.entry(*first).or_insert_with(|| Node::Branch(Self::default()));
                if let Node::Leaf(_) = node {
                    *node = Node::Branch(Self::default());
                }
                if let Node::Branch(branch) = node {
                    branch.bind(rest, command);
                }
            }
        }
    }

    /// Takes away what is bound to a chord, and everything that begins with it.
    pub(super) fn unbind(&mut self, chord: &[Key]) {
        match chord {
            [] => {}
            [last] => {
                self.after.remove(last);
            }
            [first, rest @ ..] => {
                if let Some(Node::Branch(branch)) = self.after.get_mut(first) {
                    branch.unbind(rest);
                    if branch.after.is_empty() {
                        self.after.remove(first);
                    }
                }
            }
        }
    }

    /// What may follow what is pending.
    pub(super) fn follows_after(&self, pending: &Pending) -> Vec<Follow> {
        match pending.waits {
            Some(command) => vec![awaited(command)],
            None => self.at(&pending.keys).map(Self::follows).unwrap_or_default(),
        }
    }

    /// The bound chords in the order of their keys.
    pub(super) fn chords(&self) -> Vec<(Vec<Key>, Command)> {
        let mut found = Vec::new();
        for (key, node) in &self.after {
            match node {
                Node::Leaf(command) => found.push((vec![*key], *command)),
                Node::Branch(branch) => found.extend(branch.chords().into_iter().map(|(mut chord, command)| {
                    chord.insert(0, *key);
                    (chord, command)
                })),
            }
        }
        found
    }

    /// Whether a digit begins a chord; then digits cannot be counts.
    pub(super) fn begins_with_digit(&self) -> bool {
        self.after.keys().filter_map(|key| key.typed()).any(|c| matches!(c, '1'..='9'))
    }

    fn at(&self, keys: &[Key]) -> Option<&Self> {
        keys.iter().try_fold(self, |branch, key| match branch.after.get(key) {
            Some(Node::Branch(next)) => Some(next),
            _ => None,
        })
    }

    fn follows(&self) -> Vec<Follow> {
        let follow = |(key, node): (&Key, &Node)| match node {
            Node::Leaf(command) => {
                Follow { keys: key.to_string(), help: command.help().to_owned(), command: Some(*command) }
            }
            Node::Branch(_) => Follow { keys: key.to_string(), help: "…".to_owned(), command: None },
        };
        self.after.iter().map(follow).collect()
    }
}

/// What has been pressed of a chord that is not complete yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pending {
    count: Option<u32>,
    keys: Vec<Key>,
    waits: Option<Command>,
}

impl Pending {
    /// Whether nothing is pending.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The count typed so far.
    pub fn count(&self) -> Option<u32> {
        self.count
    }

    /// What was pressed so far, for the status line: `12g`.
    pub fn shown(&self) -> String {
        let keys = if self.keys.is_empty() { String::new() } else { chord_text(&self.keys) };
        self.count.map_or_else(String::new, |count| count.to_string()) + &keys
    }

    /// Forgets it.
    pub fn clear(&mut self) {
        *self = Self::default();
    }
}

/// What a key led to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// The chord is complete.
    Run {
        /// What to do.
        command: Command,
        /// How many times, or which one, if a number was typed before.
        count: Option<u32>,
        /// The character typed after it, for commands that take one.
        argument: Option<char>,
    },
    /// More keys are needed. Empty after a mere count.
    More(Vec<Follow>),
    /// Escape ended a chord that was not complete.
    Dropped,
    /// These keys mean nothing here. In a place that types, a single character is to be typed.
    Unbound(Vec<Key>),
    /// The command takes another character than this one.
    Refused {
        /// The command that waited.
        command: Command,
        /// What it takes.
        takes: Argument,
    },
}

/// One thing that may follow the keys pressed so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Follow {
    /// The key as it is printed.
    pub keys: String,
    /// What it does.
    pub help: String,
    /// The command it runs, unless more keys follow.
    pub command: Option<Command>,
}

/// Takes a key one step further down the tree of a context. `counts`: whether digits before a chord are a count.
pub(super) fn press(root: &Branch, counts: bool, pending: &mut Pending, key: Key) -> Step {
    if let Some(command) = pending.waits {
        return argument(command, pending, key);
    }
    let escape = key == Key::new(Code::Esc, false, false, false);
    if escape && !pending.is_empty() {
        pending.clear();
        return Step::Dropped;
    }
    if counts && pending.keys.is_empty() && count(pending, key) {
        return Step::More(Vec::new());
    }
    let here = root.at(&pending.keys).and_then(|branch| branch.after.get(&key));
    pending.keys.push(key);
    match here {
        None => {
            let keys = std::mem::take(&mut pending.keys);
            pending.clear();
            Step::Unbound(keys)
        }
        Some(Node::Branch(branch)) => Step::More(branch.follows()),
        Some(Node::Leaf(command)) => match command.takes() {
            Some(_) => {
                pending.waits = Some(*command);
                Step::More(vec![awaited(*command)])
            }
            None => run(*command, pending, None),
        },
    }
}

fn awaited(command: Command) -> Follow {
    let keys = command.takes().map(Argument::hint).unwrap_or_default();
    Follow { keys: keys.to_owned(), help: command.help().to_owned(), command: Some(command) }
}

fn argument(command: Command, pending: &mut Pending, key: Key) -> Step {
    let Some(takes) = command.takes() else { return run(command, pending, None) };
    if key.code() == Code::Esc {
        pending.clear();
        return Step::Dropped;
    }
    match key.typed().filter(|c| takes.accepts(*c)) {
        Some(c) => run(command, pending, Some(c)),
        None => {
            pending.clear();
            Step::Refused { command, takes }
        }
    }
}

fn run(command: Command, pending: &mut Pending, argument: Option<char>) -> Step {
    let count = pending.count;
    pending.clear();
    Step::Run { command, count, argument }
}

/// Whether the key is a digit of a count. A count does not begin with 0, which is a motion.
fn count(pending: &mut Pending, key: Key) -> bool {
    let digit = key.typed().and_then(|c| c.to_digit(10)).filter(|digit| *digit > 0 || pending.count.is_some());
    let Some(digit) = digit else { return false };
    let grown = pending.count.unwrap_or(0).saturating_mul(10).saturating_add(digit);
    pending.count = Some(grown.min(LARGEST_COUNT));
    true
}
