//! Every sentence that the User reads, in one table, so that languages can be added.

pub mod bandwidth;
pub mod consent;
pub mod contacts;
pub mod control;
pub mod desk;
pub mod doctor;
pub mod errors;
pub mod faults;
pub mod files;
pub mod log;
pub mod marks;
pub mod names;
pub mod page;
pub mod parts;
pub mod platform;
pub mod policy;
pub mod portal;
pub mod public_network;
pub mod rights;
pub mod say;
pub mod seen;
pub mod sending;
pub mod setup;
pub mod speech;
pub mod window;

use std::fmt::Display;
use std::time::Duration;

use jiff::Timestamp;
use protocol::code::WeakSecret;
use protocol::invite_file::InviteFile;
use protocol::limits;
use protocol::name::DisplayName;
use protocol::peer::{EndReason, Party, Phase};
use protocol::signal::Refusal;
use protocol::utc::Utc;
use protocol::word_list::CodeLanguage;

use crate::path_kind::PathKind;
use crate::platform::ANSWERS_PROMPTS;
use session::{ControlStop, Proof, Question};

pub(crate) use say::say;
#[cfg(test)]
pub use say::speak;
pub use say::{
    Argument, Say, Words, are_paired, choose_language, joined, stay_english, typed, with_bare,
    without_marks, words,
};

/// The question that is asked, for the User to decide about.
pub fn question(
    question: Question,
    helper: &DisplayName,
    alias: Option<&DisplayName>,
    proof: Proof,
    resembles: Option<&DisplayName>,
    stop: ControlStop,
) -> String {
    let asker = contacts::asker(helper, alias);
    // On a line of its own.
    let warned = |first: &str, last: Say| match resembles {
        Some(known) => format!("{first}\n{}\n{last}", names::resembles(known, proof)),
        None => joined(first, last.text()),
    };
    match question {
        Question::Connect => {
            let wants = say!(QuestionConnect, Asker = &asker);
            let first = joined(&wants, &contacts::proven(helper, proof));
            warned(&first, Say::QuestionConnectAsk)
        }
        Question::Remember => contacts::remember(&asker),
        Question::Point => marks::question(&asker),
        Question::ClipboardRead => rights::clipboard_read(&asker),
        Question::ClipboardWrite => rights::clipboard_write(&asker),
        Question::FileIn => files::incoming_any(&asker),
        Question::FileOut => files::outgoing(&asker),
        Question::Control => {
            let wants = say!(QuestionControl, Helper = &names::quoted(helper));
            let first = joined(&wants, &control::stops(stop));
            warned(&first, Say::QuestionAllow)
        }
    }
}

/// What a phase means for the User.
pub fn phase(phase: Phase, helper: Option<&DisplayName>, stop: ControlStop) -> String {
    let helper = helper.map_or_else(|| Say::PhaseYourHelper.to_owned(), names::quoted);
    match phase {
        Phase::WaitingForConnect => Say::PhaseWaiting.to_owned(),
        Phase::ScreenSharing => say!(PhaseScreen, Helper = &helper),
        Phase::ControlSharing => {
            joined(&say!(PhaseControl, Helper = &helper), &control::stops_it(stop))
        }
        Phase::Ended => Say::PhaseEnded.to_owned(),
    }
}

/// Why the session ended.
pub fn end_reason(reason: EndReason) -> Say {
    match reason {
        EndReason::UserLeft => Say::EndReasonUserLeft,
        EndReason::HelperLeft => Say::EndReasonHelperLeft,
        EndReason::Declined => Say::EndReasonDeclined,
        EndReason::NoAnswer => Say::EndReasonNoAnswer,
        EndReason::ConnectionLost => Say::EndReasonConnectionLost,
        EndReason::NoPath => Say::EndReasonNoPath,
        EndReason::Expired => Say::EndReasonExpired,
        EndReason::Burnt => Say::EndReasonBurnt,
        EndReason::Fault => Say::EndReasonFault,
        EndReason::Version => Say::EndReasonVersion,
        EndReason::NoScreen => Say::EndReasonNoScreen,
        EndReason::NoDecoder => Say::EndReasonNoDecoder,
    }
}

