//! The owner's policy and the User's settings, with the real program: what is allowed, forbidden,
//! absent, wrong, and who wins.
#![cfg(unix)]

#[path = "policy/assistive_device.rs"]
mod assistive_device;
#[path = "policy/required_log.rs"]
mod required_log;
#[path = "policy/told.rs"]
mod told;
#[path = "policy/ways_around.rs"]
mod ways_around;

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::path::PathBuf;
use std::process::Command;

use alongside_tests::claimant::{introduce, introduced, parse, prove};
use alongside_tests::computer::{Computer, fails};
use alongside_tests::process::{Folder, command};
use alongside_tests::rig::Sharer;
use alongside_tests::server::{RawClient, SignalServer};
use protocol::sealed::Introduction;
use serde_json::Value;

/// The value of an option in a report, and where it comes from.
fn option(report: &Value, name: &str) -> (String, String) {
    let rows = report["options"].as_array().unwrap();
    let row = rows.iter().find(|row| row["option"] == name).unwrap();
    let text = |key: &str| row[key].as_str().unwrap_or_default().to_owned();
    (text("value"), text("from"))
}

/// Starts to share at a server.
fn sharing(computer: &Computer, server: &SignalServer, options: &[&str]) -> Sharer {
    let options = [&["--server", server.url.as_str()], options].concat();
    Sharer::start(&mut computer.share(&options), Folder::new())
}

/// A Helper proves the code and says hello. Returns the sharer's welcome.
fn welcomed(server: &SignalServer, sharer: &mut Sharer) -> Introduction {
    let (code, _) = sharer.invitation();
    let mut socket = RawClient::connect(&server.url);
    let mut channel = prove(&mut socket, &parse(&code)).expect("the code is right");
    let welcome = introduced(&mut socket, &mut channel);
    let (name, version) = ("Jacky".parse().unwrap(), protocol::VERSION);
    introduce(&mut socket, &mut channel, &Introduction::Hello { name, version });
    let question = sharer.event("ask");
    assert_eq!(question["helper"], "Jacky");
    assert_eq!(sharer.events().iter().filter(|event| event["event"] == "ask").count(), 1);
    welcome
}

// --- whose file it is --------------------------------------------------------------------------

#[test]
fn a_policy_that_others_can_write_is_not_trusted() {
    for (file, mode) in [("etc/policy.toml", 0o664), ("etc/policy.toml", 0o646), ("etc", 0o777)] {
        let computer = Computer::with(Some(""));
        let path = computer.path().join(file);
        fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
        fails(computer.share(&[]), 1, "can be changed by others");
        fails(computer.run(&["policy"]), 1, "can be changed by others");
    }
    let computer = Computer::with(Some(""));
    let mut command = computer.share(&[]);
    let stranger = fs::metadata(computer.policy()).unwrap().uid() + 1;
    fails_with_owner(&mut command, stranger);
}

fn fails_with_owner(command: &mut Command, owner: u32) {
    command.env("OWNER_UNDER_TEST", owner.to_string());
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(stderr.contains("does not belong to the owner"), "{stderr}");
}

#[test]
fn a_policy_that_cannot_be_read_is_not_taken_for_none() {
    let computer = Computer::with(None);
    fs::create_dir(computer.policy()).unwrap();
    fs::set_permissions(computer.policy(), Permissions::from_mode(0o755)).unwrap();
    fails(computer.share(&[]), 1, "cannot be read");
    let computer = Computer::with(None);
    std::os::unix::fs::symlink("nowhere.toml", computer.policy()).unwrap();
    fails(computer.share(&[]), 1, "cannot be read");
    let computer = Computer::with(None);
    fs::write(computer.policy(), [b'#', 0xff]).unwrap();
    fails(computer.share(&[]), 1, "cannot be read");
    let computer = Computer::with(Some(&"#".repeat(300 * 1024)));
    fails(computer.share(&[]), 1, "expected at most 262144 bytes");
}

