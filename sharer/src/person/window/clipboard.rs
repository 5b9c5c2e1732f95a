//! The clipboard of the desktop, for what the User copies in the window.

use kit::app::Clipboard;

/// The desktop's clipboard, opened when it is first used.
#[derive(Default)]
pub(crate) struct SystemClipboard(Option<arboard::Clipboard>);

impl SystemClipboard {
    fn open(&mut self) -> Option<&mut arboard::Clipboard> {
        if self.0.is_none() {
            self.0 = arboard::Clipboard::new()
                .inspect_err(|error| tracing::warn!(%error, "the clipboard cannot be used"))
                .ok();
        }
        self.0.as_mut()
    }
}

impl Clipboard for SystemClipboard {
    fn text(&mut self) -> Option<String> {
        self.open()?.get_text().ok()
    }

    fn set_text(&mut self, text: String) {
        if let Some(clipboard) = self.open()
            && let Err(error) = clipboard.set_text(text)
        {
            tracing::warn!(%error, "nothing could be copied");
        }
    }
}
