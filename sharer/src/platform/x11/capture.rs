//! The screen of an X11 desktop: only what changed is fetched, through shared memory where the
//! server can.

use std::time::Duration;

use protocol::geometry::{Point, Rect, Size};
use x11rb::connection::Connection as _;
use x11rb::connection::RequestConnection as _;
use x11rb::errors::ReplyError;
use x11rb::protocol::ErrorKind;
use x11rb::protocol::damage::{self, ConnectionExt as _, ReportLevel};
use x11rb::protocol::randr::{self, ConnectionExt as _};
use x11rb::protocol::shm::ConnectionExt as _;
use x11rb::protocol::xfixes::{self, ConnectionExt as _};
use x11rb::protocol::xinput::XIEventMask;
use x11rb::protocol::xproto::{ConnectionExt as _, ImageFormat, ImageOrder};

use session::display::{DisplayChoice, Layout};

use super::connection::{Connection, DesktopEvent};
use super::displays;
use super::error::X11Error;
use super::masked::MaskedWindows;
use super::pixels::Pixels;
use crate::platform::cursor::CursorImage;
use crate::platform::damage::Damage;
use crate::platform::displays::Selection;
use crate::platform::error::PlatformError;
use crate::platform::own_windows::OwnWindows;
use crate::platform::parts::Desktop;
use crate::platform::screen::{
    BYTES_PER_PIXEL, FrameRef, Patch, RegionRef, ScreenChanges, ScreenSource, index,
};
use crate::platform::wake::Sleeper;

/// See the module.
pub struct X11Source {
    connection: Connection,
    selection: Selection,
    layout: Layout,
    pixels: Pixels,
    patches: Vec<Patch>,
    damage: Damage,
    /// The watch; `None` while the screen is not watched.
    watch: Option<Watch>,
    /// Something changed that [`Self::damage`] does not hold yet.
    ungathered: bool,
    /// What is blank in the picture.
    masked: MaskedWindows,
    /// The displays changed, and the layout is as before.
    must_measure: bool,
    /// What has changed and was not returned by [`ScreenSource::wait`] yet.
    noticed: ScreenChanges,
}

/// What the server keeps for us while we watch.
#[derive(Clone, Copy)]
struct Watch {
    damage: damage::Damage,
    region: xfixes::Region,
    /// The whole picture counts as changed.
    everything: bool,
}

impl X11Source {
    /// Opens the desktop. Nothing is watched or fetched yet. Where `own` windows are, the picture is blank.
    pub fn open(desktop: &Desktop, own: OwnWindows) -> Result<Self, PlatformError> {
        let connection = Connection::open(desktop.address.as_deref())?;
        connection.require_real_screen()?;
        connection.use_xfixes()?;
        connection.use_xinput()?;
        connection.require(damage::X11_EXTENSION_NAME)?;
        connection.x.damage_query_version(1, 1)?.reply()?;
        require_bgra(&connection)?;
        let mut selection = Selection::new(desktop.choice.clone());
        let layout = displays::layout(&connection, &mut selection)?;
        Ok(Self {
            pixels: Pixels::new(&connection, layout.area.size)?,
            connection,
            selection,
            layout,
            patches: Vec::with_capacity(protocol::limits::DAMAGE_RECTS),
            damage: Damage::new(),
            ungathered: false,
            masked: MaskedWindows::new(own),
            must_measure: false,
            watch: None,
            noticed: ScreenChanges::default(),
        })
    }

    /// Whether pictures come through shared memory.
    pub fn is_shared(&self) -> bool {
        matches!(self.pixels, Pixels::Shared { .. })
    }

    /// Updates the layout from the X server.
    fn measure(&mut self) -> Result<(), PlatformError> {
        let layout = displays::layout(&self.connection, &mut self.selection)?;
        if layout == self.layout {
            return Ok(());
        }
        self.noticed.resized = true;
        let (old, area) = (self.layout.area, layout.area);
        self.layout = layout;
        if area == old {
            return Ok(());
        }
        if area.size != old.size {
            let old =
                std::mem::replace(&mut self.pixels, Pixels::new(&self.connection, area.size)?);
            old.free(&self.connection)?;
        }
        self.damage.clear();
        self.masked.area_changed();
        if let Some(watch) = &mut self.watch {
            watch.everything = true;
        }
        Ok(())
    }

