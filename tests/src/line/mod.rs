//! Two computers of one test, each in its own network namespace, and the line between them.

mod shaper;
mod wire;

use crate::namespace::Namespace;
pub use shaper::Quality;
pub use wire::{Carried, Wire};

/// The address of the User's computer.
pub const USER: &str = "10.77.0.1";

/// The address of the Helper's computer.
pub const HELPER: &str = "10.77.0.2";

/// The interface at either end.
const INTERFACE: &str = "line";

/// Bytes delivered since the start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Passed {
    /// From the User to the Helper.
    pub to_helper: u64,
    /// From the Helper to the User.
    pub to_user: u64,
}

/// The line with a computer at either end. Dropping it removes both.
pub struct Line {
    wire: Wire,
    ends: [Namespace; 2],
}

impl Line {
    /// Creates a good line. Needs root.
    ///
    /// # Panics
    /// When that is not possible here.
    #[expect(clippy::new_without_default, reason = "it needs root and has effects")]
    pub fn new() -> Self {
        let ends = ["user", "helper"].map(Namespace::new);
        let wire = Wire::new([(&ends[0], INTERFACE), (&ends[1], INTERFACE)]);
        for (end, address) in ends.iter().zip([USER, HELPER]) {
            // Chromium gathers candidates only if there is a default route.
            end.ip(&format!(
                "address add {address}/24 dev {INTERFACE}\nroute replace default dev {INTERFACE}"
            ));
        }
        Self { wire, ends }
    }

    /// Changes the quality of both directions.
    pub fn set(&self, quality: Quality) {
        self.wire.set(quality);
    }

    /// Bytes delivered so far.
    pub fn passed(&self) -> Passed {
        let Carried { there, back } = self.wire.carried();
        Passed { to_helper: there, to_user: back }
    }

    /// Runs `work` on the User's computer: programs started and sockets opened by it stay there.
    pub fn at_user<T: Send>(&self, work: impl FnOnce() -> T + Send) -> T {
        self.ends[0].enter(work)
    }

    /// Runs `work` on the Helper's computer.
    pub fn at_helper<T: Send>(&self, work: impl FnOnce() -> T + Send) -> T {
        self.ends[1].enter(work)
    }
}
