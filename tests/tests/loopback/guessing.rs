//! A server that guesses, or makes the sharer give out one code after another.

use std::io::Write as _;
use std::net::TcpStream;

use alongside_tests::clock::PATIENCE;
use protocol::code::Slot;
use protocol::signal::SUBPROTOCOL;
use tungstenite::handshake::derive_accept_key;
use tungstenite::protocol::Role;
use tungstenite::{Message, WebSocket};

use super::*;

/// The page counts what only it sees: a server that has played the sharer.
#[test]
fn tries_that_only_the_page_saw_are_shown_and_logged() {
    let (server, mut sharer, code) = waiting(&[]);
    let mut socket = RawClient::connect(&server.url);
    let mut channel = prove(&mut socket, &parse(&code)).expect("the code is right");
    introduced(&mut socket, &mut channel);
    introduce(&mut socket, &mut channel, &Introduction::TriedBefore { times: 2 });
    let (name, version) = ("Jacky".parse().unwrap(), protocol::VERSION);
    introduce(&mut socket, &mut channel, &Introduction::Hello { name, version });
    let told = sharer.event("tried_before");
    assert_eq!((&told["helper"], &told["times"]), (&json!("Jacky"), &json!(2)));
    assert!(told["text"].as_str().unwrap().contains("tried this code twice before"), "{told}");
    // The question comes after it.
    sharer.answer("connect", false);
    sharer.ended();
    let log = std::fs::read_to_string(sharer.log()).unwrap();
    let line = log.lines().find(|line| line.contains("<TRIED_BEFORE ")).expect("it is logged");
    assert!(line.contains(">2</TRIED_BEFORE>"), "{line}");
}

/// Takes a sharer's WebSocket, and waits until it asks for an invitation.
fn asked_for_an_invitation(listener: &TcpListener) -> WebSocket<TcpStream> {
    let (mut stream, _) = listener.accept().unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    let mut key = String::new();
    for line in BufReader::new(&stream).lines().map(Result::unwrap).take_while(|it| !it.is_empty())
    {
        if let Some((name, value)) = line.split_once(": ")
            && name.eq_ignore_ascii_case("sec-websocket-key")
        {
            key = derive_accept_key(value.as_bytes());
        }
    }
    let upgrade = format!(
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\
         Sec-WebSocket-Accept: {key}\r\nSec-WebSocket-Protocol: {SUBPROTOCOL}\r\n\r\n"
    );
    stream.write_all(upgrade.as_bytes()).unwrap();
    // The client says nothing before it has read that.
    let mut socket = WebSocket::from_raw_socket(stream, Role::Server, None);
    loop {
        if let Message::Text(text) = socket.read().unwrap()
            && let Ok(ToSignal::Open { .. }) = ToSignal::decode(&text)
        {
            return socket;
        }
    }
}

/// Each number would be another file, or e-mail, and another code to read out.
#[test]
fn a_server_that_keeps_changing_the_number_causes_few_files_and_an_end() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let place = Folder::new();
    let file = place.path().join("help.alongside-invite");
    let mut sharer = Sharer::synthetic(&["--server", &url, "--save-as", file.to_str().unwrap()]);
    let mut socket = asked_for_an_invitation(&listener);
    for slot in 1..1000_u32 {
        let slot = Slot::try_from(slot % 2 + 1).unwrap();
        let opened = FromSignal::Opened { slot, expires_in_s: 600 };
        if socket.send(Message::text(opened.encode())).is_err() {
            break;
        }
    }
    let why = sharer.event_where(PATIENCE, "error", |error| {
        error["text"].as_str().is_some_and(|text| text.contains("changed the number"))
    });
    assert!(why["text"].as_str().unwrap().contains("use another server"), "{why}");
    assert_eq!(sharer.ended().code(), Some(1));
    for event in ["invitation", "saved"] {
        let all = sharer.events().into_iter().filter(|it| it["event"] == event).count();
        assert_eq!(all, 1 + usize::from(limits::SLOT_CHANGES), "{event}");
    }
}