#[test]
fn a_policy_with_a_mistake_starts_nothing_and_names_it() {
    let computer = Computer::with(Some("log = 'choice'\n[invitation]\nalowed = false\n"));
    for command in [computer.share(&[]), computer.run(&["policy"])] {
        fails(command, 1, "wrong in line 3: unknown key `invitation.alowed`");
    }
    let computer = Computer::with(Some("[invitation]\ncontrol = 'no'\n"));
    fails(computer.share(&[]), 1, "line 2: `invitation.control`: expected true or false");
}

#[test]
fn no_option_and_no_variable_leads_away_from_the_policy() {
    let program = alongside_tests::process::program("alongside");
    let help = command(&program).args(["share", "--help"]).output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    assert!(!help.contains("--policy") && !help.contains("ALONGSIDE_POLICY"), "{help}");
    // What steers the program of these tests is nothing to the shipped one.
    let computer = Computer::with(Some("[invitation]\nallowed = false\n"));
    let mut shipped = command(&program);
    shipped.args(["policy", "--json"]).env("POLICY_UNDER_TEST", computer.policy());
    shipped.env("ALONGSIDE_POLICY", computer.policy()).env("XDG_CONFIG_HOME", computer.path());
    let report: Value = serde_json::from_slice(&shipped.output().unwrap().stdout).unwrap();
    let path = report["policy"]["path"].as_str().unwrap();
    assert!(!path.starts_with(computer.path().to_str().unwrap()), "{path}");
}

// --- what each rule does -----------------------------------------------------------------------

#[test]
fn inviting_can_be_forbidden() {
    let computer = Computer::with(Some("[invitation]\nallowed = false\n"));
    fails(computer.share(&[]), 3, "does not allow helpers to be invited");
    let report = computer.report(&[]);
    assert!(report["forbidden"].as_str().unwrap().contains("does not allow"));
    for policy in [Some("[invitation]\nallowed = true\n"), None] {
        let computer = Computer::with(policy);
        let server = SignalServer::start();
        sharing(&computer, &server, &[]).invitation();
        assert_eq!(computer.report(&[])["forbidden"], Value::Null);
    }
}

#[test]
fn control_can_be_forbidden() {
    let server = SignalServer::start();
    for (policy, options, looks) in [
        (Some("[invitation]\ncontrol = false\n"), &[][..], true),
        (Some("[invitation]\ncontrol = true\n"), &[], false),
        (Some("[invitation]\ncontrol = true\n"), &["--view-only"], true),
        (None, &[], false),
    ] {
        let computer = Computer::with(policy);
        let mut sharer = sharing(&computer, &server, options);
        if policy.is_some_and(|policy| policy.contains("false")) {
            let note = sharer.event("note");
            assert!(note["text"].as_str().unwrap().contains("only look"), "{note}");
        }
        let welcome = welcomed(&server, &mut sharer);
        let Introduction::Welcome { view_only, .. } = welcome else { panic!("{welcome:?}") };
        assert_eq!(view_only, looks, "{policy:?} {options:?}");
    }
    let computer = Computer::with(Some("[invitation]\ncontrol = false\n"));
    fails(computer.share(&["--view-only=no"]), 3, "lets helpers only look");
}

#[test]
fn the_life_of_an_invitation_can_be_limited() {
    let computer = Computer::with(Some("[invitation]\nlongest = '5m'\n"));
    fails(computer.share(&["--expires", "6m"]), 3, "Use --expires 5m");
    let server = SignalServer::start();
    sharing(&computer, &server, &["--expires", "5m"]).invitation();
    // The default and what was chosen long ago are cut; the latter with a word about it.
    let by_policy = ("5m".to_owned(), "policy".to_owned());
    assert_eq!(option(&computer.report(&[]), "expires"), by_policy);
    let computer = computer.set("expires = '1h'\n");
    assert_eq!(option(&computer.report(&[]), "expires"), by_policy);
    let mut sharer = sharing(&computer, &server, &[]);
    assert!(sharer.event("note")["text"].as_str().unwrap().contains("5m at most"));
    sharer.invitation();
    let without = Computer::with(None);
    let asked = ("6h".to_owned(), "command_line".to_owned());
    assert_eq!(option(&without.report(&["--expires", "6h"]), "expires"), asked);
}

