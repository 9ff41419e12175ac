//! `docs/exports.md` lists every format. A stale table is written anew, and the test fails once.

use dateline::export::FORMATS;
use std::fs;
use std::path::Path;

const BEGIN: &str = "<!-- formats:begin -->\n";
const END: &str = "<!-- formats:end -->";

#[test]
fn the_table_of_formats_is_true() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/exports.md");
    let page = fs::read_to_string(&path).unwrap();
    let (head, rest) = page.split_once(BEGIN).unwrap();
    let (table, tail) = rest.split_once(END).unwrap();
    let rows: String = FORMATS
        .iter()
        .map(|format| {
            let way = match (format.writes(), format.reads()) {
                (true, true) => "out, in",
                (true, false) => "out",
                (false, _) => "in",
            };
            format!("| `{}` | .{} | {way} | {} |\n", format.name, format.ending, format.summary)
        })
        .collect();
    let fresh = format!("| format | file | way | what for |\n|---|---|---|---|\n{rows}");
    if table != fresh {
        fs::write(&path, format!("{head}{BEGIN}{fresh}{END}{tail}")).unwrap();
        panic!("docs/exports.md was stale and has been written anew");
    }
}
