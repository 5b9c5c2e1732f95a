//! Precedence is tested with the real program, where variables and files are; here what is pure.

use super::*;

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
