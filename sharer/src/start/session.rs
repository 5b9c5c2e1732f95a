//! One session: opens the screen, the input, the invitation and the link to the signal server, and runs the
//! [`App`] built of them.

use std::sync::Arc;
use std::time::Duration;

use protocol::peer::{EndReason, InputLoss};
use protocol::signal::ToSignal;
use rand_core::OsRng;
use tokio::sync::{Notify, mpsc};
use tokio::task::JoinHandle;
use tracing::{debug, warn};

use super::dialogue::Dialogue;
use super::public_network;
use super::sessions::RunContext;
use crate::app::bandwidth::Bandwidth;
use crate::app::border::SharedBorder;
use crate::app::guest_paths::GuestPaths;
use crate::app::marks::SharedMarks;
use crate::app::out_of_reach::OutOfReach;
use crate::app::sources::{EVENTS, EventSources, SharedSources, split_media};
use crate::app::transfers::{FileOptions, Transfers};
use crate::app::{self, App, Connection, Invitation, Records, SharedDesktop, UserSide};
use crate::cli::exit::Failure;
use crate::clock::Clock;
use crate::contacts::{KnownHelpers, SessionContacts, follow_days, known_names};
use crate::files::scanner::Scanner;
use crate::input::LossSender;
use crate::input::control::InputControl;
use crate::invite::{Delivery, DeliveryOptions};
use crate::link::port_mapping::PortMapper;
use crate::link::reach::NetworkOptions;
use crate::link::signal::SignalLink;
use crate::log::{LogFolder, SessionLog};
use crate::person::{Note, UserNotice};
use crate::picture::{MediaError, MediaEvent, MediaOptions, MediaThread};
use crate::platform::elements::FoundElement;
use crate::platform::folders;
use crate::platform::panic_key::PanicEvent;
use crate::platform::parts::{ClipboardOpener, Farewell};
use crate::platform::prompts::PromptEvent;
use crate::platform::{self, Input as PlatformInput, NoInput, Platform};
use crate::policy::{FilesRule, Terms};
use crate::store::contacts::StoreError;
use crate::supervisor::{Part, Supervisor};
use crate::transfer::{SharedClipboard, Store, TransferEvent};
use crate::words;
use session::names::KnownName;
use session::{Driver, Event, GuestId, LogNeed, Notice, Outcome, Right, RightSet, SessionOptions};

/// How long the link to the signal server may take to send its last messages.
const LINK_END: Duration = Duration::from_secs(2);

/// How a session ends that the User has ended before it began.
const INTERRUPTED: Outcome = Outcome { reason: EndReason::UserLeft, helped: false, stop: true };

/// Shares the screen until the session ends.
pub(super) async fn run(
    helpers: Option<KnownHelpers>,
    context: &mut RunContext<'_>,
) -> Result<Outcome, Failure> {
    check_log(context.log.as_ref()).await?;
    let Some(platform) = open_platform(context).await? else { return Ok(INTERRUPTED) };
    share(platform, helpers, context).await
}

