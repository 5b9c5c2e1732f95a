//! The thread that injects, and the handle that feeds it.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, mpsc};

use super::held::Held;
use super::queue::{Queue, Task};
use super::{ControlEpoch, InjectError, Injector, Ledger};
use session::display::Area;
use session::gate::{Admitted, Injection};

/// Starts injection threads.
#[derive(Debug)]
pub struct InjectThread;

impl InjectThread {
    /// Starts the thread with the injector that `make` makes on it.
    pub fn spawn(
        make: impl FnOnce(Ledger) -> Result<Box<dyn Injector>, InjectError> + Send + 'static,
    ) -> Result<InjectHandle, InjectError> {
        let shared = Arc::new(Shared {
            epoch: ControlEpoch::default(),
            ledger: Ledger::new(),
            state: Mutex::default(),
            changed: Condvar::new(),
        });
        let (made, answer) = mpsc::sync_channel(1);
        let theirs = Arc::clone(&shared);
        std::thread::Builder::new().name("inject".into()).spawn(move || {
            match make(theirs.ledger.clone()) {
                Err(error) => {
                    let _ = made.send(Err(error));
                }
                Ok(injector) => {
                    let _ = made.send(Ok(()));
                    let seen = theirs.epoch.current();
                    Inject { injector, held: Held::default(), shared: theirs, seen }.run();
                }
            }
        })?;
        // A thread that dies before it answers has panicked, and said so.
        answer.recv().map_err(|_| InjectError::Ended)??;
        Ok(InjectHandle(Arc::new(EndOnDrop(shared))))
    }
}

/// Feeds the injection thread. No method waits for the desktop. When the last clone is dropped the
/// thread lets go of everything and ends.
#[derive(Clone, Debug)]
pub struct InjectHandle(Arc<EndOnDrop>);

impl InjectHandle {
    /// The present epoch of control. It is read once when control begins and sent along with every
    /// event of that time, so that an event admitted before a revocation is never injected after it.
    pub fn epoch(&self) -> u64 {
        self.shared().epoch.current()
    }

    /// Queues an event that was admitted in `epoch`.
    pub fn send(&self, admitted: Admitted, epoch: u64) -> Result<(), InjectError> {
        let mut state = self.shared().lock();
        if state.has_ended {
            return Err(InjectError::Ended);
        }
        if epoch == self.epoch() {
            state.queue.push(admitted.injection(), epoch);
            self.shared().changed.notify_one();
        }
        Ok(())
    }

    /// Takes control back: no event of the present epoch is injected any more, and what is held
    /// comes up. It can be called from any thread.
    pub fn revoke(&self) {
        self.shared().epoch.end();
        // The lock orders this before the thread's next look at the epoch: it cannot fall asleep
        // in between.
        drop(self.shared().lock());
        self.shared().changed.notify_one();
    }

    /// Points mean this part of the desktop from here on; those of before still mean the one before.
    pub fn aim(&self, area: Area) {
        self.shared().lock().queue.aim(area);
        self.shared().changed.notify_one();
    }

    /// Lets go of everything that is held, after what was queued before.
    pub fn release_all(&self) {
        self.shared().lock().queue.release_all();
        self.shared().changed.notify_one();
    }

    /// Events dropped because the queue was full.
    pub fn dropped(&self) -> u64 {
        self.shared().lock().queue.dropped()
    }

    /// The presses that are ours.
    pub fn ledger(&self) -> Ledger {
        self.shared().ledger.clone()
    }

    fn shared(&self) -> &Shared {
        &self.0.0
    }
}

#[derive(Debug)]
struct EndOnDrop(Arc<Shared>);

impl Drop for EndOnDrop {
    fn drop(&mut self) {
        self.0.lock().end = true;
        self.0.changed.notify_one();
    }
}

#[derive(Debug)]
struct Shared {
    epoch: ControlEpoch,
    ledger: Ledger,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    queue: Queue,
    /// The thread is to end.
    end: bool,
    /// The thread has ended.
    has_ended: bool,
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

struct Inject {
    injector: Box<dyn Injector>,
    held: Held,
    shared: Arc<Shared>,
    /// The epoch in which what is held was pressed.
    seen: u64,
}

/// What the thread does next.
enum Next {
    Task(Task),
    LetGo,
    End,
}

impl Inject {
    fn run(mut self) {
        if let Err(error) = self.obey() {
            tracing::error!(%error, "input is injected no more");
        }
        self.shared.lock().has_ended = true;
    }

    fn obey(&mut self) -> Result<(), InjectError> {
        loop {
            match self.next() {
                Next::Task(Task::Inject(injection, epoch)) => {
                    // The last look before it is done.
                    if epoch == self.shared.epoch.current() && self.held.admits(injection) {
                        self.inject(injection)?;
                    }
                }
                Next::Task(Task::Aim(area)) => self.injector.aim(area),
                Next::Task(Task::ReleaseAll) | Next::LetGo => self.let_go()?,
                Next::End => return self.let_go(),
            }
        }
    }

