//! What the desktop shows of the program outside of its windows: one notification, and an icon with a menu.
//!
//! Both are for those who look elsewhere. Nothing there grants anything: the menu shows, stops and pauses.
//! [`pace`] decides when a notification is shown, [`icon`] draws the icon, `units` makes texts that Windows takes.

#[cfg(any(target_os = "linux", windows, test))]
pub(in crate::platform) mod icon;
#[cfg(any(target_os = "linux", windows, test))]
pub(in crate::platform) mod pace;
#[cfg(any(windows, test))]
pub(in crate::platform) mod units;

/// What an icon can look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    /// Nobody sees the screen.
    Unseen,
    /// A Helper sees it.
    Seen,
    /// A Helper shares control.
    Controlled,
}

/// What the User can choose in the menu. There is none that grants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Choice {
    /// Shows the window.
    Show,
    /// Takes control back.
    StopControl,
    /// Hides the screen.
    Pause,
    /// Ends the session; the window asks first.
    Disconnect,
}

impl Choice {
    /// All of them, as the menu has them.
    pub(crate) const ALL: [Self; 4] =
        [Self::Show, Self::StopControl, Self::Pause, Self::Disconnect];
}

/// A notification.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Announcement {
    /// Without anything that others chose.
    pub(crate) title: &'static str,
    /// Plain text: what looks like markup is none.
    pub(crate) text: String,
    /// What a click on it does, in words: it shows the window.
    pub(crate) click: &'static str,
    /// It waits for the User.
    pub(crate) is_urgent: bool,
}

/// All that is shown outside of the windows, as a value.
// fields: each is one independent thing that a desktop shows
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Outside {
    /// The name of the program, as its desktop entry has it.
    pub(crate) program: &'static str,
    /// Its name for people.
    pub(crate) title: &'static str,
    /// The icon.
    pub(crate) mark: Mark,
    /// Who sees the screen, as plain text.
    pub(crate) status: String,
    /// What can be chosen now, with its words.
    pub(crate) menu: Vec<(Choice, &'static str)>,
    /// Lines of the menu begin at the right.
    pub(crate) right_to_left: bool,
    /// The notification, while there is one.
    pub(crate) announcement: Option<Announcement>,
}

/// Called on another thread with what the User, or any program of the desktop, has chosen. It does not wait.
pub(crate) type Chosen = Box<dyn Fn(Choice) + Send + Sync>;

/// The desktop, outside of the windows. When it is dropped, nothing stays there.
pub(crate) trait Desk: Send {
    /// Shows this instead of what was shown before. It does not wait for the desktop.
    fn show(&mut self, outside: Outside);
}
