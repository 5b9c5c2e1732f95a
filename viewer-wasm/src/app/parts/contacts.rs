//! The Helper's contacts and queue, and the store of both.

use rand_core::OsRng;
use viewer::queue::Queue;

use crate::error::Error;
use crate::event::{Emit, StoreError};
use crate::web::clock::utc;
use crate::web::people::People;
use crate::web::socket::Socket;
use crate::web::store::Store;

/// The Helper's contacts and queue.
pub(in crate::app) struct Contacts {
    pub(in crate::app) queue: Queue<OsRng>,
    /// The queue's own connection to the signal server.
    pub(in crate::app) socket: Option<Socket>,
    pub(in crate::app) store: Store,
    /// Why this browser cannot store an identity.
    pub(in crate::app) unavailable: Option<StoreError>,
    pub(in crate::app) list: People,
}

impl Contacts {
    pub(in crate::app) fn new(emit: &Emit) -> Result<Self, Error> {
        Ok(Self {
            queue: Queue::new(OsRng),
            socket: None,
            store: Store::new(emit),
            unavailable: None,
            list: People::new(emit)?,
        })
    }

    /// Shows the queue and the contacts.
    pub(in crate::app) fn show(&self) {
        self.list.show(&self.queue, utc());
    }
}
