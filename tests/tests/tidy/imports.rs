//! Which files of a crate a file imports from, read from its text.

use std::collections::{BTreeMap, BTreeSet};

/// A module's path from the crate's root; empty for the root itself.
pub(crate) type Module = Vec<String>;

/// The files of one crate by their modules.
pub(crate) struct Modules(BTreeMap<Module, String>);

impl Modules {
    /// `files` are paths below `folder`, which ends in `/src/`.
    pub(crate) fn new<'a>(folder: &str, files: impl Iterator<Item = &'a str>) -> Self {
        let mut modules = BTreeMap::new();
        let mut files: Vec<_> = files.collect();
        // Of a library and a program of one package, the library is the root: others import from it.
        files.sort_by_key(|name| name.ends_with("/lib.rs"));
        for name in files {
            let path = name.strip_prefix(folder).and_then(|path| path.strip_suffix(".rs"));
            let mut module: Module = path.unwrap_or(name).split('/').map(str::to_owned).collect();
            if module.last().is_some_and(|last| last == "mod")
                || module == ["lib"]
                || module == ["main"]
            {
                module.pop();
            }
            modules.insert(module, name.to_owned());
        }
        Self(modules)
    }

    pub(crate) fn files(&self) -> impl Iterator<Item = (&Module, &str)> {
        self.0.iter().map(|(module, file)| (module, file.as_str()))
    }

    /// The file that defines `path`: that of its longest beginning that is a module.
    fn file_of(&self, path: &[String]) -> Option<&str> {
        let beginnings = (0..=path.len()).rev().filter_map(|length| path.get(..length));
        beginnings.into_iter().find_map(|module| self.0.get(module)).map(String::as_str)
    }

    /// The files that the file of `module` imports from. Its text has no comments, strings and tests.
    pub(crate) fn imports(&self, module: &[String], text: &str) -> BTreeSet<&str> {
        let mut reader = Reader {
            modules: self,
            file: module,
            tokens: tokens(text),
            at: 0,
            inline: Vec::new(),
            names: BTreeMap::new(),
            found: BTreeSet::new(),
        };
        reader.read();
        let own = self.file_of(module);
        let files = reader.found.iter().filter_map(|path| self.file_of(path));
        files.filter(|file| Some(*file) != own).collect()
    }
}

/// Reads the paths in a file.
struct Reader<'a> {
    modules: &'a Modules,
    /// The module that the file is.
    file: &'a [String],
    tokens: Vec<&'a str>,
    at: usize,
    /// Modules written out in the file that are open here, each with its depth in braces.
    inline: Vec<(String, usize)>,
    /// Modules that the file imported by name.
    names: BTreeMap<String, Module>,
    found: BTreeSet<Module>,
}

impl<'a> Reader<'a> {
    fn read(&mut self) {
        let mut depth = 0;
        while let Some(token) = self.next() {
            match token {
                "{" => depth += 1,
                "}" => {
                    depth -= 1;
                    self.inline.retain(|(_, opened)| *opened < depth + 1);
                }
                // `mod name {`; `mod name;` is no import.
                "mod" if self.peek(1) == Some("{") => {
                    let name = self.next().unwrap_or_default().to_owned();
                    self.inline.push((name, depth + 1));
                }
                // `pub(in crate::x)` is no import.
                "pub" if self.peek(0) == Some("(") => {
                    while self.next().is_some_and(|token| token != ")") {}
                }
                "use" => {
                    let start = Some(self.here());
                    self.use_tree(start, true);
                }
                "::" => while self.skip_segment() {},
                name if is_name(name) => self.expression(name),
                _ => {}
            }
        }
    }

    /// The module that the reader is in.
    fn here(&self) -> Module {
        let inline = self.inline.iter().map(|(name, _)| name.clone());
        self.file.iter().cloned().chain(inline).collect()
    }

