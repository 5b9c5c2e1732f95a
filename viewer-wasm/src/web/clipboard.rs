//! The Helper's clipboard: what is pasted on the picture, what the asynchronous API puts in, and the panel for the browsers
//! in which neither works.

use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use protocol::right::Right;
use viewer::state::{RightState, View};
use wasm_bindgen::JsCast as _;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    Blob, BlobPropertyBag, ClipboardEvent as DomClipboardEvent, Element, Event as DomEvent, File,
    FocusEvent, HtmlElement, HtmlTextAreaElement, KeyboardEvent, Node,
};

use super::dom::{call, document, element, set, window};
use super::listener::Listener;
use crate::error::Error;
use crate::event::{ClipboardEvent, Command, Copied, Emit, Event};

/// The button in the bar, and the panel that it opens.
pub(crate) struct ClipboardPanel {
    place: HtmlElement,
    button: HtmlElement,
    panel: HtmlElement,
    got: HtmlTextAreaElement,
    text: HtmlTextAreaElement,
    copy: HtmlElement,
    send: HtmlElement,
    progress: Element,
    cancel: HtmlElement,
    _listeners: Vec<Listener>,
}

impl ClipboardPanel {
    pub(crate) fn new(emit: &Emit) -> Result<Self, Error> {
        let place: HtmlElement = element("clipboard-place")?;
        let button: HtmlElement = element("clipboard")?;
        let panel: HtmlElement = element("clipboard-panel")?;
        let text: HtmlTextAreaElement = element("clipboard-text")?;
        let copy: HtmlElement = element("clipboard-copy")?;
        let send: HtmlElement = element("clipboard-send")?;
        let mut listeners = opening(&place, &button, &panel)?;
        listeners.extend(pasting(emit)?);
        let cancel: HtmlElement = element("clipboard-cancel")?;
        let cancelling = emit.clone();
        listeners.push(Listener::new(&cancel, "click", move |_: DomEvent| {
            cancelling(Event::Command(Command::CancelClipboard));
        })?);
        let (copying, sending, field) = (emit.clone(), emit.clone(), text.clone());
        listeners.push(Listener::new(&copy, "click", move |_: DomEvent| {
            copying(Event::Clipboard(ClipboardEvent::Copy));
        })?);
        listeners.push(Listener::new(&send, "click", move |_: DomEvent| {
            let text = Some(field.value()).filter(|text| !text.is_empty());
            if text.is_some() {
                let copied = Copied { text, ..Copied::default() };
                sending(Event::Clipboard(ClipboardEvent::Send(copied)));
            }
        })?);
        Ok(Self {
            place,
            button,
            panel,
            got: element("clipboard-got")?,
            text,
            copy,
            send,
            progress: element("clipboard-progress")?,
            cancel,
            _listeners: listeners,
        })
    }

    /// Shows what the Helper may do with the User's clipboard.
    pub(crate) fn show(&self, view: &View) {
        let holds = |right| {
            let is_held = |state| matches!(state, RightState::Held { .. });
            view.rights.iter().any(|row| row.right == right && is_held(row.state))
        };
        let (reads, writes) = (holds(Right::ClipboardRead), holds(Right::ClipboardWrite));
        if view.rights.is_empty() {
            // The next person has another clipboard.
            self.show_got("");
            self.text.set_value("");
        }
        self.show_progress(view.clipboard);
        let has_got = !self.got.value().is_empty();
        self.place.set_hidden(!reads && !writes && !has_got);
        self.got.set_hidden(!reads && !has_got);
        self.copy.set_hidden(!reads && !has_got);
        self.text.set_hidden(!writes);
        self.send.set_hidden(!writes);
        if self.place.hidden() {
            self.panel.set_hidden(true);
            set(&self.button, "aria-expanded", "false");
        }
    }

    /// Shows a text that the User copied.
    pub(crate) fn show_got(&self, text: &str) {
        self.got.set_value(text);
    }

    /// Empties the field once its text was sent.
    pub(crate) fn clear_text(&self) {
        self.text.set_value("");
    }

    /// Shows how far a transfer is; `None` when there is none that takes long.
    fn show_progress(&self, percent: Option<u8>) {
        let bar: &HtmlElement = self.progress.unchecked_ref();
        bar.set_hidden(percent.is_none());
        self.cancel.set_hidden(percent.is_none());
        if let Some(percent) = percent {
            set(&self.progress, "aria-valuenow", &percent.to_string());
            super::dom::style(bar, "--done", &format!("{percent}%"));
        }
    }

    /// Copies the text of the panel in the oldest way, which works on pages without encryption as well.
    pub(crate) fn copy_by_selection(&self) {
        self.got.select();
        if let Ok(page) = document() {
            let _ = call(&page, "execCommand", &"copy".into());
        }
    }
}

