//! The border round what is shared: from what the session does to what is shown.

use std::fmt;

use session::display::{Area, Layout};

use crate::platform::border::{Border, BorderLook};

/// What is shared, and what shows it. Nothing is shown in a pause: what is within the border is what is sent.
#[derive(Default)]
pub(crate) struct SharedBorder {
    /// `None` where no border can be shown.
    shown: Option<Box<dyn Border>>,
    is_sent: bool,
    is_controlled: bool,
    area: Option<Area>,
}

impl SharedBorder {
    /// Nothing is shared yet.
    pub(crate) fn new(shown: Option<Box<dyn Border>>) -> Self {
        Self { shown, ..Self::default() }
    }

    /// Pictures are sent from now on, or none.
    pub(crate) fn set_sent(&mut self, is_sent: bool) {
        self.is_sent = is_sent;
        self.update();
    }

    /// Control is shared from now on, or not any more.
    pub(crate) fn set_controlled(&mut self, is_controlled: bool) {
        self.is_controlled = is_controlled;
        self.update();
    }

    /// The picture shows this. A source without displays does not know where it lies.
    pub(crate) fn set_layout(&mut self, layout: &Layout) {
        self.area = (!layout.displays.is_empty()).then_some(layout.area);
        self.update();
    }

    fn update(&self) {
        if let Some(shown) = &self.shown {
            shown.show(self.wanted());
        }
    }

    fn wanted(&self) -> Option<(Area, BorderLook)> {
        let look = if self.is_controlled { BorderLook::Controlled } else { BorderLook::Seen };
        Some((self.area.filter(|_| self.is_sent)?, look))
    }
}

impl fmt::Debug for SharedBorder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("SharedBorder").field(&self.wanted()).finish()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use protocol::geometry::{Display, Size};

    use super::*;

    #[derive(Debug, Default)]
    struct Screen(Arc<Mutex<Vec<Option<BorderLook>>>>);

    impl Border for Screen {
        fn show(&self, border: Option<(Area, BorderLook)>) {
            self.0.lock().unwrap().push(border.map(|(_, look)| look));
        }
    }

    #[test]
    fn the_border_is_there_as_long_as_pictures_are_sent_and_says_whether_control_is_shared() {
        let seen = Arc::default();
        let mut border = SharedBorder::new(Some(Box::new(Screen(Arc::clone(&seen)))));
        let size = Size::new(640, 480).unwrap();
        border.set_sent(true);
        border.set_layout(&Layout::plain(size));
        let name = "HDMI-1".parse().unwrap();
        let displays = vec![Display { name, size, is_primary: true }];
        border.set_layout(&Layout { displays, ..Layout::plain(size) });
        border.set_controlled(true);
        border.set_sent(false);
        border.set_controlled(false);
        border.set_sent(true);
        let (looked, controlled) = (Some(BorderLook::Seen), Some(BorderLook::Controlled));
        assert_eq!(*seen.lock().unwrap(), [None, None, looked, controlled, None, None, looked]);
    }
}
