//! The real programs on this machine's own network: the command line, the JSON lines, the signal
//! server, and what happens when something is missing, wrong or hostile.
//!
//! The Helper is a stand-in that speaks the introduction only; the direct connection belongs to
//! `browser.rs`, where a real browser makes it.

#[path = "loopback/build.rs"]
mod build;
#[path = "loopback/claims.rs"]
mod claims;
#[cfg(unix)]
#[path = "loopback/contacts.rs"]
mod contacts;
#[path = "loopback/doctor.rs"]
mod doctor;
#[path = "loopback/guessing.rs"]
mod guessing;
#[cfg(target_os = "linux")]
#[path = "loopback/invite.rs"]
mod invite;
#[cfg(unix)]
#[path = "loopback/names.rs"]
mod names;
#[path = "loopback/proxy.rs"]
mod proxy;
#[path = "loopback/repeated.rs"]
mod repeated;
#[path = "loopback/session_log.rs"]
mod session_log;
#[cfg(target_os = "linux")]
#[path = "loopback/trust.rs"]
mod trust;

use std::io::{BufRead as _, BufReader};
use std::net::TcpListener;
use std::process::{ChildStdout, Output};
use std::time::Duration;

use alongside_tests::claimant::{body, claim, introduce, introduced, parse, prove};
use alongside_tests::clock::{PATIENCE, eventually};
use alongside_tests::process::{Folder, Running, command, program};
use alongside_tests::rig::{Sharer, share};
use alongside_tests::server::{RawClient, Received, SignalServer};
use protocol::code::{InvitationCode, Secret};
use protocol::limits;
use protocol::sealed::Introduction;
use protocol::signal::{FromSignal, Refusal, ToSignal};
use protocol::word_list::CodeLanguage;
use rand_core::OsRng;
use serde_json::json;

/// A code for the same invitation with other words.
fn wrong(code: &str) -> InvitationCode {
    let right = parse(code);
    loop {
        let secret = Secret::generate(CodeLanguage::English, &mut OsRng);
        if secret != right.secret {
            return InvitationCode { slot: right.slot, secret };
        }
    }
}

fn refused(reason: Refusal) -> Received {
    Received::Message(FromSignal::Refused { reason })
}

/// A server, a sharer at it, and its code.
fn waiting(options: &[&str]) -> (SignalServer, Sharer, String) {
    waiting_at(SignalServer::start(), options)
}

fn waiting_at(server: SignalServer, options: &[&str]) -> (SignalServer, Sharer, String) {
    let mut sharer = Sharer::synthetic(&[&["--server", server.url.as_str()], options].concat());
    sharer.phase("waiting_for_connect");
    let (code, _) = sharer.invitation();
    (server, sharer, code)
}

/// Runs a command that is expected to fail with one sentence.
fn fails(command: &mut std::process::Command, status: i32, mention: &str) {
    let mut running = Running::start("failing", command);
    let got = running.ended(PATIENCE);
    let sentence = eventually("it says why", || {
        let lines = running.stderr.all();
        lines.iter().any(|line| line.contains(mention)).then(|| lines.join("\n"))
    });
    assert_eq!(got.code(), Some(status), "{sentence}");
}

// --- the invitation ----------------------------------------------------------------------------

#[test]
fn the_invitation_is_what_scripts_were_promised() {
    let server = SignalServer::start();
    let mut sharer = Sharer::synthetic(&["--server", server.url.as_str(), "--expires", "90s"]);
    sharer.phase("waiting_for_connect");
    let event = sharer.event("invitation");
    let code = parse(event["code"].as_str().unwrap());
    assert_eq!(event["link"], format!("{}/#{}", server.url, code.slot), "the secret stays out");
    let expires = event["expires"].as_str().unwrap();
    assert!(expires.len() == 20 && expires.ends_with('Z'), "ISO 8601 in UTC: {expires}");
}

#[test]
fn the_secret_is_in_the_link_only_when_the_user_says_so() {
    let server = SignalServer::start();
    let mut sharer = Sharer::synthetic(&["--server", server.url.as_str(), "--secret-in-link"]);
    let (code, link) = sharer.invitation();
    assert_eq!(link, format!("{}/#{code}", server.url));
}

