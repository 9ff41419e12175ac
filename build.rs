//! Turns the word lists of `assets/lexicon/` into tables the compiler can see: no reading and no parsing at run time.

#![allow(clippy::panic, clippy::indexing_slicing, reason = "a faulty list must stop the build")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").unwrap_or_default());
    let out = PathBuf::from(env::var("OUT_DIR").unwrap_or_default());
    println!("cargo::rerun-if-changed=build.rs");
    let lists = Lists { folder: root.join("assets/lexicon") };
    let mut words = Words::default();
    let mut code = String::new();
    units(&lists, &mut words, &mut code);
    currencies(&lists, &mut words, &mut code);
    locals(&lists, &mut code);
    gauges(&lists, &mut code);
    meanings(&lists, &mut words);
    written_together(&lists, &mut words);
    words.write(&mut code);
    write(&out.join("lexicon.rs"), &code);
    write(&out.join("abbreviations.rs"), &abbreviations(&lists));
    write(&out.join("wording.rs"), &wording(&lists));
}

struct Lists {
    folder: PathBuf,
}

impl Lists {
    /// The lines of a list as fields; comments and empty lines are left out.
    fn rows(&self, name: &str) -> Vec<Vec<String>> {
        let path = self.folder.join(name);
        println!("cargo::rerun-if-changed={}", path.display());
        let text = fs::read_to_string(&path).unwrap_or_else(|fault| panic!("{}: {fault}", path.display()));
        let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        lines.map(|line| line.split('\t').map(str::to_owned).collect()).collect()
    }
}

fn forms(field: Option<&String>) -> impl Iterator<Item = &str> {
    field.map(String::as_str).unwrap_or_default().split('|').filter(|form| !form.is_empty())
}

/// First word → what it means alone, and the phrases it opens.
#[derive(Default)]
struct Words {
    entries: BTreeMap<String, Entry>,
}

#[derive(Default)]
struct Entry {
    senses: Vec<String>,
    phrases: Vec<(Vec<String>, String)>,
}

impl Words {
    fn add(&mut self, form: &str, sense: &str) {
        let pieces = pieces(&form.to_lowercase());
        let Some((first, rest)) = pieces.split_first() else { return };
        let entry = self.entries.entry(first.clone()).or_default();
        if rest.is_empty() {
            entry.senses.push(sense.to_owned());
        } else {
            entry.phrases.push((rest.to_vec(), sense.to_owned()));
        }
    }

    fn write(mut self, code: &mut String) {
        let mut slots = vec![0_u16; (self.entries.len() * 4).next_power_of_two()];
        for (index, word) in self.entries.keys().enumerate() {
            let mut slot = hash(word) as usize % slots.len();
            while slots[slot] != 0 {
                slot = (slot + 1) % slots.len();
            }
            slots[slot] = u16::try_from(index + 1).unwrap_or_default();
        }
        let _ = writeln!(code, "pub const SLOTS: &[u16; {}] = &{slots:?};", slots.len());
        let _ = writeln!(code, "pub const ENTRIES: &[Entry] = &[");
        for (word, entry) in &mut self.entries {
            entry.phrases.sort_by_key(|(rest, _)| usize::MAX - rest.len());
            let phrases: String = entry.phrases.iter().map(|(rest, sense)| format!("(&{rest:?}, {sense}),")).collect();
            let senses = entry.senses.join(", ");
            let opens = opens(entry);
            let _ = writeln!(
                code,
                "Entry {{ word: {word:?}, opens: {opens}, senses: &[{senses}], phrases: &[{phrases}] }},"
            );
        }
        let _ = writeln!(code, "];");
    }
}

/// What may begin with a word: a date (1), a quantity (2), either after an article (4); `figures::token` reads it.
fn opens(entry: &Entry) -> u8 {
    const DATES: &[&str] = &[
        "Month", "Weekday", "Today", "Shift", "Grain", "Daypart", "Moment", "Edge", "Season", "Holiday", "Number",
        "Ordinal", "Part", "Pair", "Open", "Bound",
    ];
    const QUANTITIES: &[&str] =
        &["Number", "Scale", "Ordinal", "Part", "Pair", "Vague", "Currency", "Multiple", "Open", "Dozen"];
    const AFTER: &[&str] =
        &["Scale", "Dozen", "Pair", "Part", "Unit", "Currency", "Ordinal", "Grain", "Open", "Number"];
    let all = || entry.senses.iter().chain(entry.phrases.iter().map(|(_, sense)| sense));
    let any = |kinds: &[&str]| all().any(|sense| kinds.iter().any(|kind| is_kind(sense, kind)));
    let grain_only = all().all(|sense| is_kind(sense, "Grain") || is_kind(sense, "Unit") || is_kind(sense, "Tense"));
    u8::from(any(DATES) && !grain_only) | u8::from(any(QUANTITIES)) << 1 | u8::from(any(AFTER)) << 2
}

