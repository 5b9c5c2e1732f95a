//! Listeners for keyboard, pointer, touch and input methods on `#screen`, which copy the events.

use js_sys::{Function, Reflect};
use protocol::input::Action;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{
    CompositionEvent, Element, Event as DomEvent, HtmlElement, HtmlTextAreaElement, InputEvent,
    KeyboardEvent, MouseEvent, Node, PointerEvent, WheelEvent,
};

use super::dom::{element, set, window};
use super::listener::Listener;
use crate::error::Error;
use crate::event::{DefaultAction, DeviceEvent, Emit, Event};
use viewer::fit::Bounds;
use viewer::input::keyboard::{KeyEvent, Modifiers};
use viewer::input::pointer::WheelUnit;
use viewer::input::touch::{TouchInput, TouchStep};
use viewer::state::System;

/// What the field for text contains, so that there is something to delete: on-screen keyboards report Backspace in no
/// other way.
const FILLER: &str = " ";

/// The system of this browser.
pub(crate) fn system() -> System {
    let platform = window().ok().and_then(|window| window.navigator().platform().ok());
    match platform.unwrap_or_default().as_str() {
        name if name.starts_with("Mac") || name.starts_with("iP") => System::Apple,
        name if name.starts_with("Win") => System::Windows,
        _ => System::Other,
    }
}

/// The listeners on the picture, and the field for input methods.
pub(crate) struct DeviceListeners {
    screen: HtmlElement,
    sink: HtmlTextAreaElement,
    /// The browser lets `#screen` itself receive text (EditContext); otherwise the sink has the focus.
    edits: bool,
    _listeners: Vec<Listener>,
}

impl DeviceListeners {
    pub(crate) fn new(emit: &Emit) -> Result<Self, Error> {
        let screen: HtmlElement = element("screen")?;
        let sink: HtmlTextAreaElement = element("sink")?;
        let mut listeners = keyboard(&screen, emit)?;
        listeners.extend(pointer(&screen, emit)?);
        listeners.extend(focus(&screen, emit)?);
        listeners.extend(sink_text(&sink, emit)?);
        let edits = match edit_context(&screen, emit) {
            Ok(more) => {
                listeners.extend(more);
                true
            }
            Err(_) => {
                listeners.push(focus_on_text(&screen, &sink)?);
                false
            }
        };
        Ok(Self { screen, sink, edits, _listeners: listeners })
    }

    /// Whether the Helper controls: input methods are only offered then.
    pub(crate) fn allow(&self, allowed: bool) {
        if !allowed {
            self.sink.set_hidden(true);
            set(&self.sink, "inputmode", "none");
        } else if !self.edits {
            self.sink.set_hidden(false);
        }
    }

    /// Focuses the field for input methods, if that is not `#screen` itself.
    pub(crate) fn focus_text(&self) {
        if !self.edits && !self.sink.hidden() {
            self.sink.set_value(FILLER);
            let _ = self.sink.focus();
        }
    }

    /// Shows the on-screen keyboard of a phone, or hides it. Returns whether it is shown.
    pub(crate) fn toggle_typing(&self) -> bool {
        let shown = self.sink.get_attribute("inputmode").as_deref() != Some("none");
        set(&self.sink, "inputmode", if shown { "none" } else { "text" });
        self.sink.set_hidden(false);
        self.sink.set_value(FILLER);
        // Browsers read the mode when the field gets the focus.
        let _ = self.sink.blur();
        if shown {
            let _ = self.screen.focus();
        } else {
            let _ = self.sink.focus();
        }
        !shown
    }
}

fn keyboard(screen: &HtmlElement, emit: &Emit) -> Result<Vec<Listener>, Error> {
    let on = |kind: &'static str, action: Action| {
        let emit = emit.clone();
        Listener::new(screen, kind, move |event: KeyboardEvent| {
            let key = KeyEvent {
                code: event.code(),
                key: event.key(),
                action,
                repeat: event.repeat(),
                composing: event.is_composing(),
                number: event.key_code(),
                modifiers: Modifiers {
                    shift: event.shift_key(),
                    control: event.ctrl_key(),
                    alt: event.alt_key(),
                    alt_graph: event.get_modifier_state("AltGraph"),
                    meta: event.meta_key(),
                },
            };
            if emit(Event::Device(DeviceEvent::Key(key))) == DefaultAction::Prevent {
                event.prevent_default();
                event.stop_propagation();
            }
        })
    };
    Ok(vec![on("keydown", Action::Press)?, on("keyup", Action::Release)?])
}

