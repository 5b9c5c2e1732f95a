//! Precedence is tested with the real program, where variables and files are; here what is pure.

use catalogue::Language;

use super::*;
use crate::cli::options::ContactsCommand;
use crate::words::{speak, without_marks};

#[test]
fn the_command_line_is_consistent_with_its_variables() {
    command().debug_assert();
}

#[test]
fn every_option_that_people_see_has_a_variable() {
    let command = command();
    let share = command.find_subcommand("share").unwrap();
    let visible = share.get_arguments().filter(|arg| !arg.is_hide_set());
    for arg in visible.filter(|arg| arg.get_id() != "help") {
        let name = variable(arg.get_long().unwrap());
        assert_ne!(name, "ALONGSIDE_LOG", "it says what goes to the program's own log");
        assert!(
            std::env::var_os(&name).is_some() || arg.get_env() == Some(name.as_ref()),
            "{name}"
        );
    }
    let hidden = share.get_arguments().find(|arg| arg.get_id() == "record_input").unwrap();
    assert_eq!(hidden.get_env(), None, "what is for tests is not for scripts");
}

/// `/proc/PID/cmdline` is readable by everybody, unlike a variable or the settings file.
#[test]
fn a_proxy_password_that_every_account_can_read_is_named() {
    let shown = |value: &str, origin| {
        let (option, value) = ("proxy".to_owned(), Some(value.to_owned()));
        Choices(vec![Choice { option, value, origin, is_hidden: false }]).shows_proxy_password()
    };
    let with = "http://name:word@proxy.example:3128";
    assert!(shown(with, Origin::CommandLine));
    for origin in [Origin::Variable, Origin::File(1), Origin::Default] {
        assert!(!shown(with, origin), "{origin:?}");
    }
    for without in ["system", "none", "http://proxy.example:3128", "http://name@proxy.example"] {
        assert!(!shown(without, Origin::CommandLine), "{without}");
    }
    assert!(!Choices::default().shows_proxy_password());
    assert!(crate::words::PROXY_PASSWORD_SHOWN.text().contains("--proxy-password-file"));
}

#[test]
fn marks_of_direction_that_were_copied_along_are_no_part_of_a_name_or_time() {
    let parsed = |arguments: &[&str]| {
        let arguments = ["alongside"].iter().chain(arguments).map(OsString::from);
        parse_with(arguments, || Ok(Settings::default())).unwrap().command
    };
    let share = ["share", "--to", "\u{2068}Jacky\u{2069}", "--expires", "\u{2068}30m\u{200e}"];
    let Command::Share(share) = parsed(&share) else { unreachable!("it is `share`") };
    assert_eq!(share.to.unwrap().as_str(), "Jacky");
    assert_eq!(share.expires, Some(std::time::Duration::from_secs(1800)));
    for arguments in [
        &["contacts", "forget", "\u{200f}\u{2068}Jacky\u{2069}"][..],
        &["contacts", "rename", "\u{2068}Jacky\u{2069}", "Jacky B."],
    ] {
        let Command::Contacts(contacts) = parsed(arguments) else { unreachable!("see above") };
        let Some(ContactsCommand::Forget { name } | ContactsCommand::Rename { name, .. }) =
            contacts.command
        else {
            unreachable!("see above")
        };
        assert_eq!(name.as_str(), "Jacky");
    }
}

/// What the terminal and the dialog of a failed start say, in each language.
fn in_each_language(error: &ParseError, parts: &[&str]) {
    let english = error.sentence();
    for language in Language::ALL {
        speak(*language);
        let said = error.sentence();
        assert_eq!(said == english, *language == Language::English, "{said}");
        let said = without_marks(&said);
        for part in parts {
            assert!(said.contains(part), "{said} has no {part}");
        }
    }
    speak(Language::English);
}

#[test]
fn a_broken_settings_file_is_told_in_the_language_of_the_program() {
    for (text, parts) in [
        ("name = 'A'\nexpire = '1h'\n", &["2", "`expire`", "`expires`"][..]),
        ("\nexpires = 'soon'\n", &["2", "`expires`", "\"soon\"", "30m"]),
        ("expires = 1.5\n", &["1", "`expires`"]),
        ("bandwidth = 'most'\n", &["1", "`bandwidth`", "\"most\"", "\"no-background\""]),
        ("view-only = 'perhaps'\n", &["1", "`view-only`", "\"perhaps\"", "\"yes\", \"no\""]),
        ("language = 'xx'\n", &["1", "`language`", "\"xx\"", "\"pl\""]),
        ("max-kbit = 1\n", &["1", "`max-kbit`", "\"1\"", "100000"]),
        ("text-size = 9\n", &["1", "`text-size`", "\"9\"", "400"]),
        ("server = 'nowhere'\n", &["1", "`server`", "\"nowhere\"", "https://help.example.org"]),
        ("listen = 'here'\n", &["1", "`listen`", "\"here\"", "0.0.0.0:7575"]),
        ("name = \n", &["1"]),
    ] {
        let broken = || {
            let mistake = file::parse(text).map(drop).unwrap_err();
            Err(SettingsError::Wrong { path: "/x/config.toml".into(), mistake })
        };
        let arguments = ["alongside", "share"].map(OsString::from);
        let error = parse_with(arguments, broken).unwrap_err();
        in_each_language(&error, &[parts, &["/x/config.toml"]].concat());
    }
}

#[test]
fn a_wrong_argument_is_told_in_the_language_of_the_program() {
    for (arguments, parts) in [
        (&["share", "--expires", "soon"][..], &["`--expires <TIME>`", "\"soon\"", "30m"][..]),
        (&["share", "--udp-ports", "9-7"], &["--udp-ports", "\"9-7\"", "50000-50100"]),
        (&["share", "--email", "jacky"], &["--email", "\"jacky\"", "jacky@example.org"]),
        (
            &["share", "--save-as", "letter.txt"],
            &["--save-as", "\"letter.txt\"", ".alongside-invite"],
        ),
        (&["share", "--words-file", "-"], &["--words-file", "\"-\""]),
        (&["share", "--name", ""], &["--name <NAME>"]),
        (&["share", "--to", "\u{7}"], &["--to <CONTACT>"]),
        (&["share", "--bogus"], &["--bogus"]),
        (&["share", "--expire", "1h"], &["--expire", "--expires"]),
        (&["share", "--view-only=perhaps"], &["--view-only", "\"perhaps\"", "\"yes\", \"no\""]),
        (&["share", "--json", "--json"], &["--json"]),
        (&["share", "--expires"], &["--expires"]),
        (&["dance"], &["dance"]),
        (&["contacts", "rename", "Ann"], &["<NEW>"]),
        (&["--verbose", "share"], &["--version"]),
    ] {
        let arguments = ["alongside"].iter().chain(arguments).map(OsString::from);
        let error = parse_with(arguments, || Ok(Settings::default())).unwrap_err();
        in_each_language(&error, parts);
        let ParseError::Arguments(error) = error else { unreachable!("the settings are empty") };
        assert!(arguments::is_wrong(&error));
        assert!(arguments::with_usage(&error).ends_with("--help"), "{error}");
    }
}

#[test]
fn the_password_of_a_proxy_that_is_wrong_is_not_repeated() {
    let arguments =
        ["alongside", "share", "--proxy", "socks5://ann:word@proxy"].map(OsString::from);
    let said = parse_with(arguments, || Ok(Settings::default())).unwrap_err().sentence();
    assert!(said.contains("http://name@host:port") && !said.contains("word"), "{said}");
}
