//! Bytes to text.

/// Bytes to text as the shells do it: text that is no UTF-8 never reaches a decoder.
pub(crate) fn text(data: &[u8]) -> Option<&str> {
    std::str::from_utf8(data).ok()
}
