//! Invitation files: chosen by a button, or dropped anywhere on the page.

use protocol::limits::INVITE_FILE_BYTES;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    DragEvent, Element, Event as DomEvent, HtmlAnchorElement, HtmlButtonElement, HtmlElement,
    HtmlInputElement,
};

use super::listen::Listener;
use super::{document, element, set, window};
use crate::error::Error;
use crate::event::{Event, Tell};
use viewer::opening::{File, Opened};
use viewer::words::Say;

/// The button, and what is wrong with what was opened.
pub(crate) struct Opening {
    button: HtmlButtonElement,
    error: HtmlElement,
    link: HtmlAnchorElement,
    _listeners: Vec<Listener>,
}

impl Opening {
    pub(crate) fn new(tell: &Tell) -> Result<Self, Error> {
        let button: HtmlButtonElement = element("open-invitation")?;
        let input: HtmlInputElement = element("invitation-file")?;
        let mut listeners = dropping(tell)?;
        let (chooser, chosen, tell) = (input.clone(), input.clone(), tell.clone());
        listeners.push(Listener::new(&button, "click", move |_: DomEvent| chooser.click())?);
        listeners.push(Listener::new(&input, "change", move |_: DomEvent| {
            if let Some(file) = chosen.files().and_then(|files| files.get(0)) {
                read(file, &tell);
            }
            // So that the same file can be chosen again.
            chosen.set_value("");
        })?);
        // Until now nobody would have heard it.
        button.set_disabled(false);
        Ok(Self {
            button,
            error: element("invitation-error")?,
            link: element("invitation-link")?,
            _listeners: listeners,
        })
    }

    /// Whether a code is being tried at this moment.
    pub(crate) fn busy(&self, busy: bool) {
        self.button.set_disabled(busy);
    }

    /// Says what is wrong with a file. `None` takes it back.
    pub(crate) fn show(&self, opened: Option<&Opened>) {
        let (text, link) = match opened {
            None | Some(Opened::Here { .. }) => (None, None),
            Some(Opened::Elsewhere { link }) => {
                (Some(Say::FileElsewhere.english().to_owned()), Some(link))
            }
            Some(Opened::Expired { user }) => (Some(Say::FileExpired.to(user.as_str())), None),
            Some(Opened::Refused(say)) => (Some(say.english().to_owned()), None),
        };
        self.error.set_text_content(text.as_deref());
        self.error.set_hidden(text.is_none());
        self.link.set_hidden(link.is_none());
        match link {
            // Of a server's address, which has no other scheme than http and https.
            Some(link) => {
                self.link.set_href(link);
                self.link.set_text_content(Some(link));
            }
            None => {
                let _ = self.link.remove_attribute("href");
            }
        }
    }
}

/// This page's address without the part behind `#`, to compare with what a file says.
pub(crate) fn page() -> String {
    let Ok(location) = window().map(|window| window.location()) else { return String::new() };
    location.origin().unwrap_or_default() + &location.pathname().unwrap_or_default()
}

/// A file that is dropped must never take the page's place, whatever happens on it.
fn dropping(tell: &Tell) -> Result<Vec<Listener>, Error> {
    let page = document()?;
    let root = page.document_element().ok_or(Error::NoElement("html"))?;
    let (over, leave, drop, tell) = (root.clone(), root.clone(), root, tell.clone());
    Ok(vec![
        Listener::new(&page, "dragover", move |event: DragEvent| {
            if has_files(&event) {
                event.prevent_default();
                set(&over, "data-dragging", "");
            }
        })?,
        Listener::new(&page, "dragleave", move |event: DragEvent| {
            // Into another element of the page it is not left.
            if event.related_target().is_none() {
                unmark(&leave);
            }
        })?,
        Listener::new(&page, "drop", move |event: DragEvent| {
            unmark(&drop);
            if !has_files(&event) {
                return;
            }
            event.prevent_default();
            let files = event.data_transfer().and_then(|data| data.files());
            if let Some(file) = files.and_then(|files| files.get(0)) {
                read(file, &tell);
            }
        })?,
    ])
}

fn has_files(event: &DragEvent) -> bool {
    event.data_transfer().is_some_and(|data| data.types().includes(&"Files".into(), 0))
}

fn unmark(root: &Element) {
    let _ = root.remove_attribute("data-dragging");
}

fn read(file: web_sys::File, tell: &Tell) {
    let tell = tell.clone();
    if file.size() > INVITE_FILE_BYTES as f64 {
        tell(Event::File(File::TooLarge));
        return;
    }
    spawn_local(async move {
        let bytes = JsFuture::from(file.array_buffer()).await;
        tell(Event::File(match bytes {
            Ok(buffer) => File::Bytes(js_sys::Uint8Array::new(&buffer).to_vec()),
            Err(_) => File::Unreadable,
        }));
    });
}
