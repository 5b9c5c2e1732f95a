//! Every bound of the kit, and what happens at it. The log has a warning for each view that exceeds one.

/// Elements of one view. The rest is left out, and a line "…" stands at its place.
pub const ELEMENTS: usize = 4096;

/// Depth of containers in each other. What is deeper is left out, and a line "…" stands at its place.
pub const DEPTH: usize = 24;

/// Characters of one text, label, name or description. A longer one is cut, and ends in "…".
pub const TEXT_CHARS: usize = 20_000;

/// Characters of a field that names no bound, and the most a field may name. More cannot be entered; a longer
/// value from the application is cut.
pub const FIELD_CHARS: usize = 4096;

/// Width and height of an [`Image`](crate::element::Image), in pixels. A larger one is not shown; its name is.
pub const IMAGE_SIDE: u32 = 4096;

/// Width and height of a window's picture, in pixels. What lies beyond is not painted; an empty space is cut to it.
pub const WINDOW_SIDE: u32 = 8192;

/// Windows open at once. Further ones of `views()` are not opened.
pub const WINDOWS: usize = 8;

/// Laid out texts that are kept from one view to the next. The ones not used last are dropped first.
pub const CACHED_TEXTS: usize = 1024;

/// Bytes of a font of the kit's own, when it is decompressed. A larger one is not used.
pub const FONT_BYTES: usize = 1024 * 1024;

/// Fields whose state (caret, selection) is kept in one window. Those beyond are shown, and cannot be edited.
pub const FIELDS: usize = 128;
