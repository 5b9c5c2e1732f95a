//! What all sessions of one run share, and one session after the other while waiting for offers.

use std::pin::Pin;
use std::process::ExitCode;
use std::time::Duration;

use protocol::code::Secret;
use tokio::sync::mpsc;
use tracing::warn;

use super::retry::{self, Next, Retry};
use super::session;
use crate::cli::exit::{self, Failure};
use crate::cli::options::Share;
use crate::contacts::{KnownHelpers, WaitsFor};
use crate::link::server::Server;
use crate::link::signal::ServerUrl;
use crate::person::{InputLine, PersonHandle, StandardInput};
use crate::platform::end_requested;
use crate::policy::Terms;

/// What all sessions of one run share.
pub(super) struct RunContext {
    pub(super) options: Share,
    pub(super) terms: Terms,
    pub(super) waits_for: WaitsFor,
    /// The words that the User has chosen, if any.
    pub(super) secret: Option<Secret>,
    pub(super) server: ServerInUse,
    pub(super) person: PersonHandle,
    /// Standard input.
    pub(super) typed: StandardInput,
    pub(super) lines: mpsc::Receiver<InputLine>,
    /// Completes with Ctrl-C or SIGTERM.
    pub(super) interrupt: Pin<Box<dyn Future<Output = ()> + Send>>,
}

/// The signal server, ours or another one.
pub(super) struct ServerInUse {
    /// Our own server, if no other is used.
    pub(super) own: Option<Server>,
    /// The address that a Helper opens.
    pub(super) page: ServerUrl,
    /// The address that we connect to.
    pub(super) signal: ServerUrl,
}

impl ServerInUse {
    async fn start(options: &Share) -> Result<Self, Failure> {
        if let Some(url) = &options.server.server {
            return Ok(Self { own: None, page: url.clone(), signal: url.clone() });
        }
        let own = Server::start(options.server.listen).await?;
        let (page, signal) = (own.url.clone(), own.own_url.clone());
        Ok(Self { own: Some(own), page, signal })
    }
}

/// Shares the screen until the session ends; or waits for offers until the User ends it. The last
/// notices are written before it returns.
pub(super) async fn run(
    options: Share,
    terms: Terms,
    waits_for: WaitsFor,
    secret: Option<Secret>,
) -> Result<ExitCode, Failure> {
    let person = PersonHandle::to_stdout(options.session.json).map_err(not_started)?;
    let status = run_with(options, terms, waits_for, secret, person.clone()).await;
    person.finish().await;
    status
}

fn not_started(error: std::io::Error) -> Failure {
    Failure::Failed(format!("the program could not start: {error}"))
}

async fn run_with(
    options: Share,
    terms: Terms,
    waits_for: WaitsFor,
    secret: Option<Secret>,
    person: PersonHandle,
) -> Result<ExitCode, Failure> {
    // First of all: without a Helper to wait for, nothing starts.
    let helpers = KnownHelpers::read(&waits_for, &options.name)?;
    let server = ServerInUse::start(&options).await?;
    let (typed, lines) = StandardInput::start().map_err(not_started)?;
    let interrupt = Box::pin(end_requested());
    let mut context =
        RunContext { options, terms, waits_for, secret, server, person, typed, lines, interrupt };
    let status = one_after_the_other(helpers, &mut context).await;
    if let Some(server) = context.server.own {
        server.stop().await;
    }
    status
}

async fn one_after_the_other(
    first: Option<KnownHelpers>,
    context: &mut RunContext,
) -> Result<ExitCode, Failure> {
    let mut retry = Retry::default();
    let mut helpers = Ok(first);
    loop {
        let result = match helpers {
            Ok(helpers) => session::run(helpers, context).await,
            Err(error) => Err(error),
        };
        let is_listening = matches!(context.waits_for, WaitsFor::Offers(_));
        let pause = match result {
            Ok(ended) => {
                retry.succeeded();
                match retry::pause_after(&ended).filter(|_| is_listening) {
                    Some(pause) => pause,
                    None => return Ok(status(&ended)),
                }
            }
            Err(failure) => wait_out(failure, &mut retry)?,
        };
        tokio::select! {
            () = &mut context.interrupt => return Ok(ExitCode::SUCCESS),
            () = tokio::time::sleep(pause) => {}
        }
        // Input that is left on the terminal must not answer for the next Helper.
        context.typed.discard();
        // The contacts may have changed.
        helpers =
            KnownHelpers::read(&context.waits_for, &context.options.name).map_err(Failure::from);
    }
}

/// How long to wait before the next attempt.
fn wait_out(failure: Failure, retry: &mut Retry) -> Result<Duration, Failure> {
    match retry.failed(&failure) {
        Next::Wait { pause, is_first } => {
            if is_first {
                warn!("{failure}; it is tried again");
            }
            Ok(pause)
        }
        Next::End => Err(failure),
    }
}

/// The exit status of the last session.
fn status(ended: &::session::Outcome) -> ExitCode {
    exit::status(ended.reason)
}
