//! The menu of keys that the Helper's own system would handle itself, and the dialog to choose others.
//!
//! The menu follows the WAI-ARIA pattern: arrows, Home and End move, Esc closes, and its items are not reached by Tab.

use std::cell::RefCell;
use std::rc::Rc;

use super::text::{Spoken as _, words};
use catalogue::Direction;
use viewer::input::combination::{
    Combination, MenuItem, MenuKey, function_keys, intents, system_keys,
};
use viewer::input::keyboard::Modifiers;
use viewer::state::System;
use viewer::words::Say;
use wasm_bindgen::JsCast as _;
use web_sys::{
    Element, Event as DomEvent, FocusEvent, HtmlElement, HtmlSelectElement, KeyboardEvent, Node,
};

use super::dom::{document, element, set};
use super::listener::Listener;
use crate::error::Error;
use crate::event::{Command, Emit, Event};

/// The attribute of an item with its place among all.
const INDEX: &str = "data-item";

/// The buttons of the dialog that hold a modifier.
const TOGGLES: [&str; 4] = ["keys-control", "keys-alt", "keys-shift", "keys-meta"];

/// The menu and the dialog.
pub(crate) struct KeysMenu {
    parts: Rc<Parts>,
    _listeners: Vec<Listener>,
}

struct Parts {
    place: HtmlElement,
    button: HtmlElement,
    menu: HtmlElement,
    dialog: HtmlElement,
    key: HtmlSelectElement,
    offered: RefCell<Offered>,
}

#[derive(Default)]
struct Offered {
    system: System,
    /// What was sent last, while this page lives.
    last: Option<Combination>,
    /// The items of the menu, in order.
    items: Vec<Combination>,
}

impl KeysMenu {
    pub(crate) fn new(emit: &Emit) -> Result<Self, Error> {
        let parts = Rc::new(Parts {
            place: element("keys")?,
            button: element("keys-button")?,
            menu: element("keys-menu")?,
            dialog: element("keys-dialog")?,
            key: element("keys-key")?,
            offered: RefCell::default(),
        });
        let mut listeners = menu_listeners(&parts, emit)?;
        listeners.extend(dialog_listeners(&parts, emit)?);
        Ok(Self { parts, _listeners: listeners })
    }

    /// Shows it while the Helper controls a computer of this system.
    pub(crate) fn show(&self, shown: bool, system: System) {
        if !shown {
            self.parts.close();
        }
        self.parts.place.set_hidden(!shown);
        self.parts.offered.borrow_mut().system = system;
    }

    /// The system of the User's computer.
    pub(crate) fn system(&self) -> System {
        self.parts.offered.borrow().system
    }
}

impl Parts {
    fn is_open(&self) -> bool {
        !self.menu.hidden() || !self.dialog.hidden()
    }

    fn close(&self) {
        self.menu.set_hidden(true);
        self.dialog.set_hidden(true);
        set(&self.button, "aria-expanded", "false");
    }

    fn open(&self) -> Result<(), Error> {
        self.fill()?;
        self.dialog.set_hidden(true);
        self.menu.set_hidden(false);
        set(&self.button, "aria-expanded", "true");
        self.focus(0);
        Ok(())
    }

    fn open_dialog(&self) {
        let _ = self.fill_keys();
        self.menu.set_hidden(true);
        self.dialog.set_hidden(false);
        self.choose(Modifiers { control: true, ..Modifiers::default() }, None);
        let _ = self.key.focus();
    }

    /// The list of keys, in the language of the page. The chosen one stays.
    fn fill_keys(&self) -> Result<(), Error> {
        let (chosen, words) = (self.key.value(), words());
        self.key.set_text_content(None);
        for key in MenuKey::all() {
            let option = create("option", "", key.label(words))?;
            set(&option, "value", key.code());
            self.key.append_child(&option)?;
        }
        if !chosen.is_empty() {
            self.key.set_value(&chosen);
        }
        Ok(())
    }