#[test]
fn the_right_code_leads_to_the_question_and_no_further() {
    let (server, mut sharer, code) = waiting(&[]);
    let mut socket = RawClient::connect(&server.url);
    let mut channel = prove(&mut socket, &parse(&code)).expect("the code is right");
    let welcome = introduced(&mut socket, &mut channel);
    assert!(
        matches!(&welcome, Introduction::Welcome { name, version: protocol::VERSION, view_only: false, .. } if name.as_str() == "Ursula"),
        "{welcome:?}"
    );
    let (name, version) = ("Jacky".parse().unwrap(), protocol::VERSION);
    introduce(&mut socket, &mut channel, &Introduction::Hello { name, version });
    let question = sharer.answer("connect", false);
    assert_eq!(question["helper"], "Jacky");
    assert!(question["text"].as_str().unwrap().contains("Jacky"));
    let bye = introduced(&mut socket, &mut channel);
    let reason = protocol::peer::EndReason::Declined;
    assert_eq!(bye, Introduction::Bye { reason });
    assert_eq!(sharer.phase("ended")["reason"], "declined");
    assert_eq!(sharer.ended().code(), Some(0));
}

#[test]
fn three_wrong_codes_burn_the_invitation() {
    let (server, mut sharer, code) = waiting(&[]);
    for left in (0..limits::WRONG_CODES).rev() {
        let mut socket = RawClient::connect(&server.url);
        let got = prove(&mut socket, &wrong(&code)).map(|_| ());
        let expected = if left == 0 { Refusal::Burnt } else { Refusal::WrongCode };
        assert_eq!(got, Err(refused(expected)));
        assert_eq!(sharer.event("wrong_code")["attempts_left"], left);
    }
    assert_eq!(sharer.phase("ended")["reason"], "burnt");
    assert_eq!(sharer.ended().code(), Some(1));
    let mut late = RawClient::connect(&server.url);
    let got = prove(&mut late, &parse(&code)).map(|_| ());
    assert_eq!(got, Err(refused(Refusal::Burnt)), "the right code comes too late");
}

#[test]
fn a_second_claimant_is_answered_and_told_taken() {
    let (server, mut sharer, code) = waiting(&[]);
    let mut first = RawClient::connect(&server.url);
    let pake = claim(&mut first, &parse(&code));
    let Received::Message(FromSignal::Relay { body: answer, .. }) = first.receive() else {
        panic!("the sharer answers");
    };
    let mut second = RawClient::connect(&server.url);
    claim(&mut second, &parse(&code));
    let answer_to_second = second.receive();
    assert!(matches!(answer_to_second, Received::Message(FromSignal::Relay { .. })));
    let (confirming, proof) = pake.receive(answer.as_bytes()).unwrap();
    first.send(&ToSignal::Relay { claim: None, body: body(proof) });
    let Received::Message(FromSignal::Relay { body: proof, .. }) = first.receive() else {
        panic!("the sharer proves itself");
    };
    let mut channel = confirming.confirm(proof.as_bytes()).unwrap();
    introduced(&mut first, &mut channel);
    assert_eq!(second.receive(), refused(Refusal::Taken));
    claim(&mut second, &parse(&code));
    assert_eq!(second.receive(), refused(Refusal::Taken));
    sharer.send_command("disconnect");
    sharer.phase("ended");
}

#[test]
fn an_expired_invitation_says_so_to_both() {
    let (server, mut sharer, code) = waiting(&["--expires", "10s"]);
    let ended =
        sharer.event_where(Duration::from_secs(30), "phase", |event| event["phase"] == "ended");
    assert_eq!(ended["reason"], "expired");
    assert_eq!(sharer.ended().code(), Some(0));
    let mut late = RawClient::connect(&server.url);
    claim(&mut late, &parse(&code));
    // The sharer revokes on its way out; the server may have been the first to notice the time.
    let got = late.receive();
    assert!(
        [refused(Refusal::Expired), refused(Refusal::Revoked)].contains(&got),
        "expired or revoked, got {got:?}"
    );
}

#[test]
fn closing_the_sharer_revokes_the_invitation() {
    let (server, mut sharer, code) = waiting(&[]);
    sharer.send_command("disconnect");
    assert_eq!(sharer.phase("ended")["reason"], "user_left");
    assert_eq!(sharer.ended().code(), Some(0));
    let mut late = RawClient::connect(&server.url);
    claim(&mut late, &parse(&code));
    assert_eq!(late.receive(), refused(Refusal::Revoked));
}

