//! The Helper's clipboard: what is pasted on the picture, what the asynchronous API puts in, and the panel for the browsers
//! in which neither works.

use std::cell::RefCell;
use std::rc::Rc;

use protocol::right::Right;
use viewer::state::{RightState, View};
use wasm_bindgen::JsCast as _;
use web_sys::{
    ClipboardEvent as DomClipboardEvent, Element, Event as DomEvent, FocusEvent, HtmlElement,
    HtmlTextAreaElement, KeyboardEvent, Node,
};

mod pasting;
mod picture;
mod putting;

use picture::Picture;
use putting::CopyBySelection;
pub(crate) use putting::put;

use super::dom::{document, element, set};
use super::listener::Listener;
use crate::error::Error;
use crate::event::{ClipboardEvent, Command, Copied, Emit, Event};

/// The button in the bar, and the panel that it opens.
pub(crate) struct ClipboardPanel {
    place: HtmlElement,
    button: HtmlElement,
    panel: HtmlElement,
    got: HtmlTextAreaElement,
    got_picture: Picture,
    hint: HtmlElement,
    copy: HtmlElement,
    save: HtmlElement,
    by_selection: CopyBySelection,
    field: Rc<Field>,
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
        let (copy, save): (HtmlElement, HtmlElement) =
            (element("clipboard-copy")?, element("clipboard-save")?);
        let send: HtmlElement = element("clipboard-send")?;
        let cancel: HtmlElement = element("clipboard-cancel")?;
        let field = Rc::new(Field::new()?);
        let mut listeners = opening(&place, &button, &panel)?;
        listeners.extend(pasting::on_picture(emit)?);
        listeners.push(Field::listen(&field)?);
        let on_click = |button: &HtmlElement, event: fn() -> Event| {
            let emit = emit.clone();
            Listener::new(button, "click", move |_: DomEvent| {
                emit(event());
            })
        };
        listeners.push(on_click(&cancel, || Event::Command(Command::CancelClipboard))?);
        listeners.push(on_click(&copy, || Event::Clipboard(ClipboardEvent::Copy))?);
        listeners.push(on_click(&save, || Event::Clipboard(ClipboardEvent::Save))?);
        let (sending, of_field) = (emit.clone(), Rc::clone(&field));
        listeners.push(Listener::new(&send, "click", move |_: DomEvent| {
            let copied = of_field.contents();
            if !copied.is_empty() {
                sending(Event::Clipboard(ClipboardEvent::Send(copied)));
            }
        })?);
        Ok(Self {
            place,
            button,
            panel,
            got: element("clipboard-got")?,
            got_picture: Picture::new("clipboard-got-picture")?,
            hint: element("clipboard-picture-hint")?,
            copy,
            save,
            by_selection: CopyBySelection::new()?,
            field,
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
            self.show_got(&Copied::default());
            self.field.clear();
        }
        self.show_progress(view.clipboard);
        let has_picture = self.got_picture.is_shown();
        let has_got = has_picture || !self.got.value().is_empty();
        self.place.set_hidden(!reads && !writes && !has_got);
        self.got.set_hidden(!reads && !has_got);
        self.copy.set_hidden(!reads && !has_got);
        self.hint.set_hidden(!has_picture);
        self.save.set_hidden(!has_picture);
        self.field.set_hidden(!writes);
        self.send.set_hidden(!writes);
        if self.place.hidden() {
            self.panel.set_hidden(true);
            set(&self.button, "aria-expanded", "false");
        }
    }

    /// Shows what the User copied.
    pub(crate) fn show_got(&self, copied: &Copied) {
        self.got.set_value(copied.text.as_deref().unwrap_or_default());
        self.got_picture.show(copied.png.as_deref());
    }

    /// Empties the field once its contents were sent.
    pub(crate) fn clear_field(&self) {
        self.field.clear();
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

    /// Copies what the User copied, as far as every browser lets a page do that.
    pub(crate) fn copy_by_selection(&self, copied: &Copied) {
        self.got.select();
        self.by_selection.copy(copied);
    }
}

/// Saves a picture that the User copied.
pub(crate) fn save(copied: &Copied) {
    if let Some(png) = &copied.png {
        picture::save(png);
    }
}

/// The field for what the Helper sends. It is written into, or pasted.
struct Field {
    text: HtmlTextAreaElement,
    picture: Picture,
    /// What was pasted last, with what a field of text cannot hold.
    pasted: RefCell<Copied>,
}

impl Field {
    fn new() -> Result<Self, Error> {
        let (text, picture) = (element("clipboard-text")?, Picture::new("clipboard-picture")?);
        Ok(Self { text, picture, pasted: RefCell::default() })
    }

    /// Keeps what is pasted into it. The browser inserts the text.
    fn listen(field: &Rc<Self>) -> Result<Listener, Error> {
        let keeper = Rc::clone(field);
        let keep: Rc<dyn Fn(Copied)> = Rc::new(move |copied| {
            keeper.picture.show(copied.png.as_deref());
            keeper.pasted.replace(copied);
        });
        Listener::new(&field.text, "paste", move |event: DomClipboardEvent| {
            pasting::read(&event, Rc::clone(&keep));
        })
    }

    /// What is in it. The HTML goes with the text that was pasted with it, and not with another one.
    fn contents(&self) -> Copied {
        let text = Some(self.text.value()).filter(|text| !text.is_empty());
        let Copied { text: pasted, html, png } = self.pasted.borrow().clone();
        // A field has one character at the end of a line.
        let is_same = pasted.map(|text| text.replace("\r\n", "\n")) == text;
        Copied { text, html: html.filter(|_| is_same), png }
    }

    fn clear(&self) {
        self.text.set_value("");
        self.picture.show(None);
        self.pasted.take();
    }

    fn set_hidden(&self, is_hidden: bool) {
        self.text.set_hidden(is_hidden);
        self.picture.set_hidden(is_hidden);
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

/// Whether the page has the focus, so that what the User copies may take the place of what the Helper has.
pub(crate) fn has_focus() -> bool {
    document().is_ok_and(|page| page.has_focus().unwrap_or(false))
}
