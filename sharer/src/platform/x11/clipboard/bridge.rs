//! A Wayland compositor that passes the clipboard on to its X server and back, whatever window has the focus, as GNOME's
//! does.
//!
//! It keeps one format of what is copied, without a mark of a secret beside it, and puts that back at once when the program
//! that copied it ends. That is no copy of a person's: it may be from before a grant, or a
//! password. The X server does not tell it from a copy, so that one format alone counts as put back wherever what was there
//! before it has not been read. Nearly all programs copy in several formats. A picture that GNOME's own screenshot copies
//! is not read then; the next one is.

use std::collections::BTreeSet;

use x11rb::protocol::xproto::{Atom, AtomEnum, ConnectionExt as _, Window};

use super::formats::Atoms;
use crate::platform::clipboard::ClipboardContents;
use crate::platform::error::PlatformError;
use crate::platform::x11::connection::Connection;

/// The compositor as a client of the X server, and what it has in the clipboard.
#[derive(Debug)]
pub(super) struct Bridge {
    /// A window of it, which tells its other windows.
    compositor: Window,
    is_compositors: bool,
    /// It has one format.
    is_alone: bool,
    now: Content,
    before: Content,
}

/// What is known of something that is in the clipboard.
#[derive(Debug)]
enum Content {
    /// It was not read: it may be a secret, or from before a grant.
    Unread,
    /// It was read.
    Read(ClipboardContents),
    /// We have written it.
    Own,
    /// The compositor has put it back, and keeps it: it does not put it back again.
    PutBack,
}

impl Bridge {
    /// The one of this X server; `None` when it is no guest of a Wayland compositor, or has no window manager.
    pub(super) fn find(connection: &Connection) -> Result<Option<Self>, PlatformError> {
        if !connection.is_guest()? {
            return Ok(None);
        }
        let (x, kind) = (&connection.x, AtomEnum::WINDOW);
        let check = x.intern_atom(false, b"_NET_SUPPORTING_WM_CHECK")?.reply()?.atom;
        let reply = x.get_property(false, connection.root(), check, kind, 0, 1)?.reply()?;
        let compositor = reply.value32().and_then(|mut windows| windows.next());
        Ok(compositor.map(Self::of_client))
    }

    fn of_client(compositor: Window) -> Self {
        let (now, before) = (Content::Unread, Content::Unread);
        Self { compositor, is_compositors: false, is_alone: false, now, before }
    }

    /// The clipboard has another owner, or none.
    pub(super) fn on_owner(&mut self, connection: &Connection, owner: Window) {
        let is_own = connection.is_own(owner);
        self.is_compositors = connection.are_of_one_client(owner, self.compositor);
        self.replace(if is_own { Content::Own } else { Content::Unread });
    }

    fn replace(&mut self, content: Content) {
        self.before = std::mem::replace(&mut self.now, content);
    }

    /// Whether what is there now was put back, by its targets and what was there before. It is not read then.
    pub(super) fn is_put_back(&mut self, atoms: &Atoms, targets: &BTreeSet<Atom>) -> bool {
        self.is_put_back_alone(atoms.count_formats(targets))
    }

    fn is_put_back_alone(&mut self, formats: usize) -> bool {
        self.is_alone = formats <= 1;
        let was_unread = matches!(self.before, Content::Unread);
        if self.is_compositors && self.is_alone && was_unread {
            self.now = Content::PutBack;
        }
        matches!(self.now, Content::PutBack)
    }

    /// What is there now was read. It is nothing new if it is a part of what was read before.
    pub(super) fn on_read(&mut self, contents: ClipboardContents) -> Option<ClipboardContents> {
        if self.is_compositors
            && self.is_alone
            && let Content::Read(before) = &self.before
            && is_part(&contents, before)
        {
            self.now = Content::PutBack;
            return None;
        }
        self.now = Content::Read(contents.clone());
        Some(contents)
    }
}

/// Whether the other content has all formats of this one.
fn is_part(contents: &ClipboardContents, of: &ClipboardContents) -> bool {
    let ClipboardContents { text, html, png } = contents;
    (text.is_none() || *text == of.text)
        && (html.is_none() || *html == of.html)
        && (png.is_none() || *png == of.png)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contents(text: &str, html: Option<&str>) -> ClipboardContents {
        let html = html.map(str::to_owned);
        ClipboardContents { text: Some(text.to_owned()), html, png: None }
    }

    fn bridge() -> Bridge {
        Bridge { is_compositors: true, ..Bridge::of_client(1) }
    }

    #[test]
    fn one_format_after_what_was_not_read_was_put_back() {
        let mut bridge = bridge();
        bridge.replace(Content::Unread);
        assert!(!bridge.is_put_back_alone(2), "a copy");
        bridge.replace(Content::Unread);
        assert!(bridge.is_put_back_alone(1));
        assert!(bridge.is_put_back_alone(1), "it still is");
        // The compositor puts nothing of its own back, so that this is a copy.
        bridge.replace(Content::Unread);
        assert!(!bridge.is_put_back_alone(1));
    }

    #[test]
    fn an_x_program_puts_nothing_back() {
        let mut bridge = Bridge { is_compositors: false, ..bridge() };
        assert!(!bridge.is_put_back_alone(1));
    }

    #[test]
    fn one_format_of_what_was_read_is_nothing_new_and_another_one_is() {
        let mut bridge = bridge();
        let both = contents("bold", Some("<b>bold</b>"));
        assert_eq!(bridge.on_read(both.clone()), Some(both.clone()));
        bridge.replace(Content::Unread);
        assert!(!bridge.is_put_back_alone(1));
        assert_eq!(bridge.on_read(contents("bold", None)), None);
        // A picture of GNOME's own screenshot, say.
        bridge.now = Content::Read(both.clone());
        bridge.replace(Content::Unread);
        assert!(!bridge.is_put_back_alone(1));
        let other = contents("other", None);
        assert_eq!(bridge.on_read(other.clone()), Some(other));
        // A person may copy the same twice.
        bridge.now = Content::Read(both.clone());
        bridge.replace(Content::Unread);
        assert!(!bridge.is_put_back_alone(2));
        assert_eq!(bridge.on_read(both.clone()), Some(both));
    }
}
