//! What keys do in a field.

use parley::PlainEditorDriver;

use super::line::move_caret;
use super::{Edited, Editor};
use crate::app::Clipboard;
use crate::input::{KeyName, KeyPress};
use crate::text::Texts;

impl Editor {
    /// A key was pressed.
    pub(crate) fn key(
        &mut self,
        key: &KeyPress,
        texts: &mut Texts,
        clipboard: &mut dyn Clipboard,
    ) -> Edited {
        if key.name != KeyName::Other {
            self.settle(texts);
        }
        let (shift, word) = (key.modifiers.shift, key.modifiers.word);
        match key.name {
            KeyName::Left | KeyName::Right | KeyName::Home | KeyName::End => {
                self.with(texts, |driver| move_caret(driver, key.name, shift, word));
                Edited::Used
            }
            KeyName::SelectAll => {
                self.select_all(texts);
                Edited::Used
            }
            KeyName::Copy => {
                self.copy(clipboard);
                Edited::Used
            }
            KeyName::Cut => {
                self.copy(clipboard);
                let selected = self.plain.selected_text().is_some();
                self.delete(selected, texts, |driver| driver.delete_selection())
            }
            // The pane has asked for the text, which comes later.
            KeyName::Paste => Edited::Used,
            KeyName::Backspace => self.delete(true, texts, |driver| {
                if word { driver.backdelete_word() } else { driver.backdelete() }
            }),
            KeyName::Delete => {
                self.delete(
                    true,
                    texts,
                    |driver| {
                        if word { driver.delete_word() } else { driver.delete() }
                    },
                )
            }
            KeyName::Space | KeyName::Other => match &key.text {
                Some(text) if !text.chars().all(char::is_control) => self.insert(text, texts),
                Some(_) | None => Edited::Unused,
            },
            KeyName::Tab
            | KeyName::Enter
            | KeyName::Escape
            | KeyName::Up
            | KeyName::Down
            | KeyName::PageUp
            | KeyName::PageDown => Edited::Unused,
        }
    }

    fn copy(&self, clipboard: &mut dyn Clipboard) {
        if let Some(text) = self.plain.selected_text() {
            clipboard.set_text(text.to_owned());
        }
    }

    fn delete(
        &mut self,
        something: bool,
        texts: &mut Texts,
        delete: impl FnOnce(&mut PlainEditorDriver<'_, ()>),
    ) -> Edited {
        if self.read_only || !something {
            return Edited::Used;
        }
        let before = self.text();
        self.with(texts, delete);
        if self.text() == before { Edited::Used } else { Edited::Changed }
    }
}
