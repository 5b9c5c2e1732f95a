//! The first page: the code field with its completion, the name field, and their errors.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use super::text::{Spoken as _, words};
use protocol::code::{InvitationCode, ParseCodeError, Slot};
use protocol::name::DisplayName;
use protocol::word_list::{CodeLanguage, WordLists};
use wasm_bindgen::JsCast as _;
use web_sys::{
    Element, Event as DomEvent, HtmlButtonElement, HtmlElement, HtmlInputElement, KeyboardEvent,
    MouseEvent, Storage,
};

use super::dom::{document, element, set, window};
use super::listener::Listener;
use crate::error::Error;
use crate::event::{Emit, Event};
use viewer::code_field::{self, Completion, Fragment};
use viewer::words::{self, Say};

/// The key of the Helper's name in the local storage.
const NAME_KEY: &str = "alongside.name";

/// The form.
pub(crate) struct Form {
    fields: Rc<Fields>,
    _listeners: Vec<Listener>,
}

struct Fields {
    code: Field,
    name: Field,
    list: HtmlElement,
    connect: HtmlButtonElement,
    connect_label: HtmlElement,
    completion: RefCell<Option<Completion>>,
    /// The words that the page knows.
    lists: Cell<WordLists>,
    /// The code that the link of the page brought.
    linked: RefCell<String>,
    /// The form was submitted with a word that may be in a list that is not there yet.
    waits_for_lists: Cell<bool>,
    /// What stands below the code, about whose invitation.
    hint: RefCell<(Say, String)>,
    /// The suggestion that the arrow keys have selected.
    chosen: Cell<Option<usize>>,
    emit: Emit,
}

/// A text field with its hint and its error.
struct Field {
    input: HtmlInputElement,
    hint: HtmlElement,
    error: HtmlElement,
}

impl Field {
    fn find(input: &'static str, hint: &'static str, error: &'static str) -> Result<Self, Error> {
        Ok(Self { input: element(input)?, hint: element(hint)?, error: element(error)? })
    }

    fn show_error(&self, error: Option<&str>) {
        self.error.set_text_content(error);
        self.error.set_hidden(error.is_none());
        self.hint.set_hidden(error.is_some());
        set(&self.input, "aria-invalid", if error.is_some() { "true" } else { "false" });
        let described = if error.is_some() { self.error.id() } else { self.hint.id() };
        set(&self.input, "aria-describedby", &described);
    }
}

impl Form {
    pub(crate) fn new(emit: &Emit) -> Result<Self, Error> {
        let fields = Rc::new(Fields {
            code: Field::find("code", "code-hint", "code-error")?,
            name: Field::find("name", "name-hint", "name-error")?,
            list: element("suggestions")?,
            connect: element("connect")?,
            connect_label: element("connect-label")?,
            completion: RefCell::new(None),
            lists: Cell::new(WordLists::english()),
            linked: RefCell::default(),
            waits_for_lists: Cell::default(),
            hint: RefCell::new((Say::CodeHint, String::new())),
            chosen: Cell::new(None),
            emit: emit.clone(),
        });
        if let Some(name) = storage().and_then(|storage| storage.get_item(NAME_KEY).ok().flatten())
        {
            fields.name.input.set_value(&name);
        }
        let listeners = listen(&fields)?;
        let form = Self { fields, _listeners: listeners };
        form.fields.take_fragment();
        // The button is disabled until there is a listener: the browser would submit the form itself.
        form.busy(false);
        form.focus();
        Ok(form)
    }

    /// Focuses the field that is incomplete, or the button.
    pub(crate) fn focus(&self) {
        let fields = &self.fields;
        let target: &HtmlElement = if fields.read_code().is_err() {
            &fields.code.input
        } else if fields.name.input.value().trim().is_empty() {
            &fields.name.input
        } else {
            &fields.connect
        };
        let _ = target.focus();
    }

    /// Whether the link contains a code, or the beginning of one.
    pub(crate) fn link_has_code() -> bool {
        let hash = window().and_then(|window| Ok(window.location().hash()?));
        !matches!(code_field::fragment(&hash.unwrap_or_default()), Fragment::Nothing)
    }

    /// Whether the field contains a code, or the beginning of one.
    pub(crate) fn has_code(&self) -> bool {
        !self.fields.code.input.value().trim().is_empty()
    }

