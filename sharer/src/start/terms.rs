//! What a session is allowed to be.

use super::sessions::Prepared;
use crate::cli::exit::Failure;
use crate::cli::options::Share;
use crate::cli::settings::Choices;
use crate::policy::{Policy, SystemPlaces};

/// Applies the owner's rules to options of `share`.
pub(super) fn terms(
    mut options: Share,
    choices: &Choices,
    system: &SystemPlaces,
) -> Result<Prepared, Failure> {
    let terms = Policy::read(&system.policy)?.rules.apply(&mut options, choices)?;
    let log = options.session.log(terms.log, || system.home());
    Ok((options, (terms, log)))
}
