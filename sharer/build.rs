//! Gives alongside.exe its icon, version and manifest. For other systems it does nothing.
//!
//! `windres` belongs to the compiler for the target that is used here, so that no crate is needed for it. With another
//! toolchain, and where it is missing, the program is built without: it works, but looks blurred on scaled displays.

use std::path::PathBuf;
use std::process::Command;

/// Of the resources, and of their parts.
const SOURCES: [&str; 3] =
    ["windows/alongside.rc", "windows/alongside.manifest", "windows/alongside.ico"];

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let is = |name: &str, value: &str| std::env::var(name).is_ok_and(|found| found == value);
    if !is("CARGO_CFG_TARGET_OS", "windows") || !is("CARGO_CFG_TARGET_ENV", "gnu") {
        return;
    }
    for source in SOURCES {
        println!("cargo::rerun-if-changed={source}");
    }
    match compile() {
        Ok(object) => println!("cargo::rustc-link-arg-bins={}", object.display()),
        Err(why) => println!("cargo::warning=alongside.exe has no icon and no manifest: {why}"),
    }
}

/// Compiles the resources into an object file for the linker.
fn compile() -> Result<PathBuf, String> {
    let variable = |name: &str| std::env::var(name).map_err(|error| format!("{name}: {error}"));
    let object = PathBuf::from(variable("OUT_DIR")?).join("resources.o");
    let [major, minor, patch] =
        ["MAJOR", "MINOR", "PATCH"].map(|part| variable(&format!("CARGO_PKG_VERSION_{part}")));
    let numbers = format!("{},{},{},0", major?, minor?, patch?);
    let text = variable("CARGO_PKG_VERSION")?;
    let mut windres =
        Command::new(format!("{}-w64-mingw32-windres", variable("CARGO_CFG_TARGET_ARCH")?));
    windres.arg("--include-dir=windows").arg(format!("--define=VERSION_NUMBERS={numbers}"));
    windres.arg(format!("--define=VERSION_TEXT=\\\"{text}\\\""));
    windres.args(["--output-format=coff", SOURCES[0]]).arg(&object);
    match windres.status() {
        Ok(status) if status.success() => Ok(object),
        Ok(status) => Err(format!("windres failed ({status})")),
        Err(error) => Err(format!("windres cannot be started: {error}")),
    }
}
