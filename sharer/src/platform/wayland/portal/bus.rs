//! The thread that speaks to the portal: opens the session, injects by it, notices its end.

use std::collections::HashMap;
use std::os::fd::OwnedFd;
use std::sync::Arc;
use std::time::Duration;

use futures_util::StreamExt as _;
use protocol::geometry::Size;
use tokio::sync::mpsc;
use zbus::zvariant::{OwnedObjectPath, OwnedValue, Value};
use zbus::{Connection, Message, MessageStream};

use super::error::PortalError;
use super::granted::{Devices, StreamInfo};
use super::offer::{self, Offer};
use super::request::{
    self, DESKTOP, Options, PATH, REMOTE_DESKTOP, Requests, Results, SCREEN_CAST, SESSION, failed,
};
use super::selection::Selection;
use super::session::{CALL_TIMEOUT, Command, Opened, PortalSession};
use super::shared::{Attempt, Shared};
use super::token::TokenFile;
use crate::platform::error::Reason;
use crate::platform::linux::bus;
use crate::platform::wayland::own_session;
use crate::supervisor::run_caught;

/// How long the bus, and the portal where it asks nobody, may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// How often a session is asked for, and the time in between.
const ATTEMPTS: u32 = 4;
const PAUSE: Duration = Duration::from_millis(500);

/// How long the User may take to answer the dialog of the desktop.
const DIALOG: Duration = Duration::from_secs(120);

/// How long a session may take to be closed.
const FAREWELL: Duration = Duration::from_secs(2);

/// Commands that may wait for the thread. Each caller waits for its answer, so that there are only a few.
const COMMANDS: usize = 8;

/// Runs this with a connection to the session's bus, on this thread.
pub(super) fn block_on<T, F>(work: impl FnOnce(Connection) -> F) -> Result<T, PortalError>
where
    F: Future<Output = Result<T, PortalError>>,
{
    bus::run(async {
        let bus = bus::connect().await.map_err(PortalError::NoBus)?;
        work(Connection::clone(&bus)).await
    })?
}

/// Starts the thread that opens a session.
pub(super) fn spawn(offer: Offer, shared: Arc<Shared>) -> Result<(), PortalError> {
    let Some(attempt) = shared.begin() else {
        return Ok(());
    };
    let (of_thread, of_attempt) = (Arc::clone(&shared), attempt.clone());
    let spawned = std::thread::Builder::new().name("portal".into()).spawn(move || {
        let (shared, attempt) = (of_thread, of_attempt);
        let work = || block_on(|bus| run(bus, offer, Arc::clone(&shared), attempt.clone()));
        // A panic was reported; who waits for the session must not wait for ever.
        if let Err(error) = run_caught(work).unwrap_or(Err(PortalError::Closed)) {
            tracing::debug!(%error, "the session of the portal has ended");
            shared.opened(&attempt, Err(error));
        }
        // However it ended, nothing is granted any more.
        shared.closed_by_desktop(&attempt);
        shared.thread_ended(&attempt);
    });
    if let Err(error) = spawned {
        shared.request_close();
        shared.thread_ended(&attempt);
        return Err(error.into());
    }
    Ok(())
}

async fn run(
    bus: Connection,
    offer: Offer,
    shared: Arc<Shared>,
    attempt: Attempt,
) -> Result<(), PortalError> {
    let mut session = None;
    // A session without input injects nothing, and is none of those that other programs might have.
    let mut own = offer.has_input().then(own_session::Attempt::begin);
    let outcome = tokio::select! {
        biased;
        () = attempt.close_requested() => Err(PortalError::Closed),
        granted = grant(&bus, offer, &mut session) => granted,
    };
    let Some(session) = session else {
        return outcome.map(drop);
    };
    let served = match outcome {
        Ok(granted) => {
            // GNOME has a session for input also where the User allows none; where a desktop has none, one of another
            // program might be taken for it, but only GNOME lets the window take a yes.
            if let Some(own) = &mut own {
                own.opened();
            }
            serve(&bus, &session, granted, &shared, &attempt).await
        }
        Err(error) => Err(error),
    };
    if let Some(own) = &mut own {
        own.closes();
    }
    // It takes a dialog away that is still open, too.
    let _ = tokio::time::timeout(FAREWELL, request::close(&bus, &session)).await;
    served
}

/// What the User has granted.
struct Granted {
    devices: Devices,
    stream: StreamInfo,
    pipewire: OwnedFd,
    /// The signals of the session.
    closed: MessageStream,
}

/// Asks for the session. It is in `session` as soon as it exists.
async fn grant(
    bus: &Connection,
    offer: Offer,
    session: &mut Option<OwnedObjectPath>,
) -> Result<Granted, PortalError> {
    let mut requests = Requests::new(bus);
    let interface = if offer.has_input() { REMOTE_DESKTOP } else { SCREEN_CAST };
    let created = in_time(PATIENCE, create(&mut requests, interface), PortalError::Slow).await?;
    let path = session.insert(session_path(&created)?).clone();
    let closed = request::watch(bus, SESSION, path.as_str()).await.map_err(failed)?;
    let file = TokenFile::of(offer);
    let token = file.as_ref().and_then(TokenFile::take);
    let Selection { devices, sources } = Selection::of(offer, token);
    if let Some(options) = devices {
        let target = path.clone();
        let selected =
            requests.make((interface, "SelectDevices"), options, |options| (target, options));
        in_time(PATIENCE, selected, PortalError::Slow).await?;
    }
    let target = path.clone();
    let selected =
        requests.make((SCREEN_CAST, "SelectSources"), sources, |options| (target, options));
    in_time(PATIENCE, selected, PortalError::Slow).await?;
    let target = path.clone();
    let started =
        requests.make((interface, "Start"), Options::new(), |options| (target, "", options));
    let started = in_time(DIALOG, started, PortalError::Unanswered).await?;
    let next = started.get("restore_token").map(<&str>::try_from);
    if let (Some(file), Some(Ok(token))) = (file, next) {
        file.keep(token);
    }
    let devices = match started.get("devices").and_then(|value| u32::try_from(value).ok()) {
        Some(types) => offer::devices(types),
        None => Devices::default(),
    };
    let stream = stream(&started).ok_or(PortalError::NoScreenCast)?;
    let pipewire = open_pipewire(bus, &path).await?;
    Ok(Granted { devices, stream, pipewire, closed })
}

