//! The tests of the page in Firefox: all of them, but for [`EXCLUDED`]. docs/browsers.md shows the lists; a test compares
//! them.

use crate::retry;

/// Tests that are not meant for Firefox, and why.
const EXCLUDED: [(&str, &str); 20] = [
    (
        "barriers::no_state_of_the_dark_page_has_a_barrier",
        "what axe-core finds in Chromium, which shows dark colours and a phone when asked to",
    ),
    (
        "barriers::no_state_of_the_page_from_right_to_left_has_a_barrier",
        "what axe-core finds in Chromium, which shows dark colours and a phone when asked to",
    ),
    (
        "barriers::no_state_of_the_page_has_a_barrier",
        "what axe-core finds in Chromium, which shows dark colours and a phone when asked to",
    ),
    (
        "barriers::no_state_of_the_page_on_a_phone_has_a_barrier",
        "what axe-core finds in Chromium, which shows dark colours and a phone when asked to",
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
        "phone::as_a_trackpad_the_pointer_moves_with_the_finger_and_clicks_where_it_is",
        "a phone: its driver cannot take the mouse away",
    ),
    (
        "phone::on_320_px_nothing_scrolls_sideways_and_what_is_touched_is_large_enough",
        "a phone: its driver cannot take the mouse away",
    ),
    (
        "phone::the_row_above_the_keyboard_holds_modifiers_for_the_next_key",
        "a phone: its driver cannot take the mouse away",
    ),
    (
        "files::a_folder_that_cannot_be_sent_is_refused_in_plain_words_and_nobody_is_asked",
        "its driver drops no folder",
    ),
    (
        "files::a_folder_that_is_dropped_or_chosen_arrives_with_its_structure_after_one_question",
        "its driver drops no folder",
    ),
    (
        "the_page_works_by_keyboard_alone",
        "Tab goes on into the browser's own window, of which its driver knows nothing",
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

/// Those that run with `--long` only: CI has about five minutes for Firefox, and shows each ability and each rule of safety
/// by others.
const LONG: [&str; 84] = [
    "a_closed_page_ends_the_session",
    "a_desktop_that_another_sharer_has_changed_is_left_alone",
    "a_desktop_that_does_not_answer_holds_nothing_up_and_is_restored_later",
    "a_direct_session_outlives_the_server",
    "a_display_that_changes_its_size_is_still_seen",
    "a_killed_sharer_leaves_a_desktop_that_is_restored",
    "a_plain_address_works_although_browsers_call_it_insecure",
    "a_refused_request_is_said_to_the_helper",
    "a_reloaded_page_goes_on_with_the_session",
    "a_sleep_of_the_users_computer_longer_than_the_user_decided_ends_the_session",
    "a_wallpaper_that_the_user_chose_meanwhile_stays",
    "an_unknown_and_an_expired_invitation_are_said",
    "both_keep_the_same_log_and_a_changed_byte_is_found",
    "build::the_page_of_the_same_build_shows_it_and_nobody_is_told",
    "clipboard::a_large_clipboard_shows_how_far_it_is_and_can_be_stopped",
    "clipboard::eight_megabytes_come_in_one_piece_and_the_panel_shows_how_far_they_are",
    "clipboard::the_panel_with_text_and_pictures_fits_a_phone_and_a_small_window",
    "clipboard::what_is_copied_waits_until_the_page_has_the_focus",
    "contacts::a_browser_that_can_keep_no_key_says_so_and_helps_nevertheless",
    "contacts::a_computer_that_its_owner_opened_to_the_helper_is_remembered_by_its_key",
    "contacts::a_contact_is_forgotten_by_either_side",
    "contacts::a_key_whose_part_is_opened_before_the_program_runs_is_made",
    "contacts::the_queue_shows_who_waits_and_takes_one",
    "contacts::the_user_may_be_the_one_who_wishes_to_remember",
    "displays::a_display_that_goes_away_gives_way_to_the_main_one",
    "displays::a_user_who_shares_one_display_shares_no_other",
    "displays::pixel_for_pixel_holds_on_screens_of_any_density",
    "displays::the_helper_chooses_a_display_and_points_at_what_they_see",
    "doctor::a_connection_that_failed_leads_to_the_checks",
    "doctor::the_page_of_checks_says_how_to_mend_what_is_blocked",
    "doctor::the_page_of_checks_says_that_the_picture_consists_of_still_images",
    "each_file_that_cannot_be_used_says_why_and_takes_the_helper_nowhere",
    "each_monitor_of_xfce_loses_its_wallpaper_and_gets_it_back",
    "everything_can_be_found_by_role_and_name",
    "files::a_batch_that_is_refused_sends_nothing",
    "files::a_browser_without_a_private_file_system_keeps_a_file_in_memory",
    "files::a_file_for_which_the_browser_has_no_room_is_refused_in_plain_words",
    "files::a_file_goes_on_over_another_path_where_the_first_one_was_cut",
    "files::a_folder_of_the_users_arrives_as_one_archive_after_one_question",
    "files::a_large_file_comes_to_the_helper_while_the_browser_takes_no_more_memory",
    "files::a_reload_of_the_page_stops_files_says_so_and_offers_them_again",
    "files::an_empty_file_and_several_at_once_arrive",
    "files::each_of_the_two_can_cancel_a_file_and_the_helper_can_pause_it",
    "files::what_a_page_has_half_received_is_removed_when_it_is_cancelled_or_closed",
    "guessing::a_server_gets_three_guesses_at_the_page_also_when_it_is_loaded_again",
    "guessing::the_user_hears_of_guesses_that_a_server_made_at_the_page",
    "hoarder::whoever_takes_all_connections_of_the_sharers_server_stops_neither_picture_nor_log",
    "https_works_for_the_page_and_both_links",
    "install::the_build_is_stored_and_nothing_of_a_session",
    "install::the_page_can_be_installed",
    "keyboards::every_character_of_the_helpers_keyboard_arrives_whatever_the_users_keyboard",
    "keys::command_of_a_mac_is_control_where_the_user_has_no_mac",
    "keys::the_menu_of_keys_works_by_keyboard_and_offers_the_last_keys_again",
    "keys::what_the_helper_wants_arrives_as_the_shortcut_of_the_users_system_whatever_the_layout",
    "large_files::a_file_larger_than_memory_goes_each_way_over_a_path_that_ends_in_the_middle",
    "marks::a_line_that_is_not_kept_fades",
    "marks::a_step_appears_and_the_page_knows_when_it_is_done",
    "marks::a_step_goes_to_the_button_under_it_and_both_people_read_its_name",
    "marks::what_is_drawn_goes_with_a_pause_the_panic_key_and_the_right",
    "marks::while_a_tool_is_on_nothing_goes_to_the_users_computer_as_input",
    "marks::while_the_user_is_asked_nothing_is_drawn_over_the_question",
    "messages::a_browser_whose_decoders_all_fail_tells_the_sharer",
    "messages::a_browser_without_h264_in_rtp_offers_data_channels_only",
    "messages::a_decoder_that_stays_silent_is_replaced_by_software",
    "phone::fingers_click_drag_and_turn_the_wheel",
    "phone::fingers_enlarge_the_picture_and_what_they_touch_is_still_what_is_clicked",
    "text_size::each_language_has_room_in_every_view_at_twice_the_text_size",
    "relay::chromium_uses_the_relay_over_udp_tcp_and_tls",
    "server_path::the_picture_flows_through_the_server_when_nothing_else_gets_through",
    "the_helper_gives_control_up_and_may_ask_again",
    "the_link_fills_the_code",
    "the_page_tells_how_long_the_helper_waits_for_what_they_do",
    "the_page_tells_how_the_picture_does",
    "the_sharer_alone_is_enough",
    "the_user_sets_the_level_while_sharing_and_the_desktop_follows",
    "the_wallpaper_is_away_while_the_screen_is_shared_and_back_however_it_ends",
    "the_wheel_turns_both_ways",
    "tiles::a_decoder_that_fails_gives_way_to_tiles",
    "tiles::noise_and_what_changes_beside_it_are_seen",
    "tiles::tiles_alone_follow_a_display_that_changes_its_size",
    "tiles::without_any_h264_the_picture_comes_as_tiles_on_a_data_channel",
    "tiles::without_webcodecs_the_picture_comes_as_tiles_through_the_server",
    "what_changes_on_the_display_changes_on_the_page",
    "who_was_not_let_in_has_a_log_that_says_so",
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
