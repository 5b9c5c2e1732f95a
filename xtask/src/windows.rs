//! Building for Windows with mingw, and what Wine lacks to run the result.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Context as _;

use crate::paths::{root, script};
use crate::process::{cargo, command, exists, quiet};

/// What the compiler calls it.
pub(crate) const TARGET: &str = "x86_64-pc-windows-gnu";

/// Of Debian's two variants of each compiler, the posix one has the threads that libstdc++ needs.
const C: &str = "x86_64-w64-mingw32-gcc-posix";
pub(crate) const CXX: &str = "x86_64-w64-mingw32-g++-posix";

/// Cargo, told to build for Windows into `target_dir`: one .exe that needs no library but those of the system. `flags`
/// are further ones for the compiler.
pub(crate) fn build(target_dir: &Path, flags: &[&str]) -> anyhow::Result<Command> {
    let flags: Vec<_> = flags.iter().chain(&["-Clink-arg=-static"]).collect();
    let flags = format!("target.{TARGET}.rustflags={flags:?}");
    let mut build = cargo(&["build", "--target", TARGET, "--config", &flags]);
    build.arg("--target-dir").arg(target_dir);
    if exists(CXX) {
        build
            .env("CC_x86_64_pc_windows_gnu", C)
            .env("CXX_x86_64_pc_windows_gnu", CXX)
            .env("CARGO_TARGET_X86_64_PC_WINDOWS_GNU_LINKER", linker(target_dir)?);
    }
    Ok(build)
}

/// The linker. The compiler names libstdc++ for a dynamic link, whatever else it is told.
fn linker(target_dir: &Path) -> anyhow::Result<PathBuf> {
    let folder = target_dir.join("mingw");
    std::fs::create_dir_all(&folder)
        .with_context(|| format!("{} cannot be made", folder.display()))?;
    let body = format!(
        "for word do\n  shift\n  [ \"$word\" = -lstdc++ ] && word=-l:libstdc++.a\n  \
         set -- \"$@\" \"$word\"\ndone\nexec {C} \"$@\"\n"
    );
    script(&folder.join("linker"), &body)
}

/// Puts beside the programs in `folder` what Wine 8 lacks, and a program that plays any other one of the User's session.
pub(crate) fn lend_to_wine(folder: &Path) -> anyhow::Result<()> {
    let wine = root()?.join("tests/wine");
    let mut library = command(C, &["-shared", "-O1", "-o"]);
    library.arg(folder.join("bcryptprimitives.dll")).arg(wine.join("bcryptprimitives.c"));
    quiet(library.arg("-ladvapi32"))?;
    let mut program = command(C, &["-O1", "-o"]);
    quiet(program.arg(folder.join("program.exe")).arg(wine.join("program.c")).arg("-lgdi32"))?;
    Ok(())
}
