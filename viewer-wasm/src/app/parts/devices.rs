//! Keyboard, pointer and touch.

use viewer::input::keyboard::Keyboard;
use viewer::input::pointer::Pointer;
use viewer::input::sticky::Sticky;
use viewer::input::touch::{Surface, Touch};
use viewer::marking::{Marking, Tool};

use crate::error::Error;
use crate::event::Emit;
use crate::web::devices::{DeviceListeners, system};

/// The state machines of the input devices, and their listeners.
pub(in crate::app) struct Devices {
    pub(in crate::app) keyboard: Keyboard,
    pub(in crate::app) pointer: Pointer,
    pub(in crate::app) touch: Touch,
    /// The picture at the last touch.
    pub(in crate::app) surface: Option<Surface>,
    pub(in crate::app) sticky: Sticky,
    /// Pointing and drawing.
    pub(in crate::app) marking: Marking,
    /// The tool that comes when the User has agreed.
    pub(in crate::app) wanted_tool: Option<Tool>,
    /// The finger that draws.
    pub(in crate::app) mark_touch: Option<i32>,
    pub(in crate::app) listeners: DeviceListeners,
}

impl Devices {
    pub(in crate::app) fn new(emit: &Emit) -> Result<Self, Error> {
        Ok(Self {
            keyboard: Keyboard::new(system()),
            pointer: Pointer::default(),
            touch: Touch::default(),
            surface: None,
            sticky: Sticky::default(),
            marking: Marking::default(),
            wanted_tool: None,
            mark_touch: None,
            listeners: DeviceListeners::new(emit)?,
        })
    }

    /// The pointer goes on after the event with this number.
    pub(in crate::app) fn resume(&mut self, seq: u32) {
        self.pointer = Pointer::after(seq);
    }

    /// Whether any key or button is pressed.
    pub(in crate::app) fn is_pressed(&self) -> bool {
        self.keyboard.is_pressed() || self.pointer.is_pressed()
    }

    /// Forgets everything that is pressed, on this side only.
    pub(in crate::app) fn clear(&mut self) {
        self.keyboard.clear();
        self.pointer.clear();
        self.touch.clear();
        self.sticky = Sticky::default();
    }
}
