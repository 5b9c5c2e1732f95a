//! SHELL. One loop feeds the [`Session`] and performs what it puts out.
//!
//! People first, on either end: the panic key, the User, the Helper's hand on the direct connection;
//! then media, the signal link, timers.

pub(crate) mod bandwidth;
pub(crate) mod feeds;
mod people;
mod pictures;

use std::collections::VecDeque;
use std::time::Duration;

use h264::planes::Sampling;
use protocol::peer::{EndReason, Phase, ToViewer};
use protocol::signal::ToSignal;
use rand_core::OsRng;
use tokio::sync::mpsc;
use tracing::{info, warn};

use crate::app::bandwidth::Bandwidth;
use crate::app::feeds::{Pictures, split_media};
use crate::cli::exit::Failure;
use crate::cli::options::{Screen, Share};
use crate::clock::Clock;
use crate::contacts::{Acquaintances, Circle, Way, first_and_following};
use crate::input::InjectError;
use crate::input::control::Hand;
use crate::invite::Post;
use crate::link::direct::{Rtc, RtcEvent};
use crate::link::server::Server;
use crate::link::signal::{self, ServerUrl};
use crate::log::{FileEvent, SessionLog, Told};
use crate::person::{InputLine, Note, PersonHandle, StandardInput, UserError, UserNotice};
use crate::picture::{MediaEvent, MediaHandle, MediaOptions, MediaThread};
use crate::platform::Desktop;
use crate::platform::x11::panic_key::PanicEvent;
use crate::platform::x11::prompts::{PromptEvent, PromptWatch};
use crate::policy::{PolicyNote, Questions, Terms};
use crate::start::run::Around;
use session::{
    Input, Notice, Output, PersonInput, Session, SessionOptions, SignalInput, TransportInput,
    Waiting,
};

/// Events that may wait for the loop. Each source waits when it is full.
pub(crate) const EVENTS: usize = 256;

/// How long what was told last may take to leave before the connection is closed.
const FAREWELL: Duration = Duration::from_millis(300);

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

    let (waiting, days) = match circle.map(first_and_following) {
        Some((waiting, days)) => (Some(waiting), days),
        None => (None, mpsc::channel(1).1),
    };
    let left_out = waiting.as_ref().map_or(0, |waiting| waiting.left_out);
    let session_options = SessionOptions {
        name: options.name.clone(),
        lifetime: options.lifetime(),
        view_only: options.view_only,
        can_inject: hand.is_some(),
        secret: around.secret.clone(),
        oldest_version: terms.oldest_version,
        waiting,
    };
    let (rtc_events, from_rtc) = mpsc::channel(EVENTS);
    let (app_media, pictures) = split_media(from_media);
    let (log_events, from_log) = mpsc::channel(EVENTS);
    let mut app = App {
        session: Session::new(session_options, OsRng, clock.now()),
        person: around.person.clone(),
        typed: around.typed.clone(),
        questions: terms.questions.clone(),
        clock,
        url: around.url.clone(),
        way: way.clone(),
        acquaintances: Acquaintances::of_this_account(),
        helped: false,
        stop: false,
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
        rtc: None,
        rtc_events,
        to_signal,
        own_inputs: VecDeque::new(),
        log: SessionLog::new(options, log_events),
        from_log,
    };
    app.person.begin_session();
    app.greet(around.server.as_ref(), options, std::mem::take(&mut terms.notes));
    if left_out > 0 {
        app.person.notify(UserNotice::Note(Note::HelpersLeftOut { count: left_out }));
    }
    if let Some(Err(error)) = &prompt_watch {
        warn!(%error, "system prompts are not noticed");
        app.person.notify(UserNotice::Note(Note::PromptsUnseen));
    }
    let mut sources = Sources {
        from_signal,
        from_rtc,
        from_media: app_media,
        from_post,
        panicked,
        prompts,
        days,
    };
    app.run(&mut sources, around).await;
    for text in app.bandwidth.end().await {
        app.person.notify(UserNotice::Note(Note::Text(text)));
    }
    app.finish_log();

    let reason = app.session.end_reason().unwrap_or(EndReason::Fault);
    let ended = Ended { reason, helped: app.helped, stop: app.stop };
    drop(app);
    // The link closes once everything that was to be sent has been.
    let _ = tokio::time::timeout(Duration::from_secs(2), link).await;
    Ok(ended)
}

/// Whence the loop hears.
struct Sources {
    from_signal: mpsc::Receiver<SignalInput>,
    from_rtc: mpsc::Receiver<RtcEvent>,
    from_media: mpsc::Receiver<MediaEvent>,
    from_post: mpsc::Receiver<UserNotice>,
    panicked: mpsc::Receiver<PanicEvent>,
    prompts: mpsc::Receiver<PromptEvent>,
    /// Where to wait from now on, since the day has changed.
    days: mpsc::Receiver<Waiting>,
}

