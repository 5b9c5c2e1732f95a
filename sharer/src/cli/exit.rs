//! Exit statuses, for scripts.

use std::path::Path;
use std::process::ExitCode;

use protocol::peer::EndReason;

use crate::contacts::KnownHelpersError;
use crate::invite::InviteError;
use crate::link::proxy::ProxyPasswordError;
use crate::link::server::ServerError;
use crate::picture::MediaError;
use crate::policy::{Forbidden, PolicyError};
use crate::store::contacts::StoreError;
use crate::words::{self, Say, say};

/// Why `alongside` could not do what was asked: one sentence, and the exit status.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// Something else is wrong.
    #[error("{0}")]
    Failed(String),
    /// There is no Helper to wait for.
    #[error("{0}")]
    NoHelper(String),
    /// The settings, or options together, make no sense.
    #[error("{0}")]
    Usage(String),
    /// The owner of this computer does not allow it.
    #[error("{0}")]
    Forbidden(String),
    /// The server does not answer.
    #[error("{}", say!(FailureNoServer, Why = .0))]
    NoServer(String),
    /// There is no screen to share here.
    #[error("{0}")]
    NoScreen(String),
    /// The built-in server may not listen in a public network.
    #[error("{}", words::public_network::REFUSED)]
    PublicNetwork,
}

impl Failure {
    /// The same for the window, whose User has no options.
    pub fn in_window(&self) -> String {
        match self {
            Failure::PublicNetwork => words::public_network::REFUSED_IN_WINDOW.to_owned(),
            Failure::Failed(_)
            | Failure::NoHelper(_)
            | Failure::Usage(_)
            | Failure::Forbidden(_)
            | Failure::NoServer(_)
            | Failure::NoScreen(_) => self.to_string(),
        }
    }

    /// 1 failed · 2 wrong usage · 3 forbidden by policy · 4 server not reachable · 5 no screen or no input here.
    pub fn status(&self) -> ExitCode {
        ExitCode::from(match self {
            Failure::Failed(_) | Failure::NoHelper(_) => 1,
            Failure::Usage(_) | Failure::PublicNetwork => 2,
            Failure::Forbidden(_) => 3,
            Failure::NoServer(_) => 4,
            Failure::NoScreen(_) => 5,
        })
    }
}

impl From<MediaError> for Failure {
    fn from(error: MediaError) -> Self {
        let text = error.sentence();
        if error.is_no_screen() { Failure::NoScreen(text) } else { Failure::Failed(text) }
    }
}

impl From<ProxyPasswordError> for Failure {
    fn from(error: ProxyPasswordError) -> Self {
        Failure::Usage(proxy_password(&error))
    }
}

impl From<Forbidden> for Failure {
    fn from(forbidden: Forbidden) -> Self {
        Failure::Forbidden(words::policy::forbidden(&forbidden))
    }
}

impl From<PolicyError> for Failure {
    /// Not 3: nothing is forbidden, it is only unknown what is allowed.
    fn from(error: PolicyError) -> Self {
        Failure::Failed(words::faults::policy(&error))
    }
}

impl From<InviteError> for Failure {
    fn from(error: InviteError) -> Self {
        match error {
            InviteError::Usage(text) => Failure::Usage(text),
            InviteError::Failed(text) => Failure::Failed(text),
            InviteError::Forbidden(forbidden) => forbidden.into(),
        }
    }
}

impl From<KnownHelpersError> for Failure {
    fn from(error: KnownHelpersError) -> Self {
        match error {
            KnownHelpersError::Store(error) => error.into(),
            KnownHelpersError::Nobody => Failure::NoHelper(error.to_string()),
        }
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Failure::Failed(words::faults::store(&error))
    }
}

impl From<ServerError> for Failure {
    fn from(error: ServerError) -> Self {
        Failure::Failed(match error {
            ServerError::Listen(..) => error.to_string(),
            ServerError::Url(_) => words::faults::server_address(),
        })
    }
}

/// There is no password for the proxy.
pub(super) fn proxy_password(error: &ProxyPasswordError) -> String {
    match error {
        ProxyPasswordError::NoName => Say::ProxyPasswordNoName.to_owned(),
        ProxyPasswordError::File(path, error) => {
            words::faults::password_file(Path::new(path), error)
        }
    }
}

/// 0 when the User or the Helper ended the session, 1 when something went wrong.
pub fn status(reason: EndReason) -> ExitCode {
    ExitCode::from(match reason {
        EndReason::UserLeft
        | EndReason::HelperLeft
        | EndReason::Declined
        | EndReason::NoAnswer
        | EndReason::Expired => 0,
        EndReason::ConnectionLost
        | EndReason::NoPath
        | EndReason::Burnt
        | EndReason::Fault
        | EndReason::Version
        | EndReason::NoDecoder => 1,
        EndReason::NoScreen => 5,
    })
}
