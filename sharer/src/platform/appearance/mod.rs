//! The appearance of the desktop, which is degraded in part for a slow line, and restored afterwards.
//!
//! `core/appearance` decides what is changed at which level; `store` remembers how it was; `keeper`
//! brings the desktop to a level. A thread of its own does the work: when a program of the desktop
//! hangs, only this thread waits for it.

mod keeper;
pub mod settings;
mod store;

use std::sync::{Arc, Condvar, Mutex, PoisonError};

use appearance::Level;
use protocol::limits::APPEARANCE_RESTORE_TIMEOUT;
use tokio::sync::{mpsc, oneshot};

pub use keeper::AppearanceError;
use keeper::{Keeper, Kept};
pub use settings::{DesktopSettings, Settings};
use store::Store;
pub use store::StoreError;

use crate::supervisor::{Ending, Part, Supervisor, run_caught};

/// Events that may wait for the session. One that finds no room is dropped: they are information for
/// the User.
const EVENTS: usize = 16;

/// What the thread reports.
#[derive(Debug)]
pub enum AppearanceEvent {
    /// A session that did not end properly had left the desktop changed; it is restored.
    Restored,
    /// The desktop may still be changed.
    NotRestored(AppearanceError),
    /// This desktop has no setting that is known here: nothing is changed.
    Unchanged,
    /// The desktop is not as the level wants it.
    NotChanged(AppearanceError),
}

/// Keeps the desktop at a level. When it is dropped, the desktop is restored.
#[derive(Debug)]
pub struct Appearance {
    orders: Arc<Orders>,
    ended: Option<oneshot::Receiver<()>>,
}

/// What the thread is to do; a later level replaces an earlier one.
#[derive(Debug, Default)]
struct Orders {
    next: Mutex<Next>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct Next {
    level: Option<Level>,
    end: bool,
}

impl Appearance {
    /// Starts the thread, which first restores what a session that did not end properly has left
    /// changed. Returns it and its events.
    pub fn spawn(
        desktop: DesktopSettings,
        supervisor: &Supervisor,
    ) -> std::io::Result<(Self, mpsc::Receiver<AppearanceEvent>)> {
        let (events, received) = mpsc::channel(EVENTS);
        let (ending, ended) = oneshot::channel();
        let orders = Arc::<Orders>::default();
        let theirs = Arc::clone(&orders);
        let work = move || {
            let mut keeper = keeper(desktop);
            if run_caught(|| run(&mut keeper, &theirs, &events)).is_some() {
                return Ending::Expected;
            }
            // What cannot be restored now is restored by the next start.
            if let Err(error) = keeper.restore() {
                tracing::error!(%error, "the desktop is not restored");
            }
            Ending::Failed
        };
        let cleanup = move || {
            let _ = ending.send(());
        };
        supervisor.spawn_thread(Part::Appearance, work, cleanup)?;
        Ok((Self { orders, ended: Some(ended) }, received))
    }

    /// Brings the desktop to this level.
    pub fn set_level(&self, level: Level) {
        self.orders.change(|next| next.level = Some(level));
    }

    /// Restores the desktop and waits for it, but not for long: what is not restored by then is restored
    /// by the next start.
    pub async fn end(mut self) {
        self.orders.change(|next| next.end = true);
        if let Some(ended) = self.ended.take() {
            let _ = tokio::time::timeout(APPEARANCE_RESTORE_TIMEOUT, ended).await;
        }
    }
}

impl Drop for Appearance {
    fn drop(&mut self) {
        self.orders.change(|next| next.end = true);
    }
}

impl Orders {
    fn change(&self, order: impl FnOnce(&mut Next)) {
        order(&mut self.next.lock().unwrap_or_else(PoisonError::into_inner));
        self.changed.notify_one();
    }

    /// Waits for the next level; `None` is the end.
    fn take(&self) -> Option<Level> {
        let next = self.next.lock().unwrap_or_else(PoisonError::into_inner);
        let idle = |next: &mut Next| next.level.is_none() && !next.end;
        let mut next = self.changed.wait_while(next, idle).unwrap_or_else(PoisonError::into_inner);
        if next.end { None } else { next.level.take() }
    }
}

fn run<S: Settings>(
    keeper: &mut Keeper<S>,
    orders: &Orders,
    events: &mpsc::Sender<AppearanceEvent>,
) {
    let report = |event| {
        let _ = events.try_send(event);
    };
    match keeper.recover() {
        Ok(0) => {}
        // The other sharer is running, and restores what it has changed.
        Err(AppearanceError::Busy) => {}
        Ok(_) => report(AppearanceEvent::Restored),
        Err(error) => report(AppearanceEvent::NotRestored(error)),
    }
    while let Some(level) = orders.take() {
        match keeper.keep(level) {
            Ok(Kept::All) => {}
            Ok(Kept::Nothing) => report(AppearanceEvent::Unchanged),
            Err(error) => report(AppearanceEvent::NotChanged(error)),
        }
    }
    if let Err(error) = keeper.restore() {
        report(AppearanceEvent::NotRestored(error));
    }
}

/// Restores what a session that did not end properly has left changed. Returns how many changes there
/// were.
pub(super) fn restore(desktop: DesktopSettings) -> Result<usize, AppearanceError> {
    keeper(desktop).recover()
}

fn keeper(desktop: DesktopSettings) -> Keeper<Box<dyn Settings + Send>> {
    let DesktopSettings { settings, kind, display } = desktop;
    Keeper::new(settings, Store::of_this_account(), kind, display)
}
