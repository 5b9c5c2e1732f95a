//! A computer with an owner, who may have written a policy, and a user.

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

use crate::process::{Folder, command, program};

/// A computer with an owner and a user.
pub struct Computer(Folder);

impl Computer {
    /// One whose owner wrote this policy; `None` is no policy.
    ///
    /// # Panics
    /// When there is no room for it.
    pub fn with(policy: Option<&str>) -> Self {
        let computer = Self(Folder::new());
        // Whoever could replace the folder of the policy could replace the policy.
        let mode = Permissions::from_mode(0o755);
        fs::set_permissions(computer.0.path(), mode).unwrap();
        for folder in ["etc", "config/alongside", "home"] {
            fs::create_dir_all(computer.0.path().join(folder)).unwrap();
        }
        let mode = Permissions::from_mode(0o755);
        fs::set_permissions(computer.0.path().join("etc"), mode).unwrap();
        if let Some(policy) = policy {
            computer.write(&computer.policy(), policy);
        }
        computer
    }

    /// Its folder.
    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// The owner's file.
    pub fn policy(&self) -> PathBuf {
        self.0.path().join("etc/policy.toml")
    }

    /// Where the user's settings are.
    pub fn config(&self) -> PathBuf {
        self.0.path().join("config/alongside")
    }

    /// The home folder of the user's account.
    pub fn home(&self) -> PathBuf {
        self.0.path().join("home")
    }

    /// Where the session logs of this account are.
    pub fn logs(&self) -> PathBuf {
        self.home().join("Documents/Remote Assistance Logs")
    }

    fn write(&self, path: &Path, text: &str) {
        fs::write(path, text).unwrap();
        fs::set_permissions(path, Permissions::from_mode(0o644)).unwrap();
    }

    /// The user's settings.
    #[must_use]
    pub fn set(self, settings: &str) -> Self {
        self.write(&self.config().join("config.toml"), settings);
        self
    }

    /// The program as this computer's user starts it.
    ///
    /// # Panics
    /// When it was not built.
    pub fn run(&self, arguments: &[&str]) -> Command {
        let mut command = command(program("alongside-under-policy"));
        let owner = fs::metadata(self.0.path()).unwrap().uid();
        command
            .args(arguments)
            .env("POLICY_UNDER_TEST", self.policy())
            .env("OWNER_UNDER_TEST", owner.to_string())
            .env("HOME_UNDER_TEST", self.home())
            .env("HOME", self.home())
            .env("XDG_CONFIG_HOME", self.0.path().join("config"))
            .env("USER", "ursula");
        command
    }

    /// A sharer that shares a screen of its own making.
    pub fn share(&self, options: &[&str]) -> Command {
        self.sharing("share", options)
    }

    /// One that waits for offers to see such a screen.
    pub fn listen(&self, options: &[&str]) -> Command {
        self.sharing("listen", options)
    }

    fn sharing(&self, subcommand: &str, options: &[&str]) -> Command {
        let mut command = self.run(&[subcommand, "--json", "--screen", "synthetic:64x64@1"]);
        command.args(["--record-input", "/dev/null"]).args(options);
        command
    }

    /// What `alongside policy --json` says.
    ///
    /// # Panics
    /// When it fails.
    pub fn report(&self, options: &[&str]) -> Value {
        let output = self.run(&["policy", "--json"]).args(options).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice(&output.stdout).unwrap()
    }
}

/// Runs a command that is expected to fail with one sentence.
///
/// # Panics
/// When it does otherwise.
#[track_caller]
pub fn fails(mut command: Command, status: i32, mention: &str) {
    let Output { status: got, stderr, stdout } = command.output().unwrap();
    let stderr = String::from_utf8(stderr).unwrap();
    assert_eq!(got.code(), Some(status), "{stderr}");
    assert_eq!(stderr.lines().count(), 1, "one sentence, got {stderr}");
    assert!(stderr.contains(mention), "no {mention:?} in {stderr}");
    assert!(stdout.is_empty(), "{}", String::from_utf8_lossy(&stdout));
}
