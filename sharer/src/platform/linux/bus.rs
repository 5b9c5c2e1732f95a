//! The session's D-Bus, and another one, spoken to from a thread of its own.

use std::ops::Deref;
use std::time::Duration;

use tokio::task::JoinHandle;
use zbus::{Connection, connection};

use crate::platform::error::Reason;

/// How long the bus, and who answers without asking the User, may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// A connection, which works while this is kept.
#[derive(Debug)]
pub(in crate::platform) struct SessionBus {
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

/// Connects to the bus of the session, within [`run`].
pub(in crate::platform) async fn connect() -> Result<SessionBus, Reason> {
    build(connection::Builder::session().map_err(Reason::of)?, PATIENCE).await
}

/// Connects to the bus at an address, on which a call may take so long.
pub(in crate::platform) async fn connect_to(
    address: &str,
    patience: Duration,
) -> Result<SessionBus, Reason> {
    build(connection::Builder::address(address).map_err(Reason::of)?, patience).await
}

async fn build(bus: connection::Builder<'_>, patience: Duration) -> Result<SessionBus, Reason> {
    let bus = bus.method_timeout(patience).internal_executor(false).build();
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
pub(in crate::platform) fn run<T>(work: impl Future<Output = T>) -> std::io::Result<T> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build()?;
    Ok(runtime.block_on(work))
}
