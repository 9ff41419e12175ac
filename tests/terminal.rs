//! The real program in a pseudo-terminal: start, read, annotate, quit, start again; killed after "saved"; stopped and
//! continued; resized; its terminal taken away.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, clippy::expect_used, reason = "a test may fail")]

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

    /// With an editor that does this with the file it is given.
    fn start_with(home: &Path, editor: &str) -> Self {
        let config = config(home);
        let script = home.join("editor");
        std::fs::write(&script, format!("#!/bin/sh\n{editor}\n")).unwrap();
        std::fs::set_permissions(&script, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
        let tools = format!("\n[tools]\neditor = \"{}\"\n", script.display());
        std::fs::OpenOptions::new().append(true).open(&config).unwrap().write_all(tools.as_bytes()).unwrap();
        Self::run(home, env!("CARGO_BIN_EXE_dateline"), &["--config", &config])
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

    /// Waits for the end and gives back everything that was written.
    fn end(mut self) -> (u32, String) {
        let end = Instant::now() + PATIENCE;
        while let Ok(bytes) = self.output.recv_timeout(end.saturating_duration_since(Instant::now())) {
            self.raw.extend(bytes);
        }
        let status = self.child.wait().unwrap();
        (status.exit_code(), String::from_utf8_lossy(&self.raw).into_owned())
    }

    /// Waits for the end, whether anything is written or not.
    fn ended(mut self) -> u32 {
        let (sender, status) = channel();
        let mut child = self.child;
        thread::spawn(move || sender.send(child.wait().unwrap().exit_code()));
        let status = status.recv_timeout(PATIENCE).expect("it did not end");
        drop((self.master.take(), self.writer.take()));
        status
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

/// A shell's line that runs the program.
fn line(home: &Path) -> String {
    format!("'{}' --config '{}'", env!("CARGO_BIN_EXE_dateline"), config(home))
}

#[test]
fn ctrl_z_gives_the_terminal_to_the_shell_and_fg_takes_it_again() {
    let home = home();
    let shell = format!("set -m; {}; echo the shell has it; read line; fg", line(home.path()));
    let mut pty = Pty::run(home.path(), "sh", &["-c", &shell]);
    pty.see("4 articles");
    pty.type_keys("\x1a");
    pty.see("the shell has it");
    pty.parser = parser_of(24, 100);
    pty.type_keys("\r");
    pty.see("4 articles");
    pty.type_keys("Q");
    let (code, written) = pty.end();
    assert_eq!(code, 0);
    assert_restored(&written);
}

#[test]
fn ctrl_z_where_nobody_could_bring_it_back_says_so() {
    let home = home();
    for under_a_shell in [false, true] {
        // A shell without jobs, as a launcher or a window starts it: it waits and takes nothing back.
        let shell = format!("{}; echo over", line(home.path()));
        let mut pty = match under_a_shell {
            true => Pty::run(home.path(), "sh", &["-c", &shell]),
            false => Pty::start(home.path(), &[]),
        };
        pty.see("4 articles");
        pty.type_keys("\x1a");
        pty.see("no shell could bring the program back");
        pty.type_keys("?");
        pty.see("Keys: Library");
        pty.type_keys("qQ");
        assert_eq!(pty.end().0, 0);
    }
}

#[test]
fn esc_and_what_comes_at_once_behind_it_run_no_commands() {
    let home = home();
    let mut pty = Pty::start(home.path(), &[]);
    pty.see("4 articles");
    for sent in ["\x1b[<65;10;10M", "\x1b[200~dd\x1b[201~", "\x1b[I", "\x1b]11;rgb:00/00/00\x1b\\"] {
        pty.type_keys(&format!("\x1b{sent}"));
    }
    // A key that is not bound tells that everything before it was read.
    pty.type_keys("\x1b~");
    pty.see("A-~ is not bound");
    let shown = String::from_utf8_lossy(&pty.raw).into_owned();
    assert_eq!(shown.matches("is not bound").count(), 1, "{shown}");
    pty.see("4 articles");
    pty.type_keys("Q");
    assert_eq!(pty.end().0, 0);
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
fn a_terminal_that_takes_nothing_more_does_not_keep_it_from_ending() {
    let home = home();
    let mut pty = Pty::start(home.path(), &[]);
    pty.see("4 articles");
    let tty = std::fs::File::open(pty.master.as_ref().unwrap().tty_name().unwrap()).unwrap();
    rustix::termios::tcflow(&tty, rustix::termios::Action::OOff).unwrap();
    pty.type_keys("jk?");
    pty.kill("-TERM");
    assert_eq!(pty.ended(), 0);
}

/// Opens the first article and its editor, which does this.
fn in_the_editor(home: &Path, script: &str, seen: &str) -> Pty {
    let mut pty = Pty::start_with(home, script);
    pty.see("4 articles");
    pty.type_keys("\r");
    pty.see("¶ 1/");
    pty.type_keys("E");
    pty.see(seen);
    pty
}

/// What was written before is offered again.
fn assert_drafted(home: &Path, words: &str) {
    let mut pty = Pty::start(home, &[]);
    pty.see("4 articles");
    pty.type_keys("\r");
    pty.see("not saved yet");
    pty.type_keys("a");
    pty.see(words);
    pty.type_keys("\x13");
    pty.see("saved: note");
    pty.type_keys("Q");
    assert_eq!(pty.end().0, 0);
}

const STAYS: &str = "echo half a thought > \"$1\"; echo the editor is open; exec cat";

#[test]
fn term_and_hup_are_obeyed_while_the_editor_runs() {
    for signal in ["-TERM", "-HUP"] {
        let home = home();
        let mut pty = in_the_editor(home.path(), STAYS, "the editor is open");
        pty.kill(signal);
        let (code, written) = pty.end();
        assert_eq!(code, 0, "{signal}");
        assert_restored(&written);
        assert_drafted(home.path(), "half a thought");
    }
}

#[test]
fn a_kill_while_the_editor_runs_loses_nothing() {
    let home = home();
    let mut pty = in_the_editor(home.path(), STAYS, "the editor is open");
    pty.kill("-KILL");
    pty.child.wait().unwrap();
    drop(pty);
    assert_drafted(home.path(), "half a thought");
}

#[test]
fn what_a_failing_editor_wrote_is_kept() {
    let home = home();
    for (number, ending) in ["exit 3", "kill -SEGV $$"].iter().enumerate() {
        let script = format!("echo thought number {number} > \"$1\"; {ending}");
        let mut pty = in_the_editor(home.path(), &script, "what it wrote is here");
        pty.see(&format!("thought number {number}"));
        pty.type_keys("\x1b");
        pty.see("kept as a draft");
        pty.type_keys("Q");
        assert_eq!(pty.end().0, 0);
        assert_drafted(home.path(), &format!("thought number {number}"));
    }
}

#[test]
fn two_windows_on_one_note_lose_neither_text() {
    let home = home();
    let (mut one, mut other) = (Pty::start(home.path(), &[]), Pty::start(home.path(), &[]));
    for pty in [&mut one, &mut other] {
        pty.see("4 articles");
    }
    one.type_keys("\r");
    one.see("¶ 1/");
    one.type_keys("afirst\x13");
    one.see("saved: note");
    // It appears in the other window by itself.
    other.see("✎1");
    other.type_keys("\r");
    other.see("¶ 1/");
    for (pty, words) in [(&mut other, " from B"), (&mut one, " from A")] {
        pty.type_keys(&format!("a{words}"));
        pty.see(&format!("first{words}"));
    }
    one.type_keys("\x13");
    // Under the form "saved: note" of the first time may still stand.
    one.see("your note first from A");
    other.type_keys("\x13");
    other.see("Changed meanwhile");
    other.see("first from A");
    other.see("first from B");
    // The third choice: both in the form.
    other.type_keys("jj\r");
    other.see("Note");
    other.type_keys(" joined\x13");
    other.see("saved: note");
    one.see("first from A");
    one.see("first from B joined");
    for mut pty in [one, other] {
        pty.type_keys("Q");
        assert_eq!(pty.end().0, 0);
    }
}

#[test]
fn two_windows_on_one_passage_keep_two_drafts() {
    let home = home();
    let mut windows = [Pty::start(home.path(), &[]), Pty::start(home.path(), &[])];
    for (pty, words) in windows.iter_mut().zip(["text of one", "text of two"]) {
        pty.see("4 articles");
        pty.type_keys("\r");
        pty.see("¶ 1/");
        pty.type_keys(&format!("a{words}\x1b"));
        pty.see("kept as a draft");
    }
    for mut pty in windows {
        pty.kill("-TERM");
        assert_eq!(pty.end().0, 0);
    }
    assert_drafted(home.path(), "text of one");
    assert_drafted(home.path(), "text of two");
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
    let line = format!("cat '{}' | {} -", file.display(), line(home.path()));
    let mut pty = Pty::run(home.path(), "sh", &["-c", &line]);
    pty.see("Ana Lopez said");
    pty.type_keys("]f");
    pty.see("date Monday");
    pty.type_keys("Q");
    assert_eq!(pty.end().0, 0);
}

/// The memory that the program has for itself now, in KiB; its own code, which is large while it is tested, apart.
#[cfg(target_os = "linux")]
fn used(pid: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    status.lines().find_map(|line| line.strip_prefix("RssAnon:"))?.trim().trim_end_matches(" kB").parse().ok()
}

/// What may be typed, without the keys that end the program.
#[cfg(target_os = "linux")]
fn anything(random: &mut impl FnMut(usize) -> usize) -> String {
    const MORE: &[&str] = &[
        "\r",
        "\t",
        "\x1b",
        "\x7f",
        "\x13",
        "\x03",
        "\x12",
        "\x04",
        "\x15",
        "\x1a",
        "\x1b[A",
        "\x1b[B",
        "\x1b[C",
        "\x1b[D",
        "\x1b[5~",
        "\x1b[6~",
        "\x1b[<65;9;9M",
        "\x1b[<64;9;9M",
        "\x1b[<0;20;9M",
        "\x1b[<32;30;12M",
        "\x1b[<0;30;12m",
        "\x1b\x1b[<65;9;9M",
        "\x1b[200~dd\ntext\x1b[201~",
        "\x1b[I",
        "\x1ba",
        "j",
        "k",
        "}",
        "{",
        "G",
        "gg",
        "a",
        "c",
        " ",
    ];
    let letters: Vec<char> = (' '..='~').filter(|c| !"qQ".contains(*c)).collect();
    match random(2) {
        0 => MORE[random(MORE.len())].to_owned(),
        _ => letters[random(letters.len())].to_string(),
    }
}

#[cfg(target_os = "linux")]
#[test]
fn random_keys_and_sizes_neither_end_it_nor_fill_the_memory() {
    const CEILING: u64 = 60 * 1024;
    let home = home();
    let mut pty = Pty::start_with(home.path(), "true");
    pty.see("4 articles");
    let pid = pty.child.process_id().unwrap();
    let mut state = 20_261_129_u64;
    let mut random = move |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % below
    };
    let mut most = 0;
    for _ in 0..150 {
        let keys: String = (0..20).map(|_| anything(&mut random)).collect();
        pty.type_keys(&keys);
        let (rows, cols) = [(1, 1), (24, 80), (40, 120), (5, 20), (60, 200), (200, 500)][random(6)];
        pty.master.as_ref().unwrap().resize(PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }).unwrap();
        for _written in pty.output.try_iter() {}
        most = used(pid).unwrap().max(most);
    }
    let size = PtySize { rows: 24, cols: 100, pixel_width: 0, pixel_height: 0 };
    pty.master.as_ref().unwrap().resize(size).unwrap();
    pty.parser = parser_of(24, 100);
    // Out of whatever is open; the help shows that everything before it has been read.
    pty.type_keys("\x03\x03\x03\x03gl?");
    pty.see("Keys: Library");
    most = used(pid).unwrap().max(most);
    assert!(most <= CEILING, "{most} KiB");
    pty.type_keys("qQ");
    assert_eq!(pty.end().0, 0);
}
