//! The screen of the Windows on which the tests run; Wine is enough.

use std::time::Duration;

use picture::mask::BLANK;
use protocol::geometry::Rect;
use session::display::{Area, DisplayChoice};
use windows::Win32::Foundation::{HWND, POINT};
use windows::Win32::UI::WindowsAndMessaging::{
    CreateWindowExW, DestroyWindow, HWND_TOPMOST, SWP_NOACTIVATE, SWP_NOSIZE, SetWindowPos,
    WINDOW_EX_STYLE, WS_EX_TOPMOST, WS_POPUP, WS_VISIBLE, WindowFromPoint,
};
use windows::core::w;

use super::*;
use crate::platform::border::BorderLook;
use crate::platform::own_windows::OwnWindows;
use crate::platform::screen::{ScreenSource as _, index};
use crate::platform::wake;
use crate::platform::windows::desktop::{InputDesktop, input_desktop};
use crate::platform::windows::{border, cursor, displays};
use crate::supervisor::Supervisor;

/// How long the screen may take to show something.
const PATIENCE: Duration = Duration::from_secs(10);

fn source(own: &OwnWindows) -> WindowsSource {
    let mut source =
        WindowsSource::open(&DisplayChoice::Primary, Method::Best, own.clone()).unwrap();
    source.watch().unwrap();
    source
}

/// Follows the picture until this pixel of it is what is wanted.
fn wait_for(source: &mut WindowsSource, (x, y): (u32, u32), is_wanted: impl Fn([u8; 4]) -> bool) {
    let (_waker, sleeper) = wake::pair().unwrap();
    let clock = crate::clock::Clock::start();
    let mut found = [0; 4];
    let limit = protocol::time::Tick::default() + PATIENCE;
    while clock.now() < limit {
        source.wait(&sleeper, Some(Duration::from_millis(100))).unwrap();
        source.capture().unwrap();
        // As it was captured, now or before.
        let pixel = Rect { x, y, width: 1, height: 1 };
        let Some(region) = source.recapture(pixel).unwrap() else { continue };
        found.copy_from_slice(&region.data[..4]);
        if is_wanted(found) {
            return;
        }
    }
    panic!("{found:x?}");
}

/// A window above the others, at 200 × 100.
struct Window(HWND);

impl Window {
    fn open() -> Self {
        let (class, name) = (w!("STATIC"), w!("test"));
        let style = WS_POPUP | WS_VISIBLE;
        // SAFETY: all values are plain; the window is destroyed below, on the same thread.
        let window = unsafe {
            CreateWindowExW(
                WINDOW_EX_STYLE(WS_EX_TOPMOST.0),
                class,
                name,
                style,
                200,
                100,
                300,
                80,
                None,
                None,
                None,
                None,
            )
        };
        Self(window.unwrap())
    }

    fn number(&self) -> u32 {
        u32::try_from(self.0.0.addr() & 0xffff_ffff).unwrap()
    }

    fn move_to(&self, x: i32, y: i32) {
        let how = SWP_NOSIZE | SWP_NOACTIVATE;
        // SAFETY: the window belongs to this thread.
        unsafe { SetWindowPos(self.0, Some(HWND_TOPMOST), x, y, 0, 0, how) }.unwrap();
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        // SAFETY: it belongs to this thread, and is destroyed only here.
        let _ = unsafe { DestroyWindow(self.0) };
    }
}

#[test]
fn the_main_display_is_at_the_origin_and_the_programs_desktop_has_the_input() {
    displays::use_pixels();
    let found = displays::connected().unwrap();
    let main = found.iter().find(|display| display.is_primary).unwrap();
    assert_eq!((main.area.x, main.area.y), (0, 0));
    assert!(!main.name.as_str().contains('\\'), "{}", main.name);
    let whole = displays::whole().unwrap();
    assert!(whole.size.width() >= main.area.size.width());
    assert_eq!(input_desktop(), InputDesktop::Default);
    let cursor = cursor::Cursor::now().unwrap().image().unwrap();
    assert_eq!(cursor.argb.len(), usize::from(cursor.width) * usize::from(cursor.height));
}

#[test]
fn an_own_window_is_blank_where_it_is_and_shown_when_it_is_no_own_one() {
    let own = OwnWindows::default();
    let window = Window::open();
    own.add(window.number());
    let mut source = source(&own);
    wait_for(&mut source, (210, 110), |pixel| pixel == BLANK);
    window.move_to(600, 300);
    wait_for(&mut source, (610, 310), |pixel| pixel == BLANK);
    wait_for(&mut source, (210, 110), |pixel| pixel != BLANK);
    assert!(source.recapture(Rect { x: 610, y: 310, width: 2, height: 2 }).unwrap().is_some());
    // The window is not hidden any more when it is not one of ours.
    drop(source);
    own.remove(window.number());
    let mut other = self::source(&OwnWindows::default());
    wait_for(&mut other, (610, 310), |pixel| pixel != BLANK);
}

#[test]
fn the_border_is_in_the_picture_and_takes_no_clicks() {
    let (supervisor, _died) = Supervisor::new();
    let border = border::opener().unwrap()(&supervisor).unwrap();
    let mut source = source(&OwnWindows::default());
    let Area { x, y, size } = source.layout().area;
    let look = BorderLook::Controlled;
    border.show(Some((source.layout().area, look)));
    let [red, green, blue] = look.rgb();
    let is_border = move |pixel: [u8; 4]| pixel[..3] == [blue, green, red];
    for at in [(1, 1), (size.width() - 2, 9), (9, size.height() - 2)] {
        wait_for(&mut source, at, is_border);
        let [left, top] = [at.0, at.1].map(|px| i32::try_from(px).unwrap());
        // SAFETY: it takes plain values and returns one.
        let below = unsafe { WindowFromPoint(POINT { x: x + left, y: y + top }) };
        let mut class = [0u16; 64];
        // SAFETY: Windows writes at most as many units as the list has.
        let len =
            unsafe { windows::Win32::UI::WindowsAndMessaging::GetClassNameW(below, &mut class) };
        let class = String::from_utf16_lossy(&class[..index(len.unsigned_abs())]);
        assert_ne!(class, "AlongsideBorder", "a click at {at:?} does not go through");
    }
    border.show(None);
    wait_for(&mut source, (1, 1), move |pixel| !is_border(pixel));
}
