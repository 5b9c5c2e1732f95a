//! The row of keys that on-screen keyboards lack, and the switch between finger and trackpad.

use viewer::input::combination::MenuKey;
use viewer::input::keyboard::Modifiers;
use viewer::input::sticky::Modifier;
use viewer::input::touch::TouchMode;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, Event as DomEvent, HtmlElement, MouseEvent};

use super::dom::{element, set};
use super::listener::Listener;
use crate::error::Error;
use crate::event::{Command, Emit, Event};

/// The buttons of the modifiers, in the order of [`held`].
const MODIFIERS: [(&str, Modifier); 4] = [
    ("touch-control", Modifier::Control),
    ("touch-alt", Modifier::Alt),
    ("touch-shift", Modifier::Shift),
    ("touch-meta", Modifier::Meta),
];

/// The row, and the button of the trackpad.
pub(crate) struct TouchKeys {
    row: HtmlElement,
    trackpad: HtmlElement,
    _listeners: Vec<Listener>,
}

impl TouchKeys {
    pub(crate) fn new(emit: &Emit) -> Result<Self, Error> {
        let row: HtmlElement = element("touch-keys")?;
        let trackpad: HtmlElement = element("trackpad")?;
        let mut listeners = vec![
            // The focus stays in the field of the on-screen keyboard.
            Listener::new(&row, "mousedown", |event: MouseEvent| event.prevent_default())?,
        ];
        for (id, modifier) in MODIFIERS {
            let (button, emit): (Element, _) = (element(id)?, emit.clone());
            listeners.push(Listener::new(&button, "click", move |_: DomEvent| {
                emit(Event::Command(Command::TapModifier(modifier)));
            })?);
        }
        let tapped = emit.clone();
        listeners.push(Listener::new(&row, "click", move |event: DomEvent| {
            let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            let code = target.and_then(|target| target.get_attribute("data-key"));
            if let Some(key) = code.as_deref().and_then(MenuKey::from_code) {
                tapped(Event::Command(Command::TapKey(key)));
            }
        })?);
        let toggled = emit.clone();
        listeners.push(Listener::new(&trackpad, "click", move |_: DomEvent| {
            toggled(Event::Command(Command::ToggleTrackpad));
        })?);
        Ok(Self { row, trackpad, _listeners: listeners })
    }

    /// Offers the trackpad while the Helper controls.
    pub(crate) fn allow(&self, allowed: bool) {
        self.trackpad.set_hidden(!allowed);
        if !allowed {
            self.show(false);
            self.mark(Modifiers::default());
        }
    }

    /// Shows the row, or hides it.
    pub(crate) fn show(&self, shown: bool) {
        self.row.set_hidden(!shown);
    }

    /// Marks the modifiers that hold for the next key.
    pub(crate) fn mark(&self, modifiers: Modifiers) {
        let Modifiers { control, alt, shift, meta, .. } = modifiers;
        for ((id, _), is_held) in MODIFIERS.into_iter().zip([control, alt, shift, meta]) {
            if let Ok(button) = element::<Element>(id) {
                set(&button, "aria-pressed", if is_held { "true" } else { "false" });
            }
        }
    }

    pub(crate) fn mark_mode(&self, mode: TouchMode) {
        let on = mode == TouchMode::Trackpad;
        set(&self.trackpad, "aria-pressed", if on { "true" } else { "false" });
    }
}
