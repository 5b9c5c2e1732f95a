//! Why a right was refused, in words.

use protocol::right::RightDenial;

use super::table::Say;

pub(super) fn right_refused(reason: RightDenial) -> Say {
    match reason {
        RightDenial::Declined => Say::NoteRightDeclined,
        RightDenial::NoAnswer => Say::NoteRightNoAnswer,
        RightDenial::Withdrawn => Say::NoteRightWithdrawn,
        RightDenial::TooOften => Say::NoteRightTooOften,
        RightDenial::Paused => Say::NoteRightPaused,
        RightDenial::NotAvailable => Say::NoteRightUnavailable,
    }
}
