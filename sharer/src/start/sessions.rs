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
use crate::link::reach::{Loopback, NetworkOptions, Reach};
use crate::link::server::Server;
use crate::link::signal::ServerUrl;
use crate::person::{InputLine, PersonHandle, StandardInput, UserError, UserNotice};
use crate::platform::end_requested;
use crate::policy::Terms;
use ::session::PersonInput;

/// What all sessions of one run share.
pub(super) struct RunContext {
    pub(super) options: Share,
    pub(super) terms: Terms,
    pub(super) waits_for: WaitsFor,
    /// The words that the User has chosen, if any.
    pub(super) secret: Option<Secret>,
    pub(super) server: ServerInUse,
    pub(super) person: PersonHandle,
    /// The id of the next question. An answer that comes late must not count for another session.
    pub(super) next_question: u32,
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

    /// How a direct path reaches a Helper who has come through this server.
    pub(super) fn reach(&self, options: NetworkOptions) -> Reach {
        let loopback = match self.own {
            Some(_) => Loopback::Allowed,
            None if self.signal.is_on_this_computer() => Loopback::Allowed,
            None => Loopback::Dropped,
        };
        let turn_websocket = Some(self.signal.turn_websocket());
        Reach { turn_websocket, loopback, options, ..Reach::default() }
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
    let next_question = 1;
    let mut context = RunContext {
        options,
        terms,
        waits_for,
        secret,
        server,
        person,
        next_question,
        typed,
        lines,
        interrupt,
    };
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
            Err(failure) => wait_out(failure, &mut retry, &context.person)?,
        };
        let RunContext { person, typed, lines, interrupt, .. } = &mut *context;
        if wait(pause, (person, typed, lines), interrupt).await == AfterWait::End {
            return Ok(ExitCode::SUCCESS);
        }
        // Input that is left on the terminal must not answer for the next Helper.
        context.typed.discard();
        // The contacts may have changed.
        helpers =
            KnownHelpers::read(&context.waits_for, &context.options.name).map_err(Failure::from);
    }
}

/// What follows a wait between two sessions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum AfterWait {
    /// The next session.
    Session,
    /// The User ends the program.
    End,
}

/// Waits before the next session. The User can end the program meanwhile; no other command has an
/// effect between two sessions.
async fn wait(
    pause: Duration,
    (person, typed, lines): (&PersonHandle, &StandardInput, &mut mpsc::Receiver<InputLine>),
    interrupt: &mut Pin<Box<dyn Future<Output = ()> + Send>>,
) -> AfterWait {
    if pause.is_zero() {
        return AfterWait::Session;
    }
    let over = tokio::time::sleep(pause);
    tokio::pin!(over);
    loop {
        tokio::select! {
            biased;
            () = &mut *interrupt => return AfterWait::End,
            () = &mut over => return AfterWait::Session,
            Some(line) = lines.recv() => {
                let input = person.read(typed.origin(), typed.text(line));
                if input.command == Some(PersonInput::Disconnect) {
                    return AfterWait::End;
                }
            }
        }
    }
}

/// How long to wait before the next attempt. The User is shown the first failure of several.
fn wait_out(
    failure: Failure,
    retry: &mut Retry,
    person: &PersonHandle,
) -> Result<Duration, Failure> {
    match retry.failed(&failure) {
        Next::Wait { pause, is_first } => {
            if is_first {
                // The failure may name the server: its address is not logged.
                warn!("a session could not start; it is tried again");
                let sentence = format!("{failure}; it is tried again");
                person.notify(UserNotice::Error(UserError::Text(sentence)));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::person::Json;

    #[tokio::test]
    async fn a_user_who_disconnects_between_sessions_ends_the_program() {
        let person = PersonHandle::start(Box::new(Json), std::io::sink()).unwrap();
        for (line, after) in [
            ("{\"command\":\"disconnect\"}\n", AfterWait::End),
            ("{\"command\":\"pause\"}\n", AfterWait::Session),
        ] {
            let (typed, sender, mut lines) = StandardInput::of_test();
            sender.try_send(InputLine::of_test(line)).unwrap();
            let mut interrupt: Pin<Box<dyn Future<Output = ()> + Send>> =
                Box::pin(std::future::pending());
            let pause = Duration::from_millis(if after == AfterWait::End { 60_000 } else { 50 });
            let waited = wait(pause, (&person, &typed, &mut lines), &mut interrupt).await;
            assert_eq!(waited, after, "{line}");
        }
    }
}
