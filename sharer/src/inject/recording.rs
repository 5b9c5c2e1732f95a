//! An injector that only remembers, for tests without a desktop.

use std::sync::{Arc, Mutex, PoisonError};

use super::{InjectError, Injector};
use crate::gate::Injection;

/// What was injected so far.
#[derive(Clone, Debug, Default)]
pub struct Record(Arc<Mutex<Vec<Injection>>>);

impl Record {
    /// An empty record.
    pub fn new() -> Self {
        Self::default()
    }

    /// An injector that writes into it.
    pub fn injector(&self) -> Box<dyn Injector> {
        Box::new(self.clone())
    }

    /// A copy of it.
    pub fn read(&self) -> Vec<Injection> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

impl Injector for Record {
    fn inject(&mut self, injection: Injection) -> Result<(), InjectError> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(injection);
        Ok(())
    }
}
