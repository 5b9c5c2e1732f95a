//! What makes two builds of one commit equal, bit for bit, whatever folder they are built in
//! (<https://reproducible-builds.org/docs/>): one time, one set of paths, one environment.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, ensure};

use crate::process::{command, quiet, succeeds};

/// The time that archives carry, in s since 1970
/// (<https://reproducible-builds.org/specs/source-date-epoch/>).
const EPOCH: &str = "SOURCE_DATE_EPOCH";

/// The commit that the programs name. They read it when they are compiled.
const COMMIT: &str = "ALONGSIDE_COMMIT";

/// The compiler that the programs name.
const COMPILER: &str = "ALONGSIDE_COMPILER";

/// What is the same in every build of one commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Origin {
    /// The time of the commit, in s since 1970.
    pub(crate) epoch: u64,
    /// The commit; with `-changed` when files differ from it.
    pub(crate) commit: String,
}

impl Origin {
    /// From the environment, where it says so, else from git.
    pub(crate) fn find() -> anyhow::Result<Self> {
        let epoch = match std::env::var(EPOCH) {
            Ok(epoch) => epoch,
            Err(_) => git(&["log", "-1", "--format=%ct"]).with_context(|| {
                format!("set {EPOCH} to the time of the commit in s since 1970: git does not know")
            })?,
        };
        let epoch = epoch.trim();
        let epoch =
            epoch.parse().with_context(|| format!("{EPOCH}: expected seconds, got {epoch:?}"))?;
        let commit = match std::env::var(COMMIT) {
            Ok(commit) => commit,
            Err(_) => commit_of_git()?,
        };
        Ok(Self { epoch, commit })
    }

    /// Gives it to a command that builds or packs.
    pub(crate) fn pass(&self, command: &mut Command) -> anyhow::Result<()> {
        command.env(EPOCH, self.epoch.to_string()).env(COMMIT, &self.commit);
        command.env(COMPILER, rustc(&["--version"])?.trim());
        // Texts that tools print may end up in what they make.
        command.env("LC_ALL", "C").env("TZ", "UTC");
        Ok(())
    }
}

/// The commit of the working tree, marked when files differ from it.
fn commit_of_git() -> anyhow::Result<String> {
    let head = git(&["rev-parse", "HEAD"])
        .with_context(|| format!("set {COMMIT} to the commit: git does not know"))?;
    let unchanged = succeeds(&mut command("git", &["diff", "--quiet", "HEAD"]));
    Ok(format!("{}{}", head.trim(), if unchanged { "" } else { "-changed" }))
}

fn git(arguments: &[&str]) -> anyhow::Result<String> {
    quiet(&mut command("git", arguments))
}

fn rustc(arguments: &[&str]) -> anyhow::Result<String> {
    quiet(&mut command("rustc", arguments))
}

/// Lets neither the compiler nor the C compiler write a path of this machine into what they make.
///
/// Panic messages name source files, and C++ names them in assertions.
pub(crate) fn hide_paths(build: &mut Command, root: &Path, target: &Path) -> anyhow::Result<()> {
    let flags = hidden_paths(root, target)?;
    // Unlike RUSTFLAGS it allows spaces in a path.
    build.env_remove("RUSTFLAGS").env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}"));
    hide_paths_from_c(build, root, target)
}

/// The flags that hide the paths from the compiler.
pub(crate) fn hidden_paths(root: &Path, target: &Path) -> anyhow::Result<Vec<String>> {
    let flag =
        |(from, to): (PathBuf, String)| format!("--remap-path-prefix={}={to}", from.display());
    Ok(places(root, target)?.into_iter().map(flag).collect())
}

/// Hides the paths from the C compiler alone.
pub(crate) fn hide_paths_from_c(
    build: &mut Command,
    root: &Path,
    target: &Path,
) -> anyhow::Result<()> {
    let places = places(root, target)?;
    // The `cc` crate splits these at spaces.
    let is_plain = |path: &Path| !path.to_string_lossy().contains(char::is_whitespace);
    ensure!(
        places.iter().all(|(from, _)| is_plain(from)),
        "a path with a space cannot be hidden from the C compiler: {}",
        root.display()
    );
    let c: Vec<String> = places
        .iter()
        .map(|(from, to)| format!("-ffile-prefix-map={}={to}", from.display()))
        .collect();
    for name in ["CFLAGS", "CXXFLAGS"] {
        build.env(name, c.join(" "));
    }
    Ok(())
}

/// Folders of this machine, and what is written instead: of two that match, the later one counts.
fn places(root: &Path, target: &Path) -> anyhow::Result<Vec<(PathBuf, String)>> {
    let sysroot = PathBuf::from(rustc(&["--print", "sysroot"])?.trim());
    let version = rustc(&["--version", "--verbose"])?;
    let commit = version.lines().find_map(|line| line.strip_prefix("commit-hash: "));
    // The paths in the compiled standard library begin in the same way.
    let library = format!("/rustc/{}", commit.unwrap_or("unknown"));
    Ok(vec![
        (root.to_owned(), "/alongside".to_owned()),
        (target.to_owned(), "/alongside/target".to_owned()),
        (cargo_home()?, "/cargo".to_owned()),
        (sysroot.join("lib/rustlib/src/rust"), library),
    ])
}

/// Where cargo keeps the sources of dependencies.
fn cargo_home() -> anyhow::Result<PathBuf> {
    if let Some(home) = std::env::var_os("CARGO_HOME") {
        return Ok(home.into());
    }
    let home = std::env::home_dir().context("neither CARGO_HOME nor a home folder is set")?;
    Ok(home.join(".cargo"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_build_hides_the_folders_of_this_machine() {
        let mut build = command("cargo", &["build"]);
        hide_paths(&mut build, Path::new("/a"), Path::new("/b")).unwrap();
        let value = |name: &str| {
            let set = build.get_envs().find(|(set, _)| *set == name).and_then(|(_, value)| value);
            set.unwrap_or_else(|| panic!("{name} is not set")).to_string_lossy().into_owned()
        };
        let rust = value("CARGO_ENCODED_RUSTFLAGS");
        let flags: Vec<&str> = rust.split('\u{1f}').collect();
        assert!(flags.starts_with(&[
            "--remap-path-prefix=/a=/alongside",
            "--remap-path-prefix=/b=/alongside/target"
        ]));
        assert!(flags.iter().any(|flag| flag.ends_with("=/cargo")), "{rust}");
        for name in ["CFLAGS", "CXXFLAGS"] {
            assert!(value(name).starts_with("-ffile-prefix-map=/a=/alongside "), "{name}");
        }
    }

    #[test]
    fn a_folder_that_cannot_be_hidden_is_named() {
        let mut build = command("cargo", &["build"]);
        let error = hide_paths(&mut build, Path::new("/my files"), Path::new("/b")).unwrap_err();
        assert!(error.to_string().contains("/my files"), "{error}");
    }
}
