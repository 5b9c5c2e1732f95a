//! What the User reads in the window, besides the sentences of all faces.

use crate::words::say::{Say, say, with_bare};
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

/// The name of the program for people.
pub const TITLE: &str = "Alongside";

/// The title of a window, which says what it is. In every language the name of the program stands at its end.
pub fn titled(what: Say) -> String {
    format!("{what} – {TITLE}")
}

/// The name of the program, as its desktop entry has it.
pub const PROGRAM: &str = "alongside";

/// There is no desktop to open a window on.
pub fn no_display(why: &dyn Display) -> String {
    say!(WindowNoDisplay, Why = &why.to_string())
}

/// The thread of the sessions could not be started.
pub fn not_started(why: &dyn Display) -> String {
    say!(WindowNotStarted, Why = &why.to_string())
}

/// The thread of the sessions has panicked.
pub const FAILED: Say = Say::WindowFailed;

/// The first view.
pub mod start {
    use crate::words::say::Say;

    /// Its title.
    pub const TITLE: Say = Say::WindowStartTitle;
    /// What will happen.
    pub const WHAT: Say = Say::WindowStartWhat;
    /// What cannot happen.
    pub const SAFE: Say = Say::WindowStartSafe;
    /// Begins.
    pub const GET_HELP: Say = Say::WindowStartGetHelp;
    /// Nothing can be allowed in a window here.
    pub const CANNOT_ALLOW: Say = Say::WindowStartCannotAllow;
    /// Introduces those who can be asked without a code.
    pub const KNOWN: Say = Say::WindowStartKnown;
    /// Begins again.
    pub const AGAIN: Say = Say::WindowStartAgain;
    /// Leads to the first view.
    pub const BEGINNING: Say = Say::WindowStartBeginning;
    /// While the session is opened.
    pub const OPENING: Say = Say::WindowStartOpening;
    /// Ends the program.
    pub const QUIT: Say = Say::WindowStartQuit;
}

/// The view with the invitation.
pub mod invitation {
    use crate::words::say::Say;

    /// Its title.
    pub const TITLE: Say = Say::WindowInvitationTitle;
    /// The accessible name of the code.
    pub const CODE: Say = Say::WindowInvitationCode;
    /// How to tell it.
    pub const HOW: Say = Say::WindowInvitationHow;
    /// Shows the code letter by letter.
    pub const SPELL: Say = Say::WindowInvitationSpell;
    /// Hides the letters.
    pub const SPELL_LESS: Say = Say::WindowInvitationSpellLess;
    /// What the Helper does with it.
    pub const OPEN: Say = Say::WindowInvitationOpen;
    /// The accessible name of the link.
    pub const LINK: Say = Say::WindowInvitationLink;
    /// Copies the link.
    pub const COPY_LINK: Say = Say::WindowInvitationCopyLink;
    /// Copies a text for a messenger.
    pub const COPY_MESSAGE: Say = Say::WindowInvitationCopyMessage;
    /// The link was copied.
    pub const LINK_COPIED: Say = Say::WindowInvitationLinkCopied;
    /// The message was copied.
    pub const MESSAGE_COPIED: Say = Say::WindowInvitationMessageCopied;
    /// The accessible name of the QR code.
    pub const QR: Say = Say::WindowInvitationQr;
    /// What holds while nobody has come.
    pub const UNSEEN: Say = Say::WindowInvitationUnseen;
    /// Withdraws the invitation and makes another.
    pub const NEW_CODE: Say = Say::WindowInvitationNewCode;
    /// Withdraws the invitation.
    pub const CANCEL: Say = Say::WindowInvitationCancel;
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
        0 => Say::WindowWorksNoMore.to_owned(),
        minutes => say!(WindowWorksFor, N = minutes),
    }
}

/// A message that the User can paste into any messenger. It has the link and what to do, never the words.
pub fn message(link: &str) -> String {
    with_bare(&say!(WindowMessage, Link = link), link)
}

/// The view of a question.
pub mod question {
    use crate::words::say::Say;

    /// Grants what is asked.
    pub const ALLOW: Say = Say::WindowQuestionAllow;
    /// Refuses it.
    pub const REFUSE: Say = Say::WindowQuestionRefuse;
    /// Refuses it for the whole session.
    pub const NEVER: Say = Say::WindowQuestionNever;
    /// Grants the answering of system prompts as well.
    pub const WITH_PROMPTS: Say = Say::WindowQuestionWithPrompts;
    /// The default.
    pub const SILENCE: Say = Say::WindowQuestionSilence;
}

/// What a yes to a question means.
pub fn meaning(question: Question, stop: ControlStop) -> Say {
    match question {
        Question::Connect => Say::WindowMeaningConnect,
        Question::Control if !ANSWERS_PROMPTS => Say::WindowMeaningControlWithoutPrompts,
        Question::Control if stop == ControlStop::TimeLimit => Say::WindowMeaningControlTime,
        Question::Control => Say::WindowMeaningControlEsc,
        Question::Point => marks::MEANING,
        Question::ClipboardRead => rights::READ_MEANING,
        Question::ClipboardWrite => rights::WRITE_MEANING,
        Question::FileIn => files::INCOMING_MEANING,
        Question::FileOut => files::OUTGOING_MEANING,
        Question::Remember => Say::WindowMeaningRemember,
    }
}

/// The time in which a question can be answered.
pub fn seconds_left(left: Duration) -> String {
    match left.as_secs() {
        0 => Say::WindowSecondsNone.to_owned(),
        seconds => say!(WindowSecondsLeft, N = seconds),
    }
}

