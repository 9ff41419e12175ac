//! Other programs: the reader's editor and browser. Never through a shell, and an address is always one argument.

use rustix::io::Errno;
use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, kill_process, waitid};
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, Sender};
use std::thread;
use std::time::{Duration, Instant};

/// Why the waiting for an editor is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EditorWake {
    /// It ended.
    Ended,
    /// We are asked to end.
    Stop,
}

/// How long an editor that was told to end may take to keep what it holds.
const LAST: Duration = Duration::from_secs(3);

/// What an editor left.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edited {
    /// The text, where it is another one.
    pub text: Option<String>,
    /// How the editor failed.
    pub trouble: Option<String>,
}

/// Edits a file in the reader's editor. What it wrote comes back however it ended. The terminal must be given away before.
pub fn edit(
    file: &Path,
    configured: Option<&str>,
    ended: Sender<EditorWake>,
    woken: &Receiver<EditorWake>,
) -> io::Result<Edited> {
    let set = |name: &str| std::env::var(name).ok().filter(|value| !value.trim().is_empty());
    let editor = configured
        .map(str::to_owned)
        .or_else(|| set("VISUAL"))
        .or_else(|| set("EDITOR"))
        .unwrap_or_else(|| "vi".into());
    let before = text_of(file)?;
    let trouble = match command(&editor, file.as_os_str())?.spawn() {
        Ok(mut child) => {
            watch(&child, ended)?;
            match wait(&mut child, woken)? {
                Some(status) => (!status.success()).then(|| format!("the editor {editor} failed ({status})")),
                None => Some(format!("the editor {editor} still runs")),
            }
        }
        Err(error) => Some(format!("the editor {editor} did not start: {error}")),
    };
    // An editor that failed may have emptied the file before it wrote, or taken it away.
    let after = match (text_of(file), &trouble) {
        (Ok(after), None) => after,
        (Ok(after), Some(_)) if !after.trim().is_empty() => after,
        (Ok(_), Some(_)) => before.clone(),
        (Err(error), _) if error.kind() == io::ErrorKind::NotFound => before.clone(),
        (Err(error), _) => return Err(error),
    };
    Ok(Edited { text: (after.trim_end() != before.trim_end()).then(|| after.trim_end().to_owned()), trouble })
}

fn text_of(file: &Path) -> io::Result<String> {
    Ok(String::from_utf8_lossy(&fs::read(file)?).replace("\r\n", "\n"))
}

/// A file of its own for a text, where there is no folder for drafts. It stays.
pub fn spare(text: &str) -> io::Result<PathBuf> {
    let mut file = tempfile::Builder::new().prefix("dateline-note-").suffix(".md").tempfile()?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    Ok(file.into_temp_path().keep()?)
}

/// Says when a program has ended, without taking note of it: until somebody does, its number is nobody else's.
fn watch(child: &Child, ended: Sender<EditorWake>) -> io::Result<()> {
    let pid = pid_of(child)?;
    thread::Builder::new().name("editor".into()).spawn(move || {
        let wait = || waitid(WaitId::Pid(pid), WaitIdOptions::EXITED | WaitIdOptions::NOWAIT);
        while matches!(wait(), Err(Errno::INTR)) {}
        // Who waited may have gone on.
        let _over = ended.send(EditorWake::Ended);
    })?;
    Ok(())
}

fn pid_of(child: &Child) -> io::Result<Pid> {
    let number = i32::try_from(child.id()).ok().and_then(Pid::from_raw);
    number.ok_or_else(|| io::Error::other("the program has no number"))
}

/// Waits for the end of an editor. One that must end with us is told so, and waited for as long as it takes to keep what
/// it holds; then `None`.
fn wait(child: &mut Child, woken: &Receiver<EditorWake>) -> io::Result<Option<std::process::ExitStatus>> {
    if woken.recv() == Ok(EditorWake::Stop) {
        kill_process(pid_of(child)?, Signal::TERM)?;
        let end = Instant::now() + LAST;
        loop {
            match woken.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok(EditorWake::Stop) => {}
                Ok(EditorWake::Ended) => break,
                Err(_) => return Ok(None),
            }
        }
    }
    child.wait().map(Some)
}

/// Opens a web address in the configured browser, in one of those that `$BROWSER` names, or in the system's. One that
/// fails gives way to the next; `failed` hears of it when none is left.
pub fn browse(address: &str, configured: Option<&str>, failed: impl FnOnce(String) + Send + 'static) -> io::Result<()> {
    if !(address.starts_with("https://") || address.starts_with("http://")) {
        return Err(io::Error::other("only http and https addresses are opened"));
    }
    let mut browsers = browsers(address, configured, std::env::var("BROWSER").ok().as_deref())?.into_iter();
    let mut trouble = "no program is named".to_owned();
    for mut command in browsers.by_ref() {
        match started(&mut command) {
            Ok(child) => {
                // Somebody has to take note of its end, or it stays in the system's list.
                thread::Builder::new().name("browser".into()).spawn(move || {
                    if let Err(why) = follow(child, browsers) {
                        failed(why);
                    }
                })?;
                return Ok(());
            }
            Err(error) => trouble = format!("{}: {error}", command.get_program().display()),
        }
    }
    Err(io::Error::other(trouble))
}

