//! Tables for people: columns as wide as they need, the last as long as it is.

use crate::cli::out::Out;
use crate::page::columns;
use crate::text::printable;
use std::io;

/// Columns of the terminal that a cell takes at most, unless it is the last of its row.
const WIDEST: usize = 36;

/// Prints rows under a head; nothing where there are no rows.
pub fn print(out: &mut Out, head: &[&str], rows: &[Vec<String>]) -> io::Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let rows: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(|cell| one_line(cell)).collect()).collect();
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column)).map(|cell| columns(cell).min(WIDEST));
        cells.chain(head.get(column).map(|name| columns(name))).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..head.len()).map(width).collect();
    let head: Vec<String> = head.iter().map(|name| (*name).to_uppercase()).collect();
    for row in std::iter::once(&head).chain(&rows) {
        let cells = row.iter().zip(&widths).enumerate().map(|(at, (cell, width))| match at + 1 == widths.len() {
            true => cell.clone(),
            false => padded(cell, *width),
        });
        out.line(cells.collect::<Vec<_>>().join("  ").trim_end())?;
    }
    Ok(())
}

fn one_line(cell: &str) -> String {
    printable(cell).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A cell cut or filled up to a width.
fn padded(cell: &str, width: usize) -> String {
    let mut cut = String::new();
    let mut taken = 0;
    let whole = columns(cell) <= width;
    for c in cell.chars() {
        let wide = columns(c.encode_utf8(&mut [0; 4]));
        if !whole && taken + wide + 1 > width {
            cut.push('…');
            taken += 1;
            break;
        }
        cut.push(c);
        taken += wide;
    }
    cut.push_str(&" ".repeat(width.saturating_sub(taken)));
    cut
}
