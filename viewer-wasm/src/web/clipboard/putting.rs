//! Puts into the Helper's clipboard what the User copied: by the asynchronous API, or in the oldest way.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, BlobPropertyBag, ClipboardEvent as DomClipboardEvent, EventTarget};

use crate::error::Error;
use crate::event::{ClipboardEvent, Copied, Emit, Event};
use crate::web::dom::{call, document, window};
use crate::web::listener::Listener;

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

/// The oldest way, which works on pages without encryption as well: what is selected is copied, and the page says what that
/// is. It can be text and HTML.
pub(super) struct CopyBySelection {
    copying: Rc<RefCell<Option<Copied>>>,
    _listener: Listener,
}

impl CopyBySelection {
    pub(super) fn new() -> Result<Self, Error> {
        let copying = Rc::new(RefCell::new(None::<Copied>));
        let copied = Rc::clone(&copying);
        let page: EventTarget = document()?.into();
        let listener = Listener::new(&page, "copy", move |event: DomClipboardEvent| {
            // What the Helper copies elsewhere on the page is none of it.
            let (Some(copied), Some(data)) = (copied.take(), event.clipboard_data()) else {
                return;
            };
            for (kind, content) in [("text/plain", copied.text), ("text/html", copied.html)] {
                if let Some(content) = content {
                    let _ = data.set_data(kind, &content);
                }
            }
            event.prevent_default();
        })?;
        Ok(Self { copying, _listener: listener })
    }

    /// Copies it. Something has to be selected.
    pub(super) fn copy(&self, copied: &Copied) {
        let (text, html) = (copied.text.clone(), copied.html.clone());
        self.copying.replace(Some(Copied { text, html, png: None }));
        if let Ok(page) = document() {
            let _ = call(&page, "execCommand", &"copy".into());
        }
        self.copying.take();
    }
}
