//! Which blocks of a text are not in English: by their letters, by the small words that every sentence needs, and by what
//! the whole is written in.

use crate::ingest::language::{language, tag};
use crate::text::{BlockKind, Body, Tongue, is_english};
use whatlang::{Lang, detect};

/// Small words by language. What several languages share counts for each of them.
const SMALL: &[(&str, &str)] = &[
    (
        "de",
        "der|die|das|und|den|dem|des|ein|eine|einen|einem|einer|ist|im|nicht|mit|von|für|auf|sich|auch|es|sie|zu|wurde|haben|hat|nach|bei|aus|über|als|wie|noch|vor|zum|zur|werden|wird|sei|sind|dass|durch|er|oder|aber|um|bis",
    ),
    (
        "fr",
        "le|la|les|des|du|de|et|un|une|est|dans|pour|que|qui|sur|au|aux|par|pas|plus|avec|ce|cette|ont|été|sont|il|elle|se|son|sa|ses|nous|vous|selon|mais|leur|après|en|à|ne|où",
    ),
    (
        "es",
        "el|la|los|las|de|del|que|en|un|una|por|con|para|se|es|al|como|más|su|sus|fue|ha|han|no|lo|pero|este|esta|sobre|entre|y|también|desde|cuando|según",
    ),
    (
        "pt",
        "o|a|os|as|de|do|da|dos|das|que|em|um|uma|por|com|para|se|é|ao|como|mais|foi|não|no|na|nos|nas|são|seu|sua|pelo|pela|também|e|entre|após|segundo",
    ),
    (
        "it",
        "il|lo|la|gli|le|di|del|della|dei|delle|che|è|un|una|per|con|non|si|da|dal|al|alla|nel|nella|sono|ha|come|più|anche|questo|questa|e|ma|dopo|degli|stato",
    ),
    (
        "nl",
        "de|het|een|en|van|is|dat|op|te|zijn|voor|die|niet|aan|er|om|ook|als|maar|bij|door|naar|uit|heeft|wordt|werd|over|nog|tot|hij|ze|hebben",
    ),
    (
        "da",
        "og|i|at|det|en|den|til|er|som|på|de|med|han|af|for|ikke|der|var|et|har|om|hun|blev|men|fra|vil|kan|efter|også|ved",
    ),
    (
        "nb",
        "og|i|at|det|en|den|til|er|som|på|de|med|han|av|for|ikke|der|var|et|har|om|hun|ble|men|fra|vil|kan|etter|også|ved|å",
    ),
    (
        "sv",
        "och|i|att|det|en|den|till|är|som|på|de|med|han|av|för|inte|var|ett|har|om|hon|men|från|vill|kan|efter|också|vid|sig|enligt",
    ),
    ("fi", "ja|on|ei|että|se|oli|hän|mutta|ovat|kun|myös|mukaan|kanssa|joka|tai|sen|mitä|vain|ole|jo|hänen|niin|kuin"),
    (
        "pl",
        "i|w|na|z|do|się|nie|że|jest|to|o|po|przez|dla|od|za|oraz|jak|ale|ze|są|był|była|było|który|która|które|tym|jego|może|także",
    ),
    (
        "cs",
        "a|v|na|se|je|že|to|s|z|do|o|i|ve|za|by|po|pro|jako|jsou|byl|byla|bylo|ale|který|která|které|podle|také|jeho|od",
    ),
    ("hu", "a|az|és|hogy|nem|is|egy|ez|volt|meg|de|csak|már|még|azt|szerint|mint|el|ki|után|vagy|ha|minden|lesz|kell"),
    ("ro", "și|în|de|la|a|cu|pe|din|nu|că|o|un|este|pentru|mai|au|care|sa|se|fost|al|ale|lui|sunt|după|prin|ca|dar"),
    ("tr", "ve|bir|bu|da|de|için|ile|olarak|olan|gibi|daha|çok|en|ne|ama|sonra|kadar|göre|değil|var|yok|her|ise"),
    (
        "id",
        "yang|dan|di|dengan|untuk|dari|ini|itu|pada|dalam|tidak|akan|ke|adalah|oleh|juga|telah|sebagai|mereka|atau|kepada|karena",
    ),
    ("hr", "i|u|je|na|se|da|za|su|od|s|o|koji|koja|koje|ne|nije|bi|ali|kao|iz|što|po|do|te|bio|bila|samo|nakon"),
    ("ca", "el|la|els|les|de|del|que|en|un|una|per|amb|i|és|al|com|més|ha|va|no|seu|seva|dels|també|són|entre"),
];
/// Small words of English. "a", "I" and "in" are left out: other languages have them too.
const ENGLISH: &str = "the|of|and|to|for|that|with|was|were|on|is|are|by|at|from|has|have|had|his|her|their|its|it|be|been|as|an|which|who|not|but|he|she|they|this|after|said|will|would|or|about|than|into|over|when|more|we|you|there|what|out|up|could|all|our|do|if|one";
/// So many words are looked at in each block.
const SAMPLE: usize = 120;
/// Fewer words tell nothing.
const WORDS: usize = 5;
/// Fewer letters of another script tell nothing.
const LETTERS: usize = 8;

