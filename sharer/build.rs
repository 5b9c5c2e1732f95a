//! Gives the program for Windows its icon, its version and its manifest. Other systems get nothing.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The resource compilers of mingw: that of a cross compiler, and that of Windows itself.
const COMPILERS: [&str; 2] = ["x86_64-w64-mingw32-windres", "windres"];

fn main() {
    println!("cargo::rerun-if-changed=windows");
    let is = |variable, value| env::var(variable).is_ok_and(|found| found == value);
    if !is("CARGO_CFG_TARGET_OS", "windows") {
        return;
    }
    if is("CARGO_CFG_TARGET_ENV", "msvc") {
        // The linker reads the manifest. The icon needs a resource compiler, which is left to who packs the program.
        let manifest = Path::new("windows/alongside.manifest").canonicalize();
        let manifest = manifest.expect("the manifest is part of the source");
        println!("cargo::rustc-link-arg-bins=/MANIFEST:EMBED");
        println!("cargo::rustc-link-arg-bins=/MANIFESTINPUT:{}", manifest.display());
        return;
    }
    let object = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it")).join("resources.o");
    let [major, minor, patch, text] = ["_MAJOR", "_MINOR", "_PATCH", ""]
        .map(|part| env::var(format!("CARGO_PKG_VERSION{part}")).expect("cargo sets it"));
    let compile = |compiler: &&str| {
        let status = Command::new(compiler)
            .current_dir("windows")
            .arg(format!("--define=VERSION_NUMBERS={major},{minor},{patch},0"))
            .arg(format!("--define=VERSION_TEXT=\\\"{text}\\\""))
            .args(["alongside.rc", "--output-format=coff", "--output"])
            .arg(&object)
            .status();
        status.is_ok_and(|status| status.success())
    };
    if COMPILERS.iter().any(compile) {
        println!("cargo::rustc-link-arg-bins={}", object.display());
    } else {
        println!(
            "cargo::warning=no icon and no manifest: {} is missing or has failed",
            COMPILERS.join(" or ")
        );
    }
}