async fn share(
    platform: Platform,
    helpers: Option<KnownHelpers>,
    context: &mut RunContext<'_>,
) -> Result<Outcome, Failure> {
    let clock = Clock::start_with(platform::elapsed_with_suspension);
    let (supervisor, died) = Supervisor::new();
    let (mut platform, (transfer_events, from_transfers)) = (platform, mpsc::channel(EVENTS));
    let clipboard = platform.clipboard.take();
    let (transfers, no_clipboard) =
        transfers(clipboard, &context.terms, transfer_events, &supervisor)?;
    let opened = OpenDesktop::open(platform, context, clock, &supervisor)?;
    let OpenDesktop { desktop, from_media, panicked, lost, prompts, elements, .. } = opened;
    let (sees_prompts, farewell) = (opened.sees_prompts, opened.farewell);
    let (from_media, pictures) = split_media(from_media, &supervisor);
    let (delivery, from_delivery) = Delivery::prepare(delivery_options(context), &supervisor)?;
    let (to_signal, outgoing) = mpsc::channel(EVENTS);
    let (incoming, from_signal) = mpsc::channel(EVENTS);
    let (server, network) = (context.server.signal.clone(), context.options.network.options()?);
    let [restart_signal, network_changed] = [(); 2].map(|()| Arc::new(Notify::new()));
    let link = SignalLink {
        server: server.clone(),
        dialer: network.dialer.clone(),
        outgoing,
        incoming,
        restart: restart_signal.clone(),
        network_changed: network_changed.clone(),
    };
    let link =
        link.open(&supervisor).await.map_err(|error| Failure::NoServer(error.to_string()))?;
    let (waiting, days) = waiting(helpers, &supervisor);
    let left_out = waiting.as_ref().map_or(0, |waiting| waiting.left_out);
    let (known_names, unread) = known_names(&context.terms.helpers);
    let options = session_options(context, &desktop, &transfers, waiting, known_names);
    let (path_events, from_path) = mpsc::channel(EVENTS);
    let (records, from_contacts, from_log) = records(context.log.clone(), &supervisor);
    let (mapper, no_port) = port_mapper(&network, &supervisor).await;
    let reach = (server, context.server.reach(network, mapper.clone()));
    let (media, sampling) = (desktop.media.clone(), MediaOptions::default().encoder.sampling());
    let paths = GuestPaths::new(sampling, pictures, media, clock, path_events, reach);
    let mut app = App {
        driver: Driver::new(options, OsRng, clock.now()),
        clock,
        user: user_side(context),
        invitation: Invitation {
            page: context.server.page.clone(),
            waits_for: context.waits_for.clone(),
            secret_in_link: context.options.secret_in_link,
            delivery,
        },
        desktop,
        connection: connection(paths, to_signal, [restart_signal, network_changed]),
        records,
        transfers,
        has_failed: false,
        own_events: std::collections::VecDeque::new(),
    };
    greet(&mut app, context, (left_out, unread, [no_port, no_clipboard]), sees_prompts);
    let mut sources = EventSources {
        from_signal,
        from_path,
        from_media,
        from_delivery,
        from_contacts,
        from_log,
        from_transfers,
        panicked,
        lost,
        prompts,
        elements,
        days,
        died,
    };
    let (lines, interrupt) = (&mut context.dialogue.lines, &mut context.interrupt);
    let outcome = app.run(&mut sources, SharedSources { lines, interrupt }).await;
    context.dialogue.next_question = app.driver.next_question();
    end(app, sources, link, (mapper, farewell)).await;
    Ok(outcome)
}

/// The connection before any Helper has come.
fn connection(
    paths: GuestPaths,
    to_signal: mpsc::Sender<ToSignal>,
    [restart_signal, network_changed]: [Arc<Notify>; 2],
) -> Connection {
    Connection {
        paths,
        kind: None,
        guest: GuestId(0),
        to_signal,
        restart_signal,
        network_changed,
        network_watch: None,
    }
}

/// The Helpers who may come without a code, today and on other days.
fn waiting(
    helpers: Option<KnownHelpers>,
    supervisor: &Supervisor,
) -> (Option<session::KnownHelpers>, mpsc::Receiver<session::KnownHelpers>) {
    match helpers.map(|helpers| follow_days(helpers, supervisor)) {
        Some((waiting, days)) => (Some(waiting), days),
        None => (None, mpsc::channel(1).1),
    }
}

/// Where the owner wants every session logged, none begins that could not be.
async fn check_log(folder: Option<&LogFolder>) -> Result<(), Failure> {
    let Some(folder) = folder else { return Ok(()) };
    let checked = folder.check_if_required().await;
    checked
        .map_err(|error| Failure::Failed(words::policy::log_required(&words::faults::log(&error))))
}

