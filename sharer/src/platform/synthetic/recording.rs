//! Injectors that only record, for tests without a desktop.

use std::fs::File;
use std::io::Write as _;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use session::ControlStop;
use session::gate::Injection;

use crate::platform::error::InjectError;
use crate::platform::injector::Injector;
use crate::platform::parts::{Input, NoInput};

/// Input that is written to a file, one line for each event, and done to no desktop.
pub(in crate::platform) fn open(path: &Path) -> Result<Input, NoInput> {
    let file =
        File::create(path).map_err(|error| NoInput::Recording { path: path.to_owned(), error })?;
    let stop = ControlStop::PanicKey;
    Ok(Input { injector: Box::new(move |_| Ok(Box::new(ToFile(file)))), panic_key: None, stop })
}

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
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Injector for Record {
    fn inject(&mut self, injection: Injection) -> Result<(), InjectError> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(injection);
        Ok(())
    }
}

#[derive(Debug)]
struct ToFile(File);

impl Injector for ToFile {
    fn inject(&mut self, injection: Injection) -> Result<(), InjectError> {
        let file = &mut self.0;
        match injection {
            Injection::Move(point) => writeln!(file, "move {} {}", point.x, point.y)?,
            Injection::Button(button, action) => writeln!(file, "{action:?} {button:?}")?,
            Injection::Scroll { right, down } => writeln!(file, "scroll {right} {down}")?,
            Injection::Key(key, action) => writeln!(file, "{action:?} key {}", key.evdev())?,
            Injection::Character(character, action) => writeln!(file, "{action:?} {character}")?,
        }
        Ok(())
    }
}