/// The languages of a body. `told` is the tag that came with it; it counts unless the text clearly says otherwise.
pub fn tongue(body: &Body, told: Option<&str>) -> Tongue {
    let guesses: Vec<Guess> = body
        .blocks()
        .iter()
        .map(|block| if block.kind == BlockKind::Code { Guess::None } else { guess(block.span.of(body.text())) })
        .collect();
    let size = |wanted: fn(&Guess) -> bool| -> usize {
        let sized = guesses.iter().zip(body.blocks()).filter(|(guess, _)| wanted(guess));
        sized.map(|(_, block)| block.span.len()).sum()
    };
    let english = size(|guess| matches!(guess, Guess::English));
    let foreign = size(|guess| matches!(guess, Guess::Foreign(_)));
    let whole = match told {
        Some(tag) if is_english(tag) && foreign <= english => Some(tag.to_owned()),
        Some(tag) if !is_english(tag) && english <= foreign => Some(tag.to_owned()),
        _ if foreign > english => first(&guesses).or_else(|| language(body.text())),
        _ if english > 0 => Some("en".to_owned()),
        _ => None,
    };
    let around = whole.as_deref().filter(|tag| !is_english(tag));
    let foreign = guesses.iter().enumerate().filter_map(|(index, guess)| match guess {
        Guess::Foreign(tag) => Some((index, tag.clone())),
        // A headline over a text in another language is in that one, too.
        Guess::None => around.map(|tag| (index, tag.to_owned())),
        Guess::English => None,
    });
    Tongue { foreign: foreign.collect(), main: whole }
}

/// What one block tells.
enum Guess {
    English,
    Foreign(String),
    None,
}

fn first(guesses: &[Guess]) -> Option<String> {
    guesses.iter().find_map(|guess| match guess {
        Guess::Foreign(tag) => Some(tag.clone()),
        Guess::English | Guess::None => None,
    })
}

fn guess(text: &str) -> Guess {
    let sample: String = text.chars().take(SAMPLE * 8).collect();
    if let Some(tag) = by_script(&sample) {
        return Guess::Foreign(tag);
    }
    let words: Vec<&str> = sample
        .split(|c: char| !c.is_alphabetic() && c != '\'' && c != '’')
        .filter(|word| !word.is_empty())
        .take(SAMPLE)
        .collect();
    let lower: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let lower: Vec<&str> = lower.iter().map(String::as_str).collect();
    let english = counted(&lower, ENGLISH);
    if english.1 * 6 >= words.len() && english.0 > 1 {
        return Guess::English;
    }
    if words.len() < WORDS {
        return Guess::None;
    }
    by_small_words(&words, english.1).or_else(|| by_letters(&sample, english.1, words.len())).unwrap_or(Guess::None)
}

/// A language by its small words: several of them, and more than English ones.
fn by_small_words(words: &[&str], english: usize) -> Option<Guess> {
    let counts = SMALL.iter().map(|(tag, small)| (*tag, counted(words, small)));
    let (tag, (kinds, count)) = counts.max_by_key(|(_, (_, count))| *count)?;
    // In small letters: names of places hold a few ("Los Angeles", "La Paz", "de la Cruz").
    let enough = kinds >= 3 && count * 5 >= words.len() && count > english * 2;
    enough.then(|| Guess::Foreign(tag.to_owned()))
}

/// How many different words of a list occur, single letters apart, and how often any of them.
fn counted(words: &[&str], list: &str) -> (usize, usize) {
    let mut kinds: Vec<&str> = words.iter().copied().filter(|word| list.split('|').any(|one| one == *word)).collect();
    let count = kinds.len();
    kinds.retain(|word| word.chars().count() > 1);
    kinds.sort_unstable();
    kinds.dedup();
    (kinds.len(), count)
}

