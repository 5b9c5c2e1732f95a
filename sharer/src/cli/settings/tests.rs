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
