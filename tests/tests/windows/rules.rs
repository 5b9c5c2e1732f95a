//! The invitation, the session log, and the owner's policy, where Windows has them.

use std::net::{Ipv4Addr, TcpListener, TcpStream};

use alongside_tests::browser::Browser;
use alongside_tests::clock::PATIENCE;
use alongside_tests::rig::Sharer;
use alongside_tests::server::SignalServer;
use alongside_tests::wine::{WineDesktop, windows_path};
use serde_json::json;

use crate::{folder, join};

#[test]
fn a_session_by_an_invitation_file_is_logged_in_the_documents() {
    // Without lanes, so that the session does not end while it moves from one path to another.
    let (server, folder) = (SignalServer::without_lanes(), folder());
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

/// The sharer with the built-in server on this port, which was not chosen on the command line.
fn with_own_server(desktop: &WineDesktop, port: u16) -> Sharer {
    let mut share = desktop.alongside(&["share", "--json", "--name", "Ursula"]);
    share.args(["--screen", "synthetic:640x480@30"]);
    share.env("ALONGSIDE_LISTEN", format!("0.0.0.0:{port}"));
    Sharer::start(&mut share, folder())
}

/// A port that nothing listens on.
fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    listener.local_addr().unwrap().port()
}

fn listens(port: u16) -> bool {
    TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok()
}

/// Wine calls every network public.
#[test]
fn in_a_public_network_nothing_listens_before_the_yes() {
    let desktop = WineDesktop::start();
    for allow in [false, true] {
        let port = free_port();
        let mut sharer = with_own_server(&desktop, port);
        let question = sharer.event_where(PATIENCE, "ask", |event| event["what"] == "listen");
        assert_eq!(question["address"], format!("0.0.0.0:{port}"));
        assert!(!listens(port), "it was not allowed yet");
        sharer.command(json!({"command": "answer", "id": question["id"], "allow": allow}));
        if !allow {
            assert_eq!(sharer.ended().code(), Some(2));
            assert!(sharer.events().iter().all(|event| event["event"] != "listening"));
            assert!(!listens(port));
            let said = sharer.running.stderr.all().join("\n");
            assert!(said.contains("--server URL"), "{said}");
            continue;
        }
        let (code, _) = sharer.invitation();
        let mut browser = Browser::start();
        browser.open(&format!("http://127.0.0.1:{port}"));
        join(&mut browser, &code);
        sharer.answer("connect", true);
        browser.wait_phase("screen-sharing");
        sharer.send_command("disconnect");
        browser.wait_phase("ended");
        sharer.ended();
    }
}