    fn next(&mut self) -> Option<&'a str> {
        let token = self.tokens.get(self.at).copied();
        self.at += 1;
        token
    }

    fn peek(&self, ahead: usize) -> Option<&'a str> {
        self.tokens.get(self.at + ahead).copied()
    }

    /// Skips a name and the `::` behind it: the rest of a path whose start is not ours.
    fn skip_segment(&mut self) -> bool {
        let is_segment = self.peek(0).is_some_and(is_name);
        self.at += usize::from(is_segment);
        let goes_on = is_segment && self.peek(0) == Some("::");
        self.at += usize::from(goes_on);
        goes_on
    }

    /// A path outside of `use`: of several names, or none of our modules.
    fn expression(&mut self, first: &'a str) {
        let mut path = self.start(first);
        if self.peek(0) != Some("::") {
            return;
        }
        while self.peek(0) == Some("::") && self.peek(1).is_some_and(is_name) {
            self.at += 1;
            let name = self.next().unwrap_or_default();
            path = path.map(|path| step(path, name));
        }
        self.found.extend(path);
    }

    /// Where a path leads whose first name is `first`; nothing when it leaves the crate.
    fn start(&self, first: &str) -> Option<Module> {
        let here = self.here();
        match first {
            "crate" => Some(Vec::new()),
            "self" => Some(here),
            "super" => Some(step(here, first)),
            _ => {
                let child = step(here, first);
                let named = || self.names.get(first).cloned();
                if self.modules.0.contains_key(&child) { Some(child) } else { named() }
            }
        }
    }

    /// One path of a `use`, up to its end or the next comma. `path` is what stands before it, nothing
    /// when that is another crate; `first` says that the path begins here.
    fn use_tree(&mut self, mut path: Option<Module>, mut first: bool) {
        let mut last = "";
        while let Some(token) = self.next() {
            match token {
                "{" => {
                    while self.peek(0).is_some_and(|token| token != "}") {
                        self.use_tree(path.clone(), first);
                        self.at += usize::from(self.peek(0) == Some(","));
                    }
                    self.at += 1;
                    return;
                }
                ";" => break,
                "," | "}" => {
                    self.at -= 1;
                    break;
                }
                // `use ::other::x`
                "::" if first => (path, first) = (None, false),
                "::" | "*" | "as" => {}
                // The new name in `x as name`.
                _ if last == "as" => {}
                name => {
                    path = if first { self.start(name) } else { path.map(|path| step(path, name)) };
                    first = false;
                }
            }
            last = token;
        }
        if let Some(path) = path {
            if self.modules.0.contains_key(&path) && is_name(last) {
                self.names.insert(last.to_owned(), path.clone());
            }
            self.found.insert(path);
        }
    }
}

/// The path `name` further.
fn step(mut path: Module, name: &str) -> Module {
    match name {
        "super" => {
            path.pop();
        }
        "self" => {}
        _ => path.push(name.to_owned()),
    }
    path
}

fn is_name(token: &str) -> bool {
    token.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

/// Names, `::`, and each other character by itself.
fn tokens(text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let in_name = |c: char| c.is_alphanumeric() || c == '_';
        let length = if rest.starts_with("::") {
            2
        } else if in_name(first) {
            rest.find(|c| !in_name(c)).unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        let (token, tail) = rest.split_at(length);
        tokens.push(token);
        rest = tail.trim_start();
    }
    tokens
}

#[test]
fn every_form_of_a_path_leads_to_its_file() {
    let files = ["lib", "main", "a/mod", "a/b", "a/c", "d", "e", "d/f", "g", "h"];
    let files: Vec<_> = files.iter().map(|name| format!("x/src/{name}.rs")).collect();
    let modules = Modules::new("x/src/", files.iter().map(String::as_str));
    let imports = |module: &[&str], text: &str| -> String {
        let module: Module = module.iter().map(|name| (*name).to_owned()).collect();
        let found = modules.imports(&module, text);
        let names =
            found.iter().map(|name| name.trim_start_matches("x/src/").trim_end_matches(".rs"));
        names.collect::<Vec<_>>().join(" ")
    };
    let d = |text: &str| imports(&["d"], text);
    assert_eq!(d("use crate::a::{self, b::{T, U}, c as k, V};"), "a/b a/c a/mod");
    assert_eq!(d("use crate::{a::b, e::*}; use std::{e::h, g}; use ::e::x;"), "a/b e");
    assert_eq!(
        d("fn x() { crate::a::b::y(); } pub(in crate::g) mod h; std::crate_x::e::y();"),
        "a/b"
    );
    assert_eq!(d("use self::f::T; use super::e::T as E;"), "d/f e");
    assert_eq!(d("use f::T;"), "d/f");
    assert_eq!(d("use crate::a; fn x(y: a::b::T) -> self::f::T {}"), "a/b a/mod d/f");
    assert_eq!(d("mod sys { use super::f::T; } use super::e;"), "d/f e");
    assert_eq!(d("use crate::Root; impl super::Other for T {}"), "lib");
    assert_eq!(
        imports(&["a", "b"], "pub(super) fn x() { super::c::y(); super::y() }"),
        "a/c a/mod"
    );
    assert_eq!(imports(&["a"], "mod b; mod c; pub use b::T; fn x(self) { self.y() }"), "a/b");
}
