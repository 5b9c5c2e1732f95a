//! The borders of `core/`: its crates use no operating system and only the core crates above them.
//! And between the other crates: they depend on each other downwards.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use crate::faults::Faults;
use crate::source::{RustFile, numbered, read, root, rust_files};

/// The crates of `core/`, each below those that it may depend on. A folder may still be missing.
const CORE: [&str; 11] = [
    "words",
    "protocol",
    "relay",
    "h264",
    "picture",
    "transport",
    "transfer",
    "appearance",
    "mapping",
    "session",
    "viewer",
];

/// What a crate of `core/` may take from outside: crates that do no I/O.
const CORE_MAY_USE: [&str; 18] = [
    "base64",
    "chacha20poly1305",
    "ed25519-dalek",
    "hkdf",
    "hmac",
    "md-5",
    "rand_core",
    "serde",
    "serde_json",
    "sha1",
    "sha2",
    "spake2",
    "subtle",
    "thiserror",
    "unicode-normalization",
    "unicode-security",
    "x25519-dalek",
    "zeroize",
];

/// What must not be anywhere below a crate of `core/`: random numbers, threads, sockets, web pages.
const NOT_BELOW_CORE: [&str; 8] =
    ["getrandom", "js-sys", "mio", "rand", "socket2", "tokio", "wasm-bindgen", "web-sys"];

#[test]
fn a_core_crate_is_without_the_standard_library_and_unsafe_code() {
    let mut faults = Faults::default();
    for name in core_crates() {
        let path = format!("core/{name}/src/lib.rs");
        let root_file = read(&root().join(&path));
        let says = |attribute: &str| root_file.lines().any(|line| line.trim() == attribute);
        if !says("#![forbid(unsafe_code)]") {
            faults.add(&path, 1, "a core crate says #![forbid(unsafe_code)]");
        }
        if !says("#![no_std]") {
            faults.add(&path, 1, "a core crate says #![no_std]");
        }
    }
    for file in core_files() {
        for (number, line) in numbered(&file.program) {
            if line.contains("extern crate std") {
                faults.add(&file.name, number, "only tests may use std: #[cfg(test)]");
            }
        }
    }
    faults.none();
}

#[test]
fn a_core_crate_depends_on_core_crates_above_it_only() {
    let packages = packages();
    let mut faults = Faults::default();
    for name in core_crates() {
        let manifest = format!("core/{name}/Cargo.toml");
        let Some(rank) = CORE.iter().position(|known| *known == name) else {
            faults.add(&manifest, 1, &format!("put {name} into the list CORE of this test"));
            continue;
        };
        let package = packages.get(&manifest).expect("each folder of core/ is in the workspace");
        for dependency in &package.dependencies {
            let allowed = match dependency.path.as_deref() {
                Some(path) => CORE[..rank].iter().any(|above| path == format!("core/{above}")),
                None => CORE_MAY_USE.contains(&dependency.name.as_str()),
            };
            if !allowed {
                let fault =
                    format!("a core crate above {name} or CORE_MAY_USE: not {}", dependency.name);
                faults.add(&manifest, 1, &fault);
            }
        }
    }
    faults.none();
}

#[test]
fn nothing_below_a_core_crate_uses_the_operating_system() {
    let packages = packages();
    let mut faults = Faults::default();
    for name in core_crates() {
        let manifest = format!("core/{name}/Cargo.toml");
        let package = &packages.get(&manifest).expect("it is in the workspace").name;
        for line in tree(package, "wasm32-unknown-unknown", "normal,features,no-proc-macro") {
            let mut words = line.split(' ');
            let crate_name = words.next().unwrap_or_default();
            if NOT_BELOW_CORE.contains(&crate_name) {
                faults.add(&manifest, 1, &format!("{crate_name} is below it"));
            }
            // A line `serde feature "std"`; a crate itself is `serde v1.0.228`.
            if words.next() == Some("feature") && words.next() == Some("\"std\"") {
                faults.add(&manifest, 1, &format!("{crate_name} is built with its feature std"));
            }
        }
    }
    faults.none();
}