/// Opens the desktop on a thread that may wait, since a portal that hangs takes seconds. `None` when the User ends the
/// program meanwhile.
async fn open_platform(context: &mut RunContext<'_>) -> Result<Option<Platform>, Failure> {
    let options = &context.options;
    let (own, view_only) = (context.dialogue.links.own.clone(), options.view_only);
    let wanted = platform::Options { own, view_only, ..options.session.platform() };
    let opening = tokio::task::spawn_blocking(move || platform::open(&wanted));
    let opened = tokio::select! {
        biased;
        () = &mut context.interrupt => return Ok(None),
        opened = opening => opened,
    };
    // A panic was reported.
    let opened =
        opened.map_err(|_| Failure::Failed(words::parts::failed(Part::Pictures).into()))?;
    Ok(Some(opened.map_err(MediaError::from)?))
}

/// The desktop, as far as this session may use it.
struct OpenDesktop {
    desktop: SharedDesktop,
    from_media: mpsc::Receiver<MediaEvent>,
    panicked: mpsc::Receiver<PanicEvent>,
    lost: mpsc::Receiver<InputLoss>,
    prompts: mpsc::Receiver<PromptEvent>,
    elements: mpsc::Receiver<FoundElement>,
    /// Whether system prompts are noticed.
    sees_prompts: bool,
    /// What is left to do at the end.
    farewell: Option<Farewell>,
}

impl OpenDesktop {
    fn open(
        platform: Platform,
        context: &RunContext<'_>,
        clock: Clock,
        supervisor: &Supervisor,
    ) -> Result<Self, Failure> {
        let RunContext { options, terms, .. } = context;
        let links = &context.dialogue.links;
        let session = &options.session;
        let (media_events, from_media) = mpsc::channel(EVENTS);
        let media_options = MediaOptions {
            source: session.screen.source(),
            desktop: session.desktop(),
            preview: links.preview.clone(),
            ..MediaOptions::default()
        };
        let media = MediaThread::spawn_on(platform.screen, media_options, clock, media_events)?;
        let (panic_events, panicked) = mpsc::channel(app::PANIC_EVENTS);
        // Another report while one waits says nothing new.
        let (losses, lost) = mpsc::channel(1);
        let input = input_control(platform.input, panic_events, losses, supervisor)?;
        let (prompt_events, prompts) = mpsc::channel(EVENTS);
        let watch = platform.prompts.map(|watch| watch(prompt_events, supervisor));
        if let Some(Err(error)) = &watch {
            warn!(%error, "system prompts are not noticed");
        }
        let levels = (session.bandwidth, terms.level);
        let (appearance, farewell) = (platform.appearance, platform.farewell);
        let bandwidth =
            Bandwidth::new(levels, session.max_kbit, media.clone(), appearance, supervisor);
        let sees_prompts = !matches!(watch, Some(Err(_)));
        // It watches for as long as it lives.
        let prompt_watch = watch.and_then(Result::ok);
        let border = SharedBorder::new(platform.border.and_then(|border| {
            let shown = border(supervisor);
            shown.inspect_err(|error| debug!(%error, "what is shared has no border")).ok()
        }));
        let overlay = platform.marks.and_then(|marks| {
            let shown = marks(supervisor);
            shown.inspect_err(|error| warn!(%error, "nothing can be drawn over the screen")).ok()
        });
        let (found, elements) = mpsc::channel(EVENTS);
        let finder = platform.elements.and_then(|finder| {
            let started = finder(found, supervisor);
            started.inspect_err(|error| debug!(%error, "it is not known what is at a place")).ok()
        });
        let marks = SharedMarks::new(overlay, finder);
        let out_of_reach = OutOfReach::default();
        let desktop =
            SharedDesktop { media, input, bandwidth, border, marks, out_of_reach, prompt_watch };
        Ok(Self { desktop, from_media, panicked, lost, prompts, elements, sees_prompts, farewell })
    }
}

