//! What the User reads in the window, besides the sentences of all faces.

use std::fmt::Display;
use std::time::Duration;

use appearance::Level;
use protocol::name::DisplayName;
use session::bandwidth::MAX_KBIT;
use session::{ControlStop, Question};

use super::names::quoted;
use crate::platform::ANSWERS_PROMPTS;
use crate::words::control::MINUTES;
use crate::words::{files, marks, rights};

/// The name of the program, as the title of its windows.
pub const TITLE: &str = "Alongside";

/// The name of the program, as its desktop entry has it.
pub const PROGRAM: &str = "alongside";

/// There is no desktop to open a window on.
pub fn no_display(why: &dyn Display) -> String {
    format!(
        "the window cannot be opened here: {why}. On a terminal, `alongside share` does the same in words"
    )
}

/// The thread of the sessions could not be started.
pub fn not_started(why: &dyn Display) -> String {
    format!("the program could not start: {why}")
}

/// The thread of the sessions has panicked.
pub const FAILED: &str = "the program failed; nothing is shared any more";

/// The first view.
pub mod start {
    /// Its title.
    pub const TITLE: &str = "Get help with this computer";
    /// What will happen.
    pub const WHAT: &str = "Somebody you trust can look at your screen and help you, from any web browser. \
        You choose who.";
    /// What cannot happen.
    pub const SAFE: &str =
        "Nobody sees anything before you say yes, and you can stop it at any moment.";
    /// Begins.
    pub const GET_HELP: &str = "Get help";
    /// Nothing can be allowed in a window here.
    pub const CANNOT_ALLOW: &str = "This desktop does not tell whether you or a program presses a button, so nothing \
        can be allowed in this window. In a terminal, alongside share does the same in words.";
    /// Introduces those who can be asked without a code.
    pub const KNOWN: &str = "Or ask somebody you know, without a code:";
    /// Begins again.
    pub const AGAIN: &str = "Get help again";
    /// Leads to the first view.
    pub const BEGINNING: &str = "Back to the beginning";
    /// While the session is opened.
    pub const OPENING: &str = "One moment, please…";
    /// Ends the program.
    pub const QUIT: &str = "Close Alongside";
}

/// The view with the invitation.
pub mod invitation {
    /// Its title.
    pub const TITLE: &str = "Tell your helper this code";
    /// The accessible name of the code.
    pub const CODE: &str = "Invitation code";
    /// How to tell it.
    pub const HOW: &str =
        "Best by phone. Tell it only to somebody you know and have asked for help.";
    /// Shows the code letter by letter.
    pub const SPELL: &str = "Spell it";
    /// Hides the letters.
    pub const SPELL_LESS: &str = "Hide the letters";
    /// What the Helper does with it.
    pub const OPEN: &str = "Your helper opens this page in any browser, and types the code there:";
    /// The accessible name of the link.
    pub const LINK: &str = "Page for your helper";
    /// Copies the link.
    pub const COPY_LINK: &str = "Copy the link";
    /// Copies a text for a messenger.
    pub const COPY_MESSAGE: &str = "Copy a message for your helper";
    /// The link was copied.
    pub const LINK_COPIED: &str = "The link is copied. Paste it where you write to your helper.";
    /// The message was copied.
    pub const MESSAGE_COPIED: &str = "The message is copied. Paste it where you write to your helper. \
        The words of the code are not in it: tell them by phone.";
    /// The accessible name of the QR code.
    pub const QR: &str = "QR code of the page for your helper";
    /// What holds while nobody has come.
    pub const UNSEEN: &str = "Nobody can see your screen.";
    /// Withdraws the invitation and makes another.
    pub const NEW_CODE: &str = "New code";
    /// Withdraws the invitation.
    pub const CANCEL: &str = "Do not ask for help now";
}

/// The code letter by letter, a line for each word: `lamp: L – A – M – P`.
pub fn spelled(code: &str) -> Vec<String> {
    let letters = |word: &str| {
        let letters: Vec<String> = word.chars().map(|c| c.to_uppercase().to_string()).collect();
        letters.join(" – ")
    };
    code.split('-').map(|word| format!("{word}:  {}", letters(word))).collect()
}

/// How long the code can still be used.
pub fn works_for(left: Duration) -> String {
    match left.as_secs().div_ceil(60) {
        0 => "The code has expired.".into(),
        1 => "The code works once, for one more minute.".into(),
        minutes => format!("The code works once, for {minutes} more minutes."),
    }
}

/// A message that the User can paste into any messenger. It has the link and what to do, never the words.
pub fn message(link: &str) -> String {
    format!(
        "Can you help me with my computer? Please open {link} in a browser, and call me: I will tell you the \
         words of the code. You see my screen only after I have said yes."
    )
}

/// The view of a question.
pub mod question {
    /// Grants what is asked.
    pub const ALLOW: &str = "Allow";
    /// Refuses it.
    pub const REFUSE: &str = "Do not allow";
    /// Refuses it for the whole session.
    pub const NEVER: &str = "Do not allow, and do not ask again";
    /// Grants the answering of system prompts as well.
    pub const WITH_PROMPTS: &str = "They may also see and answer password and system prompts";
    /// The default.
    pub const SILENCE: &str = "If you do nothing, it is not allowed.";
}

