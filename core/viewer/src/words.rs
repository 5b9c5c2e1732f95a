//! Every sentence that the Helper can read, by its name.
//!
//! What they say is in `words/<language>/page.ftl`; the build makes [`Say`] and [`Argument`] of the English one, so a
//! sentence that is missing is an error of the compiler. [`Words`] has them in one language. A sentence is always a whole
//! one: what differs is put in as an argument, so that another language can put it elsewhere.

mod files;
mod refusal;
mod rights;
mod steps;
mod table;

use alloc::borrow::ToOwned as _;
use alloc::format;
use alloc::string::String;
use core::time::Duration;

use catalogue::Direction;
use protocol::code::ParseCodeError;
use protocol::geometry::Display;
use protocol::name::NameError;
use protocol::peer::{ControlRefusal, EndReason, InputLoss, Party, RememberRefusal};
use protocol::signal::Refusal;
use protocol::trust::Availability;
use protocol::utc::Utc;
use protocol::word_list::WordLists;

use crate::contact::{Contact, Kind};
use crate::log::LogEvent;
use crate::outcome::{Ending, NoPicture, NotRemembered, Notice};
use crate::queue::Entry;
use crate::state::{Phase, Picture, Step, View};
use refusal::right_refused;
pub use rights::right_action;
use rights::{right_ended, right_granted, right_requested};

pub use table::{Argument, Say, Words};

impl Words {
    /// The label of a display.
    pub fn display(&self, display: &Display) -> String {
        let mut name = display.name.as_str().to_owned();
        if display.is_primary {
            name = self.fill(Say::DisplayMain, &[(Argument::Display, (&name).into())]);
        }
        let (width, height) = (display.size.width(), display.size.height());
        match self.language().direction() {
            Direction::LeftToRight => format!("{name}, {width} × {height}"),
            // Isolated, so that the width stays before the height.
            Direction::RightToLeft => {
                format!("\u{2068}{name}\u{2069}، \u{2066}{width} × {height}\u{2069}")
            }
        }
    }

    /// The time that is left of a wait, in minutes and seconds; a part of a second counts as a whole one.
    pub fn time_left(&self, left: Duration) -> String {
        self.fill(Say::TimeLeft, &[(Argument::Time, (&table::minutes_and_seconds(left)).into())])
    }

    /// For how long the picture is old already.
    pub fn picture_old(&self, age: Duration) -> String {
        let tenths = u64::try_from(age.as_millis() / 100).unwrap_or(u64::MAX);
        self.sentence(Say::PictureOld, &[(Argument::Age, (&self.tenths(tenths)).into())])
    }

    /// The item that sends the last keys again.
    pub fn keys_again(&self, keys: &str) -> String {
        self.sentence(Say::KeysAgain, &[(Argument::Keys, keys.into())])
    }

    /// A picture was saved in this file.
    pub fn picture_taken(&self, user: &str, file: &str) -> String {
        let arguments = [(Argument::File, file.into()), (Argument::User, user.into())];
        self.sentence(Say::NotePictureTaken, &arguments)
    }

    /// The line of an entry of the queue: what the User waits for, and since when.
    pub fn waiting(&self, entry: &Entry, now: Utc) -> String {
        match entry.availability {
            Availability::AsksForHelp => self.asks(entry.minutes(now)),
            Availability::AcceptsOffers => self.text(Say::QueueListens).to_owned(),
        }
    }

    fn asks(&self, minutes: u64) -> String {
        match minutes {
            0 => self.text(Say::QueueAsksNow).to_owned(),
            1..120 => self.fill(Say::QueueAsksMinutes, &[(Argument::N, minutes.into())]),
            _ => self.fill(Say::QueueAsksHours, &[(Argument::N, (minutes / 60).into())]),
        }
    }

    /// Of an entry whose key is new: its fingerprint.
    pub fn first_time(&self, fingerprint: &str) -> String {
        self.sentence(Say::QueueFirst, &[(Argument::Fingerprint, fingerprint.into())])
    }

    /// The line of a contact that does not wait. `date` is the day of the last session.
    pub fn contact(&self, contact: &Contact, date: &str) -> String {
        let say = match contact.kind {
            Kind::Person => Say::PeoplePerson,
            Kind::Computer => Say::PeopleComputer,
        };
        self.fill(say, &[(Argument::Date, date.into())])
    }

