//! What of the policy this version has.

/// Whether this version keeps a session log on the User's side.
pub(crate) const KEEPS_LOG: bool = true;

/// Whether this version sends invitations by e-mail.
pub(crate) const SENDS_EMAIL: bool = true;

/// Whether this version waits for offers.
pub(crate) const WAITS_FOR_OFFERS: bool = true;

/// Whether this version has levels of bandwidth.
pub(crate) const HAS_LEVELS: bool = true;
