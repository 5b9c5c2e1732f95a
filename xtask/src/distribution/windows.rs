//! What people download for Windows, built with mingw and packed with NSIS: the program alone, and an installer.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, ensure};

use super::folder::{VERSION, read};
use super::make::Tree;
use crate::process::{command, exists, quiet, stream};
use crate::reproducible::{Origin, hidden_paths, hide_paths_from_c};
use crate::setup::target_is_installed;
use crate::windows;

/// The most bytes of the program.
const PROGRAM_BYTES: usize = 28 << 20;

/// What the program and the installer have in their names.
const SYSTEM: &str = "windows-x86_64";

/// Libraries that every Windows 10 has. Another one would have to lie beside the program.
const SYSTEM_LIBRARIES: [&str; 32] = [
    "advapi32.dll",
    "bcrypt.dll",
    "bcryptprimitives.dll",
    "combase.dll",
    "crypt32.dll",
    "d3d11.dll",
    "dwmapi.dll",
    "dwrite.dll",
    "dxgi.dll",
    "gdi32.dll",
    "imm32.dll",
    "iphlpapi.dll",
    "kernel32.dll",
    "ktmw32.dll",
    "msvcrt.dll",
    "ncrypt.dll",
    "ntdll.dll",
    "ole32.dll",
    "oleaut32.dll",
    "propsys.dll",
    "rpcrt4.dll",
    "secur32.dll",
    "shell32.dll",
    "shlwapi.dll",
    "uiautomationcore.dll",
    "user32.dll",
    "userenv.dll",
    "uxtheme.dll",
    "winhttp.dll",
    "winmm.dll",
    "ws2_32.dll",
    "wtsapi32.dll",
];

/// Reads what is in a program.
const OBJDUMP: &str = "x86_64-w64-mingw32-objdump";

/// What this machine lacks to build and pack for Windows.
pub(super) fn missing() -> anyhow::Result<Vec<&'static str>> {
    let mut missing = vec![windows::CXX, OBJDUMP, "makensis"];
    missing.retain(|program| !exists(program));
    if !target_is_installed(windows::TARGET)? {
        missing.push("Rust target x86_64-pc-windows-gnu");
    }
    Ok(missing)
}

/// Builds the program, and returns its path.
pub(super) fn build(tree: &Tree, origin: &Origin) -> anyhow::Result<PathBuf> {
    let hidden = hidden_paths(&tree.root, &tree.target)?;
    let mut flags: Vec<&str> = hidden.iter().map(String::as_str).collect();
    // The linker would write the time of the build into the program.
    flags.push("-Clink-arg=-Wl,--no-insert-timestamp");
    let mut build = windows::build(&tree.target, &flags)?;
    build.args(["--locked", "--release", "-p", "alongside-sharer"]);
    // They would count instead of the flags.
    build.env_remove("RUSTFLAGS").env_remove("CARGO_ENCODED_RUSTFLAGS");
    hide_paths_from_c(&mut build, &tree.root, &tree.target)?;
    origin.pass(&mut build)?;
    stream(&mut build)?;
    let program = tree.target.join(windows::TARGET).join("release/alongside.exe");
    check(&program)?;
    Ok(program)
}

/// Puts the program and its installer into the folder.
pub(super) fn pack(
    program: &Path,
    root: &Path,
    dist: &Path,
    origin: &Origin,
) -> anyhow::Result<()> {
    let name = format!("alongside-{VERSION}-{SYSTEM}");
    std::fs::copy(program, dist.join(format!("{name}.exe")))
        .with_context(|| format!("cannot copy {}", program.display()))?;
    let mut nsis = nsis(program, root, &dist.join(format!("{name}-setup.exe")), "-V2");
    origin.pass(&mut nsis)?;
    quiet(&mut nsis)?;
    Ok(())
}

/// Makes the installer. `verbosity` is what NSIS prints: `-V4` is all.
fn nsis(program: &Path, root: &Path, output: &Path, verbosity: &str) -> Command {
    let mut nsis = command("makensis", &[verbosity, "-WX"]);
    let define = |name: &str, value: &dyn std::fmt::Display| format!("-D{name}={value}");
    nsis.arg(define("VERSION", &VERSION)).arg(define("NUMBERS", &numbers(VERSION)));
    nsis.arg(define("SOURCE", &root.display())).arg(define("PROGRAM", &program.display()));
    nsis.arg(define("OUTPUT", &output.display()));
    nsis.arg(root.join("sharer/windows/installer.nsi"));
    nsis
}

