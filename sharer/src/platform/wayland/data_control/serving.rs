//! Serving what was written: other programs paste it, each through a pipe of its own.
//!
//! Such a program is any program. It may take nothing, or ask for everything at once: there are few pipes at a time, and
//! each ends when its program is silent.

use std::fs::File;
use std::io::Write as _;
use std::os::fd::{AsFd as _, BorrowedFd, OwnedFd};
use std::sync::Arc;
use std::time::Duration;

use protocol::time::Tick;
use rustix::fs::FileType;
use wayland_client::Proxy as _;

use super::names;
use super::protocols::Protocol;
use super::reading::is_passing;
use crate::platform::clipboard::ClipboardContents;
use crate::platform::clipboard::format::Format;

/// Pipes at a time. Further programs get nothing. All of them hold the contents of as many writes at most.
const PASTES: usize = 8;

/// How long a program may take nothing. Then its pipe ends.
const PASTE_TIMEOUT: Duration = Duration::from_secs(5);

/// What is written at once, in bytes. A pipe holds as much.
const PART_BYTES: usize = 64 * 1024;

/// What was written, and those who are pasting it.
pub(super) struct Serving<P: Protocol> {
    owned: Option<Owned<P>>,
    pastes: Vec<Paste>,
}

struct Owned<P: Protocol> {
    source: P::Source,
    contents: Arc<ClipboardContents>,
}

impl<P: Protocol> Drop for Owned<P> {
    fn drop(&mut self) {
        P::destroy_source(&self.source);
    }
}

/// A program that pastes.
struct Paste {
    pipe: File,
    format: Format,
    contents: Arc<ClipboardContents>,
    sent: usize,
    ends_at: Tick,
}

impl<P: Protocol> Serving<P> {
    /// Nothing was written yet.
    pub(super) fn new() -> Self {
        Self { owned: None, pastes: Vec::new() }
    }

    /// This source was copied with this content.
    pub(super) fn write(&mut self, source: P::Source, contents: ClipboardContents) {
        self.owned = Some(Owned { source, contents: Arc::new(contents) });
    }

    /// What was written, if it is still what other programs paste.
    pub(super) fn own(&self) -> Option<&ClipboardContents> {
        self.owned.as_ref().map(|owned| &*owned.contents)
    }

    /// A source is pasted no more.
    pub(super) fn on_replaced(&mut self, source: &P::Source) {
        self.owned.take_if(|owned| owned.source.id() == source.id());
    }

    /// A program pastes.
    pub(super) fn on_paste(&mut self, source: &P::Source, name: &str, into: OwnedFd, now: Tick) {
        let owned = self.owned.as_ref().filter(|owned| owned.source.id() == source.id());
        let format = names::format(name);
        let (Some(owned), Some(format)) = (owned, format) else { return };
        if self.pastes.len() >= PASTES {
            tracing::debug!("too many programs paste at the same time");
            return;
        }
        if !may_not_block(&into) {
            tracing::debug!("a program pastes into something that is no pipe");
            return;
        }
        let contents = Arc::clone(&owned.contents);
        let ends_at = now + PASTE_TIMEOUT;
        self.pastes.push(Paste { pipe: File::from(into), format, contents, sent: 0, ends_at });
    }

    /// The pipes that wait.
    pub(super) fn pipes(&self) -> impl Iterator<Item = BorrowedFd<'_>> {
        self.pastes.iter().map(|paste| paste.pipe.as_fd())
    }

    /// Writes into the pipes that have room.
    pub(super) fn on_writable(&mut self, now: Tick) {
        self.pastes.retain_mut(|paste| paste.go_on(now));
    }

    /// When the first pipe ends.
    pub(super) fn deadline(&self) -> Option<Tick> {
        self.pastes.iter().map(|paste| paste.ends_at).min()
    }
}

impl Paste {
    /// Writes a part. Whether there is more to come.
    fn go_on(&mut self, now: Tick) -> bool {
        let bytes = self.format.bytes(&self.contents).unwrap_or_default();
        let rest = bytes.get(self.sent..).unwrap_or_default();
        if rest.is_empty() {
            return false;
        }
        match self.pipe.write(rest.get(..PART_BYTES).unwrap_or(rest)) {
            Ok(written) => {
                self.sent = self.sent.saturating_add(written);
                self.ends_at = now + PASTE_TIMEOUT;
                self.sent < bytes.len()
            }
            Err(error) if is_passing(&error) && now < self.ends_at => true,
            Err(_) => {
                tracing::debug!("a program did not take what it asked for");
                false
            }
        }
    }
}

/// Makes writing into the file return at once where it has no room, which only pipes and sockets do.
fn may_not_block(file: &OwnedFd) -> bool {
    let kind = rustix::fs::fstat(file).map(|stat| FileType::from_raw_mode(stat.st_mode));
    matches!(kind, Ok(FileType::Fifo | FileType::Socket))
        && rustix::io::ioctl_fionbio(file, true).is_ok()
}
