//! Everything the user can ask for: one row per command.

use crate::keys::Context;

/// What belongs together in help.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// The cursor moves.
    Moving,
    /// Another place is shown.
    Going,
    /// Something is searched or filtered.
    Searching,
    /// A passage or rows are selected.
    Selecting,
    /// Something is written about what is under the cursor.
    Annotating,
    /// What is under the cursor is opened, copied, compared.
    Looking,
    /// Lists are worked through.
    Lists,
    /// Tools that open over the screen.
    Tools,
    /// The screen itself.
    Screen,
    /// Text fields, pickers, dialogs and questions.
    Answering,
}

impl Group {
    /// Its heading in help.
    pub fn name(self) -> &'static str {
        match self {
            Self::Moving => "Moving",
            Self::Going => "Going to a place",
            Self::Searching => "Searching",
            Self::Selecting => "Selecting",
            Self::Annotating => "Annotating",
            Self::Looking => "Looking closer",
            Self::Lists => "Lists",
            Self::Tools => "Tools",
            Self::Screen => "Screen",
            Self::Answering => "Answering",
        }
    }
}

/// The one character that some commands take after their key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Argument {
    /// `a` to `z`: the name of a mark.
    Letter,
    /// `1` to `9`.
    Digit,
    /// The key of a highlight's colour, as configured.
    Colour,
}

impl Argument {
    /// What may follow, for hints.
    pub fn hint(self) -> &'static str {
        match self {
            Self::Letter => "a–z",
            Self::Digit => "1–9",
            Self::Colour => "a colour's key",
        }
    }

    /// Whether this character may follow. Which colours there are is the configuration's to say.
    pub fn accepts(self, c: char) -> bool {
        match self {
            Self::Letter => c.is_ascii_lowercase(),
            Self::Digit => matches!(c, '1'..='9'),
            Self::Colour => c.is_alphanumeric(),
        }
    }
}

