//! What the documents say: links lead somewhere, requirements have their tests, bounds their reasons.

use std::collections::BTreeSet;

use crate::faults::Faults;
use crate::source::{RustFile, has_extension, names, read, relative, root, rust_files, walk};

#[test]
fn links_between_documents_lead_somewhere() {
    let mut faults = Faults::default();
    for path in walk(&root()).into_iter().filter(|path| has_extension(path, "md")) {
        let name = relative(&path);
        let text = read(&path);
        let mut fenced = false;
        for (index, line) in text.lines().enumerate() {
            fenced ^= line.trim_start().starts_with("```");
            if fenced {
                continue;
            }
            for link in links(line).filter(|link| !link.contains("://")) {
                if link.starts_with("mailto:") {
                    continue;
                }
                let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
                let folder = path.parent().expect("a file lies in a folder");
                let target = if file.is_empty() { path.clone() } else { folder.join(file) };
                if !target.exists() {
                    faults.add(&name, index + 1, &format!("{link} does not exist"));
                } else if !anchor.is_empty()
                    && has_extension(&target, "md")
                    && !headings(&read(&target)).contains(anchor)
                {
                    faults.add(&name, index + 1, &format!("{link}: no such heading"));
                }
            }
        }
    }
    faults.none();
}

/// Its script is served as it is written, so that it has copies of what the protocol says.
#[test]
fn the_page_of_checks_speaks_this_version_of_the_protocol() {
    let script = read(&root().join("www").join("doctor.js"));
    for line in [
        format!("const VERSION = {};", protocol::VERSION),
        format!("const SIGNAL = \"{}\";", protocol::signal::SUBPROTOCOL),
        format!("const LANE = \"{}\";", protocol::lane::SUBPROTOCOL),
    ] {
        assert!(script.contains(&line), "www/doctor.js has no `{line}`");
    }
}

#[test]
fn every_test_that_a_requirement_names_exists() {
    let mut functions = BTreeSet::new();
    for path in walk(&root()).into_iter().filter(|path| has_extension(path, "rs")) {
        let text = read(&path);
        let named = text.lines().filter_map(|line| {
            let line = line.trim_start();
            line.strip_prefix("async ").unwrap_or(line).strip_prefix("fn ")
        });
        functions.extend(named.filter_map(|line| Some(line.split_once('(')?.0.to_owned())));
    }
    let mut faults = Faults::default();
    let path = root().join("docs").join("requirements.md");
    for (index, line) in read(&path).lines().enumerate() {
        // What stands between two backticks; names of tests are sentences.
        for name in line.split('`').skip(1).step_by(2) {
            let is_test = name.matches('_').count() > 1 && !name.contains(['/', '.']);
            if is_test && !functions.contains(name) {
                faults.add(&relative(&path), index + 1, &format!("there is no test {name}"));
            }
        }
    }
    faults.none();
}

#[test]
fn no_file_names_a_path_of_one_machine() {
    let paths = ["root", "work", "Users", "home"].map(|folder| format!("/{folder}/"));
    let mut faults = Faults::default();
    for path in walk(&root()) {
        let text = ["rs", "toml", "md", "js", "css", "html", "yml", "sh", "json"];
        if !text.iter().any(|extension| has_extension(&path, extension)) {
            continue;
        }
        for (index, line) in read(&path).lines().enumerate() {
            for known in paths.iter().filter(|known| {
                // Only where a path begins: `https://example.org/work/` and `/#/home/` are none.
                line.match_indices(known.as_str()).any(|(at, _)| {
                    let before = line.get(..at).and_then(|head| head.chars().next_back());
                    before.is_none_or(|c| " \t\"'`(=:".contains(c))
                })
            }) {
                faults.add(&relative(&path), index + 1, &format!("{known} is on one machine only"));
            }
        }
    }
    faults.none();
}

#[test]
fn every_bound_is_documented_and_used() {
    let files = rust_files();
    let limits =
        files.iter().find(|file| file.name == "core/protocol/src/limits.rs").expect("it is");
    let mut faults = Faults::default();
    let mut documented = false;
    for (index, line) in limits.text.lines().enumerate() {
        if let Some(constant) = line.strip_prefix("pub const ") {
            let name = constant.split(':').next().unwrap_or(constant);
            if !documented {
                faults.add(&limits.name, index + 1, &format!("{name} has no reason"));
            }
            let used = |file: &RustFile| {
                file.name != limits.name && file.program.lines().any(|line| names(line, name))
            };
            if !files.iter().any(used) {
                faults.add(&limits.name, index + 1, &format!("no code uses {name}"));
            }
        }
        documented = line.starts_with("///");
    }
    faults.none();
}

/// The targets of the links in a line of Markdown.
fn links(line: &str) -> impl Iterator<Item = &str> {
    line.split("](").skip(1).filter_map(|rest| rest.split([')', ' ']).next())
}

/// The anchors of a document's headings, as GitHub makes them.
fn headings(text: &str) -> BTreeSet<String> {
    let headings = text.lines().filter(|line| line.starts_with('#'));
    headings
        .map(|line| {
            let title = line.trim_start_matches('#').trim().to_lowercase();
            let kept = title.chars().filter(|c| c.is_alphanumeric() || " -_".contains(*c));
            kept.map(|c| if c == ' ' { '-' } else { c }).collect()
        })
        .collect()
}
