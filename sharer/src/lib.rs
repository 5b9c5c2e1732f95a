//! The side whose screen is seen.
//!
//! Pure decisions ([`session`], [`gate`], [`flow`], `media::pacing`) are apart from the shells
//! that feed them: [`app`] (one asynchronous loop, `run` around it), the media thread, the injection thread and the
//! panic key's thread. Reading order: [`program`], [`config`], [`app`], [`session`], [`gate`], then
//! the edges.

pub mod bench;
pub mod config;
pub mod exit;
pub mod help;
pub mod policy;
pub mod program;
pub mod settings;
pub mod table;
pub mod words;

pub mod app;
pub mod bandwidth;
pub mod clock;
pub mod contacts;
mod feeds;
pub mod identity;
pub mod invite;
pub mod log;
pub mod person;
pub mod private;
pub mod rendezvous;
pub mod rtc;
mod run;
mod secret_file;
pub mod server;

pub mod flow;
pub mod gate;
pub mod session;

pub mod desktop;
pub mod hand;
pub mod inject;
pub mod media;

use std::process::ExitCode;

use exit::Failure;
use tokio::runtime::Runtime;

/// Shares the screen as the command line says and the owner's policy allows, until the session
/// ends; where offers are waited for, until somebody ends it.
pub fn run(
    options: config::Share,
    terms: policy::Terms,
    way: contacts::Way,
) -> Result<ExitCode, Failure> {
    let secret = match &way {
        contacts::Way::Code => invite::chosen_secret(&options)?,
        contacts::Way::Contact(_) | contacts::Way::Offers(_) => None,
    };
    runtime()?.block_on(run::run(options, terms, way, secret))
}

fn runtime() -> Result<Runtime, Failure> {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(|error| Failure::Failed(format!("the program could not start: {error}")))
}
