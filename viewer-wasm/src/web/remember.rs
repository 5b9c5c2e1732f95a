//! Where the two agree to remember each other: a button in the panel, and the box with a question or a
//! warning over the picture, which takes the keyboard from nobody.

use web_sys::{HtmlButtonElement, HtmlElement};

use super::element;
use crate::error::Error;
use crate::event::Unable;
use viewer::state::{Ask, Remembering, View};
use viewer::words::{self, Say};

/// The button and the box.
pub(crate) struct Remember {
    row: HtmlElement,
    button: HtmlButtonElement,
    hint: HtmlElement,
    question: HtmlElement,
    question_text: HtmlElement,
    warning: HtmlElement,
    warning_text: HtmlElement,
    unable: Option<Say>,
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
            unable: None,
        })
    }

    /// This browser can remember nobody.
    pub(crate) fn unable(&mut self, unable: Unable) {
        self.unable = Some(words_of(unable));
    }

    pub(crate) fn show(&self, view: &View) {
        let user = words::user_of(view);
        self.row.set_hidden(view.remember == Remembering::Unavailable);
        let (label, hint) = match view.remember {
            Remembering::Unavailable | Remembering::Available => {
                (Say::RememberButton, Say::RememberHint)
            }
            Remembering::Asked => (Say::RememberBusy, Say::RememberHint),
            Remembering::Known => (Say::RememberButton, Say::RememberKnown),
        };
        let is_possible = view.remember != Remembering::Known && self.unable.is_none();
        self.button.set_hidden(!is_possible);
        self.button.set_disabled(view.remember != Remembering::Available);
        self.button.set_text_content(Some(label.english()));
        self.hint.set_text_content(Some(self.unable.unwrap_or(hint).english()));
        let asks = |ask: Ask| view.asks == Some(ask);
        say(&self.question, &self.question_text, asks(Ask::Remember), Say::RememberQuestion, user);
        say(&self.warning, &self.warning_text, asks(Ask::OtherKey), Say::RememberOtherKey, user);
    }
}

/// The sentence comes after its box: what is announced is what changes.
fn say(place: &HtmlElement, text: &HtmlElement, is_shown: bool, what: Say, user: &str) {
    if is_shown != place.hidden() {
        return;
    }
    place.set_hidden(!is_shown);
    text.set_text_content(is_shown.then(|| what.to(user)).as_deref());
}

/// Why nobody can be remembered here.
pub(super) fn words_of(unable: Unable) -> Say {
    match unable {
        Unable::Insecure => Say::UnableInsecure,
        Unable::Crypto => Say::UnableCrypto,
        Unable::Store => Say::UnableStore,
    }
}
