//! What the program keeps for connections that do nothing.

use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;

use crate::program::{program, start};

/// Memory of a process that is in use, in bytes.
fn resident(pid: u32) -> usize {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    line.trim().trim_end_matches(" kB").parse::<usize>().unwrap() * 1024
}

/// A WebSocket to the relay had 128 KiB for what it reads.
#[tokio::test]
async fn silent_connections_to_the_relay_take_little_memory() {
    const CONNECTIONS: usize = 400;
    let (running, url) = start(program(&["--listen", "127.0.0.1:0", "--turn", "127.0.0.1:0"]));
    let address = url.strip_prefix("http://").unwrap().trim_end_matches('/').to_owned();
    let mut sockets = Vec::new();
    let mut before = 0;
    for n in 0..CONNECTIONS + 20 {
        // What the first connections take is there for all of them.
        if n == 20 {
            before = resident(running.0.id());
        }
        let stream = TcpStream::connect(&address).await.unwrap();
        let mut request = format!("ws://{address}/turn").into_client_request().unwrap();
        request.headers_mut().insert("sec-websocket-protocol", "alongside-turn.1".parse().unwrap());
        sockets.push(tokio_tungstenite::client_async(request, stream).await.unwrap());
    }
    let taken = resident(running.0.id()).saturating_sub(before);
    assert!(taken < 20_000_000, "{taken} bytes for {CONNECTIONS} connections");
}
