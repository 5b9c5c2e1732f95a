//! The thread that keeps the clipboard, with its own connection: it puts in what was written, reads what others have copied,
//! and learns when somebody copies.

use std::sync::mpsc;

use protocol::time::Tick;
use rand_core::{OsRng, RngCore as _};
use rustix::event::PollFlags;

use super::names::names;
use super::protocols::Protocol;
use super::reading::Reading;
use super::said::{Event, FORMATS, Offered, Said};
use super::serving::Serving;
use crate::clock::Clock;
use crate::platform::clipboard::format::{Format, PUT_BACK_MARK, SECRET_MARKS};
use crate::platform::clipboard::gathering::Outcome;
use crate::platform::clipboard::thread::{ClipboardThread, DESKTOP_TIMEOUT, Order, Told};
use crate::platform::clipboard::{ClipboardContents, ClipboardError, CopyNotice, StillWanted};
use crate::platform::error::{PlatformError, Reason};
use crate::platform::wayland::client::{Client, now};
use crate::supervisor::Supervisor;

/// The clipboard, as the compositor shares it.
pub(super) struct Shared<P: Protocol> {
    client: Client<Said<P>>,
    said: Said<P>,
    manager: P::Manager,
    device: P::Device,
}

impl<P: Protocol> Shared<P> {
    /// The one of this session, and nothing that was copied before; `None` where it does not speak this protocol.
    pub(super) fn find() -> Result<Option<Self>, PlatformError> {
        let (mut client, mut said) =
            (Client::connect().map_err(PlatformError::Lost)?, Said::default());
        if !sync(&mut client, &mut said)? {
            return Err(hangs());
        }
        let (Some(manager), Some(seat)) = (said.manager.clone(), said.seat.clone()) else {
            return Ok(None);
        };
        let device = P::device(&manager, &seat, &client.handle());
        let mut shared = Self { client, said, manager, device };
        if !shared.sync()? {
            return Err(hangs());
        }
        Ok(Some(shared))
    }

    /// Waits until all that the compositor knows by now has come. Whether it has, in time.
    fn sync(&mut self) -> Result<bool, PlatformError> {
        sync(&mut self.client, &mut self.said)
    }

    /// Starts the thread. What was copied since the compositor was asked is noticed.
    pub(super) fn keep(
        self,
        copied: CopyNotice,
        supervisor: &Supervisor,
    ) -> Result<ClipboardThread, PlatformError> {
        ClipboardThread::spawn(copied, supervisor, |told| Keeper::new(self, told).run())
    }
}

fn sync<P: Protocol>(
    client: &mut Client<Said<P>>,
    said: &mut Said<P>,
) -> Result<bool, PlatformError> {
    let (expected, until) = (said.answers + 1, now() + DESKTOP_TIMEOUT);
    client.connection().display().sync(&client.handle(), ());
    while said.answers < expected && now() < until {
        client.read(said, until, |said| said.answers >= expected).map_err(PlatformError::Lost)?;
    }
    Ok(said.answers >= expected)
}

fn hangs() -> PlatformError {
    PlatformError::Lost(Reason::of("the compositor does not answer"))
}

struct Keeper<P: Protocol> {
    shared: Shared<P>,
    copied: Copied<P>,
    serving: Serving<P>,
    /// What is read now, and who waits for it.
    reading: Option<(Reading, mpsc::SyncSender<Outcome>)>,
    /// A format of all that is ours, which tells it from what others copy.
    own: String,
    told: Told,
    clock: Clock,
}

/// What is in the clipboard.
enum Copied<P: Protocol> {
    /// Nothing, or nothing that a person has copied.
    Nothing,
    Own,
    By(Offered<P>),
}

impl<P: Protocol> Copied<P> {
    fn of(offered: Option<Offered<P>>, own: &str) -> Self {
        match offered {
            None => Self::Nothing,
            Some(offered) if offered.formats.contains(own) => Self::Own,
            Some(offered) if offered.formats.contains(PUT_BACK_MARK) => Self::Nothing,
            Some(offered) => Self::By(offered),
        }
    }
}

impl<P: Protocol> Keeper<P> {
    fn new(mut shared: Shared<P>, told: Told) -> Self {
        let own = format!("application/x-alongside-{:016x}", OsRng.next_u64());
        let mut copied = Copied::Nothing;
        // What was copied before counts as no copy.
        while let Some(event) = shared.said.next() {
            if let Event::Copied(offered) = event {
                copied = Copied::of(offered, &own);
            }
        }
        let (serving, clock) = (Serving::new(), Clock::start());
        Self { shared, copied, serving, reading: None, own, told, clock }
    }

    fn run(mut self) -> Result<(), PlatformError> {
        while !self.told.is_over() {
            while let Some(order) = self.told.order() {
                self.obey(order)?;
            }
            let Shared { client, said, .. } = &mut self.shared;
            client.read(said, now(), |_| false).map_err(PlatformError::Lost)?;
            self.on_events()?;
            self.go_on()?;
            self.sleep()?;
        }
        // The compositor empties the clipboard when the connection ends with this thread.
        Ok(())
    }

