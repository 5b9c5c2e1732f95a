//! The asynchronous runtime of a command.

use tokio::runtime::{Builder, Runtime};

use crate::cli::exit::Failure;
use crate::words;

/// Builds the runtime.
pub(crate) fn runtime() -> Result<Runtime, Failure> {
    Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(|error| Failure::Failed(words::window::not_started(&error)))
}
