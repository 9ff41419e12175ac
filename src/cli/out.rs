//! The one place where commands print: lines that are safe on a terminal, and JSON.

use crate::export::write_json;
use crate::text::{masked, printable, safe_lines};
use serde_json::Value;
use std::io::{self, BufWriter, StdoutLock, Write};
use thiserror::Error;

/// Nothing fits what was asked for: exit code 3.
#[derive(Debug, Error)]
#[error("{0}")]
pub struct NothingMatched(pub String);

/// What was asked cannot be understood: exit code 2.
#[derive(Debug, Error)]
#[error("{0}")]
pub struct WrongUsage(pub String);

/// Standard output. Every method passes on that the reader went away; `main` ends quietly then.
pub struct Out {
    to: BufWriter<StdoutLock<'static>>,
    saved: bool,
}

impl Out {
    /// Standard output, locked.
    pub fn new() -> Self {
        Self { to: BufWriter::new(io::stdout().lock()), saved: false }
    }

    /// The same after a change: where it cannot be printed, the message says that the change holds.
    pub fn after_saving() -> Self {
        Self { saved: true, ..Self::new() }
    }

    /// A failure to print is no failure of what was done before.
    fn told<T>(&self, done: io::Result<T>) -> io::Result<T> {
        done.map_err(|error| match self.saved {
            true => io::Error::new(error.kind(), format!("it is done and saved, but cannot be printed: {error}")),
            false => error,
        })
    }

    /// One line; whatever an article may have hidden in it is taken out.
    pub fn line(&mut self, text: &str) -> io::Result<()> {
        let done = writeln!(self.to, "{}", printable(text));
        self.told(done)
    }

    /// One JSON document.
    pub fn document(&mut self, value: &Value) -> io::Result<()> {
        let done = write_json(&mut self.to, value, true).and_then(|()| self.to.write_all(b"\n"));
        self.told(done)
    }

    /// One JSON object on a line.
    pub fn object(&mut self, value: &Value) -> io::Result<()> {
        let done = write_json(&mut self.to, value, false).and_then(|()| self.to.write_all(b"\n"));
        self.told(done)
    }

    /// A JSON array, one value at a time, so that a large one needs no memory.
    pub fn array(&mut self, values: impl IntoIterator<Item = anyhow::Result<Value>>) -> anyhow::Result<()> {
        let mut open = "[\n";
        for value in values {
            self.to.write_all(open.as_bytes())?;
            write_json(&mut self.to, &value?, false)?;
            open = ",\n";
        }
        self.to.write_all(if open == "[\n" { b"[]\n" } else { b"\n]\n" })?;
        Ok(())
    }

    /// Text of several lines, safe on a terminal whatever is in it.
    pub fn text(&mut self, text: &str) -> io::Result<()> {
        self.to.write_all(safe_lines(text).as_bytes())
    }

    /// Bytes that were made safe already: JSON, and the files of an export.
    pub fn bytes(&mut self, bytes: &[u8]) -> io::Result<()> {
        let done = self.to.write_all(bytes);
        self.told(done)
    }

    /// Sends what was printed on its way.
    pub fn flush(&mut self) -> io::Result<()> {
        let done = self.to.flush();
        self.told(done)
    }
}

/// A message for people, on stderr.
pub fn tell(text: &str) {
    // Nobody is told when stderr is closed, and nothing else depends on it.
    let text = masked(text);
    let lines: Vec<_> = text.lines().map(printable).collect();
    let _ = writeln!(io::stderr().lock(), "dateline: {}", lines.join("\n"));
}

/// Several lines for people, as they are, on stderr.
pub fn complain(text: &str) {
    // Nobody is told when stderr is closed, and nothing else depends on it.
    let _ = write!(io::stderr().lock(), "{}", safe_lines(&masked(text)));
}