#[test]
fn an_interrupt_ends_the_session_as_asked() {
    let (server, mut sharer, code) = waiting(&[]);
    let id = i32::try_from(sharer.running.id()).unwrap();
    let id = rustix::process::Pid::from_raw(id).unwrap();
    rustix::process::kill_process(id, rustix::process::Signal::INT).unwrap();
    assert_eq!(sharer.ended().code(), Some(0));
    let mut late = RawClient::connect(&server.url);
    claim(&mut late, &parse(&code));
    assert_eq!(late.receive(), refused(Refusal::Revoked));
}

#[test]
fn the_end_of_the_terminal_ends_the_session_but_not_under_nohup() {
    for (wish, ends) in [("--default-signal=HUP", true), ("--ignore-signal=HUP", false)] {
        let (server, folder) = (SignalServer::start(), Folder::new());
        let inner = share(&["--screen", "synthetic:64x64@1", "--server", &server.url], &folder);
        let mut command = command("env");
        command.arg(wish).arg(inner.get_program()).args(inner.get_args());
        command.arg("--record-input").arg(folder.path().join("input.log"));
        command.envs(inner.get_envs().filter_map(|(name, value)| Some((name, value?))));
        let mut sharer = Sharer::start(&mut command, folder);
        sharer.invitation();
        let id = i32::try_from(sharer.running.id()).unwrap();
        let id = rustix::process::Pid::from_raw(id).unwrap();
        rustix::process::kill_process(id, rustix::process::Signal::HUP).unwrap();
        if !ends {
            sharer.send_command("bandwidth");
            sharer.event("bandwidth");
            sharer.send_command("disconnect");
        }
        assert_eq!(sharer.phase("ended")["reason"], "user_left");
        assert_eq!(sharer.ended().code(), Some(0));
    }
}

#[test]
fn nobody_waits_where_nobody_opened() {
    let server = SignalServer::start();
    let mut socket = RawClient::connect(&server.url);
    claim(
        &mut socket,
        &parse("77-abbey-able-absent".replace("abbey-able-absent", &words()).as_str()),
    );
    assert_eq!(socket.receive(), refused(Refusal::Unknown));
}

/// Three words of the list.
fn words() -> String {
    CodeLanguage::English.words().take(3).collect::<Vec<_>>().join("-")
}

#[test]
fn a_restarted_server_gets_the_same_invitation_again() {
    let (mut server, sharer, code) = waiting(&[]);
    server.restart();
    let mut channel = eventually("the sharer is back", || {
        let mut socket = RawClient::connect(&server.url);
        prove(&mut socket, &parse(&code)).ok().map(|channel| (socket, channel))
    });
    assert!(matches!(introduced(&mut channel.0, &mut channel.1), Introduction::Welcome { .. }));
    let invitations = sharer.events().iter().filter(|event| event["event"] == "invitation").count();
    assert_eq!(invitations, 1, "the code that was told stays good");
}

#[test]
fn a_claimant_who_goes_silent_does_not_keep_others_out() {
    let (server, _sharer, code) = waiting(&[]);
    let mut silent = RawClient::connect(&server.url);
    claim(&mut silent, &parse(&code));
    assert!(
        matches!(silent.receive(), Received::Message(FromSignal::Relay { .. })),
        "the sharer answers"
    );
    drop(silent);
    eventually("the slot is free again", || {
        let mut socket = RawClient::connect(&server.url);
        prove(&mut socket, &parse(&code)).ok()
    });
}

// --- the command line --------------------------------------------------------------------------

#[test]
fn a_wrong_option_is_wrong_usage() {
    let folder = Folder::new();
    for (options, mention) in [
        (&["--bogus"][..], "--bogus"),
        (&["--expires", "soon"], "expected a time"),
        (&["--server", "nowhere"], "https://"),
        (&["--screen", "mirror"], "synthetic"),
    ] {
        fails(&mut share(options, &folder), 2, mention);
    }
    fails(command(program("alongside")).arg("dance"), 2, "dance");
}

