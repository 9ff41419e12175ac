//! The words of a text as anchors compare them: case, accents, quotation marks, dashes and spaces do not count.

use crate::text::Span;

/// A word, a mark of punctuation or, in scripts without spaces, a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// Where it stands; bytes.
    pub span: Span,
    /// Equal for words that count as the same.
    pub key: u64,
    /// Letters in it: how much it tells.
    pub weight: u32,
}

/// The words of a text in order. White space and invisible characters belong to none.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut found: Vec<Word> = Vec::with_capacity(text.len() / 5);
    let mut open: Option<(Word, Kind)> = None;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        let Some(folded) = fold(c) else {
            // What is not seen breaks no word. An accent belongs to the letter before it; other such characters belong
            // to a word only when it goes on.
            if let Some((word, _)) = open.as_mut().filter(|(word, _)| is_accent(c) && word.span.end == at) {
                word.span.end = end;
            }
            continue;
        };
        let kind = Kind::of(c, folded);
        match &mut open {
            Some((word, last)) if kind.continues(*last) => {
                word.span.end = end;
                word.key = if kind == Kind::Letter { mix(word.key, folded) } else { ELLIPSIS };
                word.weight += u32::from(kind == Kind::Letter);
            }
            _ => {
                found.extend(open.take().map(|(word, _)| word));
                if kind != Kind::Space {
                    let key = if c == '…' { ELLIPSIS } else { mix(SEED, folded) };
                    open = Some((Word { span: Span::new(at, end), key, weight: 1 }, kind));
                }
            }
        }
    }
    found.extend(open.map(|(word, _)| word));
    found
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Letter,
    /// A character of a script that does not part words by spaces.
    Alone,
    /// Marks of the same sort in a row count as one.
    Mark(char),
    Space,
}

impl Kind {
    fn of(c: char, folded: char) -> Self {
        match c {
            _ if folded == ' ' => Self::Space,
            '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{2e80}'..='\u{a4cf}' => {
                Self::Alone
            }
            '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' => Self::Alone,
            _ if c.is_alphanumeric() => Self::Letter,
            _ => Self::Mark(folded),
        }
    }

    fn continues(self, last: Self) -> bool {
        match self {
            Self::Letter => last == Self::Letter,
            // Only dots grow by repetition ("..." is not "."); other marks in a row are words of their own.
            Self::Mark('.') => last == self,
            _ => false,
        }
    }
}

const SEED: u64 = 0xcbf2_9ce4_8422_2325;
/// The key of two dots or more.
const ELLIPSIS: u64 = 0;

/// FNV-1a over characters. A collision can only misalign: what is found is compared letter by letter afterwards.
fn mix(key: u64, c: char) -> u64 {
    let stirred = (key ^ u64::from(c)).wrapping_mul(0x0000_0100_0000_01b3);
    stirred ^ (stirred >> 29)
}

/// Base letters of U+00C0 to U+017F, so that composed and decomposed accents are the same.
const BASE: &str = "aaaaaaæceeeeiiiiðnooooo×øuuuuyþßaaaaaaæceeeeiiiiðnooooo÷øuuuuyþy\
                    aaaaaaccccccccddđđeeeeeeeeeegggggggghhħħiiiiiiiiiıĳĳjjkkĸllllllŀ\
                    ŀłłnnnnnnŉŋŋooooooœœrrrrrrssssssssttttŧŧuuuuuuuuuuuuwwyyyzzzzzzſ";

fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{fe00}'..='\u{fe0f}')
}

/// The character that `c` counts as; white space is a space; `None` for what is not seen.
pub(in crate::text) fn fold(c: char) -> Option<char> {
    if c.is_ascii() {
        return Some(if c.is_ascii_whitespace() { ' ' } else { c.to_ascii_lowercase() });
    }
    match c {
        '\u{ad}'
        | '\u{300}'..='\u{36f}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}' => None,
        '‘' | '’' | '‚' | '‛' | '′' | '‹' | '›' => Some('\''),
        '“' | '”' | '„' | '‟' | '″' | '«' | '»' => Some('"'),
        '\u{2010}'..='\u{2015}' | '−' => Some('-'),
        '…' => Some('.'),
        _ if c.is_whitespace() => Some(' '),
        'À'..='ſ' => BASE.chars().nth(c as usize - 'À' as usize).or(Some(c)),
        _ => c.to_lowercase().next(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_told_apart() {
        let check = |text: &str, expected: &[&str]| {
            let found: Vec<&str> = words(text).iter().map(|word| word.span.of(text)).collect();
            assert_eq!(found, expected, "{text}");
        };
        check("It doesn't cost $1.2bn", &["It", "doesn", "'", "t", "cost", "$", "1", ".", "2bn"]);
        check("to be ... or", &["to", "be", "...", "or"]);
        check("首相は said", &["首", "相", "は", "said"]);
        check("Cafe\u{301}, na\u{ad}ive\u{200b} ", &["Cafe\u{301}", ",", "na\u{ad}ive"]);
        check("👩\u{200d}🚀", &["👩", "🚀"]);
        check(" \n\t", &[]);
    }

    #[test]
    fn what_looks_alike_is_alike() {
        let keys = |text: &str| words(text).iter().map(|word| word.key).collect::<Vec<_>>();
        for (one, other) in [
            ("“Don’t,” she said—", "\"don't,\" she said-"),
            ("Wait... what?", "Wait… what?"),
            ("Café Ångström", "Cafe\u{301} A\u{30a}ngstro\u{308}m"),
            ("a\u{a0}b  c", "a b c"),
            ("fund\u{ad}amental", "fundamental"),
        ] {
            assert_eq!(keys(one), keys(other), "{one}");
        }
        assert_ne!(keys("wait."), keys("wait..."));
        assert_ne!(keys("ab"), keys("ba"));
    }

    #[test]
    fn the_table_of_base_letters_is_whole() {
        assert_eq!(BASE.chars().count(), 'ſ' as usize - 'À' as usize + 1);
        assert_eq!(fold('Ž'), Some('z'));
    }
}