macro_rules! commands {
    ($($group:ident { $($variant:ident $name:literal [$($context:ident),+] $(takes $takes:ident)? $($palette:literal)? : $help:literal;)+ })+) => {
        /// What the user can ask for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Command {
            $($(#[doc = $help] $variant,)+)+
        }

        const ROWS: &[Row] = &[$($(Row {
            command: Command::$variant,
            name: $name,
            group: Group::$group,
            contexts: &[$(Context::$context),+],
            takes: commands!(@takes $($takes)?),
            keyed: commands!(@keyed $($palette)?),
            help: $help,
        },)+)+];

        impl Command {
            /// Every command, in the order of the reference.
            pub const ALL: &'static [Self] = &[$($(Self::$variant),+),+];
        }
    };
    (@takes $takes:ident) => { Some(Argument::$takes) };
    (@takes) => { None };
    (@keyed "palette") => { false };
    (@keyed) => { true };
}

struct Row {
    command: Command,
    name: &'static str,
    group: Group,
    contexts: &'static [Context],
    takes: Option<Argument>,
    keyed: bool,
    help: &'static str,
}

// A row: variant, name, the contexts it works in, `takes` what follows its key, "palette" where it has no key of its
// own, help. `Everywhere` means every screen; in text fields and dialogs a key must be bound there to run it.
commands! {
    Moving {
        Down "down" [Everywhere]: "Move down";
        Up "up" [Everywhere]: "Move up";
        Left "left" [Everywhere]: "Move left";
        Right "right" [Everywhere]: "Move right";
        Top "top" [Everywhere]: "Go to the top";
        Bottom "bottom" [Everywhere]: "Go to the end; in an article after a number, to that paragraph";
        HalfDown "half-page-down" [Everywhere]: "Half a page down";
        HalfUp "half-page-up" [Everywhere]: "Half a page up";
        PageDown "page-down" [Everywhere]: "A page down";
        PageUp "page-up" [Everywhere]: "A page up";
        ScrollDown "scroll-down" [Everywhere]: "Scroll down a line; in the library its preview";
        ScrollUp "scroll-up" [Everywhere]: "Scroll up a line; in the library its preview";
        Word "word" [Reader]: "Next word";
        WordBack "word-back" [Reader]: "Previous word";
        WordEnd "word-end" [Reader]: "End of the word";
        LineStart "line-start" [Reader]: "Start of the line";
        LineText "line-text" [Reader]: "First word of the line";
        LineEnd "line-end" [Reader]: "End of the line";
        Sentence "sentence" [Reader]: "Next sentence";
        SentenceBack "sentence-back" [Reader]: "Previous sentence";
        Paragraph "paragraph" [Reader, Claim]: "Next paragraph; on a claim's page, next section";
        ParagraphBack "paragraph-back" [Reader, Claim]: "Previous paragraph or section";
        Actor "actor" [Reader]: "Next actor";
        ActorBack "actor-back" [Reader]: "Previous actor";
        Figure "figure" [Reader]: "Next figure";
        FigureBack "figure-back" [Reader]: "Previous figure";
        Claim "claim" [Reader]: "Next claim";
        ClaimBack "claim-back" [Reader]: "Previous claim";
        Note "note" [Reader]: "Next note";
        NoteBack "note-back" [Reader]: "Previous note";
        Quotation "quotation" [Reader]: "Next quotation";
        QuotationBack "quotation-back" [Reader]: "Previous quotation";
        SameActor "same-actor" [Reader]: "Next mention of this actor";
        SameActorBack "same-actor-back" [Reader]: "Previous mention of this actor";
        SetMark "set-mark" [Reader] takes Letter: "Remember this place under a letter";
        GoMark "go-mark" [Reader] takes Letter: "Go to the place remembered under a letter";
        JumpBack "jump-back" [Reader]: "Back to where you jumped from";
        JumpForward "jump-forward" [Reader]: "Forward again";
    }
    Going {
        Library "library" [Everywhere]: "Library";
        Sources "sources" [Everywhere]: "Sources: sections, feeds and smart folders";
        Reader "reader" [Everywhere]: "Reader: the article opened last";
        Notes "notes" [Everywhere]: "Notes of all articles";
        Claims "claims" [Everywhere]: "Claims of all articles";
        Repair "repair" [Everywhere]: "Repair: notes whose passage is unsure or lost";
        Article "article" [Reader]: "Next article";
        ArticleBack "article-back" [Reader]: "Previous article";
        Back "back" [Everywhere]: "Back to the screen before; from the first one, quit";
        Quit "quit" [Everywhere]: "Quit";
    }
    Searching {
        Search "search" [Everywhere]: "Search the text or list";
        SearchNext "search-next" [Reader, Repair, Revisions]: "Next hit, or change";
        SearchBack "search-back" [Reader, Repair, Revisions]: "Previous hit, or change";
        Filter "filter" [Everywhere]: "Filter by a query";
        Clear "clear" [Everywhere]: "Clear the search, the selection or the message";
    }
    Selecting {
        Select "select" [Reader]: "Select by character";
        SelectLines "select-lines" [Reader]: "Select by line";
        SwapEnds "swap-ends" [Visual]: "Move the other end of the selection";
        SelectWord "select-word" [Reader]: "Select the word";
        SelectSentence "select-sentence" [Reader]: "Select the sentence";
        SelectParagraph "select-paragraph" [Reader]: "Select the paragraph";
        SelectQuotation "select-quotation" [Reader]: "Select the quotation";
        SelectActor "select-actor" [Reader]: "Select the actor's name";
        SelectFigure "select-figure" [Reader]: "Select the figure";
        SelectClaim "select-claim" [Reader]: "Select the claim";
    }
    Annotating {
        Annotate "annotate" [Reader, Panel, Notes, Claims, Claim, Repair]: "Write a note on the sentence or selection, or edit the one here";
        MakeClaim "make-claim" [Reader]: "Make a claim of the sentence or selection, or open the one here";
        Highlight "highlight" [Reader] takes Colour: "Highlight in a colour; the same colour again clears it";
        Tag "tag" [Reader, Panel, List, Claim]: "Tag";
        Untag "untag" [Reader, Panel, List, Claim]: "Take a tag away";
        Verdict "verdict" [Reader, Panel, Notes, Claims, Claim]: "Give a verdict";
        Evidence "evidence" [Reader, Panel, Notes, Claims, Claim]: "Add evidence: an address, a passage, a file";
        Link "link" [Reader, Panel, Notes, Claims, Claim]: "Link to another claim: repeats, supports, denies, corrects …";
        Status "status" [Claims, Claim]: "Open, waiting, done: the next one";
        Appearance "appearance" [Claims, Claim]: "Say where else the claim is made";
        AcceptGuess "accept-guess" [Repair]: "Take the guess for the note's passage";
        Reselect "reselect" [Repair]: "Choose the note's passage in its article";
        Detach "detach" [Repair]: "Say that the passage is gone: the note is on the whole article";
        Edit "edit" [Reader, Panel, Notes, Claims, Claim, Repair, Editor]: "Edit the note in $EDITOR";
        Retype "retype" [Reader, Panel]: "Correct what was detected: another kind, another actor, or nothing of the sort";
        Delete "delete" [Reader, Panel, List, Claim, Repair]: "Delete; can be undone";
        Recode "recode" [Notes]: "Rename a tag on every note, or put two together";
        Undo "undo" [Everywhere]: "Undo the last change";
        Redo "redo" [Everywhere]: "Redo it";
    }
    Looking {
        Open "open" [Everywhere]: "Open what is under the cursor";
        Fold "fold" [Reader, Panel, Notes, Sources]: "Unfold or fold what is folded here";
        Versions "versions" [Reader, Panel, Notes]: "Earlier versions of the note, to look at and go back to";
        Card "card" [Reader, Panel, Sources]: "Card of what is under the cursor";
        Links "links" [Reader]: "Follow a link: every link on the screen gets a letter";
        FollowLink "follow-link" [Reader]: "Open the link under the cursor in the browser";
        Copy "copy" [Reader, Panel, Notes, Claims, Claim, Repair, Dialog]: "Copy the selection, or the sentence";
        CopyCitation "copy-citation" [Reader, List, Claim, Repair]: "Copy a citation of the article";
        CopyAddress "copy-address" [Reader, List, Claim, Repair]: "Copy the article's address";
        CopyQuote "copy-quote" [Reader, Panel, Notes, Claims, Claim]: "Copy as a quote with its attribution";
        Browser "browser" [Reader, List, Claim, Repair]: "Open the article in the browser";
    }
    Lists {
        ToggleRead "toggle-read" [Library]: "Mark as read or unread";
        ReadAll "read-all" [Library, Sources]: "Mark all as read; asks first";
        Star "star" [Reader, Library]: "Star, or take the star away";
        Regroup "regroup" [Notes]: "Put the notes together by the next thing: article, actor, claim, tag, verdict, speaker";
        GroupBy "group-by" [Notes]: "Choose what the notes are put together by";
        ShowAll "show-all" [Library]: "Show all";
        ShowUnread "show-unread" [Library]: "Show unread ones";
        ShowStarred "show-starred" [Library]: "Show starred ones";
        ShowAnnotated "show-annotated" [Library]: "Show annotated ones";
        Sort "sort" [Library]: "Put the list in another order";
        SelectRow "select-row" [Library, Notes, Copies]: "Select this row, or let it go; of copies, the one to compare with";
        SelectRows "select-rows" [Library, Notes]: "Select the rows from here to the cursor";
        SelectAll "select-all" [Library, Notes]: "Select all rows, or none";
        KeepFilter "keep-filter" [Library, Sources]: "Keep what is shown as a smart folder";
        Revisions "revisions" [Reader, Library]: "What changed in the article since you read it, or since it came";
        Part "part" [Revisions]: "From the newer text on it is another article; asks first";
        Copies "copies" [Reader, Library]: "The same text from other outlets";
        Compare "compare" [Copies]: "Compare with the chosen one, word by word";
        FullArticle "full-article" [Reader, Library]: "Fetch the full text from the article's page";
        Refresh "refresh" [Library, Sources]: "Ask the feeds of this section what is new";
        RefreshAll "refresh-all" [Everywhere]: "Ask all feeds what is new";
        StopRefresh "stop-refresh" [Everywhere]: "Stop asking feeds";
        AddFeed "add-feed" [Everywhere]: "Follow a feed: its address, or that of a page that names one";
        Rename "rename" [Sources]: "Rename the feed or folder";
        MoveFeed "move-feed" [Sources]: "Move the feed or folder into another folder";
        Interval "interval" [Sources]: "How often this feed is asked";
        AlwaysFull "always-full" [Sources]: "Fetch the full texts of this feed always, or no longer";
        GroupByVerdict "group-by-verdict" [Claims]: "Group by verdict";
        GroupByStatus "group-by-status" [Claims]: "Group by status";
        GroupBySpeaker "group-by-speaker" [Claims]: "Group by speaker";
    }
    Tools {
        Palette "palette" [Everywhere]: "Find a command";
        CommandLine "command-line" [Everywhere]: "Type a command";
        Panel "panel" [Reader]: "Show or hide the side panel";
        Export "export" [Everywhere]: "Export notes";
        FindArticle "find-article" [Everywhere]: "Find an article by its title";
        FullText "full-text" [Everywhere]: "Search all articles and notes";
        Layers "layers" [Reader]: "Show or hide actors, figures and claims";
        Legend "legend" [Everywhere]: "What the looks mean";
        MergeActors "merge-actors" [Reader, Panel]: "Make this actor the same as another";
        Pipe "pipe" [Everywhere]: "Give the selection, the note or the article to a command of yours";
        Import "import" [Everywhere]: "Add articles, or import notes";
        ChooseTheme "theme" [Everywhere]: "Choose a theme";
    }
    Screen {
        ShowHelp "help" [Everywhere]: "Help for this screen; / searches it";
        NextPane "next-pane" [Everywhere]: "Next pane: sources, list, preview; text, panel";
        PreviousPane "previous-pane" [Everywhere]: "Previous pane";
        NextTab "next-tab" [Reader, Panel]: "Next tab of the side panel";
        PreviousTab "previous-tab" [Reader, Panel]: "Previous tab of the side panel";
        SortClaims "sort-claims" [Panel]: "List the claims most worth checking first, or by their place";
        Zen "zen" [Everywhere]: "Nothing but the text, and back";
        Narrower "narrower" [Everywhere]: "Make the side pane narrower";
        Wider "wider" [Everywhere]: "Make the side pane wider";
        Redraw "redraw" [Everywhere]: "Draw the screen anew";
        Suspend "suspend" [Everywhere]: "Go to the shell; fg comes back";
    }
    Answering {
        Accept "accept" [Prompt, Picker, Form, Dialog, Question]: "Do it";
        Cancel "cancel" [Prompt, Picker, Form, Dialog, Question]: "Leave it";
        Save "save" [Editor]: "Save the note";
        Leave "leave" [Editor]: "Leave the editor; what was written stays as a draft";
        Complete "complete" [Prompt]: "Complete the word";
        CompleteBack "complete-back" [Prompt]: "Complete it with the one before";
        Toggle "toggle" [Picker, Dialog]: "Choose or unchoose this one";
        EraseWord "erase-word" [Prompt, Picker]: "Erase the word before the cursor";
        EraseLine "erase-line" [Prompt, Picker]: "Erase everything before the cursor";
    }
}

impl Command {
    /// The command with this name.
    pub fn named(name: &str) -> Option<Self> {
        ROWS.iter().find(|row| row.name == name).map(|row| row.command)
    }

    /// Its name in the configuration and on the command line (`select-sentence`).
    pub fn name(self) -> &'static str {
        self.row().map_or("", |row| row.name)
    }

    /// Under which heading it stands in help.
    pub fn group(self) -> Group {
        self.row().map_or(Group::Tools, |row| row.group)
    }

    /// Where it works, as the table says it.
    pub fn contexts(self) -> &'static [Context] {
        self.row().map_or(&[], |row| row.contexts)
    }

    /// What it takes after its key.
    pub fn takes(self) -> Option<Argument> {
        self.row().and_then(|row| row.takes)
    }

    /// Whether it has a key by default, or is found in the palette only.
    pub fn keyed(self) -> bool {
        self.row().is_some_and(|row| row.keyed)
    }

    /// What it does, in one line.
    pub fn help(self) -> &'static str {
        self.row().map_or("", |row| row.help)
    }

    /// Whether it works in `context`.
    pub fn works_in(self, context: Context) -> bool {
        let works = self.contexts();
        works.contains(&Context::Everywhere) || context.layers().iter().any(|layer| works.contains(layer))
    }

    // Rows stand in the order of the enum: the same macro writes both.
    fn row(self) -> Option<&'static Row> {
        ROWS.get(self as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_stand_in_the_order_of_the_commands() {
        assert_eq!(ROWS.len(), Command::ALL.len());
        for (row, command) in ROWS.iter().zip(Command::ALL) {
            assert_eq!(row.command, *command);
            assert_eq!(Command::named(command.name()), Some(*command), "two commands are called {}", row.name);
        }
    }

    #[test]
    fn every_command_explains_itself_in_one_line() {
        for command in Command::ALL {
            let help = command.help();
            assert!(help.starts_with(|c: char| c.is_uppercase()) && !help.ends_with('.'), "{command:?}: {help}");
            assert!(help.chars().count() <= 100, "{command:?}: {help}");
            assert!(!command.name().is_empty() && command.name().chars().all(|c| c.is_ascii_lowercase() || c == '-'));
        }
    }
}
