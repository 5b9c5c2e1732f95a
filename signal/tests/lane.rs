//! Lanes: what the server forwards, between which connections, and until when.

use std::time::Duration;

use protocol::limits::LANE_MESSAGE_BYTES;
use protocol::network::Network;
use protocol::signal::{FromSignal, Outcome, Refusal, ToSignal};
use tokio_tungstenite::tungstenite::{Error, Message};

use crate::rig::{
    Client, LaneClient, Server, claim, claiming_with_lane, gone, gone_of, open, proving_with_lane,
    verdict,
};

/// A hello: the first message after each pairing.
fn hello(byte: u8) -> Message {
    Message::binary(vec![byte; 16])
}

fn record(bytes: &[u8]) -> Message {
    Message::binary([bytes, &[0; 17]].concat())
}

/// Both ends of a lane, paired and past their hellos.
async fn paired(server: &Server, tokens: &[String; 2]) -> (LaneClient, LaneClient) {
    let mut sharer = LaneClient::connect(server, &tokens[0]).await;
    let mut viewer = LaneClient::connect(server, &tokens[1]).await;
    greet(&mut sharer, &mut viewer).await;
    (sharer, viewer)
}

async fn greet(sharer: &mut LaneClient, viewer: &mut LaneClient) {
    sharer.is_paired().await;
    viewer.is_paired().await;
    sharer.send(hello(1)).await.unwrap();
    viewer.send(hello(2)).await.unwrap();
    assert_eq!(viewer.receive().await, Some(hello(1)));
    assert_eq!(sharer.receive().await, Some(hello(2)));
}

#[tokio::test]
async fn what_one_end_sends_reaches_the_other_unchanged() {
    let server = Server::start().await;
    let (_sharer, _viewer, _, tokens) = proving_with_lane(&server).await;
    let (mut sharer, mut viewer) = paired(&server, &tokens).await;
    let largest = Message::binary(vec![7; LANE_MESSAGE_BYTES]);
    for message in [record(b"one"), record(b"two"), largest] {
        sharer.send(message.clone()).await.unwrap();
        assert_eq!(viewer.receive().await, Some(message.clone()));
        viewer.send(message.clone()).await.unwrap();
        assert_eq!(sharer.receive().await, Some(message));
    }
    assert_eq!(server.metric("alongside_lanes").await, 1);
    assert!(server.metric("alongside_lane_bytes_total").await > 2 * 16 * 1024);
    drop(viewer);
    // The sharer is not told, and what it sends is dropped.
    sharer.send(record(b"three")).await.unwrap();
}

#[tokio::test]
async fn a_hello_that_is_said_with_the_token_is_kept_for_the_first_pairing() {
    let server = Server::start().await;
    let (_sharer, _viewer, _, tokens) = proving_with_lane(&server).await;
    let mut viewer = LaneClient::connect(&server, &tokens[1]).await;
    // Nothing else is kept, and of two hellos the last one.
    for early in [hello(1), record(b"early"), hello(2), record(b"early")] {
        viewer.send(early).await.unwrap();
    }
    viewer.is_read().await;
    let mut sharer = LaneClient::connect(&server, &tokens[0]).await;
    sharer.is_paired().await;
    assert_eq!(sharer.receive().await, Some(hello(2)));
    viewer.is_paired().await;
    viewer.send(record(b"one")).await.unwrap();
    assert_eq!(sharer.receive().await, Some(record(b"one")));
    // The next pairing has a hello of its own.
    let mut sharer = LaneClient::connect(&server, &tokens[0]).await;
    viewer.send(record(b"late")).await.unwrap();
    greet(&mut sharer, &mut viewer).await;
}

#[tokio::test]
async fn lanes_of_different_claims_are_apart() {
    let server = Server::start().await;
    let (_a, _b, _, one) = proving_with_lane(&server).await;
    let (_c, _d, _, two) = proving_with_lane(&server).await;
    let (mut sharer, mut viewer) = paired(&server, &one).await;
    let (mut other_sharer, mut other_viewer) = paired(&server, &two).await;
    sharer.send(record(b"one")).await.unwrap();
    other_sharer.send(record(b"two")).await.unwrap();
    assert_eq!(viewer.receive().await, Some(record(b"one")));
    assert_eq!(other_viewer.receive().await, Some(record(b"two")));
}

