//! `alongside doctor`: what is said of a server, a relay and a desktop that are really there, or not.

use std::net::TcpListener;
use std::path::Path;

use alongside_tests::clock::PATIENCE;
use alongside_tests::process::{Folder, command, program};
use alongside_tests::server::SignalServer;
use alongside_tests::xvfb::Xvfb;
use serde_json::{Value, json};

/// A screen without a desktop.
const SCREEN: [&str; 2] = ["--screen", "synthetic:640x480@30"];

/// A report, and the exit status.
struct Report {
    report: Value,
    status: Option<i32>,
}

impl Report {
    fn of(options: &[&str], variables: &[(&str, &str)]) -> Self {
        let home = Folder::new();
        let mut doctor = command(program("alongside"));
        doctor.args(["doctor", "--json"]).args(options).envs(variables.iter().copied());
        doctor.env("HOME", home.path()).env("XDG_CONFIG_HOME", home.path());
        let output = doctor.output().unwrap();
        let text = String::from_utf8_lossy(&output.stdout);
        let error = String::from_utf8_lossy(&output.stderr);
        let report = serde_json::from_str(&text).unwrap_or_else(|_| panic!("{text}{error}"));
        let left: Vec<_> = home.path().read_dir().unwrap().collect();
        assert!(left.is_empty(), "nothing is left behind: {left:?}");
        Self { report, status: output.status.code() }
    }

    fn check(&self, id: &str) -> &Value {
        let checks = self.report["checks"].as_array().unwrap();
        checks.iter().find(|check| check["id"] == id).unwrap_or_else(|| panic!("no check {id}"))
    }

    #[track_caller]
    fn is(&self, ids: &[&str], ok: impl Into<Option<bool>>) {
        let ok = ok.into();
        for id in ids {
            assert_eq!(self.check(id)["ok"], json!(ok), "{:#}", self.report);
        }
    }
}

#[test]
fn the_doctor_tries_every_leg_of_a_server_with_a_relay() {
    let relay = ["--turn", "127.0.0.1:0", "--turn-allow", "127.0.0.0/8"];
    let server = SignalServer::with(&[&["--listen", "127.0.0.1:0"][..], &relay].concat());
    let report = Report::of(&[&["--server", &server.url][..], &SCREEN].concat(), &[]);
    report.is(&["server", "websocket", "udp", "stun", "relay_udp", "relay_tcp", "nat"], true);
    report.is(&["screen", "encoder", "policy", "log"], true);
    report.is(&["tls", "proxy", "relay_tls", "port_mapping", "clipboard", "sound"], None);
    assert_eq!(report.report["paths"], json!(["direct", "relay", "server"]));
    let websocket = report.check("websocket")["text"].as_str().unwrap();
    assert!(websocket.contains("relay can be used within a WebSocket"), "{websocket}");
    assert_eq!(report.status, Some(0));
    // Nobody can claim what the doctor opened: it is given back.
    let ended = |line: &str| line.contains("an invitation ended").then_some(());
    assert!(server.running.stderr.wait(0, PATIENCE, ended).is_some());
}

#[test]
fn the_doctor_reaches_server_and_relay_by_tls_with_a_certificate_that_the_system_trusts() {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../signal/tests/data");
    let (certificate, key) = (data.join("localhost.pem"), data.join("localhost.key"));
    let (certificate, key) = (certificate.to_str().unwrap(), key.to_str().unwrap());
    let tls = ["--tls-cert", certificate, "--tls-key", key, "--turn", "127.0.0.1:0"];
    let server = SignalServer::with(&[&["--listen", "127.0.0.1:0"][..], &tls].concat());
    let url = format!("https://localhost:{}", server.address().port());
    let options = [&["--server", &url][..], &SCREEN].concat();
    let authority = data.join("ca.pem");
    let trusting = Report::of(&options, &[("SSL_CERT_FILE", authority.to_str().unwrap())]);
    trusting.is(&["server", "tls", "websocket", "relay_udp", "relay_tcp", "relay_tls"], true);
    assert_eq!(trusting.status, Some(0));
    let wary = Report::of(&options, &[]);
    wary.is(&["server"], true);
    wary.is(&["tls"], false);
    wary.is(&["websocket", "relay_tls"], None);
    assert!(wary.check("tls")["admin"].as_str().unwrap().contains("--tls-cert"));
    assert_eq!(wary.status, Some(1));
}

