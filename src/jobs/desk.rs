//! The threads that carry out effects: one for the library, one for analysis, one a file that is read.

use crate::analysis::Analysis;
use crate::app::{Effect, FeedAct, Report, Source, Ticket};
use crate::config::PipeCommand;
use crate::ingest::Draft;
use crate::jobs::background::{Background, Batch, Find};
use crate::jobs::clock::Clock;
use crate::jobs::files;
use crate::jobs::intake::Intake;
use crate::jobs::newsroom::Newsroom;
use crate::jobs::pipe::pipe;
use crate::jobs::refresh::Refreshed;
use crate::jobs::shelve::{Shelf, read, unshelved};
use crate::jobs::watch::watch_file;
use crate::store::FollowedFeed;
use crate::text::{Article, ArticleId, Destination};
use std::collections::VecDeque;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// Work for the library's thread.
pub(super) enum Work {
    /// An effect.
    Effect(Effect),
    /// An article that was read from a file.
    TakeIn(Box<Draft>),
    /// An article from a watched folder.
    Watched(Box<Draft>),
    /// What was found in articles never opened; everything else goes first.
    KeepAll(Batch),
    /// What was found in an article.
    Keep(Arc<Article>, Arc<Analysis>),
    /// A feed that was found where the reader said.
    Follow(Box<FollowedFeed>),
    /// What a feed brought; the sender waits until it is kept.
    Harvest(Box<Refreshed>, Sender<()>),
    /// All feeds were asked.
    Refreshed,
    /// The files of the library changed.
    Look,
    /// What lay at a path that the reader named.
    Intake(Intake, String),
    /// The page of an article.
    FullText(ArticleId, Box<Draft>),
    /// Nothing more: whoever still reads or analyses is not waited for.
    End,
    /// An address that could not be read, and why: perhaps the library has it from before.
    Find(String, String),
}

/// Carries out effects in threads of its own.
pub struct Desk<R: Fn(Report) + Clone + Send + 'static> {
    shelf: Option<Sender<Work>>,
    analyst: Option<Sender<Effect>>,
    threads: Vec<JoinHandle<()>>,
    newsroom: Newsroom<R>,
    clock: Clock,
    /// Commands of the reader's up to this number are to end.
    stopped: Arc<AtomicU64>,
    report: R,
}