#[test]
fn the_oldest_protocol_can_be_raised_and_not_lowered() {
    let server = SignalServer::start();
    let own = protocol::VERSION;
    for policy in [Some(format!("minimum-version = {own}\n")), None] {
        let computer = Computer::with(policy.as_deref());
        let mut sharer = sharing(&computer, &server, &[]);
        welcomed(&server, &mut sharer);
    }
    let computer = Computer::with(Some(&format!("minimum-version = {}\n", own + 1)));
    fails(computer.share(&[]), 3, "Update alongside");
}

#[test]
fn the_owner_words_the_questions() {
    let server = SignalServer::start();
    let policy = "[consent]\nconnect = '''\nRing 555 first.\nLet {helper} in?'''\n";
    for (policy, expected) in [
        (Some(policy), "Ring 555 first.\nLet “Jacky” in?"),
        (None, "“Jacky” wants to connect to your computer"),
    ] {
        let computer = Computer::with(policy);
        let mut sharer = sharing(&computer, &server, &[]);
        welcomed(&server, &mut sharer);
        let asked = sharer.events().into_iter().find(|event| event["event"] == "ask").unwrap();
        let text = asked["text"].as_str().unwrap();
        assert!(text.starts_with(expected), "{text}");
    }
    // A terminal shows the same words.
    let computer = Computer::with(Some(policy));
    let mut command = computer.run(&["share", "--screen", "synthetic:64x64@1"]);
    command.args(["--record-input", "/dev/null", "--server", &server.url]);
    let sharer = alongside_tests::process::Running::start("terminal", &mut command);
    let patience = alongside_tests::clock::PATIENCE;
    let code = sharer.stdout.wait(0, patience, |line| {
        line.split_once("this code:").map(|(_, code)| code.trim().to_owned())
    });
    let (_, code) = code.expect("a code is shown");
    let mut socket = RawClient::connect(&server.url);
    let mut channel = prove(&mut socket, &parse(&code)).expect("the code is right");
    let (name, version) = ("Jacky".parse().unwrap(), protocol::VERSION);
    introduce(&mut socket, &mut channel, &Introduction::Hello { name, version });
    let shown = sharer.stdout.wait(0, patience, |line| (line == "Let “Jacky” in?").then_some(()));
    assert!(shown.is_some(), "{:?}", sharer.stdout.all());
}

#[test]
fn a_wish_that_this_version_cannot_fulfil_is_never_passed_over() {
    // Whatever the owner can write is something that this version keeps to.
    let policy = "bandwidth = 'full'
[invitation]
email = 'off'
\
                  [offer]
allowed = true
control = false
";
    let computer = Computer::with(Some(policy));
    sharing(&computer, &SignalServer::start(), &[]).invitation();
    let report = computer.report(&[]);
    for row in report["rules"].as_array().unwrap() {
        assert_eq!(row["used"], true, "{row}");
    }
}

#[test]
fn e_mail_goes_only_the_way_that_the_owner_allows() {
    let mail = ["--email", "helper@example.org"];
    let computer = Computer::with(Some("[invitation]\nemail = 'off'\n"));
    fails(computer.share(&mail), 3, "does not allow invitations by e-mail");
    let computer = Computer::with(Some("[invitation]\nemail = 'smtp'\n"));
    fails(computer.share(&mail), 3, "only through a mail server");
    let settings = "[email]\nhost = 'mail.example.org'\nfrom = 'user@example.org'\n";
    let computer = Computer::with(Some("[invitation]\nemail = 'desktop'\n")).set(settings);
    fails(computer.share(&mail), 3, "only by the desktop's mail program");
}

