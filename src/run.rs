//! The loop: wait for a message, drain the rest, update for each, hand the effects on, draw once.

use crate::app::{Effect, Model, Msg, Report, start, update};
use crate::config::{Config, Depth, Paths, Surroundings, THEMES, Theme};
use crate::export::offers;
use crate::jobs::{Desk, Edited, EditorWake, Shelf, add_samples, browse, edit, open_log, spare};
use crate::store::{Drafts, Mode, Store};
use crate::terminal::{Input, Screen, Wake, is_dark};
use crate::text::{Annotation, printable};
use crate::view::draw;
use anyhow::{Context, Result};
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

/// What the screen is opened with.
pub struct Setup {
    /// The files and folders in use.
    pub paths: Paths,
    /// The settings and keys.
    pub config: Config,
    /// What is to be opened besides the library.
    pub open: Vec<String>,
}

/// Runs the screen until the reader quits.
pub fn run(setup: Setup) -> Result<()> {
    let Setup { paths, config, open } = setup;
    open_log(&paths.log);
    let settings = Arc::new(config.settings);
    let themes = Themes::choose(&settings.look, &paths);
    let mut model = Model::new(settings.clone(), Arc::new(config.keymap), &themes.first);
    model.themes = THEMES.iter().map(|(name, _)| (*name).to_owned()).collect();
    model.formats = offers();
    if let Some(warning) = config.warnings.first().or(themes.warnings.first()) {
        model.complain(printable(&warning.to_string()).into_owned());
    }
    let (inputs, messages) = channel();
    let mut screen =
        Screen::take(inputs.clone(), &paths.log.display().to_string()).context("cannot use the terminal")?;
    model.size = screen.size();
    let drafts = Drafts::beside(&paths.library);
    let desk = desk(paths, settings, drafts.clone(), inputs.clone())?;
    let mut turn = Turn { model, themes, desk: &desk, screen: &mut screen, drafts, inputs };
    let ended = turn.go(&messages, open);
    drop(screen);
    desk.finish();
    ended
}

fn desk(
    paths: Paths,
    settings: Arc<crate::config::Settings>,
    drafts: Drafts,
    inputs: Sender<Input>,
) -> Result<Desk<impl Fn(Report) + Clone + Send + 'static>> {
    let report = move |report| {
        // When the loop has ended nobody is left to tell.
        let _ended = inputs.send(Input::Msg(Msg::Report(report)));
    };
    let open = move || match open_library(&paths.library) {
        Ok(store) => Ok(Shelf::new(store, settings).copied_to(paths.backups).with_drafts(drafts)),
        Err(error) => Err(printable(&format!("{error:#}")).into_owned()),
    };
    Desk::start(open, report).context("cannot start a thread")
}

/// Opens the library; a new one begins with the sample articles.
fn open_library(path: &Path) -> Result<Store> {
    let fresh = !path.exists();
    let mut store = Store::open(path, Mode::Write)?;
    if fresh {
        add_samples(&mut store)?;
    }
    Ok(store)
}

/// The themes that have been shown, so that choosing one again costs nothing.
struct Themes {
    first: String,
    made: BTreeMap<String, Theme>,
    warnings: Vec<crate::config::Warning>,
    look: crate::config::Look,
    around: Surroundings,
    folder: std::path::PathBuf,
}

impl Themes {
    fn choose(look: &crate::config::Look, paths: &Paths) -> Self {
        let depth = Depth::of_terminal(|name| std::env::var(name).ok());
        // Only `auto` with colours needs to know; asking costs a round trip to the terminal.
        let dark = if look.theme == "auto" && depth != Depth::None { is_dark() } else { None };
        let around = Surroundings { depth, dark };
        let (theme, warnings) = Theme::choose(look, around, Some(&paths.themes));
        let first = theme.name().to_owned();
        let made = BTreeMap::from([(first.clone(), theme)]);
        Self { first, made, warnings, look: look.clone(), around, folder: paths.themes.clone() }
    }

    fn named(&mut self, name: &str) -> &Theme {
        let Self { look, around, folder, made, .. } = self;
        made.entry(name.to_owned()).or_insert_with(|| {
            let look = crate::config::Look { theme: name.to_owned(), ..look.clone() };
            Theme::choose(&look, *around, Some(folder)).0
        })
    }
}

/// The loop's own things.
struct Turn<'a, R: Fn(Report) + Clone + Send + 'static> {
    model: Model,
    themes: Themes,
    desk: &'a Desk<R>,
    screen: &'a mut Screen,
    drafts: Drafts,
    inputs: Sender<Input>,
}

