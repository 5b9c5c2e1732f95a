//! PURE: every sentence that the Helper can read, in one table.
//!
//! Another language is another column. A sentence may name the User as `{user}`.

use protocol::code::ParseCodeError;
use protocol::name::NameError;
use protocol::peer::{ControlRefusal, EndReason, Party};
use protocol::signal::Refusal;

use crate::log::Happening;
use crate::state::{Ending, Note, Phase, Picture, Step, View};

macro_rules! table {
    ($($name:ident $key:literal $english:literal)*) => {
        /// A sentence or label.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Say {$(
            #[doc = $english]
            $name,
        )*}

        impl Say {
            /// All of them, in the order of the table.
            pub const ALL: &[Say] = &[$(Say::$name),*];

            /// The name by which `index.html` asks for it.
            pub const fn key(self) -> &'static str {
                match self { $(Say::$name => $key),* }
            }

            /// In English.
            pub const fn english(self) -> &'static str {
                match self { $(Say::$name => $english),* }
            }

            /// The sentence that `index.html` asks for.
            pub fn from_key(key: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|say| say.key() == key)
            }
        }
    };
}

table! {
    // The first page.
    Brand "brand" "Alongside"
    Headline "headline" "Help someone with their computer"
    Lead "lead" "Ask the person you help for their invitation code. You will see their screen once they say yes, and nothing before."
    CodeLabel "code-label" "Invitation code"
    CodeHint "code-hint" "A number and three words, as you hear them. A link works, too."
    CodeWordsHint "code-words-hint" "The link brought the number. Now ask for the three words, and type them here."
    CodeFileHint "code-file-hint" "{user}’s invitation brought the number. Now ask for the three words, and type them here."
    CodeExample "code-example" "7-lamp-orbit-tulip"
    OpenInvitation "open-invitation" "Open invitation file"
    DropInvitation "drop-invitation" "You can also drop it anywhere on this page."
    FileNoInvitation "file-no-invitation" "This file is not an Alongside invitation. Choose the one that ends in .alongside-invite."
    FileTooLarge "file-too-large" "This file is too large to be an invitation. Choose the one that ends in .alongside-invite."
    FileUnreadable "file-unreadable" "The file could not be read. Save it on your computer, and open it from there."
    FileOtherVersion "file-other-version" "This invitation was made by another version of Alongside. Reload this page; if that does not help, ask for the code."
    FileExpired "file-expired" "The invitation’s time is over. Ask {user} for a new one."
    FileElsewhere "file-elsewhere" "This invitation belongs to another server. If you know and trust the address, go there:"
    NameLabel "name-label" "Your name"
    NameHint "name-hint" "The person you help sees it when they are asked to let you in."
    Suggestions "suggestions" "Words that fit"
    Connect "connect" "Connect"
    Connecting "connecting" "Connecting…"
    Privacy "privacy" "Screen, keyboard and chat go straight between the two of you, encrypted end to end. The server that introduces you can read none of it."
    NoScript "no-script" "Alongside needs JavaScript and WebAssembly to show another screen. Please allow them for this page, or use another browser."
    Broken "broken" "Alongside could not start in this browser. Reload the page; if that does not help, use a current version of Chrome, Edge or Safari."
    NameMissing "name-missing" "Type your name, so that the other person knows who asks."
    NameTooLong "name-too-long" "This name is too long. Please shorten it."
    NameUnprintable "name-unprintable" "This name holds a character that cannot be shown."
    CodeMissing "code-missing" "Type the code: a number and three words, for example 7-lamp-orbit-tulip."
    CodeSlot "code-slot" "The code begins with a number, for example 7-lamp-orbit-tulip."
    CodeTooFew "code-too-few" "The code has a number and three words; a word is missing."
    CodeTooLong "code-too-long" "This is longer than a code: it has a number and three words."
    CodeUnknownWord "code-unknown-word" "“{word}” is not a word that codes are made of. Please ask again, or let it be spelled."

    // The bar.
    Toolbar "toolbar" "Session"
    RequestControl "request-control" "Request control"
    ControlAsked "control-asked" "Asking for control…"
    GiveUpControl "give-up-control" "Give up control"
    SendKeys "send-keys" "Send keys"
    KeysCtrlAltDel "keys-ctrl-alt-del" "Ctrl + Alt + Del"
    KeysSuper "keys-super" "Windows / Super key"
    KeysAltTab "keys-alt-tab" "Alt + Tab"
    KeysAltF4 "keys-alt-f4" "Alt + F4"
    KeysPrint "keys-print" "Print screen"
    KeysEscape "keys-escape" "Esc"
    Fullscreen "fullscreen" "Full screen"
    Keyboard "keyboard" "On-screen keyboard"
    Statistics "statistics" "Statistics"
    Zoom "zoom" "Zoom"
    ZoomFit "zoom-fit" "Fit"
    ZoomActual "zoom-actual" "1:1"
    ZoomFill "zoom-fill" "Fill"
    ChatButton "chat" "Chat"
    Unread "unread" "unread"
    Disconnect "disconnect" "Disconnect"
    ViewOnlyHint "view-only-hint" "{user} shares for viewing only."

    // The picture.
    RemoteScreen "remote-screen" "Remote screen"
    RemoteScreenHelp "remote-screen-help" "Everything you type goes to the remote computer, the Tab key as well. To come back to the toolbar, press Ctrl, Alt and Shift together and let go."
    TextSink "text-sink" "Text for the remote computer"
    LeaveHint "leave-hint" "Ctrl + Alt + Shift brings you back to the toolbar"

    // The panel.
    Panel "panel" "Chat and log"
    LogLabel "log-label" "Chat and log"
    Message "message" "Message"
    Send "send" "Send"
    SaveLog "save-log" "Save log"
    SaveLastLog "save-last-log" "Save the log of your last session"
    ClosePanel "close-panel" "Close"
    LogEmpty "log-empty" "What you write and what happens in the session shows here."
    You "you" "You"
    TheUser "the-user" "the User"

    // Statistics.
    StatFrames "stat-frames" "Frames"
    StatSize "stat-size" "Size"
    StatLatency "stat-latency" "Picture age"
    StatRoundTrip "stat-round-trip" "Round trip"
    StatRate "stat-rate" "Rate"
    StatLost "stat-lost" "Lost"
    StatPath "stat-path" "Path"
    StatDecoder "stat-decoder" "Decoder"
    PathDirect "path-direct" "direct"
    PathRelay "path-relay" "relay"
    PathServer "path-server" "server"

    // The phase, in words.
    StatusIdle "status-idle" "Not connected"
    StatusJoining "status-joining" "Checking the code"
    StatusWaiting "status-waiting" "Waiting for Connect"
    StatusScreen "status-screen" "Screen Sharing"
    StatusControl "status-control" "Control Sharing"
    StatusPaused "status-paused" "Screen Sharing, paused"
    StatusPrompt "status-prompt" "System prompt open"
    StatusInterrupted "status-interrupted" "Connection interrupted"
    StatusEnded "status-ended" "Ended"

    // Cards.
    ConnectingTitle "connecting-title" "The code is right"
    ConnectingText "connecting-text" "Finding the shortest way to {user}’s computer."
    AskingTitle "asking-title" "{user} is being asked"
    AskingText "asking-text" "You will see the screen as soon as {user} lets you in. This can take up to a minute."
    PromptTitle "prompt-title" "{user} is answering a system prompt"
    PromptText "prompt-text" "Only they can see and answer it. The picture comes back by itself; you can still chat."
    PausedTitle "paused-title" "{user} paused the picture"
    PausedText "paused-text" "Nothing of the screen is sent at the moment. You can still chat."
    InterruptedTitle "interrupted-title" "Connection interrupted"
    InterruptedText "interrupted-text" "Nothing has been heard from {user}’s computer for a moment. All keys were let go. It goes on by itself as soon as the network is back."
    EndedTitle "ended-title" "The session has ended"
    FailedTitle "failed-title" "No connection"
    Again "again" "Connect again"

    // Why it ended.
    EndUserLeft "end-user-left" "{user} disconnected."
    EndHelperLeft "end-helper-left" "You disconnected."
    EndDeclined "end-declined" "{user} did not let you in. If that was a mistake, ask for a new code."
    EndNoAnswer "end-no-answer" "{user} did not answer within a minute, which counts as no. Call them, and try again with a new code."
    EndConnectionLost "end-connection-lost" "The connection to {user}’s computer was lost. To go on, ask for a new code."
    EndNoPath "end-no-path" "The code was right, but no way between the two computers was found. A firewall on either side may block it; another network can help."
    EndExpired "end-expired" "The invitation’s time is over. Ask for a new code."
    EndBurnt "end-burnt" "Too many wrong codes: this invitation is no longer valid. Ask for a new code."
    EndFault "end-fault" "The other end sent something that cannot be understood, so the connection was closed. Reload the page and ask for a new code."
    EndVersion "end-version" "The two ends have versions that do not understand each other. Reload this page; if that does not help, {user} needs a newer Alongside."
    EndNoScreen "end-no-screen" "{user}’s screen can no longer be shared."
    EndNoDecoder "end-no-decoder" "This browser cannot show the picture: it has no H.264 video. Use Chrome, Edge or Safari, or allow H.264 in this one. The invitation is not used up."
    EndServerUnreachable "end-server-unreachable" "The server that introduces you could not be reached. Check your network and try again."
    EndServerLost "end-server-lost" "The server went away before you were connected. Try again in a moment."
    EndNotAnswering "end-not-answering" "The other computer does not answer. Is Alongside still open there? Try again in a moment."
    RefusedUnknown "refused-unknown" "No invitation waits under this number. Check the number, or ask for a new code."
    RefusedTaken "refused-taken" "Another Helper has already used this invitation. Ask for a new code."
    RefusedBusy "refused-busy" "Somebody else is trying this invitation at this moment. Try again in a few seconds."
    RefusedRevoked "refused-revoked" "The invitation was taken back. Ask for a new code."
    RefusedWrongCode "refused-wrong-code" "The words are not the right ones. Check them together and try again; after three wrong codes the invitation is no longer valid."
    RefusedRateLimited "refused-rate-limited" "Too many attempts. Wait a minute and try again."
    RefusedFull "refused-full" "The server is full at the moment. Try again in a few minutes."
    RefusedVersion "refused-version" "This page is of another version than the server. Reload it."
    RefusedProtocol "refused-protocol" "The server did not understand this page. Reload it and try again."

    // Notes.
    NoteGranted "note-granted" "You share control now. Your mouse and keyboard work on {user}’s computer."
    NoteDeclined "note-declined" "{user} did not grant control."
    NoteNoAnswer "note-no-answer" "{user} did not answer the request for control."
    NoteViewOnly "note-view-only" "{user} shares for viewing only."
    NoteTooOften "note-too-often" "{user} is not asked again: control was refused too often."
    NoteNoInput "note-no-input" "{user}’s computer cannot be controlled from afar."
    NotePaused "note-paused" "{user} has paused the screen. Ask again when it is back."
    NoteEndedByUser "note-ended-by-user" "{user} stopped sharing control."
    NoteEndedByHelper "note-ended-by-helper" "You gave control back."
    NoteOtherVersion "note-other-version" "{user}’s Alongside is of another version; something may be missing."
    NoteLogDiffers "note-log-differs" "What {user}’s computer says of the session’s log does not fit together. This page goes on with a log of its own."
    NoteLogNotSaved "note-log-not-saved" "The browser did not let the log be saved."
    NoteChatTooLong "note-chat-too-long" "This message is too long. Please send it in parts."

    // The log as it is shown.
    LogOpened "log-opened" "You used the invitation."
    LogConnected "log-connected" "{user} let you in."
    LogRequested "log-requested" "You asked for control."
    LogGranted "log-granted" "{user} granted control."
    LogControlEnded "log-control-ended" "Control ended."
    LogPaused "log-paused" "{user} paused the picture."
    LogUnpaused "log-unpaused" "The picture goes on."
    LogResumed "log-resumed" "The connection is back."
}

