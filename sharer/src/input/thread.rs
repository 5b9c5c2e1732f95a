//! The thread that injects, and the handle that feeds it.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, mpsc};
use std::time::Duration;

use protocol::peer::InputLoss;
use session::display::Area;
use session::gate::{Admitted, Injection};

use super::epoch::ControlEpoch;
use super::held::Held;
use super::queue::{Queue, Task};
use crate::platform::panic_key::RevokeControl;
use crate::platform::{InjectError, InjectedPresses, Injector};
use crate::supervisor::{Ending, Part, Supervisor, run_caught};

/// Takes reports of events that the desktop did not take.
pub type LossSender = tokio::sync::mpsc::Sender<InputLoss>;

/// How often a release is tried again that the desktop has not taken.
const SETTLE: Duration = Duration::from_millis(100);

/// Starts injection threads.
#[derive(Debug)]
pub struct InjectThread;

impl InjectThread {
    /// Starts the thread, which opens its injector by itself. What the desktop does not take, and what there is no room
    /// for, is reported to `lost`, and nobody is waited for.
    pub fn spawn(
        supervisor: &Supervisor,
        lost: LossSender,
        open: impl FnOnce(InjectedPresses) -> Result<Box<dyn Injector>, InjectError> + Send + 'static,
    ) -> Result<InjectHandle, InjectError> {
        let shared = Arc::new(Shared {
            epoch: ControlEpoch::default(),
            injected: InjectedPresses::new(),
            state: Mutex::default(),
            changed: Condvar::new(),
            lost,
        });
        let (opened, answer) = mpsc::sync_channel(1);
        let [theirs, ended] = [Arc::clone(&shared), Arc::clone(&shared)];
        let work = move || match run_caught(|| open(theirs.injected.clone())) {
            // It has panicked. That `opened` is dropped is the answer.
            None => Ending::Expected,
            Some(Err(error)) => {
                let _ = opened.send(Err(error));
                Ending::Expected
            }
            Some(Ok(injector)) => {
                let _ = opened.send(Ok(()));
                let seen = theirs.epoch.current();
                Inject { injector, held: Held::default(), shared: theirs, seen }.run()
            }
        };
        supervisor.spawn_thread(Part::Input, work, move || ended.lock().has_ended = true)?;
        // Without an answer, `open` has panicked.
        answer.recv().map_err(|_| InjectError::Ended)??;
        Ok(InjectHandle(Arc::new(EndOnDrop(shared))))
    }
}

/// Feeds the injection thread. No method waits for the desktop. When the last clone is dropped the
/// thread releases everything and ends.
#[derive(Clone, Debug)]
pub struct InjectHandle(Arc<EndOnDrop>);

impl InjectHandle {
    /// The present epoch of control. It is read once when control begins and sent with every event, so
    /// that an event that was admitted before a revocation is never injected after it.
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
            if !state.queue.push(admitted.injection(), epoch) {
                // A full channel holds such a report already.
                let _ = self.shared().lost.try_send(InputLoss::TooMuch);
            }
            self.shared().changed.notify_one();
        }
        Ok(())
    }

    /// Takes control back: no event of the present epoch is injected any more, and what is held is
    /// released. It can be called from any thread.
    pub fn revoke(&self) {
        self.shared().epoch.end();
        // The lock orders this before the thread reads the epoch again: it cannot fall asleep in
        // between.
        drop(self.shared().lock());
        self.shared().changed.notify_one();
    }

    /// Points refer to this part of the desktop from now on. Events that are queued already refer to
    /// the part before.
    pub fn set_area(&self, area: Area) {
        self.shared().lock().queue.set_area(area);
        self.shared().changed.notify_one();
    }

    /// Releases everything that is held, after the events that are queued.
    pub fn release_all(&self) {
        self.shared().lock().queue.release_all();
        self.shared().changed.notify_one();
    }

    /// Events dropped because the queue was full.
    pub fn dropped(&self) -> u64 {
        self.shared().lock().queue.dropped()
    }

    /// The record of presses that were injected.
    pub fn injected(&self) -> InjectedPresses {
        self.shared().injected.clone()
    }

    fn shared(&self) -> &Shared {
        &self.0.0
    }
}