#[test]
fn crates_depend_only_downwards() {
    let forbidden: [(&str, &[&str]); 6] = [
        (
            "alongside-kit",
            &["alongside-protocol", "alongside-session", "alongside-sharer", "webrtc"],
        ),
        ("alongside-simulation", &["alongside-sharer", "webrtc", "openh264"]),
        ("alongside-signal", &["alongside-sharer", "alongside-viewer", "webrtc", "openh264"]),
        ("alongside-viewer", &["alongside-sharer", "alongside-signal", "tokio", "webrtc"]),
        ("alongside-sharer", &["alongside-viewer", "alongside-tests", "xtask"]),
        ("xtask", &["alongside-sharer", "alongside-signal", "alongside-protocol", "tokio"]),
    ];
    let mut faults = Faults::default();
    for (package, not) in forbidden {
        let system = if package == "alongside-viewer" { "wasm32-unknown-unknown" } else { "all" };
        let lines = tree(package, system, "normal");
        let below: BTreeSet<_> = lines.iter().filter_map(|line| line.split(' ').next()).collect();
        assert!(below.contains(package), "cargo tree begins with the package itself");
        for name in not.iter().filter(|name| below.contains(**name)) {
            faults.add(package, 0, &format!("depends on {name}"));
        }
    }
    faults.none();
}

/// The folders of `core/`.
fn core_crates() -> impl Iterator<Item = String> {
    let folders = root().join("core").read_dir().expect("core can be read");
    let folders = folders.map(|entry| entry.expect("it can be listed").path());
    let mut names: Vec<_> = folders
        .filter(|folder| folder.join("Cargo.toml").exists())
        .filter_map(|folder| Some(folder.file_name()?.to_str()?.to_owned()))
        .collect();
    assert!(names.len() > 1, "core is not where it is expected");
    names.sort();
    names.into_iter()
}

/// The source files of the crates of `core/`.
fn core_files() -> impl Iterator<Item = &'static RustFile> {
    rust_files().iter().filter(|file| file.name.starts_with("core/"))
}

/// A package of the workspace.
struct Package {
    name: String,
    dependencies: Vec<Dependency>,
}

/// What a package depends on when it is neither built nor tested, but used.
struct Dependency {
    name: String,
    /// From the root, when it is one of ours.
    path: Option<String>,
}

/// The packages of the workspace by their manifests' paths from the root.
fn packages() -> BTreeMap<String, Package> {
    let output = cargo(&["metadata", "--offline", "--no-deps", "--format-version", "1"]);
    let metadata: serde_json::Value = serde_json::from_str(&output).expect("cargo writes JSON");
    let from_root = |path: &serde_json::Value| {
        let path = std::path::Path::new(path.as_str()?);
        path.starts_with(root()).then(|| crate::source::relative(path))
    };
    let list = metadata["packages"].as_array().expect("there are packages").iter();
    list.filter_map(|package| {
        let dependencies = package["dependencies"].as_array()?.iter();
        let dependencies = dependencies.filter(|dependency| dependency["kind"].is_null());
        let dependencies = dependencies.filter_map(|dependency| {
            let name = dependency["name"].as_str()?.to_owned();
            Some(Dependency { name, path: from_root(&dependency["path"]) })
        });
        let name = package["name"].as_str()?.to_owned();
        let package_of_ours = Package { name, dependencies: dependencies.collect() };
        Some((from_root(&package["manifest_path"])?, package_of_ours))
    })
    .collect()
}

/// What is below a package on a system, itself included: a line for each crate or feature.
fn tree(package: &str, system: &str, edges: &str) -> Vec<String> {
    let output = cargo(&[
        "tree",
        "--offline",
        "--edges",
        edges,
        "--target",
        system,
        "--prefix",
        "none",
        "--package",
        package,
    ]);
    output.lines().map(str::to_owned).collect()
}

fn cargo(arguments: &[&str]) -> String {
    let cargo = std::env::var_os("CARGO").expect("cargo runs the tests");
    let output =
        Command::new(cargo).args(arguments).current_dir(root()).output().expect("cargo starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("names are text")
}