#[test]
fn a_server_that_is_not_there_is_said_to_be_unreachable() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let folder = Folder::new();
    let mut command = share(&["--screen", "synthetic:64x64@1", "--server"], &folder);
    command.arg(format!("http://{address}")).arg("--record-input").arg(folder.path().join("input"));
    fails(&mut command, 4, "cannot be reached");
}

#[test]
fn a_machine_without_a_display_is_told_so() {
    let server = SignalServer::start();
    let folder = Folder::new();
    let mut command = share(&["--server", server.url.as_str()], &folder);
    fails(&mut command, 5, "alongside: ");
}

#[test]
fn a_port_in_use_is_said_with_its_mend() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let folder = Folder::new();
    let mut command = share(&["--screen", "synthetic:64x64@1", "--listen", &address], &folder);
    command.arg("--record-input").arg(folder.path().join("input"));
    fails(&mut command, 1, "--listen");
    let mut signal = command_of_signal(&["--listen", &address]);
    fails(&mut signal, 1, "--listen");
}

fn command_of_signal(options: &[&str]) -> std::process::Command {
    let mut command = command(program("alongside-signal"));
    command.args(options);
    command
}

#[test]
fn help_is_no_failure() {
    for (name, arguments) in
        [("alongside", &["share", "--help"][..]), ("alongside-signal", &["--help"])]
    {
        let Output { status, stdout, .. } =
            command(program(name)).args(arguments).output().unwrap();
        assert!(status.success());
        let help = String::from_utf8_lossy(&stdout);
        assert!(help.contains("--listen"), "{help}");
        assert!(!help.contains("--record-input"), "test options are hidden");
    }
}

// --- the JSON lines ----------------------------------------------------------------------------

#[test]
fn a_line_that_is_not_understood_changes_nothing() {
    let (_server, mut sharer, _) = waiting(&[]);
    for line in [
        "disconnect",
        "{}",
        "null",
        r#"{"command":"explode"}"#,
        r#"{"command":"answer","id":"one","allow":true}"#,
        r#"{"command":"answer","id":1,"allow":true,"and":"more"}"#,
        "\u{1b}[2J\u{fffd}",
    ] {
        sharer.running.write(line);
        assert!(sharer.event("error")["text"].is_string(), "{line}");
    }
    // Commands that mean nothing yet are no error, and change nothing either.
    for command in ["pause", "resume", "stop_control"] {
        sharer.send_command(command);
    }
    sharer.command(json!({"command": "answer", "id": 1, "allow": true}));
    sharer.running.write(&"x".repeat(100_000));
    sharer.event("error");
    assert!(sharer.running.status().is_none());
    sharer.send_command("disconnect");
    sharer.phase("ended");
}

#[test]
fn the_end_of_standard_input_does_not_end_the_session() {
    let (server, mut sharer, code) = waiting(&[]);
    sharer.running.close_stdin();
    let mut socket = RawClient::connect(&server.url);
    prove(&mut socket, &parse(&code)).expect("the sharer goes on");
}

// --- a reader that does not read ---------------------------------------------------------------

/// As many commands as make more events than a pipe and the queue have room for, also without those that
/// the program has read and not looked at yet.
const MANY: usize = 2_000;

