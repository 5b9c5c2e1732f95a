//! The Helper's hand on this desktop: injection together with the panic key that takes it away.
//!
//! Control is granted only while the keyboards are watched, so that there is no moment in which the
//! Helper could act and Esc would not end it.

use std::fs::File;
use std::path::Path;

use tokio::sync::mpsc;

use crate::input::{InjectError, InjectHandle, InjectThread, desktop_injector, recording};
use crate::platform::Desktop;
use crate::platform::x11::panic_key::{PanicEvent, PanicKey};
use session::display::Area;
use session::gate::Admitted;

/// What injects, and what stops it.
#[derive(Debug)]
pub struct Hand {
    inject: InjectHandle,
    /// `None` where nothing is done to a desktop, so that nothing has to be stopped.
    panic_key: Option<PanicKey>,
    /// The epoch of control that was granted, while it is.
    epoch: Option<u64>,
}

impl Hand {
    /// Prepares to inject into a desktop, or to record into a file. Nothing is injected before
    /// [`Hand::grant`]. `None` where there is nothing to control. The error is one sentence.
    pub fn prepare(
        record_input: Option<&Path>,
        desktop: Option<&Desktop>,
        panicked: mpsc::Sender<PanicEvent>,
    ) -> Result<Option<Self>, String> {
        if let Some(path) = record_input {
            let file = File::create(path)
                .map_err(|error| format!("cannot write to {}: {error}", path.display()))?;
            let inject = InjectThread::spawn(move |_| Ok(recording::to_file(file)))
                .map_err(|error| error.to_string())?;
            return Ok(Some(Self { inject, panic_key: None, epoch: None }));
        }
        let Some(desktop) = desktop else { return Ok(None) };
        match Self::of_desktop(desktop, panicked) {
            Ok(hand) => Ok(Some(hand)),
            // The screen can be seen all the same; the User is told that it is only seen.
            Err(error) => {
                tracing::warn!(%error, "this desktop cannot be controlled");
                Ok(None)
            }
        }
    }

    fn of_desktop(
        desktop: &Desktop,
        panicked: mpsc::Sender<PanicEvent>,
    ) -> Result<Self, InjectError> {
        let theirs = desktop.clone();
        let inject = InjectThread::spawn(move |ledger| desktop_injector(&theirs, ledger))?;
        let panic_key = PanicKey::spawn(desktop, inject.clone(), panicked)?;
        Ok(Self { inject, panic_key: Some(panic_key), epoch: None })
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

    /// Control ends: nothing more is injected, and what is held comes up.
    pub fn revoke(&mut self) {
        self.epoch = None;
        self.inject.revoke();
        if let Some(panic_key) = &self.panic_key {
            panic_key.disarm();
        }
    }

    /// The picture shows this part of the desktop from here on.
    pub fn aim(&self, area: Area) {
        self.inject.aim(area);
    }

    /// Does one thing, if control was not taken back since it was granted.
    pub fn inject(&mut self, admitted: Admitted) -> Result<(), InjectError> {
        match self.epoch {
            Some(epoch) => self.inject.send(admitted, epoch),
            None => Ok(()),
        }
    }
}
