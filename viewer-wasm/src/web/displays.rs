//! The select for displays in the bar: hidden when there is only one.

use super::text::{Spoken as _, words};
use protocol::geometry::Display;
use protocol::name::DisplayName;
use wasm_bindgen::JsCast as _;
use web_sys::{Event as DomEvent, HtmlElement, HtmlSelectElement};

use super::dom::{document, element, set};
use super::listener::Listener;
use crate::error::Error;
use crate::event::{Command, Emit, Event};
use viewer::state::View;
use viewer::words::Say;

/// The value of the option for all displays; a name is never empty.
const ALL: &str = "";

/// The select with its label.
pub(crate) struct Displays {
    place: HtmlElement,
    select: HtmlSelectElement,
    /// The displays in it.
    offered: Vec<Display>,
    _listener: Listener,
}

impl Displays {
    pub(crate) fn new(emit: &Emit) -> Result<Self, Error> {
        let select: HtmlSelectElement = element("displays")?;
        let (emit, chosen) = (emit.clone(), select.clone());
        let listener = Listener::new(&select.clone(), "change", move |_: DomEvent| {
            let name = chosen.value();
            let name = if name == ALL { None } else { name.parse::<DisplayName>().ok() };
            emit(Event::Command(Command::ShowDisplay(name)));
        })?;
        let place = element("displays-place")?;
        Ok(Self { place, select, offered: Vec::new(), _listener: listener })
    }

    pub(crate) fn show(&mut self, view: &View) {
        self.place.set_hidden(view.displays.len() < 2 || !view.shows_picture());
        if self.offered != view.displays && self.offer(&view.displays).is_ok() {
            self.offered.clone_from(&view.displays);
        }
        let shown = view.display.as_ref().map_or(ALL, DisplayName::as_str);
        if self.select.value() != shown {
            self.select.set_value(shown);
        }
    }

    fn offer(&self, displays: &[Display]) -> Result<(), Error> {
        self.select.set_text_content(None);
        let words = words();
        let named = displays.iter().map(|it| (words.display(it), it.name.as_str()));
        for (text, value) in named.chain([(Say::AllDisplays.said().to_owned(), ALL)]) {
            let option: HtmlElement = document()?.create_element("option")?.unchecked_into();
            option.set_text_content(Some(&text));
            set(&option, "value", value);
            self.select.append_child(&option)?;
        }
        Ok(())
    }
}