    /// Fills in the slot of an invitation file; the User says the words in another way.
    pub(crate) fn fill_slot(&self, slot: Slot, user: &DisplayName) {
        let code = &self.fields.code;
        code.input.set_value(&format!("{slot}-"));
        self.fields.set_hint(Say::CodeFileHint, user.as_str());
        code.show_error(None);
        let _ = code.input.focus();
    }

    /// The Helper's name, to connect without a code. When it is missing, the field gets the focus.
    pub(crate) fn name(&self) -> Option<DisplayName> {
        self.fields.code.show_error(None);
        let name = self.fields.read_name();
        if name.is_none() {
            let _ = self.fields.name.input.focus();
        }
        name
    }

    /// Says the hint in the language of the page. Errors were in another one.
    pub(crate) fn spoken(&self) {
        let (say, user) = self.fields.hint.borrow().clone();
        self.fields.set_hint(say, &user);
        self.fields.code.show_error(None);
        self.fields.name.show_error(None);
    }

    /// Whether a session is being started.
    pub(crate) fn busy(&self, busy: bool) {
        self.fields.busy(busy);
    }

    /// The words of other languages are loaded; `None` when they cannot be had.
    pub(crate) fn take_lists(&self, lists: Option<WordLists>) {
        let fields = &self.fields;
        if let Some(lists) = lists {
            fields.lists.set(lists);
        }
        if fields.waits_for_lists.take() {
            fields.busy(false);
            fields.join();
        }
    }
}

fn listen(fields: &Rc<Fields>) -> Result<Vec<Listener>, Error> {
    let weak = || Rc::downgrade(fields);
    let form: Element = element("join")?;
    Ok(vec![
        on(&form, "submit", weak(), |fields, event: DomEvent| {
            event.prevent_default();
            fields.submit();
        })?,
        on(&fields.code.input, "input", weak(), |fields, _: DomEvent| {
            fields.code.show_error(None);
            fields.suggest();
            (fields.emit)(Event::CodeChanged);
        })?,
        on(&fields.code.input, "keydown", weak(), |fields, event: KeyboardEvent| {
            if fields.key(&event.key()) {
                event.prevent_default();
            }
        })?,
        on(&fields.code.input, "blur", weak(), |fields, _: DomEvent| fields.close())?,
        on(&fields.name.input, "input", weak(), |fields, _: DomEvent| {
            fields.name.show_error(None);
        })?,
        // Before the field loses the focus, which would close the list.
        on(&fields.list, "mousedown", weak(), |fields, event: MouseEvent| {
            event.prevent_default();
            let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            if let Some(word) = target.and_then(|target| target.text_content()) {
                fields.accept(&word);
            }
        })?,
        on(window()?.as_ref(), "hashchange", weak(), |fields, _: DomEvent| {
            if !fields.connect.disabled() {
                fields.take_fragment();
                (fields.emit)(Event::CodeChanged);
            }
        })?,
    ])
}

fn on<E: wasm_bindgen::JsCast + 'static>(
    target: &web_sys::EventTarget,
    kind: &'static str,
    fields: Weak<Fields>,
    handler: impl Fn(&Fields, E) + 'static,
) -> Result<Listener, Error> {
    Listener::new(target, kind, move |event: E| {
        if let Some(fields) = fields.upgrade() {
            handler(&fields, event);
        }
    })
}

impl Fields {
    fn busy(&self, busy: bool) {
        self.connect.set_disabled(busy);
        self.code.input.set_read_only(busy);
        self.name.input.set_read_only(busy);
        let label = if busy { Say::Connecting } else { Say::Connect };
        self.connect_label.set_text_content(Some(label.said()));
    }

    fn read_code(&self) -> Result<InvitationCode, ParseCodeError> {
        code_field::code(&self.code.input.value(), self.lists.get(), &self.linked.borrow())
    }

    fn set_hint(&self, say: Say, user: &str) {
        self.code.hint.set_text_content(Some(&say.to(user)));
        *self.hint.borrow_mut() = (say, user.to_owned());
    }

    /// Fills in the code of the link. Its words are then removed from the address, which is visible, kept in
    /// the history and easily shared.
    fn take_fragment(&self) {
        let Ok(window) = window() else { return };
        let location = window.location();
        match code_field::fragment(&location.hash().unwrap_or_default()) {
            Fragment::Nothing => {}
            Fragment::Slot(slot) => {
                self.code.input.set_value(&format!("{slot}-"));
                self.set_hint(Say::CodeWordsHint, "");
            }
            Fragment::Code(code) => {
                self.code.input.set_value(&code);
                *self.linked.borrow_mut() = code;
                let path = location.pathname().unwrap_or_default();
                if let Ok(history) = window.history() {
                    let state = wasm_bindgen::JsValue::NULL;
                    let _ = history.replace_state_with_url(&state, "", Some(&path));
                }
            }
        }
        self.code.show_error(None);
    }

