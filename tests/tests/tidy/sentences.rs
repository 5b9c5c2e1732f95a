//! Every sentence of the catalogues is said: one that nobody reads any more would be translated for nothing.

use std::collections::BTreeSet;

use crate::faults::Faults;
use crate::source::{read, root, rust_files};

/// The catalogue of each face, what says its sentences, and the page's own file, which names them in attributes.
const FACES: [(&str, &[&str], Option<&str>); 2] = [
    ("words/en/page.ftl", &["core/viewer/", "viewer-wasm/"], Some("www/index.html")),
    ("words/en/program.ftl", &["sharer/"], None),
];

#[test]
fn every_sentence_is_said_somewhere() {
    let mut faults = Faults::default();
    for (catalogue, folders, page) in FACES {
        let files = rust_files().iter();
        let files = files.filter(|file| folders.iter().any(|folder| file.name.starts_with(folder)));
        let said: BTreeSet<&str> = files.flat_map(|file| said_in(&file.program)).collect();
        let page = page.map(|page| read(&root().join(page))).unwrap_or_default();
        let catalogue_text = read(&root().join(catalogue));
        for (line, id) in unsaid(&catalogue_text, &said, &page) {
            faults.add(catalogue, line, &format!("nothing says {id}"));
        }
    }
    faults.none();
}

/// The catalogue of the site, and the files that say its sentences.
const SITE: (&str, [&str; 3]) =
    ("words/en/site.ftl", ["www/doctor.js", "www/doctor.html", "xtask/src/page_words.rs"]);

#[test]
fn the_site_says_every_sentence_and_no_other() {
    let mut faults = Faults::default();
    let files = SITE.1.map(|name| (name, read(&root().join(name))));
    let said: String = files.iter().map(|(_, text)| text.as_str()).collect();
    let catalogue = read(&root().join(SITE.0));
    for (line, id) in ids(&catalogue) {
        if !is_said(id, &said) {
            faults.add(SITE.0, line, &format!("nothing says {id}"));
        }
    }
    for (name, text) in &files {
        for id in text.split("say(\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            if !ids(&catalogue).any(|(_, known)| known == id) {
                faults.add(name, 0, &format!("there is no {id}"));
            }
        }
    }
    faults.none();
}

/// Whether a script says a sentence: by its name, or by one that it makes of two parts.
fn is_said(id: &str, scripts: &str) -> bool {
    let is_check = id.rsplit_once('-').is_some_and(|(check, what)| {
        ["yes", "no", "none", "mend", "admin"].contains(&what)
            && scripts.contains(&format!("\"{check}\""))
    });
    let is_made =
        id.split_once('-').is_some_and(|(kind, _)| scripts.contains(&format!("`{kind}-${{")));
    scripts.contains(&format!("\"{id}\"")) || is_check || is_made
}

#[test]
fn a_sentence_that_nothing_says_is_found() {
    let catalogue = "# one-more = no message\nfirst-one = 1\nsecond = 2\nthird = 3\n  third = 4\n\
                     too-soon = 5\nby-macro = 6\n";
    let code = "Say::FirstOne; InputError::TooSoon => say!(\n    ByMacro, N = 1)";
    let page = r#"<p id="third" class="too-soon" data-text="second">"#;
    assert_eq!(unsaid(catalogue, &said_in(code).collect(), page), [(4, "third"), (6, "too-soon")]);
}

/// The messages of a catalogue, with their lines, whose names neither code nor page has.
fn unsaid<'a>(catalogue: &'a str, said: &BTreeSet<&str>, page: &str) -> Vec<(usize, &'a str)> {
    ids(catalogue)
        .filter(|(_, id)| {
            let attributes = ["data-text", "data-label", "data-placeholder"];
            let is_in_page = |name: &str| page.contains(&format!("{name}=\"{id}\""));
            !said.contains(camel(id).as_str()) && !attributes.into_iter().any(is_in_page)
        })
        .collect()
}

/// The names of the messages of a catalogue, with their lines.
fn ids(catalogue: &str) -> impl Iterator<Item = (usize, &str)> {
    let lines = catalogue.lines().enumerate();
    let messages = lines.filter_map(|(index, line)| Some((index + 1, line.split_once(" =")?.0)));
    messages.filter(|(_, id)| id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'))
}

/// What code says: `Say::Name`, and the name at the beginning of `say!(Name, …)`.
fn said_in(code: &str) -> impl Iterator<Item = &str> {
    let after = |opening| code.split(opening).skip(1);
    after("Say::")
        .chain(after("say!("))
        .filter_map(|rest| rest.trim_start().split(|c: char| !c.is_alphanumeric()).next())
}

/// A message's name in code.
fn camel(id: &str) -> String {
    let parts = id.split('-').map(|part| {
        let mut letters = part.chars();
        let first = letters.next().map(|first| first.to_ascii_uppercase());
        first.into_iter().chain(letters).collect::<String>()
    });
    parts.collect()
}