    fn fill(&self) -> Result<(), Error> {
        let words = words();
        let mut offered = self.offered.borrow_mut();
        let (system, last) = (offered.system, offered.last);
        self.menu.set_text_content(None);
        let mut items = Vec::new();
        if let Some(last) = last {
            let label = words.keys_again(&last.label(system, words));
            let again = MenuItem { label, keys: None, combination: last };
            self.add_group(Say::KeysLast, "keys-list", &[again], &mut items)?;
        }
        self.add_group(Say::KeysActions, "keys-list", &intents(system, words), &mut items)?;
        self.add_group(Say::KeysSystem, "keys-list", &system_keys(system, words), &mut items)?;
        self.add_group(Say::KeysFunction, "keys-grid", &function_keys(system, words), &mut items)?;
        let other = create("button", "menuitem", Say::KeysOther.said())?;
        set(&other, INDEX, &items.len().to_string());
        self.menu.append_child(&other)?;
        offered.items = items;
        Ok(())
    }

    fn add_group(
        &self,
        name: Say,
        class: &str,
        added: &[MenuItem],
        items: &mut Vec<Combination>,
    ) -> Result<(), Error> {
        let group = create("div", "group", "")?;
        set(&group, "class", class);
        set(&group, "aria-label", name.said());
        for item in added {
            let button = create("button", "menuitem", &item.label)?;
            set(&button, INDEX, &items.len().to_string());
            if let Some(keys) = &item.keys {
                set(&button, "aria-label", &item.label);
                let hint = create("span", "", keys)?;
                set(&hint, "class", "keys-hint");
                button.append_child(&hint)?;
            }
            group.append_child(&button)?;
            items.push(item.combination);
        }
        self.menu.append_child(&group)?;
        Ok(())
    }

    fn buttons(&self) -> Vec<HtmlElement> {
        let Ok(found) = self.menu.query_selector_all("[role=menuitem]") else { return Vec::new() };
        (0..found.length()).filter_map(|n| found.get(n)?.dyn_into().ok()).collect()
    }

    /// Focuses an item by its place.
    fn focus(&self, index: usize) {
        if let Some(button) = self.buttons().get(index) {
            let _ = button.focus();
        }
    }

    /// Handles a key in the menu. Returns whether it meant something.
    fn on_key(&self, key: &str) -> bool {
        let buttons = self.buttons();
        let focused = document().ok().and_then(|page| page.active_element());
        let at = buttons.iter().position(|it| Some(it.as_ref()) == focused.as_ref()).unwrap_or(0);
        let count = buttons.len().max(1);
        let is_mirrored = words().language().direction() == Direction::RightToLeft;
        let key = match key {
            "ArrowLeft" if is_mirrored => "ArrowRight",
            "ArrowRight" if is_mirrored => "ArrowLeft",
            _ => key,
        };
        match key {
            "ArrowDown" | "ArrowRight" => self.focus((at + 1) % count),
            "ArrowUp" | "ArrowLeft" => self.focus((at + count - 1) % count),
            "Home" => self.focus(0),
            "End" => self.focus(count - 1),
            _ => return false,
        }
        true
    }

    /// Sets the dialog to a combination. Without a key the one that is there stays.
    fn choose(&self, modifiers: Modifiers, key: Option<MenuKey>) {
        let Modifiers { shift, control, alt, meta, .. } = modifiers;
        for (id, is_held) in TOGGLES.into_iter().zip([control, alt, shift, meta]) {
            if let Ok(toggle) = element::<Element>(id) {
                set(&toggle, "aria-pressed", if is_held { "true" } else { "false" });
            }
        }
        if let Some(key) = key {
            self.key.set_value(key.code());
        }
    }

    /// What the dialog is set to.
    fn chosen(&self) -> Combination {
        let [control, alt, shift, meta] = TOGGLES.map(|id| {
            element::<Element>(id)
                .is_ok_and(|it| it.get_attribute("aria-pressed").as_deref() == Some("true"))
        });
        let modifiers = Modifiers { shift, control, alt, alt_graph: false, meta };
        Combination { modifiers, key: MenuKey::from_code(&self.key.value()) }
    }

    fn send(&self, combination: Combination, emit: &Emit) {
        self.close();
        self.offered.borrow_mut().last = Some(combination);
        emit(Event::Command(Command::SendKeys(combination)));
    }
}