/// A sharer whose JSON lines nobody reads, its invitation, and the lines.
fn unread(server: &SignalServer, folder: &Folder) -> (Running, String, BufReader<ChildStdout>) {
    let mut command = share(&["--server", server.url.as_str(), "--no-log"], folder);
    command.args(["--screen", "synthetic:640x480@30", "--record-input"]);
    command.arg(folder.path().join("input.log"));
    // The trace of each event is of no use here.
    command.env("ALONGSIDE_LOG", "warn");
    let (mut running, stdout) = Running::start_unread("unread", &mut command);
    let mut lines = BufReader::new(stdout);
    let code = loop {
        let mut line = String::new();
        lines.read_line(&mut line).unwrap();
        let event: serde_json::Value = serde_json::from_str(&line).unwrap();
        if event["event"] == "invitation" {
            break event["code"].as_str().unwrap().to_owned();
        }
    };
    for _ in 0..MANY {
        running.write(r#"{"command":"bandwidth"}"#);
    }
    (running, code, lines)
}

#[test]
fn a_reader_that_stops_reading_does_not_keep_the_user_from_ending_the_session() {
    let (server, folder) = (SignalServer::start(), Folder::new());
    let (mut running, code, _lines) = unread(&server, &folder);
    running.write(r#"{"command":"disconnect"}"#);
    assert_eq!(running.ended(PATIENCE).code(), Some(0));
    let mut late = RawClient::connect(&server.url);
    claim(&mut late, &parse(&code));
    assert_eq!(late.receive(), refused(Refusal::Revoked));
}

#[test]
#[cfg(target_os = "linux")]
fn a_reader_that_reads_again_is_told_how_much_it_missed_and_what_holds() {
    let (server, folder) = (SignalServer::start(), Folder::new());
    let (mut running, code, lines) = unread(&server, &folder);
    running.has_read();
    // The session goes on meanwhile.
    for left in (0..limits::WRONG_CODES).rev() {
        let mut socket = RawClient::connect(&server.url);
        let got = prove(&mut socket, &wrong(&code)).map(|_| ());
        assert_eq!(got, Err(refused(if left == 0 { Refusal::Burnt } else { Refusal::WrongCode })));
    }
    let lines: Vec<serde_json::Value> =
        lines.lines().map(|line| serde_json::from_str(&line.unwrap()).unwrap()).collect();
    let shown = lines.iter().filter(|event| event["event"] == "bandwidth").count();
    assert!((limits::USER_NOTICES..MANY).contains(&shown), "{shown} of {MANY}");
    let left_out = lines.iter().position(|event| event["event"] == "error").expect("it is told");
    let text = lines[left_out]["text"].as_str().unwrap();
    let count: usize = text.split(' ').next().unwrap().parse().unwrap();
    assert!(text.contains("left out"), "{text}");
    // All wrong codes, the end, and commands; of these not all may have been looked at by the end.
    let wrong = usize::from(limits::WRONG_CODES);
    assert!((wrong + 2..=MANY + wrong + 2 - shown).contains(&count), "{text}, {shown} shown");
    let rest = &lines[left_out + 1..];
    assert_eq!(rest.len(), 2, "{rest:?}");
    assert_eq!(rest[0]["event"], "bandwidth");
    assert_eq!((&rest[1]["phase"], &rest[1]["reason"]), (&json!("ended"), &json!("burnt")));
    assert_eq!(running.ended(PATIENCE).code(), Some(1));
}

/// Ctrl-S, which stops a terminal's output; Ctrl-Q lets it go on.
const STOP: &str = "\u{13}";

/// See [`STOP`].
const GO_ON: &str = "\u{11}";

#[test]
#[cfg(target_os = "linux")]
fn a_terminal_that_is_stopped_does_not_keep_the_user_from_ending_the_session() {
    for goes_on in [false, true] {
        let (server, folder) = (SignalServer::start(), Folder::new());
        let line = format!(
            "exec '{}' share --name Ursula --server {} --screen synthetic:640x480@30 \
             --record-input '{}'",
            program("alongside").display(),
            server.url,
            folder.path().join("input.log").display(),
        );
        // What is written to `script` is typed on the terminal that it makes.
        let mut script = command("script");
        script.args(["--quiet", "--return", "--flush", "--command", &line, "/dev/null"]);
        for name in ["HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"] {
            script.env(name, folder.path());
        }
        script.env("TERM", "dumb");
        let mut running = Running::start("stopped", &mut script);
        let terminal = running.stdout.clone();
        let find =
            |text: &'static str| move |line: &str| line.contains(text).then(|| line.to_owned());
        let (_, line) = terminal.wait(0, PATIENCE, find("this code:")).expect("a code");
        let code = parse(line.split(':').nth(1).unwrap().trim());
        running.write(STOP);
        // More lines than wait for a terminal.
        for _ in 0..limits::USER_NOTICES + 64 {
            running.write("/bandwidth");
        }
        // The session goes on meanwhile.
        let mut socket = RawClient::connect(&server.url);
        assert!(prove(&mut socket, &code).is_ok());
        if goes_on {
            let moment = Duration::from_millis(500);
            let read = eventually("the terminal says how many lines are missing", || {
                running.write(STOP);
                for _ in 0..limits::USER_NOTICES + 64 {
                    running.write("/bandwidth");
                }
                let told = terminal.wait(0, moment, find("left out"));
                running.write(GO_ON);
                told.or_else(|| terminal.wait(0, moment, find("left out"))).map(|(read, _)| read)
            });
            let level = find("Bandwidth level");
            assert!(terminal.wait(read, PATIENCE, level).is_some(), "what holds is repeated");
        }
        running.write("/quit");
        assert_eq!(running.ended(PATIENCE).code(), Some(0));
    }
}

// --- the server --------------------------------------------------------------------------------

#[test]
fn a_malformed_message_closes_that_connection_and_no_other() {
    let (server, _sharer, code) = waiting(&[]);
    let huge = format!("\"{}\"", "x".repeat(limits::SIGNAL_MESSAGE_BYTES + 1));
    for text in ["{", "[]", r#"{"type":"open"}"#, r#"{"type":"relay","body":"?"}"#, &huge] {
        let mut socket = RawClient::connect(&server.url);
        socket.send_text(text);
        let closed = std::iter::repeat_with(|| socket.receive())
            .take(3)
            .find(|heard| *heard != refused(Refusal::Protocol));
        assert_eq!(closed, Some(Received::Closed), "{}", &text[..text.len().min(40)]);
    }
    let mut socket = RawClient::connect(&server.url);
    socket.send_bytes(&[0, 1, 2]);
    assert!(matches!(
        socket.receive(),
        Received::Closed | Received::Message(FromSignal::Refused { .. })
    ));
    let mut socket = RawClient::connect(&server.url);
    prove(&mut socket, &parse(&code)).expect("the invitation is unharmed");
}

#[test]
fn no_secret_description_name_or_address_is_logged() {
    let (server, mut sharer, code) = waiting(&[]);
    let mut socket = RawClient::connect(&server.url);
    let _ = prove(&mut socket, &wrong(&code)).map(|_| ());
    let mut socket = RawClient::connect(&server.url);
    let mut channel = prove(&mut socket, &parse(&code)).expect("the code is right");
    introduced(&mut socket, &mut channel);
    let (name, version) = ("Jacky-canary".parse().unwrap(), protocol::VERSION);
    introduce(&mut socket, &mut channel, &Introduction::Hello { name, version });
    // The stack's error of some of them quotes a part of it.
    let begin = "v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n";
    let offers = [
        "v=0\r\ns=canary-description\r\n",
        "canary=127.0.0.1\r\n",
        "v=canary\r\n",
        "v=0\r\no=canary\r\n",
        &format!("{begin}m=canary\r\n"),
        &format!("{begin}m=video canary UDP/TLS/RTP/SAVPF 96\r\n"),
        &format!("{begin}a=ice-ufrag:canary\r\na=fingerprint:canary 00\r\na=candidate:canary\r\n"),
    ];
    for (path, sdp) in offers.into_iter().enumerate() {
        let (path, sdp) = (u32::try_from(path).unwrap(), sdp.to_owned());
        let candidate = "candidate:canary 1 udp 1 127.0.0.1 9 typ canary".to_owned();
        introduce(&mut socket, &mut channel, &Introduction::Offer { path, sdp });
        let candidate =
            Introduction::Candidate { path, candidate, mid: Some("canary".into()), line: None };
        introduce(&mut socket, &mut channel, &candidate);
    }
    eventually("each offer is refused", || {
        let lines = sharer.running.stderr.all();
        let refused = lines.iter().filter(|line| line.contains("the offer was not accepted"));
        (refused.count() == offers.len()).then_some(())
    });
    sharer.answer("connect", false);
    sharer.ended();
    let secret = parse(&code).secret.expose().to_owned();
    let port = server.address().to_string();
    for (who, lines) in
        [("sharer", sharer.running.stderr.all()), ("signal", server.running.stderr.all())]
    {
        assert!(!lines.is_empty(), "{who} logs at this level");
        // What other crates say at this level is not ours to judge, and off unless asked for.
        let ours = |line: &&String| line.contains(" sharer") || line.contains(" signal");
        for line in lines.iter().filter(ours) {
            for needle in [secret.as_str(), "canary", "127.0.0.1", &port, "candidate:"] {
                assert!(!line.contains(needle), "{who} logged {needle:?}: {line}");
            }
        }
    }
}

#[test]
fn without_a_server_the_sharer_is_one() {
    let mut sharer = Sharer::synthetic(&["--listen", "127.0.0.1:0"]);
    let address = sharer.event("listening")["address"].as_str().unwrap().to_owned();
    let (code, link) = sharer.invitation();
    assert!(link.starts_with(&format!("http://{address}/#")), "{link}");
    let mut socket = RawClient::connect(&format!("http://{address}"));
    prove(&mut socket, &parse(&code)).expect("the built-in server introduces");
}

// --- the session log ---------------------------------------------------------------------------

/// Runs `alongside log …`. Returns its exit status, and all that it said.
fn log(arguments: &[&std::ffi::OsStr]) -> (Option<i32>, String) {
    let output = command(program("alongside")).arg("log").args(arguments).output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8(said).unwrap())
}

#[test]
fn a_session_is_logged_where_the_user_finds_it() {
    let (server, mut sharer, code) = waiting(&[]);
    let path = sharer.log();
    let folder = sharer.home().join("Documents/Remote Assistance Logs");
    assert_eq!(path.parent(), Some(folder.as_path()));
    let name = path.file_name().unwrap().to_str().unwrap();
    let digits = name.strip_suffix(".xml").unwrap();
    assert!(digits.len() == 14 && digits.bytes().all(|b| b.is_ascii_digit()), "{name}");

    let mut socket = RawClient::connect(&server.url);
    let _ = prove(&mut socket, &wrong(&code)).map(|_| ());
    let mut socket = RawClient::connect(&server.url);
    let mut channel = prove(&mut socket, &parse(&code)).expect("the code is right");
    introduced(&mut socket, &mut channel);
    let (name, version) = ("Jacky".parse().unwrap(), protocol::VERSION);
    introduce(&mut socket, &mut channel, &Introduction::Hello { name, version });
    sharer.answer("connect", false);
    sharer.ended();

    let file = std::fs::read_to_string(&path).unwrap();
    let elements: Vec<&str> =
        file.lines().filter_map(|line| line.strip_prefix("  <")?.split(' ').next()).collect();
    let expected = ["INVITATION_OPENED", "WRONG_CODE", "CONNECTION_REFUSED", "INVITATION_CLOSED"];
    assert_eq!(elements, expected, "{file}");
    assert!(file.contains(">Jacky</CONNECTION_REFUSED>"), "{file}");
    assert!(!file.contains(parse(&code).secret.expose()), "the code is in the log");

    let (status, said) = log(&["show".as_ref(), path.as_ref()]);
    assert!(status == Some(0) && said.contains("has been refused. Jacky"), "{said}");
    let listed = command(program("alongside"))
        .args(["log", "list"])
        .env("HOME", sharer.home())
        .env("XDG_CONFIG_HOME", sharer.home())
        .output()
        .unwrap();
    let listed = String::from_utf8(listed.stdout).unwrap();
    assert!(listed.contains(path.to_str().unwrap()) && listed.contains("Jacky"), "{listed}");
}

#[test]
fn a_sharer_that_is_killed_leaves_a_whole_log() {
    let (server, mut sharer, code) = waiting(&[]);
    let path = sharer.log();
    let mut socket = RawClient::connect(&server.url);
    let _ = prove(&mut socket, &wrong(&code)).map(|_| ());
    eventually("the wrong code is written down", || {
        std::fs::read_to_string(&path).unwrap().contains("WRONG_CODE").then_some(())
    });
    sharer.running.kill();
    let (status, said) = log(&["verify".as_ref(), path.as_ref()]);
    assert!(status == Some(0) && said.contains("2 entries"), "{said}");
}

#[test]
fn a_log_that_cannot_be_kept_is_said_and_does_not_end_the_session() {
    let server = SignalServer::start();
    let folder = Folder::new();
    let mut command = share(&["--server", server.url.as_str()], &folder);
    // A file where the folder should be: it stops even those whom no permission stops.
    std::fs::write(folder.path().join("Documents"), "in the way").unwrap();
    command.args(["--screen", "synthetic:640x480@30"]);
    let mut sharer = Sharer::start(&mut command, folder);
    let (code, _) = sharer.invitation();
    let note = sharer.event("note");
    assert!(note["text"].as_str().unwrap().contains("cannot be saved"), "{note}");
    let mut socket = RawClient::connect(&server.url);
    assert!(prove(&mut socket, &parse(&code)).is_ok(), "the session goes on");
}

/// A sharer for whom no file can grow beyond so many blocks of 512 bytes. For the program that is
/// as if the disk were full, since the signal that goes with it is ignored.
fn on_a_full_disk(server: &SignalServer, blocks: u32, options: &[&str]) -> Sharer {
    let folder = Folder::new();
    let sharing = share(&[&["--server", server.url.as_str()], options].concat(), &folder);
    let mut shell = command("sh");
    shell.args(["-c", &format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$@\""), "sh"]);
    shell.arg(sharing.get_program()).args(sharing.get_args());
    shell.args(["--screen", "synthetic:640x480@30"]);
    for (name, value) in sharing.get_envs() {
        if let Some(value) = value {
            shell.env(name, value);
        }
    }
    Sharer::start(&mut shell, folder)
}