    fn next(&mut self) -> Next {
        let mut state = self.shared.lock();
        loop {
            let epoch = self.shared.epoch.current();
            if state.end {
                return Next::End;
            }
            if epoch != self.seen {
                self.seen = epoch;
                return Next::LetGo;
            }
            if let Some(task) = state.queue.pop() {
                return Next::Task(task);
            }
            state = self.shared.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn let_go(&mut self) -> Result<(), InjectError> {
        self.held.release_all().into_iter().try_for_each(|release| self.inject(release))
    }

    fn inject(&mut self, injection: Injection) -> Result<(), InjectError> {
        match self.injector.inject(injection) {
            Ok(()) => {
                self.held.note(injection);
                Ok(())
            }
            Err(error) if error.is_passing() => {
                tracing::warn!(%error, "an input event was dropped");
                Ok(())
            }
            Err(error) => Err(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use session::gate::testing;
    use std::time::Duration;

    use protocol::geometry::Point;
    use protocol::input::{Action, Button, InputEvent};
    use protocol::key::PhysicalKey;
    use protocol::time::Tick;

    use super::super::recording::Record;
    use super::*;
    use crate::platform::DesktopError;
    use session::gate::Gate;

    const NOW: Tick = Tick::from_millis(0);

    fn admit(gate: &mut Gate, event: InputEvent) -> Vec<Admitted> {
        testing::admit(gate, event, NOW)
    }

    fn press(key: PhysicalKey) -> InputEvent {
        InputEvent::Key { key, action: Action::Press }
    }

    fn eventually(what: &str, mut is_so: impl FnMut() -> bool) {
        for _ in 0..20_000 {
            if is_so() {
                return;
            }
            std::thread::sleep(Duration::from_millis(1));
        }
        panic!("{what}");
    }

    /// An injector that waits for a permit before each event.
    struct Slow(Record, mpsc::Receiver<()>);

    impl Injector for Slow {
        fn inject(&mut self, injection: Injection) -> Result<(), InjectError> {
            let _ = self.1.recv();
            self.0.inject(injection)
        }
    }

    #[test]
    fn revoking_lets_go_of_everything_modifiers_last() {
        let record = Record::new();
        let theirs = record.clone();
        let handle = InjectThread::spawn(move |_| Ok(theirs.injector())).unwrap();
        let mut gate = testing::open(NOW);
        let epoch = handle.epoch();
        let point = Point { x: 3, y: 4 };
        let (button, action) = (Button::Left, Action::Press);
        for event in [
            press(PhysicalKey::CONTROL_LEFT),
            press(PhysicalKey::DELETE),
            InputEvent::Button { seq: 1, point, button, action },
        ] {
            for admitted in admit(&mut gate, event) {
                handle.send(admitted, epoch).unwrap();
            }
        }
        eventually("everything is pressed", || record.read().len() == 4);
        handle.revoke();
        eventually("everything is released", || record.read().len() == 7);
        assert_eq!(
            record.read()[4..],
            [
                Injection::Button(Button::Left, Action::Release),
                Injection::Key(PhysicalKey::DELETE, Action::Release),
                Injection::Key(PhysicalKey::CONTROL_LEFT, Action::Release),
            ]
        );
        // The gate says the same once more, and too late.
        for release in testing::close(gate) {
            handle.send(release, handle.epoch()).unwrap();
        }
        handle.release_all();
        drop(handle);
        std::thread::yield_now();
        assert_eq!(record.read().len(), 7);
    }

    #[test]
    fn what_was_queued_before_a_revocation_is_never_injected() {
        let record = Record::new();
        let (permit, permits) = mpsc::sync_channel(100);
        let injector = Box::new(Slow(record.clone(), permits));
        let handle = InjectThread::spawn(|_| Ok(injector)).unwrap();
        let mut gate = testing::open(NOW);
        let epoch = handle.epoch();
        for code in 2..12 {
            let key = PhysicalKey::from_evdev(code).unwrap();
            for admitted in admit(&mut gate, press(key)) {
                handle.send(admitted, epoch).unwrap();
            }
        }
        permit.send(()).unwrap();
        eventually("the first is injected", || record.read().len() == 1);
        handle.revoke();
        for _ in 0..90 {
            permit.send(()).unwrap();
        }
        let late = admit(&mut gate, press(PhysicalKey::ESCAPE));
        handle.send(late[0], epoch).unwrap();
        eventually("what was pressed is released", || {
            let record = record.read();
            !record.is_empty() && record.len().is_multiple_of(2)
        });
        // One event may have been under way when control was taken back.
        let record = record.read();
        assert!(record.len() <= 4, "{record:?}");
        let pressed = Injection::Key(PhysicalKey::ESCAPE, Action::Press);
        assert!(!record.contains(&pressed), "{record:?}");
    }

    #[test]
    fn a_new_epoch_is_injected_again() {
        let record = Record::new();
        let theirs = record.clone();
        let handle = InjectThread::spawn(move |_| Ok(theirs.injector())).unwrap();
        handle.revoke();
        let mut gate = testing::open(NOW);
        let point = Point { x: 1, y: 2 };
        for admitted in admit(&mut gate, InputEvent::Move { seq: 1, point }) {
            handle.send(admitted, handle.epoch()).unwrap();
        }
        eventually("it is injected", || record.read() == [Injection::Move(point)]);
    }

    #[test]
    fn an_injector_that_fails_ends_the_thread_and_says_so() {
        struct Broken;
        impl Injector for Broken {
            fn inject(&mut self, _: Injection) -> Result<(), InjectError> {
                Err(DesktopError::Unsupported.into())
            }
        }
        let handle = InjectThread::spawn(|_| Ok(Box::new(Broken))).unwrap();
        let mut gate = testing::open(NOW);
        let epoch = handle.epoch();
        let key = admit(&mut gate, press(PhysicalKey::ESCAPE));
        eventually("sending fails", || handle.send(key[0], epoch).is_err());
        let nothing = InjectThread::spawn(|_| Err(DesktopError::Unsupported.into()));
        assert!(nothing.is_err(), "what cannot be made is said at once");
    }
}