#[tokio::test]
async fn what_is_not_allowed_closes_the_connection() {
    let server = Server::start().await;
    let (_sharer, _viewer, _, tokens) = proving_with_lane(&server).await;
    let mut stranger = LaneClient::connect(&server, &"7".repeat(32)).await;
    assert_eq!(stranger.close_code().await, Some(1008), "no such lane");
    for first in [Message::text("hello"), Message::binary(vec![1; 16])] {
        let mut client = LaneClient::silent(&server, &[]).await.unwrap();
        client.send(first).await.unwrap();
        assert_eq!(client.close_code().await, Some(1002), "no token");
    }
    for message in [Message::text("text"), Message::binary(vec![0; LANE_MESSAGE_BYTES + 1])] {
        let mut client = LaneClient::connect(&server, &tokens[0]).await;
        client.send(message).await.unwrap();
        assert_eq!(client.close_code().await, Some(1002));
    }
}

#[tokio::test]
async fn a_page_of_another_origin_opens_no_lane() {
    let server = Server::start().await;
    match LaneClient::silent(&server, &[("origin", "http://evil.example")]).await {
        Err(Error::Http(answer)) => assert_eq!(answer.status(), 403),
        Err(other) => panic!("expected 403, got {other:?}"),
        Ok(_) => panic!("it was let in"),
    }
    let own = format!("http://{}", server.address);
    assert!(LaneClient::silent(&server, &[("origin", &own)]).await.is_ok());
}

#[tokio::test]
async fn a_server_without_lanes_grants_none() {
    let rates = signal_server::LaneRates { total: 0, ..Default::default() };
    let config = signal_server::ServerConfig { lane_rates: rates, ..Default::default() };
    let server = Server::start_with(config).await;
    let mut sharer = Client::connect(&server).await;
    let slot = sharer.opens().await;
    let mut viewer = Client::connect(&server).await;
    viewer.send(claim(slot)).await;
    for client in [&mut sharer, &mut viewer] {
        match client.receive_any().await {
            FromSignal::Claimed { network, .. } | FromSignal::ClaimBegun { network } => {
                assert_eq!(network, Network::default());
            }
            other => panic!("expected what the claim is granted, got {other:?}"),
        }
    }
    match LaneClient::silent(&server, &[]).await {
        Err(Error::Http(answer)) => assert_eq!(answer.status(), 404),
        Err(other) => panic!("expected 404, got {other:?}"),
        Ok(_) => panic!("it was let in"),
    }
}

#[tokio::test]
async fn an_end_that_comes_back_replaces_itself_and_both_begin_anew() {
    let server = Server::start().await;
    let (_sharer, _viewer, _, tokens) = proving_with_lane(&server).await;
    let (mut sharer, mut old) = paired(&server, &tokens).await;
    let mut viewer = LaneClient::connect(&server, &tokens[1]).await;
    assert_eq!(old.close_code().await, Some(1008));
    // What was sent for the earlier pairing does not reach the new one.
    sharer.send(record(b"late")).await.unwrap();
    greet(&mut sharer, &mut viewer).await;
    sharer.send(record(b"new")).await.unwrap();
    assert_eq!(viewer.receive().await, Some(record(b"new")));
    // Nor does the end of the old connection end the new one.
    drop(old);
    viewer.send(record(b"still here")).await.unwrap();
    assert_eq!(sharer.receive().await, Some(record(b"still here")));
    assert_eq!(server.metric("alongside_lanes").await, 1);
}

#[tokio::test]
async fn who_reads_slowly_slows_the_other_end_down() {
    let rates = signal_server::LaneRates::default();
    let rates = signal_server::LaneRates { lane: rates.total, source: rates.total, ..rates };
    let config = signal_server::ServerConfig { lane_rates: rates, ..Default::default() };
    let server = Server::start_with(config).await;
    let (_sharer, _viewer, _, tokens) = proving_with_lane(&server).await;
    let (mut sharer, mut viewer) = paired(&server, &tokens).await;
    let sent = sharer.flood(&[9; 16 * 1024]).await;
    // Most of it is in the buffers of the operating system, of which there are four.
    assert!(sent < 40 << 20, "{sent} bytes were taken from an end whose other end reads nothing");
    // The other direction is not held up, and nothing of what was taken is lost.
    viewer.send(record(b"hello")).await.unwrap();
    assert_eq!(sharer.receive().await, Some(record(b"hello")));
    let mut received = 0;
    while received < sent {
        let Some(Message::Binary(bytes)) = viewer.receive().await else { panic!("bytes") };
        received += bytes.len();
    }
}

