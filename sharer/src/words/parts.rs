//! What the User reads when a part of the program has failed.

use crate::supervisor::Part;
use crate::words::say::Say;

/// The part has failed. The session ends if it cannot go on without it.
pub fn failed(part: Part) -> Say {
    match part {
        Part::Pictures => Say::PartsFailedPictures,
        Part::Video | Part::Tiles => Say::PartsFailedPicture,
        Part::Channels => Say::PartsFailedChannels,
        Part::SignalLink => Say::PartsFailedSignalLink,
        Part::Mail => Say::PartsFailedMail,
        Part::Contacts => Say::PartsFailedContacts,
        Part::Log => Say::PartsFailedLog,
        Part::Input => Say::PartsFailedInput,
        Part::PanicKey => Say::PartsFailedPanicKey,
        Part::Prompts => Say::PartsFailedPrompts,
        Part::PressWatch => Say::PartsFailedPressWatch,
        Part::Desk => Say::PartsFailedDesk,
        Part::Appearance => Say::PartsFailedAppearance,
        Part::PortMapping => Say::PartsFailedPortMapping,
        Part::Border => Say::PartsFailedBorder,
        Part::Elements => Say::PartsFailedElements,
        Part::Marks => Say::PartsFailedMarks,
        Part::Clipboard => Say::PartsFailedClipboard,
        Part::Transfers => Say::PartsFailedTransfers,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_end_of_an_essential_part_is_said_to_end_the_session() {
        let parts = [
            Part::Input,
            Part::Log,
            Part::Mail,
            Part::PressWatch,
            Part::PortMapping,
            Part::Desk,
            Part::Border,
            Part::Clipboard,
            Part::Transfers,
        ];
        for part in parts {
            assert_eq!(
                failed(part).text().contains("The session ends."),
                part.is_essential(),
                "{part:?}"
            );
        }
    }
}
