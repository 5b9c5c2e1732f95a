//! The targets of X11 selections that are used.

use std::collections::BTreeSet;
use std::ops::Deref;

use x11rb::protocol::xproto::{Atom, AtomEnum, ConnectionExt as _};
use x11rb::rust_connection::RustConnection;

use crate::platform::clipboard::format::{Format, PUT_BACK_MARK, SECRET_MARKS};
use crate::platform::error::PlatformError;

x11rb::atom_manager! {
    /// The atoms of selections and formats.
    pub(super) Known: KnownCookie {
        CLIPBOARD,
        TARGETS,
        TIMESTAMP,
        MULTIPLE,
        ATOM_PAIR,
        INCR,
        UTF8_STRING,
        TEXT_UTF8: b"text/plain;charset=utf-8",
        TEXT: b"text/plain",
        HTML: b"text/html",
        PNG: b"image/png",
    }
}

/// The atoms of the clipboard.
pub(super) struct Atoms {
    known: Known,
    secret: Vec<Atom>,
    put_back: Atom,
}

impl Deref for Atoms {
    type Target = Known;

    fn deref(&self) -> &Known {
        &self.known
    }
}

impl Atoms {
    /// Asks the X server for them.
    pub(super) fn new(x: &RustConnection) -> Result<Self, PlatformError> {
        let known = Known::new(x)?;
        let asked = SECRET_MARKS.map(|mark| x.intern_atom(false, mark.as_bytes()));
        let put_back = x.intern_atom(false, PUT_BACK_MARK.as_bytes())?;
        let mut secret = Vec::with_capacity(asked.len());
        for cookie in asked {
            secret.push(cookie?.reply()?.atom);
        }
        Ok(Self { known: known.reply()?, secret, put_back: put_back.reply()?.atom })
    }

    /// Whether one of the targets marks the content as secret.
    pub(super) fn mark_secret(&self, targets: &BTreeSet<Atom>) -> bool {
        self.secret.iter().any(|mark| targets.contains(mark))
    }

    /// Whether one of the targets says that nobody has copied the content.
    pub(super) fn mark_put_back(&self, targets: &BTreeSet<Atom>) -> bool {
        targets.contains(&self.put_back)
    }

    /// How many formats there are among the targets, where one with two names counts once.
    pub(super) fn count_formats(&self, targets: &BTreeSet<Atom>) -> usize {
        let names = [
            self.TARGETS,
            self.TIMESTAMP,
            self.MULTIPLE,
            self.UTF8_STRING,
            AtomEnum::STRING.into(),
        ];
        targets.iter().filter(|target| !names.contains(target)).count()
    }

    /// The format that a target of ours stands for.
    pub(super) fn format(&self, target: Atom) -> Option<Format> {
        let text = [self.UTF8_STRING, self.TEXT_UTF8, self.TEXT];
        match target {
            _ if text.contains(&target) => Some(Format::Text),
            _ if target == self.HTML => Some(Format::Html),
            _ if target == self.PNG => Some(Format::Png),
            _ => None,
        }
    }

    /// The targets of other programs that have a format, the best first.
    pub(super) fn targets(&self, format: Format) -> Vec<Atom> {
        match format {
            Format::Text => {
                vec![self.UTF8_STRING, self.TEXT_UTF8, self.TEXT, AtomEnum::STRING.into()]
            }
            Format::Html => vec![self.HTML],
            Format::Png => vec![self.PNG],
        }
    }
}
