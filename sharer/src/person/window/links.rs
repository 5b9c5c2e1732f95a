//! What the window and the picture that is sent know of each other, for all sessions of the program.

use kit::Key;
use kit::view::Notice;

use super::views::BAR;
use crate::picture::preview::Preview;
use crate::platform::own_windows::OwnWindows;

/// See the module. Clones share it.
#[derive(Clone, Debug, Default)]
pub(crate) struct WindowLinks {
    /// Windows that are not part of the picture.
    pub(crate) own: OwnWindows,
    /// What the Helper sees.
    pub(crate) preview: Preview,
}

/// The bar while it is open, which is not part of the picture: it is for the User, and lies over what is shared.
#[derive(Debug)]
pub(super) struct UnseenBar {
    own: OwnWindows,
    window: Option<u32>,
}

impl UnseenBar {
    pub(super) fn new(own: OwnWindows) -> Self {
        Self { own, window: None }
    }

    /// Something happened to a window. It is opened before it is shown.
    pub(super) fn notice(&mut self, window: &Key, notice: Notice) {
        if window.name() != BAR {
            return;
        }
        match notice {
            Notice::Opened { number } => self.window = number,
            Notice::Closed => {
                if let Some(window) = self.window.take() {
                    self.own.remove(window);
                }
            }
            Notice::Place(_) | Notice::Focused(_) => return,
        }
        if let Some(window) = self.window {
            self.own.add(window);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_is_left_out_of_the_picture_from_before_it_is_shown_until_it_is_closed() {
        let own = OwnWindows::default();
        let mut bar = UnseenBar::new(own.clone());
        let out = || {
            let mut windows = Vec::new();
            own.each(|window| windows.push(window));
            windows
        };
        bar.notice(&Key::new("main"), Notice::Opened { number: Some(7) });
        bar.notice(&Key::new(BAR), Notice::Opened { number: Some(8) });
        bar.notice(&Key::new(BAR), Notice::Focused(true));
        bar.notice(&Key::new("main"), Notice::Closed);
        assert_eq!(out(), [8]);
        bar.notice(&Key::new(BAR), Notice::Closed);
        assert!(out().is_empty());
        // Where the window system has no such numbers.
        bar.notice(&Key::new(BAR), Notice::Opened { number: None });
        assert!(out().is_empty());
    }
}