/// A language by what stands beside what, where there is much of it and hardly an English word.
fn by_letters(sample: &str, english: usize, words: usize) -> Option<Guess> {
    let found = detect(sample).filter(|found| found.is_reliable() && found.confidence() > 0.95)?;
    (found.lang() != Lang::Eng && words >= 40 && english * 30 < words)
        .then(|| Guess::Foreign(tag(found.lang()).to_owned()))
}

/// A language in another script than ours.
fn by_script(sample: &str) -> Option<String> {
    let letters = sample.chars().filter(|c| c.is_alphabetic());
    let (ours, other) =
        letters.fold((0, 0), |(ours, other), c| if is_latin(c) { (ours + 1, other) } else { (ours, other + 1) });
    if other < LETTERS || other < ours {
        return None;
    }
    detect(sample).map(|found| tag(found.lang()).to_owned())
}

fn is_latin(c: char) -> bool {
    c.is_ascii() || matches!(c, '\u{aa}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' | '\u{fb00}'..='\u{fb06}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Option<String> {
        tongue(&Body::verbatim(text.to_owned()), None).foreign.into_iter().next().map(|(_, tag)| tag)
    }

    #[test]
    fn languages() {
        for (text, tag) in [
            ("Die Regierung hat am Montag 3,5 Millionen Euro für den Hafen bewilligt.", Some("de")),
            ("Le gouvernement a annoncé lundi que le port sera fermé pour deux ans, selon le ministre.", Some("fr")),
            ("El gobierno anunció el lunes que el puerto de la ciudad se cerrará por dos años.", Some("es")),
            ("O governo anunciou na segunda-feira que o porto da cidade não será fechado.", Some("pt")),
            ("Il governo ha annunciato lunedì che il porto della città non sarà chiuso per due anni.", Some("it")),
            ("De regering heeft maandag gezegd dat de haven van de stad twee jaar wordt gesloten.", Some("nl")),
            ("Regeringen sade på måndagen att hamnen i staden ska stängas och att det är för tidigt.", Some("sv")),
            ("Rząd ogłosił w poniedziałek, że port nie będzie zamknięty i że jest to decyzja rady.", Some("pl")),
            ("Правительство объявило о закрытии порта.", Some("ru")),
            ("政府は月曜日に港を閉鎖すると発表した。", Some("ja")),
            ("The government said on Monday that the port will be closed.", None),
            ("Ford Recalls Thousands Of Trucks", None),
            ("Real Madrid, Los Angeles, La Paz, El Paso, San Juan de la Cruz", None),
            ("Dow Jones, Nike, Eli Lilly", None),
            ("MADRID, Jan 5 (Reuters)", None),
            ("El Salvador president Nayib Bukele met Juan de la Cruz in San Salvador", None),
            ("I visited the U.S.A. last year.", None),
            ("I live in the U.S.A. I went to J.C. Penney.", None),
            ("12:30", None),
            ("", None),
        ] {
            assert_eq!(of(text).as_deref(), tag, "{text}");
        }
    }

    #[test]
    fn block_by_block_and_against_what_is_told() {
        let german = "Die Regierung hat am Montag erklärt, dass der Hafen für zwei Jahre geschlossen wird.";
        let english = "The government said on Monday that the port will be closed for two years.";
        let body = |blocks: &[&str]| Body::verbatim(blocks.join("\n"));
        let mixed = tongue(&body(&[english, german, "Hafen", english]), Some("en-GB"));
        assert_eq!((mixed.main.as_deref(), mixed.foreign), (Some("en-GB"), vec![(1, "de".to_owned())]));
        // A headline goes with the text; a page may be told wrongly.
        let whole = tongue(&body(&["Hafen geschlossen", german, german]), Some("en"));
        assert_eq!((whole.main.as_deref(), whole.foreign.len()), (Some("de"), 3));
        let wrong = tongue(&body(&["Port closed", english]), Some("de"));
        assert_eq!((wrong.main.as_deref(), wrong.foreign.len()), (Some("en"), 0));
        let known = tongue(&body(&["Hafen geschlossen"]), Some("de-AT"));
        assert_eq!((known.main.as_deref(), known.foreign.len()), (Some("de-AT"), 1));
        assert_eq!(tongue(&body(&["Port closed"]), None), Tongue::default());
    }
}
