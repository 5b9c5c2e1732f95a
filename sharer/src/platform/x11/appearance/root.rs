//! The root window under a window manager alone: its wallpaper, and the X resources.
//!
//! A program that sets a wallpaper creates a pixmap, names it in two properties (the convention of
//! Esetroot), and exits with `RetainPermanent`, so that the pixmap stays. The next program that sets one
//! kills the client of the old pixmap, which frees it. So our pixmap is created by a connection of its
//! own: no connection that is still in use is killed, and as long as our pixmap exists, no other can have
//! its number. The former pixmap is not touched.

use appearance::plan::{Value, is_plain};
use x11rb::connection::Connection as _;
use x11rb::errors::ReplyError;
use x11rb::protocol::xproto::{
    AtomEnum, ChangeWindowAttributesAux, CloseDown, ConnectionExt as _, CreateGCAux, PropMode,
    Rectangle,
};
use x11rb::wrapper::ConnectionExt as _;

use super::resource;
use crate::platform::error::PlatformError;
use crate::platform::x11::connection::Connection;

/// The colour in place of the wallpaper, in 16 bits for red, green and blue: calm, neither white nor
/// black, so that windows of both have a visible edge.
const PLAIN: [u16; 3] = [0x3a3a, 0x5a5a, 0x7878];

/// The most of the resources that is read, in 4 bytes. People have a few kilobytes.
const RESOURCES: u32 = 64 * 1024;

/// What the wallpaper is: our token, or the numbers in the two properties.
pub(super) fn wallpaper(display: &str) -> Value {
    open(display).map_or_else(|missing| missing, |root| root.wallpaper().unwrap_or(Value::Unknown))
}

/// Puts a plain colour, marked with a token, or a former wallpaper on the root window.
pub(super) fn set_wallpaper(display: &str, value: &str) {
    let Ok(root) = open(display) else { return };
    let done = root.alone(|root| match Pixmaps::parse(value) {
        Some(former) => root.restore(former),
        None => root.make_plain(value),
    });
    if let Err(error) = done {
        tracing::warn!(%error, "the wallpaper was not changed");
    }
}

/// What an X resource is.
pub(super) fn resource(display: &str, name: &str) -> Value {
    let read = |root: Root| match root.resources() {
        Ok(Some(text)) => resource::value(&text, name)
            .filter(|value| is_plain(value))
            .map_or(Value::Absent, Value::Is),
        Ok(None) | Err(_) => Value::Unknown,
    };
    open(display).map_or_else(|missing| missing, read)
}

/// Changes an X resource, or takes it away.
pub(super) fn set_resource(display: &str, name: &str, value: Option<&str>) {
    let Ok(root) = open(display) else { return };
    let done = root.alone(|root| {
        let Some(text) = root.resources()? else { return Ok(()) };
        let (window, text) = (root.first_root(), resource::with(&text, name, value));
        let (property, kind) = (AtomEnum::RESOURCE_MANAGER, AtomEnum::STRING);
        let x = &root.connection.x;
        if text.is_empty() {
            x.delete_property(window, property.into())?.check()
        } else {
            x.change_property8(PropMode::REPLACE, window, property, kind, &text)?.check()
        }
    });
    if let Err(error) = done {
        tracing::warn!(%error, "the X resources were not changed");
    }
}

struct Root {
    connection: Connection,
    /// Read by transparent programs and compositors.
    named: u32,
    /// Read by programs that set a wallpaper, to free the one before.
    freed: u32,
    /// Our own: token and number.
    marker: u32,
}

/// The former wallpaper.
#[derive(Clone, Copy)]
struct Pixmaps {
    named: u32,
    freed: Option<u32>,
}

impl Pixmaps {
    fn parse(text: &str) -> Option<Self> {
        let (named, freed) = text.strip_prefix("pixmap ")?.split_once(' ')?;
        let number = |text: &str| u32::from_str_radix(text.strip_prefix("0x")?, 16).ok();
        let freed = if freed == "-" { None } else { Some(number(freed)?) };
        Some(Self { named: number(named)?, freed })
    }

