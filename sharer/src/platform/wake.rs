//! Sleeping without a polling loop: a thread sleeps until it is woken, until its desktop has
//! something to say, or until a time.

use std::time::Duration;

/// Wakes a [`Sleeper`]. A wake that comes while the sleeper is busy is kept, not lost.
#[derive(Clone, Debug)]
pub struct Waker(imp::Waker);

/// The side that sleeps.
#[derive(Debug)]
pub struct Sleeper(imp::Sleeper);

/// Makes the two ends.
pub fn pair() -> std::io::Result<(Waker, Sleeper)> {
    let (waker, sleeper) = imp::pair()?;
    Ok((Waker(waker), Sleeper(sleeper)))
}

impl Waker {
    /// Wakes the sleeper, or lets its next sleep end at once.
    pub fn wake(&self) {
        self.0.wake();
    }
}

impl Sleeper {
    /// Sleeps until woken or until the time is over; `None` is for ever.
    pub fn sleep(&self, timeout: Option<Duration>) {
        self.0.sleep(timeout);
    }

    /// Sleeps until woken, until `fd` can be read, or until the time is over.
    #[cfg(target_os = "linux")]
    pub fn sleep_or_readable(&self, fd: impl std::os::fd::AsFd, timeout: Option<Duration>) {
        self.0.sleep_or(Some(fd.as_fd()), timeout);
    }
}

#[cfg(target_os = "linux")]
mod imp {
    use std::os::fd::{BorrowedFd, OwnedFd};
    use std::sync::Arc;
    use std::time::Duration;

    use rustix::event::{EventfdFlags, PollFd, PollFlags, Timespec, eventfd, poll};

    #[derive(Clone, Debug)]
    pub(crate) struct Waker(Arc<OwnedFd>);

    #[derive(Debug)]
    pub(crate) struct Sleeper(Arc<OwnedFd>);

    pub(crate) fn pair() -> std::io::Result<(Waker, Sleeper)> {
        let fd = Arc::new(eventfd(0, EventfdFlags::CLOEXEC | EventfdFlags::NONBLOCK)?);
        Ok((Waker(Arc::clone(&fd)), Sleeper(fd)))
    }

    impl Waker {
        pub(crate) fn wake(&self) {
            // It fails only when the counter is full, and then the sleeper is woken already.
            let _ = rustix::io::write(&*self.0, &1u64.to_ne_bytes());
        }
    }

    impl Sleeper {
        pub(crate) fn sleep(&self, timeout: Option<Duration>) {
            self.sleep_or(None, timeout);
        }

        pub(crate) fn sleep_or(&self, fd: Option<BorrowedFd<'_>>, timeout: Option<Duration>) {
            let timeout = timeout.map(|t| Timespec {
                tv_sec: i64::try_from(t.as_secs()).unwrap_or(i64::MAX),
                tv_nsec: i64::from(t.subsec_nanos()),
            });
            // An interrupted sleep is a short one; every caller looks again at what there is.
            let own = PollFd::new(&*self.0, PollFlags::IN);
            let _ = match &fd {
                Some(fd) => poll(&mut [own, PollFd::new(fd, PollFlags::IN)], timeout.as_ref()),
                None => poll(&mut [own], timeout.as_ref()),
            };
            let _ = rustix::io::read(&*self.0, &mut [0u8; 8]);
        }
    }
}

#[cfg(not(target_os = "linux"))]
mod imp {
    use std::sync::{Arc, Condvar, Mutex, PoisonError};
    use std::time::Duration;

    type Flag = Arc<(Mutex<bool>, Condvar)>;

    #[derive(Clone, Debug)]
    pub(crate) struct Waker(Flag);

    #[derive(Debug)]
    pub(crate) struct Sleeper(Flag);

    #[expect(clippy::unnecessary_wraps, reason = "other systems can fail here")]
    pub(crate) fn pair() -> std::io::Result<(Waker, Sleeper)> {
        let flag = Flag::default();
        Ok((Waker(Arc::clone(&flag)), Sleeper(flag)))
    }

    impl Waker {
        pub(crate) fn wake(&self) {
            *self.0.0.lock().unwrap_or_else(PoisonError::into_inner) = true;
            self.0.1.notify_one();
        }
    }

    impl Sleeper {
        pub(crate) fn sleep(&self, timeout: Option<Duration>) {
            let (flag, woken) = &*self.0;
            let asleep = |woken: &mut bool| !*woken;
            let guard = flag.lock().unwrap_or_else(PoisonError::into_inner);
            let mut guard = match timeout {
                Some(timeout) => {
                    woken
                        .wait_timeout_while(guard, timeout, asleep)
                        .unwrap_or_else(PoisonError::into_inner)
                        .0
                }
                None => woken.wait_while(guard, asleep).unwrap_or_else(PoisonError::into_inner),
            };
            *guard = false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wake_before_the_sleep_is_not_lost() {
        let (waker, sleeper) = pair().unwrap();
        waker.wake();
        waker.wake();
        sleeper.sleep(None);
        // The two wakes were one: this sleep ends by its time.
        sleeper.sleep(Some(Duration::from_millis(1)));
    }

    #[test]
    fn a_sleeper_is_woken_from_another_thread() {
        let (waker, sleeper) = pair().unwrap();
        let thread = std::thread::spawn(move || sleeper.sleep(None));
        waker.wake();
        thread.join().unwrap();
    }
}