struct App {
    session: Session<OsRng>,
    person: PersonHandle,
    typed: StandardInput,
    /// How the User is asked.
    questions: Questions,
    clock: Clock,
    url: ServerUrl,
    way: Way,
    acquaintances: Acquaintances,
    /// A Helper whom this computer knows was let in.
    helped: bool,
    /// No other session is to follow.
    stop: bool,
    secret_in_link: bool,
    post: Post,
    bandwidth: Bandwidth,
    media: MediaHandle,
    /// As many colours as the encoder can make.
    sampling: Sampling,
    /// Frames and tiles, until a connection takes them.
    pictures: Option<Pictures>,
    hand: Option<Hand>,
    rtc: Option<Rtc>,
    rtc_events: mpsc::Sender<RtcEvent>,
    to_signal: mpsc::Sender<ToSignal>,
    /// What the shell itself has to say to the session, after the outputs at hand.
    own_inputs: VecDeque<Input>,
    log: SessionLog,
    from_log: mpsc::Receiver<FileEvent>,
}

impl App {
    fn greet(&mut self, server: Option<&Server>, options: &Share, notes: Vec<PolicyNote>) {
        for note in notes {
            self.person.notify(UserNotice::Note(Note::Policy(note)));
        }
        if let Some(server) = server {
            let address = server.address.to_string();
            self.person.notify(UserNotice::Listening { address });
        }
        if self.hand.is_none() && !options.view_only {
            self.person.notify(UserNotice::Note(Note::ViewOnlyHere));
        }
        let phase = self.session.phase();
        let notice = Notice::Phase { phase, helper: None, reason: None };
        self.person.notify(UserNotice::Session(notice));
    }

    async fn run(&mut self, sources: &mut Sources, around: &mut Around) {
        let Sources { from_signal, from_rtc, from_media, from_post, panicked, prompts, days } =
            sources;
        let Around { lines, interrupt, .. } = around;
        while self.session.end_reason().is_none() {
            let deadline = self.session.deadline();
            let timer = async {
                match deadline {
                    Some(tick) => tokio::time::sleep_until(self.clock.instant(tick).into()).await,
                    None => std::future::pending().await,
                }
            };
            let input = tokio::select! {
                biased;
                Some(event) = panicked.recv() => Some(self.on_panic(event)),
                () = &mut *interrupt => {
                    self.stop = true;
                    Some(Input::Person(PersonInput::Disconnect))
                }
                Some(event) = prompts.recv() => Some(self.on_prompt(event)),
                Some(line) = lines.recv() => self.on_line(line),
                Some(event) = from_rtc.recv() => self.on_rtc(event),
                Some(event) = from_media.recv() => self.on_media(event).await,
                Some(event) = self.from_log.recv() => {
                    self.on_log(event);
                    None
                }
                Some(event) = from_signal.recv() => Some(Input::Signal(event)),
                Some(text) = self.bandwidth.told.recv() => {
                    self.person.notify(UserNotice::Note(Note::Text(text)));
                    None
                }
                Some(waiting) = days.recv() => Some(Input::Waiting(waiting)),
                Some(notice) = from_post.recv() => {
                    self.person.notify(notice);
                    None
                }
                () = timer => Some(Input::Timeout),
            };
            self.own_inputs.extend(input);
            while let Some(input) = self.own_inputs.pop_front() {
                if let Input::Transport(TransportInput::Up) = &input {
                    self.log_address().await;
                }
                self.session.handle(input, self.clock.now());
                while let Some(output) = self.session.poll() {
                    self.perform(output).await;
                }
            }
        }
    }

    /// Control was taken back already; the session has to learn of it.
    fn on_panic(&mut self, event: PanicEvent) -> Input {
        if let PanicEvent::Failed(error) = event {
            self.person.notify(UserNotice::Error(UserError::Text(error.to_string())));
        }
        Input::Person(PersonInput::StopControl)
    }

    fn on_prompt(&mut self, event: PromptEvent) -> Input {
        match event {
            PromptEvent::Open(open) => Input::SystemPrompt { open },
            PromptEvent::Failed(error) => {
                warn!(%error, "system prompts are noticed no more");
                self.person.notify(UserNotice::Note(Note::PromptsUnseen));
                Input::SystemPrompt { open: false }
            }
        }
    }

    fn on_line(&mut self, line: InputLine) -> Option<Input> {
        let input = self.person.read(self.typed.origin(), self.typed.text(line));
        // A User who disconnects before a Helper is connected does not want to wait any longer.
        let leaves = input.command == Some(PersonInput::Disconnect);
        self.stop |= leaves && self.session.phase() == Phase::WaitingForConnect;
        input.for_session()
    }