impl RevokeControl for InjectHandle {
    fn revoke_control(&self) {
        self.revoke();
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
    injected: InjectedPresses,
    state: Mutex<State>,
    changed: Condvar,
    /// Where it is reported what is lost.
    lost: LossSender,
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
    ReleaseAll,
    Settle,
    End,
}

impl Inject {
    fn run(mut self) -> Ending {
        let ending = match run_caught(|| self.obey()) {
            Some(Ok(())) => Ending::Expected,
            Some(Err(error)) => {
                tracing::error!(%error, "input is injected no more");
                Ending::Failed
            }
            None => Ending::Failed,
        };
        // From now on no handle queues anything.
        self.shared.lock().has_ended = true;
        if ending == Ending::Failed {
            self.release_after_failure();
        }
        // The injector's drop releases what it could not release so far.
        let dropped = run_caught(move || drop(self.injector));
        if dropped.is_some() { ending } else { Ending::Failed }
    }

    /// Releases everything that is held, one by one, whatever fails on the way.
    fn release_after_failure(&mut self) {
        for release in self.held.releases() {
            let injector = &mut self.injector;
            if let Some(Err(error)) = run_caught(|| injector.inject(release)) {
                tracing::error!(%error, "a key or button could not be released");
            }
        }
    }

    fn obey(&mut self) -> Result<(), InjectError> {
        loop {
            match self.next() {
                Next::Task(Task::Inject(injection, epoch)) => {
                    if epoch == self.shared.epoch.current() {
                        self.injector.prepare();
                        let pause = self.injector.pause(injection);
                        self.wait(pause, epoch);
                    }
                    // The last check before it is injected.
                    if epoch == self.shared.epoch.current() && self.held.admits(injection) {
                        self.inject(injection)?;
                    }
                }
                Next::Task(Task::SetArea(area)) => self.injector.set_area(area),
                Next::Task(Task::ReleaseAll) | Next::ReleaseAll => self.release_all()?,
                Next::Settle => self.injector.settle(),
                Next::End => return self.release_all(),
            }
        }
    }

    /// Waits for so long, or until control has ended.
    fn wait(&self, pause: Duration, epoch: u64) {
        if pause > Duration::ZERO {
            let goes_on = |state: &mut State| !state.end && epoch == self.shared.epoch.current();
            let waited = self.shared.changed.wait_timeout_while(self.shared.lock(), pause, goes_on);
            drop(waited.unwrap_or_else(PoisonError::into_inner));
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
                return Next::ReleaseAll;
            }
            if let Some(task) = state.queue.pop() {
                return Next::Task(task);
            }
            let changed = &self.shared.changed;
            if self.injector.owes() {
                let (locked, wait) =
                    changed.wait_timeout(state, SETTLE).unwrap_or_else(PoisonError::into_inner);
                if wait.timed_out() {
                    return Next::Settle;
                }
                state = locked;
            } else {
                state = changed.wait(state).unwrap_or_else(PoisonError::into_inner);
            }
        }
    }

    fn release_all(&mut self) -> Result<(), InjectError> {
        self.held.releases().into_iter().try_for_each(|release| self.inject(release))
    }