    fn take_events(&mut self) -> Result<(), PlatformError> {
        self.read_events()?;
        if std::mem::take(&mut self.must_measure) {
            self.measure()?;
        }
        self.look_for_masked()
    }

    /// Takes the events in, and changes neither the layout nor the pixels.
    fn read_events(&mut self) -> Result<(), PlatformError> {
        while let Some(event) = self.connection.next_event()? {
            match event {
                DesktopEvent::Damage => {
                    self.noticed.damage = true;
                    self.ungathered = true;
                }
                DesktopEvent::Cursor => self.noticed.cursor = true,
                DesktopEvent::Motion => self.noticed.pointer = true,
                DesktopEvent::Displays => self.must_measure = true,
                DesktopEvent::Window(window, place) => {
                    self.masked.on_event(window, place, self.layout.area);
                }
                DesktopEvent::KeyPress { .. } | DesktopEvent::Keymap => {}
            }
        }
        Ok(())
    }

    /// Looks where masked windows are, while the screen is watched.
    fn look_for_masked(&mut self) -> Result<(), PlatformError> {
        if self.watch.is_some() && self.masked.look(&self.connection, self.layout.area)? {
            self.noticed.damage = true;
            self.ungathered = true;
        }
        Ok(())
    }

    /// Blanks what was fetched where a masked window is or was meanwhile.
    fn blank_fetched(&mut self) -> Result<(), PlatformError> {
        // What the server said before its answer has been received with it.
        self.read_events()?;
        self.look_for_masked()?;
        let pixels = self.pixels.bytes_mut();
        for patch in &self.patches {
            if let Some(pixels) = pixels.get_mut(patch.offset..) {
                self.masked.mask.blank(patch.rect, pixels, patch.stride);
            }
        }
        Ok(())
    }

    /// Moves what changed from the server's list to ours, where it stays until the next capture.
    fn gather_damage(&mut self) -> Result<(), PlatformError> {
        self.ungathered = false;
        let Some(watch) = &mut self.watch else {
            return Ok(());
        };
        let x = &self.connection.x;
        x.damage_subtract(watch.damage, x11rb::NONE, watch.region)?;
        if std::mem::take(&mut watch.everything) {
            self.masked.take_stale(|_| {});
            self.damage.clear();
            self.damage.add(self.layout.area.size.rect());
            return Ok(());
        }
        self.masked.take_stale(|rect| self.damage.add(rect));
        let mask = &self.masked.mask;
        let region = x.xfixes_fetch_region(watch.region)?.reply()?;
        for rect in region.rectangles {
            let (x, y) = (rect.x.into(), rect.y.into());
            let (width, height) = (rect.width.into(), rect.height.into());
            let rect = self.layout.area.clip(x, y, width, height);
            if let Some(rect) = rect.filter(|rect| !mask.hides(*rect)) {
                self.damage.add(rect);
            }
        }
        self.damage.align(self.layout.area.size);
        Ok(())
    }

    /// Fetches the gathered rectangles, one packed behind the other.
    fn fetch_damaged(&mut self) -> Result<(), ReplyError> {
        self.patches.clear();
        let mut offset = 0;
        for rect in self.damage.rects() {
            let stride = index(rect.width) * BYTES_PER_PIXEL;
            self.patches.push(Patch { rect: *rect, offset, stride });
            offset += stride * index(rect.height);
        }
        self.fetch_patches()
    }

