//! A certificate for the server, made by `openssl` for one test.

use std::path::PathBuf;

use super::internet::{SERVER, SERVER_V6};
use crate::process::{Folder, command};

/// A certificate of the server's addresses, and of the authority that signed it.
pub(super) struct Certificate {
    folder: Folder,
}

impl Certificate {
    /// Makes one.
    ///
    /// # Panics
    /// When `openssl` is missing.
    pub(super) fn new() -> Self {
        let this = Self { folder: Folder::new() };
        let authority_key = text(&this.folder.path().join("ca.key"));
        let authority = text(&this.authority());
        request(
            "Test authority",
            &[
                "-keyout",
                &authority_key,
                "-out",
                &authority,
                "-addext",
                "basicConstraints=critical,CA:TRUE",
            ],
        );
        // rustls takes no authority for a server: the server has a certificate of its own.
        let names = format!("subjectAltName=IP:{SERVER},IP:{SERVER_V6}");
        let [chain, key] = [this.chain(), this.key()].map(|path| text(&path));
        request(
            "Test server",
            &[
                "-keyout",
                &key,
                "-out",
                &chain,
                "-addext",
                "basicConstraints=critical,CA:FALSE",
                "-addext",
                &names,
                "-CA",
                &authority,
                "-CAkey",
                &authority_key,
            ],
        );
        this
    }

    /// The authority's certificate, which clients trust.
    pub(super) fn authority(&self) -> PathBuf {
        self.folder.path().join("ca.pem")
    }

    /// The server's certificate.
    pub(super) fn chain(&self) -> PathBuf {
        self.folder.path().join("server.pem")
    }

    /// The server's key.
    pub(super) fn key(&self) -> PathBuf {
        self.folder.path().join("server.key")
    }
}

/// A self-signed certificate, or one that another signs.
fn request(name: &str, arguments: &[&str]) {
    let mut openssl = command("openssl");
    openssl.args(["req", "-x509", "-newkey", "ec", "-pkeyopt"]);
    openssl.args(["ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj"]);
    openssl.arg(format!("/CN={name}")).args(arguments);
    let output = openssl.output().expect("openssl is installed");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

fn text(path: &std::path::Path) -> String {
    path.to_str().expect("folders of tests have plain names").to_owned()
}