/// The bounds of `#screen` at this moment, scrolling included.
fn bounds_of(screen: &Element) -> Bounds {
    let rect = screen.get_bounding_client_rect();
    Bounds { left: rect.left(), top: rect.top(), width: rect.width(), height: rect.height() }
}

fn pointer(screen: &HtmlElement, emit: &Emit) -> Result<Vec<Listener>, Error> {
    let on = |kind: &'static str, step: TouchStep| {
        let (emit, screen) = (emit.clone(), screen.clone());
        Listener::new(&screen.clone(), kind, move |event: PointerEvent| {
            let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
            let bounds = bounds_of(&screen);
            let device = if event.pointer_type() == "touch" {
                DeviceEvent::Touch(TouchInput { id: event.pointer_id(), x, y, step }, bounds)
            } else {
                // A drag that leaves the picture still belongs to it.
                if step == TouchStep::Down {
                    let _ = screen.set_pointer_capture(event.pointer_id());
                }
                let buttons = if step == TouchStep::Cancel { 0 } else { event.buttons() };
                DeviceEvent::Pointer { x, y, bounds, buttons }
            };
            // The default action is prevented by "mousedown" below: preventing it here would hide mouse
            // events from other listeners of the page.
            let _ = emit(Event::Device(device));
        })
    };
    let wheel = {
        let (emit, screen) = (emit.clone(), screen.clone());
        Listener::new(&screen.clone(), "wheel", move |event: WheelEvent| {
            let Some(unit) = WheelUnit::from_mode(event.delta_mode()) else {
                return;
            };
            let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
            let delta = (event.delta_x(), event.delta_y());
            let device = DeviceEvent::Wheel { x, y, bounds: bounds_of(&screen), delta, unit };
            if emit(Event::Device(device)) == DefaultAction::Prevent {
                event.prevent_default();
            }
        })?
    };
    // The page must neither select nor drag, nor open its own menu over the remote one. The picture gets
    // the focus below, not by the browser's default action.
    let prevent = |kind: &'static str| {
        Listener::new(screen, kind, move |event: MouseEvent| event.prevent_default())
    };
    let take_focus = {
        let screen = screen.clone();
        Listener::new(&screen.clone(), "pointerdown", move |_: PointerEvent| {
            let active = super::dom::document().ok().and_then(|page| page.active_element());
            let inside = active.is_some_and(|active| screen.contains(Some(&active)));
            if !inside {
                let _ = screen.focus();
            }
        })?
    };
    Ok(vec![
        take_focus,
        on("pointerdown", TouchStep::Down)?,
        on("pointermove", TouchStep::Move)?,
        on("pointerup", TouchStep::Up)?,
        on("pointercancel", TouchStep::Cancel)?,
        wheel,
        prevent("mousedown")?,
        prevent("contextmenu")?,
        prevent("dragstart")?,
        // On a middle click, Firefox pastes the selection and Chromium scrolls.
        prevent("auxclick")?,
    ])
}

/// Whether the picture has the focus. When it loses it, every pressed key must be released.
fn focus(screen: &HtmlElement, emit: &Emit) -> Result<Vec<Listener>, Error> {
    let window = window()?;
    let page = super::dom::document()?;
    let blur = |emit: &Emit| {
        let emit = emit.clone();
        move |_: DomEvent| {
            emit(Event::Blur);
        }
    };
    let (out, inside) = (emit.clone(), screen.clone());
    let (hidden, watched) = (emit.clone(), page.clone());
    let (leaving, leave) = (emit.clone(), emit.clone());
    let online = emit.clone();
    // Firefox closes all WebSockets when it begins to load something else, and then loses what a data channel has to send.
    let loses_goodbye = Reflect::has(&window, &"mozInnerScreenX".into()).unwrap_or_default();
    Ok(vec![
        Listener::new(screen, "focusout", move |event: web_sys::FocusEvent| {
            let to = event.related_target().and_then(|to| to.dyn_into::<Node>().ok());
            if !to.is_some_and(|to| inside.contains(Some(&to))) {
                out(Event::Blur);
            }
        })?,
        Listener::new(&window, "blur", blur(emit))?,
        Listener::new(&page, "visibilitychange", move |_: DomEvent| {
            if watched.hidden() {
                hidden(Event::Blur);
            }
        })?,
        Listener::new(&window, "beforeunload", move |_: DomEvent| {
            if loses_goodbye {
                leaving(Event::Leaving);
            }
        })?,
        Listener::new(&window, "pagehide", move |_: DomEvent| {
            leave(Event::PageHide);
        })?,
        // Out of the browser's cache comes a page whose connections are closed.
        Listener::new(&window, "pageshow", move |event: web_sys::PageTransitionEvent| {
            if event.persisted() {
                super::kept::reload();
            }
        })?,
        Listener::new(&window, "online", move |_: DomEvent| {
            online(Event::Online);
        })?,
    ])
}

