//! SHELL. One loop reports events to the [`Driver`] and does its effects.
//!
//! Events of people come first: the panic key, the User, the Helper's messages; then media, the signal
//! link, timers.

pub(crate) mod bandwidth;
pub(crate) mod feeds;
mod people;
mod perform;
mod pictures;

use std::collections::VecDeque;
use std::time::Duration;

use h264::planes::Sampling;
use protocol::peer::EndReason;
use protocol::signal::ToSignal;
use rand_core::OsRng;
use tokio::sync::mpsc;
use tracing::warn;

use crate::app::bandwidth::Bandwidth;
use crate::app::feeds::{Pictures, split_media};
use crate::cli::exit::Failure;
use crate::cli::options::{Screen, Share};
use crate::clock::Clock;
use crate::contacts::{Acquaintances, Circle, Way, first_and_following};
use crate::input::control::Hand;
use crate::invite::Post;
use crate::link::direct::{Rtc, RtcEvent};
use crate::link::server::Server;
use crate::link::signal::{self, ServerUrl};
use crate::log::{self, FileEvent, SessionLog};
use crate::person::{Json, Line, News, Person, Terminal, Typed, room};
use crate::picture::{MediaEvent, MediaHandle, MediaOptions, MediaThread};
use crate::platform::Desktop;
use crate::platform::x11::panic_key::PanicEvent;
use crate::platform::x11::prompts::{PromptEvent, PromptWatch};
use crate::policy::{Questions, Terms};
use crate::start::run::Around;
use crate::words;
use session::{
    Driver, Event, GuestId, KnownHelpers, Origin, Outcome, PathId, PersonLine, SessionOptions,
    SignalInput, TransportInput,
};

/// Events that may wait for the loop. Each source waits when it is full.
pub(crate) const EVENTS: usize = 256;

/// How a session ended.
pub(crate) struct Ended {
    /// Why.
    pub(crate) reason: EndReason,
    /// Whether a Helper whom this computer knows was let in.
    pub(crate) helped: bool,
    /// Whether the User wants no other session to follow.
    pub(crate) stop: bool,
}

/// Shares the screen until the session ends.
pub(crate) async fn session(
    options: &Share,
    terms: &mut Terms,
    way: &Way,
    circle: Option<Circle>,
    around: &mut Around,
) -> Result<Ended, Failure> {
    let clock = Clock::start();
    let (media_events, from_media) = mpsc::channel(EVENTS);
    let media_options = MediaOptions {
        source: options.screen.source(),
        desktop: options.desktop(),
        ..MediaOptions::default()
    };
    let most_colours = media_options.encoder.sampling();
    let media = MediaThread::spawn(media_options, clock, media_events)?;
    let (panic_key, panicked) = mpsc::channel(4);
    let hand = Hand::prepare(options, panic_key)?;

    let (prompt_events, prompts) = mpsc::channel(EVENTS);
    // A synthetic screen has nobody to ask.
    let is_synthetic = matches!(options.screen, Screen::Synthetic { .. });
    let desktop = (!is_synthetic).then(Desktop::default);
    let prompt_watch = desktop.as_ref().map(|desktop| PromptWatch::spawn(desktop, prompt_events));

    let (post, from_post) = Post::prepare(options, &around.url, terms.email)?;
    let (to_signal, outgoing) = mpsc::channel(EVENTS);
    let (incoming, from_signal) = mpsc::channel(EVENTS);
    let link = signal::open(around.own_url.clone(), outgoing, incoming)
        .await
        .map_err(|error| Failure::NoServer(error.to_string()))?;

    let (known_helpers, days) = match circle.map(first_and_following) {
        Some((known, days)) => (Some(known), days),
        None => (None, mpsc::channel(1).1),
    };
    let left_out = known_helpers.as_ref().map_or(0, |known| known.left_out);
    let session_options = SessionOptions {
        name: options.name.clone(),
        lifetime: options.lifetime(),
        view_only: options.view_only,
        can_inject: hand.is_some(),
        secret: around.secret.clone(),
        oldest_version: terms.oldest_version,
        known_helpers,
    };
    let (app_media, pictures) = split_media(from_media);
    let (log_events, from_log) = mpsc::channel(EVENTS);
    let mut app = App {
        driver: Driver::new(session_options, OsRng, clock.now()),
        person: person(options),
        typed: around.typed.clone(),
        questions: terms.questions.clone(),
        clock,
        url: around.url.clone(),
        way: way.clone(),
        acquaintances: Acquaintances::of_this_account(),
        secret_in_link: options.secret_in_link,
        post,
        bandwidth: Bandwidth::new(
            (options.bandwidth, terms.level),
            options.max_kbit,
            media.clone(),
            desktop.as_ref(),
        ),
        media,
        sampling: most_colours,
        pictures: Some(pictures),
        hand,
        path: None,
        path_events: mpsc::channel(1).1,
        to_signal,
        own_events: VecDeque::new(),
        log: SessionLog::new(options, log_events),
        from_log,
    };
    app.greet(around.server.as_ref(), options, std::mem::take(&mut terms.notes));
    if left_out > 0 {
        app.person.tell(&News::Note(words::contacts::left_out(left_out)), clock.now());
    }
    if let Some(Err(error)) = &prompt_watch {
        warn!(%error, "system prompts are not noticed");
        app.handle(Event::PromptsUnwatched).await;
    }
    let mut sources =
        Sources { from_signal, from_media: app_media, from_post, panicked, prompts, days };
    app.run(&mut sources, around).await;
    for text in app.bandwidth.end().await {
        app.person.tell(&News::Note(text), clock.now());
    }
    app.finish_log().await;

    let fault = Outcome { reason: EndReason::Fault, helped: false, stop: false };
    let Outcome { reason, helped, stop } = app.driver.outcome().unwrap_or(fault);
    let ended = Ended { reason, helped, stop };
    drop(app);
    // The link closes once everything that was to be sent has been.
    let _ = tokio::time::timeout(Duration::from_secs(2), link).await;
    Ok(ended)
}