fn is_kind(sense: &str, kind: &str) -> bool {
    sense
        .strip_prefix("Sense::")
        .and_then(|rest| rest.strip_prefix(kind))
        .is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
}

/// The tokens of a form, as the scanner of `figures` cuts them: runs of letters, runs of digits, single signs.
fn pieces(form: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut last = ' ';
    for c in form.chars() {
        let joins = (c.is_alphabetic() && last.is_alphabetic()) || (c.is_ascii_digit() && last.is_ascii_digit());
        match pieces.last_mut() {
            Some(piece) if joins => piece.push(c),
            _ if c == ' ' => {}
            _ => pieces.push(c.to_string()),
        }
        last = c;
    }
    pieces
}

/// FNV-1a, the same as in `figures::lexicon`.
fn hash(word: &str) -> u32 {
    word.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

fn units(lists: &Lists, words: &mut Words, code: &mut String) {
    let _ = writeln!(code, "pub const UNITS: &[Unit] = &[");
    for (index, row) in lists.rows("units.tsv").iter().enumerate() {
        let [symbol, base, factor, offset, forms_] = row.as_slice() else { panic!("units.tsv: {row:?}") };
        let (factor, offset): (f64, f64) = (number(factor), number(offset));
        let _ =
            writeln!(code, "Unit {{ symbol: {symbol:?}, base: {base:?}, factor: {factor:?}, offset: {offset:?} }},");
        for form in forms_.split('|') {
            let glued = form.starts_with('+');
            let form = form.trim_start_matches('+');
            let exact = form.strip_prefix('=').unwrap_or_default();
            let form = form.trim_start_matches('=');
            let sense = format!("Sense::Unit {{ unit: {index}, exact: {exact:?}, glued: {glued} }}");
            words.add(form, &sense);
            // "a 50-square-metre flat"
            if form.contains(' ') && !form.contains(['-', '°']) {
                words.add(&form.replace(' ', "-"), &sense);
            }
        }
    }
    let _ = writeln!(code, "];");
}

fn number(field: &str) -> f64 {
    field.parse().unwrap_or_else(|_| panic!("not a number: {field}"))
}

fn currencies(lists: &Lists, words: &mut Words, code: &mut String) {
    let mut codes: Vec<String> = Vec::new();
    for row in lists.rows("currencies.tsv") {
        let field = row.first().map(String::as_str).unwrap_or_default();
        if let Some(scale) = field.strip_prefix('x') {
            for form in forms(row.get(1)) {
                let iso = &form[1..];
                let currency = codes.iter().position(|code| code == iso);
                let currency = currency.unwrap_or_else(|| panic!("currencies.tsv: {form} comes before its currency"));
                words.add(form, &format!("Sense::Multiple {{ currency: {currency}, scale: {scale} }}"));
            }
            continue;
        }
        let iso = field.trim_start_matches(['~', '=']).to_owned();
        let exact = if field.starts_with('=') { "Capitals" } else { "Code" };
        let known = iso != "-" && !field.starts_with('~');
        let index = codes.iter().position(|code| *code == iso).unwrap_or(codes.len());
        if index == codes.len() {
            codes.push(iso.clone());
        }
        let sense = |role: &str| format!("Sense::Currency {{ currency: {index}, role: Money::{role} }}");
        if known {
            words.add(&iso, &sense(exact));
        }
        forms(row.get(1)).for_each(|form| words.add(form, &sense("Sign")));
        forms(row.get(2)).for_each(|form| words.add(form, &sense("Word")));
        forms(row.get(3)).for_each(|form| words.add(form, &sense("Hundredth")));
    }
    let _ = writeln!(code, "pub const CURRENCIES: &[&str] = &{codes:?};");
}

fn locals(lists: &Lists, code: &mut String) {
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let _ = writeln!(code, "pub const LOCALS: &[Local] = &[");
    for (index, row) in lists.rows("money_places.tsv").iter().enumerate() {
        let [iso, forms_, signs, names] = row.as_slice() else { panic!("money_places.tsv: {row:?}") };
        let [forms_, signs] = [forms_, signs].map(|field| forms(Some(field)).collect::<Vec<_>>());
        let _ = writeln!(code, "Local {{ code: {iso:?}, forms: &{forms_:?}, signs: &{signs:?} }},");
        for name in forms(Some(names)) {
            if places.insert(name.to_lowercase(), index).is_some() {
                panic!("money_places.tsv: {name} stands twice");
            }
        }
    }
    let _ = writeln!(code, "];\npub const PLACES: &[(&str, usize)] = &{:?};", places.iter().collect::<Vec<_>>());
}

/// The words of `measures.tsv`, sorted.
fn gauges(lists: &Lists, code: &mut String) {
    let mut found: BTreeMap<(String, String), String> = BTreeMap::new();
    for row in lists.rows("measures.tsv") {
        let [measure, kinds, nouns, before, behind] = row.as_slice() else { panic!("measures.tsv: {row:?}") };
        for (part, field) in [("noun", nouns), ("before", before), ("behind", behind)] {
            for form in forms(Some(field)) {
                let is = |other: &str| part == other;
                let flags = format!("noun: {}, before: {}, behind: {}", is("noun"), is("before"), is("behind"));
                let gauge = format!("Gauge {{ words: {form:?}, measure: {measure:?}, kinds: {kinds:?}, {flags} }}");
                if found.insert((form.to_owned(), format!("{part} {measure}")), gauge).is_some() {
                    panic!("measures.tsv: {form} stands twice for {measure}");
                }
            }
        }
    }
    let rows: String = found.values().map(|gauge| format!("{gauge},\n")).collect();
    let _ = writeln!(code, "pub const GAUGES: &[Gauge] = &[\n{rows}];");
}

fn meanings(lists: &Lists, words: &mut Words) {
    for row in lists.rows("numbers.tsv").into_iter().chain(lists.rows("dates.tsv")) {
        let [role, value, forms_] = row.as_slice() else { panic!("numbers.tsv or dates.tsv: {row:?}") };
        for form in forms_.split('|') {
            let exact = form.strip_prefix('=').unwrap_or_default();
            words.add(form.trim_start_matches('='), &sense(role, value, exact));
        }
    }
}

/// "twentyone", "thirtyfirst": tens and ones without the dash between them; "ninefold".
fn written_together(lists: &Lists, words: &mut Words) {
    let rows = lists.rows("numbers.tsv");
    let named = |role: &'static str| {
        rows.iter().filter(move |row| row[0] == role).filter_map(|row| {
            let value: u64 = row[1].parse().ok()?;
            Some((value, row[2].split('|').next()?.to_owned()))
        })
    };
    for (value, form) in named("number").filter(|(value, _)| (2..101).contains(value)) {
        words.add(&format!("{form}fold"), &sense("number", &value.to_string(), ""));
    }
    for (tens, ten) in named("number").filter(|(value, _)| (20..100).contains(value)) {
        for (role, ones, one) in ["number", "ordinal"].into_iter().flat_map(|role| {
            named(role).filter(|(value, _)| (1..10).contains(value)).map(move |(value, form)| (role, value, form))
        }) {
            words.add(&format!("{ten}{one}"), &sense(role, &(tens + ones).to_string(), ""));
        }
    }
}