/// Gives the focus on to the field, which alone gets what dead keys and input methods write: whoever clicks the picture
/// after something else would otherwise be without them.
fn focus_on_text(screen: &HtmlElement, sink: &HtmlTextAreaElement) -> Result<Listener, Error> {
    let sink = sink.clone();
    // It does not bubble: that the field has the focus is not told here.
    Listener::new(screen, "focus", move |_: DomEvent| {
        if !sink.hidden() {
            let _ = sink.focus();
        }
    })
}

/// Text of input methods, dead keys and on-screen keyboards, by the hidden field.
fn sink_text(sink: &HtmlTextAreaElement, emit: &Emit) -> Result<Vec<Listener>, Error> {
    let composed = {
        let (sink, emit) = (sink.clone(), emit.clone());
        Listener::new(&sink.clone(), "compositionend", move |event: CompositionEvent| {
            sink.set_value(FILLER);
            emit(Event::Device(DeviceEvent::Text(event.data().unwrap_or_default())));
        })?
    };
    let typed = {
        let (sink, emit) = (sink.clone(), emit.clone());
        Listener::new(&sink.clone(), "input", move |event: InputEvent| {
            if event.is_composing() {
                return;
            }
            // The text of a composition was emitted at its end.
            if event.input_type() == "insertText" {
                emit(Event::Device(DeviceEvent::Text(event.data().unwrap_or_default())));
            } else if event.input_type() == "insertLineBreak" {
                emit(Event::Device(DeviceEvent::Text("\n".to_owned())));
            } else if event.input_type() == "deleteContentBackward" {
                emit(Event::Device(DeviceEvent::Text("\u{8}".to_owned())));
            }
            sink.set_value(FILLER);
        })?
    };
    Ok(vec![composed, typed])
}

/// Lets `#screen` itself receive text, where the browser can (W3C EditContext API): then the focus stays on
/// the picture, and dead keys and input methods work there.
fn edit_context(screen: &HtmlElement, emit: &Emit) -> Result<Vec<Listener>, Error> {
    let missing = Error::Unsupported("EditContext");
    let constructor = Reflect::get(&js_sys::global(), &"EditContext".into())?;
    let constructor: Function = constructor.dyn_into().map_err(|_| missing.clone())?;
    let context = Reflect::construct(&constructor, &js_sys::Array::new())?;
    let target: web_sys::EventTarget = context.clone().unchecked_into();
    let composing = std::rc::Rc::new(std::cell::Cell::new(false));
    let empty = {
        let context = context.clone();
        move || {
            let update = Reflect::get(&context, &"updateText".into()).ok();
            if let Some(update) = update.and_then(|f| f.dyn_into::<Function>().ok()) {
                let all = JsValue::from(u32::MAX);
                let _ = update.call3(&context, &JsValue::from(0), &all, &"".into());
            }
        }
    };
    let (began, ended) = (composing.clone(), composing.clone());
    let (clear, typed, composed) = (empty.clone(), emit.clone(), emit.clone());
    let listeners = vec![
        Listener::new(&target, "compositionstart", move |_: DomEvent| began.set(true))?,
        Listener::new(&target, "compositionend", move |event: CompositionEvent| {
            ended.set(false);
            clear();
            composed(Event::Device(DeviceEvent::Text(event.data().unwrap_or_default())));
        })?,
        Listener::new(&target, "textupdate", move |event: DomEvent| {
            if composing.get() {
                return;
            }
            let text = Reflect::get(&event, &"text".into()).ok().and_then(|text| text.as_string());
            empty();
            typed(Event::Device(DeviceEvent::Text(text.unwrap_or_default())));
        })?,
    ];
    Reflect::set(screen, &"editContext".into(), &context)?;
    Ok(listeners)
}
