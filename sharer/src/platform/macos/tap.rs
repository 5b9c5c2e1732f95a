//! An event tap: sees the keys that are pressed on this Mac, and changes none of them.

use std::ffi::c_void;
use std::ptr::NonNull;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::time::Duration;

use objc2_core_foundation::{
    CFMachPort, CFRetained, CFRunLoop, CFRunLoopSource, kCFRunLoopDefaultMode,
};
use objc2_core_graphics::{
    CGEvent, CGEventField, CGEventTapLocation, CGEventTapOptions, CGEventTapPlacement,
    CGEventTapProxy, CGEventType,
};

use super::error::MacError;
use super::input::events::OURS;
use super::input::keys::is_panic;
use crate::platform::panic_key::RevokeControl;
use crate::supervisor::run_caught;

/// The tap. It belongs to the run loop of the thread that opened it, and ends when dropped.
pub(super) struct KeyTap {
    port: CFRetained<CFMachPort>,
    source: CFRetained<CFRunLoopSource>,
    run_loop: CFRetained<CFRunLoop>,
    /// What the callback gets a pointer to. Boxed, so that it stays where it is.
    seen: Box<Seen>,
}

/// What the callback does and has seen.
struct Seen {
    control: Arc<dyn RevokeControl>,
    is_pressed: AtomicBool,
}

impl KeyTap {
    /// Watches from now on. Esc takes control back at once.
    pub(super) fn open(control: Arc<dyn RevokeControl>) -> Result<Self, MacError> {
        let seen = Box::new(Seen { control, is_pressed: AtomicBool::new(false) });
        let user_info = std::ptr::from_ref(&*seen).cast_mut().cast::<c_void>();
        let key_down = 1 << CGEventType::KeyDown.0;
        // SAFETY: `on_event` has the signature that is declared, and gets a pointer to `seen`, which is dropped after
        // the port was invalidated, and only read.
        let port = unsafe {
            CGEvent::tap_create(
                CGEventTapLocation::SessionEventTap,
                CGEventTapPlacement::HeadInsertEventTap,
                CGEventTapOptions::ListenOnly,
                key_down,
                Some(on_event),
                user_info,
            )
        };
        // The only reason that is known.
        let port = port.ok_or(MacError::NoListenAccess)?;
        let source = CFMachPort::new_run_loop_source(None, Some(&port), 0);
        let (Some(source), Some(run_loop)) = (source, CFRunLoop::current()) else {
            port.invalidate();
            return Err(MacError::Silent("the run loop"));
        };
        run_loop.add_source(Some(&source), mode());
        let tap = Self { port, source, run_loop, seen };
        CGEvent::tap_enable(&tap.port, true);
        if tap.is_enabled() { Ok(tap) } else { Err(MacError::NoListenAccess) }
    }

    /// Lets events come for so long, or until one came. Whether Esc was pressed; control was taken back by then.
    pub(super) fn turn(&self, time: Duration) -> bool {
        CFRunLoop::run_in_mode(mode(), time.as_secs_f64(), true);
        self.seen.is_pressed.swap(false, SeqCst)
    }

    /// Whether it sees events. macOS turns a tap off whose program was slow, or on the User's request; this turns it on
    /// again.
    pub(super) fn is_enabled(&self) -> bool {
        if !CGEvent::tap_is_enabled(&self.port) {
            CGEvent::tap_enable(&self.port, true);
        }
        CGEvent::tap_is_enabled(&self.port)
    }
}

impl Drop for KeyTap {
    fn drop(&mut self) {
        self.run_loop.remove_source(Some(&self.source), mode());
        // After this the callback is not called any more: it is called by this thread's run loop only.
        self.port.invalidate();
    }
}

fn mode() -> Option<&'static objc2_core_foundation::CFRunLoopMode> {
    // SAFETY: it is a constant of CoreFoundation that never changes.
    unsafe { kCFRunLoopDefaultMode }
}

/// Called by the run loop for each key, and with another type, and perhaps without an event, when the tap was turned
/// off; [`KeyTap::is_enabled`] notices that.
unsafe extern "C-unwind" fn on_event(
    _: CGEventTapProxy,
    kind: CGEventType,
    event: NonNull<CGEvent>,
    user_info: *mut c_void,
) -> *mut CGEvent {
    if kind == CGEventType::KeyDown {
        // SAFETY: an event of this type is valid for the time of the call. `user_info` points to the `Seen` of the tap,
        // which lives longer than the tap.
        let (event, seen) = unsafe { (event.as_ref(), &*user_info.cast::<Seen>()) };
        // Nothing may unwind into the run loop.
        let _ = run_caught(|| seen.on_key(event));
    }
    // A tap that only listens may return anything; what it got is what all others return.
    event.as_ptr()
}

impl Seen {
    fn on_key(&self, event: &CGEvent) {
        let field = |field| CGEvent::integer_value_field(Some(event), field);
        let code = field(CGEventField::KeyboardEventKeycode);
        let is_ours = field(CGEventField::EventSourceUserData) == OURS;
        if is_panic(code, is_ours) {
            self.control.revoke_control();
            self.is_pressed.store(true, SeqCst);
        }
    }
}
