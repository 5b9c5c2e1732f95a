//! `log = "on"`: no log, no session, whatever options, variables, links, folders and disks say.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

use alongside_tests::claimant::{parse, prove};
use alongside_tests::clock::eventually;
use alongside_tests::computer::{Computer, fails};
use alongside_tests::process::{Folder, command, program};
use alongside_tests::rig::Sharer;
use alongside_tests::server::{RawClient, SignalServer};
use protocol::code::{InvitationCode, Secret};
use protocol::word_list::CodeLanguage;
use rand_core::OsRng;

const ON: Option<&str> = Some("log = 'on'\n");

/// What is said when a session is refused.
const REFUSED: &str = "cannot be saved";

/// A user who shares at a server, with these variables.
fn sharing(computer: &Computer, server: &SignalServer, variables: &[(&str, &str)]) -> Sharer {
    let mut command = computer.share(&["--server", server.url.as_str()]);
    command.envs(variables.iter().copied());
    Sharer::start(&mut command, Folder::new())
}

/// The program under a limit: no file can grow beyond so many blocks of 512 bytes. For the program that is as if
/// the disk were full, since the signal that goes with it is ignored.
pub(crate) fn on_a_full_disk(sharing: &Command, blocks: u32) -> Command {
    let mut shell = command("sh");
    shell.args(["-c", &format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$@\""), "sh"]);
    shell.arg(sharing.get_program()).args(sharing.get_args());
    for (name, value) in sharing.get_envs() {
        if let Some(value) = value {
            shell.env(name, value);
        }
    }
    shell
}

/// The session ends, and says why.
#[track_caller]
fn ends_without_its_log(sharer: &mut Sharer) {
    let error = sharer.event("error");
    let text = error["text"].as_str().unwrap();
    assert!(text.contains(REFUSED) && text.contains("session ends"), "{text}");
    let ended = sharer.phase("ended");
    assert_eq!(ended["reason"], serde_json::Value::Null, "nobody else is blamed: {ended}");
    assert_eq!(sharer.ended().code(), Some(1));
}

/// A wrong code is tried, which is an entry of the log.
fn try_a_wrong_code(server: &SignalServer, right: &InvitationCode) {
    let secret = loop {
        let secret = Secret::generate(CodeLanguage::English, &mut OsRng);
        if secret.expose() != right.secret.expose() {
            break secret;
        }
    };
    let wrong = InvitationCode { slot: right.slot, secret };
    let _ = prove(&mut RawClient::connect(&server.url), &wrong).map(|_| ());
}

#[test]
fn nothing_leads_the_log_away_from_the_account_where_the_owner_requires_it() {
    let server = SignalServer::start();
    let elsewhere = Folder::new();
    fs::write(elsewhere.path().join("user-dirs.dirs"), "XDG_DOCUMENTS_DIR=\"/proc\"\n").unwrap();
    let settings_elsewhere = elsewhere.path().to_str().unwrap();
    for variables in [
        &[][..],
        &[("ALONGSIDE_LOG_DIR", "/proc")],
        &[("ALONGSIDE_NO_LOG", "yes"), ("HOME", "/proc")],
        &[("HOME", ""), ("USERPROFILE", "/proc")],
        &[("XDG_CONFIG_HOME", settings_elsewhere)],
        &[("HOME", settings_elsewhere)],
    ] {
        let computer = Computer::with(ON).set("no-log = true\n");
        let mut sharer = sharing(&computer, &server, variables);
        sharer.invitation();
        assert_eq!(sharer.log().parent(), Some(computer.logs().as_path()), "{variables:?}");
    }
    // What the desktop of the account says counts, as long as it stays there.
    for (documents, expected) in [
        ("$HOME/Dokumente", "Dokumente/Remote Assistance Logs"),
        ("/proc", "Documents/Remote Assistance Logs"),
        ("$HOME/../elsewhere", "Documents/Remote Assistance Logs"),
    ] {
        let computer = Computer::with(ON);
        fs::create_dir(computer.home().join(".config")).unwrap();
        let dirs = format!("XDG_DOCUMENTS_DIR=\"{documents}\"\n");
        fs::write(computer.home().join(".config/user-dirs.dirs"), dirs).unwrap();
        let mut sharer = sharing(&computer, &server, &[]);
        sharer.invitation();
        let folder = computer.home().join(expected);
        assert_eq!(sharer.log().parent(), Some(folder.as_path()), "{documents}");
        // And the log is found there.
        let listed = computer.run(&["log", "list"]).output().unwrap();
        let listed = String::from_utf8_lossy(&listed.stdout).into_owned();
        assert!(listed.contains(folder.to_str().unwrap()), "{listed}");
    }
    let computer = Computer::with(ON);
    fails(computer.share(&["--log-dir", "/tmp"]), 3, "wants every session logged");
    fails(computer.share(&["--no-log"]), 3, "wants every session logged");
}

