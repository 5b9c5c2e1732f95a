//! Notifications and an icon, by D-Bus. A thread of its own speaks to the bus: nothing else waits for what hangs there,
//! and without a bus nothing is shown.

mod menu;
mod notifications;
mod seen;
mod tray;

use std::sync::Arc;
use std::sync::mpsc::{Receiver, sync_channel};
use std::time::Duration;

use futures_util::StreamExt as _;
use tokio::sync::watch;
use zbus::{Connection, MessageStream, connection};

use self::notifications::Notifications;
use self::seen::Seen;
use crate::clock::Clock;
use crate::platform::desk::pace::{Pace, Step};
use crate::platform::desk::{Chosen, Desk, Outside};
use crate::supervisor::{Ending, Part, Supervisor};

/// How long the bus and what is on it may take to answer.
const PATIENCE: Duration = Duration::from_secs(2);

/// How long the end of the program waits for the notification to be withdrawn.
const FAREWELL: Duration = Duration::from_millis(500);

/// Signals of the bus that may wait to be read; beyond, the bus waits.
const SIGNALS: usize = 16;

/// The thread that speaks to the bus.
struct Bus {
    /// What is to be shown. A newer one replaces an older one that was not looked at. `None` once the program ends.
    wanted: Option<watch::Sender<Option<Outside>>>,
    /// Disconnected when the thread has ended.
    ended: Receiver<()>,
}

impl Desk for Bus {
    fn show(&mut self, outside: Outside) {
        if let Some(wanted) = &self.wanted {
            wanted.send_replace(Some(outside));
        }
    }
}

impl Drop for Bus {
    fn drop(&mut self) {
        self.wanted = None;
        let _ = self.ended.recv_timeout(FAREWELL);
    }
}

/// Starts the thread. Without one nothing is shown.
pub(crate) fn open_desk(chosen: Chosen, supervisor: &Supervisor) -> Box<dyn Desk> {
    Box::new(open_at(None, chosen, supervisor))
}

/// The same, with the bus at this address instead of the session's.
fn open_at(address: Option<String>, chosen: Chosen, supervisor: &Supervisor) -> Bus {
    let (wanted, latest) = watch::channel(None);
    let (ends, ended) = sync_channel(0);
    let work = move || {
        let _ends = ends;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build();
        let result = match runtime {
            Ok(runtime) => runtime.block_on(run(address, latest, chosen)),
            Err(error) => Err(error.into()),
        };
        if let Err(error) = result {
            tracing::debug!(%error, "nothing is shown on the desktop outside of the windows");
        }
        Ending::Expected
    };
    if let Err(error) = supervisor.spawn_thread(Part::Desk, work, || {}) {
        tracing::debug!(%error, "no thread for notifications");
    }
    Bus { wanted: Some(wanted), ended }
}

/// Shows what is wanted until the end.
async fn run(
    address: Option<String>,
    mut wanted: watch::Receiver<Option<Outside>>,
    chosen: Chosen,
) -> zbus::Result<()> {
    // Before there is something to show, nobody is spoken to.
    let is_there = wanted.wait_for(Option::is_some).await.is_ok();
    let Some(first) = wanted.borrow_and_update().clone().filter(|_| is_there) else {
        return Ok(());
    };
    let bus = match address.as_deref() {
        Some(address) => connection::Builder::address(address)?,
        None => connection::Builder::session()?,
    };
    let bus = bus.method_timeout(PATIENCE).internal_executor(false).build();
    let bus = tokio::time::timeout(PATIENCE, bus).await.map_err(|_| timed_out())??;
    let executor = bus.executor().clone();
    let works = tokio::spawn(async move {
        loop {
            executor.tick().await;
        }
    });
    let result = serve(&bus, wanted, first, chosen).await;
    works.abort();
    result
}

fn timed_out() -> zbus::Error {
    zbus::Error::InputOutput(Arc::new(std::io::ErrorKind::TimedOut.into()))
}