/// What a yes to a question means.
pub fn meaning(question: Question, stop: ControlStop) -> &'static str {
    match question {
        Question::Connect => {
            "They will see everything that is on your screen, until you stop it. They cannot click or type. \
             If you did not ask this person for help, do not allow it."
        }
        Question::Control if !ANSWERS_PROMPTS => {
            "They will be able to click and type, as you do. Watch what they do. Esc takes control back at once. \
             Password and system prompts, and windows that run as an administrator, take nothing from them: you answer \
             them yourself."
        }
        Question::Control if stop == ControlStop::TimeLimit => {
            "They will be able to click and type, as you do. Watch what they do."
        }
        Question::Control => {
            "They will be able to click and type, as you do. Watch what they do. Esc takes control back at once."
        }
        Question::Point => marks::MEANING,
        Question::ClipboardRead => rights::READ_MEANING,
        Question::ClipboardWrite => rights::WRITE_MEANING,
        Question::FileIn => files::INCOMING_MEANING,
        Question::FileOut => files::OUTGOING_MEANING,
        Question::Remember => {
            "Nothing is shared by this alone. You are asked again each time before anybody sees your screen."
        }
    }
}

/// The time in which a question can be answered.
pub fn seconds_left(left: Duration) -> String {
    match left.as_secs() {
        0 => "The time is up.".into(),
        1 => "1 second is left.".into(),
        seconds => format!("{seconds} seconds are left."),
    }
}

/// The view of a session.
pub mod sharing {
    /// Takes control back.
    pub const STOP_CONTROL: &str = "Stop sharing control";
    /// Hides the screen.
    pub const PAUSE: &str = "Pause";
    /// Shows it again.
    pub const RESUME: &str = "Go on";
    /// Shows the conversation.
    pub const CHAT: &str = "Chat";
    /// Hides the conversation.
    pub const HIDE: &str = "Hide this window";
    /// Ends the session.
    pub const DISCONNECT: &str = "Disconnect";
    /// Remembers the Helper.
    pub const REMEMBER: &str = "Remember this helper";
    /// What that is for.
    pub const REMEMBER_WHY: &str =
        "You can ask them for help without a code then. You are asked each time all the same.";
    /// The accessible name of the conversation.
    pub const CONVERSATION: &str = "Chat and what happened";
    /// The accessible name of the entry for a message.
    pub const MESSAGE: &str = "Message to your helper";
    /// Sends it.
    pub const SEND: &str = "Send";
    /// Where entries were dropped.
    pub const CUT: &str = "What was here before is in the log of the session.";
    /// Shows what helps on a slow connection.
    pub const BANDWIDTH: &str = "Slow connection?";
    /// Asks for the rate of the moment.
    pub const RATE: &str = "How much is sent now?";
    /// The accessible name of the entry for the cap.
    pub const CAP: &str = "Send no more than (kbit/s)";
}

/// Who is connected and what they may do now, short enough for the bar.
pub fn bar(
    helper: &DisplayName,
    controlled: Option<ControlStop>,
    is_paused: bool,
    is_lost: bool,
) -> String {
    let helper = quoted(helper);
    if is_lost {
        format!("The connection to {helper} is interrupted. Nothing is shared.")
    } else if is_paused {
        format!("Paused. {helper} does not see your screen.")
    } else {
        match controlled {
            Some(ControlStop::PanicKey) => format!("{helper} shares control. Esc stops it."),
            Some(ControlStop::TimeLimit) => {
                format!("{helper} shares control, for {MINUTES} minutes at most.")
            }
            None => format!("{helper} can see your screen."),
        }
    }
}

/// A level of the bandwidth, as a choice.
pub fn level(level: Level) -> &'static str {
    match level {
        Level::None => "Best picture",
        Level::NoFullWindowDrag => "Fewer pictures while something large moves",
        Level::NoBackground => "Fewer pictures, and no wallpaper",
        Level::Full => "As plain as possible",
    }
}

/// The rate of the moment.
pub fn rate(kbit_s: u32) -> String {
    format!("{kbit_s} kbit/s")
}

/// A cap of the bandwidth that cannot be kept.
pub fn cap_error() -> String {
    format!("Please write a number from {} to {}.", MAX_KBIT.start(), MAX_KBIT.end())
}

/// The question before a session is ended.
pub mod leave {
    /// The question.
    pub const TITLE: &str = "Do you want to end the session?";
    /// What it means.
    pub const WHAT: &str =
        "Your helper will not see your screen any more. To get help again, you need a new code.";
    /// Ends it.
    pub const END: &str = "End the session";
    /// Goes on.
    pub const STAY: &str = "Go on";
}

/// The view after a session.
pub mod end {
    /// Its title.
    pub const TITLE: &str = "The session has ended";
    /// Shows the folder of the log.
    pub const SHOW_LOG: &str = "Show the log";

    /// The folder cannot be shown.
    pub fn folder_error(why: &dyn std::fmt::Display) -> String {
        format!("The folder of the log cannot be shown: {why}.")
    }
}

/// Where the log is.
pub fn log_at(path: &str) -> String {
    format!("What happened is written down in {path}.")
}

/// A program has given the focus to a button that allows.
pub const FOCUS_GIVEN: &str = "A program chose this button, not you. Press Tab until you are there by yourself, \
    and press again.";

/// The window hung while control was shared.
pub const HUNG: &str =
    "This window did not answer for some seconds, so control was taken back from your helper.";

/// What has to be read first.
pub const ALERT: &str = "Please read this";

/// The User has read it.
pub const ALERT_READ: &str = "I have read this";
