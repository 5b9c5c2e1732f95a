//! Listens to keyboard, pointer, fingers and input methods on `#screen`, and copies what they say.

use js_sys::{Function, Reflect};
use protocol::input::Action;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{
    CompositionEvent, Element, Event as DomEvent, HtmlElement, HtmlTextAreaElement, InputEvent,
    KeyboardEvent, MouseEvent, Node, PointerEvent, WheelEvent,
};

use super::listen::Listener;
use super::{element, set, window};
use crate::error::Error;
use crate::event::{Event, FingerStep, Hand, Reaction, Tell};
use viewer::fit::Frame;
use viewer::input::keyboard::{Modifiers, Stroke, System};
use viewer::input::pointer::WheelUnit;

/// Which system's keyboard and browser these are.
pub(crate) fn system() -> System {
    let platform = window().ok().and_then(|window| window.navigator().platform().ok());
    match platform.unwrap_or_default().as_str() {
        name if name.starts_with("Mac") || name.starts_with("iP") => System::Apple,
        name if name.starts_with("Win") => System::Windows,
        _ => System::Other,
    }
}

/// The listeners on the picture, and what input methods write into.
pub(crate) struct Hands {
    screen: HtmlElement,
    sink: HtmlTextAreaElement,
    /// The browser lets `#screen` itself take text (EditContext); else the sink holds the keyboard.
    edits: bool,
    _listeners: Vec<Listener>,
}

impl Hands {
    pub(crate) fn new(tell: &Tell) -> Result<Self, Error> {
        let screen: HtmlElement = element("screen")?;
        let sink: HtmlTextAreaElement = element("sink")?;
        let mut listeners = keyboard(&screen, tell)?;
        listeners.extend(pointer(&screen, tell)?);
        listeners.extend(attention(&screen, tell)?);
        listeners.extend(text_of_sink(&sink, tell)?);
        let edits = match edit_context(&screen, tell) {
            Ok(more) => {
                listeners.extend(more);
                true
            }
            Err(_) => false,
        };
        Ok(Self { screen, sink, edits, _listeners: listeners })
    }

    /// Whether the hands may do something: input methods are only offered then.
    pub(crate) fn allow(&self, allowed: bool) {
        if !allowed {
            self.sink.set_hidden(true);
            set(&self.sink, "inputmode", "none");
        } else if !self.edits {
            self.sink.set_hidden(false);
        }
    }

    /// Puts the keyboard where the text of input methods arrives, if that is not `#screen` itself.
    pub(crate) fn hold_keyboard(&self) {
        if !self.edits && !self.sink.hidden() {
            let _ = self.sink.focus();
        }
    }

    /// Shows the on-screen keyboard of a phone, or hides it. Returns whether it is shown.
    pub(crate) fn toggle_typing(&self) -> bool {
        let shown = self.sink.get_attribute("inputmode").as_deref() != Some("none");
        set(&self.sink, "inputmode", if shown { "none" } else { "text" });
        self.sink.set_hidden(false);
        // Browsers look at the mode when the field gets the keyboard.
        let _ = self.sink.blur();
        if shown {
            let _ = self.screen.focus();
        } else {
            let _ = self.sink.focus();
        }
        !shown
    }
}

fn keyboard(screen: &HtmlElement, tell: &Tell) -> Result<Vec<Listener>, Error> {
    let on = |kind: &'static str, action: Action| {
        let tell = tell.clone();
        Listener::new(screen, kind, move |event: KeyboardEvent| {
            let held = |name: &str| event.get_modifier_state(name);
            let stroke = Stroke {
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
                    alt_graph: held("AltGraph"),
                    meta: event.meta_key(),
                },
            };
            if tell(Event::Hand(Hand::Key(stroke))) == Reaction::Prevent {
                event.prevent_default();
                event.stop_propagation();
            }
        })
    };
    Ok(vec![on("keydown", Action::Press)?, on("keyup", Action::Release)?])
}

/// Where `#screen` is at this moment, scrolling included.
fn frame_of(screen: &Element) -> Frame {
    let rect = screen.get_bounding_client_rect();
    Frame { left: rect.left(), top: rect.top(), width: rect.width(), height: rect.height() }
}