/// Makes the session. A backend that has just been started, or has crashed, refuses it for a moment (GNOME 43).
async fn create(
    requests: &mut Requests<'_>,
    interface: &'static str,
) -> Result<Results, PortalError> {
    let mut attempts = 1;
    loop {
        let options = Options::from([("session_handle_token", Value::from(requests.token()))]);
        let created = requests.make((interface, "CreateSession"), options, |options| (options,));
        match created.await {
            Err(PortalError::Failed(why)) if attempts < ATTEMPTS => {
                tracing::debug!(%why, "the portal makes no session yet");
                attempts += 1;
                tokio::time::sleep(PAUSE).await;
            }
            created => return created,
        }
    }
}

async fn in_time<T>(
    time: Duration,
    work: impl Future<Output = Result<T, PortalError>>,
    otherwise: PortalError,
) -> Result<T, PortalError> {
    tokio::time::timeout(time, work).await.unwrap_or(Err(otherwise))
}

/// The session in the answer to CreateSession. Some portals send it as a string.
fn session_path(results: &Results) -> Result<OwnedObjectPath, PortalError> {
    let no_session = || PortalError::Failed(Reason::of("it made no session"));
    let value = results.get("session_handle").ok_or_else(no_session)?;
    let path = if let Value::Str(text) = &**value {
        OwnedObjectPath::try_from(text.as_str()).ok()
    } else if let Value::ObjectPath(path) = &**value {
        Some(OwnedObjectPath::from(path.clone()))
    } else {
        None
    };
    path.ok_or_else(no_session)
}

/// The first stream in the answer to Start: `a(ua{sv})`.
fn stream(results: &Results) -> Option<StreamInfo> {
    /// `source_type` of a window.
    const WINDOW: u32 = 2;
    type Streams = Vec<(u32, HashMap<String, OwnedValue>)>;
    let streams = results.get("streams")?.try_clone().ok()?;
    let (node, properties) = Streams::try_from(streams).ok()?.into_iter().next()?;
    let pair = |name: &str| {
        let value = properties.get(name)?.try_clone().ok()?;
        <(i32, i32)>::try_from(value).ok()
    };
    let size = pair("size").and_then(|(width, height)| {
        Size::new(u32::try_from(width).ok()?, u32::try_from(height).ok()?).ok()
    });
    let kind = properties.get("source_type").and_then(|value| u32::try_from(value).ok());
    Some(StreamInfo {
        node,
        position: pair("position").unwrap_or((0, 0)),
        size,
        is_window: kind == Some(WINDOW),
    })
}

async fn open_pipewire(
    bus: &Connection,
    session: &OwnedObjectPath,
) -> Result<OwnedFd, PortalError> {
    let body = (session, Options::new());
    let reply = bus
        .call_method(Some(DESKTOP), PATH, Some(SCREEN_CAST), "OpenPipeWireRemote", &body)
        .await
        .map_err(failed)?;
    let fd: zbus::zvariant::OwnedFd = reply.body().deserialize().map_err(failed)?;
    Ok(fd.into())
}

/// Injects until the session ends.
async fn serve(
    bus: &Connection,
    path: &OwnedObjectPath,
    granted: Granted,
    shared: &Arc<Shared>,
    attempt: &Attempt,
) -> Result<(), PortalError> {
    let (commands, mut received) = mpsc::channel(COMMANDS);
    let Granted { devices, stream, pipewire, mut closed } = granted;
    let session = PortalSession { commands, shared: Arc::clone(shared), devices, stream };
    shared.opened(attempt, Ok(Opened { session, pipewire }));
    loop {
        tokio::select! {
            biased;
            () = attempt.close_requested() => return Ok(()),
            signal = closed.next() => {
                if ends(signal.as_ref()) {
                    return Err(PortalError::Closed);
                }
            }
            command = received.recv() => {
                let Some(Command { notification, until, answer }) = command else { return Ok(()) };
                if shared.clock.now() >= until {
                    continue;
                }
                let sent = notification.send(bus, path);
                let sent = match tokio::time::timeout(CALL_TIMEOUT, sent).await {
                    Ok(sent) => sent.map_err(failed),
                    Err(_) => Err(PortalError::Slow),
                };
                // A session that the desktop ends says so first, and then takes nothing. Who waits hears of the end.
                if sent.is_err() && has_ended(&mut closed).await {
                    return Err(PortalError::Closed);
                }
                let _ = answer.send(sent);
            }
        }
    }
}

/// Whether this signal ends the session, or none will come any more.
fn ends(signal: Option<&zbus::Result<Message>>) -> bool {
    let Some(Ok(signal)) = signal else { return true };
    signal.header().member().is_some_and(|member| member.as_str() == "Closed")
}

/// Whether the end of the session has arrived already.
async fn has_ended(closed: &mut MessageStream) -> bool {
    tokio::select! {
        biased;
        signal = closed.next() => ends(signal.as_ref()),
        () = std::future::ready(()) => false,
    }
}
