//! The program, started as a process.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::Arc;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore, crypto};

pub(crate) fn program(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_alongside-signal"));
    command.args(arguments);
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("ALONGSIDE_") {
            command.env_remove(name);
        }
    }
    command
}

fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name)
}

/// A running program; it ends with the test.
pub(crate) struct Running(pub(crate) Child);

impl Running {
    pub(crate) fn id(&self) -> u32 {
        self.0.id()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have exited already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Starts the program and reads the line that says where it listens.
pub(crate) fn start(mut command: Command) -> (Running, String) {
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let url = line.strip_prefix("listening on ").expect("it says where it listens");
    (Running(child), url.trim_end().to_owned())
}

fn fails(mut command: Command, status: i32, mention: &str) {
    let Output { status: got, stderr, stdout } = command.output().unwrap();
    let stderr = String::from_utf8(stderr).unwrap();
    assert_eq!(got.code(), Some(status), "{stderr}");
    assert_eq!(stderr.lines().count(), 1, "one sentence, got {stderr}");
    assert!(stderr.contains(mention), "no {mention} in {stderr}");
    assert!(stdout.is_empty());
}

#[test]
fn the_manual_page_tells_what_the_help_tells() {
    let folder = std::env::temp_dir().join(format!("alongside-signal-man-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let written = program(&["--man", folder.to_str().unwrap()]).output().unwrap();
    let page = std::fs::read_to_string(folder.join("alongside-signal.1"));
    std::fs::remove_dir_all(&folder).unwrap();
    assert!(written.status.success(), "{}", String::from_utf8_lossy(&written.stderr));
    let page = page.unwrap();
    for part in [
        ".TH",
        "trusted\\-proxy",
        "turn\\-public\\-ip",
        "ALONGSIDE_TLS_CERT",
        "Examples",
        "Exit status",
    ] {
        assert!(page.contains(part), "no {part} in {page}");
    }
    assert!(!page.contains("FOLDER"), "what is for packaging only stays hidden");
    fails(program(&["--man", "/nowhere/at/all"]), 1, "/nowhere/at/all");
}

#[test]
fn wrong_usage_is_explained_in_one_sentence() {
    fails(program(&["--color"]), 2, "--color");
    fails(program(&["--listen", "nowhere"]), 2, "nowhere");
    fails(program(&["--tls-cert", "a.pem"]), 2, "`tls-key` is missing");
    let mut by_environment = program(&[]);
    by_environment.env("ALONGSIDE_TRUSTED_PROXY", "10.0.0.0/8,10.0.0.0/99");
    fails(by_environment, 2, "10.0.0.0/99");
}

#[test]
fn what_cannot_be_done_is_explained_in_one_sentence() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    fails(program(&["--listen", &address]), 1, "another program has this port");
    let key = data("localhost.key");
    let (missing, key) = ("/nowhere/cert.pem", key.to_str().unwrap());
    fails(program(&["--tls-cert", missing, "--tls-key", key]), 1, missing);
    fails(program(&["--tls-cert", key, "--tls-key", key]), 1, "localhost.key");
}

#[test]
fn the_command_line_wins_over_the_environment() {
    let mut command = program(&["--listen", "127.0.0.1:0"]);
    command.env("ALONGSIDE_LISTEN", "nowhere");
    let (_running, url) = start(command);
    assert!(url.starts_with("http://127.0.0.1:") && url.ends_with('/'), "{url}");
}

#[test]
fn the_relay_says_its_port_and_why_it_has_none() {
    let mut command = program(&["--listen", "127.0.0.1:0", "--turn", "127.0.0.1:0"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let running = Running(child);
    assert!(lines.next().unwrap().unwrap().starts_with("listening on http://"));
    let line = lines.next().unwrap().unwrap();
    let port: u16 = line.strip_prefix("relaying on port ").unwrap().parse().unwrap();
    let taken = format!("127.0.0.1:{port}");
    fails(
        program(&["--listen", "127.0.0.1:0", "--turn", &taken]),
        1,
        "another program has this port",
    );
    drop(running);
    fails(program(&["--turn", "nowhere"]), 2, "nowhere");
}

#[cfg(unix)]
#[test]
fn a_signal_stops_it_as_asked() {
    for signal in ["-TERM", "-INT"] {
        let (mut running, _) = start(program(&["--listen", "127.0.0.1:0"]));
        let pid = running.0.id().to_string();
        assert!(Command::new("kill").args([signal, &pid]).status().unwrap().success());
        assert_eq!(running.0.wait().unwrap().code(), Some(0));
    }
}

#[tokio::test]
async fn https_is_served_with_the_given_certificate() {
    let (certificate, key) = (data("localhost.pem"), data("localhost.key"));
    let files = [certificate.to_str().unwrap(), key.to_str().unwrap()];
    let (_running, url) =
        start(program(&["--listen", "127.0.0.1:0", "--tls-cert", files[0], "--tls-key", files[1]]));
    let address = url.strip_prefix("https://").unwrap().trim_end_matches('/').to_owned();

    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_file(data("ca.pem")).unwrap()).unwrap();
    let config = ClientConfig::builder_with_provider(Arc::new(crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    let connector = TlsConnector::from(Arc::new(config));
    let get = async |host: &str| {
        let stream = TcpStream::connect(&address).await.unwrap();
        let name = ServerName::try_from("localhost").unwrap();
        let mut stream = connector.connect(name, stream).await.unwrap();
        let request = format!("GET /healthz HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        answer
    };
    let named = get("help.example.org").await;
    assert!(named.contains("strict-transport-security: max-age=31536000\r\n"), "{named}");
    let answer = get("localhost").await;
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert!(
        !answer.contains("strict-transport-security"),
        "it would hold for every port: {answer}"
    );
}