fn person(options: &Share) -> Box<dyn Person> {
    if options.json {
        Box::new(Json(std::io::stdout()))
    } else {
        Box::new(Terminal::new(std::io::stdout(), room()))
    }
}

/// The event sources of the session loop.
struct Sources {
    from_signal: mpsc::Receiver<SignalInput>,
    from_media: mpsc::Receiver<MediaEvent>,
    from_post: mpsc::Receiver<News>,
    panicked: mpsc::Receiver<PanicEvent>,
    prompts: mpsc::Receiver<PromptEvent>,
    /// Where to wait from now on, since the day has changed.
    days: mpsc::Receiver<KnownHelpers>,
}

/// The shell around one [`Driver`]: it has everything that the effects of the session are done with.
/// One struct, because one effect after the other needs each of them.
struct App {
    driver: Driver<OsRng>,
    person: Box<dyn Person>,
    typed: Typed,
    /// How the User is asked.
    questions: Questions,
    clock: Clock,
    url: ServerUrl,
    way: Way,
    acquaintances: Acquaintances,
    secret_in_link: bool,
    post: Post,
    bandwidth: Bandwidth,
    media: MediaHandle,
    /// The best chroma format that the encoder can make.
    sampling: Sampling,
    /// Frames and tiles, until a path takes them.
    pictures: Option<Pictures>,
    hand: Option<Hand>,
    path: Option<DirectPath>,
    /// What happens on [`App::path`].
    path_events: mpsc::Receiver<RtcEvent>,
    to_signal: mpsc::Sender<ToSignal>,
    /// What the shell itself has to report, after the effects at hand.
    own_events: VecDeque<Event>,
    log: SessionLog,
    from_log: mpsc::Receiver<FileEvent>,
}

/// A direct connection, and what the session calls it.
struct DirectPath {
    guest: GuestId,
    id: PathId,
    rtc: Rtc,
}

impl App {
    fn greet(&mut self, server: Option<&Server>, options: &Share, notes: Vec<String>) {
        for note in notes {
            self.person.tell(&News::Note(note), self.clock.now());
        }
        if let Some(server) = server {
            let address = server.address.to_string();
            self.person.tell(&News::Listening { address }, self.clock.now());
        }
        if self.hand.is_none() && !options.view_only {
            self.person.tell(&News::Note(words::VIEW_ONLY_HERE.to_owned()), self.clock.now());
        }
        let phase = self.driver.phase();
        self.person.tell(
            &News::Phase { phase, helper: None, paused: false, reason: None },
            self.clock.now(),
        );
    }