    fn text(self) -> String {
        let freed = self.freed.map_or_else(|| "-".to_owned(), |freed| format!("{freed:#x}"));
        format!("pixmap {:#x} {freed}", self.named)
    }
}

/// Opens a display. One that is not there any more, while the one of this run is, has nothing to
/// restore; any other may come back.
fn open(display: &str) -> Result<Root, Value> {
    let own = std::env::var("DISPLAY").ok();
    match Root::open(display) {
        Ok(root) => Ok(root),
        Err(_) if own.is_some_and(|own| own != display && Root::open(&own).is_ok()) => {
            Err(Value::DisplayGone)
        }
        Err(_) => Err(Value::Unknown),
    }
}

impl Root {
    fn open(display: &str) -> Result<Self, PlatformError> {
        let connection = Connection::open(Some(display))?;
        let atom = |name: &[u8]| -> Result<u32, PlatformError> {
            Ok(connection.x.intern_atom(false, name)?.reply()?.atom)
        };
        let named = atom(b"_XROOTPMAP_ID")?;
        let (freed, marker) = (atom(b"ESETROOT_PMAP_ID")?, atom(b"_ALONGSIDE_PLAIN")?);
        Ok(Self { connection, named, freed, marker })
    }

    /// Runs something while no other client can change anything.
    fn alone(&self, act: impl FnOnce(&Self) -> Result<(), ReplyError>) -> Result<(), ReplyError> {
        self.connection.x.grab_server()?;
        let done = act(self);
        // The grab ends with the connection at the latest.
        self.connection.x.ungrab_server()?;
        self.connection.x.sync()?;
        done
    }

    /// The first screen's root window, where the resources are.
    fn first_root(&self) -> u32 {
        self.connection.x.setup().roots.first().map_or(self.connection.root(), |first| first.root)
    }

    /// The resources; `None` when there are too many to understand.
    fn resources(&self) -> Result<Option<Vec<u8>>, ReplyError> {
        let (property, kind) = (AtomEnum::RESOURCE_MANAGER, AtomEnum::STRING);
        let window = self.first_root();
        let x = &self.connection.x;
        let text = x.get_property(false, window, property, kind, 0, RESOURCES)?.reply()?;
        Ok((text.bytes_after == 0).then_some(text.value))
    }

    fn wallpaper(&self) -> Result<Value, ReplyError> {
        let Some(named) = self.pixmap(self.named)? else { return Ok(Value::Absent) };
        if let Some((token, number)) = self.marked()?
            && number == named
        {
            return Ok(Value::Is(token));
        }
        // A number without a pixmap is no wallpaper.
        if self.connection.x.get_geometry(named)?.reply().is_err() {
            return Ok(Value::Absent);
        }
        let freed = self.pixmap(self.freed)?;
        Ok(Value::Is(Pixmaps { named, freed }.text()))
    }

    /// The number in one of the two properties.
    fn pixmap(&self, property: u32) -> Result<Option<u32>, ReplyError> {
        let (root, kind) = (self.connection.root(), AtomEnum::PIXMAP);
        let x = &self.connection.x;
        let value = x.get_property(false, root, property, kind, 0, 1)?.reply()?;
        Ok(value.value32().and_then(|mut numbers| numbers.next()).filter(|number| *number != 0))
    }

    /// Our mark, if there is one.
    fn marked(&self) -> Result<Option<(String, u32)>, ReplyError> {
        let (root, kind) = (self.connection.root(), AtomEnum::STRING);
        let x = &self.connection.x;
        let text = x.get_property(false, root, self.marker, kind, 0, 64)?.reply()?.value;
        let text = String::from_utf8_lossy(&text);
        Ok(text.split_once(' ').and_then(|(token, number)| {
            Some((token.to_owned(), u32::from_str_radix(number, 16).ok()?))
        }))
    }

