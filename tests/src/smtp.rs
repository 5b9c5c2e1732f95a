//! A real mail server that takes what is sent to it.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::clock::PATIENCE;
use crate::process::{Running, command};

/// The account that may send, if the server requires a login.
pub const LOGIN: (&str, &str) = ("desk", "correct horse");

/// A running mail server.
pub struct MailServer {
    running: Running,
    /// Where it listens on this machine.
    pub port: u16,
}

/// What lies beside the signal server's tests: a certificate for `localhost`.
fn certificate(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../signal/tests/data").join(name)
}

/// The authority that vouches for the mail server.
pub fn authority() -> PathBuf {
    certificate("ca.pem")
}

impl MailServer {
    /// Starts one; `tls` as the configuration names it. With TLS, [`LOGIN`] is asked for.
    ///
    /// # Panics
    /// When it does not say where it listens.
    pub fn start(tls: &str) -> Self {
        let (user, password) = if tls == "none" { ("", "") } else { LOGIN };
        // The system's own, for which Debian's package is; the first in PATH may be another.
        let mut command = command("/usr/bin/python3");
        command
            .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/smtp.py"))
            .arg(tls)
            .args([certificate("localhost.pem"), certificate("localhost.key")])
            .args([user, password]);
        let running = Running::start("smtp", &mut command);
        let port = running.stdout.wait(0, PATIENCE, |line| {
            line.strip_prefix("listening ").and_then(|port| port.parse().ok())
        });
        let Some((_, port)) = port else {
            panic!("the mail server does not listen: {:?}", running.stderr.all())
        };
        Self { running, port }
    }

    /// The messages that it took so far.
    pub fn messages(&self) -> Vec<Value> {
        let lines = self.running.stdout.all();
        lines.iter().filter_map(|line| serde_json::from_str(line).ok()).collect()
    }
}
