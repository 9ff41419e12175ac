//! Plain text: a paragraph a line as it stands, or lines broken at a fixed width put together again.

use crate::ingest::writer::Writer;
use crate::text::{Block, BlockKind, Body};

/// The longest line, in characters, that a text broken at a fixed width may have.
const WIDEST: usize = 110;
/// A first line up to this many characters can be a headline.
const HEADLINE: usize = 120;

/// The body of a tidy text. Where every line is a paragraph the text stays exactly as it is.
pub fn plain(text: &str) -> Body {
    if is_wrapped(text) {
        return unwrapped(text);
    }
    let body = Body::verbatim(text.to_owned());
    let mut blocks = body.blocks().to_vec();
    let more = blocks.len() > 1;
    if let Some(first) = blocks.first_mut().filter(|first| more && is_headline(first.span.of(body.text()))) {
        first.kind = BlockKind::Heading(1);
        return Body::new(body.text().to_owned(), blocks, Vec::new());
    }
    body
}

/// A short line that ends as no sentence does.
fn is_headline(line: &str) -> bool {
    line.chars().nth(HEADLINE).is_none()
        && line.contains(char::is_alphabetic)
        && !line.ends_with(['.', ',', ';', ':', '…', '-', '。', '"', '”', '»'])
}

/// True when the lines were broken to fit a width: nearly every line inside a paragraph is so full that the next word
/// would not have gone in, goes on in the middle of a sentence, and many go on in lower case.
fn is_wrapped(text: &str) -> bool {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let widths: Vec<usize> = lines.iter().map(|line| line.chars().take(WIDEST + 1).count()).collect();
    let widest = widths.iter().copied().max().unwrap_or(0);
    if widest > WIDEST {
        return false;
    }
    let (mut inner, mut full, mut ended, mut lower) = (0_usize, 0_usize, 0_usize, 0_usize);
    for (pair, width) in lines.windows(2).zip(&widths) {
        let [line, next] = pair else { continue };
        let Some(word) = next.split_whitespace().next().filter(|_| !line.is_empty()) else { continue };
        inner += 1;
        // Ragged ends: editors count a little differently from each other.
        full += usize::from(width + 1 + word.chars().count() + 1 > widest);
        ended += usize::from(line.ends_with(['.', '!', '?', '…', ':', '”', '"']));
        lower += usize::from(word.starts_with(char::is_lowercase));
    }
    inner >= 3 && full * 4 >= inner * 3 && ended * 2 <= inner && lower * 4 >= inner
}

fn unwrapped(text: &str) -> Body {
    let mut writer = Writer::default();
    let mut blocks = 0;
    let mut indent = 0;
    for line in text.lines() {
        let ink = line.trim();
        let margin = line.len() - line.trim_start().len();
        if ink.is_empty() || is_bullet(ink) || margin > indent + 1 {
            writer.end();
            blocks += 1;
        }
        indent = match ink {
            "" => 0,
            // What hangs under a bullet belongs to it.
            _ if is_bullet(ink) => margin + 4,
            _ => margin,
        };
        writer.words(ink);
        writer.words(" ");
    }
    let body = writer.finish();
    let headline = body.blocks().first().is_some_and(|first| blocks > 1 && is_headline(first.span.of(body.text())));
    if !headline {
        return body;
    }
    let kind = |at| if at == 0 { BlockKind::Heading(1) } else { BlockKind::Paragraph };
    let blocks =
        body.blocks().iter().enumerate().map(|(at, block)| Block { kind: kind(at), span: block.span }).collect();
    Body::new(body.text().to_owned(), blocks, Vec::new())
}

fn is_bullet(line: &str) -> bool {
    let number = line.trim_start_matches(|c: char| c.is_ascii_digit());
    line.starts_with(['•', '‣', '–', '—'])
        || ["- ", "* ", "+ "].iter().any(|bullet| line.starts_with(bullet))
        || number.len() < line.len() && (number.starts_with(". ") || number.starts_with(") "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(text: &str) -> Vec<String> {
        let body = plain(text);
        body.blocks().iter().map(|block| block.span.of(body.text()).to_owned()).collect()
    }

    #[test]
    fn lines_that_are_paragraphs_stay_as_they_are() {
        for text in [
            "One paragraph.\n\n  Another, indented. \nA third\n",
            "Port reopens\nThe port of Marvell reopened on Monday after nine days, its operator said in a statement that ran long.\nShips waited.",
            "A first verse of four\nis shorter than the rest,\nand so it is\na poem.\n",
            "\n\n\n",
        ] {
            assert_eq!(plain(text).text(), text);
        }
    }

    #[test]
    fn hard_wrapped_text_is_put_together() {
        let text = "PORT REOPENS AFTER STRIKE\n\nThe port of Marvell reopened on Monday after nine days of strikes, and\nits operator said that forty of the sixty ships waiting outside would be\nunloaded before the end of the week.\n\n   \"We are back at work,\" said the harbour master, who asked that the\ntowns along the river be patient.\n- a first point that is long enough to be broken at the same width as\n  the others\n";
        assert_eq!(
            blocks(text),
            [
                "PORT REOPENS AFTER STRIKE",
                "The port of Marvell reopened on Monday after nine days of strikes, and its operator said that forty of the sixty ships waiting outside would be unloaded before the end of the week.",
                "\"We are back at work,\" said the harbour master, who asked that the towns along the river be patient.",
                "- a first point that is long enough to be broken at the same width as the others",
            ]
        );
        assert_eq!(plain(text).blocks()[0].kind, BlockKind::Heading(1));
    }

    #[test]
    fn a_list_of_teasers_is_not_put_together() {
        let text = "Ministers meet in Lowbridge to talk about the tunnel that no…\nHarvest is late in the north and the millers say that bread w…\nRiver towns ask for money as the water falls for a third summ…\nCouncil sells its bridge to a company that had asked for the …\n";
        assert_eq!(blocks(text).len(), 4);
    }
}
