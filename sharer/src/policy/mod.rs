//! The policy: what the owner of this computer decides for everyone who uses it.
//!
//! [`location`] reads the file and checks who owns it, [`rules`] parses it, [`values`] are what the rules
//! hold. The command line applies them to its options. The policy wins over every setting, and no server
//! can relax it.

pub mod consent;
pub mod error;
pub mod lifetime;
pub mod listen;
pub mod location;
pub mod reconnect;
pub mod rules;
pub mod values;

use std::path::PathBuf;

use appearance::Level;
use session::RightSet;

pub use consent::Questions;
pub use error::PolicyError;
pub use listen::ListenAddress;
pub use location::{PolicyLocation, SystemPlaces};
pub use rules::Rules;
pub use values::{Forbidden, PolicyNote};

use values::{EmailRule, LogRule};

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
    /// Reads the policy. Without a file, everything has its default.
    pub fn read(location: &PolicyLocation) -> Result<Self, PolicyError> {
        let path = location.path().to_owned();
        let text = location.read()?;
        let rules = Rules::parse(text.as_deref().unwrap_or_default())
            .map_err(|mistake| PolicyError::Wrong { path: path.clone(), mistake })?;
        Ok(Self { path, present: text.is_some(), rules })
    }
}

/// What becomes of files of Helpers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FilesRule {
    /// Where they are saved; `None`: where this desktop keeps downloads.
    pub folder: Option<PathBuf>,
    /// The program and the arguments that check each of them.
    pub scanner: Option<Vec<String>>,
}

/// What the policy adds to the options of a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    /// How the User is asked.
    pub questions: Questions,
    /// The oldest protocol that a Helper may speak.
    pub oldest_version: u16,
    /// How invitations may be e-mailed.
    pub email: EmailRule,
    /// The address at which the built-in server listens.
    pub listen: ListenAddress,
    /// Who decides about the session log.
    pub log: LogRule,
    /// The Helpers in the owner's policy.
    pub helpers: Vec<rules::TrustedHelper>,
    /// The rights that no Helper may ask for.
    pub forbidden: RightSet,
    /// What becomes of files of Helpers.
    pub files: FilesRule,
    /// The only level of bandwidth, if the owner names one.
    pub level: Option<Level>,
    /// Options that hold because of the policy, whatever was chosen.
    pub decided: Vec<&'static str>,
    /// What the User should know about it.
    pub notes: Vec<PolicyNote>,
}
