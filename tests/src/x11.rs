//! The User's desktop in a test: a window over the whole display that draws what the test sets and
//! records the input it receives.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard};

use x11rb::connection::{Connection as _, RequestConnection as _};
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{
    AtomEnum, ChangeWindowAttributesAux, CloseDown, ConfigureWindowAux, ConnectionExt as _,
    CreateGCAux, CreateWindowAux, EventMask, ImageFormat, InputFocus, PropMode, WindowClass,
};
use x11rb::rust_connection::RustConnection;
use x11rb::wrapper::ConnectionExt as _;

use crate::clock::eventually;
use crate::image::Image;

/// What was done to the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// A key went down or up.
    Key {
        /// Whether down.
        down: bool,
        /// The X11 key code: the place of the key, plus 8.
        code: u8,
        /// What the key meant at that moment.
        keysym: u32,
        /// The character it printed, if it prints one.
        character: Option<char>,
        /// Modifiers that were down (1 Shift, 4 Control, 8 Alt, 64 Super, 128 AltGr).
        state: u16,
    },
    /// A button or the wheel (4 up, 5 down, 6 left, 7 right).
    Button {
        /// Whether down.
        down: bool,
        /// X11's number.
        button: u8,
        /// Where.
        x: i16,
        /// Where.
        y: i16,
    },
    /// The pointer moved.
    Motion {
        /// Where to.
        x: i16,
        /// Where to.
        y: i16,
    },
}

/// The window.
pub struct Desk {
    connection: Arc<RustConnection>,
    root: u32,
    window: u32,
    gc: u32,
    seen: Arc<Mutex<Vec<Seen>>>,
    listener: Option<std::thread::JoinHandle<()>>,
}

impl Desk {
    /// Covers the display.
    ///
    /// # Panics
    /// When the display does not do its part.
    pub fn open(display: &str) -> Self {
        let (connection, screen) =
            RustConnection::connect(Some(display)).expect("the display is up");
        let screen = connection.setup().roots[screen].clone();
        let (window, gc) = (connection.generate_id().unwrap(), connection.generate_id().unwrap());
        let listens = EventMask::KEY_PRESS
            | EventMask::KEY_RELEASE
            | EventMask::BUTTON_PRESS
            | EventMask::BUTTON_RELEASE
            | EventMask::POINTER_MOTION
            | EventMask::STRUCTURE_NOTIFY
            | EventMask::EXPOSURE;
        let settings = CreateWindowAux::new()
            .event_mask(listens)
            .override_redirect(1)
            .background_pixel(screen.black_pixel);
        let (width, height) = (screen.width_in_pixels, screen.height_in_pixels);
        let (depth, class) = (screen.root_depth, WindowClass::INPUT_OUTPUT);
        connection
            .create_window(depth, window, screen.root, 0, 0, width, height, 0, class, 0, &settings)
            .unwrap();
        let name = AtomEnum::WM_NAME;
        connection
            .change_property8(PropMode::REPLACE, window, name, AtomEnum::STRING, b"desk")
            .unwrap();
        connection.create_gc(gc, window, &CreateGCAux::new()).unwrap();
        connection.map_window(window).unwrap();
        connection.sync().unwrap();
        let connection = Arc::new(connection);
        let seen = Arc::default();
        let listener = Listener {
            connection: Arc::clone(&connection),
            window,
            seen: Arc::clone(&seen),
            keys: Keys::read(&connection),
        };
        let listener = Some(std::thread::spawn(move || listener.run()));
        let desk = Self { connection, root: screen.root, window, gc, seen, listener };
        eventually("the window can be typed into", || {
            let (focus, time) = (InputFocus::POINTER_ROOT, x11rb::CURRENT_TIME);
            desk.connection.set_input_focus(focus, window, time).unwrap().check().ok()
        });
        desk
    }

