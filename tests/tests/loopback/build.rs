//! Which page belongs to a build: what the programs say of it, and what follows when the Helper's is another one.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::process::Output;

use alongside_tests::claimant::{introduce, parse, prove};
use alongside_tests::clock::PATIENCE;
use alongside_tests::process::{Folder, command, program};
use alongside_tests::server::{RawClient, SignalServer};
use protocol::hex::Hex;
use protocol::sealed::{Introduction, PageHash};

use super::waiting;

/// What a program says of its build, as the text behind a name and a colon.
fn build(name: &str, field: &str) -> String {
    let Output { status, stdout, .. } =
        command(program(name)).args(["--version", "--verbose"]).output().unwrap();
    assert!(status.success(), "{name}");
    let text = String::from_utf8(stdout).unwrap();
    let mut lines = text.lines();
    assert_eq!(lines.next(), Some(&*format!("{name} {}", env!("CARGO_PKG_VERSION"))));
    let value = lines.find_map(|line| line.strip_prefix(field)?.strip_prefix(": "));
    value.unwrap_or_else(|| panic!("no {field} in {text}")).to_owned()
}

/// The page that the programs have inside.
fn page() -> PageHash {
    build("alongside", "page").parse().expect("build the page first: cargo xtask viewer")
}

/// The body of a file that the server sends.
fn get(server: &SignalServer, name: &str) -> Vec<u8> {
    let address = server.url.trim_start_matches("http://").trim_end_matches('/');
    let mut socket = TcpStream::connect(address).unwrap();
    write!(socket, "GET /{name} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = Vec::new();
    socket.read_to_end(&mut answer).unwrap();
    assert!(answer.starts_with(b"HTTP/1.1 200 "), "{name}");
    let end = answer.windows(4).position(|window| window == b"\r\n\r\n").unwrap();
    answer.split_off(end + 4)
}

#[test]
fn both_programs_say_how_they_were_built() {
    assert_eq!(build("alongside-signal", "page"), build("alongside", "page"));
    assert_eq!(build("alongside", "protocol"), protocol::VERSION.to_string());
    assert!(!build("alongside", "commit").is_empty());
    assert!(build("alongside", "built").starts_with("for development, for "));
    for name in ["alongside", "alongside-signal"] {
        let Output { status, .. } = command(program(name)).arg("--verbose").output().unwrap();
        assert_eq!(status.code(), Some(2), "{name}: there is nothing to be verbose about");
    }
}

/// With the command of docs/releasing.md.
#[test]
fn the_hash_of_the_page_is_that_of_the_files_that_the_server_sends() {
    let releasing = include_str!("../../../docs/releasing.md");
    let script = releasing.split("```").find_map(|block| block.strip_prefix("sh page-hash\n"));
    let script = script.expect("docs/releasing.md says how to compute the hash");
    let server = SignalServer::start();
    let folder = Folder::new();
    let assets = folder.path().join("assets");
    std::fs::create_dir(&assets).unwrap();
    for page in ["", "doctor", "sw.js"] {
        let text = String::from_utf8(get(&server, page)).unwrap();
        for asset in text.split("\"assets/").skip(1) {
            let name = asset.split('"').next().unwrap();
            std::fs::write(assets.join(name), get(&server, &format!("assets/{name}"))).unwrap();
        }
        let file = match page {
            "" => "index.html",
            "doctor" => "doctor.html",
            other => other,
        };
        std::fs::write(folder.path().join(file), text).unwrap();
    }
    // What the scripts load later.
    for script in std::fs::read_dir(&assets).unwrap().map(|entry| entry.unwrap().path()) {
        let text = std::fs::read(&script).unwrap();
        let is_script = script.extension().is_some_and(|extension| extension == "js");
        let text = if is_script { String::from_utf8(text).unwrap() } else { String::new() };
        for named in text.split("\"./").skip(1) {
            let name = named.split('"').next().unwrap();
            if name.contains('-') {
                std::fs::write(assets.join(name), get(&server, &format!("assets/{name}"))).unwrap();
            }
        }
    }
    let mut shell = command("sh");
    let Output { stdout, .. } =
        shell.args(["-euc", script]).current_dir(folder.path()).output().unwrap();
    assert_eq!(String::from_utf8(stdout).unwrap().split(' ').next(), Some(&*page().to_string()));
}

#[test]
fn the_user_is_told_that_the_helpers_page_is_of_another_build() {
    let (server, mut sharer, code) = waiting(&[]);
    let mut socket = RawClient::connect(&server.url);
    let mut channel = prove(&mut socket, &parse(&code)).expect("the code is right");
    let other = Hex(page().0.map(|byte| !byte));
    introduce(&mut socket, &mut channel, &Introduction::Page { hash: other });
    let (name, version) = ("Jacky".parse().unwrap(), protocol::VERSION);
    introduce(&mut socket, &mut channel, &Introduction::Hello { name, version });
    let both = [other, page()].map(|hash| hash.to_string());
    let note = sharer.event_where(PATIENCE, "note", |note| {
        let text = note["text"].as_str().unwrap_or_default();
        both.iter().all(|hash| text.contains(hash.get(..16).unwrap()))
    });
    assert!(note["text"].as_str().unwrap().contains("another build"), "{note}");
    // It is no reason to end anything.
    sharer.answer("connect", true);
}
