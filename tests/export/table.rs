//! `csv`.

use crate::sample::{both, exported, naughty_dossier};
use dateline::analysis::{DateRange, Grain};
use dateline::export::figures_csv;

fn rows(bytes: &[u8]) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes);
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[test]
fn three_tables_with_a_row_for_each_thing() {
    let export = exported("csv", &both());
    let sheets: Vec<_> = export.files.iter().map(|file| (file.name.as_str(), rows(&file.bytes))).collect();
    let names: Vec<&str> = sheets.iter().map(|sheet| sheet.0).collect();
    assert_eq!(names, ["notes.csv", "figures.csv", "actors.csv"]);
    let notes = &sheets[0].1;
    assert_eq!(notes.len(), 1 + 4);
    let column = |name: &str| notes[0].iter().position(|head| head == name).unwrap();
    let claim = notes.iter().find(|row| row[column("kind")] == "claim").unwrap();
    assert_eq!(claim[column("verdict")], "mostly-false");
    assert_eq!(claim[column("quote")], "Repairs will cost €3.2 million");
    assert_eq!(
        claim[column("evidence")].lines().next(),
        Some("contradicts https://city.example/tender.pdf €4.1 million")
    );
    for (_, sheet) in &sheets {
        assert!(sheet.iter().all(|row| row.len() == sheet[0].len()));
    }
}

#[test]
fn a_day_is_written_as_a_day_and_a_moment_as_a_moment() {
    let midnight = jiff::civil::date(2026, 3, 5).at(0, 0, 0, 0);
    for (grain, wanted) in [(Grain::Day, "2026-03-05"), (Grain::Hour, "2026-03-05T00:00:00")] {
        let mut dossiers = both();
        let figure = dossiers[0].found.figures.first_mut().unwrap();
        figure.date = Some(DateRange { start: Some(midnight), end: Some(midnight), grain });
        let sheet = rows(&figures_csv(&dossiers).unwrap());
        let column = sheet[0].iter().position(|head| head == "date_start").unwrap();
        assert_eq!(sheet[1][column], wanted);
    }
}

#[test]
fn lines_end_as_the_standard_says() {
    let bytes = &exported("csv", &both()).files[2].bytes;
    assert!(bytes.ends_with(b"\r\n"));
}

#[test]
fn no_cell_begins_like_a_formula() {
    let mut dossier = naughty_dossier();
    for (index, formula) in
        ["=1+1", "+1", "-1+2", "@SUM(A1)", "\t=1", "\r=1", "-", "-cmd|' /C calc'!A0"].iter().enumerate()
    {
        let mut note = dossier.annotations[index].clone();
        note.note = (*formula).to_owned();
        note.id.0 = format!("formula-{index}");
        dossier.annotations.push(note);
    }
    for file in exported("csv", &[dossier]).files {
        for cell in rows(&file.bytes).into_iter().flatten() {
            let number = cell.parse::<f64>().is_ok() && !cell.starts_with('+');
            assert!(number || !cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell:?}");
        }
    }
}
