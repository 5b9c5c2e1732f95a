//! The controls by which the two remember each other: a button in the panel, and a box with a question or a
//! warning over the picture, which does not take the focus.

use web_sys::{HtmlButtonElement, HtmlElement};

use super::dom::element;
use super::text::{Spoken as _, words};
use crate::error::Error;
use crate::event::StoreError;
use viewer::state::{Prompt, Remembering, View};
use viewer::words::Say;

/// The button and the box.
pub(crate) struct Remember {
    row: HtmlElement,
    button: HtmlButtonElement,
    hint: HtmlElement,
    question: HtmlElement,
    question_text: HtmlElement,
    warning: HtmlElement,
    warning_text: HtmlElement,
    unavailable: Option<Say>,
}

impl Remember {
    pub(crate) fn new() -> Result<Self, Error> {
        Ok(Self {
            row: element("remember-row")?,
            button: element("remember")?,
            hint: element("remember-hint")?,
            question: element("question")?,
            question_text: element("question-text")?,
            warning: element("warning")?,
            warning_text: element("warning-text")?,
            unavailable: None,
        })
    }

    /// This browser cannot store a contact.
    pub(crate) fn store_unavailable(&mut self, error: StoreError) {
        self.unavailable = Some(sentence_of(error));
    }

    pub(crate) fn show(&self, view: &View) {
        let words = words();
        let user = words.user_of(view);
        self.row.set_hidden(view.remember == Remembering::Unavailable);
        let (label, hint) = match view.remember {
            Remembering::Unavailable | Remembering::Available => (Say::Remember, Say::RememberHint),
            Remembering::Pending => (Say::RememberBusy, Say::RememberHint),
            Remembering::Known => (Say::Remember, Say::RememberKnown),
        };
        let is_possible = view.remember != Remembering::Known && self.unavailable.is_none();
        self.button.set_hidden(!is_possible);
        self.button.set_disabled(view.remember != Remembering::Available);
        self.button.set_text_content(Some(label.said()));
        self.hint.set_text_content(Some(self.unavailable.unwrap_or(hint).said()));
        let asks = |ask: Prompt| view.prompt == Some(ask);
        show(
            &self.question,
            &self.question_text,
            asks(Prompt::Remember),
            Say::RememberQuestion,
            user,
        );
        show(
            &self.warning,
            &self.warning_text,
            asks(Prompt::OtherKey) || asks(Prompt::Resembles),
            if asks(Prompt::Resembles) { Say::RememberResembles } else { Say::RememberOtherKey },
            user,
        );
    }
}

/// The sentence is set after its box is shown, because screen readers announce changes.
fn show(place: &HtmlElement, text: &HtmlElement, is_shown: bool, what: Say, user: &str) {
    let sentence = if is_shown { what.to(user) } else { String::new() };
    if text.text_content().as_ref() == Some(&sentence) {
        return;
    }
    place.set_hidden(!is_shown);
    text.set_text_content(Some(&sentence));
}

/// The sentence for a store that is not available.
pub(super) fn sentence_of(error: StoreError) -> Say {
    match error {
        StoreError::Insecure => Say::UnableInsecure,
        StoreError::Crypto => Say::UnableCrypto,
        StoreError::Storage => Say::UnableStore,
    }
}
