//! The software bill of materials: every crate that the programs and the page are made of, as CycloneDX 1.5
//! (<https://cyclonedx.org/docs/1.5/json/>).
//!
//! Of our own, since `cargo-cyclonedx` writes a file for each crate, with a random number and without the page.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context as _, bail};
use serde_json::{Map, Value, json};

use super::folder::VERSION;
use crate::process::{cargo, quiet};

/// Compilation target of the page.
const PAGE_TARGET: &str = "wasm32-unknown-unknown";

/// What cargo builds, and for which target; `None` is this machine.
const BUILT: [(&str, Option<&str>); 3] = [
    ("alongside-sharer", None),
    ("alongside-signal", None),
    ("alongside-viewer", Some(PAGE_TARGET)),
];

/// Name and version of a crate.
type Id = (String, String);

/// Crates with what they depend on.
#[derive(Debug, Default)]
struct Graph {
    crates: BTreeMap<Id, Crate>,
}

#[derive(Debug, Default)]
struct Crate {
    licence: String,
    depends_on: BTreeSet<Id>,
    /// Whether it is part of what people run; the others run only while it is built.
    is_shipped: bool,
}

/// The bill of materials of what this folder builds, for a commit of this time, in s since 1970.
pub(super) fn bill(epoch: u64) -> anyhow::Result<String> {
    let mut graph = Graph::default();
    for (package, target) in BUILT {
        for edges in ["normal,build", "normal,no-proc-macro"] {
            let mut tree = cargo(&["tree", "--locked", "--prefix", "depth", "--edges", edges]);
            tree.args(["--format", "|{p}|{l}", "--package", package]);
            if let Some(target) = target {
                tree.args(["--target", target]);
            }
            let is_shipped = edges.ends_with("no-proc-macro");
            graph.add(&quiet(&mut tree)?, is_shipped)?;
        }
    }
    let lock = std::fs::read_to_string("Cargo.lock").context("cannot read Cargo.lock")?;
    let version = quiet(&mut crate::process::command("rustc", &["--version"]))?;
    let compiler = version.split_whitespace().nth(1).context("rustc has a version")?;
    let bill = document(&graph, &checksums(&lock), compiler, &date(epoch));
    Ok(format!("{bill:#}\n"))
}

impl Graph {
    /// Adds what `cargo tree --prefix depth` printed. A crate that was listed before comes without what it
    /// depends on.
    fn add(&mut self, tree: &str, is_shipped: bool) -> anyhow::Result<()> {
        let mut above: Vec<Id> = Vec::new();
        for line in tree.lines().filter(|line| !line.is_empty()) {
            let mut parts = line.split('|');
            let (Some(depth), Some(package), Some(licence)) =
                (parts.next(), parts.next(), parts.next())
            else {
                bail!("cargo tree: expected depth|package|licence, got {line:?}");
            };
            let depth: usize = depth.parse().with_context(|| format!("no depth in {line:?}"))?;
            let mut words = package.split(' ');
            let (Some(name), Some(version)) =
                (words.next(), words.next().and_then(|version| version.strip_prefix('v')))
            else {
                bail!("cargo tree: expected a name and a version, got {package:?}");
            };
            let id = (name.to_owned(), version.to_owned());
            above.truncate(depth);
            if let Some(parent) = above.last().and_then(|parent| self.crates.get_mut(parent)) {
                parent.depends_on.insert(id.clone());
            }
            let known = self.crates.entry(id.clone()).or_default();
            // An older form of the same (https://doc.rust-lang.org/cargo/reference/manifest.html).
            known.licence = licence.trim_end_matches(" (*)").replace('/', " OR ");
            known.is_shipped |= is_shipped;
            above.push(id);
        }
        Ok(())
    }
}

/// The SHA-256 of each crate's file on crates.io, from the lock file, which cargo writes.
fn checksums(lock: &str) -> BTreeMap<Id, String> {
    let blocks = lock.split("[[package]]").map(|block| {
        let field = |name: &str| {
            let value = block.lines().find_map(|line| line.strip_prefix(name))?;
            Some(value.strip_prefix(" = \"")?.strip_suffix('"')?.to_owned())
        };
        Some(((field("name")?, field("version")?), field("checksum")?))
    });
    blocks.flatten().collect()
}

