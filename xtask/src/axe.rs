//! axe-core, which looks for barriers in the page, for a test in the browser. It comes from its npm package and stays in
//! the folder that cargo builds into: it is no part of the program.

use std::path::Path;

use anyhow::{Context as _, ensure};
use sha2::{Digest as _, Sha512};

use crate::page_hash::hex;
use crate::paths::target_dir;
use crate::process::{command, stream};

/// The version that is fetched. The test has it in the name of the file, too.
const VERSION: &str = "4.10.3";

/// The SHA-512 of the package, as the registry of npm names it.
const SHA512: &str = "5e6edba515e70d25f6604d9815f064d859c5d1ea7ab661bbc4f87c88779ef0c2\
                      1cae0abbeb636471ef39e9d62d2582e4b88a1866f19f4ecfcf6d986275e4dc12";

/// Fetches it, unless it is there.
pub(crate) fn fetch() -> anyhow::Result<()> {
    let target = target_dir()?;
    let script = target.join(format!("axe-core-{VERSION}.js"));
    if script.is_file() {
        return Ok(());
    }
    let package = target.join(format!("axe-core-{VERSION}.tgz"));
    let address = format!("https://registry.npmjs.org/axe-core/-/axe-core-{VERSION}.tgz");
    let mut curl = command("curl", &["--fail", "--silent", "--show-error", "--location"]);
    stream(curl.arg("--output").arg(&package).arg(&address))
        .context("axe-core could not be fetched")?;
    unpack(&package, &script)
}

/// Takes the script out of a package that is the right one.
fn unpack(package: &Path, script: &Path) -> anyhow::Result<()> {
    let bytes = std::fs::read(package)?;
    let found = hex(&Sha512::digest(&bytes));
    ensure!(found == SHA512, "{} has the SHA-512 {found}, not {SHA512}", package.display());
    let mut tar = command("tar", &["--extract", "--to-stdout", "--gzip", "--file"]);
    let output = tar.arg(package).arg("package/axe.min.js").output()?;
    ensure!(output.status.success(), "tar cannot read {}", package.display());
    // In one step, so that what is there is whole.
    let new = script.with_extension("new");
    std::fs::write(&new, output.stdout)?;
    std::fs::rename(&new, script)?;
    Ok(())
}
