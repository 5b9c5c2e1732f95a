//! The watcher of system prompts on X11.
//!
//! A thread with its own connection selects events about windows that come and go, and compares their
//! classes with those of known agents. A desktop that draws its prompts itself (GNOME Shell) has no such
//! window, and its prompts are not noticed.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

use tokio::sync::mpsc::Sender;
use x11rb::connection::Connection as _;
use x11rb::errors::ReplyError;
use x11rb::protocol::ErrorKind;
use x11rb::protocol::xproto::{
    AtomEnum, ChangeWindowAttributesAux, ConnectionExt as _, EventMask, MapState, Window,
};

use super::connection::Connection;
use crate::platform::error::{PlatformError, Reason};
use crate::platform::parts::{Desktop, PromptOpener};
use crate::platform::prompts::{PromptEvent, PromptWatch};
use crate::platform::wake::{self, Sleeper, Waker};
use crate::supervisor::{Ending, Part, Supervisor};

/// Parts of the window classes of the agents that ask: polkit's, those of SSH, GnuPG and the key
/// rings, and the graphical programs for sudo. A false match hides the picture for a moment; a missing one
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

/// Viewable windows that are examined after each change. A busy desktop has a hundred. With more of them
/// it is not known whether a prompt is open.
const VIEWABLE: usize = 512;

/// Windows that are visited after each change, viewable or not. Programs keep hundreds that are not
/// mapped; each costs one round trip to the server.
const VISITED: usize = 4096;

/// A window manager puts a window into a frame, and perhaps into one more.
const DEPTH: u32 = 2;

/// Bytes of a class that are read. Longer ones belong to no agent.
const CLASS_BYTES: u32 = 256;

/// Starts the watcher for this desktop.
pub(super) fn opener(desktop: &Desktop) -> PromptOpener {
    let desktop = desktop.clone();
    Box::new(move |events, supervisor| {
        Ok(Box::new(X11PromptWatch::spawn(&desktop, events, supervisor)?))
    })
}

/// The watcher's handle. The thread ends when it is dropped.
#[derive(Debug)]
pub struct X11PromptWatch {
    end: Arc<AtomicBool>,
    waker: Waker,
}

impl PromptWatch for X11PromptWatch {}

impl X11PromptWatch {
    /// Starts the watcher. It reports each change to `events`, and waits while that is full.
    pub fn spawn(
        desktop: &Desktop,
        events: Sender<PromptEvent>,
        supervisor: &Supervisor,
    ) -> Result<Self, PlatformError> {
        let connection = Connection::open(desktop.address.as_deref())?;
        let mut windows = Windows { connection, selected: BTreeSet::new() };
        if !windows.select(windows.connection.root())? {
            return Err(PlatformError::Lost(Reason::of("its windows cannot be watched")));
        }
        let (waker, sleeper) = wake::pair()?;
        let end = Arc::new(AtomicBool::new(false));
        let told_to_end = Arc::clone(&end);
        let work = move || {
            if let Err(error) = windows.watch(&sleeper, &told_to_end, &events) {
                let _ = events.blocking_send(PromptEvent::Failed(error));
            }
            Ending::Expected
        };
        supervisor.spawn_thread(Part::Prompts, work, || {})?;
        Ok(Self { end, waker })
    }
}

impl Drop for X11PromptWatch {
    fn drop(&mut self) {
        self.end.store(true, SeqCst);
        self.waker.wake();
    }
}

struct Windows {
    connection: Connection,
    /// Windows whose children we get events about.
    selected: BTreeSet<Window>,
}

/// How far a search has come.
#[derive(Debug, Default)]
struct Search {
    /// Windows that were visited so far.
    visited: usize,
    /// Those of them that are viewable.
    viewable: BTreeSet<Window>,
}

impl Search {
    /// More windows are viewable than are examined.
    fn has_too_many(&self) -> bool {
        self.viewable.len() > VIEWABLE
    }
}

/// What a search for prompts has found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Found {
    /// No prompt is open.
    Nothing,
    /// A prompt is open.
    Prompt,
    /// Not all windows could be examined, and the others are no prompts.
    Unknown,
}

impl Windows {
    fn watch(
        &mut self,
        sleeper: &Sleeper,
        end: &AtomicBool,
        events: &Sender<PromptEvent>,
    ) -> Result<(), PlatformError> {
        let root = self.connection.root();
        let mut before = Found::Nothing;
        while !end.load(SeqCst) {
            let mut search = Search::default();
            let found = self.search(root, DEPTH, &mut search)?;
            // The others may be gone, and their ids may name other windows next time.
            self.selected.retain(|window| *window == root || search.viewable.contains(window));
            if found != before {
                before = found;
                let event = match found {
                    Found::Nothing => PromptEvent::Open(false),
                    Found::Prompt => PromptEvent::Open(true),
                    Found::Unknown => PromptEvent::Unwatched,
                };
                if events.blocking_send(event).is_err() {
                    return Ok(());
                }
            }
            // Events that came along with the replies mean that the search has to be repeated.
            if !self.drain()? {
                sleeper.sleep_or_readable(self.connection.x.stream(), None);
                self.drain()?;
            }
        }
        Ok(())
    }