fn document(graph: &Graph, checksums: &BTreeMap<Id, String>, compiler: &str, time: &str) -> Value {
    let product = format!("alongside@{VERSION}");
    let library = "rust-std";
    let mut components = vec![json!({
        "type": "library", "bom-ref": library, "name": library, "version": compiler,
        "licenses": [{ "expression": "MIT OR Apache-2.0" }],
        "description": "The standard library of Rust, of the compiler with this version.",
    })];
    // As `kit/fonts/README.md` says.
    components.push(json!({
        "type": "data", "bom-ref": "noto-fonts", "name": "noto-fonts", "version": "20201225",
        "licenses": [{ "expression": "OFL-1.1" }], "scope": "required",
        "description": "Subsets of Noto Sans within the sharer, from Debian's fonts-noto-core.",
    }));
    let mut dependencies = vec![];
    for (id, known) in &graph.crates {
        let checksum = checksums.get(id);
        components.push(component(id, known, checksum));
        let on: Vec<String> = known.depends_on.iter().map(reference).collect();
        dependencies.push(json!({ "ref": reference(id), "dependsOn": on }));
    }
    let roots =
        graph.crates.keys().filter(|(name, _)| BUILT.iter().any(|(built, _)| built == name));
    let mut on: Vec<String> = roots.map(reference).collect();
    on.push(library.to_owned());
    dependencies.push(json!({ "ref": product, "dependsOn": on }));
    json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {
            "timestamp": time,
            "component": {
                "type": "application", "bom-ref": product, "name": "alongside", "version": VERSION,
                "licenses": [{ "expression": "MIT OR Apache-2.0" }],
            },
        },
        "components": components,
        "dependencies": dependencies,
    })
}

fn component(id: &Id, known: &Crate, checksum: Option<&String>) -> Value {
    let (name, version) = id;
    let mut fields = Map::new();
    let mut set = |field: &str, value: Value| fields.insert(field.to_owned(), value);
    set("type", "library".into());
    set("bom-ref", reference(id).into());
    set("name", name.as_str().into());
    set("version", version.as_str().into());
    set("scope", if known.is_shipped { "required" } else { "excluded" }.into());
    set("licenses", json!([{ "expression": known.licence }]));
    // Our own crates are in no registry.
    if let Some(checksum) = checksum {
        set("purl", purl(id).into());
        set("hashes", json!([{ "alg": "SHA-256", "content": checksum }]));
    }
    Value::Object(fields)
}

/// How a component is named within the bill.
fn reference((name, version): &Id) -> String {
    format!("{name}@{version}")
}

/// The package URL (<https://github.com/package-url/purl-spec>).
fn purl((name, version): &Id) -> String {
    format!("pkg:cargo/{name}@{}", version.replace('+', "%2B"))
}