impl<R: Fn(Report) + Clone + Send + 'static> Desk<R> {
    /// Starts the threads. The library is opened in its own, so that the first frame need not wait for it.
    pub fn start(open: impl FnOnce() -> Result<Shelf, String> + Send + 'static, report: R) -> io::Result<Self> {
        let (shelf, work) = channel();
        let (analyst, articles) = channel();
        let (tell, told) = (report.clone(), report.clone());
        let (keeper, later) = (shelf.clone(), shelf.clone());
        let newsroom = Newsroom::new(shelf.clone(), report.clone());
        let asking = newsroom.clone();
        let threads = vec![
            thread::Builder::new().name("library".into()).spawn(move || match open() {
                Ok(shelf) => {
                    elsewhere(&shelf, later.clone());
                    let _background = background(&shelf, later);
                    serve(shelf, &work, &asking, &tell);
                }
                Err(sentence) => serve_without(&sentence, &work, &tell),
            })?,
            thread::Builder::new().name("analysis".into()).spawn(move || analyse(&articles, &keeper, &told))?,
        ];
        let told = report.clone();
        let clock = Clock::new(move |now| told(Report::Time(now)));
        let (shelf, analyst) = (Some(shelf), Some(analyst));
        Ok(Self { shelf, analyst, threads, newsroom, clock, stopped: Arc::default(), report })
    }

    /// Has an effect carried out; the reports come by themselves.
    pub fn run(&self, effect: Effect) {
        let gone = match effect {
            Effect::Analyse(_) => self.analyst.as_ref().is_none_or(|analyst| analyst.send(effect).is_err()),
            Effect::Open(Source::Address(address)) => return self.load(address),
            Effect::Feeds(FeedAct::Follow { address, folder }) => return self.newsroom.follow(address, folder),
            Effect::Feeds(FeedAct::Stop) => return self.newsroom.stop(),
            Effect::Survey { ticket, typed } => return self.newsroom.survey(ticket, typed),
            Effect::Import(typed) => return self.newsroom.import(typed),
            Effect::RunPipe { ticket, command, input } => return self.run_pipe(ticket, command, input),
            Effect::StopPipe(ticket) => return self.stopped.store(ticket, Ordering::Relaxed),
            Effect::Wake(at) => return self.clock.wake(at),
            effect => self.shelf.as_ref().is_none_or(|shelf| shelf.send(Work::Effect(effect)).is_err()),
        };
        if gone {
            (self.report)(Report::Failed("the library could not be opened, so nothing can be kept".into()));
        }
    }

    /// Reads a file or page in a thread of its own. What cannot be had now may still be in the library.
    fn load(&self, address: String) {
        let (report, shelf) = (self.report.clone(), self.shelf.clone());
        let started = thread::Builder::new().name("reading".into()).spawn(move || {
            let Some(shelf) = shelf else { return };
            let sent = match files::load_each(&address) {
                Ok(mut drafts) if drafts.len() == 1 => shelf.send(Work::TakeIn(Box::new(drafts.remove(0)))),
                // A feed that lies in a file is no one article to be opened.
                Ok(drafts) => {
                    let articles = drafts.into_iter().map(|draft| (draft.meta, draft.body)).collect();
                    shelf.send(Work::Intake(Intake::Articles(articles, Vec::new()), address))
                }
                Err(sentence) => shelf.send(Work::Find(address, sentence)),
            };
            if sent.is_err() {
                report(Report::Failed("the library could not be opened, so nothing can be kept".into()));
            }
        });
        if let Err(error) = started {
            (self.report)(Report::Failed(format!("no thread could be started to read it: {error}")));
        }
    }

    /// Runs a command of the reader's in a thread of its own.
    fn run_pipe(&self, ticket: Ticket, command: PipeCommand, input: String) {
        let (report, stopped) = (self.report.clone(), self.stopped.clone());
        let started = thread::Builder::new().name("pipe".into()).spawn(move || {
            let limit = Duration::from_secs(command.seconds.max(1).into());
            let over = || stopped.load(Ordering::Relaxed) >= ticket;
            report(Report::Piped(ticket, pipe(&command.command, input, limit, over)));
        });
        if let Err(error) = started {
            (self.report)(Report::Failed(format!("no thread could be started to run it: {error}")));
        }
    }

    /// Finishes what was asked of the library before, and ends. Analysis and what is being read are not waited for.
    pub fn finish(mut self) {
        if let Some(shelf) = self.shelf.take() {
            // A library that could not be opened has nobody to tell.
            let _gone = shelf.send(Work::End);
        }
        self.analyst.take();
        self.newsroom.close();
        if let Some(library) = self.threads.drain(..).next() {
            // A panic there was logged; there is nothing left to do about it here.
            let _ended = library.join();
        }
        // A command that still runs is ended with the program; who runs one holds the number.
        self.stopped.store(Ticket::MAX, Ordering::Relaxed);
        for _ in 0..100 {
            if Arc::strong_count(&self.stopped) == 1 {
                break;
            }
            thread::sleep(Duration::from_millis(10));
        }
    }
}

/// Has the library looked at when its files change: another program may have written it.
fn elsewhere(shelf: &Shelf, library: Sender<Work>) {
    let Some(path) = shelf.path() else { return };
    if let Err(error) = watch_file(path, move || library.send(Work::Look).is_ok()) {
        log::warn!("changes by other programs are not seen: {error}");
    }
}

/// Starts the work in the background of a library that can be written.
fn background(shelf: &Shelf, library: Sender<Work>) -> Option<Background> {
    Background::start(shelf.chores()?, move |find| {
        let work = match find {
            Find::Marks(batch) => Work::KeepAll(batch),
            Find::File(draft) => Work::Watched(draft),
        };
        library.send(work).is_ok()
    })
}

/// What is to be done next: what the reader asked for before what nobody waits for.
fn first(queue: &mut VecDeque<Work>) -> Option<Work> {
    let asked = queue.iter().position(|work| !matches!(work, Work::KeepAll(_))).unwrap_or(0);
    queue.remove(asked)
}

