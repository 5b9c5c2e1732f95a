//! Every sentence that the User reads, in one table, so that languages can be added.

pub mod bandwidth;
pub mod consent;
pub mod contacts;
pub mod control;
pub mod desk;
pub mod doctor;
pub mod files;
pub mod log;
pub mod marks;
pub mod names;
pub mod page;
pub mod parts;
pub mod policy;
pub mod portal;
pub mod public_network;
pub mod rights;
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

use crate::log::LogError;
use crate::path_kind::PathKind;
use crate::platform::ANSWERS_PROMPTS;
use session::{ControlStop, Proof, Question};

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
    let warning = resembles
        .map_or_else(|| " ".to_owned(), |known| format!("\n{}\n", names::resembles(known, proof)));
    match question {
        Question::Connect => format!(
            "{asker} wants to connect to your computer and see your screen. {}{warning}\
             Do you want to let them in?",
            contacts::proven(helper, proof)
        ),
        Question::Remember => contacts::remember(&asker),
        Question::Point => marks::question(&asker),
        Question::ClipboardRead => rights::clipboard_read(&asker),
        Question::ClipboardWrite => rights::clipboard_write(&asker),
        Question::FileIn => files::incoming_any(&asker),
        Question::FileOut => files::outgoing(&asker),
        Question::Control => format!(
            "{} wants to share control of your computer, to use your mouse and keyboard \
             together with you. {}{warning}Do you want to allow this?",
            names::quoted(helper),
            control::stops(stop)
        ),
    }
}

/// What a phase means for the User.
pub fn phase(phase: Phase, helper: Option<&DisplayName>, stop: ControlStop) -> String {
    let helper = helper.map_or_else(|| "Your helper".to_owned(), names::quoted);
    match phase {
        Phase::WaitingForConnect => {
            "Waiting for your helper to connect. Nobody can see your screen.".into()
        }
        Phase::ScreenSharing => format!("{helper} can see your screen. They cannot control it."),
        Phase::ControlSharing => {
            format!(
                "{helper} can see your screen and use your mouse and keyboard. {}",
                control::stops_it(stop)
            )
        }
        Phase::Ended => "The session has ended. Nobody can see your screen.".into(),
    }
}

/// Why the session ended.
pub fn end_reason(reason: EndReason) -> &'static str {
    match reason {
        EndReason::UserLeft => "You disconnected.",
        EndReason::HelperLeft => "Your helper disconnected.",
        EndReason::Declined => "You did not let the helper in.",
        EndReason::NoAnswer => "The question was not answered in time, which counts as no.",
        EndReason::ConnectionLost => "The connection to your helper was lost.",
        EndReason::NoPath => {
            "No direct way to your helper's computer was found. A network in between blocks it: \
             `alongside doctor` says what can be mended."
        }
        EndReason::Expired => "The invitation has expired. Share again to make a new one.",
        EndReason::Burnt => {
            "The code was entered wrongly too often, so the invitation was withdrawn. \
             Share again to make a new one."
        }
        EndReason::Fault => {
            "The other side did something that is not allowed, so the session was ended."
        }
        EndReason::Version => {
            "The other side runs a version that does not fit. Update the older one."
        }
        EndReason::NoScreen => "The screen cannot be shared any more.",
        EndReason::NoDecoder => {
            "Your helper's browser cannot show H.264 video. Ask them to use another browser."
        }
    }
}

/// Somebody tried a wrong code.
pub fn wrong_code(attempts_left: u8) -> String {
    match attempts_left {
        0 => "Somebody entered a wrong code for the last time.".into(),
        1 => "Somebody entered a wrong code. One attempt is left.".into(),
        n => format!("Somebody entered a wrong code. {n} attempts are left."),
    }
}

/// The Helper has taken a picture of the screen.
pub fn picture_taken(helper: &DisplayName) -> String {
    format!("{helper} took a picture of your screen and keeps it.")
}

/// What was copied went to the other computer.
pub fn clipboard_transferred(helper: &DisplayName, sender: Party) -> String {
    match sender {
        Party::User => format!("What you copied went to {helper}."),
        Party::Helper => format!("{helper} put something into your clipboard."),
    }
}

/// The Helper has tried the code before, and nobody who knows it answered.
pub fn tried_before(helper: &DisplayName, times: u8) -> String {
    let times = match times {
        1 => "once".into(),
        2 => "twice".into(),
        n => format!("{n} times"),
    };
    format!(
        "{helper} has tried this code {times} before, and nobody who knows it answered. Either the connection broke, \
         or the server guessed at the code, wrongly. If you cannot explain it, stop, and use another server."
    )
}

