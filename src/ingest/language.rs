//! Which language a text is in, where nobody says.

use whatlang::{Lang, detect};

/// How much of a text is looked at, in bytes.
const SAMPLE: usize = 4096;

/// The tag of the language a text is written in, where there is enough of it to be sure.
pub fn language(text: &str) -> Option<String> {
    let mut end = text.len().min(SAMPLE);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let found = detect(text.get(..end)?)?;
    (found.is_reliable() && found.confidence() > 0.8).then(|| tag(found.lang()).to_owned())
}

/// A tag given in an attribute or header, in its usual spelling; `None` for what is no tag.
pub fn language_tag(given: &str) -> Option<String> {
    let given = given.trim().split([',', ';', ' ', '.']).next()?.replace('_', "-");
    let mut parts = given.split('-');
    let first = parts.next().filter(|part| (2..=3).contains(&part.len()))?;
    if !given.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') || given.len() > 35 {
        return None;
    }
    let mut tag = first.to_ascii_lowercase();
    for part in parts.filter(|part| !part.is_empty()) {
        tag.push('-');
        match part.len() {
            2 => tag.push_str(&part.to_ascii_uppercase()),
            _ => tag.push_str(part),
        }
    }
    Some(tag)
}

/// BCP 47 wants the two-letter code where there is one.
pub fn tag(lang: Lang) -> &'static str {
    match lang {
        Lang::Eng => "en",
        Lang::Deu => "de",
        Lang::Fra => "fr",
        Lang::Spa => "es",
        Lang::Por => "pt",
        Lang::Ita => "it",
        Lang::Nld => "nl",
        Lang::Dan => "da",
        Lang::Nob => "nb",
        Lang::Swe => "sv",
        Lang::Fin => "fi",
        Lang::Pol => "pl",
        Lang::Ces => "cs",
        Lang::Slk => "sk",
        Lang::Slv => "sl",
        Lang::Hrv => "hr",
        Lang::Srp => "sr",
        Lang::Bul => "bg",
        Lang::Mkd => "mk",
        Lang::Rus => "ru",
        Lang::Ukr => "uk",
        Lang::Bel => "be",
        Lang::Ell => "el",
        Lang::Hun => "hu",
        Lang::Ron => "ro",
        Lang::Tur => "tr",
        Lang::Ara => "ar",
        Lang::Heb => "he",
        Lang::Pes => "fa",
        Lang::Hin => "hi",
        Lang::Ben => "bn",
        Lang::Urd => "ur",
        Lang::Tam => "ta",
        Lang::Cmn => "zh",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Tha => "th",
        Lang::Vie => "vi",
        Lang::Ind => "id",
        Lang::Est => "et",
        Lang::Lav => "lv",
        Lang::Lit => "lt",
        Lang::Cat => "ca",
        Lang::Afr => "af",
        Lang::Lat => "la",
        Lang::Epo => "eo",
        other => other.code(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_in_their_usual_spelling() {
        for (given, tag) in [
            ("en", Some("en")),
            ("EN-us", Some("en-US")),
            ("de_DE.UTF-8", Some("de-DE")),
            ("pt-br, en", Some("pt-BR")),
            ("zh-Hant-TW", Some("zh-Hant-TW")),
            ("", None),
            ("english", None),
            ("x\u{1b}", None),
        ] {
            assert_eq!(language_tag(given).as_deref(), tag, "{given}");
        }
    }

    #[test]
    fn a_text_tells_its_language() {
        let text = "Der Hafen wurde am Montag wieder geöffnet, nachdem die Arbeiter neun Tage lang gestreikt hatten, teilte der Betreiber mit.";
        assert_eq!(language(text).as_deref(), Some("de"));
        assert_eq!(language("12:30"), None);
        assert_eq!(language(&"é".repeat(5000)).filter(|tag| tag.is_empty()), None);
    }
}
