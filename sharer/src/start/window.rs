//! The program with a window: sessions begin when the User asks for help there.
//!
//! The window has the main thread, which some systems demand. Sessions have a thread of their own, so that neither
//! waits for the other.

use std::io;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::thread::JoinHandle;
use std::time::Duration;

use kit::host;
use protocol::name::DisplayName;
use tokio::sync::{mpsc, watch};

use super::dialogue::{Dialogue, Interrupt};
use super::offers::{self, AfterOffers, Requests};
use super::public_network::PublicNetworks;
use super::sessions::{self, Prepared};
use super::setup::Setup;
use crate::cli::exit::Failure;
use crate::cli::runtime::runtime;
use crate::clock::Clock;
use crate::contacts::{WaitsFor, known_names};
use crate::invite::{self, MailMethod};
use crate::person::window::{
    Answers, Model, Outlets, REQUESTS, Request, SystemClipboard, WindowFace, WindowLinks, Windows,
    choose,
};
use crate::person::{FromUser, PersonHandle, StandardInput};
use crate::platform::{self, end_requested};
use crate::supervisor::{Supervisor, run_caught};
use crate::words;

/// How often what counts the time is drawn anew.
const TICK: Duration = Duration::from_secs(1);

/// The exit status when the desktop has ended the windows: failed.
const LOST: u8 = 1;

/// Opens the window, and runs one session after the other until the User closes it.
pub(super) fn run(setup: Setup) -> Result<ExitCode, Failure> {
    let Some(_first) = platform::begin_windowed() else {
        // Another one runs, and shows its window.
        return Ok(ExitCode::SUCCESS);
    };
    let (typed, commands, lines) = StandardInput::none();
    let (requests, asked) = mpsc::channel(REQUESTS);
    let (end, ended) = watch::channel(false);
    let outlets = Outlets { commands, requests, end };
    let of_windows = outlets.clone();
    let links = WindowLinks::default();
    let (supervisor, _died) = Supervisor::new();
    // Without it the window shows and refuses, and grants nothing.
    let press_watch = platform::open_press_watch(None, &supervisor)
        .inspect_err(|error| tracing::debug!(%error, "a person is not told from a program here"))
        .ok();
    let run = Run {
        setup,
        can_allow: press_watch.is_some(),
        typed,
        lines,
        asked,
        ended,
        outlets: outlets.clone(),
        is_lost: Arc::default(),
        links: links.clone(),
    };
    let mut sessions = None;
    let shown = {
        let mut window = host::Options::new(words::window::PROGRAM);
        window.clipboard = Box::new(SystemClipboard::default());
        let (end, is_lost) = (outlets.clone(), Arc::clone(&run.is_lost));
        window.on_lost = Some(Box::new(move || {
            is_lost.store(true, SeqCst);
            end.end();
        }));
        run_caught(|| {
            host::run(window, |handle| {
                let model = Model::new(Box::new(move || handle.wake()));
                sessions = Some(run.start(model.clone()));
                let clipboard = Box::new(SystemClipboard::default());
                let chosen = {
                    let (model, outlets) = (model.clone(), of_windows.clone());
                    Box::new(move |choice| choose(&model, &outlets, choice))
                };
                let desk = platform::open_desk(chosen, &supervisor);
                let woken = model.clone();
                links.preview.when_new(move || woken.wake());
                let told = model.clone();
                platform::watch_preferred(move |preferred| told.prefers(preferred));
                let clock = Clock::start();
                Windows::new(model, of_windows, clipboard, press_watch, desk, clock, links)
                    .with_programs(platform::desktop_programs())
            })
        })
    };
    if sessions.is_some() {
        // Without a window nobody can stop what is shared.
        outlets.end();
    }
    let ended = match sessions {
        None => Ok(()),
        Some(Err(error)) => Err(Failure::Failed(words::window::not_started(&error))),
        Some(Ok(thread)) => {
            thread.join().map_err(|_| Failure::Failed(words::window::FAILED.to_owned()))
        }
    };
    let Some(shown) = shown else {
        return Err(Failure::Failed(words::window::FAILED.to_owned()));
    };
    shown.map_err(|error| {
        tracing::debug!(cause = ?error, "no window");
        Failure::NoScreen(words::window::no_display(&error))
    })?;
    ended.map(|()| ExitCode::SUCCESS)
}

/// What sessions need, whichever window asks for them.
struct Run {
    setup: Setup,
    /// Something can be allowed in the windows. Where nothing can, offers would be in vain.
    can_allow: bool,
    typed: StandardInput,
    lines: mpsc::Receiver<FromUser>,
    asked: mpsc::Receiver<Request>,
    /// Whether the program is to end.
    ended: watch::Receiver<bool>,
    outlets: Outlets,
    /// The desktop has ended the windows, and their thread stands still.
    is_lost: Arc<AtomicBool>,
    links: WindowLinks,
}

