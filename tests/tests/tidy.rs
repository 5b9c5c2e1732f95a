//! The project's rules about itself, as tests. Each failure names the file and the rule.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Non-test lines above which a file must be named in ARCHITECTURE.md, with the reason.
const FILE_LINES: usize = 500;

/// Crates that only the named files may speak to, so that each can be replaced in one place.
const ONE_DOOR: [(&str, &[&str]); 11] = [
    ("webrtc::", &["sharer/src/rtc/"]),
    ("use rtc::", &["sharer/src/rtc/"]),
    ("scrap::", &["sharer/src/media/scrap_source.rs"]),
    ("openh264::", &["sharer/src/media/encode.rs"]),
    ("openh264_sys2::", &["sharer/src/media/encode.rs"]),
    ("enigo::", &["sharer/src/inject/"]),
    ("fast_qr::", &["sharer/src/person/qr.rs"]),
    ("lettre::", &["sharer/src/invite/"]),
    ("png::", &["sharer/src/media/tile.rs", "sharer/tests/"]),
    ("web_sys::", &["viewer-wasm/src/web.rs", "viewer-wasm/src/web/"]),
    ("x11rb::", &["sharer/src/desktop/", "sharer/src/inject/", "sharer/src/media/x11", "tests/"]),
];

/// What a pure file must not name: everything that is not an argument.
const IMPURE: [&str; 16] = [
    "tokio",
    "Instant::now",
    "SystemTime",
    "std::thread",
    "std::fs",
    "TcpListener",
    "TcpStream",
    "UdpSocket",
    "std::env",
    "std::process",
    "OsRng",
    "thread_rng",
    "rand::rng",
    "web_sys",
    "js_sys",
    "webrtc::",
];

/// Files that may hold `unsafe`, which explain each use beside it.
const UNSAFE: [&str; 2] = ["sharer/src/media/encode.rs", "sharer/src/media/shm.rs"];

#[test]
fn pure_files_name_nothing_that_is_not_an_argument() {
    let mut faults = Faults::default();
    for file in rust_files() {
        if !file.is_pure() {
            continue;
        }
        for (number, line) in file.code() {
            for word in IMPURE.iter().filter(|word| names(line, word)) {
                faults.add(&file.name, number, &format!("a pure file names {word}"));
            }
        }
    }
    faults.none();
}

#[test]
fn each_outside_crate_has_one_door() {
    let mut faults = Faults::default();
    for file in rust_files() {
        for (number, line) in file.code() {
            for (crate_name, doors) in ONE_DOOR {
                if names(line, crate_name) && !doors.iter().any(|door| file.name.starts_with(door))
                {
                    let fault = format!("{crate_name} belongs to {}", doors.join(", "));
                    faults.add(&file.name, number, &fault);
                }
            }
        }
    }
    faults.none();
}

#[test]
fn queues_are_bounded_and_closures_are_not_forgotten() {
    // In pieces, so that this file does not break its own rules.
    let forbidden = [
        ("", concat!("unbounded", "_channel"), "bound it, and say what happens when it is full"),
        ("", concat!("::unbounded", "("), "bound it, and say what happens when it is full"),
        ("", concat!("mpsc::channel", "()"), "bound it: sync_channel"),
        ("", concat!("#[ig", "nore"), "a test runs or it is deleted"),
        // Where closures become listeners of the page.
        ("viewer-wasm/src/web/", concat!(".for", "get()"), "keep it where it can be dropped"),
    ];
    let mut faults = Faults::default();
    for file in rust_files() {
        for (index, line) in file.text.lines().enumerate() {
            let line = without_comment(line);
            for (folder, word, mend) in forbidden {
                if file.name.starts_with(folder) && line.contains(word) {
                    faults.add(&file.name, index + 1, mend);
                }
            }
        }
    }
    faults.none();
}

#[test]
fn unsafe_code_stays_in_the_files_that_explain_it() {
    let mut faults = Faults::default();
    for file in rust_files() {
        let explained = UNSAFE.contains(&file.name.as_str());
        for (number, line) in file.code() {
            if !explained && (names(line, "unsafe {") || names(line, "unsafe fn")) {
                faults.add(&file.name, number, "unsafe code outside the files that may hold it");
            }
        }
        let root = ["lib.rs", "main.rs"].iter().any(|name| {
            file.name.strip_suffix(name).is_some_and(|folder| folder.ends_with("/src/"))
        });
        let holds = UNSAFE.iter().any(|held| crate_of(held) == crate_of(&file.name));
        if root && !holds && !file.text.contains("#![forbid(unsafe_code)]") {
            faults.add(&file.name, 1, "a crate root says #![forbid(unsafe_code)]");
        }
    }
    faults.none();
}

