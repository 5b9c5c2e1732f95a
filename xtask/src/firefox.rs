//! The tests of the page in Firefox: all of them, but for [`EXCLUDED`]. docs/browsers.md shows the lists; a test compares
//! them.

use crate::retry;

/// Tests that are not meant for Firefox, and why.
const EXCLUDED: [(&str, &str); 17] = [
    (
        "barriers::no_state_of_the_dark_page_has_a_barrier",
        "what axe-core finds in Chromium: two others of its tests run in Firefox",
    ),
    (
        "barriers::no_state_of_the_page_from_right_to_left_has_a_barrier",
        "what axe-core finds in Chromium: two others of its tests run in Firefox",
    ),
    (
        "barriers::no_state_of_the_page_has_a_barrier",
        "what axe-core finds in Chromium: two others of its tests run in Firefox",
    ),
    (
        "barriers::no_text_of_the_page_in_high_contrast_has_less_than_seven_to_one",
        "what axe-core finds in Chromium: two others of its tests run in Firefox",
    ),
    (
        "colour::a_browser_that_shares_colours_sees_the_display_all_the_same",
        "H.264 in RTP, for which this Firefox has no decoder",
    ),
    ("colour::coloured_lines_of_one_pixel_stay_apart_in_the_video", "H.264 in RTP"),
    ("connect::the_player_is_there_before_the_first_frame", "H.264 in RTP"),
    (
        "connect::what_is_made_before_the_module_runs_is_what_connects",
        "H.264 in RTP: it names that, offers none, and the page connects anew",
    ),
    ("messages::frames_in_messages_are_shown_over_the_video", "H.264 in RTP, and 4:4:4"),
    (
        "phone::the_row_above_the_keyboard_holds_modifiers_for_the_next_key",
        "on a busy computer the field of the keyboard was once without the focus: the cause is not known",
    ),
    (
        "files::a_folder_that_cannot_be_sent_is_refused_in_plain_words_and_nobody_is_asked",
        "its driver drops no folder",
    ),
    (
        "files::a_folder_that_is_dropped_or_chosen_arrives_with_its_structure_after_one_question",
        "its driver drops no folder",
    ),
    ("doctor::a_firefox_is_checked_too", "runs in Firefox among the tests of Chromium"),
    (
        "messages::a_firefox_without_h264_in_rtp_decodes_the_messages",
        "runs in Firefox among the tests of Chromium",
    ),
    (
        "server_path::a_firefox_sees_the_picture_on_a_data_channel",
        "runs in Firefox among the tests of Chromium",
    ),
    (
        "server_path::a_firefox_sees_the_picture_through_the_server",
        "runs in Firefox among the tests of Chromium",
    ),
    (
        "webkit::a_helper_with_webkit_sees_points_and_types_and_a_window_that_loses_the_focus_lets_go",
        "runs in WebKit among the tests of Chromium",
    ),
];

/// Those that run with `--long` only: they take long, or fail where a Firefox on a busy computer is silent for longer than
/// they allow.
const LONG: [&str; 14] = [
    "a_closed_page_ends_the_session",
    "a_sleep_of_the_users_computer_longer_than_the_user_decided_ends_the_session",
    "an_unknown_and_an_expired_invitation_are_said",
    "both_keep_the_same_log_and_a_changed_byte_is_found",
    "clipboard::a_large_clipboard_shows_how_far_it_is_and_can_be_stopped",
    "files::a_large_file_comes_to_the_helper_while_the_browser_takes_no_more_memory",
    "hoarder::whoever_takes_all_connections_of_the_sharers_server_stops_neither_picture_nor_log",
    "keyboards::every_character_of_the_helpers_keyboard_arrives_whatever_the_users_keyboard",
    "large_files::a_file_larger_than_memory_goes_each_way_over_a_path_that_ends_in_the_middle",
    "marks::a_step_goes_to_the_button_under_it_and_both_people_read_its_name",
    "messages::a_decoder_that_stays_silent_is_replaced_by_software",
    "text_size::each_language_has_room_in_every_view_at_twice_the_text_size",
    "server_path::the_picture_flows_through_the_server_when_nothing_else_gets_through",
    "the_page_tells_how_long_the_helper_waits_for_what_they_do",
];

/// Runs all that CI has time for.
pub(crate) fn test() -> anyhow::Result<()> {
    let excluded = EXCLUDED.iter().map(|(name, _)| name);
    run(&excluded.chain(&LONG).flat_map(|name| ["--skip", *name]).collect::<Vec<_>>())
}

/// Runs the others.
pub(crate) fn test_long() -> anyhow::Result<()> {
    run(&LONG)
}

fn run(names: &[&str]) -> anyhow::Result<()> {
    let arguments = [&["--test", "browser", "--", "--exact"], names].concat();
    retry::test(&arguments, &[("ALONGSIDE_TEST_BROWSER", "firefox")], || ())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn read(path: &str) -> String {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        std::fs::read_to_string(root.join(path)).unwrap()
    }

    /// What the document has between these marks.
    fn documented(mark: &str) -> String {
        let text = read("docs/browsers.md");
        let (_, rest) = text.split_once(&format!("<!-- {mark}:begin -->\n")).expect("it begins");
        let (part, _) = rest.split_once(&format!("<!-- {mark}:end -->")).expect("it ends");
        part.to_owned()
    }

    #[test]
    fn the_document_names_what_does_not_run_in_firefox_in_ci() {
        let row = |(name, why): &(&str, &str)| format!("| `{name}` | {why} |\n");
        let rows: String = EXCLUDED.iter().map(row).collect();
        assert_eq!(documented("firefox-excluded"), format!("| test | why |\n|---|---|\n{rows}"));
        let line = |name: &&str| format!("- `{name}`\n");
        assert_eq!(documented("firefox-long"), LONG.iter().map(line).collect::<String>());
    }

    #[test]
    fn each_name_is_that_of_a_test() {
        for name in EXCLUDED.iter().map(|(name, _)| name).chain(&LONG) {
            let (file, test) = match name.split_once("::") {
                Some((module, test)) => (format!("tests/tests/browser/{module}.rs"), test),
                None => ("tests/tests/browser.rs".to_owned(), *name),
            };
            assert!(read(&file).contains(&format!("#[test]\nfn {test}()")), "{name}");
        }
    }
}
