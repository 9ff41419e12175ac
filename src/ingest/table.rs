//! Tells tables of data from tables that only lay out a page.

use dom_query::NodeRef;

/// Characters in a cell above which it is laid out text.
const LONG_CELL: usize = 300;

/// True for a table of data: rows of several cells, with little text in each and nothing of a page's structure inside.
pub fn is_data(table: &NodeRef<'_>) -> bool {
    if table.attr("role").is_some_and(|role| matches!(role.as_ref(), "presentation" | "none")) {
        return false;
    }
    let (mut rows, mut widest) = (0_usize, 0_usize);
    for node in table.descendants_it() {
        if node.has_name("table") || node.has_name("h1") || node.has_name("h2") || node.has_name("form") {
            return false;
        }
        if node.has_name("tr") {
            rows += 1;
            let mut cells = 0;
            for cell in node.children_it(false).filter(|cell| cell.has_name("td") || cell.has_name("th")) {
                cells += 1;
                if cell.normalized_char_count() > LONG_CELL || paragraphs(&cell) > 1 {
                    return false;
                }
            }
            widest = widest.max(cells);
        }
    }
    rows > 1 && widest > 1
}

fn paragraphs(cell: &NodeRef<'_>) -> usize {
    cell.children_it(false).filter(|child| child.has_name("p")).count()
}
