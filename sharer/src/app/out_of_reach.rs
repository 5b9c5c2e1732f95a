//! When the User is told that the window in front takes no input from the Helper.

/// What is in front, and what the User knows of it.
#[derive(Debug, Default)]
pub(crate) struct OutOfReach {
    /// The window in front takes no input.
    in_front: bool,
    /// The Helper shares control.
    is_controlled: bool,
    /// The User was told that it takes none.
    is_told: bool,
}

impl OutOfReach {
    /// A window that takes no input came to the front, or left it. Returns what the User is told.
    pub(crate) fn on_window(&mut self, in_front: bool) -> Option<bool> {
        self.in_front = in_front;
        self.news()
    }

    /// Control begins or ends. Returns what the User is told.
    pub(crate) fn on_control(&mut self, is_controlled: bool) -> Option<bool> {
        self.is_controlled = is_controlled;
        self.news()
    }

    /// Without control there is nothing to tell: no input came before, and none comes after.
    fn news(&mut self) -> Option<bool> {
        let is_new = self.in_front && self.is_controlled;
        let was_told = std::mem::replace(&mut self.is_told, is_new);
        (self.is_controlled && is_new != was_told).then_some(is_new)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_that_was_there_before_control_began_is_told_when_it_begins() {
        let mut window = OutOfReach::default();
        assert_eq!(window.on_window(true), None);
        assert_eq!(window.on_control(true), Some(true));
        assert_eq!(window.on_window(true), None, "once");
        assert_eq!(window.on_window(false), Some(false));
    }

    #[test]
    fn that_input_is_taken_again_is_told_only_after_the_other() {
        let mut window = OutOfReach::default();
        assert_eq!(window.on_control(true), None);
        assert_eq!(window.on_window(false), None);
        assert_eq!(window.on_window(true), Some(true));
        assert_eq!(window.on_control(false), None);
        assert_eq!(window.on_window(false), None);
        assert_eq!(window.on_control(true), None);
    }
}
