//! How large files and structs may be. Clippy counts the lines of functions.

use crate::faults::Faults;
use crate::source::{RustFile, read, root, rust_files};

/// Lines that are not tests, above which a file must be named in ARCHITECTURE.md with the reason.
const FILE_LINES: usize = 500;
/// Fields above which a struct has its reason in a comment directly above it.
const FIELDS: usize = 15;
/// How the comment begins that gives the reason.
const REASON: &str = "fields:";
/// Temporary: files with a struct that is still too large.
const LARGE_STRUCTS_TODAY: [&str; 0] = [];

#[test]
fn a_long_file_has_its_reason_in_the_architecture() {
    let architecture = read(&root().join("ARCHITECTURE.md"));
    // The map may name every file; only the section about long ones gives a reason.
    let (_, reasons) = architecture.split_once("## Long files").expect("it has this section");
    let reasons = reasons.split_once("\n## ").map_or(reasons, |(section, _)| section);
    let mut faults = Faults::default();
    for file in shipped() {
        let lines = file.program_lines();
        if lines > FILE_LINES && !reasons.contains(&file.name) {
            faults.add(&file.name, lines, "split it, or say in ARCHITECTURE.md why not");
        }
    }
    faults.none();
}

#[test]
fn a_struct_of_many_fields_says_why() {
    let mut faults = Faults::default();
    let today = |file: &&RustFile| LARGE_STRUCTS_TODAY.contains(&file.name.as_str());
    for file in shipped().filter(|file| !today(file)) {
        for large in large_structs(&file.program, &file.text) {
            let fault = format!(
                "{} fields: group them, or say why in a comment above it that begins with {REASON}",
                large.fields
            );
            faults.add(&file.name, large.line, &fault);
        }
    }
    faults.none();
}

/// The files of all packages but that of the tests.
fn shipped() -> impl Iterator<Item = &'static RustFile> {
    rust_files().iter().filter(|file| !file.name.starts_with("tests/"))
}

/// A struct of more than [`FIELDS`] fields without a reason.
#[derive(Debug, PartialEq, Eq)]
struct Large {
    line: usize,
    fields: usize,
}

/// The large structs of a file. `code` is `text` without comments, line for line.
fn large_structs(code: &str, text: &str) -> Vec<Large> {
    let source: Vec<_> = text.lines().collect();
    let mut large = Vec::new();
    let mut from = 0;
    while let Some(at) = code.get(from..).and_then(|rest| rest.find("struct ")) {
        let start = from + at;
        from = start + "struct ".len();
        let before = code.get(..start).unwrap_or_default();
        let first = before.rsplit('\n').next().unwrap_or_default().trim();
        if !first.is_empty() && !first.starts_with("pub") {
            continue;
        }
        let fields = count_fields(code.get(from..).unwrap_or_default());
        let index = before.matches('\n').count();
        let above = source.get(..index).unwrap_or_default().iter().rev();
        let mut above = above.map(|line| line.trim()).take_while(|line| {
            line.starts_with("//") || line.starts_with("#[") || line.ends_with(")]")
        });
        let reason = |line: &str| line.trim_start_matches('/').trim_start().starts_with(REASON);
        if fields > FIELDS && !above.any(reason) {
            large.push(Large { line: index + 1, fields });
        }
    }
    large
}

/// The number of named fields of the struct whose name `code` begins with: the colons that stand for
/// themselves in its outermost braces.
fn count_fields(code: &str) -> usize {
    let (mut depth, mut colons) = (0_i32, 0);
    let mut last = ' ';
    let mut chars = code.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            // No named fields: `struct A;`, `struct A(u8);`.
            ';' if depth == 0 => return 0,
            '{' | '(' | '[' => depth += 1,
            '}' | ')' | ']' => {
                depth -= 1;
                if c == '}' && depth == 0 {
                    return colons;
                }
            }
            ':' if depth == 1 && last != ':' && chars.peek() != Some(&':') => colons += 1,
            _ => {}
        }
        last = c;
    }
    colons
}

#[test]
fn fields_are_counted_without_paths_and_bounds() {
    let code = "A<T: Copy> where T: B {\n #[serde(with = a::b)]\n pub(crate) a: c::D<E>,\n f: fn(g: H) -> [I; 2],\n}";
    assert_eq!(count_fields(code), 2);
    assert_eq!(count_fields("A(b::C);\nstruct D { e: F }"), 0);
}

#[test]
fn a_large_struct_needs_a_reason_directly_above() {
    let fields: String = (0..16).map(|n| format!("    f{n}: u8,\n")).collect();
    let text = format!(
        "struct A {{\n{fields}}}\n\n// fields: one for each.\n#[derive(B)]\nstruct C {{\n{fields}}}\n"
    );
    let code = crate::source::blank_words(&text);
    assert_eq!(large_structs(&code, &text), [Large { line: 1, fields: 16 }]);
}