    fn obey(&mut self, order: Order) -> Result<(), PlatformError> {
        match order {
            Order::Write(contents, wanted, done) => {
                let written = self.write(contents, &wanted)?;
                let _ = done.try_send(written);
            }
            Order::Count(done) => {
                let count = if self.shared.sync()? { Ok(()) } else { Err(hangs().into()) };
                self.on_events()?;
                let _ = done.try_send(count.map(|()| self.told.copies()));
            }
            Order::Read(done) => {
                // Nobody waits for the one before any more.
                self.finish(Err(ClipboardError::Silent));
                // The copy that is to be read is noticed by then, and only a later one ends the reading.
                let is_known = self.shared.sync()?;
                self.on_events()?;
                let begun = if is_known { self.begin()? } else { Err(Err(hangs().into())) };
                match begun {
                    Ok(reading) => self.reading = Some((reading, done)),
                    Err(outcome) => {
                        let _ = done.try_send(outcome);
                    }
                }
            }
        }
        Ok(())
    }

    /// Begins to read, unless there is nothing that may be.
    fn begin(&self) -> Result<Result<Reading, Outcome>, PlatformError> {
        let offered = match &self.copied {
            Copied::Nothing => return Ok(Err(Ok(None))),
            Copied::Own => return Ok(Err(Ok(self.serving.own().cloned()))),
            Copied::By(offered) => offered,
        };
        let formats = &offered.formats;
        if SECRET_MARKS.iter().any(|mark| formats.contains(*mark)) {
            return Ok(Err(Err(ClipboardError::Secret)));
        }
        if formats.len() >= FORMATS {
            return Ok(Err(Err(ClipboardError::TooLarge)));
        }
        Reading::begin(offered, self.clock.now()).map(Ok)
    }

    fn write(
        &mut self,
        contents: ClipboardContents,
        wanted: &StillWanted,
    ) -> Result<Result<(), ClipboardError>, PlatformError> {
        let Shared { client, manager, device, .. } = &self.shared;
        let source = P::source(manager, &client.handle());
        P::add(&source, &self.own);
        for format in Format::ALL.into_iter().filter(|format| format.bytes(&contents).is_some()) {
            for name in names(format) {
                P::add(&source, name);
            }
        }
        if !wanted.is_wanted() {
            P::destroy_source(&source);
            return Ok(Err(ClipboardError::Unwanted));
        }
        P::copy(device, &source);
        // The source before is destroyed only now, so that the clipboard is not empty in between.
        self.serving.write(source, contents);
        let is_known = self.shared.sync()?;
        self.on_events()?;
        Ok(match (is_known, self.serving.own()) {
            (false, _) => Err(hangs().into()),
            (true, Some(_)) => Ok(()),
            (true, None) => Err(ClipboardError::Taken),
        })
    }

    /// Deals with what the compositor has said.
    fn on_events(&mut self) -> Result<(), PlatformError> {
        let now = self.clock.now();
        while let Some(event) = self.shared.said.next() {
            match event {
                Event::Copied(offered) => self.on_copied(offered),
                Event::Pasted(source, name, into) => {
                    self.serving.on_paste(&source, &name, into, now);
                }
                Event::Replaced(source) => self.serving.on_replaced(&source),
                Event::Finished => {
                    return Err(PlatformError::Lost(Reason::of("its seat is gone")));
                }
            }
        }
        Ok(())
    }

    fn on_copied(&mut self, offered: Option<Offered<P>>) {
        // What was copied now must not get among the rest: it may be marked as secret.
        self.finish(Err(ClipboardError::Changed));
        self.copied = Copied::of(offered, &self.own);
        if matches!(self.copied, Copied::By(_)) {
            self.told.on_copy();
        }
    }

    /// Reads and writes as far as the pipes go.
    fn go_on(&mut self) -> Result<(), PlatformError> {
        let now = self.clock.now();
        self.serving.on_writable(now);
        let (Some((reading, _)), Copied::By(offered)) = (&mut self.reading, &self.copied) else {
            return Ok(());
        };
        let outcome = reading.on_readable(offered, now)?;
        let outcome =
            outcome.or_else(|| (now >= reading.deadline()).then(|| reading.on_deadline()));
        if let Some(outcome) = outcome {
            self.finish(outcome);
        }
        Ok(())
    }

    /// Reading is over.
    fn finish(&mut self, outcome: Outcome) {
        if let Some((_, done)) = self.reading.take() {
            let _ = done.try_send(outcome);
        }
    }

    fn sleep(&self) -> Result<(), PlatformError> {
        let client = &self.shared.client;
        let is_sent = client.flush().map_err(PlatformError::Lost)?;
        let of_client = if is_sent { PollFlags::IN } else { PollFlags::IN | PollFlags::OUT };
        let mut fds = vec![(client.fd(), of_client)];
        let reading = self.reading.as_ref().map(|(reading, _)| reading);
        fds.extend(reading.and_then(Reading::pipe).map(|pipe| (pipe, PollFlags::IN)));
        fds.extend(self.serving.pipes().map(|pipe| (pipe, PollFlags::OUT)));
        let deadline: Option<Tick> =
            [reading.map(Reading::deadline), self.serving.deadline()].into_iter().flatten().min();
        let timeout = deadline.map(|due| due.since(self.clock.now()));
        self.told.sleeper.sleep_or_ready(&fds, timeout);
        Ok(())
    }
}
