//! The tests of the page that run in Firefox as well. docs/browsers.md names them, and says why others do not; a test
//! compares the two.

use crate::retry;

/// Those that CI has time for, by the beginning of their names: what a Helper sees, does, draws, copies and
/// sends.
const IN_CI: [&str; 7] = [
    "exact::at_rest_the_page",
    "chat_goes_both_ways",
    "clicks_land_on_the_pixel",
    "clipboard::a_secret",
    "dragging_moves_with_the_button_down",
    "files::a_file_goes_each_way",
    "marks::a_line_drawn",
];

/// Those that run with `--long` only.
const LONG: [&str; 32] = [
    "keys_that_are_held_come_up_at_the_end",
    "keys::command_of_a_mac",
    "letters_of_other_scripts",
    "clipboard::what_each_copies",
    "clipboard::what_is_copied_waits",
    "files::a_batch",
    "files::a_browser_without",
    "files::a_file",
    "files::a_name",
    "files::a_reload",
    "files::a_revoked",
    "files::an_empty",
    "files::each_of",
    "marks::",
    "a_browser_that_cannot_run_the_viewer",
    "a_desktop_that_another_sharer",
    "a_desktop_that_does_not_answer",
    "a_direct_session_outlives",
    "a_display_that_changes_its_size",
    "a_helper_who_is_declined",
    "a_killed_sharer_leaves_a_desktop",
    "a_picture_that_nobody_vouches_for",
    "a_refused_request_is_said",
    "a_reloaded_page_goes_on",
    "a_system_prompt_is_hidden",
    "a_wallpaper_that_the_user_chose",
    "a_wrong_code_is_said",
    "an_end_that_is_killed_is_noticed",
    "an_invitation_file_leaves_only",
    "an_unknown_and_an_expired_invitation",
    "build::a",
    "build::the_page_of_the_same_build",
];

/// Runs those that CI has time for.
pub(crate) fn test() -> anyhow::Result<()> {
    run(&IN_CI)
}

/// Runs the others.
pub(crate) fn test_long() -> anyhow::Result<()> {
    run(&LONG)
}

fn run(names: &[&str]) -> anyhow::Result<()> {
    let arguments = [&["--test", "browser", "--"], names].concat();
    retry::test(&arguments, &[("ALONGSIDE_TEST_BROWSER", "firefox")])
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn read(path: &str) -> String {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        std::fs::read_to_string(root.join(path)).unwrap()
    }

    /// What the document names between these marks.
    fn documented(mark: &str) -> Vec<String> {
        let text = read("docs/browsers.md");
        let (_, rest) = text.split_once(&format!("<!-- {mark}:begin -->")).expect("it begins");
        let (names, _) = rest.split_once(&format!("<!-- {mark}:end -->")).expect("it ends");
        names.split('`').skip(1).step_by(2).map(str::to_owned).collect()
    }

    #[test]
    fn the_document_names_what_runs_in_firefox() {
        assert_eq!(documented("firefox"), IN_CI);
        assert_eq!(documented("firefox-long"), LONG);
    }

    #[test]
    fn each_name_is_that_of_a_test() {
        for name in IN_CI.iter().chain(&LONG) {
            let (file, test) = match name.split_once("::") {
                Some((module, test)) => (format!("tests/tests/browser/{module}.rs"), test),
                None => ("tests/tests/browser.rs".to_owned(), *name),
            };
            assert!(read(&file).contains(&format!("#[test]\nfn {test}")), "{name}");
        }
    }
}
