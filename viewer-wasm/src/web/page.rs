//! Shows a [`View`], and tells what its buttons want.

use wasm_bindgen::JsCast as _;
use web_sys::{Element, Event as DomEvent, HtmlButtonElement, HtmlElement, HtmlSelectElement};
use web_sys::{KeyboardEvent, Node};

use super::listen::{Listener, Timer};
use super::{document, element, set};
use crate::error::Error;
use crate::event::{Event, Tell, Wish};
use protocol::peer::EndReason;
use viewer::fit::Zoom;
use viewer::state::{Control, Ending, Phase, Picture, View};
use viewer::words::{self, Say};

/// How long a note stays, in ms: time to read it twice.
const NOTE_MS: i32 = 6000;

/// The page around the picture.
pub(crate) struct Page {
    root: Element,
    status: HtmlElement,
    request: HtmlButtonElement,
    request_label: HtmlElement,
    give_up: HtmlElement,
    keys: HtmlElement,
    typing: HtmlElement,
    card: HtmlElement,
    card_title: HtmlElement,
    card_text: HtmlElement,
    again: HtmlElement,
    note: HtmlElement,
    age: HtmlElement,
    last_log: HtmlElement,
    stats: HtmlElement,
    stats_button: HtmlElement,
    note_timer: Timer,
    _listeners: Vec<Listener>,
}

impl Page {
    pub(crate) fn new(tell: &Tell) -> Result<Self, Error> {
        let root = document()?.document_element().ok_or(Error::NoElement("html"))?;
        let note: HtmlElement = element("note")?;
        let fading = note.clone();
        let mut listeners = buttons(tell)?;
        listeners.extend(keys_menu(tell)?);
        Ok(Self {
            root,
            status: element("status")?,
            request: element("request-control")?,
            request_label: element("request-control-label")?,
            give_up: element("give-up-control")?,
            keys: element("keys")?,
            typing: element("type")?,
            card: element("card")?,
            card_title: element("card-title")?,
            card_text: element("card-text")?,
            again: element("again")?,
            note,
            age: element("age")?,
            last_log: element("save-last-log")?,
            stats: element("stats")?,
            stats_button: element("statistics")?,
            note_timer: Timer::new(move || fading.set_hidden(true)),
            _listeners: listeners,
        })
    }

    /// Shows where things stand.
    pub(crate) fn show(&self, view: &View) {
        let user = words::user_of(view);
        set(&self.root, "data-phase", view.phase.attribute());
        set(&self.root, "data-picture", picture_name(view.picture));
        // Announced by screen readers whenever it is set, so only when it differs.
        let status = words::status(view).english();
        if self.status.text_content().as_deref() != Some(status) {
            self.status.set_text_content(Some(status));
        }
        self.show_control(view, user);
        let card = words::card(view);
        self.card.set_hidden(card.is_none());
        if let Some((title, text)) = card {
            self.card_title.set_text_content(Some(&title.to(user)));
            self.card_text.set_text_content(Some(&text.to(user)));
        }
        if matches!(view.phase, Phase::Idle | Phase::Ended) {
            self.note.set_hidden(true);
        }
        self.again.set_hidden(view.phase != Phase::Ended);
        if view.phase == Phase::Ended && may_retry(view.ending) {
            let _ = self.again.focus();
        }
    }

    fn show_control(&self, view: &View, user: &str) {
        let held = view.control == Control::Held;
        self.give_up.set_hidden(!held);
        self.keys.set_hidden(!held);
        self.typing.set_hidden(!held);
        self.request.set_hidden(held || view.control == Control::Unavailable);
        let free = view.control == Control::Available && view.picture == Picture::Shown;
        self.request.set_disabled(!free);
        let hint = match view.control {
            Control::ViewOnly => Say::ViewOnlyHint.to(user),
            Control::Unavailable | Control::Available | Control::Asked | Control::Held => {
                String::new()
            }
        };
        self.request.set_title(&hint);
        let label = match view.control {
            Control::Asked => Say::ControlAsked,
            Control::Unavailable | Control::ViewOnly | Control::Available | Control::Held => {
                Say::RequestControl
            }
        };
        self.request_label.set_text_content(Some(label.english()));
    }

    /// Says something in passing.
    pub(crate) fn note(&mut self, sentence: &str) {
        self.note.set_text_content(Some(sentence));
        self.note.set_hidden(false);
        self.note_timer.after(NOTE_MS);
    }

    /// Dims the picture and shows its age in ms; nothing while it is not old.
    pub(crate) fn show_age(&self, age_ms: Option<f64>) {
        let is_old = age_ms.is_some();
        if self.age.hidden() == is_old {
            self.age.set_hidden(!is_old);
            set(&self.root, "data-old", if is_old { "true" } else { "false" });
        }
        if let Some(age_ms) = age_ms {
            let age = format!("{:.1}", age_ms / 1000.0);
            self.age.set_text_content(Some(&Say::PictureOld.with("age", &age)));
        }
    }