/// The Helper's control of the desktop; `None` where there is none to control, or where it cannot be.
fn input_control(
    input: Result<PlatformInput, NoInput>,
    events: mpsc::Sender<PanicEvent>,
    losses: LossSender,
    supervisor: &Supervisor,
) -> Result<Option<InputControl>, Failure> {
    let opened = input.and_then(|input| {
        InputControl::open(input, events, losses, supervisor).map_err(NoInput::Refused)
    });
    match opened {
        Ok(control) => Ok(Some(control)),
        Err(NoInput::Synthetic | NoInput::ViewOnly) => Ok(None),
        Err(NoInput::Recording { path, error }) => {
            Err(Failure::Failed(words::faults::unwritable(&path, &error)))
        }
        // The screen can be shared all the same; the User is told that it is only seen.
        Err(NoInput::Refused(error)) => {
            warn!(%error, "this desktop cannot be controlled");
            Ok(None)
        }
    }
}

/// What asks the router for ports, if the User wants that; and what the User is told where it is left out because of the network.
async fn port_mapper(
    options: &NetworkOptions,
    supervisor: &Supervisor,
) -> (Option<PortMapper>, Option<Note>) {
    if !options.map_port {
        return (None, None);
    }
    if public_network::kind().await.counts_as_public() {
        return (None, Some(Note::NoPortInPublic));
    }
    let (mapper, work) = PortMapper::start();
    supervisor.spawn(Part::PortMapping, work);
    (Some(mapper), None)
}

fn delivery_options(context: &RunContext<'_>) -> DeliveryOptions {
    let options = &context.options;
    DeliveryOptions {
        user: options.name.clone(),
        server: context.server.page.address(),
        save_as: options.save_as.as_ref().map(|path| path.as_path().to_owned()),
        email: options.email.clone(),
        rule: context.terms.email,
    }
}

fn session_options(
    context: &RunContext<'_>,
    desktop: &SharedDesktop,
    transfers: &Transfers,
    known_helpers: Option<session::KnownHelpers>,
    known_names: Vec<KnownName>,
) -> SessionOptions {
    let options = &context.options;
    SessionOptions {
        name: options.name.clone(),
        lifetime: options.lifetime(),
        view_only: options.view_only,
        can_inject: desktop.input.is_some(),
        offered: offered(desktop, transfers, context.terms.forbidden),
        control_stop: desktop.control_stop(),
        answers_prompts: platform::ANSWERS_PROMPTS,
        system: platform::SHORTCUTS,
        secret: context.secret.clone(),
        code_language: words::code_language(),
        oldest_version: context.terms.oldest_version,
        reconnect_for: options.session.reconnect,
        log: context.log.as_ref().map_or(LogNeed::Optional, LogFolder::need),
        known_helpers,
        known_names,
        page: signal_server::page_hash(),
        first_question: context.dialogue.next_question,
    }
}

/// The rights with which this desktop can do something, and that the owner of the computer allows.
fn offered(desktop: &SharedDesktop, transfers: &Transfers, forbidden: RightSet) -> RightSet {
    // Esc takes away what is drawn: without a panic key nothing may be.
    let can_point =
        || desktop.marks.can_show() && desktop.input.as_ref().is_some_and(InputControl::can_watch);
    let there = [
        (Right::Point, !forbidden.contains(Right::Point) && can_point()),
        (Right::ClipboardRead, transfers.has_clipboard()),
        (Right::ClipboardWrite, transfers.has_clipboard()),
        (Right::FileIn, true),
        (Right::FileOut, true),
    ];
    there
        .into_iter()
        .filter(|(right, is_there)| *is_there && !forbidden.contains(*right))
        .fold(session::right::PICTURE_AND_CONTROL, |offered, (right, _)| offered.with(right))
}

