//! The name lists: read from the corpora and our own lexicon, packed into the table that is embedded.

use crate::corpus::Document;
use anyhow::{Context, Result};
use dateline::analysis::actors::{Listed, NAME_WAYS, Names, PHRASE, Reading, name_slot, phrase_hash};
use dateline::text::Span;
use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::Path;

/// Buckets of the table.
const BUCKETS: usize = 10_240;

/// Phrases by their hash.
#[derive(Default)]
pub struct Lists {
    found: BTreeMap<u32, u32>,
}

impl Lists {
    /// Lists a phrase, and its spelling without marks on letters.
    pub fn add(&mut self, phrase: &str, listed: Listed) {
        self.add_spelling(phrase, listed);
        let plain: String = phrase.chars().map(plain).collect();
        if plain != phrase {
            self.add_spelling(&plain, listed);
        }
    }

    fn add_spelling(&mut self, phrase: &str, listed: Listed) {
        let nothing = Names::new(&[]);
        let words = Reading::new(phrase, &[Span::new(0, phrase.len())], &nothing).words;
        if words.is_empty() || words.len() > PHRASE {
            return;
        }
        for length in 1..words.len() {
            *self.found.entry(phrase_hash(&words[..length])).or_default() |= Listed::BEGINS.bits();
        }
        *self.found.entry(phrase_hash(&words)).or_default() |= listed.bits();
    }

    /// Lists every line of a file.
    fn lines(&mut self, path: &Path, listed: Listed) -> Result<()> {
        for line in read(path)?.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
            self.add(line, listed);
        }
        Ok(())
    }

    /// Lists a column of a file of comma-separated values.
    fn column(&mut self, path: &Path, column: usize, listed: Listed) -> Result<()> {
        for line in read(path)?.lines().skip(1) {
            if let Some(cell) = cells(line).get(column).filter(|cell| !cell.is_empty()) {
                self.add(cell, listed);
            }
        }
        Ok(())
    }

    /// The table's bytes.
    pub fn pack(&self) -> Vec<u8> {
        let mut buckets: Vec<Vec<u32>> = vec![Vec::new(); BUCKETS];
        for (hash, bits) in &self.found {
            let (bucket, mark) = name_slot(*hash, BUCKETS);
            let place = (bucket..BUCKETS).take(4).find(|place| buckets[*place].len() < NAME_WAYS);
            if let Some(place) = place {
                buckets[place].push(mark << 12 | bits);
            }
        }
        let mut bytes = Vec::with_capacity(BUCKETS * NAME_WAYS * 4);
        for mut bucket in buckets {
            bucket.resize(NAME_WAYS, 0);
            bytes.extend(bucket.into_iter().flat_map(u32::to_le_bytes));
        }
        bytes
    }
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

/// The cells of a line of comma-separated values; quotation marks hold commas.
fn cells(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            _ => cells.last_mut().map_or((), |cell| cell.push(c)),
        }
    }
    cells
}

/// A Latin letter without its marks.
fn plain(c: char) -> char {
    const MARKED: &str = "áàâäãåāăąạảấầẩẫậắằẳẵặçćčĉđďðéèêëēėęěẹẻẽếềểễệğĝġģíìîïīįıịỉĩķłľļĺñńňņóòôöõøōőơọỏốồổỗộớờởỡợŕř\
        śšşșŝţťțúùûüūůűųưụủứừửữựýÿỳỵỷỹžźżÁÀÂÄÃÅĀČÇĆĐÉÈÊËĒĞÍÌÎÏĪİŁÑÓÒÔÖÕØŌŘŚŠŞȘŢȚÚÙÛÜŪÝŽŹŻḩḨḑḐẕẔḥḤʿʾ’";
    const PLAIN: &str = "aaaaaaaaaaaaaaaaaaaaaccccdddeeeeeeeeeeeeeeeeggggiiiiiiiiiikllllnnnnooooooooooooooooooooorr\
        ssssstttuuuuuuuuuuuuuuuuyyyyyyzzzAAAAAAACCCDEEEEEGIIIIIILNOOOOOOORSSSSTTUUUUUYZZZhHdDzZhH'''";
    MARKED.chars().position(|marked| marked == c).and_then(|at| PLAIN.chars().nth(at)).unwrap_or(c)
}

/// Reads every list: `corpora` has the public ones, `lexicon` our own.
pub fn lists(corpora: &Path, lexicon: &Path, documents: &[Document]) -> Result<Lists> {
    let mut lists = Lists::default();
    let names = corpora.join("names");
    lists.lines(&names.join("given_names.txt"), Listed::GIVEN)?;
    lists.lines(&names.join("surnames.txt"), Listed::FAMILY)?;
    lists.column(&names.join("common-forenames-by-country.csv"), 11, Listed::GIVEN)?;
    lists.column(&names.join("common-surnames-by-country.csv"), 5, Listed::FAMILY)?;
    lists.column(&names.join("world-cities.csv"), 0, Listed::CITY)?;
    lists.column(&names.join("world-cities.csv"), 2, Listed::REGION)?;
    lists.lines(&names.join("usstates.txt"), Listed::REGION)?;
    lists.lines(&names.join("nationalities.txt"), Listed::DEMONYM)?;
    for (file, listed) in [
        ("organisations.txt", Listed::ORGANISATION),
        ("titles.txt", Listed::TITLE),
        ("heads.txt", Listed::HEAD),
        ("ground.txt", Listed::GROUND),
        ("regions.txt", Listed::REGION),
    ] {
        lists.lines(&lexicon.join(file), listed)?;
    }
    for line in read(&lexicon.join("states.tsv"))?.lines().filter(|line| !line.starts_with('#')) {
        for (column, cell) in line.split('\t').enumerate() {
            let Some(listed) = [Listed::STATE, Listed::STATE, Listed::DEMONYM].get(column) else { break };
            for name in cell.split('|').filter(|name| !name.is_empty()) {
                lists.add(name, *listed);
            }
        }
    }
    common(&mut lists, documents);
    Ok(lists)
}

/// Lists the words that the corpora write small at least five times, and nine times in ten.
fn common(lists: &mut Lists, documents: &[Document]) {
    let mut counts: HashMap<String, (u32, u32)> = HashMap::new();
    for document in documents {
        for token in document.tokens.iter().map(|token| token.of(&document.text)) {
            let count = counts.entry(token.to_lowercase()).or_default();
            if token.starts_with(char::is_lowercase) { count.0 += 1 } else { count.1 += 1 }
        }
    }
    let mut words: Vec<&String> =
        counts.iter().filter(|(_, (s, c))| *s >= 5 && s * 3 >= *c).map(|(word, _)| word).collect();
    words.sort();
    for word in words {
        lists.add(word, Listed::COMMON);
    }
}