fn opening(
    place: &HtmlElement,
    button: &HtmlElement,
    panel: &HtmlElement,
) -> Result<Vec<Listener>, Error> {
    let open = {
        let (button, panel) = (button.clone(), panel.clone());
        move |open: bool| {
            panel.set_hidden(!open);
            set(&button, "aria-expanded", if open { "true" } else { "false" });
        }
    };
    let (toggle, closing, escape) = (open.clone(), open.clone(), open);
    let (inside, back, shown) = (place.clone(), button.clone(), panel.clone());
    Ok(vec![
        Listener::new(button, "click", move |_: DomEvent| toggle(shown.hidden()))?,
        Listener::new(place, "focusout", move |event: FocusEvent| {
            let to = event.related_target().and_then(|to| to.dyn_into::<Node>().ok());
            if to.is_some_and(|to| !inside.contains(Some(&to))) {
                closing(false);
            }
        })?,
        Listener::new(place, "keydown", move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                escape(false);
                let _ = back.focus();
            }
        })?,
    ])
}

/// What is pasted on the picture, and the focus of the page.
fn pasting(emit: &Emit) -> Result<Vec<Listener>, Error> {
    let screen: HtmlElement = element("screen")?;
    let page = window()?;
    let (pasted, focused) = (emit.clone(), emit.clone());
    Ok(vec![
        Listener::new(&screen, "paste", move |event: DomClipboardEvent| {
            event.prevent_default();
            let Some(data) = event.clipboard_data() else { return };
            let of = |kind: &str| data.get_data(kind).ok().filter(|text| !text.is_empty());
            let copied = Copied { text: of("text/plain"), html: of("text/html"), png: None };
            let files = data.files();
            let image = files
                .and_then(|files| (0..files.length()).find_map(|n| files.get(n)))
                .filter(|file| file.type_() == "image/png");
            match image {
                Some(image) => with_image(copied, &image, &pasted),
                None => {
                    pasted(Event::Clipboard(ClipboardEvent::Pasted(copied)));
                }
            }
        })?,
        Listener::new(&page, "focus", move |_: DomEvent| {
            focused(Event::Clipboard(ClipboardEvent::Focus));
        })?,
    ])
}

/// Reads an image that was pasted, and emits all of it then.
fn with_image(mut copied: Copied, image: &File, emit: &Emit) {
    let (bytes, emit) = (image.array_buffer(), emit.clone());
    spawn_local(async move {
        if let Ok(buffer) = JsFuture::from(bytes).await {
            copied.png = Some(Uint8Array::new(&buffer).to_vec());
        }
        emit(Event::Clipboard(ClipboardEvent::Pasted(copied)));
    });
}

/// Whether the page has the focus, so that what the User copies may take the place of what the Helper has.
pub(crate) fn has_focus() -> bool {
    document().is_ok_and(|page| page.has_focus().unwrap_or(false))
}

/// Puts something into the Helper's clipboard. Whether the browser let it follows as [`ClipboardEvent::Put`].
pub(crate) fn put(copied: &Copied, emit: &Emit) {
    let (promise, emit) = (write(copied), emit.clone());
    spawn_local(async move {
        let is_there = match promise {
            Some(promise) => JsFuture::from(promise).await.is_ok(),
            None => false,
        };
        emit(Event::Clipboard(ClipboardEvent::Put(is_there)));
    });
}

/// Not every browser has it, and none on a page without encryption.
fn write(copied: &Copied) -> Option<Promise> {
    let navigator = window().ok()?.navigator();
    let clipboard =
        Reflect::get(&navigator, &"clipboard".into()).ok().filter(|it| !it.is_undefined())?;
    let constructor = Reflect::get(&js_sys::global(), &"ClipboardItem".into()).ok()?;
    let constructor = constructor.dyn_into::<Function>().ok()?;
    let formats = Object::new();
    let add = |kind: &str, bytes: &[u8]| {
        let options = BlobPropertyBag::new();
        options.set_type(kind);
        let parts = Array::of1(&Uint8Array::from(bytes));
        let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options).ok()?;
        Reflect::set(&formats, &kind.into(), &blob).ok()
    };
    if let Some(text) = &copied.text {
        add("text/plain", text.as_bytes())?;
    }
    if let Some(html) = &copied.html {
        add("text/html", html.as_bytes())?;
    }
    if let Some(png) = &copied.png {
        add("image/png", png)?;
    }
    let item = Reflect::construct(&constructor, &Array::of1(&formats)).ok()?;
    let items: JsValue = Array::of1(&item).into();
    call(&clipboard, "write", &items)?.dyn_into().ok()
}