    fn fetch_patches(&mut self) -> Result<(), ReplyError> {
        let x = &self.connection.x;
        let root = self.connection.root();
        let at = |patch: &Patch| {
            (
                on_root(self.layout.area.x, patch.rect.x),
                on_root(self.layout.area.y, patch.rect.y),
                u16::try_from(patch.rect.width).unwrap_or(u16::MAX),
                u16::try_from(patch.rect.height).unwrap_or(u16::MAX),
            )
        };
        let format = ImageFormat::Z_PIXMAP;
        match &mut self.pixels {
            Pixels::Shared { segment, .. } => {
                // All requests are sent before the first reply is waited for.
                let asked: Result<Vec<_>, _> = self
                    .patches
                    .iter()
                    .map(|patch| {
                        let (left, top, width, height) = at(patch);
                        let offset = u32::try_from(patch.offset).unwrap_or(u32::MAX);
                        let format = format.into();
                        x.shm_get_image(
                            root, left, top, width, height, !0, format, *segment, offset,
                        )
                    })
                    .collect();
                // Every reply is waited for, also after a failed one: until then the server may
                // still write.
                let answers: Vec<_> = asked?.into_iter().map(|asked| asked.reply()).collect();
                answers.into_iter().try_for_each(|answer| answer.map(|_| ()))
            }
            Pixels::Copied(pixels) => {
                for patch in &self.patches {
                    let (left, top, width, height) = at(patch);
                    let image = x.get_image(format, root, left, top, width, height, !0)?.reply()?;
                    let end = patch.offset + patch.stride * index(patch.rect.height);
                    let Some(place) = pixels.get_mut(patch.offset..end) else {
                        continue;
                    };
                    let len = place.len().min(image.data.len());
                    place[..len].copy_from_slice(&image.data[..len]);
                }
                Ok(())
            }
        }
    }
}

impl ScreenSource for X11Source {
    fn size(&self) -> Size {
        self.layout.area.size
    }

    fn layout(&self) -> Layout {
        self.layout.clone()
    }

    fn show(&mut self, choice: DisplayChoice) -> Result<(), PlatformError> {
        if !self.selection.change(choice) {
            return Ok(());
        }
        self.measure()
    }

    fn watch(&mut self) -> Result<(), PlatformError> {
        if self.watch.is_some() {
            return Ok(());
        }
        let x = &self.connection.x;
        let root = self.connection.root();
        let (damage, region) = (x.generate_id()?, x.generate_id()?);
        x.xfixes_create_region(region, &[])?.check()?;
        // One event for the first change after each query; the query returns what changed.
        x.damage_create(damage, root, ReportLevel::NON_EMPTY)?.check()?;
        x.xfixes_select_cursor_input(root, xfixes::CursorNotifyMask::DISPLAY_CURSOR)?.check()?;
        self.connection.select_raw(XIEventMask::RAW_MOTION)?;
        if x.extension_information(randr::X11_EXTENSION_NAME)?.is_some() {
            let mask = randr::NotifyMask::SCREEN_CHANGE | randr::NotifyMask::CRTC_CHANGE;
            x.randr_select_input(root, mask)?.check()?;
        }
        self.watch = Some(Watch { damage, region, everything: true });
        // The screen may have changed while it was not watched.
        self.measure()
    }

    fn unwatch(&mut self) -> Result<(), PlatformError> {
        let Some(watch) = self.watch.take() else {
            return Ok(());
        };
        let x = &self.connection.x;
        let root = self.connection.root();
        self.masked.end(&self.connection)?;
        x.damage_destroy(watch.damage)?.check()?;
        x.xfixes_destroy_region(watch.region)?.check()?;
        x.xfixes_select_cursor_input(root, xfixes::CursorNotifyMask::from(0u32))?.check()?;
        self.connection.select_raw(XIEventMask::from(0u32))?;
        if x.extension_information(randr::X11_EXTENSION_NAME)?.is_some() {
            x.randr_select_input(root, randr::NotifyMask::from(0u16))?.check()?;
        }
        while self.connection.next_event()?.is_some() {}
        self.damage.clear();
        self.noticed = ScreenChanges::default();
        Ok(())
    }

    fn wait(
        &mut self,
        sleeper: &Sleeper,
        timeout: Option<Duration>,
    ) -> Result<ScreenChanges, PlatformError> {
        self.connection.x.flush()?;
        // Events that came along with an answer are in the connection's own queue, which the file
        // descriptor does not announce.
        self.take_events()?;
        if !self.noticed.any() && timeout != Some(Duration::ZERO) {
            let unmask = self.masked.time_left();
            let timeout = timeout.into_iter().chain(unmask).min();
            sleeper.sleep_or_readable(self.connection.x.stream(), timeout);
            self.take_events()?;
        }
        Ok(std::mem::take(&mut self.noticed))
    }