    fn log(&self) -> MutexGuard<'_, Vec<Seen>> {
        self.seen.lock().expect("the listener does not panic")
    }

    /// All that was done so far.
    pub fn seen(&self) -> Vec<Seen> {
        self.connection.sync().unwrap();
        self.log().clone()
    }

    /// Forgets what was done so far.
    pub fn forget(&self) {
        self.connection.sync().unwrap();
        self.log().clear();
    }

    /// The characters that were typed, in order.
    pub fn typed(&self) -> String {
        let character = |seen: &Seen| match seen {
            Seen::Key { down: true, character, .. } => *character,
            Seen::Key { .. } | Seen::Button { .. } | Seen::Motion { .. } => None,
        };
        self.seen().iter().filter_map(character).collect()
    }

    /// Presses of buttons: number and place.
    pub fn clicks(&self) -> Vec<(u8, i16, i16)> {
        let press = |seen: &Seen| match seen {
            Seen::Button { down: true, button, x, y } => Some((*button, *x, *y)),
            Seen::Key { .. } | Seen::Button { .. } | Seen::Motion { .. } => None,
        };
        self.seen().iter().filter_map(press).collect()
    }

    /// The key codes that are down, as the display itself knows.
    pub fn keys_down(&self) -> BTreeSet<u8> {
        let keys = self.connection.query_keymap().unwrap().reply().unwrap().keys;
        (0..=255u8).filter(|code| keys[usize::from(code / 8)] >> (code % 8) & 1 == 1).collect()
    }

    /// The buttons that are down (bit 8 is button 1), as the display itself knows.
    pub fn buttons_down(&self) -> u16 {
        let pointer = self.connection.query_pointer(self.root).unwrap().reply().unwrap();
        u16::from(pointer.mask) & 0x1f00
    }

    /// Shows a picture at the upper left corner.
    pub fn show(&self, image: &Image) {
        let row = image.width * 4;
        let most = (self.connection.maximum_request_bytes() - 1024).min(1 << 20);
        let rows = (most / row).clamp(1, image.height);
        for top in (0..image.height).step_by(rows) {
            let count = rows.min(image.height - top);
            let pixels = &image.pixels[top * image.width..(top + count) * image.width];
            let bytes: Vec<u8> = pixels.iter().flat_map(|[r, g, b]| [*b, *g, *r, 0]).collect();
            let size = |n: usize| u16::try_from(n).unwrap();
            let y = i16::try_from(top).unwrap();
            self.connection
                .put_image(
                    ImageFormat::Z_PIXMAP,
                    self.window,
                    self.gc,
                    size(image.width),
                    size(count),
                    0,
                    y,
                    0,
                    24,
                    &bytes,
                )
                .unwrap();
        }
        self.connection.sync().unwrap();
    }

    /// The size of the display.
    pub fn size(&self) -> (u16, u16) {
        let root = self.connection.get_geometry(self.root).unwrap().reply().unwrap();
        (root.width, root.height)
    }

    /// Covers the display again after it changed its size.
    pub fn cover(&self) {
        let (width, height) = self.size();
        let size = ConfigureWindowAux::new().width(u32::from(width)).height(u32::from(height));
        self.connection.configure_window(self.window, &size).unwrap();
        self.connection.sync().unwrap();
    }

    /// What the display shows.
    pub fn screenshot(&self) -> Image {
        shown(&self.connection, self.root)
    }
}

/// What a display shows.
///
/// # Panics
/// When there is no such display.
pub fn screenshot(display: &str) -> Image {
    let (connection, screen) = RustConnection::connect(Some(display)).expect("a display");
    shown(&connection, connection.setup().roots[screen].root)
}

