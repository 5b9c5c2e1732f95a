//! What the User reads when a part of the program has failed.

use crate::supervisor::Part;

/// The part has failed. The session ends if it cannot go on without it.
pub fn failed(part: Part) -> &'static str {
    match part {
        Part::Pictures => {
            "A part of alongside has failed: the one that shows your screen. The session ends."
        }
        Part::Video | Part::Tiles => {
            "A part of alongside has failed: the one that sends the picture. The session ends."
        }
        Part::Channels => {
            "A part of alongside has failed: the one that listens to your helper. The session ends."
        }
        Part::SignalLink => {
            "A part of alongside has failed: the one that stays in touch with the server. The session \
             ends."
        }
        Part::Mail => {
            "A part of alongside has failed: the one that sends your invitation. It may not have \
             been sent."
        }
        Part::Contacts => {
            "A part of alongside has failed: the one that knows your contacts. The session ends."
        }
        Part::Log => {
            "A part of alongside has failed: the one that writes the log. The session ends."
        }
        Part::Input => {
            "A part of alongside has failed: the one that types and clicks. The session ends."
        }
        Part::PanicKey => {
            "A part of alongside has failed: the one that waits for Esc. The session ends."
        }
        Part::Prompts => {
            "A part of alongside has failed: the one that notices password prompts. The session ends."
        }
        Part::PressWatch => {
            "A part of alongside has failed: the one that sees whether you or a program presses a button. Answer \
             questions in the terminal."
        }
        Part::Desk => {
            "A part of alongside has failed: the one that shows notifications and its icon. The window shows all \
             that they would."
        }
        Part::Appearance => {
            "A part of alongside has failed: the one that changes the desktop's appearance. If your \
             desktop does not look as before, run: alongside restore-desktop"
        }
        Part::PortMapping => {
            "A part of alongside has failed: the one that asks your router for a port. The router closes a \
             port that it has opened within 20 minutes."
        }
        Part::Border => {
            "A part of alongside has failed: the one that draws a border round what is shared. What is shared \
             is the same as before."
        }
        Part::Elements => {
            "A part of alongside has failed: the one that finds what a step is about. Steps stay where your helper puts them."
        }
        Part::Marks => {
            "A part of alongside has failed: the one that shows what your helper draws. Nothing is drawn any more."
        }
        Part::Clipboard => {
            "A part of alongside has failed: the one that shares the clipboard. The clipboard is not shared any more."
        }
        Part::Transfers => {
            "A part of alongside has failed: the one that reads and writes what is transferred. Nothing is transferred any more."
        }
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
            assert_eq!(failed(part).contains("The session ends."), part.is_essential(), "{part:?}");
        }
    }
}
