//! "Did you mean": the name that a misspelt one was probably meant to be.

/// ` Did you mean "measure"?` or nothing, to be put after a message.
pub fn did_you_mean<'a>(written: &str, names: impl IntoIterator<Item = &'a str>) -> String {
    nearest(written, names).map_or_else(String::new, |name| format!("; did you mean \"{name}\"?"))
}

/// The name nearest to what was written, if it is near at all: a third of the letters may be wrong.
fn nearest<'a>(written: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let allowed = (written.chars().count() / 3).max(1);
    let near = names.into_iter().map(|name| (distance(written, name), name));
    near.filter(|(far, _)| *far <= allowed).min_by_key(|(far, _)| *far).map(|(_, name)| name)
}

/// Letters to insert, delete, replace or swap with their neighbour. Case and `_` against `-` do not count.
fn distance(one: &str, other: &str) -> usize {
    let fold = |word: &str| word.replace('_', "-").to_lowercase().chars().collect::<Vec<_>>();
    let (one, other) = (fold(one), fold(other));
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=other.len()).collect();
    for (row, a) in one.iter().enumerate() {
        let mut next = vec![row + 1];
        for (column, b) in other.iter().enumerate() {
            let at = |line: &[usize], column: usize| line.get(column).copied().unwrap_or(usize::MAX / 2);
            let mut cost =
                (at(&last, column) + usize::from(a != b)).min(at(&last, column + 1) + 1).min(at(&next, column) + 1);
            let swapped = row > 0
                && column > 0
                && one.get(row - 1) == Some(b)
                && other.get(column - 1) == Some(a)
                && !before.is_empty();
            if swapped {
                cost = cost.min(at(&before, column - 1) + 1);
            }
            next.push(cost);
        }
        before = std::mem::replace(&mut last, next);
    }
    last.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_was_meant() {
        let names = ["measure", "margin", "claims", "numbers"];
        for (written, meant) in [
            ("mesure", Some("measure")),
            ("meausre", Some("measure")),
            ("Margin", Some("margin")),
            ("claim", Some("claims")),
            ("colour", None),
            ("", None),
        ] {
            assert_eq!(nearest(written, names), meant, "{written}");
        }
        assert_eq!(nearest("page_down", ["page-down"]), Some("page-down"));
    }
}