impl Run {
    /// Starts the thread of the sessions.
    fn start(self, model: Model) -> io::Result<JoinHandle<()>> {
        let person = PersonHandle::start(Box::new(WindowFace::new(model.clone())), io::sink())?;
        std::thread::Builder::new().name("sessions".into()).spawn(move || {
            let _last_word = LastWord(model.clone());
            let is_lost = Arc::clone(&self.is_lost);
            match runtime() {
                Ok(runtime) => {
                    let _guard = runtime.enter();
                    let ticks = tokio::spawn(tick(model.clone(), self.outlets.clone()));
                    runtime.block_on(self.follow(person, &model));
                    ticks.abort();
                    runtime.shutdown_timeout(super::program::FILES);
                }
                Err(failure) => model.not_opened(failure.in_window()),
            }
            if is_lost.load(SeqCst) {
                // Everything has ended in order, and nobody waits for this thread.
                std::process::exit(i32::from(LOST));
            }
        })
    }

    /// Runs a session each time that the User asks for help.
    async fn follow(self, person: PersonHandle, model: &Model) {
        let Self { mut setup, can_allow, typed, lines, asked, ended, links, .. } = self;
        let requests = Requests::new(asked);
        // Where nothing can be allowed, a yes to this could not be given, either.
        let public = PublicNetworks::new(can_allow);
        let mut dialogue = Dialogue { person, typed, lines, next_question: 1, links, public };
        let mut interrupt = interrupt(ended.clone());
        // The end is looked at first: a request that still waits is void then.
        while !*ended.borrow() {
            model.set_contacts(contacts());
            model.set_up(setup.facts(), None);
            // Without a policy that can be read nobody offers; whoever asks for help is told why.
            if can_allow && let Ok(Some(helpers)) = setup.offers() {
                let end = || self::interrupt(ended.clone());
                let of = (&requests, &setup);
                if offers::wait(helpers, of, &mut dialogue, model, end).await == AfterOffers::End {
                    break;
                }
                if !requests.has_come().await {
                    continue;
                }
            }
            let request = tokio::select! {
                biased;
                () = &mut interrupt => None,
                request = requests.take() => request,
            };
            let waits_for = match request {
                Some(Request::GetHelp) => WaitsFor::Code,
                Some(Request::Ask(contact)) => WaitsFor::Contact(contact),
                Some(Request::Setup(change)) => {
                    let outcome = setup.change(change);
                    model.set_up(setup.facts(), outcome);
                    continue;
                }
                None => break,
            };
            // What was pressed in the session before is nothing to this one.
            while dialogue.lines.try_recv().is_ok() {}
            model.opening();
            let prepared = setup.terms();
            let result = match prepared {
                Ok(prepared) => {
                    model.set_mail(MailMethod::under(prepared.1.0.email));
                    one_session(prepared, waits_for, &mut dialogue, self::interrupt(ended.clone()))
                        .await
                }
                Err(failure) => Err(failure),
            };
            // All that the session said comes before its end.
            dialogue.person.written().await;
            match result {
                Ok(_) => model.closed(),
                Err(failure) => model.not_opened(failure.in_window()),
            }
        }
        model.end();
        dialogue.person.finish().await;
    }
}

/// Tells the User when the thread of the sessions has panicked: nothing in the windows works any more.
struct LastWord(Model);

impl Drop for LastWord {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.0.not_opened(words::window::FAILED.to_owned());
        }
    }
}

/// Completes with Ctrl-C, SIGTERM, or the end of the windows.
fn interrupt(mut ended: watch::Receiver<bool>) -> Interrupt {
    Box::pin(async move {
        tokio::select! {
            () = end_requested() => {}
            // Without a sender the windows are gone, too.
            _ = ended.wait_for(|ended| *ended) => {}
        }
    })
}

/// The names of the contacts. Without a file that can be read there are none to ask; a session says why.
fn contacts() -> Vec<DisplayName> {
    let (known, _) = known_names(&[]);
    known.into_iter().map(|known| known.name).collect()
}

/// Lets the windows count the time, and takes control back when they hang.
async fn tick(model: Model, outlets: Outlets) {
    loop {
        tokio::time::sleep(TICK).await;
        if model.tick() == Answers::No {
            tracing::error!("the window does not answer: control is taken back");
            outlets.stop_control();
            model.hung();
        }
    }
}

async fn one_session(
    prepared: Prepared,
    waits_for: WaitsFor,
    dialogue: &mut Dialogue,
    interrupt: Interrupt,
) -> Result<ExitCode, Failure> {
    let secret = match &waits_for {
        WaitsFor::Code => invite::chosen_secret(&prepared.0.words(), false)?,
        WaitsFor::Contact(_) | WaitsFor::Offers(_) => None,
    };
    sessions::run_with(prepared, waits_for, secret, dialogue, interrupt).await
}
