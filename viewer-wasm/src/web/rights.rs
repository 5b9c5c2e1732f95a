//! The panel of the rights: what the Helper may do, and what they can ask for. Rows stay in place when they change, so
//! that focus and screen readers stay where they are.

use super::text::{Spoken as _, words};
use protocol::right::Right;
use protocol::time::Tick;
use viewer::state::{Control, RightState, RightView, View};
use viewer::words::{self, Say};
use wasm_bindgen::JsCast as _;
use web_sys::{Element, Event as DomEvent, FocusEvent, HtmlElement, KeyboardEvent, Node};

use super::dom::{document, element, set};
use super::listener::Listener;
use crate::error::Error;
use crate::event::{Command, Emit, Event};

/// The attribute of a row's button that names its right.
const RIGHT: &str = "data-right";

/// The button in the bar, and the panel that it opens.
pub(crate) struct Rights {
    place: HtmlElement,
    button: HtmlElement,
    panel: HtmlElement,
    list: HtmlElement,
    /// Says that the clipboard is not among them.
    no_clipboard: HtmlElement,
    /// What is shown.
    rows: Vec<RightView>,
    user: String,
    _listeners: Vec<Listener>,
}

impl Rights {
    pub(crate) fn new(emit: &Emit) -> Result<Self, Error> {
        let place: HtmlElement = element("rights-place")?;
        let button: HtmlElement = element("rights")?;
        let panel: HtmlElement = element("rights-panel")?;
        let list: HtmlElement = element("rights-list")?;
        let open = {
            let (button, panel) = (button.clone(), panel.clone());
            move |open: bool| {
                panel.set_hidden(!open);
                set(&button, "aria-expanded", if open { "true" } else { "false" });
            }
        };
        let (toggle, closing, escape) = (open.clone(), open.clone(), open);
        let (inside, back, shown, emit) =
            (place.clone(), button.clone(), panel.clone(), emit.clone());
        let listeners = vec![
            Listener::new(&button, "click", move |_: DomEvent| toggle(shown.hidden()))?,
            Listener::new(&place, "focusout", move |event: FocusEvent| {
                let to = event.related_target().and_then(|to| to.dyn_into::<Node>().ok());
                // Without a next element the focus leaves the page, or a button has gone.
                if to.is_some_and(|to| !inside.contains(Some(&to))) {
                    closing(false);
                }
            })?,
            Listener::new(&place, "keydown", move |event: KeyboardEvent| {
                if event.key() == "Escape" {
                    escape(false);
                    let _ = back.focus();
                }
            })?,
            Listener::new(&list, "click", move |event: DomEvent| {
                let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
                let right = target.and_then(|target| target.get_attribute(RIGHT));
                if let Some(right) = right.as_deref().and_then(Right::of_id) {
                    emit(Event::Command(Command::Right(right)));
                }
            })?,
        ];
        let (rows, user) = (Vec::new(), String::new());
        let no_clipboard = element("rights-no-clipboard")?;
        Ok(Self { place, button, panel, list, no_clipboard, rows, user, _listeners: listeners })
    }

    pub(crate) fn show(&mut self, view: &View, now: Tick) {
        self.place.set_hidden(view.rights.is_empty());
        let is_clipboard = |right| matches!(right, Right::ClipboardRead | Right::ClipboardWrite);
        self.no_clipboard.set_hidden(view.rights.iter().any(|row| is_clipboard(row.right)));
        if view.rights.is_empty() {
            self.panel.set_hidden(true);
            set(&self.button, "aria-expanded", "false");
            // The next person has other rights.
            self.list.set_text_content(None);
            self.rows.clear();
            return;
        }
        self.rows = with_picture_and_control(view);
        words().user_of(view).clone_into(&mut self.user);
        self.update(now);
    }

    /// Shows the time that is left now.
    pub(crate) fn update(&self, now: Tick) {
        for row in &self.rows {
            // A page that cannot create an element shows nothing anyway.
            let _ = self.write(row, now);
        }
    }

    /// When another time must be shown.
    pub(crate) fn due(&self, now: Tick) -> Option<Tick> {
        if self.panel.hidden() {
            return None;
        }
        let until = |row: &RightView| match row.state {
            RightState::Held { until, .. } => until,
            RightState::Available | RightState::Requested => None,
        };
        let left = self.rows.iter().filter_map(until).map(|until| until.since(now));
        // At the next whole second.
        let next =
            left.filter(|left| !left.is_zero()).map(|left| left.subsec_millis().max(1)).min();
        next.map(|ms| now + std::time::Duration::from_millis(u64::from(ms)))
    }

    fn write(&self, row: &RightView, now: Tick) -> Result<(), Error> {
        let page = document()?;
        let id = format!("right-{}", row.right.id());
        let item = match page.get_element_by_id(&id) {
            Some(item) => item,
            None => {
                let item = page.create_element("li")?;
                item.set_id(&id);
                for class in ["who", "what"] {
                    let text = page.create_element("span")?;
                    text.set_class_name(class);
                    item.append_child(&text)?;
                }
                if has_button(row.right) {
                    let button = page.create_element("button")?;
                    button.set_class_name("button small outlined");
                    set(&button, "type", "button");
                    set(&button, RIGHT, row.right.id());
                    item.append_child(&button)?;
                }
                self.list.append_child(&item)?;
                item
            }
        };
        let name = words().right(row.right, &self.user);
        let act = words::right_action(row.state).said();
        write(&item, ".who", &name);
        write(&item, ".what", &state(row, &self.user, now));
        write(&item, "button", act);
        if let Ok(Some(button)) = item.query_selector("button") {
            set(&button, "aria-label", &words().act_on(act, &name));
        }
        Ok(())
    }
}

/// The picture and control first: they have buttons of their own in the bar.
fn with_picture_and_control(view: &View) -> Vec<RightView> {
    let held = RightState::Held { lasting: protocol::right::Lasting::Session, until: None };
    let control = match view.control {
        Control::Granted => held,
        Control::Requested => RightState::Requested,
        Control::Unavailable | Control::ViewOnly | Control::Available => RightState::Available,
    };
    let first = [(Right::Look, held), (Right::Control, control)];
    let first = first.map(|(right, state)| RightView { right, state });
    first.into_iter().chain(view.rights.iter().copied()).collect()
}

fn has_button(right: Right) -> bool {
    !matches!(right, Right::Look | Right::Control | Right::FileIn)
}

fn state(row: &RightView, user: &str, now: Tick) -> String {
    if matches!(row.state, RightState::Held { .. })
        && matches!(row.right, Right::Look | Right::Control)
    {
        Say::RightsHeld.said().to_owned()
    } else {
        words().right_state(row.state, user, now)
    }
}

/// Sets a text that has changed: what is set is announced.
fn write(item: &Element, selector: &str, text: &str) {
    if let Ok(Some(place)) = item.query_selector(selector)
        && place.text_content().as_deref() != Some(text)
    {
        place.set_text_content(Some(text));
    }
}