#[test]
fn the_owner_decides_whether_a_session_is_logged() {
    let server = SignalServer::start();
    let computer = Computer::with(Some("log = 'on'\n"));
    fails(computer.share(&["--no-log"]), 3, "wants every session logged");
    let computer = computer.set("no-log = true\n");
    let mut sharer = sharing(&computer, &server, &[]);
    sharer.invitation();
    assert!(sharer.log().is_file(), "a setting does not win over the owner");
    let computer = Computer::with(Some("log = 'off'\n"));
    let mut sharer = sharing(&computer, &server, &[]);
    sharer.invitation();
    sharer.send_command("disconnect");
    sharer.ended();
    assert!(sharer.events().iter().all(|event| event["event"] != "log"));
}

#[test]
fn the_owner_may_set_how_long_a_lost_helper_is_waited_for() {
    let computer = Computer::with(Some("reconnect = '30s'\n")).set("reconnect = '5m'\n");
    fails(computer.share(&["--reconnect", "1m"]), 3, "a lost helper to 30s");
    let from = |value: &str, from: &str| (value.to_owned(), from.to_owned());
    assert_eq!(option(&computer.report(&[]), "reconnect"), from("30s", "policy"));
    let computer = Computer::with(Some("reconnect = 'any'\n")).set("reconnect = '5m'\n");
    assert_eq!(option(&computer.report(&[]), "reconnect"), from("5m", "settings"));
    let computer = Computer::with(Some("reconnect = '1h'\n"));
    fails(computer.share(&[]), 1, "line 1: `reconnect`: expected a time from 10s to 10m");
    let computer = Computer::with(None).set("reconnect = '5s'\n");
    fails(computer.share(&[]), 2, "line 1: `reconnect`: ");
}

#[test]
fn the_owner_can_forbid_to_ask_the_router_for_a_port() {
    let computer = Computer::with(Some("map-port = 'off'\n")).set("map-port = true\n");
    fails(computer.share(&["--map-port"]), 3, "does not allow the router to be asked");
    let from = |value: &str, from: &str| (value.to_owned(), from.to_owned());
    assert_eq!(option(&computer.report(&[]), "map-port"), from("no", "policy"));
    let computer = Computer::with(Some("map-port = 'any'\n")).set("map-port = true\n");
    assert_eq!(option(&computer.report(&[]), "map-port"), from("yes", "settings"));
    let computer = Computer::with(Some("map-port = 'on'\n"));
    fails(computer.share(&[]), 1, "line 1: `map-port`: expected one of \"any\", \"off\"");
}

#[test]
fn the_owner_may_set_the_bandwidth_level() {
    let server = SignalServer::start();
    let levels = ["none", "no-full-window-drag", "no-background", "full"];
    for only in levels {
        let policy = format!("bandwidth = '{only}'\n");
        for wish in levels.iter().filter(|wish| **wish != only) {
            let computer = Computer::with(Some(&policy));
            fails(computer.share(&["--bandwidth", wish]), 3, &format!("level to {only}"));
        }
        // What was chosen long ago is overruled; the same wish is no other.
        let computer = Computer::with(Some(&policy)).set("bandwidth = 'no-background'\n");
        let in_force = (only.to_owned(), "policy".to_owned());
        assert_eq!(option(&computer.report(&[]), "bandwidth"), in_force);
        let mut sharer = sharing(&computer, &server, &["--bandwidth", only]);
        sharer.invitation();
        for wish in levels {
            sharer.command(serde_json::json!({"command": "bandwidth", "level": wish}));
            if wish == only {
                assert_eq!(sharer.event("bandwidth")["level"], only);
            } else {
                let error = sharer.event("error");
                assert!(error["text"].as_str().unwrap().contains("owner"), "{error}");
            }
        }
        sharer.command(serde_json::json!({"command": "bandwidth", "max_kbit": 700}));
        let told = sharer.event("bandwidth");
        assert_eq!((&told["level"], &told["max_kbit"]), (&only.into(), &700.into()));
    }
    for policy in [Some("bandwidth = 'any'\n"), None] {
        let computer = Computer::with(policy).set("bandwidth = 'no-background'\n");
        let chosen = ("no-background".to_owned(), "settings".to_owned());
        assert_eq!(option(&computer.report(&[]), "bandwidth"), chosen);
        let mut sharer = sharing(&computer, &server, &[]);
        sharer.invitation();
        sharer.send_command("bandwidth");
        assert_eq!(sharer.event("bandwidth")["level"], "no-background");
        sharer.command(serde_json::json!({"command": "bandwidth", "level": "full"}));
        assert_eq!(sharer.event("bandwidth")["level"], "full");
    }
    let computer = Computer::with(Some("log = 'on'\nbandwidth = 'half'\n"));
    fails(computer.share(&[]), 1, "line 2: `bandwidth`: expected one of \"any\"");
    assert_eq!(Computer::with(None).report(&[])["forbidden"], Value::Null);
}

