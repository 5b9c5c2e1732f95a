//! Secrets stay in memory when a program panics.

use std::process::Command;

use signal_server::keep_secrets;

/// Set in the process that is to panic.
const PANICS: &str = "ALONGSIDE_TEST_PANICS";

const SECRET: &str = "rudder-karate-polite";

#[test]
fn a_panic_tells_its_place_and_not_what_was_at_hand() {
    if std::env::var_os(PANICS).is_some() {
        keep_secrets();
        panic!("{SECRET}");
    }
    let mut child = Command::new(std::env::current_exe().unwrap());
    child.args(["--exact", "secrets::a_panic_tells_its_place_and_not_what_was_at_hand"]);
    child.args(["--nocapture"]).env(PANICS, "yes").env("RUST_BACKTRACE", "full");
    let output = child.output().unwrap();
    let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    assert!(!output.status.success() && said.contains("secrets.rs:"), "{said}");
    assert!(said.contains("signal_server::secrets::report"), "a trace: {said}");
    assert!(!said.contains(SECRET), "{said}");
}