impl Say {
    /// The sentence with `{user}` filled in.
    pub fn to(self, user: &str) -> String {
        self.with("user", user)
    }

    /// The sentence with `{name}` filled in. What is filled in is not looked into again.
    pub fn with(self, name: &str, value: &str) -> String {
        let mut sentence = String::new();
        for (n, part) in self.english().split(&format!("{{{name}}}")).enumerate() {
            if n > 0 {
                sentence.push_str(value);
            }
            sentence.push_str(part);
        }
        let mut chars = sentence.chars();
        match chars.next() {
            Some(first) => first.to_uppercase().chain(chars).collect(),
            None => sentence,
        }
    }
}

/// How the User is called: by name, or as "the User" until it is known.
pub fn user_of(view: &View) -> &str {
    view.user.as_ref().map_or(Say::TheUser.english(), |name| name.as_str())
}

/// The phase in words.
pub fn status(view: &View) -> Say {
    match (view.phase, view.picture) {
        (Phase::ScreenSharing | Phase::ControlSharing, Picture::Interrupted) => {
            Say::StatusInterrupted
        }
        (Phase::ScreenSharing | Phase::ControlSharing, Picture::Paused) => Say::StatusPaused,
        (Phase::ScreenSharing | Phase::ControlSharing, Picture::SystemPrompt) => Say::StatusPrompt,
        (Phase::Idle, _) => Say::StatusIdle,
        (Phase::Joining, _) => Say::StatusJoining,
        (Phase::WaitingForConnect, _) => Say::StatusWaiting,
        (Phase::ScreenSharing, Picture::Hidden | Picture::Shown) => Say::StatusScreen,
        (Phase::ControlSharing, Picture::Hidden | Picture::Shown) => Say::StatusControl,
        (Phase::Ended, _) => Say::StatusEnded,
    }
}

