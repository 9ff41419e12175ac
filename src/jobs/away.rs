//! Other programs: the reader's editor and browser. Never through a shell, and an address is always one argument.

use std::fs;
use std::io::{self, Write};
use std::process::{Command, Stdio};

/// Edits a text in the reader's editor; `None` when it came back as it went. The terminal must be given away before.
pub fn edit(text: &str, configured: Option<&str>) -> io::Result<Option<String>> {
    let set = |name: &str| std::env::var(name).ok().filter(|value| !value.trim().is_empty());
    let editor = configured
        .map(str::to_owned)
        .or_else(|| set("VISUAL"))
        .or_else(|| set("EDITOR"))
        .unwrap_or_else(|| "vi".into());
    let mut file = tempfile::Builder::new().prefix("dateline-note-").suffix(".md").tempfile()?;
    file.write_all(text.as_bytes())?;
    file.flush()?;
    let status = run(&editor, file.path().as_os_str())?.status();
    let status =
        status.map_err(|error| io::Error::new(error.kind(), format!("the editor {editor} did not start: {error}")))?;
    if !status.success() {
        return Err(io::Error::other(format!("the editor {editor} failed ({status}); the note is as it was")));
    }
    let back = String::from_utf8_lossy(&fs::read(file.path())?).replace("\r\n", "\n");
    Ok((back.trim_end() != text.trim_end()).then(|| back.trim_end().to_owned()))
}

/// Opens a web address in the configured browser, in `$BROWSER`, or in the system's.
pub fn browse(address: &str, configured: Option<&str>) -> io::Result<()> {
    if !(address.starts_with("https://") || address.starts_with("http://")) {
        return Err(io::Error::other("only http and https addresses are opened"));
    }
    let browser =
        configured.map(str::to_owned).or_else(|| std::env::var("BROWSER").ok()).filter(|name| !name.trim().is_empty());
    match browser {
        Some(browser) => {
            let mut command = run(&browser, address.as_ref())?;
            command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().map(drop)
        }
        None => open::that_detached(address),
    }
}

/// A command line split at spaces, with one more argument.
fn run(line: &str, argument: &std::ffi::OsStr) -> io::Result<Command> {
    let mut words = line.split_whitespace();
    let program = words.next().ok_or_else(|| io::Error::other("no program is named"))?;
    let mut command = Command::new(program);
    command.args(words).arg(argument);
    Ok(command)
}
