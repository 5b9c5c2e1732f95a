//! What the Helper pastes: on the picture, or into the field of the panel.

use std::rc::Rc;

use js_sys::Uint8Array;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{ClipboardEvent as DomClipboardEvent, Event as DomEvent, HtmlElement, Node};

use crate::error::Error;
use crate::event::{ClipboardEvent, Copied, Emit, Event};
use crate::web::dom::{document, element, window};
use crate::web::listener::Listener;

/// What is pasted on the picture, and the focus of the page.
pub(super) fn on_picture(emit: &Emit) -> Result<Vec<Listener>, Error> {
    let screen: HtmlElement = element("screen")?;
    let (page, document) = (window()?, document()?);
    let (pasted, focused) = (emit.clone(), emit.clone());
    let pasted: Rc<dyn Fn(Copied)> = Rc::new(move |copied| {
        pasted(Event::Clipboard(ClipboardEvent::Pasted(copied)));
    });
    Ok(vec![
        // Firefox tells what is selected, or the page, and not the picture that has the focus.
        Listener::new(&document.clone(), "paste", move |event: DomClipboardEvent| {
            let target = event.target().and_then(|target| target.dyn_into::<Node>().ok());
            let active = document.active_element().map(Node::from);
            if [target, active].iter().flatten().any(|node| screen.contains(Some(node))) {
                event.prevent_default();
                read(&event, Rc::clone(&pasted));
            }
        })?,
        Listener::new(&page, "focus", move |_: DomEvent| {
            focused(Event::Clipboard(ClipboardEvent::Focus));
        })?,
    ])
}

/// Reads what is pasted, and hands it over: at once, or when its image was read.
pub(super) fn read(event: &DomClipboardEvent, then: Rc<dyn Fn(Copied)>) {
    let Some(data) = event.clipboard_data() else { return };
    let of = |kind: &str| data.get_data(kind).ok().filter(|text| !text.is_empty());
    let mut copied = Copied { text: of("text/plain"), html: of("text/html"), png: None };
    let files = data.files();
    let image = files
        .and_then(|files| (0..files.length()).find_map(|n| files.get(n)))
        .filter(|file| file.type_() == "image/png");
    let Some(image) = image else { return then(copied) };
    let bytes = image.array_buffer();
    spawn_local(async move {
        if let Ok(buffer) = JsFuture::from(bytes).await {
            copied.png = Some(Uint8Array::new(&buffer).to_vec());
        }
        then(copied);
    });
}