    /// The error of a typed code, which these lists were there for.
    pub fn code_error(&self, error: &ParseCodeError, lists: WordLists) -> String {
        let say = match error {
            ParseCodeError::Empty => Say::CodeMissing,
            ParseCodeError::Slot => Say::CodeSlot,
            ParseCodeError::TooFewWords(_) => Say::CodeTooFew,
            ParseCodeError::TooLong => Say::CodeTooLong,
            ParseCodeError::UnknownWord(word) => {
                let are_all = lists.are_complete();
                let say = if are_all { Say::CodeUnknownWord } else { Say::CodeListsMissing };
                return self.sentence(say, &[(Argument::Word, word.into())]);
            }
        };
        self.text(say).to_owned()
    }

    /// For screen readers: the name of the button that opens the chat, with the messages that were not read.
    pub fn chat(&self, unread: usize) -> String {
        match unread {
            0 => self.text(Say::Chat).to_owned(),
            _ => self.fill(Say::ChatUnread, &[(Argument::N, unread.into())]),
        }
    }

    /// For screen readers: what a button does, and with what.
    pub fn act_on(&self, act: &str, what: &str) -> String {
        self.fill(Say::ActOn, &[(Argument::Act, act.into()), (Argument::What, what.into())])
    }

    /// A number with the unit of a sentence that has `$n` only.
    pub fn number(&self, say: Say, number: u64) -> String {
        self.fill(say, &[(Argument::N, number.into())])
    }
}

/// The sentence of the status.
pub fn status(view: &View) -> Say {
    match (view.phase, view.picture) {
        (Phase::ScreenSharing | Phase::ControlSharing, Picture::Interrupted) => {
            Say::StatusInterrupted
        }
        (Phase::ScreenSharing | Phase::ControlSharing, Picture::Paused) => Say::StatusPaused,
        (Phase::ScreenSharing | Phase::ControlSharing, Picture::SystemPrompt) => Say::StatusPrompt,
        (Phase::Idle, _) => Say::StatusIdle,
        (Phase::Joining, _) if view.is_known => Say::StatusCalling,
        (Phase::Joining, _) => Say::StatusJoining,
        (Phase::WaitingForConnect, _) => Say::StatusWaiting,
        (Phase::ScreenSharing, Picture::Hidden | Picture::Shown) => Say::StatusScreen,
        (Phase::ControlSharing, Picture::Hidden | Picture::Shown) => Say::StatusControl,
        (Phase::Ended, _) => Say::StatusEnded,
    }
}

