//! Fills a library with made-up articles and measures it: `cargo run --profile measure --example newsroom -- make
//! 100000 /tmp/library.db`, then `… -- measure /tmp/library.db`. The figures in `docs/store.md` come from here.
//!
//! The articles are of nobody: words of our own with the frequencies of newspaper text (a few hundred words make up half
//! of it, and every article has words that hardly any other has), 600 words each, over three years.

#![allow(clippy::indexing_slicing, reason = "a measuring program over its own vectors")]

use dateline::query::{Query, Sort, parse};
use dateline::store::{Mode, Store, StoreError};
use dateline::text::{Block, BlockKind, Body, Change, Meta, Span};
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

const COMMON: &str = "the of to and a in that for on was is it with said as by at from he be has have not were which \
    would their they will an been its but are who more this had about after one or when than up new over people year \
    government last two also could against there other out first minister country into before no week state million \
    all party some under report former three police between city says president company most court public while many \
    percent group since years her its through made during where if next year, members told being however now back since \
    plan work support called called days because such vote law war security power local election health market \
    leaders early later month several rights water school energy prices agency officials decision according services";
const OPENINGS: &[&str] = &[
    "be", "cor", "da", "el", "fa", "gre", "hal", "in", "ka", "lor", "mar", "nor", "os", "per", "quin", "ra", "sil",
    "tor", "ul", "ver", "wes", "zan",
];
const MIDDLES: &[&str] = &["", "da", "ne", "ri", "so", "ta", "lle", "mbo", "nti", "ro", "sta", "ve", "ge", "li"];
const ENDINGS: &[&str] =
    &["n", "st", "ra", "ton", "vik", "ment", "ly", "ing", "ed", "s", "er", "ova", "land", "ism", "ity", "ic"];

/// A small generator of numbers (xorshift), so that the same library comes out everywhere.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides.max(1) as u64) as usize
    }

    /// A rank, the low ones far more often: each tenfold of ranks as often as the next.
    fn rank(&mut self, count: usize) -> usize {
        let fraction = self.roll(1 << 20) as f64 / f64::from(1 << 20);
        ((count as f64).powf(fraction) as usize).saturating_sub(1).min(count - 1)
    }
}

/// The vocabulary: common words first, then made-up ones.
fn vocabulary(size: usize) -> Vec<String> {
    let mut words: Vec<String> = COMMON.split_whitespace().map(String::from).collect();
    'made: for middle in MIDDLES {
        for second in MIDDLES {
            for third in OPENINGS {
                for opening in OPENINGS {
                    for ending in ENDINGS {
                        if words.len() >= size {
                            break 'made;
                        }
                        words.push(format!("{opening}{middle}{second}{third}{ending}"));
                    }
                }
            }
        }
    }
    words
}