/// The card over the picture: title and text.
pub fn card(view: &View) -> Option<(Say, Say)> {
    match (view.phase, view.picture) {
        (Phase::Idle | Phase::Joining, _) => None,
        (Phase::WaitingForConnect, _) => Some(match view.step {
            Step::Asking => (Say::AskingTitle, Say::AskingText),
            Step::Opening | Step::Proving | Step::Connecting => {
                (Say::ConnectingTitle, Say::ConnectingText)
            }
        }),
        (Phase::ScreenSharing | Phase::ControlSharing, Picture::SystemPrompt) => {
            Some((Say::PromptTitle, Say::PromptText))
        }
        (Phase::ScreenSharing | Phase::ControlSharing, Picture::Paused) => {
            Some((Say::PausedTitle, Say::PausedText))
        }
        (Phase::ScreenSharing | Phase::ControlSharing, Picture::Interrupted) => {
            Some((Say::InterruptedTitle, Say::InterruptedText))
        }
        (Phase::ScreenSharing | Phase::ControlSharing, Picture::Hidden | Picture::Shown) => None,
        (Phase::Ended, _) => view.ending.map(|ending| (title(ending), reason(ending))),
    }
}

fn title(ending: Ending) -> Say {
    match ending {
        Ending::Session(
            EndReason::UserLeft
            | EndReason::HelperLeft
            | EndReason::ConnectionLost
            | EndReason::NoScreen
            | EndReason::Fault,
        ) => Say::EndedTitle,
        Ending::Session(
            EndReason::Declined
            | EndReason::NoAnswer
            | EndReason::NoPath
            | EndReason::Expired
            | EndReason::Burnt
            | EndReason::Version
            | EndReason::NoDecoder,
        )
        | Ending::Refused(_)
        | Ending::ServerUnreachable
        | Ending::ServerLost
        | Ending::NotAnswering => Say::FailedTitle,
    }
}