fn pointer(screen: &HtmlElement, tell: &Tell) -> Result<Vec<Listener>, Error> {
    let on = |kind: &'static str, step: FingerStep| {
        let (tell, screen) = (tell.clone(), screen.clone());
        Listener::new(&screen.clone(), kind, move |event: PointerEvent| {
            let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
            let frame = frame_of(&screen);
            let hand = if event.pointer_type() == "touch" {
                Hand::Finger { id: event.pointer_id(), x, y, frame, step }
            } else {
                // A drag that leaves the picture still belongs to it.
                if step == FingerStep::Down {
                    let _ = screen.set_pointer_capture(event.pointer_id());
                }
                let buttons = if step == FingerStep::Cancel { 0 } else { event.buttons() };
                Hand::Pointer { x, y, frame, buttons }
            };
            // The default is left to "mousedown" below: preventing it here would hide mouse events
            // from everything else on the page that looks at them.
            let _ = tell(Event::Hand(hand));
        })
    };
    let wheel = {
        let (tell, screen) = (tell.clone(), screen.clone());
        Listener::new(&screen.clone(), "wheel", move |event: WheelEvent| {
            let Some(unit) = WheelUnit::from_mode(event.delta_mode()) else {
                return;
            };
            let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
            let delta = (event.delta_x(), event.delta_y());
            let hand = Hand::Wheel { x, y, frame: frame_of(&screen), delta, unit };
            if tell(Event::Hand(hand)) == Reaction::Prevent {
                event.prevent_default();
            }
        })?
    };
    // The page must neither select nor drag, nor open its own menu over the remote one. The
    // keyboard goes to the picture by `attention`, not by the browser's default.
    let quiet = |kind: &'static str| {
        Listener::new(screen, kind, move |event: MouseEvent| event.prevent_default())
    };
    let take_keyboard = {
        let screen = screen.clone();
        Listener::new(&screen.clone(), "pointerdown", move |_: PointerEvent| {
            let active = super::document().ok().and_then(|page| page.active_element());
            let inside = active.is_some_and(|active| screen.contains(Some(&active)));
            if !inside {
                let _ = screen.focus();
            }
        })?
    };
    Ok(vec![
        take_keyboard,
        on("pointerdown", FingerStep::Down)?,
        on("pointermove", FingerStep::Move)?,
        on("pointerup", FingerStep::Up)?,
        on("pointercancel", FingerStep::Cancel)?,
        wheel,
        quiet("mousedown")?,
        quiet("contextmenu")?,
        quiet("dragstart")?,
        // Firefox pastes the selection on a middle click, Chromium scrolls.
        quiet("auxclick")?,
    ])
}

/// Whether the picture has the Helper's attention. What is held when it goes must be let go.
fn attention(screen: &HtmlElement, tell: &Tell) -> Result<Vec<Listener>, Error> {
    let window = window()?;
    let page = super::document()?;
    let blur = |tell: &Tell| {
        let tell = tell.clone();
        move |_: DomEvent| {
            tell(Event::Blur);
        }
    };
    let (out, inside) = (tell.clone(), screen.clone());
    let (hidden, watched) = (tell.clone(), page.clone());
    let leave = tell.clone();
    Ok(vec![
        Listener::new(screen, "focusout", move |event: web_sys::FocusEvent| {
            let to = event.related_target().and_then(|to| to.dyn_into::<Node>().ok());
            if !to.is_some_and(|to| inside.contains(Some(&to))) {
                out(Event::Blur);
            }
        })?,
        Listener::new(&window, "blur", blur(tell))?,
        Listener::new(&page, "visibilitychange", move |_: DomEvent| {
            if watched.hidden() {
                hidden(Event::Blur);
            }
        })?,
        Listener::new(&window, "pagehide", move |_: DomEvent| {
            leave(Event::Leave);
        })?,
    ])
}

/// Text of input methods, dead keys and on-screen keyboards, by the hidden field.
fn text_of_sink(sink: &HtmlTextAreaElement, tell: &Tell) -> Result<Vec<Listener>, Error> {
    let composed = {
        let (sink, tell) = (sink.clone(), tell.clone());
        Listener::new(&sink.clone(), "compositionend", move |event: CompositionEvent| {
            sink.set_value("");
            tell(Event::Hand(Hand::Text(event.data().unwrap_or_default())));
        })?
    };
    let typed = {
        let (sink, tell) = (sink.clone(), tell.clone());
        Listener::new(&sink.clone(), "input", move |event: InputEvent| {
            if event.is_composing() {
                return;
            }
            // What a composition inserted has been told at its end.
            if event.input_type() == "insertText" {
                tell(Event::Hand(Hand::Text(event.data().unwrap_or_default())));
            } else if event.input_type() == "insertLineBreak" {
                tell(Event::Hand(Hand::Text("\n".to_owned())));
            }
            sink.set_value("");
        })?
    };
    Ok(vec![composed, typed])
}

/// Lets `#screen` itself take text, where the browser can (W3C EditContext API): then the keyboard
/// stays on the picture, and dead keys and input methods work there.
fn edit_context(screen: &HtmlElement, tell: &Tell) -> Result<Vec<Listener>, Error> {
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
    let (clear, typed, composed) = (empty.clone(), tell.clone(), tell.clone());
    let listeners = vec![
        Listener::new(&target, "compositionstart", move |_: DomEvent| began.set(true))?,
        Listener::new(&target, "compositionend", move |event: CompositionEvent| {
            ended.set(false);
            clear();
            composed(Event::Hand(Hand::Text(event.data().unwrap_or_default())));
        })?,
        Listener::new(&target, "textupdate", move |event: DomEvent| {
            if composing.get() {
                return;
            }
            let text = Reflect::get(&event, &"text".into()).ok().and_then(|text| text.as_string());
            empty();
            typed(Event::Hand(Hand::Text(text.unwrap_or_default())));
        })?,
    ];
    Reflect::set(screen, &"editContext".into(), &context)?;
    Ok(listeners)
}
