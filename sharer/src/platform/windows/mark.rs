//! The mark of this process on what it injects.

use std::sync::LazyLock;

use rand_core::{OsRng, RngCore as _};

use crate::platform::windows_input::origin::Mark;

/// The mark, drawn once. It is never 0, which other programs inject with.
pub(super) fn mark() -> Mark {
    static MARK: LazyLock<Mark> = LazyLock::new(|| {
        let mut drawn = [0; size_of::<usize>()];
        OsRng.fill_bytes(&mut drawn);
        Mark(usize::from_ne_bytes(drawn) | 1)
    });
    *MARK
}