    fn capture(&mut self) -> Result<Option<FrameRef<'_>>, PlatformError> {
        self.look_for_masked()?;
        self.gather_damage()?;
        if self.damage.rects().is_empty() {
            return Ok(None);
        }
        match self.fetch_damaged() {
            Ok(()) => self.damage.clear(),
            // The screen shrank between the event and now.
            Err(ReplyError::X11Error(error)) if error.error_kind == ErrorKind::Match => {
                self.measure()?;
                if let Some(watch) = &mut self.watch {
                    watch.everything = true;
                }
                self.noticed.damage = true;
                return Ok(None);
            }
            Err(error) => return Err(error.into()),
        }
        self.blank_fetched()?;
        let (data, patches) = (self.pixels.bytes(), &self.patches);
        Ok(Some(FrameRef { data, patches, size: self.layout.area.size }))
    }

    fn can_recapture(&self) -> bool {
        true
    }

    fn recapture(&mut self, rect: Rect) -> Result<Option<RegionRef<'_>>, PlatformError> {
        let stride = index(rect.width) * BYTES_PER_PIXEL;
        self.patches.clear();
        self.patches.push(Patch { rect, offset: 0, stride });
        match self.fetch_patches() {
            Ok(()) => {}
            // The screen shrank; the next capture handles it.
            Err(ReplyError::X11Error(error)) if error.error_kind == ErrorKind::Match => {
                return Ok(None);
            }
            Err(error) => return Err(error.into()),
        }
        self.blank_fetched()?;
        // What was painted before the server answered was also reported before the answer.
        self.take_events()?;
        if self.ungathered || self.watch.is_some_and(|watch| watch.everything) {
            self.gather_damage()?;
        }
        let is_same = !self.noticed.resized && !self.damage.touches(rect);
        Ok(is_same.then(|| RegionRef { data: self.pixels.bytes(), stride }))
    }

    fn cursor(&mut self) -> Result<Option<CursorImage>, PlatformError> {
        let image = match self.connection.x.xfixes_get_cursor_image()?.reply() {
            Ok(image) => image,
            // The program that set the cursor has ended, or is ending.
            Err(ReplyError::X11Error(_)) => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        Ok(Some(CursorImage {
            serial: image.cursor_serial,
            width: image.width,
            height: image.height,
            hot_x: image.xhot,
            hot_y: image.yhot,
            argb: image.cursor_image,
        }))
    }

    fn pointer(&mut self) -> Result<Option<Point>, PlatformError> {
        let pointer = self.connection.x.query_pointer(self.connection.root())?.reply()?;
        let (x, y) = (pointer.root_x.into(), pointer.root_y.into());
        let on_display = self.layout.area.clip(x, y, 1, 1);
        Ok(on_display.map(|at| Point::from_pixel(at.x, at.y, self.layout.area.size)))
    }
}

/// Fails unless a pixel is four bytes: blue, green, red and one of no meaning.
fn require_bgra(connection: &Connection) -> Result<(), PlatformError> {
    let setup = connection.x.setup();
    let screen = connection.screen();
    let depth = screen.root_depth;
    let bits = setup.pixmap_formats.iter().find(|format| format.depth == depth);
    let visual = screen
        .allowed_depths
        .iter()
        .flat_map(|depth| &depth.visuals)
        .find(|visual| visual.visual_id == screen.root_visual);
    let is_bgra = setup.image_byte_order == ImageOrder::LSB_FIRST
        && bits.is_some_and(|format| format.bits_per_pixel == 32)
        && visual.is_some_and(|visual| {
            (visual.red_mask, visual.green_mask, visual.blue_mask) == (0xff_0000, 0xff00, 0xff)
        });
    if is_bgra { Ok(()) } else { Err(X11Error::Depth(depth).into()) }
}

/// A coordinate on the root window, whose coordinates have 16 bits.
fn on_root(origin: i32, offset: u32) -> i16 {
    let offset = i32::try_from(offset).unwrap_or(i32::MAX);
    i16::try_from(origin.saturating_add(offset)).unwrap_or(i16::MAX)
}
