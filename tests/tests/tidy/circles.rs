//! Imports between the files of a crate: they form no circle, and in the sharer they lead down.
//! Read as text, without tests; what a macro makes is not seen.

use std::collections::{BTreeMap, BTreeSet};

use crate::faults::Faults;
use crate::imports::Modules;
use crate::source::{RustFile, crate_of, rust_files};

/// Files that may import each other in a circle: a module and its parent often belong together.
const CIRCLE: usize = 2;

/// Temporary: how many files the largest circle of a crate still has.
const CIRCLES_TODAY: [(&str, usize); 0] = [];

/// The folders of the sharer from above to below: a file imports from its own folder and from those
/// below it. Folders and files that are not named lie at `…`, side by side.
const SHARER: [&str; 13] = [
    "start",
    "cli",
    "app",
    "doctor",
    "person",
    "link",
    "picture",
    "input",
    "…",
    "store",
    "platform",
    "supervisor",
    "clock",
];

/// Which files each file of a crate imports from.
type Imports = BTreeMap<String, BTreeSet<String>>;

#[test]
fn imports_form_no_circle() {
    let mut faults = Faults::default();
    for (folder, imports) in all_imports() {
        let allowed = CIRCLES_TODAY.iter().find(|(name, _)| *name == folder);
        let allowed = allowed.map_or(CIRCLE, |(_, files)| *files);
        for circle in circles(&imports).into_iter().filter(|circle| circle.len() > allowed) {
            let mut fault = format!("a circle of {} files:", circle.len());
            for file in &circle {
                let inside = imports[file].intersection(&circle);
                let names: Vec<_> = inside.map(|name| short(name, &folder)).collect();
                fault += &format!("\n    {} → {}", short(file, &folder), names.join(" "));
            }
            faults.add(&folder, 0, &fault);
        }
    }
    faults.none();
}

#[test]
fn imports_of_the_sharer_lead_down() {
    let mut faults = Faults::default();
    for (from, files) in &all_imports()["sharer"] {
        for to in files {
            let (from_top, to_top) = (top(from), top(to));
            if rank(from_top) > rank(to_top) {
                faults.add(from, 0, &format!("imports from {to}: {from_top} lies below {to_top}"));
            }
        }
    }
    faults.none();
}

/// The folder of the sharer that a file belongs to. The crate's root lies above all.
fn top(file: &str) -> &str {
    let path = file.strip_prefix("sharer/src/").unwrap_or(file);
    let first = path.split('/').next().unwrap_or(path);
    match first.strip_suffix(".rs").unwrap_or(first) {
        "lib" | "main" => "start",
        name => name,
    }
}

fn rank(top: &str) -> usize {
    let position = |name| SHARER.iter().position(|known| *known == name);
    position(top).or_else(|| position("…")).expect("it is in the list")
}

fn short<'a>(file: &'a str, folder: &str) -> &'a str {
    file.strip_prefix(folder).and_then(|path| path.strip_prefix("/src/")).unwrap_or(file)
}

/// The imports of each crate by the crate's folder.
fn all_imports() -> BTreeMap<String, Imports> {
    let mut crates: BTreeMap<&str, Vec<&RustFile>> = BTreeMap::new();
    for file in rust_files() {
        let folder = crate_of(&file.name);
        if file.name.starts_with(&format!("{folder}/src/")) && !file.program.is_empty() {
            crates.entry(folder).or_default().push(file);
        }
    }
    assert!(crates.contains_key("sharer"), "the sharer is not where it is expected");
    crates
        .into_iter()
        .map(|(folder, files)| {
            let names = files.iter().map(|file| file.name.as_str());
            let modules = Modules::new(&format!("{folder}/src/"), names);
            let texts: BTreeMap<_, _> =
                files.iter().map(|file| (file.name.as_str(), file.program.as_str())).collect();
            let imports = modules.files().map(|(module, file)| {
                let imports = modules.imports(module, texts[file]);
                (file.to_owned(), imports.into_iter().map(str::to_owned).collect())
            });
            let imports = imports.collect();
            (folder.to_owned(), imports)
        })
        .collect()
}

/// The largest sets of files in which each imports each, directly or through others of the set: the
/// strongly connected components of more than one file.
fn circles(imports: &Imports) -> Vec<BTreeSet<String>> {
    let reachable: BTreeMap<_, _> =
        imports.keys().map(|file| (file.as_str(), reachable(imports, file))).collect();
    let mut circles = Vec::new();
    let mut known = BTreeSet::new();
    for (file, below) in &reachable {
        let returns = |other: &&&str| reachable[**other].contains(file);
        let circle: BTreeSet<_> =
            below.iter().filter(returns).map(|name| (*name).to_owned()).collect();
        if circle.len() > 1 && known.insert(circle.clone()) {
            circles.push(circle);
        }
    }
    circles
}

/// The files that `file` imports from, directly or through others.
fn reachable<'a>(imports: &'a Imports, file: &str) -> BTreeSet<&'a str> {
    let mut found = BTreeSet::new();
    let mut open: Vec<&str> = vec![file];
    while let Some(next) = open.pop() {
        for name in imports.get(next).into_iter().flatten() {
            if found.insert(name.as_str()) {
                open.push(name);
            }
        }
    }
    found
}

#[test]
fn a_circle_is_found_with_all_its_files() {
    let arrows = ["a b", "b c", "c a", "c d", "d e", "e d", "f a"];
    let mut imports = Imports::new();
    for arrow in arrows {
        let (from, to) = arrow.split_once(' ').expect("two names");
        imports.entry(from.to_owned()).or_default().insert(to.to_owned());
    }
    let found: Vec<_> = circles(&imports)
        .into_iter()
        .map(|circle| circle.into_iter().collect::<Vec<_>>().join(" "))
        .collect();
    assert_eq!(found, ["a b c", "d e"]);
}
