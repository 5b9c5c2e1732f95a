//! Options of the commands that share nothing: `alongside contacts`, `alongside log`, `alongside doctor`.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use protocol::name::DisplayName;

use super::screen::ScreenChoice;
use super::sharing::{NetworkArgs, Share, contact};
use crate::link::signal::ServerUrl;

/// Options of `alongside contacts`.
#[derive(Args, Clone, Debug)]
#[command(args_conflicts_with_subcommands = true)]
pub struct ContactsOptions {
    /// What to do. Without it, the contacts are listed.
    #[command(subcommand)]
    pub command: Option<ContactsCommand>,

    /// The server to ask who is available now. Without it, the one of your settings.
    #[arg(long, value_name = "URL", env = "ALONGSIDE_SERVER", hide_env_values = true)]
    pub server: Option<ServerUrl>,

    /// Print one JSON object.
    #[arg(long)]
    pub json: bool,
}

/// What `alongside contacts` can do.
#[derive(Subcommand, Clone, Debug)]
pub enum ContactsCommand {
    /// Forgets a contact.
    Forget {
        /// The contact, by name or fingerprint.
        #[arg(value_parser = contact)]
        name: DisplayName,
    },
    /// Renames a contact.
    Rename {
        /// The contact, by name or fingerprint.
        #[arg(value_parser = contact)]
        name: DisplayName,
        /// The new name.
        new: DisplayName,
    },
    /// Shows the own key.
    Key,
}

/// Options of `alongside log`.
#[derive(Args, Clone, Debug)]
pub struct LogOptions {
    /// What to do.
    #[command(subcommand)]
    pub command: LogCommand,
}

/// What `alongside log` can do.
#[derive(Subcommand, Clone, Debug)]
pub enum LogCommand {
    /// Lists them.
    List {
        /// The folder to look into.
        #[arg(long, hide = true, value_name = "FOLDER", env = "ALONGSIDE_LOG_DIR")]
        log_dir: Option<PathBuf>,
    },
    /// Shows one.
    Show {
        /// The log.
        file: PathBuf,
    },
    /// Checks one, or two copies of it.
    Verify {
        /// One copy.
        file: PathBuf,
        /// The other side's copy.
        other: Option<PathBuf>,
    },
}

/// Options of `alongside doctor`: those of `share` that say how helpers and this computer reach each other.
#[derive(Args, Clone, Debug)]
pub struct DoctorOptions {
    /// The signal server to try. Without it, the one of your settings; without any, the server inside this
    /// program is used, and only this computer is checked.
    #[arg(long, value_name = "URL")]
    pub server: Option<ServerUrl>,

    /// How the network is used.
    #[command(flatten)]
    pub network: NetworkArgs,

    /// Print one JSON object.
    #[arg(long)]
    pub json: bool,

    /// Which screen to try; see `alongside share`.
    #[arg(long, hide = true, default_value = "auto")]
    pub screen: ScreenChoice,

    /// The folder for the session's log.
    #[arg(long, hide = true, value_name = "FOLDER", env = "ALONGSIDE_LOG_DIR")]
    pub log_dir: Option<PathBuf>,
}

impl DoctorOptions {
    /// As if the screen was shared with these options.
    pub fn apply_to(&self, share: &mut Share) {
        share.server.server = self.server.clone();
        share.network = self.network.clone();
        share.session.screen = self.screen;
        share.session.log_dir = self.log_dir.clone();
    }
}
