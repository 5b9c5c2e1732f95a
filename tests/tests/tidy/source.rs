//! The files of the project, and Rust source as text: without comments, strings and tests.

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// A Rust source file of the project.
pub(crate) struct RustFile {
    /// From the root, with `/`.
    pub(crate) name: String,
    pub(crate) text: String,
    /// `text` with comments, strings and characters blanked; line for line the same.
    pub(crate) code: String,
    /// `code` with tests blanked.
    pub(crate) program: String,
}

impl RustFile {
    fn new(name: String, text: String) -> Self {
        let code = blank_words(&text);
        let program = if is_test_path(&name) { String::new() } else { blank_tests(&code) };
        Self { name, text, code, program }
    }

    /// Lines of the file that are not tests.
    pub(crate) fn program_lines(&self) -> usize {
        if self.program.is_empty() {
            return 0;
        }
        let tests = tests_in(&self.code).into_iter().filter_map(|test| self.code.get(test));
        self.text.lines().count() - tests.map(|test| test.lines().count()).sum::<usize>()
    }
}

/// Every Rust file of the project.
pub(crate) fn rust_files() -> &'static [RustFile] {
    static FILES: OnceLock<Vec<RustFile>> = OnceLock::new();
    FILES.get_or_init(read_rust_files)
}

fn read_rust_files() -> Vec<RustFile> {
    let paths = walk(&root()).into_iter().filter(|path| has_extension(path, "rs"));
    let mut files: Vec<_> = paths.map(|path| RustFile::new(relative(&path), read(&path))).collect();
    assert!(files.len() > 20, "the sources are not where they are expected");
    let tests: BTreeSet<String> = files.iter().flat_map(test_modules).collect();
    for file in &mut files {
        let module = file.name.strip_suffix(".rs").unwrap_or(&file.name);
        let module = module.strip_suffix("/mod").unwrap_or(module);
        let is_below = |test: &String| {
            let rest = module.strip_prefix(test.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        if tests.iter().any(is_below) {
            file.program.clear();
        }
    }
    files
}

/// Whether a file is a test because of where it lies.
fn is_test_path(name: &str) -> bool {
    name.contains("/tests/") || name.ends_with("/tests.rs") || name.contains("/benches/")
}

/// The modules that a file declares under `#[cfg(test)]`, as paths without their extension.
fn test_modules(file: &RustFile) -> Vec<String> {
    let path = file.name.strip_suffix(".rs").unwrap_or(&file.name);
    let (folder, stem) = path.rsplit_once('/').unwrap_or(("", path));
    let folder = if ["mod", "lib", "main"].contains(&stem) { folder } else { path };
    let mut lines = file.code.lines().map(str::trim);
    let mut modules = Vec::new();
    while let Some(line) = lines.next() {
        if line == "#[cfg(test)]" {
            let item = lines.next().unwrap_or_default();
            let (_, module) = item.split_once("mod ").unwrap_or_default();
            if let Some(module) = module.strip_suffix(';') {
                modules.push(format!("{folder}/{module}"));
            }
        }
    }
    modules
}

/// Blanks comments, strings and characters. Lines keep their numbers.
pub(crate) fn blank_words(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let after_name = out.chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == '_');
        let length = comment(rest)
            .or_else(|| raw_string(rest).filter(|_| !after_name))
            .or_else(|| string(rest))
            .or_else(|| character(rest));
        let (taken, blank) = length.map_or((first.len_utf8(), false), |length| (length, true));
        let (head, tail) = rest.split_at(taken);
        if blank {
            out.extend(head.chars().map(|c| if c == '\n' { '\n' } else { ' ' }));
        } else {
            out.push_str(head);
        }
        rest = tail;
    }
    out
}

/// The length of the comment at the start of `text`.
fn comment(text: &str) -> Option<usize> {
    if text.starts_with("//") {
        return Some(text.find('\n').unwrap_or(text.len()));
    }
    if !text.starts_with("/*") {
        return None;
    }
    let mut depth = 0_u32;
    for (at, _) in text.char_indices() {
        let rest = text.get(at..)?;
        if rest.starts_with("/*") {
            depth += 1;
        } else if rest.starts_with("*/") {
            depth -= 1;
            if depth == 0 {
                return Some(at + 2);
            }
        }
    }
    Some(text.len())
}

/// The length of the raw string at the start of `text`: `r"…"`, `br#"…"#`.
fn raw_string(text: &str) -> Option<usize> {
    let body = text.strip_prefix('b').unwrap_or(text).strip_prefix('r')?;
    let hashes = body.len() - body.trim_start_matches('#').len();
    let body = body.get(hashes..)?.strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(hashes));
    let start = text.len() - body.len();
    Some(body.find(&end).map_or(text.len(), |at| start + at + end.len()))
}

/// The length of the string at the start of `text`.
fn string(text: &str) -> Option<usize> {
    quoted(text, '"')
}

