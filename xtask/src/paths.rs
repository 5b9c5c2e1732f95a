//! Where things are: the project's folder, the folder that cargo builds into, the packages of `core/`, scripts for
//! other programs.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, ensure};

/// The project's folder. Every command runs there.
pub(crate) fn root() -> anyhow::Result<PathBuf> {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = manifest.parent().context("xtask lies in the project's folder")?;
    Ok(root.to_owned())
}

/// Where cargo builds: the folder in which this very program was built.
pub(crate) fn target_dir() -> anyhow::Result<PathBuf> {
    let this = std::env::current_exe().context("this program cannot find its own file")?;
    let profile = this.parent().context("a program lies in a folder")?;
    Ok(profile.parent().context("cargo builds into target/PROFILE")?.to_owned())
}

/// The names of the packages in `core/`, from the folders that are there.
pub(crate) fn core_packages() -> anyhow::Result<Vec<String>> {
    let core = root()?.join("core");
    let mut names = Vec::new();
    for entry in core.read_dir().with_context(|| format!("cannot read {}", core.display()))? {
        let manifest = entry?.path().join("Cargo.toml");
        let Ok(text) = std::fs::read_to_string(&manifest) else {
            continue;
        };
        let name = text.lines().find_map(|line| line.strip_prefix("name = \"")?.strip_suffix('"'));
        names.push(name.with_context(|| format!("no name in {}", manifest.display()))?.to_owned());
    }
    ensure!(!names.is_empty(), "there is no package in {}", core.display());
    names.sort();
    Ok(names)
}

/// Writes a shell script, if it is not there already: a new one would make cargo build again.
pub(crate) fn script(path: &Path, body: &str) -> anyhow::Result<PathBuf> {
    let text = format!("#!/bin/sh\n{body}");
    if std::fs::read_to_string(path).ok().as_deref() != Some(&text) {
        std::fs::write(path, text)
            .with_context(|| format!("{} cannot be written", path.display()))?;
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755))
            .with_context(|| format!("{} cannot be made executable", path.display()))?;
    }
    Ok(path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_packages_of_core_are_found_by_their_folders() {
        assert!(core_packages().unwrap().iter().any(|name| name == "alongside-protocol"));
    }
}
