//! Running a command of the user's: arguments as a list, never through a shell; JSON in, text out, within a time limit.

use crate::app::PipeOutcome;
use crate::text::printable;
use std::io::{Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

/// Bytes of output that are kept; the rest is read and let go.
const KEPT: usize = 1 << 20;

/// How often the end of the command is looked for.
const LOOK: Duration = Duration::from_millis(15);

/// How long what it wrote is waited for after its end: somebody it started may still hold the pipe.
const LAST: Duration = Duration::from_millis(500);

/// Runs a command, gives it `input`, and takes what it writes. Ends it, and what it started, after `limit` or when
/// `cancelled` says so.
pub fn pipe(argv: &[String], input: String, limit: Duration, cancelled: impl Fn() -> bool) -> PipeOutcome {
    let failed = |text: String| PipeOutcome { text: printable(&text).into_owned(), ok: false };
    let Some((program, arguments)) = argv.split_first() else { return failed("no command is named".into()) };
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    apart(&mut command);
    let mut child = match command.spawn() {
        Ok(child) => child,
        Err(error) => return failed(format!("{program} did not start: {error}")),
    };
    if let Some(mut stdin) = child.stdin.take() {
        // Who does not read its input to the end is no fault: `head` does so.
        thread::spawn(move || drop(stdin.write_all(input.as_bytes())));
    }
    let out = child.stdout.take().map(collect);
    let errors = child.stderr.take().map(collect);
    let ended = wait(&mut child, limit, cancelled);
    let text = |from: Option<Receiver<Vec<u8>>>| {
        let bytes = from.and_then(|from| from.recv_timeout(LAST).ok()).unwrap_or_default();
        shown(&String::from_utf8_lossy(&bytes))
    };
    let (out, errors) = (text(out), text(errors));
    match ended {
        Ok(()) => PipeOutcome { text: if out.is_empty() { errors } else { out }, ok: true },
        Err(why) => {
            let said: Vec<String> = [why, errors, out].into_iter().filter(|text| !text.is_empty()).collect();
            PipeOutcome { text: said.join("\n"), ok: false }
        }
    }
}

fn wait(child: &mut Child, limit: Duration, cancelled: impl Fn() -> bool) -> Result<(), String> {
    let start = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) if status.success() => return Ok(()),
            Ok(Some(status)) => return Err(format!("it failed ({status})")),
            Ok(None) => {}
            Err(error) => return Err(format!("it cannot be waited for: {error}")),
        }
        let why = match (cancelled(), start.elapsed() > limit) {
            (true, _) => Some("it was stopped".to_owned()),
            (_, true) => Some(format!("it was ended after {} seconds", limit.as_secs())),
            _ => None,
        };
        if let Some(why) = why {
            end(child);
            // It was killed: what it says about that is of no interest.
            let _status = child.wait();
            return Err(why);
        }
        thread::sleep(LOOK);
    }
}

/// Reads to the end in a thread of its own, so that neither pipe can fill up; the first part comes back.
fn collect(mut from: impl Read + Send + 'static) -> Receiver<Vec<u8>> {
    let (to, kept) = channel();
    thread::spawn(move || {
        let (mut bytes, mut buffer) = (Vec::new(), [0; 8192]);
        while let Ok(count) = from.read(&mut buffer) {
            if count == 0 {
                break;
            }
            let room = KEPT.saturating_sub(bytes.len()).min(count);
            bytes.extend_from_slice(buffer.get(..room).unwrap_or_default());
        }
        // Nobody waits for it any more when the time was up.
        let _gone = to.send(bytes);
    });
    kept
}

/// The lines with nothing in them that could act on a terminal.
fn shown(text: &str) -> String {
    let lines: Vec<String> =
        text.lines().map(|line| printable(&line.replace('\t', "    ")).trim_end().to_owned()).collect();
    lines.join("\n").trim_end().to_owned()
}

/// In a group of its own: it can be ended with all that it started, and cannot take the terminal.
#[cfg(unix)]
fn apart(command: &mut Command) {
    std::os::unix::process::CommandExt::process_group(command, 0);
}

#[cfg(not(unix))]
fn apart(_: &mut Command) {}

#[cfg(unix)]
fn end(child: &mut Child) {
    use rustix::process::{Pid, Signal, kill_process_group};
    // Where the group is gone already there is nothing left to end.
    let _gone = kill_process_group(Pid::from_child(child), Signal::KILL);
}

#[cfg(not(unix))]
fn end(child: &mut Child) {
    // Where it has ended already there is nothing left to end.
    let _gone = child.kill();
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;

    fn run(argv: &[&str], input: &str) -> PipeOutcome {
        let argv: Vec<String> = argv.iter().map(|word| (*word).to_owned()).collect();
        pipe(&argv, input.to_owned(), Duration::from_secs(20), || false)
    }

    #[test]
    fn a_command_gets_the_input_and_its_output_comes_back() {
        assert_eq!(run(&["cat"], "one\ntwo\n"), PipeOutcome { text: "one\ntwo".into(), ok: true });
        // No shell: a name with signs in it is a word like any other.
        assert_eq!(run(&["echo", "$HOME; ls *"], "").text, "$HOME; ls *");
        assert!(run(&["head", "-c", "1"], &"x".repeat(1 << 20)).ok);
        assert!(run(&["cat"], &"x".repeat(KEPT + 9)).text.len() == KEPT);
    }

    #[test]
    fn output_cannot_act_on_the_terminal() {
        let text = run(&["printf", "\\033]0;x\\007a\\tb\\r\\nc\\342\\200\\256d"], "").text;
        assert!(!text.chars().any(|c| c != '\n' && crate::text::is_control(c)), "{text:?}");
        assert!(text.contains("a    b"), "{text:?}");
    }

    #[test]
    fn what_fails_says_so() {
        assert!(run(&["no-such-program-here"], "").text.contains("did not start"));
        let failed = run(&["sh", "-c", "echo why >&2; exit 3"], "");
        assert!(!failed.ok && failed.text.contains('3') && failed.text.ends_with("why"), "{failed:?}");
        assert!(!run(&[], "").ok);
    }

    #[test]
    fn it_is_ended_with_all_that_it_started() {
        let argv = ["sh", "-c", "sleep 600 & sleep 600"].map(String::from);
        let start = Instant::now();
        let ended = pipe(&argv, String::new(), Duration::from_millis(50), || false);
        assert!(!ended.ok && ended.text.starts_with("it was ended"), "{ended:?}");
        let stopped = pipe(&argv, String::new(), Duration::from_secs(600), || true);
        assert_eq!(stopped.text, "it was stopped");
        assert!(start.elapsed() < Duration::from_secs(300));
    }
}