    fn drain(&self) -> Result<bool, PlatformError> {
        let mut any = false;
        while self.connection.x.poll_for_event()?.is_some() {
            any = true;
        }
        Ok(any)
    }

    /// Selects events about the children of a window. `false` when the server refuses that.
    fn select(&mut self, window: Window) -> Result<bool, PlatformError> {
        if self.selected.contains(&window) {
            return Ok(true);
        }
        let watched = ChangeWindowAttributesAux::new().event_mask(EventMask::SUBSTRUCTURE_NOTIFY);
        let selected = self.connection.x.change_window_attributes(window, &watched)?.check();
        match reply(selected)? {
            Reply::Is(()) => {
                self.selected.insert(window);
                Ok(true)
            }
            // That a window is gone is reported by an event of its parent.
            Reply::Gone => Ok(true),
            Reply::Refused => Ok(false),
        }
    }

    /// Searches the children of a window for prompts.
    fn search(
        &mut self,
        parent: Window,
        depth: u32,
        search: &mut Search,
    ) -> Result<Found, PlatformError> {
        let children = match reply(self.connection.x.query_tree(parent)?.reply())? {
            Reply::Is(tree) => tree.children,
            Reply::Gone => return Ok(Found::Nothing),
            Reply::Refused => return Ok(Found::Unknown),
        };
        let mut found = Found::Nothing;
        // The newest windows are on top, and at the end.
        for window in children.into_iter().rev() {
            if search.visited == VISITED || search.has_too_many() {
                return Ok(Found::Unknown);
            }
            search.visited += 1;
            match self.examine(window, depth, search)? {
                Found::Prompt => return Ok(Found::Prompt),
                Found::Unknown => found = Found::Unknown,
                Found::Nothing => {}
            }
        }
        Ok(found)
    }

    /// Examines a window, and its children down to `depth`.
    fn examine(
        &mut self,
        window: Window,
        depth: u32,
        search: &mut Search,
    ) -> Result<Found, PlatformError> {
        match reply(self.connection.x.get_window_attributes(window)?.reply())? {
            Reply::Is(known) if known.map_state == MapState::VIEWABLE => {}
            Reply::Is(_) | Reply::Gone => return Ok(Found::Nothing),
            Reply::Refused => return Ok(Found::Unknown),
        }
        search.viewable.insert(window);
        if search.has_too_many() {
            return Ok(Found::Unknown);
        }
        let own = self.class(window)?;
        if own == Found::Prompt || depth == 0 {
            return Ok(own);
        }
        let is_watched = self.select(window)?;
        let below = self.search(window, depth - 1, search)?;
        let is_known = is_watched && own == Found::Nothing;
        Ok(if below == Found::Nothing && !is_known { Found::Unknown } else { below })
    }

    /// Whether the window's class (ICCCM section 4.1.2.5) is one of an agent.
    fn class(&self, window: Window) -> Result<Found, PlatformError> {
        let (property, kind) = (AtomEnum::WM_CLASS, AtomEnum::STRING);
        let x = &self.connection.x;
        let class = x.get_property(false, window, property, kind, 0, CLASS_BYTES / 4)?;
        Ok(match reply(class.reply())? {
            Reply::Is(class) if is_prompt(&String::from_utf8_lossy(&class.value)) => Found::Prompt,
            Reply::Is(_) | Reply::Gone => Found::Nothing,
            Reply::Refused => Found::Unknown,
        })
    }
}

/// The answer to a question about a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reply<T> {
    Is(T),
    /// The window was destroyed meanwhile, which is no failure.
    Gone,
    /// The server does not answer this question, for example to a client that it does not trust.
    Refused,
}

/// Tells the errors of the server apart. An error of the connection ends the watch.
fn reply<T>(reply: Result<T, ReplyError>) -> Result<Reply<T>, PlatformError> {
    match reply {
        Ok(answer) => Ok(Reply::Is(answer)),
        Err(ReplyError::X11Error(error)) if error.error_kind == ErrorKind::Window => {
            Ok(Reply::Gone)
        }
        Err(ReplyError::X11Error(error)) => {
            tracing::warn!(kind = ?error.error_kind, "a window cannot be examined for prompts");
            Ok(Reply::Refused)
        }
        Err(error @ ReplyError::ConnectionError(_)) => Err(error.into()),
    }
}

#[cfg(test)]
mod tests {
    use x11rb::x11_utils::X11Error;

    use super::*;

    #[test]
    fn a_window_that_is_gone_is_no_prompt_and_one_that_cannot_be_examined_may_be_one() {
        let failed = |error_kind| {
            reply::<()>(Err(ReplyError::X11Error(X11Error {
                error_kind,
                error_code: 0,
                sequence: 0,
                bad_value: 0,
                minor_opcode: 0,
                major_opcode: 0,
                extension_name: None,
                request_name: None,
            })))
        };
        assert_eq!(failed(ErrorKind::Window).unwrap(), Reply::Gone);
        assert_eq!(failed(ErrorKind::Access).unwrap(), Reply::Refused);
        assert_eq!(failed(ErrorKind::Alloc).unwrap(), Reply::Refused);
        let broken = ReplyError::ConnectionError(x11rb::errors::ConnectionError::UnknownError);
        assert!(reply::<()>(Err(broken)).is_err());
    }

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
