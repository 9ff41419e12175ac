//! Where an article is from, as far as its money goes: "$" in a report from Sydney is Australian.

use crate::analysis::figures::lexicon::{self, Local};
use crate::text::Body;

/// How much of an article is looked at, in bytes.
const REACH: usize = 4000;

/// How far the name of a place may stand before the dash of a dateline, in bytes.
const DATELINE: usize = 60;

/// The money of the country that the text is about: the place of its dateline, or else the one it names most, and more
/// than once. None where that money is told apart by its own sign ("A$"), for then the bare sign is another's.
pub fn money(body: &Body) -> Option<&'static Local> {
    let text = body.text();
    let reach = (0..=REACH.min(text.len())).rev().find(|end| text.is_char_boundary(*end)).unwrap_or_default();
    let head = text.get(..reach).unwrap_or_default();
    let mut datelines = body.blocks().iter().take(4).filter_map(|block| dateline(block.span.of(text)));
    let local = datelines.next().or_else(|| most_named(head))?;
    if local.signs.iter().any(|sign| text.contains(sign)) { None } else { Some(local) }
}

/// "SYDNEY, March 4 (AP) —": the country of the first words, all in capitals, before a dash.
fn dateline(block: &str) -> Option<&'static Local> {
    let reach = block.char_indices().map(|(at, _)| at).take_while(|at| *at <= DATELINE).last()?;
    let head = block.get(..reach)?;
    let dash = ["—", " – ", " -- ", " - "].iter().filter_map(|dash| head.find(dash)).min()?;
    let place = head.get(..dash)?;
    let capitals = place.split([',', '(', '/']).next()?.trim();
    if capitals.len() < 3 || capitals.chars().any(char::is_lowercase) {
        return None;
    }
    lexicon::local(&capitals.to_lowercase())
}

/// The country named most often, if it is named twice and no other as often.
fn most_named(text: &str) -> Option<&'static Local> {
    let mut counts: Vec<(&'static Local, usize)> = Vec::new();
    let mut before: Option<&str> = None;
    for word in
        text.split(|c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')' | '"' | '“' | '”' | ';' | ':' | '—'))
    {
        let word = word.trim_end_matches(['.', '?', '!']).trim_end_matches("'s").trim_end_matches("’s");
        let capital = word.chars().next().is_some_and(char::is_uppercase);
        if capital {
            let pair = before.and_then(|first| lexicon::local(&format!("{first} {word}").to_lowercase()));
            let single = || {
                if before.is_some_and(|first| local_pair(first, word)) {
                    None
                } else {
                    lexicon::local(&word.to_lowercase())
                }
            };
            if let Some(local) = pair.or_else(single) {
                match counts.iter_mut().find(|(found, _)| found.code == local.code) {
                    Some((_, count)) => *count += 1,
                    None => counts.push((local, 1)),
                }
            }
        }
        before = if capital { Some(word) } else { None };
    }
    let (best, most) = counts.iter().max_by_key(|(_, count)| *count)?;
    let rivals = counts.iter().filter(|(_, count)| count == most).count();
    if *most > 1 && rivals == 1 { Some(best) } else { None }
}

/// Two words that are one name ("New York"): the second is not counted again.
fn local_pair(first: &str, second: &str) -> bool {
    lexicon::local(&format!("{first} {second}").to_lowercase()).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, code: Option<&str>) {
        assert_eq!(money(&Body::verbatim(text.into())).map(|local| local.code), code, "{text}");
    }

    #[test]
    fn the_text_tells_whose_money_it_counts() {
        check("SYDNEY (AAP) — The mine cost $5 million.", Some("AUD"));
        check("A mine opens\n\nSYDNEY, March 4 – The mine cost $5 million.", Some("AUD"));
        check("The Canadian government said that Canada would pay $5 million.", Some("CAD"));
        check("Canberra paid the US firm $5 million.", None);
        check("Australian miners paid the Australian state A$5 million ($3 million).", None);
        check("The talks in Wellington cost New Zealand $2 million, Wellington said.", Some("NZD"));
        check("OSLO — The road cost 5 million crowns.", Some("NOK"));
        check("The road cost $5 million.", None);
    }
}