/// The server has given the invitation another number again and again.
pub const SLOT_CHANGES: &str = "The server has changed the number of the code too often, so the session was ended. \
    Share again; if it happens again, use another server.";

/// The server does not open an invitation.
pub fn server_refused(reason: Refusal) -> &'static str {
    match reason {
        Refusal::RateLimited => {
            "The server has seen too many invitations from your network. It is tried again shortly."
        }
        Refusal::Full => "The server is full at the moment. It is tried again shortly.",
        Refusal::Unknown
        | Refusal::Taken
        | Refusal::Busy
        | Refusal::Expired
        | Refusal::Burnt
        | Refusal::Revoked
        | Refusal::WrongCode
        | Refusal::Version
        | Refusal::Protocol => "The server refused the invitation.",
    }
}

/// The way that the picture takes.
pub fn path(path: PathKind) -> &'static str {
    match path {
        PathKind::Direct => "You and your helper are connected directly.",
        PathKind::Relay => {
            "You and your helper are connected through a relay, which can read nothing."
        }
        PathKind::Server => {
            "You and your helper are connected through the server, which can read nothing."
        }
    }
}

/// The Helper cannot be reached.
pub fn reconnecting(helper: &DisplayName, lasts: Duration) -> String {
    let (helper, lasts) = (names::quoted(helper), policy::time(lasts));
    format!(
        "The connection to {helper} is interrupted. Nothing is shared while it is. It is tried again for \
         {lasts}."
    )
}

/// The Helper is back.
pub fn reconnected(helper: &DisplayName) -> String {
    format!("The connection to {} is back.", names::quoted(helper))
}

/// The command line holds the password of a proxy.
pub const PROXY_PASSWORD_SHOWN: &str = "Every account of this computer can read the password in --proxy while the program runs. Put it into a file \
     of your own, and name that with --proxy-password-file.";

/// The screen is hidden.
pub const PAUSED: &str = "Paused. Your helper sees a card instead of your screen.";

/// A line came so soon after a question that it cannot be the answer to it.
pub const TOO_SOON: &str = "A question has just come up; please read it and answer again.";

/// What was typed would have allowed something while the Helper had the keyboard, too.
pub const NOT_WHILE_CONTROLLED: &str = "Control is shared, or was a moment ago, so this may have been typed by your helper, and nothing \
     has changed. Take control back first, and then type it again.";

/// A line was begun while the Helper had the keyboard, too.
pub const TYPED_TOO_EARLY: &str =
    "That line was begun while control was shared, so it is left out. Please type it again.";

/// A question is settled without an answer.
pub const WITHDRAWN: &str = "The question is no longer open.";

/// The User is to choose the words of the code.
pub fn choose(least: usize, some: &[String]) -> String {
    format!(
        "Choose at least {least} words for your code, and press Enter. Take words that do not belong \
         together and that nobody would expect of you. Some of the words there are:\n  {}",
        some.join(" ")
    )
}

/// The words that the User chose are no secret.
pub fn choose_again(weak: WeakSecret, alike: &[&str]) -> String {
    let mut text = format!("These cannot be used: {weak}. Please choose again.");
    if !alike.is_empty() {
        text.push_str(&format!(" Words that begin like it: {}", alike.join(" ")));
    }
    text
}

/// The file with the words of the code is of no use.
pub fn words_file_unusable(path: &dyn Display, why: &dyn Display) -> String {
    format!("the words in {path} cannot be used: {why}")
}

/// There is nobody to ask for the words.
pub const CHOOSE_ON_A_TERMINAL: &str =
    "--choose-words asks on a terminal; write the words to a file and name it with --words-file";

/// Nobody answered.
pub const NOTHING_CHOSEN: &str =
    "no words were chosen; leave --choose-words away to have them drawn";

/// Control is not possible on this computer.
pub const VIEW_ONLY_HERE: &str =
    "Mouse and keyboard cannot be shared on this computer, so your helper can only look.";

/// No router is asked for a port.
pub const NO_PORT_IN_PUBLIC: &str =
    "This network counts as public, so the router was not asked for a port.";

