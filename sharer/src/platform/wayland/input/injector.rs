//! Injects through the session of the portal. The session is opened after the User has agreed, so that there is none
//! when the injector is opened.

use std::time::{Duration, Instant};

use protocol::input::Action;
use protocol::key::PhysicalKey;
use session::gate::Injection;

use super::super::portal::{Portal, PortalError, PortalSession};
use super::compositor::Compositor;
use super::places::Places;
use super::strokes::{Notify, Strokes};
use crate::platform::error::InjectError;
use crate::platform::injector::Injector;
use crate::platform::parts::InjectorOpener;
use crate::platform::wayland::client::now;

/// How long the compositor may take to say which keyboards there are.
const COMPOSITOR: Duration = Duration::from_secs(1);
/// How long programs get to take a keyboard that has just come up. GNOME's first one had no key lost after this.
const NEW_KEYBOARD: Duration = Duration::from_millis(150);

/// Opens the injector of this portal.
pub(in crate::platform::wayland) fn opener(portal: Portal) -> InjectorOpener {
    let desktop = std::env::var("XDG_CURRENT_DESKTOP").unwrap_or_default();
    let counts_pixels = counts_pixels(&desktop);
    Box::new(move |_| Ok(Box::new(PortalInjector::new(portal, counts_pixels))))
}

/// Whether the compositor of this desktop counts the places in a stream in pixels of the picture; see [`Places`].
fn counts_pixels(desktop: &str) -> bool {
    desktop.split(':').any(|name| name.eq_ignore_ascii_case("GNOME"))
}

struct PortalInjector {
    portal: Portal,
    counts_pixels: bool,
    session: Option<Carrier>,
}

/// A session with what is down because of it.
struct Carrier {
    session: PortalSession,
    /// `None` when it cannot be reached: the compositor then chooses each key.
    compositor: Option<Compositor>,
    strokes: Strokes,
    /// When programs have taken a keyboard that came up by us.
    keyboard_works: Instant,
    /// The portal did not take the last motion: the pointer is not where the Helper has put it.
    is_misplaced: bool,
}

impl PortalInjector {
    fn new(portal: Portal, counts_pixels: bool) -> Self {
        Self { portal, counts_pixels, session: None }
    }

    /// The session, if there is one that is open.
    fn carrier(&mut self) -> Result<&mut Carrier, InjectError> {
        let is_old = |carrier: &mut Carrier| carrier.session.is_closed();
        // The compositor has released what was down by it.
        self.session.take_if(is_old);
        if self.session.is_none() {
            let session = self.portal.session().ok_or(InjectError::NotTaken)?;
            self.session = Some(Carrier::new(session)?);
        }
        self.session.as_mut().ok_or(InjectError::NotTaken)
    }
}

impl Carrier {
    fn new(session: PortalSession) -> Result<Self, InjectError> {
        let compositor = Compositor::open(COMPOSITOR);
        let compositor = compositor
            .inspect_err(|error| tracing::warn!(%error, "the key map of the desktop is not known"))
            .ok();
        let keyboard_works = now();
        let strokes = Strokes::default();
        let mut carrier =
            Self { session, compositor, strokes, keyboard_works, is_misplaced: false };
        carrier.wake_keyboard()?;
        Ok(carrier)
    }

    /// A seat without a keyboard gets one by the first key, and programs miss the keys until they have taken it. So
    /// that this is no key of the Helper's, Shift is pressed and released.
    fn wake_keyboard(&mut self) -> Result<(), InjectError> {
        let has_keyboard = self.compositor.as_ref().is_some_and(Compositor::has_keyboard);
        if has_keyboard || !self.session.devices().keyboard {
            return Ok(());
        }
        let code = PhysicalKey::SHIFT_LEFT.evdev();
        // Released also where the press has failed: it may have arrived.
        let taps = [true, false].map(|is_down| self.send(Notify::Key { code, is_down }));
        taps.into_iter().collect::<Result<(), _>>()?;
        self.keyboard_works = now() + NEW_KEYBOARD;
        Ok(())
    }

