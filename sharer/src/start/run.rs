//! SHELL. What goes around a session: the server, and one session after the other where offers are
//! waited for.

use std::pin::Pin;
use std::process::ExitCode;
use std::time::Duration;

use protocol::code::Secret;
use protocol::limits::{OFFER_PAUSE, OPEN_AGAIN};
use protocol::peer::EndReason;
use tokio::sync::mpsc;
use tracing::warn;

use crate::app::feeds::interrupted;
use crate::app::{self, Ended};
use crate::cli::exit::{self, Failure};
use crate::cli::options::Share;
use crate::contacts::{Circle, Way};
use crate::link::server::Server;
use crate::link::signal::ServerUrl;
use crate::person::{InputLine, PersonHandle, StandardInput};
use crate::policy::Terms;

/// What all sessions of one run have in common.
pub(crate) struct Around {
    /// Our own server, if there is no other.
    pub(crate) server: Option<Server>,
    /// Where a Helper goes.
    pub(crate) url: ServerUrl,
    /// Our own way there.
    pub(crate) own_url: ServerUrl,
    /// The words that the User has chosen, if they have.
    pub(crate) secret: Option<Secret>,
    /// The User.
    pub(crate) person: PersonHandle,
    /// Standard input.
    pub(crate) typed: StandardInput,
    /// Its lines.
    pub(crate) lines: mpsc::Receiver<InputLine>,
    /// Ctrl-C, or a polite request to end.
    pub(crate) interrupt: Pin<Box<dyn Future<Output = ()> + Send>>,
}

/// Shares the screen until the session ends; or waits for offers until it is interrupted. Writes the
/// last notices before it returns.
pub(crate) async fn run(
    options: Share,
    terms: Terms,
    way: Way,
    secret: Option<Secret>,
) -> Result<ExitCode, Failure> {
    let person = PersonHandle::to_stdout(options.json).map_err(not_started)?;
    let outcome = sessions(options, terms, way, secret, person.clone()).await;
    person.finish().await;
    outcome
}

fn not_started(error: std::io::Error) -> Failure {
    Failure::Failed(format!("the program could not start: {error}"))
}

async fn sessions(
    options: Share,
    mut terms: Terms,
    way: Way,
    secret: Option<Secret>,
    person: PersonHandle,
) -> Result<ExitCode, Failure> {
    // Before anything begins: without anybody to wait for there is nothing to begin.
    let mut circle = Circle::gather(&way, &options.name)?;
    let server = match &options.server {
        Some(_) => None,
        None => Some(Server::start(options.listen).await?),
    };
    let (url, own_url) = match (&options.server, &server) {
        (Some(url), _) => (url.clone(), url.clone()),
        (None, Some(server)) => (server.url.clone(), server.own_url.clone()),
        (None, None) => unreachable!("without a server to go to, one was started"),
    };
    let (typed, lines) = StandardInput::start().map_err(not_started)?;
    let interrupt = Box::pin(interrupted());
    let mut around = Around { server, url, own_url, secret, person, typed, lines, interrupt };
    let mut is_first = true;
    let status = loop {
        let pause = match app::session(&options, &mut terms, &way, circle, &mut around).await {
            Ok(ended) if matches!(way, Way::Offers(_)) && !ended.for_good() => ended.pause(),
            Ok(ended) => break exit::status(ended.reason),
            Err(Failure::NoServer(_)) if !is_first => {
                warn!("the signal server is away; it is tried again");
                OPEN_AGAIN
            }
            Err(failure) => return Err(failure),
        };
        is_first = false;
        tokio::select! {
            () = &mut around.interrupt => break ExitCode::SUCCESS,
            () = tokio::time::sleep(pause) => {}
        }
        // What a Helper left behind on the terminal must not answer for the next one.
        around.typed.discard();
        // Somebody may be remembered, or forgotten, by now.
        circle = Circle::gather(&way, &options.name)?;
    };
    if let Some(server) = around.server {
        server.stop().await;
    }
    Ok(status)
}

impl Ended {
    /// Whether nothing follows, also where offers are waited for.
    fn for_good(&self) -> bool {
        self.stop || matches!(self.reason, EndReason::NoScreen | EndReason::Version)
    }

    /// How long to wait before waiting again: nobody shall be asked again and again, and no server
    /// either.
    fn pause(&self) -> Duration {
        match self.reason {
            _ if self.helped => Duration::ZERO,
            EndReason::Declined | EndReason::NoAnswer | EndReason::HelperLeft => OFFER_PAUSE,
            EndReason::UserLeft
            | EndReason::ConnectionLost
            | EndReason::NoPath
            | EndReason::Expired
            | EndReason::Burnt
            | EndReason::Fault
            | EndReason::Version
            | EndReason::NoScreen
            | EndReason::NoDecoder => OPEN_AGAIN,
        }
    }
}