async fn serve(
    bus: &Connection,
    mut wanted: watch::Receiver<Option<Outside>>,
    first: Outside,
    chosen: Chosen,
) -> zbus::Result<()> {
    let (clock, mut pace, mut notifications) =
        (Clock::start(), Pace::default(), Notifications::default());
    pace.want(first.announcement.clone(), clock.now());
    let program = first.program;
    let seen = Arc::new(Seen::new(first, chosen));
    tray::serve(bus, &seen).await?;
    let mut watchers = MessageStream::for_match_rule(tray::watchers()?, bus, Some(SIGNALS)).await?;
    let mut signals =
        MessageStream::for_match_rule(Notifications::signals()?, bus, Some(SIGNALS)).await?;
    quietly("no icon is shown", tray::register(bus).await);
    loop {
        let waits = match pace.step(clock.now()) {
            Step::Rest => None,
            Step::Wait(left) => Some(left),
            Step::Show(announcement) => {
                quietly("no notification", notifications.show(bus, program, &announcement).await);
                continue;
            }
            Step::Withdraw => {
                quietly("a notification stays", notifications.withdraw(bus).await);
                continue;
            }
        };
        tokio::select! {
            biased;
            changed = wanted.changed() => {
                let outside = wanted.borrow_and_update().clone();
                let Some(outside) = outside.filter(|_| changed.is_ok()) else {
                    quietly("a notification stays", notifications.withdraw(bus).await);
                    return Ok(());
                };
                if let Some(revision) = seen.show(&outside) {
                    quietly("the icon is old", tray::changed(bus, revision).await);
                }
                pace.want(outside.announcement, clock.now());
            }
            Some(signal) = signals.next() => {
                if let Some(choice) = signal.ok().and_then(|signal| notifications.signal(&signal)) {
                    seen.choose(choice);
                }
            }
            // It came, or another one took its place.
            Some(_) = watchers.next() => quietly("no icon is shown", tray::register(bus).await),
            () = tokio::time::sleep(waits.unwrap_or_default()), if waits.is_some() => {}
        }
    }
}

/// What the desktop does not show, the window shows.
fn quietly(what: &str, result: zbus::Result<()>) {
    if let Err(error) = result {
        tracing::debug!(%error, "{what}");
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::net::UnixListener;

    use super::*;
    use crate::platform::desk::{Announcement, Mark};

    fn outside(announcement: Option<Announcement>) -> Outside {
        let (program, title) = ("alongside", "Alongside");
        let (status, menu, mark) = (String::new(), Vec::new(), Mark::Seen);
        Outside { program, title, mark, status, menu, right_to_left: false, announcement }
    }

    #[test]
    fn a_bus_that_hangs_holds_up_nobody() {
        let path = std::env::temp_dir().join(format!("alongside-bus-{}", std::process::id()));
        let _ = std::fs::remove_file(&path);
        // Connections are made, and nobody ever answers.
        let silent = UnixListener::bind(&path).unwrap();
        let address = format!("unix:path={}", path.display());
        let (clock, (supervisor, _died)) = (Clock::start(), Supervisor::new());
        let mut desk = open_at(Some(address), Box::new(|_| ()), &supervisor);
        desk.show(outside(None));
        // The thread waits for an answer from now on.
        let _connection = silent.accept().unwrap();
        for n in 0..1_000 {
            let (title, click, text) = ("T", "Show", n.to_string());
            let announcement = Announcement { title, text, click, is_urgent: true };
            desk.show(outside(Some(announcement)));
        }
        drop(desk);
        let took = Duration::from_millis(clock.now().as_millis());
        std::fs::remove_file(&path).unwrap();
        assert!(took < PATIENCE, "{took:?}");
    }

    #[test]
    fn without_a_bus_the_thread_ends() {
        let (supervisor, _died) = Supervisor::new();
        let nowhere = Some("unix:path=/nowhere/bus".to_owned());
        let mut desk = open_at(nowhere, Box::new(|_| ()), &supervisor);
        desk.show(outside(None));
        assert!(
            desk.ended
                .recv_timeout(2 * PATIENCE)
                .is_err_and(|error| { error == std::sync::mpsc::RecvTimeoutError::Disconnected })
        );
    }
}