/// The invitation, on the terminal.
pub fn invitation(code: &str, link: &str, lifetime: Duration) -> String {
    let minutes = lifetime.as_secs().div_ceil(60);
    let lifetime = if minutes > 90 && minutes.is_multiple_of(60) {
        format!("{} h", minutes / 60)
    } else {
        format!("{minutes} min")
    };
    let page = link.split('#').next().unwrap_or(link);
    let about_the_link = if link.ends_with(&format!("#{code}")) {
        "This link holds the whole code: whoever sees it can ask to connect. Give it to nobody else."
    } else {
        "The link holds only the number; they still need the words from you."
    };
    format!(
        "\n  Tell your helper this code:   {code}\n\n  \
         They open  {page}  in any browser and type it,\n  \
         or open  {link}\n  \
         {about_the_link}\n\n  \
         The code works once, for {lifetime}. Keep this window open."
    )
}

/// The invitation is in a file.
pub fn saved(path: &str) -> String {
    format!("The invitation is saved as {path}. Give this file to your helper; {TELL_THE_WORDS}")
}

/// The invitation is on its way by e-mail.
pub fn mailed(to: &str, by_program: bool) -> String {
    if by_program {
        format!("Your mail program shows a message to {to}. Send it there; {TELL_THE_WORDS}")
    } else {
        format!("The invitation is sent to {to}; {TELL_THE_WORDS}")
    }
}

/// What neither a file nor a message holds.
const TELL_THE_WORDS: &str =
    "the words of the code are not in it, so tell them another way, for example by phone.";

/// A message was sent whose number is no longer the invitation's.
pub const MAILED_IS_VOID: &str = "The server has given the invitation a new number, so the message that was e-mailed is \
     of no use any more. Tell your helper the new code, or share again.";

/// The subject of the message that brings an invitation.
pub fn email_subject(user: &DisplayName) -> String {
    format!("{user} asks you for help with their computer")
}

/// The message that brings an invitation. It has the link and the instructions, never the secret.
pub fn email_text(file: &InviteFile) -> String {
    let InviteFile { user, server, .. } = file;
    let (link, until) = (file.link(), calendar(file.expires));
    format!(
        "{user} asks you to look at their computer screen and to help. All you need is a browser.\n\
         \n\
         1. Open {link}\n   \
            or open {server} and choose the attached file with \"Open invitation file\".\n\
         2. Ask {user} for the words of the code, for example by phone. For safety they are \
         not in this message.\n\
         3. Type the words and your name, and press Connect. {user} is asked before you see \
         anything.\n\
         \n\
         This works for one helper, until {until}, and only while Alongside is open on {user}’s \
         computer.\n\
         \n\
         If you do not know {user}, or did not expect this message, do nothing.\n"
    )
}

/// A moment for people.
fn calendar(moment: Utc) -> String {
    let at = i64::try_from(moment.as_unix()).ok().and_then(|at| Timestamp::from_second(at).ok());
    at.map_or_else(|| moment.to_string(), |at| at.strftime("%-d %B %Y, %H:%M UTC").to_string())
}

/// What can be typed, on the terminal.
pub const HELP: &str = "Type /pause, /resume, /stop (control), /revoke RIGHT, /next (step), /send FILE or FOLDER, \
       /pause, /resume or /cancel NUMBER (a file), /bandwidth, /remember (your helper), /quit, or a message to your helper.";

/// What allows sharing control, on the terminal. Not a word of small talk: a reply to the chat must never
/// allow anything.
pub const ALLOW_CONTROL: &str = "allow control";

/// What allows sharing control with system prompts, on the terminal.
pub const ALLOW_CONTROL_AND_PROMPTS: &str = "allow control and prompts";

/// What allows remembering, on the terminal.
pub const ALLOW_REMEMBERING: &str = "allow remembering";

/// What control does not include on a system where nothing that is injected reaches prompts.
pub const PROMPTS_ARE_YOURS: &str = "Password and system prompts, and windows that run as an administrator, take nothing from \
     your helper: you answer them yourself.";

/// How a question can be answered, on the terminal.
pub fn answers(question: Question) -> String {
    match question {
        Question::Connect => "Type yes or no, then Enter:".into(),
        Question::Point | Question::ClipboardRead | Question::ClipboardWrite => {
            rights::answers(question)
        }
        Question::FileIn => files::answers_incoming(),
        Question::FileOut => files::answers_outgoing(),
        Question::Remember => format!(
            "Type \"{ALLOW_REMEMBERING}\" or no, then Enter; \"never\" means no, and not to be asked \
             again:"
        ),
        Question::Control if !ANSWERS_PROMPTS => format!(
            "Type \"{ALLOW_CONTROL}\" or no, then Enter; \"never\" means no, and not to be asked again. \
             {PROMPTS_ARE_YOURS}"
        ),
        Question::Control => format!(
            "Type \"{ALLOW_CONTROL}\" or no, then Enter. \"{ALLOW_CONTROL_AND_PROMPTS}\" also lets them \
             see and answer password and system prompts; \"never\" means no, and not to be asked again:"
        ),
    }
}

