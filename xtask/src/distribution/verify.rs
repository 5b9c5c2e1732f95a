//! `cargo xtask dist --verify`: builds the commit twice, in two folders, and compares what comes out bit for bit.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, ensure};

use super::folder::{fresh, read};
use super::make::{Tree, make};
use super::sums;
use crate::paths::{root, target_dir};
use crate::process::{command, quiet};
use crate::reproducible::Origin;
use crate::steps::Steps;

/// Below the folder that cargo builds into. Their names have different lengths, since a path that is written into a
/// program moves everything behind it.
const FOLDERS: [&str; 2] = ["verify/a", "verify/another-folder/b"];

/// Only what is committed is built: the two copies are made by git.
pub(super) fn run(origin: &Origin, steps: &mut Steps) -> anyhow::Result<()> {
    ensure!(
        !origin.commit.ends_with("-changed"),
        "--verify builds the last commit, and files differ from it: commit or restore them"
    );
    let (project, target) = (root()?, target_dir()?);
    let mut made = Vec::new();
    for folder in FOLDERS {
        let folder = target.join(folder);
        let dist = steps.group(&folder.display().to_string(), |steps| {
            steps.step("copy", || copy(&project, &origin.commit, &folder))?;
            let tree = Tree { target: folder.join("target"), root: folder.clone() };
            make(&tree, origin, steps)
        })?;
        made.push(dist);
    }
    let [first, second] = made.as_slice() else { return Ok(()) };
    let differ = steps.step("compare", || differences(first, second))?;
    ensure!(
        differ.is_empty(),
        "these files differ: {}; compare {} and {}, with diffoscope for example",
        differ.join(", "),
        first.display(),
        second.display()
    );
    println!("\nboth builds of {} are equal, bit for bit:", origin.commit);
    print!("{}", String::from_utf8_lossy(&read(&first.join(sums::SUMS))?));
    Ok(())
}

/// The files of a commit, in a folder of their own.
fn copy(project: &Path, commit: &str, folder: &Path) -> anyhow::Result<()> {
    fresh(folder)?;
    let archive = folder.with_extension("tar");
    let mut git = command("git", &["archive", "--format=tar", commit, "--output"]);
    quiet(git.arg(&archive).current_dir(project))?;
    quiet(command("tar", &["--extract", "--file"]).arg(&archive).arg("--directory").arg(folder))?;
    std::fs::remove_file(&archive).context("it was just made")
}

/// The names of the files that two folders do not have alike.
fn differences(first: &Path, second: &Path) -> anyhow::Result<Vec<String>> {
    let names = |folder: &Path| -> anyhow::Result<Vec<String>> {
        let name = |file: &PathBuf| Some(file.file_name()?.to_string_lossy().into_owned());
        Ok(sums::files(folder)?.iter().filter_map(name).collect())
    };
    let mut all = names(first)?;
    all.extend(names(second)?);
    all.sort();
    all.dedup();
    // A file that only one of them has is read as nothing.
    let bytes = |folder: &Path, name: &String| std::fs::read(folder.join(name)).ok();
    all.retain(|name| bytes(first, name) != bytes(second, name));
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_differs_or_is_missing_is_named() {
        let folder = std::env::temp_dir().join(format!("xtask-verify-{}", std::process::id()));
        let (first, second) = (folder.join("first"), folder.join("second"));
        for (folder, files) in
            [(&first, ["same 1", "other 1", "gone 1"]), (&second, ["same 1", "other 2", "new 1"])]
        {
            std::fs::create_dir_all(folder).unwrap();
            for (name, text) in files.map(|file| file.split_once(' ').unwrap()) {
                std::fs::write(folder.join(name), text).unwrap();
            }
        }
        let differ = differences(&first, &second);
        std::fs::remove_dir_all(&folder).unwrap();
        assert_eq!(differ.unwrap(), ["gone", "new", "other"]);
    }
}
