//! `cargo xtask dist`: what people download, made so that everybody can make the same again.

mod archive;
mod debian;
mod folder;
mod make;
mod sbom;
mod sums;
mod verify;
mod windows;

use std::path::PathBuf;

use anyhow::ensure;

use crate::args::Args;
use crate::paths::{root, target_dir};
use crate::reproducible::Origin;
use crate::setup::{self, Need};
use crate::steps::Steps;
use make::{Tree, make};

pub(crate) fn run(args: &Args, steps: &mut Steps) -> anyhow::Result<()> {
    if args.sign.is_some() {
        // A release lacks nothing without a word.
        setup::run(args, steps, &[Need::Build, Need::Viewer, Need::Windows, Need::Sign])?;
        let missing = windows::missing()?;
        ensure!(
            missing.is_empty(),
            "nothing for Windows could be signed: no {}",
            missing.join(", no ")
        );
    } else {
        setup::run(args, steps, &[Need::Build, Need::Viewer])?;
        setup::try_run(args, steps, Need::Windows);
    }
    let origin = Origin::find()?;
    if args.verify {
        return verify::run(&origin, steps);
    }
    // Relative to the folder in which the command was typed, which is not ours any more.
    let key = args.sign.as_deref().map(|key| typed_in().join(key));
    let tree = Tree { root: root()?, target: target_dir()? };
    let dist = make(&tree, &origin, steps)?;
    if let Some(key) = key {
        steps.step("signature", || sums::sign(&dist, &key))?;
    }
    println!("\n{} of {}:", folder::VERSION, origin.commit);
    for file in sums::files(&dist)? {
        println!("{}", file.display());
    }
    Ok(())
}

/// The folder in which the command was typed.
fn typed_in() -> PathBuf {
    std::env::var_os("PWD").map(PathBuf::from).unwrap_or_default()
}