#[tokio::test]
async fn a_lane_carries_no_more_than_its_rate() {
    let rates = signal_server::LaneRates { lane: 200_000, ..Default::default() };
    let config = signal_server::ServerConfig { lane_rates: rates, ..Default::default() };
    let server = Server::start_with(config).await;
    let (_sharer, _viewer, _, tokens) = proving_with_lane(&server).await;
    let (mut sharer, mut viewer) = paired(&server, &tokens).await;
    let begun = tokio::time::Instant::now();
    for _ in 0..20 {
        sharer.send(Message::binary(vec![9; 16 * 1024])).await.unwrap();
    }
    for _ in 0..20 {
        viewer.receive().await.unwrap();
    }
    // 320 KiB at 200 kB/s, of which a tenth of a second at once.
    assert!(begun.elapsed() > Duration::from_millis(1_000), "{:?}", begun.elapsed());
}

#[tokio::test]
async fn what_is_sent_to_nobody_is_charged_too() {
    let rates = signal_server::LaneRates { lane: 200_000, ..Default::default() };
    let config = signal_server::ServerConfig { lane_rates: rates, ..Default::default() };
    let server = Server::start_with(config).await;
    let (_sharer, _viewer, _, tokens) = proving_with_lane(&server).await;
    let mut viewer = LaneClient::connect(&server, &tokens[1]).await;
    let begun = tokio::time::Instant::now();
    for _ in 0..20 {
        viewer.send(Message::binary(vec![9; 16 * 1024])).await.unwrap();
    }
    viewer.is_read().await;
    assert!(begun.elapsed() > Duration::from_millis(1_000), "{:?}", begun.elapsed());
}

#[tokio::test]
async fn a_lane_ends_with_its_claim() {
    let server = Server::start().await;
    let (mut sharer, _viewer, claim, tokens) = proving_with_lane(&server).await;
    let (mut of_sharer, mut of_viewer) = paired(&server, &tokens).await;
    sharer.send(verdict(claim, Outcome::WrongCode)).await;
    assert_eq!(of_sharer.close_code().await, Some(1000));
    assert_eq!(of_viewer.close_code().await, Some(1000));
    let mut late = LaneClient::connect(&server, &tokens[0]).await;
    assert_eq!(late.close_code().await, Some(1008));
    assert_eq!(server.metric("alongside_lanes").await, 0);
}

#[tokio::test]
async fn a_lane_outlives_the_signal_links_of_a_proven_claim() {
    let server = Server::start().await;
    let (mut sharer, viewer, claim, tokens) = proving_with_lane(&server).await;
    sharer.send(verdict(claim, Outcome::Proven)).await;
    let (mut of_sharer, mut of_viewer) = paired(&server, &tokens).await;
    drop(viewer);
    assert_eq!(sharer.receive().await, gone_of(claim));
    of_sharer.send(record(b"still here")).await.unwrap();
    assert_eq!(of_viewer.receive().await, Some(record(b"still here")));
    let mut again = LaneClient::connect(&server, &tokens[1]).await;
    greet(&mut of_sharer, &mut again).await;
}

/// The sharer took its invitation up on a new link and revoked it, and the server closed the lane under the
/// session that used it.
#[tokio::test]
async fn a_lane_outlives_a_sharer_that_meets_its_helper_anew() {
    let server = Server::start().await;
    let mut sharer = Client::connect(&server).await;
    let slot = sharer.opens().await;
    let (mut viewer, claim, tokens) = claiming_with_lane(&server, &mut sharer, slot).await;
    sharer.send(verdict(claim, Outcome::Proven)).await;
    let (mut of_sharer, mut of_viewer) = paired(&server, &tokens).await;
    let mut again = Client::connect(&server).await;
    again.send(open(Some(slot))).await;
    assert!(matches!(again.receive().await, FromSignal::Opened { .. }));
    again.send(ToSignal::Revoke {}).await;
    let reason = Refusal::Revoked;
    assert_eq!(viewer.receive().await, gone());
    assert_eq!(viewer.receive().await, FromSignal::Refused { reason });
    of_sharer.send(record(b"still here")).await.unwrap();
    assert_eq!(of_viewer.receive().await, Some(record(b"still here")));
}

#[tokio::test]
async fn a_stopping_server_closes_its_lanes() {
    let server = Server::start().await;
    let (_sharer, _viewer, _, tokens) = proving_with_lane(&server).await;
    let (mut sharer, mut viewer) = paired(&server, &tokens).await;
    let mut silent = LaneClient::silent(&server, &[]).await.unwrap();
    let _stopping = server.stop();
    for client in [&mut sharer, &mut viewer, &mut silent] {
        assert_eq!(client.close_code().await, Some(1012));
    }
}
