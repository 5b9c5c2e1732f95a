//! What all sessions of one run share, and one session after the other while waiting for offers.

use std::process::ExitCode;
use std::time::Duration;

use protocol::code::Secret;
use protocol::limits::{self, TERMINAL_QUIET_TIME};
use tracing::warn;

use super::dialogue::{AfterWait, Dialogue, Interrupt};
use super::public_network::ListenPlan;
use super::retry::{self, Next, Retry};
use super::server::ServerInUse;
use super::session;
use crate::cli::exit::{self, Failure};
use crate::cli::options::Share;
use crate::contacts::{KnownHelpers, WaitsFor};
use crate::log::LogFolder;
use crate::person::{Origin, PersonHandle, UserError, UserNotice};
use crate::platform::end_requested;
use crate::policy::Terms;
use crate::policy::listen::ListenAnswer;
use crate::words;
use ::session::PersonInput;

/// What all sessions of one run share.
pub(super) struct RunContext<'a> {
    pub(super) options: Share,
    pub(super) terms: Terms,
    /// Where sessions are logged; `None` where they are not.
    pub(super) log: Option<LogFolder>,
    pub(super) waits_for: WaitsFor,
    /// The words that the User has chosen, if any.
    pub(super) secret: Option<Secret>,
    pub(super) server: ServerInUse,
    pub(super) dialogue: &'a mut Dialogue,
    pub(super) interrupt: Interrupt,
}

/// Options of `share` under the policy, what else the policy says, and where sessions are logged.
pub(super) type Prepared = (Share, (Terms, Option<LogFolder>));

/// Shares the screen until the session ends; or waits for offers until the User ends it. The last
/// notices are written before it returns.
pub(super) async fn run(
    options: Share,
    (terms, log): (Terms, Option<LogFolder>),
    waits_for: WaitsFor,
    secret: Option<Secret>,
) -> Result<ExitCode, Failure> {
    let mut dialogue = Dialogue::on_stdio(options.session.json).map_err(not_started)?;
    let interrupt: Interrupt = Box::pin(end_requested());
    let prepared = (options, (terms, log));
    let status = run_with(prepared, waits_for, secret, &mut dialogue, interrupt).await;
    dialogue.person.finish().await;
    status
}

fn not_started(error: std::io::Error) -> Failure {
    Failure::Failed(words::window::not_started(&error))
}

/// The same for a User who is there before and after it.
pub(super) async fn run_with(
    (options, (terms, log)): Prepared,
    waits_for: WaitsFor,
    secret: Option<Secret>,
    dialogue: &mut Dialogue,
    mut interrupt: Interrupt,
) -> Result<ExitCode, Failure> {
    // First of all: without a Helper to wait for, nothing starts.
    let helpers = KnownHelpers::read(&waits_for, &options.name)?;
    let (other, plan) =
        (options.server.server.as_ref(), ListenPlan::new(&options, terms.listen, &waits_for));
    let Some(server) = ServerInUse::start(other, plan, dialogue, &mut interrupt).await? else {
        return Ok(ExitCode::SUCCESS);
    };
    let mut context =
        RunContext { options, terms, log, waits_for, secret, server, dialogue, interrupt };
    let status = one_after_the_other(helpers, &mut context).await;
    context.server.stop().await;
    status
}

async fn one_after_the_other(
    first: Option<KnownHelpers>,
    context: &mut RunContext<'_>,
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
            Err(failure) => wait_out(failure, &mut retry, &context.dialogue.person)?,
        };
        let RunContext { dialogue, interrupt, .. } = &mut *context;
        if wait(pause, dialogue, interrupt).await == AfterWait::End {
            return Ok(ExitCode::SUCCESS);
        }
        // Input that is left on the terminal must not answer for the next Helper.
        dialogue.typed.discard();
        if look_again(context).await? == AfterWait::End {
            return Ok(ExitCode::SUCCESS);
        }
        // The contacts may have changed.
        helpers =
            KnownHelpers::read(&context.waits_for, &context.options.name).map_err(Failure::from);
    }
}