/// A time in s since 1970 as RFC 3339 writes it, in UTC.
fn date(epoch: u64) -> String {
    let (days, seconds) = (epoch / 86_400, epoch % 86_400);
    let (mut year, mut left) = (1970, days);
    let is_leap = |year: u64| {
        year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
    };
    while left >= 365 + u64::from(is_leap(year)) {
        left -= 365 + u64::from(is_leap(year));
        year += 1;
    }
    let mut month = 1;
    for days in [31, 28 + u64::from(is_leap(year)), 31, 30, 31, 30, 31, 31, 30, 31, 30] {
        if left < days {
            break;
        }
        left -= days;
        month += 1;
    }
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    format!("{year:04}-{month:02}-{:02}T{hour:02}:{minute:02}:{second:02}Z", left + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: &str = "0|alongside-signal v0.1.0 (/here/signal)|MIT OR Apache-2.0\n\
                       1|a v1.0.0|MIT/Apache-2.0\n\
                       2|b v2.0.0+x|ISC\n\
                       1|macros v1.0.0 (proc-macro)|MIT\n\
                       2|b v2.0.0+x|ISC (*)\n";
    const SHIPPED: &str = "0|alongside-signal v0.1.0 (/here/signal)|MIT OR Apache-2.0\n\
                           1|a v1.0.0|MIT/Apache-2.0\n\
                           2|b v2.0.0+x|ISC\n";
    const LOCK: &str = "version = 4\n\n[[package]]\nname = \"a\"\nversion = \"1.0.0\"\n\
                        source = \"registry\"\nchecksum = \"0a\"\n\n[[package]]\n\
                        name = \"alongside-signal\"\nversion = \"0.1.0\"\n";

    fn graph() -> Graph {
        let mut graph = Graph::default();
        graph.add(ALL, false).unwrap();
        graph.add(SHIPPED, true).unwrap();
        graph
    }

    fn bill() -> Value {
        document(&graph(), &checksums(LOCK), "1.95.0", "2023-11-14T22:13:20Z")
    }

    fn of<'a>(bill: &'a Value, list: &str, field: &str, value: &str) -> &'a Value {
        let list = bill[list].as_array().unwrap();
        list.iter().find(|entry| entry[field] == value).unwrap_or_else(|| panic!("no {value}"))
    }

    #[test]
    fn the_bill_names_each_crate_with_licence_and_checksum() {
        let bill = bill();
        let a = of(&bill, "components", "name", "a");
        assert_eq!(a["licenses"][0]["expression"], "MIT OR Apache-2.0");
        assert_eq!(
            (&a["purl"], &a["hashes"][0]["content"]),
            (&json!("pkg:cargo/a@1.0.0"), &json!("0a"))
        );
        assert_eq!(of(&bill, "components", "name", "alongside-signal").get("purl"), None);
        assert_eq!(purl(&("b".into(), "2.0.0+x".into())), "pkg:cargo/b@2.0.0%2Bx");
        let scope = |name| of(&bill, "components", "name", name)["scope"].clone();
        assert_eq!((scope("b"), scope("macros")), (json!("required"), json!("excluded")));
    }

    #[test]
    fn the_bill_names_who_depends_on_whom() {
        let bill = bill();
        let on = |id| of(&bill, "dependencies", "ref", id)["dependsOn"].clone();
        assert_eq!(on("alongside-signal@0.1.0"), json!(["a@1.0.0", "macros@1.0.0"]));
        assert_eq!(on("macros@1.0.0"), json!(["b@2.0.0+x"]));
        let product = format!("alongside@{VERSION}");
        assert_eq!(on(&product), json!(["alongside-signal@0.1.0", "rust-std"]));
        // No reference leads nowhere, as the schema demands.
        let known: Vec<&Value> =
            bill["components"].as_array().unwrap().iter().map(|known| &known["bom-ref"]).collect();
        for entry in bill["dependencies"].as_array().unwrap() {
            for on in entry["dependsOn"].as_array().unwrap() {
                assert!(known.contains(&on), "{on}");
            }
        }
    }

    #[test]
    fn the_bill_of_this_project_is_the_same_each_time_and_names_no_folder() {
        std::env::set_current_dir(crate::paths::root().unwrap()).unwrap();
        let first = super::bill(1_700_000_000).unwrap();
        assert_eq!(super::bill(1_700_000_000).unwrap(), first);
        let root = crate::paths::root().unwrap();
        assert!(!first.contains(&*root.to_string_lossy()));
        let bill: Value = serde_json::from_str(&first).unwrap();
        // One of each program and of the page; every crate from outside has its checksum.
        for name in ["webrtc", "axum", "web-sys"] {
            let known = of(&bill, "components", "name", name);
            assert_eq!(
                (&known["scope"], known.get("hashes").is_some()),
                (&json!("required"), true)
            );
        }
        for known in bill["components"].as_array().unwrap() {
            assert_ne!(known["licenses"][0]["expression"], "", "{known}");
        }
    }

    #[test]
    fn a_time_is_written_as_rfc_3339() {
        for (epoch, text) in [
            (0, "1970-01-01T00:00:00Z"),
            (951_782_400, "2000-02-29T00:00:00Z"),
            (1_700_000_000, "2023-11-14T22:13:20Z"),
            (1_735_689_599, "2024-12-31T23:59:59Z"),
        ] {
            assert_eq!(date(epoch), text);
        }
    }
}