fn sense(role: &str, value: &str, exact: &str) -> String {
    let pair = |sign: char| value.split_once(sign).unwrap_or_else(|| panic!("{role}: {value}"));
    match role {
        "number" => format!("Sense::Number({value})"),
        "scale" => format!("Sense::Scale({value})"),
        "suffix" => format!("Sense::Suffix {{ scale: {value}, exact: {exact:?} }}"),
        "ordinal" => format!("Sense::Ordinal({value})"),
        "part" => format!("Sense::Part({value})"),
        "dozen" => format!("Sense::Dozen({value})"),
        "pair" => "Sense::Pair".to_owned(),
        "vague" => format!("Sense::Vague(10_i64.pow({}), 10_i64.pow({}))", pair(',').0, pair(',').1),
        "many" => format!("Sense::Vague({}, {})", pair(',').0, pair(',').1),
        "percent" => "Sense::Percent(Share::Percent)".to_owned(),
        "points" => "Sense::Percent(Share::Points)".to_owned(),
        "basis" => "Sense::Percent(Share::Basis)".to_owned(),
        "before" | "after" => {
            let qualifier: String = value.split('-').map(capital).collect();
            format!("Sense::{}(Qualifier::{qualifier})", capital(role))
        }
        "stop" => "Sense::Stop".to_owned(),
        "open" => "Sense::Open".to_owned(),
        "label" => "Sense::Label".to_owned(),
        "name" => "Sense::Name".to_owned(),
        "change" => "Sense::Change".to_owned(),
        "funds" => "Sense::Funds".to_owned(),
        "month" => format!("Sense::Month({value})"),
        "weekday" => format!("Sense::Weekday({value})"),
        "today" => format!("Sense::Today({value})"),
        "shift" => format!("Sense::Shift({value})"),
        "grain" => format!("Sense::Grain(Stretch::{})", capital(value)),
        "daypart" => format!("Sense::Daypart({}, {})", pair('-').0, pair('-').1),
        "moment" => format!("Sense::Moment({value})"),
        "meridiem" => format!("Sense::Meridiem({value})"),
        "zone" => format!("Sense::Zone(Zone::{value})"),
        "bound" => format!("Sense::Bound(Bound::{})", capital(value)),
        "edge" => format!("Sense::Edge(Edge::{})", capital(value)),
        "season" => format!("Sense::Season({value})"),
        "holiday" => format!("Sense::Holiday({})", holiday(value)),
        "tense" => format!("Sense::Tense(Tense::{})", capital(value)),
        other => panic!("unknown role {other}"),
    }
}