/// Title and text of the card over the picture.
pub fn card(view: &View) -> Option<(Say, Say)> {
    match (view.phase, view.picture) {
        (Phase::Idle | Phase::Joining, _) => None,
        (Phase::WaitingForConnect, _) => Some(match view.step {
            Step::Asking => (Say::AskingTitle, Say::AskingText),
            Step::Opening | Step::Proving | Step::Connecting if view.is_known => {
                (Say::KnownConnectingTitle, Say::ConnectingText)
            }
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
        (Phase::Ended, _) => {
            view.ending.map(|ending| (title(ending), reason(ending, view.is_known)))
        }
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
        | Ending::NotAnswering
        | Ending::TriedTooOften => Say::FailedTitle,
    }
}

/// Whether this browser or the network may be why the session is over, so that checking both can help.
pub fn is_worth_a_check(ending: Option<Ending>) -> bool {
    matches!(
        ending,
        Some(
            Ending::Session(EndReason::NoPath | EndReason::ConnectionLost | EndReason::NoDecoder)
                | Ending::ServerUnreachable
                | Ending::ServerLost
        )
    )
}

/// Why the session is over, and what to do next. A Helper who connected without a code is not asked to get
/// another one.
pub fn reason(ending: Ending, is_known: bool) -> Say {
    match ending {
        Ending::Refused(Refusal::Unknown | Refusal::Revoked | Refusal::Expired)
        | Ending::Session(EndReason::Expired)
            if is_known =>
        {
            Say::KnownUnknown
        }
        Ending::Refused(Refusal::Taken) if is_known => Say::KnownTaken,
        Ending::Refused(Refusal::Busy) if is_known => Say::KnownBusy,
        Ending::Refused(Refusal::WrongCode | Refusal::Burnt) if is_known => Say::KnownWrong,
        Ending::Session(EndReason::Declined) if is_known => Say::KnownDeclined,
        Ending::Session(EndReason::NoAnswer) if is_known => Say::KnownNoAnswer,
        Ending::Session(EndReason::ConnectionLost) if is_known => Say::KnownLost,
        Ending::Session(EndReason::NoPath) if is_known => Say::KnownNoPath,
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
        Ending::TriedTooOften => Say::EndTriedTooOften,
    }
}

/// The sentence of a notice.
pub fn notice(notice: Notice) -> Say {
    match notice {
        Notice::ControlGranted => Say::NoteGranted,
        Notice::ControlRefused(reason) => refused(reason),
        Notice::ControlEnded(Party::User) => Say::NoteEndedByUser,
        Notice::ControlEnded(Party::Helper) => Say::NoteEndedByHelper,
        Notice::RightGranted(right) => right_granted(right),
        Notice::RightRefused(_, reason) => right_refused(reason),
        Notice::RightEnded(right, _) => right_ended(right),
        Notice::InputLost(InputLoss::Character) => Say::NoteNoSuchKey,
        Notice::InputLost(InputLoss::OutOfReach) => Say::NoteOutOfReach,
        Notice::InputLost(InputLoss::NotTaken) => Say::NoteNotTaken,
        Notice::InputLost(InputLoss::TooMuch) => Say::NoteTooMuch,
        Notice::FilesReloaded => Say::NoteFilesReloaded,
        Notice::FoldersNotTaken => Say::NoteNoFolders,
        Notice::FolderTooLarge => Say::NoteFolderTooLarge,
        Notice::OtherVersion => Say::NoteOtherVersion,
        Notice::OtherPage => Say::NoteOtherPage,
        Notice::ChatTooLong => Say::NoteChatTooLong,
        Notice::Remembered => Say::NoteRemembered,
        Notice::RememberedAlready => Say::NoteRememberedAlready,
        Notice::NotRemembered(why) => not_remembered(why),
        Notice::NoPicture(why) => no_picture(why),
    }
}

fn no_picture(why: NoPicture) -> Say {
    match why {
        NoPicture::Missing => Say::NoPictureMissing,
        NoPicture::Paused => Say::NoPicturePaused,
        NoPicture::SystemPrompt => Say::NoPicturePrompt,
        NoPicture::Old => Say::NoPictureOld,
        NoPicture::TooOften => Say::NoPictureTooOften,
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

fn not_remembered(why: NotRemembered) -> Say {
    match why {
        NotRemembered::Refused(reason) => match reason {
            RememberRefusal::Declined => Say::NotRememberedDeclined,
            RememberRefusal::NoAnswer => Say::NotRememberedNoAnswer,
            RememberRefusal::TooOften => Say::NotRememberedTooOften,
            RememberRefusal::Unable => Say::NotRememberedTheirs,
            RememberRefusal::Unproven => Say::NotRememberedOurProof,
        },
        NotRemembered::Declined => Say::NotRememberedByHelper,
        NotRemembered::OtherKey => Say::NotRememberedOtherKey,
        NotRemembered::Full => Say::NotRememberedFull,
        NotRemembered::Unable => Say::NotRememberedUnable,
        NotRemembered::Unproven => Say::NotRememberedTheirProof,
    }
}

/// The error of a typed name.
pub fn name_error(error: NameError) -> Say {
    match error {
        NameError::Empty => Say::NameMissing,
        NameError::TooLong => Say::NameTooLong,
        NameError::Unprintable => Say::NameUnprintable,
    }
}

/// The line of the log panel; `None` for chat, which is shown as it is, and for an event that another line
/// covers.
pub fn log_line(event: &LogEvent, is_known: bool) -> Option<Say> {
    Some(match event {
        LogEvent::InvitationOpened => Say::LogOpened,
        LogEvent::Connected { .. } => Say::LogConnected,
        LogEvent::ControlRequested => Say::LogRequested,
        LogEvent::ControlGranted => Say::LogGranted,
        LogEvent::ControlRefused(reason) => refused(*reason),
        LogEvent::ControlEnded => Say::LogControlEnded,
        LogEvent::RightRequested(right) => right_requested(*right),
        LogEvent::RightGranted(right, _) => right_granted(*right),
        LogEvent::RightRefused(_, reason) => right_refused(*reason),
        LogEvent::RightEnded(right) => right_ended(*right),
        LogEvent::Paused => Say::LogPaused,
        LogEvent::Unpaused => Say::LogUnpaused,
        LogEvent::PictureTaken => Say::LogPictureTaken,
        LogEvent::File { outcome: Err(_), .. } => Say::LogFileFailed,
        LogEvent::File { sender: Party::User, .. } => Say::LogFileCame,
        LogEvent::File { sender: Party::Helper, .. } => Say::LogFileWent,
        LogEvent::ClipboardTransferred { sender: Party::User, .. } => Say::LogCopyCame,
        LogEvent::ClipboardTransferred { sender: Party::Helper, .. } => Say::LogCopyWent,
        LogEvent::Resumed => Say::LogResumed,
        LogEvent::Reloaded => Say::LogReloaded,
        LogEvent::KnownUserCalled => Say::LogWent,
        LogEvent::Remembered => Say::LogRemembered,
        LogEvent::NotRemembered(why) => not_remembered(*why),
        LogEvent::Ended(ending) => reason(*ending, is_known),
        LogEvent::Chat { .. } | LogEvent::ControlStarted | LogEvent::Fenced => return None,
    })
}

#[cfg(test)]
mod tests {
    use std::string::String;
    use std::vec::Vec;

    use super::*;

    const PAGE: &str = include_str!("../../../www/index.html");

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
        let words = Words::english();
        let pictures =
            [Picture::Shown, Picture::Paused, Picture::SystemPrompt, Picture::Interrupted];
        for phase in [Phase::Idle, Phase::ScreenSharing, Phase::ControlSharing, Phase::Ended] {
            for picture in pictures {
                let say = status(&View { phase, picture, ..View::default() });
                assert_eq!(words.fill(say, &[]), words.text(say));
            }
        }
    }

    #[test]
    fn the_page_has_no_copy_of_its_own() {
        let words = Words::english();
        for (key, text) in asked("data-text") {
            let say =
                Say::from_key(&key).unwrap_or_else(|| panic!("{key} is not in the catalogue"));
            assert_eq!(text, words.text(say), "{key}");
        }
        for attribute in ["data-label", "data-placeholder"] {
            for (key, _) in asked(attribute) {
                assert!(Say::from_key(&key).is_some(), "{key} is not in the catalogue");
            }
        }
        assert!(!asked("data-text").is_empty() && !asked("data-label").is_empty());
    }

    #[test]
    fn the_time_that_is_left_ends_at_zero() {
        let left = |ms| Words::english().time_left(Duration::from_millis(ms));
        assert_eq!(left(120_000), "2:00 left");
        assert_eq!(left(119_001), "2:00 left");
        assert_eq!(left(59_000), "0:59 left");
        assert_eq!(left(1), "0:01 left");
        assert_eq!(left(0), "0:00 left");
    }

    #[test]
    fn a_check_is_offered_where_the_network_may_be_at_fault() {
        for (ending, expected) in [
            (Some(Ending::Session(EndReason::NoPath)), true),
            (Some(Ending::ServerUnreachable), true),
            (Some(Ending::Session(EndReason::UserLeft)), false),
            (Some(Ending::Refused(Refusal::WrongCode)), false),
            (None, false),
        ] {
            assert_eq!(is_worth_a_check(ending), expected, "{ending:?}");
        }
    }

    #[test]
    fn numbers_choose_their_words() {
        let words = Words::english();
        assert_eq!(
            [0, 1, 2].map(|n| words.chat(n)),
            ["Chat", "Chat, 1 unread message", "Chat, 2 unread messages"]
        );
        assert_eq!(words.asks(0), "asks for help · since a moment ago");
        assert_eq!(words.asks(119), "asks for help · waiting 119 min");
        assert_eq!(words.asks(120), "asks for help · waiting 2 h");
        assert_eq!(words.picture_old(Duration::from_millis(2480)), "The picture is 2.4 s old");
    }
}
