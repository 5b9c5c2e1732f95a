//! Reading what another program has copied: it writes each format into a pipe, one after the other.
//!
//! That program is any program. It may never write, or write without end: each has its limit.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::Read as _;
use std::os::fd::{AsFd as _, BorrowedFd};

use protocol::time::Tick;
use rustix::pipe::PipeFlags;

use super::names::names;
use super::protocols::Protocol;
use super::said::Offered;
use crate::platform::clipboard::format::{Encoding, Format};
use crate::platform::clipboard::gathering::{Gathering, Outcome, READ_TIMEOUT, SILENCE};
use crate::platform::error::PlatformError;

/// What is read at once, in bytes. The kernel's pipes hold as much.
const PART_BYTES: usize = 64 * 1024;

/// The content of the clipboard while it is read.
pub(super) struct Reading {
    /// The formats to come, with the names to ask for.
    next: Vec<(Format, String)>,
    current: Option<Incoming>,
    gathering: Gathering,
    silent_at: Tick,
    ends_at: Tick,
}

/// A format that is being sent.
struct Incoming {
    format: Format,
    pipe: File,
    bytes: Vec<u8>,
}

impl Reading {
    /// Asks for the first format; there may be none.
    pub(super) fn begin<P: Protocol>(
        offered: &Offered<P>,
        now: Tick,
    ) -> Result<Self, PlatformError> {
        let mut reading = Self {
            next: wanted(&offered.formats),
            current: None,
            gathering: Gathering::default(),
            silent_at: now + SILENCE,
            ends_at: now + READ_TIMEOUT,
        };
        reading.go_on(offered)?;
        Ok(reading)
    }

    /// When the program is not waited for any more.
    pub(super) fn deadline(&self) -> Tick {
        self.silent_at.min(self.ends_at)
    }

    /// The program is not waited for any more.
    pub(super) fn on_deadline(&mut self) -> Outcome {
        self.gathering.on_deadline()
    }

    /// The pipe of the format that is being sent.
    pub(super) fn pipe(&self) -> Option<BorrowedFd<'_>> {
        self.current.as_ref().map(|current| current.pipe.as_fd())
    }

    /// Reads what the program has written, if it has. The outcome, once all formats have come.
    pub(super) fn on_readable<P: Protocol>(
        &mut self,
        offered: &Offered<P>,
        now: Tick,
    ) -> Result<Option<Outcome>, PlatformError> {
        let Some(current) = &mut self.current else { return Ok(Some(self.gathering.finish())) };
        let mut part = [0; PART_BYTES];
        let read = match current.pipe.read(&mut part) {
            Ok(read) => read,
            Err(error) if is_passing(&error) => return Ok(None),
            Err(error) => return Err(PlatformError::System(error)),
        };
        self.silent_at = now + SILENCE;
        if current.bytes.len().saturating_add(read) > self.gathering.room() {
            self.gathering.leave_out();
            self.go_on(offered)?;
        } else if read > 0 {
            current.bytes.extend_from_slice(part.get(..read).unwrap_or_default());
        } else if let Some(Incoming { format, bytes, .. }) = self.current.take() {
            // So a program refuses: there is no other way to say it.
            if !bytes.is_empty() {
                self.gathering.add(format, bytes, Encoding::Utf8);
            }
            self.go_on(offered)?;
        }
        Ok(self.current.is_none().then(|| self.gathering.finish()))
    }

    /// Asks for the next format, if there is one.
    fn go_on<P: Protocol>(&mut self, offered: &Offered<P>) -> Result<(), PlatformError> {
        self.current = None;
        let Some((format, name)) = self.next.pop() else { return Ok(()) };
        let (reads, writes) = rustix::pipe::pipe_with(PipeFlags::CLOEXEC).map_err(system)?;
        // Of this end alone: the other program may not know what to do with a full pipe.
        rustix::io::ioctl_fionbio(&reads, true).map_err(system)?;
        P::receive(&offered.offer, &name, writes.as_fd());
        self.current = Some(Incoming { format, pipe: File::from(reads), bytes: Vec::new() });
        Ok(())
    }
}

/// What is asked for of these formats, in the order from last to first.
fn wanted(formats: &BTreeSet<String>) -> Vec<(Format, String)> {
    let first = |format: Format| {
        let named = |name: &&str| formats.iter().find(|it| it.eq_ignore_ascii_case(name));
        let name = names(format).iter().find_map(named);
        name.map(|name| (format, name.clone()))
    };
    Format::ALL.into_iter().rev().filter_map(first).collect()
}

/// Whether it is to be tried again.
pub(super) fn is_passing(error: &std::io::Error) -> bool {
    matches!(error.kind(), std::io::ErrorKind::WouldBlock | std::io::ErrorKind::Interrupted)
}

fn system(error: rustix::io::Errno) -> PlatformError {
    PlatformError::System(error.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_several_names_of_a_format_the_best_is_asked_for_as_the_program_writes_it() {
        let named = |formats: &[&str]| wanted(&formats.iter().map(|&it| it.to_owned()).collect());
        let all = ["image/png", "text/html", "text/plain", "text/plain;charset=UTF-8", "STRING"];
        let expected = [
            (Format::Png, "image/png".to_owned()),
            (Format::Html, "text/html".to_owned()),
            (Format::Text, "text/plain;charset=UTF-8".to_owned()),
        ];
        assert_eq!(named(&all), expected);
        assert_eq!(named(&["image/bmp", "text/uri-list"]), []);
    }
}