/// The transfers of a session, with the clipboard where there is one, and what the User is told where it is missing.
fn transfers(
    clipboard: Option<ClipboardOpener>,
    terms: &Terms,
    events: mpsc::Sender<TransferEvent>,
    supervisor: &Supervisor,
) -> Result<(Transfers, Option<Note>), Failure> {
    let store = Store::spawn(events.clone(), supervisor)
        .map_err(|error| Failure::Failed(words::window::not_started(&error)))?;
    let is_allowed = [Right::ClipboardRead, Right::ClipboardWrite]
        .into_iter()
        .any(|right| !terms.forbidden.contains(right));
    let is_wanted = clipboard.is_some() && is_allowed;
    let clipboard = clipboard.and_then(|opener| {
        let opened = SharedClipboard::open(opener, events.clone(), supervisor);
        opened.inspect_err(|error| debug!(%error, "the clipboard is not shared")).ok()
    });
    let missing = (is_wanted && clipboard.is_none()).then_some(Note::NoClipboardHere);
    Ok((Transfers::new(store, clipboard, file_options(&terms.files), events), missing))
}

/// Where files of the Helper's go.
fn file_options(rule: &FilesRule) -> FileOptions {
    let folder = rule.folder.clone().or_else(folders::downloads);
    let scanner = rule.scanner.as_ref().and_then(|command| {
        let command: Vec<&str> = command.iter().map(String::as_str).collect();
        // The policy was checked when it was read.
        Scanner::new(&command).ok()
    });
    FileOptions { folder: folder.unwrap_or_else(std::env::temp_dir), scanner }
}

fn records(
    log: Option<LogFolder>,
    supervisor: &Supervisor,
) -> (Records, mpsc::Receiver<crate::contacts::ContactsEvent>, mpsc::Receiver<crate::log::FileEvent>)
{
    let (contacts_events, from_contacts) = mpsc::channel(EVENTS);
    let (log_events, from_log) = mpsc::channel(EVENTS);
    let contacts = SessionContacts::of_this_account(supervisor, contacts_events);
    let log = SessionLog::new(log, log_events);
    (Records { contacts, log }, from_contacts, from_log)
}

fn user_side(context: &RunContext<'_>) -> UserSide {
    let questions = context.terms.questions.clone();
    let Dialogue { person, typed, .. } = &*context.dialogue;
    UserSide { person: person.clone(), typed: typed.clone(), questions }
}

/// Says what the User should know before a Helper connects.
fn greet(
    app: &mut App,
    context: &mut RunContext<'_>,
    (left_out, unread, missing): (usize, Option<StoreError>, [Option<Note>; 2]),
    sees_prompts: bool,
) {
    app.user.person.begin_session();
    for note in std::mem::take(&mut context.terms.notes) {
        app.show(UserNotice::Note(Note::Policy(note)));
    }
    for note in missing.into_iter().flatten() {
        app.show(UserNotice::Note(note));
    }
    if let Some(server) = &context.server.own {
        app.show(UserNotice::Listening { address: server.address.to_string() });
    }
    if app.desktop.input.is_none() && !context.options.view_only {
        app.show(UserNotice::Note(Note::ViewOnlyHere));
    }
    let (phase, stop) = (app.driver.phase(), app.desktop.control_stop());
    app.show(UserNotice::Session(Notice::Phase { phase, helper: None, reason: None, stop }));
    if left_out > 0 {
        app.show(UserNotice::Note(Note::HelpersLeftOut { count: left_out }));
    }
    if let Some(error) = unread {
        app.show(UserNotice::Note(Note::NamesUnknown(words::faults::store(&error))));
    }
    if !sees_prompts {
        app.own_events.push_back(Event::PromptsUnwatched);
    }
}

/// Restores the desktop, and waits until files are written, the last messages are sent, the router has closed its
/// ports, and the desktop knows that nothing is shared any more.
async fn end(
    mut app: App,
    mut sources: EventSources,
    link: JoinHandle<()>,
    (mapper, farewell): (Option<PortMapper>, Option<Farewell>),
) {
    app.finish(&mut sources).await;
    drop(app);
    let ports = async {
        if let Some(mapper) = mapper {
            mapper.finish().await;
        }
    };
    let desktop = async {
        if let Some(farewell) = farewell {
            let _ = tokio::task::spawn_blocking(farewell).await;
        }
    };
    // The link closes once everything is sent.
    let _ = tokio::join!(tokio::time::timeout(LINK_END, link), ports, desktop);
}