    /// Offers the log of the session before the page was loaded, or not.
    pub(crate) fn offer_last_log(&self, offer: bool) {
        self.last_log.set_hidden(!offer);
    }

    /// Puts the keyboard on the bar: the way out of the picture.
    pub(crate) fn focus_bar(&self) {
        let target: &HtmlElement =
            if self.give_up.hidden() { &self.stats_button } else { &self.give_up };
        let _ = target.focus();
    }

    /// Whether statistics are shown from here on.
    pub(crate) fn toggle_statistics(&self) -> bool {
        let shown = self.stats.hidden();
        self.stats.set_hidden(!shown);
        set(&self.stats_button, "aria-pressed", if shown { "true" } else { "false" });
        shown
    }

    /// Marks the on-screen keyboard's button.
    pub(crate) fn mark_typing(&self, on: bool) {
        set(&self.typing, "aria-pressed", if on { "true" } else { "false" });
    }

    /// Shows statistics, each in the field with its id.
    pub(crate) fn show_statistics(&self, fields: &[(&'static str, String)]) {
        for (id, text) in fields {
            if let Ok(field) = element::<HtmlElement>(id) {
                field.set_text_content(Some(text));
            }
        }
    }
}

fn picture_name(picture: Picture) -> &'static str {
    match picture {
        Picture::Hidden => "hidden",
        Picture::Shown => "shown",
        Picture::Paused => "paused",
        Picture::SystemPrompt => "system-prompt",
        Picture::Interrupted => "interrupted",
    }
}

/// Whether trying again at once is what the Helper will want.
fn may_retry(ending: Option<Ending>) -> bool {
    !matches!(ending, None | Some(Ending::Session(EndReason::NoDecoder)))
}

fn buttons(tell: &Tell) -> Result<Vec<Listener>, Error> {
    let mut listeners = Vec::new();
    for (id, wish) in [
        ("request-control", Wish::RequestControl),
        ("give-up-control", Wish::GiveUpControl),
        ("disconnect", Wish::Disconnect),
        ("again", Wish::Again),
        ("remember", Wish::Remember),
        ("remember-yes", Wish::Answer(true)),
        ("remember-no", Wish::Answer(false)),
        ("remember-read", Wish::Dismiss),
        ("save-log", Wish::SaveLog),
        ("save-last-log", Wish::SaveLastLog),
        ("chat", Wish::TogglePanel),
        ("close-panel", Wish::TogglePanel),
        ("statistics", Wish::ToggleStatistics),
        ("fullscreen", Wish::ToggleFullscreen),
        ("type", Wish::ToggleTyping),
    ] {
        let tell = tell.clone();
        let button: Element = element(id)?;
        listeners.push(Listener::new(&button, "click", move |_: DomEvent| {
            tell(Event::Wish(wish.clone()));
        })?);
    }
    let zoom: HtmlSelectElement = element("zoom")?;
    let tell = tell.clone();
    listeners.push(Listener::new(&zoom.clone(), "change", move |_: DomEvent| {
        if let Some(zoom) = Zoom::from_name(&zoom.value()) {
            tell(Event::Wish(Wish::Zoom(zoom)));
        }
    })?);
    Ok(listeners)
}

/// The menu of keys that the Helper's own system would keep to itself.
fn keys_menu(tell: &Tell) -> Result<Vec<Listener>, Error> {
    let place: HtmlElement = element("keys")?;
    let button: HtmlElement = element("keys-button")?;
    let menu: HtmlElement = element("keys-menu")?;
    let open = {
        let (button, menu) = (button.clone(), menu.clone());
        move |open: bool| {
            menu.set_hidden(!open);
            set(&button, "aria-expanded", if open { "true" } else { "false" });
        }
    };
    let (toggle, menu_now) = (open.clone(), menu.clone());
    let (closing, escape, chosen) = (open.clone(), open.clone(), open);
    let (inside, back, tell) = (place.clone(), button.clone(), tell.clone());
    Ok(vec![
        Listener::new(&button, "click", move |_: DomEvent| toggle(menu_now.hidden()))?,
        Listener::new(&place, "focusout", move |event: web_sys::FocusEvent| {
            let to = event.related_target().and_then(|to| to.dyn_into::<Node>().ok());
            if !to.is_some_and(|to| inside.contains(Some(&to))) {
                closing(false);
            }
        })?,
        Listener::new(&place, "keydown", move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                escape(false);
                let _ = back.focus();
            }
        })?,
        Listener::new(&menu, "click", move |event: DomEvent| {
            let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            if let Some(keys) = target.and_then(|target| target.get_attribute("data-keys")) {
                chosen(false);
                tell(Event::Wish(Wish::SendKeys(keys)));
            }
        })?,
    ])
}