    fn inject(&mut self, injection: Injection) -> Result<(), InjectError> {
        match self.injector.inject(injection) {
            Ok(()) => {
                self.held.record(injection);
                Ok(())
            }
            Err(error) => {
                let Some(loss) = error.passing() else { return Err(error) };
                tracing::warn!(%error, "an input event was dropped");
                // A full channel holds such a report already.
                let _ = self.shared.lost.try_send(loss);
                Ok(())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use session::gate::testing;

    use protocol::geometry::Point;
    use protocol::input::{Action, Button, InputEvent};
    use protocol::key::PhysicalKey;
    use protocol::limits::INJECT_QUEUE;
    use protocol::time::Tick;

    use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

    use super::*;
    use crate::platform::PlatformError;
    use crate::platform::synthetic::recording::Record;
    use session::gate::Gate;

    const NOW: Tick = Tick::from_millis(0);

    fn admit(gate: &mut Gate, event: InputEvent) -> Vec<Admitted> {
        testing::admit(gate, event, NOW)
    }

    fn press(key: PhysicalKey) -> InputEvent {
        InputEvent::Key { key, action: Action::Press }
    }

    /// Losses that nobody is told of.
    fn unheard() -> LossSender {
        tokio::sync::mpsc::channel(1).0
    }

    /// Starts a thread whose end is not reported.
    fn spawn(
        open: impl FnOnce(InjectedPresses) -> Result<Box<dyn Injector>, InjectError> + Send + 'static,
    ) -> Result<InjectHandle, InjectError> {
        InjectThread::spawn(&Supervisor::new().0, unheard(), open)
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
    fn revoking_releases_everything_modifiers_last() {
        let record = Record::new();
        let theirs = record.clone();
        let handle = spawn(move |_| Ok(theirs.injector())).unwrap();
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

    /// An injector whose desktop takes no release until it is told.
    struct Owing(Record, Arc<AtomicBool>, Vec<Injection>);

    impl Injector for Owing {
        fn inject(&mut self, injection: Injection) -> Result<(), InjectError> {
            if let Injection::Key(_, Action::Release) = injection {
                self.2.push(injection);
                return Ok(());
            }
            self.0.injector().inject(injection)
        }

        fn owes(&self) -> bool {
            !self.2.is_empty()
        }

        fn settle(&mut self) {
            if self.1.load(SeqCst) {
                for owed in self.2.drain(..) {
                    self.0.injector().inject(owed).unwrap();
                }
            }
        }
    }

    #[test]
    fn what_is_owed_is_released_without_another_event() {
        let (record, takes) = (Record::new(), Arc::new(AtomicBool::new(false)));
        let owing = Box::new(Owing(record.clone(), Arc::clone(&takes), Vec::new()));
        let handle = spawn(|_| Ok(owing)).unwrap();
        let mut gate = testing::open(NOW);
        for admitted in admit(&mut gate, press(PhysicalKey::CONTROL_LEFT)) {
            handle.send(admitted, handle.epoch()).unwrap();
        }
        eventually("it is pressed", || record.read().len() == 1);
        handle.revoke();
        std::thread::sleep(3 * SETTLE);
        assert_eq!(record.read().len(), 1);
        takes.store(true, SeqCst);
        eventually("it is released", || record.read().len() == 2);
    }

    #[test]
    fn what_was_queued_before_a_revocation_is_never_injected() {
        let record = Record::new();
        let (permit, permits) = mpsc::sync_channel(100);
        let injector = Box::new(Slow(record.clone(), permits));
        let handle = spawn(|_| Ok(injector)).unwrap();
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
        // One event may have been in flight when control was taken back.
        let record = record.read();
        assert!(record.len() <= 4, "{record:?}");
        let pressed = Injection::Key(PhysicalKey::ESCAPE, Action::Press);
        assert!(!record.contains(&pressed), "{record:?}");
    }

    #[test]
    fn a_new_epoch_is_injected_again() {
        let record = Record::new();
        let theirs = record.clone();
        let handle = spawn(move |_| Ok(theirs.injector())).unwrap();
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
                Err(PlatformError::Unsupported.into())
            }
        }
        let handle = spawn(|_| Ok(Box::new(Broken))).unwrap();
        let mut gate = testing::open(NOW);
        let epoch = handle.epoch();
        let key = admit(&mut gate, press(PhysicalKey::ESCAPE));
        eventually("sending fails", || handle.send(key[0], epoch).is_err());
        let nothing = spawn(|_| Err(PlatformError::Unsupported.into()));
        assert!(nothing.is_err(), "what cannot be made is said at once");
    }

    /// An injector that panics at the third event, and once more at the first release after it.
    struct Fragile(Record, u32);

    impl Injector for Fragile {
        fn inject(&mut self, injection: Injection) -> Result<(), InjectError> {
            self.1 += 1;
            assert!(self.1 != 3 && self.1 != 4, "on purpose");
            self.0.injector().inject(injection)
        }
    }

    #[test]
    fn an_injector_that_panics_releases_what_is_held_and_the_end_is_reported() {
        let record = Record::new();
        let (supervisor, mut ended) = Supervisor::new();
        let fragile = Box::new(Fragile(record.clone(), 0));
        let handle = InjectThread::spawn(&supervisor, unheard(), move |_| Ok(fragile)).unwrap();
        let mut gate = testing::open(NOW);
        let epoch = handle.epoch();
        for key in [PhysicalKey::CONTROL_LEFT, PhysicalKey::DELETE, PhysicalKey::ESCAPE] {
            for admitted in admit(&mut gate, press(key)) {
                let _ = handle.send(admitted, epoch);
            }
        }
        assert_eq!(ended.blocking_recv(), Some(Part::Input));
        let late = admit(&mut gate, press(PhysicalKey::ALT_LEFT));
        assert!(matches!(handle.send(late[0], epoch), Err(InjectError::Ended)));
        assert_eq!(
            record.read(),
            [
                Injection::Key(PhysicalKey::CONTROL_LEFT, Action::Press),
                Injection::Key(PhysicalKey::DELETE, Action::Press),
                // The release of Delete panicked, and does not keep the next one from being made.
                Injection::Key(PhysicalKey::CONTROL_LEFT, Action::Release),
            ]
        );
    }

    /// An injector that fails once, at the first release.
    struct FailsAtRelease(Record, bool);

    impl Injector for FailsAtRelease {
        fn inject(&mut self, injection: Injection) -> Result<(), InjectError> {
            if matches!(injection, Injection::Key(_, Action::Release)) && !self.1 {
                self.1 = true;
                return Err(PlatformError::Unsupported.into());
            }
            self.0.injector().inject(injection)
        }
    }

    #[test]
    fn a_release_that_fails_is_tried_again_and_the_others_are_made() {
        let record = Record::new();
        let (supervisor, mut ended) = Supervisor::new();
        let injector = Box::new(FailsAtRelease(record.clone(), false));
        let handle = InjectThread::spawn(&supervisor, unheard(), move |_| Ok(injector)).unwrap();
        let mut gate = testing::open(NOW);
        let epoch = handle.epoch();
        for key in [PhysicalKey::CONTROL_LEFT, PhysicalKey::DELETE] {
            for admitted in admit(&mut gate, press(key)) {
                handle.send(admitted, epoch).unwrap();
            }
        }
        eventually("both are pressed", || record.read().len() == 2);
        handle.revoke();
        assert_eq!(ended.blocking_recv(), Some(Part::Input));
        assert_eq!(
            record.read()[2..],
            [
                Injection::Key(PhysicalKey::DELETE, Action::Release),
                Injection::Key(PhysicalKey::CONTROL_LEFT, Action::Release),
            ]
        );
    }

    #[test]
    fn control_that_is_taken_back_while_the_injector_prepares_injects_nothing() {
        /// An injector that says when it prepares, and goes on when it is told.
        struct Prepares(Record, mpsc::SyncSender<()>, mpsc::Receiver<()>);
        impl Injector for Prepares {
            fn prepare(&mut self) {
                self.1.send(()).unwrap();
                self.2.recv().unwrap();
            }

            fn inject(&mut self, injection: Injection) -> Result<(), InjectError> {
                self.0.injector().inject(injection)
            }
        }
        let (says, prepares) = mpsc::sync_channel(1);
        let (go_on, waits) = mpsc::sync_channel(1);
        let record = Record::new();
        let injector = Box::new(Prepares(record.clone(), says, waits));
        let handle = spawn(move |_| Ok(injector)).unwrap();
        let mut gate = testing::open(NOW);
        let first = admit(&mut gate, press(PhysicalKey::CONTROL_LEFT));
        handle.send(first[0], handle.epoch()).unwrap();
        prepares.recv().unwrap();
        handle.revoke();
        go_on.send(()).unwrap();
        // The next one, after a new grant, is the only one that arrives.
        let next = admit(&mut gate, press(PhysicalKey::DELETE));
        handle.send(next[0], handle.epoch()).unwrap();
        prepares.recv().unwrap();
        go_on.send(()).unwrap();
        eventually("the next one is injected", || !record.read().is_empty());
        assert_eq!(record.read(), [Injection::Key(PhysicalKey::DELETE, Action::Press)]);
    }

    #[test]
    fn what_is_held_comes_up_while_a_character_waits_for_its_turn() {
        /// An injector that takes an hour for a character.
        struct Slow(Record, mpsc::SyncSender<()>);
        impl Injector for Slow {
            fn pause(&mut self, injection: Injection) -> Duration {
                if matches!(injection, Injection::Character(..)) {
                    self.1.send(()).unwrap();
                    return Duration::from_secs(3600);
                }
                Duration::ZERO
            }

            fn inject(&mut self, injection: Injection) -> Result<(), InjectError> {
                self.0.injector().inject(injection)
            }
        }
        let (says, waits) = mpsc::sync_channel(1);
        let record = Record::new();
        let injector = Box::new(Slow(record.clone(), says));
        let handle = spawn(move |_| Ok(injector)).unwrap();
        let mut gate = testing::open(NOW);
        let character = InputEvent::Character { key: None, character: 'ж', action: Action::Press };
        for event in [press(PhysicalKey::CONTROL_LEFT), character] {
            for admitted in admit(&mut gate, event) {
                handle.send(admitted, handle.epoch()).unwrap();
            }
        }
        waits.recv().unwrap();
        handle.revoke();
        eventually("what is held comes up", || record.read().len() == 2);
        let up = Injection::Key(PhysicalKey::CONTROL_LEFT, Action::Release);
        assert_eq!(record.read()[1], up);
    }

    #[test]
    fn what_the_desktop_does_not_take_is_reported_and_the_next_event_is_injected() {
        /// An injector whose desktop has no key for anything but Delete.
        struct FewKeys(Record);
        impl Injector for FewKeys {
            fn inject(&mut self, injection: Injection) -> Result<(), InjectError> {
                match injection {
                    Injection::Key(PhysicalKey::DELETE, _) => self.0.injector().inject(injection),
                    Injection::Key(..)
                    | Injection::Character(..)
                    | Injection::Move(_)
                    | Injection::Button(..)
                    | Injection::Scroll { .. } => Err(InjectError::Character),
                }
            }
        }
        let (losses, mut lost) = tokio::sync::mpsc::channel(1);
        let record = Record::new();
        let injector = Box::new(FewKeys(record.clone()));
        let handle =
            InjectThread::spawn(&Supervisor::new().0, losses, move |_| Ok(injector)).unwrap();
        let mut gate = testing::open(NOW);
        // Two reports, for which there is room for one: nobody waits.
        for key in [PhysicalKey::CONTROL_LEFT, PhysicalKey::ALT_LEFT, PhysicalKey::DELETE] {
            for admitted in admit(&mut gate, press(key)) {
                handle.send(admitted, handle.epoch()).unwrap();
            }
        }
        eventually("the last one is injected", || record.read().len() == 1);
        assert_eq!(lost.blocking_recv(), Some(InputLoss::Character));
    }

    #[test]
    fn what_there_is_no_room_for_is_reported() {
        let (permit, permits) = mpsc::sync_channel(0);
        let injector = Box::new(Slow(Record::new(), permits));
        let (losses, mut lost) = tokio::sync::mpsc::channel(1);
        let handle =
            InjectThread::spawn(&Supervisor::new().0, losses, move |_| Ok(injector)).unwrap();
        let mut gate = testing::open(NOW);
        let turn = InputEvent::Wheel { seq: 1, point: Point::default(), dx: 0, dy: 120 };
        // Each moves and turns, and the first waits in the injector, not in the queue.
        for _ in 0..INJECT_QUEUE / 2 {
            for admitted in admit(&mut gate, turn) {
                handle.send(admitted, handle.epoch()).unwrap();
            }
        }
        assert!(lost.try_recv().is_err(), "so many have room");
        for admitted in admit(&mut gate, turn).into_iter().chain(admit(&mut gate, turn)) {
            handle.send(admitted, handle.epoch()).unwrap();
        }
        assert_eq!(lost.blocking_recv(), Some(InputLoss::TooMuch));
        drop(permit);
    }

    #[test]
    fn an_injector_that_panics_while_it_opens_is_answered_and_not_reported() {
        let (supervisor, mut ended) = Supervisor::new();
        let handle = InjectThread::spawn(&supervisor, unheard(), |_| panic!("on purpose"));
        assert!(matches!(handle, Err(InjectError::Ended)));
        drop(supervisor);
        assert_eq!(ended.blocking_recv(), None);
    }

    #[test]
    fn a_failing_injector_is_reported_and_one_that_was_told_to_end_is_not() {
        struct Broken;
        impl Injector for Broken {
            fn inject(&mut self, _: Injection) -> Result<(), InjectError> {
                Err(PlatformError::Unsupported.into())
            }
        }
        let (supervisor, mut ended) = Supervisor::new();
        let handle = InjectThread::spawn(&supervisor, unheard(), |_| Ok(Box::new(Broken))).unwrap();
        let mut gate = testing::open(NOW);
        let key = admit(&mut gate, press(PhysicalKey::ESCAPE));
        handle.send(key[0], handle.epoch()).unwrap();
        assert_eq!(ended.blocking_recv(), Some(Part::Input));

        let (supervisor, mut ended) = Supervisor::new();
        let handle =
            InjectThread::spawn(&supervisor, unheard(), |_| Ok(Record::new().injector())).unwrap();
        drop((handle, supervisor));
        assert_eq!(ended.blocking_recv(), None);
    }
}