/// Why it is over, and what to do next.
pub fn reason(ending: Ending) -> Say {
    match ending {
        Ending::Session(reason) => match reason {
            EndReason::UserLeft => Say::EndUserLeft,
            EndReason::HelperLeft => Say::EndHelperLeft,
            EndReason::Declined => Say::EndDeclined,
            EndReason::NoAnswer => Say::EndNoAnswer,
            EndReason::ConnectionLost => Say::EndConnectionLost,
            EndReason::NoPath => Say::EndNoPath,
            EndReason::Expired => Say::EndExpired,
            EndReason::Burnt => Say::EndBurnt,
            EndReason::Fault => Say::EndFault,
            EndReason::Version => Say::EndVersion,
            EndReason::NoScreen => Say::EndNoScreen,
            EndReason::NoDecoder => Say::EndNoDecoder,
        },
        Ending::Refused(refusal) => match refusal {
            Refusal::Unknown => Say::RefusedUnknown,
            Refusal::Taken => Say::RefusedTaken,
            Refusal::Busy => Say::RefusedBusy,
            Refusal::Expired => Say::EndExpired,
            Refusal::Burnt => Say::EndBurnt,
            Refusal::Revoked => Say::RefusedRevoked,
            Refusal::WrongCode => Say::RefusedWrongCode,
            Refusal::RateLimited => Say::RefusedRateLimited,
            Refusal::Full => Say::RefusedFull,
            Refusal::Version => Say::RefusedVersion,
            Refusal::Protocol => Say::RefusedProtocol,
        },
        Ending::ServerUnreachable => Say::EndServerUnreachable,
        Ending::ServerLost => Say::EndServerLost,
        Ending::NotAnswering => Say::EndNotAnswering,
    }
}

/// Something to hear once.
pub fn note(note: Note) -> Say {
    match note {
        Note::ControlGranted => Say::NoteGranted,
        Note::ControlRefused(reason) => refused(reason),
        Note::ControlEnded(Party::User) => Say::NoteEndedByUser,
        Note::ControlEnded(Party::Helper) => Say::NoteEndedByHelper,
        Note::OtherVersion => Say::NoteOtherVersion,
        Note::ChatTooLong => Say::NoteChatTooLong,
    }
}

