//! Rows of the list of contacts, with buttons. A row that stays is changed in place, so that focus and
//! screen readers stay where they are.

use protocol::hex::Hex;
use protocol::trust::IdentityKey;
use wasm_bindgen::JsValue;
use web_sys::{Element, HtmlElement};

use super::super::dom::{document, set};
use super::super::text::words;
use crate::error::Error;

/// What a button of a row does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RowAction {
    /// Connect to a User.
    Help,
    /// Prompt whether to forget a contact.
    Ask,
    /// Yes.
    Forget,
    /// No.
    Keep,
}

impl RowAction {
    const ALL: [RowAction; 4] =
        [RowAction::Help, RowAction::Ask, RowAction::Forget, RowAction::Keep];

    const fn name(self) -> &'static str {
        match self {
            RowAction::Help => "help",
            RowAction::Ask => "ask-forget",
            RowAction::Forget => "forget",
            RowAction::Keep => "keep",
        }
    }
}

/// A button.
pub(super) struct RowButton {
    pub(super) what: RowAction,
    pub(super) label: String,
    /// The accessible name, when the label alone is not enough.
    pub(super) name: Option<String>,
    pub(super) class: &'static str,
}

/// A row.
pub(super) struct Row {
    /// The list that it is in; a contact can be in two.
    pub(super) list: &'static str,
    pub(super) key: IdentityKey,
    pub(super) name: String,
    pub(super) what: String,
    pub(super) more: Option<String>,
    /// Whether `more` is a warning.
    pub(super) warns: bool,
    pub(super) buttons: Vec<RowButton>,
}

impl Row {
    fn id(&self) -> String {
        id(self.list, &self.key)
    }

    /// Rows of one form differ in their texts only.
    fn form(&self) -> String {
        let language = words().language();
        let mut form = format!("{language:?} {} {}", self.more.is_some(), self.warns);
        for act in &self.buttons {
            form += act.what.name();
        }
        form
    }
}

/// Of the whole key: two keys with the same beginning must not share a row.
fn id(what: &str, key: &IdentityKey) -> String {
    format!("{what}-{}", Hex(*key.as_bytes()))
}

/// Shows exactly these rows.
pub(super) fn fill(list: &HtmlElement, rows: Vec<Row>) {
    let count = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    for (n, row) in (0..).zip(&rows) {
        // A page that cannot create an element shows nothing anyway.
        let _ = place(list, n, row);
    }
    while list.child_element_count() > count {
        match list.last_element_child() {
            Some(last) => last.remove(),
            None => break,
        }
    }
}

fn place(list: &HtmlElement, n: u32, row: &Row) -> Result<(), Error> {
    let page = document()?;
    let (id, form) = (row.id(), row.form());
    let item = match page.get_element_by_id(&id) {
        Some(item) => item,
        None => {
            let item = page.create_element("li")?;
            item.set_id(&id);
            item
        }
    };
    if item.get_attribute("data-form").as_deref() != Some(&form) {
        build(&item, row)?;
        set(&item, "data-form", &form);
    }
    write(&item, ".who", &row.name);
    write(&item, ".what", &row.what);
    write(&item, ".more", row.more.as_deref().unwrap_or_default());
    for act in &row.buttons {
        write(&item, &format!("[data-do=\"{}\"]", act.what.name()), &act.label);
    }
    let there = list.children().item(n);
    if there.as_ref() != Some(&item) {
        list.insert_before(&item, there.as_ref().map(AsRef::as_ref))?;
    }
    Ok(())
}

fn build(item: &Element, row: &Row) -> Result<(), Error> {
    let page = document()?;
    let new = |tag: &str, class: &str| -> Result<Element, Error> {
        let element = page.create_element(tag)?;
        element.set_class_name(class);
        Ok(element)
    };
    item.set_text_content(None);
    item.set_class_name("row");
    let words = new("div", "words")?;
    let (who, what) = (new("strong", "who")?, new("span", "what")?);
    set(&who, "dir", "auto");
    words.append_child(&who)?;
    words.append_child(&what)?;
    if row.more.is_some() {
        let more = new("p", if row.warns { "more error" } else { "more hint" })?;
        words.append_child(&more)?;
    }
    item.append_child(&words)?;
    let buttons = new("div", "acts")?;
    for act in &row.buttons {
        let button = new("button", act.class)?;
        set(&button, "type", "button");
        button.set_id(&id(act.what.name(), &row.key));
        set(&button, "data-do", act.what.name());
        set(&button, "data-key", &row.key.to_string());
        if let Some(name) = &act.name {
            set(&button, "aria-label", name);
        }
        // `boot.js` does the same for the buttons of the page.
        let control: JsValue = button.id().into();
        let _ = js_sys::Reflect::set(&button, &"control".into(), &control);
        buttons.append_child(&button)?;
    }
    item.append_child(&buttons)?;
    Ok(())
}

fn write(item: &Element, what: &str, text: &str) {
    let place = item.query_selector(what).ok().flatten();
    if let Some(place) = place.filter(|place| place.text_content().as_deref() != Some(text)) {
        place.set_text_content(Some(text));
    }
}

/// What a button of a row does, and for which key.
pub(super) fn action_of(button: &Element) -> Option<(RowAction, IdentityKey)> {
    let name = button.get_attribute("data-do")?;
    let what = RowAction::ALL.into_iter().find(|what| what.name() == name)?;
    Some((what, button.get_attribute("data-key")?.parse().ok()?))
}

/// Focuses a button of a row.
pub(super) fn focus(what: RowAction, key: &IdentityKey) {
    let button = document().ok().and_then(|page| page.get_element_by_id(&id(what.name(), key)));
    if let Some(button) = button {
        use wasm_bindgen::JsCast as _;
        let _ = button.unchecked_ref::<HtmlElement>().focus();
    }
}
