//! In which language a person reads what is wrong with a file or an argument.

use std::process::Command;

use alongside_tests::computer::{Computer, fails};

/// The same on a German desktop.
fn german(mut command: Command) -> Command {
    command.env("LANGUAGE", "de").env("LC_ALL", "de_DE.UTF-8");
    command
}

/// Checks the exit status and what is said.
#[track_caller]
fn says(command: Command, status: i32, parts: &[&str]) {
    let output = german(command).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(status), "{said}");
    for part in parts {
        assert!(said.contains(part), "no {part:?} in {said}");
    }
}

#[test]
fn what_is_wrong_in_a_file_or_an_option_is_told_in_the_language_of_the_program() {
    let broken = Computer::with(None).set("name = 'A'\nexpire = '1h'\n");
    let settings =
        "config.toml stimmt etwas nicht in Zeile 2: den Schlüssel `expire` gibt es nicht";
    says(broken.run(&["share"]), 2, &[settings, "`expires`"]);
    // What other programs and administrators read stays as it is.
    fails(german(broken.share(&[])), 2, "config.toml are wrong in line 2: unknown key `expire`");
    fails(german(broken.run(&["policy"])), 2, "config.toml are wrong in line 2: unknown key");
    let policed = Computer::with(Some("[invitation]\nalowed = false\n"));
    let policy = "policy.toml stimmt etwas nicht in Zeile 2: den Schlüssel `invitation.alowed`";
    says(policed.run(&["share"]), 1, &[policy, "`invitation.allowed`"]);
    let computer = Computer::with(None);
    let expires = "`--expires <TIME>`: erwartet wird: eine Dauer von ";
    says(computer.run(&["share", "--expires", "soon"]), 2, &[expires, "\"soon\"", "--help"]);
    says(
        computer.run(&["share", "--bogus"]),
        2,
        &["--bogus gibt es hier nicht", "Usage: ", "--help"],
    );
    let mut french = computer.run(&["share", "--expires", "soon"]);
    french.env("ALONGSIDE_LANGUAGE", "fr");
    says(french, 2, &["attendu\u{a0}: une durée de "]);
}
