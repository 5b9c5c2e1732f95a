//! Which element is at a place, on X11: the X server knows whose window is there, and that program's accessibility tree
//! (AT-SPI) what in it.
//!
//! A thread asks; nothing else waits for a program that does not answer. It connects when it is asked first.

mod accessibility;
mod roles;
mod window;

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::Duration;

use protocol::limits;
use tokio::sync::mpsc;

use super::connection::Connection;
use crate::platform::elements::{ElementFinder, FoundElement, WantedElement};
use crate::platform::error::PlatformError;
use crate::platform::linux::bus;
use crate::platform::parts::{Desktop, ElementsOpener};
use crate::supervisor::{Ending, Part, Supervisor};

/// How long one search may take. A step stays where the Helper has put it when it takes longer.
const PATIENCE: Duration = Duration::from_secs(1);

/// Starts what finds elements on this desktop.
pub(super) fn opener(desktop: &Desktop) -> ElementsOpener {
    let desktop = desktop.clone();
    Box::new(move |found, supervisor| Ok(Box::new(X11Elements::spawn(desktop, found, supervisor)?)))
}

/// The thread's handle. The thread ends when this is dropped.
#[derive(Debug)]
struct X11Elements(SyncSender<WantedElement>);

impl X11Elements {
    fn spawn(
        desktop: Desktop,
        found: mpsc::Sender<FoundElement>,
        supervisor: &Supervisor,
    ) -> Result<Self, PlatformError> {
        let (ask, asked) = sync_channel(limits::STEPS);
        let work = move || {
            if let Err(error) = run(&desktop, &asked, &found) {
                tracing::debug!(%error, "steps stay where they are put");
            }
            Ending::Expected
        };
        supervisor.spawn_thread(Part::Elements, work, || {})?;
        Ok(Self(ask))
    }
}

impl ElementFinder for X11Elements {
    fn find(&self, wanted: WantedElement) {
        // After the thread has ended, and while it is busy with as many as there are steps, nothing is found.
        let _ = self.0.try_send(wanted);
    }
}

fn run(
    desktop: &Desktop,
    asked: &Receiver<WantedElement>,
    found: &mpsc::Sender<FoundElement>,
) -> Result<(), PlatformError> {
    let Ok(mut wanted) = asked.recv() else { return Ok(()) };
    let connection = Connection::open(desktop.address.as_deref())?;
    loop {
        let program = window::program_at(&connection, wanted.at)?;
        // This program's own windows are no place for steps.
        if let Some(program) = program.filter(|program| *program != std::process::id()) {
            let search = accessibility::find(program, wanted.at);
            let search = bus::run(async { tokio::time::timeout(PATIENCE, search).await })?;
            match search {
                Ok(Ok(Some((element, place)))) => {
                    let element = FoundElement { wanted, element, place };
                    if found.blocking_send(element).is_err() {
                        return Ok(());
                    }
                }
                Ok(Ok(None)) => {}
                Ok(Err(error)) => tracing::debug!(%error, "no accessibility interface"),
                Err(_) => tracing::debug!("the program does not say what is at a place"),
            }
        }
        let Ok(next) = asked.recv() else { return Ok(()) };
        wanted = next;
    }
}