fn article(number: usize, words: &[String], dice: &mut Dice) -> (Meta, Body) {
    let mut text = String::with_capacity(4096);
    let mut blocks = Vec::new();
    for _ in 0..12 {
        let start = text.len();
        for sentence in 0..3 {
            for nth in 0..16 + dice.roll(3) {
                let word = words.get(dice.rank(words.len())).map_or("", String::as_str);
                let lead = if nth == 0 && sentence == 0 { "" } else { " " };
                let cased = if nth == 0 || dice.roll(14) == 0 { capital(word) } else { word.to_owned() };
                text.push_str(lead);
                text.push_str(&cased);
            }
            text.push('.');
        }
        blocks.push(Block { kind: BlockKind::Paragraph, span: Span::new(start, text.len()) });
        text.push('\n');
    }
    let title: Vec<&str> = (0..8).filter_map(|_| words.get(dice.rank(words.len()))).map(String::as_str).collect();
    let minutes = dice.roll(3 * 365 * 24 * 60);
    let (day, minute) = (minutes / 1440, minutes % 1440);
    let published = format!(
        "{}-{:02}-{:02}T{:02}:{:02}:00Z",
        2023 + day / 365,
        day % 365 / 31 + 1,
        day % 28 + 1,
        minute / 60,
        minute % 60
    );
    let meta = Meta {
        title: capital(&title.join(" ")),
        authors: vec![format!("{} {}", capital(title[0]), capital(title[1]))],
        outlet: Some(format!("The {} Post", capital(words[number % 40].as_str()))),
        url: Some(format!("https://news{}.example/{}/{number}", number % 40, title.join("-"))),
        published: Some(published),
        language: Some("en".into()),
        ..Meta::default()
    };
    (meta, Body::new(text, blocks, Vec::new()))
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Seconds of CPU this process has used; wall-clock time where the system does not tell.
fn cpu(started: Instant) -> Duration {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = stat.rsplit(") ").next().unwrap_or_default().split(' ').collect();
    let ticks: Option<u64> = fields
        .get(11)
        .zip(fields.get(12))
        .and_then(|(user, system)| Some(user.parse::<u64>().ok()? + system.parse::<u64>().ok()?));
    ticks.map_or_else(|| started.elapsed(), |ticks| Duration::from_millis(ticks * 10))
}

fn make(count: usize, path: &Path) -> Result<(), StoreError> {
    let words = vocabulary(60_000);
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    let started = Instant::now();
    let mut store = Store::open(path, Mode::Write)?;
    let mut spent = Duration::ZERO;
    let mut done = 0;
    while done < count {
        let batch: Vec<(Meta, Body)> =
            (done..count.min(done + 1000)).map(|number| article(number, &words, &mut dice)).collect();
        let before = cpu(started);
        store.add_all(&batch)?;
        spent += cpu(started) - before;
        done += batch.len();
    }
    let size = fs::metadata(path).map_or(0, |meta| meta.len());
    println!(
        "{count} articles added in {:.1} s of CPU: {:.0} a second",
        spent.as_secs_f64(),
        count as f64 / spent.as_secs_f64()
    );
    println!("{:.1} MB of database, {:.0} bytes an article", size as f64 / 1e6, size as f64 / count as f64);
    Ok(())
}

/// Nanoseconds of CPU this thread has used; wall-clock time where the system does not tell. The system brings its count
/// up to date when a thread gives way, else in steps of several milliseconds.
fn moment(started: Instant) -> u64 {
    std::thread::yield_now();
    let spent = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let spent = spent.and_then(|line| line.split(' ').next()?.parse().ok());
    spent.unwrap_or_else(|| started.elapsed().as_nanos() as u64)
}

/// Runs `work` many times and prints, in CPU time, the median, the 99th percentile and the longest.
fn time(name: &str, times: usize, mut work: impl FnMut(usize) -> Result<usize, StoreError>) -> Result<(), StoreError> {
    let mut taken = Vec::with_capacity(times);
    let mut rows = 0;
    for nth in 0..times {
        let started = Instant::now();
        let before = moment(started);
        rows += work(nth)?;
        taken.push((moment(started) - before) as f64 / 1e6);
    }
    taken.sort_by(f64::total_cmp);
    let at = |share: f64| taken[((times - 1) as f64 * share) as usize];
    println!(
        "{name:34} median {:8.3} ms   p99 {:8.3} ms   longest {:8.3} ms   {:6} rows",
        at(0.5),
        at(0.99),
        at(1.0),
        rows / times
    );
    Ok(())
}

fn measure(path: &Path) -> Result<(), StoreError> {
    time("open", 20, |_| Store::open(path, Mode::Write).map(|_| 0))?;
    let mut store = Store::open(path, Mode::Write)?;
    let words = vocabulary(60_000);
    let mut dice = Dice(77);
    let mut pick = |from: usize, to: usize| words[from + dice.roll(to - from)].clone();
    let rare: Vec<String> = (0..200).map(|_| pick(20_000, 50_000)).collect();
    let middle: Vec<String> = (0..200).map(|_| pick(300, 3000)).collect();
    let common: Vec<String> = (0..50).map(|_| pick(0, 30)).collect();
    let all = store.list(&Query::All, Sort::Newest, 300, 0)?;
    let phrases: Vec<String> = all
        .iter()
        .take(200)
        .map(|listing| {
            let article = store.article(&listing.id)?;
            let text = article.body.text();
            Ok(text
                .split(['.', '\n'])
                .nth(1)
                .unwrap_or_default()
                .split_whitespace()
                .skip(3)
                .take(3)
                .collect::<Vec<_>>()
                .join(" "))
        })
        .collect::<Result<_, StoreError>>()?;
    time("list newest 100", 200, |_| Ok(store.list(&Query::All, Sort::Newest, 100, 0)?.len()))?;
    time("list 100 from 50,000 on", 20, |_| Ok(store.list(&Query::All, Sort::Newest, 100, 50_000)?.len()))?;
    time("list by title", 5, |_| Ok(store.list(&Query::All, Sort::Title, 100, 0)?.len()))?;
    let unread = asked("is:unread");
    time("count unread", 50, |_| Ok(store.count(&unread)? as usize))?;
    time("counts", 50, |_| Ok(store.counts()?.articles as usize))?;
    time("article", 200, |nth| store.article(&all[nth].id).map(|_| 1))?;
    time("mark read", 200, |nth| store.apply(&[Change::Read(all[nth].id.clone(), true)], "read").map(|_| 1))?;
    time("undo mark read", 200, |_| store.undo().map(|_| 1))?;
    let search = |name: &str, queries: Vec<String>| {
        time(name, queries.len(), |nth| Ok(store.search(&asked(&queries[nth]), Sort::Newest, 50)?.len()))
    };
    search("search: a rare word", rare.clone())?;
    search("search: a middling word", middle.clone())?;
    search("search: two words", middle.windows(2).map(|two| two.join(" ")).collect())?;
    search("search: a phrase", phrases.iter().map(|phrase| format!("\"{phrase}\"")).collect())?;
    search(
        "search: the beginning of a word",
        middle.iter().map(|word| format!("{}*", &word[..word.len().min(4)])).collect(),
    )?;
    search("search: a very common word", common.clone())?;
    search("search: two very common words", common.windows(2).map(|two| two.join(" ")).collect())?;
    time("search by relevance: middling", 100, |nth| {
        Ok(store.search(&asked(&middle[nth]), Sort::Relevance, 50)?.len())
    })?;
    time("search by relevance: common", 30, |nth| Ok(store.search(&asked(&common[nth]), Sort::Relevance, 50)?.len()))?;
    time("count: a very common word", 10, |nth| Ok(store.count(&asked(&common[nth]))? as usize))?;
    time("filter: outlet and date", 20, |_| {
        Ok(store.list(&asked("outlet:post date:2024-03..2024-05 -is:starred"), Sort::Newest, 100, 0)?.len())
    })?;
    time("filter: an outlet there is not", 10, |_| {
        Ok(store.list(&asked("outlet:gazette"), Sort::Newest, 100, 0)?.len())
    })?;
    Ok(())
}

fn asked(query: &str) -> Query {
    parse(query).unwrap_or_default()
}

fn main() -> Result<(), StoreError> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["make", count, path] => make(count.parse().unwrap_or(1000), Path::new(path)),
        ["measure", path] => measure(Path::new(path)),
        _ => {
            eprintln!("newsroom make COUNT LIBRARY | newsroom measure LIBRARY");
            Ok(())
        }
    }
}