/// Looks before a further session whether the built-in server may still listen. Where nobody was there to answer, that is
/// looked at again and again: a network may have seemed public for a moment only. The window does so itself.
async fn look_again(context: &mut RunContext<'_>) -> Result<AfterWait, Failure> {
    let RunContext { server, dialogue, interrupt, .. } = context;
    loop {
        let looked = server.look_again(dialogue, interrupt).await;
        let waits = dialogue.public.answer == ListenAnswer::Silence
            && dialogue.typed.origin() != Origin::Window;
        match looked {
            Err(Failure::PublicNetwork) if waits => {
                if wait(limits::OFFER_PAUSE, dialogue, interrupt).await == AfterWait::End {
                    return Ok(AfterWait::End);
                }
            }
            looked => return looked,
        }
    }
}

/// Waits before the next session. The User can end the program meanwhile; no other command has an
/// effect between two sessions. On a terminal the wait is not over before it was quiet for
/// [`TERMINAL_QUIET_TIME`]: what the last Helper typed can still be in flight, and must not answer for the
/// next one.
async fn wait(pause: Duration, dialogue: &mut Dialogue, interrupt: &mut Interrupt) -> AfterWait {
    let Dialogue { person, typed, lines, .. } = dialogue;
    let quiet = match typed.origin() {
        Origin::Terminal => TERMINAL_QUIET_TIME,
        // A pipe is not a keyboard, and the window does not take an old press for an answer.
        Origin::Pipe | Origin::Window | Origin::Device => Duration::ZERO,
    };
    let pause = pause.max(quiet);
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
                let quiet_from = tokio::time::Instant::now() + quiet;
                if over.deadline() < quiet_from {
                    over.as_mut().reset(quiet_from);
                }
                let input = person.command(typed, line);
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
    use tokio::sync::mpsc;

    use super::super::public_network::PublicNetworks;
    use super::*;
    use crate::person::{FromUser, InputLine, Json, StandardInput};

    /// A dialogue whose input comes from there, and the sender of that input.
    fn dialogue(origin: Origin) -> (Dialogue, mpsc::Sender<FromUser>) {
        let person = PersonHandle::start(Box::new(Json), std::io::sink()).unwrap();
        let (typed, sender, lines) = StandardInput::of_test_from(origin);
        (Dialogue::of_test(person, typed, lines, PublicNetworks::new(true)), sender)
    }

    #[tokio::test]
    async fn a_user_who_disconnects_between_sessions_ends_the_program() {
        for (line, after) in [
            ("{\"command\":\"disconnect\"}\n", AfterWait::End),
            ("{\"command\":\"pause\"}\n", AfterWait::Session),
        ] {
            let (mut dialogue, sender) = dialogue(Origin::Pipe);
            sender.try_send(InputLine::of_test(line)).unwrap();
            let mut interrupt: Interrupt = Box::pin(std::future::pending());
            let pause = Duration::from_millis(if after == AfterWait::End { 60_000 } else { 50 });
            let waited = wait(pause, &mut dialogue, &mut interrupt).await;
            assert_eq!(waited, after, "{line}");
        }
    }

    #[tokio::test]
    async fn the_next_session_begins_when_the_terminal_was_quiet_for_a_second() {
        for origin in [Origin::Terminal, Origin::Pipe] {
            let (mut dialogue, sender) = dialogue(origin);
            let begun = tokio::time::Instant::now();
            // The last line comes after more than half of the quiet time.
            let typing = tokio::spawn(async move {
                tokio::time::sleep(TERMINAL_QUIET_TIME * 6 / 10).await;
                sender.try_send(InputLine::of_test("yes")).map(|()| sender)
            });
            let mut interrupt: Interrupt = Box::pin(std::future::pending());
            let waited = wait(Duration::ZERO, &mut dialogue, &mut interrupt).await;
            assert_eq!(waited, AfterWait::Session);
            let least = TERMINAL_QUIET_TIME * 16 / 10;
            assert_eq!(begun.elapsed() >= least, origin == Origin::Terminal, "{origin:?}");
            typing.abort();
        }
    }
}