fn refused(reason: ControlRefusal) -> Say {
    match reason {
        ControlRefusal::Declined => Say::NoteDeclined,
        ControlRefusal::NoAnswer => Say::NoteNoAnswer,
        ControlRefusal::ViewOnly => Say::NoteViewOnly,
        ControlRefusal::TooOften => Say::NoteTooOften,
        ControlRefusal::NoInput => Say::NoteNoInput,
        ControlRefusal::Paused => Say::NotePaused,
    }
}

/// What is wrong with the typed name.
pub fn name_error(error: NameError) -> Say {
    match error {
        NameError::Empty => Say::NameMissing,
        NameError::TooLong => Say::NameTooLong,
        NameError::Unprintable => Say::NameUnprintable,
    }
}

/// What is wrong with the typed code.
pub fn code_error(error: &ParseCodeError) -> String {
    match error {
        ParseCodeError::Empty => Say::CodeMissing.english().to_owned(),
        ParseCodeError::Slot => Say::CodeSlot.english().to_owned(),
        ParseCodeError::TooFewWords(_) => Say::CodeTooFew.english().to_owned(),
        ParseCodeError::TooLong => Say::CodeTooLong.english().to_owned(),
        ParseCodeError::UnknownWord(word) => Say::CodeUnknownWord.with("word", word),
    }
}

/// A line of the log panel; `None` for chat, which speaks for itself, and for what another line
/// says already.
pub fn log_line(what: &Happening) -> Option<Say> {
    Some(match what {
        Happening::InvitationOpened => Say::LogOpened,
        Happening::Connected => Say::LogConnected,
        Happening::ControlRequested => Say::LogRequested,
        Happening::ControlGranted => Say::LogGranted,
        Happening::ControlRefused(reason) => refused(*reason),
        Happening::ControlEnded => Say::LogControlEnded,
        Happening::Paused => Say::LogPaused,
        Happening::Unpaused => Say::LogUnpaused,
        Happening::Resumed => Say::LogResumed,
        Happening::Ended(ending) => reason(*ending),
        Happening::Chat { .. } | Happening::ControlStarted => return None,
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    const PAGE: &str = include_str!("../../www/index.html");

    /// The values of an attribute in the page, each with the text that follows its tag.
    fn asked(attribute: &str) -> Vec<(String, String)> {
        PAGE.split(&format!(" {attribute}=\""))
            .skip(1)
            .map(|rest| {
                let (key, rest) = rest.split_once('"').unwrap();
                let (_, rest) = rest.split_once('>').unwrap();
                let (text, _) = rest.split_once('<').unwrap();
                (key.to_owned(), text.trim().to_owned())
            })
            .collect()
    }

    #[test]
    fn the_status_says_no_names_that_nobody_fills_in() {
        let pictures =
            [Picture::Shown, Picture::Paused, Picture::SystemPrompt, Picture::Interrupted];
        for phase in [Phase::Idle, Phase::ScreenSharing, Phase::ControlSharing, Phase::Ended] {
            for picture in pictures {
                let said = status(&View { phase, picture, ..View::default() }).english();
                assert!(!said.contains('{'), "{said}");
            }
        }
    }

    #[test]
    fn the_page_has_no_copy_of_its_own() {
        for (key, text) in asked("data-text") {
            let say = Say::from_key(&key).unwrap_or_else(|| panic!("{key} is not in the table"));
            assert_eq!(text, say.english(), "{key}");
        }
        for attribute in ["data-label", "data-placeholder"] {
            for (key, _) in asked(attribute) {
                assert!(Say::from_key(&key).is_some(), "{key} is not in the table");
            }
        }
        assert!(!asked("data-text").is_empty() && !asked("data-label").is_empty());
    }

    #[test]
    fn keys_are_unique() {
        let keys: BTreeSet<_> = Say::ALL.iter().map(|say| say.key()).collect();
        assert_eq!(keys.len(), Say::ALL.len());
    }

    #[test]
    fn a_name_is_filled_in_once_and_not_looked_into() {
        assert_eq!(Say::EndUserLeft.to("{user}"), "{user} disconnected.");
        assert_eq!(Say::EndUserLeft.to("the User"), "The User disconnected.");
        assert_eq!(Say::AskingTitle.to("Ann"), "Ann is being asked");
    }
}
