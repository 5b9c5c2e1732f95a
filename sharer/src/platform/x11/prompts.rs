//! System prompts: windows in which the desktop asks the User for a password or a right.
//!
//! A thread with its own connection hears of windows that come and go, and looks at their classes.
//! A desktop that draws its prompts itself (GNOME's shell) has no such window, and its prompts are
//! not noticed.

use crate::platform::{Desktop, DesktopError};

/// Parts of the window classes of the agents that ask: polkit's, those of SSH, GnuPG and the key
/// rings, and the graphical faces of sudo. One too many hides the picture for a moment; one too few
/// shows a prompt to the Helper.
const ASKING: [&str; 11] = [
    "polkit",
    "policykit",
    "pinentry",
    "askpass",
    "gcr-prompter",
    "keyring-prompt",
    "gksu",
    "kdesu",
    "lxqt-sudo",
    "ktsuss",
    "kwalletd",
];

/// Whether a window of this class asks for the User's password or consent.
pub fn is_prompt(class: &str) -> bool {
    let class = class.to_ascii_lowercase();
    ASKING.iter().any(|asking| class.contains(asking))
}

/// The watcher. It ends when dropped.
#[derive(Debug)]
pub struct PromptWatch {
    _watcher: imp::Watcher,
}

/// What the watcher has to say.
#[derive(Debug)]
pub enum PromptEvent {
    /// A prompt is open, or none is any more.
    Open(bool),
    /// Prompts cannot be noticed any more.
    Failed(DesktopError),
}

impl PromptWatch {
    /// Starts the watcher. It tells `events` at each change, and waits while that is full.
    pub fn spawn(
        desktop: &Desktop,
        events: tokio::sync::mpsc::Sender<PromptEvent>,
    ) -> Result<Self, DesktopError> {
        Ok(Self { _watcher: imp::Watcher::spawn(desktop, events)? })
    }
}

#[cfg(target_os = "linux")]
mod imp {
    use std::collections::BTreeSet;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

    use tokio::sync::mpsc::Sender;
    use x11rb::connection::Connection as _;
    use x11rb::protocol::xproto::{
        AtomEnum, ChangeWindowAttributesAux, ConnectionExt as _, EventMask, MapState, Window,
    };

    use super::super::connection::Connection;
    use super::{PromptEvent, is_prompt};
    use crate::platform::wake::{self, Sleeper, Waker};
    use crate::platform::{Desktop, DesktopError};

    /// Windows that are looked at after each change. A busy desktop has a hundred.
    const WINDOWS: usize = 512;

    /// A window manager puts a window into a frame, and perhaps into one more.
    const DEPTH: u32 = 2;

    /// Bytes of a class that are read. Longer ones are of no agent.
    const CLASS_BYTES: u32 = 256;

    #[derive(Debug)]
    pub(super) struct Watcher {
        end: Arc<AtomicBool>,
        waker: Waker,
    }

    impl Watcher {
        pub(super) fn spawn(
            desktop: &Desktop,
            events: Sender<PromptEvent>,
        ) -> Result<Self, DesktopError> {
            let connection = Connection::open(desktop.x_display.as_deref())?;
            let mut windows = Windows { connection, heard: BTreeSet::new() };
            windows.hear(windows.connection.root())?;
            let (waker, sleeper) = wake::pair()?;
            let end = Arc::new(AtomicBool::new(false));
            let has_ended = Arc::clone(&end);
            std::thread::Builder::new().name("prompts".into()).spawn(move || {
                if let Err(error) = windows.watch(&sleeper, &has_ended, &events) {
                    let _ = events.blocking_send(PromptEvent::Failed(error));
                }
            })?;
            Ok(Self { end, waker })
        }
    }

    impl Drop for Watcher {
        fn drop(&mut self) {
            self.end.store(true, SeqCst);
            self.waker.wake();
        }
    }

    struct Windows {
        connection: Connection,
        /// Windows whose children we hear of.
        heard: BTreeSet<Window>,
    }