/// The day of a holiday as `assets/lexicon/dates.tsv` explains it.
fn holiday(value: &str) -> String {
    let (kind, rest) = value.split_once(' ').unwrap_or(if value == "moon" { (value, "") } else { ("", value) });
    let parts: Vec<&str> = rest.split(':').collect();
    let part = |at: usize, default: &str| parts.get(at).map_or(default.to_owned(), |part| part.replace('+', ""));
    match kind {
        "easter" => format!("Feast::Easter({}, {})", part(0, "0"), part(1, "1")),
        "orthodox" => format!("Feast::Orthodox({})", part(0, "0")),
        "nth" => format!("Feast::Nth({}, {}, {}, {})", part(0, ""), part(1, ""), part(2, ""), part(3, "0")),
        "hebrew" => {
            let moved = moved(&part(2, ""));
            format!("Feast::Hebrew {{ days: {}, length: {}, moved: {moved} }}", part(0, ""), part(1, "1"))
        }
        "islamic" => {
            format!("Feast::Islamic {{ month: {}, day: {}, length: {} }}", part(0, ""), part(1, ""), part(2, "1"))
        }
        "hindu" => format!(
            "Feast::Hindu {{ month: {}, day: {}, hour: {}, shift: {}, length: {} }}",
            part(0, ""),
            part(1, ""),
            part(2, ""),
            part(3, "0"),
            part(4, "1")
        ),
        "chinese" => format!("Feast::Chinese {{ month: {}, day: {} }}", part(0, ""), part(1, "")),
        "sun" => format!("Feast::Sun {{ longitude: {}, shift: {} }}", part(0, ""), part(1, "0")),
        "days" => {
            let days: String = rest.split(',').map(|day| format!("({}),", unpadded(day))).collect();
            format!("Feast::Listed(&[{days}])")
        }
        "moon" => "Feast::Moon".to_owned(),
        "365" => format!("Feast::Wandering({})", unpadded(rest)),
        "" => {
            let (day, shifts) = value.split_once(':').unwrap_or((value, ""));
            format!("Feast::Fixed({}, {})", day.replace('-', ", "), moved(shifts))
        }
        other => panic!("unknown kind of feast {other}"),
    }
}

/// "6=-1;7=1" as a list of weekdays and shifts.
fn moved(shifts: &str) -> String {
    let pairs: String = shifts
        .split(';')
        .filter(|pair| !pair.is_empty())
        .map(|pair| format!("({}),", pair.replace('=', ",")))
        .collect();
    format!("&[{pairs}]")
}

/// 2024-03-05 as numbers that Rust reads.
fn unpadded(day: &str) -> String {
    let numbers: Vec<&str> = day.split('-').map(|number| number.trim_start_matches('0')).collect();
    numbers.join(", ")
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_ascii_uppercase().to_string() + letters.as_str()).unwrap_or_default()
}