fn menu_listeners(parts: &Rc<Parts>, emit: &Emit) -> Result<Vec<Listener>, Error> {
    let (toggled, left, keyed, chosen) =
        (parts.clone(), parts.clone(), parts.clone(), parts.clone());
    let emit = emit.clone();
    Ok(vec![
        Listener::new(&parts.button, "click", move |_: DomEvent| {
            if toggled.is_open() {
                toggled.close();
            } else {
                let _ = toggled.open();
            }
        })?,
        Listener::new(&parts.place, "focusout", move |event: FocusEvent| {
            let to = event.related_target().and_then(|to| to.dyn_into::<Node>().ok());
            // Without a next element the focus leaves the page, or what was pressed takes none.
            if to.is_some_and(|to| !left.place.contains(Some(&to))) {
                left.close();
            }
        })?,
        Listener::new(&parts.place, "keydown", move |event: KeyboardEvent| {
            let is_handled = if event.key() == "Escape" && keyed.is_open() {
                keyed.close();
                let _ = keyed.button.focus();
                true
            } else {
                !keyed.menu.hidden() && keyed.on_key(&event.key())
            };
            if is_handled {
                event.prevent_default();
            }
        })?,
        Listener::new(&parts.menu, "click", move |event: DomEvent| {
            let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            let item = target.and_then(|target| target.closest("[role=menuitem]").ok().flatten());
            let Some(index) = item.and_then(|item| item.get_attribute(INDEX)) else { return };
            let Ok(index) = index.parse::<usize>() else { return };
            let combination = chosen.offered.borrow().items.get(index).copied();
            match combination {
                Some(combination) => chosen.send(combination, &emit),
                None => chosen.open_dialog(),
            }
        })?,
    ])
}

fn dialog_listeners(parts: &Rc<Parts>, emit: &Emit) -> Result<Vec<Listener>, Error> {
    let mut listeners = Vec::new();
    for id in TOGGLES {
        let toggle: Element = element(id)?;
        listeners.push(Listener::new(&toggle.clone(), "click", move |_: DomEvent| {
            let is_held = toggle.get_attribute("aria-pressed").as_deref() == Some("true");
            set(&toggle, "aria-pressed", if is_held { "false" } else { "true" });
        })?);
    }
    // Keys that are pressed in the list are chosen with what is held; those that move in it or leave it are not.
    let pressed = parts.clone();
    listeners.push(Listener::new(&parts.key, "keydown", move |event: KeyboardEvent| {
        let modifiers = Modifiers {
            shift: event.shift_key(),
            control: event.ctrl_key(),
            alt: event.alt_key(),
            alt_graph: false,
            meta: event.meta_key(),
        };
        let code = event.code();
        let moves = ["Tab", "Enter", "Escape", "Space", "Home", "End", "PageUp", "PageDown"]
            .contains(&code.as_str())
            || code.starts_with("Arrow");
        let key = MenuKey::from_code(&code).filter(|_| !moves || modifiers != Modifiers::default());
        if let Some(key) = key.filter(|_| code != "Tab" && code != "Escape") {
            if modifiers != Modifiers::default() {
                pressed.choose(modifiers, Some(key));
            } else {
                pressed.key.set_value(key.code());
            }
            event.prevent_default();
            event.stop_propagation();
        }
    })?);
    let (sent, emit) = (parts.clone(), emit.clone());
    listeners.push(Listener::new(&parts.dialog, "submit", move |event: DomEvent| {
        event.prevent_default();
        sent.send(sent.chosen(), &emit);
    })?);
    Ok(listeners)
}

/// An element with a role and a text; without a role where that is empty.
fn create(tag: &str, role: &str, text: &str) -> Result<Element, Error> {
    let element = document()?.create_element(tag)?;
    if !role.is_empty() {
        set(&element, "role", role);
    }
    if tag == "button" {
        set(&element, "type", "button");
        set(&element, "tabindex", "-1");
    }
    if !text.is_empty() {
        element.set_text_content(Some(text));
    }
    Ok(element)
}