    impl Windows {
        fn watch(
            &mut self,
            sleeper: &Sleeper,
            end: &AtomicBool,
            events: &Sender<PromptEvent>,
        ) -> Result<(), DesktopError> {
            let mut was_open = false;
            while !end.load(SeqCst) {
                let mut left = WINDOWS;
                let is_open = self.shows_prompt(self.connection.root(), DEPTH, &mut left)?;
                if is_open != was_open {
                    was_open = is_open;
                    if events.blocking_send(PromptEvent::Open(is_open)).is_err() {
                        return Ok(());
                    }
                }
                // Looking brought events along: what happened meanwhile is looked at again.
                if !self.drain()? {
                    sleeper.sleep_or_readable(self.connection.x.stream(), None);
                    self.drain()?;
                }
            }
            Ok(())
        }

        fn drain(&self) -> Result<bool, DesktopError> {
            let mut any = false;
            while self.connection.x.poll_for_event()?.is_some() {
                any = true;
            }
            Ok(any)
        }

        /// Hears from now on of the children of a window.
        fn hear(&mut self, window: Window) -> Result<(), DesktopError> {
            if self.heard.len() >= 4 * WINDOWS {
                // Most of them are long gone, and a number may name another window now.
                self.heard.clear();
            }
            if self.heard.insert(window) {
                let mask = EventMask::SUBSTRUCTURE_NOTIFY;
                let watched = ChangeWindowAttributesAux::new().event_mask(mask);
                // An error means that it is gone, which is heard of otherwise.
                let _ = self.connection.x.change_window_attributes(window, &watched)?.check();
            }
            Ok(())
        }

        fn shows_prompt(
            &mut self,
            parent: Window,
            depth: u32,
            left: &mut usize,
        ) -> Result<bool, DesktopError> {
            // A window may go while it is looked at, which is no failure.
            let Ok(tree) = self.connection.x.query_tree(parent)?.reply() else { return Ok(false) };
            // The newest are on top, and at the end.
            for window in tree.children.into_iter().rev() {
                if *left == 0 {
                    return Ok(false);
                }
                *left -= 1;
                let attributes = self.connection.x.get_window_attributes(window)?.reply();
                if attributes.is_ok_and(|known| known.map_state == MapState::VIEWABLE) {
                    if self.asks(window)? {
                        return Ok(true);
                    }
                    if depth > 0 {
                        self.hear(window)?;
                        if self.shows_prompt(window, depth - 1, left)? {
                            return Ok(true);
                        }
                    }
                }
            }
            Ok(false)
        }

        /// Whether the window's class (ICCCM §4.1.2.5) is one of an agent.
        fn asks(&self, window: Window) -> Result<bool, DesktopError> {
            let (property, kind) = (AtomEnum::WM_CLASS, AtomEnum::STRING);
            let x = &self.connection.x;
            let class = x.get_property(false, window, property, kind, 0, CLASS_BYTES / 4)?;
            let Ok(class) = class.reply() else { return Ok(false) };
            Ok(is_prompt(&String::from_utf8_lossy(&class.value)))
        }
    }
}

#[cfg(not(target_os = "linux"))]
mod imp {
    use tokio::sync::mpsc::Sender;

    use super::PromptEvent;
    use crate::platform::{Desktop, DesktopError};

    #[derive(Debug)]
    pub(super) enum Watcher {}

    impl Watcher {
        pub(super) fn spawn(_: &Desktop, _: Sender<PromptEvent>) -> Result<Self, DesktopError> {
            Err(DesktopError::Unsupported)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_prompt;

    #[test]
    fn the_agents_of_common_desktops_are_known() {
        for class in [
            "polkit-gnome-authentication-agent-1",
            "polkit-mate-authentication-agent-1",
            "polkit-kde-authentication-agent-1",
            "lxqt-policykit-agent",
            "Lxpolkit",
            "xfce-polkit",
            "pinentry-gtk-2",
            "Pinentry",
            "gcr-prompter\0Gcr-prompter",
            "ksshaskpass",
            "gnome-ssh-askpass",
        ] {
            assert!(is_prompt(class), "{class}");
        }
        for class in ["xterm\0XTerm", "Navigator\0firefox", "gedit", "policeman", ""] {
            assert!(!is_prompt(class), "{class}");
        }
    }
}
