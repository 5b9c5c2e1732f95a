//! How this program was built: for `--version --verbose`.

use std::ffi::OsString;

use crate::server::page_hash;

/// The commit, which `cargo xtask dist` passes to the compiler.
const COMMIT: Option<&str> = option_env!("ALONGSIDE_COMMIT");

/// The compiler, likewise.
const COMPILER: Option<&str> = option_env!("ALONGSIDE_COMPILER");

/// Whether the arguments, the first of which is the program's name, are `--version --verbose` and nothing else.
///
/// clap prints the version as soon as it reads `--version`.
pub fn is_build_asked_for(arguments: impl IntoIterator<Item = OsString>) -> bool {
    let mut arguments: Vec<OsString> = arguments.into_iter().skip(1).take(3).collect();
    arguments.sort();
    arguments == ["--verbose", "--version"] || arguments == ["--verbose", "-V"]
}

/// What `--version --verbose` prints: version, commit, page, protocol, and how the program was built. One line
/// each, with its name before a colon.
pub fn describe_build(program: &str) -> String {
    let commit = COMMIT.unwrap_or("not known: not built by `cargo xtask dist`");
    let page = page_hash().map_or_else(
        || "none: built without `cargo xtask viewer`".to_owned(),
        |hash| hash.to_string(),
    );
    let optimised = if cfg!(debug_assertions) { "for development" } else { "for release" };
    format!(
        "{program} {version}\n\
         commit: {commit}\n\
         page: {page}\n\
         protocol: {protocol}\n\
         built: {optimised}, for {system} on {processor}, with {compiler}\n",
        version = env!("CARGO_PKG_VERSION"),
        protocol = protocol::VERSION,
        system = std::env::consts::OS,
        processor = std::env::consts::ARCH,
        compiler = COMPILER.unwrap_or("a compiler that is not known"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_build_is_described_when_both_words_are_there_and_no_other() {
        let asked = |line: &str| is_build_asked_for(line.split(' ').map(OsString::from));
        for line in ["a --version --verbose", "a --verbose --version", "a -V --verbose"] {
            assert!(asked(line), "{line}");
        }
        for line in [
            "a",
            "a --version",
            "a --verbose",
            "a --version --verbose share",
            "--version --verbose",
        ] {
            assert!(!asked(line), "{line}");
        }
    }
}