fn serve<R: Fn(Report) + Clone + Send + 'static>(
    mut shelf: Shelf,
    work: &Receiver<Work>,
    newsroom: &Newsroom<R>,
    report: &impl Fn(Report),
) {
    shelf.greeting().into_iter().for_each(report);
    let mut queue: VecDeque<Work> = VecDeque::new();
    while let Some(next) = first(&mut queue).or_else(|| work.recv().ok()) {
        queue.extend(work.try_iter());
        if matches!(next, Work::KeepAll(_)) && !queue.is_empty() {
            queue.push_back(next);
            continue;
        }
        let reports = match next {
            Work::Effect(effect) if overtaken(&effect, &queue) => continue,
            Work::Effect(Effect::Feeds(FeedAct::Refresh(urls))) => {
                newsroom.ask(shelf.due(&urls), shelf.interval(), false)
            }
            Work::Effect(Effect::Feeds(FeedAct::RefreshDue(now))) => match shelf.due_at(now) {
                Ok((due, next)) if due.is_empty() => next.map(Report::NextDue).into_iter().collect(),
                due => newsroom.ask(due.map(|(due, _)| due), shelf.interval(), true),
            },
            Work::Effect(Effect::FullText { id, url }) => newsroom.full_text(shelf.brought_by(&id), id, url),
            Work::Effect(effect) => shelf.serve(effect),
            Work::Follow(feed) => {
                let (reports, due) = shelf.follow(*feed);
                reports.into_iter().chain(newsroom.ask(due, shelf.interval(), false)).collect()
            }
            Work::Harvest(refreshed, kept) => {
                let told = shelf.harvest(&refreshed);
                // The asking may have ended.
                let _gone = kept.send(());
                vec![told]
            }
            Work::Refreshed => vec![Report::Refreshed { stopped: false }],
            Work::Look => shelf.look(),
            Work::FullText(id, draft) => shelf.renew(&id, &draft),
            Work::Intake(intake, path) => shelf.intake(intake, &path),
            Work::TakeIn(draft) => shelf.take_in(*draft),
            Work::Watched(draft) => shelf.take_watched(&draft),
            Work::Find(address, why) => shelf.find(address, why),
            Work::Keep(article, found) => {
                shelf.keep(&article, &found);
                continue;
            }
            Work::KeepAll(batch) => {
                shelf.keep_all(&batch.found);
                continue;
            }
            Work::End => return,
        };
        reports.into_iter().for_each(report);
    }
}

/// Without a library an article can still be read; everything else is answered with the reason.
fn serve_without(reason: &str, work: &Receiver<Work>, report: &impl Fn(Report)) {
    report(Report::Failed(reason.to_owned()));
    while let Ok(next) = work.recv() {
        match next {
            Work::TakeIn(draft) => {
                report(unshelved(*draft));
                report(Report::Failed(format!("to be read only, nothing can be kept: {reason}")));
            }
            Work::Find(_, why) => report(Report::Failed(why)),
            Work::Keep(..) | Work::KeepAll(_) | Work::Watched(_) | Work::Harvest(..) | Work::Refreshed => {}
            Work::Follow(_) | Work::FullText(..) | Work::Intake(..) => {
                report(Report::Failed(format!("nothing can be kept: {reason}")))
            }
            Work::End => return,
            Work::Effect(Effect::Count { .. } | Effect::Sources(_) | Effect::Titles { .. }) => {}
            Work::Effect(Effect::List { .. } | Effect::Preview { .. } | Effect::KeepPlace(..)) => {}
            Work::Effect(Effect::Apply { label, .. }) if label.is_empty() => {}
            Work::Effect(Effect::KeepDraft(..) | Effect::TakenBack(_)) | Work::Look => {}
            Work::Effect(_) => report(Report::Failed(format!("nothing can be kept: {reason}"))),
        }
    }
}

/// True when a newer request of the same kind waits: its answer is the only one that will be looked at.
fn overtaken(effect: &Effect, queue: &VecDeque<Work>) -> bool {
    queue.iter().any(|waiting| match (effect, waiting) {
        (Effect::List { .. }, Work::Effect(Effect::List { .. }))
        | (Effect::Count { .. }, Work::Effect(Effect::List { .. } | Effect::Count { .. }))
        | (Effect::Sources(_), Work::Effect(Effect::Sources(_)))
        | (Effect::Revisions(_), Work::Effect(Effect::Revisions(_)))
        | (Effect::Titles { .. }, Work::Effect(Effect::Titles { .. }))
        | (Effect::Preview { .. }, Work::Effect(Effect::Preview { .. }))
        | (Effect::Notes { .. }, Work::Effect(Effect::Notes { .. }))
        | (Effect::Claims { .. }, Work::Effect(Effect::Claims { .. }))
        | (Effect::Case { .. }, Work::Effect(Effect::Case { .. }))
        | (Effect::Adrift { .. }, Work::Effect(Effect::Adrift { .. })) => true,
        (Effect::KeepDraft(one, _), Work::Effect(Effect::KeepDraft(other, _))) => one == other,
        (Effect::Annotations(one), Work::Effect(Effect::Annotations(other))) => one == other,
        (Effect::Export(one), Work::Effect(Effect::Export(_))) => one.what.to == Destination::Preview,
        _ => false,
    })
}

fn analyse(articles: &Receiver<Effect>, shelf: &Sender<Work>, report: &impl Fn(Report)) {
    while let Ok(first) = articles.recv() {
        // Only the article opened last is being looked at.
        let newest = articles.try_iter().last().unwrap_or(first);
        if let Effect::Analyse(article) = newest {
            let found = read(&article);
            report(Report::Analysed(article.id.clone(), article.revision, found.clone()));
            if shelf.send(Work::Keep(article, found)).is_err() {
                return;
            }
        }
    }
}
