//! The session's D-Bus, spoken to from a thread of its own.

use std::ops::Deref;
use std::time::Duration;

use tokio::task::JoinHandle;
use zbus::{Connection, connection};

use crate::platform::error::Reason;

/// How long the bus, and who answers without asking the User, may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// A connection, which works while this is kept.
#[derive(Debug)]
pub(super) struct SessionBus {
    bus: Connection,
    works: JoinHandle<()>,
}

impl Deref for SessionBus {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        &self.bus
    }
}

impl Drop for SessionBus {
    fn drop(&mut self) {
        self.works.abort();
    }
}

/// Connects, within [`run`].
pub(super) async fn connect() -> Result<SessionBus, Reason> {
    let bus = connection::Builder::session().map_err(Reason::of)?;
    let bus = bus.method_timeout(PATIENCE).internal_executor(false).build();
    let bus = tokio::time::timeout(PATIENCE, bus).await;
    let bus = bus.map_err(|_| Reason::of("it does not answer"))?.map_err(Reason::of)?;
    let executor = bus.executor().clone();
    let works = tokio::spawn(async move {
        loop {
            executor.tick().await;
        }
    });
    Ok(SessionBus { bus, works })
}

/// Runs this on this thread.
pub(super) fn run<T>(work: impl Future<Output = T>) -> std::io::Result<T> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build()?;
    Ok(runtime.block_on(work))
}
