//! The question before the built-in server listens in a network that counts as public.

use std::net::SocketAddr;

use super::dialogue::{AfterWait, Dialogue, Interrupt};
use crate::cli::exit::Failure;
use crate::person::{Origin, UserInput, UserNotice};
use crate::platform::elapsed_with_suspension;
use crate::policy::listen::{ListenAnswer, Listening};
use ::session::PersonInput;

/// Asks the User where that is to be done, and keeps the answer. Fails where the server may not listen.
pub(super) async fn permit(
    listening: Listening,
    at: SocketAddr,
    dialogue: &mut Dialogue,
    interrupt: &mut Interrupt,
) -> Result<AfterWait, Failure> {
    match listening {
        Listening::Allowed => Ok(AfterWait::Session),
        Listening::Refused => Err(Failure::PublicNetwork),
        Listening::Ask => match ask(at, dialogue, interrupt).await {
            Reply::Ends => Ok(AfterWait::End),
            Reply::Yes => {
                dialogue.public.answer = ListenAnswer::Yes;
                Ok(AfterWait::Session)
            }
            Reply::No => {
                dialogue.public.answer = ListenAnswer::No;
                Err(Failure::PublicNetwork)
            }
            Reply::Silence => {
                dialogue.public.answer = ListenAnswer::Silence;
                Err(Failure::PublicNetwork)
            }
        },
    }
}

/// What comes of a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reply {
    Yes,
    No,
    /// Nobody answered in time, or nobody can.
    Silence,
    /// The User ends the session, or the program.
    Ends,
}

/// Asks, and waits for the answer. No session runs meanwhile, and no Helper has control.
async fn ask(at: SocketAddr, dialogue: &mut Dialogue, interrupt: &mut Interrupt) -> Reply {
    let Dialogue { person, typed, lines, next_question, public, .. } = dialogue;
    let id = *next_question;
    *next_question = id.wrapping_add(1);
    // What was typed before is about something else.
    typed.discard();
    let until = elapsed_with_suspension() + public.patience;
    person.notify(UserNotice::ListenQuestion { id, address: at.to_string(), until });
    let over = tokio::time::sleep(public.patience);
    tokio::pin!(over);
    let reply = loop {
        tokio::select! {
            biased;
            () = &mut *interrupt => break Reply::Ends,
            () = &mut over => break Reply::Silence,
            given = lines.recv() => {
                // Without an input nobody can answer.
                let Some(given) = given else { break Reply::Silence };
                if let Some(reply) = reply(&person.command(typed, given), id) {
                    break reply;
                }
            }
        }
    };
    person.notify(match reply {
        Reply::Yes | Reply::No => UserNotice::QuestionAnswered { id },
        Reply::Silence | Reply::Ends => UserNotice::QuestionWithdrawn { id },
    });
    reply
}

/// What a command says to the question with this id, if anything.
fn reply(given: &UserInput, id: u32) -> Option<Reply> {
    match given.command.as_ref()? {
        PersonInput::Answer { id: answered, .. } if *answered != id => None,
        PersonInput::Answer { answer, .. } if !answer.allows() => Some(Reply::No),
        PersonInput::Answer { .. } => match given.origin {
            Origin::Terminal | Origin::Pipe | Origin::Device => Some(Reply::Yes),
            // In the window a yes takes a person's press.
            Origin::Window => None,
        },
        PersonInput::Disconnect => Some(Reply::Ends),
        PersonInput::Chat { .. }
        | PersonInput::Pause
        | PersonInput::Resume
        | PersonInput::Remember
        | PersonInput::StopControl
        | PersonInput::NextStep
        | PersonInput::Revoke(_)
        | PersonInput::SendFile { .. }
        | PersonInput::CancelFile { .. }
        | PersonInput::PauseFile { .. }
        | PersonInput::ResumeFile { .. }
        | PersonInput::Bandwidth(_) => None,
    }
}

#[cfg(test)]
mod tests;
