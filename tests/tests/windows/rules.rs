//! The invitation, the session log, and the owner's policy, where Windows has them.

use alongside_tests::browser::Browser;
use alongside_tests::server::SignalServer;
use alongside_tests::wine::{WineDesktop, windows_path};

use crate::folder;

#[test]
fn a_session_by_an_invitation_file_is_logged_in_the_documents() {
    let (server, folder) = (SignalServer::start(), folder());
    let file = folder.path().join("help.alongside-invite");
    let desktop = WineDesktop::start();
    let saved = windows_path(&file);
    let screen = ["--server", &server.url, "--screen", "synthetic:640x480@30", "--save-as", &saved];
    let mut sharer = desktop.share(&screen);
    let (code, _) = sharer.invitation();
    sharer.event("saved");
    let (_, words) = code.split_once('-').unwrap();
    let mut browser = Browser::start();
    browser.open(&server.url);
    browser.choose_file("Open invitation file", &file);
    browser.wait_text("Ursula’s invitation brought the number.");
    browser.insert(words);
    browser.fill("Your name", "Jacky");
    browser.press_button("Connect");
    sharer.answer("connect", true);
    browser.wait_phase("screen-sharing");
    sharer.send_command("disconnect");
    browser.wait_phase("ended");
    sharer.ended();
    let log = sharer.log();
    let name = log.to_string_lossy().into_owned();
    assert!(name.contains(r"\Documents\Remote Assistance Logs\"), "{name}");
    let output = desktop.alongside(&["log", "verify", &name]).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn a_policy_that_an_ordinary_account_wrote_is_refused() {
    let server = SignalServer::start();
    let desktop = WineDesktop::start();
    let policy = desktop.drive_c("ProgramData/alongside/policy.toml");
    std::fs::create_dir_all(policy.parent().unwrap()).unwrap();
    // On Wine no file belongs to the administrators.
    std::fs::write(&policy, "[invitation]\nallowed = true\n").unwrap();
    let options = ["--server", &server.url, "--screen", "synthetic:640x480@30"];
    let mut sharer = desktop.share(&options);
    assert_eq!(sharer.ended().code(), Some(1));
    let said = sharer.running.stderr.all().join("\n");
    assert!(said.contains("does not belong to the owner of this computer"), "{said}");
}
