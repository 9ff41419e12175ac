//! The real program in a pseudo-terminal: start, read, annotate, quit, start again; killed after "saved"; stopped and
//! continued; resized; its terminal taken away.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use std::io::{Read, Write};
use std::num::NonZero;
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};
use tempfile::TempDir;
use vt100::Parser;

/// How long anything may take before the test fails: generous, for machines with other work.
const PATIENCE: Duration = Duration::from_secs(60);

struct Pty {
    master: Option<Box<dyn MasterPty + Send>>,
    writer: Option<Box<dyn Write + Send>>,
    child: Box<dyn Child + Send + Sync>,
    output: Receiver<Vec<u8>>,
    reader: JoinHandle<()>,
    parser: Parser,
    raw: Vec<u8>,
}

impl Pty {
    fn start(home: &Path, arguments: &[&str]) -> Self {
        // A fixed theme: nothing here answers the question for the background's colour.
        let config = config(home);
        Self::run(home, env!("CARGO_BIN_EXE_dateline"), &[&["--config", &config], arguments].concat())
    }

    fn run(home: &Path, program: &str, arguments: &[&str]) -> Self {
        let size = PtySize { rows: 24, cols: 100, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(program);
        command.args(arguments);
        command.env_clear();
        for (name, value) in
            [("TERM", "xterm-256color"), ("COLORTERM", "truecolor"), ("EDITOR", "true"), ("PATH", "/usr/bin:/bin")]
        {
            command.env(name, value);
        }
        command.env("HOME", home);
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let (mut reader, writer) = (pair.master.try_clone_reader().unwrap(), pair.master.take_writer().unwrap());
        let (sender, output) = channel();
        let listening = thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count @ 1..) = reader.read(&mut bytes) {
                if sender.send(bytes[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        let parser = parser_of(24, 100);
        let (master, writer) = (Some(pair.master), Some(writer));
        Self { master, writer, child, output, reader: listening, parser, raw: Vec::new() }
    }

    fn type_keys(&mut self, keys: &str) {
        let writer = self.writer.as_mut().unwrap();
        writer.write_all(keys.as_bytes()).unwrap();
        writer.flush().unwrap();
    }

    fn screen(&self) -> String {
        self.parser.screen().contents()
    }

    /// Reads until the screen shows the words; fails with the screen when they do not come.
    fn see(&mut self, words: &str) {
        let end = Instant::now() + PATIENCE;
        while !self.screen().contains(words) {
            let left = end.saturating_duration_since(Instant::now());
            match self.output.recv_timeout(left) {
                Ok(bytes) => {
                    self.parser.process(&bytes);
                    self.raw.extend(bytes);
                }
                Err(RecvTimeoutError::Timeout) => panic!("{words:?} did not come:\n{}", self.screen()),
                Err(RecvTimeoutError::Disconnected) => panic!("it ended before {words:?} came:\n{}", self.screen()),
            }
        }
    }

    /// Tells the stopped program to go on until the screen shows the words. What it wrote last before it stopped is no
    /// sign that it has stopped, and a signal that comes too early is lost, as it is not for a shell, which waits.
    fn wake_until(&mut self, words: &str) {
        let end = Instant::now() + PATIENCE;
        while !self.screen().contains(words) {
            assert!(Instant::now() < end, "{words:?} did not come:\n{}", self.screen());
            self.kill("-CONT");
            if let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(100)) {
                self.parser.process(&bytes);
                self.raw.extend(bytes);
            }
        }
    }

    /// Waits for the end and gives back everything that was written.
    fn end(mut self) -> (u32, String) {
        let end = Instant::now() + PATIENCE;
        while let Ok(bytes) = self.output.recv_timeout(end.saturating_duration_since(Instant::now())) {
            self.raw.extend(bytes);
        }
        let status = self.child.wait().unwrap();
        (status.exit_code(), String::from_utf8_lossy(&self.raw).into_owned())
    }

    /// Closes the window: nobody holds the other end of the terminal any more. Gives back how the program ended.
    fn close(self) -> u32 {
        let Self { master, writer, mut child, output, reader, .. } = self;
        drop(output);
        let mut writer = writer.unwrap();
        // What it draws now wakes the one who reads, who finds that nobody listens.
        writer.write_all(b"j").unwrap();
        reader.join().unwrap();
        drop((writer, master));
        child.wait().unwrap().exit_code()
    }

    fn kill(&mut self, signal: &str) {
        let pid = self.child.process_id().unwrap().to_string();
        assert!(std::process::Command::new("kill").args([signal, &pid]).status().unwrap().success());
    }
}

fn parser_of(rows: u16, columns: u16) -> Parser {
    Parser::new(NonZero::new(rows).unwrap(), NonZero::new(columns).unwrap(), 0)
}

fn config(home: &Path) -> String {
    let path = home.join("config.toml");
    std::fs::write(&path, "[look]\ntheme = \"dark\"\n").unwrap();
    path.display().to_string()
}

fn home() -> TempDir {
    tempfile::tempdir().unwrap()
}

/// What the program must have undone when it ends.
fn assert_restored(written: &str) {
    let last = |on: &str, off: &str| (written.rfind(on), written.rfind(off));
    for (on, off) in [("\x1b[?1049h", "\x1b[?1049l"), ("\x1b[?2004h", "\x1b[?2004l"), ("\x1b[?1000h", "\x1b[?1000l")] {
        let (on, off) = last(on, off);
        assert!(on.is_some() && off > on, "the terminal was not given back");
    }
    assert!(written.rfind("\x1b[?25h") > written.rfind("\x1b[?25l"), "the cursor stayed hidden");
}

#[test]
fn a_note_is_there_after_a_restart() {
    let home = home();
    let mut pty = Pty::start(home.path(), &[]);
    pty.see("4 articles");
    pty.type_keys("\r");
    pty.see("¶ 1/");
    pty.type_keys("}a");
    pty.see("New note");
    pty.type_keys("remember the annex\x13");
    pty.see("saved: note");
    pty.type_keys("Q");
    let (code, written) = pty.end();
    assert_eq!(code, 0);
    assert_restored(&written);

    let mut pty = Pty::start(home.path(), &[]);
    pty.see("✎1");
    pty.type_keys("gn");
    pty.see("remember the annex");
    pty.type_keys("Q");
    assert_eq!(pty.end().0, 0);
}

#[test]
fn a_note_that_was_said_to_be_saved_survives_a_kill() {
    let home = home();
    let mut pty = Pty::start(home.path(), &[]);
    pty.see("4 articles");
    pty.type_keys("\r");
    pty.see("¶ 1/");
    pty.type_keys("akept\x13");
    pty.see("saved: note");
    pty.kill("-KILL");
    pty.child.wait().unwrap();

    let mut pty = Pty::start(home.path(), &[]);
    pty.see("✎1");
    pty.type_keys("Q");
    assert_eq!(pty.end().0, 0);
}

#[test]
fn a_resize_draws_anew_and_keeps_the_place() {
    let home = home();
    let mut pty = Pty::start(home.path(), &[]);
    pty.see("4 articles");
    pty.type_keys("\r");
    pty.see("¶ 1/");
    pty.type_keys("3G");
    pty.see("¶ 3/");
    let size = PtySize { rows: 40, cols: 120, pixel_width: 0, pixel_height: 0 };
    pty.master.as_ref().unwrap().resize(size).unwrap();
    pty.parser = parser_of(40, 120);
    pty.type_keys("?");
    pty.see("Keys: Reader");
    pty.type_keys("q");
    pty.see("¶ 3/");
    pty.type_keys("Q");
    assert_eq!(pty.end().0, 0);
}

#[test]
fn ctrl_z_gives_the_terminal_back_and_fg_takes_it_again() {
    let home = home();
    let mut pty = Pty::start(home.path(), &[]);
    pty.see("4 articles");
    pty.raw.clear();
    pty.type_keys("\x1a");
    let end = Instant::now() + PATIENCE;
    while !String::from_utf8_lossy(&pty.raw).contains("\x1b[?1049l") {
        let bytes = pty.output.recv_timeout(end.saturating_duration_since(Instant::now())).unwrap();
        pty.raw.extend(bytes);
    }
    pty.parser = parser_of(24, 100);
    pty.wake_until("4 articles");
    pty.type_keys("Q");
    let (code, written) = pty.end();
    assert_eq!(code, 0);
    assert_restored(&written);
}

#[test]
fn sigterm_and_a_lost_terminal_end_it_cleanly() {
    let home = home();
    let mut pty = Pty::start(home.path(), &[]);
    pty.see("4 articles");
    pty.kill("-TERM");
    let (code, written) = pty.end();
    assert_eq!(code, 0);
    assert_restored(&written);

    let mut pty = Pty::start(home.path(), &[]);
    pty.see("4 articles");
    assert_eq!(pty.close(), 0);
}

#[test]
fn a_file_is_opened_and_a_wrong_one_explained() {
    let home = home();
    let file = home.path().join("report.txt");
    std::fs::write(&file, "Minister Ana Lopez said on Monday that 12 people were hurt.\n").unwrap();
    let mut pty = Pty::start(home.path(), &[&file.display().to_string()]);
    pty.see("Ana Lopez said");
    pty.type_keys(":open /no/such/file\r");
    pty.see("there is no file");
    pty.type_keys("Q");
    assert_eq!(pty.end().0, 0);
}

#[test]
fn without_a_place_for_the_library_an_article_can_still_be_read() {
    let home = home();
    let file = home.path().join("report.txt");
    std::fs::write(&file, "Minister Ana Lopez said on Monday that 12 people were hurt.\n").unwrap();
    // A file stands where the library's folder would have to be.
    let library = home.path().join("report.txt/library.db");
    let mut pty = Pty::start(home.path(), &["--library", &library.display().to_string(), &file.display().to_string()]);
    pty.see("Ana Lopez said");
    pty.type_keys("anot kept\x13");
    pty.see("nothing can be kept");
    // What was written is not lost with the failure.
    pty.type_keys("a");
    pty.see("not kept");
    pty.type_keys("\x03");
    pty.type_keys("Q");
    assert_eq!(pty.end().0, 0);
}

#[test]
fn standard_input_is_read_and_the_keys_come_from_the_terminal() {
    let home = home();
    let file = home.path().join("piped.txt");
    std::fs::write(&file, "Minister Ana Lopez said on Monday that 12 people were hurt.\n").unwrap();
    let line =
        format!("cat '{}' | '{}' - --config '{}'", file.display(), env!("CARGO_BIN_EXE_dateline"), config(home.path()));
    let mut pty = Pty::run(home.path(), "sh", &["-c", &line]);
    pty.see("Ana Lopez said");
    pty.type_keys("]f");
    pty.see("date Monday");
    pty.type_keys("Q");
    assert_eq!(pty.end().0, 0);
}
