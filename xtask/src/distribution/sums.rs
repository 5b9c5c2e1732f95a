//! `SHA256SUMS` over what people download, and its signature.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, ensure};
use sha2::{Digest as _, Sha256};

use super::folder::{VERSION, write as write_file};
use crate::page_hash::hex;
use crate::process::{command, stream};

/// In the form of `sha256sum`, which checks them.
pub(super) const SUMS: &str = "SHA256SUMS";

/// Writes the sums of all files in a folder, sorted by their names.
pub(super) fn write(folder: &Path) -> anyhow::Result<()> {
    let mut sums = String::new();
    for file in files(folder)? {
        let bytes =
            std::fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
        let name = file.file_name().context("a file has a name")?.to_string_lossy();
        // Writing to a String cannot fail.
        let _ = writeln!(sums, "{}  {name}", hex(&Sha256::digest(bytes)));
    }
    write_file(&folder.join(SUMS), &sums)
}

/// All files of a folder, sorted by their names.
pub(super) fn files(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let entries = folder.read_dir().with_context(|| format!("cannot list {}", folder.display()))?;
    let mut files: Vec<PathBuf> =
        entries.map(|entry| Ok(entry?.path())).collect::<std::io::Result<_>>()?;
    files.sort();
    Ok(files)
}

/// Signs the sums with the releaser's key. minisign asks for the password of the key, if it has one, so that
/// neither key nor password passes through this program.
pub(super) fn sign(folder: &Path, key: &Path) -> anyhow::Result<()> {
    ensure!(
        key.is_file(),
        "--sign: expected the file of a minisign key, but {} is none",
        key.display()
    );
    // By itself minisign writes the time here, and each signature would be another one.
    let comment = format!("Alongside {VERSION}, {SUMS}");
    let mut minisign = command("minisign", &["-S", "-t", &comment, "-s"]);
    minisign.arg(key).arg("-m").arg(folder.join(SUMS));
    stream(&mut minisign).context("the sums are not signed")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::process::{quiet, succeeds};

    /// A folder of a test, which is removed at its end.
    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str) -> Self {
            let folder = std::env::temp_dir().join(format!("xtask-{name}-{}", std::process::id()));
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::write(folder.join("b"), "b").unwrap();
            std::fs::write(folder.join("a"), "a").unwrap();
            Self(folder)
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = std::fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn sha256sum_checks_the_sums_and_notices_a_changed_file() {
        let Folder(folder) = &Folder::new("sums");
        write(folder).unwrap();
        let check =
            || succeeds(command("sha256sum", &["--check", "--strict", SUMS]).current_dir(folder));
        assert!(check());
        let sums = std::fs::read_to_string(folder.join(SUMS)).unwrap();
        let names: Vec<_> = sums.lines().map(|line| line.split("  ").nth(1).unwrap()).collect();
        assert_eq!(names, ["a", "b"]);
        std::fs::write(folder.join("b"), "c").unwrap();
        assert!(!check());
    }

    #[test]
    fn minisign_verifies_the_signature_and_notices_changed_sums() {
        let folder = Folder::new("sign");
        let Folder(folder) = &folder;
        let keys = Folder::new("keys");
        let (secret, public) = (keys.0.join("secret"), keys.0.join("public"));
        let mut generate = command("minisign", &["-G", "-W", "-p"]);
        quiet(generate.arg(&public).arg("-s").arg(&secret)).unwrap();
        write(folder).unwrap();
        sign(folder, &secret).unwrap();
        let signature = || std::fs::read(folder.join("SHA256SUMS.minisig")).unwrap();
        let first = signature();
        sign(folder, &secret).unwrap();
        assert_eq!(signature(), first, "it has no time of its own");
        let verify = || {
            let mut verify = command("minisign", &["-V", "-p"]);
            succeeds(verify.arg(&public).arg("-m").arg(folder.join(SUMS)))
        };
        assert!(verify());
        std::fs::write(folder.join("a"), "another").unwrap();
        write(folder).unwrap();
        assert!(!verify());
    }

    #[test]
    fn a_key_that_is_not_there_is_named() {
        let error = sign(Path::new("."), Path::new("no-such-key")).unwrap_err();
        assert!(error.to_string().contains("no-such-key"), "{error}");
    }
}