/// Somebody tried a wrong code.
pub fn wrong_code(attempts_left: u8) -> String {
    match attempts_left {
        0 => Say::WrongCodeLast.to_owned(),
        n => say!(WrongCode, N = n),
    }
}

/// The Helper has taken a picture of the screen.
pub fn picture_taken(helper: &DisplayName) -> String {
    say!(PictureTaken, Helper = &names::quoted(helper))
}

/// What was copied went to the other computer.
pub fn clipboard_transferred(helper: &DisplayName, sender: Party) -> String {
    let helper = &names::quoted(helper);
    match sender {
        Party::User => say!(ClipboardSent, Helper = helper),
        Party::Helper => say!(ClipboardReceived, Helper = helper),
    }
}

/// The Helper has tried the code before, and nobody who knows it answered.
pub fn tried_before(helper: &DisplayName, times: u8) -> String {
    let helper = &names::quoted(helper);
    match times {
        1 => say!(TriedBeforeOnce, Helper = helper),
        2 => say!(TriedBeforeTwice, Helper = helper),
        n => say!(TriedBefore, Helper = helper, N = n),
    }
}

/// The server has given the invitation another number again and again.
pub const SLOT_CHANGES: Say = Say::SlotChanges;

/// The server does not open an invitation.
pub fn server_refused(reason: Refusal) -> Say {
    match reason {
        Refusal::RateLimited => Say::ServerRefusedRateLimited,
        Refusal::Full => Say::ServerRefusedFull,
        Refusal::Unknown
        | Refusal::Taken
        | Refusal::Busy
        | Refusal::Expired
        | Refusal::Burnt
        | Refusal::Revoked
        | Refusal::WrongCode
        | Refusal::Version
        | Refusal::Protocol => Say::ServerRefusedOtherwise,
    }
}

/// The way that the picture takes.
pub fn path(path: PathKind) -> Say {
    match path {
        PathKind::Direct => Say::PathDirect,
        PathKind::Relay => Say::PathRelay,
        PathKind::Server => Say::PathServer,
    }
}

/// The Helper cannot be reached.
pub fn reconnecting(helper: &DisplayName, lasts: Duration) -> String {
    let (helper, lasts) = (names::quoted(helper), policy::time(lasts));
    say!(Reconnecting, Helper = &helper, Lasts = &lasts)
}

/// The Helper is back.
pub fn reconnected(helper: &DisplayName) -> String {
    say!(Reconnected, Helper = &names::quoted(helper))
}

/// The command line holds the password of a proxy.
pub const PROXY_PASSWORD_SHOWN: Say = Say::ProxyPasswordShown;

/// The screen is hidden.
pub const PAUSED: Say = Say::Paused;

/// A line came so soon after a question that it cannot be the answer to it.
pub const TOO_SOON: Say = Say::TooSoon;

/// What was typed would have allowed something while the Helper had the keyboard, too.
pub const NOT_WHILE_CONTROLLED: Say = Say::NotWhileControlled;

/// A line was begun while the Helper had the keyboard, too.
pub const TYPED_TOO_EARLY: Say = Say::TypedTooEarly;

/// A question is settled without an answer.
pub const WITHDRAWN: Say = Say::Withdrawn;

/// The language of the words of codes: that of the User if it has a list, also where sentences for other programs are
/// in English.
pub fn code_language() -> CodeLanguage {
    CodeLanguage::of_tag(say::chosen().tag())
}

/// The User is to choose the words of the code.
pub fn choose(least: usize, some: &[String]) -> String {
    format!("{}\n  {}", say!(Choose, N = least), some.join(" "))
}

/// The words that the User chose are no secret.
pub fn choose_again(weak: WeakSecret, alike: &[&str]) -> String {
    let text = say!(ChooseAgain, Why = &errors::weak(weak));
    if alike.is_empty() {
        return text;
    }
    joined(&text, &say!(ChooseAlike, Words = &alike.join(" ")))
}

/// The file with the words of the code is of no use.
pub fn words_file_unusable(path: &dyn Display, why: &dyn Display) -> String {
    say!(WordsFileUnusable, Path = &path.to_string(), Why = &why.to_string())
}