/// A line that answers a question neither way.
pub const NO_ANSWER: &str =
    "That is no answer to the question. Nothing has changed, and it was not sent to your helper.";

/// An answer that says yes and no.
pub const CONTRADICTION: &str = "expected elevation or lasts only with a yes, and never only with a no; the question still waits";

/// A system prompt is shielded from the Helper.
pub fn system_prompt(open: bool) -> &'static str {
    if open {
        "A system prompt is open. Your helper can neither see nor answer it; the picture goes on afterwards."
    } else {
        "Your helper sees your screen again."
    }
}

/// A window takes nothing from the Helper.
pub fn out_of_reach(in_front: bool) -> &'static str {
    if in_front {
        "The window in front runs as an administrator and takes no input from your helper. They see it, and \
         you use it. The Esc key does not end control meanwhile: use “Stop sharing control” in the bar, or bring \
         another window to the front first."
    } else {
        "Your helper can click and type again."
    }
}

/// The built-in server waits for a Helper.
pub fn listening(address: &str) -> String {
    format!("Waiting for your helper on {address} until you close this.")
}

/// Lines before this one were dropped, because the terminal or the program did not take them.
pub fn left_out(count: u32) -> String {
    let lines = if count == 1 { "1 line was".into() } else { format!("{count} lines were") };
    format!("{lines} left out here, because they were not read in time. What holds now follows.")
}

/// System prompts cannot be noticed on this desktop.
pub const PROMPTS_UNSEEN: &str = "Password and system prompts cannot be noticed on this desktop, so your helper will see them. \
     Control can be shared only together with them: answer “allow control and prompts” when you are asked.";

/// A line that cannot be used now.
pub const NOT_CONNECTED: &str = "Nobody is connected yet, so there is nobody to write to.";

/// A chat message that is too long.
pub fn chat_too_long() -> String {
    format!("the message is longer than {} bytes", limits::CHAT_BYTES)
}

/// A chat message goes on, and its other lines are not shown.
pub const CHAT_CUT: &str = "The rest of this message is too long to be shown here.";

/// Chat messages that waited for the answer to a question, and had no room.
pub fn chat_left_out(count: u32) -> String {
    let messages = if count == 1 { "1 message".into() } else { format!("{count} messages") };
    format!("{messages} came before these while a question was open, and cannot be shown any more.")
}

/// The author of a message that was written while control was shared.
pub const CHAT_UNDER_CONTROL: &str = "Typed here while control was shared";

/// The other side of a chat message.
pub fn party(party: Party, helper: Option<&DisplayName>) -> String {
    match party {
        Party::User => "You".into(),
        Party::Helper => helper.map_or_else(|| "Helper".into(), ToString::to_string),
    }
}

/// The session is logged.
pub fn log_begun(path: &str) -> String {
    format!("This session is logged in {path}.")
}

/// The session cannot be logged, for this reason; without one, the disk does not answer.
pub fn log_not_kept(why: Option<&str>) -> String {
    let why = why.map_or_else(|| LogError::Silent.to_string(), str::to_owned);
    format!(
        "The log of this session cannot be saved: {why}. The session goes on without it; make \
         room or allow writing to your Documents folder to have one."
    )
}

/// The same where the owner wants every session logged.
pub fn log_required(why: Option<&str>) -> String {
    let why = why.map_or_else(|| LogError::Silent.to_string(), str::to_owned);
    format!(
        "The log of this session cannot be saved: {why}. The owner of this computer wants every session \
         logged, so the session ends."
    )
}

/// The Helper's copy of the log is another one.
pub const LOG_DIFFERS: &str =
    "Your helper's computer does not confirm the log of this session. Your own log goes on.";

/// There is no place for logs.
pub const LOG_NO_HOME: &str = "this account has no home folder, so there are no session logs";

/// A file in the log folder is no log.
pub const LOG_UNREADABLE: &str = "(not a session log of Alongside, or changed)";