#[test]
fn a_session_whose_log_cannot_be_written_does_not_start_where_the_owner_requires_it() {
    // Where the folder should be there is a file: that stops root, too, whom permissions do not.
    let blocked = Computer::with(ON);
    fs::write(blocked.home().join("Documents"), "in the way").unwrap();
    fails(blocked.share(&[]), 1, REFUSED);
    fails(blocked.share(&["--server", "http://127.0.0.1:1"]), 1, REFUSED);
    assert_eq!(fs::read_dir(blocked.home()).unwrap().count(), 1, "nothing else is left");

    let homeless = Computer::with(ON);
    fs::remove_dir(homeless.home()).unwrap();
    fails(homeless.share(&[]), 1, "has no home folder");
    assert!(!homeless.home().exists(), "a home is not made up");
    let nowhere = Computer::with(ON);
    let mut command = nowhere.share(&[]);
    command.env("HOME_UNDER_TEST", "/proc");
    fails(command, 1, REFUSED);

    for link in ["Documents", "Documents/Remote Assistance Logs"] {
        let (linked, elsewhere) = (Computer::with(ON), Folder::new());
        let link = linked.home().join(link);
        fs::create_dir_all(link.parent().unwrap()).unwrap();
        symlink(elsewhere.path(), &link).unwrap();
        fails(linked.share(&[]), 1, "leads out of the home folder");
        assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0);
        // One that leads nowhere.
        fs::remove_file(&link).unwrap();
        symlink("/nowhere/at/all", &link).unwrap();
        fails(linked.share(&[]), 1, REFUSED);
    }

    let full = Computer::with(ON);
    fails(on_a_full_disk(&full.share(&[]), 0), 1, REFUSED);
    // There is room for a few entries, and none for a session.
    fails(on_a_full_disk(&full.share(&[]), 8), 1, REFUSED);
    assert_eq!(fs::read_dir(full.logs()).unwrap().count(), 0, "nothing half is left");

    // Where the User decides, the session goes on.
    let server = SignalServer::start();
    for policy in [None, Some("log = 'choice'\n")] {
        let computer = Computer::with(policy);
        fs::write(computer.home().join("Documents"), "in the way").unwrap();
        let mut sharer = sharing(&computer, &server, &[]);
        let (code, _) = sharer.invitation();
        assert!(sharer.event("note")["text"].as_str().unwrap().contains(REFUSED));
        assert!(prove(&mut RawClient::connect(&server.url), &parse(&code)).is_ok());
    }
}

#[test]
fn a_session_whose_log_cannot_be_written_any_more_ends_where_the_owner_requires_it() {
    let server = SignalServer::start();
    let in_the_way = |logs: &Path| fs::write(logs, "in the way").unwrap();
    let away = |logs: &Path| symlink("/tmp", logs).unwrap();
    let ways: [&dyn Fn(&Path); 2] = [&in_the_way, &away];
    for way in ways {
        let computer = Computer::with(ON);
        let mut sharer = sharing(&computer, &server, &[]);
        let (code, _) = sharer.invitation();
        sharer.log();
        fs::rename(computer.logs(), computer.home().join("moved")).unwrap();
        way(&computer.logs());
        try_a_wrong_code(&server, &parse(&code));
        ends_without_its_log(&mut sharer);
    }
}

#[test]
fn a_log_that_is_removed_in_the_session_is_there_again_whole() {
    let server = SignalServer::start();
    let computer = Computer::with(ON);
    let mut sharer = sharing(&computer, &server, &[]);
    let code = parse(&sharer.invitation().0);
    let path = sharer.log();
    fs::remove_dir_all(computer.home().join("Documents")).unwrap();
    try_a_wrong_code(&server, &code);
    eventually("the log is there again", || {
        fs::read_to_string(&path).ok()?.contains("WRONG_CODE").then_some(())
    });
    sharer.send_command("disconnect");
    assert_eq!(sharer.ended().code(), Some(0));
    let verified = command(program("alongside")).args(["log", "verify"]).arg(&path).output();
    let said = String::from_utf8(verified.unwrap().stdout).unwrap();
    assert!(said.contains("3 entries"), "{said}");
}

#[test]
#[cfg(target_os = "linux")]
fn a_disk_that_fills_up_ends_the_session_where_the_owner_requires_its_log() {
    let server = SignalServer::start();
    let computer = Computer::with(ON);
    let command = computer.share(&["--server", server.url.as_str()]);
    let mut sharer = Sharer::start(&mut on_a_full_disk(&command, 4096), Folder::new());
    let code = parse(&sharer.invitation().0);
    let path = sharer.log();
    let before = fs::read_to_string(&path).unwrap();
    fill_up(&sharer);
    try_a_wrong_code(&server, &code);
    ends_without_its_log(&mut sharer);
    assert_eq!(fs::read_to_string(&path).unwrap(), before, "what was written stays");
    assert_eq!(fs::read_dir(computer.logs()).unwrap().count(), 1, "nothing half is left");
}

/// From now on the program can write no byte more.
#[cfg(target_os = "linux")]
fn fill_up(sharer: &Sharer) {
    use rustix::process::{Pid, Resource, Rlimit, prlimit};
    let pid = Pid::from_raw(sharer.running.id().try_into().unwrap()).unwrap();
    let nothing = Rlimit { current: Some(0), maximum: Some(0) };
    prlimit(Some(pid), Resource::Fsize, nothing).unwrap();
}

#[test]
fn the_doctor_says_that_there_is_no_session_without_its_log() {
    let computer = Computer::with(ON);
    fs::write(computer.home().join("Documents"), "in the way").unwrap();
    let doctor = |computer: &Computer| {
        let mut command = computer.run(&["doctor", "--json", "--screen", "synthetic:64x64@1"]);
        let output = command.output().unwrap();
        let verdict: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let log = verdict["checks"].as_array().unwrap().iter().find(|check| check["id"] == "log");
        (output.status.code(), log.unwrap()["ok"].clone())
    };
    assert_eq!(doctor(&computer), (Some(1), false.into()));
    assert_eq!(doctor(&Computer::with(ON)), (Some(0), true.into()));
}