    fn on_rtc(&self, event: RtcEvent) -> Option<Input> {
        match event {
            RtcEvent::Transport(input) => Some(Input::Transport(input)),
            RtcEvent::KeyframeWanted => {
                self.media.request_keyframe();
                None
            }
        }
    }

    /// Whoever is connected is in the log before anything else comes of it.
    async fn log_address(&mut self) {
        let address = match &self.rtc {
            Some(rtc) => rtc.peer_address().await,
            None => None,
        };
        let told = self.log.connected(address.as_deref());
        self.tell_log(told).await;
    }

    async fn tell_log(&mut self, told: Told) {
        if told.differs {
            self.person.notify(UserNotice::Note(Note::LogDiffers));
        }
        for message in told.helper {
            self.tell(&message).await;
        }
    }

    fn on_log(&mut self, event: FileEvent) {
        self.person.notify(match event {
            FileEvent::Begun(path) => UserNotice::LogStarted { path: path.display().to_string() },
            FileEvent::Failed(error) => UserNotice::Note(Note::LogNotKept(error)),
        });
    }

    fn finish_log(&mut self) {
        self.log.finish();
        while let Ok(event) = self.from_log.try_recv() {
            self.on_log(event);
        }
    }

    async fn perform(&mut self, output: Output) {
        let told = self.log.observe(&output);
        self.tell_log(told).await;
        match output {
            Output::Signal(message) => {
                // While the link is down the queue is emptied by the reconnecting task.
                if self.to_signal.try_send(message).is_err() {
                    warn!("a message to the signal server was dropped: the link is busy");
                }
            }
            Output::AcceptOffer { sdp } => self.accept(sdp).await,
            Output::AddCandidate { candidate, mid, line } => {
                if let Some(rtc) = &self.rtc {
                    rtc.add_candidate(candidate, mid, line).await;
                }
            }
            Output::Tell(message) => self.tell(&message).await,
            Output::Pong { at } => {
                let media = self.clock.micros();
                let seen = self.media.seen();
                self.tell(&ToViewer::Pong { at, media, seen }).await;
            }
            Output::Taken { number } => {
                let media = self.clock.micros();
                self.tell(&ToViewer::Taken { number, media }).await;
            }
            Output::CloseTransport => {
                if let Some(rtc) = self.rtc.take() {
                    tokio::time::sleep(FAREWELL).await;
                    rtc.close().await;
                }
            }
            Output::PreparePictures => self.media.prepare(),
            Output::StartPictures => {
                self.media.start();
                if let Some(notice) = self.bandwidth.begin() {
                    self.person.notify(notice);
                }
            }
            Output::SendTiles => self.bandwidth.allow_tiles(),
            Output::ShowDisplay(choice) => self.media.show_display(choice),
            Output::StopPictures => self.media.pause(),
            Output::ControlStarted => {
                let granted = self.hand.as_mut().map_or(Ok(()), Hand::grant);
                self.check_hand(granted);
                info!("control sharing began");
            }
            Output::ControlEnded { by } => {
                if let Some(hand) = &mut self.hand {
                    hand.revoke();
                }
                self.person.notify(UserNotice::ControlEnded { by });
                info!(?by, "control sharing ended");
            }
            Output::Inject(admitted) => {
                let done = self.hand.as_mut().map_or(Ok(()), |hand| hand.inject(admitted));
                self.check_hand(done);
            }
            Output::DiscardTyped => self.typed.discard(),
            Output::Ask { id, question, helper, alias, proof } => {
                let text = self.questions.text(question, &helper, alias.as_ref(), proof);
                self.person.notify(UserNotice::Question { id, question, helper, proof, text });
            }
            Output::Meet { name, key } => self.meet(&name, &key),
            Output::Keep { name, key } => self.keep(name, key),
            Output::Met { key } => self.met(&key),
            Output::Withdraw { id } => {
                self.person.notify(UserNotice::QuestionWithdrawn { id });
            }
            Output::Notify(notice) => self.notify(notice),
            Output::Bandwidth(wish) => {
                let notice = self.bandwidth.wish(wish);
                self.person.notify(notice);
            }
            // The log has taken it.
            Output::LogAnswer(_) => {}
        }
    }

    /// A hand that cannot act, or cannot be stopped, must not have control.
    fn check_hand(&mut self, done: Result<(), InjectError>) {
        if let Err(error) = done {
            self.person.notify(UserNotice::Error(UserError::Text(error.to_string())));
            self.own_inputs.push_back(Input::Person(PersonInput::StopControl));
        }
    }

    async fn tell(&mut self, message: &ToViewer) {
        if let Some(rtc) = &self.rtc
            && !rtc.send_control(&message.encode()).await
        {
            // Somebody who does not listen any more is not connected any more.
            self.own_inputs.push_back(Input::Transport(TransportInput::Down));
        }
    }
}