impl<R: Fn(Report) + Clone + Send + 'static> Turn<'_, R> {
    fn go(&mut self, messages: &Receiver<Input>, open: Vec<String>) -> Result<()> {
        let effects = start(&mut self.model, open);
        if self.carry_out(effects)?.is_break() {
            return Ok(());
        }
        self.paint()?;
        while let Ok(first) = messages.recv() {
            for input in std::iter::once(first).chain(messages.try_iter().take(256)) {
                if self.take(input)?.is_break() {
                    return Ok(());
                }
            }
            // Where the terminal is slow the frame after the one it still takes shows everything that came meanwhile.
            if !self.screen.busy() {
                self.paint()?;
            }
        }
        Ok(())
    }

    fn paint(&mut self) -> Result<()> {
        let Self { model, themes, screen, .. } = self;
        let theme = themes.named(&model.theme);
        screen.draw(model.size, |buffer| draw(buffer, model, theme)).context("cannot draw on the terminal")
    }

    fn take(&mut self, input: Input) -> Result<ControlFlow<()>> {
        match input {
            Input::Msg(msg) => {
                let effects = update(&mut self.model, msg);
                self.carry_out(effects)
            }
            Input::Suspend => self.carry_out(vec![Effect::Suspend]),
            Input::Continued => self.carry_out(vec![Effect::Redraw]),
            Input::Written => Ok(ControlFlow::Continue(())),
        }
    }

    fn carry_out(&mut self, effects: Vec<Effect>) -> Result<ControlFlow<()>> {
        for effect in effects {
            match effect {
                Effect::Quit => return Ok(ControlFlow::Break(())),
                Effect::Redraw => self.screen.repaint()?,
                Effect::Suspend => self.suspend()?,
                Effect::Copy(text) => self.copy(&text)?,
                Effect::Browse(address) => self.browse(&address),
                Effect::Edit(key, draft) => {
                    let report = self.edit(&key, &draft)?;
                    let effects = update(&mut self.model, Msg::Report(report));
                    let ended = self.carry_out(effects)?;
                    // The draft has been kept before that.
                    self.desk.run(Effect::TakenBack(key));
                    if ended.is_break() {
                        return Ok(ControlFlow::Break(()));
                    }
                }
                effect => self.desk.run(effect),
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    fn suspend(&mut self) -> Result<()> {
        if !self.screen.suspend()? {
            self.model.tell("no shell could bring the program back here, so it goes on");
        }
        Ok(())
    }

    fn browse(&mut self, address: &str) {
        let inputs = self.inputs.clone();
        let failed = move |why: String| {
            let sentence = printable(&format!("the browser did not open: {why}")).into_owned();
            // When the loop has ended nobody is left to tell.
            let _ended = inputs.send(Input::Msg(Msg::Report(Report::Failed(sentence))));
        };
        match browse(address, self.model.settings.tools.browser.as_deref(), failed) {
            Ok(()) => self.model.tell("opened in the browser"),
            Err(error) => self.model.complain(printable(&format!("the browser did not open: {error}")).into_owned()),
        }
    }

    /// Lends the terminal to the reader's editor. What is written there lies among the drafts from the beginning.
    fn edit(&mut self, key: &str, draft: &Annotation) -> Result<Report> {
        let failed = |error: std::io::Error| Report::Failed(printable(&error.to_string()).into_owned());
        let file = match self.drafts.lay_out(key, draft).or_else(|_| spare(&draft.note)) {
            Ok(file) => file,
            Err(error) => return Ok(failed(error)),
        };
        let editor = self.model.settings.tools.editor.clone();
        let (wake, woken) = channel();
        let ended = wake.clone();
        let signals = move |signal| {
            if signal == Wake::Stop {
                // The editor may have ended already.
                let _over = wake.send(EditorWake::Stop);
            }
        };
        let edited = self.screen.lend(signals, || edit(&file, editor.as_deref(), ended, &woken))?;
        Ok(match edited {
            Some(Ok(Edited { text, trouble })) => {
                Report::Edited(text, trouble.map(|trouble| printable(&trouble).into_owned()))
            }
            Some(Err(error)) => failed(error),
            None => Report::Edited(None, None),
        })
    }

    fn copy(&mut self, text: &str) -> Result<()> {
        self.screen.copy(text)?;
        let count = text.chars().count();
        self.model.tell(format!("sent {count} characters to the terminal's clipboard"));
        Ok(())
    }
}
