//! Whose shortcuts hold on this computer.

use protocol::system::System;

/// The system of this computer, as far as shortcuts differ.
pub const SHORTCUTS: System = if cfg!(windows) {
    System::Windows
} else if cfg!(target_os = "macos") {
    System::Apple
} else {
    System::Other
};