// --- who wins ----------------------------------------------------------------------------------

#[test]
fn the_command_line_wins_over_the_variable_over_the_file_over_the_default() {
    let from = |value: &str, from: &str| (value.to_owned(), from.to_owned());
    let computer = Computer::with(None);
    assert_eq!(option(&computer.report(&[]), "name"), from("ursula", "default"));
    let computer = computer.set("name = 'File'\nview-only = true\nmax-kbit = 500\n");
    let report = computer.report(&[]);
    assert_eq!(option(&report, "name"), from("File", "settings"));
    assert_eq!(option(&report, "view-only"), from("yes", "settings"));
    assert_eq!(option(&report, "max-kbit"), from("500", "settings"));
    let reported = |options: &[&str]| {
        let mut command = computer.run(&["policy", "--json"]);
        command.env("ALONGSIDE_NAME", "Variable").env("ALONGSIDE_VIEW_ONLY", "0");
        let output = command.env("ALONGSIDE_SERVER", "").args(options).output().unwrap();
        serde_json::from_slice::<Value>(&output.stdout).unwrap()
    };
    let report = reported(&[]);
    assert_eq!(option(&report, "name"), from("Variable", "variable"));
    assert_eq!(option(&report, "view-only"), from("no", "variable"));
    assert_eq!(option(&report, "server"), from("", "default"), "an empty variable is none");
    let report = reported(&["--name", "Line", "--view-only"]);
    assert_eq!(option(&report, "name"), from("Line", "command_line"));
    assert_eq!(option(&report, "view-only"), from("yes", "command_line"));
}