    fn inject(&mut self, injection: Injection, places: Places) -> Result<(), InjectError> {
        let (allowed, is_key) = (self.session.devices(), Strokes::needs_keyboard(injection));
        if !(if is_key { allowed.keyboard } else { allowed.pointer }) {
            return Err(InjectError::NotTaken);
        }
        if self.is_misplaced && acts_at_pointer(injection) {
            return Err(InjectError::NotTaken);
        }
        if is_key {
            self.wait_for_keyboard();
        }
        if let Injection::Character(_, Action::Press) = injection {
            self.refresh_keymap();
        }
        let mut out = Vec::new();
        let printed = self.strokes.inject(injection, places, &mut out);
        for notify in out {
            let sent = self.send(notify);
            if is_motion(notify) {
                self.is_misplaced = sent.is_err();
            }
            sent?;
        }
        printed.map_err(|_| InjectError::Character)
    }

    /// Waits until programs have taken a keyboard that came up by us.
    fn wait_for_keyboard(&self) {
        std::thread::sleep(self.keyboard_works.saturating_duration_since(now()));
    }

    fn refresh_keymap(&mut self) {
        let Some(compositor) = &mut self.compositor else { return };
        match compositor.take_keymap() {
            Ok(Some(keymap)) => self.strokes.set_keymap(keymap),
            Ok(None) => {}
            Err(error) => {
                tracing::warn!(%error, "changes of the key map are not noticed any more");
                self.compositor = None;
            }
        }
    }

    fn send(&self, notify: Notify) -> Result<(), InjectError> {
        let session = &self.session;
        let sent = match notify {
            Notify::Motion { x, y } => session.notify_pointer_motion_absolute(session.node(), x, y),
            Notify::MotionBy { dx, dy } => session.notify_pointer_motion(dx, dy),
            Notify::Button { code, is_down } => session.notify_pointer_button(code, is_down),
            Notify::Scroll { axis, steps } => {
                session.notify_pointer_axis_discrete(axis as u32, steps)
            }
            Notify::Key { code, is_down } => session.notify_keyboard_keycode(code.into(), is_down),
            // No keysym has the highest bit.
            Notify::Keysym { keysym, is_down } => {
                session.notify_keyboard_keysym(keysym.cast_signed(), is_down)
            }
        };
        sent.map_err(|error| match error {
            // With its end, the compositor has released what was down.
            PortalError::Closed => InjectError::NotTaken,
            // A place outside of the stream, as the portal counts it.
            PortalError::Failed(_) if is_motion(notify) => InjectError::NotTaken,
            error @ (PortalError::NoBus(_)
            | PortalError::NoPortal(_)
            | PortalError::NoScreenCast
            | PortalError::Refused
            | PortalError::Unanswered
            | PortalError::Failed(_)
            | PortalError::Slow
            | PortalError::System(_)) => InjectError::Library(Box::new(error)),
        })
    }
}

fn is_motion(notify: Notify) -> bool {
    matches!(notify, Notify::Motion { .. } | Notify::MotionBy { .. })
}

/// Whether it happens at the pointer, so that it must not go to another place than the Helper chose.
fn acts_at_pointer(injection: Injection) -> bool {
    matches!(injection, Injection::Button(_, Action::Press) | Injection::Scroll { .. })
}

impl Injector for PortalInjector {
    fn prepare(&mut self) {
        // What fails here fails again when something is injected.
        if let Ok(carrier) = self.carrier() {
            carrier.wait_for_keyboard();
        }
    }

    fn inject(&mut self, injection: Injection) -> Result<(), InjectError> {
        let counts_pixels = self.counts_pixels;
        let carrier = self.carrier()?;
        let (counted, picture) = (carrier.session.stream_size(), carrier.session.picture_size());
        let places = match picture.filter(|_| counts_pixels) {
            Some(picture) => Places::of_pixels(counted, picture),
            None => Places::of_desktop(counted),
        };
        carrier.inject(injection, places)
    }
}

impl Drop for Carrier {
    fn drop(&mut self) {
        if self.session.is_closed() {
            return;
        }
        let mut out = Vec::new();
        self.strokes.release_all(&mut out);
        for notify in out {
            if let Err(error) = self.send(notify) {
                tracing::error!(%error, "a key or button could not be released");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gnome_counts_pixels_and_the_others_as_the_desktop() {
        for (desktop, is_so) in
            [("GNOME", true), ("ubuntu:GNOME", true), ("KDE", false), ("", false)]
        {
            assert_eq!(counts_pixels(desktop), is_so, "{desktop}");
        }
    }
}