fn shown(connection: &RustConnection, root: u32) -> Image {
    let place = connection.get_geometry(root).unwrap().reply().unwrap();
    let (width, height) = (place.width, place.height);
    let request = connection.get_image(ImageFormat::Z_PIXMAP, root, 0, 0, width, height, !0);
    let bytes = request.unwrap().reply().unwrap().data;
    let pixels = bytes.chunks_exact(4).map(|pixel| [pixel[2], pixel[1], pixel[0]]).collect();
    Image { width: usize::from(width), height: usize::from(height), pixels }
}

impl Drop for Desk {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let seen: Vec<String> = self.log().iter().map(|seen| format!("{seen:?}")).collect();
            crate::process::keep("desk.log", seen.join("\n").as_bytes());
        }
        // The listener ends with its window, or with the display.
        let _ = self.connection.destroy_window(self.window);
        let _ = self.connection.flush();
        if let Some(listener) = self.listener.take() {
            let _ = listener.join();
        }
    }
}

/// The wallpaper of a desktop that is a window manager alone, as programs like `feh` set it.
pub struct Wallpaper {
    connection: RustConnection,
    root: u32,
    /// The numbers that name it: for transparent programs, and for who sets the next one.
    atoms: [u32; 2],
}

impl Wallpaper {
    /// Sets one, and leaves it behind.
    ///
    /// # Panics
    /// When the display does not do its part.
    pub fn set(display: &str, image: &Image) -> Self {
        // Whoever sets the next one ends this connection, if it has not gone before.
        let (setter, screen) = RustConnection::connect(Some(display)).expect("the display is up");
        let root = setter.setup().roots[screen].root;
        let (pixmap, gc) = (setter.generate_id().unwrap(), setter.generate_id().unwrap());
        let size = |n: usize| u16::try_from(n).unwrap();
        let (width, height) = (size(image.width), size(image.height));
        setter.create_pixmap(24, pixmap, root, width, height).unwrap();
        setter.create_gc(gc, pixmap, &CreateGCAux::new()).unwrap();
        for (y, row) in (0i16..).zip(image.pixels.chunks(image.width)) {
            let bytes: Vec<u8> = row.iter().flat_map(|[r, g, b]| [*b, *g, *r, 0]).collect();
            let format = ImageFormat::Z_PIXMAP;
            setter.put_image(format, pixmap, gc, width, 1, 0, y, 0, 24, &bytes).unwrap();
        }
        let shown = ChangeWindowAttributesAux::new().background_pixmap(pixmap);
        setter.change_window_attributes(root, &shown).unwrap();
        setter.clear_area(false, root, 0, 0, 0, 0).unwrap();
        let atoms = ["_XROOTPMAP_ID", "ESETROOT_PMAP_ID"]
            .map(|name| setter.intern_atom(false, name.as_bytes()).unwrap().reply().unwrap().atom);
        for atom in atoms {
            let (mode, kind) = (PropMode::REPLACE, AtomEnum::PIXMAP);
            setter.change_property32(mode, root, atom, kind, &[pixmap]).unwrap();
        }
        setter.set_close_down_mode(CloseDown::RETAIN_PERMANENT).unwrap();
        setter.sync().unwrap();
        drop(setter);
        let (connection, _) = RustConnection::connect(Some(display)).expect("the display is up");
        Self { connection, root, atoms }
    }

    /// What the display shows.
    pub fn shown(&self) -> Image {
        let size = self.connection.get_geometry(self.root).unwrap().reply().unwrap();
        let (width, height, format) = (size.width, size.height, ImageFormat::Z_PIXMAP);
        let request = self.connection.get_image(format, self.root, 0, 0, width, height, !0);
        let bytes = request.unwrap().reply().unwrap().data;
        let pixels = bytes.chunks_exact(4).map(|pixel| [pixel[2], pixel[1], pixel[0]]).collect();
        Image { width: usize::from(width), height: usize::from(height), pixels }
    }

    /// Sets the X resources.
    pub fn set_resources(&self, text: &str) {
        let (mode, kind) = (PropMode::REPLACE, AtomEnum::STRING);
        let (name, bytes) = (AtomEnum::RESOURCE_MANAGER, text.as_bytes());
        self.connection.change_property8(mode, self.root, name, kind, bytes).unwrap();
        self.connection.sync().unwrap();
    }

