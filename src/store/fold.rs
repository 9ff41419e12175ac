//! Text as it is compared: without case and without the marks on Latin letters, as the full-text index does it.

use nucleo_matcher::chars::normalize;

/// The folded text.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.chars().flat_map(fold_char).collect()
}

/// One character, folded.
pub fn fold_char(c: char) -> impl Iterator<Item = char> {
    c.to_lowercase().map(normalize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_marks_do_not_count() {
        assert_eq!(fold("Žilina, ÉTAT, Straße"), fold("zilina, etat, straße"));
        assert_eq!(fold("ΟΔΟΣ Київ"), "οδοσ київ");
    }
}
