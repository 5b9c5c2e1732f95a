//! Waking by an event counter, `eventfd(2)`, so that a sleeper can wait for another file descriptor at
//! the same time.

use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::Arc;
use std::time::Duration;

use rustix::event::{EventfdFlags, PollFd, PollFlags, Timespec, eventfd, poll};

/// Wakes a [`Sleeper`]. A wake that comes while the sleeper is busy is kept, not lost.
#[derive(Clone, Debug)]
pub struct Waker(Arc<OwnedFd>);

/// The side that sleeps.
#[derive(Debug)]
pub struct Sleeper(Arc<OwnedFd>);

/// Makes the two ends.
pub fn pair() -> std::io::Result<(Waker, Sleeper)> {
    let fd = Arc::new(eventfd(0, EventfdFlags::CLOEXEC | EventfdFlags::NONBLOCK)?);
    Ok((Waker(Arc::clone(&fd)), Sleeper(fd)))
}

impl Waker {
    /// Wakes the sleeper, or lets its next sleep end at once.
    pub fn wake(&self) {
        // It fails only when the counter is full, and then the sleeper is woken already.
        let _ = rustix::io::write(&*self.0, &1u64.to_ne_bytes());
    }
}

impl Sleeper {
    /// Sleeps until woken or until the time is over; `None` is for ever.
    pub fn sleep(&self, timeout: Option<Duration>) {
        self.sleep_or(&[], timeout);
    }

    /// Sleeps until woken, until `fd` can be read, or until the time is over.
    pub fn sleep_or_readable(&self, fd: impl AsFd, timeout: Option<Duration>) {
        self.sleep_or(&[fd.as_fd()], timeout);
    }

    /// Sleeps until woken, until one of `fds` can be read, or until the time is over. There may be two.
    pub fn sleep_or(&self, fds: &[BorrowedFd<'_>], timeout: Option<Duration>) {
        let timeout = timeout.map(timespec);
        // An interrupted sleep is a short one; every caller checks again what has happened.
        let polled = |fd| PollFd::from_borrowed_fd(fd, PollFlags::IN);
        let own = polled(self.0.as_fd());
        let _ = match fds {
            [] => poll(&mut [own], timeout.as_ref()),
            [one] => poll(&mut [own, polled(*one)], timeout.as_ref()),
            [one, other, ..] => poll(&mut [own, polled(*one), polled(*other)], timeout.as_ref()),
        };
        let _ = rustix::io::read(&*self.0, &mut [0u8; 8]);
    }

    /// Sleeps until woken, until one of these has what is wanted of it, or until the time is over.
    pub fn sleep_or_ready(&self, fds: &[(BorrowedFd<'_>, PollFlags)], timeout: Option<Duration>) {
        let timeout = timeout.map(timespec);
        let own = (self.0.as_fd(), PollFlags::IN);
        let polled = [own].into_iter().chain(fds.iter().copied());
        let polled = polled.map(|(fd, of)| PollFd::from_borrowed_fd(fd, of));
        // As above.
        let _ = poll(&mut polled.collect::<Vec<_>>(), timeout.as_ref());
        let _ = rustix::io::read(&*self.0, &mut [0u8; 8]);
    }
}

fn timespec(time: Duration) -> Timespec {
    Timespec {
        tv_sec: i64::try_from(time.as_secs()).unwrap_or(i64::MAX),
        tv_nsec: i64::from(time.subsec_nanos()),
    }
}