/// What `alongside contacts` says where nobody is remembered.
fn speaks(computer: &Computer, variable: Option<&str>, options: &[&str]) -> String {
    let mut command = computer.run(&["contacts"]);
    command.args(options).envs(variable.map(|tag| ("ALONGSIDE_LANGUAGE", tag)));
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_language_is_chosen_as_each_option_is_and_each_command_speaks_it() {
    let computer = Computer::with(None);
    let english = speaks(&computer, None, &[]);
    let german = speaks(&computer, None, &["--language", "de"]);
    assert_ne!(english, german);
    assert_eq!(option(&computer.report(&[]), "language"), ("system".into(), "default".into()));
    let computer = computer.set("language = 'de'\n");
    assert_eq!(option(&computer.report(&[]), "language"), ("de".into(), "settings".into()));
    assert_eq!(speaks(&computer, None, &[]), german);
    // A later one wins, and can lead back to that of the desktop.
    assert_eq!(speaks(&computer, Some("en"), &[]), english);
    assert_eq!(speaks(&computer, Some("system"), &[]), english);
    assert_eq!(speaks(&computer, Some("en"), &["--language", "de"]), german);
    // What needs no settings works with a malformed file, too, in the language of the desktop.
    assert_eq!(speaks(&computer.set("language = 'de'\nname = \n"), None, &[]), english);
}

#[test]
fn settings_reach_the_session() {
    let server = SignalServer::start();
    let settings = format!("server = '{}'\nname = 'Ursula'\nview-only = true\n", server.url);
    let computer = Computer::with(None).set(&settings);
    let mut sharer = Sharer::start(&mut computer.share(&[]), Folder::new());
    let welcome = welcomed(&server, &mut sharer);
    let Introduction::Welcome { name, view_only, .. } = welcome else { panic!("{welcome:?}") };
    assert_eq!((name.as_str(), view_only), ("Ursula", true));
}

#[test]
fn one_who_wants_to_be_the_server_now_is() {
    let computer = Computer::with(None).set("server = 'http://192.0.2.1:9'\n");
    let mut command = computer.share(&["--listen", "127.0.0.1:0"]);
    let mut sharer = Sharer::start(&mut command, Folder::new());
    sharer.event("listening");
    sharer.invitation();
    let both = ["--listen", "127.0.0.1:0", "--server", "http://192.0.2.1:9"];
    fails(computer.share(&both), 2, "exclude each other");
}

#[test]
fn settings_with_a_mistake_are_wrong_usage_and_named() {
    for (settings, mention) in [
        ("name = 'A'\nexpire = '1h'\n", "line 2: unknown key `expire`"),
        ("\nexpires = 'soon'\n", "line 2: `expires`: "),
        ("expires = 1.5\n", "line 1: `expires`: expected a text"),
        ("bandwidth = 'most'\n", "line 1: `bandwidth`: expected one of \"none\""),
        ("view-only = 'perhaps'\n", "line 1: `view-only`: "),
        ("language = 'xx'\n", "line 1: `language`: expected one of \"system\""),
        ("language = 'xx'\n", "\"pl\", \"ar\", \"ja\", \"zh\", got \"xx\""),
        ("server = 'http://127.0.0.1:1'\nlisten = '127.0.0.1:0'\n", "exclude each other"),
        ("record-input = 'x'\n", "unknown key `record-input`"),
        ("name = \n", "line 1: "),
    ] {
        let computer = Computer::with(None).set(settings);
        fails(computer.share(&[]), 2, mention);
        fails(computer.run(&["policy"]), 2, mention);
        // Whoever looks for help finds it.
        assert!(computer.run(&["--help"]).output().unwrap().status.success());
    }
}

// --- what is shown -----------------------------------------------------------------------------

#[test]
fn what_is_in_force_is_shown_in_plain_words() {
    let policy = "minimum-version = 1\nbandwidth = 'no-background'\n\n[invitation]\n\
                  control = false\nlongest = '10m'\nemail = 'off'\n\n[consent]\n\
                  connect = 'May {helper} from the help desk look?'\n";
    let computer = Computer::with(Some(policy)).set("server = 'https://help.example.org'\n");
    let mut command = computer.run(&["policy", "--secret-in-link"]);
    let output = command.env("ALONGSIDE_MAX_KBIT", "800").output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let folder = computer.path().to_str().unwrap();
    let shown = String::from_utf8(output.stdout).unwrap().replace(folder, "");
    let golden = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden/policy.txt");
    let expected = fs::read_to_string(&golden).unwrap_or_default();
    if shown != expected {
        alongside_tests::process::keep("policy.txt", shown.as_bytes());
    }
    assert_eq!(shown, expected, "what is right goes to {}", golden.display());
}

#[test]
fn shells_and_readers_are_taught_from_one_source() {
    let computer = Computer::with(None);
    for shell in ["bash", "zsh", "fish"] {
        let output = computer.run(&["completions", shell]).output().unwrap();
        let script = String::from_utf8(output.stdout).unwrap();
        assert!(output.status.success() && script.contains("secret-in-link"), "{shell}");
        assert!(!script.contains("record-input"), "{shell}: what is for tests stays hidden");
    }
    let folder = Folder::new();
    let output = computer.run(&["man"]).arg(folder.path()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    for page in ["alongside.1", "alongside-share.1", "alongside-policy.1"] {
        let page = fs::read_to_string(folder.path().join(page)).unwrap();
        assert!(page.contains(".TH") && !page.contains("ursula"), "{page}");
    }
    let share = fs::read_to_string(folder.path().join("alongside-share.1")).unwrap();
    assert!(share.contains("ALONGSIDE_EXPIRES") && share.contains("Examples"), "{share}");
}