#[test]
fn a_disk_that_fills_up_costs_no_entry_that_was_written() {
    let server = SignalServer::start();
    let mut sharer = on_a_full_disk(&server, 2, &[]);
    let path = sharer.log();
    let (code, _) = sharer.invitation();
    // The last of these has no room any more.
    for _ in 1..limits::WRONG_CODES {
        let mut socket = RawClient::connect(&server.url);
        let _ = prove(&mut socket, &wrong(&code)).map(|_| ());
    }
    let note = sharer.event("note");
    assert!(note["text"].as_str().unwrap().contains("cannot be saved"), "{note}");
    let mut socket = RawClient::connect(&server.url);
    assert!(prove(&mut socket, &parse(&code)).is_ok(), "the session goes on");
    sharer.send_command("disconnect");
    assert_eq!(sharer.ended().code(), Some(0));
    let (status, said) = log(&["verify".as_ref(), path.as_ref()]);
    // Two, or one when the writer found the second and the third together.
    let stays = ["1 entry", "2 entries"].iter().any(|entries| said.contains(entries));
    assert!(status == Some(0) && stays, "what was written stays: {said}");
    let beside: Vec<_> = std::fs::read_dir(path.parent().unwrap()).unwrap().collect();
    assert_eq!(beside.len(), 1, "nothing half is left: {beside:?}");
}

