//! Which languages a body is written in.

/// The language of a body, and of those of its blocks that are not in English.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tongue {
    /// BCP 47 tag of the whole, where it is known.
    pub main: Option<String>,
    /// Indices of the blocks in another language than English, ascending, each with its tag.
    pub foreign: Vec<(usize, String)>,
}

impl Tongue {
    /// The tag of a block that is not in English.
    pub fn of(&self, block: usize) -> Option<&str> {
        let at = self.foreign.binary_search_by_key(&block, |(index, _)| *index).ok()?;
        self.foreign.get(at).map(|(_, tag)| tag.as_str())
    }
}

/// True for the tag of a kind of English.
pub fn is_english(tag: &str) -> bool {
    tag.split(['-', '_']).next().is_some_and(|main| main.eq_ignore_ascii_case("en"))
}

/// The English name of a language; its tag where it has none here.
pub fn language_name(tag: &str) -> &str {
    const NAMES: &[(&str, &str)] = &[
        ("af", "Afrikaans"),
        ("ar", "Arabic"),
        ("bg", "Bulgarian"),
        ("ca", "Catalan"),
        ("cs", "Czech"),
        ("da", "Danish"),
        ("de", "German"),
        ("el", "Greek"),
        ("en", "English"),
        ("es", "Spanish"),
        ("et", "Estonian"),
        ("fa", "Persian"),
        ("fi", "Finnish"),
        ("fr", "French"),
        ("he", "Hebrew"),
        ("hi", "Hindi"),
        ("hr", "Croatian"),
        ("hu", "Hungarian"),
        ("id", "Indonesian"),
        ("it", "Italian"),
        ("ja", "Japanese"),
        ("ko", "Korean"),
        ("lt", "Lithuanian"),
        ("lv", "Latvian"),
        ("nb", "Norwegian"),
        ("nl", "Dutch"),
        ("nn", "Norwegian"),
        ("no", "Norwegian"),
        ("pl", "Polish"),
        ("pt", "Portuguese"),
        ("ro", "Romanian"),
        ("ru", "Russian"),
        ("sk", "Slovak"),
        ("sl", "Slovenian"),
        ("sr", "Serbian"),
        ("sv", "Swedish"),
        ("th", "Thai"),
        ("tr", "Turkish"),
        ("uk", "Ukrainian"),
        ("vi", "Vietnamese"),
        ("zh", "Chinese"),
    ];
    let main = tag.split(['-', '_']).next().unwrap_or(tag);
    NAMES.iter().find(|(known, _)| main.eq_ignore_ascii_case(known)).map_or(tag, |(_, name)| name)
}