#[test]
fn the_doctor_does_without_a_relay() {
    let server = SignalServer::with(&["--listen", "127.0.0.1:0", "--turn", "off"]);
    let report = Report::of(&[&["--server", &server.url][..], &SCREEN].concat(), &[]);
    report.is(&["server", "websocket"], true);
    report.is(&["udp", "stun", "relay_udp", "relay_tcp", "relay_tls", "nat"], None);
    assert!(report.check("relay_udp")["admin"].as_str().unwrap().contains("--turn"));
    assert_eq!(report.report["paths"], json!(["direct", "server"]));
    assert_eq!(report.status, Some(0));
}

#[test]
fn the_doctor_says_how_to_mend_a_server_that_is_not_there() {
    let closed = {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        format!("http://{}", listener.local_addr().unwrap())
    };
    let report = Report::of(&[&["--server", &closed][..], &SCREEN].concat(), &[]);
    report.is(&["server"], false);
    report.is(&["websocket", "relay_udp", "nat"], None);
    for mend in ["mend", "admin"] {
        assert!(!report.check("server")[mend].as_str().unwrap().is_empty());
    }
    assert_eq!(report.report["paths"], json!([]));
    assert_eq!(report.status, Some(1));
}

#[test]
fn the_doctor_tells_something_else_from_a_server() {
    // The page of a web server that knows no WebSocket.
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        use std::io::{Read as _, Write as _};
        while let Ok((mut stream, _)) = listener.accept() {
            let _ = stream.read(&mut [0; 2048]);
            let _ = stream.write_all(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
        }
    });
    let report = Report::of(&[&["--server", &url][..], &SCREEN].concat(), &[]);
    report.is(&["server"], true);
    report.is(&["websocket"], false);
    assert!(report.check("websocket")["text"].as_str().unwrap().contains("404"));
    assert_eq!(report.status, Some(1));
}

#[test]
fn the_doctor_tries_a_desktop_without_touching_it() {
    let display = Xvfb::start(800, 600);
    let report = Report::of(&[], &[("DISPLAY", display.display())]);
    report.is(&["screen", "input", "panic_key", "encoder", "policy", "log"], true);
    report.is(&["server", "websocket", "udp", "relay_udp", "nat", "ipv6"], None);
    assert!(report.check("screen")["text"].as_str().unwrap().contains("800 × 600"));
    let told = "A key that you press is told from one that a program presses.";
    assert!(report.check("panic_key")["text"].as_str().unwrap().contains(told));
    assert!(report.check("server")["text"].as_str().unwrap().contains("--server"));
    assert_eq!(report.report["paths"], json!(["direct"]));
    assert_eq!(report.status, Some(0));
    let blind = Report::of(&[], &[("DISPLAY", ":9999")]);
    blind.is(&["screen"], false);
    blind.is(&["input", "encoder"], None);
    assert_eq!(blind.status, Some(1));
}

#[test]
fn the_doctor_speaks_in_sentences_with_a_mark_for_each_check() {
    let home = Folder::new();
    let mut doctor = command(program("alongside"));
    doctor.args(["doctor", "--server", "http://127.0.0.1:1"]).args(SCREEN);
    let output = doctor.env("HOME", home.path()).env("XDG_CONFIG_HOME", home.path()).output();
    let output = output.unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(1), "{text}");
    for line in ["✗ Server", "– UDP", "✓ Screen", "For the administrator:", "What will happen:"]
    {
        assert!(text.contains(line), "{line}: {text}");
    }
}

/// The server can also be named by the settings, as for `share`.
#[test]
fn the_doctor_takes_the_server_of_the_settings() {
    let server = SignalServer::start();
    let home = Folder::new();
    std::fs::create_dir(home.path().join("alongside")).unwrap();
    let settings = format!("server = \"{}\"\nname = \"Ursula\"\n", server.url);
    std::fs::write(home.path().join("alongside/config.toml"), settings).unwrap();
    let mut doctor = command(program("alongside"));
    doctor.args(["doctor", "--json"]).args(SCREEN);
    doctor.env("HOME", home.path()).env("XDG_CONFIG_HOME", home.path());
    let report: Value = serde_json::from_slice(&doctor.output().unwrap().stdout).unwrap();
    assert_eq!(
        (&report["checks"][0]["id"], &report["checks"][0]["ok"]),
        (&json!("server"), &json!(true))
    );
}
