//! Precedence is tested with the real program, where variables and files are; here what is pure.

use super::*;
use crate::cli::options::ContactsCommand;

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
