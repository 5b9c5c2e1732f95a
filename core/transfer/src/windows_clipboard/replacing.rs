//! Another content in the place of what is in the clipboard.

use alloc::vec::Vec;

/// The clipboard, which this program has open.
pub trait OpenClipboard {
    /// The bytes of a format, as the clipboard takes them.
    type Memory;
    /// Why Windows refuses.
    type Error;

    /// Takes out what is there.
    ///
    /// # Errors
    /// When Windows refuses.
    fn empty(&mut self) -> Result<(), Self::Error>;

    /// Adds a format.
    ///
    /// # Errors
    /// When Windows refuses.
    fn give(&mut self, format: u32, memory: Self::Memory) -> Result<(), Self::Error>;
}

/// Why the content was not replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotReplaced<E> {
    /// It is not wanted any more. What was there is still there.
    Unwanted,
    /// What was there is still there.
    Kept(E),
    /// What was there is lost, and nothing is there now.
    Emptied(E),
}

/// Replaces it by these formats, whose memory is there: from the moment when it is emptied, only Windows itself can
/// fail. Whether it is still wanted is asked right before that moment. A content without one of its formats is taken
/// out again.
///
/// # Errors
/// When it was not replaced.
pub fn replace<C: OpenClipboard>(
    clipboard: &mut C,
    formats: Vec<(u32, C::Memory)>,
    is_wanted: impl FnOnce() -> bool,
) -> Result<(), NotReplaced<C::Error>> {
    if !is_wanted() {
        return Err(NotReplaced::Unwanted);
    }
    clipboard.empty().map_err(NotReplaced::Kept)?;
    for (format, memory) in formats {
        if let Err(error) = clipboard.give(format, memory) {
            // If this fails, too, a part of it stays.
            let _ = clipboard.empty();
            return Err(NotReplaced::Emptied(error));
        }
    }
    Ok(())
}
