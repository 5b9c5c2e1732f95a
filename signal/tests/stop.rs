//! How the server stops.

use std::time::Duration;

use protocol::signal::FromSignal;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::rig::{Client, PATIENCE, Server, proving};

#[tokio::test]
async fn both_ends_are_told_that_the_server_stops() {
    let server = Server::start().await;
    let (mut sharer, mut viewer, _) = proving(&server).await;
    let mut idle = Client::connect(&server).await;
    let stopped = server.stop();
    for client in [&mut sharer, &mut viewer, &mut idle] {
        assert_eq!(client.receive().await, FromSignal::Closing {});
        assert_eq!(client.close_code().await, Some(1012));
    }
    timeout(PATIENCE, stopped).await.unwrap().unwrap().unwrap();
}

#[tokio::test]
async fn ends_that_do_not_listen_cannot_keep_it_from_stopping() {
    let server = Server::start().await;
    let (_sharer, _viewer, _) = proving(&server).await;
    let mut half = TcpStream::connect(server.address).await.unwrap();
    half.write_all(b"GET / HTTP/1.1\r\n").await.unwrap();
    let limit = protocol::limits::SIGNAL_STOP + Duration::from_secs(2);
    timeout(limit, server.stop()).await.unwrap().unwrap().unwrap();
}

/// Slowloris: connections that begin a request and never end it would use up all connections.
#[tokio::test]
async fn a_request_that_never_ends_is_given_up() {
    let server = Server::start().await;
    let mut half = TcpStream::connect(server.address).await.unwrap();
    half.write_all(b"GET / HTTP/1.1\r\nHost: ").await.unwrap();
    let limit = protocol::limits::HTTP_PATIENCE + Duration::from_secs(5);
    let mut rest = vec![];
    // It may send a reason or reset the connection.
    let _ = timeout(limit, half.read_to_end(&mut rest)).await.expect("the server hangs up");
}
