//! Secure event input: while a password field has the keyboard, macOS shows its keys to no other program.

#[link(name = "Carbon", kind = "framework")]
unsafe extern "C" {
    /// `HIToolbox/CarbonEventsCore.h`: whether any program has turned it on. A `Boolean` is a byte.
    #[link_name = "IsSecureEventInputEnabled"]
    safe fn is_secure_event_input_enabled() -> u8;
}

/// Whether it is on, in whatever program.
pub(super) fn is_on() -> bool {
    is_secure_event_input_enabled() != 0
}