/// The version in four numbers, without what follows them.
fn numbers(version: &str) -> String {
    let release = version.split(['-', '+']).next().unwrap_or(version);
    format!("{release}.0")
}

/// Checks that the program needs no other file, has its manifest, and is not too large.
fn check(program: &Path) -> anyhow::Result<()> {
    let headers = quiet(command(OBJDUMP, &["-p", "-h"]).arg(program))?;
    let foreign = foreign_libraries(&headers);
    ensure!(
        foreign.is_empty(),
        "{}: expected libraries of Windows only, got {}",
        program.display(),
        foreign.join(", ")
    );
    ensure!(headers.contains(" .rsrc "), "{}: icon and manifest are missing", program.display());
    let size = read(program)?.len();
    ensure!(
        size <= PROGRAM_BYTES,
        "{}: expected at most {PROGRAM_BYTES} bytes, got {size}",
        program.display()
    );
    Ok(())
}

/// The libraries among the headers that are not part of Windows. Those named `api-ms-win-…` are.
fn foreign_libraries(headers: &str) -> Vec<&str> {
    let names = headers.lines().filter_map(|line| line.trim().strip_prefix("DLL Name: "));
    let is_foreign = |name: &&str| {
        let name = name.to_ascii_lowercase();
        !name.starts_with("api-ms-win-") && !SYSTEM_LIBRARIES.contains(&name.as_str())
    };
    names.filter(is_foreign).collect()
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, UNIX_EPOCH};

    use super::*;
    use crate::paths::root;

    #[test]
    fn a_library_that_would_lie_beside_the_program_is_named() {
        let headers = "\tDLL Name: KERNEL32.dll\n\tvma: 1\n\tDLL Name: libstdc++-6.dll\n\
                       \tDLL Name: api-ms-win-core-synch-l1-2-0.dll\n\tDLL Name: libwinpthread-1.dll\n";
        assert_eq!(foreign_libraries(headers), ["libstdc++-6.dll", "libwinpthread-1.dll"]);
    }

    /// Makes the installer in a folder of its own, from an empty program with this time. Returns what NSIS printed, and
    /// the installer.
    fn installer(test: &str, seconds: u64) -> (String, Vec<u8>) {
        let folder = std::env::temp_dir().join(format!("xtask-{test}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let (program, output) = (folder.join("alongside.exe"), folder.join("alongside-setup.exe"));
        let time = UNIX_EPOCH + Duration::from_secs(seconds);
        std::fs::File::create(&program).unwrap().set_modified(time).unwrap();
        let mut nsis = nsis(&program, &root().unwrap(), &output, "-V4");
        let printed = quiet(nsis.env("SOURCE_DATE_EPOCH", "1700000000"));
        let made = read(&output);
        std::fs::remove_dir_all(&folder).unwrap();
        (printed.unwrap(), made.unwrap())
    }

    #[test]
    fn the_installer_is_the_same_whenever_the_program_was_built() {
        let [(_, first), (_, second)] =
            [1_600_000_000, 1_700_000_000].map(|s| installer("time", s));
        assert!(first == second);
    }

    #[test]
    fn the_command_that_creates_the_firewall_rules_is_one_parameter() {
        let (printed, _) = installer("rules", 1_700_000_000);
        let mut commands = printed.lines().filter(|line| line.starts_with("Plugin command: Exec"));
        let command = commands.find(|line| line.contains("New-NetFirewallRule")).unwrap();
        // Each parameter is printed without its own quotes.
        assert!(command.contains("-DisplayName 'Alongside (built-in server)' -Group"), "{command}");
        assert!(command.ends_with(" -Program $$env:ALONGSIDE_PROGRAM\""), "{command}");
    }

    #[test]
    fn the_version_of_windows_has_four_numbers() {
        assert_eq!(numbers("0.1.0"), "0.1.0.0");
        assert_eq!(numbers("1.20.3-rc.1+4"), "1.20.3.0");
    }
}
