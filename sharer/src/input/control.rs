//! The Helper's control of this desktop: injection together with the panic key that ends it.
//!
//! Control is granted only while the keyboards are watched, so that there is no moment in which the
//! Helper could act and Esc would not end it.

use session::ControlStop;
use session::display::Area;
use session::gate::Admitted;
use tokio::sync::mpsc;
use tracing::warn;

use super::thread::{InjectHandle, InjectThread, LossSender};
use crate::platform::panic_key::{PanicEvent, PanicKey, PanicKeyContext};
use crate::platform::{InjectError, Input};
use crate::supervisor::Supervisor;

/// Injects while control is granted.
#[derive(Debug)]
pub struct InputControl {
    inject: InjectHandle,
    /// `None` where nothing is done to a desktop, so that nothing has to be stopped.
    panic_key: Option<Box<dyn PanicKey>>,
    stop: ControlStop,
    /// The epoch in which control was granted; `None` while it is not.
    epoch: Option<u64>,
    /// The panic key is watched for what the Helper draws.
    is_marked: bool,
}

impl InputControl {
    /// Opens the injector and starts its threads. Nothing is injected until [`InputControl::grant`].
    pub fn open(
        input: Input,
        events: mpsc::Sender<PanicEvent>,
        lost: LossSender,
        supervisor: &Supervisor,
    ) -> Result<Self, InjectError> {
        let stop = input.stop;
        let inject = InjectThread::spawn(supervisor, lost, input.injector)?;
        let panic_key = match input.panic_key {
            Some(open) => Some(open(PanicKeyContext {
                control: Box::new(inject.clone()),
                injected: inject.injected(),
                events,
                supervisor: supervisor.clone(),
            })?),
            None => None,
        };
        Ok(Self { inject, panic_key, stop, epoch: None, is_marked: false })
    }

    /// What ends control at once when the User wants it back.
    pub fn stop(&self) -> ControlStop {
        self.stop
    }

    /// Control begins. Fails when the panic key cannot be watched; then nothing is injected.
    pub fn grant(&mut self) -> Result<(), InjectError> {
        // Read before the watch begins: an Esc from then on ends this epoch, not a later one.
        let epoch = self.inject.epoch();
        if let Some(panic_key) = &self.panic_key {
            panic_key.arm()?;
        }
        self.epoch = Some(epoch);
        Ok(())
    }

    /// Control ends: nothing more is injected, and what is held is released.
    pub fn revoke(&mut self) {
        self.epoch = None;
        self.inject.revoke();
        self.disarm();
    }

    /// The Helper may draw from now on, or not any more: the panic key ends that, too. Fails when it cannot be watched;
    /// then nothing may be drawn.
    pub fn watch_marks(&mut self, are_allowed: bool) -> Result<(), InjectError> {
        self.is_marked = are_allowed;
        // While control is shared it is armed, and arming forgets what was injected.
        let armed = match &self.panic_key {
            Some(panic_key) if are_allowed && self.epoch.is_none() => panic_key.arm(),
            Some(_) | None => Ok(()),
        };
        self.is_marked &= armed.is_ok();
        self.disarm();
        Ok(armed?)
    }

    /// Whether the panic key can be watched now, before anything is allowed.
    pub fn can_watch(&self) -> bool {
        let Some(panic_key) = &self.panic_key else { return true };
        let armed = panic_key.arm();
        panic_key.disarm();
        armed.inspect_err(|error| warn!(%error, "the panic key cannot be watched")).is_ok()
    }

    fn disarm(&self) {
        if self.epoch.is_none()
            && !self.is_marked
            && let Some(panic_key) = &self.panic_key
        {
            panic_key.disarm();
        }
    }

    /// The picture shows this part of the desktop from now on.
    pub fn set_area(&self, area: Area) {
        self.inject.set_area(area);
    }

    /// Injects an event, if control was not taken back since it was granted.
    pub fn inject(&mut self, admitted: Admitted) -> Result<(), InjectError> {
        match self.epoch {
            Some(epoch) => self.inject.send(admitted, epoch),
            None => Ok(()),
        }
    }
}
