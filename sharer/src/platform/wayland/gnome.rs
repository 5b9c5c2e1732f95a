//! Whether the desktop is GNOME.

/// Whether this session calls itself so.
pub(super) fn is_named() -> bool {
    let desktop = std::env::var("XDG_CURRENT_DESKTOP").unwrap_or_default();
    desktop.split(':').any(|name| name.eq_ignore_ascii_case("gnome"))
}
