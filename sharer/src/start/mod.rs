//! From the arguments to the sessions: [`program`] does what the command line asks for, `run` what goes around
//! a session.

pub mod program;
pub(crate) mod run;
mod stderr;

use std::process::ExitCode;

use tokio::runtime::Runtime;

use crate::cli::exit::Failure;
use crate::cli::options::Share;
use crate::{contacts, invite, policy};

/// Shares the screen as the command line says and the owner's policy allows, until the session
/// ends; where offers are waited for, until somebody ends it.
pub fn run(options: Share, terms: policy::Terms, way: contacts::Way) -> Result<ExitCode, Failure> {
    let secret = match &way {
        contacts::Way::Code => invite::chosen_secret(&options)?,
        contacts::Way::Contact(_) | contacts::Way::Offers(_) => None,
    };
    runtime()?.block_on(run::run(options, terms, way, secret))
}

pub(crate) fn runtime() -> Result<Runtime, Failure> {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(|error| Failure::Failed(format!("the program could not start: {error}")))
}
