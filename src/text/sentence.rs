//! An error as one sentence.

use std::error::Error;

/// What went wrong and why, each thing once: a cause that its error tells already is not told again, nor the numbers
/// that systems give their errors.
pub fn sentence(error: &(dyn Error + 'static)) -> String {
    let mut words = plain(&error.to_string());
    let mut cause = error.source();
    while let Some(inner) = cause {
        let why = plain(&inner.to_string());
        if !why.is_empty() && !words.contains(&why) {
            words.push_str(": ");
            words.push_str(&why);
        }
        cause = inner.source();
    }
    words
}

/// Without " (os error 17)".
fn plain(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(" (os error ") {
        out.push_str(before);
        rest = after.split_once(')').map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{fmt, io};

    #[derive(Debug)]
    struct Told(&'static str, io::Error);

    impl fmt::Display for Told {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(self.0)
        }
    }

    impl Error for Told {
        fn source(&self) -> Option<&(dyn Error + 'static)> {
            Some(&self.1)
        }
    }

    #[test]
    fn every_cause_is_told_once() {
        let gone = || io::Error::other("it went away (os error 17)");
        for (told, sentence_) in [
            (Told("cannot write x", gone()), "cannot write x: it went away"),
            (Told("cannot write x: it went away (os error 17)", gone()), "cannot write x: it went away"),
            (Told("cannot write x: it went away; try again", gone()), "cannot write x: it went away; try again"),
        ] {
            assert_eq!(sentence(&told), sentence_);
        }
    }
}