    /// The X resources.
    pub fn resources(&self) -> String {
        let (name, kind) = (AtomEnum::RESOURCE_MANAGER, AtomEnum::STRING);
        let value = self.connection.get_property(false, self.root, name, kind, 0, 1024);
        String::from_utf8(value.unwrap().reply().unwrap().value).unwrap()
    }

    /// The numbers that name what is shown.
    pub fn numbers(&self) -> [Option<u32>; 2] {
        self.atoms.map(|atom| {
            let kind = AtomEnum::PIXMAP;
            let value = self.connection.get_property(false, self.root, atom, kind, 0, 1);
            value.unwrap().reply().unwrap().value32().and_then(|mut numbers| numbers.next())
        })
    }
}

struct Listener {
    connection: Arc<RustConnection>,
    window: u32,
    seen: Arc<Mutex<Vec<Seen>>>,
    keys: Option<Keys>,
}

impl Listener {
    fn run(mut self) {
        while let Ok(event) = self.connection.wait_for_event() {
            let seen = match event {
                Event::KeyPress(key) => self.key(true, key.detail, u16::from(key.state)),
                Event::KeyRelease(key) => self.key(false, key.detail, u16::from(key.state)),
                Event::ButtonPress(at) => {
                    Seen::Button { down: true, button: at.detail, x: at.root_x, y: at.root_y }
                }
                Event::ButtonRelease(at) => {
                    Seen::Button { down: false, button: at.detail, x: at.root_x, y: at.root_y }
                }
                Event::MotionNotify(at) => Seen::Motion { x: at.root_x, y: at.root_y },
                Event::MappingNotify(_) => {
                    self.keys = Keys::read(&self.connection);
                    continue;
                }
                Event::DestroyNotify(gone) if gone.window == self.window => return,
                _ => continue,
            };
            if let Ok(mut log) = self.seen.lock() {
                log.push(seen);
            }
        }
    }

    fn key(&self, down: bool, code: u8, state: u16) -> Seen {
        let keysym = self.keys.as_ref().map_or(0, |keys| keys.keysym(code, state));
        let character = xkeysym::Keysym::new(keysym).key_char().filter(|c| !c.is_control());
        Seen::Key { down, code, keysym, character, state }
    }
}

/// The core keyboard map.
struct Keys {
    first: u8,
    per_code: usize,
    keysyms: Vec<u32>,
}

impl Keys {
    fn read(connection: &RustConnection) -> Option<Self> {
        let (first, last) = (connection.setup().min_keycode, connection.setup().max_keycode);
        let map = connection.get_keyboard_mapping(first, last - first + 1).ok()?.reply().ok()?;
        Some(Self { first, per_code: map.keysyms_per_keycode.into(), keysyms: map.keysyms })
    }

    /// What a key means while these modifiers are down.
    fn keysym(&self, code: u8, state: u16) -> u32 {
        let from = usize::from(code.saturating_sub(self.first)) * self.per_code;
        let at = |level: usize| {
            let keysym = (level < self.per_code).then(|| self.keysyms.get(from + level)).flatten();
            keysym.copied().unwrap_or(0)
        };
        let shift = usize::from(state & 1 == 1);
        // The X server puts the third and fourth level of the first group behind the second group.
        let level = if state & 0x80 != 0 { 4 } else { usize::from(state >> 13 & 3) * 2 };
        let locked = state & 2 != 0 && is_letter(at(level));
        let shifted = at(level + (shift ^ usize::from(locked)));
        if shifted == 0 { at(level) } else { shifted }
    }
}

fn is_letter(keysym: u32) -> bool {
    xkeysym::Keysym::new(keysym).key_char().is_some_and(char::is_alphabetic)
}
