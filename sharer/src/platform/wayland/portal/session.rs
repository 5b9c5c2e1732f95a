//! A session that the portal has granted, for whoever injects by it.

use std::os::fd::OwnedFd;
use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, SyncSender, sync_channel};
use std::time::Duration;

use protocol::geometry::Size;
use protocol::time::Tick;
use tokio::sync::mpsc::error::TrySendError;

use super::error::PortalError;
use super::granted::{Devices, StreamInfo};
use super::notification::Notification;
use super::shared::{Shared, Stage};

/// How long a call that injects may take.
pub(super) const CALL_TIMEOUT: Duration = Duration::from_secs(2);

/// An event to inject.
#[derive(Debug)]
pub(super) struct Command {
    pub(super) notification: Notification,
    /// It is dropped when it could not be sent until then: whoever asked has given up.
    pub(super) until: Tick,
    pub(super) answer: SyncSender<Result<(), PortalError>>,
}

/// A session that was granted.
#[derive(Debug)]
pub(in super::super) struct Opened {
    /// The session.
    pub(in super::super) session: PortalSession,
    /// The connection to PipeWire, which shows the one stream only.
    pub(in super::super) pipewire: OwnedFd,
}

/// A granted session: injects input.
#[derive(Clone, Debug)]
pub(in super::super) struct PortalSession {
    pub(super) commands: tokio::sync::mpsc::Sender<Command>,
    pub(super) shared: Arc<Shared>,
    pub(super) devices: Devices,
    pub(super) stream: StreamInfo,
}

impl PortalSession {
    /// What the User has allowed to be injected.
    pub(in super::super) fn devices(&self) -> Devices {
        self.devices
    }

    /// The stream's node, which positions refer to.
    pub(in super::super) fn node(&self) -> u32 {
        self.stream.node
    }

    /// The stream.
    pub(in super::super) fn stream(&self) -> StreamInfo {
        self.stream
    }

    /// The size in which positions are counted. It is that of the picture where the portal does not say it.
    pub(in super::super) fn stream_size(&self) -> Size {
        let size = self.stream.size.or_else(|| self.picture_size());
        size.unwrap_or(Size::new(1, 1).expect("one pixel is a size"))
    }

    /// The size of the picture, once one has come.
    pub(in super::super) fn picture_size(&self) -> Option<Size> {
        self.shared.picture_size()
    }

    /// The size of the picture, as PipeWire has it.
    pub(in super::super) fn set_picture_size(&self, size: Size) {
        self.shared.set_picture_size(size);
    }

    /// Moves the pointer to a point of the stream, counted in [`Self::stream_size`].
    pub(in super::super) fn notify_pointer_motion_absolute(
        &self,
        node: u32,
        x: f64,
        y: f64,
    ) -> Result<(), PortalError> {
        self.notify(Notification::MotionAbsolute { node, x, y })
    }

    /// Moves the pointer by so much, as the desktop counts.
    pub(in super::super) fn notify_pointer_motion(
        &self,
        dx: f64,
        dy: f64,
    ) -> Result<(), PortalError> {
        self.notify(Notification::Motion { dx, dy })
    }

    /// Presses or releases a button, by its evdev code.
    pub(in super::super) fn notify_pointer_button(
        &self,
        evdev: i32,
        pressed: bool,
    ) -> Result<(), PortalError> {
        self.notify(Notification::Button { evdev, pressed })
    }

    /// Turns the wheel by notches; axis 0 is vertical, 1 horizontal.
    pub(in super::super) fn notify_pointer_axis_discrete(
        &self,
        axis: u32,
        steps: i32,
    ) -> Result<(), PortalError> {
        self.notify(Notification::AxisDiscrete { axis, steps })
    }

    /// Presses or releases a key, by its evdev code.
    pub(in super::super) fn notify_keyboard_keycode(
        &self,
        evdev: i32,
        pressed: bool,
    ) -> Result<(), PortalError> {
        self.notify(Notification::Keycode { evdev, pressed })
    }

    /// Presses or releases whatever key prints this keysym.
    pub(in super::super) fn notify_keyboard_keysym(
        &self,
        keysym: i32,
        pressed: bool,
    ) -> Result<(), PortalError> {
        self.notify(Notification::Keysym { keysym, pressed })
    }

    /// Whether the session has ended.
    pub(in super::super) fn is_closed(&self) -> bool {
        !matches!(self.shared.stage(), Stage::Open)
    }

    /// Waits until the portal has taken it, so that nothing is in flight afterwards.
    fn notify(&self, notification: Notification) -> Result<(), PortalError> {
        if self.is_closed() {
            return Err(PortalError::Closed);
        }
        let (answer, answered) = sync_channel(1);
        let until = self.shared.clock.now() + CALL_TIMEOUT;
        let command = Command { notification, until, answer };
        self.commands.try_send(command).map_err(|error| match error {
            TrySendError::Full(_) => PortalError::Slow,
            TrySendError::Closed(_) => PortalError::Closed,
        })?;
        match answered.recv_timeout(CALL_TIMEOUT) {
            Ok(result) => result,
            Err(RecvTimeoutError::Timeout) => Err(PortalError::Slow),
            Err(RecvTimeoutError::Disconnected) => Err(PortalError::Closed),
        }
    }
}
