//! Where the parts of the screen lie, in cells. Typesetting needs to know before anything is drawn.

/// A rectangle of cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Area {
    /// First column.
    pub x: u16,
    /// First row.
    pub y: u16,
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

impl Area {
    /// True when the cell lies inside.
    pub fn holds(self, x: u16, y: u16) -> bool {
        (self.x..self.x.saturating_add(self.width)).contains(&x)
            && (self.y..self.y.saturating_add(self.height)).contains(&y)
    }

    /// The same without `columns` at the left.
    pub fn without_left(self, columns: u16) -> Self {
        let columns = columns.min(self.width);
        Self { x: self.x + columns, width: self.width - columns, ..self }
    }

    /// A rectangle in the middle, at most this large.
    pub fn middle(self, width: u16, height: u16) -> Self {
        let (width, height) = (width.min(self.width), height.min(self.height));
        Self { x: self.x + (self.width - width) / 2, y: self.y + (self.height - height) / 2, width, height }
    }
}

/// The smallest screen that can be worked on.
pub const SMALLEST: (u16, u16) = (40, 10);

/// Columns of the gutter: paragraph number, note rail, verdict sign.
pub const GUTTER: u16 = 7;

/// Rows of the repair screen's list on a screen that has so many for everything: the texts below need the room.
pub fn repair_rows(rows: usize) -> usize {
    (rows / 4).clamp(2, 12)
}

/// The parts of a screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// The title row.
    pub title: Area,
    /// The list of a library or notes screen, or the reader's gutter and text.
    pub main: Area,
    /// The panel at the right; no columns where there is none.
    pub side: Area,
    /// The library's sources tree at the left; no columns where there is none.
    pub tree: Area,
    /// The status row.
    pub status: Area,
    /// The row for messages and prompts.
    pub foot: Area,
}

/// Divides a screen. `side` is the wanted width of the panel at the right; 0 for none. It is there from 80 columns on.
pub fn divide(width: u16, height: u16, side: u16) -> Layout {
    let row = |y: u16| Area { x: 0, y: y.min(height), width, height: 1.min(height.saturating_sub(y)) };
    let body = height.saturating_sub(3);
    let side = match width {
        _ if side == 0 => 0,
        0..80 => 0,
        // The text comes first: on a screen of 80 columns it keeps two thirds.
        80..110 => side.clamp(20, width * 3 / 10),
        _ => side.clamp(20, width / 2),
    };
    Layout {
        title: row(0),
        main: Area { x: 0, y: 1.min(height), width: width - side, height: body },
        side: Area { x: width - side, y: 1.min(height), width: side, height: body },
        tree: Area { x: 0, y: 1.min(height), width: 0, height: body },
        status: row(height.saturating_sub(2)),
        foot: row(height.saturating_sub(1)),
    }
}

/// Columns of the library's sources tree: always there on wide screens, on others while it has the keys.
pub fn tree_width(width: u16, has_keys: bool) -> u16 {
    match width {
        110.. => (width / 5).clamp(24, 34),
        _ if has_keys => (width * 2 / 5).min(32),
        _ => 0,
    }
}

/// Divides the library's screen: sources tree, list and, from 100 columns on, a preview.
pub fn divide_library(width: u16, height: u16, tree: u16, alone: bool) -> Layout {
    let tree = tree.min(width);
    let preview = if width >= 100 && !alone { (width - tree) * 2 / 5 } else { 0 };
    let mut layout = divide(width, height, preview);
    layout.tree.width = tree;
    layout.main.x = tree;
    layout.main.width -= tree;
    layout
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_size_can_be_divided() {
        for width in 0..260 {
            for height in 0..60 {
                for side in [0, 30, 200] {
                    let layout = divide(width, height, side);
                    for area in [layout.title, layout.main, layout.side, layout.status, layout.foot] {
                        assert!(area.x + area.width <= width && area.y + area.height <= height, "{layout:?}");
                    }
                }
                for (has_keys, alone) in [(false, false), (true, false), (true, true)] {
                    let layout = divide_library(width, height, tree_width(width, has_keys), alone);
                    assert_eq!(layout.tree.width + layout.main.width + layout.side.width, width, "{layout:?}");
                }
            }
        }
    }
}
