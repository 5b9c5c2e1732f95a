//! Standard input on systems where nothing is injected yet: there is nothing to tell apart.

/// Does not wait: the read that follows does.
pub(crate) fn wait_for_input() -> bool {
    false
}

/// Throws nothing away.
pub(crate) fn discard_input() {}