/// There is nobody to ask for the words.
pub const CHOOSE_ON_A_TERMINAL: Say = Say::ChooseOnATerminal;

/// Nobody answered.
pub const NOTHING_CHOSEN: Say = Say::NothingChosen;

/// Control is not possible on this computer.
pub const VIEW_ONLY_HERE: Say = Say::ViewOnlyHere;

/// No router is asked for a port.
pub const NO_PORT_IN_PUBLIC: Say = Say::NoPortInPublic;

/// The invitation, on the terminal.
pub fn invitation(code: &str, link: &str, lifetime: Duration) -> String {
    let minutes = lifetime.as_secs().div_ceil(60);
    let lasts = if minutes > 90 && minutes.is_multiple_of(60) {
        say!(LastsHours, N = minutes / 60)
    } else {
        say!(LastsMinutes, N = minutes)
    };
    let page = link.split('#').next().unwrap_or(link);
    let about_the_link = if link.ends_with(&format!("#{code}")) {
        Say::InvitationLinkWhole
    } else {
        Say::InvitationLinkNumber
    };
    format!(
        "\n  {}   {}\n\n  {}\n  {}\n  {about_the_link}\n\n  {}",
        Say::InvitationTell,
        say::isolated(code),
        with_bare(&say!(InvitationOpen, Page = page), page),
        with_bare(&say!(InvitationOpenLink, Link = link), link),
        say!(InvitationWorks, Lasts = &lasts),
    )
}

/// The invitation is in a file.
pub fn saved(path: &str) -> String {
    say!(Saved, Path = path)
}

/// The invitation is on its way by e-mail.
pub fn mailed(to: &str, by_program: bool) -> String {
    if by_program { say!(MailedByProgram, To = to) } else { say!(Mailed, To = to) }
}

/// A message was sent whose number is no longer the invitation's.
pub const MAILED_IS_VOID: Say = Say::MailedIsVoid;

/// The subject of the message that brings an invitation.
pub fn email_subject(user: &DisplayName) -> String {
    say!(EmailSubject, User = user.as_str())
}

/// The message that brings an invitation. It has the link and the instructions, never the secret.
pub fn email_text(file: &InviteFile) -> String {
    let InviteFile { user, server, .. } = file;
    let (user, until) = (user.as_str(), calendar(file.expires));
    let [link, server] = [file.link().to_string(), server.to_string()];
    format!(
        "{}\n\n1. {}\n   {}\n2. {}\n3. {}\n\n{}\n\n{}\n",
        say!(EmailWhat, User = user),
        with_bare(&say!(EmailOpen, Link = &link), &link),
        with_bare(&say!(EmailOpenServer, Server = &server), &server),
        say!(EmailWords, User = user),
        say!(EmailConnect, User = user),
        say!(EmailUntil, Until = &until, User = user),
        say!(EmailUnknown, User = user),
    )
}

/// A moment for people.
fn calendar(moment: Utc) -> String {
    let at = i64::try_from(moment.as_unix()).ok().and_then(|at| Timestamp::from_second(at).ok());
    // A form of a translation that jiff does not know is no reason to fail.
    let written = at.and_then(|at| jiff::fmt::strtime::format(Say::EmailTime.text(), at).ok());
    written.unwrap_or_else(|| moment.to_string())
}

/// What can be typed, on the terminal.
pub const HELP: Say = Say::Help;

/// What allows sharing control, on the terminal. Not a word of small talk: a reply to the chat must never
/// allow anything.
pub const ALLOW_CONTROL: Say = Say::TypedAllowControl;

/// What allows sharing control with system prompts, on the terminal.
pub const ALLOW_CONTROL_AND_PROMPTS: Say = Say::TypedAllowControlAndPrompts;

/// What allows remembering, on the terminal.
pub const ALLOW_REMEMBERING: Say = Say::TypedAllowRemembering;

/// What control does not include on a system where nothing that is injected reaches prompts.
pub const PROMPTS_ARE_YOURS: Say = Say::PromptsAreYours;

/// How a question can be answered with yes or no alone, on the terminal.
pub fn answers_yes_no() -> String {
    say!(AnswersYesNo, Yes = Say::TypedYes.text(), No = Say::TypedNo.text())
}