/// The length of the character at the start of `text`; a lifetime is none.
fn character(text: &str) -> Option<usize> {
    let body = text.strip_prefix('\'')?;
    let mut chars = body.chars();
    let is_character = chars.next()? == '\\' || chars.next()? == '\'';
    if is_character { quoted(text, '\'') } else { None }
}

fn quoted(text: &str, quote: char) -> Option<usize> {
    let mut escaped = false;
    let body = text.strip_prefix(quote)?;
    for (at, c) in body.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if c == quote => return Some(at + 2),
            _ => {}
        }
    }
    Some(text.len())
}

/// Blanks each item under `#[cfg(test)]`. The text has no comments and strings any more.
pub(crate) fn blank_tests(code: &str) -> String {
    let mut out = String::with_capacity(code.len());
    let mut kept = 0;
    for test in tests_in(code) {
        out.push_str(code.get(kept..test.start).unwrap_or_default());
        let blank = code.get(test.clone()).unwrap_or_default();
        out.extend(blank.chars().map(|c| if c == '\n' { '\n' } else { ' ' }));
        kept = test.end;
    }
    out.push_str(code.get(kept..).unwrap_or_default());
    out
}

/// Where the items under `#[cfg(test)]` are.
fn tests_in(code: &str) -> Vec<Range<usize>> {
    const TEST: &str = "#[cfg(test)]";
    let mut tests = Vec::new();
    let mut from = 0;
    while let Some(at) = code.get(from..).and_then(|rest| rest.find(TEST)) {
        let item = from + at + TEST.len();
        from = item + item_length(code.get(item..).unwrap_or_default());
        tests.push(item - TEST.len()..from);
    }
    tests
}

/// The length of the item at the start of `code`: up to its `;`, its `,` or its closing brace.
fn item_length(code: &str) -> usize {
    let mut depth = 0_i32;
    for (at, c) in code.char_indices() {
        match c {
            '(' | '[' | '{' => depth += 1,
            // The end of what the item stands in.
            ')' | ']' | '}' if depth == 0 => return at,
            ')' | ']' => depth -= 1,
            '}' => {
                depth -= 1;
                if depth == 0 {
                    return at + 1;
                }
            }
            ';' | ',' if depth == 0 => return at + 1,
            _ => {}
        }
    }
    code.len()
}

/// Whether `line` names `word`, and not a longer name that ends in it.
pub(crate) fn names(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        let before = line.get(..at).and_then(|head| head.chars().next_back());
        !before.is_some_and(|c| c.is_alphanumeric() || c == '_')
    })
}

/// The numbered lines of a text.
pub(crate) fn numbered(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().map(|(index, line)| (index + 1, line))
}

/// The folder of the crate that a file belongs to.
pub(crate) fn crate_of(name: &str) -> &str {
    let at = name.find("/src/").or_else(|| name.find("/tests/")).unwrap_or(0);
    name.get(..at)
        .filter(|folder| !folder.is_empty())
        .or_else(|| name.split('/').next())
        .unwrap_or(name)
}

/// The project's folder.
pub(crate) fn root() -> PathBuf {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    tests.parent().expect("tests lies in the project's folder").to_owned()
}

/// The files below `folder`, without those that tools made.
pub(crate) fn walk(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let entries = folder.read_dir().expect("a folder of the project can be read");
    for path in entries.map(|entry| entry.expect("it can be listed").path()) {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        // Cargo and others mark what they can make again.
        let made = path.join("CACHEDIR.TAG").exists()
            || name.starts_with('.')
            || ["target", "dist", "artifacts", "corpus", "crashes"].contains(&name);
        if path.is_dir() && !made {
            files.extend(walk(&path));
        } else if path.is_file() {
            files.push(path);
        }
    }
    files.sort();
    files
}

pub(crate) fn read(path: &Path) -> String {
    // Not a fault: it may be written while this runs, or not be there yet.
    std::fs::read_to_string(path).unwrap_or_default()
}

/// A path from the root, with `/`.
pub(crate) fn relative(path: &Path) -> String {
    let path = path.strip_prefix(root()).expect("below the root");
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

pub(crate) fn has_extension(path: &Path, extension: &str) -> bool {
    path.extension().is_some_and(|have| have == extension)
}

#[test]
fn comments_and_strings_are_blanked() {
    let text = "a // b\n\"c \\\" d\" e 'f' '\\'' &'g h /* i /* j */ k */ l r#\"m \" n\"# o";
    let words: Vec<_> = blank_words(text).split_whitespace().map(str::to_owned).collect();
    assert_eq!(words, ["a", "e", "&'g", "h", "l", "o"]);
    assert_eq!(blank_words(text).lines().count(), 2);
}

#[test]
fn only_tests_are_blanked() {
    let code =
        "use a;\n#[cfg(test)]\nuse b;\nfn c() {}\n#[cfg(test)]\nmod d {\n fn e() {}\n}\nfn f() {}";
    let kept = blank_tests(code);
    assert_eq!(kept.split_whitespace().collect::<String>(), "usea;fnc(){}fnf(){}");
    assert_eq!(kept.lines().count(), code.lines().count());
}