    fn make_plain(&self, token: &str) -> Result<(), ReplyError> {
        let (x, screen) = (&self.connection.x, self.connection.screen());
        let root = screen.root;
        let [red, green, blue] = PLAIN;
        let pixel = x.alloc_color(screen.default_colormap, red, green, blue)?.reply()?.pixel;
        let size = x.get_geometry(root)?.reply()?;
        let id = || {
            x.generate_id()
                .map_err(|_| ReplyError::from(x11rb::errors::ConnectionError::InsufficientMemory))
        };
        let (pixmap, gc) = (id()?, id()?);
        // As large as the screen: some programs copy from it without asking for its size.
        let (width, height) = (size.width, size.height);
        x.create_pixmap(screen.root_depth, pixmap, root, width, height)?.check()?;
        x.create_gc(gc, pixmap, &CreateGCAux::new().foreground(pixel))?.check()?;
        x.poly_fill_rectangle(pixmap, gc, &[Rectangle { x: 0, y: 0, width, height }])?.check()?;
        x.free_gc(gc)?;
        x.set_close_down_mode(CloseDown::RETAIN_PERMANENT)?.check()?;
        let mark = format!("{token} {pixmap:x}");
        let kind = AtomEnum::STRING;
        x.change_property8(PropMode::REPLACE, root, self.marker, kind, mark.as_bytes())?.check()?;
        // Named before it is shown: if we are killed between the two, it can be undone.
        self.name(pixmap, Some(pixmap))?;
        self.paint(pixmap)
    }

    /// Brings the former wallpaper back, and frees ours.
    fn restore(&self, former: Pixmaps) -> Result<(), ReplyError> {
        let (x, screen) = (&self.connection.x, self.connection.screen());
        let Some((_, ours)) = self.marked()? else { return Ok(()) };
        let is_ours = self.pixmap(self.named)? == Some(ours);
        // The program that made it may have freed it; then the plain colour stays.
        let found = x.get_geometry(former.named)?.reply();
        let is_there = found.is_ok_and(|found| found.depth == screen.root_depth);
        if is_ours && is_there {
            // Shown before it is named, and our mark removed last, for the same reason.
            self.paint(former.named)?;
            self.name(former.named, former.freed)?;
        }
        x.delete_property(screen.root, self.marker)?.check()?;
        if is_ours && is_there {
            // Its connection has ended and retained it: this frees it, and nothing else.
            x.kill_client(ours)?.check()?;
        }
        Ok(())
    }

    /// Shows a pixmap on the root window.
    fn paint(&self, pixmap: u32) -> Result<(), ReplyError> {
        let (x, root) = (&self.connection.x, self.connection.root());
        let shown = ChangeWindowAttributesAux::new().background_pixmap(pixmap);
        x.change_window_attributes(root, &shown)?.check()?;
        x.clear_area(false, root, 0, 0, 0, 0)?.check()
    }

    /// Names a pixmap as the wallpaper.
    fn name(&self, pixmap: u32, freed: Option<u32>) -> Result<(), ReplyError> {
        let (x, root) = (&self.connection.x, self.connection.root());
        let (mode, kind) = (PropMode::REPLACE, AtomEnum::PIXMAP);
        match freed {
            Some(freed) => x.change_property32(mode, root, self.freed, kind, &[freed])?.check()?,
            None => x.delete_property(root, self.freed)?.check()?,
        }
        x.change_property32(mode, root, self.named, kind, &[pixmap])?.check()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_former_wallpaper_is_written_and_read() {
        for freed in [None, Some(0x0060_0002)] {
            let text = Pixmaps { named: 0x0040_0001, freed }.text();
            let read = Pixmaps::parse(&text).unwrap();
            assert_eq!((read.named, read.freed), (0x0040_0001, freed), "{text}");
        }
        for other in ["plain-0123456789abcdef", "", "pixmap", "pixmap 0x1", "pixmap 1 -"] {
            assert!(Pixmaps::parse(other).is_none(), "{other}");
        }
    }
}