/// How a question can be answered, on the terminal.
pub fn answers(question: Question) -> String {
    let (no, never) = (Say::TypedNo.text(), Say::TypedNever.text());
    match question {
        Question::Connect => answers_yes_no(),
        Question::Point | Question::ClipboardRead | Question::ClipboardWrite => {
            rights::answers(question)
        }
        Question::FileIn => files::answers_incoming(),
        Question::FileOut => files::answers_outgoing(),
        Question::Remember => {
            say!(AnswersRemember, Allow = ALLOW_REMEMBERING.text(), No = no, Never = never)
        }
        Question::Control if !ANSWERS_PROMPTS => {
            let answers =
                say!(AnswersControl, Allow = ALLOW_CONTROL.text(), No = no, Never = never);
            joined(&answers, PROMPTS_ARE_YOURS.text())
        }
        Question::Control => say!(
            AnswersControlAndPrompts,
            Allow = ALLOW_CONTROL.text(),
            Prompts = ALLOW_CONTROL_AND_PROMPTS.text(),
            No = no,
            Never = never
        ),
    }
}

/// A line that answers a question neither way.
pub const NO_ANSWER: Say = Say::NoAnswer;

/// An answer that says yes and no.
pub const CONTRADICTION: &str = "expected elevation or lasts only with a yes, and never only with a no; the question still waits";

/// A system prompt is shielded from the Helper.
pub fn system_prompt(open: bool) -> Say {
    if open { Say::SystemPromptOpen } else { Say::SystemPromptOver }
}

/// A window takes nothing from the Helper.
pub fn out_of_reach(in_front: bool) -> Say {
    if in_front { Say::OutOfReachInFront } else { Say::OutOfReachOver }
}

/// The built-in server waits for a Helper.
pub fn listening(address: &str) -> String {
    say!(Listening, Address = address)
}

/// Lines before this one were dropped, because the terminal or the program did not take them.
pub fn left_out(count: u32) -> String {
    say!(LeftOut, N = u64::from(count))
}

/// System prompts cannot be noticed on this desktop.
pub fn prompts_unseen() -> String {
    say!(PromptsUnseen, Allow = ALLOW_CONTROL_AND_PROMPTS.text())
}

/// A line that cannot be used now.
pub const NOT_CONNECTED: Say = Say::NotConnected;

/// A chat message that is too long.
pub fn chat_too_long() -> String {
    say!(ChatTooLong, N = limits::CHAT_BYTES)
}

/// A chat message goes on, and its other lines are not shown.
pub const CHAT_CUT: Say = Say::ChatCut;

/// Chat messages that waited for the answer to a question, and had no room.
pub fn chat_left_out(count: u32) -> String {
    say!(ChatLeftOut, N = u64::from(count))
}

/// The author of a message that was written while control was shared.
pub const CHAT_UNDER_CONTROL: Say = Say::ChatUnderControl;

/// The other side of a chat message.
pub fn party(party: Party, helper: Option<&DisplayName>) -> String {
    match party {
        Party::User => Say::PartyYou.to_owned(),
        Party::Helper => helper.map_or_else(|| Say::PartyHelper.to_owned(), ToString::to_string),
    }
}

/// The session is logged.
pub fn log_begun(path: &str) -> String {
    say!(LogBegun, Path = path)
}

/// The session cannot be logged, for this reason; without one, the disk does not answer.
pub fn log_not_kept(why: Option<&str>) -> String {
    let why = why.unwrap_or(Say::LogSilent.text());
    say!(LogNotKept, Why = why)
}

/// The same where the owner wants every session logged.
pub fn log_required(why: Option<&str>) -> String {
    let why = why.unwrap_or(Say::LogSilent.text());
    say!(LogRequired, Why = why)
}

/// The Helper's copy of the log is another one.
pub const LOG_DIFFERS: Say = Say::LogDiffers;

/// There is no place for logs.
pub const LOG_NO_HOME: Say = Say::LogNoHome;

/// A file in the log folder is no log.
pub const LOG_UNREADABLE: Say = Say::LogUnreadable;

#[cfg(test)]
mod tests;
