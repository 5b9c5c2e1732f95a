//! What was recorded of other programs, and what that says of a press and of the pointer.

use protocol::time::Tick;

/// How far apart the X server's times of a request and of the event that it makes may be, in ms. Both are
/// taken while the request is executed.
const SAME_EVENT: u32 = 500;

/// A press that a program made in the name of a device.
#[derive(Clone, Copy, Debug)]
pub(super) struct Forged {
    pub(super) device: u8,
    pub(super) code: u8,
    /// The X server's time in ms.
    pub(super) time: u32,
}

/// What was recorded up to a marker.
#[derive(Clone, Debug)]
pub(super) struct Recording {
    pub(super) forged: Vec<Forged>,
    /// More presses were forged than are kept.
    pub(super) is_full: bool,
    /// The X server's time at the marker, in ms.
    pub(super) time: u32,
    /// When a program pressed something last.
    pub(super) pressed: Option<Tick>,
    /// When a program moved the pointer last, and the X server's time then in ms.
    pub(super) moved: Option<(Tick, u32)>,
}

impl Recording {
    /// Whether a program made this press. `time` is the X server's.
    pub(super) fn has_forged(&self, device: u16, code: u32, time: u32) -> bool {
        let is_same = |forged: &Forged| {
            let apart = forged.time.wrapping_sub(time).min(time.wrapping_sub(forged.time));
            u16::from(forged.device) == device
                && u32::from(forged.code) == code
                && apart <= SAME_EVENT
        };
        self.is_full || self.forged.iter().any(is_same)
    }

    /// Whether a program moved the pointer and no device has moved it since. `by_device` is the X server's
    /// time of a device's last motion. One right after a program's is that program's own: XTEST moves the
    /// pointer in the name of a device, too.
    pub(super) fn has_moved_last(&self, by_device: Option<u32>) -> bool {
        let is_later = |time: u32, program: u32| {
            (SAME_EVENT + 1..=u32::MAX / 2).contains(&time.wrapping_sub(program))
        };
        self.moved.is_some_and(|(_, program)| !by_device.is_some_and(|t| is_later(t, program)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moved(time: u32) -> Recording {
        let moved = Some((Tick::from_millis(0), time));
        Recording { forged: Vec::new(), is_full: false, time, pressed: None, moved }
    }

    #[test]
    fn a_device_has_moved_the_pointer_last_only_if_it_did_so_well_after_a_program() {
        // The X server's time wraps around.
        for program in [1_000, u32::MAX - 100] {
            let recording = moved(program);
            assert!(recording.has_moved_last(None));
            assert!(recording.has_moved_last(Some(program.wrapping_sub(1))));
            assert!(recording.has_moved_last(Some(program.wrapping_add(SAME_EVENT))));
            assert!(!recording.has_moved_last(Some(program.wrapping_add(SAME_EVENT + 1))));
        }
        assert!(!Recording { moved: None, ..moved(0) }.has_moved_last(None));
    }
}
