//! Invitation files: chosen with a button, or dropped anywhere on the page.

use super::text::Spoken as _;
use protocol::limits::INVITE_FILE_BYTES;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    DragEvent, Element, Event as DomEvent, HtmlAnchorElement, HtmlButtonElement, HtmlElement,
    HtmlInputElement,
};

use super::dom::{document, element, set, window};
use super::dropped;
use super::file_store::ChosenFile;
use super::listener::Listener;
use crate::error::Error;
use crate::event::{Emit, Event};
use viewer::invitation_file::{File, Opened};
use viewer::words::Say;

/// The button, and the error of the opened file.
pub(crate) struct FileOpener {
    button: HtmlButtonElement,
    error: HtmlElement,
    link: HtmlAnchorElement,
    _listeners: Vec<Listener>,
}

impl FileOpener {
    pub(crate) fn new(emit: &Emit) -> Result<Self, Error> {
        let button: HtmlButtonElement = element("open-invitation")?;
        let input: HtmlInputElement = element("invitation-file")?;
        let mut listeners = dropping(emit)?;
        let (chooser, chosen, emit) = (input.clone(), input.clone(), emit.clone());
        listeners.push(Listener::new(&button, "click", move |_: DomEvent| chooser.click())?);
        listeners.push(Listener::new(&input, "change", move |_: DomEvent| {
            let file = chosen.files().and_then(|files| files.get(0));
            if let Some(Ok(file)) = file.map(ChosenFile::new) {
                read(file, &emit);
            }
            // So that the same file can be chosen again.
            chosen.set_value("");
        })?);
        // It is disabled until there is a listener.
        button.set_disabled(false);
        Ok(Self {
            button,
            error: element("invitation-error")?,
            link: element("invitation-link")?,
            _listeners: listeners,
        })
    }

    /// Whether a session is being started.
    pub(crate) fn busy(&self, busy: bool) {
        self.button.set_disabled(busy);
    }

    /// Shows the error of a file; `None` hides it.
    pub(crate) fn show(&self, opened: Option<&Opened>) {
        let (text, link) = match opened {
            None | Some(Opened::Here { .. }) => (None, None),
            Some(Opened::Elsewhere { link }) => {
                (Some(Say::FileElsewhere.said().to_owned()), Some(link))
            }
            Some(Opened::Expired { user }) => (Some(Say::FileExpired.to(user.as_str())), None),
            Some(Opened::Refused(say)) => (Some(say.said().to_owned()), None),
        };
        self.error.set_text_content(text.as_deref());
        self.error.set_hidden(text.is_none());
        self.link.set_hidden(link.is_none());
        match link {
            // From a server's address, whose scheme is http or https.
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

/// This page's address without the fragment.
pub(crate) fn page_address() -> String {
    let Ok(location) = window().map(|window| window.location()) else { return String::new() };
    location.origin().unwrap_or_default() + &location.pathname().unwrap_or_default()
}

/// Handles dropped files: the browser must never navigate to one.
fn dropping(emit: &Emit) -> Result<Vec<Listener>, Error> {
    let page = document()?;
    let root = page.document_element().ok_or(Error::NoElement("html"))?;
    let (over, leave, drop, emit) = (root.clone(), root.clone(), root, emit.clone());
    Ok(vec![
        Listener::new(&page, "dragover", move |event: DragEvent| {
            if has_files(&event) {
                event.prevent_default();
                set(&over, "data-dragging", "");
            }
        })?,
        Listener::new(&page, "dragleave", move |event: DragEvent| {
            // With a related target it only entered another element of the page.
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
            if let Some(data) = event.data_transfer() {
                dropped::read(&data, &emit);
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

/// Reads an invitation. [`Event::File`] follows.
pub(crate) fn read(file: ChosenFile, emit: &Emit) {
    let (file, emit) = (file.into_inner(), emit.clone());
    if file.size() > INVITE_FILE_BYTES as f64 {
        emit(Event::File(File::TooLarge));
        return;
    }
    spawn_local(async move {
        let bytes = JsFuture::from(file.array_buffer()).await;
        emit(Event::File(match bytes {
            Ok(buffer) => File::Bytes(js_sys::Uint8Array::new(&buffer).to_vec()),
            Err(_) => File::Unreadable,
        }));
    });
}
