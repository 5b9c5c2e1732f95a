//! The watcher of system prompts on a Mac.
//!
//! macOS reports neither secure event input nor the windows of other programs, so that both are looked at from time to
//! time. A prompt is open while a password field has the keyboard, in whatever program, or a window of one of the agents
//! is on the screen.

use std::sync::mpsc;
use std::time::Duration;

use objc2::rc::autoreleasepool;
use objc2::runtime::AnyObject;
use objc2_core_graphics::{
    CGWindowListCopyWindowInfo, CGWindowListOption, kCGNullWindowID, kCGWindowOwnerName,
};
use objc2_foundation::{NSArray, NSDictionary, NSString};
use tokio::sync::mpsc::Sender;

use super::agents::is_agent;
use super::secure_input;
use crate::platform::error::PlatformError;
use crate::platform::parts::PromptOpener;
use crate::platform::prompts::{PromptEvent, PromptWatch};
use crate::supervisor::{Ending, Part, Supervisor};

/// How often it looks.
const INTERVAL: Duration = Duration::from_millis(200);

/// Starts the watcher.
pub(super) fn opener() -> PromptOpener {
    Box::new(|events, supervisor| Ok(Box::new(MacPromptWatch::spawn(events, supervisor)?)))
}

/// The watcher's handle. The thread ends when it is dropped: nothing is ever sent.
#[derive(Debug)]
struct MacPromptWatch {
    _end: mpsc::SyncSender<()>,
}

impl PromptWatch for MacPromptWatch {}

impl MacPromptWatch {
    fn spawn(events: Sender<PromptEvent>, supervisor: &Supervisor) -> Result<Self, PlatformError> {
        let (end, ended) = mpsc::sync_channel(1);
        let work = move || {
            watch(&ended, &events);
            Ending::Expected
        };
        supervisor.spawn_thread(Part::Prompts, work, || {})?;
        Ok(Self { _end: end })
    }
}

/// What a look has found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Found {
    Prompt,
    Nothing,
    /// macOS does not say which windows there are.
    Unknown,
}

fn watch(ended: &mpsc::Receiver<()>, events: &Sender<PromptEvent>) {
    let mut last = Found::Nothing;
    loop {
        let found = look();
        if found != last {
            last = found;
            let event = match found {
                Found::Prompt => PromptEvent::Open(true),
                Found::Nothing => PromptEvent::Open(false),
                Found::Unknown => PromptEvent::Unwatched,
            };
            if events.blocking_send(event).is_err() {
                return;
            }
        }
        if ended.recv_timeout(INTERVAL) != Err(mpsc::RecvTimeoutError::Timeout) {
            return;
        }
    }
}

fn look() -> Found {
    if secure_input::is_on() {
        return Found::Prompt;
    }
    match autoreleasepool(|_| has_agent_window()) {
        Some(true) => Found::Prompt,
        Some(false) => Found::Nothing,
        None => Found::Unknown,
    }
}

/// Whether a window on the screen belongs to an agent; `None` when that is not known. The names of programs are told
/// without a permission.
fn has_agent_window() -> Option<bool> {
    let on_screen = CGWindowListOption::OptionOnScreenOnly;
    let windows = CGWindowListCopyWindowInfo(on_screen, kCGNullWindowID)?;
    let windows: &AnyObject = (*windows).as_ref();
    // SAFETY: it is a constant of CoreGraphics that never changes.
    let key: &AnyObject = unsafe { kCGWindowOwnerName }.as_ref();
    let windows = windows.downcast_ref::<NSArray>()?;
    Some(windows.iter().any(|window| {
        let owner = window.downcast_ref::<NSDictionary>().and_then(|facts| facts.objectForKey(key));
        let owner = owner.and_then(|owner| owner.downcast::<NSString>().ok());
        owner.is_some_and(|owner| is_agent(&owner.to_string()))
    }))
}