/// The view of a session.
pub mod sharing {
    use protocol::name::DisplayName;

    use crate::words::names::quoted;
    use crate::words::say::{Say, say};

    /// What the Helper wrote, said where the conversation is not shown.
    pub fn wrote(helper: &DisplayName, text: &str) -> String {
        say!(WindowSharingWrote, Helper = &quoted(helper), Text = text)
    }

    /// What the bar is, as its title.
    pub const TITLE: Say = Say::WindowSharingTitle;
    /// Takes control back.
    pub const STOP_CONTROL: Say = Say::WindowSharingStopControl;
    /// Hides the screen.
    pub const PAUSE: Say = Say::WindowSharingPause;
    /// Shows it again.
    pub const RESUME: Say = Say::WindowSharingResume;
    /// Shows the conversation.
    pub const CHAT: Say = Say::WindowSharingChat;

    /// Unread messages that a button counts. Of more, it shows that there are more.
    const COUNTED: u32 = 99;

    /// Shows the conversation, in which so many messages were not read yet.
    pub fn chat(unread: u32) -> String {
        match unread {
            0 => CHAT.to_owned(),
            1..=COUNTED => say!(WindowSharingChatUnread, Count = &unread.to_string()),
            _ => say!(WindowSharingChatUnread, Count = &format!("{COUNTED}+")),
        }
    }

    /// How many messages were not read yet, for a screen reader.
    pub fn unread(count: u32) -> String {
        say!(WindowSharingUnread, N = u64::from(count))
    }

    /// Hides the conversation.
    pub const HIDE: Say = Say::WindowSharingHide;
    /// Ends the session.
    pub const DISCONNECT: Say = Say::WindowSharingDisconnect;
    /// Remembers the Helper.
    pub const REMEMBER: Say = Say::WindowSharingRemember;
    /// What that is for.
    pub const REMEMBER_WHY: Say = Say::WindowSharingRememberWhy;
    /// The accessible name of the conversation.
    pub const CONVERSATION: Say = Say::WindowSharingConversation;
    /// The accessible name of the entry for a message.
    pub const MESSAGE: Say = Say::WindowSharingMessage;
    /// Sends it.
    pub const SEND: Say = Say::WindowSharingSend;
    /// Where entries were dropped.
    pub const CUT: Say = Say::WindowSharingCut;
    /// Shows what helps on a slow connection.
    pub const BANDWIDTH: Say = Say::WindowSharingBandwidth;
    /// Asks for the rate of the moment.
    pub const RATE: Say = Say::WindowSharingRate;
    /// The accessible name of the entry for the cap.
    pub const CAP: Say = Say::WindowSharingCap;
}

/// Who is connected and what they may do now, short enough for the bar.
pub fn bar(
    helper: &DisplayName,
    controlled: Option<ControlStop>,
    is_paused: bool,
    is_lost: bool,
) -> String {
    let helper = &quoted(helper);
    if is_lost {
        say!(WindowBarLost, Helper = helper)
    } else if is_paused {
        say!(WindowBarPaused, Helper = helper)
    } else {
        match controlled {
            Some(ControlStop::PanicKey) => say!(WindowBarControlEsc, Helper = helper),
            Some(ControlStop::TimeLimit) => {
                say!(WindowBarControlTime, Helper = helper, N = MINUTES)
            }
            None => say!(WindowBarSeen, Helper = helper),
        }
    }
}

/// A level of the bandwidth, as a choice.
pub fn level(level: Level) -> Say {
    match level {
        Level::None => Say::WindowLevelNone,
        Level::NoFullWindowDrag => Say::WindowLevelNoFullWindowDrag,
        Level::NoBackground => Say::WindowLevelNoBackground,
        Level::Full => Say::WindowLevelFull,
    }
}

/// The rate of the moment.
pub fn rate(kbit_s: u32) -> String {
    say!(WindowRate, Kbit = u64::from(kbit_s))
}

/// A cap of the bandwidth that cannot be kept.
pub fn cap_error() -> String {
    let (least, most) = (u64::from(*MAX_KBIT.start()), u64::from(*MAX_KBIT.end()));
    say!(WindowCapError, Least = least, Most = most)
}

/// The question before a session is ended.
pub mod leave {
    use crate::words::say::Say;

    /// The question.
    pub const TITLE: Say = Say::WindowLeaveTitle;
    /// What it means.
    pub const WHAT: Say = Say::WindowLeaveWhat;
    /// Ends it.
    pub const END: Say = Say::WindowLeaveEnd;
    /// Goes on.
    pub const STAY: Say = Say::WindowLeaveStay;
}

/// The view after a session.
pub mod end {
    use crate::words::say::{Say, say};

    /// Its title.
    pub const TITLE: Say = Say::WindowEndTitle;
    /// Shows the folder of the log.
    pub const SHOW_LOG: Say = Say::WindowEndShowLog;

    /// The folder cannot be shown.
    pub fn folder_error(why: &dyn std::fmt::Display) -> String {
        say!(WindowEndFolderError, Why = &why.to_string())
    }
}

/// Where the log is.
pub fn log_at(path: &str) -> String {
    say!(WindowLogAt, Path = path)
}

/// A program has given the focus to a button that allows.
pub const FOCUS_GIVEN: Say = Say::WindowFocusGiven;

/// The window hung while control was shared.
pub const HUNG: Say = Say::WindowHung;

/// What has to be read first.
pub const ALERT: Say = Say::WindowAlert;

/// The User has read it.
pub const ALERT_READ: Say = Say::WindowAlertRead;
