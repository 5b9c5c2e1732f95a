//! What the owner of the machine decides for everybody who uses it.
//!
//! `place` reads the file and makes sure whose it is, `rules` understands it, `apply` holds it over
//! what the User wishes for, `report` shows what comes of it. The policy wins over every setting,
//! and no server can loosen it.

pub mod apply;
pub mod consent;
pub mod place;
pub mod report;
pub mod rules;

use std::path::PathBuf;

use protocol::limits::SETTINGS_BYTES;

pub use apply::{Forbidden, PolicyNote, Terms};
pub use consent::Questions;
pub use place::Place;
pub use rules::Rules;

use crate::cli::table::Mistake;

/// Why there is no telling what the owner allows. The program does not share then.
#[derive(Debug, thiserror::Error)]
pub enum PolicyError {
    /// It is there, and cannot be read.
    #[error(
        "the policy {} cannot be read: {error}. The owner of this computer has to mend it",
        path.display()
    )]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// It is no policy.
    #[error("the policy {} is too long: expected at most {SETTINGS_BYTES} bytes", path.display())]
    TooLong {
        /// The file.
        path: PathBuf,
    },
    /// Somebody else's word.
    #[error(
        "the policy is not trusted: {} does not belong to the owner of this computer (root)",
        path.display()
    )]
    Owner {
        /// The file, or its folder.
        path: PathBuf,
    },
    /// Anybody's word.
    #[error(
        "the policy is not trusted: {} can be changed by others (expected chmod go-w)",
        path.display()
    )]
    Writable {
        /// The file, or its folder.
        path: PathBuf,
    },
    /// Something stands in it that cannot be obeyed.
    #[error("the policy {} is wrong in {mistake}", path.display())]
    Wrong {
        /// The file.
        path: PathBuf,
        /// What.
        mistake: Mistake,
    },
}

/// The owner's rules.
#[derive(Clone, Debug)]
pub struct Policy {
    /// Where the file is, or would be.
    pub path: PathBuf,
    /// Whether there is one.
    pub present: bool,
    /// What holds.
    pub rules: Rules,
}

impl Policy {
    /// Reads the policy of a place. Without a file, everything has its default.
    pub fn read(place: &Place) -> Result<Self, PolicyError> {
        let path = place.path().to_owned();
        let text = place.read()?;
        let rules = Rules::parse(text.as_deref().unwrap_or_default())
            .map_err(|mistake| PolicyError::Wrong { path: path.clone(), mistake })?;
        Ok(Self { path, present: text.is_some(), rules })
    }
}
