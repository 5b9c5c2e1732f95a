//! Somebody on the network takes all connections of the server inside the sharer, from many addresses.

use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, SocketAddrV4, TcpStream};
use std::process::Command;

use rustix::net::{AddressFamily, SocketType};

use super::*;

/// Connects from this address.
fn connect(from: Ipv4Addr, to: SocketAddrV4) -> Option<TcpStream> {
    let socket = rustix::net::socket(AddressFamily::INET, SocketType::STREAM, None).ok()?;
    rustix::net::bind(&socket, &SocketAddrV4::new(from, 0)).ok()?;
    rustix::net::connect(&socket, &to).ok()?;
    Some(TcpStream::from(socket))
}

/// Holds as many half-sent requests and silent WebSockets as the server lets it have.
fn hoard(server: SocketAddrV4) -> Vec<TcpStream> {
    let upgrade = format!(
        "GET /ws HTTP/1.1\r\nHost: {server}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\
         Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\
         Sec-WebSocket-Protocol: {}\r\n\r\n",
        protocol::signal::SUBPROTOCOL
    );
    let mut held = Vec::new();
    for n in 0..600_u32 {
        let from = Ipv4Addr::from_bits(0x7f00_4200 + n % 60 + 1);
        let Some(mut stream) = connect(from, server) else { continue };
        let request = if n % 2 == 0 { upgrade.as_str() } else { "GET / HTTP/1.1\r\nHost: 12" };
        // The server may have closed it at once.
        let _ = stream.write_all(request.as_bytes());
        held.push(stream);
    }
    held
}

/// The program where it may have so many files open.
fn with_files(sharing: &Command, files: u32) -> Command {
    let mut shell = command("sh");
    shell.args(["-c", &format!("ulimit -n {files}; exec \"$@\""), "sh"]);
    shell.arg(sharing.get_program()).args(sharing.get_args());
    for (name, value) in sharing.get_envs() {
        if let Some(value) = value {
            shell.env(name, value);
        }
    }
    shell
}

#[test]
fn whoever_takes_all_connections_of_the_sharers_server_stops_neither_picture_nor_log() {
    let _turn = Turn::take();
    let (xvfb, desk) = user();
    let folder = Folder::new();
    let mut sharing = share(&["--listen", "127.0.0.1:0"], &folder);
    sharing.env("DISPLAY", xvfb.display());
    let mut sharer = Sharer::start(&mut with_files(&sharing, 256), folder);
    let listening = sharer.event("listening")["address"].as_str().unwrap().to_owned();
    let address: SocketAddrV4 = listening.parse().unwrap();
    let (code, link) = sharer.invitation();
    let mut browser = Browser::start();
    browser.open(&link);
    join(&mut browser, &code);
    browser.wait_phase("waiting-for-connect");
    sharer.answer("connect", true);
    browser.wait_phase("screen-sharing");

    let held = hoard(address);
    let open = std::fs::read_dir(format!("/proc/{}/fd", sharer.running.id())).unwrap().count();
    assert!(open < 192, "{open} are open");
    let mut image = Image::pattern(WIDTH, HEIGHT);
    for number in [0x0aa, 0x555, 0xf0f] {
        image.paint_number(number);
        desk.show(&image);
        browser
            .wait_picture(&format!("frame {number}"), |picture| picture.number() == Some(number));
    }
    let log = sharer.log();
    for text in ["one more line", "and another one"] {
        sharer.command(json!({"command": "chat", "text": text}));
        eventually("the line is in the log", || {
            std::fs::read_to_string(&log).ok()?.contains(text).then_some(())
        });
    }
    // Somebody else gets the page all the same.
    let mut stream = connect(Ipv4Addr::new(127, 0, 0, 9), address).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    let request = format!("GET / HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    drop(held);
}
