//! Where a key is pressed: the screens, what may lie over them, and what their keys have in common.

macro_rules! contexts {
    ($($variant:ident = $name:literal, $caption:literal, [$($layer:ident),*], $typing:literal;)+) => {
        /// A place that keys are pressed in. Some are only layers: what several places have in common.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Context {
            $(#[doc = $caption] $variant),+
        }

        impl Context {
            /// Every context, in the order of the reference.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The name in the configuration: `[keys.reader]`.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            /// The context with this name.
            pub fn named(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$variant),)+ _ => None }
            }

            /// What it is, in a few words.
            pub fn caption(self) -> &'static str {
                match self { $(Self::$variant => $caption),+ }
            }

            /// Whose keys hold here: itself first, then what it shares with others. An earlier one wins.
            pub fn layers(self) -> &'static [Self] {
                match self { $(Self::$variant => &[Self::$variant $(, Self::$layer)*]),+ }
            }

            /// Whether a key without a binding types its character here. Then digits are text, not counts.
            pub fn types(self) -> bool {
                match self { $(Self::$variant => $typing),+ }
            }
        }
    };
}
contexts! {
    Everywhere = "everywhere", "On every screen", [], false;
    List = "list", "In every list", [Everywhere], false;
    Library = "library", "Library: sources and articles", [List, Everywhere], false;
    Sources = "sources", "Sources tree of the library", [List, Everywhere], false;
    Reader = "reader", "Reader: an article", [Everywhere], false;
    Visual = "visual", "Reader, with a selection", [Reader, Everywhere], false;
    Panel = "panel", "Side panel of the reader", [Everywhere], false;
    Notes = "notes", "Notes of all articles", [List, Everywhere], false;
    Revisions = "revisions", "Revisions of an article", [Everywhere], false;
    Copies = "copies", "Copies of an article in other outlets", [Everywhere], false;
    Claims = "claims", "Claims of all articles", [List, Everywhere], false;
    Claim = "claim", "A claim's page", [Everywhere], false;
    Repair = "repair", "Repair: notes whose passage is unsure or lost", [Everywhere], false;
    Help = "help", "Help", [Everywhere], false;
    Editor = "editor", "Note editor", [], true;
    Prompt = "prompt", "Command line, search and filter", [], true;
    Picker = "picker", "Palette and other pickers", [], true;
    Form = "form", "Forms: verdict, evidence, appearance", [], true;
    Dialog = "dialog", "Dialogs", [], false;
    Question = "question", "Questions with yes and no", [], false;
}