/// The commands to be tried, in order. `$BROWSER` is a list parted by colons, and `%s` in it is the address.
fn browsers(address: &str, configured: Option<&str>, variable: Option<&str>) -> io::Result<Vec<Command>> {
    if let Some(line) = configured.filter(|line| !line.trim().is_empty()) {
        return Ok(vec![command(line, address.as_ref())?]);
    }
    let named = variable.unwrap_or_default().split(':').filter(|line| !line.trim().is_empty());
    let commands = named.map(|line| command(line, address.as_ref())).collect::<io::Result<Vec<_>>>()?;
    Ok(if commands.is_empty() { open::commands(address) } else { commands })
}

fn started(command: &mut Command) -> io::Result<Child> {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()
}

/// Waits for a browser; where it failed, the next one is tried.
fn follow(mut child: Child, rest: impl Iterator<Item = Command>) -> Result<(), String> {
    let mut trouble = match child.wait() {
        Ok(status) if status.success() => return Ok(()),
        Ok(status) => format!("it failed ({status})"),
        Err(error) => error.to_string(),
    };
    for mut command in rest {
        match command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status() {
            Ok(status) if status.success() => return Ok(()),
            Ok(status) => trouble = format!("{} failed ({status})", command.get_program().display()),
            Err(error) => trouble = format!("{}: {error}", command.get_program().display()),
        }
    }
    Err(trouble)
}

/// A command line split at spaces that stand in no quotes. The argument takes the place of `%s`, or comes last.
fn command(line: &str, argument: &OsStr) -> io::Result<Command> {
    let mut words = split(line).into_iter();
    let program = words.next().ok_or_else(|| io::Error::other("no program is named"))?;
    let mut command = Command::new(program);
    let mut placed = false;
    for word in words {
        let Some((before, after)) = word.split_once("%s") else {
            command.arg(word.replace("%%", "%"));
            continue;
        };
        placed = true;
        let mut whole = OsString::from(before.replace("%%", "%"));
        whole.push(argument);
        whole.push(after.replace("%%", "%"));
        command.arg(whole);
    }
    if !placed {
        command.arg(argument);
    }
    Ok(command)
}

fn split(line: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let (mut quote, mut inside) = (None, false);
    for c in line.chars() {
        match quote {
            Some(open) if c == open => quote = None,
            None if c == '"' || c == '\'' => {
                quote = Some(c);
                if !inside {
                    words.push(String::new());
                }
                inside = true;
            }
            None if c.is_whitespace() => inside = false,
            _ => {
                if !inside {
                    words.push(String::new());
                }
                inside = true;
                words.last_mut().into_iter().for_each(|word| word.push(c));
            }
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_line_has_quotes_and_a_place_for_the_argument() {
        let table: &[(&str, &[&str])] = &[
            ("firefox", &["firefox", "A b"]),
            ("firefox --new-tab %s", &["firefox", "--new-tab", "A b"]),
            ("w --to=%s -100%%", &["w", "--to=A b", "-100%"]),
            ("'/opt/my editor/ed' -a \"\" -w", &["/opt/my editor/ed", "-a", "", "-w", "A b"]),
        ];
        for (line, want) in table {
            let command = command(line, "A b".as_ref()).unwrap();
            let words: Vec<&OsStr> = std::iter::once(command.get_program()).chain(command.get_args()).collect();
            assert_eq!(words, *want, "{line}");
        }
        assert!(command(" ", "A".as_ref()).is_err());
    }

    #[test]
    fn the_first_browser_that_works_is_taken() {
        let folder = tempfile::tempdir().unwrap();
        let seen = folder.path().join("seen");
        let address = "https://news.example/a";
        let list = format!("/no/such/program:false %s:sh -c 'echo \"$0\" >>{}' %s", seen.display());
        let (sender, told) = std::sync::mpsc::channel::<String>();
        let mut commands = browsers(address, None, Some(&list)).unwrap().into_iter();
        assert!(started(&mut commands.next().unwrap()).is_err());
        let child = started(&mut commands.next().unwrap()).unwrap();
        assert_eq!(follow(child, commands), Ok(()));
        assert_eq!(fs::read_to_string(&seen).unwrap(), format!("{address}\n"));
        assert!(browse("file:///etc/passwd", None, |_| {}).is_err());
        // None is left: that is told, and no child stays behind.
        browse(address, Some("false"), move |why| sender.send(why).unwrap()).unwrap();
        assert!(told.recv().unwrap().contains("failed"));
    }
}