#[test]
fn a_full_disk_is_said_and_leaves_nothing_half() {
    let (server, place) = (SignalServer::start(), Folder::new());
    let file = place.path().join("help.alongside-invite");
    let mut sharer = on_a_full_disk(&server, 0, &["--save-as", file.to_str().unwrap()]);
    let (code, _) = sharer.invitation();
    let error = sharer.event("error");
    assert!(error["text"].as_str().unwrap().contains("help.alongside-invite"), "{error}");
    let says_so = |event: &serde_json::Value| event["text"].as_str().unwrap().contains("saved");
    sharer.event_where(PATIENCE, "note", says_so);
    assert_eq!(std::fs::read_dir(place.path()).unwrap().count(), 0);
    let mut socket = RawClient::connect(&server.url);
    assert!(prove(&mut socket, &parse(&code)).is_ok(), "the code can be told all the same");
}

#[test]
#[cfg(target_os = "linux")]
fn a_read_only_home_costs_the_log_and_nothing_else() {
    let server = SignalServer::start();
    let folder = Folder::new();
    let mut command = share(&["--server", server.url.as_str()], &folder);
    // Nobody can make a folder there, whatever their rights.
    command.env("HOME", "/sys").args(["--screen", "synthetic:640x480@30"]);
    let mut sharer = Sharer::start(&mut command, folder);
    let (code, _) = sharer.invitation();
    let note = sharer.event("note");
    assert!(note["text"].as_str().unwrap().contains("cannot be saved"), "{note}");
    let mut socket = RawClient::connect(&server.url);
    assert!(prove(&mut socket, &parse(&code)).is_ok(), "the session goes on");
    sharer.send_command("disconnect");
    assert_eq!(sharer.ended().code(), Some(0));
}

#[test]
fn who_wants_no_log_has_none() {
    let (_server, mut sharer, _) = waiting(&["--no-log"]);
    sharer.send_command("disconnect");
    assert_eq!(sharer.ended().code(), Some(0));
    assert!(!sharer.home().join("Documents").exists());
    assert!(sharer.events().iter().all(|event| event["event"] != "log"));
}