    /// Reads the Helper's name, and stores it; an error is shown.
    fn read_name(&self) -> Option<DisplayName> {
        let name = self.name.input.value().parse::<DisplayName>();
        self.name.show_error(name.as_ref().err().map(|e| words::name_error(*e).said()));
        let name = name.ok()?;
        if let Some(storage) = storage() {
            let _ = storage.set_item(NAME_KEY, name.as_str());
        }
        Some(name)
    }

    fn submit(&self) {
        self.close();
        if code_field::lacks_lists(&self.read_code(), self.lists.get()) {
            // `boot.js` loads them, and says when they are there or cannot be had.
            self.waits_for_lists.set(true);
            self.busy(true);
        } else {
            self.join();
        }
    }

    fn join(&self) {
        let (name, code) = (self.read_name(), self.read_code());
        let error = |e| words().code_error(e, self.lists.get());
        self.code.show_error(code.as_ref().err().map(error).as_deref());
        match (code, name) {
            (Ok(code), Some(name)) => {
                (self.emit)(Event::Submit { code, name });
            }
            (Err(_), _) => {
                let _ = self.code.input.focus();
            }
            (Ok(_), None) => {
                let _ = self.name.input.focus();
            }
        }
    }

    fn suggest(&self) {
        self.chosen.set(None);
        let own = CodeLanguage::of_tag(words().language().tag());
        let completion = code_field::completion(&self.code.input.value(), self.lists.get(), own);
        self.list.set_text_content(None);
        for (n, word) in completion.iter().flat_map(|found| found.words.iter()).enumerate() {
            let Ok(item) = document().and_then(|page| Ok(page.create_element("li")?)) else {
                continue;
            };
            item.set_id(&format!("suggestion-{n}"));
            set(&item, "role", "option");
            item.set_text_content(Some(word));
            let _ = self.list.append_child(&item);
        }
        self.list.set_hidden(completion.is_none());
        *self.completion.borrow_mut() = completion;
        self.mark();
    }

    fn close(&self) {
        *self.completion.borrow_mut() = None;
        self.chosen.set(None);
        self.list.set_hidden(true);
        self.mark();
    }

    /// Handles a key while suggestions are shown; `true` when the field must not receive it.
    fn key(&self, key: &str) -> bool {
        let words = match self.completion.borrow().as_ref() {
            Some(completion) => completion.words.clone(),
            None => return false,
        };
        let chosen = self.chosen.get();
        match key {
            "ArrowDown" => {
                self.chosen.set(Some(chosen.map_or(0, |n| (n + 1) % words.len())));
            }
            "ArrowUp" => {
                let last = words.len().saturating_sub(1);
                self.chosen.set(Some(chosen.map_or(last, |n| n.checked_sub(1).unwrap_or(last))));
            }
            "Escape" => self.close(),
            "Enter" | "Tab" | " " | "-" => {
                let only = (key != "Enter" && words.len() == 1).then_some(0);
                let Some(word) = chosen.or(only).and_then(|n| words.get(n)) else {
                    return false;
                };
                self.accept(word);
            }
            _ => return false,
        }
        self.mark();
        true
    }

    fn accept(&self, word: &str) {
        let text = self.code.input.value();
        let taken = self
            .completion
            .borrow()
            .as_ref()
            .filter(|completion| completion.words.contains(&word))
            .map(|completion| code_field::accept(&text, completion, word));
        if let Some(taken) = taken {
            self.code.input.set_value(&taken);
            self.close();
        }
    }

    /// Marks the selected suggestion, for screen readers too.
    fn mark(&self) {
        let chosen = self.chosen.get();
        let items = self.list.children();
        for n in 0..items.length() {
            let is_chosen = chosen.and_then(|n| u32::try_from(n).ok()) == Some(n);
            if let Some(item) = items.item(n) {
                set(&item, "aria-selected", if is_chosen { "true" } else { "false" });
            }
        }
        match chosen {
            Some(n) => set(&self.code.input, "aria-activedescendant", &format!("suggestion-{n}")),
            None => {
                let _ = self.code.input.remove_attribute("aria-activedescendant");
            }
        }
    }
}

/// `None` in a page that may store nothing.
fn storage() -> Option<Storage> {
    window().ok()?.local_storage().ok().flatten()
}