fn abbreviations(lists: &Lists) -> String {
    let mut all: BTreeMap<String, String> = BTreeMap::new();
    for row in lists.rows("abbreviations.tsv") {
        let class = row.first().map(|class| capital(class)).unwrap_or_default();
        forms(row.get(1)).for_each(|form| {
            all.insert(form.to_lowercase(), class.clone());
        });
    }
    let rows: String = all.iter().map(|(form, class)| format!("({form:?}, Abbreviation::{class}),\n")).collect();
    format!("pub const ABBREVIATIONS: &[(&str, Abbreviation)] = &[\n{rows}];\n")
}

/// Each word that decides whether a passage still says the same, with what it means; both tables sorted.
fn wording(lists: &Lists) -> String {
    let mut senses: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut same: BTreeMap<String, String> = BTreeMap::new();
    let mut groups: BTreeMap<(String, String), usize> = BTreeMap::new();
    for (at, row) in lists.rows("wording.tsv").iter().enumerate() {
        let [role, value, rest @ ..] = row.as_slice() else { panic!("wording.tsv: a row without a value: {row:?}") };
        let next = groups.len();
        let group = *groups.entry((role.clone(), value.clone())).or_insert(next);
        let mut add = |form: &str, role: &str, group: usize| {
            senses.entry(form.to_owned()).or_default().push(format!("Sense {{ role: Role::{role}, group: {group} }}"));
        };
        match role.as_str() {
            "same" => forms(rest.first()).for_each(|form| drop(same.insert(form.to_owned(), value.clone()))),
            "opposite" => {
                forms(Some(value)).for_each(|form| add(form, "Opposite", 2 * at));
                forms(rest.first()).for_each(|form| add(form, "Opposite", 2 * at + 1));
            }
            "verb" if rest.is_empty() => inflected(value, |form, role| add(form, role, group)),
            "number" | "scale" => {
                let value = value.parse().unwrap_or_else(|_| panic!("wording.tsv: no number: {value}"));
                forms(rest.first()).for_each(|form| add(form, &capital(role), value));
            }
            _ => forms(rest.first()).for_each(|form| add(form, &capital(role), group)),
        }
    }
    let senses: String =
        senses.iter().map(|(form, senses)| format!("({form:?}, &[{}]),\n", senses.join(", "))).collect();
    let same: String = same.iter().map(|(form, value)| format!("({form:?}, {value:?}),\n")).collect();
    format!("pub const SENSES: &[(&str, &[Sense])] = &[\n{senses}];\npub const SAME: &[(&str, &str)] = &[\n{same}];\n")
}

/// The forms of a regular verb. The base form and the third person of one marked with ~ are as often nouns.
fn inflected(verb: &str, mut add: impl FnMut(&str, &str)) {
    let plain = if verb.ends_with('~') { "Noun" } else { "Verb" };
    let base = verb.trim_end_matches(['~', '+']);
    let doubled = verb.contains('+').then(|| base.chars().last()).flatten().map(String::from).unwrap_or_default();
    let sharp = ["s", "x", "z", "sh", "ch", "o"].iter().any(|end| base.ends_with(end));
    let vowel = |c: char| "aeiou".contains(c);
    let (third, past, going) = match base.strip_suffix('y').filter(|stem| !stem.ends_with(vowel)) {
        Some(stem) => (format!("{stem}ies"), format!("{stem}ied"), format!("{base}ing")),
        None => match base.strip_suffix("ie").or(base.strip_suffix('e').filter(|stem| !stem.ends_with('e'))) {
            Some(stem) if base.ends_with("ie") => (format!("{base}s"), format!("{base}d"), format!("{stem}ying")),
            Some(stem) => (format!("{base}s"), format!("{base}d"), format!("{stem}ing")),
            None if base.ends_with('e') => (format!("{base}s"), format!("{base}d"), format!("{base}ing")),
            None => {
                let third = if sharp { format!("{base}es") } else { format!("{base}s") };
                (third, format!("{base}{doubled}ed"), format!("{base}{doubled}ing"))
            }
        },
    };
    for (form, role) in [(base, plain), (&third, plain), (&past, "Verb"), (&going, "Verb")] {
        add(form, role);
    }
}

fn write(path: &Path, text: &str) {
    fs::write(path, text).unwrap_or_else(|fault| panic!("{}: {fault}", path.display()));
}
