//! What a stretch of the screen is, so that a theme can say how it looks.

macro_rules! roles {
    ($($variant:ident $name:literal $parent:ident $letter:literal : $caption:literal;)+) => {
        /// What a stretch of the screen is. A theme gives each a style; one that it does not name looks like its parent.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Role {
            $(#[doc = $caption] $variant),+
        }

        impl Role {
            /// Every role, in the order of the legend.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The name in a theme's file.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            /// The role with this name.
            pub fn named(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$variant),)+ _ => None }
            }

            /// What it is, for the legend.
            pub fn caption(self) -> &'static str {
                match self { $(Self::$variant => $caption),+ }
            }

            /// The role it looks like where a theme does not name it. Only [`Role::Text`] is its own.
            pub fn parent(self) -> Self {
                match self { $(Self::$variant => Self::$parent),+ }
            }

            /// The letter that stands for it where neither colour nor typeface can, for the gutter and the legend.
            pub fn letter(self) -> Option<char> {
                match self { $(Self::$variant => Some($letter)),+ }.filter(|letter| *letter != ' ')
            }
        }
    };
}
roles! {
    Text "text" Text ' ': "Text";
    Dim "dim" Text ' ': "Less important text";
    Boilerplate "boilerplate" Dim ' ': "Promotion and truncated teasers";
    Heading "heading" Text ' ': "Heading";
    Quote "quote" Text ' ': "Quoted passage";
    Emphasis "emphasis" Text ' ': "Emphasised words";
    Strong "strong" Text ' ': "Strongly emphasised words";
    Code "code" Text ' ': "Code";
    Link "link" Text ' ': "Link";
    Person "person" Text 'p': "Person";
    Organisation "organisation" Text 'o': "Organisation";
    State "state" Text 's': "State, people or government";
    Place "place" Text 'l': "Place";
    Other "other" Text 'x': "Other named thing";
    Figure "figure" Text '#': "Figure";
    Count "count" Figure '#': "Count";
    Quantity "quantity" Figure '#': "Quantity with a unit";
    Money "money" Figure '$': "Money";
    Percent "percent" Figure '%': "Percentage";
    Ordinal "ordinal" Figure '#': "Ordinal";
    Ratio "ratio" Figure '%': "Ratio";
    Age "age" Figure '#': "Age";
    Date "date" Figure 'd': "Date";
    Time "time" Date 'd': "Time of day";
    Duration "duration" Date 'd': "Length of time";
    ClaimContent "claim" Text 'c': "What is claimed";
    Cue "cue" Text 'c': "Word that attributes a claim";
    Speaker "speaker" Text 'c': "Who claims it";
    HighlightYellow "highlight-yellow" Selection 'h': "Highlight, yellow";
    HighlightGreen "highlight-green" HighlightYellow 'h': "Highlight, green";
    HighlightBlue "highlight-blue" HighlightYellow 'h': "Highlight, blue";
    HighlightPink "highlight-pink" HighlightYellow 'h': "Highlight, pink";
    HighlightOrange "highlight-orange" HighlightYellow 'h': "Highlight, orange";
    HighlightPurple "highlight-purple" HighlightYellow 'h': "Highlight, purple";
    Note "note" HighlightYellow 'n': "Passage with a note of yours";
    OwnClaim "own-claim" Note 'C': "Passage with a claim of yours";
    Lost "lost" Error '!': "Note that lost its place";
    Tag "tag" Dim ' ': "Tag";
    VerdictGood "verdict-good" Text ' ': "Verdict: it holds";
    VerdictMid "verdict-mid" Text ' ': "Verdict: in part, or not sure";
    VerdictBad "verdict-bad" Text ' ': "Verdict: it does not hold";
    VerdictNone "verdict-none" Dim ' ': "Verdict: no finding";
    Added "added" VerdictGood '+': "Words that came with a revision";
    Removed "removed" VerdictBad '-': "Words that went with a revision";
    Cursor "cursor" Selection ' ': "Cursor";
    CursorUnit "cursor-unit" Text ' ': "Sentence or mark under the cursor";
    Selection "selection" Text ' ': "Selection";
    SearchHit "search-hit" Selection ' ': "Search hit";
    SearchHere "search-here" SearchHit ' ': "Search hit under the cursor";
    Row "row" Text ' ': "Row of a list";
    RowHere "row-here" Selection ' ': "Row under the cursor";
    RowUnread "row-unread" Row ' ': "Unread article";
    Star "star" Text ' ': "Star";
    Gutter "gutter" Dim ' ': "Paragraph numbers";
    Border "border" Dim ' ': "Border between panes";
    BorderFocus "border-focus" Border ' ': "Border of the pane with the cursor";
    Title "title" Heading ' ': "Title of a pane";
    Tab "tab" Dim ' ': "Tab";
    TabHere "tab-here" Title ' ': "Tab that is open";
    Status "status" Text ' ': "Status line";
    StatusMode "status-mode" Status ' ': "What is going on, in the status line";
    KeyHint "key-hint" Text ' ': "Key that can be pressed";
    Input "input" Text ' ': "Text being typed";
    Message "message" Text ' ': "Message";
    Warning "warning" Text ' ': "Warning";
    Error "error" Text ' ': "Error";
}

impl Role {
    /// How a highlight of this colour looks; a name without a look of its own looks yellow.
    pub fn highlight(colour: &str) -> Self {
        match colour {
            "green" => Self::HighlightGreen,
            "blue" => Self::HighlightBlue,
            "pink" => Self::HighlightPink,
            "orange" => Self::HighlightOrange,
            "purple" => Self::HighlightPurple,
            _ => Self::HighlightYellow,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parents_lead_to_plain_text() {
        for role in Role::ALL {
            let mut up = *role;
            for _ in 0..Role::ALL.len() {
                up = up.parent();
            }
            assert_eq!(up, Role::Text, "{role:?}");
            assert_eq!(Role::named(role.name()), Some(*role));
        }
    }
}