    async fn run(&mut self, sources: &mut Sources, around: &mut Around) {
        let Sources { from_signal, from_media, from_post, panicked, prompts, days } = sources;
        let Around { lines, interrupt, .. } = around;
        while self.driver.outcome().is_none() {
            let deadline = self.driver.deadline();
            let timer = async {
                match deadline {
                    Some(tick) => tokio::time::sleep_until(self.clock.instant(tick).into()).await,
                    None => std::future::pending().await,
                }
            };
            let event = tokio::select! {
                biased;
                Some(event) = panicked.recv() => Some(on_panic(event)),
                () = &mut *interrupt => Some(Event::Interrupted),
                Some(event) = prompts.recv() => Some(on_prompt(event)),
                Some(line) = lines.recv() => Some(self.understand(line)),
                Some(event) = self.path_events.recv() => self.on_path(event).await,
                Some(event) = from_media.recv() => self.on_media(event).await,
                Some(event) = self.from_log.recv() => Some(on_log(event)),
                Some(event) = from_signal.recv() => Some(Event::Signal(event)),
                Some(text) = self.bandwidth.told.recv() => Some(Event::Note(text)),
                Some(known) = days.recv() => Some(Event::KnownHelpers(known)),
                Some(news) = from_post.recv() => {
                    self.person.tell(&news, self.clock.now());
                    None
                }
                () = timer => Some(Event::Timeout),
            };
            if let Some(event) = event {
                self.handle(event).await;
            }
        }
    }

    /// Reports an event to the session, and does what comes of it.
    async fn handle(&mut self, event: Event) {
        self.own_events.push_back(event);
        while let Some(event) = self.own_events.pop_front() {
            self.driver.handle(event, self.clock.now(), log::moment());
            while let Some(effect) = self.driver.poll() {
                self.perform(effect).await;
            }
        }
    }

    fn understand(&mut self, line: Line) -> Event {
        let is_terminal = self.typed.is_terminal();
        let origin = if is_terminal { Origin::Terminal } else { Origin::Pipe };
        let now = self.clock.now();
        let line = if self.typed.is_stale(&line) {
            PersonLine::TooEarly
        } else {
            match line.text.and_then(|line| self.person.hear(&line, now)) {
                Ok(input) => PersonLine::Input(input),
                Err(sentence) => PersonLine::Invalid(sentence),
            }
        };
        Event::Person { origin, line }
    }

    async fn on_path(&mut self, event: RtcEvent) -> Option<Event> {
        let DirectPath { guest, id: path, rtc } = self.path.as_ref()?;
        let (guest, path) = (*guest, *path);
        match event {
            RtcEvent::Transport(TransportInput::Up) => {
                let address = rtc.peer_address().await;
                Some(Event::PathUp { guest, path, address })
            }
            RtcEvent::Transport(input) => Some(Event::Transport { guest, path, input }),
            RtcEvent::KeyframeWanted => {
                self.media.request_keyframe();
                None
            }
        }
    }

    async fn finish_log(&mut self) {
        self.log.finish();
        while let Ok(event) = self.from_log.try_recv() {
            self.handle(on_log(event)).await;
        }
    }
}

/// Control was taken back already; the session has to know of it.
fn on_panic(event: PanicEvent) -> Event {
    let failed = match event {
        PanicEvent::Failed(error) => Some(error.to_string()),
        PanicEvent::Pressed => None,
    };
    Event::PanicKey { failed }
}

fn on_prompt(event: PromptEvent) -> Event {
    match event {
        PromptEvent::Open(open) => Event::SystemPrompt { open },
        PromptEvent::Failed(error) => {
            warn!(%error, "system prompts are noticed no more");
            Event::PromptsUnwatched
        }
    }
}

fn on_log(event: FileEvent) -> Event {
    match event {
        FileEvent::Begun(path) => Event::LogBegun { path: path.display().to_string() },
        FileEvent::Failed(sentence) => Event::Note(sentence),
    }
}