#[test]
fn a_long_file_has_its_reason_in_the_architecture() {
    let architecture = read(&root().join("ARCHITECTURE.md"));
    // The map names every file; only the section about long ones gives a reason.
    let (_, reasons) = architecture.split_once("## Long files").expect("it has this section");
    let reasons = reasons.split_once("\n## ").map_or(reasons, |(section, _)| section);
    let mut faults = Faults::default();
    for file in rust_files() {
        let lines = file.text.lines().count() - file.test_lines();
        if lines > FILE_LINES && !reasons.contains(&file.name) {
            faults.add(&file.name, lines, "split it, or say in ARCHITECTURE.md why not");
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
                file.name != limits.name && file.code().any(|(_, line)| names(line, name))
            };
            if !files.iter().any(used) {
                faults.add(&limits.name, index + 1, &format!("nothing keeps {name}"));
            }
        }
        documented = line.starts_with("///");
    }
    faults.none();
}

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
fn no_file_knows_the_machine_it_was_written_on() {
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
fn crates_depend_only_downwards() {
    let forbidden: [(&str, &[&str]); 5] = [
        (
            "alongside-protocol",
            &["tokio", "webrtc", "axum", "web-sys", "js-sys", "wasm-bindgen", "socket2"],
        ),
        ("alongside-signal", &["alongside-sharer", "alongside-viewer", "webrtc", "openh264"]),
        ("alongside-viewer", &["alongside-sharer", "alongside-signal", "tokio", "webrtc"]),
        ("alongside-sharer", &["alongside-viewer", "alongside-tests", "xtask"]),
        ("xtask", &["alongside-sharer", "alongside-signal", "alongside-protocol", "tokio"]),
    ];
    let mut faults = Faults::default();
    for (package, not) in forbidden {
        let below = dependencies(package);
        assert!(below.contains(package), "cargo tree begins with the package itself");
        for name in not.iter().filter(|name| below.contains(**name)) {
            faults.add(package, 0, &format!("depends on {name}"));
        }
    }
    faults.none();
}

/// All packages below `package`, itself included, on every system that it runs on.
fn dependencies(package: &str) -> BTreeSet<String> {
    let cargo = std::env::var_os("CARGO").expect("cargo runs the tests");
    let system = if package == "alongside-viewer" { "wasm32-unknown-unknown" } else { "all" };
    let mut tree = Command::new(cargo);
    tree.args(["tree", "--offline", "--edges", "normal", "--target", system])
        .args(["--prefix", "none", "--format", "{p}", "--package", package])
        .current_dir(root());
    let output = tree.output().expect("cargo starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).expect("names are text");
    text.lines().filter_map(|line| line.split(' ').next()).map(str::to_owned).collect()
}

/// A source file of ours.
struct RustFile {
    /// From the root, with `/`.
    name: String,
    text: String,
}

impl RustFile {
    fn is_pure(&self) -> bool {
        let says = self.text.lines().next().is_some_and(|line| line.starts_with("//! PURE"));
        says || self.name.starts_with("core/protocol/src/")
    }

    /// Whether the whole file is a test.
    fn is_test(&self) -> bool {
        let in_folder = |part: &str| self.name.starts_with(part) || self.name.contains("/tests/");
        in_folder("tests/") || self.name.ends_with("/tests.rs") || self.name.ends_with("_tests.rs")
    }

    /// Lines that only tests have: all from the test module on, which stands last.
    fn test_lines(&self) -> usize {
        let all = self.text.lines().count();
        if self.is_test() {
            return all;
        }
        let lines: Vec<_> = self.text.lines().collect();
        let start = lines.windows(2).position(|pair| {
            let [attribute, module] = pair else {
                return false;
            };
            *attribute == "#[cfg(test)]" && module.starts_with("mod ") && module.ends_with('{')
        });
        start.map_or(0, |start| all - start)
    }

    /// The numbered lines of the program: no tests, no comments.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let count = if self.name.starts_with("tests/") {
            self.text.lines().count()
        } else {
            self.text.lines().count() - self.test_lines()
        };
        let numbered = self.text.lines().take(count).enumerate();
        numbered.map(|(index, line)| (index + 1, without_comment(line)))
    }
}

fn rust_files() -> Vec<RustFile> {
    let this = "tests/tests/tidy.rs";
    let paths = walk(&root()).into_iter().filter(|path| has_extension(path, "rs"));
    let files = paths.map(|path| RustFile { name: relative(&path), text: read(&path) });
    let files: Vec<_> = files.filter(|file| file.name != this).collect();
    assert!(files.len() > 20, "the sources are not where they are looked for");
    files
}

/// Faults found, all shown at once.
#[derive(Default)]
struct Faults(String);

impl Faults {
    fn add(&mut self, file: &str, line: usize, fault: &str) {
        let _ = writeln!(self.0, "{file}:{line}: {fault}");
    }

    #[track_caller]
    fn none(self) {
        assert!(self.0.is_empty(), "\n{}", self.0);
    }
}

/// Whether `line` names `word`, and not a longer name that ends in it.
fn names(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        let before = line.get(..at).and_then(|head| head.chars().next_back());
        !before.is_some_and(|c| c.is_alphanumeric() || c == '_')
    })
}

/// The line up to its comment. A `//` inside a word, as in a link, begins none.
fn without_comment(line: &str) -> &str {
    let begins = |at: usize| line.get(..at).is_some_and(|head| head.trim_end() != head || at == 0);
    let at = line.match_indices("//").map(|(at, _)| at).find(|at| begins(*at));
    at.and_then(|at| line.get(..at)).unwrap_or(line)
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

fn root() -> PathBuf {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    tests.parent().expect("tests lies in the project's folder").to_owned()
}

/// The files below `folder`, without those that tools made.
fn walk(folder: &Path) -> Vec<PathBuf> {
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

fn read(path: &Path) -> String {
    // Not a fault: it may be written while this runs, or not be there yet.
    std::fs::read_to_string(path).unwrap_or_default()
}

fn relative(path: &Path) -> String {
    let path = path.strip_prefix(root()).expect("below the root");
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

/// The folder of the crate a file belongs to.
fn crate_of(name: &str) -> &str {
    name.split('/').next().unwrap_or(name)
}

fn has_extension(path: &Path, extension: &str) -> bool {
    path.extension().is_some_and(|have| have == extension)
}
