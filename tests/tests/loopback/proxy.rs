//! The password of a proxy, as the program is given it and as the proxy gets it.

use std::fs::Permissions;
use std::io::{BufRead as _, BufReader};
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt as _;

use alongside_tests::clock::{PATIENCE, eventually};
use alongside_tests::process::{Folder, Running};
use alongside_tests::rig::share;
use sharer::words::PROXY_PASSWORD_SHOWN;

/// A server that only the proxy can reach.
const SERVER: &str = "https://help.example.org";

/// What the next client asks the proxy for, up to the empty line.
fn asked(listener: &TcpListener) -> Vec<String> {
    let (socket, _) = eventually("a client comes", || listener.accept().ok());
    socket.set_nonblocking(false).unwrap();
    socket.set_read_timeout(Some(PATIENCE)).unwrap();
    let lines = BufReader::new(socket).lines().map(Result::unwrap);
    lines.take_while(|line| !line.is_empty()).collect()
}

#[test]
fn the_proxy_gets_the_password_of_the_file_or_of_its_address() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let address = listener.local_addr().unwrap();
    let folder = Folder::new();
    let file = folder.path().join("password");
    std::fs::write(&file, "word\n").unwrap();
    std::fs::set_permissions(&file, Permissions::from_mode(0o600)).unwrap();
    let (with, without) = (format!("http://name:word@{address}"), format!("http://name@{address}"));
    let file = file.to_str().unwrap();

    let of_file = ["--server", SERVER, "--proxy", &without, "--proxy-password-file", file];
    let on_line = ["--server", SERVER, "--proxy", &with];
    let in_variable = ["--server", SERVER];
    for (options, is_shown) in [(&of_file[..], false), (&on_line, true), (&in_variable, false)] {
        let mut command = share(options, &folder);
        command.args(["--screen", "synthetic:64x64@1", "--record-input", "/dev/null"]);
        if options == in_variable {
            command.env("ALONGSIDE_PROXY", &with);
        }
        let running = Running::start("proxied", &mut command);
        let head = asked(&listener);
        assert_eq!(head[0], "CONNECT help.example.org:443 HTTP/1.1");
        let login = "Proxy-Authorization: Basic bmFtZTp3b3Jk";
        assert!(head.iter().any(|line| line == login), "{options:?}: {head:?}");
        // It is said before anything is logged.
        let first = |line: &str| Some(line.to_owned());
        let (_, line) = running.stderr.wait(0, PATIENCE, first).expect("something is logged");
        assert_eq!(line.contains(PROXY_PASSWORD_SHOWN.text()), is_shown, "{options:?}: {line}");
    }
}
